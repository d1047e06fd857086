"""Sitting bouts and breaks of a day, from what the camera saw: no timer is needed.

    seen     ssssss..sssssss.........ssss???sss
    bouts    |=============|         |========|
    breaks                 |=======|

A short walk does not end a bout; what was not seen does, and is not called a break.
"""

from dataclasses import dataclass
from math import fsum
from statistics import median

from sitwell.core.timeline import Piece

GONE_S = 60.0
"""Up or unseen for this long ends a bout (design.md, defaults)."""

BREAK_S = 300.0
"""Up for this long is a break (design.md, defaults)."""

LONG_S = 1800.0
"""A bout over this is a long one: the time after which a break is suggested (design.md)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the day, in seconds since it began."""

    start_s: float
    stop_s: float

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return self.stop_s - self.start_s


@dataclass(frozen=True, slots=True)
class SittingSummary:
    """How a day was divided between sitting and getting up.

    Attributes:
        bouts: The sitting bouts, in order; short walks are part of them.
        breaks: The breaks between two bouts, in order.
    """

    bouts: tuple[Stretch, ...] = ()
    breaks: tuple[Stretch, ...] = ()

    @property
    def seated_s(self) -> float:
        """Seconds in all bouts."""
        return fsum(bout.seconds for bout in self.bouts)

    @property
    def longest_s(self) -> float:
        """The longest bout; 0 where there was none."""
        return max((bout.seconds for bout in self.bouts), default=0.0)

    @property
    def long_share(self) -> float | None:
        """The part of the seated time in bouts over `LONG_S`; None where nobody sat."""
        if self.seated_s <= 0.0:
            return None
        return fsum(b.seconds for b in self.bouts if b.seconds > LONG_S) / self.seated_s

    @property
    def median_break_s(self) -> float | None:
        """Half of the breaks were shorter; None where there was none."""
        return median(pause.seconds for pause in self.breaks) if self.breaks else None


def summarize(pieces: tuple[Piece, ...]) -> SittingSummary:
    """Find the bouts and breaks of pieces that are in order."""
    bouts: list[Stretch] = []
    breaks: list[Stretch] = []
    up_s = 0.0
    for piece in pieces:
        if not piece.is_seated:
            up_s += piece.seconds if piece.is_up else 0.0
            continue
        last = bouts[-1] if bouts else None
        if last is None or piece.start_s - last.stop_s >= GONE_S:
            if last is not None and up_s >= BREAK_S:
                breaks.append(Stretch(last.stop_s, piece.start_s))
            bouts.append(Stretch(piece.start_s, piece.stop_s))
        else:
            bouts[-1] = Stretch(last.start_s, piece.stop_s)
        up_s = 0.0
    return SittingSummary(tuple(bouts), tuple(breaks))
