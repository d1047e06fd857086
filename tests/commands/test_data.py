"""`sitwell data`: what is kept is shown, taken along and erased."""

import json
import os
import pty
import shutil
import struct
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk import Desk, Json

from sitwell.adapters.lock import hold
from sitwell.adapters.store import open_store, rows
from sitwell.core.reason import Reason
from sitwell.core.records import (
    ExerciseOutcome,
    ExerciseRecord,
    Exposure,
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)

TODAY = datetime.now().astimezone().replace(hour=0, minute=0, second=5, microsecond=0)
OLD = TODAY.replace(hour=12) - timedelta(days=40)
OLD_DEG, NEW_DEG = 21.123456789, 22.987654321
TOLD = '{"schema": 1, "told": {"day": "2026-03-02", "week": null}}\n'
PAUSE = '{"schema": 1, "wish": {"rest": "paused", "until": null, "length_s": null}}\n'
LEVELS = ((0.0,) * 8, (2.5,) + (0.0,) * 7, (0.0,) * 8, (0.0,) * 8, (0.0,) * 8)
BASELINE = '{"schema": 2, "flexion_deg": 31.4159}\n'


def a_day(noon: datetime, flexion_deg: float) -> Records:
    """Make a span, an episode, a nudge, an exercise and an hour of angles of one day."""
    return Records(
        (Span(noon, 2.5, State.UNKNOWN, Reason.TOO_DARK),),
        (SlumpEpisode(noon, 1.5, flexion_deg),),
        (NudgeRecord(noon, NudgeKind.SIT_UP, NudgeOutcome.HELPED, 0.5),),
        (ExerciseRecord(noon, "bird_dog", ExerciseOutcome.DONE, 10, duration_s=60.5),),
        (Exposure(noon, 2.5, ((-1, 0.5), (21, 2.0)), ((3, 1.5),), LEVELS, 1.0, 0.5, 0.25, 0.0, 2),),
    )


@pytest.fixture
def lived_in(desk: Desk) -> Desk:
    """Give a desk with two days on record, baselines, logs, a pause, a page and a config."""
    with open_store(desk.store) as store:
        store.save(a_day(OLD, OLD_DEG))
        store.save(a_day(TODAY, NEW_DEG))
    desk.baseline.parent.mkdir()
    desk.baseline.write_text(BASELINE)
    desk.baseline.with_name("sofa.json").write_text("{ damaged")
    (desk.data / "worker.log").write_text("I0000 started\n")
    (desk.data / "monitor.log").write_text("of a later version\n")
    (desk.data / "wish.json").write_text(PAUSE)
    (desk.data / ".wish.json.ab12_9").write_text(PAUSE[:20])
    (desk.data / "told.json").write_text(TOLD)
    (desk.data / "report.html").write_text("<!doctype html>")
    (desk.data / ".report.html.cd34_5").write_text("<!doc")
    desk.config.write_text("[privacy]\nkeep_days = 90\n")
    return desk


def marks(records: Records) -> set[bytes]:
    """Give what a nudge's time and an episode's angle leave in a file."""
    found = {rows.to_ms(nudge.at).to_bytes(6, "big") for nudge in records.nudges}
    return found | {struct.pack(">d", e.mean_flexion_deg) for e in records.episodes}


def in_files(folder: Path, records: Records) -> bool:
    """Say whether any byte of these is left in any file; all of them must be, or none."""
    whole = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    found = {mark in whole for mark in marks(records)}
    assert len(found) == 1
    return found.pop()


def files(folder: Path) -> set[str]:
    """Name what lies in a folder, at any depth."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


def answer(desk: Desk, reply: bytes, *words: str) -> tuple[int, str, str]:
    """Run a command with a person at the terminal, who answers; give code, results, messages."""
    ours, theirs = pty.openpty()
    os.write(ours, reply)
    done = subprocess.run(
        [sys.executable, "-m", "sitwell", *words],
        stdin=theirs,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "SITWELL_DATA": str(desk.data),
            "SITWELL_CONFIG": str(desk.config),
        },
    )
    os.close(ours)
    os.close(theirs)
    return done.returncode, done.stdout, done.stderr


def exported(desk: Desk) -> Json:
    """Export into a file and read it."""
    outcome = desk.run("data", "export", "mine.json")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    given: Json = json.loads((desk.folder / "mine.json").read_text())
    return given


@pytest.mark.parametrize(
    "words",
    [["show"], ["erase", "--yes"], ["erase", "--before", "today", "--yes"], ["export", "-"]],
)
def test_nothing_kept_yet(desk: Desk, words: list[str]) -> None:
    """Where nothing is kept that is said, and nothing is created."""
    outcome = desk.run("data", *words)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Nothing" in outcome.out or json.loads(outcome.out)["spans"] == []
    assert files(desk.folder) == set()
    assert not desk.data.exists()


def test_show(lived_in: Desk) -> None:
    """Every file is named with size and mode, and what the record holds, and for how long."""
    lived_in.store.chmod(0o640)
    outcome = lived_in.run("data", "show")
    assert (outcome.code, outcome.err) == (0, "")
    lines = {line.split("  ")[-1]: line for line in outcome.out.splitlines() if "/" in line}
    kept = files(lived_in.data) | {"../config.toml"}
    assert set(lines) == {os.path.normpath(lived_in.data / name) for name in kept}
    assert " 0640 " in lines[str(lived_in.store)]
    assert "14 B" in lines[str(lived_in.data / "worker.log")]
    assert "2 spans, 2 slump episodes, 2 nudges, 2 exercises and 2 hours of angles" in outcome.out
    assert f"from {OLD:%A} {OLD.day} {OLD:%B %Y} to {TODAY:%A}" in outcome.out
    assert "90 days" in outcome.out
    assert "None of it is sent" in outcome.out
    assert "Google" not in outcome.out


def test_show_of_a_consent(desk: Desk) -> None:
    """Whoever allowed MediaPipe to report its use is told so."""
    desk.config.write_text("[privacy]\nallow_mediapipe_telemetry = true\n")
    assert "Google" in desk.run("data", "show").out


def test_show_of_a_damaged_record(lived_in: Desk) -> None:
    """A record that cannot be read is still shown, with what to do."""
    lived_in.store.write_bytes(b"damaged" * 1000)
    outcome = lived_in.run("data", "show")
    assert (outcome.code, outcome.err) == (0, "")
    assert str(lived_in.store) in outcome.out
    assert "move it" in outcome.out


def test_export(lived_in: Desk) -> None:
    """The export has all that is kept, field for field, in a file for its owner alone."""
    given = exported(lived_in)
    assert (lived_in.folder / "mine.json").stat().st_mode & 0o777 == 0o600
    assert datetime.fromisoformat(given.pop("exported")).tzinfo is not None
    assert given == {
        "schema": 1,
        "spans": [
            {
                "start": noon.isoformat(),
                "duration_s": 2.5,
                "state": "unknown",
                "reason": "too_dark",
            }
            for noon in (OLD, TODAY)
        ],
        "episodes": [
            {"start": noon.isoformat(), "duration_s": 1.5, "mean_flexion_deg": flexion_deg}
            for noon, flexion_deg in ((OLD, OLD_DEG), (TODAY, NEW_DEG))
        ],
        "nudges": [
            {"at": noon.isoformat(), "kind": "sit_up", "outcome": "helped", "response_s": 0.5}
            for noon in (OLD, TODAY)
        ],
        "exercises": [
            {
                "at": noon.isoformat(),
                "card": "bird_dog",
                "outcome": "done",
                "repetitions": 10,
                "counted_by": "person",
                "duration_s": 60.5,
            }
            for noon in (OLD, TODAY)
        ],
        "exposures": [
            {
                "start": noon.isoformat(),
                "judged_s": 2.5,
                "flexion_s_by_deg": {"-1": 0.5, "21": 2.0},
                "rounding_s_by_deg": {"3": 1.5},
                "level_s": [list(row) for row in LEVELS],
                "head_forward_s": 1.0,
                "rounded_s": 0.5,
                "left_s": 0.25,
                "right_s": 0.0,
                "shifts": 2,
            }
            for noon in (OLD, TODAY)
        ],
        "exposure_levels_deg": [-4.0, 5.0, 11.0, 20.0],
        "exposure_lengths_s": [10.0, 30.0, 60.0, 300.0, 600.0, 1200.0, 1800.0],
        "baselines": {"default": json.loads(BASELINE), "sofa": "{ damaged"},
        "pause": json.loads(PAUSE),
        "config": "[privacy]\nkeep_days = 90\n",
    }


def test_export_to_stdout(lived_in: Desk) -> None:
    """With - the export is the only result."""
    outcome = lived_in.run("data", "export", "-")
    assert (outcome.code, outcome.err) == (0, "")
    given = json.loads(outcome.out)
    assert given | {"exported": ""} == exported(lived_in) | {"exported": ""}


@pytest.mark.parametrize("kind", ["file", "link"])
def test_export_overwrites_nothing(lived_in: Desk, kind: str) -> None:
    """What has the name already stays as it is, and what a link leads to is not made."""
    target, elsewhere = lived_in.folder / "mine.json", lived_in.folder / "elsewhere.json"
    if kind == "file":
        target.write_text("precious")
    else:
        target.symlink_to(elsewhere)
    outcome = lived_in.run("data", "export", target)
    assert (outcome.code, outcome.out) == (2, "")
    assert "name a new file" in outcome.complaint
    assert not elsewhere.exists()
    assert target.is_symlink() or target.read_text() == "precious"


def test_export_of_a_damaged_record(lived_in: Desk) -> None:
    """A record that cannot be read is exit code 8, and no half of an export is left."""
    lived_in.store.write_bytes(b"damaged" * 1000)
    outcome = lived_in.run("data", "export", "mine.json")
    assert outcome.code == 8
    assert "move it" in outcome.complaint
    assert not (lived_in.folder / "mine.json").exists()


def test_erase_all(lived_in: Desk) -> None:
    """Everything about the person goes; the config stays, and that is said."""
    assert in_files(lived_in.data, a_day(OLD, OLD_DEG))
    outcome = lived_in.run("data", "erase", "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    assert f"Your settings stay: {lived_in.config}" in outcome.out
    assert files(lived_in.folder) == {"config.toml", "data/monitor.lock"}


def test_bytes_are_gone_before_the_file_is(lived_in: Desk) -> None:
    """The record is emptied before it is deleted: another name for the file holds nothing more."""
    other_name = lived_in.folder / "other"
    os.link(lived_in.store, other_name)
    assert in_files(lived_in.folder, a_day(OLD, OLD_DEG))
    lived_in.run("data", "erase", "--yes")
    assert other_name.exists()
    assert not in_files(lived_in.folder, a_day(OLD, OLD_DEG))


def test_erase_before_a_day(lived_in: Desk) -> None:
    """Only the days before go, to the last byte; the rest stays, also while a monitor runs."""
    with hold(lived_in.data / "monitor.lock"), open_store(lived_in.store) as monitor:
        outcome = lived_in.run("data", "erase", "--before", "yesterday", "--yes")
        assert (outcome.code, outcome.err) == (0, "")
        assert (
            "Erased 1 span, 1 slump episode, 1 nudge, 1 exercise and 1 hour of angles from"
            in outcome.out
        )
        monitor.save(a_day(TODAY + timedelta(seconds=9), NEW_DEG))
    assert not in_files(lived_in.data, a_day(OLD, OLD_DEG))
    assert in_files(lived_in.data, a_day(TODAY, NEW_DEG))
    given = exported(lived_in)
    assert len(given["spans"]) == 2
    assert set(given["baselines"]) == {"default", "sofa"}
    # A page that somebody opened may be about the days that went.
    assert not (lived_in.data / "report.html").exists()


@pytest.mark.parametrize("damage", ["bytes", "link", "log link"])
def test_erase_what_is_broken(lived_in: Desk, damage: str) -> None:
    """A damaged record is deleted as it is, and a link without what it leads to."""
    elsewhere = lived_in.folder / "elsewhere"
    elsewhere.write_text("precious")
    if damage == "bytes":
        lived_in.store.write_bytes(b"damaged" * 1000)
    else:
        link = lived_in.store if damage == "link" else lived_in.data / "worker.log"
        link.unlink()
        link.symlink_to(elsewhere)
    outcome = lived_in.run("data", "erase", "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    assert files(lived_in.data) == {"monitor.lock"}
    assert elsewhere.read_text() == "precious"


def test_erase_a_linked_folder(lived_in: Desk) -> None:
    """A link in the place of the baselines' folder is deleted, not what lies behind it."""
    elsewhere = lived_in.folder / "elsewhere"
    shutil.move(lived_in.baseline.parent, elsewhere)
    lived_in.baseline.parent.symlink_to(elsewhere)
    outcome = lived_in.run("data", "erase", "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    assert not lived_in.baseline.parent.is_symlink()
    assert files(elsewhere) == {"default.json", "sofa.json"}


def test_not_while_a_monitor_runs(lived_in: Desk) -> None:
    """While a monitor runs all of it cannot be erased: exit code 6, and all of it stays."""
    before = files(lived_in.data)
    with hold(lived_in.data / "monitor.lock"):
        outcome = lived_in.run("data", "erase", "--yes")
    assert outcome.code == 6
    assert "stop it" in outcome.err
    assert files(lived_in.data) >= before


@pytest.mark.parametrize("words", [[], ["--before", "today"]])
def test_without_a_terminal(lived_in: Desk, words: list[str]) -> None:
    """Nobody can be asked without a terminal: exit code 2, with what to add."""
    outcome = lived_in.run("data", "erase", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert "add --yes" in outcome.complaint
    assert in_files(lived_in.data, a_day(OLD, OLD_DEG))


@pytest.mark.parametrize("words", [[], ["--before", "today"]])
@pytest.mark.parametrize(
    ("reply", "is_yes"),
    [
        pytest.param(b"y\n", True, id="y"),
        pytest.param(b"Yes\n", True, id="yes"),
        pytest.param(b"n\n", False, id="n"),
        pytest.param(b"\n", False, id="nothing"),
        pytest.param(b"\x04", False, id="end of input"),
    ],
)
def test_asks_first(lived_in: Desk, words: list[str], reply: bytes, is_yes: bool) -> None:
    """It says what will go and asks; only a yes erases, and a no is exit code 0."""
    code, out, err = answer(lived_in, reply, "data", "erase", *words)
    assert code == 0
    assert err.endswith("This cannot be undone. [y/N] ")
    assert (
        "1 span, 1 slump episode, 1 nudge, 1 exercise and 1 hour of angles"
        if words
        else str(lived_in.store)
    ) in err
    assert out.startswith("Erased") if is_yes else out == "Nothing was erased.\n"
    assert in_files(lived_in.data, a_day(OLD, OLD_DEG)) is not is_yes


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param("2999-01-01", "is still to come; name today", id="ahead"),
        pytest.param("someday", "is no day; write today", id="no day"),
    ],
)
def test_day_that_cannot_be(lived_in: Desk, day: str, said: str) -> None:
    """A day must be one that has begun: exit code 2, and nothing goes."""
    outcome = lived_in.run("data", "erase", "--before", day, "--yes")
    assert outcome.code == 2
    assert said in outcome.complaint
    assert in_files(lived_in.data, a_day(OLD, OLD_DEG))
