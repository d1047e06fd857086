"""When to look: seldom while nothing changes, and never so seldom that a slump is found late."""

from dataclasses import replace

import numpy as np
import pytest

from builders import make_pose
from sitwell.core.episodes import EpisodeRules, Episodes, Slump
from sitwell.core.monitor import Monitor
from sitwell.core.reading import Reading
from sitwell.core.records import State
from sitwell.core.sampling import (
    BLOCK,
    CHANGED,
    Mood,
    Sampling,
    has_changed,
    hold_alert,
    is_due,
    is_known,
    judge_mood,
    note_pose,
)
from sitwell.core.scene import Scene
from sitwell.core.settle import Steady

ROOM = Scene(np.full((120, 160), 0.5, np.float32))
POSED = Sampling(looked_t=100.0, posed_t=100.0, scene=ROOM, poses=(make_pose(),))


def stand(newest: State, settled: State, **course: object) -> Monitor:
    """Make a monitor whose newest reading and settled state are these."""
    reading = Reading(100.0, newest)
    steady = Steady(settled, replace(reading, state=settled), 0.0, (reading,))
    return Monitor(t=100.0, steady=steady, episodes=Episodes(**course))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "mood"),
    [
        pytest.param(Monitor(), Mood.ALERT, id="nothing seen yet"),
        pytest.param(stand(State.UPRIGHT, State.UPRIGHT), Mood.CALM, id="upright"),
        pytest.param(stand(State.SLUMPED, State.UPRIGHT), Mood.ALERT, id="may be slumping"),
        pytest.param(
            stand(State.SLUMPED, State.SLUMPED, slump=Slump(90.0, 100.0)),
            Mood.ALERT,
            id="slumping, not yet an episode",
        ),
        pytest.param(
            stand(State.SLUMPED, State.SLUMPED, slump=Slump(0.0, 100.0, is_episode=True)),
            Mood.CALM,
            id="slumping on",
        ),
        pytest.param(
            stand(
                State.UPRIGHT,
                State.UPRIGHT,
                slump=Slump(0.0, 90.0, is_episode=True),
                better_since=95.0,
            ),
            Mood.ALERT,
            id="slump may be over",
        ),
        pytest.param(
            stand(State.ABSENT, State.ABSENT, gone_since=80.0), Mood.ALERT, id="just gone"
        ),
        pytest.param(
            stand(State.ABSENT, State.ABSENT, gone_since=0.0, is_absent=True),
            Mood.AWAY,
            id="away",
        ),
        pytest.param(
            stand(State.UPRIGHT, State.ABSENT, gone_since=0.0, is_absent=True),
            Mood.ALERT,
            id="may be back",
        ),
    ],
)
def test_mood(now: Monitor, mood: Mood) -> None:
    """The monitor is alert while a slump or an absence begins or ends, and calm otherwise."""
    assert judge_mood(now) is mood


def test_people_who_come_or_go_are_looked_at_for_a_while() -> None:
    """For 8 s after the number of people changed looks are frequent, whatever the mood."""
    met = note_pose(POSED, 200.0, ROOM, ())
    assert met.met_t == 200.0
    assert note_pose(met, 204.0, ROOM, ()).met_t == 200.0
    assert hold_alert(met, Mood.CALM, 207.9) is Mood.ALERT
    assert hold_alert(met, Mood.CALM, 208.0) is Mood.CALM
    assert note_pose(Sampling(), 50.0, ROOM, ()).met_t == 50.0


def test_after_a_pause_looks_are_frequent() -> None:
    """The first look after 15 s without any is not the only one: who is there may be missed in it.

    A visit lasts 4 s, and took its first picture, black or blurred, for all there was to see.
    """
    visit = note_pose(POSED, 126.0, ROOM, POSED.poses)
    assert is_due(visit, hold_alert(visit, Mood.AWAY, 127.0), 127.0)
    assert not is_due(POSED, Mood.AWAY, 101.0)


def test_the_longest_interval_is_no_pause() -> None:
    """Looks that are 10 s apart, as far as the config has them, are calm while nothing changes."""
    before = Sampling(looked_t=100.0, posed_t=100.0, scene=ROOM, poses=POSED.poses, met_t=50.0)
    after = note_pose(before, 110.0, ROOM, POSED.poses)
    assert hold_alert(after, Mood.CALM, 111.0) is Mood.CALM


def test_looks_keep_their_distance() -> None:
    """A look is due when the mood's cadence has passed, a hundredth early at most."""
    for mood in Mood:
        assert is_due(Sampling(), mood, 0.0)
        assert not is_due(POSED, mood, 100.0 + mood.cadence_s - 0.02)
        assert is_due(POSED, mood, 100.0 + mood.cadence_s - 0.005)


def test_no_look_is_taken_for_a_gap() -> None:
    """However seldom looks are, the monitor does not take the time between them for unseen."""
    assert max(mood.cadence_s for mood in Mood) < EpisodeRules().longest_gap_s


def test_a_pose_holds_while_nothing_changes() -> None:
    """Nothing has changed: what was found holds until the mood's patience is over."""
    for mood in Mood:
        assert is_known(POSED, mood, ROOM, 100.0 + mood.patience_s - 0.5)
        assert not is_known(POSED, mood, ROOM, 100.0 + mood.patience_s)
    assert not is_known(Sampling(), Mood.CALM, ROOM, 0.0)


@pytest.mark.parametrize(
    ("rows", "change", "seen"),
    [
        pytest.param(slice(40, 40 + BLOCK), 1.5 * CHANGED, True, id="a block"),
        pytest.param(slice(40, 42), 1.5 * CHANGED, False, id="two rows of a block"),
        pytest.param(slice(None), 0.9 * CHANGED, False, id="the light, a little"),
        pytest.param(slice(None), 1.1 * CHANGED, True, id="the light"),
        pytest.param(slice(40, 40 + BLOCK), -1.5 * CHANGED, True, id="a block, darker"),
    ],
)
def test_what_counts_as_a_change(rows: slice, change: float, seen: bool) -> None:
    """A change counts where a whole block of the picture has changed by more than noise."""
    grey = ROOM.grey.copy()
    grey[rows, 48 : 48 + BLOCK] += np.float32(change)
    assert has_changed(ROOM, Scene(grey)) is seen


def test_noise_is_no_change() -> None:
    """The noise of a poor sensor, a twentieth of the range in each cell, is no change."""
    random = np.random.default_rng(0)
    for _ in range(20):
        noisy = ROOM.grey + random.normal(0.0, 0.05, ROOM.grey.shape).astype(np.float32)
        assert not has_changed(ROOM, Scene(noisy))


def test_another_size_is_a_change() -> None:
    """A camera that changes its picture's size is looked at anew."""
    assert has_changed(ROOM, Scene(np.full((90, 160), 0.5, np.float32)))
    assert has_changed(Scene(np.zeros((4, 4), np.float32)), Scene(np.zeros((4, 4), np.float32)))
