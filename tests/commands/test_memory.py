"""A person's pause outlives the monitor that was told of it, unless they say stop."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import make_baseline
from sitwell.adapters import wish_file
from sitwell.commands.memory import Forgetful, Memory, WishFile
from sitwell.commands.shift import Orders, Shift
from sitwell.core import duty
from sitwell.core.duty import WATCHING, Duty, Wish
from sitwell.core.reason import Reason

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Computer:
    """A computer whose clock begins anew with each start, and whose calendar runs on."""

    def __init__(self, file: Path) -> None:
        self.file, self.t, self.now = file, 5000.0, MORNING

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.t += seconds
        self.now += timedelta(seconds=seconds)

    def start(self, memory: Memory | None = None) -> Shift:
        """Start a watch after a restart."""
        self.t = 10.0
        memory = memory or WishFile(self.file, lambda: self.now)
        shift = Shift(
            Orders(make_baseline()), threading.Event(), clock=lambda: self.t, memory=memory
        )
        shift.recall()
        return shift


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """Give a computer on which nothing was wished yet."""
    return Computer(tmp_path / "data" / "wish.json")


def test_a_pause_goes_on_in_the_next_watch(computer: Computer) -> None:
    """The next watch rests for what is left, and watches again by itself when it is over."""
    computer.start().pause(1800.0)
    computer.wait(600.0)
    shift = computer.start()
    assert shift.find_wish() is Reason.PAUSED
    assert shift.rest_left_s == pytest.approx(1200.0)
    computer.wait(1201.0)
    assert shift.find_wish() is None
    assert not computer.file.exists()


def test_a_pause_ends_though_the_calendar_was_set_back(computer: Computer) -> None:
    """A calendar that was set back makes the rest begin anew once, and no more than once."""
    computer.start().snooze(1200.0)
    computer.wait(100.0)
    computer.now -= timedelta(days=400)
    left_s = []
    for _ in range(3):
        left_s.append(computer.start().rest_left_s)
        computer.wait(500.0)
    assert left_s == [pytest.approx(1200.0), pytest.approx(700.0), pytest.approx(200.0)]
    assert computer.start().find_wish() is None


def test_the_newest_wish_is_the_one_that_is_kept(computer: Computer) -> None:
    """A snooze in a pause without an end takes its place, for the next watch too."""
    shift = computer.start()
    shift.pause(None)
    assert computer.start().duty == duty.pause(0.0, None)
    shift.snooze(60.0)
    assert computer.start().duty.rest is Reason.SNOOZED


ENDS = [
    pytest.param(Shift.resume, id="resume"),
    pytest.param(Shift.end, id="stop"),
]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("seconds", [600.0, None], ids=["with an end", "until told"])
def test_who_resumes_or_stops_is_watched_next_time(
    computer: Computer, end: Callable[[Shift], None], seconds: float | None
) -> None:
    """After `resume` or `stop` nothing is kept, and the next watch watches at once."""
    shift = computer.start()
    shift.pause(seconds)
    end(shift)
    assert not computer.file.exists()
    assert computer.start().find_wish() is None


def test_a_stop_does_not_open_the_camera(computer: Computer) -> None:
    """Stopped while it rests, a watch ends without a last look."""
    shift = computer.start()
    shift.pause(None)
    shift.end()
    assert shift.stop.is_set()
    assert shift.find_wish() is Reason.PAUSED


def test_a_pause_that_ended_meanwhile(computer: Computer) -> None:
    """A pause that is over when the next watch begins is none, and its file goes."""
    computer.start().pause(60.0)
    computer.wait(3600.0)
    assert computer.start().find_wish() is None
    assert not computer.file.exists()


def test_a_recording_neither_waits_nor_keeps(computer: Computer) -> None:
    """A recording is not held up by what was wished of the camera, and wishes nothing of it."""
    computer.start().pause(None)
    of_recording = computer.start(Forgetful())
    assert of_recording.find_wish() is None
    of_recording.snooze(60.0)
    of_recording.end()
    assert wish_file.load(computer.file) == Wish(Reason.PAUSED)


@pytest.mark.parametrize(
    "content", [b"", b"[" * 900, b'{"schema":1,"wish":{"rest":"paused","length_s":NaN}}']
)
def test_a_damaged_file_hinders_no_start(
    computer: Computer, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    """What cannot be read is said in one line and ignored; `resume` removes it."""
    computer.file.parent.mkdir()
    computer.file.write_bytes(content)
    with caplog.at_level(logging.INFO, "sitwell"):
        shift = computer.start()
    assert shift.find_wish() is None
    (record,) = caplog.records
    assert record.getMessage() == (
        "the pause that was kept is damaged; it is ignored, and 'sitwell resume' removes it"
    )
    assert computer.file.read_bytes() == content
    shift.resume()
    assert not computer.file.exists()


def test_a_disk_that_cannot_be_written(
    computer: Computer, caplog: pytest.LogCaptureFixture
) -> None:
    """A pause that cannot be kept is a pause all the same, and a line says that it is not kept."""
    computer.file.parent.mkdir()
    computer.file.mkdir()
    shift = computer.start()
    caplog.clear()
    shift.pause(600.0)
    assert shift.find_wish() is Reason.PAUSED
    (record,) = caplog.records
    assert record.getMessage().startswith("the pause cannot be kept on disk (Is a directory)")


class Slow(Forgetful):
    """A disk so slow that the next wish comes while the first is still being written."""

    def __init__(self) -> None:
        self.kept = WATCHING
        self.meanwhile: threading.Thread | None = None

    def keep(self, wish: Duty, t: float) -> None:  # noqa: ARG002 (Memory asks for it)
        """Write, but let another thread go first, if it can."""
        other, self.meanwhile = self.meanwhile, None
        if other is not None:
            other.start()
            other.join(0.2)
        self.kept = wish


def test_what_is_kept_is_what_is_in_force() -> None:
    """However threads take turns, what is kept is the wish that they left in force."""
    memory = Slow()
    shift = Shift(Orders(make_baseline()), threading.Event(), clock=lambda: 0.0, memory=memory)
    other = memory.meanwhile = threading.Thread(target=shift.snooze, args=(60.0,))
    shift.pause(None)
    other.join()
    assert memory.kept == shift.duty == duty.snooze(0.0, 60.0)
