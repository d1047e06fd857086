"""A day or a week in one line, as it is told unasked: short enough for every channel.

The words are those of a nudge, not those of the report that somebody opens: what the report calls
slumped is called rounded here, and nothing is held against anybody (science.md section 7).
"""

from sitwell.core.day import Day
from sitwell.core.message import Answer, Message, Offer
from sitwell.core.trend import Change, Finding
from sitwell.core.week import Week
from sitwell.reporting.phrases import a_duration, a_share
from sitwell.reporting.sentences import tell_advice

OPEN = Offer(Answer.OPEN, "Open report")


def day_message(day: Day, finding: Finding) -> Message:
    """Say how the day went, and one thing to do tomorrow."""
    whole = day.summary
    seen = (
        f"{a_duration(whole.judged_s)} judged: {a_share(whole.upright_share)} upright, "
        f"{a_share(whole.slumped_share)} rounded. "
        f"Longest sit {a_duration(day.sitting.longest_s)}."
    )
    return Message("How you sat today", f"{seen} {tell_advice(finding)}", (OPEN,))


def week_message(week: Week) -> Message:
    """Say how the week went, beside those before it."""
    days = "1 day" if week.days == 1 else f"{week.days} days"
    seen = (
        f"{days}, {a_duration(week.judged_s)} judged. "
        f"On a usual day {a_share(week.slumped_share)} of it rounded{_compare(week)}. "
        f"Longest sit {a_duration(week.longest_sit_s)}."
    )
    return Message("How you sat last week", seen, (OPEN,))


def not_opened(file: str) -> Message:
    """Say where the report is, where the desktop does not open it."""
    command = "sitwell report --open"
    return Message("Your report is ready", f"'{command}' shows it. The file: {file}")


def not_made() -> Message:
    """Say that there is no page to open."""
    return Message("The report could not be made", "'sitwell report' says why.")


def _compare(week: Week) -> str:
    usual = a_share(week.before)
    match week.change:
        case Change.LESS_SLUMPED:
            return f", less than in the three weeks before (about {usual})"
        case Change.MORE_SLUMPED:
            return f", more than in the three weeks before (about {usual})"
        case Change.ALIKE:
            return f", much as in the three weeks before (about {usual})"
    return ""
