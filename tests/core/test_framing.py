"""What is advised before a calibration, and that it is what a calibration would say."""

import pytest

from builders import Camera, make_pose, make_scene, make_sight
from sitwell.core.advice import BLOCKING, Advice
from sitwell.core.baseline import Baseline
from sitwell.core.calibration import learn
from sitwell.core.framing import Steady, frame, steady
from sitwell.core.posture import Sight

ASPECT = 4.0 / 3.0
MIDDLE = ASPECT / 2.0


def sight_at(x: float = MIDDLE, y: float = 0.6, distance_m: float = 0.9) -> Sight:
    """Give a sitter whose shoulders are there, so far from the camera."""
    return make_sight(make_pose(Camera(shoulders_xy=(x, y), distance_m=distance_m)))


CASES = [
    pytest.param(sight_at(), Advice.FINE, id="in the middle"),
    pytest.param(make_sight(), Advice.NOBODY, id="an empty room"),
    pytest.param(make_sight(scene=make_scene(0.02)), Advice.MORE_LIGHT, id="a dark room"),
    pytest.param(make_sight(make_pose(), make_pose()), Advice.SEVERAL_PEOPLE, id="two people"),
    pytest.param(sight_at(y=1.15), Advice.SHOW_SHOULDERS, id="shoulders below the edge"),
    pytest.param(sight_at(y=0.1), Advice.SHOW_HEAD, id="head above the edge"),
    pytest.param(sight_at(distance_m=6.0), Advice.NEARER, id="at the far end of the room"),
    pytest.param(sight_at(y=0.85), Advice.LOWER, id="little room below the shoulders"),
    pytest.param(sight_at(y=0.35), Advice.HIGHER, id="little room above the head"),
    pytest.param(sight_at(distance_m=0.4), Advice.FURTHER, id="the camera before the nose"),
    pytest.param(sight_at(x=0.3), Advice.TO_LEFT, id="at the picture's left, the sitter's right"),
    pytest.param(sight_at(x=ASPECT - 0.3), Advice.TO_RIGHT, id="at the picture's right"),
    pytest.param(
        make_sight(
            make_pose(Camera(shoulders_xy=(MIDDLE, 0.6), distance_m=0.9)), scene=make_scene(0.1)
        ),
        Advice.DIM,
        id="little light",
    ),
]


@pytest.mark.parametrize(("sight", "advice"), CASES)
def test_says_what_to_change(sight, advice):
    """Each fault of the picture is named, and a picture without one is fine."""
    assert frame(sight) is advice


@pytest.mark.parametrize(("sight", "advice"), CASES)
def test_lets_begin_what_would_not_be_refused(sight, advice):
    """A calibration may begin exactly where these very pictures would not be refused."""
    outcome = learn([sight] * 10, "2026-11-22T09:00:00+01:00")
    assert isinstance(outcome, Baseline) == (advice not in BLOCKING)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param("nn", "", id="two looks are too few"),
        pytest.param("nnn", "n", id="three alike are enough"),
        pytest.param("nnnfnfn", "n", id="flicker changes nothing"),
        pytest.param("nnnfff", "f", id="what lasts is said"),
    ],
)
def test_does_not_flicker(script, said):
    """Advice changes only after three looks in a row that agree."""
    words = {"n": Advice.NOBODY, "f": Advice.FINE}
    now = Steady()
    for letter in script:
        now = steady(now, words[letter])
    assert now.said is words.get(said)
    assert now.is_usable is (said == "f")
