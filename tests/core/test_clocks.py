"""Sleep as the jump between a clock that stands still and one that runs on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.core.clocks import CLOCKS_APART_S, WALL_APART_S, Clocks, measure_sleep

DAYS_S = 1e7


def clocks(awake_s: float, through_s: float | None = None, wall_s: float = 0.0) -> Clocks:
    """Give a reading."""
    return Clocks(awake_s, through_s, wall_s)


@pytest.mark.parametrize(
    ("before", "now", "slept_s"),
    [
        pytest.param(clocks(10, 10), clocks(11, 11), 0.0, id="awake"),
        pytest.param(clocks(10, 10), clocks(910, 910), 0.0, id="a slow look is no sleep"),
        pytest.param(clocks(10, 500), clocks(11, 4101), 3600.0, id="an hour"),
        pytest.param(clocks(10, 10), clocks(11, 11 + CLOCKS_APART_S), 0.0, id="read apart"),
        pytest.param(clocks(10, 10), clocks(11, 14), 3.0, id="a short sleep"),
        pytest.param(clocks(10, 10, 0), clocks(11, 11, 7200), 0.0, id="wall clock put forward"),
        pytest.param(clocks(10, 10, 7200), clocks(11, 3611, 0), 3600.0, id="put back in sleep"),
    ],
)
def test_a_clock_that_cannot_be_set_tells_of_sleep(
    before: Clocks, now: Clocks, slept_s: float
) -> None:
    """Only the clock that runs on through sleep counts where there is one."""
    assert measure_sleep(before, now) == slept_s


@pytest.mark.parametrize(
    ("wall_before_s", "wall_now_s", "slept_s"),
    [
        pytest.param(1000, 1001, 0.0, id="awake"),
        pytest.param(1000, 4601, 3600.0, id="an hour"),
        pytest.param(1000, 1006, 0.0, id="corrected by a time server"),
        pytest.param(1000, 1001 + WALL_APART_S, 0.0, id="put forward by the tolerance"),
        pytest.param(7200, 1, 0.0, id="put back"),
    ],
)
def test_the_wall_clock_tells_of_long_sleep_only(
    wall_before_s: float, wall_now_s: float, slept_s: float
) -> None:
    """Where there is only the wall clock, what may be a correction of it is no sleep."""
    before, now = clocks(10, None, wall_before_s), clocks(11, None, wall_now_s)
    assert measure_sleep(before, now) == slept_s


@given(
    start_s=st.floats(0, DAYS_S),
    origin_s=st.floats(-DAYS_S, DAYS_S),
    awake_s=st.floats(0, DAYS_S),
    slept_s=st.floats(2 * CLOCKS_APART_S, DAYS_S),
    put_s=st.floats(-DAYS_S, DAYS_S),
)
def test_sleep_is_measured_whatever_the_wall_clock_does(
    start_s: float, origin_s: float, awake_s: float, slept_s: float, put_s: float
) -> None:
    """Neither the clocks' origins, nor the time awake, nor setting the wall clock count."""
    before = clocks(start_s, start_s + origin_s, 0.0)
    passed_s = awake_s + slept_s
    now = clocks(start_s + awake_s, start_s + origin_s + passed_s, passed_s + put_s)
    assert measure_sleep(before, now) == pytest.approx(slept_s, abs=1e-6)
