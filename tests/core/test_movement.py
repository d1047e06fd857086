"""Changes of position, and postures held."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitwell.core.episodes import EpisodeRules, Moment
from sitwell.core.movement import Movement, advance
from sitwell.core.records import State
from sitwell.core.settle import Stance

RULES = EpisodeRules()
LINE_DEG = 8.0

Run = tuple[float, Stance | State]


def live(runs: Iterable[Run], step_s: float = 1.0) -> Movement:
    """Live through (seconds, stance) one after the other; a state is time without a stance."""
    now, t = Movement(), 0.0
    for seconds, what in runs:
        end = t + seconds
        while t < end:
            since, t = t, min(end, t + step_s)
            stance = what if isinstance(what, Stance) else None
            state = State.UPRIGHT if isinstance(what, Stance) else what
            if stance is not None and (stance.flexion_deg or 0.0) < -4.0:
                state = State.OVEREXTENDED
            now = advance(now, Moment(t, since, state, 0.0), stance, LINE_DEG, RULES)
    return now


def bent(deg: float) -> Stance:
    """Sit with that flexion."""
    return Stance(deg, 0.0, 0.0)


def leant(deg: float) -> Stance:
    """Lean to one side."""
    return Stance(0.0, deg, 0.0)


UPRIGHT = bent(0.0)


@pytest.mark.parametrize(
    ("runs", "shifts"),
    [
        pytest.param([(600, UPRIGHT)], 0, id="still"),
        pytest.param([(60, UPRIGHT), (60, bent(5.5))], 1, id="a step of flexion that lasts"),
        pytest.param([(60, UPRIGHT), (60, leant(-6.0))], 1, id="to one side"),
        pytest.param([(60, UPRIGHT), (60, Stance(0.0, 0.0, 6.0))], 1, id="of the trunk"),
        pytest.param([(60, UPRIGHT), (60, bent(4.5))], 0, id="a small step"),
        pytest.param([(60, UPRIGHT), (10, bent(20.0)), (60, UPRIGHT)], 0, id="a fidget"),
        pytest.param([(60, UPRIGHT), (60, bent(9.0)), (60, UPRIGHT)], 2, id="there and back"),
        pytest.param(
            [(10, bent(0.05 * n)) for n in range(120)], 0, id="six degrees of creep in 20 min"
        ),
        pytest.param(
            [(60, UPRIGHT), (30, State.UNKNOWN), (60, bent(9.0))], 1, id="moved while unseen"
        ),
        pytest.param([(60, UPRIGHT), (90, State.ABSENT), (60, bent(9.0))], 0, id="sat down anew"),
        pytest.param([(60, UPRIGHT), (90, State.UNKNOWN), (60, bent(9.0))], 0, id="long unseen"),
        pytest.param([(60, Stance(0.0)), (60, Stance(1.0, 9.0, 2.0))], 0, id="more is known"),
    ],
)
@pytest.mark.parametrize("step_s", [0.5, 1.0, 5.0])
def test_a_step_that_lasts_is_a_shift(runs: list[Run], shifts: int, step_s: float) -> None:
    """More than 5 degrees of any angle for 15 s are a change of position, at any rate of looks."""
    assert live(runs, step_s).shifts == shifts


def test_stillness_is_seen_time_since_the_last_shift() -> None:
    """Seconds without a change count as far as they are seen; going away ends them."""
    runs = [(600.0, UPRIGHT), (100.0, bent(9.0)), (30.0, State.UNKNOWN), (100.0, bent(9.0))]
    assert live(runs[:1]).still.seconds == 599.0
    moved = live(runs)
    assert moved.shifted_t == 615.0
    assert moved.still.seconds == pytest.approx(185.0)
    assert live([*runs, (60.0, State.ABSENT)]).still.seconds == 0.0


@pytest.mark.parametrize(
    ("runs", "seconds", "is_left"),
    [
        pytest.param([(100, leant(9.0))], 100.0, True, id="to the left"),
        pytest.param([(100, leant(-9.0))], 100.0, False, id="to the right"),
        pytest.param([(100, leant(7.0))], 0.0, True, id="inside the line"),
        pytest.param([(100, leant(9.0)), (100, leant(6.0))], 200.0, True, id="a little less"),
        pytest.param([(100, leant(9.0)), (100, leant(5.0))], 0.0, True, id="back in the middle"),
        pytest.param(
            [(100, leant(9.0)), (5, UPRIGHT), (50, leant(9.0))], 150.0, True, id="briefly"
        ),
        pytest.param([(100, leant(9.0)), (50, leant(-9.0))], 50.0, False, id="the other side"),
        pytest.param(
            [(100, leant(9.0)), (30, State.UNKNOWN), (50, leant(9.0))], 150.0, True, id="unseen"
        ),
        pytest.param([(100, leant(9.0)), (60, State.UNKNOWN)], 0.0, True, id="long unseen"),
        pytest.param([(100, leant(9.0)), (60, State.ABSENT)], 0.0, True, id="gone"),
        pytest.param([(100, leant(9.0)), (50, Stance(0.0))], 0.0, True, id="no longer known"),
    ],
)
def test_lean_to_one_side(runs: list[Run], seconds: float, is_left: bool) -> None:
    """A lean lasts from its line until 0.65 of it for 10 s, on one side; unseen time is not it."""
    lean = live(runs)
    assert lean.lean.seconds == pytest.approx(seconds, abs=1.0)
    assert lean.is_lean_left is is_left or seconds == 0.0


def test_over_extension_held() -> None:
    """Seconds over-extended count until 10 s of something else."""
    assert live([(100.0, bent(-5.0))]).extension.seconds == 100.0
    assert live([(100.0, bent(-5.0)), (9.0, UPRIGHT)]).extension.seconds == 100.0
    assert live([(100.0, bent(-5.0)), (10.0, UPRIGHT)]).extension.seconds == 0.0


runs_of_any_kind = st.lists(
    st.tuples(
        st.integers(1, 30).map(lambda n: 20.0 * n),
        st.sampled_from(
            [UPRIGHT, bent(8.0), bent(16.0), leant(9.5), leant(-9.5), State.ABSENT, State.UNKNOWN]
        ),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=50)
@given(runs=runs_of_any_kind, step_s=st.sampled_from([0.5, 2.0, 4.0]))
def test_rate_changes_nothing(runs: list[Run], step_s: float) -> None:
    """Whatever happens, another rate of looks gives the same shifts, and times within 5 s."""
    one, other = live(runs), live(runs, step_s)
    assert one.shifts == other.shifts
    assert other.still.seconds == pytest.approx(one.still.seconds, abs=5.0)
    assert other.lean.seconds == pytest.approx(one.lean.seconds, abs=5.0)
