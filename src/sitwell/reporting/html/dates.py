"""Days as the page writes them, in the person's language.

Python's own names of days follow the system's locales, which may not be installed.
"""

from datetime import date

from sitwell.words import _

WEEKDAYS = (
    *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
    *(_("Friday"), _("Saturday"), _("Sunday")),
)
MONTHS = (
    *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
    *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
)
SHORT_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
SHORT_MONTHS = (
    *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
    *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
)


def full(day: date) -> str:
    """Give a day: "Monday 2 March 2026"."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=WEEKDAYS[day.weekday()],
        day=day.day,
        month=MONTHS[day.month - 1],
        year=day.year,
    )


def short(day: date) -> str:
    """Give a day for a narrow column: "Mon 2 Mar"."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {without_weekday(day)}"


def without_weekday(day: date) -> str:
    """Give a day for an axis: "2 Mar"."""
    return _("{day} {month}").format(day=day.day, month=SHORT_MONTHS[day.month - 1])
