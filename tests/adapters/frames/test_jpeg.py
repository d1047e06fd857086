"""Pictures made small enough to be handed on."""

import numpy as np
import pytest

from sitwell.adapters.frames import compress
from sitwell.adapters.frames.opencv import cv2

NOISE = np.random.default_rng(0).integers(0, 256, (240, 427, 3), dtype=np.uint8)


def test_colours_and_sides_stay() -> None:
    """What is red on the left is red on the left when it is read again."""
    picture = np.zeros((240, 320, 3), np.uint8)
    picture[:, :160] = (200, 30, 40)
    coded = compress(picture, 40_000)
    assert coded is not None
    again = cv2.imdecode(np.frombuffer(coded, np.uint8), cv2.IMREAD_COLOR_RGB)
    assert again.shape == picture.shape
    assert np.abs(again[100, 40].astype(int) - (200, 30, 40)).max() < 12
    assert again[100, 280].max() < 12


@pytest.mark.parametrize("most_bytes", [70_000, 45_000, 22_000])
def test_the_limit_is_kept(most_bytes: int) -> None:
    """Even pure noise is made as small as is asked for."""
    coded = compress(NOISE, most_bytes)
    assert coded is not None
    assert most_bytes / 2 < len(coded) <= most_bytes


def test_what_cannot_be_small_is_none() -> None:
    """Where nothing helps there is no picture, and none that is cut off."""
    assert compress(NOISE, 2_000) is None
