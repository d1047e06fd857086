"""A set, drawn with somebody and with nobody in it."""

from dataclasses import replace

import numpy as np
import pytest

from sitwell.lab import session
from sitwell.lab.camera import Shove
from sitwell.lab.life import Activity
from sitwell.lab.look import Colour
from sitwell.lab.posture import Place
from sitwell.lab.sensor import Sensor, Size
from sitwell.lab.session import Session, plan, pose_at

# anny takes two minutes the first time on a machine, and leaves a cache.
pytestmark = pytest.mark.timeout(600)

CLEAR = Sensor(Size(320, 240), 1.0, 1.0, Colour(1.0, 1.0, 1.0), 0.0, 0.0, 95, False)


@pytest.fixture(scope="module")
def planned() -> Session:
    """Give a session with a slump before a clear camera that is tilted up, and a chair."""
    found = next(
        s
        for s in (plan(1, number, 10.0) for number in range(100))
        if s.has_slumps and s.setting.workplace.has_chair and s.setting.workplace.chair_top_m > 0.5
    )
    setting = replace(found.setting, sensor=CLEAR, shove=Shove(pitch_deg=6.0))
    return replace(found, setting=setting)


@pytest.fixture(scope="module")
def stage(studio, planned):
    """Build its set."""
    from sitwell.lab.stage import Stage

    return Stage(planned.setting, studio)


def differ(one, other) -> float:
    """Give the share of the picture in which two pictures differ visibly."""
    return float((np.abs(one.astype(float) - other).max(axis=2) > 25.0).mean())


def test_same_moment_is_the_same_picture(stage, planned):
    """What was drawn between does not change a picture, to the last bit."""
    posture = pose_at(planned, 5.0)
    first = stage.draw(posture, False, 1)
    stage.draw_empty(Place(), True, 2)
    stage.draw(pose_at(planned, 100.0), True, 3)
    again = stage.draw(posture, False, 1)
    assert np.array_equal(first.rgb, again.rgb)
    assert first.truth == again.truth


def test_empty_room_lacks_the_sitter(stage, planned):
    """Where somebody sat, there is now something else."""
    seen = stage.draw(pose_at(planned, 5.0), False, 1)
    assert 0.1 < differ(stage.draw_empty(Place(), False, 1), seen.rgb) < 0.9


def test_empty_chair_is_seen_where_it_was_left(stage):
    """With the sitter gone the chair is still there: rolled away, the picture is another."""
    here = stage.draw_empty(Place(), False, 1)
    gone = stage.draw_empty(Place(left_m=30.0), False, 1)
    assert differ(here, gone) > 0.02


def test_moved_camera_shows_another_part_of_the_room(stage):
    """A camera tilted up lets the empty room sink by about a tenth of the picture."""
    assert differ(stage.draw_empty(Place(), False, 1), stage.draw_empty(Place(), True, 1)) > 0.02
    assert stage.find_shift(False).y == pytest.approx(0.0, abs=1e-9)
    assert 0.08 < stage.find_shift(True).y < 0.20


def test_slump_is_as_deep_as_it_is_aimed_at(stage, planned):
    """Truth read off the body in a slump is the flexion promised, against the calibration."""
    slump = next(s for s in planned.stretches if s.kind in session.SLUMPS)
    assert slump.kind is not Activity.SHORT_SLUMP
    upright = stage.draw(pose_at(planned, 5.0), False, 1).truth
    middle_s = (slump.start_s + slump.end_s) / 2.0
    slumped = stage.draw(pose_at(planned, middle_s), False, 1).truth
    assert 16.0 - 4.5 < slumped.flexion - upright.flexion < 34.0 + 4.5
