"""Ways of showing a picture, the search for one that works, and poses put back."""

import numpy as np
import pytest

from sitwell.core.pose import LANDMARKS, Pose
from sitwell.core.showing import WAYS, Search, Turn, Way, advance, put_back, show

WIDE, TALL = (36, 64), (64, 36)


def play(*seen: bool, is_known: bool = True, hz: float = 10.0) -> list[int]:
    """Give the number of the way after each picture."""
    search, numbers = Search(), []
    for frame, is_seen in enumerate(seen):
        search = advance(search, frame / hz, is_seen=is_seen, is_known=is_known)
        numbers.append(search.number)
    return numbers


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("size_hw", [WIDE, TALL], ids=["wide", "tall"])
def test_a_pose_comes_back_to_where_it_was(way, size_hw):
    """A landmark found in what was shown lies on the same thing in the whole picture."""
    height, width = size_hw
    rgb = np.zeros((height, width, 3), np.uint8)
    rgb[20, 25] = 255
    shown = show(rgb, way)
    ((row, column),) = np.argwhere(shown[..., 0])
    high, wide = shown.shape[:2]
    xy = np.tile(((column + 0.5) / high, (row + 0.5) / high), (LANDMARKS, 1))
    found = Pose(xy, np.ones(LANDMARKS), np.zeros((LANDMARKS, 3)), wide / high)
    back = put_back(found, way, size_hw)
    assert back.aspect == pytest.approx(width / height)
    assert back.xy[0] == pytest.approx((25.5 / height, 20.5 / height))


@pytest.mark.parametrize(
    ("turn", "world"),
    [
        pytest.param(Turn.CLOCKWISE, (-1.0, 0.0, 0.5), id="clockwise"),
        pytest.param(Turn.COUNTER, (1.0, 0.0, 0.5), id="counter"),
        pytest.param(Turn.NONE, (0.0, -1.0, 0.5), id="as it is"),
    ],
)
def test_the_world_turns_too(turn, world):
    """What was up where it was shown turned is at the head's side in the picture."""
    metres = np.tile((0.0, -1.0, 0.5), (LANDMARKS, 1))
    pose = Pose(np.zeros((LANDMARKS, 2)), np.ones(LANDMARKS), metres, 1.0)
    assert put_back(pose, Way(turn), (36, 36)).world[0] == pytest.approx(world)


def test_a_way_that_works_is_kept():
    """Nothing is changed while the person is seen, nor for a miss of less than a second."""
    assert set(play(*[True] * 50)) == {0}
    assert set(play(*[True] * 20, *[False] * 9, *[True] * 20)) == {0}


@pytest.mark.parametrize("hz", [5.0, 15.0])
def test_every_way_has_its_second(hz):
    """While nobody is seen each way is tried for a second, and then the first again."""
    numbers = play(*[False] * round(6.2 * hz), hz=hz)
    assert [numbers[round((k + 0.5) * hz)] for k in range(6)] == [0, 1, 2, 3, 4, 5]
    assert numbers[-1] == 0


def test_lines_that_never_rest_are_not_trusted():
    """A body found the wrong way round jitters: without a floor line another way is tried."""
    numbers = play(*[True] * 90, is_known=False)
    assert (numbers[75], numbers[85]) == (0, 1)


def test_a_floor_once_known_may_be_learnt_again():
    """Whoever shifts after minutes has as long to rest again as at first."""
    search = Search()
    for frame in range(600):
        search = advance(search, frame / 10.0, is_seen=True, is_known=True)
    for frame in range(600, 670):
        search = advance(search, frame / 10.0, is_seen=True, is_known=False)
    assert search.number == 0
