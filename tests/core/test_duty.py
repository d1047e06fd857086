"""What the person wishes: to be watched, or not for a while."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.core import duty
from sitwell.core.duty import WATCHING
from sitwell.core.reason import Reason


def rests(wish: duty.Duty, until: int) -> str:
    """Write what a wish means from second 0 on: w watching, p paused, z snoozed."""
    letters = {None: "w", Reason.PAUSED: "p", Reason.SNOOZED: "z"}
    return "".join(letters[duty.tick(wish, float(t)).rest] for t in range(until))


@pytest.mark.parametrize(
    ("wish", "course"),
    [
        pytest.param(WATCHING, "wwwwwwww", id="nothing said"),
        pytest.param(duty.pause(2.0, 3.0), "pppppwww", id="a pause ends by itself"),
        pytest.param(duty.pause(0.0, None), "pppppppp", id="a pause until told"),
        pytest.param(duty.snooze(1.0, 2.5), "zzzzwwww", id="a snooze"),
    ],
)
def test_a_rest_lasts_as_long_as_was_said(wish: duty.Duty, course: str) -> None:
    """A rest begins at once, and ends at its time or not by itself."""
    assert rests(wish, len(course)) == course


def test_a_snooze_always_ends() -> None:
    """A snooze for which no length is given lasts 20 min."""
    assert duty.snooze(100.0, None).until_t == 100.0 + 20 * 60


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30m", 1800.0),
        ("1h30m", 5400.0),
        ("90s", 90.0),
        ("2h", 7200.0),
        ("1h1m1s", 3661.0),
        ("45", 2700.0),
        (" 20M ", 1200.0),
        ("168h", 604800.0),
    ],
)
def test_lengths_are_read_as_people_write_them(text: str, seconds: float) -> None:
    """Hours, minutes and seconds in this order; a plain number is of minutes."""
    assert duty.parse_length(text) == seconds


@pytest.mark.parametrize(
    "text",
    ["", " ", "m", "0", "0m", "-5m", "5 m", "30m1h", "1.5h", "1e3s", "٣m", "1d", "169h", "9" * 99],
)
def test_other_lengths_are_refused(text: str) -> None:
    """What is no length, or none above 0 and at most a week, is refused with that text."""
    with pytest.raises(ValueError, match=r"no length of time|not above 0 and at most 7 days"):
        duty.parse_length(text)


@given(st.integers(0, 160), st.integers(0, 300), st.integers(0, 9999))
def test_every_length_reads_back(hours: int, minutes: int, seconds: int) -> None:
    """What is written out in hours, minutes and seconds is what is understood."""
    total = hours * 3600 + minutes * 60 + seconds
    text = f"{hours}h{minutes}m{seconds}s"
    if duty.is_length(total):
        assert duty.parse_length(text) == total
    else:
        with pytest.raises(ValueError, match="not above 0"):
            duty.parse_length(text)


@given(st.text(max_size=20))
def test_no_text_breaks_the_parser(text: str) -> None:
    """Any text is a length above 0, or is refused."""
    with suppress(ValueError):
        assert duty.is_length(duty.parse_length(text))
