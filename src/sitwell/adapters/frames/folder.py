"""Pictures in a folder, or a single one, played as a recording of one picture a second."""

import logging
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitwell.adapters.frames.picture import is_picture_name, read_picture
from sitwell.adapters.frames.source import FrameSource
from sitwell.core.frame import Frame, Outage
from sitwell.errors import BadSource, SitwellError

STEP_S = 1.0  # a folder has no clock; one picture a second is what `watch` samples by itself

_log = logging.getLogger(__name__)


class FolderSource(FrameSource):
    """Chosen pictures in order, each `STEP_S` after the one before.

    A picture that cannot be read is logged and skipped, its second left empty. Every picture is
    given, whatever the sampling interval: somebody chose them one by one.

    Raises BadSource on opening unless at least one picture can be read.
    """

    is_live = False

    def __init__(self, name: str, paths: Sequence[Path]) -> None:
        self.name = name
        self._paths = tuple(paths)
        self._closed = threading.Event()
        self._check()

    def frames(self) -> Iterator[Frame | Outage]:
        """Give the readable pictures; t is the place in the folder times `STEP_S`."""
        for index, path in enumerate(self._paths):
            if self._closed.is_set():
                return
            try:
                yield read_picture(path, t=index * STEP_S)
            except SitwellError as error:
                _log.warning("picture skipped: %s", error)

    def close(self) -> None:
        """End a running `frames()`; there is nothing to let go of."""
        self._closed.set()

    def _check(self) -> None:
        error: SitwellError = BadSource(f"there is nothing in {self.name}")
        for path in self._paths:
            try:
                read_picture(path)
            except SitwellError as why:
                error = why
            else:
                return
        if len(self._paths) > 1:
            error = BadSource(f"none of the {len(self._paths)} pictures can be read; {error}")
        raise error


def open_folder(path: Path) -> FolderSource:
    """Open the pictures lying directly in a folder, sorted as people count: 2 before 10.

    Raises BadSource if there is none, or none can be read.
    """
    try:
        paths = sorted(
            (p for p in path.iterdir() if is_picture_name(p) and not p.name.startswith(".")),
            key=lambda p: sort_naturally(p.name),
        )
    except OSError as error:
        raise BadSource(
            f"cannot read the folder {path} ({error.strerror}): check its permissions"
        ) from error
    if len(paths) == 0:
        raise BadSource(f"there are no pictures in {path}: put JPEG, PNG, BMP or WebP files there")
    return FolderSource(str(path), paths)


def sort_naturally(name: str) -> tuple[tuple[int, int, str], ...]:
    """Give a sorting key by which img2 comes before img10, and case does not matter."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name.casefold())
    numbered = ((1, int(p), "") if p[0] in "0123456789" else (2, 0, p) for p in parts)
    return (*numbered, (0, 0, name))
