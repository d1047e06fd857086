"""What keeps windows from opening is said in one line, before Qt would abort, and by the doctor."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest
from desk import Desk

from sitwell.adapters import libraries
from sitwell.commands.doctor import Health, check_windows
from sitwell.commands.windows import find_hindrance, needs_x11
from sitwell.errors import BadUsage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the screens of Linux")

CURSOR = "libxcb-cursor.so.0"
X11 = {"DISPLAY": ":63"}
WAYLAND = {"DISPLAY": ":63", "WAYLAND_DISPLAY": "wayland-0"}
INSTALL = "sudo apt-get install libxcb-cursor0"


@pytest.fixture
def has_qt() -> None:
    """Skip where the windows' extra is not installed."""
    pytest.importorskip("PySide6")


@pytest.fixture
def without_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the system's loader not find the one library."""
    load = ctypes.CDLL

    def try_load(name: str) -> ctypes.CDLL:
        if name == CURSOR:
            raise OSError(f"{name}: cannot open shared object file")
        return load(name)

    monkeypatch.setattr(ctypes, "CDLL", try_load)


@pytest.fixture
def broken_cursor(tmp_path: Path) -> str:
    """Give an LD_LIBRARY_PATH on which the library is a file that no process can load."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / CURSOR).touch()
    return str(folder)


@pytest.mark.usefixtures("has_qt")
@pytest.mark.parametrize("words", [[], ["tray"], ["app", "why"]], ids=["bare", "tray", "app"])
def test_missing_library_is_named(desk: Desk, broken_cursor: str, words: list[str]) -> None:
    """Where Qt would abort the process, one line names the library and how to get it."""
    outcome = desk.run(*words, LD_LIBRARY_PATH=broken_cursor, **X11)
    assert outcome.code == 1
    assert outcome.complaint == f"{CURSOR} missing; install with: {INSTALL}"


@pytest.mark.usefixtures("has_qt")
def test_qt_would_abort(tmp_path: Path, broken_cursor: str) -> None:
    """The test above is of the true case: past our look, Qt aborts over that very library."""
    # No screen is needed, as the plugin is not even loaded; and no core is left behind.
    program = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    done = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -c 0; exec "$@"', "sh", sys.executable, "-c", program],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LD_LIBRARY_PATH": broken_cursor}
        | X11,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -6, done.stderr
    assert "libxcb-cursor0 is needed" in done.stderr


@pytest.mark.parametrize(
    ("environment", "is_needed"),
    [
        pytest.param(X11, True, id="X11"),
        pytest.param(WAYLAND, False, id="Wayland, which Qt prefers"),
        pytest.param(X11 | {"QT_QPA_PLATFORM": "offscreen"}, False, id="told another way"),
        pytest.param(WAYLAND | {"QT_QPA_PLATFORM": "xcb"}, True, id="told X11"),
        pytest.param(X11 | {"QT_QPA_PLATFORM": "xcb:nograb"}, True, id="told X11, with options"),
        pytest.param(WAYLAND | {"QT_QPA_PLATFORM": "wayland;xcb"}, False, id="told several"),
    ],
)
@pytest.mark.usefixtures("has_qt", "without_cursor")
def test_only_where_x11_is_taken(environment: dict[str, str], is_needed: bool) -> None:
    """The library is asked for only where Qt goes over X11."""
    assert needs_x11(environment) is is_needed
    assert (find_hindrance(environment) is not None) is is_needed


@pytest.mark.usefixtures("has_qt", "without_cursor")
def test_first_things_first() -> None:
    """Without any screen that is what is said, and not a library."""
    assert isinstance(find_hindrance({}), BadUsage)


@pytest.mark.usefixtures("has_qt")
@pytest.mark.parametrize(
    ("environment", "health", "words"),
    [
        pytest.param(X11, Health.OK, "a screen", id="screen"),
        pytest.param({}, Health.NOTE, "no screen here", id="no screen"),
    ],
)
def test_doctor_on_windows(environment: dict[str, str], health: Health, words: str) -> None:
    """The doctor says whether windows can be opened here; no screen is no fault."""
    if libraries.find_missing(libraries.X11_PACKAGES):
        pytest.skip("needs Qt's libraries for X11")
    finding = check_windows(environment)
    assert (finding.health, finding.exit_code) == (health, 0)
    assert words in finding.words
    assert "apt-get" not in finding.words


@pytest.mark.usefixtures("has_qt", "without_cursor")
@pytest.mark.parametrize(
    ("environment", "health", "exit_code"),
    [
        pytest.param(X11, Health.FAULT, 1, id="X11"),
        pytest.param(WAYLAND, Health.NOTE, 0, id="Wayland"),
        pytest.param({}, Health.NOTE, 0, id="no screen"),
    ],
)
def test_doctor_on_the_library(environment: dict[str, str], health: Health, exit_code: int) -> None:
    """A missing library is a fault where windows need it now; the line to type is always there."""
    finding = check_windows(environment)
    assert (finding.health, finding.exit_code) == (health, exit_code)
    assert INSTALL in finding.words


def test_doctor_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever did without the windows has no fault, and is told how to get them."""
    monkeypatch.setitem(sys.modules, "PySide6", None)
    finding = check_windows(X11)
    assert (finding.health, finding.exit_code) == (Health.NOTE, 0)
    assert "pip install 'sitwell[desktop]'" in finding.words
