"""How a sitter moves between and within postures."""

from dataclasses import fields, replace

import numpy as np
import pytest

from sitwell.lab.motion import SHARE_LIMITS, STEP_S, SWAYS, blend, disturb, ease, wander
from sitwell.lab.posture import Hand, Place, Posture

START = Posture(flexion_deg=10.0, turn_deg=-20.0, left=Hand.LAP)
END = Posture(
    flexion_deg=30.0, turn_deg=20.0, slide_m=0.1, place=Place(0.1, -0.2, 0.04), left=Hand.CHIN
)


@pytest.mark.parametrize(("share", "eased"), [(-1.0, 0.0), (0.0, 0.0), (0.5, 0.5), (1.0, 1.0)])
def test_movement_begins_and_ends_where_it_should(share, eased):
    """Nothing has moved at the start, half at half time, all at the end."""
    assert ease(share) == pytest.approx(eased)


def test_movement_starts_and_stops_gently():
    """The body is at rest at both ends: its first and last hundredth are slow."""
    assert ease(0.01) < 0.001
    assert 1.0 - ease(0.99) < 0.001


@pytest.mark.parametrize(
    ("share", "posture"), [pytest.param(0.0, START, id="start"), pytest.param(1.0, END, id="end")]
)
def test_blend_ends_in_its_postures(share, posture):
    """Every number, the place and the hands are those of the posture at either end."""
    assert blend(START, END, share) == posture


def test_blend_is_between():
    """Numbers and places go evenly from one posture to the other."""
    half = blend(START, END, 0.25)
    assert (half.flexion_deg, half.turn_deg) == pytest.approx((15.0, -10.0))
    assert half.place.forward_m == pytest.approx(-0.05)


@pytest.mark.parametrize(
    ("share", "hand"),
    [pytest.param(0.49, Hand.LAP, id="before"), pytest.param(0.5, Hand.CHIN, id="from then on")],
)
def test_hands_change_in_the_middle(share, hand):
    """A hand is at one thing or at the other."""
    assert blend(START, END, share).left is hand


def test_sway_is_as_large_as_in_a_sitting():
    """Each number wanders as widely as `kinds.live` spreads it; smoothing takes nothing away."""
    offsets = wander(5, 40000.0, 40000.0)
    assert offsets.std(axis=0) == pytest.approx([sway.size for sway in SWAYS], rel=0.06)


def test_sway_is_slow():
    """From one second to the next far less changes than from one minute to the next."""
    offsets = wander(5, 8000.0, 8000.0)
    second, minute = round(1.0 / STEP_S), round(60.0 / STEP_S)
    near = np.abs(offsets[second:] - offsets[:-second]).mean(axis=0)
    far = np.abs(offsets[minute:] - offsets[:-minute]).mean(axis=0)
    assert (near < 0.55 * far).all()
    assert (near > 0.0).all()


def test_nobody_fidgets_before_they_may():
    """Fidgets come on top of the same sway, and only once the calm is over."""
    calm, lively = wander(5, 600.0, 600.0), wander(5, 600.0, 60.0)
    differs = np.flatnonzero((calm != lively).any(axis=1))
    assert differs[0] * STEP_S >= 60.0
    assert np.abs(calm - lively).max() > 10.0


def test_longer_wandering_begins_with_the_shorter():
    """How long a session goes on does not change how it began."""
    short, long = wander(5, 100.0, 12.0), wander(5, 200.0, 12.0)
    calm = round(95.0 / STEP_S)  # a fidget may reach over the end
    assert np.array_equal(short[:calm], long[:calm])


def test_disturbed_posture_differs_in_what_sways_alone():
    """Hands, slide and the chair's height stay as aimed at; the rest does not."""
    moved = disturb(END, wander(5, 100.0, 12.0), 33.3)
    changed = {f.name for f in fields(Posture) if getattr(moved, f.name) != getattr(END, f.name)}
    assert changed == {sway.name for sway in SWAYS if sway.name.endswith("_deg")} | {
        "upper_share",
        "spread",
        "place",
    }
    assert moved.place.up_m == END.place.up_m


@pytest.mark.parametrize("name", list(SHARE_LIMITS))
def test_share_stays_a_share(name):
    """A share at its limit is not pushed over it by sway."""
    low, high = SHARE_LIMITS[name]
    offsets = wander(5, 100.0, 12.0)
    for limit in (low, high):
        edge = replace(END, **{name: limit})
        got = [getattr(disturb(edge, offsets, t), name) for t in np.arange(0.0, 100.0, 1.0)]
        assert low <= min(got) <= max(got) <= high
