"""What the window and the process behind its picture say to each other; `window_wire` says how.

Only a `Look` has a picture.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sitwell.commands.window_wire import Failed, Opened, PipeReader

__all__ = [
    "Cameras",
    "Failed",
    "Gap",
    "Judged",
    "Learnt",
    "Look",
    "Message",
    "Opened",
    "Reader",
    "Refused",
    "Saved",
    "Stage",
    "Wish",
]


class Wish(StrEnum):
    """What the window asks for."""

    UPRIGHT = "upright"
    SLUMP = "slump"
    CANCEL = "cancel"
    SAVE = "save"


class Stage(StrEnum):
    """What is being done with the looks."""

    WATCH = "watch"
    SETTLE = "settle"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Cameras:
    """What there is to look through.

    Attributes:
        chosen: The source that will be opened.
        found: Source and name of each camera that the system knows.
    """

    chosen: str
    found: list[list[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the new baseline makes of a look.

    Attributes:
        state: A `State`.
        reason: A `Reason`; None unless the state is unknown.
        angles: Middle, lower and upper end of each angle by name; None where nothing can be said.
    """

    state: str
    reason: str | None
    angles: dict[str, list[float] | None] | None


@dataclass(frozen=True, slots=True)
class Look:
    """One picture and what was found in it.

    Attributes:
        width: Of the picture, pixels.
        height: As above.
        points: x, y in shares of width and height, and whether it is seen, of the 33 landmarks of
            each person, the followed one first. Mirrored like the picture.
        advice: An `Advice`; None before the first looks agree.
        is_usable: Whether a calibration can begin.
        view: A `View` of a single person; None unless they can be measured.
        stage: What is being done.
        settle_s: Seconds left to settle.
        share: How much of the holding is done, 0 to 1.
        judged: By the new baseline; None before there is one.
    """

    width: int
    height: int
    points: list[list[list[float]]]
    advice: str | None
    is_usable: bool
    view: str | None
    stage: str
    settle_s: float
    share: float
    judged: Judged | None


@dataclass(frozen=True, slots=True)
class Gap:
    """There is no picture now; what was being learnt is given up.

    Attributes:
        reason: A `Reason`.
        detail: One short sentence.
    """

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was learnt.

    Attributes:
        anchor: "upright" or "slump".
        cause: Why, in one word: a `Cause` or a `Reason`.
        why: The same in a sentence.
    """

    anchor: str
    cause: str
    why: str


@dataclass(frozen=True, slots=True)
class Learnt:
    """An anchor was learnt; nothing is saved yet.

    Attributes:
        anchor: "upright" or "slump".
        view: A `View`.
        quality: "good" or "fair".
        frames: How many looks it rests on.
        slump_deg: Estimated flexion in the relaxed slump; None where it was not learnt.
        line_deg: Flexion from which a moment counts as slumped.
    """

    anchor: str
    view: str
    quality: str
    frames: int
    slump_deg: float | None
    line_deg: float


@dataclass(frozen=True, slots=True)
class Saved:
    """The baseline is on the disk."""

    path: str


Message = Cameras | Opened | Look | Gap | Refused | Learnt | Saved | Failed


class Reader(PipeReader[Message]):
    """Reads what the process behind the picture says."""

    def __init__(self) -> None:
        kinds = (Cameras, Opened, Gap, Refused, Learnt, Saved, Failed)
        super().__init__({"Look": _make_look, **{kind.__name__: kind for kind in kinds}})


def _make_look(*, judged: dict[str, Any] | None, **plain: Any) -> Look:
    return Look(judged=None if judged is None else Judged(**judged), **plain)
