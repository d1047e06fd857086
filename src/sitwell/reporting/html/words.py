"""Every word on the page that is not a number, a date or a sentence of reporting/sentences."""

from sitwell.core.records import NudgeKind, NudgeOutcome
from sitwell.core.timeline import Coverage

TITLE = "How you sat"
BRAND = "Sitwell · slouch report"
SKIP = "Skip to the report"
AS_TABLE = "As a table"

HOW = "How you sat"
ADVICE = "One thing to try"
LOOKED = "What was looked at"
TIMELINE = "The day"
FIGURES = "In numbers"
HOURS = "Hour by hour"
STRETCHES = "How far bent, and how long at a stretch"
TREND = "The last 30 days"
ANGLES = "Angles over the day"
ALSO = "Also seen"
SITTING = "Sitting and breaks"
NUDGES = "Nudges"
EXERCISES = "Exercises"
DAYS = "Day by day"

KINDS = {
    "upright": "upright",
    "slumped": "slumped",
    "overextended": "over-extended",
    Coverage.UNCLEAR: "unclear",
    Coverage.UNSEEN: "no picture",
    Coverage.PAUSED: "paused",
    Coverage.AWAY: "away",
}
"""What a moment can be called, in the order of every list."""

SENT = {
    NudgeKind.SIT_UP: "to sit up",
    NudgeKind.LOCUST: "Locust",
    NudgeKind.BREAK: "break",
    NudgeKind.EASE: "to let go",
    NudgeKind.LEAN: "to the middle",
    NudgeKind.MOVE: "to move",
    NudgeKind.CUE: "cue",
}

BECAME = {
    NudgeOutcome.WAITING: "not known",
    NudgeOutcome.HELPED: "followed",
    NudgeOutcome.IGNORED: "not followed",
    NudgeOutcome.SNOOZED: "snoozed",
    NudgeOutcome.DECLINED: "not for me",
}

LEVELS = ("beyond", "upright", "slight", "bent", "far")
"""The levels of core/exposure, in a word each."""

HEAT_NOTE = (
    "Minutes of the judged time, by how far the back was bent against your own upright (columns) "
    "and how long it stayed there (rows). Long stretches in one posture lie at the bottom; the "
    "stronger the tint, the more."
)
ANGLES_NOTE = (
    "Degrees bent against your own upright. 10 % of the {judged} judged lay below the first "
    "number, half below the second, 90 % below the third; the bar reaches from the first to the "
    "third."
)
LESS_THAN_AN_HOUR = "Less than an hour was judged, which is too little for this."
NO_ANGLES = "No angles were kept of this day."
ALSO_NOTE = "Share of {judged} judged."
LEAST_CERTAIN = "least certain"
HOVER = "Point at an hour, or reach it with the Tab key, to read its details here."
NOBODY_SAT = "Nobody was seen sitting."
NO_NUDGE = "No nudge was sent."
NO_EXERCISE = "No exercise was begun. One small set counts."
NO_TREND = "The trend appears once a few days with half an hour judged have been kept."
NONE_JUDGED = "None of it could be judged, so there is no percentage."
NOBODY_SEEN = "Nobody was seen at the desk, so there is nothing to compare."
ALL_PAUSED = "Watching was paused, as you wished, so there is nothing to compare."
NOTHING = "Nothing was recorded on this day."
HOW_TO_BEGIN = "Start the monitor with sitwell watch, and the day will fill in here."
DAMAGED = (
    "The record of these days could not be read: {days}. The days shown are complete. sitwell "
    "doctor says how to repair the record."
)
PRIVATE = "Made on this computer. It contains no picture and asks nothing of any other computer."

OF_JUDGED = "of {judged} judged, compared with your own upright (estimated)"
SEEN_OF = "At the desk {seen} of {recorded} recorded. Every share of posture is of the judged time."
BY_HOUR = "Hours of the day"
HOURS_NOTE = "A full bar is an hour judged; the share is of the judged time."
TREND_NOTE = (
    "Each dot is the slumped share of a day with half an hour judged or more; the ring is the day "
    "of this page. The band holds the middle half of the days, the line their median."
)
DAYS_NOTE = "Shares are of the judged time."
LONG_BOUT = "sitting over 30 min"
MARKS = {"helped": "nudge, followed", "nudge": "nudge, not followed", "exercise": "exercise"}

HOUR = "hour"
DAY = "day"
SLUMPED = "slumped"
JUDGED = "judged"
LONGEST = "longest sit"
BREAKS = "breaks"
SETS = "sets"
AT_A_STRETCH = "at a stretch"
ALL = "all"
WHEN = "at"
NUDGE = "nudge"
OUTCOME = "then"
FROM = "from"
TO = "to"
SAT = "sat"
THEN = "then"
PARTS_OF_TIME = ("10 %", "half", "90 %")
DAY_HEADS = (
    *("day", "at the desk", "judged", "upright", "slumped", "over-extended"),
    *("slumps", "longest sit", "breaks", "nudges", "followed", "sets"),
)
BREAK = "break of {length}"
UNSEEN = "–"
MORE_NUDGES = "… and {more} more."
MORE_BOUTS = "The {shown} longest of {number}."
