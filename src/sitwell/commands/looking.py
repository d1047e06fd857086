"""From a source's frames to what was seen, with a MediaPipe worker that may die on the way."""

import logging
from collections.abc import Callable, Generator

from sitwell.adapters.frames import FrameSource
from sitwell.adapters.landmarker import Landmarker
from sitwell.core.frame import Frame, Outage
from sitwell.core.posture import Sight
from sitwell.core.reason import Reason
from sitwell.core.scene import reduce
from sitwell.errors import WorkerLost

DEATHS_BEFORE_GIVING_UP = 3  # within a minute of the source's clock
MINUTE_S = 60.0
FIRST_REST_S = 1.0  # before a dead worker is started again; doubles with each death of that minute

log = logging.getLogger(__name__)


def look_on(
    source: FrameSource, landmarker: Landmarker, is_ending: Callable[[], bool] = lambda: False
) -> Generator[Sight | Outage, None, None]:
    """Give what each frame shows; a worker that dies is restarted and the gap is an outage.

        picture, picture, death … 1 s … start, picture, death … 2 s … start, death: WorkerLost

    Where everything is ending anyway, it ends with the worker: systemd, for one, sends SIGTERM to
    both.

    Raises:
        WorkerLost: If it dies three times within a minute; a start that fails is a death.
        ModelUnusable: If its model is gone when it is to be started again.
    """
    deaths: list[float] = []
    loss: WorkerLost | None = None
    for item in source.frames():
        if isinstance(item, Outage):
            yield item
            continue
        try:
            if loss is not None:
                if item.t - deaths[-1] < FIRST_REST_S * 2 ** (len(deaths) - 1):
                    yield Outage(item.t, Reason.WORKER_LOST, str(loss))
                    continue
                landmarker.restart()
                loss = None
            yield see(item, landmarker)
        except WorkerLost as error:
            if is_ending():
                return
            deaths = [t for t in deaths if item.t - t < MINUTE_S] + [item.t]
            if len(deaths) >= DEATHS_BEFORE_GIVING_UP:
                raise
            log.warning("%s (it is started again)", error)
            loss = error
            yield Outage(item.t, Reason.WORKER_LOST, str(error))


def see(frame: Frame, landmarker: Landmarker) -> Sight:
    """Find the people in the next frame of a stream."""
    return Sight(frame.t, landmarker.follow(frame), reduce(frame.rgb))


def see_alone(frame: Frame, landmarker: Landmarker) -> Sight:
    """Find the people in a picture that has nothing to do with the ones before."""
    return Sight(frame.t, landmarker.look(frame), reduce(frame.rgb))
