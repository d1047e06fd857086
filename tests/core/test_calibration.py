"""Learning a baseline, or saying why not."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    ESTIMATOR,
    Camera,
    edit_pose,
    make_baseline,
    make_features,
    make_pose,
    make_scene,
    make_sight,
    shift_pose,
)
from sitwell.core.baseline import Baseline
from sitwell.core.calibration import Refusal, learn, learn_slump, personal, quality
from sitwell.core.pose import Joint, Pose
from sitwell.core.posture import Sight
from sitwell.core.posture_rules import PostureRules
from sitwell.core.view import View

NOW = "2026-03-02T09:00:00+01:00"
TEN_S = 10
DARK = make_sight(scene=make_scene(0.02))
NOBODY = make_sight()


def sit(frames: int = TEN_S, sway: float = 0.002, camera: Camera | None = None, **body: float):
    """Give so many looks at somebody who sways by this standard deviation, in picture heights."""
    rng = np.random.default_rng(5)
    pose = make_pose(camera, **body)
    return [make_sight(shift_pose(pose, *rng.normal(0.0, sway, 2))) for _ in range(frames)]


def walk(poses: Iterable[Pose]) -> list[Sight]:
    """Give one look at each pose."""
    return [make_sight(pose) for pose in poses]


@pytest.mark.parametrize(
    ("camera", "view"),
    [
        pytest.param(Camera(), View.FRONT, id="front"),
        pytest.param(Camera(azimuth_deg=90.0), View.SIDE, id="side"),
        pytest.param(Camera(azimuth_deg=-55.0), View.THREE_QUARTER, id="three-quarter"),
    ],
)
def test_learns_who_sits_still(camera, view):
    """Ten seconds of one person sitting still give view, anchor, noise, and how many pictures."""
    baseline = learn(sit(camera=camera), NOW)
    assert isinstance(baseline, Baseline)
    assert (baseline.view, baseline.frames, baseline.created) == (view, TEN_S, NOW)
    assert baseline.upright.shoulder_y == pytest.approx(make_features(camera).shoulder_y, abs=0.004)
    assert 0.0 < baseline.noise.shoulder_y < 0.006


def test_one_wild_picture_does_no_harm():
    """A picture in which the landmarks jumped does not move the anchor."""
    sights = sit()
    sights[4] = make_sight(shift_pose(make_pose(), 0.2, -0.1))
    baseline = learn(sights, NOW)
    assert isinstance(baseline, Baseline)
    assert baseline.upright.shoulder_y == pytest.approx(make_features().shoulder_y, abs=0.004)


def test_a_few_lost_pictures_do_no_harm():
    """A person missing from fewer than 3 in 10 pictures is learnt from the rest."""
    baseline = learn([*sit(7), NOBODY, NOBODY, NOBODY], NOW)
    assert isinstance(baseline, Baseline)
    assert baseline.frames == 7


# Twelve, so that the medians of the first four and of the last four are the same.
FIDGET = walk(shift_pose(make_pose(), 0.12 * (-1) ** n, 0.0) for n in range(12))
SINK = walk(make_pose(flexion_deg=4.0 * n) for n in range(TEN_S))
COVERED = edit_pose(make_pose(), visibility=dict.fromkeys(Joint, 0.0))
UPSIDE_DOWN = replace(make_pose(), xy=make_pose().xy * (1.0, -1.0) + (0.0, 1.0))
TWO = make_sight(make_pose(), make_pose(right_m=0.5))


@pytest.mark.parametrize(
    ("sights", "why", "what_to_do"),
    [
        pytest.param(FIDGET, "the person moved", "sit still", id="moved to and fro"),
        pytest.param(SINK, "the person moved", "sit still", id="sank slowly"),
        pytest.param([*sit(5), *[NOBODY] * 5], "only 5 of 10", "sit in the middle", id="left"),
        pytest.param([NOBODY] * TEN_S, "only 0 of 10", "sit in the middle", id="nobody"),
        pytest.param([TWO] * TEN_S, "more than one person", "calibrate alone", id="two people"),
        pytest.param([DARK] * TEN_S, "too dark", "turn on a light", id="too dark"),
        pytest.param(
            walk([COVERED] * TEN_S), "shoulders are outside", "move back", id="no shoulders"
        ),
        pytest.param(
            walk([shift_pose(make_pose(), 0.0, -0.5)] * TEN_S),
            "head is outside",
            "tilt the camera up",
            id="head cut off",
        ),
        pytest.param(
            sit(camera=Camera(distance_m=6.0)), "too small", "come nearer", id="across the room"
        ),
        pytest.param(
            walk([edit_pose(make_pose(), xy={Joint.NOSE: (float("nan"), 0.5)})] * TEN_S),
            "not usable",
            "more light",
            id="not a number",
        ),
        pytest.param(sit(2), "at least 3 pictures", "there were 2", id="too few pictures"),
        pytest.param([], "at least 3 pictures", "there were 0", id="no pictures"),
        pytest.param(
            walk([UPSIDE_DOWN] * TEN_S),
            "nobody sits upright",
            "sit upright",
            id="upside down",
        ),
    ],
)
def test_refuses_with_the_reason(sights, why, what_to_do):
    """What is not one person sitting still and upright is refused, with what to do about it."""
    refusal = learn(sights, NOW)
    assert isinstance(refusal, Refusal)
    assert why in refusal.why
    assert what_to_do in refusal.why


def test_commonest_reason_is_given():
    """Where several things went wrong, the one that spoilt most pictures is named."""
    for sights, why in (
        ([DARK] * 6 + [TWO] * 3, "too dark"),
        ([DARK] * 3 + [TWO] * 6, "more than one person"),
        ([DARK] * 3 + [NOBODY] * 6, "only 1 of 10"),
    ):
        refusal = learn([*sights, *sit(1)], NOW)
        assert isinstance(refusal, Refusal)
        assert why in refusal.why


wild = st.floats(-2.0, 3.0) | st.sampled_from([0.0, 0.5, 1e308])


@given(places=st.dictionaries(st.sampled_from(Joint), st.tuples(wild, wild), max_size=5))
def test_whatever_the_landmarks_are_it_learns_or_refuses(places):
    """Any landmarks give a baseline or a reason, never an error."""
    sights = walk([edit_pose(make_pose(), xy=places)] * 3)
    learnt = learn(sights, NOW)
    assert isinstance(learnt, Baseline | Refusal)
    assert isinstance(learn_slump(sights, make_baseline(), ESTIMATOR), Baseline | Refusal)


@pytest.mark.parametrize(
    ("sway", "word"),
    [pytest.param(0.004, "good", id="still"), pytest.param(0.03, "fair", id="less")],
)
def test_quality_says_how_steadily_they_sat(sway, word):
    """A baseline is good where its noise is below a twentieth of the shoulders, and fair above."""
    baseline = learn(sit(60, sway), NOW)
    assert isinstance(baseline, Baseline)
    assert quality(baseline) == word


def test_learns_the_persons_own_slump():
    """The slumped anchor is what was seen while slumping, beside the upright one."""
    baseline = learn_slump(sit(flexion_deg=30.0), make_baseline(), ESTIMATOR)
    assert isinstance(baseline, Baseline)
    assert baseline.slump_flexion_deg == pytest.approx(30.0, abs=15.0)
    assert baseline.slump is not None
    assert baseline.slump.shoulder_y > baseline.upright.shoulder_y + 0.02
    assert baseline.upright == make_baseline().upright


@pytest.mark.parametrize(
    ("sights", "why", "what_to_do"),
    [
        pytest.param(sit(flexion_deg=5.0), "told from upright", "let the back sink", id="upright"),
        pytest.param(sit(lean_deg=12.0), "told from upright", "leave this part out", id="lean"),
        pytest.param([NOBODY] * TEN_S, "only 0 of 10", "sit in the middle", id="nobody"),
        pytest.param([TWO] * TEN_S, "more than one person", "calibrate alone", id="two people"),
        pytest.param([DARK] * TEN_S, "too dark", "turn on a light", id="too dark"),
        pytest.param(sit(2, flexion_deg=30.0), "at least 3", "there were 2", id="too few"),
        pytest.param(
            sit(camera=Camera(azimuth_deg=80.0), flexion_deg=30.0),
            "could not be measured",
            "face the screen",
            id="turned away",
        ),
        pytest.param(
            [*sit(8, camera=Camera(azimuth_deg=80.0)), *sit(2, flexion_deg=30.0)],
            "could not be measured",
            "face the screen",
            id="mostly turned away",
        ),
    ],
)
def test_refuses_a_slump_with_the_reason(sights, why, what_to_do):
    """A slump that cannot be told from upright, or was not seen, is refused, with what to do."""
    refusal = learn_slump(sights, make_baseline(), ESTIMATOR)
    assert isinstance(refusal, Refusal)
    assert why in refusal.why
    assert what_to_do in refusal.why


@pytest.mark.parametrize(
    ("slump_deg", "line_deg"),
    [
        pytest.param(None, 14.0, id="not calibrated"),
        pytest.param(25.0, 15.0, id="at 0.6 of the own slump"),
        pytest.param(8.0, 8.4, id="never below 0.6 of the setting"),
        pytest.param(80.0, 21.0, id="never above 1.5 of it"),
    ],
)
def test_line_is_the_persons_own(slump_deg, line_deg):
    """The slump line lies at 0.6 of the person's own slump, between 0.6 and 1.5 of the setting."""
    rules = personal(PostureRules(slump_deg=14.0), make_baseline(slump_flexion_deg=slump_deg))
    assert rules.slump_deg == pytest.approx(line_deg)


@given(slump_deg=st.floats(8.0, 60.0), setting_deg=st.floats(3.0, 40.0))
def test_any_slump_that_can_be_learnt_gives_a_line(slump_deg, setting_deg):
    """A slump that was learnt gives a line that the rules allow, whatever the setting."""
    rules = personal(
        PostureRules(slump_deg=setting_deg), make_baseline(slump_flexion_deg=slump_deg)
    )
    assert 0.6 * setting_deg <= rules.slump_deg <= 1.5 * setting_deg
