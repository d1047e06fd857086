"""A watch as a process: one at a time, with its log, its control socket and its signals."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sitwell import __version__, config, paths
from sitwell.adapters import baseline_file
from sitwell.adapters.clock import now, now_here
from sitwell.adapters.control import serve
from sitwell.adapters.frames import Acquaintances, find_device, find_kind
from sitwell.adapters.landmarker import Landmarker
from sitwell.adapters.lock import hold
from sitwell.adapters.presence import open_presence
from sitwell.adapters.store import open_store
from sitwell.commands.answering import Reception
from sitwell.commands.attendance import Attendance
from sitwell.commands.coaching import Answers
from sitwell.commands.journal import keep_log
from sitwell.commands.logbook import Logbook
from sitwell.commands.memory import Forgetful, WishFile
from sitwell.commands.messenger import Messenger
from sitwell.commands.report_page import ReportPage
from sitwell.commands.session import Session
from sitwell.commands.shift import Orders, Shift, orders_for
from sitwell.commands.speaking import say
from sitwell.commands.stopping import clean_stop
from sitwell.commands.told import ToldFile, Untold
from sitwell.commands.unopened import open_after
from sitwell.commands.watch import Post, Speed, watch
from sitwell.commands.world import World, open_known
from sitwell.config import Settings
from sitwell.core.message import Answer
from sitwell.core.status import SourceKind
from sitwell.errors import BadUsage, SitwellError
from sitwell.guard.seal import Seal
from sitwell.reporting.status import still_words

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the command line asks for.

    Attributes:
        source: Where pictures come from; None means what the config says.
        baseline: The baseline file.
        notifier: Its name; None means what the config says.
        speed: How a recording is played.
        log_as_json: Whether each line of the log is a JSON object.
        is_detached: Whether nobody is there to read what is told, once it watches.
    """

    source: str | None
    baseline: Path
    notifier: str | None = None
    speed: Speed = Speed.REALTIME
    log_as_json: bool = False
    is_detached: bool = False


def keep(plan: Plan, settings: Settings, seal: Seal, landmarker: Callable[[], Landmarker]) -> None:
    """Watch until the source ends or somebody says stop.

    Raises:
        KeyboardInterrupt: When Ctrl-C ended it.
        NotCalibrated, AlreadyRunning, ControlUnusable, StoreUnusable, BadUsage, BadSource,
        CameraUnavailable, ModelUnusable, WorkerLost: As their rooms say.
    """
    learnt = baseline_file.load(plan.baseline)
    source, stop = plan.source or settings.watch.source, threading.Event()
    kind = find_kind(source)
    is_live = kind is not SourceKind.RECORDING

    def reread() -> Orders:
        newest = baseline_file.load(plan.baseline)
        return orders_for(config.load(paths.config_file()), newest, plan.notifier)

    memory = WishFile(paths.wish_file()) if is_live else Forgetful()
    orders = orders_for(settings, learnt, plan.notifier)
    shift, answers = Shift(orders, stop, reread, memory=memory), Answers()
    logbook = Logbook(on_first_step=_leave_terminal if plan.is_detached else lambda: None)
    reception: Reception | None = None
    known = Acquaintances()
    page = ReportPage(paths.report_page())

    def hear(answer: Answer) -> None:
        if answer is Answer.OPEN:
            page.open()  # at once, not with the next look, which a pause may put off
        answers.put(answer)
        if reception is not None:
            reception.heed(answer)

    with (
        closing(Messenger(shift.orders.notifier, on_answer=hear)) as messenger,
        hold(paths.lock_file()),
        open_store(paths.store_file()) as store,
        keep_log(paths.log_file(), as_json=plan.log_as_json) as last,
        _attend_session(source, known) as session,
        _logged(kind),
        clean_stop(stop) as was_interrupted,
        _heed_hangup(shift),
    ):
        allowed = settings.privacy.allow_mediapipe_telemetry
        reception = Reception(
            shift, logbook, messenger, last, kind, seal, allowed, session, answers=answers
        )
        tell = _say_nothing if plan.is_detached else _say_while_heard
        keep_days = settings.privacy.keep_days

        def begin(attendance: Attendance) -> None:
            reception.attendance = attendance
            attendance.heed()  # of a rest that was taken up

        shift.recall()
        if (rest := reception.find_rest(now())) is not None:
            tell(still_words(rest, now_here()))
        world = World(open_known(known))
        if is_live:
            world = replace(world, open_source=open_after(shift.find_wish, world.open_source))
        post = Post(
            landmarker,
            messenger,
            store,
            tell,
            shift,
            keep_days,
            logbook,
            session,
            begin,
            answers,
            world,
            ToldFile(paths.told_file()) if is_live else Untold(),
            page,
            reception.sharing,
        )
        with serve(paths.control_socket(), reception.answer):
            watch(source, plan.speed, post)
    if was_interrupted():
        raise KeyboardInterrupt


@contextmanager
def _attend_session(source: str, known: Acquaintances) -> Iterator[Session | None]:
    """Ask the desktop about locks and calls, unless a recording is watched."""
    if find_kind(source) is SourceKind.RECORDING:
        yield None
        return

    def find_cameras() -> tuple[str, ...]:
        try:
            device = find_device(source, known)
        except BadUsage:  # of a name that several have
            return ()
        return () if device is None else (device,)

    with closing(Session(open_presence(find_cameras))) as session:
        yield session


@contextmanager
def _logged(kind: SourceKind) -> Iterator[None]:
    """Log beginning and end; of an error its kind alone, as its words may name a file."""
    log.info("started %s on a %s", __version__, kind)
    try:
        yield
    except SitwellError as error:
        log.info("ended by %s, exit code %d", type(error).__name__, error.exit_code)
        raise
    log.info("stopped")


@contextmanager
def _heed_hangup(shift: Shift) -> Iterator[None]:
    """Let SIGHUP have the config read anew, or end the watch where its terminal has gone."""
    if not hasattr(signal, "SIGHUP"):
        yield
        return
    has_terminal = os.isatty(0)

    def on_signal(_number: int, _frame: object) -> None:
        if has_terminal and not os.isatty(0):
            shift.stop.set()
        else:
            shift.ask_reload()

    before = signal.signal(signal.SIGHUP, on_signal)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


def _leave_terminal() -> None:
    """Stop writing to where `sitwell start` reads why a start failed; warnings go to the log."""
    void = os.open(os.devnull, os.O_WRONLY)
    os.dup2(void, 2)
    os.close(void)
    sys.stderr = None  # so that the terminal's notifier says that there is none


def _say_nothing(_line: str) -> None:
    """Tell nobody."""


def _say_while_heard(line: str) -> None:
    with suppress(OSError):  # the terminal has gone, and the watch is about to follow
        say(line)
