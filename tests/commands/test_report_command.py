"""`sitwell report` as a person calls it."""

import csv
import io
import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk import Desk

from sitwell.adapters.lock import hold
from sitwell.adapters.store import open_store
from sitwell.core.records import Records, SlumpEpisode, Span, State

NOON = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)
YESTERDAY = NOON - timedelta(days=1)


def keep(desk: Desk, *days_ago: int) -> None:
    """Keep an hour upright, and half an hour slumped, on each of these days."""
    with open_store(desk.store) as store:
        for days in days_ago:
            noon = NOON - timedelta(days=days)
            spans = [Span(noon, 3600.0, State.UPRIGHT)]
            spans.append(Span(noon + timedelta(hours=1), 1800.0, State.SLUMPED))
            store.save(Records(tuple(spans)))


def damage(path: Path, *days_ago: int) -> None:
    """Give a span of each of these days a state that there is not."""
    with closing(sqlite3.connect(path)) as other, other:
        for days in days_ago:
            ms = int((NOON - timedelta(days=days)).timestamp() * 1000)
            changed = other.execute("UPDATE spans SET state = 'x' WHERE start_ms = ?", (ms,))
            assert changed.rowcount == 1


def iso(days_ago: int) -> str:
    """Give the date of a day."""
    return (NOON - timedelta(days=days_ago)).date().isoformat()


def test_empty_store_is_kind(desk: Desk) -> None:
    """A day without a record is no failure: it is said, with what to do, and nothing is made."""
    outcome = desk.run("report")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("Nothing was recorded on ")
    assert "sitwell " in outcome.out.splitlines()[1]
    assert not desk.store.exists()


def test_yesterday(desk: Desk) -> None:
    """A day can be named; today's report does not count yesterday."""
    keep(desk, 1)
    assert "At the desk 1 h 30 min" in desk.run("report", "--day", "yesterday").out
    assert "Nothing was recorded" in desk.run("report").out


def test_several_days_as_json(desk: Desk) -> None:
    """Several days come earliest first, in one JSON object and nothing else."""
    keep(desk, 1)
    outcome = desk.run("report", "--days", "3", "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    assert [day["upright_s"] for day in json.loads(outcome.out)["days"]] == [0.0, 3600.0, 0.0]


def test_several_days_as_csv(desk: Desk) -> None:
    """A row for each day, and nothing else."""
    keep(desk, 1)
    outcome = desk.run("report", "--days", "3", "--format", "csv")
    assert (outcome.code, outcome.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert [row["slumped_s"] for row in rows] == ["0.0", "1800.0", "0.0"]


def test_into_a_file(desk: Desk) -> None:
    """With --out the report is in the file, for its owner alone, and not on stdout."""
    keep(desk, 1)
    target = desk.folder / "report.txt"
    outcome = desk.run("report", "--day", "yesterday", "--out", target)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert target.read_text() == desk.run("report", "--day", "yesterday").out
    assert target.stat().st_mode & 0o777 == 0o600


def test_into_a_place_that_is_not_there(desk: Desk) -> None:
    """A file that cannot be written is named."""
    outcome = desk.run("report", "--out", desk.folder / "nowhere" / "report.txt")
    assert outcome.code == 1
    assert "name another file" in outcome.complaint


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(["--day", "9999-12-31"], "is still to come; name today", id="far future"),
        pytest.param(["--day", iso(-1)], "is still to come; name today", id="tomorrow"),
        pytest.param(["--day", "0001-01-01"], "no record reaches back", id="long ago"),
        pytest.param(["--day", "2026-02-30"], "is no day; write today", id="no such day"),
        pytest.param(["--day", "lately"], "is no day; write today", id="no date"),
        pytest.param(["--format", "pdf"], "no format 'pdf'", id="format"),
        pytest.param(["--days", "0"], "'--days'", id="no days"),
    ],
)
def test_bad_arguments(desk: Desk, words: list[str], complaint: str) -> None:
    """What cannot be reported on is refused in one line, with exit code 2."""
    outcome = desk.run("report", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert complaint in outcome.complaint


def test_beside_a_running_monitor(desk: Desk) -> None:
    """What the monitor has saved so far is reported while it goes on."""
    with hold(desk.data / "monitor.lock"), open_store(desk.store) as monitor:
        monitor.save(Records((Span(YESTERDAY, 3600.0, State.SLUMPED),)))
        outcome = desk.run("report", "--day", "yesterday")
        monitor.save(Records((Span(NOON, 60.0, State.SLUMPED),)))
    assert (outcome.code, outcome.err) == (0, "")
    assert "slumped             1 h 0 min   100 %" in outcome.out


def test_two_thousand_episodes(desk: Desk) -> None:
    """A day may be as restless as it likes."""
    starts = [YESTERDAY + timedelta(seconds=20 * n) for n in range(2000)]
    with open_store(desk.store) as store:
        store.save(
            Records(
                tuple(Span(start, 10.0, State.SLUMPED) for start in starts),
                tuple(SlumpEpisode(start, 10.0, 15.0) for start in starts),
            )
        )
    outcome = desk.run("report", "--day", "yesterday", "--format", "json")
    (day,) = json.loads(outcome.out)["days"]
    assert (outcome.code, day["slump_episodes"]["number"]) == (0, 2000)


def test_damaged_days_are_left_out(desk: Desk) -> None:
    """The others are shown; exit code 8, which days are missing, and what to do."""
    keep(desk, 1, 2, 3, 20)
    damage(desk.store, 2, 20)
    before = desk.store.read_bytes()
    outcome = desk.run("report", "--day", "yesterday", "--days", "3")
    assert outcome.code == 8
    lines = outcome.out.splitlines()
    assert [line.split()[1] for line in lines[1:4]] == [iso(3), iso(2), iso(1)]
    assert "could not be read" in lines[2]
    assert "67 %" in lines[1]
    assert "67 %" in lines[3]
    assert f"{iso(20)} and {iso(2)} cannot be read" in outcome.complaint
    assert "keep a copy, then move it" in outcome.complaint
    assert desk.store.read_bytes() == before


def test_damage_before_the_month_is_said(desk: Desk) -> None:
    """Where the damage is in none of the days that are needed, all is shown, and it is said."""
    keep(desk, *range(400))
    whole = desk.store.read_bytes()
    pages = [whole[at : at + 4096] for at in range(0, len(whole), 4096)]
    ms = int((NOON - timedelta(days=350)).timestamp() * 1000)
    digits = [ms & 0x7F]
    while ms := ms >> 7:
        digits.append(ms & 0x7F | 0x80)
    (page,) = (n for n, page in enumerate(pages) if bytes(reversed(digits)) in page)
    pages[page] = b"\xff" * 4096
    desk.store.write_bytes(b"".join(pages))
    outcome = desk.run("report", "--day", "yesterday")
    assert outcome.code == 8
    assert "At the desk 1 h 30 min" in outcome.out
    assert "is damaged, but no day of this report is" in outcome.complaint


@pytest.mark.parametrize("is_file_damaged", [True, False])
def test_nothing_can_be_read(desk: Desk, is_file_damaged: bool) -> None:
    """Where the day asked for cannot be read there is no report, but why, and what to do."""
    keep(desk, 1, 2)
    if is_file_damaged:
        desk.store.write_bytes(desk.store.read_bytes()[:4096] + b"\xff" * 9000)
    else:
        damage(desk.store, 1)
    outcome = desk.run("report", "--day", "yesterday")
    assert (outcome.code, outcome.out) == (8, "")
    assert "is damaged" in outcome.complaint
    assert "move it" in outcome.complaint


def test_damaged_record_into_a_file(desk: Desk) -> None:
    """What could be read is in the file, and the exit code still says that it is not all."""
    keep(desk, 1, 2)
    damage(desk.store, 2)
    outcome = desk.run("report", "--day", "yesterday", "--format", "json", "--out", "report.json")
    assert (outcome.code, outcome.out) == (8, "")
    assert json.loads((desk.folder / "report.json").read_text())["days"][0]["judged_s"] == 5400.0


@pytest.mark.parametrize(
    ("columns", "extra"),
    [
        pytest.param(60, {}, id="narrow"),
        pytest.param(80, {}, id="ordinary"),
        pytest.param(120, {}, id="wide"),
        pytest.param(80, {"TERM": "dumb"}, id="without styles"),
        pytest.param(80, {"NO_COLOR": "1"}, id="colours not wanted"),
    ],
)
def test_in_a_terminal(desk: Desk, columns: int, extra: dict[str, str]) -> None:
    """On a screen there are bars, as wide as it is; colours only where the terminal has them."""
    keep(desk, 1)
    ours, theirs = pty.openpty()
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLUMNS": str(columns),
        "SITWELL_DATA": str(desk.data),
        "SITWELL_CONFIG": str(desk.config),
    }
    done = subprocess.Popen(
        [sys.executable, "-m", "sitwell", "report", "--day", "yesterday"],
        stdin=theirs,
        stdout=theirs,
        env=environment | extra,
    )
    os.close(theirs)
    page = b""
    try:
        while part := os.read(ours, 65536):
            page += part
    except OSError:
        pass  # Linux's way of saying that nobody writes any more
    os.close(ours)
    assert done.wait(60) == 0
    drawn = page.decode()
    plain = re.sub(r"\x1b\[[\d;]*m", "", drawn)
    assert "\x1b" not in plain
    assert bool(re.search(r"\x1b\[3[235]m", drawn)) == (extra == {})
    assert ("\x1b[" in drawn) == ("TERM" not in extra)
    assert "█" in plain
    assert max(map(len, plain.splitlines())) <= min(columns, 100)


def test_place_where_no_record_can_be(desk: Desk) -> None:
    """Nobody is told to wait for a day to fill in where none can be kept: exit 8, in one line."""
    desk.store.parent.touch()  # a file where the folder should be
    outcome = desk.run("report")
    assert (outcome.code, outcome.out) == (8, "")
    assert outcome.err.count("\n") == 1
