"""Readings and events, one a line: JSON for programs, a short sentence for people."""

import json
from pathlib import Path

from sitwell.core.angles import ANGLE_NAMES
from sitwell.core.events import (
    AbsentEnded,
    AbsentStarted,
    Event,
    NudgeSent,
    NudgeSettled,
    SlumpEnded,
    SlumpStarted,
    StateChanged,
    withdraws,
)
from sitwell.core.reading import Reading
from sitwell.core.records import NudgeKind, State

SCHEMA = 1
Plain = dict[str, str | float | int | None]

WORDS = {
    State.UPRIGHT: "upright",
    State.SLUMPED: "slumped",
    State.OVEREXTENDED: "leaning back or over-extended",
    State.UNKNOWN: "cannot judge",
    State.ABSENT: "nobody there",
}
NUDGE_WORDS = {
    NudgeKind.SIT_UP: "sit up",
    NudgeKind.LOCUST: "try the Locust exercise",
    NudgeKind.BREAK: "take a break",
    NudgeKind.EASE: "let go a little",
    NudgeKind.LEAN: "come back to the middle",
    NudgeKind.MOVE: "change position",
    NudgeKind.CUE: "the cue of the week",
}


def reading_fields(reading: Reading) -> Plain:
    """Give the fields of `score --json` that describe the verdict."""
    plain: Plain = {"state": reading.state, "reason": reading.reason, "view": reading.view}
    for name in ANGLE_NAMES:
        angle = None if reading.angles is None else getattr(reading.angles, name)
        for part in ("", "low_", "high_"):
            value = None if angle is None else round(getattr(angle, f"{part}deg"), 2)
            plain[f"{name}_{part}deg"] = value
    return plain


def score_json(image: Path, reading: Reading) -> str:
    """Give one picture's verdict as a line of JSON."""
    return json.dumps({"schema": SCHEMA, "image": str(image)} | reading_fields(reading))


def score_text(image: Path, reading: Reading) -> str:
    """Give one picture's verdict as a line for people."""
    words = WORDS[reading.state] + (f" ({reading.reason})" if reading.reason else "")
    found = [
        f"{name.replace('_', ' ')} {angle.deg:+.0f}° [{angle.low_deg:+.0f}, {angle.high_deg:+.0f}]"
        for name in ANGLE_NAMES
        if reading.angles is not None and (angle := getattr(reading.angles, name)) is not None
    ]
    return f"{image.name}: {words}" + ("; estimated " + ", ".join(found) if found else "")


def reading_json(reading: Reading) -> str:
    """Give one reading of a recording as a line of JSON."""
    return json.dumps({"t": round(reading.t, 3), "event": "reading"} | reading_fields(reading))


def event_json(event: Event) -> str | None:
    """Give an event as a line of JSON; None for what only the store needs to know."""
    plain = _plain(event)
    return None if plain is None else json.dumps({"t": round(event.t, 3)} | plain)


def summary_json(t: float, seconds: dict[State, float]) -> str:
    """Give the last line of a replay: the seconds spent in each state."""
    plain: Plain = {"t": round(t, 3), "event": "summary"}
    return json.dumps(plain | {f"{state}_s": round(seconds.get(state, 0.0), 3) for state in State})


def event_text(event: Event) -> str | None:
    """Give an event as a line for people; None for changes that pass in a moment."""
    words = _words(event)
    return None if words is None else f"{clock(event.t)}  {words}"


def clock(t: float) -> str:
    """Write seconds as h:mm:ss."""
    minutes, seconds = divmod(int(t), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


def _plain(event: Event) -> Plain | None:  # noqa: PLR0911 (one for each event)
    match event:
        case StateChanged():
            return {"event": "state", "state": event.state, "reason": event.reason}
        case SlumpStarted():
            return {"event": "slump_start", "start": round(event.start, 3)}
        case SlumpEnded():
            return {
                "event": "slump_end",
                "start": round(event.start, 3),
                "duration_s": round(event.duration_s, 3),
                "mean_flexion_deg": round(event.mean_flexion_deg, 2),
            }
        case AbsentStarted():
            return {"event": "absent_start", "since": round(event.since, 3)}
        case AbsentEnded():
            return {"event": "absent_end"}
        case NudgeSent():
            return {"event": "nudge", "kind": event.nudge.kind}
        case NudgeSettled():
            return (
                {"event": "nudge_withdrawn", "kind": event.nudge.kind} if withdraws(event) else None
            )


def _words(event: Event) -> str | None:  # noqa: PLR0911 (one for each event)
    match event:
        case SlumpStarted():
            return f"slumping since {clock(event.start)}"
        case SlumpEnded():
            return (
                f"slump over after {clock(event.duration_s)}, "
                f"mean flexion {event.mean_flexion_deg:+.0f}° (estimated)"
            )
        case AbsentStarted():
            return f"nobody there since {clock(event.since)}"
        case AbsentEnded():
            return "back at the desk"
        case NudgeSent():
            return f"nudge: {NUDGE_WORDS[event.nudge.kind]}"
        case NudgeSettled():
            return "nudge withdrawn: sitting up or gone" if withdraws(event) else None
        case _:
            return None
