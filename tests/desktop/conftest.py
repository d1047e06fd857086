"""Gives the tests of the windows a screen with a tray, and a monitor that they play themselves."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from monitors import PlayedMonitor
from screens import Screen, find_missing

if TYPE_CHECKING:
    from welcomes import Open


@pytest.fixture(scope="module")
def own_screen() -> Iterator[Screen]:
    """Give one screen for all tests of a file."""
    missing = find_missing()
    if missing is not None:
        pytest.skip(missing)
    # A short path: a socket's may have 107 characters, and pytest's folders come close.
    with (
        tempfile.TemporaryDirectory(prefix="sitwell-", ignore_cleanup_errors=True) as folder,
        ExitStack() as stack,
    ):
        screen = Screen(Path(folder))
        stack.callback(screen.stop)
        yield screen


@pytest.fixture
def socket_path(short_folder: Path) -> Path:
    """Give a place for a control socket."""
    return short_folder / "control.sock"


@pytest.fixture
def monitor(socket_path: Path) -> Iterator[PlayedMonitor]:
    """Give a monitor that answers, and can be silenced, killed and started again."""
    played = PlayedMonitor(socket_path)
    played.start()
    yield played
    played.stop()


@pytest.fixture
def status() -> dict[str, Any]:
    """Give the status of a monitor that watches somebody upright."""
    return PlayedMonitor(Path()).status


@pytest.fixture
def welcome_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which the person of a welcome, and all that it writes, is at home."""
    monkeypatch.setenv("SITWELL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SITWELL_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def open_welcome(welcome_home: Path) -> Iterator["Open"]:  # noqa: ARG001 - it is where files go
    """Give what opens a welcome on a source; every one is closed, and its process gone, after."""
    from welcomes import opening

    with opening() as make:
        yield make


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this computer stand in Berlin."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be set for one process")
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
