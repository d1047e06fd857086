"""What sitters do, minute by minute."""

from itertools import pairwise

import numpy as np
import pytest

from sitwell.lab import kinds, life
from sitwell.lab.life import EASE_S, LIFE_FLEXION_DEG, PASTIMES, SLUMPS, Activity, Stretch

START_S, END_S = 12.0, 1212.0


def make_life(seed: int, slumping: bool, end_s: float = END_S) -> tuple[float, list[Stretch]]:
    """Give the flexion of a habit, and a life around it."""
    rng = np.random.default_rng(seed)
    habit = kinds.draw_habit(rng)
    draw = life.draw_slumping if slumping else life.draw
    return habit.flexion_deg, list(draw(habit, START_S, end_s, rng))


LIVES = [make_life(seed, slumping=False) for seed in range(60)]
SLUMPING = [make_life(seed, slumping=True) for seed in range(60)]


@pytest.mark.parametrize(
    "lives", [pytest.param(LIVES, id="life"), pytest.param(SLUMPING, id="slumps")]
)
def test_stretches_tile_the_time(lives):
    """Each begins where the one before ended, from the first moment to the last; none is empty."""
    for _, stretches in lives:
        edges = [START_S, *(stretch.end_s for stretch in stretches)]
        assert [stretch.start_s for stretch in stretches] == edges[:-1]
        assert edges[-1] == END_S
        assert min(np.diff(edges)) >= 1.0


@pytest.mark.parametrize("kind", [kind for kind in Activity if kind is not Activity.CALIBRATION])
def test_every_activity_occurs(kind):
    """Sixty lives of twenty minutes hold everything that people do."""
    assert any(s.kind is kind for _, stretches in SLUMPING + LIVES for s in stretches)


@pytest.mark.parametrize("kind", list(PASTIMES))
def test_pastime_lasts_as_long_as_it_may(kind):
    """A reach is over in seconds, a lean may take minutes."""
    pastime = PASTIMES[kind]
    lasts = [s.end_s - s.start_s for _, life in LIVES for s in life if s.kind is kind]
    assert pastime.least_s - 1e-6 <= min(lasts)
    assert max(lasts) <= pastime.most_s + 1e-6


def test_body_comes_into_a_stretch_before_it_is_over():
    """A movement cut short would make the body jump."""
    for _, stretches in LIVES + SLUMPING:
        assert all(s.ease_s <= s.end_s - s.start_s for s in stretches)


def test_most_of_life_is_upright():
    """A sitter who does not slump sits upright for more than half of the time."""
    stretches = [s for _, life in LIVES for s in life]
    upright_s = sum(s.end_s - s.start_s for s in stretches if s.kind is Activity.UPRIGHT)
    assert upright_s > 0.5 * sum(s.end_s - s.start_s for s in stretches)


def test_life_alone_holds_no_slump_that_lasts():
    """Nothing aims at 10 degrees of flexion over the habit for 30 s; short slumps do for less."""
    for flexion_deg, stretches in LIVES:
        for s in stretches:
            if s.aim is not None and s.aim.flexion_deg - flexion_deg > LIFE_FLEXION_DEG + 1e-9:
                assert s.kind is Activity.SHORT_SLUMP
                assert s.end_s - s.start_s + EASE_S[1] < 30.0
            assert s.kind not in SLUMPS


def test_slump_is_left_for_something_upright():
    """Before and after every slump, short or long, the sitter is upright."""
    for _, stretches in LIVES + SLUMPING:
        for before, now, after in zip(stretches, stretches[1:], stretches[2:], strict=False):
            if now.kind in (*SLUMPS, Activity.SHORT_SLUMP):
                assert before.kind is after.kind is Activity.UPRIGHT


def test_slump_is_as_deep_as_promised():
    """16 to 34 degrees over the habit, and there is one or more in each life with slumps."""
    slumps = [(deg, s) for deg, life in SLUMPING for s in life if s.kind in SLUMPS]
    assert len(slumps) >= 60
    for habit_deg, slump in slumps:
        assert slump.aim is not None
        assert 16.0 - 1e-9 <= slump.aim.flexion_deg - habit_deg <= 34.0


def test_slump_lasts_once_it_is_reached():
    """From 3.5 to 12 minutes, the way into it not counted."""
    for _, stretches in SLUMPING:
        for s in stretches:
            if s.kind in SLUMPS:
                assert 210.0 - 1e-6 <= s.end_s - s.start_s - s.ease_s <= 720.0 + 1e-6


def test_slumps_set_in_at_once_or_slowly():
    """Some take two seconds, the others 30 to 90, and both occur."""
    eases = [s.ease_s for _, life in SLUMPING for s in life if s.kind in SLUMPS]
    slow = [ease_s for ease_s in eases if ease_s != 2.0]
    assert 0 < len(slow) < len(eases)
    assert min(slow) >= 30.0
    assert max(slow) <= 90.0


def test_pelvis_tilts_back_in_a_slump():
    """The trunk's line stays behind what half the flexion would bring it to."""
    for seed in range(200):
        rng = np.random.default_rng(seed)
        habit = kinds.draw_habit(rng)
        aim = life._bend_slump(kinds.Kind.SLUMP, habit, rng)
        lean_deg, flexion_deg = aim.lean_deg - habit.lean_deg, aim.flexion_deg - habit.flexion_deg
        assert lean_deg <= flexion_deg / 2.0 - 4.0 + 1e-9


def test_eight_minutes_have_room_for_a_slump():
    """Whoever is to slump does so, in all but the shortest sessions."""
    for seed in range(60):
        _, stretches = make_life(seed, slumping=True, end_s=START_S + 480.0)
        assert any(s.kind in SLUMPS for s in stretches)


def test_chair_stays_where_it_was_moved_to():
    """Until it is moved again or its sitter goes, everything is done in the chair's new place."""
    moves = 0
    for _, stretches in LIVES + SLUMPING:
        for before, now in pairwise(stretches):
            if Activity.AWAY in (before.kind, now.kind):
                continue
            if now.kind is Activity.CHAIR_MOVED:
                moves += 1
                assert now.place != before.place
            else:
                assert now.place == before.place
    assert moves > 10


def test_aim_is_in_the_chair():
    """Where somebody sits, their posture's place is the chair's."""
    for _, stretches in LIVES + SLUMPING:
        assert all(s.aim.place == s.place for s in stretches if s.aim is not None)


def test_nobody_is_aimed_at_while_away():
    """An empty chair has no posture, and everything else has one."""
    for _, stretches in LIVES + SLUMPING:
        assert all((s.aim is None) == (s.kind is Activity.AWAY) for s in stretches)
