"""Lets every test import `builders`, and makes the suite the same wherever it is started."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from message_buses import PATIENCE_S, PYTHON, Services

# The examples are the same on every run, so that a failure in CI is a failure at home; a machine
# that is busy with something else is no reason to fail.
settings.register_profile(
    "sitwell", deadline=None, derandomize=True, database=None, max_examples=40
)
settings.load_profile("sitwell")

# Whoever develops this in another language gets the same words; a test that wants one says so.
os.environ["LANGUAGE"] = "en"


def has_qt() -> bool:
    """Say whether windows can be opened here: Qt is there, and the libraries that it needs."""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError:
        return False
    return True


# Fails a test in whose windows something was raised, which Qt only prints; it ends the whole run
# where there is no Qt, so it is left out there.
pytest_plugins = ["pytestqt.plugin"] if has_qt() else []

# A suite started in the background of a shell inherits "ignore Ctrl-C", one under nohup "ignore a
# closed terminal", and hands it on to every command it runs, which then cannot be ended so.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def find_missing() -> str | None:
    """Say what the tests with services lack here; None if nothing."""
    if shutil.which("dbus-daemon") is None:
        return "needs dbus-daemon"
    probe = (PYTHON, "-c", "import dbusmock")
    try:
        is_there = subprocess.run(probe, capture_output=True, check=False, timeout=PATIENCE_S)
    except FileNotFoundError:
        return f"needs {PYTHON} with dbusmock"
    return None if is_there.returncode == 0 else "needs python3-dbusmock"


SLOW = (
    *("proof/test_nothing_leaves", "desktop/test_first_minutes", "desktop/test_windows_apart"),
    *("commands/test_watch", "commands/test_sessions", "commands/test_lab", "commands/test_demo"),
    *("desktop/test_welcome_window", "commands/test_real_people", "commands/test_files_kept"),
    *("browser/test_page_in_browser", "soak/test_month", "soak/test_soak"),
)
"""The files that take longest, the one that waits longest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow files where several processes share: none of them is left to the end."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    ranks = {f"tests/{name}.py": rank for rank, name in enumerate(SLOW)}
    items.sort(key=lambda item: ranks.get(item.nodeid.partition("::")[0], len(SLOW)))


@pytest.fixture(scope="session")
def has_services() -> None:
    """Skip where services cannot be played."""
    missing = find_missing()
    if missing is not None:
        pytest.skip(missing)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """Give a folder for sockets: a path may have 107 characters, and pytest's come close."""
    with tempfile.TemporaryDirectory(prefix="sitwell-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def services(has_services: None, short_folder: Path) -> Iterator[Services]:  # noqa: ARG001 - it skips
    """Give two fresh buses with no services on them."""
    started = Services(short_folder)
    try:
        yield started
    finally:
        started.stop()


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """Give a folder, and work in it without root's leave to ignore modes."""
    folder = Path(tempfile.mkdtemp())
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)
