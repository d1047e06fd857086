"""Why something cannot be judged. One word each, used in code, JSON and the store alike."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a moment is unknown, or why there is no picture."""

    TOO_DARK = "too_dark"
    NO_SHOULDERS = "no_shoulders"
    OUT_OF_PICTURE = "out_of_picture"
    SEVERAL_PEOPLE = "several_people"
    TOO_CLOSE = "too_close"
    TOO_FAR = "too_far"
    TURNED_AWAY = "turned_away"
    STANDING = "standing"
    OUT_OF_RANGE = "out_of_range"
    UNSURE = "unsure"
    BASELINE_STALE = "baseline_stale"
    CAMERA_BUSY = "camera_busy"
    CAMERA_GONE = "camera_gone"
    FROZEN_PICTURE = "frozen_picture"
    NO_FRAMES = "no_frames"
    WORKER_LOST = "worker_lost"
    LENT = "lent"
    PAUSED = "paused"
    SNOOZED = "snoozed"
    LOCKED = "locked"
    ASLEEP = "asleep"
    NOBODY = "nobody"


WITHOUT_PICTURE = frozenset(
    {
        *(Reason.CAMERA_BUSY, Reason.CAMERA_GONE, Reason.FROZEN_PICTURE, Reason.NO_FRAMES),
        *(Reason.WORKER_LOST, Reason.LENT, Reason.PAUSED, Reason.SNOOZED),
        *(Reason.LOCKED, Reason.ASLEEP, Reason.NOBODY),
    }
)
"""Reasons of a moment at which nothing was looked at."""

WISHES = frozenset({Reason.PAUSED, Reason.SNOOZED})
"""Reasons of a moment at which the person wants no look."""

NOBODY_THERE = frozenset({Reason.LOCKED, Reason.ASLEEP, Reason.NOBODY})
"""Reasons of a moment without a look at which nobody is at the computer: the screen is locked, it
sleeps, or nobody was there when somebody last looked in."""
