"""The status in words and as JSON."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from days import BERLIN
from sitwell.core.nudges import Quiet
from sitwell.core.presence import Hold
from sitwell.core.reason import NOBODY_THERE, WISHES, Reason
from sitwell.core.records import State
from sitwell.core.status import (
    CameraState,
    Channel,
    Fault,
    LastLook,
    NextNudge,
    Rest,
    Seals,
    SourceKind,
    Status,
)
from sitwell.reporting import status as reporting

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=ZONE)
WATCHING = Status(
    now=NOW,
    since=NOW.replace(hour=9, minute=12),
    pid=4711,
    version="0.1.0",
    source=SourceKind.CAMERA,
    camera=CameraState(True),
    look=LastLook(State.UPRIGHT, None, 2.34567, 3.0),
    rest=None,
    seals=Seals("only local sockets", "no socket", False),
    channel=Channel("auto", "plyer", "unknown", "handed over"),
    readings_today=812,
    nudges_today=2,
    next_nudge=NextNudge(NOW),
    fault=None,
)
UNTIL = NOW.replace(hour=14, minute=30)


def test_one_line_says_it_all() -> None:
    """All that matters stands on one line."""
    assert reporting.line(WATCHING) == (
        "Watching since 09:12; upright, about +2° (estimated), seen 3 s ago; camera on; "
        "812 readings and 2 nudges today; next nudge possible now; "
        "the last nudge was handed over by plyer; sealed."
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(
            {
                "rest": Rest(Reason.PAUSED, UNTIL),
                "camera": CameraState(False, Reason.PAUSED),
                "next_nudge": NextNudge(UNTIL, Reason.PAUSED),
            },
            ("Paused until 14:30; ", "; camera off; ", "while paused, which 'sitwell resume' ends"),
            id="paused",
        ),
        pytest.param(
            {"rest": Rest(Reason.PAUSED, None)}, ("Paused until you resume; ",), id="until told"
        ),
        pytest.param(
            {"rest": Rest(Reason.SNOOZED, UNTIL + timedelta(days=1))},
            ("Snoozed until Tuesday 14:30; ",),
            id="until tomorrow",
        ),
        pytest.param({"since": NOW - timedelta(days=40)}, ("since 2026-01-21 12:00",), id="long"),
        pytest.param(
            {
                "camera": CameraState(False, Reason.CAMERA_BUSY),
                "next_nudge": NextNudge(None, Reason.CAMERA_BUSY),
            },
            ("camera off (camera busy)", "no nudge: no picture, as another program uses"),
            id="camera taken",
        ),
        pytest.param(
            {"camera": CameraState(True, Reason.FROZEN_PICTURE)},
            ("camera on (frozen picture)",),
            id="camera stuck",
        ),
        pytest.param(
            {"is_shown": True}, ("; camera on, its picture shown in a window; ",), id="shown"
        ),
        pytest.param(
            {
                "look": LastLook(State.UNKNOWN, Reason.TOO_DARK, None, 70.0),
                "next_nudge": NextNudge(None, Reason.TOO_DARK),
            },
            ("cannot judge (too dark), seen 1 min 10 s ago", "or the camera is covered"),
            id="too dark",
        ),
        pytest.param(
            {"next_nudge": NextNudge(UNTIL, Quiet.APART)},
            ("no nudge before 14:30: nudges are kept apart",),
            id="apart",
        ),
        pytest.param(
            {"next_nudge": NextNudge(UNTIL, Quiet.MOST_PER_DAY)},
            ("no nudge before 14:30: the most nudges a day were given",),
            id="cap",
        ),
        pytest.param(
            {"next_nudge": NextNudge(None, Quiet.MOST_PER_DAY)},
            ("no nudge: the config allows none (most_per_day = 0)",),
            id="none wanted",
        ),
        pytest.param(
            {
                "camera": CameraState(False, Reason.LOCKED),
                "next_nudge": NextNudge(None, State.ABSENT),
            },
            ("camera off (the screen is locked)", "no nudge: nobody there"),
            id="locked",
        ),
        pytest.param(
            {
                "camera": CameraState(False, Reason.ASLEEP),
                "next_nudge": NextNudge(None, State.ABSENT),
            },
            ("camera off (the computer sleeps)", "no nudge: nobody there"),
            id="asleep",
        ),
        pytest.param(
            {"look": None, "next_nudge": NextNudge(None, Reason.NO_FRAMES)},
            ("no nudge: no picture yet",),
            id="before the first look",
        ),
        pytest.param(
            {"next_nudge": NextNudge(None, State.ABSENT)}, ("no nudge: nobody there",), id="away"
        ),
        pytest.param(
            {"channel": Channel("auto", "plyer", "no", "timed out after 5 s")},
            ("the last nudge was not shown by plyer: timed out after 5 s",),
            id="not shown",
        ),
        pytest.param({"channel": Channel("silent")}, ("nudges are not shown",), id="silent"),
        pytest.param({"seals": Seals("", "", True)}, ("MediaPipe is not sealed",), id="not sealed"),
        pytest.param(
            {"fault": Fault("the worker died", NOW)}, ("last error 12:00: the worker",), id="fault"
        ),
        pytest.param(
            {"look": None, "readings_today": 1, "nudges_today": 0},
            ("1 reading and no nudges today",),
            id="just begun",
        ),
    ],
)
def test_a_person_could_tell_why_there_was_no_nudge(
    change: dict[str, object], words: tuple[str, ...]
) -> None:
    """Whatever keeps nudges away can be read off the line."""
    line = reporting.line(replace(WATCHING, **change))  # type: ignore[arg-type]
    assert "\n" not in line
    for part in words:
        assert part in line


@pytest.mark.parametrize("hold", Hold)
def test_what_a_nudge_would_disturb_is_named(hold: Hold) -> None:
    """A call, a film or a wish not to be disturbed is named as what keeps nudges back."""
    line = reporting.line(replace(WATCHING, next_nudge=NextNudge(None, hold)))
    assert f"no nudge: {hold.words};" in line


@pytest.mark.parametrize("quiet", Quiet)
def test_each_rule_of_silence_has_its_words(quiet: Quiet) -> None:
    """Each rule that keeps nudges apart has words of its own, with and without an end."""
    known, never = (
        reporting.line(replace(WATCHING, next_nudge=NextNudge(at, quiet))) for at in (UNTIL, None)
    )
    assert re.search("no nudge before 14:30: [a-z ,]{12,};", known)
    assert re.search("no nudge: [a-z_ ,()=0]{12,};", never)


def test_each_reason_without_a_verdict_has_its_words() -> None:
    """Whatever hinders a verdict is said in words of its own, and not by its name in the code."""
    reasons = [r for r in Reason if r not in WISHES | NOBODY_THERE]
    lines = [
        reporting.line(replace(WATCHING, next_nudge=NextNudge(None, reason))) for reason in reasons
    ]
    said = [line.partition("no nudge: ")[2].partition("; the last nudge")[0] for line in lines]
    assert len(set(said)) == len(reasons)
    for reason, words in zip(reasons, said, strict=True):
        assert words != reason.value.replace("_", " ")
        assert " judge" in words or " picture" in words


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        pytest.param(Rest(Reason.PAUSED, UNTIL), "Paused until 14:30, as before; ", id="paused"),
        pytest.param(Rest(Reason.SNOOZED, UNTIL), "Snoozed until 14:30, as before; ", id="snoozed"),
        pytest.param(Rest(Reason.PAUSED, None), "Paused until you resume, as ", id="until told"),
    ],
)
def test_a_start_that_goes_on_resting_says_how_to_end_that(rest: Rest, words: str) -> None:
    """Whoever starts while a rest lasts is told until when, and what ends it."""
    line = reporting.still_words(rest, NOW)
    assert line.startswith(words)
    assert line.endswith("sitwell resume")


def test_the_json_has_every_field() -> None:
    """Programs find all fields under fixed names, null where there is nothing to say."""
    plain = json.loads(json.dumps(reporting.plain(WATCHING), allow_nan=False))
    assert plain == {
        "schema": 1,
        "running": True,
        "pid": 4711,
        "version": "0.1.0",
        "since": "2026-03-02T09:12:00+01:00",
        "source": "camera",
        "reading": {"state": "upright", "reason": None, "flexion_deg": 2.35, "age_s": 3.0},
        "camera": {"on": True, "reason": None},
        "picture_shown": False,
        "rest": None,
        "seal": {"program": "only local sockets", "worker": "no socket"},
        "mediapipe_telemetry_allowed": False,
        "notifier": {
            "name": "auto",
            "channel": "plyer",
            "delivered": "unknown",
            "detail": "handed over",
        },
        "readings_today": 812,
        "nudges_today": 2,
        "next_nudge": {"at": "2026-03-02T12:00:00+01:00", "held_by": None},
        "last_error": None,
    }
    bare = reporting.plain(replace(WATCHING, look=None, rest=Rest(Reason.PAUSED, None)))
    assert bare["reading"] is None
    assert bare["rest"] == {"kind": "paused", "until": None}


def test_moment_beyond_a_clock_change() -> None:
    """A moment is told by the clock that is on the wall then, whatever the offset is today."""
    now = datetime(2026, 10, 24, 14, tzinfo=BERLIN)
    until = datetime(2026, 10, 25, 5, tzinfo=UTC).astimezone(timezone(timedelta(hours=2)))
    assert reporting.wall_clock(until, now) == "Sunday 06:00"
