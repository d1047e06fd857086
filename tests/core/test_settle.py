"""From single readings to a steady state."""

import math
from dataclasses import replace

import pytest

from builders import make_absence, make_angle, make_angles, make_reading
from sitwell.core.posture_rules import PostureRules
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import State
from sitwell.core.settle import RELEASE, WINDOW_S, Stance, Steady, settle

RULES = PostureRules()
SLUMP_DEG, EXTENSION_DEG = RULES.slump_deg, RULES.extension_deg
DEG = {"g": 0.0, "s": 21.0, "o": -4.5}


def read(letter: str, t: float) -> Reading:
    """Give the reading of a letter; "?" is somebody turned away, "." is nobody."""
    if letter == ".":
        return make_absence(t)
    if letter == "?":
        return make_reading(t, None, Reason.TURNED_AWAY)
    return make_reading(t, DEG[letter])


def settle_all(readings: list[Reading]) -> list[Steady]:
    """Take readings into account one after the other."""
    steady: Steady | None = None
    course = []
    for reading in readings:
        steady = settle(steady, reading, RULES)
        course.append(steady)
    return course


def settle_script(script: str) -> str:
    """Give the settled state after each letter, in letters."""
    letters = {State.UPRIGHT: "g", State.SLUMPED: "s", State.OVEREXTENDED: "o"}
    letters |= {State.ABSENT: ".", State.UNKNOWN: "?"}
    course = settle_all([read(letter, float(t)) for t, letter in enumerate(script)])
    return "".join(letters[steady.state] for steady in course)


@pytest.mark.parametrize(
    ("script", "settled"),
    [
        pytest.param("ggggggggsgggg", "ggggggggggggg", id="one slumped look"),
        pytest.param("ssssssssgssss", "sssssssssssss", id="one upright look"),
        pytest.param("gggggggg.gggg", "ggggggggggggg", id="one look at nobody"),
        pytest.param("gggggggg?gggg", "ggggggggggggg", id="one look that says nothing"),
        pytest.param("........g....", ".............", id="one glimpse in an empty room"),
        pytest.param("........?....", ".............", id="one shadow in an empty room"),
        pytest.param("????????.????", "?????????????", id="one look without the turned person"),
        pytest.param("sgsgsgsgggggg", "ssssssssggggg", id="jitter keeps what was"),
    ],
)
def test_no_decision_rests_on_one_look(script, settled):
    """One look that differs from those around it changes nothing."""
    assert settle_script(script) == settled


@pytest.mark.parametrize(
    ("script", "settled"),
    [
        pytest.param("gggggggggssssssss", "gggggggggggggssss", id="slumps"),
        pytest.param("ggggggggg........", "ggggggggggggg....", id="leaves"),
        pytest.param(".........gggggggg", "............ggggg", id="comes back"),
        pytest.param("ggggggggg????????", "ggggggggggggg????", id="turns away"),
        pytest.param("gggggggggoooooooo", "gggggggggggggoooo", id="stretches"),
        pytest.param("????.....", "????????.", id="in doubt unknown, not absent"),
    ],
)
def test_half_a_window_decides(script, settled):
    """What fills about half of the last eight seconds counts, for coming and for going alike."""
    assert settle_script(script) == settled


@pytest.mark.parametrize("letter", list("gs.?"))
def test_first_look_counts_at_once(letter):
    """Without anything before it, the first look is the state."""
    assert settle_script(letter) == letter


@pytest.mark.parametrize(
    ("flexion_deg", "before", "after"),
    [
        pytest.param(
            0.66 * SLUMP_DEG, 28.0, State.SLUMPED, id="slump holds above 0.65 of its line"
        ),
        pytest.param(0.64 * SLUMP_DEG, 28.0, State.UPRIGHT, id="slump ends below it"),
        pytest.param(0.99 * SLUMP_DEG, 0.0, State.UPRIGHT, id="slump needs the full line to begin"),
        pytest.param(1.01 * SLUMP_DEG, 0.0, State.SLUMPED, id="slump begins above it"),
        pytest.param(0.66 * EXTENSION_DEG, -5.0, State.OVEREXTENDED, id="extension holds likewise"),
        pytest.param(0.64 * EXTENSION_DEG, -5.0, State.UPRIGHT, id="extension ends likewise"),
        pytest.param(0.99 * EXTENSION_DEG, 0.0, State.UPRIGHT, id="extension begins likewise"),
    ],
)
def test_hysteresis(flexion_deg, before, after):
    """A state is entered at its line and left at 0.65 of it, so that it does not flicker."""
    assert RELEASE == 0.65
    earlier = [make_reading(float(t), before) for t in range(10)]
    later = [make_reading(float(t), flexion_deg) for t in range(10, 30)]
    assert settle_all([*earlier, *later])[-1].state is after


def test_unknown_between_forgets_the_hysteresis():
    """After a time that could not be judged, a slump has to reach its full line again."""
    between = settle_script("ssssssss????????")
    assert between[-1] == "?"
    slump = [read("s", float(t)) for t in range(8)]
    unseen = [read("?", float(t)) for t in range(8, 20)]
    mild = [make_reading(float(t), 0.8 * SLUMP_DEG) for t in range(20, 30)]
    assert settle_all([*slump, *unseen, *mild])[-1].state is State.UPRIGHT


@pytest.mark.parametrize("hz", [10.0, 2.0, 1.0, 0.5])
def test_window_is_in_seconds(hz):
    """The window holds the last eight seconds, whatever the rate."""
    readings = [make_reading(n / hz, 0.0) for n in range(int(30 * hz))]
    window = settle_all(readings)[-1].window
    assert len(window) == WINDOW_S * hz


def test_flexion_is_the_median_of_the_window():
    """The settled flexion is the median of the judged looks, and NaN where there is none."""
    looks = [make_reading(float(t), deg) for t, deg in enumerate((4.0, 6.0, 90.0, 5.0, 3.0))]
    assert settle_all(looks)[-1].flexion_deg == 5.0
    assert math.isnan(settle_all([read(".", 0.0)])[-1].flexion_deg)


def test_settled_reading_has_the_present_time_and_the_settled_state():
    """The settled reading is of now, in the settled state, with no reason while that is judged."""
    course = settle_all([read(letter, float(t)) for t, letter in enumerate("gggggggg?")])
    reading = course[-1].reading
    assert (reading.t, reading.state, reading.reason) == (8.0, State.UPRIGHT, None)


def test_unknown_keeps_its_reason():
    """A settled unknown says why."""
    course = settle_all([read("?", float(t)) for t in range(9)])
    assert course[-1].reading.reason is Reason.TURNED_AWAY


def test_every_angle_of_the_stance_is_the_median_of_the_window():
    """One look at rounded shoulders, a head forward or a lean moves none of them."""

    def read_all(deg):
        angle = make_angle(deg)
        angles = replace(
            make_angles(0.0), rounding=angle, head_forward=angle, side_lean=angle, trunk_lean=angle
        )
        return replace(make_reading(0.0), angles=angles)

    looks = [replace(read_all(deg), t=float(t)) for t, deg in enumerate((2.0, 90.0, 3.0, 1.0, 2.0))]
    assert settle_all(looks)[-1].stance == Stance(0.0, 2.0, 2.0, 2.0, 2.0)
