"""A nudge with buttons, from the slump to what becomes of it; the desktop is played."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from desk import Desk, wait_until
from numpy.typing import NDArray

from webcam import Webcam, webcam

if sys.platform != "linux":
    pytest.skip("buttons over D-Bus are Linux's", allow_module_level=True)

from message_buses import MOCK, Services
from sitwell.adapters.store import open_store
from sitwell.core.records import ExerciseRecord

pytestmark = [pytest.mark.timeout(240), pytest.mark.services]

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"

# What takes minutes takes seconds here, and the first day is like any other.
CONFIG = """
[watch]
interval_s = 0.5
[nudges]
sit_up_after_s = {sit_up_after_s}
locust_after_s = {locust_after_s}
first_week = "full"
[report]
at = ""
"""


class Desktop:
    """A desktop with buttons, and a person slumped before a camera."""

    def __init__(self, desk: Desk, services: Services, camera: Webcam) -> None:
        self.desk, self.camera = desk, camera
        self._call = services.session.call

    def watch(self, **after_s: float) -> None:
        """Have it watched in the background; a nudge of each kind comes after so long."""
        self.desk.config.write_text(CONFIG.format(**after_s))
        words = ("start", "--source", self.camera.address, "--notifier", "desktop")
        outcome = self.desk.run(*words)
        assert outcome.code == 0, outcome.err

    def asked(self, method: str) -> list[list[object]]:
        """Give the arguments of each call so far."""
        calls = self._call(NAME, PATH, f"{MOCK}.GetMethodCalls", ("s", method))[0]
        return [[argument for _, argument in words] for _, words in calls]

    def await_nudge(self, number: int = 1) -> tuple[object, object]:
        """Wait for that many messages, and give title and buttons of the last."""
        wait_until(lambda: len(self.asked("Notify")) >= number, "a nudge", 90.0)
        words = self.asked("Notify")[-1]
        return words[3], words[5]

    def press(self, key: str) -> None:
        """Press a button of the last message."""
        words = (("s", NAME), ("s", "ActionInvoked"), ("s", "us"))
        number = max(1, len({str(words[1]) for words in self.asked("Notify")}))
        pressed = ("av", [("u", number), ("s", key)])
        self._call(NAME, PATH, f"{MOCK}.EmitSignal", *words, pressed)

    def outcomes(self) -> list[str]:
        """Give what became of the nudges of the day."""
        nudges = self.desk.run("why", "--json").lines[0]["nudges"]
        return [nudge["outcome"] for nudge in nudges]

    def exercises(self) -> tuple[ExerciseRecord, ...]:
        """Give the exercises on record."""
        with open_store(self.desk.store) as store:
            return store.read_exercises()


@pytest.fixture
def desktop(
    tmp_path: Path, learnt: Path, services: Services, slumped_frame: NDArray[np.uint8]
) -> Iterator[Desktop]:
    """Give a calibrated desk on a desktop with buttons."""
    services.start_template(NAME, "notification_daemon", capabilities="actions body")
    desk = Desk(tmp_path, dict(services.env))
    desk.baseline.parent.mkdir(parents=True)
    shutil.copy(learnt, desk.baseline)
    with webcam(slumped_frame) as camera:
        try:
            yield Desktop(desk, services, camera)
        finally:
            desk.run("stop")


def test_snooze_pressed_turns_the_camera_off(desktop: Desktop) -> None:
    """The button does what the command does, and the nudge was neither followed nor ignored."""
    desktop.watch(sit_up_after_s=3.0, locust_after_s=600.0)
    _, buttons = desktop.await_nudge()
    assert buttons == ["snooze", "Snooze 20 min"]
    desktop.press("snooze")
    wait_until(lambda: desktop.camera.viewers == 0, "the camera to be let go of")
    assert desktop.desk.run("status", "--json").lines[0]["rest"]["kind"] == "snoozed"
    wait_until(lambda: desktop.outcomes() == ["snoozed"], "the outcome")


def test_snooze_typed_is_snooze_pressed(desktop: Desktop) -> None:
    """The command, as the tray's menu gives it, settles the nudge as its button does."""
    desktop.watch(sit_up_after_s=3.0, locust_after_s=600.0)
    desktop.await_nudge()
    assert desktop.desk.run("snooze").code == 0
    wait_until(lambda: desktop.outcomes() == ["snoozed"], "the outcome")


def test_sitting_up_takes_the_nudge_back(
    desktop: Desktop, upright_frame: NDArray[np.uint8]
) -> None:
    """Who sits up has the message gone by itself, and it counts as helped."""
    desktop.watch(sit_up_after_s=3.0, locust_after_s=600.0)
    desktop.await_nudge()
    assert desktop.asked("CloseNotification") == []
    desktop.camera.shown = upright_frame
    wait_until(lambda: desktop.asked("CloseNotification") != [], "the withdrawal", 60.0)
    assert desktop.outcomes() == ["helped"]


def test_exercise_is_shown_and_declined(desktop: Desktop) -> None:
    """The Locust can be shown; "not for me" is on record."""
    desktop.watch(sit_up_after_s=3.0, locust_after_s=3.0)
    _, buttons = desktop.await_nudge()
    assert buttons == [
        *("snooze", "Snooze 20 min"),
        *("show", "Show exercise"),
        *("decline", "Not for me"),
    ]
    desktop.press("decline")
    wait_until(lambda: desktop.exercises() != (), "the record")
    (declined,) = desktop.exercises()
    assert (declined.card_id, declined.outcome) == ("locust_minivini", "declined")
