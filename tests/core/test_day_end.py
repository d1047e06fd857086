"""When a day and a week are summed up: once, to somebody, and when it disturbs nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import pytest

from days import BERLIN
from sitwell.core import day_end, quiet_hours
from sitwell.core.day_end import (
    APART_S,
    NEVER,
    DayEndRules,
    Moment,
    Occasion,
    Told,
    Waiting,
    parse_time,
)

TUESDAY = datetime(2026, 3, 3, tzinfo=UTC)
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
EVENING = DayEndRules(time(17, 30), weekly=False)
MINUTE_S = 60.0

Heard = list[tuple[str, Occasion]]


class Watch:
    """A day played in looks a minute apart: "08:00 desk, 12:00 away, 13:00 held, 13:10 off"."""

    def __init__(
        self,
        midnight: datetime = TUESDAY,
        rules: DayEndRules = EVENING,
        hours: tuple[str, ...] = (),
        zone: tzinfo = UTC,
    ) -> None:
        self.rules, self.hours, self.zone = rules, quiet_hours.parse(hours), zone
        self.midnight, self.waiting, self.heard = midnight, Waiting(), Heard()
        self.nudged_t: float | None = None

    def play(
        self, script: str, settle: Callable[[Waiting, Moment, Occasion], Waiting] = day_end.tell
    ) -> Heard:
        """Play it, and give what was told and when, by the clock on the wall."""
        parts = [part.split() for part in script.split(", ")]
        for (clock, word), (until, _) in zip(parts, [*parts[1:], ("", "")], strict=True):
            for minute in range(_minutes(clock), _minutes(until) if until else _minutes(clock) + 1):
                if word != "off":  # no look at all: paused, locked, or not running
                    self.look(minute, word, settle)
        return self.heard

    def look(
        self,
        minute: int,
        word: str,
        settle: Callable[[Waiting, Moment, Occasion], Waiting] = day_end.tell,
    ) -> None:
        """Take one look so many minutes after midnight."""
        now = (self.midnight.astimezone(UTC) + timedelta(minutes=minute)).astimezone(self.zone)
        is_judged = word in ("desk", "held")
        moment = Moment(minute * MINUTE_S, now, is_judged, MINUTE_S, word == "held", self.nudged_t)
        self.waiting, occasion = day_end.advance(self.waiting, moment, self.rules, self.hours)
        if occasion is not None:
            self.heard.append((f"{now:%H:%M}", occasion))
            self.waiting = settle(self.waiting, moment, occasion)


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        pytest.param("09:00 desk, 18:00 off", ["17:30"], id="at the desk at the time"),
        pytest.param("09:00 desk, 17:29 off", [], id="gone before"),
        pytest.param("09:00 desk, 17:00 away, 23:59 away", [], id="an empty chair till midnight"),
        pytest.param("09:00 desk, 17:00 away, 18:10 desk, 18:20 off", ["18:10"], id="back later"),
        pytest.param("20:00 desk, 20:30 off", ["20:00"], id="first seen after it"),
        pytest.param("09:00 desk, 17:20 off, 19:00 desk, 19:05 off", ["19:00"], id="after a pause"),
        pytest.param("17:00 held, 17:50 desk, 18:00 off", ["17:50"], id="after a call"),
        pytest.param("17:00 held, 23:59 held", [], id="a call till midnight"),
        pytest.param("17:00 unclear, 17:45 desk, 18:00 off", ["17:45"], id="not to be judged"),
        pytest.param("17:00 desk, 22:00 off", ["17:30"], id="only once"),
        pytest.param(
            "17:00 desk, 18:00 off, 33:00 desk, 42:00 off", ["17:30", "17:30"], id="two days"
        ),
        pytest.param("09:00 desk, 17:00 off, 32:00 desk, 33:00 off", [], id="no yesterday's"),
    ],
)
def test_day_is_told_to_somebody(script: str, told: list[str]) -> None:
    """The day is told at its time, or at the return of whoever is away then, on the same day."""
    assert [clock for clock, _ in Watch().play(script)] == told


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        pytest.param(("17:00-18:15",), ["18:15"], id="held back until they end"),
        pytest.param(("17:00-07:00",), [], id="lost at midnight"),
        pytest.param(("12:00-13:00",), ["17:30"], id="earlier ones"),
    ],
)
def test_quiet_hours_are_quiet(hours: tuple[str, ...], told: list[str]) -> None:
    """Nothing is told in quiet hours; what falls into them comes afterwards, on that day."""
    heard = Watch(hours=hours).play("16:00 desk, 23:59 desk")
    assert [clock for clock, _ in heard] == told


def test_never_means_never() -> None:
    """Whoever wants neither gets neither."""
    assert Watch(MONDAY, NEVER).play("08:00 desk, 20:00 off") == []


def test_restart_does_not_tell_twice() -> None:
    """A monitor that knows what the one before has told is silent about it."""
    watch = Watch(MONDAY, DayEndRules())
    watch.play("08:00 desk, 18:00 off")
    before = watch.heard.copy()
    assert len(before) == 2
    watch.waiting = Waiting(watch.waiting.told)
    assert watch.play("18:01 desk, 20:00 off") == before


@pytest.mark.parametrize(
    ("midnight", "script", "told"),
    [
        pytest.param(MONDAY, "08:00 desk, 09:00 off", ["08:02"], id="Monday, after 3 min"),
        pytest.param(
            MONDAY, "08:00 desk, 08:02 off, 10:00 desk, 10:05 off", ["10:00"], id="summed"
        ),
        pytest.param(TUESDAY, "08:00 desk, 09:00 off", [], id="another day"),
        pytest.param(MONDAY, "00:01 desk, 02:00 off, 09:00 desk, 09:05 off", ["09:00"], id="night"),
        pytest.param(MONDAY, "08:00 away, 17:00 off", [], id="nobody"),
        pytest.param(MONDAY, "08:00 held, 09:00 desk, 09:05 off", ["09:00"], id="after a call"),
        pytest.param(MONDAY, "14:00 desk, 15:00 off", ["14:02"], id="a late start"),
    ],
)
def test_week_is_told_on_monday(midnight: datetime, script: str, told: list[str]) -> None:
    """The week comes once somebody has been there for some minutes on a Monday, and once."""
    assert Watch(midnight, DayEndRules(None)).play(script) == [(t, Occasion.WEEK) for t in told]


def test_sunday_does_not_count_for_monday() -> None:
    """Who sat on Sunday evening has still to arrive on Monday morning."""
    watch = Watch(MONDAY - timedelta(days=1), DayEndRules(None))
    heard = watch.play("20:00 desk, 21:00 off, 33:00 desk, 33:05 off")
    assert heard == [("09:02", Occasion.WEEK)]


def test_two_do_not_come_at_once() -> None:
    """On a Monday that begins in the evening, the second waits until the first has been read."""
    rules = DayEndRules(time(18, 1))
    heard = Watch(MONDAY, rules).play("18:00 desk, 19:00 off")
    assert heard == [("18:01", Occasion.DAY), ("18:06", Occasion.WEEK)]
    rules = DayEndRules(time(18, 2))
    heard = Watch(MONDAY, rules).play("18:00 desk, 19:00 off")
    assert heard == [("18:02", Occasion.WEEK), ("18:07", Occasion.DAY)]


def test_nudge_keeps_its_place_on_the_screen() -> None:
    """A summary waits for some minutes where it would take a nudge's place."""
    watch = Watch()
    watch.nudged_t = _minutes("17:29") * MINUTE_S
    assert watch.play("17:00 desk, 18:00 off") == [("17:34", Occasion.DAY)]
    assert APART_S == 300.0


def test_postponed_comes_again() -> None:
    """What could not be told comes up again after the time asked for, and not before."""
    watch = Watch()
    heard = watch.play("17:00 desk, 18:20 off", lambda w, m, _o: day_end.postpone(w, m, 1500.0))
    assert [clock for clock, _ in heard] == ["17:30", "17:55"]
    watch = Watch()
    heard = watch.play("17:29 desk, 17:33 off", lambda w, m, _o: day_end.postpone(w, m, 0.0))
    assert [clock for clock, _ in heard] == ["17:30", "17:31", "17:32"]


@pytest.mark.parametrize(
    ("day", "at", "told"),
    [
        pytest.param(date(2026, 3, 29), time(2, 30), ["03:00"], id="an hour that is skipped"),
        pytest.param(date(2026, 3, 29), time(17, 30), ["17:30"], id="the evening of that day"),
        pytest.param(date(2026, 10, 25), time(2, 30), ["02:30"], id="an hour that comes twice"),
        pytest.param(date(2026, 10, 25), time(17, 30), ["17:30"], id="the evening of that"),
    ],
)
def test_clocks_that_are_changed(day: date, at: time, told: list[str]) -> None:
    """The time is that of the clock on the wall, also on the days of 23 and 25 hours."""
    midnight = datetime.combine(day, time.min, BERLIN)
    watch = Watch(midnight, DayEndRules(at, weekly=False), zone=BERLIN)
    assert [clock for clock, _ in watch.play("00:01 desk, 22:00 off")] == told


def test_rules_may_change_under_way() -> None:
    """A config that is read anew holds from the next look on."""
    watch = Watch()
    watch.play("16:00 desk, 17:00 off")
    watch.rules = replace(EVENING, at=time(19))
    assert watch.play("17:00 desk, 20:00 off") == [("19:00", Occasion.DAY)]


def test_told_is_what_is_remembered() -> None:
    """Each is remembered by its day, and neither forgets the other."""
    watch = Watch(MONDAY, DayEndRules())
    watch.play("08:00 desk, 18:00 off")
    assert watch.waiting.told == Told(MONDAY.date(), MONDAY.date())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("17:30", time(17, 30), id="a time"),
        pytest.param(" 9:05 ", time(9, 5), id="spaces, one digit"),
        pytest.param("00:00", time(0), id="midnight"),
        pytest.param("", None, id="never"),
        pytest.param(" ", None, id="nothing"),
    ],
)
def test_time_is_read(text: str, read: time | None) -> None:
    """A time of the day is read, and nothing means never."""
    assert parse_time(text) == read


@pytest.mark.parametrize("text", ["24:00", "17:60", "17", "5 pm", "17:30:00", "٠٩:٠٠", "-1:00"])
def test_no_time_is_refused(text: str) -> None:
    """What is no time is refused with what would be right."""
    with pytest.raises(ValueError, match='at must be a time like "17:30", or "" for never'):
        parse_time(text)
