"""The desktop session as the watch sees it."""

from dataclasses import dataclass, field

import pytest

from sitwell.commands.session import LONGEST_HOLD_S, Session
from sitwell.core.presence import UNKNOWN, Away, Hold, Presence
from sitwell.core.reason import Reason


@dataclass
class Desktop:
    """A presence that says what it is told, on a clock of its own, and counts the questions."""

    presence: Presence = UNKNOWN
    now: float = 0.0
    asked: list[float] = field(default_factory=list)

    def look(self) -> Presence:
        """Say it."""
        self.asked.append(self.now)
        return self.presence

    def close(self) -> None:
        """Do nothing."""


@pytest.fixture
def desktop() -> Desktop:
    """Give a desktop that tells nothing."""
    return Desktop()


@pytest.fixture
def session(desktop: Desktop) -> Session:
    """Give a session on it."""
    return Session(desktop, lambda: desktop.now)


@pytest.mark.parametrize(
    ("presence", "reason"),
    [
        pytest.param(UNKNOWN, None, id="nothing known"),
        pytest.param(Presence(is_locked=False, camera_users=()), None, id="at work"),
        pytest.param(Presence(is_locked=True), Reason.LOCKED, id="locked"),
        pytest.param(Presence(is_asleep=True), Reason.ASLEEP, id="going to sleep"),
        pytest.param(Presence(slept_s=3600.0), Reason.ASLEEP, id="slept"),
        pytest.param(Presence(passed=frozenset({Away.LOCKED})), Reason.LOCKED, id="was locked"),
        pytest.param(Presence(camera_users=("meeting",)), Reason.CAMERA_BUSY, id="a call"),
        pytest.param(Presence(is_microphone_used=True), None, id="only the microphone"),
    ],
)
def test_excuse(
    desktop: Desktop, session: Session, presence: Presence, reason: Reason | None
) -> None:
    """Nobody is looked at while the screen is locked, after sleep, or in somebody else's call."""
    desktop.presence = presence
    assert session.find_excuse() is reason


def test_the_system_is_asked_once_a_second(desktop: Desktop, session: Session) -> None:
    """However often somebody asks, the system is asked once a second at most."""
    for tenth in range(30):
        desktop.now = tenth / 10.0
        session.find_excuse()
        assert session.hold is None
    assert desktop.asked == [0.0, 1.0, 2.0]


def test_a_call_holds_nudges_and_not_for_ever(desktop: Desktop, session: Session) -> None:
    """A microphone in use holds nudges back for two hours at most, and afresh after a pause."""
    desktop.presence = Presence(is_microphone_used=True)
    assert session.hold is Hold.MICROPHONE
    desktop.now = LONGEST_HOLD_S
    assert session.hold is Hold.MICROPHONE
    desktop.now += 2.0
    assert session.hold is None
    desktop.presence = Presence(is_microphone_used=False)
    desktop.now += 2.0
    assert session.hold is None
    desktop.presence = Presence(is_microphone_used=True)
    desktop.now += 2.0
    assert session.hold is Hold.MICROPHONE
