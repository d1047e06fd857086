"""Slumping within the last hour, kept by the minute."""

from sitwell.core.episodes import Moment
from sitwell.core.nudges import HOUR_S
from sitwell.core.records import State

BUCKET_S = 60.0

Minutes = tuple[tuple[int, float], ...]
"""(minute, seconds slumped in it), oldest first."""


def remember(minutes: Minutes, moment: Moment) -> Minutes:
    """Add a moment, and forget what was more than an hour ago."""
    now = int(moment.t // BUCKET_S)
    kept = tuple(m for m in minutes if m[0] > now - int(HOUR_S / BUCKET_S))
    if moment.state is not State.SLUMPED:
        return kept
    seconds = moment.t - moment.since
    if kept and kept[-1][0] == now:
        return (*kept[:-1], (now, kept[-1][1] + seconds))
    return (*kept, (now, seconds))
