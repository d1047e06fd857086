"""What is remembered of the summaries, so that the next monitor does not tell them again."""

import logging
from pathlib import Path

from sitwell.adapters import told_file
from sitwell.core.day_end import Told
from sitwell.errors import SitwellError

log = logging.getLogger(__name__)


class Untold:
    """Remembers nothing beyond this watch: of a recording, nobody is told anything."""

    def recall(self) -> Told:
        """Give that nothing was told."""
        return Told()

    def keep(self, told: Told) -> None:
        """Forget it."""


class ToldFile(Untold):
    """Remembers in a file. What a disk refuses is logged, and holds until the watch ends."""

    def __init__(self, path: Path) -> None:
        """Remember in this file."""
        self._path = path

    def recall(self) -> Told:
        """Give what was told; nothing where that cannot be read."""
        try:
            return told_file.load(self._path)
        except SitwellError as error:
            log.warning("%s, so a summary may come twice", error)
            return Told()

    def keep(self, told: Told) -> None:
        """Write it down."""
        try:
            told_file.save(told, self._path)
        except SitwellError as error:
            log.warning("%s, so a summary may come twice", error)
