"""Whether the person can be at the computer, and whether a nudge would disturb something else.

What a system cannot tell is None: "no" and "not known" are two things. What is not known never
makes anybody absent and never holds a nudge back.
"""

from dataclasses import dataclass
from enum import StrEnum


class Away(StrEnum):
    """Why nobody can be working at the computer, whatever the camera shows."""

    LOCKED = "locked"
    ASLEEP = "asleep"

    @property
    def words(self) -> str:
        """Give the reason as people read it."""
        return "the screen is locked" if self is Away.LOCKED else "the computer was asleep"


class Hold(StrEnum):
    """What a nudge would disturb; it is held back, not lost."""

    CAMERA = "camera"
    MICROPHONE = "microphone"
    FULL_SCREEN = "full_screen"
    DO_NOT_DISTURB = "do_not_disturb"

    @property
    def words(self) -> str:
        """Give the reason as people read it."""
        return _HOLD_WORDS[self]


_HOLD_WORDS = {
    Hold.CAMERA: "another program uses the camera",
    Hold.MICROPHONE: "the microphone is in use",
    Hold.FULL_SCREEN: "a window fills the screen",
    Hold.DO_NOT_DISTURB: "do not disturb is on",
}


@dataclass(frozen=True, slots=True)
class Presence:
    """What the system says at one look; None is what it does not tell.

    Attributes:
        is_locked: Whether the screen is locked, or blanked by its saver.
        is_asleep: Whether the computer is about to sleep, or has not said that it is awake again.
        idle_s: How long keyboard and pointer have been still. No reason to be away: people read.
        is_microphone_used: Whether any program records sound.
        is_full_screen: Whether the window with the keyboard fills the screen.
        is_do_not_disturb: Whether the person has switched notifications off.
        camera_users: Other programs that hold the camera, by name; empty if there are none.
        passed: What began since the look before. It may be over by now, but the time between the
            two looks is not to be bridged.
        slept_s: How long the computer slept since the look before, by its clocks; 0 if it did not.
    """

    is_locked: bool | None = None
    is_asleep: bool | None = None
    idle_s: float | None = None
    is_microphone_used: bool | None = None
    is_full_screen: bool | None = None
    is_do_not_disturb: bool | None = None
    camera_users: tuple[str, ...] | None = None
    passed: frozenset[Away] = frozenset()
    slept_s: float = 0.0


UNKNOWN = Presence()
"""Nothing is known."""


def find_away(presence: Presence) -> Away | None:
    """Say why the time since the look before counts as absent; None if it does not.

    looks     |         |         |         |
    lock      ......####...................     (passed)
    sleep     ...............#####.........     (slept_s)
    away                LOCKED    ASLEEP    None
    """
    if presence.is_asleep or presence.slept_s > 0.0 or Away.ASLEEP in presence.passed:
        return Away.ASLEEP
    if presence.is_locked or Away.LOCKED in presence.passed:
        return Away.LOCKED
    return None


def find_hold(presence: Presence) -> Hold | None:
    """Say what a nudge would disturb now, the most telling first; None if nothing is known to."""
    if presence.camera_users:
        return Hold.CAMERA
    if presence.is_microphone_used:
        return Hold.MICROPHONE
    if presence.is_full_screen:
        return Hold.FULL_SCREEN
    if presence.is_do_not_disturb:
        return Hold.DO_NOT_DISTURB
    return None
