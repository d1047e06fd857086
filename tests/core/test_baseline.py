"""What calibration learnt."""

from dataclasses import replace

import pytest

from builders import Camera, make_baseline, make_features
from sitwell.core.baseline import Baseline

SHOULDERS_LEVEL = {"left_shoulder_y": 0.65, "right_shoulder_y": 0.65}
EARS_LEVEL = {"left_ear_y": 0.3, "right_ear_y": 0.3}


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        pytest.param(
            {"left_shoulder_x": 0.6, "right_shoulder_x": 0.6, **SHOULDERS_LEVEL},
            "sizes",
            id="no shoulders",
        ),
        pytest.param({"left_shoulder_x": 12.0}, "sizes", id="wider than twelve pictures"),
        pytest.param({"left_ear_x": 0.6, "right_ear_x": 0.6, **EARS_LEVEL}, "sizes", id="no face"),
        pytest.param({"left_ear_x": float("nan")}, "sizes", id="not a number"),
        pytest.param(
            {"left_ear_x": 0.9, "left_ear_y": 0.66, "right_ear_y": 0.66},
            "ears below",
            id="ears level",
        ),
        pytest.param({"left_ear_y": 0.9, "right_ear_y": 0.9}, "ears below", id="upside down"),
    ],
)
def test_refuses_what_is_no_upright_sitter(changes, match):
    """A baseline that would make every later reading nonsense is refused, whoever wrote it."""
    upright = replace(make_features(Camera(shoulders_xy=(0.667, 0.65))), **changes)
    with pytest.raises(ValueError, match=match):
        make_baseline(upright=upright)


def test_rests_on_at_least_one_picture():
    """A baseline that rests on no picture is refused."""
    with pytest.raises(ValueError, match="frames"):
        make_baseline(frames=0)


def test_slump_anchor_is_optional():
    """A baseline is whole without the slumped anchor."""
    assert isinstance(make_baseline(), Baseline)
    assert make_baseline().slump_flexion_deg is None
