"""A watch that begins with a rest begins without the camera."""

from collections.abc import Iterator

from sitwell.adapters.frames import FrameSource
from sitwell.commands.attendance import Excuse
from sitwell.commands.world import OpenSource
from sitwell.core.frame import Frame, Outage


class Unopened(FrameSource):
    """Stands where a camera will be, until it is let go of and the camera opened in its place."""

    name = "your camera once the rest is over"
    is_live = True

    def frames(self) -> Iterator[Frame | Outage]:
        """Give nothing: there is no camera yet."""
        yield from ()

    def close(self) -> None:
        """Do nothing: nothing is held."""


def open_after(find_wish: Excuse, open_source: OpenSource) -> OpenSource:
    """Give what opens a camera, but while the person wishes no look, only stands in for one.

    Whether there is such a camera at all shows when the rest is over.
    """

    def open_it(text: str, *, interval_s: float) -> FrameSource:
        is_resting = find_wish() is not None
        return Unopened() if is_resting else open_source(text, interval_s=interval_s)

    return open_it
