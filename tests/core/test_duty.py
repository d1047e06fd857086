"""What the person wishes: to be watched, or not for a while."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
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


NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
BEFORE_T, AFTER_T = 5000.0, 7.0
"""The clock of the monitor that ended, and of the next one: its computer was started anew."""


@pytest.mark.parametrize(
    ("wish", "later_s", "left"),
    [
        pytest.param(duty.pause(BEFORE_T, 1800.0), 600.0, 1200.0, id="a pause"),
        pytest.param(duty.snooze(BEFORE_T, None), 60.0, 1140.0, id="a snooze"),
        pytest.param(duty.pause(BEFORE_T, 1800.0), 1799.0, 1.0, id="about to end"),
        pytest.param(duty.pause(BEFORE_T, 1800.0), 1800.0, None, id="over to the second"),
        pytest.param(duty.pause(BEFORE_T, 1800.0), 86_400.0, None, id="over since yesterday"),
        pytest.param(duty.pause(BEFORE_T, 1800.0), 0.0, 1800.0, id="killed at once"),
        pytest.param(duty.pause(BEFORE_T, 1800.0), -60.0, 1800.0, id="calendar set back"),
        pytest.param(duty.pause(BEFORE_T, 1800.0), -1.7e9, 1800.0, id="calendar of 1972"),
    ],
)
def test_what_is_left_of_a_rest_goes_on(
    wish: duty.Duty, later_s: float, left: float | None
) -> None:
    """A rest ends when it was to end, on another clock too, and is never longer than it was."""
    kept = duty.write_down(wish, BEFORE_T, NOW)
    assert kept is not None
    after = duty.take_up(kept, AFTER_T, NOW + timedelta(seconds=later_s))
    if left is None:
        assert after == WATCHING
    else:
        assert (after.rest, after.until_t) == (wish.rest, AFTER_T + left)


@pytest.mark.parametrize("later_s", [0.0, 1e9, -1e9])
def test_a_pause_until_told_waits_to_be_told(later_s: float) -> None:
    """A pause without an end goes on without one, whatever the calendar says."""
    kept = duty.write_down(duty.pause(BEFORE_T, None), BEFORE_T, NOW)
    assert kept is not None
    after = duty.take_up(kept, AFTER_T, NOW + timedelta(seconds=later_s))
    assert after == duty.pause(AFTER_T, None)


@pytest.mark.parametrize("wish", [WATCHING, duty.pause(BEFORE_T - 60.0, 60.0)])
def test_who_watches_keeps_nothing(wish: duty.Duty) -> None:
    """There is nothing to keep of somebody who wishes to be watched, or whose rest is over."""
    assert duty.write_down(wish, BEFORE_T, NOW) is None


@given(
    st.floats(min_value=1e-3, max_value=duty.LONGEST_S),
    st.floats(min_value=0.0, max_value=1e10),
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=14))])),
)
def test_no_calendar_makes_a_rest_longer(seconds: float, t: float, now: datetime) -> None:
    """Whatever moment the next monitor begins at, it rests no longer than was wished."""
    kept = duty.write_down(duty.pause(BEFORE_T, seconds), BEFORE_T, NOW)
    assert kept is not None
    after = duty.take_up(kept, t, now)
    assert after == WATCHING or after.until_t is not None
    assert after.until_t is None or after.until_t <= t + seconds + 1e-3


@example(duty.LONGEST_S, 847433.7369372327)  # there and back this clock gains a 10⁻¹⁰ s
@given(st.floats(min_value=1e-3, max_value=duty.LONGEST_S), st.floats(0.0, 1e10))
def test_every_rest_can_be_kept(seconds: float, t: float) -> None:
    """A rest of any length that may be, at any time of the clock, is one that may be kept."""
    kept = duty.write_down(duty.pause(t, seconds), t, NOW)
    assert kept is None or kept.length_s is not None


@pytest.mark.parametrize(
    ("rest", "until", "length_s"),
    [
        pytest.param(Reason.TOO_DARK, None, None, id="no wish"),
        pytest.param(Reason.SNOOZED, None, None, id="a snooze for ever"),
        pytest.param(Reason.PAUSED, NOW, None, id="an end alone"),
        pytest.param(Reason.PAUSED, None, 60.0, id="a length alone"),
        pytest.param(Reason.PAUSED, NOW.replace(tzinfo=None), 60.0, id="no time zone"),
        pytest.param(Reason.PAUSED, NOW, float("nan"), id="NaN"),
        pytest.param(Reason.PAUSED, NOW, 0.0, id="nothing"),
        pytest.param(Reason.PAUSED, NOW, duty.LONGEST_S + 1.0, id="longer than a week"),
    ],
)
def test_what_nobody_wished_is_no_wish(
    rest: Reason, until: datetime | None, length_s: float | None
) -> None:
    """What no command could have wished is refused."""
    with pytest.raises(ValueError, match=r"wishes|length|ends|zone|7 days"):
        duty.Wish(rest, until, length_s)
