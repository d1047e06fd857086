"""The windows' end of the control socket: nothing holds a window up, and everything comes back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import open_application, wait_for
from monitors import PlayedMonitor
from PySide6.QtCore import QElapsedTimer

from sitwell.adapters.control import Command, Detail, Request
from sitwell.adapters.lock import hold, share
from sitwell.desktop.monitor_link import MonitorLink

SOON_S, PATIENCE_S = 0.05, 0.5


class Ears:
    """Hears all that a link tells."""

    def __init__(self, path: Path) -> None:
        open_application()
        self.link = MonitorLink(path, SOON_S, PATIENCE_S)
        self.statuses: list[dict[str, Any]] = []
        self.whys: list[dict[str, Any]] = []
        self.looks: list[dict[str, Any]] = []
        self.losses: list[str] = []
        self.failures: list[str] = []
        self.link.status.connect(self.statuses.append)
        self.link.why.connect(self.whys.append)
        self.link.look.connect(self.looks.append)
        self.link.lost.connect(self.losses.append)
        self.link.failed.connect(self.failures.append)


@pytest.fixture
def ears(socket_path: Path) -> Iterator[Ears]:
    """Give a link to the socket, and what it tells."""
    opened = Ears(socket_path)
    yield opened
    opened.link.close()


def test_status_comes_by_itself(monitor: PlayedMonitor, ears: Ears) -> None:
    """How the monitor is comes without being asked for, again and again."""
    wait_for(lambda: len(ears.statuses) >= 3, "three answers")
    assert ears.statuses[0] == monitor.status
    assert ears.link.is_running is True
    assert ears.losses == []


def test_nobody_there(ears: Ears) -> None:
    """Where no monitor runs, that is said."""
    wait_for(lambda: bool(ears.losses), "the loss")
    assert ears.losses[0] == "Sitwell is not watching"
    assert ears.link.is_running is False


def test_killed_and_started_again(monitor: PlayedMonitor, ears: Ears) -> None:
    """A monitor that ends is missed within a moment, and one that comes back is found."""
    wait_for(lambda: bool(ears.statuses), "an answer")
    monitor.stop()
    wait_for(lambda: bool(ears.losses), "the loss")
    ears.statuses.clear()
    monitor.start()
    wait_for(lambda: bool(ears.statuses), "an answer of the next monitor")


def test_a_monitor_without_a_socket_runs(socket_path: Path, ears: Ears) -> None:
    """One that has just begun, or whose socket is gone, may have the camera on."""
    with hold(socket_path.with_name("monitor.lock")):
        ears.losses.clear()
        wait_for(lambda: "Sitwell is running but does not answer" in ears.losses, "the loss")
        assert ears.link.is_running is True
    ears.losses.clear()
    wait_for(lambda: "Sitwell is not watching" in ears.losses, "the end")


def test_a_camera_that_is_on_without_a_monitor(socket_path: Path, ears: Ears) -> None:
    """A calibration has the camera on, with or without a monitor."""
    with share(socket_path.with_name("camera.lock")):
        wait_for(lambda: ears.link.is_camera_lent, "the camera")
        assert ears.link.is_running is False
    wait_for(lambda: not ears.link.is_camera_lent, "its end")


def test_socket_gone(monitor: PlayedMonitor, ears: Ears) -> None:
    """A socket that was removed under the monitor is as if there were none."""
    wait_for(lambda: bool(ears.statuses), "an answer")

    def is_lost() -> bool:
        monitor.path.unlink(missing_ok=True)  # it puts it back every two seconds
        return bool(ears.losses)

    wait_for(is_lost, "the loss")


def test_a_silent_monitor_holds_up_nothing(monitor: PlayedMonitor, ears: Ears) -> None:
    """While the monitor does not answer, the window goes on at once with whatever it does."""
    monitor.is_mute = True
    clock = QElapsedTimer()
    clock.start()
    for _ in range(20):
        ears.link.refresh()
        ears.link.pause(60.0)
    assert clock.elapsed() < 200
    wait_for(lambda: bool(ears.losses), "the loss")
    assert ears.losses[0] == "Sitwell is running but does not answer"


@pytest.mark.parametrize(
    ("tell", "heard"),
    [
        pytest.param(lambda link: link.pause(1800.0), Request(Command.PAUSE, 1800.0), id="a pause"),
        pytest.param(lambda link: link.pause(None), Request(Command.PAUSE), id="without end"),
        pytest.param(lambda link: link.snooze(), Request(Command.SNOOZE), id="a snooze"),
        pytest.param(lambda link: link.resume(), Request(Command.RESUME), id="on again"),
        pytest.param(lambda link: link.reload(), Request(Command.RELOAD), id="the config anew"),
        pytest.param(lambda link: link.stop(), Request(Command.STOP), id="the end"),
    ],
)
def test_wishes_are_told(monitor: PlayedMonitor, ears: Ears, tell: Any, heard: Request) -> None:
    """What the person wishes reaches the monitor as it was meant, and its status follows."""
    tell(ears.link)
    ears.link.refresh()  # questions behind a wish do not swallow it
    ears.link.refresh()
    wait_for(lambda: monitor.heard == [heard], "the wish")
    ears.statuses.clear()
    wait_for(lambda: bool(ears.statuses), "the status after it")


def test_questions_before_a_wish_do_not_swallow_it(monitor: PlayedMonitor, ears: Ears) -> None:
    """However often how it is has been asked before, a wish is told."""
    for _ in range(5):
        ears.link.refresh()
    ears.link.resume()
    wait_for(lambda: monitor.heard == [Request(Command.RESUME)], "the wish")


def test_a_refusal_is_said(monitor: PlayedMonitor, ears: Ears) -> None:
    """What the monitor refuses is said in its words."""
    monitor.refusal = "the config is wrong"
    ears.link.reload()
    wait_for(lambda: ears.failures == ["the config is wrong"], "the refusal")


def test_details_only_while_wanted(monitor: PlayedMonitor, ears: Ears) -> None:
    """The why and the picture come with each status while a window shows them, and no longer."""
    wait_for(lambda: len(ears.statuses) >= 2, "answers")
    assert set(monitor.details) == {frozenset()}
    ears.link.ask_why(True)
    wait_for(lambda: len(ears.whys) >= 2, "the why, again and again")
    assert ears.looks == []
    ears.link.ask_look(True)
    wait_for(lambda: bool(ears.looks), "the picture, or none")
    assert ears.whys[0] == monitor.told[Detail.WHY]
    assert ears.looks[0] == monitor.told[Detail.LOOK]
    assert monitor.details[-1] == {Detail.WHY, Detail.LOOK}
    ears.link.ask_look(False)
    ears.link.ask_why(False)
    ears.statuses.clear()
    wait_for(lambda: len(ears.statuses) >= 2, "what was under way")
    del monitor.details[:]
    wait_for(lambda: len(monitor.details) >= 3, "more answers")
    assert set(monitor.details) == {frozenset()}


def test_the_why_of_one_that_came_back(monitor: PlayedMonitor, ears: Ears) -> None:
    """After a loss the why comes again by itself."""
    ears.link.ask_why(True)
    wait_for(lambda: bool(ears.whys), "the first")
    monitor.stop()
    wait_for(lambda: bool(ears.losses), "the loss")
    ears.whys.clear()
    monitor.start()
    wait_for(lambda: bool(ears.whys), "the next")


def test_a_monitor_without_details_is_not_lost(monitor: PlayedMonitor, ears: Ears) -> None:
    """One of an older version, which knows no details, goes on to be shown."""
    monitor.is_old = True
    ears.link.ask_look(True)
    wait_for(lambda: bool(ears.looks), "that there is none")
    assert ears.looks[0] == {}
    assert ears.losses == []


def test_closing_is_prompt(monitor: PlayedMonitor, ears: Ears) -> None:
    """Closing does not wait for a monitor that is silent, and nothing is told after it."""
    monitor.is_mute = True
    ears.link.refresh()
    clock = QElapsedTimer()
    clock.start()
    ears.link.close()
    assert clock.elapsed() < 2000
