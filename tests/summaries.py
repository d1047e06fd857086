"""Every summary of a day or a week that a person can be told."""

from dataclasses import replace
from itertools import product

from days import day_of
from sitwell.core import trend
from sitwell.core.message import Message
from sitwell.core.reason import Reason
from sitwell.core.trend import Advice, Change
from sitwell.core.week import Week
from sitwell.reporting.brief import day_message, not_made, not_opened, week_message

DAY = day_of("80m upright, 20m slumped, 10m absent, 40m upright, 20m slumped")
LONG_DAY = day_of("11h upright, 3599s slumped")
WEEK = Week(5, 112_800.0, 0.35, 7800.0, Change.LESS_SLUMPED, 0.41)


def list_summaries() -> list[Message]:
    """Give them, with every suggestion, and what is said where the report was not opened."""
    found = trend.find(DAY, ())
    findings = [
        replace(found, advice=advice, because_of=reason, side=side)
        for advice, reason, side in product(Advice, (None, *Reason), ("left", "right"))
    ]
    days = [day_message(day, finding) for day, finding in product((DAY, LONG_DAY), findings)]
    weeks = [
        week_message(replace(WEEK, change=change, before=before, slumped_share=share, days=number))
        for change, before, share, number in product(
            Change, (None, 0.004), (0.0, 0.004, 0.999), (1, 7)
        )
    ]
    return list(dict.fromkeys([*days, *weeks, not_made(), not_opened("/home/me/report.html")]))
