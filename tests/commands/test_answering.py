"""What the running monitor answers on the eve of a clock change, and to a snooze."""

import math
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from builders import make_baseline
from sitwell.adapters.control import Command, Reply, Request
from sitwell.commands.answering import Reception
from sitwell.commands.journal import LastFault
from sitwell.commands.logbook import Logbook
from sitwell.commands.messenger import Messenger
from sitwell.commands.shift import Orders, Shift
from sitwell.core.circumstances import Circumstances
from sitwell.core.message import Answer
from sitwell.core.monitor import Monitor, MonitorRules
from sitwell.core.nudges import Nudge, NudgeRules, Nudging
from sitwell.core.records import NudgeKind, NudgeOutcome
from sitwell.core.status import SourceKind
from sitwell.guard.seal import OPEN

SUMMER, WINTER = timedelta(hours=1), timedelta(0)


@pytest.fixture
def summer(monkeypatch: pytest.MonkeyPatch) -> Iterator[datetime]:
    """Let summer time end here in three hours or a little less; give the time on the wall now."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be set for one process")
    now = (datetime.now(UTC) + SUMMER).replace(tzinfo=None)
    day = now.timetuple().tm_yday - 1
    monkeypatch.setenv("TZ", f"WINTER0SUMMER,{(day + 180) % 365}/0,{day}/{now.hour + 3}")
    time.tzset()
    yield now
    monkeypatch.undo()
    time.tzset()


def receive(*quiet_hours: str) -> Reception:
    """Give a reception whose clock stands still, with these hours of the day quiet."""
    rules = MonitorRules(nudges=NudgeRules(quiet_hours=quiet_hours))
    shift = Shift(Orders(make_baseline(), rules=rules), threading.Event())
    return Reception(
        shift,
        Logbook(),
        Messenger("silent"),
        LastFault(),
        SourceKind.CAMERA,
        OPEN,
        telemetry_allowed=False,
        clock=lambda: 0.0,
    )


def ask(reception: Reception, command: Command, seconds: float | None = None) -> Reply:
    """Ask it."""
    return reception.answer(Request(command, seconds))


@pytest.mark.parametrize("command", [Command.STATUS, Command.WHY])
def test_rest_over_a_clock_change(summer: datetime, command: Command) -> None:
    """The end of a rest is told by the clock that hangs on the wall then, an hour changed."""
    reception = receive()
    said = ask(reception, Command.PAUSE, 6 * 3600.0).line
    end = {f"{summer + timedelta(hours=5, minutes=m):%H:%M}" for m in (0, 1)}
    for words in (said, ask(reception, command).line):
        assert any(one in words for one in end), words


def test_quiet_hours_over_a_clock_change(summer: datetime) -> None:
    """Quiet hours end by the clock on the wall, and that is what is told of them."""
    begun, end = (summer + timedelta(hours=h) for h in (-1, 5))
    reception = receive(f"{begun:%H:%M}-{end:%H:%M}")
    since_midnight_s = timedelta(hours=summer.hour, minutes=summer.minute, seconds=summer.second)
    reception.logbook.note(Monitor(), Circumstances(False, since_midnight_s.total_seconds()))
    assert f"{end:%H:%M}" in ask(reception, Command.STATUS).line
    at = reception.find_status().next_nudge.at
    assert at is not None
    assert at.utcoffset() == WINTER
    assert abs(at.replace(tzinfo=None) - end) < timedelta(minutes=2)


@pytest.mark.parametrize(
    ("command", "nudge", "answers"),
    [
        pytest.param(Command.SNOOZE, Nudge(-60.0, NudgeKind.BREAK), (Answer.SNOOZE,), id="waits"),
        pytest.param(Command.PAUSE, Nudge(-60.0, NudgeKind.BREAK), (), id="a pause is no answer"),
        pytest.param(Command.SNOOZE, Nudge(-60.0, NudgeKind.CUE), (), id="a cue"),
        pytest.param(
            Command.SNOOZE,
            Nudge(-900.0, NudgeKind.SIT_UP, NudgeOutcome.IGNORED),
            (),
            id="ignored long ago",
        ),
        pytest.param(
            Command.SNOOZE,
            Nudge(-900.0, NudgeKind.SIT_UP, unseen_s=math.inf),
            (),
            id="of an earlier watch",
        ),
    ],
)
def test_snoozing_answers_a_nudge_that_waits(
    command: Command, nudge: Nudge, answers: tuple[Answer, ...]
) -> None:
    """The command does what the button does, to a nudge that still asks for something.

    Left waiting it was ignored five minutes later, and three such nudges halved the next ones.
    """
    reception = receive()
    reception.logbook.note(Monitor(nudging=Nudging((nudge,))), Circumstances())
    assert ask(reception, command, 60.0).is_ok
    assert reception.answers.take() == answers
