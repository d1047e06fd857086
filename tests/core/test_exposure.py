"""What is kept of an hour: levels of flexion, how long each lasted, and their distribution."""

from datetime import UTC, datetime, timedelta
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.core.exposure import (
    LENGTHS_S,
    LEVELS_DEG,
    Exposing,
    Look,
    add,
    find_level,
    note,
    percentile,
)
from sitwell.core.records import Exposure

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEVELS = {"g": 0.0, "s": 8.0, "b": 15.0, "f": 25.0, "e": -8.0, ".": None}


def live(script: str, start: datetime = NINE, step_s: float = 1.0) -> list[Exposure]:
    """Give the hours of a script, one letter a second: e(xtended), g(ood), s, b(ent), f(ar)."""
    kept: dict[datetime, Exposure] = {}
    now: Exposing | None = None
    for place in range(1, round(len(script) / step_s) + 1):
        t = place * step_s
        flexion_deg = LEVELS[script[min(len(script) - 1, int(t - step_s / 2))]]
        now, hours = note(now, Look(start + timedelta(seconds=t), step_s, flexion_deg))
        kept |= {hour.start: hour for hour in hours}
    return list(kept.values())


def cell(hour: Exposure, level: int, length: int) -> float:
    """Give the seconds in one class of the matrix."""
    return hour.level_s[level][length]


def test_stretch_counts_whole_in_the_class_of_its_length() -> None:
    """Twelve seconds at one level are twelve seconds of "10 to 30 s", the rest is shorter."""
    (hour,) = live("g" * 5 + "b" * 12 + "g" * 3)
    assert cell(hour, 3, 1) == 12.0
    assert cell(hour, 1, 0) == 8.0
    assert hour.judged_s == 20.0


def test_what_cannot_be_judged_cuts_a_stretch() -> None:
    """Two halves with an unjudged second between are two stretches."""
    (hour,) = live("b" * 8 + "." + "b" * 8)
    assert cell(hour, 3, 0) == 16.0
    assert hour.judged_s == 16.0


def test_stretch_over_the_hour_is_one_stretch() -> None:
    """Twenty minutes across ten o'clock are twenty minutes, in the hour in which they ended."""
    first, second = live("b" * 1200 + "g", NINE + timedelta(minutes=50))
    assert first.judged_s + second.judged_s == 1201.0
    assert cell(second, 3, 6) == 1200.0
    assert fsum(map(fsum, first.level_s)) == 0.0


def test_midnight_cuts_a_stretch() -> None:
    """Each day adds up on its own."""
    last, first = live("b" * 120, NINE.replace(hour=23, minute=59))
    assert fsum(map(fsum, last.level_s)) == last.judged_s
    assert fsum(map(fsum, first.level_s)) == first.judged_s


def test_clock_set_back_begins_another_hour() -> None:
    """What was counted before the clock was set back stays as it was."""
    now, _ = note(None, Look(NINE + timedelta(minutes=30), 10.0, 0.0))
    now, (before, after) = note(now, Look(NINE + timedelta(minutes=10), 10.0, 0.0))
    assert before.judged_s == after.judged_s == 10.0
    assert now.hour.start < before.start


@pytest.mark.parametrize(
    ("flexion_deg", "before", "level"),
    [
        pytest.param(-4.1, None, 0, id="over-extended"),
        pytest.param(10.9, None, 2, id="just below the slump line"),
        pytest.param(11.0, None, 3, id="on the slump line"),
        pytest.param(11.5, 2, 2, id="rising within the margin"),
        pytest.param(12.0, 2, 3, id="rising out of it"),
        pytest.param(10.5, 3, 3, id="falling within the margin"),
        pytest.param(10.0, 3, 2, id="falling out of it"),
        pytest.param(40.0, 0, 4, id="far away"),
    ],
)
def test_level_is_left_with_a_margin(flexion_deg: float, before: int | None, level: int) -> None:
    """A median that jitters about a line does not cut a stretch into pieces."""
    assert find_level(flexion_deg, before) == level


def test_shares_of_the_other_angles() -> None:
    """Head forward, rounded, and each side are seconds of judged time alone."""
    minute = timedelta(minutes=1)
    now, _ = note(None, Look(NINE + minute, 30.0, 0.0, 12.0, 9.0, 11.0, shifts=2))
    _, (hour,) = note(now, Look(NINE + 2 * minute, 9.0, None, 12.0, 30.0, -30.0))
    assert (hour.rounded_s, hour.head_forward_s, hour.left_s, hour.right_s) == (30.0, 0.0, 30.0, 0)
    assert hour.shifts == 2


@pytest.mark.parametrize(
    ("share", "degrees"),
    [
        pytest.param(0.1, 0.0, id="within the first degree"),
        pytest.param(0.5, 4.5, id="at a border"),
        pytest.param(0.9, 10.25, id="within the last"),
    ],
)
def test_percentile_interpolates_within_a_degree(share: float, degrees: float) -> None:
    """Each degree stands for the half degree on both sides."""
    seconds_at = ((0, 20.0), (1, 20.0), (4, 10.0), (9, 10.0), (10, 40.0))
    assert percentile(seconds_at, share) == pytest.approx(degrees)


def test_no_time_has_no_percentile() -> None:
    """Nothing judged is not nought degrees."""
    assert percentile((), 0.5) is None


@given(st.text("gsbfe.", min_size=1, max_size=200), st.integers(0, 3599))
def test_levels_add_up_to_the_judged_time(script: str, second: int) -> None:
    """However the day went, every judged second is in one level and one length."""
    hours = live(script, NINE + timedelta(seconds=second))
    total = add(tuple(hours), NINE)
    assert fsum(map(fsum, total.level_s)) == pytest.approx(total.judged_s)
    assert fsum(s for _, s in total.flexion_s) == pytest.approx(total.judged_s)
    assert total.judged_s == len(script) - script.count(".")


@given(st.lists(st.sampled_from("gsbfe"), min_size=1, max_size=20))
def test_how_often_one_looks_does_not_matter(levels: list[str]) -> None:
    """Looks 1 s and 5 s apart give the same hour."""
    script = "".join(level * 40 for level in levels)
    assert live(script) == live(script, step_s=5.0)


def test_classes_are_those_that_the_report_names() -> None:
    """Five levels and eight lengths, rising."""
    assert list(LEVELS_DEG) == sorted(LEVELS_DEG)
    assert (len(LEVELS_DEG), len(LENGTHS_S)) == (4, 7)
