"""The angles read off real bodies of anny; the same rules on sticks are in test_truth.py."""

from dataclasses import replace

import numpy as np
import pytest

from sitwell.lab import people, workplace
from sitwell.lab.posture import Posture
from sitwell.lab.reaching import sit
from sitwell.lab.rig import Rig, skin
from sitwell.lab.truth import Truth, against, measure

REASON = "the laboratory's extra is not installed: pip install 'sitwell[lab]'"
pytest.importorskip("anny", reason=REASON)
pytest.importorskip("torch", reason=REASON)

# anny takes two minutes the first time on a machine, and leaves a cache.
pytestmark = pytest.mark.timeout(600)

AT = workplace.draw(np.random.default_rng(1))


@pytest.fixture(scope="module", params=[1, 2, 3], ids=lambda seed: f"body {seed}")
def rig(request) -> Rig:
    """Give somebody's body."""
    from sitwell.lab import body

    return body.build(people.draw(np.random.default_rng(request.param)))


def read(rig: Rig, **posture: float) -> Truth:
    """Seat the body in a posture and give its angles against those of the same body unbent."""
    upright = Posture()
    bent = measure(sit(rig, replace(upright, **posture), AT))
    return against(bent, measure(sit(rig, upright, AT)))


@pytest.mark.parametrize("flexion_deg", [-15.0, 5.0, 20.0, 34.0])
def test_flexion_asked_for_is_flexion_read(rig, flexion_deg):
    """The spine of any body is bent until the angle is there, to 0.2 degrees."""
    assert read(rig, flexion_deg=flexion_deg).flexion == pytest.approx(flexion_deg, abs=0.2)


@pytest.mark.parametrize("lean_deg", [-18.0, 8.0, 26.0])
def test_straight_lean_is_no_flexion(rig, lean_deg):
    """A straight lean from the hips is trunk lean and nothing of the spine."""
    truth = read(rig, lean_deg=lean_deg)
    assert truth.trunk_lean == pytest.approx(lean_deg, abs=0.1)
    assert truth.flexion == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("side_lean_deg", [-15.0, -4.0, 4.0, 15.0])
def test_side_lean_is_positive_to_the_sitters_left(rig, side_lean_deg):
    """The sign is kept; the lean read is up to a fifth more than asked for."""
    share = read(rig, side_lean_deg=side_lean_deg).side_lean / side_lean_deg
    assert 0.9 < share < 1.2


@pytest.mark.parametrize("rounding_deg", [-9.0, 12.0, 25.0])
def test_rounding_asked_for_is_rounding_read(rig, rounding_deg):
    """The shoulder joints turn forward as asked."""
    assert read(rig, rounding_deg=rounding_deg).rounding == pytest.approx(rounding_deg, abs=0.1)


def test_hands_change_no_angle(rig):
    """Truth is the trunk's and the head's: what the arms do has no part in it."""
    held = read(rig, flexion_deg=10.0, spread=0.9)
    assert held.flexion == pytest.approx(10.0, abs=0.2)
    assert held.rounding == pytest.approx(0.0, abs=0.1)


def test_craniovertebral_angle_is_that_of_people(rig):
    """Healthy adults stand at 54.7 degrees, SD 5 to 6 (science.md, 2.1)."""
    head_forward = measure(sit(rig, Posture(), AT)).head_forward
    assert 90.0 - head_forward == pytest.approx(54.7, abs=6.0)


def test_skin_follows_the_bones(rig):
    """A lean forward brings the skin of the head forward too."""
    upright, _ = skin(sit(rig, Posture(), AT))
    leant, _ = skin(sit(rig, Posture(lean_deg=20.0), AT))
    top = upright[:, 2].argmax()
    assert leant[top, 1] < upright[top, 1] - 0.15
