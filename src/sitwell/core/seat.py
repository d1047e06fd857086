"""How long somebody has been sitting, and the breaks: standing up and leaving are both seen.

    seen      s s s s . . s s s s ^ ^ ^ ^ . . . . s s ? ? s s      ^ standing, . gone, ? unseen
    seated    1 2 3 4 4 4 5 6 7 8 8 8 8 0 0 0 0 0 1 2 2 2 3 4

A short walk stops the count, a break sets it back. So does a gap as long as a break, and so does a
rest by the person's wish: whether a break was taken in it, nobody knows. A camera that is busy or
gone for as long leaves the count as it is: people sit through calls.
"""

from dataclasses import dataclass, replace

from sitwell.core.episodes import Moment
from sitwell.core.records import State

UNSEEN_S = 60.0
"""Who stood up and is then there, but cannot be judged, for this long may have sat down again: as
long as a slump that is not seen is held (EpisodeRules.hold_s)."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What is known of the sitting.

    Attributes:
        seated_s: Seconds seated since the last break.
        up_since: Since when they are up or gone; None while they sit.
        up_t: When they were last seen so.
        away_s: How long the last break lasted, or has lasted so far; 0 before the first, and where
            nobody knows.
        rest_since: Since when nobody looks, by the person's wish; None while somebody may.
    """

    seated_s: float = 0.0
    up_since: float | None = None
    up_t: float = 0.0
    away_s: float = 0.0
    rest_since: float | None = None


def advance(before: Seat, moment: Moment, break_lasts_s: float) -> Seat:
    """Move on by one moment."""
    rest_since = moment.since if before.rest_since is None else before.rest_since
    before = replace(before, rest_since=rest_since if moment.is_rest else None)
    if moment.state is State.ABSENT or moment.is_standing:
        since = moment.since if before.up_since is None else before.up_since
        return _take_break(replace(before, up_since=since, up_t=moment.t), moment, break_lasts_s)
    if moment.state is not State.UNKNOWN:
        step_s = moment.t - moment.since
        return replace(before, seated_s=before.seated_s + step_s, up_since=None)
    if moment.t - moment.since >= break_lasts_s:
        return Seat()
    if before.up_since is None:
        return _rest(before, moment, break_lasts_s)
    if moment.is_somebody_there and moment.t - before.up_t >= UNSEEN_S:
        return replace(before, up_since=None)
    return _take_break(before, moment, break_lasts_s)


def _rest(seat: Seat, moment: Moment, break_lasts_s: float) -> Seat:
    if seat.rest_since is None or moment.t - seat.rest_since < break_lasts_s:
        return seat
    return Seat(rest_since=seat.rest_since)


def _take_break(seat: Seat, moment: Moment, break_lasts_s: float) -> Seat:
    since = moment.since if seat.up_since is None else seat.up_since
    away_s = moment.t - since
    return seat if away_s < break_lasts_s else replace(seat, seated_s=0.0, away_s=away_s)
