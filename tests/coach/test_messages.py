"""The words of a nudge."""

import pytest

from sitwell.coach.messages import (
    Sighting,
    describe_time,
    make_test_message,
    make_welcome,
    message_for,
)
from sitwell.core.message import Message
from sitwell.core.records import NudgeKind


@pytest.mark.parametrize(
    ("kind", "sighting", "seen"),
    [
        pytest.param(
            NudgeKind.SIT_UP, Sighting(120.0, 60.0), "Rounded for about 2 min", id="sit up"
        ),
        pytest.param(
            NudgeKind.LOCUST, Sighting(720.0, 60.0), "Rounded for about 12 min", id="locust"
        ),
        pytest.param(
            NudgeKind.BREAK, Sighting(60.0, 1800.0), "seated for about 30 min", id="break"
        ),
    ],
)
def test_nudge_says_what_was_seen_and_for_how_long(
    kind: NudgeKind, sighting: Sighting, seen: str
) -> None:
    """A nudge begins with the reason for it, and the time that belongs to it."""
    assert seen in message_for(kind, sighting).body


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        pytest.param(NudgeKind.SIT_UP, "crown of your head", id="sit up"),
        pytest.param(NudgeKind.LOCUST, "Skip it if it hurts.", id="locust"),
        pytest.param(NudgeKind.BREAK, "Stand up", id="break"),
    ],
)
def test_nudge_ends_with_one_thing_to_do(kind: NudgeKind, action: str) -> None:
    """A nudge suggests one action, and the Locust comes with its way out."""
    assert action in message_for(kind, Sighting()).body


@pytest.mark.parametrize("kind", [NudgeKind.SIT_UP, NudgeKind.LOCUST])
def test_angle_is_called_estimated(kind: NudgeKind) -> None:
    """From the front the spine is not seen, so an angle never stands without its caution."""
    body = message_for(kind, Sighting(120.0, flexion_deg=14.4)).body
    assert "an estimated 14° beyond your own upright" in body


@pytest.mark.parametrize(
    "flexion_deg", [pytest.param(None, id="unknown"), pytest.param(0.4, id="next to none")]
)
def test_angle_that_says_nothing_is_left_out(flexion_deg: float | None) -> None:
    """An angle that is unknown, or as good as zero, is not told."""
    body = message_for(NudgeKind.SIT_UP, Sighting(120.0, flexion_deg=flexion_deg)).body
    assert "°" not in body
    assert "compared with your own upright" in body


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        pytest.param(0.0, "about 10 s", id="nothing yet"),
        pytest.param(34.0, "about 30 s", id="tens of seconds"),
        pytest.param(89.0, "about 90 s", id="just under a minute and a half"),
        pytest.param(120.0, "about 2 min", id="minutes"),
        pytest.param(3569.0, "about 59 min", id="just under an hour"),
        pytest.param(3570.0, "about 1 h", id="rounded up to an hour"),
        pytest.param(5400.0, "about 1 h 30 min", id="hours and minutes"),
        pytest.param(7190.0, "about 2 h", id="rounded up to two hours"),
    ],
)
def test_time_is_told_as_people_say_it(seconds: float, words: str) -> None:
    """A duration is round, and never looks more exact than it is."""
    assert describe_time(seconds) == words


@pytest.mark.parametrize("message", [make_test_message(), make_welcome()])
def test_other_messages_name_sitwell(message: Message) -> None:
    """A message that is no nudge says who is speaking."""
    assert "Sitwell" in message.title
