"""The measures, on numbers small enough to work out by hand."""

import math

import numpy as np
import pytest

from sitwell.lab.metrics import (
    CLASSES,
    Classes,
    Scored,
    auc,
    bound_auc,
    bound_error,
    correlate,
    cover,
    mean,
    mean_error,
    sort_out,
)

ONE_SIDED, TWO_SIDED = Classes(12.0, 5.0), Classes(6.0, 3.0, is_two_sided=True)


def make_scored(deviating, other, deviating_group=None, other_group=None) -> Scored:
    """Give scores of the two classes, a sitting a score unless told."""
    given = deviating_group or range(len(deviating))
    rest = other_group or range(100, 100 + len(other))
    return Scored(*(np.array(list(x)) for x in (deviating, given, other, rest)))


@pytest.mark.parametrize(
    ("deviating", "other", "expected"),
    [
        pytest.param([3.0, 4.0], [1.0, 2.0], 1.0, id="all above"),
        pytest.param([1.0, 2.0], [3.0, 4.0], 0.0, id="all below"),
        pytest.param([2.0], [2.0], 0.5, id="a tie counts half"),
        pytest.param([1.0, 3.0], [2.0], 0.5, id="one of two"),
        pytest.param([2.0, 5.0, 5.0], [1.0, 2.0, 6.0, 0.0], 8.5 / 12.0, id="mixed with a tie"),
    ],
)
def test_auc_counts_pairs_in_the_right_order(deviating, other, expected):
    """AUC is the share of pairs in which the one who deviates scores higher."""
    assert auc(make_scored(deviating, other)) == pytest.approx(expected)


@pytest.mark.parametrize(("deviating", "other"), [([], [1.0]), ([1.0], []), ([], [])])
def test_auc_of_one_class_is_not_a_number(deviating, other):
    """Where a class is empty there is nothing to tell apart."""
    assert math.isnan(auc(make_scored(deviating, other)))


def test_classes_include_their_ends_and_leave_out_what_lies_between():
    """From 12 on somebody deviates, up to 5 nobody does, and 5.1 to 11.9 are neither."""
    truth = np.array([12.0, 11.9, 5.1, 5.0, -20.0])
    found = sort_out(truth, truth * 10.0, np.arange(5), ONE_SIDED)
    assert found.deviating.tolist() == [120.0]
    assert found.other.tolist() == [50.0, -200.0]
    assert (found.deviating_group.tolist(), found.other_group.tolist()) == ([0], [3, 4])


def test_two_sided_classes_go_by_size():
    """A lean to the right counts like one to the left, in truth and in score."""
    found = sort_out(
        np.array([-7.0, 6.0, -2.0, 4.0]), np.array([-9.0, 1.0, -3.0, 5.0]), np.arange(4), TWO_SIDED
    )
    assert found.deviating.tolist() == [9.0, 1.0]
    assert found.other.tolist() == [3.0]


def test_classes_are_those_of_the_issue():
    """What is published is measured by the lines that were asked for."""
    lines = {name: (c.clear_deg, c.none_deg, c.is_two_sided) for name, c in CLASSES.items()}
    assert lines == {
        "flexion": (12.0, 5.0, False),
        "rounding": (12.0, 4.0, False),
        "head_forward": (10.0, 4.0, False),
        "trunk_lean": (12.0, 5.0, False),
        "side_lean": (6.0, 3.0, True),
    }


def test_error_counts_both_signs():
    """Too much and too little do not cancel."""
    assert mean_error(np.array([0.0, 10.0]), np.array([4.0, 4.0])) == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("estimate", "expected"),
    [
        pytest.param([3.0, 5.0, 7.0], 1.0, id="rising"),
        pytest.param([7.0, 5.0, 3.0], -1.0, id="falling"),
        pytest.param([1.0, 4.0, 1.0], 0.0, id="neither"),
    ],
)
def test_correlation_knows_its_sign(estimate, expected):
    """Scale and offset make no difference to it, direction does."""
    found = correlate(np.array([1.0, 2.0, 3.0]), np.array(estimate))
    assert found == pytest.approx(expected, abs=1e-12)


def test_correlation_with_a_constant_is_not_a_number():
    """Who always says the same is neither right nor wrong."""
    assert math.isnan(correlate(np.array([1.0, 2.0]), np.array([5.0, 5.0])))


def test_interval_covers_its_ends():
    """A truth on the edge of its interval is inside it."""
    truth, low, high = np.array([1.0, 2.0, 3.0, 4.0]), np.full(4, 2.0), np.full(4, 3.0)
    assert cover(truth, low, high) == pytest.approx(0.5)


def test_mean_of_nothing_is_not_a_number():
    """No pictures are not zero pictures in error."""
    assert math.isnan(mean(np.array([])))


def test_same_sittings_give_the_same_interval():
    """The resampling is drawn once and for all: the published table can be made again."""
    scored = make_scored([1.0, 3.0, 5.0, 2.5], [0.0, 2.0, 4.0])
    assert bound_auc(scored) == bound_auc(scored)


def test_interval_of_auc_holds_it():
    """The interval lies around the measure, and is not empty where scores mix."""
    rng = np.random.default_rng(5)
    scored = make_scored(rng.normal(1.0, 1.0, 40).tolist(), rng.normal(0.0, 1.0, 40).tolist())
    bound = bound_auc(scored)
    assert 0.5 < bound.low < auc(scored) < bound.high < 0.95


def test_interval_of_auc_weighs_pairs_across_sittings():
    """Drawn again, one good and one bad sitting give from all of one to all of the other."""
    # A alone 1, B alone 0, both together: pairs A–A 1, A–B 1, B–A 0, B–B 0.
    bound = bound_auc(make_scored([9.0, 1.0], [5.0, 5.0], ["A", "B"], ["A", "B"]))
    assert (bound.low, bound.high) == (0.0, 1.0)


def test_perfect_order_is_perfect_in_every_draw():
    """Sittings with more pictures, or with one class alone, weigh as much as they hold."""
    scored = make_scored([9.0, 8.0, 7.0], [1.0], ["A", "A", "B"], ["A"])
    assert (bound_auc(scored).low, bound_auc(scored).high) == (1.0, 1.0)


def test_sittings_are_drawn_whole():
    """Twenty pictures of one sitting tell no more than one: the interval is that of sittings."""
    errors = np.array([1.0, 2.0, 3.0, 4.0])
    alone = bound_error(np.zeros(4), errors, np.arange(4))
    many = np.repeat(errors, 20)
    twenty = bound_error(np.zeros(80), many, np.arange(80) // 20)
    apart = bound_error(np.zeros(80), many, np.arange(80))
    assert twenty == alone
    assert apart.high - apart.low < 0.5 * (twenty.high - twenty.low)


def test_interval_of_one_sitting_is_a_point():
    """With a single sitting the same one is drawn each time."""
    bound = bound_error(np.zeros(3), np.array([1.0, 2.0, 6.0]), np.zeros(3))
    assert (bound.low, bound.high) == (3.0, 3.0)


def test_interval_of_nothing_is_not_a_number():
    """Without pictures there is no interval, and no error either."""
    nothing = np.array([])
    assert math.isnan(bound_error(nothing, nothing, nothing).low)
    assert math.isnan(bound_auc(make_scored([], [])).high)
