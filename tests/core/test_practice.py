"""Mini-sets of a day, and the days on which there were any."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.core.practice import (
    Practice,
    PracticeRules,
    cards_declined,
    cards_done,
    review,
)
from sitwell.core.records import ExerciseOutcome, ExerciseRecord

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
DONE, DECLINED = ExerciseOutcome.DONE, ExerciseOutcome.DECLINED

day_numbers = st.sets(st.integers(0, 40))


def make_record(
    day: date = MONDAY,
    outcome: ExerciseOutcome = DONE,
    card_id: str = "locust_minivini",
    hour: int = 10,
) -> ExerciseRecord:
    """Give a record of an exercise at that hour of the day."""
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return ExerciseRecord(at, card_id, outcome, 5 if outcome is DONE else 0)


def days_of(marks: str, sign: str) -> list[date]:
    """Give the days whose letter is `sign`, the first being a Monday."""
    return [MONDAY + n * DAY for n, mark in enumerate(marks) if mark == sign]


def records_on(numbers: set[int]) -> list[ExerciseRecord]:
    """Give a set done on each of these days, counted from the Monday."""
    return [make_record(MONDAY + n * DAY) for n in sorted(numbers)]


@pytest.mark.parametrize(
    ("marks", "streak"),  # a day a letter, the last is today; x done, . not done, - not at the desk
    [
        pytest.param("x", 1, id="first day"),
        pytest.param(".", 0, id="nothing yet"),
        pytest.param("xxxxx", 5, id="every day"),
        pytest.param("xxxx.", 4, id="today is not over"),
        pytest.param("xx.xx", 4, id="one day off"),
        pytest.param("xx..x", 1, id="two in a row"),
        pytest.param("xx.xx.x", 3, id="two within seven"),
        pytest.param("xx.xxxxx.x", 6, id="two within seven, by a day"),
        pytest.param("xx.xxxxxx.x", 9, id="two, seven apart"),
        pytest.param("xxxxx--xx", 7, id="a weekend"),
        pytest.param("xx.xx--x.", 5, id="the week in the module's drawing"),
        pytest.param("x" + "-" * 21 + "x", 2, id="three weeks of holidays"),
        pytest.param("xxxx..", 4, id="yesterday missed, today not over"),
        pytest.param("xxxx...", 0, id="two missed and today not over"),
    ],
)
def test_streak_forgives_one_day_in_seven_and_days_away(marks: str, streak: int) -> None:
    """A streak outlives a day without in any seven, and days on which nobody was at the desk."""
    today = MONDAY + (len(marks) - 1) * DAY
    desk_days = days_of(marks, "x") + days_of(marks, ".")
    records = [make_record(day) for day in days_of(marks, "x")]
    assert review(records, today, desk_days=desk_days).streak_days == streak


def test_without_desk_days_every_day_counts_as_one() -> None:
    """Where it is not known who was at the desk, a weekend off is two days missed."""
    records = [make_record(day) for day in days_of("xxxxx..x", "x")]
    assert review(records, MONDAY + 7 * DAY).streak_days == 1


@pytest.mark.parametrize(
    ("marks", "days"),
    [
        pytest.param("xxxxxxx", 7, id="all"),
        pytest.param("x......", 1, id="six days ago is within"),
        pytest.param("x.......", 0, id="seven days ago is not"),
        pytest.param(".x.xx.x", 4, id="some"),
    ],
)
def test_week_counts_today_and_the_six_days_before(marks: str, days: int) -> None:
    """The last 7 days are today and the six before it, whatever came between."""
    records = [make_record(day) for day in days_of(marks, "x")]
    assert review(records, MONDAY + (len(marks) - 1) * DAY).days_of_last_7 == days


@pytest.mark.parametrize("outcome", [o for o in ExerciseOutcome if o is not DONE])
def test_only_what_was_done_counts(outcome: ExerciseOutcome) -> None:
    """A set that was stopped, skipped or declined is neither counted nor held against anybody."""
    records = [make_record(), make_record(outcome=outcome), make_record(MONDAY - DAY, outcome)]
    assert review(records, MONDAY) == Practice(1, 3, 1, 1)


@pytest.mark.parametrize(
    ("sets", "left"),
    [pytest.param(0, 3, id="none"), pytest.param(2, 1, id="two"), pytest.param(5, 0, id="more")],
)
def test_left_today_is_what_the_plan_still_has(sets: int, left: int) -> None:
    """What is left of the plan shrinks with each set and is never below zero."""
    assert review([make_record(hour=9 + n) for n in range(sets)], MONDAY).left_today == left


def test_day_is_the_day_where_it_was_done() -> None:
    """Half past eleven at night belongs to that day, although it is tomorrow in UTC."""
    west = timezone(timedelta(hours=-8))
    record = ExerciseRecord(datetime(2026, 3, 2, 23, 30, tzinfo=west), "bird_dog", DONE)
    assert review([record], MONDAY).done_today == 1


@pytest.mark.parametrize("sets", [0, -1, 13])
def test_plan_out_of_range_is_refused(sets: int) -> None:
    """A plan of no set, or of more than a dozen a day, is refused by name."""
    with pytest.raises(ValueError, match="sets_per_day must be 1 to 12"):
        PracticeRules(sets)


def test_cards_done_come_in_order_of_time() -> None:
    """The cards of a day are listed as they were done, repeats included."""
    cards = ["bird_dog", "childs_pose", "bird_dog"]
    records = [make_record(card_id=card, hour=9 + n) for n, card in enumerate(cards)]
    records += [make_record(MONDAY - DAY), make_record(outcome=ExerciseOutcome.STOPPED)]
    assert cards_done(records[::-1], MONDAY) == tuple(cards)


@pytest.mark.parametrize(
    ("outcomes", "is_declined"),
    [
        pytest.param([DECLINED], True, id="declined"),
        pytest.param([DECLINED, DONE], False, id="done since"),
        pytest.param([DONE, DECLINED], True, id="declined after it was done"),
        pytest.param([DECLINED, ExerciseOutcome.SKIPPED], True, id="skipped since"),
        pytest.param([DECLINED, ExerciseOutcome.STOPPED], True, id="stopped since"),
        pytest.param([DONE], False, id="never declined"),
    ],
)
def test_not_for_me_is_remembered_until_it_is_done(
    outcomes: list[ExerciseOutcome], is_declined: bool
) -> None:
    """A declined card stays declined through everything but doing it, in whatever order we read."""
    records = [make_record(outcome=outcome, hour=9 + n) for n, outcome in enumerate(outcomes)]
    records.append(make_record(card_id="bird_dog"))
    expected = {"locust_minivini"} if is_declined else set()
    assert cards_declined(records) == cards_declined(records[::-1]) == expected


@given(day_numbers, st.integers(0, 40))
def test_another_day_done_never_shortens_anything(numbers: set[int], more: int) -> None:
    """Practising on one more day can only raise the week and the streak."""
    today = MONDAY + 40 * DAY
    before, after = review(records_on(numbers), today), review(records_on(numbers | {more}), today)
    assert after.streak_days >= before.streak_days
    assert after.days_of_last_7 >= before.days_of_last_7


@given(day_numbers, day_numbers)
def test_a_day_away_never_shortens_the_streak(numbers: set[int], away: set[int]) -> None:
    """Days on which nobody was at the desk never count as missed."""
    today = MONDAY + 40 * DAY
    all_days = {MONDAY + n * DAY for n in range(41)}
    fewer = all_days - {MONDAY + n * DAY for n in away}
    records = records_on(numbers)
    there = review(records, today, desk_days=all_days).streak_days
    assert there <= review(records, today, desk_days=fewer).streak_days <= len(numbers)
    assert review(records, today, desk_days=all_days) == review(records, today)


@given(day_numbers, st.integers(0, 40))
def test_the_future_does_not_count(numbers: set[int], now: int) -> None:
    """What lies after the day asked for (a clock set back) changes nothing."""
    today = MONDAY + now * DAY
    past = {n for n in numbers if n <= now}
    assert review(records_on(numbers), today) == review(records_on(past), today)
