"""The frozen picture, from literals (core/picture.py)."""

import numpy as np
import pytest

from sitwell.core.picture import is_black, is_frozen, watch


def _flat(value: int) -> np.ndarray:
    return np.full((4, 4, 3), value, np.uint8)


@pytest.mark.parametrize(
    ("shades", "expected"),
    [
        pytest.param([90, 90, 90, 90], True, id="the same bits for the whole time"),
        pytest.param([90, 90, 90], False, id="the same, but not long enough"),
        pytest.param([90, 90, 91, 91], False, id="one step of one channel is life"),
        pytest.param([90, 91, 91, 91, 91], True, id="frozen after having moved"),
        pytest.param([0, 0, 0, 0, 0], False, id="black is a covered lens"),
    ],
)
def test_only_bright_bits_that_stay_are_frozen(shades: list[int], expected: bool) -> None:
    """Equal and not black for the limit (here 3 s, a picture a second) is frozen."""
    stillness = None
    for t, shade in enumerate(shades):
        stillness = watch(stillness, _flat(shade), float(t))
    assert stillness is not None
    assert is_frozen(stillness, len(shades) - 1.0, 3.0) is expected


@pytest.mark.parametrize(("shade", "expected"), [(0, True), (16, True), (24, False)])
def test_black_is_what_a_driver_may_give_for_it(shade: int, expected: bool) -> None:
    """Video black that was not stretched (16) is black as well; a dim room is not."""
    assert is_black(_flat(shade)) is expected


def test_a_new_size_is_a_new_picture() -> None:
    """A camera that changes its size is not compared pixel by pixel."""
    before = watch(None, np.full((4, 4, 3), 90, np.uint8), 0.0)
    assert watch(before, np.full((2, 4, 3), 90, np.uint8), 9.0).since_t == 9.0
