"""The words for what was practised."""

import pytest

from sitwell.coach.progress import describe_practice
from sitwell.core.practice import Practice


@pytest.mark.parametrize(
    ("practice", "words"),
    [
        pytest.param(
            Practice(0, 3, 0, 0),
            "0 of 3 mini-sets today; 0 of the last 7 days.",
            id="nothing yet",
        ),
        pytest.param(
            Practice(2, 3, 4, 4),
            "2 of 3 mini-sets today; 4 of the last 7 days.",
            id="some",
        ),
        pytest.param(
            Practice(3, 3, 7, 7),
            "3 mini-sets today, as planned; 7 of the last 7 days.",
            id="the plan",
        ),
        pytest.param(
            Practice(1, 1, 1, 1),
            "1 mini-set today, as planned; 1 of the last 7 days.",
            id="a plan of one",
        ),
        pytest.param(
            Practice(5, 3, 6, 19),
            "5 mini-sets today, 3 planned; 6 of the last 7 days. 19 days in a row, days off "
            "forgiven.",
            id="more than the plan, and long",
        ),
    ],
)
def test_practice_is_told_in_days(practice: Practice, words: str) -> None:
    """Today against the plan, then the week; the streak only where it says more than the week."""
    assert describe_practice(practice) == words
