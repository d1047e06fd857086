"""Where somebody is in the welcome, and what the buttons say there: values alone."""

from dataclasses import replace

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from sitwell.commands.preview_wire import Learnt
from sitwell.desktop.welcome import walk as walking
from sitwell.desktop.welcome.buttons import label
from sitwell.desktop.welcome.walk import Parting, Step, Task, Then, Walk

UPRIGHT = Learnt("upright", "front", "good", 50, None, 11.0)
SLUMP = replace(UPRIGHT, anchor="slump", slump_deg=20.0)

HOLDING = Walk(Step.UPRIGHT, is_usable=True, is_holding=True)
FIRST = walking.learn(HOLDING, UPRIGHT, is_first=True)
AGAIN = walking.learn(HOLDING, UPRIGHT, is_first=False)
CONCLUDED = walking.conclude(AGAIN)
ENDED = walking.note_kept(CONCLUDED)


def test_first_upright_is_kept_at_once() -> None:
    """Where a place has no calibration, the upright is kept as soon as it is learnt."""
    assert FIRST.step is Step.SLUMP
    assert FIRST.task is Task.KEEPING
    assert walking.note_kept(FIRST).is_kept


def test_later_upright_waits() -> None:
    """Where a place has a calibration, nothing takes its place before the result."""
    assert AGAIN.step is Step.SLUMP
    assert AGAIN.task is Task.NONE
    assert CONCLUDED.step is Step.RESULT
    assert CONCLUDED.task is Task.KEEPING


def test_what_is_kept_is_not_kept_twice() -> None:
    """Whoever skips the slump after a kept upright waits for nothing."""
    ended = walking.conclude(walking.note_kept(FIRST))
    assert (ended.step, ended.task) == (Step.RESULT, Task.NONE)


def test_slump_is_kept_with_the_upright() -> None:
    """A slump leads to the result and is kept, also where its upright was."""
    holding = replace(walking.note_kept(FIRST), is_holding=True)
    ended = walking.learn(holding, SLUMP, is_first=False)
    assert (ended.step, ended.task, ended.is_kept) == (Step.RESULT, Task.KEEPING, False)
    assert ended.learnt == SLUMP


def test_what_comes_after_a_stop_is_not_taken() -> None:
    """What was learnt in the moment in which the person pressed Stop changes nothing."""
    stopped = replace(HOLDING, is_holding=False)
    assert walking.learn(stopped, UPRIGHT, is_first=True) == stopped


def test_nothing_learnt_leads_nowhere() -> None:
    """Without an upright there is no result, and nothing to keep."""
    assert walking.conclude(HOLDING) == HOLDING
    assert walking.keep(HOLDING) == HOLDING


@pytest.mark.parametrize(
    ("walk", "parting"),
    [
        pytest.param(Walk(), Parting.AT_ONCE, id="nothing begun"),
        pytest.param(HOLDING, Parting.AT_ONCE, id="in the ten seconds"),
        pytest.param(FIRST, Parting.ONCE_DONE, id="the first is being kept"),
        pytest.param(walking.note_kept(FIRST), Parting.AT_ONCE, id="the first is kept"),
        pytest.param(AGAIN, Parting.ASK_FIRST, id="another one at the slump"),
        pytest.param(
            walking.go(AGAIN, Step.CAMERA), Parting.ASK_FIRST, id="another one, then back"
        ),
        pytest.param(CONCLUDED, Parting.ONCE_DONE, id="another one is being kept"),
        pytest.param(replace(CONCLUDED, then=Then.CLOSE), Parting.AT_ONCE, id="a second time"),
        pytest.param(walking.note_not_kept(CONCLUDED), Parting.AT_ONCE, id="cannot be written"),
        pytest.param(ENDED, Parting.AT_ONCE, id="at the end"),
        pytest.param(
            replace(ENDED, task=Task.BEGINNING), Parting.ONCE_DONE, id="watching is beginning"
        ),
        pytest.param(
            walking.learn(replace(ENDED, is_holding=True), UPRIGHT, is_first=False),
            Parting.ASK_FIRST,
            id="calibrated again after the end",
        ),
    ],
)
def test_nothing_is_lost_without_a_word(walk: Walk, parting: Parting) -> None:
    """Leaving waits for what is being kept, and asks where it would cost one of two uprights."""
    assert walking.find_parting(walk) is parting


@pytest.mark.parametrize(
    ("walk", "step", "trouble"),
    [
        pytest.param(Walk(Step.CAMERA), Step.CAMERA, "gone", id="at the camera"),
        pytest.param(HOLDING, Step.CAMERA, "gone", id="in the ten seconds"),
        pytest.param(AGAIN, Step.CAMERA, "gone", id="at the slump, not kept"),
        pytest.param(walking.note_kept(FIRST), Step.RESULT, "", id="at the slump, kept"),
        pytest.param(CONCLUDED, Step.CAMERA, "gone", id="at the result, not kept"),
        pytest.param(ENDED, Step.RESULT, "", id="at the result"),
    ],
)
def test_a_lost_camera_costs_what_was_not_kept(walk: Walk, step: Step, trouble: str) -> None:
    """Whose camera ends by itself begins with the camera, or goes on with what is kept."""
    now = walking.lose_camera(walk, "gone")
    assert (now.step, now.trouble) == (step, trouble)
    assert (now.is_usable, now.is_holding, now.task) == (False, False, Task.NONE)
    assert now.is_kept == (step is Step.RESULT)


@pytest.mark.parametrize(
    ("walk", "words", "can_go_on"),
    [
        pytest.param(Walk(), "&Turn on the camera", True, id="hello"),
        pytest.param(Walk(Step.CAMERA), "&Continue", False, id="nobody seen"),
        pytest.param(Walk(Step.CAMERA, is_usable=True), "&Continue", True, id="somebody seen"),
        pytest.param(Walk(Step.CAMERA, trouble="gone"), "&Try again", True, id="no camera"),
        pytest.param(
            Walk(Step.UPRIGHT, is_usable=True), "&Start the ten seconds", True, id="upright"
        ),
        pytest.param(replace(HOLDING, is_usable=False), "&Stop", True, id="in the ten seconds"),
        pytest.param(FIRST, "&Start the ten seconds", False, id="being kept"),
        pytest.param(CONCLUDED, "&Start watching", False, id="result, being kept"),
        pytest.param(ENDED, "&Start watching", True, id="result"),
        pytest.param(
            walking.note_not_kept(CONCLUDED), "&Try again", True, id="result, not written"
        ),
        pytest.param(replace(ENDED, is_done=True), "&Close", True, id="done"),
    ],
)
def test_the_button_says_what_it_does(walk: Walk, words: str, can_go_on: bool) -> None:
    """The first button is named after what it does now, and can be pressed where it does it."""
    buttons = label(walk, begins=True)
    assert (buttons.forward, buttons.can_go_on) == (words, can_go_on)


def test_the_button_does_not_promise_to_watch() -> None:
    """Where watching is not to begin, the last button says that it ends, and no more."""
    assert label(ENDED, begins=False).forward == "&Finish"


@pytest.mark.parametrize("step", list(Step))
def test_only_the_slump_can_be_skipped(step: Step) -> None:
    """Skip is there at the slump alone, and back on every page but the first."""
    buttons = label(Walk(step), begins=True)
    assert buttons.has_skip is (step is Step.SLUMP)
    assert bool(buttons.back) is (step is not Step.HELLO)


def test_no_two_buttons_share_a_letter() -> None:
    """On no page two buttons answer to the same key."""
    for walk in (FIRST, HOLDING, ENDED, Walk(Step.CAMERA), replace(ENDED, is_done=True)):
        buttons = label(walk, begins=True)
        shown = [buttons.forward, buttons.back, *(["S&kip"] if buttons.has_skip else [])]
        keys = [words[words.index("&") + 1].lower() for words in shown]
        assert len(set(keys)) == len(keys), shown
