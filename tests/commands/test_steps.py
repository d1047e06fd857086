"""The steps of a monitor at work: what is said of each, for those who write it down."""

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
    guide = Guide(lambda: RULES)
    return list(run_monitor(seen, make_baseline(), estimator_file.load(), guide, Monitor()))


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
