"""The program's own commands, and those of the other modules here. Knows commands only.

Heavy imports wait until a command runs, so that `--help` answers at once and `doctor` works where
OpenCV cannot be loaded.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from sitwell import __version__, paths
from sitwell.cli import autostart, background, data, desktop, exercise, export
from sitwell.cli.options import Baseline, LogAsJson, Notifier, Profile, Source, Speed, load_settings
from sitwell.commands.speaking import give, say
from sitwell.errors import BadUsage, SitwellError
from sitwell.guard import files
from sitwell.guard.seal import Seal

if TYPE_CHECKING:
    from sitwell.adapters.landmarker import Landmarker
    from sitwell.config import Settings

# Whatever is wrong with the arguments. Newer Typers carry Click inside and export only a child of
# this class, which has the same methods.
UsageError = cast("type[typer.BadParameter]", typer.BadParameter.__base__)

app = typer.Typer(
    name="sitwell",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Measures how you sit against your own upright, nudges you when slumping persists, and "
    "reports the day. Nothing leaves this computer.\n\n"
    "Example: sitwell calibrate, then sitwell watch",
)
app.add_typer(background.app)
app.add_typer(exercise.app)
app.add_typer(export.app)
app.add_typer(desktop.app)
app.add_typer(data.app, name="data")
app.add_typer(autostart.app, name="autostart")


def _show_version(wanted: bool) -> None:
    if wanted:
        give(f"sitwell {__version__}")
        raise typer.Exit


@app.callback()
def main_options(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Hold the options that come before a command; without one, show a window or the help."""
    if context.invoked_subcommand is None:
        if desktop.are_expected():
            desktop.open_first()
        give(context.get_help())
        raise typer.Exit(BadUsage.exit_code)


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
    profile: Profile = None,
) -> None:
    """Learn your own upright posture from ten seconds of it.

    A watch that is running lends its camera, and goes by what was learnt.

    Example: sitwell calibrate
    """
    from sitwell.commands.background import find_status, reload
    from sitwell.commands.calibrate import Anchors
    from sitwell.commands.calibrate import calibrate as run
    from sitwell.commands.loan import borrow
    from sitwell.core.calibration import quality
    from sitwell.reporting.progress import progress

    settings = load_settings()
    target = _baseline_path(out, profile, settings)
    anchors = Anchors(source or settings.watch.source, slump_source)
    _seal(settings, anchors.upright, anchors.slump)
    sources = filter(None, (anchors.upright, anchors.slump))
    with borrow(*sources), progress("Calibrating") as tick:
        baseline = run(anchors, target, _worker(settings), say, tick)
    give(
        f"Baseline saved to {target}: {baseline.frames} pictures, "
        f"{baseline.view.replace('_', ' ')} view, quality {quality(baseline)}."
    )
    if baseline.slump_flexion_deg is not None:
        give(f"Your relaxed slump: flexion about {baseline.slump_flexion_deg:+.0f}° (estimated).")
    try:
        if reload() and target == _baseline_path(None, None, settings):
            give("The watch that is running has read its calibration again.")
        if (find_status() or {}).get("rest"):
            give("The watch rests; 'sitwell resume' ends that.")
    except SitwellError as error:  # what was learnt is saved all the same
        say(f"The watch that is running goes on as before: {error}")


@app.command()
def watch(  # noqa: PLR0913, PLR0917 (one for each option)
    source: Source = None,
    baseline: Baseline = None,
    notifier: Notifier = None,
    speed: Speed = "realtime",
    profile: Profile = None,
    log_as_json: LogAsJson = False,
    is_detached: Annotated[bool, typer.Option("--detached", hidden=True)] = False,
) -> None:
    """Watch, nudge and keep the day's record, until Ctrl-C.

    Example: sitwell watch
    """
    from sitwell.commands import watch as watching
    from sitwell.commands.vigil import Plan, keep

    settings = load_settings()
    if speed not in tuple(watching.Speed):
        raise BadUsage(f"there is no speed '{speed}'; choose realtime or max")
    learnt, pace = _baseline_path(baseline, profile, settings), watching.Speed(speed)
    plan = Plan(source, learnt, notifier, pace, log_as_json, is_detached)
    seal = _seal(settings, source or settings.watch.source)
    keep(plan, settings, seal, _worker(settings))


@app.command()
def report(
    day: Annotated[
        str, typer.Option("--day", metavar="DAY", help="today, yesterday, or a date: 2026-11-22.")
    ] = "today",
    days: Annotated[
        int, typer.Option("--days", metavar="N", min=1, max=366, help="So many days, ending then.")
    ] = 1,
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="text, json, csv or html.")
    ] = "text",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it here.")
    ] = None,
    is_opened: Annotated[
        bool, typer.Option("--open", help="Show it as a page in your browser.")
    ] = False,
) -> None:
    """Say how a day of sitting went.

    Example: sitwell report --open --day yesterday
    """
    from sitwell.adapters.clock import LocalZone, now
    from sitwell.commands import browsing
    from sitwell.commands import report as reports

    if form not in tuple(reports.Form):
        raise BadUsage(f"there is no format '{form}' yet; choose {', '.join(reports.Form)}")
    if is_opened and form not in (reports.Form.TEXT, reports.Form.HTML):
        raise BadUsage(f"--open shows a page, not {form}; leave out --format or --open")
    if is_opened:
        form, out = reports.Form.HTML, out or paths.report_page()
    last = reports.parse_past_day(day, now().date())
    allowed = load_settings().privacy.allow_mediapipe_telemetry
    account = reports.make_report(paths.store_file(), last, days, LocalZone())
    if out is not None:
        page = reports.render(account.report, reports.Form(form), telemetry_allowed=allowed)
        reports.write_report(page, out)
        if is_opened:
            give(browsing.open_page(out))
    elif form == reports.Form.TEXT and reports.is_screen(sys.stdout):
        reports.show(account.report, telemetry_allowed=allowed)
    else:
        page = reports.render(account.report, reports.Form(form), telemetry_allowed=allowed)
        give(page.removesuffix("\n"))
    if account.fault is not None:
        raise account.fault


@app.command()
def score(
    pictures: Annotated[list[Path], typer.Argument(metavar="PICTURE", help="Pictures to judge.")],
    baseline: Baseline = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    profile: Profile = None,
) -> None:
    """Judge each picture on its own, without smoothing.

    Example: sitwell score --json me.jpg
    """
    from sitwell.commands.score import score as run

    settings = load_settings()
    path = _baseline_path(baseline, profile, settings)
    _seal(settings)
    faults = run(pictures, path, settings, _worker(settings), give, as_json)
    for fault in faults:
        say(f"sitwell: {fault}")
    if faults:
        raise typer.Exit(faults[0].exit_code)


@app.command()
def replay(
    source: Annotated[
        str, typer.Argument(metavar="SRC", help="A video file or a folder of pictures.")
    ],
    baseline: Baseline = None,
    as_json: Annotated[bool, typer.Option("--json", help="One event a line, as JSON.")] = False,
    readings: Annotated[
        bool, typer.Option("--readings", help="Also each reading (as JSON).")
    ] = False,
    profile: Profile = None,
) -> None:
    """Run a recording through the monitor and keep nothing.

    Example: sitwell replay session.mp4 --json
    """
    from sitwell.commands.replay import Form
    from sitwell.commands.replay import replay as run

    settings = load_settings()
    if readings and not as_json:
        raise BadUsage("--readings are given as JSON; add --json")
    form = Form(as_json, readings)
    _seal(settings)
    learnt = _baseline_path(baseline, profile, settings)
    run(source, learnt, settings, _worker(settings), give, form)


@app.command()
def demo() -> None:
    """Show it all on a rendered half hour; no camera needed.

    Example: sitwell demo
    """
    from sitwell.commands.demo import demo as run
    from sitwell.config import Settings

    settings = Settings()
    _seal(settings)
    run(_worker(settings), give)


@app.command()
def doctor(profile: Profile = None) -> None:
    """Check what Sitwell needs and say what to do.

    Example: sitwell doctor
    """
    from sitwell.commands.doctor import examine

    settings, exit_code = load_settings(), 0
    seal = _seal(settings, settings.watch.source)
    for finding in examine(settings, _plain_name(profile, settings), seal):
        give(f"{finding.health:<6}{finding.name}: {finding.words}")
        exit_code = exit_code or finding.exit_code
    raise typer.Exit(exit_code)


@app.command(
    context_settings={
        "allow_extra_args": True,
        "ignore_unknown_options": True,
        "help_option_names": [],
    },
    add_help_option=False,
)
def lab(context: typer.Context) -> None:
    """Measure how wrong the angles are, on rendered sitters."""
    # Its own process: nothing of the laboratory is imported by the program that watches people.
    raise typer.Exit(subprocess.call([sys.executable, "-m", "sitwell.lab", *context.args]))


def _worker(settings: "Settings") -> "Callable[[], Landmarker]":
    from sitwell.adapters.landmarker import Landmarker

    allowed = settings.privacy.allow_mediapipe_telemetry
    return partial(Landmarker, log_path=_writable(paths.worker_log()), allow_telemetry=allowed)


def _writable(log: Path) -> Path | None:
    """Give the log back if it can be written; otherwise what MediaPipe prints is dropped."""
    try:
        os.close(files.open_private(log, os.O_WRONLY | os.O_APPEND))
    except OSError:
        return None
    return log


def _seal(settings: "Settings", *sources: str | None) -> Seal:
    """Keep this process from the internet, but for the port of a source that is an address."""
    from sitwell.commands.sealing import seal_for

    return seal_for(settings, [source for source in sources if source is not None])


def _baseline_path(chosen: Path | None, profile: str | None, settings: "Settings") -> Path:
    return chosen or paths.baseline_file(_plain_name(profile, settings))


def _plain_name(profile: str | None, settings: "Settings") -> str:
    """Give the profile that was named, or the config's."""
    from sitwell.config import is_profile_name

    if profile is None:
        return settings.watch.profile
    if not is_profile_name(profile):
        raise BadUsage(f"'{profile}' is no profile name; use letters, digits, - and _")
    return profile
