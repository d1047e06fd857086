"""Has the camera moved?"""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.core.scene import Scene, Shift, measure_shift, reduce

HEIGHT, WIDTH = 480, 640


def paint_room(seed: int = 3, margin: int = 160) -> np.ndarray:
    """Paint a room larger than the picture: grey walls, and furniture with edges."""
    rng = np.random.default_rng(seed)
    room = np.full((HEIGHT + 2 * margin, WIDTH + 2 * margin), 0.45)
    for _ in range(60):
        y, x = rng.integers(0, room.shape[0]), rng.integers(0, room.shape[1])
        h, w = rng.integers(20, 180, 2)
        room[y : y + h, x : x + w] = rng.uniform(0.1, 0.9)
    return room


ROOM = paint_room()


def shoot(
    right: int = 0,
    down: int = 0,
    lamp: float = 1.0,
    sitter: int | None = None,
    noise_seed: int | None = None,
) -> Scene:
    """Take a picture, all of it moved by pixels: a room under a lamp, a sitter at a column."""
    room = lamp * ROOM
    if sitter is not None:
        x = 160 + sitter
        room[320:, x : x + 240] = 0.2  # chest
        room[200:320, x + 70 : x + 170] = 0.7  # head
    picture = room[160 - down : 160 - down + HEIGHT, 160 - right : 160 - right + WIDTH]
    if noise_seed is not None:
        picture = picture + np.random.default_rng(noise_seed).normal(0.0, 0.01, picture.shape)
    grey = (255 * picture.clip(0.0, 1.0)).astype(np.uint8)
    return reduce(np.repeat(grey[..., None], 3, axis=2))


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


def test_camera_may_move_while_the_sitter_does():
    """A sitter who sits elsewhere after the camera moved does not hide how far it moved."""
    shift = measure_shift(shoot(sitter=200), shoot(20, 40, sitter=210))
    assert (shift.x, shift.y) == pytest.approx((20 / HEIGHT, 40 / HEIGHT), abs=0.003)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(lambda: shoot(), lambda: shoot(), id="nothing"),
        pytest.param(lambda: shoot(noise_seed=1), lambda: shoot(noise_seed=2), id="noise"),
        pytest.param(lambda: shoot(sitter=200), lambda: shoot(sitter=240), id="sitter moves"),
        pytest.param(lambda: shoot(sitter=150), lambda: shoot(sitter=350), id="sitter moves far"),
        pytest.param(lambda: shoot(), lambda: shoot(sitter=200), id="somebody comes"),
        pytest.param(lambda: shoot(sitter=200), lambda: shoot(), id="somebody leaves"),
        pytest.param(lambda: shoot(lamp=0.6), lambda: shoot(), id="lamp switched on"),
        pytest.param(lambda: shoot(), lambda: shoot(lamp=0.05), id="lamp switched off"),
        pytest.param(lambda: shoot(lamp=0.0), lambda: shoot(), id="out of the dark"),
        pytest.param(
            lambda: shoot(), lambda: shoot(0, 150), id="further than a quarter: not to be trusted"
        ),
        pytest.param(
            lambda: shoot(), lambda: Scene(np.zeros((60, 80), np.float32)), id="other size"
        ),
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
