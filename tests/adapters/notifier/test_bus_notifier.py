"""Nudges with buttons on a real desktop: a virtual screen, a session bus and dunst."""

import sys
import time
from queue import SimpleQueue
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("D-Bus is spoken on Linux only", allow_module_level=True)

from message_buses import wait_until
from sitwell.adapters.notifier import choose
from sitwell.adapters.notifier.base import Delivery, Receipt
from sitwell.adapters.notifier.bus_notifier import BusNotifier
from sitwell.core.message import Answer, Message, Offer

pytestmark = pytest.mark.desktop

SHOWN = Receipt(Delivery.YES, "desktop", has_buttons=True)
OFFERS = (
    Offer(Answer.SNOOZE, "Snooze 20 min"),
    Offer(Answer.SHOW, "Show exercise"),
    Offer(Answer.DECLINE, "Not for me"),
)
NUDGE = Message("Sit up", "Two minutes.", OFFERS)
PATIENCE_S = 10.0


@pytest.mark.parametrize(
    ("message", "body"),
    [
        pytest.param(Message("Sit up", "Two minutes."), "Two minutes.", id="plain"),
        pytest.param(Message("-5 cm", "- once"), "- once", id="leading dashes"),
        pytest.param(Message("Füße: “auf”", "'ja' – 🙂"), "'ja' – 🙂", id="umlauts, quotes, emoji"),
        pytest.param(
            Message("a & <b>", "5 < 6 & C:\\temp\\new"),
            "5 &lt; 6 &amp; C:\\temp\\new",  # dunst keeps the markup it was sent
            id="markup and backslashes",
        ),
    ],
)
def test_text_arrives_and_is_confirmed(desktop: Any, message: Message, body: str) -> None:
    """Title and body arrive as they were written, under our name, and the receipt says so."""
    assert BusNotifier().send(message) == SHOWN
    (shown,) = desktop.take_shown()
    assert (shown["summary"], shown["body"]) == (message.title, body)
    assert shown["appname"] == "Sitwell"


def test_popup_stays_as_long_as_asked(desktop: Any) -> None:
    """A nudge goes by itself: dunst is given the time, in µs."""
    choose("desktop", shown_s=7).send(NUDGE)
    (shown,) = desktop.take_shown()
    assert shown["timeout"] == 7_000_000


def test_newer_nudge_takes_the_place_of_the_older(desktop: Any) -> None:
    """Nudges do not pile up, on the screen or in the history."""
    notifier = BusNotifier()
    for title in ("one", "two", "three"):
        notifier.send(Message(title))
    assert [shown["summary"] for shown in desktop.take_shown()] == ["three"]


@pytest.mark.parametrize("offer", OFFERS, ids=str)
def test_pressed_button_is_told(desktop: Any, offer: Offer) -> None:
    """Each button of a popup says its own answer, at once, and the popup goes."""
    answers: SimpleQueue[Answer] = SimpleQueue()
    notifier = BusNotifier(on_answer=answers.put)
    notifier.send(NUDGE)
    desktop.press(offer.words)
    assert answers.get(timeout=PATIENCE_S) is offer.answer
    wait_until(lambda: desktop.count_shown() == 0)
    notifier.close()


def test_withdrawn_nudge_leaves_the_screen(desktop: Any) -> None:
    """Whoever sits up sees the popup go, without anybody waiting for it."""
    notifier = BusNotifier()
    notifier.send(NUDGE)
    assert desktop.count_shown() == 1
    start_s = time.perf_counter()
    notifier.withdraw()
    assert time.perf_counter() - start_s < 0.1
    wait_until(lambda: desktop.count_shown() == 0)
    assert [shown["summary"] for shown in desktop.take_shown()] == ["Sit up"]


def test_after_a_withdrawal_the_next_is_shown(desktop: Any) -> None:
    """Taking back one nudge does not keep the next from the screen."""
    notifier = BusNotifier()
    notifier.send(Message("one"))
    notifier.withdraw()
    notifier.send(Message("two"))
    wait_until(lambda: desktop.count_shown() == 1)
    assert [shown["summary"] for shown in desktop.take_shown()] == ["one", "two"]


def test_closing_leaves_the_popup(desktop: Any) -> None:
    """What `sitwell doctor` has shown can still be read when it has ended."""
    notifier = BusNotifier()
    notifier.send(NUDGE)
    notifier.close()
    assert desktop.count_shown() == 1


def test_dunst_that_is_killed_and_returns(desktop: Any) -> None:
    """A dead daemon is a NO that says what to do, and a new one is used as soon as it is there."""
    notifier = BusNotifier()
    notifier.send(Message("one"))
    desktop.kill_dunst()
    receipt = notifier.send(Message("two"))
    assert receipt.delivered is Delivery.NO
    assert "no notification daemon is running; start one" in receipt.detail
    desktop.revive_dunst()
    assert notifier.send(Message("three")) == SHOWN
    assert [shown["summary"] for shown in desktop.take_shown()] == ["three"]


def test_frozen_dunst_is_a_no_in_time(desktop: Any) -> None:
    """A daemon that holds its name but answers nothing costs less than the deadline."""
    notifier = BusNotifier(deadline_s=2.0)
    desktop.freeze_dunst()
    try:
        start_s = time.perf_counter()
        receipt = notifier.send(NUDGE)
        assert time.perf_counter() - start_s < 2.0
    finally:
        desktop.thaw_dunst()
    assert receipt.delivered is Delivery.NO
    assert "does not answer; restart it" in receipt.detail
