"""What goes over the pipe comes back the same."""

import numpy as np
import pytest

from builders import ASPECT, make_pose
from sitwell.adapters.landmarker.wire import Order, Request, pack_poses, unpack_poses


@pytest.mark.parametrize("count", [0, 1, 2])
def test_poses_survive_the_wire_bit_for_bit(count):
    """Every number of every pose comes back exactly."""
    sent = [make_pose() for _ in range(count)]
    received = unpack_poses(pack_poses(sent), ASPECT)
    assert len(received) == count
    for before, after in zip(sent, received, strict=True):
        assert np.array_equal(before.xy, after.xy)
        assert np.array_equal(before.visibility, after.visibility)
        assert np.array_equal(before.world, after.world)


def test_a_request_survives_the_wire():
    """A request is read back as it was sent."""
    request = Request(Order.LOOK, 480, 640, 12.25)
    assert Request.unpack(request.pack()) == request
