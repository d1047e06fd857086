"""The postures people take, each drawn around a person's own upright."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

import numpy as np

from sitwell.lab.posture import Hand, Place, Posture


class Kind(StrEnum):
    """What is being done in a picture."""

    CALIBRATION = "calibration"
    SLUMP_CALIBRATION = "slump_calibration"
    UPRIGHT = "upright"
    TURNED = "turned"
    READ_DOWN = "read_down"
    PHONE = "phone"
    REACH = "reach"
    CHAIR_MOVED = "chair_moved"
    LEAN = "lean"
    SLUMP = "slump"
    SLOUCH_BACK = "slouch_back"
    HEAD_FORWARD = "head_forward"
    ROUNDED = "rounded"
    ROUNDED_SLUMP = "rounded_slump"
    OVEREXTENDED = "overextended"
    SIDE_LEAN = "side_lean"
    SHRUG = "shrug"
    CHIN = "chin"
    DRINK = "drink"
    MIXED = "mixed"
    OWN_SLUMP = "own_slump"
    STANDING = "standing"
    TURNED_AWAY = "turned_away"
    FACE_COVERED = "face_covered"
    CLOSE = "close"


# What must not be judged: each sitting ends with one picture of each.
UNJUDGEABLE = (Kind.STANDING, Kind.TURNED_AWAY, Kind.FACE_COVERED, Kind.CLOSE)

Rng = np.random.Generator


def draw_habit(rng: Rng) -> Posture:
    """Draw how a person sits when told to sit upright: everybody does it differently."""
    return Posture(
        flexion_deg=float(rng.normal(8.0, 5.0)),
        upper_share=float(rng.uniform(0.35, 0.75)),
        lean_deg=float(rng.normal(-1.0, 4.0)),
        side_lean_deg=float(rng.normal(0.0, 1.0)),
        neck_deg=float(rng.normal(4.0, 5.0)),
        gaze_deg=float(rng.normal(4.0, 6.0)),
        relax_share=float(rng.uniform(0.0, 0.4)),
        turn_deg=float(rng.normal(0.0, 3.0)),
        rounding_deg=float(rng.normal(4.0, 4.0)),
        rounding_split_deg=float(rng.normal(0.0, 2.0)),
        shrug_deg=float(rng.normal(0.0, 2.5)),
        chair_deg=float(rng.normal(0.0, 4.0)),
        left=_draw_hand(rng),
        right=_draw_hand(rng),
        spread=float(rng.uniform(0.0, 0.8)),
    )


def draw_slump(habit: Posture, rng: Rng) -> Posture:
    """Draw a person's own relaxed slump."""
    return _bent(
        habit,
        rng,
        flexion=(14.0, 30.0),
        lean=(-10.0, 14.0),
        neck=(0.0, 22.0),
        gaze=(-4.0, 14.0),
        rounding=(0.0, 14.0),
        slide=(0.0, 0.06),
    )


def draw_own_slump(habit: Posture, slump: Posture, rng: Rng) -> Posture:
    """Draw a posture on the person's way from upright to their own relaxed slump, or beyond."""
    share = float(rng.uniform(0.2, 1.25))
    names = ("flexion_deg", "lean_deg", "neck_deg", "gaze_deg", "rounding_deg", "slide_m")
    scatter = dict(zip(names, (1.5, 4.0, 2.5, 3.0, 2.0, 0.005), strict=True))
    moved = {
        name: getattr(habit, name)
        + share * (getattr(slump, name) - getattr(habit, name))
        + float(rng.normal(0.0, scatter[name]))
        for name in names
    }
    return replace(_bent(habit, rng), **moved)


def draw(kind: Kind, habit: Posture, rng: Rng) -> Posture:
    """Draw a posture of a kind; `live` adds what no sitter can help."""
    return _KINDS[kind](habit, rng)


def live(posture: Posture, rng: Rng) -> Posture:
    """Add what no sitter can help: sway, small turns of the head, hands that move."""
    moved = posture.place
    return replace(
        posture,
        flexion_deg=posture.flexion_deg + float(rng.normal(0.0, 0.9)),
        upper_share=float(np.clip(posture.upper_share + rng.normal(0.0, 0.03), 0.2, 0.9)),
        lean_deg=posture.lean_deg + float(rng.normal(0.0, 1.6)),
        side_lean_deg=posture.side_lean_deg + float(rng.normal(0.0, 1.1)),
        twist_deg=posture.twist_deg + float(rng.normal(0.0, 1.0)),
        neck_deg=posture.neck_deg + float(rng.normal(0.0, 1.4)),
        gaze_deg=posture.gaze_deg + float(rng.normal(0.0, 4.0)),
        turn_deg=posture.turn_deg + float(rng.normal(0.0, 5.0)),
        roll_deg=posture.roll_deg + float(rng.normal(0.0, 2.5)),
        rounding_deg=posture.rounding_deg + float(rng.normal(0.0, 1.0)),
        rounding_split_deg=posture.rounding_split_deg + float(rng.normal(0.0, 1.0)),
        shrug_deg=posture.shrug_deg + float(rng.normal(0.0, 1.2)),
        chair_deg=posture.chair_deg + float(rng.normal(0.0, 1.5)),
        place=Place(
            moved.left_m + float(rng.normal(0.0, 0.008)),
            moved.forward_m + float(rng.normal(0.0, 0.008)),
            moved.up_m,
        ),
        spread=float(np.clip(posture.spread + rng.normal(0.0, 0.1), 0.0, 1.0)),
    )


def _bent(habit: Posture, rng: Rng, **ranges: tuple[float, float]) -> Posture:
    """Add to the habit an amount drawn evenly from a range for each of the named angles."""
    drawn = {name: float(rng.uniform(low, high)) for name, (low, high) in ranges.items()}
    return replace(
        habit,
        flexion_deg=habit.flexion_deg + drawn.get("flexion", 0.0),
        lean_deg=habit.lean_deg + drawn.get("lean", 0.0),
        side_lean_deg=habit.side_lean_deg + drawn.get("side", 0.0),
        twist_deg=habit.twist_deg + drawn.get("twist", 0.0),
        neck_deg=habit.neck_deg + drawn.get("neck", 0.0),
        gaze_deg=habit.gaze_deg + drawn.get("gaze", 0.0),
        turn_deg=habit.turn_deg + drawn.get("turn", 0.0),
        rounding_deg=habit.rounding_deg + drawn.get("rounding", 0.0),
        shrug_deg=habit.shrug_deg + drawn.get("shrug", 0.0),
        slide_m=habit.slide_m + drawn.get("slide", 0.0),
        upper_share=drawn.get("upper", habit.upper_share),
        relax_share=drawn.get("relax", habit.relax_share),
        left=_draw_hand(rng),
        right=_draw_hand(rng),
    )


def _draw_hand(rng: Rng) -> Hand:
    hands = (Hand.KEYBOARD, Hand.MOUSE, Hand.LAP, Hand.ARMREST)
    return Hand(rng.choice(hands, p=(0.5, 0.25, 0.15, 0.10)))


def _side(rng: Rng) -> float:
    return 1.0 if rng.random() < 0.5 else -1.0


def _turned(habit: Posture, rng: Rng) -> Posture:
    side = _side(rng)
    ends = sorted((side * 12.0, side * 55.0))
    twist = sorted((0.0, side * 12.0))
    return _bent(
        habit, rng, turn=(ends[0], ends[1]), twist=(twist[0], twist[1]), gaze=(-10.0, 15.0)
    )


def _read_down(habit: Posture, rng: Rng) -> Posture:
    return _bent(habit, rng, gaze=(15.0, 42.0), neck=(0.0, 6.0))


def _phone(habit: Posture, rng: Rng) -> Posture:
    bent = _bent(habit, rng, gaze=(15.0, 42.0), neck=(0.0, 14.0), rounding=(0.0, 6.0))
    both = rng.random() < 0.4
    other = Hand.PHONE if both else Hand.LAP
    return replace(bent, left=other, right=Hand.PHONE, spread=0.1)


def _reach(habit: Posture, rng: Rng) -> Posture:
    side = _side(rng)
    lean, twist = sorted((side * 2.0, side * 8.0)), sorted((0.0, -side * 10.0))
    bent = _bent(habit, rng, lean=(4.0, 16.0), side=(lean[0], lean[1]), twist=(twist[0], twist[1]))
    return replace(bent, left=Hand.REACH) if side > 0 else replace(bent, right=Hand.REACH)


def _chair_moved(habit: Posture, rng: Rng) -> Posture:
    place = Place(
        left_m=float(rng.uniform(-0.15, 0.15)),
        forward_m=float(rng.uniform(-0.15, 0.15)),
        up_m=float(rng.choice((0.0, rng.uniform(-0.04, 0.04)))),
    )
    return replace(_bent(habit, rng), place=place)


def _lean(habit: Posture, rng: Rng) -> Posture:
    return _bent(habit, rng, lean=(5.0, 26.0), flexion=(-2.0, 2.0))


def _slump(habit: Posture, rng: Rng) -> Posture:
    return _bent(
        habit,
        rng,
        flexion=(5.0, 34.0),
        lean=(-4.0, 24.0),
        neck=(-4.0, 28.0),
        gaze=(-6.0, 18.0),
        rounding=(0.0, 12.0),
        upper=(0.3, 0.8),
        relax=(0.0, 0.4),
    )


def _slouch_back(habit: Posture, rng: Rng) -> Posture:
    return _bent(
        habit,
        rng,
        flexion=(6.0, 30.0),
        lean=(-18.0, -3.0),
        neck=(0.0, 24.0),
        gaze=(-6.0, 12.0),
        rounding=(0.0, 8.0),
        slide=(0.01, 0.10),
    )


def _head_forward(habit: Posture, rng: Rng) -> Posture:
    return _bent(habit, rng, neck=(5.0, 30.0), flexion=(-1.0, 4.0), lean=(-2.0, 5.0))


def _rounded(habit: Posture, rng: Rng) -> Posture:
    return _bent(habit, rng, rounding=(5.0, 25.0), shrug=(-4.0, 5.0), flexion=(-1.0, 3.0))


def _rounded_slump(habit: Posture, rng: Rng) -> Posture:
    return _bent(
        habit,
        rng,
        flexion=(8.0, 34.0),
        rounding=(6.0, 25.0),
        lean=(-4.0, 24.0),
        neck=(-4.0, 28.0),
        gaze=(-6.0, 18.0),
        upper=(0.3, 0.8),
    )


def _overextended(habit: Posture, rng: Rng) -> Posture:
    return _bent(
        habit, rng, flexion=(-16.0, -4.0), lean=(-7.0, 2.0), rounding=(-9.0, 0.0), neck=(-6.0, 1.0)
    )


def _side_lean(habit: Posture, rng: Rng) -> Posture:
    side = _side(rng)
    lean = sorted((side * 4.0, side * 17.0))
    bent = _bent(habit, rng, side=(lean[0], lean[1]), flexion=(0.0, 8.0))
    hand = Hand.ARMREST if rng.random() < 0.6 else Hand.CHIN
    return replace(bent, left=hand) if side > 0 else replace(bent, right=hand)


def _shrug(habit: Posture, rng: Rng) -> Posture:
    return _bent(habit, rng, shrug=(7.0, 20.0), rounding=(-2.0, 5.0))


def _chin(habit: Posture, rng: Rng) -> Posture:
    bent = _bent(habit, rng, lean=(0.0, 14.0), flexion=(0.0, 18.0), gaze=(-4.0, 10.0))
    return replace(bent, left=Hand.CHIN) if rng.random() < 0.5 else replace(bent, right=Hand.CHIN)


def _drink(habit: Posture, rng: Rng) -> Posture:
    bent = _bent(habit, rng, gaze=(-14.0, 2.0), lean=(-3.0, 3.0))
    return replace(bent, left=Hand.CUP) if rng.random() < 0.5 else replace(bent, right=Hand.CUP)


def _mixed(habit: Posture, rng: Rng) -> Posture:
    bent = replace(
        _bent(habit, rng),
        flexion_deg=habit.flexion_deg + float(rng.normal(6.0, 11.0)),
        lean_deg=habit.lean_deg + float(rng.normal(4.0, 8.0)),
        side_lean_deg=habit.side_lean_deg + float(rng.normal(0.0, 5.0)),
        twist_deg=habit.twist_deg + float(rng.normal(0.0, 6.0)),
        neck_deg=habit.neck_deg + float(rng.normal(4.0, 8.0)),
        gaze_deg=habit.gaze_deg + float(rng.normal(5.0, 11.0)),
        turn_deg=habit.turn_deg + float(rng.normal(0.0, 15.0)),
        rounding_deg=habit.rounding_deg + float(rng.normal(4.0, 9.0)),
        shrug_deg=habit.shrug_deg + float(rng.normal(0.0, 5.0)),
        upper_share=float(rng.uniform(0.3, 0.8)),
    )
    return replace(bent, place=_chair_moved(habit, rng).place) if rng.random() < 0.5 else bent


def _standing(habit: Posture, rng: Rng) -> Posture:
    up = Place(
        habit.place.left_m + float(rng.uniform(-0.1, 0.1)),
        habit.place.forward_m + float(rng.uniform(-0.25, 0.05)),
        float(rng.uniform(0.25, 0.45)),
    )
    bent = _bent(habit, rng, lean=(-4.0, 15.0))
    return replace(bent, place=up, is_standing=True, left=Hand.LAP, right=Hand.LAP)


def _turned_away(habit: Posture, rng: Rng) -> Posture:
    away_deg = _side(rng) * float(rng.uniform(75.0, 180.0))
    return replace(
        _bent(habit, rng), chair_deg=away_deg, left=Hand.ARMREST, right=Hand.ARMREST, spread=0.2
    )


def _face_covered(habit: Posture, rng: Rng) -> Posture:
    bent = _bent(habit, rng, lean=(0.0, 14.0), flexion=(0.0, 12.0))
    covered = replace(bent, right=Hand.FACE)
    return replace(covered, left=Hand.FACE) if rng.random() < 0.6 else covered


def _close(habit: Posture, rng: Rng) -> Posture:
    nearer = replace(habit.place, forward_m=habit.place.forward_m + float(rng.uniform(0.15, 0.35)))
    return replace(_bent(habit, rng, lean=(5.0, 25.0)), place=nearer)


_KINDS: dict[Kind, Callable[[Posture, Rng], Posture]] = {
    Kind.CALIBRATION: lambda habit, rng: _bent(habit, rng, gaze=(-3.0, 6.0)),
    Kind.SLUMP_CALIBRATION: _bent,
    Kind.OWN_SLUMP: _bent,  # around the slump that draw_own_slump gives
    Kind.UPRIGHT: lambda habit, rng: _bent(habit, rng, gaze=(-6.0, 14.0), turn=(-14.0, 14.0)),
    Kind.TURNED: _turned,
    Kind.READ_DOWN: _read_down,
    Kind.PHONE: _phone,
    Kind.REACH: _reach,
    Kind.CHAIR_MOVED: _chair_moved,
    Kind.LEAN: _lean,
    Kind.SLUMP: _slump,
    Kind.SLOUCH_BACK: _slouch_back,
    Kind.HEAD_FORWARD: _head_forward,
    Kind.ROUNDED: _rounded,
    Kind.ROUNDED_SLUMP: _rounded_slump,
    Kind.OVEREXTENDED: _overextended,
    Kind.SIDE_LEAN: _side_lean,
    Kind.SHRUG: _shrug,
    Kind.CHIN: _chin,
    Kind.DRINK: _drink,
    Kind.MIXED: _mixed,
    Kind.STANDING: _standing,
    Kind.TURNED_AWAY: _turned_away,
    Kind.FACE_COVERED: _face_covered,
    Kind.CLOSE: _close,
}
