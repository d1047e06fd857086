"""What is planned for a sitting, before anything is drawn."""

import pytest

from sitwell.core.view import View
from sitwell.lab.camera import Mount, Shove
from sitwell.lab.kinds import UNJUDGEABLE, Kind
from sitwell.lab.posture import Hand
from sitwell.lab.sensor import SIZES
from sitwell.lab.sitting import CALIBRATION_SHOTS, POSTURE_SHOTS, SLUMP_SHOTS, plan

MANY = [plan(1, number) for number in range(150)]
FEW = MANY[:20]


def test_same_seed_gives_the_same_plan():
    """A seed and a number name one sitting, to the last digit."""
    assert plan(3, 7) == plan(3, 7)


@pytest.mark.parametrize(
    "other",
    [pytest.param(plan(4, 7), id="another seed"), pytest.param(plan(3, 8), id="another number")],
)
def test_another_seed_or_number_gives_another_sitting(other):
    """Neither person, camera, room nor postures come back under another seed or number."""
    one = plan(3, 7)
    assert one.person != other.person
    assert one.camera != other.camera
    assert one.room != other.room
    assert one.shots != other.shots


@pytest.mark.parametrize("view", list(View))
def test_asked_for_view_is_kept(view):
    """Whoever asks for a view gets it, of the same person."""
    sitting = plan(3, 7, view)
    assert sitting.camera.view is view
    assert sitting.person == plan(3, 7).person


def test_calibration_comes_first():
    """First upright calibration, then the own slump, postures, and what is not to be judged."""
    for sitting in FEW:
        kinds = [shot.kind for shot in sitting.shots]
        first, then = kinds[:CALIBRATION_SHOTS], kinds[CALIBRATION_SHOTS:]
        assert set(first) == {Kind.CALIBRATION}
        assert set(then[:SLUMP_SHOTS]) == {Kind.SLUMP_CALIBRATION}
        assert len(then[SLUMP_SHOTS:]) == POSTURE_SHOTS + len(UNJUDGEABLE)
        assert then[-len(UNJUDGEABLE) :] == list(UNJUDGEABLE)
        assert not {Kind.CALIBRATION, Kind.SLUMP_CALIBRATION} & set(then[SLUMP_SHOTS:])


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_occurs_soon(kind):
    """Twenty sittings hold every kind of posture that the issue lists."""
    assert any(shot.kind is kind for sitting in FEW for shot in sitting.shots)


@pytest.mark.parametrize("hand", list(Hand))
def test_every_use_of_a_hand_occurs_soon(hand):
    """Twenty sittings hold hands at keyboard, mouse, phone, chin, cup and the rest."""
    hands = {h for s in FEW for shot in s.shots for h in (shot.posture.left, shot.posture.right)}
    assert hand in hands


@pytest.mark.parametrize(
    ("choices", "of"),
    [
        pytest.param(set(View), lambda s: s.camera.view, id="views"),
        pytest.param(set(Mount), lambda s: s.camera.mount, id="mounts"),
        pytest.param(set(SIZES), lambda s: s.sensor.size, id="picture sizes"),
        pytest.param({True, False}, lambda s: s.sensor.is_mirrored, id="mirrored or not"),
        pytest.param({True, False}, lambda s: s.person.is_female, id="women and men"),
        pytest.param({True, False}, lambda s: s.look.has_glasses, id="glasses or not"),
        pytest.param({True, False}, lambda s: s.workplace.has_chair, id="chair or stool"),
        pytest.param({True, False}, lambda s: s.shove != Shove(), id="camera moved or not"),
    ],
)
def test_every_circumstance_occurs(choices, of):
    """A hundred and fifty sittings hold every circumstance that is drawn from a list."""
    assert {of(sitting) for sitting in MANY} == choices


def test_camera_is_never_moved_during_calibration():
    """What is calibrated with is what the camera first showed."""
    for sitting in MANY:
        calibration = sitting.shots[: CALIBRATION_SHOTS + SLUMP_SHOTS]
        assert not any(shot.is_shoved for shot in calibration)


def test_camera_once_moved_is_not_moved_back():
    """A sitting with a moved camera has pictures from before and after, in this order."""
    for sitting in MANY:
        moved = [shot.is_shoved for shot in sitting.shots]
        assert moved == sorted(moved)
        assert any(moved) == (sitting.shove != Shove())


def test_no_two_pictures_share_their_noise():
    """Noise that came back would tell a fit which picture it sees."""
    seeds = [shot.grain_seed for sitting in FEW for shot in sitting.shots]
    assert len(set(seeds)) == len(seeds)


def test_person_is_the_one_who_was_calibrated():
    """Slumping bends beyond the person's own upright, over-extension bends the other way."""
    for sitting in MANY:
        for shot in sitting.shots:
            extra = shot.posture.flexion_deg - sitting.habit.flexion_deg
            sway = 4.5  # five times what `live` adds
            if shot.kind in (Kind.SLUMP, Kind.SLOUCH_BACK, Kind.ROUNDED_SLUMP):
                assert extra > 5.0 - sway
            if shot.kind is Kind.OVEREXTENDED:
                assert extra < -4.0 + sway
            if shot.kind in (Kind.CALIBRATION, Kind.UPRIGHT, Kind.SHRUG, Kind.DRINK):
                assert abs(extra) < sway
