"""A day or a week in one line, as it is told unasked: short enough for every channel.

The words are those of a nudge, not those of the report that somebody opens: what the report calls
slumped is called rounded here, and nothing is held against anybody (science.md section 7). They
come in the person's language, as nudges do.
"""

from sitwell.core.day import Day
from sitwell.core.message import Answer, Message, Offer
from sitwell.core.trend import Change, Finding
from sitwell.core.week import Week
from sitwell.reporting.phrases import a_duration, a_share
from sitwell.reporting.sentences import tell_advice
from sitwell.words import _, ngettext


def day_message(day: Day, finding: Finding) -> Message:
    """Say how the day went, and one thing to do tomorrow."""
    whole = day.summary
    seen = _("{judged} judged: {upright} upright, {rounded} rounded. Longest sit {sit}.").format(
        judged=a_duration(whole.judged_s),
        upright=a_share(whole.upright_share),
        rounded=a_share(whole.slumped_share),
        sit=a_duration(day.sitting.longest_s),
    )
    return Message(_("How you sat today"), f"{seen} {tell_advice(finding, _)}", (_open(),))


def week_message(week: Week) -> Message:
    """Say how the week went, beside those before it."""
    words = _(
        "{days}, {judged} judged. On a usual day {rounded} of it rounded{compared}. "
        "Longest sit {sit}."
    )
    seen = words.format(
        days=ngettext("{n} day", "{n} days", week.days).format(n=week.days),
        judged=a_duration(week.judged_s),
        rounded=a_share(week.slumped_share),
        compared=_compare(week),
        sit=a_duration(week.longest_sit_s),
    )
    return Message(_("How you sat last week"), seen, (_open(),))


def not_opened(file: str) -> Message:
    """Say where the report is, where the desktop does not open it."""
    words = _("'{command}' shows it. The file: {file}")
    return Message(
        _("Your report is ready"), words.format(command="sitwell report --open", file=file)
    )


def not_made() -> Message:
    """Say that there is no page to open."""
    words = _("'{command}' says why.").format(command="sitwell report")
    return Message(_("The report could not be made"), words)


def _open() -> Offer:
    return Offer(Answer.OPEN, _("Open report"))


def _compare(week: Week) -> str:
    match week.change:
        case Change.LESS_SLUMPED:
            words = _(", less than in the three weeks before (about {usual})")
        case Change.MORE_SLUMPED:
            words = _(", more than in the three weeks before (about {usual})")
        case Change.ALIKE:
            words = _(", much as in the three weeks before (about {usual})")
        case Change.NOT_ENOUGH:
            return ""
    return words.format(usual=a_share(week.before))
