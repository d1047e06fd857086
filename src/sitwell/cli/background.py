"""The command line of the background process: start, stop, status, pause and the like."""

import json
from typing import Annotated

import typer

from sitwell import paths
from sitwell.adapters.control import Command, Request
from sitwell.cli.options import Baseline, LogAsJson, Notifier, Profile, Source, Speed, load_settings
from sitwell.commands import background
from sitwell.commands.background import Failed, make_absolute, tell
from sitwell.commands.speaking import give, say
from sitwell.core import duty
from sitwell.errors import BadUsage, NotRunning

app = typer.Typer(rich_markup_mode=None)

Length = Annotated[
    str | None, typer.Argument(metavar="[DURATION]", help="30m, 1h30m, 90s; or minutes.")
]


@app.command()
def start(
    source: Source = None,
    baseline: Baseline = None,
    notifier: Notifier = None,
    speed: Speed = "realtime",
    profile: Profile = None,
    log_as_json: LogAsJson = False,
) -> None:
    """Watch in the background, until 'sitwell stop'.

    Example: sitwell start
    """
    chosen = source or load_settings().watch.source
    named = {
        # A path in the config means what it means here, not at the root of the disk.
        "--source": make_absolute(chosen) if source or make_absolute(chosen) != chosen else None,
        "--baseline": None if baseline is None else str(baseline.absolute()),
        "--notifier": notifier,
        "--speed": speed,
        "--profile": profile,
    }
    options = [f"{name}={value}" for name, value in named.items() if value is not None]
    outcome = background.start([*options, *(["--log-json"] if log_as_json else [])])
    if isinstance(outcome, Failed):
        say(outcome.words)
        raise typer.Exit(outcome.exit_code)
    give(background.greet(outcome))


@app.command()
def stop() -> None:
    """End the watching.

    Example: sitwell stop
    """
    background.stop()
    give("Sitwell has stopped.")


@app.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Say what Sitwell is doing, and why there is no nudge.

    Example: sitwell status
    """
    try:
        reply = tell(Request(Command.STATUS))
    except NotRunning:
        if as_json:
            give(json.dumps({"schema": 1, "running": False}))
        raise
    give(json.dumps(reply.status) if as_json else reply.line)


@app.command()
def why(
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Say why there is a nudge, or none, by which angles and lines.

    Example: sitwell why
    """
    try:
        reply = tell(Request(Command.WHY))
    except NotRunning:
        # Heavier than all else here, and needed by few.
        from sitwell.commands.why import tell_of_the_past

        past = tell_of_the_past(paths.store_file(), say, as_json=as_json)
        if past:
            give(past)
        raise
    give(json.dumps(reply.status) if as_json else reply.line)


@app.command()
def pause(length: Length = None) -> None:
    """Turn the camera off for a while, or until 'sitwell resume'.

    Example: sitwell pause 30m
    """
    _rest(Command.PAUSE, length)


@app.command()
def resume() -> None:
    """Watch again.

    Example: sitwell resume
    """
    give(tell(Request(Command.RESUME)).line)


@app.command()
def snooze(length: Length = None) -> None:
    """Turn the camera off for a short while, 20 min unless given.

    Example: sitwell snooze 20m
    """
    _rest(Command.SNOOZE, length)


@app.command()
def reload() -> None:
    """Go by the config and the calibration as they now are.

    Example: sitwell reload
    """
    give(tell(Request(Command.RELOAD)).line)


def _rest(command: Command, length: str | None) -> None:
    try:
        seconds = None if length is None else duty.parse_length(length)
    except ValueError as error:
        raise BadUsage(str(error)) from None
    give(tell(Request(command, seconds)).line)
