"""Readings and events, one a line."""

import json
from pathlib import Path

import pytest

from sitwell.core.angles import ANGLE_NAMES, Angle, Angles
from sitwell.core.events import (
    AbsentEnded,
    AbsentStarted,
    Event,
    NudgeSent,
    NudgeSettled,
    SlumpEnded,
    SlumpStarted,
    StateChanged,
)
from sitwell.core.nudges import Nudge
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import NudgeKind, NudgeOutcome, State
from sitwell.core.sighting import Sighting
from sitwell.core.view import View
from sitwell.reporting import stream

SIT_UP = Nudge(341.0, NudgeKind.SIT_UP)
HELPED = Nudge(341.0, NudgeKind.SIT_UP, NudgeOutcome.HELPED, 9.0)
IGNORED = Nudge(341.0, NudgeKind.SIT_UP, NudgeOutcome.IGNORED)
ANGLES = Angles(Angle(21.456, 10.0, 32.9), None, Angle(-3.0, -8.0, 2.0), None, None)
SLUMPED = Reading(7.0, State.SLUMPED, None, View.FRONT, ANGLES)


@pytest.mark.parametrize(
    ("event", "plain", "words"),
    [
        pytest.param(
            StateChanged(3.0, State.UNKNOWN, Reason.TOO_DARK),
            {"t": 3.0, "event": "state", "state": "unknown", "reason": "too_dark"},
            None,
            id="state",
        ),
        pytest.param(
            SlumpStarted(251.0, 221.0),
            {"t": 251.0, "event": "slump_start", "start": 221.0},
            "0:04:11  slumping since 0:03:41",
            id="slump start",
        ),
        pytest.param(
            SlumpEnded(653.0, 221.0, 422.0, 24.289),
            {
                "t": 653.0,
                "event": "slump_end",
                "start": 221.0,
                "duration_s": 422.0,
                "mean_flexion_deg": 24.29,
            },
            "0:10:53  slump over after 0:07:02, mean flexion +24° (estimated)",
            id="slump end",
        ),
        pytest.param(
            AbsentStarted(738.0, 678.0),
            {"t": 738.0, "event": "absent_start", "since": 678.0},
            "0:12:18  nobody there since 0:11:18",
            id="absent start",
        ),
        pytest.param(
            AbsentEnded(3765.25),
            {"t": 3765.25, "event": "absent_end"},
            "1:02:45  back at the desk",
            id="absent end",
        ),
        pytest.param(
            NudgeSent(341.0, SIT_UP, Sighting(120.0, 341.0)),
            {"t": 341.0, "event": "nudge", "kind": "sit_up"},
            "0:05:41  nudge: sit up",
            id="nudge",
        ),
        pytest.param(
            NudgeSettled(350.0, HELPED),
            {"t": 350.0, "event": "nudge_withdrawn", "kind": "sit_up"},
            "0:05:50  nudge withdrawn: sitting up or gone",
            id="nudge that helped",
        ),
        pytest.param(NudgeSettled(641.0, IGNORED), None, None, id="nudge that did not"),
    ],
)
def test_event(event: Event, plain: dict[str, object] | None, words: str | None) -> None:
    """Each event is one line of JSON, and one sentence where it is worth one."""
    line = stream.event_json(event)
    assert (None if line is None else json.loads(line)) == plain
    assert stream.event_text(event) == words


@pytest.mark.parametrize("kind", NudgeKind)
def test_every_nudge_has_words(kind: NudgeKind) -> None:
    """No kind of nudge is without a sentence."""
    said = stream.event_text(NudgeSent(1.0, Nudge(1.0, kind), Sighting()))
    assert said is not None
    assert said.startswith("0:00:01  nudge: ")


@pytest.mark.parametrize("state", State)
def test_every_state_has_words(state: State) -> None:
    """No state is without its word."""
    assert stream.score_text(Path("me.jpg"), Reading(0.0, state)).startswith("me.jpg: ")


def test_score_has_every_key() -> None:
    """The fields of the contract in its order; what is not known is null."""
    plain = json.loads(stream.score_json(Path("me.jpg"), SLUMPED))
    angles = [f"{name}_{part}deg" for name in ANGLE_NAMES for part in ("", "low_", "high_")]
    assert list(plain) == ["schema", "image", "state", "reason", "view", *angles]
    assert plain["image"] == "me.jpg"
    assert plain["flexion_deg"] == 21.46
    assert (plain["flexion_low_deg"], plain["flexion_high_deg"]) == (10.0, 32.9)
    assert plain["rounding_deg"] is None
    assert plain["reason"] is None


def test_score_for_people() -> None:
    """For people only what is known is said, rounded, with its interval, as an estimate."""
    assert stream.score_text(Path("me.jpg"), SLUMPED) == (
        "me.jpg: slumped; estimated flexion +21° [+10, +33], head forward -3° [-8, +2]"
    )


def test_reason_is_said() -> None:
    """Whoever cannot be judged learns why."""
    unknown = Reading(0.0, State.UNKNOWN, Reason.SEVERAL_PEOPLE)
    assert stream.score_text(Path("me.jpg"), unknown) == "me.jpg: cannot judge (several_people)"


def test_reading_has_its_time() -> None:
    """A reading of a recording is an event with its time."""
    plain = json.loads(stream.reading_json(SLUMPED))
    assert (plain["t"], plain["event"], plain["state"]) == (7.0, "reading", "slumped")


def test_summary_names_every_state() -> None:
    """The summary has every state, also those that did not occur."""
    plain = json.loads(stream.summary_json(60.0, {State.UPRIGHT: 59.9996}))
    assert plain == {"t": 60.0, "event": "summary", "upright_s": 60.0} | {
        f"{state}_s": 0.0 for state in State if state is not State.UPRIGHT
    }


def test_one_line_each() -> None:
    """A name with a line break in it still gives one line of JSON."""
    assert "\n" not in stream.score_json(Path("two\nlines.png"), SLUMPED)
