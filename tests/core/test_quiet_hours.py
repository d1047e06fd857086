"""The hours in which the person wants no nudge."""

import pytest

from sitwell.core.circumstances import DAY_S
from sitwell.core.quiet_hours import find_end, parse


def at(hours: float) -> float:
    """Give seconds since midnight."""
    return hours * 3600.0


@pytest.mark.parametrize(
    ("texts", "hour", "left_h"),
    [
        pytest.param(["22:00-07:00"], 21.9, 0.0, id="before"),
        pytest.param(["22:00-07:00"], 22.0, 9.0, id="they begin"),
        pytest.param(["22:00-07:00"], 23.5, 7.5, id="across midnight"),
        pytest.param(["22:00-07:00"], 6.5, 0.5, id="in the morning"),
        pytest.param(["22:00-07:00"], 7.0, 0.0, id="over"),
        pytest.param(["12:00-13:00", "22:00-07:00"], 12.5, 0.5, id="two, at noon"),
        pytest.param(["22:00-24:00", "0:00-07:00"], 23.0, 8.0, id="one follows the other"),
        pytest.param(["00:00-24:00"], 23.0, 24.0, id="always"),
        pytest.param(["00:00-12:00", "12:00-00:00"], 6.0, 24.0, id="always, in two"),
        pytest.param(["22:00 - 07:00"], 23.0, 8.0, id="with spaces"),
        pytest.param([], 3.0, 0.0, id="none"),
    ],
)
def test_quiet_until(texts: list[str], hour: float, left_h: float) -> None:
    """Quiet hours last until their end, also where they cross midnight or follow each other."""
    assert find_end(parse(tuple(texts)), at(hour)) == pytest.approx(min(at(left_h), DAY_S))


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        pytest.param(["22-7"], "has '22-7'; write hours as 22:00-07:00", id="no minutes"),
        pytest.param([""], "has ''", id="nothing"),
        pytest.param(["22:00-07:00 "[:5]], "has '22:00'", id="no end"),
        pytest.param(["22:00-25:00"], "has 25:00, which no day has", id="hour 25"),
        pytest.param(["22:60-23:00"], "has 22:60, which no day has", id="minute 60"),
        pytest.param(["07:00-07:00"], "07:00-07:00, which is no time at all", id="empty"),
        pytest.param(["٢٢:٠٠-٠٧:٠٠"], "write hours as", id="other digits"),
        pytest.param(
            ["22:00-07:00", "06:00-08:00"], "22:00-07:00 and 06:00-08:00 overlap", id="overlapping"
        ),
        pytest.param(["00:00-24:00", "12:00-13:00"], "overlap", id="within"),
        pytest.param(["12:00-13:00", "12:00-13:00"], "overlap", id="twice"),
    ],
)
def test_other_hours_are_refused(texts: list[str], words: str) -> None:
    """What is no stretch of a day, and two that overlap, are refused by name."""
    with pytest.raises(ValueError, match=r"^quiet_hours ") as refusal:
        parse(tuple(texts))
    assert words in str(refusal.value)
