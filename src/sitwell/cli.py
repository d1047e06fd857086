"""The command line: arguments in, one command out. Knows commands only.

Heavy imports wait until a command runs, so that `--help` answers at once and `doctor` works where
OpenCV cannot be loaded.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sitwell import __version__, config, paths
from sitwell.errors import BadUsage

if TYPE_CHECKING:
    from sitwell.adapters.landmarker import Landmarker
    from sitwell.config import Settings

app = typer.Typer(
    name="sitwell",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Measures how you sit against your own upright, nudges you when slumping persists, and "
    "reports the day. Nothing leaves this computer.\n\n"
    "Example: sitwell calibrate, then sitwell watch",
)

Source = Annotated[
    str | None,
    typer.Option(
        "--source", metavar="SRC", help="Camera (index, name, /dev/...), file, folder or address."
    ),
]
BaselineOption = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Use this baseline.")
]
Profile = Annotated[
    str, typer.Option("--profile", metavar="NAME", help="Baseline of one camera, chair or person.")
]


def say(line: str) -> None:
    """Tell the person something that is not a result."""
    print(line, file=sys.stderr, flush=True)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"sitwell {__version__}")
        raise typer.Exit


@app.callback()
def main_options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Hold the options that come before a command."""


@app.command()
def calibrate(
    source: Source = None,
    slump_source: Annotated[
        str | None,
        typer.Option("--slump-source", metavar="SRC", help="Also learn your relaxed slump."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Save the baseline here.")
    ] = None,
    profile: Profile = "default",
) -> None:
    """Learn your own upright posture from ten seconds of it.

    Example: sitwell calibrate
    """
    from sitwell.commands.calibrate import Anchors
    from sitwell.commands.calibrate import calibrate as run
    from sitwell.core.calibration import quality

    settings = _settings()
    target = out or paths.baseline_file(_plain_name(profile))
    with _progress("Calibrating") as tick:
        anchors = Anchors(source or settings.watch.source, slump_source)
        baseline = run(anchors, target, _worker(settings), say, tick)
    print(
        f"Baseline saved to {target}: {baseline.frames} pictures, "
        f"{baseline.view.replace('_', ' ')} view, quality {quality(baseline)}."
    )
    if baseline.slump_flexion_deg is not None:
        print(f"Your relaxed slump: flexion about {baseline.slump_flexion_deg:+.0f}° (estimated).")


@app.command()
def watch(
    source: Source = None,
    baseline: BaselineOption = None,
    notifier: Annotated[
        str | None, typer.Option(help="auto, desktop, plyer, terminal or silent.")
    ] = None,
    speed: Annotated[
        str, typer.Option(help="A recording's pace: realtime, or max for as fast as possible.")
    ] = "realtime",
    profile: Profile = "default",
) -> None:
    """Watch, nudge and keep the day's record, until Ctrl-C.

    Example: sitwell watch
    """
    from sitwell.adapters import baseline_file
    from sitwell.adapters.lock import hold
    from sitwell.adapters.notifier import choose
    from sitwell.adapters.store import open_store
    from sitwell.commands.replay import rules_for
    from sitwell.commands.watch import Post, Speed
    from sitwell.commands.watch import watch as run

    settings = _settings()
    if speed not in tuple(Speed):
        raise BadUsage(f"there is no speed '{speed}'; choose realtime or max")
    nudger = choose(notifier or settings.watch.notifier)
    learnt = baseline_file.load(_baseline_path(baseline, profile))
    stop = threading.Event()
    with (
        hold(paths.lock_file()),
        open_store(paths.store_file()) as store,
        _clean_stop(stop) as was_interrupted,
    ):
        post = Post(_worker(settings), nudger, store, say, stop)
        pace = settings.watch.interval_s
        run(source or settings.watch.source, pace, Speed(speed), learnt, rules_for(settings, learnt), post)
    if was_interrupted():
        raise KeyboardInterrupt


@app.command()
def report(
    day: Annotated[str, typer.Option(help="today, yesterday, or a date: 2026-11-22.")] = "today",
    days: Annotated[int, typer.Option(min=1, max=366, help="So many days, ending then.")] = 1,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it here.")] = None,
) -> None:
    """Say how a day of sitting went.

    Example: sitwell report --day yesterday
    """
    from sitwell.adapters.clock import LocalZone, now
    from sitwell.adapters.store import open_store
    from sitwell.commands.report import parse_day, summarize_days, write_report
    from sitwell.reporting import json_report, text

    if form not in ("text", "json"):
        raise BadUsage(f"there is no format '{form}' yet; choose text or json")
    last = parse_day(day, now().date())
    with open_store(paths.store_file()) as store:
        summaries = summarize_days(store, last, days, LocalZone())
    is_screen = out is None and sys.stdout.isatty()
    page = json_report.render(summaries) if form == "json" else text.render(
        summaries, with_bars=is_screen
    )
    if out is None:
        print(page, end="")
    else:
        write_report(page, out)


@app.command()
def score(
    pictures: Annotated[list[Path], typer.Argument(metavar="PICTURE...", help="Pictures to judge.")],
    baseline: BaselineOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    profile: Profile = "default",
) -> None:
    """Judge each picture on its own, without smoothing.

    Example: sitwell score --json me.jpg
    """
    from sitwell.commands.score import score as run

    settings = _settings()
    path = _baseline_path(baseline, profile)
    faults = run(pictures, path, settings, _worker(settings), _print_line, as_json)
    for fault in faults:
        say(f"sitwell: {fault}")
    if faults:
        raise typer.Exit(faults[0].exit_code)


@app.command()
def replay(
    source: Annotated[str, typer.Argument(metavar="SRC", help="A video file or a folder of pictures.")],
    baseline: BaselineOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One event a line, as JSON.")] = False,
    readings: Annotated[bool, typer.Option("--readings", help="Also each reading (as JSON).")] = False,
    profile: Profile = "default",
) -> None:
    """Run a recording through the monitor, as fast as possible; keeps nothing.

    Example: sitwell replay session.mp4 --json
    """
    from sitwell.commands.replay import Form
    from sitwell.commands.replay import replay as run

    settings = _settings()
    if readings and not as_json:
        raise BadUsage("--readings are given as JSON; add --json")
    form = Form(as_json, readings)
    run(source, _baseline_path(baseline, profile), settings, _worker(settings), _print_line, form)


@app.command()
def demo() -> None:
    """Show the whole of Sitwell on a rendered half hour; needs no camera and no desktop.

    Example: sitwell demo
    """
    from sitwell.commands.demo import demo as run

    stop = threading.Event()
    with _clean_stop(stop) as was_interrupted:
        run(_worker(config.Settings()), _print_line, stop)
    if was_interrupted():
        raise KeyboardInterrupt


@app.command()
def doctor(profile: Profile = "default") -> None:
    """Check camera, model, sealed worker, notifier and store, and say what to do.

    Example: sitwell doctor
    """
    from sitwell.commands.doctor import examine

    exit_code = 0
    for finding in examine(_settings(), _plain_name(profile)):
        print(f"{finding.health:<6}{finding.name}: {finding.words}", flush=True)
        exit_code = exit_code or finding.exit_code
    raise typer.Exit(exit_code)


def _print_line(line: str) -> None:
    print(line, flush=True)


def _settings() -> "Settings":
    return config.load(paths.config_file())


def _worker(settings: "Settings") -> "Callable[[], Landmarker]":
    from sitwell.adapters.landmarker import Landmarker

    log_path: Path | None = paths.worker_log()
    try:
        paths.data_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        log_path = None  # where nothing can be written, what MediaPipe prints is dropped
    allowed = settings.privacy.allow_mediapipe_telemetry
    return partial(Landmarker, log_path=log_path, allow_telemetry=allowed)


def _baseline_path(chosen: Path | None, profile: str) -> Path:
    return chosen or paths.baseline_file(_plain_name(profile))


def _plain_name(profile: str) -> str:
    if not profile or not all(c.isalnum() or c in "-_" for c in profile):
        raise BadUsage(f"'{profile}' is no profile name; use letters, digits, - and _")
    return profile


@contextmanager
def _progress(what: str) -> Iterator[Callable[[float], None]]:
    """Show a bar while something takes its time, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _share: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda share: bar.update(task, completed=share)


@contextmanager
def _clean_stop(stop: threading.Event) -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C and SIGTERM end the work after the frame at hand; a second Ctrl-C ends it now.

    Gives a function that says whether it was Ctrl-C: SIGTERM is an orderly end and exits with 0.
    """
    interrupted = threading.Event()

    def on_signal(number: int, _frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        if number == signal.SIGINT:
            interrupted.set()
        stop.set()

    before = {n: signal.signal(n, on_signal) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield interrupted.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
