"""`sitwell watch`: the monitor, in the foreground."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sitwell.adapters import estimator_file
from sitwell.adapters.frames import FrameSource
from sitwell.adapters.landmarker import Landmarker
from sitwell.adapters.store import Store
from sitwell.commands.attendance import Attendance, Excuse
from sitwell.commands.calendar import Calendar
from sitwell.commands.coaching import Answers, Coach
from sitwell.commands.day_end import DayEnd
from sitwell.commands.logbook import Logbook
from sitwell.commands.looking import Sampler, See, look_on
from sitwell.commands.messenger import Messenger
from sitwell.commands.recorder import Recorder, recall
from sitwell.commands.replay import Guide, Step, run_monitor
from sitwell.commands.report_page import NoPage
from sitwell.commands.retention import Retention
from sitwell.commands.session import Session
from sitwell.commands.sharing import Sharing
from sitwell.commands.shift import Shift
from sitwell.commands.told import Untold
from sitwell.commands.visits import Visits
from sitwell.commands.world import World
from sitwell.core.circumstances import Circumstances
from sitwell.core.frame import Frame, Outage
from sitwell.core.monitor import Monitor
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
        messenger: Shows nudges.
        store: Keeps the day.
        tell: Says a line to the person.
        shift: What the watch is told while it runs; its `stop` ends it after the frame at hand.
        keep_days: How many days of the store are kept.
        logbook: What it has seen, for those who ask.
        session: What the desktop says; None where a recording is watched, which it does not touch.
        begin: Called once the source is open.
        answers: What the person presses on a nudge.
        world: Where pictures come from, and what time it is.
        told: Remembers which summaries were told.
        page: The report that a summary's button opens.
        sharing: Shows the picture to a window that asks.
    """

    landmarker: Callable[[], Landmarker]
    messenger: Messenger
    store: Store
    tell: Callable[[str], None]
    shift: Shift
    keep_days: int
    logbook: Logbook = field(default_factory=Logbook)
    session: Session | None = None
    begin: Callable[[Attendance], None] = lambda _source: None
    answers: Answers = field(default_factory=Answers)
    world: World = field(default_factory=World)
    told: Untold = field(default_factory=Untold)
    page: NoPage = field(default_factory=NoPage)
    sharing: Sharing = field(default_factory=Sharing)


def watch(source_text: str, speed: Speed, post: Post) -> None:
    """Watch until the source ends or the shift is to stop.

    Raises:
        CameraUnavailable, BadSource, BadUsage, ModelUnusable, WorkerLost: As their rooms say.
    """
    shift, world, session = post.shift, post.world, post.session
    sampler, visits = Sampler(), Visits(world.clock)
    excuses: list[Excuse] = [shift.find_wish]
    if session is not None:
        excuses += [session.find_excuse, visits.find_excuse]

    def open_it() -> FrameSource:
        return world.open_source(source_text, interval_s=shift.orders.interval_s)

    def see(picture: Frame, worker: Landmarker) -> Sight | None:
        sight = sampler.see(picture, worker)
        post.sharing.see(picture, sight)
        return sight

    def note(now: Monitor) -> None:
        sampler.note(now)
        visits.note(now)
        post.logbook.note(now, look_around())

    calendar = Calendar(post.store, world.now, post.keep_days)

    def look_around() -> Circumstances:
        is_held = session is not None and session.hold is not None
        # A recording has a clock of its own, and neither quiet hours nor a first week.
        return calendar.describe(is_held=is_held) if source.is_live else Circumstances(is_held)

    with ExitStack() as stack:
        source = stack.enter_context(
            Attendance(
                open_it,
                excuses,
                shift.stop,
                world.clock,
                world.wait,
                lambda: shift.visit_every_s,
            )
        )
        post.begin(source)  # before the worker, so that the camera is known to be on meanwhile
        worker = stack.enter_context(post.landmarker())
        post.logbook.worker_seal = worker.seal
        post.tell(f"Watching {source.name}. Stop with Ctrl-C.")
        if not worker.seal.is_in_force:
            post.tell(UNSEALED)
        seen = _until_stopped(_paced(source, worker, speed, shift.stop, see), shift.stop)
        coach = stack.enter_context(closing(_appoint_coach(post)))
        guide = Guide(
            lambda: shift.rules,
            lambda: shift.orders.baseline,
            look_around,
            coach.take_answers,
            note,
        )
        start = Monitor(nudging=recall(post.store, world.now()))
        steps = run_monitor(seen, estimator_file.load(), guide, start)
        runs_ahead = speed is Speed.MAX and not source.is_live
        told = _tell(steps, post, coach, _appoint_day_end(post))
        _keep(told, source, post, _recording_clock(world.now()) if runs_ahead else None)


def _appoint_coach(post: Post) -> Coach:
    shift = post.shift
    return Coach(
        post.messenger, post.store, post.answers, lambda: shift.orders.place, post.world.now
    )


def _appoint_day_end(post: Post) -> DayEnd:
    world = post.world
    return DayEnd(post.messenger, post.store, post.told, post.page, world.now, world.zone)


def _tell(steps: Iterator[Step], post: Post, coach: Coach, day_end: DayEnd) -> Iterator[Step]:
    """Say each step's events, and show its nudges, once it has been written down."""
    for step in steps:
        yield step
        for event in step.events:
            line = stream.event_text(event)
            if line is not None:
                post.tell(line)
            coach.hear(event, len(step.now.nudging.sent))
        shift = post.shift
        day_end.note(step, post.logbook.page.around, shift.orders.day_end, shift.rules.nudges)


def _keep(
    steps: Iterator[Step],
    source: Attendance,
    post: Post,
    date: Callable[[float], datetime] | None,
) -> None:
    """Write down what happens; `date` dates a recording that runs ahead."""
    now = post.world.now
    recorder = Recorder(post.store, date or (lambda _t: now()))
    retention = Retention(post.store, post.keep_days)
    try:
        for step in steps:
            post.logbook.write(step)
            post.sharing.turn(step)
            recorder.note(step)
            _take_orders(post, source)
            retention.enforce(now().date())
    finally:
        recorder.close()


def _take_orders(post: Post, source: Attendance) -> None:
    before, new = post.shift.orders, post.shift.take_orders()
    if new is None:
        return
    post.messenger.become(new.notifier)
    if new.interval_s != before.interval_s:
        source.reopen()


def _until_stopped(
    seen: Iterator[Sight | Outage], stop: threading.Event
) -> Iterator[Sight | Outage]:
    for sight in seen:
        if stop.is_set():
            return
        yield sight


def _paced(
    source: FrameSource, worker: Landmarker, speed: Speed, stop: threading.Event, see: See
) -> Iterator[Sight | Outage]:
    """Give what is seen, a recording at its own pace unless it is to run as fast as it can."""
    begun = -math.inf
    for seen in look_on(source, worker, stop.is_set, see):
        if speed is Speed.REALTIME and not source.is_live:
            # One that was late, after a pause above all, goes on at its pace and does not catch up.
            begun = max(begun, time.monotonic() - seen.t)
            stop.wait(begun + seen.t - time.monotonic())
        yield seen


def _recording_clock(started: datetime) -> Callable[[float], datetime]:
    return lambda t: started + timedelta(seconds=t)
