"""What parent and worker say to each other: a short request, poses or a failure in return."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from sitwell.core.pose import LANDMARKS, Pose

_REQUEST = struct.Struct("<cIId")
_COLUMNS = 6  # x, y, visibility, world x, y, z


class Order(Enum):
    """What the worker is asked to do; the value is its byte on the wire."""

    FOLLOW = b"f"
    LOOK = b"l"
    STOP = b"s"


class Answer(Enum):
    """What became of it; the value is its byte on the wire."""

    DONE = b"d"  # followed by poses
    READY = b"r"  # for work; followed by the seal's words, which are empty without a seal
    FAILED = b"x"  # followed by one line of text; the worker has ended


@dataclass(frozen=True, slots=True)
class Request:
    """A picture that lies in the shared memory, and what to do with it.

    Attributes:
        order: FOLLOW or LOOK.
        height: Of the picture, in pixels.
        width: Of the picture, in pixels.
        t: The picture's time in seconds.
    """

    order: Order
    height: int
    width: int
    t: float

    def pack(self) -> bytes:
        """Give the request's bytes."""
        return _REQUEST.pack(self.order.value, self.height, self.width, self.t)

    @classmethod
    def unpack(cls, message: bytes) -> "Request":
        """Read a request back from its bytes."""
        order, height, width, t = _REQUEST.unpack(message)
        return cls(Order(order), height, width, t)


def pack_poses(poses: Sequence[Pose]) -> bytes:
    """Give the poses' numbers as bytes, (n, 33, 6) float64 row by row."""
    return b"".join(
        np.column_stack((pose.xy, pose.visibility, pose.world)).tobytes() for pose in poses
    )


def unpack_poses(message: bytes, aspect: float) -> tuple[Pose, ...]:
    """Read poses back; `aspect` is that of the picture they were found in."""
    numbers = np.frombuffer(message, np.float64).reshape(-1, LANDMARKS, _COLUMNS)
    return tuple(Pose(rows[:, :2], rows[:, 2], rows[:, 3:], aspect) for rows in numbers)
