"""Pictures of a sitting, drawn."""

from dataclasses import replace

import numpy as np
import pytest

from sitwell.lab.camera import Shove
from sitwell.lab.look import Colour
from sitwell.lab.sensor import Sensor, Size
from sitwell.lab.sitting import Sitting, plan

# anny takes two minutes the first time on a machine, and leaves a cache.
pytestmark = pytest.mark.timeout(600)

CLEAR = Sensor(Size(320, 240), 1.0, 1.0, Colour(1.0, 1.0, 1.0), 0.0, 0.0, 95, False)


@pytest.fixture(scope="module")
def sitting() -> Sitting:
    """Give a sitting of two pictures, the second after the camera was tilted up."""
    planned = plan(1, 0)
    first = planned.shots[0]
    shots = (first, replace(first, is_shoved=True))
    return replace(planned, sensor=CLEAR, shove=Shove(pitch_deg=6.0), shots=shots)


@pytest.fixture(scope="module")
def takes(studio, sitting):
    """Give its takes."""
    from sitwell.lab.film import film

    return list(film(sitting, studio))


def test_same_plan_gives_the_same_pictures(studio, sitting, takes):
    """A plan names its pictures to the last bit."""
    from sitwell.lab.film import film

    again = list(film(sitting, studio))
    assert all(np.array_equal(a.rgb, b.rgb) for a, b in zip(again, takes, strict=True))
    assert [take.truth for take in again] == [take.truth for take in takes]


def test_mirrored_sitting_is_flipped(studio, sitting, takes):
    """The picture is flipped, JPEG's rounding apart, and the truth is still the sitter's own."""
    from sitwell.lab.film import film

    mirrored = replace(sitting, sensor=replace(CLEAR, is_mirrored=True))
    flipped = next(film(mirrored, studio))
    apart = np.abs(flipped.rgb[:, ::-1].astype(float) - takes[0].rgb)
    assert apart.mean() < 1.0
    assert flipped.truth == takes[0].truth


def test_somebody_is_in_the_picture(studio, sitting, takes):
    """Where the sitter is, the picture differs from the empty room's."""
    away = replace(sitting.shots[0].posture.place, forward_m=0.0, left_m=30.0)
    shot = replace(sitting.shots[0], posture=replace(sitting.shots[0].posture, place=away))
    from sitwell.lab.film import film

    empty = next(film(replace(sitting, shots=(shot,)), studio))
    differs = np.abs(empty.rgb.astype(float) - takes[0].rgb).max(axis=2) > 25.0
    assert 0.1 < differs.mean() < 0.9


def test_shift_is_nothing_before_the_camera_is_moved(takes):
    """The shift is against what calibration saw."""
    assert (takes[0].shift_x, takes[0].shift_y) == pytest.approx((0.0, 0.0), abs=1e-9)


def test_shift_tells_how_far_the_room_went(takes):
    """A lid opened by six degrees lets the room sink by about a tenth of the picture."""
    assert 0.08 < takes[1].shift_y < 0.20


def test_truth_does_not_depend_on_the_camera(takes):
    """A moved camera changes the picture, not the posture."""
    assert takes[0].truth == takes[1].truth
    assert not np.array_equal(takes[0].rgb, takes[1].rgb)
