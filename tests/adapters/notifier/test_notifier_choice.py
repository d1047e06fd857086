"""Which notifier a name means, and what is found to stand in the desktop's way."""

import io
import stat
from importlib import import_module
from pathlib import Path

import pytest

from sitwell.adapters.notifier import choose
from sitwell.adapters.notifier import desktop as desktop_module
from sitwell.adapters.notifier.base import Delivery, Notifier
from sitwell.adapters.notifier.desktop import find_obstacle
from sitwell.adapters.notifier.fallback import FallbackNotifier
from sitwell.adapters.notifier.plyer_notifier import PlyerNotifier
from sitwell.adapters.notifier.silent import SilentNotifier
from sitwell.adapters.notifier.terminal import TerminalNotifier
from sitwell.core.message import Message
from sitwell.errors import BadUsage

# The package's own `choose` is the function.
choice_module = import_module("sitwell.adapters.notifier.choose")


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """Give a folder with a notify-send that does nothing."""
    script = tmp_path / "notify-send"
    script.write_text("#!/bin/sh\n", encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("plyer", PlyerNotifier, id="plyer"),
        pytest.param("terminal", TerminalNotifier, id="terminal"),
        pytest.param("silent", SilentNotifier, id="silent"),
    ],
)
def test_name_means_its_notifier(name: str, kind: type[Notifier]) -> None:
    """A named channel is given as it is, without another behind it."""
    assert type(choose(name)) is kind


@pytest.mark.parametrize(
    ("platform", "has_toasts", "kind"),
    [
        pytest.param("linux", False, "BusNotifier", id="Linux"),
        pytest.param("linux", True, "BusNotifier", id="Linux, whatever is installed"),
        pytest.param("win32", True, "ToastNotifier", id="Windows with desktop-notifier"),
        pytest.param("darwin", True, "ToastNotifier", id="macOS with desktop-notifier"),
        pytest.param("win32", False, "PlyerNotifier", id="Windows without"),
    ],
)
def test_desktop_means_the_best_of_its_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, has_toasts: bool, kind: str
) -> None:
    """The desktop is the channel with buttons, where there is one, and nothing behind it."""
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(choice_module, "has_toasts", lambda: has_toasts)
    assert type(choose("desktop")).__name__ == kind


@pytest.mark.parametrize(
    ("platform", "has_toasts", "obstacle", "kinds"),
    [
        pytest.param("linux", False, None, "Bus Plyer Terminal", id="Linux"),
        pytest.param("linux", False, "no notify-send", "Bus Terminal", id="Linux without plyer's"),
        pytest.param("win32", True, None, "Toast Plyer Terminal", id="Windows"),
        pytest.param("win32", False, None, "Plyer Terminal", id="Windows, plainly installed"),
        pytest.param("darwin", True, "no pyobjus", "Toast Terminal", id="macOS without plyer's"),
        pytest.param("freebsd14", False, "no plyer", "Terminal", id="a system not known"),
    ],
)
def test_auto_tries_the_best_first(
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    has_toasts: bool,
    obstacle: str | None,
    kinds: str,
) -> None:
    """What has buttons comes first, then plyer, then the terminal, as far as there are any."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/somewhere")
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(choice_module, "has_toasts", lambda: has_toasts)
    monkeypatch.setattr(choice_module, "find_obstacle", lambda *_: obstacle)
    chosen = choose("auto")
    line = chosen.line if isinstance(chosen, FallbackNotifier) else (chosen,)
    assert [type(one).__name__.removesuffix("Notifier") for one in line] == kinds.split()


def test_unknown_name_is_refused_with_the_known_ones() -> None:
    """A name that does not exist is bad usage, and the message lists those that do."""
    with pytest.raises(BadUsage, match=r"'pigeon'.*auto, desktop, plyer, terminal, silent"):
        choose("pigeon")


def test_auto_without_a_bus_is_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over ssh, or under cron, nudges go to the given stream."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")
    monkeypatch.setattr("sys.platform", "linux")
    stream = io.StringIO()
    choose("auto", stream).send(Message("Sit up"))
    assert stream.getvalue() == "Sitwell: Sit up\n"


def test_bus_without_a_server_ends_in_the_terminal(
    monkeypatch: pytest.MonkeyPatch, bin_folder: Path
) -> None:
    """A bus address that leads nowhere is found out, and the nudge still reaches the person."""
    if desktop_module.which("dbus-send") is None:
        pytest.skip("needs dbus-send")
    (bin_folder / "dbus-send").symlink_to(desktop_module.which("dbus-send") or "")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("PATH", str(bin_folder))
    stream = io.StringIO()
    receipt = choose("auto", stream).send(Message("Sit up"))
    assert receipt.channel == "terminal"
    assert stream.getvalue() == "Sitwell: Sit up\n"


class TestObstacle:
    """What is seen before anything is sent."""

    def test_no_session_bus(self, bin_folder: Path) -> None:
        """Without a bus address and a bus socket, Linux has no desktop to show anything."""
        environ = {"PATH": str(bin_folder), "XDG_RUNTIME_DIR": "/nowhere"}
        assert "no session bus" in (find_obstacle(environ, "linux") or "")

    def test_bus_socket_will_do(self, bin_folder: Path) -> None:
        """A bus that is found by its socket needs no address in the environment."""
        (bin_folder / "bus").touch()
        environ = {"PATH": str(bin_folder), "XDG_RUNTIME_DIR": str(bin_folder)}
        assert find_obstacle(environ, "linux") is None

    def test_missing_program_names_its_package(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """With neither notify-send nor dbus-python, the message says what to install."""
        monkeypatch.setattr(desktop_module, "find_spec", lambda _: None)
        environ = {"PATH": str(tmp_path), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/somewhere"}
        assert "install libnotify-bin" in (find_obstacle(environ, "linux") or "")

    def test_dbus_python_will_do(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Where dbus-python can be imported, notify-send is not needed."""
        monkeypatch.setattr(desktop_module, "find_spec", lambda name: name)
        environ = {"PATH": str(tmp_path), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/somewhere"}
        assert find_obstacle(environ, "linux") is None

    @pytest.mark.parametrize(
        ("platform", "has_pyobjus", "word"),
        [
            pytest.param("win32", False, None, id="Windows"),
            pytest.param("darwin", True, None, id="macOS with pyobjus"),
            pytest.param("darwin", False, "pyobjus", id="macOS without pyobjus"),
            pytest.param("freebsd14", False, "terminal", id="a system that plyer does not know"),
        ],
    )
    def test_other_systems(
        self, monkeypatch: pytest.MonkeyPatch, platform: str, has_pyobjus: bool, word: str | None
    ) -> None:
        """Elsewhere only what plyer itself needs is asked for."""
        monkeypatch.setattr(desktop_module, "find_spec", lambda name: name if has_pyobjus else None)
        obstacle = find_obstacle({}, platform)
        assert obstacle is None if word is None else word in (obstacle or "")


def test_plyer_without_a_bus_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where plyer alone would report success, the receipt says NO and what to do."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")
    monkeypatch.setattr("sys.platform", "linux")
    receipt = choose("plyer").send(Message("Sit up"))
    assert receipt.delivered is Delivery.NO
    assert "start Sitwell inside a desktop session" in receipt.detail
