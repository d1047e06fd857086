"""How a window and the process that holds the camera for it speak: messages out, words in.

From the process, on its standard output, one message after the other:

    length of the head, length of the picture (two little-endian uint32) | head: JSON | picture

The picture is (height, width, 3) uint8, red first, as in a mirror. To the process, on its standard
input, one word a line; closing that pipe ends it.

Knows neither OpenCV nor numpy: the window imports it.
"""

import json
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_SIZES = struct.Struct("<II")
LARGEST_HEAD = 100_000
"""Bytes; one with the landmarks of a person has about 2000."""
LARGEST_PICTURE = 8_000_000
"""Bytes; one of 480 rows has 0.9 million."""

M = TypeVar("M")


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
class Failed:
    """The process ends, or could not do what was asked.

    Attributes:
        words: What happened and what to do, in one line.
        exit_code: Of `sitwell.errors`; 0 if it goes on.
    """

    words: str
    exit_code: int


class BadMessage(ValueError):
    """What came is no message; says why."""


def write(message: "DataclassInstance", picture: bytes = b"") -> bytes:
    """Give the bytes of a message."""
    plain = {"kind": type(message).__name__, **asdict(message)}
    head = json.dumps(plain, allow_nan=False).encode()
    return _SIZES.pack(len(head), len(picture)) + head + picture


class PipeReader(Generic[M]):
    """Puts messages together again, however the pipe cuts them."""

    def __init__(self, makers: Mapping[str, Callable[..., M]]) -> None:
        """Take what makes a message of its fields, by its kind."""
        self._makers = makers
        self._waiting = bytearray()

    def feed(self, more: bytes) -> Iterator[tuple[M, bytes]]:
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
            yield self._read(whole[_SIZES.size : start]), whole[start:]

    def _read(self, head: bytes) -> M:
        try:
            plain = json.loads(head)
            return self._makers[plain.pop("kind")](**plain)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise BadMessage(f"it cannot be read ({error})") from None
