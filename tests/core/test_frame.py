"""One picture with its time."""

import numpy as np
import pytest

from sitwell.core.frame import Frame


@pytest.mark.parametrize(
    "rgb",
    [
        pytest.param(np.zeros((8, 8), np.uint8), id="grey"),
        pytest.param(np.zeros((8, 8, 4), np.uint8), id="alpha"),
        pytest.param(np.zeros((8, 8, 3), np.float32), id="floats"),
    ],
)
def test_refuses_other_pictures(rgb):
    """A frame holds (h, w, 3) uint8 and nothing else."""
    with pytest.raises(ValueError, match="expected an"):
        Frame(0.0, rgb)


def test_cannot_be_painted_on():
    """A picture that was handed on can no longer be written to."""
    frame = Frame(0.0, np.zeros((8, 8, 3), np.uint8))
    with pytest.raises(ValueError, match="read-only"):
        frame.rgb[0] = 1
