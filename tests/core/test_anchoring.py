"""The seconds in which a posture is held."""

from builders import make_pose, make_sight
from sitwell.core.anchoring import Anchoring, take


def hold(*times: float) -> Anchoring:
    """Give an anchor begun at 100 s, with a sight at each of these times."""
    now = Anchoring(100.0, 100.0)
    for t in times:
        now = take(now, make_sight(make_pose(), t=t))
    return now


def test_settling_is_not_learnt_from():
    """What is seen in the first three seconds is no part of the anchor."""
    settling = hold(101.0, 102.5)
    assert (settling.settle_s, settling.share, settling.sights) == (0.5, 0.0, ())
    assert [s.t for s in hold(101.0, 102.5, 103.0, 104.0).sights] == [103.0, 104.0]


def test_is_whole_after_ten_seconds():
    """An anchor is whole when ten seconds were held, however many looks that took."""
    assert not hold(103.0, 112.9).is_whole
    assert hold(103.0, 108.0).share == 0.5
    assert hold(103.0, 113.0).is_whole
