"""What became of a nudge: followed, by what was seen; ignored; or answered by the person.

sit up, Locust   they sit up, or get up
break            they get up: they leave, or are seen to stand
ease             they are over-extended no longer, or get up
lean             they are back in the middle, or get up
move             they change their position, or get up
cue              nothing that can be seen: it neither helps nor is ignored

Only time that was seen counts, and after too much that was not, nobody knows what became of it:

    seen       n s s ? ? s s s i      n ? ? ? ? ? s s s    n nudge, i ignored, ? not seen
    waited     0 1 2 2 2 3 4 5        0 0 0 0 0 - - - -
"""

from dataclasses import replace

from sitwell.core.message import Answer
from sitwell.core.nudges.needs import Sitting
from sitwell.core.nudges.rules import NudgeRules
from sitwell.core.nudges.sent import Nudge, Nudging
from sitwell.core.records import NudgeKind, NudgeOutcome, State


def is_open(nudge: Nudge, rules: NudgeRules) -> bool:
    """Say whether what becomes of the nudge can still be seen."""
    is_waiting = nudge.outcome is NudgeOutcome.WAITING and nudge.kind is not NudgeKind.CUE
    return is_waiting and nudge.unseen_s < rules.ignored_after_s


def settle(nudge: Nudge, sitting: Sitting, rules: NudgeRules) -> Nudge:
    """Give the nudge a moment later, with its outcome if that is certain by now."""
    if not is_open(nudge, rules):
        return nudge
    nudge = replace(nudge, unseen_s=nudge.unseen_s + sitting.unseen_s)
    has_risen = sitting.state is State.ABSENT or sitting.is_standing
    if has_risen or _is_followed(nudge, sitting):
        return replace(nudge, outcome=NudgeOutcome.HELPED, response_s=sitting.t - nudge.t)
    begun_t = nudge.t if nudge.shown_t is None else nudge.shown_t
    if sitting.t - begun_t - nudge.unseen_s >= rules.ignored_after_s:
        return replace(nudge, outcome=NudgeOutcome.IGNORED)
    return nudge


def answer(before: Nudging, t: float, given: Answer) -> tuple[Nudging, Nudge | None]:
    """Take what the person says to the last nudge, even where they say it late.

    Snoozed it is neither followed nor ignored, and declined its kind does not come again that day.
    To be shown more is no outcome yet: whoever reads has the full time to follow anew.

    Returns:
        The new state, and the nudge if its outcome is another now.
    """
    last = before.last
    if last is None:
        return before, None
    match given:
        case Answer.DECLINE if last.outcome is not NudgeOutcome.DECLINED:
            told = replace(last, outcome=NudgeOutcome.DECLINED, response_s=None)
        case Answer.SNOOZE if last.outcome in (NudgeOutcome.WAITING, NudgeOutcome.IGNORED):
            told = replace(last, outcome=NudgeOutcome.SNOOZED)
        case Answer.SHOW if last.outcome is NudgeOutcome.WAITING:
            shown = replace(last, shown_t=t, unseen_s=0.0)
            return Nudging((*before.sent[:-1], shown)), None
        case _:
            return before, None
    return Nudging((*before.sent[:-1], told)), told


def _is_followed(nudge: Nudge, sitting: Sitting) -> bool:
    # A posture lost from sight is neither followed nor ignored yet: only what was seen counts.
    if not sitting.is_judged:
        return False
    match nudge.kind:
        case NudgeKind.SIT_UP | NudgeKind.LOCUST:
            return sitting.state is not State.SLUMPED and sitting.seen.slumped_s == 0.0
        case NudgeKind.EASE:
            return sitting.seen.extended_s == 0.0
        case NudgeKind.LEAN:
            return sitting.seen.leaned_s == 0.0
        case NudgeKind.MOVE:
            return sitting.shifted_t is not None and sitting.shifted_t > nudge.t
        case _:
            return False
