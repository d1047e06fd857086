"""Every word on the page that is not a number, a date or a sentence of reporting/sentences.

The page is read in a browser, not in the terminal: it is in the person's language.
"""

from sitwell.core.records import NudgeKind, NudgeOutcome
from sitwell.core.timeline import Coverage
from sitwell.words import _

TITLE = _("How you sat")
BRAND = _("Sitwell · slouch report")
SKIP = _("Skip to the report")
AS_TABLE = _("As a table")

HOW = _("How you sat")
ADVICE = _("One thing to try")
LOOKED = _("What was looked at")
TIMELINE = _("The day")
FIGURES = _("In numbers")
HOURS = _("Hour by hour")
STRETCHES = _("How far bent, and how long at a stretch")
TREND = _("The last 30 days")
ANGLES = _("Angles over the day")
ALSO = _("Also seen")
SITTING = _("Sitting and breaks")
NUDGES = _("Nudges")
EXERCISES = _("Exercises")
DAYS = _("Day by day")

KINDS = {
    "upright": _("upright"),
    "slumped": _("slumped"),
    "overextended": _("over-extended"),
    Coverage.UNCLEAR: _("unclear"),
    Coverage.UNSEEN: _("no picture"),
    Coverage.PAUSED: _("paused"),
    Coverage.AWAY: _("away"),
}
"""What a moment can be called, in the order of every list."""

SENT = {
    NudgeKind.SIT_UP: _("to sit up"),
    NudgeKind.LOCUST: _("Locust"),
    NudgeKind.BREAK: _("break"),
    NudgeKind.EASE: _("to let go"),
    NudgeKind.LEAN: _("to the middle"),
    NudgeKind.MOVE: _("to move"),
    NudgeKind.CUE: _("cue"),
}

BECAME = {
    NudgeOutcome.WAITING: _("not known"),
    NudgeOutcome.HELPED: _("followed"),
    NudgeOutcome.IGNORED: _("not followed"),
    NudgeOutcome.SNOOZED: _("snoozed"),
    NudgeOutcome.DECLINED: _("not for me"),
}

LEVELS = (_("beyond"), _("upright"), _("slight"), _("bent"), _("far"))
"""The levels of core/exposure, in a word each."""

HEAT_NOTE = _(
    "Minutes of the judged time, by how far the back was bent against your own upright (columns) "
    "and how long it stayed there (rows). Long stretches in one posture lie at the bottom; the "
    "stronger the tint, the more."
)
ANGLES_NOTE = _(
    "Degrees bent against your own upright. A tenth of the {judged} judged lay below the first "
    "number, half below the second, nine tenths below the third; the bar reaches from the first "
    "to the third."
)
LESS_THAN_AN_HOUR = _("Less than an hour was judged, which is too little for this.")
NO_ANGLES = _("No angles were kept of this day.")
ALSO_NOTE = _("Share of {judged} judged.")
LEAST_CERTAIN = _("least certain")
HOVER = _("Point at an hour, or reach it with the Tab key, to read its details here.")
NOBODY_SAT = _("Nobody was seen sitting.")
NO_NUDGE = _("No nudge was sent.")
NO_EXERCISE = _("No exercise was begun. One small set counts.")
NO_TREND = _("The trend appears once a few days with half an hour judged have been kept.")
NONE_JUDGED = _("None of it could be judged, so there is no percentage.")
NOBODY_SEEN = _("Nobody was seen at the desk, so there is nothing to compare.")
ALL_PAUSED = _("Watching was paused, as you wished, so there is nothing to compare.")
NOTHING = _("Nothing was recorded on this day.")
HOW_TO_BEGIN = _("Start the monitor with sitwell watch, and the day will fill in here.")
DAMAGED = _(
    "The record of these days could not be read: {days}. The days shown are complete. sitwell "
    "doctor says how to repair the record."
)
PRIVATE = _("Made on this computer. It contains no picture and asks nothing of any other computer.")

OF_JUDGED = _("of {judged} judged, compared with your own upright (estimated)")
SEEN_OF = _(
    "At the desk {seen} of {recorded} recorded. Every share of posture is of the judged time."
)
BY_HOUR = _("Hours of the day")
HOURS_NOTE = _("A full bar is an hour judged; the share is of the judged time.")
TREND_NOTE = _(
    "Each dot is the slumped share of a day with half an hour judged or more; the ring is the day "
    "of this page. The band holds the middle half of the days, the line their median."
)
DAYS_NOTE = _("Shares are of the judged time.")
LONG_BOUT = _("sitting over 30 min")
MARKS = {
    "helped": _("nudge, followed"),
    "nudge": _("nudge, not followed"),
    "exercise": _("exercise"),
}

HOUR = _("hour")
DAY = _("day")
SLUMPED = _("slumped")
JUDGED = _("judged")
LONGEST = _("longest sit")
BREAKS = _("breaks")
SETS = _("sets")
AT_A_STRETCH = _("at a stretch")
ALL = _("all")
WHEN = _("at")
NUDGE = _("nudge")
OUTCOME = _("then")
FROM = _("from")
TO = _("to")
SAT = _("sat")
THEN = _("then")
PARTS_OF_TIME = ("10 %", _("half"), "90 %")
DAY_HEADS = (
    *(_("day"), _("at the desk"), _("judged"), _("upright"), _("slumped"), _("over-extended")),
    *(_("slumps"), _("longest sit"), _("breaks"), _("nudges"), _("followed"), _("sets")),
)
BREAK = _("break of {length}")
UNSEEN = "–"
MORE_NUDGES = _("… and {more} more.")
MORE_BOUTS = _("The {shown} longest of {number}.")

BACK = _("Back bent")
SHOULDERS_ROUNDED = _("Shoulders rounded")
ROUNDED = _("shoulders rounded")
HEAD_FORWARD = _("head forward")
LEANING_LEFT, LEANING_RIGHT = _("leaning left"), _("leaning right")
DEGREES = _("{low} to {high}°")

LONGEST_SIT = _("Longest sit")
LONG_SHARE = _("{share} of the sitting in bouts over {length}")
BREAKS_OF_DAY = _("Breaks")
BREAK_LEAST = _("of 5 minutes or more")
HALF_OVER = _("half of them over {length}")
SLUMPS = _("Slump episodes")
SLUMPS_NOTE = _("{number} per judged hour; half over {half}, longest {longest}")
SHIFTS = _("Posture shifts")
SHIFTS_NOTE = _("changes of posture in a judged hour")
FOLLOWED = _("Nudges followed")
NONE_SENT = _("none was sent")
NOT_FOLLOWED = _("{number} not followed")
HALF_WITHIN = _("half within {length}")
SOME_OF = _("{some} of {number}")
SETS_DONE = _("Exercise sets")

ENDS = _("Slumped {first} of the first judged hour, {last} of the last.")
NUDGE_AT = _("nudge {what} at {time} ({became})")
EXERCISE_AT = _("exercise at {time}")
ENDED_AT = _("exercise at {time} (ended early)")
MORE = _("{number} more")
IN_HOUR = _("{begin} to {end}: {told}")
NOT_RECORDED = _("nothing recorded")
DOT = _("{day}: slumped {share} of {judged} judged")
LAST_WEEK, LAST_MONTH = _("Last 7 days"), _("Last 30 days")
SPREAD_OF_FEW = _("{name}: slumped about {share} of the judged time ({days}).")
SPREAD = _(
    "{name}: slumped about {share} of the judged time, half of the {n} days between {low} and "
    "{high}."
)


def tell_repetitions(number: int, seen: int) -> str:
    """Say how often a movement was done, and how many of them the camera counted."""
    return _("{number} repetitions, {seen} counted by the camera").format(number=number, seen=seen)
