"""The words of a summary: what was seen, with what it is a share of."""

from dataclasses import replace

import pytest

from sitwell.core import trend
from sitwell.core.message import Answer, make_plain
from sitwell.core.trend import Change
from sitwell.reporting.brief import day_message, not_opened, week_message
from summaries import DAY, WEEK


def test_day_says_what_was_judged() -> None:
    """A day's shares come with what they are shares of, the longest sit, and one suggestion."""
    message = day_message(DAY, trend.find(DAY, ()))
    assert message.title == "How you sat today"
    assert message.body == (
        "2 h 40 min judged: 75 % upright, 25 % rounded. Longest sit 1 h 40 min. "
        "Tomorrow, try getting up for two minutes about every half hour."
    )
    assert [(offer.answer, offer.words) for offer in message.offers] == [
        (Answer.OPEN, "Open report")
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(Change.LESS_SLUMPED, ", less than in the three weeks before (about 41 %)"),
        pytest.param(Change.MORE_SLUMPED, ", more than in the three weeks before (about 41 %)"),
        pytest.param(Change.ALIKE, ", much as in the three weeks before (about 41 %)"),
        pytest.param(Change.NOT_ENOUGH, ""),
    ],
)
def test_week_says_what_changed(change: Change, words: str) -> None:
    """A week's middle day stands beside that of the weeks before, where there are enough."""
    assert week_message(replace(WEEK, change=change)).body == (
        f"5 days, 31 h 20 min judged. On a usual day 35 % of it rounded{words}. "
        "Longest sit 2 h 10 min."
    )


def test_place_of_an_unopened_report() -> None:
    """The command comes first, so that a long name of a file costs only its own end."""
    message = make_plain(not_opened("/home/" + "x" * 400))
    assert message.body.startswith("'sitwell report --open' shows it. The file: /home/xxx")
