"""Nudges through desktop-notifier: for Windows and macOS, tried on Linux, where it works too."""

import sys
from queue import SimpleQueue
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("desktop_notifier", reason="needs desktop-notifier")

from desktop_notifier.backends.dummy import DummyNotificationCenter

from message_buses import wait_until
from sitwell.adapters.notifier.base import Delivery
from sitwell.adapters.notifier.toast_notifier import ToastNotifier
from sitwell.core.message import Answer, Message, Offer

NUDGE = Message(
    "Sit up", "a – b", (Offer(Answer.SNOOZE, "Snooze 20 min"), Offer(Answer.SHOW, "Show exercise"))
)
PATIENCE_S = 10.0
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="needs dunst")


@on_linux
@pytest.mark.desktop
class TestRealDesktop:
    """A virtual screen, a session bus and dunst."""

    def test_text_arrives(self, desktop: Any) -> None:
        """Title and body arrive under our name, and stay as long as was asked."""
        notifier = ToastNotifier(shown_s=7)
        receipt = notifier.send(NUDGE)
        assert (receipt.delivered, receipt.has_buttons) == (Delivery.YES, True)
        (shown,) = desktop.take_shown()
        assert (shown["summary"], shown["body"]) == ("Sit up", "a – b")
        assert (shown["appname"], shown["timeout"]) == ("Sitwell", 7_000_000)
        notifier.close()

    def test_pressed_button_is_told(self, desktop: Any) -> None:
        """The button that was pressed says its answer, and works for each message anew."""
        answers: SimpleQueue[Answer] = SimpleQueue()
        notifier = ToastNotifier(on_answer=answers.put)
        for words, answer in (("Show", Answer.SHOW), ("Snooze", Answer.SNOOZE)):
            notifier.send(NUDGE)
            desktop.press(words)
            assert answers.get(timeout=PATIENCE_S) is answer
        notifier.close()

    def test_one_popup_at_a_time(self, desktop: Any) -> None:
        """An older nudge is taken away before a newer comes."""
        notifier = ToastNotifier()
        for title in ("one", "two", "three"):
            notifier.send(Message(title))
        assert desktop.count_shown() == 1
        notifier.close()

    def test_withdrawn_nudge_leaves_the_screen(self, desktop: Any) -> None:
        """Whoever sits up sees the popup go."""
        notifier = ToastNotifier()
        notifier.send(NUDGE)
        notifier.withdraw()
        wait_until(lambda: desktop.count_shown() == 0)
        notifier.close()

    def test_dunst_that_is_killed_and_returns(self, desktop: Any) -> None:
        """What the library only logs is a NO, and a new daemon is used."""
        notifier = ToastNotifier()
        notifier.send(NUDGE)
        desktop.kill_dunst()
        assert notifier.send(NUDGE).delivered is Delivery.NO
        desktop.revive_dunst()
        assert notifier.send(NUDGE).delivered is Delivery.YES
        notifier.close()

    def test_frozen_dunst_is_a_no_in_time(self, desktop: Any) -> None:
        """A desktop that does not answer is given up before the deadline, and tried again."""
        notifier = ToastNotifier(deadline_s=1.0)
        notifier.send(NUDGE)
        desktop.freeze_dunst()
        try:
            receipt = notifier.send(NUDGE)
        finally:
            desktop.thaw_dunst()
        assert receipt.delivered is Delivery.NO
        assert "does not answer" in receipt.detail
        assert notifier.send(NUDGE).delivered is Delivery.YES
        notifier.close()

    @pytest.mark.parametrize(
        ("platform", "has_buttons"),
        [pytest.param("win32", True, id="Windows"), pytest.param("darwin", False, id="macOS")],
    )
    @pytest.mark.usefixtures("desktop")
    def test_elsewhere_nothing_is_confirmed(self, platform: str, has_buttons: bool) -> None:
        """Windows and macOS do not say what becomes of a message, and macOS gets no dead buttons.

        Only what we do of ourselves is tried here; the library still speaks D-Bus.
        """
        notifier = ToastNotifier(platform=platform)
        receipt = notifier.send(NUDGE)
        assert (receipt.delivered, receipt.has_buttons) == (Delivery.UNKNOWN, has_buttons)
        notifier.close()


def use_stand_in(monkeypatch: pytest.MonkeyPatch, stand_in: type) -> None:
    """Have the library take another back end."""
    import desktop_notifier.main

    monkeypatch.setattr(desktop_notifier.main, "get_backend_class", lambda: stand_in)


def test_stand_in_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where macOS allows no notifications, the library takes a stand-in that reports success.

    We say NO, and what to do.
    """
    use_stand_in(monkeypatch, DummyNotificationCenter)
    receipt = ToastNotifier().send(NUDGE)
    assert receipt.delivered is Delivery.NO
    assert "use one from python.org" in receipt.detail


class Forbidden(DummyNotificationCenter):
    """A system whose owner wants no notifications of ours."""

    async def request_authorisation(self) -> bool:
        """Refuse."""
        return False


def test_notifications_that_are_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system's settings forbid our messages, the receipt says where to allow them."""
    use_stand_in(monkeypatch, Forbidden)
    receipt = ToastNotifier().send(NUDGE)
    assert receipt.delivered is Delivery.NO
    assert "allow them in the settings" in receipt.detail


def test_missing_library_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without desktop-notifier, the receipt names the extra."""
    name = "sitwell.adapters.notifier.toast_notifier"
    module: ModuleType = sys.modules[name]
    monkeypatch.setattr(module, "has_toasts", lambda: False)
    assert "pip install 'sitwell[desktop]'" in ToastNotifier().send(NUDGE).detail
