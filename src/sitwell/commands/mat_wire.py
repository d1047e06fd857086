"""What the window of exercises and the process that counts for it say to each other.

`window_wire` says how. Knows no OpenCV: the window imports it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sitwell.commands.window_wire import Failed, Opened, PipeReader
from sitwell.core.counted import Progress
from sitwell.core.lifts import Repetition
from sitwell.core.lying import Unseen
from sitwell.core.reason import Reason
from sitwell.core.repetitions import Stage


class MatWish(StrEnum):
    """What the window asks for."""

    HIDE = "hide"  # no more pictures; it counts on


@dataclass(frozen=True, slots=True)
class MatLook:
    """What is known after a look, and the picture as long as it is wanted.

    Attributes:
        width: Of the picture, pixels; 0 where there is none.
        height: As above.
        points: x, y in shares of width and height, and whether it is seen, of the 33 landmarks of
            each person. Mirrored like the picture; none without one.
        progress: What is known.
    """

    width: int
    height: int
    points: list[list[list[float]]]
    progress: Progress


Message = Opened | MatLook | Failed


class Reader(PipeReader[Message]):
    """Reads what the process that counts says."""

    def __init__(self) -> None:
        super().__init__({"Opened": Opened, "MatLook": _make_look, "Failed": Failed})


def _make_look(*, progress: dict[str, Any], **plain: Any) -> MatLook:
    sight, reason = progress["sight"], progress["reason"]
    known = progress | {
        "sight": Stage(sight) if sight in list(Stage) else Unseen(sight),
        "repetitions": tuple(Repetition(**one) for one in progress["repetitions"]),
        "reason": None if reason is None else Reason(reason),
    }
    return MatLook(progress=Progress(**known), **plain)
