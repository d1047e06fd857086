"""What other programs go by: which way each rule points, and what it does not mind."""

from dataclasses import replace

import pytest

from builders import make_features
from sitwell.lab.peers import lower_nose, shorter_neck

UPRIGHT = make_features()


def lower(features, by):
    """Give the same features with the nose further down."""
    return replace(features, nose_y=features.nose_y + by)


@pytest.mark.parametrize("rule", [lower_nose, shorter_neck])
def test_upright_scores_zero(rule):
    """Whoever sits as at calibration has not moved."""
    assert rule(UPRIGHT, [UPRIGHT] * 3) == pytest.approx(0.0)


def test_nose_is_measured_in_shoulder_widths():
    """A nose lower by a shoulder width scores one, a higher one less than nothing."""
    width = UPRIGHT.shoulder_width
    assert width > UPRIGHT.face_width
    assert lower_nose(lower(UPRIGHT, width), [UPRIGHT]) == pytest.approx(1.0)
    assert lower_nose(lower(UPRIGHT, -width / 2.0), [UPRIGHT]) == pytest.approx(-0.5)


def test_nose_is_measured_against_the_median_of_calibration():
    """One nod during calibration does not move the zero."""
    calibration = [UPRIGHT, UPRIGHT, lower(UPRIGHT, 0.3)]
    assert lower_nose(UPRIGHT, calibration) == pytest.approx(0.0)


def test_moved_camera_is_taken_for_a_nose():
    """The rule has no way to tell a tilted lid from a lower head; that is what it is here for."""
    tilted = make_features(right_m=0.0, rise_m=-0.1)
    assert lower_nose(tilted, [UPRIGHT]) > 0.2


def test_forward_head_shortens_the_neck():
    """A head that goes forward before a camera in front brings ears nearer to the shoulders."""
    assert shorter_neck(make_features(head_forward_deg=25.0), [UPRIGHT]) > 0.1


def test_neck_is_a_share_of_the_usual_one():
    """A face that doubles while the neck stays halves the ratio."""
    near = replace(
        UPRIGHT,
        left_ear_x=UPRIGHT.ear_x + UPRIGHT.face_width,
        right_ear_x=UPRIGHT.ear_x - UPRIGHT.face_width,
        left_ear_y=UPRIGHT.ear_y,
        right_ear_y=UPRIGHT.ear_y,
    )
    assert shorter_neck(near, [UPRIGHT]) == pytest.approx(0.5)


def test_face_without_width_is_no_error():
    """Exactly from the side the ears are one; the rule then gives a number, and no error."""
    profile = replace(
        UPRIGHT,
        left_ear_x=UPRIGHT.ear_x,
        right_ear_x=UPRIGHT.ear_x,
        left_ear_y=UPRIGHT.ear_y,
        right_ear_y=UPRIGHT.ear_y,
    )
    assert shorter_neck(profile, [UPRIGHT]) < 0.0
