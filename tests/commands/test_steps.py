"""The steps of a monitor at work: what is said of each, for those who write it down."""

from dataclasses import replace
from itertools import count

import pytest

from builders import make_baseline
from scripts import look
from sitwell.adapters import estimator_file
from sitwell.commands.replay import Guide, Step, run_monitor
from sitwell.core.monitor import Monitor, MonitorRules

RULES = MonitorRules()


def steps_at(*moments: float) -> list[Step]:
    """Give the steps of somebody upright who is looked at at these moments."""
    seen = iter([look("g", t) for t in moments])
    baseline = make_baseline()
    guide = Guide(lambda: RULES, lambda: baseline)
    return list(run_monitor(seen, estimator_file.load(), guide, Monitor()))


@pytest.mark.parametrize(
    ("moments", "seconds"),
    [
        pytest.param((0.0, 1.0, 3.0), [0.0, 1.0, 2.0, 0.0], id="the first, some, and the end"),
        pytest.param((5.0, 20.0, 35.1), [0.0, 15.0, 0.0, 0.0], id="a gap is not bridged"),
    ],
)
def test_seconds_that_a_step_stands_for(moments: tuple[float, ...], seconds: list[float]) -> None:
    """A step stands for the time since the last one, and for none that was not seen."""
    assert [step.seconds for step in steps_at(*moments)] == seconds


def test_step_knows_where_the_monitor_stands() -> None:
    """The settled posture is that of the step itself."""
    steps = steps_at(0.0, 1.0)
    assert [step.now.t for step in steps] == [0.0, 1.0, 1.0]
    assert steps[-1].now.steady is not None


def test_another_baseline_is_gone_by_at_once() -> None:
    """What is learnt on the way is what the next look is compared with, and nothing older."""
    first, turns = make_baseline(), count()
    upright = replace(first.upright, nose_y=first.upright.nose_y - 0.02)
    baselines = (first, first, first, replace(first, upright=upright))
    guide = Guide(lambda: RULES, lambda: baselines[min(next(turns), 3)])
    seen = iter([look("g", float(t)) for t in range(4)])
    steps = list(run_monitor(seen, estimator_file.load(), guide, Monitor()))
    flexion = [step.reading.flexion_deg for step in steps if step.reading is not None]
    assert flexion[0] == flexion[1] != flexion[2] == flexion[3]
    assert [len(step.now.steady.window) for step in steps if step.now.steady] == [1, 2, 1, 2, 2]
