"""A whole watch whose summary is pressed: bus and page are real, desktop and portal played."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from desk import Desk, wait_until
from numpy.typing import NDArray

from webcam import webcam

if sys.platform != "linux":
    pytest.skip("portals are Linux's", allow_module_level=True)

from days import spans_of
from message_buses import MOCK, Services
from portals import Portal
from sitwell.adapters.clock import LocalZone, now
from sitwell.adapters.store import open_store
from sitwell.core.records import Records
from sitwell.core.timeline import local_day

pytestmark = [pytest.mark.timeout(240), pytest.mark.services]

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
CONFIG = '[report]\nat = "00:00"\nweekly = false\n[nudges]\nmost_per_day = 0\n'


@pytest.fixture
def desk(tmp_path: Path, learnt: Path, services: Services) -> Desk:
    """Give a calibrated desk on a desktop with buttons, and 40 minutes of this day on record."""
    services.start_template(NAME, "notification_daemon", capabilities="actions body")
    desk = Desk(tmp_path, dict(services.env))
    desk.baseline.parent.mkdir(parents=True)
    shutil.copy(learnt, desk.baseline)
    desk.config.write_text(CONFIG)
    with open_store(desk.store) as store:
        begun = local_day(now().date(), LocalZone())[0]
        store.save(Records(spans_of("30m upright, 10m slumped", begun)))
    return desk


@pytest.fixture
def camera(upright_frame: NDArray[np.uint8]) -> Iterator[str]:
    """Give the address of a camera that shows somebody upright."""
    with webcam(upright_frame) as running:
        yield running.address


def shown(services: Services) -> list[tuple[str, list[str]]]:
    """Give title and buttons of every message so far."""
    calls = services.session.call(NAME, PATH, f"{MOCK}.GetMethodCalls", ("s", "Notify"))[0]
    return [(words[3][1], words[5][1]) for _, words in calls]


def press(services: Services, key: str) -> None:
    """Press a button of the last message."""
    number = len(shown(services))
    words = (("s", NAME), ("s", "ActionInvoked"), ("s", "us"))
    pressed = ("av", [("u", number), ("s", key)])
    services.session.call(NAME, PATH, f"{MOCK}.EmitSignal", *words, pressed)


def test_summary_is_shown_and_opened(desk: Desk, services: Services, camera: str) -> None:
    """The day is told once; its button has the desktop open a page that this watch has made."""
    words = ("watch", "--source", camera, "--notifier", "desktop")
    with Portal(services.session.address) as portal, desk.running(*words) as running:
        running.await_words("Watching")
        wait_until(lambda: bool(shown(services)), "a summary")
        assert shown(services) == [("How you sat today", ["open", "Open report"])]
        press(services, "open")
        wait_until(lambda: bool(portal.asked), "the portal to be asked")
        assert portal.asked[0].content.startswith(b"<!doctype html>")
        assert (desk.data / "report.html").stat().st_mode & 0o777 == 0o600
        assert (desk.data / "told.json").stat().st_mode & 0o777 == 0o600
    with desk.running(*words) as running:
        running.await_words("Watching")
        wait_until(lambda: desk.ask().get("reading") is not None, "a look")
        assert not (desk.data / "report.html").exists()
        assert len(shown(services)) == 1


def test_desktop_without_portal_says_where_it_is(
    desk: Desk, services: Services, camera: str
) -> None:
    """Where no portal is, a second message names the file and the command."""
    words = ("watch", "--source", camera, "--notifier", "desktop")
    with desk.running(*words) as running:
        running.await_words("Watching")
        wait_until(lambda: bool(shown(services)), "a summary")
        press(services, "open")
        wait_until(lambda: len(shown(services)) > 1, "a second message")
    assert shown(services)[-1] == ("Your report is ready", [])
