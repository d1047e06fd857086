"""Counting lifts on the mat: scripts in time, and what must not change the count."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mats import RULES, Mat, Script, Session, count, film, make_lying
from sitwell.core.lifts import Parts
from sitwell.core.lying import Unseen
from sitwell.core.repetitions import Counter, Stage, advance

FIVE = Session()


def counted(script: Script, parts: Parts = Parts.BOTH) -> int:
    """Give the number counted."""
    return len(count(script, parts).repetitions)


def cut(script: Script, start_s: float, end_s: float) -> Script:
    """Leave the pictures of a stretch out."""
    return [(t, pose) for t, pose in script if not start_s <= t < end_s]


def blind(script: Script, start_s: float, end_s: float) -> Script:
    """Find nobody in a stretch."""
    return [(t, None if start_s <= t < end_s else pose) for t, pose in script]


@pytest.mark.parametrize(
    ("session", "number"),
    [
        pytest.param(FIVE, 5, id="five with the breath"),
        pytest.param(replace(FIVE, pause_s=0.0), 5, id="without a pause"),
        pytest.param(replace(FIVE, hold_s=4.0), 5, id="held for a breath"),
        pytest.param(replace(FIVE, up_s=1.0, down_s=1.0), 5, id="quick"),
        pytest.param(replace(FIVE, up_s=0.4, down_s=0.4), 0, id="a jerk is no breath"),
        pytest.param(replace(FIVE, lifts=()), 0, id="only rest"),
        pytest.param(replace(FIVE, lifts=((4.0, 3.0),) * 5), 0, id="too small"),
        pytest.param(replace(FIVE, lifts=((7.0, 6.0),) * 5), 5, id="mini"),
        pytest.param(replace(FIVE, lifts=((20.0, 15.0), (9.0, 7.0)) * 3), 5, id="uneven"),
        pytest.param(replace(FIVE, lifts=((20.0, 15.0),) * 3 + ((9.0, 7.0),) * 3), 5, id="tired"),
        pytest.param(replace(FIVE, lifts=((12.0, 1.0),) * 5), 0, id="chest alone"),
        pytest.param(replace(FIVE, rest_s=1.0), 0, id="no rest at all to learn the floor from"),
    ],
)
def test_counts(session, number):
    """A repetition is a lift of both that takes as long as a breath, once the floor is known."""
    assert counted(film(session)) == number


@pytest.mark.parametrize(
    ("lift", "parts", "number"),
    [
        pytest.param((12.0, 0.5), Parts.CHEST, 5, id="chest for chest"),
        pytest.param((12.0, 0.5), Parts.LEGS, 0, id="chest for legs"),
        pytest.param((0.5, 9.0), Parts.LEGS, 5, id="legs for legs"),
        pytest.param((0.5, 9.0), Parts.EITHER, 5, id="legs for either"),
        pytest.param((12.0, 0.5), Parts.EITHER, 5, id="chest for either"),
        pytest.param((12.0, 9.0), Parts.EITHER, 5, id="both for either"),
        pytest.param((2.0, 2.0), Parts.EITHER, 0, id="too small for either"),
        pytest.param((6.0, 5.0), Parts.EITHER, 5, id="small ones of both"),
        pytest.param((6.0, 0.0), Parts.EITHER, 0, id="a small one of the chest alone"),
        pytest.param((0.0, 5.0), Parts.EITHER, 0, id="a small one of the legs alone"),
    ],
)
def test_parts_asked_for(lift, parts, number):
    """Only what is asked for has to rise, and only that."""
    assert counted(film(replace(FIVE, lifts=(lift,) * 5)), parts) == number


def test_reports_tempo_and_range():
    """Times are those of the whole way, to a tenth; heights are over the floor line."""
    session = replace(FIVE, up_s=3.0, down_s=2.0, hold_s=1.0)
    for done in count(film(session)).repetitions:
        assert done.up_s == pytest.approx(3.0, rel=0.1)
        assert done.down_s == pytest.approx(2.0, rel=0.1)
        assert done.chest_deg == pytest.approx(12.0, abs=0.6)
        assert done.leg_deg == pytest.approx(10.0, abs=0.6)


def test_counts_when_it_is_down():
    """A lift counts while it is lowered, not at the top: half way down, with the usual floor."""
    (done, *_) = count(film(FIVE)).repetitions
    top_s, down_s = FIVE.rest_s + FIVE.up_s, FIVE.rest_s + FIVE.up_s + FIVE.down_s
    assert top_s + 1.0 < done.t < down_s + 0.3


@settings(max_examples=40, deadline=None)
@given(
    x=st.floats(0.7, 1.1),
    y=st.floats(0.3, 0.8),
    size=st.floats(0.35, 1.0),
    roll_deg=st.floats(-6.0, 6.0),
    head_is_left=st.booleans(),
    hz=st.floats(5.0, 15.0),
    shoulders=st.floats(0.0, 0.5),
)
def test_only_the_body_counts(  # noqa: PLR0917 (one for each freedom)
    x, y, size, roll_deg, head_is_left, hz, shoulders
):
    """Place, size, tilt, side and frame rate change neither the count nor the heights."""
    mat = Mat(
        x=x, y=y, size=size, roll_deg=roll_deg, head_is_left=head_is_left, shoulders=shoulders
    )
    done = count(film(FIVE, hz, mat)).repetitions
    assert len(done) == 5
    assert all(d.chest_deg == pytest.approx(12.0, abs=0.8) for d in done)
    assert all(d.leg_deg == pytest.approx(10.0, abs=0.8) for d in done)


@settings(max_examples=40, deadline=None)
@given(
    chest=st.floats(8.0, 24.0),
    leg=st.floats(7.0, 20.0),
    up_s=st.floats(1.5, 4.5),
    down_s=st.floats(1.5, 4.5),
    hold_s=st.floats(0.0, 2.0),
    pause_s=st.floats(0.0, 4.0),
    number=st.integers(0, 8),
)
def test_counts_any_breath(  # noqa: PLR0917 (one for each freedom)
    chest, leg, up_s, down_s, hold_s, pause_s, number
):
    """Whatever the tempo and the height of a set, its repetitions are counted."""
    session = Session(
        lifts=((chest, leg),) * number, up_s=up_s, down_s=down_s, hold_s=hold_s, pause_s=pause_s
    )
    assert counted(film(session, 6.0)) == number


@pytest.mark.parametrize("hz", [5.0, 8.0, 15.0])
def test_noise(hz):
    """Noise as large as that of the landmarker on rendered bodies adds and takes nothing."""
    assert counted(film(FIVE, hz, noise_deg=0.7)) == 5
    assert counted(film(replace(FIVE, lifts=(), rest_s=60.0), hz, noise_deg=1.0)) == 0


@pytest.mark.parametrize("leave_out", [cut, blind], ids=["no picture", "nobody found"])
@pytest.mark.parametrize(
    ("start_s", "end_s", "number"),
    [
        pytest.param(6.8, 7.6, 5, id="short, at the top"),
        pytest.param(6.0, 8.0, 4, id="long, at the top"),
        pytest.param(4.2, 10.5, 4, id="a whole lift"),
        pytest.param(10.1, 10.9, 5, id="at rest"),
        pytest.param(7.0, 14.0, 3, id="top to top is not one lift"),
    ],
)
def test_gaps(leave_out, start_s, end_s, number):
    """A gap of less than a second is tolerated; a longer one is not bridged."""
    assert counted(leave_out(film(FIVE), start_s, end_s)) == number


def test_another_movement_before_is_no_part_of_a_lift():
    """A lift of the chest alone, right before one of both, does not make that one longer."""
    lifts = ((20.0, 0.0), (12.0, 10.0)) * 3
    done = count(film(replace(FIVE, lifts=lifts))).repetitions
    assert [round(d.up_s) for d in done] == [3, 3, 3]


def test_who_is_up_after_a_gap_must_rest_first():
    """Who is seen again in the middle of a lift is counted from the next one on."""
    script = blind(film(replace(FIVE, hold_s=3.0)), 3.5, 8.0)
    assert counted(script) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(make_lying(80.0, 0.0), id="sitting"),
        pytest.param(make_lying(25.0, 20.0), id="up"),
        pytest.param(make_lying(-3.0, -4.0, mat=Mat(head_is_left=False)), id="changed round"),
    ],
)
def test_one_wrong_picture(wrong):
    """A single wrong pose, at rest or in a lift, changes nothing."""
    for at in (20, 55, 70, 95, 108):
        script = film(FIVE)
        script[at] = (script[at][0], wrong)
        assert counted(script) == 5


def shift(script: Script, later: Session, at: Mat | None = None) -> Script:
    """Go on with another session afterwards."""
    end_s = script[-1][0] + 0.1
    return [*script, *((t + end_s, pose) for t, pose in film(later, mat=at))]


@pytest.mark.parametrize(
    ("later", "at"),
    [
        pytest.param(replace(FIVE, floor=(4.0, 1.0)), None, id="head on the hands now"),
        pytest.param(replace(FIVE, floor=(-9.0, -10.0)), None, id="sunk deeper"),
        pytest.param(FIVE, Mat(head_is_left=False), id="turned round"),
        pytest.param(FIVE, Mat(roll_deg=8.0), id="camera tilted"),
    ],
)
def test_learns_the_floor_again(later, at):
    """Whoever shifts is counted on once they have rested."""
    later = replace(later, rest_s=18.0)
    assert counted(shift(film(FIVE), later, at)) == 10


def test_getting_up_and_back_counts_nothing():
    """Kneeling up and lying down again is no lift, and the floor is learnt again."""
    script = film(FIVE)
    end_s = script[-1][0]
    up = [(end_s + k / 10.0, make_lying(min(3.0 * k, 85.0), -4.0)) for k in range(1, 60)]
    down = [(end_s + 6.0 + k / 10.0, make_lying(85.0 - 2.0 * k, -4.0)) for k in range(44)]
    counter = count([*script, *up, *down])
    assert len(counter.repetitions) == 5
    assert counter.floor is None


def test_below_the_floor_is_noticed_at_any_time():
    """Whoever sinks at the very start of the clock is noticed as well: 0 s is a time."""
    script = [(t - 4.0, pose) for t, pose in film(replace(FIVE, lifts=()))]
    low = [(0.1 * k, make_lying(-12.0, -13.0)) for k in range(1, 12)]
    counter = count([(t, pose) for t, pose in script if t < 0.0] + [(0.0, low[0][1]), *low])
    assert counter.sight is Stage.SETTLING


SIGHTS = [
    pytest.param(None, Unseen.NOBODY, id="nobody"),
    pytest.param(make_lying(75.0, -30.0), Unseen.NOT_LYING, id="kneeling"),
    pytest.param(make_lying(0.0, -45.0, knee_deg=90.0), Unseen.NOT_LYING, id="on all fours"),
    pytest.param(make_lying(-5.0, 20.0, knee_deg=-150.0), Unseen.NOT_LYING, id="child's pose"),
    pytest.param(make_lying(mat=Mat(shoulders=1.2)), Unseen.NOT_SIDE_ON, id="from the head"),
    pytest.param(make_lying(mat=Mat(x=1.5)), Unseen.HIDDEN, id="feet outside the picture"),
    pytest.param(make_lying(mat=Mat(size=0.2)), Unseen.TOO_FAR, id="far away"),
]


@pytest.mark.parametrize(("pose", "sight"), SIGHTS)
def test_says_why_it_cannot_see(pose, sight):
    """What keeps it from counting has a name."""
    assert count([(k / 10.0, pose) for k in range(20)]).sight is sight


def test_says_how_far_it_is():
    """First the floor line is learnt, then it rests or moves."""
    counter, sights = Counter(), []
    for t, pose in film(replace(FIVE, lifts=((12.0, 10.0),))):
        counter = advance(counter, t, pose, Parts.BOTH, RULES)
        if not sights or sights[-1] is not counter.sight:
            sights.append(counter.sight)
    assert sights == [Stage.SETTLING, Stage.RESTING, Stage.MOVING, Stage.RESTING]


def test_knows_how_long_it_saw():
    """The time with both lines seen leaves gaps out."""
    counter = count(blind(film(replace(FIVE, lifts=(), rest_s=10.0)), 5.0, 10.0))
    assert counter.watched_s == pytest.approx(19.9, abs=0.11)
    assert counter.whole_s == pytest.approx(14.8, abs=0.31)
