"""The cue of the week."""

from itertools import pairwise

import pytest

from sitwell.coach.cues import Cue, cue_for, load_cues, parse_cues

GOOD = """
[[cue]]
id = "feet"
name = "Feet"
words = "Feel both feet."

[[cue]]
id = "seat"
name = "Seat"
words = "Feel the seat."
"""


def test_cues_are_read_in_order() -> None:
    """A cue is what the file says, and the order is the file's."""
    feet, seat = Cue("feet", "Feet", "Feel both feet."), Cue("seat", "Seat", "Feel the seat.")
    assert parse_cues(GOOD) == (feet, seat)


@pytest.mark.parametrize(
    ("old", "new", "culprit"),
    [
        pytest.param('name = "Feet"\n', "", "cues.toml cue 1: name: missing", id="missing"),
        pytest.param("name", "nmae", "cues.toml cue 1: name: missing", id="misspelt"),
        pytest.param('id = "seat"', 'id = "seat"\nx = 1', "cues.toml cue 2: x: unknown", id="more"),
        pytest.param('"Feet"', '" "', "cues.toml cue 1: name: expected some text", id="empty"),
        pytest.param('"Feet"', "3", "cues.toml cue 1: name: .* got 3", id="no text"),
        pytest.param('"seat"', '"feet"', "cues.toml cue 2: id: 'feet' is another", id="twice"),
        pytest.param(
            "both feet", "feet " * 40, "cue 1: words: expected at most 140 characters", id="long"
        ),
        pytest.param('"Feet"', "Feet", "cues.toml: Invalid", id="not TOML"),
        pytest.param(GOOD, "", "cues.toml: expected", id="nothing"),
        pytest.param(GOOD, "cue = []", "cues.toml: expected", id="none"),
        pytest.param(GOOD, "cue = 3", "cues.toml: expected", id="not a list"),
        pytest.param(GOOD, "cue = [3]", "cues.toml cue 1: expected", id="not a table"),
        pytest.param(GOOD, "x = 1" + GOOD, "cues.toml: expected", id="something else"),
    ],
)
def test_malformed_cue_is_named(old: str, new: str, culprit: str) -> None:
    """Whoever writes a cue learns which one and which key is at fault."""
    assert old in GOOD
    with pytest.raises(ValueError, match=culprit):
        parse_cues(GOOD.replace(old, new, 1))


def test_every_cue_has_its_week() -> None:
    """Within a year each cue is told, and the same one never two weeks in a row."""
    weeks = [cue_for(week) for week in range(1, 54)]
    assert set(weeks) == set(load_cues())
    assert len(weeks) > len(load_cues()) >= 10
    new_year = [*weeks, *weeks[:52], weeks[0]]  # a year of 53 weeks, one of 52
    assert all(one != next_one for one, next_one in pairwise(new_year))


@pytest.mark.parametrize("week", [0, 54, -1])
def test_week_that_no_year_has_is_refused(week: int) -> None:
    """An ISO week is 1 to 53."""
    with pytest.raises(ValueError, match=f"no week {week}"):
        cue_for(week)
