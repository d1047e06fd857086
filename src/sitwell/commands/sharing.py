"""The picture that was looked at last, for a window that asks for it.

Off unless asked. Each question holds for a few seconds, so that a window which is closed, hangs or
crashes ends it; nothing is made, and nothing kept, while nobody asks:

    asked     |x x x x x x x
    kept      |  [1][2][3][4]     |               until ASKED_S after the last question
    camera    | on                     | off      a moment without a picture forgets it at once

It goes as a JPEG of some 8 kB in a reply of the control socket: 0600, this user alone, never the
disk, and nothing that the seals would have to let through. Handing over memory without a name
(memfd, SCM_RIGHTS) costs about as much, 0.13 ms a look against 0.15; but it is Linux's alone, and
would be a second way to talk that had to be guarded. The pixels as they are, 0.2 MB, cost 2.2 ms a
reply.
"""

import base64
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from sitwell.adapters.control import Json
from sitwell.adapters.frames import compress
from sitwell.adapters.frames.running_clock import read_clock
from sitwell.commands.mirrored import describe, locate, thin
from sitwell.commands.preview_wire import Judged
from sitwell.commands.replay import Step
from sitwell.core.frame import Frame
from sitwell.core.posture import Sight
from sitwell.core.reason import WITHOUT_PICTURE

ASKED_S = 8.0
"""For how long a question holds; a window asks every 2.5 s."""
MOST_ROWS = 240
MOST_BYTES = 30_000
"""Of the JPEG; in base64, with its points and beside the why, it has to go into a reply
(LARGEST_REPLY)."""
SCHEMA = 1

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """What one look showed.

    Attributes:
        t: Of the look, on the source's clock.
        width: Pixels.
        height: As above.
        jpeg: The picture as in a mirror.
        points: x, y in shares of width and height, and whether it is seen, of the 33 landmarks of
            each person, the followed one first; mirrored like the picture.
        at_s: When it was judged, on the computer's clock.
        judged: What was made of it; None before that.
    """

    t: float
    width: int
    height: int
    jpeg: bytes
    points: tuple[list[list[float]], ...]
    at_s: float = 0.0
    judged: Judged | None = None


class Sharing:
    """Keeps the newest picture while somebody asks for it, and none otherwise.

    Threads: `see` and `turn`, in this order, belong to the one that watches; `ask` may be called
    from any.
    """

    def __init__(self, clock: Callable[[], float] = read_clock) -> None:
        """Begin unasked; `clock` gives seconds."""
        self._clock = clock
        self._asked_s: float | None = None
        self._next: Picture | None = None
        self._shown: Picture | None = None
        self._was_asked = False

    @property
    def is_asked(self) -> bool:
        """Whether somebody has asked within the last few seconds."""
        return self._asked_s is not None and 0.0 <= self._clock() - self._asked_s < ASKED_S

    def ask(self, *, has_picture: bool) -> dict[str, Json]:
        """Give the newest picture, and what was made of it; from now on one is kept.

        Where there is no picture now, since it rests or the camera is lost, an older one is not
        given for it.
        """
        is_first = not self.is_asked
        self._asked_s = self._clock()
        shown = None if is_first or not has_picture else self._shown
        return {"schema": SCHEMA, "picture": None if shown is None else self._plain(shown)}

    def see(self, frame: Frame, sight: Sight | None) -> None:
        """Take a picture and what was found in it, None where it was passed over."""
        is_asked = self.is_asked
        if is_asked is not self._was_asked:
            log.info("picture shown in a window" if is_asked else "picture no longer shown")
            self._was_asked = is_asked
        if not is_asked:
            self._next = self._shown = None
        elif sight is not None:
            self._next = self._take(frame, sight)

    def turn(self, step: Step) -> None:
        """Show what was taken, now that it has been judged; without a picture, forget it."""
        taken, reading = self._next, step.reading
        if reading is None or reading.reason in WITHOUT_PICTURE:
            self._next = self._shown = None
        elif taken is not None and taken.t == step.t:
            self._shown = replace(taken, at_s=self._clock(), judged=describe(reading))
            self._next = None

    def _take(self, frame: Frame, sight: Sight) -> Picture | None:
        small = thin(frame.rgb, MOST_ROWS)
        jpeg = compress(small, MOST_BYTES)
        if jpeg is None:
            return None
        height, width = small.shape[:2]
        points = tuple(locate(pose) for pose in sight.poses)
        return Picture(sight.t, width, height, jpeg, points)

    def _plain(self, shown: Picture) -> Json:
        return {
            "age_s": round(max(0.0, self._clock() - shown.at_s), 1),
            "width": shown.width,
            "height": shown.height,
            "jpeg": base64.b64encode(shown.jpeg).decode(),
            "points": [list(map(list, person)) for person in shown.points],
            "judged": None if shown.judged is None else asdict(shown.judged),
        }
