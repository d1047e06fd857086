"""What the command line says about itself."""

import importlib.metadata

import pytest
from desk import Desk
from typer.testing import CliRunner

from message_buses import Services
from sitwell.cli.app import app

COMMANDS = ("calibrate", "watch", "report", "score", "replay", "demo", "doctor")
BACKGROUND = ("start", "stop", "status", "why", "pause", "resume", "snooze", "reload")
ESCAPE = "\x1b"


def ask(*words: str) -> str:
    """Give what the command line says, without a process of its own for each question."""
    return CliRunner().invoke(app, words, prog_name="sitwell").output


@pytest.mark.parametrize("command", [*COMMANDS, *BACKGROUND, "exercise", "export", "tray", "app"])
def test_example_comes_first(command: str) -> None:
    """The help of each command shows an example before the options."""
    said = ask(command, "--help")
    assert f"Example: sitwell {command}" in said
    assert said.index("Example: ") < said.index("Options:")


@pytest.mark.parametrize("command", ["show", "export", "erase"])
def test_example_of_data(command: str) -> None:
    """So does that of each command about the data, and of all of them together."""
    assert f"Example: sitwell data {command}" in ask("data", command, "--help")
    assert "Example: sitwell data" in ask("data")


@pytest.mark.parametrize("command", ["on", "off", "status"])
def test_example_of_autostart(command: str) -> None:
    """And that of each command about the start with the session."""
    assert f"Example: sitwell autostart {command}" in ask("autostart", command, "--help")
    assert "Example: sitwell autostart" in ask("autostart")


def test_short_help(desk: Desk) -> None:
    """-h is the same as --help."""
    assert desk.run("watch", "-h") == desk.run("watch", "--help")


def test_help_names_every_command(desk: Desk) -> None:
    """The help names every command, each in one line that fits."""
    outcome = desk.run("--help")
    assert outcome.code == 0
    listed = outcome.out.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == [
        *COMMANDS,
        "lab",
        *BACKGROUND,
        "exercise",
        "export",
        "tray",
        "app",
        "data",
        "autostart",
    ]
    assert not any("..." in line for line in listed)


def test_no_command(desk: Desk) -> None:
    """Without a command it shows the help, and exits as for a usage error."""
    outcome = desk.run()
    assert outcome.code == 2
    assert "Commands:" in outcome.out


def test_version(desk: Desk) -> None:
    """--version gives name and version, as installed."""
    outcome = desk.run("--version")
    assert (outcome.code, outcome.out) == (0, f"sitwell {importlib.metadata.version('sitwell')}\n")


def test_no_colours_in_a_pipe(desk: Desk) -> None:
    """Nothing but text goes into a pipe."""
    for words in (["--help"], ["report"], ["replay"], ["report", "--days", "2"]):
        outcome = desk.run(*words)
        assert ESCAPE not in outcome.out + outcome.err


def test_doctor_without_a_camera(desk: Desk) -> None:
    """The doctor looks at everything, says what to do, and exits with the first fault's code."""
    desk.config.write_text('[watch]\nsource = "63"\nnotifier = "silent"\n')
    outcome = desk.run("doctor")
    assert (outcome.code, outcome.err) == (4, "")
    lines = [line.split(":")[0].split(None, 1) for line in outcome.out.splitlines()]
    assert [(name, health) for health, name in lines] == [
        ("system libraries", "ok"),
        ("model", "ok"),
        ("sealed program", "ok"),
        ("sealed worker", "ok"),
        ("camera", "fault"),
        ("notifier", "note"),
        ("store", "ok"),
        ("baseline", "note"),
        ("windows", "note"),
    ]


@pytest.mark.services
@pytest.mark.parametrize(
    ("capabilities", "words"),
    [
        pytest.param(
            "actions body", "which confirmed that it took it; it has buttons", id="buttons"
        ),
        pytest.param("body", "which confirmed that it took it; it has no buttons", id="none"),
        pytest.param(None, "no notification daemon is running; start one", id="no daemon"),
    ],
)
def test_doctor_sends_a_message(
    desk: Desk, services: Services, capabilities: str | None, words: str
) -> None:
    """The doctor says whether a message was confirmed, which way it took, and if it had buttons."""
    desk.config.write_text('[watch]\nsource = "63"\nnotifier = "desktop"\n')
    name = "org.freedesktop.Notifications"
    if capabilities is not None:
        services.start_template(name, "notification_daemon", capabilities=capabilities)
    outcome = desk.run("doctor", DBUS_SESSION_BUS_ADDRESS=services.session.address)
    (line,) = (line for line in outcome.out.splitlines() if " notifier:" in line)
    assert words in line
    assert line.split()[0] == ("ok" if capabilities is not None else "fault")
    assert "desktop" in line
