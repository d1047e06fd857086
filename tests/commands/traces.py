"""What would betray a person in a file: a picture, a row of its pixels, the landmarks of a frame.

Pixels are looked for as runs of bytes in several orders and sizes, landmarks as three coordinates
in a row: as floating-point numbers of every size and byte order, and written out in digits. No
such run is shorter than eight bytes, so that in a megabyte none is found by chance.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sitwell.core.features import POINTS
from sitwell.core.pose import Pose
from sitwell.core.scene import reduce

RUN = 48  # bytes of pixels
LEAST_VARIED = 8  # different bytes among them; an even wall is found in any file of zeros
FLOATS = ("<f8", ">f8", "<f4", ">f4", "<f2", ">f2")
COORDINATES, SHORTEST = 3, 2  # in a row, and one more of those that have but two bytes each
FEWEST_DIGITS, MOST_DIGITS = 4, 6  # after the point: fewer tell nobody apart, more are not exact
PAIRS = 3  # landmarks of one frame, x and y side by side, that are no coincidence
SIGNATURES = {
    "JPEG": rb"\xff\xd8\xff",
    "PNG": rb"\x89PNG\r\n\x1a\n",
    "GIF": rb"GIF8[79]a",
    "WebP or AVI": rb"RIFF.{4}(?:WEBP|AVI )",
    "BMP": rb"BM.{4}\0{4}.{4}[\x0c\x28\x6c\x7c]\0\0\0",
    "TIFF": rb"II\*\0|MM\0\*",
    "MP4": rb"ftyp(?:isom|mp4|iso|avc|qt)",
    "Matroska": rb"\x1a\x45\xdf\xa3",
}
_NUMBER = re.compile(rb"-?\d+\.\d+(?:e-\d+)?")

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was before the camera, laid out to be looked for.

    Attributes:
        needles: Runs of bytes of one length each, with what each is of.
        places: (n, 2) for each frame and way of counting, x and y of its landmarks.
    """

    needles: dict[int, dict[bytes, str]]
    places: tuple[NDArray[np.float64], ...]


def gather(frames: Iterable[Picture], poses: Sequence[Pose]) -> Evidence:
    """Lay out pictures (BGR), and the poses that were found in them."""
    needles: dict[int, dict[bytes, str]] = defaultdict(dict)
    for frame in frames:
        for name, run in _pixel_runs(frame):
            needles[len(run)][run] = name
    for pose in poses:
        for name, run in _landmark_runs(pose):
            needles[len(run)][run] = name
    return Evidence(dict(needles), tuple(p for pose in poses for p in _places(pose)))


def find_traces(content: bytes, evidence: Evidence) -> set[str]:
    """Name all that is in a file of what must not be there."""
    found = {name for name, sign in SIGNATURES.items() if re.search(sign, content, re.DOTALL)}
    for size, runs in evidence.needles.items():
        for at in range(len(content) - size + 1):
            name = runs.get(content[at : at + size])
            if name is not None:
                found.add(name)
    if _are_written_out(content, evidence.places):
        found.add("landmarks in digits")
    return found


def _pixel_runs(bgr: Picture) -> Iterator[tuple[str, bytes]]:
    for stride in (1, 2, 4):
        small = bgr[::stride, ::stride]
        orders = {
            "BGR": small,
            "RGB": small[..., ::-1],
            "grey": cv2.cvtColor(np.ascontiguousarray(small), cv2.COLOR_BGR2GRAY),
        }
        for name, picture in orders.items():
            yield from ((f"{name} pixels", run) for run in _runs(picture))
    yield from (("scene", run) for run in _runs(reduce(bgr[..., ::-1]).grey))


def _runs(picture: NDArray[np.generic]) -> Iterator[bytes]:
    """Give runs from all over a picture, but those that are too even to tell it from another."""
    rows = len(picture)
    for row in range(rows // 16, rows, rows // 8):
        line = np.ascontiguousarray(picture[row]).tobytes()
        for start in range(0, len(line) - RUN, 2 * RUN):
            run = line[start : start + RUN]
            if len(set(run)) >= LEAST_VARIED:
                yield run


def _landmark_runs(pose: Pose) -> Iterator[tuple[str, bytes]]:
    fractions = pose.xy / (pose.aspect, 1.0)
    layouts = (
        *(pose.xy, fractions, pose.world),
        *(pose.xy.T, fractions.T, pose.world.T, pose.xy[list(POINTS)]),
        np.column_stack((pose.xy, pose.visibility)),
        np.column_stack((fractions, pose.visibility)),
    )
    for layout in layouts:
        numbers = layout.ravel()
        for kind in FLOATS:
            line = np.ascontiguousarray(numbers, kind).tobytes()
            size = np.dtype(kind).itemsize
            count = COORDINATES if size > SHORTEST else COORDINATES + 1
            for start in range(len(numbers) - count + 1):
                if np.abs(numbers[start : start + count]).min() > 0.001:
                    yield f"landmarks as {kind}", line[start * size : (start + count) * size]


def _places(pose: Pose) -> Iterator[NDArray[np.float64]]:
    yield from (pose.xy, pose.xy / (pose.aspect, 1.0), pose.world[:, :2])


def _are_written_out(content: bytes, places: Iterable[NDArray[np.float64]]) -> bool:
    """Say whether the landmarks of a frame are there, each with x and y one after the other."""
    words = _NUMBER.findall(content)
    digits = np.array([len(word.partition(b"e")[0].partition(b".")[2]) for word in words])
    if len(words) < 2 * PAIRS:
        return False
    numbers = np.array([float(word) for word in words])
    fewest = np.minimum(digits[:-1], digits[1:])
    pairs = np.column_stack((numbers[:-1], numbers[1:]))[fewest >= FEWEST_DIGITS]
    reach = 0.6 * 10.0 ** -np.minimum(fewest[fewest >= FEWEST_DIGITS], MOST_DIGITS)
    for landmarks in places:
        off = np.abs(pairs[:, None] - landmarks).max(axis=2)
        if np.count_nonzero((off <= reach[:, None]).any(axis=0)) >= PAIRS:
            return True
    return False
