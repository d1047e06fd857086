"""When a window asks the monitor for more than its status."""

from typing import Any

import pytest
from monitors import UPRIGHT

from sitwell.desktop.news import News

READING, COMING = UPRIGHT["reading"], UPRIGHT["next_nudge"]


@pytest.mark.parametrize(
    ("changes", "is_due"),
    [
        pytest.param({}, False, id="nothing"),
        pytest.param({"reading": READING | {"age_s": 2.0}}, False, id="time goes on"),
        pytest.param({"next_nudge": COMING | {"at": "2026-03-02T14:00:01"}}, False, id="so here"),
        pytest.param({"readings_today": 13}, True, id="a look"),
        pytest.param({"reading": None}, True, id="no look yet"),
        pytest.param({"camera": {"on": False, "reason": "paused"}}, True, id="a pause"),
        pytest.param({"next_nudge": COMING | {"held_by": "microphone"}}, True, id="a call"),
        pytest.param({"pid": 2}, True, id="another monitor"),
    ],
)
def test_what_goes_on_by_itself_is_no_news(changes: dict[str, Any], is_due: bool) -> None:
    """A question is due after a change that time alone does not make."""
    news = News(10.0, lambda: 0.0)
    assert news.is_due(UPRIGHT)
    assert news.is_due(UPRIGHT | changes) is is_due


def test_now_and_then_without_news() -> None:
    """So long after the last question one is due in any case; one that was not asked is none."""
    times_s = iter((0.0, 6.0, 9.0, 10.0, 16.0, 20.0))
    news = News(10.0, lambda: next(times_s))
    due = [news.is_due(UPRIGHT) for _ in range(6)]
    assert due == [True, False, False, True, False, True]


def test_what_was_forgotten_is_asked_again() -> None:
    """After a loss nothing counts as known."""
    news = News(10.0, lambda: 0.0)
    news.is_due(UPRIGHT)
    news.forget()
    assert news.is_due(UPRIGHT)
