"""What a cheap sensor makes of a scene."""

from dataclasses import replace

import numpy as np
import pytest

from sitwell.lab.look import Colour
from sitwell.lab.sensor import Sensor, Size, expose

GOOD = Sensor(Size(320, 240), 1.0, 1.0, Colour(1.0, 1.0, 1.0), 0.0, 0.0, 95, False)
# Light from dim at the left to bright at the right, with a bar that is higher on the left.
SCENE = np.repeat(np.tile(np.linspace(0.2, 0.7, 320, dtype=np.float32), (240, 1))[..., None], 3, 2)
SCENE[40:200, 40:90] = 0.9


def take(**changes: object) -> np.ndarray:
    """Take a picture of the scene."""
    return expose(SCENE, replace(GOOD, **changes), np.random.default_rng(3)).astype(float)


def test_same_noise_gives_the_same_picture():
    """A seed names a picture to the last bit."""
    assert np.array_equal(take(noise=5.0), take(noise=5.0))


def test_mirrored_picture_is_flipped():
    """Left is right, and nothing else is changed but what JPEG rounds: under one step of 255."""
    flipped = take(is_mirrored=True)[:, ::-1]
    assert np.abs(flipped - take()).mean() < 1.0
    assert np.abs(flipped - take()[:, ::-1]).mean() > 10.0


@pytest.mark.parametrize(
    "size", [Size(320, 240), Size(640, 480), Size(848, 480), Size(1280, 720)], ids=str
)
def test_picture_has_the_sensors_size(size):
    """Whatever was drawn, the picture is as large as the sensor."""
    assert take(size=size).shape == (size.height, size.width, 3)


def test_less_exposure_is_darker():
    """A dark evening gives a dark picture."""
    assert take(exposure=0.4).mean() < 0.6 * take().mean()


def test_noise_is_as_strong_as_asked():
    """The spread it adds is between the shadows' share, 0.6, and the whole."""
    added = (take(noise=8.0) - take()).std()
    assert 0.5 * 8.0 < added < 1.1 * 8.0


def test_blur_softens_edges():
    """Steps between neighbours get less."""
    assert np.abs(np.diff(take(blur_px=3.0), axis=1)).max() < np.abs(np.diff(take(), axis=1)).max()
