"""`sitwell watch`: the monitor, in the foreground."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sitwell.adapters import estimator_file
from sitwell.adapters.frames import FrameSource, open_source
from sitwell.adapters.landmarker import Landmarker
from sitwell.adapters.notifier import Notifier
from sitwell.adapters.store import Store
from sitwell.coach.messages import Sighting, message_for
from sitwell.commands.looking import Sampler, look_on
from sitwell.commands.recorder import Recorder, recall
from sitwell.commands.replay import run_monitor
from sitwell.commands.retention import Retention
from sitwell.core.baseline import Baseline
from sitwell.core.events import NudgeSent
from sitwell.core.frame import Outage
from sitwell.core.monitor import Monitor, MonitorRules
from sitwell.core.posture import Sight
from sitwell.reporting import stream


class Speed(StrEnum):
    """How a recording is played; a camera has only its own pace."""

    REALTIME = "realtime"
    MAX = "max"


UNSEALED = "MediaPipe is not sealed and may report its use to Google, as the config allows."


@dataclass(frozen=True, slots=True)
class Post:
    """What a watch works with.

    Attributes:
        landmarker: Opens the worker.
        notifier: Shows nudges.
        store: Keeps the day.
        tell: Says a line to the person.
        stop: Set from outside to end the watch after the frame at hand.
        keep_days: How many days of the store are kept.
    """

    landmarker: Callable[[], Landmarker]
    notifier: Notifier
    store: Store
    tell: Callable[[str], None]
    stop: threading.Event
    keep_days: int


def watch(
    source_text: str,
    interval_s: float,
    speed: Speed,
    baseline: Baseline,
    rules: MonitorRules,
    post: Post,
) -> None:
    """Watch until the source ends or `post.stop` is set.

    Raises:
        CameraUnavailable, BadSource, BadUsage, ModelUnusable, WorkerLost: As their rooms say.
    """
    estimator = estimator_file.load()
    started = datetime.now().astimezone()
    retention = Retention(post.store, post.keep_days)
    with open_source(source_text, interval_s=interval_s) as source, post.landmarker() as worker:
        post.tell(f"Watching {source.name}. Stop with Ctrl-C.")
        if not worker.seal.is_in_force:
            post.tell(UNSEALED)
        runs_on_recording = speed is Speed.MAX and not source.is_live
        recorder = Recorder(
            post.store, _recording_clock(started) if runs_on_recording else _wall_clock
        )
        sampler = Sampler()
        seen = _until_stopped(_paced(source, worker, speed, post.stop, sampler), post.stop)
        start = Monitor(nudging=recall(post.store, started))
        try:
            for step in run_monitor(seen, baseline, estimator, rules, start, sampler.note):
                recorder.note(step)
                retention.enforce(_wall_clock(step.t).date())  # a recording's clock may run ahead
                for event in step.events:
                    line = stream.event_text(event)
                    if line is not None:
                        post.tell(line)
                    if isinstance(event, NudgeSent):
                        sighting = Sighting(event.slumped_s, event.seated_s)
                        post.notifier.send(message_for(event.nudge.kind, sighting))
        finally:
            recorder.close()


def _until_stopped(
    seen: Iterator[Sight | Outage], stop: threading.Event
) -> Iterator[Sight | Outage]:
    for sight in seen:
        if stop.is_set():
            return
        yield sight


def _paced(
    source: FrameSource, worker: Landmarker, speed: Speed, stop: threading.Event, sampler: Sampler
) -> Iterator[Sight | Outage]:
    """Give what is seen, a recording at its own pace unless it is to run as fast as it can."""
    begun: float | None = None
    for seen in look_on(source, worker, stop.is_set, sampler.see):
        if speed is Speed.REALTIME and not source.is_live:
            begun = time.monotonic() - seen.t if begun is None else begun
            stop.wait(max(0.0, begun + seen.t - time.monotonic()))
        yield seen


def _wall_clock(_t: float) -> datetime:
    return datetime.now().astimezone()


def _recording_clock(started: datetime) -> Callable[[float], datetime]:
    return lambda t: started + timedelta(seconds=t)
