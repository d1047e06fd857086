"""A day of the week that `make soak` simulates whole."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from account import check
from life import HOUR_S, Fault, Life
from simulation import Universe, simulate


def a_day(troubles: int, until_h: float = 18.2) -> Universe:
    """Give Monday from shortly before work, with so many troubles, until then."""
    life = Life(seed=1, days=1, troubles_a_day=troubles)
    life.length_s = until_h * HOUR_S
    return Universe(life, now=8.8 * HOUR_S)


@pytest.mark.timeout(120)
def test_a_day_with_every_fault(tmp_path: Path) -> None:
    """Through a day with each fault once nothing crashes, and every second is accounted for."""
    universe = a_day(troubles=len(Fault))
    records = simulate(universe, tmp_path / "sitwell.db")
    assert set(universe.met) == set(Fault)
    assert check(universe, records) == []


def test_what_is_lost_is_noticed(tmp_path: Path) -> None:
    """The account can fail: minutes that are missing, told twice, or in no state are named."""
    universe = a_day(troubles=0, until_h=10.5)
    records = simulate(universe, tmp_path / "sitwell.db")
    assert check(universe, records) == []
    spans = records.spans
    longest = max(spans, key=lambda span: span.duration_s)
    without = replace(records, spans=tuple(span for span in spans if span is not longest))
    assert "lost" in check(universe, without)[0]
    doubled = replace(longest, start=longest.start + timedelta(seconds=1.0))
    assert "overlaps" in check(universe, replace(records, spans=(*spans, doubled)))[0]
