"""How far back the record reaches. A record's day is that of its own local time."""

from datetime import date, timedelta

from sitwell.core.records import Records


def first_day_kept(today: date, keep_days: int) -> date:
    """Give the earliest day that is kept: today is the last of so many days."""
    return today - timedelta(days=keep_days - 1)


def begun_before(records: Records, day: date) -> Records:
    """Give those that began before a day, though they may reach into it."""
    return Records(
        tuple(span for span in records.spans if span.start.date() < day),
        tuple(episode for episode in records.episodes if episode.start.date() < day),
        tuple(nudge for nudge in records.nudges if nudge.at.date() < day),
        tuple(exercise for exercise in records.exercises if exercise.at.date() < day),
        tuple(exposure for exposure in records.exposures if exposure.start.date() < day),
    )
