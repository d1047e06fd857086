"""How the running monitor is: one line for people, one JSON object for programs."""

from datetime import datetime

from sitwell.core.nudges import Quiet
from sitwell.core.presence import Hold
from sitwell.core.reason import Reason
from sitwell.core.records import State
from sitwell.core.status import Channel, LastLook, NextNudge, Rest, Status
from sitwell.reporting.phrases import a_duration, a_reason
from sitwell.reporting.stream import WORDS

SCHEMA = 1

_QUIET = {
    Quiet.APART: "nudges are kept apart",
    Quiet.MOST_PER_DAY: "the most nudges a day were given",
    Quiet.FIRST_WEEK: "the first days have fewer",
    Quiet.QUIET_HOURS: "these hours are quiet, as the config says",
}
NEVER = _QUIET | {
    Quiet.MOST_PER_DAY: "the config allows none (most_per_day = 0)",
    Quiet.QUIET_HOURS: "the config makes every hour quiet",
}
HINDRANCES = {
    Reason.TOO_DARK: "it is too dark to judge, or the camera is covered",
    Reason.NO_SHOULDERS: "to judge, the shoulders must be in the picture",
    Reason.OUT_OF_PICTURE: "to judge, head and shoulders must be in the picture",
    Reason.SEVERAL_PEOPLE: "whom to judge is unclear, there are several people",
    Reason.TOO_CLOSE: "too close to the camera to judge",
    Reason.TOO_FAR: "too far from the camera to judge",
    Reason.TURNED_AWAY: "turned away from the camera, which cannot be judged",
    Reason.STANDING: "standing is not judged",
    Reason.OUT_OF_RANGE: "this posture is beyond what can be judged",
    Reason.UNSURE: "the estimate is too unsure to judge by",
    Reason.BASELINE_STALE: "camera or chair have moved too far to judge; 'sitwell calibrate' helps",
    Reason.CAMERA_BUSY: "no picture, as another program uses the camera",
    Reason.CAMERA_GONE: "no picture, as the camera does not answer; it is tried again",
    Reason.FROZEN_PICTURE: "no new picture, as the camera repeats the same one",
    Reason.NO_FRAMES: "no picture yet",
    Reason.LENT: "no picture, as a calibration or an exercise uses the camera",
    Reason.WORKER_LOST: "no picture was judged, as MediaPipe ended; it is started again",
}
"""What keeps a nudge back where the posture is not known, and what would help, if that is plain."""

Json = str | float | bool | None | list["Json"] | dict[str, "Json"]


def line(status: Status) -> str:
    """Give the line: what it does, what it saw, the camera, the day so far, nudges, the seal."""
    parts = [_doing(status)]
    if status.look is not None:
        parts.append(_seen(status.look))
    parts += [_camera(status), _today(status), _next_nudge(status.next_nudge, status.now)]
    parts += [_channel(status.channel), _seal(status)]
    if status.fault is not None:
        parts.append(f"last error {wall_clock(status.fault.at, status.now)}: {status.fault.words}")
    words = "; ".join(part for part in parts if part)
    return words if words.endswith(".") else f"{words}."


def plain(status: Status) -> dict[str, Json]:
    """Give the fields of `status --json`; their meaning is in the README."""
    look, rest, fault = status.look, status.rest, status.fault
    return {
        "schema": SCHEMA,
        "running": True,
        "pid": status.pid,
        "version": status.version,
        "since": _iso(status.since),
        "source": status.source.value,
        "reading": None
        if look is None
        else {
            "state": look.state.value,
            "reason": None if look.reason is None else look.reason.value,
            "flexion_deg": None if look.flexion_deg is None else round(look.flexion_deg, 2),
            "age_s": round(look.age_s, 1),
        },
        "camera": {
            "on": status.camera.is_on,
            "reason": None if status.camera.reason is None else status.camera.reason.value,
        },
        "picture_shown": status.is_shown,
        "rest": None if rest is None else {"kind": rest.reason.value, "until": _iso(rest.until)},
        "seal": {"program": status.seals.program or None, "worker": status.seals.worker or None},
        "mediapipe_telemetry_allowed": status.seals.telemetry_allowed,
        "notifier": {
            "name": status.channel.name,
            "channel": status.channel.used,
            "delivered": status.channel.delivered,
            "detail": status.channel.detail,
        },
        "readings_today": status.readings_today,
        "nudges_today": status.nudges_today,
        "next_nudge": {
            "at": _iso(status.next_nudge.at),
            "held_by": None
            if status.next_nudge.held_by is None
            else status.next_nudge.held_by.value,
        },
        "last_error": None if fault is None else {"words": fault.words, "at": _iso(fault.at)},
    }


def rest_words(reason: Reason, until: datetime | None, now: datetime) -> str:
    """Say what kind of rest it is and how long it lasts: "Paused until 14:30"."""
    words = a_reason(reason).capitalize()
    return f"{words} until {'you resume' if until is None else wall_clock(until, now)}"


def still_words(rest: Rest, now: datetime) -> str:
    """Say at a start that a rest goes on, and how to end it."""
    words = rest_words(rest.reason, rest.until, now)
    return f"{words}, as before; the camera is off. To be watched again: sitwell resume"


def _doing(status: Status) -> str:
    if status.rest is not None:
        return rest_words(status.rest.reason, status.rest.until, status.now)
    return f"Watching since {wall_clock(status.since, status.now)}"


def _seen(look: LastLook) -> str:
    words = WORDS[look.state]
    if look.reason is not None:
        words += f" ({a_reason(look.reason)})"
    if look.flexion_deg is not None and look.state is not State.ABSENT:
        words += f", about {look.flexion_deg:+.0f}° (estimated)"
    return f"{words}, seen {a_duration(look.age_s)} ago"


def _camera(status: Status) -> str:
    reason = status.camera.reason
    name = "recording" if status.source == "recording" else "camera"
    words = f"{name} {'on' if status.camera.is_on else 'off'}"
    if status.is_shown:
        words += ", its picture shown in a window"
    # What the line has begun with need not be said again.
    is_said = status.rest is not None and reason is status.rest.reason
    return words if reason is None or is_said else f"{words} ({a_reason(reason)})"


def _today(status: Status) -> str:
    readings = f"{status.readings_today} reading{'' if status.readings_today == 1 else 's'}"
    nudges = f"{status.nudges_today or 'no'} nudge{'' if status.nudges_today == 1 else 's'}"
    return f"{readings} and {nudges} today"


def _next_nudge(coming: NextNudge, now: datetime) -> str:
    match coming.held_by:
        case None:
            return "next nudge possible now"
        case Quiet() as quiet:
            words = (NEVER if coming.at is None else _QUIET)[quiet]
        case State():  # absent: no other hinders
            words = "nobody there"
        case Hold() as hold:
            words = hold.words
        case Reason.PAUSED | Reason.SNOOZED as rest:
            return f"no nudge while {rest.value}, which 'sitwell resume' ends"
        case reason:
            words = HINDRANCES.get(reason, a_reason(reason))
    return (
        f"no nudge{'' if coming.at is None else f' before {wall_clock(coming.at, now)}'}: {words}"
    )


def _channel(channel: Channel) -> str:
    if channel.name == "silent":
        return "nudges are not shown (notifier silent)"
    if channel.used is None:
        return ""
    outcome = {"yes": "was shown", "no": "was not shown"}.get(
        channel.delivered or "", "was handed over"
    )
    detail = f": {channel.detail}" if channel.delivered == "no" else ""
    return f"the last nudge {outcome} by {channel.used}{detail}"


def _seal(status: Status) -> str:
    if status.seals.worker:
        return "sealed"
    if status.look is None:
        return ""
    return "MediaPipe is not sealed and may report its use, as the config allows"


def wall_clock(moment: datetime, now: datetime) -> str:
    """Give a moment as short as it can be told at another: "14:30", "Tuesday 14:30".

    It is told in the zone of `now`, which should know the offset that holds at each of the two.
    """
    there = moment.astimezone(now.tzinfo)
    if there.date() == now.date():
        return f"{there:%H:%M}"
    return f"{there:%A %H:%M}" if abs((there - now).days) < 6 else f"{there:%Y-%m-%d %H:%M}"


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
