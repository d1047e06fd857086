"""When to speak: rarely, the most useful thing first, and never while they sit well.

`decide` says at each moment whether a nudge is sent and what became of the last one, `answer` takes
the person's word for it, and `explain` says why there is none.
"""

from sitwell.core.circumstances import DAY_S
from sitwell.core.nudges.explanation import Explanation, Gauge, explain
from sitwell.core.nudges.needs import HOUR_S, Bar, Need, Sitting, find_needs
from sitwell.core.nudges.outcomes import answer, is_open
from sitwell.core.nudges.policy import decide
from sitwell.core.nudges.rules import FirstWeek, NudgeRules
from sitwell.core.nudges.sent import Nudge, Nudging
from sitwell.core.nudges.silence import Quiet, Silence, silence_after

__all__ = [
    "DAY_S",
    "HOUR_S",
    "Bar",
    "Explanation",
    "FirstWeek",
    "Gauge",
    "Need",
    "Nudge",
    "NudgeRules",
    "Nudging",
    "Quiet",
    "Silence",
    "Sitting",
    "answer",
    "decide",
    "explain",
    "find_needs",
    "is_open",
    "silence_after",
]
