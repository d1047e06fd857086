"""How the running monitor is, and why there is no nudge: what `sitwell status` says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sitwell.core.nudges import Quiet, Silence
from sitwell.core.presence import Hold
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import State


class SourceKind(StrEnum):
    """What is watched through; says nothing about where it is."""

    CAMERA = "camera"
    ADDRESS = "address"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class LastLook:
    """The newest picture that was looked at.

    Attributes:
        state: The verdict on it.
        reason: Why it could not be judged; None unless the state is unknown.
        flexion_deg: The estimate; None where there is none.
        age_s: Seconds since.
    """

    state: State
    reason: Reason | None
    flexion_deg: float | None
    age_s: float


@dataclass(frozen=True, slots=True)
class CameraState:
    """Whether the camera is held, and why there is no picture if there is none."""

    is_on: bool
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """Not watching: paused or snoozed, until then, or until told where `until` is None."""

    reason: Reason
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Channel:
    """The way nudges take.

    Attributes:
        name: The notifier's name in the config.
        used: The channel that the last nudge took; None before the first.
        delivered: yes, no or unknown; None before the first.
        detail: What happened to it and, for no, what to do about it.
    """

    name: str
    used: str | None = None
    delivered: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NextNudge:
    """When the next nudge may come.

    Attributes:
        at: The earliest moment that is known; None where it is not known, or never.
        held_by: What keeps it back now: paused, snoozed, apart, most_per_day, first_week,
            quiet_hours, absent, why the posture cannot be judged, or what it would disturb. None if
            it may come now, should the posture call for it.
    """

    at: datetime | None
    held_by: Reason | Quiet | State | Hold | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that went wrong, and when."""

    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Seals:
    """How the program and MediaPipe's worker are kept from the network; empty where they are not.

    Attributes:
        program: Of the process with the camera.
        worker: Of MediaPipe's; empty too while it has not been started yet.
        telemetry_allowed: Whether the config lets MediaPipe report its use.
    """

    program: str
    worker: str
    telemetry_allowed: bool


@dataclass(frozen=True, slots=True)
class Status:
    """Everything about the running monitor.

    Attributes:
        now: When this was found out; every moment here is zone-aware.
        since: Since when it has been running.
        look: The newest picture looked at; None before the first.
        readings_today: Pictures looked at since midnight, or since it began.
        nudges_today: Nudges sent since midnight, also by earlier runs.
        fault: The last thing that went wrong since it began.
        is_shown: Whether a window shows the picture.
    """

    now: datetime
    since: datetime
    pid: int
    version: str
    source: SourceKind
    camera: CameraState
    look: LastLook | None
    rest: Rest | None
    seals: Seals
    channel: Channel
    readings_today: int
    nudges_today: int
    next_nudge: NextNudge
    fault: Fault | None
    is_shown: bool = False


def find_next_nudge(
    now: datetime,
    t: float,
    silence: Silence,
    rest: Rest | None,
    reading: Reading | None,
    hold: Hold | None = None,
) -> NextNudge:
    """Say when the next nudge may come at the earliest, and what keeps it back now.

    Args:
        now: The same moment as `t`, for people.
        t: Seconds on the monitor's clock.
        silence: What the nudges so far brought about.
        rest: Whether the person wants no watching now.
        reading: The last verdict; None before the first.
        hold: What a nudge would disturb now.
    """
    try:
        free = now + timedelta(seconds=max(0.0, silence.until_t - t))
    except OverflowError:  # none a day at most: never
        return NextNudge(None, silence.cause)
    if rest is not None:
        return NextNudge(None if rest.until is None else max(free, rest.until), rest.reason)
    if silence.until_t > t:
        return NextNudge(free, silence.cause)
    hindrance = _find_hindrance(reading) or hold
    return NextNudge(now if hindrance is None else None, hindrance)


def _find_hindrance(reading: Reading | None) -> Reason | State | None:
    if reading is None:
        return Reason.NO_FRAMES
    if reading.state is State.UNKNOWN:
        return reading.reason
    return State.ABSENT if reading.state is State.ABSENT else None
