"""Desktop notifications through plyer: what it is handed, and what a real desktop shows."""

import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from sitwell.adapters.notifier import choose
from sitwell.adapters.notifier.base import Delivery
from sitwell.adapters.notifier.plyer_notifier import PlyerNotifier
from sitwell.core.message import Message

on_notify_send = pytest.mark.skipif(
    not sys.platform.startswith("linux") or find_spec("dbus") is not None or Path("/app").is_dir(),
    reason="plyer takes another path than notify-send here",
)

SEND_ONE = """
from sitwell.adapters.notifier.plyer_notifier import PlyerNotifier
from sitwell.core.message import Message
PlyerNotifier(deadline_s={deadline_s}).send(Message("one"))
"""


@on_notify_send
class TestNotifySend:
    """The words that reach notify-send, read by a script in its place."""

    def test_popup_expires_and_is_replaced(self, notify_send: Any) -> None:
        """Time, urgency, our name and the tag for replacing reach notify-send."""
        notify_send.install()
        receipt = PlyerNotifier(shown_s=7).send(Message("Sit up", "Two minutes."))
        assert receipt.delivered is Delivery.UNKNOWN
        words = notify_send.read_words()
        assert words[:2] == ["Sit up", "Two minutes."]
        options = dict(zip(words[2::2], words[3::2], strict=True))
        assert options["-t"] == "7000"
        assert options["-u"] == "normal"
        assert options["-a"] == "Sitwell"
        assert options["-h"] == "string:x-canonical-private-synchronous:sitwell"

    @pytest.mark.parametrize("name", ["auto", "plyer"])
    def test_time_on_screen_can_be_chosen(self, notify_send: Any, name: str) -> None:
        """Whichever name leads to plyer, the popup stays as long as was asked."""
        notify_send.install()
        choose(name, shown_s=9).send(Message("Sit up"))
        words = notify_send.read_words()
        assert words[words.index("-t") + 1] == "9000"

    @pytest.mark.parametrize(
        ("message", "expected"),
        [
            pytest.param(Message("-5 cm", "-6 cm"), ["−5 cm", "−6 cm"], id="options"),
            pytest.param(Message("a", r"C:\temp"), ["a", r"C:\\temp"], id="escapes"),
            pytest.param(Message("a & b", "5 < 6"), ["a & b", "5 &lt; 6"], id="markup"),
        ],
    )
    def test_text_is_taken_literally(
        self, notify_send: Any, message: Message, expected: list[str]
    ) -> None:
        """Nothing in the text is read as an option, an escape or markup."""
        notify_send.install()
        PlyerNotifier().send(message)
        assert notify_send.read_words()[:2] == expected

    def test_hung_daemon_does_not_hold_the_monitor(self, notify_send: Any) -> None:
        """A notify-send that waits for a hung daemon costs one deadline, and the next send none."""
        notify_send.install(hang_s=60)
        notifier = PlyerNotifier(deadline_s=1.0)
        start = time.perf_counter()
        first = notifier.send(Message("one"))
        middle = time.perf_counter()
        second = notifier.send(Message("two"))
        end = time.perf_counter()
        assert (first.delivered, second.delivered) == (Delivery.NO, Delivery.NO)
        assert "timed out" in first.detail
        assert "stuck" in second.detail
        assert middle - start < 2.0
        assert end - middle < 0.5

    def test_library_warnings_stay_away(self, notify_send: Any) -> None:
        """Plyer's warning about dbus-python, two lines on every start, is kept from the person."""
        notify_send.install()
        child = subprocess.run(
            [sys.executable, "-W", "always", "-c", SEND_ONE.format(deadline_s=15)],
            env=notify_send.env,
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        )
        assert notify_send.read_words()[0] == "one"
        assert (child.stdout, child.stderr) == ("", "")

    def test_hung_daemon_does_not_hold_the_exit(self, notify_send: Any) -> None:
        """A process may end while a message is stuck."""
        notify_send.install(hang_s=60)
        # The stuck notify-send outlives its parent and keeps its streams open: read none of them.
        child = subprocess.run(
            [sys.executable, "-c", SEND_ONE.format(deadline_s=1)],
            env=notify_send.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=20,
        )
        assert child.returncode == 0


class FakeFacade:
    """Stands for plyer's object; each subclass bears the name of one of plyer's back ends."""

    def __init__(self) -> None:
        self.asked: dict[str, object] = {}

    def notify(self, **kwargs: object) -> None:
        """Keep what was asked for."""
        self.asked = kwargs


class NotifyDbus(FakeFacade):
    """plyer with dbus-python."""


class WindowsNotification(FakeFacade):
    """plyer on Windows."""


class NotifyDesktopPortals(FakeFacade):
    """plyer inside a Flatpak."""


class TestOtherBackEnds:
    """Paths of plyer that this machine does not take."""

    def test_dbus_gets_whole_seconds_and_the_tag(self) -> None:
        """A float time-out raises on D-Bus, and the tag lets a nudge replace the last."""
        facade = NotifyDbus()
        PlyerNotifier(shown_s=7.4)._hand_over(facade, Message("-5 cm", "b"))
        assert facade.asked == {
            "title": "-5 cm",
            "message": "b",
            "app_name": "Sitwell",
            "timeout": 7,
            "hints": {"x-canonical-private-synchronous": "sitwell"},
        }
        assert isinstance(facade.asked["timeout"], int)

    def test_windows_gets_no_hints(self) -> None:
        """What only D-Bus understands stays away from the others."""
        facade = WindowsNotification()
        PlyerNotifier()._hand_over(facade, Message("a", "b"))
        assert facade.asked["hints"] == {}

    def test_flatpak_text_cannot_break_out(self) -> None:
        """The portal's argument is pasted between straight quotes, so the text may hold none."""
        facade = NotifyDesktopPortals()
        PlyerNotifier()._hand_over(facade, Message("it's", "a\\'b"))
        assert (facade.asked["title"], facade.asked["message"]) == ("it’s", "a/’b")


@pytest.mark.desktop
class TestRealDesktop:
    """A virtual screen, a session bus and dunst."""

    @pytest.mark.parametrize(
        ("message", "title", "body"),
        [
            pytest.param(Message("Sit up", "Two minutes."), "Sit up", "Two minutes.", id="plain"),
            pytest.param(Message("-5 cm", "- once"), "−5 cm", "− once", id="leading dashes"),
            pytest.param(
                Message("Rücken groß: “auf”", "Er sagt: 'Füße' \"ja\" – 🙂"),
                "Rücken groß: “auf”",
                "Er sagt: 'Füße' \"ja\" – 🙂",
                id="umlauts, quotes, emoji",
            ),
            pytest.param(
                Message("a & <b>", "5 < 6 & C:\\temp\\new"),
                "a & <b>",
                "5 &lt; 6 &amp; C:\\temp\\new",  # dunst keeps the markup it was sent
                id="markup and backslashes",
            ),
        ],
    )
    def test_text_arrives(self, desktop: Any, message: Message, title: str, body: str) -> None:
        """Title and body arrive as they were written."""
        receipt = PlyerNotifier().send(message)
        assert receipt.delivered is Delivery.UNKNOWN
        (shown,) = desktop.take_shown()
        assert (shown["summary"], shown["body"]) == (title, body)
        assert shown["appname"] == "Sitwell"

    @on_notify_send
    def test_popup_goes_by_itself(self, desktop: Any) -> None:
        """A nudge does not stay until it is clicked away: dunst is given the time, in µs."""
        PlyerNotifier(shown_s=7).send(Message("Sit up"))
        (shown,) = desktop.take_shown()
        assert shown["timeout"] == 7_000_000

    def test_second_nudge_replaces_the_first(self, desktop: Any) -> None:
        """Nudges do not pile up on the screen."""
        notifier = PlyerNotifier()
        for title in ("one", "two", "three"):
            notifier.send(Message(title))
        assert [shown["summary"] for shown in desktop.take_shown()] == ["three"]

    def test_killed_daemon_is_a_no(self, desktop: Any) -> None:
        """With the daemon gone, where plyer reports success, send says NO in time, and why."""
        desktop.kill_dunst()
        start = time.perf_counter()
        receipt = PlyerNotifier().send(Message("Sit up"))
        assert time.perf_counter() - start < PlyerNotifier().deadline_s
        assert receipt.delivered is Delivery.NO
        assert "no notification daemon is running" in receipt.detail

    def test_frozen_daemon_is_a_no(self, desktop: Any) -> None:
        """A daemon that holds its name but answers nothing is found out before the send."""
        desktop.freeze_dunst()
        try:
            receipt = PlyerNotifier().send(Message("Sit up"))
        finally:
            desktop.thaw_dunst()
        assert receipt.delivered is Delivery.NO
        assert "does not answer" in receipt.detail
