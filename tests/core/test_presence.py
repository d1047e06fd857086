"""What the system says of the person, and what follows from it: literals in, reasons out."""

import pytest

from sitwell.core.presence import UNKNOWN, Away, Hold, Presence, find_away, find_hold


@pytest.mark.parametrize(
    ("presence", "away"),
    [
        pytest.param(UNKNOWN, None, id="nothing known"),
        pytest.param(Presence(is_locked=False, is_asleep=False), None, id="here"),
        pytest.param(Presence(is_locked=True), Away.LOCKED, id="locked"),
        pytest.param(Presence(is_asleep=True), Away.ASLEEP, id="about to sleep"),
        pytest.param(Presence(slept_s=3600.0), Away.ASLEEP, id="slept, by the clocks"),
        pytest.param(
            Presence(is_asleep=False, passed=frozenset({Away.ASLEEP})),
            Away.ASLEEP,
            id="slept and woke between two looks",
        ),
        pytest.param(
            Presence(is_locked=False, passed=frozenset({Away.LOCKED})),
            Away.LOCKED,
            id="locked and unlocked between two looks",
        ),
        pytest.param(Presence(is_locked=True, is_asleep=True), Away.ASLEEP, id="sleep goes first"),
        pytest.param(Presence(idle_s=36000.0), None, id="idle: people read"),
        pytest.param(Presence(is_microphone_used=True), None, id="in a call"),
    ],
)
def test_only_lock_and_sleep_make_absent(presence: Presence, away: Away | None) -> None:
    """Locked or asleep at any moment since the look before is absent, and nothing else is."""
    assert find_away(presence) is away


@pytest.mark.parametrize(
    ("presence", "hold"),
    [
        pytest.param(UNKNOWN, None, id="nothing known"),
        pytest.param(
            Presence(
                is_microphone_used=False,
                is_full_screen=False,
                is_do_not_disturb=False,
                camera_users=(),
            ),
            None,
            id="nothing to disturb",
        ),
        pytest.param(Presence(camera_users=("zoom",)), Hold.CAMERA, id="camera"),
        pytest.param(Presence(is_microphone_used=True), Hold.MICROPHONE, id="microphone"),
        pytest.param(Presence(is_full_screen=True), Hold.FULL_SCREEN, id="full screen"),
        pytest.param(Presence(is_do_not_disturb=True), Hold.DO_NOT_DISTURB, id="do not disturb"),
        pytest.param(
            Presence(is_microphone_used=True, is_full_screen=True, is_do_not_disturb=True),
            Hold.MICROPHONE,
            id="the most telling first",
        ),
        pytest.param(Presence(is_locked=True, is_asleep=True), None, id="away is another matter"),
    ],
)
def test_a_call_a_film_and_the_wish_for_quiet_hold_nudges(
    presence: Presence, hold: Hold | None
) -> None:
    """What is known to be disturbed holds a nudge back; what is not known does not."""
    assert find_hold(presence) is hold


@pytest.mark.parametrize("reason", [*Away, *Hold])
def test_every_reason_has_words(reason: Away | Hold) -> None:
    """A reason reads as half a sentence, without a full stop."""
    assert " " in reason.words
    assert reason.words[0].islower()
    assert not reason.words.endswith(".")
