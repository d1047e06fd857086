"""The angles read off a body of sticks."""

from dataclasses import replace

import numpy as np
import pytest
from stick import make_rig

from sitwell.lab.bending import bend
from sitwell.lab.posture import Place, Posture
from sitwell.lab.truth import TRUTH_NAMES, Truth, against, mean, measure


def read(**posture: float) -> Truth:
    """Bend the sticks and give their angles against those of the body unbent."""
    rig = make_rig()
    return against(measure(bend(rig, Posture(**posture))), measure(bend(rig, Posture())))


@pytest.mark.parametrize("flexion_deg", [-15.0, -5.0, 5.0, 12.0, 34.0])
def test_flexion_asked_for_is_flexion_read(flexion_deg):
    """The spine is bent until the angle is there; the sticks leave 1.1 %, bodies 0.3 %."""
    assert read(flexion_deg=flexion_deg).flexion == pytest.approx(flexion_deg, rel=0.015)


@pytest.mark.parametrize("lean_deg", [-18.0, 8.0, 26.0])
def test_straight_lean_is_no_flexion(lean_deg):
    """Leaning from the hips moves the trunk, not the spine."""
    truth = read(lean_deg=lean_deg)
    assert truth.trunk_lean == pytest.approx(lean_deg, abs=0.1)
    assert truth.flexion == pytest.approx(0.0, abs=0.1)


def test_flexion_alone_does_not_lean_the_trunk():
    """C7 stays over the hips as far as it was: the pelvis makes up for the spine."""
    assert read(flexion_deg=25.0).trunk_lean == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("rounding_deg", [-9.0, 12.0, 25.0])
def test_rounding_asked_for_is_rounding_read(rounding_deg):
    """The shoulder joints turn forward about the inner end of the clavicle."""
    truth = read(rounding_deg=rounding_deg)
    assert truth.rounding == pytest.approx(rounding_deg, abs=0.1)
    assert truth.flexion == pytest.approx(0.0, abs=0.1)


def test_rounding_does_not_change_with_the_trunk():
    """Rounding is read in the upper trunk's axes: who slumps with square shoulders is not round."""
    assert read(flexion_deg=25.0, lean_deg=15.0).rounding == pytest.approx(0.0, abs=0.1)


def test_uneven_shoulders_count_by_their_mean():
    """One shoulder forward and one back is no rounding."""
    assert read(rounding_split_deg=10.0).rounding == pytest.approx(0.0, abs=0.3)


def test_shrug_is_no_rounding():
    """Shoulders that go up do not go forward."""
    truth = read(shrug_deg=15.0)
    assert truth.shrug == pytest.approx(15.0, abs=0.5)
    assert truth.rounding == pytest.approx(0.0, abs=1.0)


@pytest.mark.parametrize("side_lean_deg", [-15.0, -4.0, 4.0, 15.0])
def test_side_lean_is_positive_to_the_sitters_left(side_lean_deg):
    """The sign is kept; how far it goes is read, not asked for."""
    assert np.sign(read(side_lean_deg=side_lean_deg).side_lean) == np.sign(side_lean_deg)


def test_bent_neck_brings_the_head_forward():
    """The craniovertebral angle gets less when the neck bends, and the trunk has no part in it."""
    truth = read(neck_deg=20.0)
    assert truth.head_forward > 4.0
    assert truth.flexion == pytest.approx(0.0, abs=0.1)
    assert truth.trunk_lean == pytest.approx(0.0, abs=0.1)


def test_look_down_is_head_nod():
    """The gaze asked for is the nod read, however the trunk is bent."""
    assert read(gaze_deg=25.0, flexion_deg=20.0, lean_deg=10.0).head_nod == pytest.approx(25.0)


def test_head_turns_to_the_left():
    """A head turned to the sitter's left has a positive turn."""
    assert read(turn_deg=30.0).head_turn == pytest.approx(30.0, abs=0.5)


@pytest.mark.parametrize("chair_deg", [-60.0, 15.0])
def test_turned_chair_changes_no_angle_of_the_trunk(chair_deg):
    """Angles are read in the pelvis's axes: the chair may turn under the sitter."""
    bent = {"flexion_deg": 15.0, "lean_deg": 8.0, "side_lean_deg": 5.0, "rounding_deg": 6.0}
    turned, ahead = read(chair_deg=chair_deg, **bent), read(**bent)
    for name in ("flexion", "rounding", "trunk_lean", "side_lean"):
        assert getattr(turned, name) == pytest.approx(getattr(ahead, name))


def test_moved_chair_moves_the_hips_alone():
    """Place is told apart from posture."""
    rig = make_rig()
    moved = measure(bend(rig, Posture(place=Place(0.10, 0.15, 0.02))))
    still = measure(bend(rig, Posture()))
    assert (moved.chair_left, moved.chair_forward, moved.chair_up) == (0.10, 0.15, 0.02)
    places = {"chair_left": 0.0, "chair_forward": 0.0, "chair_up": 0.0}
    assert replace(moved, **places) == replace(still, **places)


def test_truth_is_against_the_mean_of_the_calibration():
    """The mean of what was calibrated with is zero by definition."""
    low, high = read(flexion_deg=2.0), read(flexion_deg=6.0)
    middle = mean([low, high])
    assert middle.flexion == pytest.approx((low.flexion + high.flexion) / 2.0)
    assert mean([against(low, middle), against(high, middle)]).flexion == pytest.approx(0.0)


def test_first_five_angles_are_those_of_a_reading():
    """Columns keep the order of the design's table."""
    five = ("flexion", "rounding", "head_forward", "trunk_lean", "side_lean")
    assert TRUTH_NAMES[:5] == five
