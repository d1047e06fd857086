"""The camera borrowed from a monitor that the test plays."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from sitwell import paths
from sitwell.adapters.control import Command, Reply, Request
from sitwell.adapters.lock import is_held
from sitwell.commands.loan import RENEW_S, Loan, borrow
from sitwell.errors import ControlUnusable, NotRunning, SitwellError

NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Monitor:
    """A monitor as those see it who ask it."""

    def __init__(self, rest_s: float | None = None, fault: SitwellError | None = None) -> None:
        self.now_s, self.fault = 0.0, fault
        self.until_s = rest_s
        self.told: list[Request] = []

    def find(self) -> dict[str, object] | None:
        """Give its status."""
        if isinstance(self.fault, NotRunning):
            return None
        if self.fault is not None:
            raise self.fault
        if self.until_s is None:
            return {"rest": None}
        until = NINE + timedelta(seconds=self.until_s)
        return {"rest": {"kind": "paused", "until": until.isoformat(timespec="seconds")}}

    def tell(self, request: Request) -> Reply:
        """Do what it is told."""
        if self.fault is not None:
            raise self.fault
        self.told.append(request)
        is_pause = request.command is Command.PAUSE
        self.until_s = self.now_s + (request.seconds or 0.0) if is_pause else None
        return Reply(True, "Done.")

    def lend(self) -> Loan:
        """Give a loan of its camera."""
        return self.lend_by(self.tell)

    def lend_by(self, tell: Callable[[Request], Reply]) -> Loan:
        """Give a loan that tells it what to do in another way."""
        return Loan(self.find, tell, lambda: self.now_s, self.now)

    def now(self) -> datetime:
        """Give the time on the wall."""
        return NINE + timedelta(seconds=self.now_s)

    @property
    def commands(self) -> list[Command]:
        """What it was told."""
        return [request.command for request in self.told]


def test_pauses_and_goes_on():
    """A monitor that watches pauses for the length of the loan, never without an end."""
    monitor = Monitor()
    with monitor.lend() as loan:
        assert loan.is_under_way
        assert monitor.told[0].seconds is not None
        monitor.now_s += 40.0
    assert monitor.commands == [Command.PAUSE, Command.RESUME]


@pytest.mark.parametrize(
    "monitor",
    [
        pytest.param(Monitor(rest_s=900.0), id="it rests already"),
        pytest.param(Monitor(fault=NotRunning("none")), id="there is none"),
        pytest.param(Monitor(fault=ControlUnusable("silent")), id="it does not answer"),
    ],
)
def test_asks_for_nothing_that_is_not_needed(monitor):
    """Nobody is paused who rests, is not there or is silent, and nobody is woken afterwards."""
    with monitor.lend() as loan:
        assert not loan.is_under_way
    assert monitor.told == []


def test_leaves_a_pause_alone_that_the_person_chose():
    """Whoever pauses for the day during a calibration is not watched after it."""
    monitor = Monitor()
    with monitor.lend():
        monitor.until_s = 8 * 3600.0
    assert monitor.commands == [Command.PAUSE]


def test_a_long_loan_is_renewed():
    """The pause is asked for again before it ends, and not with every picture."""
    monitor = Monitor()
    with monitor.lend() as loan:
        for _ in range(100):
            monitor.now_s += RENEW_S / 50.0
            loan.renew()
    assert monitor.commands == [Command.PAUSE, Command.PAUSE, Command.PAUSE, Command.RESUME]


def test_a_monitor_that_ends_meanwhile_is_no_fault():
    """Whether it is renewed or given back, a loan of a monitor that is gone ends quietly."""
    monitor = Monitor()
    with monitor.lend() as loan:
        monitor.now_s += RENEW_S
        monitor.fault = NotRunning("none")
        loan.renew()
        assert not loan.is_under_way
    assert monitor.commands == [Command.PAUSE]


@pytest.mark.parametrize("moment", ["asking", "asked"])
def test_an_interrupted_loan_leaves_no_pause(moment):
    """Ctrl-C while the monitor lets go of the camera: it goes on."""
    monitor = Monitor()

    def tell(request):
        if moment == "asking" and request.command is Command.PAUSE:
            raise KeyboardInterrupt
        reply = monitor.tell(request)
        if request.command is Command.PAUSE:
            raise KeyboardInterrupt
        return reply

    with pytest.raises(KeyboardInterrupt), monitor.lend_by(tell):
        pass
    asked = [] if moment == "asking" else [Command.PAUSE, Command.RESUME]
    assert monitor.commands == asked


def test_the_camera_is_told_to_be_on(tmp_path, monkeypatch):
    """Others can tell that a camera is borrowed; of recordings there is nothing to tell."""
    monkeypatch.setenv("SITWELL_DATA", str(tmp_path / "data"))
    clip = tmp_path / "clip.mp4"
    clip.touch()
    with borrow(str(clip), str(tmp_path)):
        assert not is_held(paths.camera_lock())
    for camera in ("0", "http://camera.local/video"):
        with borrow(str(clip), camera), borrow(camera):
            assert is_held(paths.camera_lock())
        assert not is_held(paths.camera_lock())


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path, monkeypatch):
    """A calibration that goes elsewhere needs no data folder."""
    (tmp_path / "data").write_text("no folder")
    monkeypatch.setenv("SITWELL_DATA", str(tmp_path / "data"))
    with borrow("0"):
        pass
