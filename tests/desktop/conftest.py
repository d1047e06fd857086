"""Gives the tests of the windows a screen with a tray, and a monitor that they play themselves."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from monitors import PlayedMonitor
from screens import Screen, find_missing


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
def socket_path() -> Iterator[Path]:
    """Give a place for a control socket, with a short name."""
    with tempfile.TemporaryDirectory(prefix="sitwell-") as folder:
        yield Path(folder) / "control.sock"


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
