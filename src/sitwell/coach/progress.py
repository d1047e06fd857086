"""The words for what was practised: by days, never by how it feels."""

from sitwell.core.practice import Practice


def describe_practice(practice: Practice) -> str:
    """Give today's mini-sets and the last week in a line.

    "2 of 3 mini-sets today; 4 of the last 7 days."
    """
    today = f"{practice.done_today} of {practice.planned} mini-sets today"
    if practice.done_today >= practice.planned:
        today = f"{_count(practice.done_today, 'mini-set')} today, as planned"
    if practice.done_today > practice.planned:
        today = f"{_count(practice.done_today, 'mini-set')} today, {practice.planned} planned"
    return f"{today}; {practice.days_of_last_7} of the last 7 days.{_describe_streak(practice)}"


def _describe_streak(practice: Practice) -> str:
    """Tell a streak only where it says more than the week does."""
    if practice.streak_days <= practice.days_of_last_7:
        return ""
    return f" {practice.streak_days} days in a row, days off forgiven."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
