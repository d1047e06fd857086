"""Sitting bouts and breaks, from what was seen."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from days import day_of
from sitwell.core.sitting import SittingSummary


def minutes(sitting: SittingSummary) -> tuple[list[float], list[float]]:
    """Give the lengths of bouts and breaks in minutes."""
    return [b.seconds / 60 for b in sitting.bouts], [b.seconds / 60 for b in sitting.breaks]


@pytest.mark.parametrize(
    ("script", "bouts", "breaks"),
    [
        pytest.param("20m upright", [20], [], id="one bout"),
        pytest.param("20m upright, 5m slumped, 5m too_dark", [30], [], id="of every state"),
        pytest.param("20m upright, 30s absent, 10m upright", [30.5], [], id="a short walk"),
        pytest.param("20m upright, 2m absent, 10m upright", [20, 10], [], id="too short a break"),
        pytest.param("20m upright, 5m absent, 10m upright", [20, 10], [5], id="a break"),
        pytest.param("9m upright, 5m standing, 9m upright", [9, 9], [5], id="standing is up"),
        pytest.param("9m upright, 3m standing, 2m absent, 9m upright", [9, 9], [5], id="both"),
        pytest.param("9m upright, 10m paused, 9m upright", [9, 9], [], id="unseen is no break"),
        pytest.param("9m upright, 10m nothing, 9m upright", [9, 9], [], id="nor is no record"),
        pytest.param("9m upright, 10m locked, 9m upright", [9, 9], [], id="nor unknown locked"),
        pytest.param("10m absent, 9m upright, 10m absent", [9], [], id="before and after work"),
        pytest.param("10m absent", [], [], id="nobody"),
    ],
)
def test_bouts_and_breaks(script: str, bouts: list[float], breaks: list[float]) -> None:
    """A bout ends where somebody was up or unseen for a minute; five minutes up are a break."""
    assert minutes(day_of(script).sitting) == (bouts, breaks)


def test_long_share() -> None:
    """Forty of sixty seated minutes came in a bout over half an hour."""
    sitting = day_of("40m upright, 5m absent, 20m upright").sitting
    assert sitting.long_share == pytest.approx(40 / 60)
    assert sitting.longest_s == 40 * 60
    assert sitting.median_break_s == 300


def test_nobody_sat() -> None:
    """Without a seat there is no share, and the longest bout is nothing."""
    sitting = day_of("5m absent").sitting
    assert (sitting.long_share, sitting.longest_s, sitting.median_break_s) == (None, 0.0, None)


words = st.sampled_from(["upright", "slumped", "absent", "standing", "too_dark", "paused"])
parts = st.tuples(st.integers(1, 40), words).map(lambda part: f"{part[0]}m {part[1]}")


@given(st.lists(parts, min_size=1, max_size=20).map(", ".join))
def test_bouts_and_breaks_do_not_overlap(script: str) -> None:
    """They come in turn: no moment is in two of them, and each lasts."""
    sitting = day_of(script).sitting
    every = sorted((*sitting.bouts, *sitting.breaks), key=lambda part: part.start_s)
    assert all(part.seconds > 0 for part in every)
    assert all(a.stop_s <= b.start_s for a, b in pairwise(every))
    assert len(sitting.breaks) < max(1, len(sitting.bouts))
