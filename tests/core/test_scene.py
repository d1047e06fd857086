"""Whether the camera has moved."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import PICTURE_WH, shoot
from sitwell.core.scene import Scene, Shift, measure_shift, reduce

HEIGHT = PICTURE_WH[1]


@settings(max_examples=50)
@given(right=st.integers(-100, 100), down=st.integers(-80, 80))
def test_shift_is_measured(right, down):
    """A picture that moved is measured within 0.3 % of its height; small shifts may pass for none.

    While the small picture was made of every fourth pixel alone, shifts were off by up to 0.5 %.
    """
    before = shoot(sitter=200, noise_seed=1)
    shift = measure_shift(before, shoot(right, down, sitter=200, noise_seed=2))
    is_small = max(abs(right), abs(down)) < 0.03 * HEIGHT
    truth = pytest.approx((right / HEIGHT, down / HEIGHT), abs=0.003)
    assert (shift.x, shift.y) == truth or (is_small and shift == Shift())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(shoot, shoot, id="nothing"),
        pytest.param(lambda: shoot(noise_seed=1), lambda: shoot(noise_seed=2), id="noise"),
        pytest.param(lambda: shoot(sitter=200), lambda: shoot(sitter=240), id="sitter moves"),
        pytest.param(lambda: shoot(sitter=150), lambda: shoot(sitter=350), id="sitter moves far"),
        pytest.param(shoot, lambda: shoot(sitter=200), id="somebody comes"),
        pytest.param(lambda: shoot(sitter=200), shoot, id="somebody leaves"),
        pytest.param(lambda: shoot(lamp=0.6), shoot, id="lamp switched on"),
        pytest.param(shoot, lambda: shoot(lamp=0.05), id="lamp switched off"),
        pytest.param(lambda: shoot(lamp=0.0), shoot, id="out of the dark"),
        pytest.param(shoot, lambda: shoot(0, 150), id="further than a quarter: not to be trusted"),
        pytest.param(shoot, lambda: Scene(np.zeros((60, 80), np.float32)), id="other size"),
        pytest.param(
            lambda: Scene(np.zeros((2, 2), np.float32)),
            lambda: Scene(np.ones((2, 2), np.float32)),
            id="hardly a picture",
        ),
    ],
)
def test_is_no_shift(before: Callable[[], Scene], after: Callable[[], Scene]):
    """Noise, a person, or a lamp does not move the camera, and what cannot be told is no shift."""
    assert measure_shift(before(), after()) == Shift()


def test_shifts_add_up():
    """A camera that moved twice has moved by the sum."""
    total = Shift(0.1, -0.05) + Shift(0.02, 0.01)
    assert (total.x, total.y) == pytest.approx((0.12, -0.04))


@pytest.mark.parametrize(
    ("height", "width", "rows"),
    [
        pytest.param(480, 640, 120, id="vga"),
        pytest.param(1080, 1920, 120, id="full hd"),
        pytest.param(720, 1280, 120, id="hd"),
        pytest.param(8, 8, 8, id="tiny"),
    ],
)
def test_scene_is_small(height, width, rows):
    """A picture of any size becomes about 120 rows, and one that is small already stays."""
    assert reduce(np.zeros((height, width, 3), np.uint8)).grey.shape[0] == rows


@pytest.mark.parametrize(("level", "light"), [(0, 0.0), (51, 0.2), (255, 1.0)])
def test_light_is_the_mean_brightness(level, light):
    """Light runs from 0, black, to 1, white."""
    assert reduce(np.full((48, 64, 3), level, np.uint8)).light == pytest.approx(light, abs=1e-6)


def test_refuses_colour():
    """A scene is grey, (rows, columns), and read-only."""
    with pytest.raises(ValueError, match="expected a"):
        Scene(np.zeros((4, 4, 3), np.float32))
    with pytest.raises(ValueError, match="read-only"):
        shoot().grey[0] = 0.0
