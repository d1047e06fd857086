"""What the window and the process behind its picture say to each other.

From the process, on its standard output, one message after the other:

    length of the head, length of the picture (two little-endian uint32) | head: JSON | picture

The picture is (height, width, 3) uint8, red first, as in a mirror; only a `Look` has one. To the
process, on its standard input, one `Wish` a line; closing that pipe ends it.

Knows neither OpenCV nor numpy: the window imports it.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

_SIZES = struct.Struct("<II")
LARGEST_HEAD = 100_000
"""Bytes; a Look has about 2000."""
LARGEST_PICTURE = 8_000_000
"""Bytes; one of 480 rows has 0.9 million."""


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
class Opened:
    """The source is open and the landmarker ready.

    Attributes:
        name: What to call the source.
        is_live: Whether it is a camera or stream.
        has_paused: Whether a running monitor was asked to let go of the camera meanwhile.
    """

    name: str
    is_live: bool
    has_paused: bool


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


@dataclass(frozen=True, slots=True)
class Failed:
    """The process ends, or could not do what was asked.

    Attributes:
        words: What happened and what to do, in one line.
        exit_code: Of `sitwell.errors`; 0 if it goes on.
    """

    words: str
    exit_code: int


Message = Cameras | Opened | Look | Gap | Refused | Learnt | Saved | Failed
_KINDS: dict[str, type[Message]] = {
    kind.__name__: kind for kind in (Cameras, Opened, Look, Gap, Refused, Learnt, Saved, Failed)
}


class BadMessage(ValueError):
    """What came is no message; says why."""


def write(message: Message, picture: bytes = b"") -> bytes:
    """Give the bytes of a message."""
    plain = {"kind": type(message).__name__, **asdict(message)}
    head = json.dumps(plain, allow_nan=False).encode()
    return _SIZES.pack(len(head), len(picture)) + head + picture


class Reader:
    """Puts messages together again, however the pipe cuts them."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, more: bytes) -> Iterator[tuple[Message, bytes]]:
        """Give the messages, each with its picture, that are whole now.

        Raises:
            BadMessage: If it is anything else; do not go on.
        """
        self._waiting += more
        while len(self._waiting) >= _SIZES.size:
            head, picture = _SIZES.unpack_from(self._waiting)
            if head > LARGEST_HEAD or picture > LARGEST_PICTURE:
                raise BadMessage("it is too long")
            start, end = _SIZES.size + head, _SIZES.size + head + picture
            if len(self._waiting) < end:
                return
            whole = bytes(self._waiting[:end])
            del self._waiting[:end]
            yield _read(whole[_SIZES.size : start]), whole[start:]


def _read(head: bytes) -> Message:
    try:
        plain = json.loads(head)
        kind = _KINDS[plain.pop("kind")]
        if kind is Look and plain["judged"] is not None:
            plain["judged"] = Judged(**plain["judged"])
        return kind(**plain)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadMessage(f"it cannot be read ({error})") from None
