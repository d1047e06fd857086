"""When no nudge may come, by the calendar: the first week and quiet hours."""

import math

import pytest

from sitwell.core.circumstances import Circumstances
from sitwell.core.nudges import (
    DAY_S,
    HOUR_S,
    FirstWeek,
    Nudge,
    NudgeRules,
    Quiet,
    Silence,
    silence_after,
)
from sitwell.core.records import NudgeKind, NudgeOutcome

NOW_T = 100 * DAY_S
MIDNIGHT_T = NOW_T - 12 * HOUR_S
FREE = Silence(-math.inf)
GENTLE, SILENT, FULL = (NudgeRules(first_week=way) for way in FirstWeek)


def sent_ago(*hours: float) -> tuple[Nudge, ...]:
    """Give nudges that helped, so many hours ago."""
    return tuple(
        Nudge(NOW_T - h * HOUR_S, NudgeKind.SIT_UP, NudgeOutcome.HELPED)
        for h in sorted(hours)[::-1]
    )


def noon(days: int | None) -> Circumstances:
    """Give noon of a day."""
    return Circumstances(since_midnight_s=12 * HOUR_S, days_since_first=days)


@pytest.mark.parametrize(
    ("rules", "days", "sent", "silence"),
    [
        pytest.param(GENTLE, 0, (), FREE, id="none yet"),
        pytest.param(GENTLE, 0, sent_ago(2), Silence(NOW_T - 6000.0, Quiet.APART), id="one"),
        pytest.param(
            GENTLE, 0, sent_ago(2, 1), Silence(MIDNIGHT_T + DAY_S, Quiet.FIRST_WEEK), id="two"
        ),
        pytest.param(
            GENTLE, 6, sent_ago(2, 1), Silence(MIDNIGHT_T + DAY_S, Quiet.FIRST_WEEK), id="last day"
        ),
        pytest.param(
            GENTLE, 3, sent_ago(13, 2), Silence(NOW_T - 6000.0, Quiet.APART), id="one was yesterday"
        ),
        pytest.param(GENTLE, 7, sent_ago(2, 1), Silence(NOW_T - 2400.0, Quiet.APART), id="later"),
        pytest.param(GENTLE, None, sent_ago(2, 1), Silence(NOW_T - 2400.0, Quiet.APART), id="?"),
        pytest.param(FULL, 0, sent_ago(2, 1), Silence(NOW_T - 2400.0, Quiet.APART), id="full"),
        pytest.param(SILENT, 0, (), Silence(MIDNIGHT_T + 7 * DAY_S, Quiet.FIRST_WEEK), id="silent"),
        pytest.param(
            SILENT, 6, (), Silence(MIDNIGHT_T + DAY_S, Quiet.FIRST_WEEK), id="its last day"
        ),
        pytest.param(SILENT, 7, (), FREE, id="the week is over"),
    ],
)
def test_first_week(
    rules: NudgeRules, days: int | None, sent: tuple[Nudge, ...], silence: Silence
) -> None:
    """In the first week there are two a day, or none until it is over, or as many as later."""
    assert silence_after(sent, rules, NOW_T, noon(days)) == silence


@pytest.mark.parametrize(
    ("quiet", "sent", "rest_h", "silence"),
    [
        pytest.param("11:00-13:00", (), 0, Silence(NOW_T + HOUR_S, Quiet.QUIET_HOURS), id="now"),
        pytest.param("13:00-14:00", (), 0, FREE, id="later"),
        pytest.param(
            "12:10-14:00",
            sent_ago(0.1),
            0,
            Silence(NOW_T + 2 * HOUR_S, Quiet.QUIET_HOURS),
            id="when the gap is over",
        ),
        pytest.param(
            "12:00-12:05", sent_ago(0.1), 0, Silence(NOW_T + 840.0, Quiet.APART), id="for less"
        ),
        pytest.param(
            "14:00-16:00", (), 3, Silence(NOW_T + 4 * HOUR_S, Quiet.QUIET_HOURS), id="after a rest"
        ),
        pytest.param("00:00-24:00", (), 0, Silence(math.inf, Quiet.QUIET_HOURS), id="always"),
    ],
)
def test_quiet_hours(quiet: str, sent: tuple[Nudge, ...], rest_h: float, silence: Silence) -> None:
    """In quiet hours there is none, nor where they are in force once all else has ended."""
    rules = NudgeRules(quiet_hours=(quiet,))
    rest_until_t = NOW_T + rest_h * HOUR_S
    found = silence_after(sent, rules, NOW_T, noon(None), rest_until_t)
    assert found == Silence(pytest.approx(silence.until_t), silence.cause)


def test_in_a_recording_there_are_no_quiet_hours() -> None:
    """Where nobody knows the time of day, none is quiet."""
    assert silence_after((), NudgeRules(quiet_hours=("00:00-24:00",)), NOW_T) == FREE
