"""Verdicts as columns: what counts as an answer, and what belongs together."""

from dataclasses import replace

import numpy as np
import pytest
from rows import make_verdicts

from sitwell.lab.verdicts import join, take

JUDGED = ("upright", "slumped", "overextended")


@pytest.mark.parametrize(
    ("state", "is_judged"),
    [*((s, True) for s in JUDGED), *((s, False) for s in ("unknown", "absent", ""))],
)
def test_only_a_judged_state_is_an_answer(state, is_judged):
    """Unknown, absent and a refused calibration are no answers, whatever was estimated."""
    verdicts = make_verdicts([5.0], [6.0], state=[state])
    assert verdicts.is_judged.tolist() == [is_judged]
    assert take(verdicts, "flexion").answered.tolist() == [is_judged]


def test_angle_without_an_estimate_is_not_answered():
    """A view that says nothing about one angle leaves it out, and the others in."""
    verdicts = make_verdicts([5.0, 5.0], [6.0, 6.0])
    estimate = verdicts.estimate.copy()
    estimate[1, 4] = np.nan
    blind = replace(verdicts, estimate=estimate)
    assert take(blind, "side_lean").answered.tolist() == [True, False]
    assert take(blind, "flexion").answered.tolist() == [True, True]


def test_answers_keep_their_sitting():
    """Leaving out what is not answered moves nothing to another row."""
    verdicts = make_verdicts(
        [1.0, 2.0, 3.0], [4.0, 5.0, 6.0], state=["upright", "absent", "slumped"]
    )
    answers = take(verdicts, "rounding")
    assert answers.group.tolist() == [0, 2]
    assert answers.truth.tolist() == [1.0, 3.0]
    assert answers.estimate.tolist() == [4.0, 6.0]


def test_columns_of_different_lengths_are_refused():
    """A row that is missing somewhere would set verdicts beside the wrong truth."""
    with pytest.raises(ValueError, match="different lengths"):
        make_verdicts([1.0, 2.0], [1.0, 2.0], view=["front"])


def test_joined_verdicts_keep_their_order():
    """First come, first in the table, in every column."""
    both = join([make_verdicts([1.0], [2.0], kind=["lean"]), make_verdicts([3.0], [4.0])])
    assert both.kind.tolist() == ["lean", "upright"]
    assert both.truth[:, 0].tolist() == [1.0, 3.0]
