"""`sitwell why`: a real monitor before a camera that shows a slump, and no monitor at all."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from desk import Desk, Json, wait_until
from numpy.typing import NDArray

from sitwell.adapters.control import Command
from sitwell.adapters.store import open_store
from sitwell.commands.logbook import Page, Told
from sitwell.commands.why import find_why
from sitwell.core.events import NudgeSent
from sitwell.core.monitor import Monitor, MonitorRules
from sitwell.core.nudges import Nudge, Nudging
from sitwell.core.presence import Hold
from sitwell.core.records import NudgeKind, NudgeOutcome, NudgeRecord, Records
from sitwell.core.sighting import Sighting
from sitwell.core.status import CameraState, Channel, NextNudge, Seals, SourceKind, Status
from webcam import webcam

pytestmark = pytest.mark.timeout(120)

# A slump that takes 2 min to tell takes 3 s here, and the first day is like any other.
CONFIG = """
[watch]
interval_s = 0.5
[nudges]
sit_up_after_s = 3.0
first_week = "full"
[posture]
sensitivity = "high"
"""


@pytest.fixture
def watched(calibrated: Desk, slumped_frame: NDArray[np.uint8]) -> Iterator[Desk]:
    """Give a desk at which somebody slumps before a monitor in the background."""
    calibrated.config.write_text(CONFIG)
    with webcam(slumped_frame) as camera:
        started = calibrated.run("start", "--source", camera.address, "--notifier", "silent")
        assert started.code == 0, started.err
        try:
            yield calibrated
        finally:
            calibrated.run("stop")


def ask(desk: Desk) -> Json:
    """Give what `sitwell why --json` says."""
    outcome = desk.run("why", "--json")
    assert (outcome.code, outcome.err) == (0, ""), outcome.err
    return outcome.lines[0]


def test_it_tells_of_a_slump_and_its_nudge(watched: Desk) -> None:
    """While somebody slumps it says so with the angle and its line; later, of the nudge and after.

    Stopped, it still tells of the nudge, and that nothing runs.
    """
    wait_until(lambda: watched.ask(Command.WHY)["nudges"] != [], "a nudge", 60.0)
    why = ask(watched)
    assert (why["running"], why["state"], why["reason"]) == (True, "slumped", None)
    assert why["next_nudge"]["held_by"] == "apart"
    slump = why["angles"][0]
    assert (slump["leads_to"], slump["line_deg"]) == ("sit_up", 8.8)
    assert slump["low_deg"] < slump["deg"] < slump["high_deg"]
    assert slump["deg"] > slump["line_deg"]
    newest = why["verdicts"][0]
    assert (newest["state"], newest["line_deg"]) == ("slumped", slump["line_deg"])
    assert newest["flexion_low_deg"] < newest["flexion_deg"] < newest["flexion_high_deg"]
    (nudge,) = why["nudges"]
    assert (nudge["kind"], nudge["outcome"]) == ("sit_up", "waiting")
    assert 3.0 <= nudge["seen"]["slumped_s"] < 30.0
    age = datetime.fromisoformat(why["now"]) - datetime.fromisoformat(nudge["at"])
    assert timedelta(0) <= age < timedelta(seconds=60)

    lines = watched.run("why").out.splitlines()
    assert lines[0].startswith("Slumped for ")
    assert re.search(r"a nudge \('sit up'\) came .+ ago, and no other before", " ".join(lines[:3]))
    assert "Last nudges (not shown: notifier silent)" in lines
    assert max(map(len, lines)) <= 80

    assert watched.run("pause", "30m").code == 0
    wait_until(lambda: watched.ask(Command.WHY)["reason"] == "paused", "the pause", 20.0)
    assert ask(watched)["words"].startswith("Paused until ")
    assert ask(watched)["rest"]["kind"] == "paused"

    assert watched.run("stop").code == 0
    outcome = watched.run("why")
    assert outcome.code == 7
    assert "sitwell start" in outcome.err
    title, row = outcome.out.splitlines()
    assert title == "Last nudges"
    assert "sit up" in row


def test_nudges_of_an_earlier_watch_are_told_too() -> None:
    """A nudge that an earlier watch sent has its time, though what was seen then is not kept."""
    now = datetime(2026, 3, 2, 14, 8, tzinfo=UTC)
    status = Status(
        now=now,
        since=now,
        pid=1,
        version="0",
        source=SourceKind.CAMERA,
        camera=CameraState(True),
        look=None,
        rest=None,
        seals=Seals("", "", False),
        channel=Channel("auto"),
        readings_today=0,
        nudges_today=2,
        next_nudge=NextNudge(now),
        fault=None,
    )
    before, here = Nudge(-600.0, NudgeKind.BREAK), Nudge(40.0, NudgeKind.SIT_UP)
    seen = Sighting(slumped_s=130.0)
    told = Told(now - timedelta(seconds=70), NudgeSent(40.0, here, seen))
    monitor = Monitor(nudging=Nudging((before, here)))
    page = Page(t=100.0, monitor=monitor, told=(told,))
    why = find_why(status, page, 10.0, MonitorRules(), Hold.CAMERA)
    newest, oldest = why.said
    assert (newest.nudge.kind, newest.nudge.at, newest.seen) == (here.kind, told.at, seen)
    assert oldest.nudge.at == now - timedelta(seconds=710)
    assert (oldest.nudge.kind, oldest.seen) == (NudgeKind.BREAK, None)
    assert (why.state, why.explanation, why.dials, why.hold) == (None, None, (), Hold.CAMERA)


def keep(desk: Desk, *nudges: NudgeRecord) -> None:
    """Put nudges on record."""
    with open_store(desk.store) as store:
        store.save(Records(nudges=nudges))


def ago(**length: float) -> datetime:
    """Give a moment so long ago."""
    return (datetime.now(UTC) - timedelta(**length)).astimezone()


def test_without_a_monitor_it_tells_what_is_on_record(desk: Desk) -> None:
    """Where nothing runs, the nudges of the last week stand before the error, the newest first."""
    keep(
        desk,
        NudgeRecord(ago(days=8), NudgeKind.EASE, NudgeOutcome.HELPED, 5.0),
        NudgeRecord(ago(hours=3), NudgeKind.BREAK, NudgeOutcome.IGNORED),
        NudgeRecord(ago(hours=2), NudgeKind.SIT_UP, NudgeOutcome.HELPED, 24.0),
    )
    outcome = desk.run("why")
    assert outcome.code == 7
    assert "sitwell start" in outcome.err
    lines = outcome.out.splitlines()
    assert [line.split("  ", 1)[-1].strip() for line in lines[1:]] == [
        "sit up        followed in 24 s",
        "take a break  no change seen",
    ]
    outcome = desk.run("why", "--json")
    assert outcome.code == 7
    (answer,) = outcome.lines
    assert (answer["schema"], answer["running"]) == (1, False)
    helped, ignored = answer["nudges"]
    assert (helped["kind"], helped["response_s"], helped["seen"]) == ("sit_up", 24.0, None)
    assert (ignored["kind"], ignored["outcome"]) == ("break", "ignored")


def test_without_a_record_it_makes_none(desk: Desk) -> None:
    """Where nothing was ever kept there is nothing to tell, and no file comes of asking."""
    outcome = desk.run("why", "--json")
    assert (outcome.code, outcome.lines) == (7, [{"schema": 1, "running": False, "nudges": []}])
    assert not desk.data.exists()


def test_a_record_that_cannot_be_read_is_not_an_empty_one(desk: Desk) -> None:
    """A damaged record is named, and not taken for one without nudges."""
    desk.store.parent.mkdir(parents=True)
    Path(desk.store).write_bytes(b"no record of ours" * 100)
    outcome = desk.run("why", "--json")
    assert outcome.code == 7
    assert json.loads(outcome.out) == {"schema": 1, "running": False, "nudges": None}
    store, running = outcome.err.splitlines()
    assert "sitwell.db" in store
    assert "sitwell start" in running
