"""Notification daemons that lack something, hang, go and come, or mean ill."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("D-Bus is spoken on Linux only", allow_module_level=True)

from bus_daemon import NAME, PATH, BusDaemon, shout

from message_buses import MOCK, Services, end, frozen, wait_until
from sitwell.adapters.notifier.base import Delivery, Notifier
from sitwell.adapters.notifier.bus_notifier import BusNotifier
from sitwell.adapters.notifier.daemon import MOST_PER_S
from sitwell.core.message import Answer, Message, Offer

pytestmark = pytest.mark.services

NUDGE = Message(
    "Sit up", "a < b", (Offer(Answer.SNOOZE, "Snooze 20 min"), Offer(Answer.SHOW, "Show exercise"))
)
PATIENCE_S = 10.0
TEMPLATE = "notification_daemon"

SEALED = """
from sitwell.guard.seal import seal_program
assert seal_program().is_in_force
from sitwell.adapters.notifier.bus_notifier import BusNotifier
from sitwell.core.message import Message
print(BusNotifier().send(Message("Sit up")).delivered)
"""


@pytest.fixture
def address(services: Services, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the address of the session bus of the test, which is also this process's."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", services.session.address)
    return services.session.address


@pytest.fixture
def answers() -> "SimpleQueue[Answer]":
    """Give where answers go."""
    return SimpleQueue()


@pytest.fixture
def open_notifier(
    address: str,  # noqa: ARG001 - it puts this process on the bus
    answers: "SimpleQueue[Answer]",
) -> Iterator[Callable[..., Notifier]]:
    """Give what opens notifiers whose answers are kept, and closes them at the end."""
    opened: list[Notifier] = []

    def open_one(**options: Any) -> Notifier:
        opened.append(BusNotifier(on_answer=answers.put, **options))
        return opened[-1]

    yield open_one
    for notifier in opened:
        notifier.close()


def notified(services: Services) -> list[tuple[Any, ...]]:
    """Give the arguments of every Notify that dbusmock has had."""
    calls = services.session.call(NAME, PATH, f"{MOCK}.GetMethodCalls", ("s", "Notify"))[0]
    return [tuple(value for _, value in arguments) for _, arguments in calls]


def count_listeners() -> int:
    """Say how many threads listen to a daemon."""
    return sum(thread.name == "sitwell-daemon" for thread in threading.enumerate())


class TestPlayed:
    """Daemons that dbusmock plays."""

    def test_without_actions_it_gets_none(
        self, services: Services, open_notifier: Callable[..., Notifier]
    ) -> None:
        """A daemon without buttons gets the text alone, and the receipt says that there are none.

        Its body is escaped only as it reads markup.
        """
        services.start_template(NAME, TEMPLATE, capabilities="body body-markup")
        receipt = open_notifier().send(NUDGE)
        assert (receipt.delivered, receipt.has_buttons) == (Delivery.YES, False)
        ((_, _, _, title, body, actions, _, _),) = notified(services)
        assert (title, body, actions) == ("Sit up", "a &lt; b", [])

    def test_with_actions_it_gets_them_in_order(
        self, services: Services, open_notifier: Callable[..., Notifier]
    ) -> None:
        """Name, buttons, hints and time reach the daemon, and plain text where it reads no markup.

        The hints keep a nudge out of the list of old ones, and at a place on the screen.
        """
        services.start_template(NAME, TEMPLATE, capabilities="actions body")
        assert open_notifier(shown_s=7).send(NUDGE).has_buttons
        ((app, replaced, _, _, body, actions, hints, shown_ms),) = notified(services)
        assert (app, replaced, body, shown_ms) == ("Sitwell", 0, "a < b", 7000)
        assert actions == ["snooze", "Snooze 20 min", "show", "Show exercise"]
        assert hints == {"urgency": ("y", 1), "transient": ("b", True)}

    def test_what_is_open_is_replaced(
        self, services: Services, open_notifier: Callable[..., Notifier]
    ) -> None:
        """A newer nudge takes the place of an older, unless that has gone meanwhile."""
        services.start_template(NAME, TEMPLATE, capabilities="actions body")
        notifier = open_notifier()
        notifier.send(NUDGE)
        notifier.send(NUDGE)
        notifier.withdraw()
        notifier.send(NUDGE)
        assert [replaced for _, replaced, *_ in notified(services)] == [0, 1, 0]

    def test_absent_daemon_is_a_no(self, open_notifier: Callable[..., Notifier]) -> None:
        """A bus without a daemon is found out at once."""
        start_s = time.perf_counter()
        receipt = open_notifier().send(NUDGE)
        assert time.perf_counter() - start_s < 1.0
        assert receipt.delivered is Delivery.NO
        assert "no notification daemon is running" in receipt.detail

    def test_daemon_that_dies_and_returns(
        self, services: Services, open_notifier: Callable[..., Notifier]
    ) -> None:
        """A new daemon is used as it comes, and is not asked to replace what the old one showed.

        That number may be another program's popup by now.
        """
        mock = services.start_template(NAME, TEMPLATE)
        notifier = open_notifier()
        assert notifier.send(NUDGE).delivered is Delivery.YES
        end(mock)
        wait_until(lambda: not services.session.has(NAME))
        assert notifier.send(NUDGE).delivered is Delivery.NO
        services.start_template(NAME, TEMPLATE)
        assert notifier.send(NUDGE).delivered is Delivery.YES
        assert [replaced for _, replaced, *_ in notified(services)] == [0]

    def test_bus_that_dies_and_returns(
        self, services: Services, open_notifier: Callable[..., Notifier]
    ) -> None:
        """With the bus gone send says NO, and on a new one it connects anew."""
        services.start_template(NAME, TEMPLATE)
        notifier = open_notifier()
        notifier.send(NUDGE)
        services.session.kill()
        notifier.withdraw()
        assert notifier.send(NUDGE).delivered is Delivery.NO
        services.session.start()
        services.start_template(NAME, TEMPLATE)
        assert notifier.send(NUDGE).delivered is Delivery.YES

    def test_hung_daemon_does_not_hold_the_monitor(
        self, services: Services, open_notifier: Callable[..., Notifier]
    ) -> None:
        """A daemon that hangs costs less than the deadline, a withdrawal nothing.

        Once it goes on, it is used again.
        """
        mock = services.start_template(NAME, TEMPLATE)
        notifier = open_notifier(deadline_s=1.0)
        notifier.send(NUDGE)
        with frozen(mock):
            start_s = time.perf_counter()
            receipt = notifier.send(NUDGE)
            middle_s = time.perf_counter()
            notifier.withdraw()
            end_s = time.perf_counter()
        assert receipt.delivered is Delivery.NO
        assert "does not answer; restart it" in receipt.detail
        assert middle_s - start_s < 1.0
        assert end_s - middle_s < 0.1
        assert notifier.send(NUDGE).delivered is Delivery.YES

    @pytest.mark.parametrize("is_connected", [True, False], ids=["connected", "not yet"])
    def test_hung_bus_does_not_hold_the_monitor(
        self,
        services: Services,
        open_notifier: Callable[..., Notifier],
        is_connected: bool,
    ) -> None:
        """A bus that hangs costs less than the deadline, whether or not it has let us in."""
        services.start_template(NAME, TEMPLATE)
        notifier = open_notifier(deadline_s=1.0)
        if is_connected:
            notifier.send(NUDGE)
        with frozen(services.session.daemon):
            start_s = time.perf_counter()
            receipt = notifier.send(NUDGE)
            notifier.withdraw()
            assert time.perf_counter() - start_s < 1.1
        assert receipt.delivered is Delivery.NO
        assert notifier.send(NUDGE).delivered is Delivery.YES

    @pytest.mark.usefixtures("address")
    def test_sealed_program_can_nudge(self, services: Services) -> None:
        """Without the means to reach a network, nudges still reach the desktop."""
        services.start_template(NAME, TEMPLATE)
        child = subprocess.run(
            [sys.executable, "-c", SEALED], capture_output=True, text=True, check=True, timeout=30
        )
        assert child.stdout == "yes\n"

    def test_one_thread_listens_until_close(
        self, services: Services, open_notifier: Callable[..., Notifier]
    ) -> None:
        """However many messages there were, one thread waits for answers, and close ends it."""
        services.start_template(NAME, TEMPLATE)
        before, notifier = count_listeners(), open_notifier()
        for _ in range(3):
            notifier.send(NUDGE)
        assert count_listeners() == before + 1
        notifier.close()
        wait_until(lambda: count_listeners() == before)


class TestHostile:
    """Daemons of our own making that talk nonsense."""

    @pytest.mark.parametrize(
        "replies",
        [
            pytest.param({"GetCapabilities": ("s", ("actions",))}, id="skills as a word"),
            pytest.param({"GetCapabilities": ("ai", ([1, 2],))}, id="skills as numbers"),
            pytest.param({"GetCapabilities": ("", ())}, id="no skills"),
            pytest.param({"Notify": ("s", ("7",))}, id="number as a word"),
            pytest.param({"Notify": ("t", (2**63,))}, id="number too large"),
            pytest.param({"Notify": ("i", (-7,))}, id="number below nought"),
            pytest.param({"Notify": ("u", (0,))}, id="number nought"),
            pytest.param({"Notify": ("uu", (7, 7))}, id="two numbers"),
            pytest.param({"Notify": ("v", (("u", 7),))}, id="number wrapped"),
            pytest.param({"Notify": ("", ())}, id="no number"),
        ],
    )
    def test_nonsense_is_a_no(
        self, address: str, open_notifier: Callable[..., Notifier], replies: Any
    ) -> None:
        """An answer of another type than the specification's confirms nothing."""
        daemon = BusDaemon(address, **replies)
        receipt = open_notifier().send(NUDGE)
        daemon.close()
        assert receipt.delivered is Delivery.NO
        assert receipt.detail == "the notification daemon answers nonsense; restart it"

    def test_endless_answer_is_a_no(
        self, address: str, open_notifier: Callable[..., Notifier]
    ) -> None:
        """An answer of many megabytes is not waited for, nor kept."""
        daemon = BusDaemon(address, GetCapabilities=("as", (["x" * 1000] * 8000,)))
        assert open_notifier().send(NUDGE).delivered is Delivery.NO
        daemon.close()

    def test_only_what_we_offered_on_our_popup_counts(
        self,
        address: str,
        open_notifier: Callable[..., Notifier],
        answers: "SimpleQueue[Answer]",
    ) -> None:
        """Other popups, other keys, other types and other senders are not answers to ours.

        The one that follows them is the first that is told, so none of them was.
        """
        daemon = BusDaemon(address)
        open_notifier().send(NUDGE)
        for to in (None, daemon.guest):
            shout(address, to, "ActionInvoked", "us", 7, "snooze")
        daemon.emit("ActionInvoked", "us", 8, "snooze")
        daemon.emit("ActionInvoked", "us", 7, "decline")  # not offered
        daemon.emit("ActionInvoked", "us", 7, "default")
        daemon.emit("ActionInvoked", "su", "snooze", 7)
        daemon.emit("ActionInvoked", "ts", 7, "snooze")
        daemon.emit("ActionInvoked", "", *())
        daemon.emit("NotificationClosed", "s", "7")
        daemon.emit("ActionInvoked", "us", 7, "show")
        assert answers.get(timeout=PATIENCE_S) is Answer.SHOW
        daemon.close()

    def test_one_popup_has_one_answer(
        self,
        address: str,
        open_notifier: Callable[..., Notifier],
        answers: "SimpleQueue[Answer]",
    ) -> None:
        """A daemon that repeats itself, or contradicts itself, is heard once for each message."""
        daemon = BusDaemon(address)
        notifier = open_notifier()
        notifier.send(NUDGE)
        daemon.emit("ActionInvoked", "us", 7, "snooze", times=5)
        daemon.emit("ActionInvoked", "us", 7, "show")
        assert answers.get(timeout=PATIENCE_S) is Answer.SNOOZE
        notifier.send(NUDGE)  # behind them in the line
        daemon.emit("ActionInvoked", "us", 7, "show")
        assert answers.get(timeout=PATIENCE_S) is Answer.SHOW
        daemon.close()

    def test_press_as_it_is_withdrawn_counts(
        self,
        address: str,
        open_notifier: Callable[..., Notifier],
        answers: "SimpleQueue[Answer]",
    ) -> None:
        """Who presses a button in the moment in which the popup goes has still pressed it."""
        daemon = BusDaemon(address)
        notifier = open_notifier()
        notifier.send(NUDGE)
        notifier.withdraw()
        daemon.emit("NotificationClosed", "uu", 7, 3)
        daemon.emit("ActionInvoked", "us", 7, "snooze")
        assert answers.get(timeout=PATIENCE_S) is Answer.SNOOZE
        daemon.close()

    def test_another_daemons_popup_is_left_alone(
        self, services: Services, address: str, open_notifier: Callable[..., Notifier]
    ) -> None:
        """What a daemon showed that has gone is not closed at its successor, nor pressed there.

        That number may be another program's popup by now.
        """
        old = BusDaemon(address)
        notifier = open_notifier()
        notifier.send(NUDGE)
        old.close()
        wait_until(lambda: not services.session.has(NAME))
        new = BusDaemon(address)
        notifier.withdraw()
        notifier.send(NUDGE)
        assert [member for member, _ in new.heard] == ["GetCapabilities", "Notify"]
        new.close()

    def test_answered_popup_is_closed(
        self, address: str, open_notifier: Callable[..., Notifier]
    ) -> None:
        """A daemon that leaves an answered popup on the screen, as dunst does, is told to close."""
        daemon = BusDaemon(address)
        open_notifier().send(NUDGE)
        daemon.emit("ActionInvoked", "us", 7, "snooze")
        wait_until(lambda: daemon.hears("CloseNotification"))
        assert ("CloseNotification", (7,)) in daemon.heard
        daemon.close()

    def test_without_buttons_nothing_is_pressed(
        self,
        address: str,
        open_notifier: Callable[..., Notifier],
        answers: "SimpleQueue[Answer]",
    ) -> None:
        """A daemon that shows no buttons cannot say that one was pressed."""
        daemon = BusDaemon(address, GetCapabilities=("as", (["body"],)))
        notifier = open_notifier()
        notifier.send(NUDGE)
        daemon.emit("ActionInvoked", "us", 7, "snooze")
        notifier.send(NUDGE)  # behind it in the line
        assert answers.empty()
        daemon.close()

    def test_late_popup_is_closed_again(
        self, address: str, open_notifier: Callable[..., Notifier]
    ) -> None:
        """What was given up, and perhaps said otherwise, does not stay when it comes after all."""
        daemon = BusDaemon(address, Notify=None)
        notifier = open_notifier(deadline_s=0.5)
        assert notifier.send(NUDGE).delivered is Delivery.NO
        daemon.answer_late("Notify", "u", 9)
        wait_until(lambda: daemon.hears("CloseNotification"))
        assert daemon.heard[-1] == ("CloseNotification", (9,))
        daemon.close()

    def test_flood_is_not_listened_to(
        self,
        address: str,
        open_notifier: Callable[..., Notifier],
        answers: "SimpleQueue[Answer]",
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """A daemon that never stops talking costs its buttons, until the next message."""
        daemon = BusDaemon(address)
        before, notifier = count_listeners(), open_notifier()
        notifier.send(NUDGE)
        with caplog.at_level(logging.INFO):
            daemon.emit("NotificationClosed", "uu", 1, 1, times=5 * MOST_PER_S)
            wait_until(lambda: count_listeners() == before)
        assert "does not stop talking" in caplog.text
        assert notifier.send(NUDGE).delivered is Delivery.YES
        daemon.emit("ActionInvoked", "us", 7, "snooze")
        assert answers.get(timeout=PATIENCE_S) is Answer.SNOOZE
        daemon.close()
