"""From a source's frames to what was seen, with a MediaPipe worker that may die on the way."""

import logging
from collections.abc import Callable, Generator
from dataclasses import replace

from sitwell.adapters.frames import FrameSource
from sitwell.adapters.landmarker import Landmarker
from sitwell.core.frame import Frame, Outage
from sitwell.core.monitor import Monitor
from sitwell.core.posture import Sight
from sitwell.core.reason import Reason
from sitwell.core.sampling import (
    Mood,
    Sampling,
    hold_alert,
    is_due,
    is_known,
    judge_mood,
    note_pose,
)
from sitwell.core.scene import reduce
from sitwell.errors import WorkerLost

DEATHS_BEFORE_GIVING_UP = 3  # within a minute of the source's clock
MINUTE_S = 60.0
FIRST_REST_S = 1.0  # before a dead worker is started again; doubles with each death of that minute

log = logging.getLogger(__name__)

See = Callable[[Frame, Landmarker], Sight | None]


def look_on(
    source: FrameSource,
    landmarker: Landmarker,
    is_ending: Callable[[], bool] = lambda: False,
    see: See | None = None,
) -> Generator[Sight | Outage, None, None]:
    """Give what each frame shows; a worker that dies is restarted and the gap is an outage.

        picture, picture, death … 1 s … start, picture, death … 2 s … start, death: WorkerLost

    Every picture is looked at unless `see`, a `Sampler`'s for one, passes some over.

    Where everything is ending anyway, it ends with the worker: systemd, for one, sends SIGTERM to
    both.

    Raises:
        WorkerLost: If it dies three times within a minute; a start that fails is a death.
        ModelUnusable: If its model is gone when it is to be started again.
    """
    deaths: list[float] = []
    loss: WorkerLost | None = None
    passed_over: Frame | None = None
    see = see or see_next
    for item in source.frames():
        if isinstance(item, Outage):
            yield item
            continue
        try:
            if loss is not None:
                if item.t - deaths[-1] < FIRST_REST_S * 2 ** (len(deaths) - 1):
                    yield Outage(item.t, Reason.WORKER_LOST, loss.fate)
                    continue
                landmarker.restart()
                loss = None
            sight = see(item, landmarker)
            passed_over = item if sight is None else None
            if sight is not None:
                yield sight
        except WorkerLost as error:
            if is_ending():
                return
            deaths = [t for t in deaths if item.t - t < MINUTE_S] + [item.t]
            if len(deaths) >= DEATHS_BEFORE_GIVING_UP:
                raise
            log.warning("%s; starting it again", error.fate)
            loss = error
            yield Outage(item.t, Reason.WORKER_LOST, error.fate)
    if passed_over is not None and not is_ending():
        yield see_next(passed_over, landmarker)  # a recording is judged to its very end


def see_next(frame: Frame, landmarker: Landmarker) -> Sight:
    """Find the people in the next frame of a stream."""
    return Sight(frame.t, landmarker.follow(frame), reduce(frame.rgb))


def see_alone(frame: Frame, landmarker: Landmarker) -> Sight:
    """Find the people in a picture that has nothing to do with the ones before."""
    return Sight(frame.t, landmarker.look(frame), reduce(frame.rgb))


class Sampler:
    """Looks no more often than what the monitor knows calls for; tell it after each step."""

    def __init__(self) -> None:
        self._mood = Mood.ALERT
        self._before = Sampling()

    def note(self, now: Monitor) -> None:
        """Take the monitor's last step into account."""
        self._mood = judge_mood(now)

    def see(self, frame: Frame, landmarker: Landmarker) -> Sight | None:
        """Give what a frame shows; None where no look is due.

        Who was found last is given again where nothing has changed since.
        """
        before, t = self._before, frame.t
        mood = hold_alert(before, self._mood, t)
        if not is_due(before, mood, t):
            return None
        scene = reduce(frame.rgb)
        if is_known(before, mood, scene, t):
            self._before = replace(before, looked_t=t)
        else:
            self._before = note_pose(before, t, scene, landmarker.follow(frame))
        return Sight(t, self._before.poses, scene)
