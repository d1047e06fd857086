"""The day and the week summed up while one is watched, and the report that the button opens."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from days import spans_of
from sitwell.adapters.notifier import Delivery, Receipt
from sitwell.adapters.store import NullStore, Store
from sitwell.adapters.store.database import memory_store
from sitwell.commands import report_page
from sitwell.commands.day_end import RETRY_S, DayEnd
from sitwell.commands.messenger import Messenger
from sitwell.commands.replay import Step
from sitwell.commands.report_page import ReportPage
from sitwell.commands.told import ToldFile
from sitwell.core.circumstances import Circumstances
from sitwell.core.day_end import DayEndRules
from sitwell.core.message import Answer, Message
from sitwell.core.monitor import Monitor
from sitwell.core.nudges import Nudge, NudgeRules, Nudging
from sitwell.core.reading import Reading
from sitwell.core.records import NudgeKind, NudgeOutcome, Records, State
from sitwell.core.settle import Steady
from sitwell.errors import SitwellError, StoreUnusable

TUESDAY, MONDAY = date(2026, 3, 3), date(2026, 3, 2)
TODAY, LAST_WEEK = "How you sat today", "How you sat last week"


class Screen:
    """A notifier that keeps what it shows, unless it is broken."""

    deadline_s = 1.0

    def __init__(self) -> None:
        self.shown: list[Message] = []
        self.is_broken = False
        self.on_shown: Callable[[], None] = lambda: None

    @property
    def titles(self) -> list[str]:
        """What was shown."""
        return [message.title for message in self.shown]

    def send(self, message: Message) -> Receipt:
        """Keep it."""
        if self.is_broken:
            return Receipt(Delivery.NO, "screen", "broken")
        self.shown.append(message)
        self.on_shown()
        return Receipt(Delivery.YES, "screen", has_buttons=True)

    def withdraw(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class LostStore(NullStore):
    """A record on a disk that has failed."""

    def read(self, since: datetime, until: datetime) -> Records:  # noqa: ARG002 (it refuses all)
        """Refuse."""
        raise StoreUnusable("the record is gone")


class Browser:
    """Makes and shows pages, or cannot."""

    def __init__(self) -> None:
        self.made: list[tuple[date, int]] = []
        self.opened: list[Path] = []
        self.fault = ""
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def make(self, last: date, count: int, path: Path) -> None:
        """Write one."""
        self.may_go_on.wait(10.0)
        if self.fault == "make":
            raise SitwellError("no room")
        self.made.append((last, count))
        path.write_text("a page")

    def show(self, path: Path) -> None:
        """Show it."""
        if self.fault == "show":
            raise SitwellError("no portal")
        self.opened.append(path)


class Desk:
    """Somebody at a desk, a screen, a record, and a watch that goes by them."""

    def __init__(self, folder: Path, store: Store, day: date = TUESDAY) -> None:
        self.folder, self.store, self.screen, self.browser = folder, store, Screen(), Browser()
        self.page = ReportPage(folder / "report.html", self.browser.make, self.browser.show)
        self.rules, self.nudges, self.is_held = DayEndRules(time(17, 30)), NudgeRules(), False
        self.nudging = Nudging()
        self.now = datetime.combine(day, time(17, 29), UTC)
        self.begin()

    def begin(self) -> None:
        """Start the monitor, anew if there was one."""
        messenger = Messenger("desktop", lambda _name: self.screen)
        told = ToldFile(self.folder / "told.json")
        self.day_end = DayEnd(messenger, self.store, told, self.page, lambda: self.now, UTC)
        self.started = self.now

    def sit(self, minutes: int, state: State = State.UPRIGHT, *, knows_day: bool = True) -> None:
        """Sit, or be away, for so long."""
        for _ in range(minutes):
            self.now += timedelta(minutes=1)
            t = (self.now - self.started).total_seconds()
            reading = Reading(t, state)
            monitor = Monitor(t, Steady(state, reading, 0.0, (reading,)), nudging=self.nudging)
            since_s = (self.now - self.now.replace(hour=0, minute=0)).total_seconds()
            around = Circumstances(self.is_held, since_s if knows_day else None)
            step = Step(t, reading, (), monitor, 60.0)
            self.day_end.note(step, around, self.rules, self.nudges)

    def record(self, script: str, day: date) -> None:
        """Put a day on record that began at nine."""
        begun = datetime.combine(day, time(9), UTC)
        self.store.save(Records(spans_of(script, begun)))

    def press(self) -> None:
        """Press the button, and wait until what it does is done."""
        self.page.open()
        for thread in threading.enumerate():
            if thread.name == "sitwell-report":
                thread.join(10.0)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a desk with a Tuesday of seven hours on record."""
    with memory_store() as store:
        desk = Desk(tmp_path, store)
        desk.record("5h upright, 2h slumped", TUESDAY)
        yield desk


def test_day_is_summed_up(desk: Desk) -> None:
    """At the time asked for the day is told, once, from what is on record."""
    desk.sit(60)
    (message,) = desk.screen.shown
    assert message.title == TODAY
    assert message.body.startswith("7 h 0 min judged: 71 % upright, 29 % rounded. Longest sit 7 h")
    assert [offer.answer for offer in message.offers] == [Answer.OPEN]


def test_restart_does_not_tell_twice(desk: Desk) -> None:
    """What one monitor has told, the next does not tell again on that day."""
    desk.sit(5)
    desk.begin()
    desk.sit(60)
    assert desk.screen.titles == [TODAY]
    desk.now += timedelta(days=1)
    desk.record("1h upright", desk.now.date())
    desk.sit(5)
    assert desk.screen.titles == [TODAY, TODAY]


def test_damaged_memory_costs_a_second_summary(desk: Desk) -> None:
    """A file that cannot be read stops nothing."""
    desk.sit(5)
    (desk.folder / "told.json").write_text("{")
    desk.begin()
    desk.sit(5)
    assert desk.screen.titles == [TODAY, TODAY]


def test_little_judged_is_not_summed_up(tmp_path: Path) -> None:
    """A day with less than half an hour is told once there is half an hour, and no sooner."""
    with memory_store() as store:
        desk = Desk(tmp_path, store)
        desk.record("20m upright", TUESDAY)
        desk.sit(5)
        desk.record("25m upright", TUESDAY)
        desk.sit(5)
        assert desk.screen.shown == []
        desk.record("35m upright", TUESDAY)
        desk.sit(5)
        assert desk.screen.titles == [TODAY]


@pytest.mark.parametrize("state", [State.ABSENT, State.UNKNOWN])
def test_nobody_is_told_nothing(desk: Desk, state: State) -> None:
    """An empty chair is told nothing; whoever comes back is."""
    desk.sit(30, state)
    assert desk.screen.shown == []
    desk.sit(1)
    assert desk.screen.titles == [TODAY]


def test_call_and_quiet_hours_hold_it_back(desk: Desk) -> None:
    """It comes after the call and after the quiet hours."""
    desk.is_held = True
    desk.sit(10)
    desk.is_held, desk.nudges = False, NudgeRules(quiet_hours=("17:00-18:00",))
    desk.sit(10)
    assert desk.screen.shown == []
    desk.nudges = NudgeRules()
    desk.sit(1)
    assert desk.screen.titles == [TODAY]


def test_nudge_is_left_on_the_screen(desk: Desk) -> None:
    """A summary does not take the place of a nudge that was just sent."""
    desk.nudging = Nudging((Nudge(0.0, NudgeKind.SIT_UP, NudgeOutcome.HELPED),))
    desk.sit(4)
    assert desk.screen.shown == []
    desk.sit(1)
    assert desk.screen.titles == [TODAY]


def test_nudge_that_waits_is_left_on_the_screen(desk: Desk) -> None:
    """Sitting up would take back the summary in its place; a cue waits for nothing."""
    desk.nudging = Nudging((Nudge(0.0, NudgeKind.SIT_UP),))
    desk.sit(10)
    assert desk.screen.shown == []
    desk.nudging = Nudging((Nudge(0.0, NudgeKind.CUE),))
    desk.sit(1)
    assert desk.screen.titles == [TODAY]


def test_nudge_of_which_nobody_knows_holds_nothing_up(desk: Desk) -> None:
    """One that could not be followed by sight for as long as it waits is over for the summary."""
    desk.nudging = Nudging((Nudge(0.0, NudgeKind.SIT_UP, unseen_s=300.0),))
    desk.sit(5)
    assert desk.screen.titles == [TODAY]


def test_recording_is_not_summed_up(desk: Desk) -> None:
    """Where nobody knows what day it is, no day is told."""
    desk.sit(30, knows_day=False)
    assert desk.screen.shown == []


def test_never(desk: Desk) -> None:
    """Whoever wants none gets none."""
    desk.rules = DayEndRules(None, weekly=False)
    desk.sit(60)
    assert desk.screen.shown == []


def test_screen_that_is_broken(desk: Desk) -> None:
    """What could not be shown is tried again, not every second."""
    desk.screen.is_broken = True
    desk.sit(2)
    desk.screen.is_broken = False
    desk.sit(round(RETRY_S / 60) - 2)
    assert desk.screen.shown == []
    desk.sit(2)
    assert desk.screen.titles == [TODAY]


def test_lost_record_costs_no_watch(tmp_path: Path) -> None:
    """A record that cannot be read costs the summary alone."""
    desk = Desk(tmp_path, LostStore())
    desk.sit(60)
    assert desk.screen.shown == []


def test_week_is_summed_up_on_monday(tmp_path: Path) -> None:
    """On Monday the seven days before are told, beside the three weeks before them."""
    with memory_store() as store:
        desk = Desk(tmp_path, store, MONDAY)
        desk.now = datetime.combine(MONDAY, time(9), UTC)
        for back in range(1, 29):
            script = "6h upright, 2h slumped" if back <= 7 else "4h upright, 4h slumped"
            if (MONDAY - timedelta(days=back)).weekday() < 5:
                desk.record(script, MONDAY - timedelta(days=back))
        desk.sit(30)
        (message,) = desk.screen.shown
        assert (message.title, message.body) == (
            LAST_WEEK,
            "5 days, 40 h 0 min judged. On a usual day 25 % of it rounded, less than in the three "
            "weeks before (about 50 %). Longest sit 8 h 0 min.",
        )
        desk.press()
        assert desk.browser.made == [(MONDAY - timedelta(days=1), 7)]


def test_empty_week_is_not_told(tmp_path: Path) -> None:
    """After a holiday there is nothing to tell, and the record is not read again and again."""
    with memory_store() as store:
        desk = Desk(tmp_path, store, MONDAY)
        desk.now = datetime.combine(MONDAY, time(9), UTC)
        desk.sit(30)
        assert desk.screen.shown == []
        desk.record("8h upright", MONDAY - timedelta(days=3))
        desk.sit(30)
        assert desk.screen.shown == []


def test_button_opens_the_day(desk: Desk) -> None:
    """The report of the day that was told is made and opened; without a summary, nothing is."""
    desk.press()
    assert desk.browser.made == []
    desk.sit(5)
    desk.press()
    assert desk.browser.made == [(TUESDAY, 1)]
    assert desk.browser.opened == [desk.folder / "report.html"]
    assert desk.screen.titles == [TODAY]


def test_button_pressed_at_once(desk: Desk) -> None:
    """Whoever presses while the message is still being handed over is shown the day too."""
    desk.screen.on_shown = desk.press
    desk.sit(5)
    assert desk.browser.made == [(TUESDAY, 1)]


def test_watch_goes_on_meanwhile(desk: Desk) -> None:
    """A page that takes long holds nobody up, and is made once however often one presses."""
    desk.sit(5)
    desk.browser.may_go_on.clear()
    desk.page.open()
    desk.page.open()
    desk.sit(5)
    desk.browser.may_go_on.set()
    desk.press()
    assert desk.browser.made == [(TUESDAY, 1)]


@pytest.mark.parametrize(
    ("fault", "title", "words"),
    [
        pytest.param("show", "Your report is ready", "report.html", id="no portal"),
        pytest.param("make", "The report could not be made", "sitwell report", id="no page"),
    ],
)
def test_what_cannot_be_opened_is_said(desk: Desk, fault: str, title: str, words: str) -> None:
    """Where the desktop opens nothing a second message says where the report is, once."""
    desk.sit(5)
    desk.browser.fault = fault
    desk.press()
    desk.sit(5)
    assert desk.screen.titles == [TODAY, title]
    assert words in desk.screen.shown[-1].body


def test_page_does_not_outlive_the_day(desk: Desk) -> None:
    """The page is about days that may be erased: it goes at midnight, and when a watch begins."""
    page = desk.folder / "report.html"
    desk.sit(5)
    desk.press()
    desk.sit(60)
    assert page.exists()
    desk.now += timedelta(days=1)
    desk.sit(1)
    assert not page.exists()
    page.write_text("left behind")
    desk.begin()
    assert not page.exists()


def test_page_is_made_by_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the same Sitwell that makes it, and a browser is never what is started."""
    begun: list[list[str]] = []
    page = tmp_path / "report.html"

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        begun.append(command)
        page.write_text("a page")
        return subprocess.CompletedProcess(command, 8)  # a damaged record still gives a page

    monkeypatch.setattr(subprocess, "run", run)
    report_page.make_page(TUESDAY, 7, page)
    words = ["report", "--format", "html", "--day", "2026-03-03", "--days", "7", "--out"]
    assert begun == [[sys.executable, "-P", "-m", "sitwell", *words, str(page)]]


def test_page_that_was_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old page is never taken for a new one; what failed is told, and what hangs is ended."""
    page = tmp_path / "report.html"
    page.write_text("yesterday's")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(SitwellError, match="ended with 1"):
        report_page.make_page(TUESDAY, 1, page)
    assert not page.exists()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with pytest.raises(SitwellError, match="No such file"):
        report_page.make_page(TUESDAY, 1, page)
    hanging = tmp_path / "hang"
    hanging.write_text("#!/bin/sh\nexec sleep 100\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(hanging))
    monkeypatch.setattr(report_page, "MAKING_S", 0.05)
    with pytest.raises(SitwellError, match="took more than"):
        report_page.make_page(TUESDAY, 1, page)
