"""One at a time, the most useful first."""

from sitwell.core.circumstances import DAY_S
from sitwell.core.nudges.needs import Sitting, find_needs
from sitwell.core.nudges.outcomes import settle
from sitwell.core.nudges.rules import NudgeRules
from sitwell.core.nudges.sent import Nudge, Nudging
from sitwell.core.nudges.silence import silence_after


def decide(
    before: Nudging, sitting: Sitting, rules: NudgeRules
) -> tuple[Nudging, Nudge | None, Nudge | None]:
    """Settle the last nudge's outcome and say whether to send one.

    Returns:
        The new state, the nudge whose outcome was just settled, and the nudge to send now.
    """
    sent = tuple(n for n in before.sent if sitting.t - n.t < DAY_S)
    settled = None
    if sent:
        last = settle(sent[-1], sitting, rules)
        settled = last if last.outcome is not sent[-1].outcome else None
        sent = (*sent[:-1], last)
    if not _may_speak(sent, sitting, rules):
        return Nudging(sent), settled, None
    need = next((need for need in find_needs(sent, sitting, rules) if need.is_met), None)
    if need is None:
        return Nudging(sent), settled, None
    nudge = Nudge(sitting.t, need.kind)
    return Nudging((*sent, nudge)), settled, nudge


def _may_speak(sent: tuple[Nudge, ...], sitting: Sitting, rules: NudgeRules) -> bool:
    # To nobody, or to somebody who cannot be judged, there is nothing true to say.
    if sitting.around.is_held or not sitting.is_judged:
        return False
    return sitting.t >= silence_after(sent, rules, sitting.t, sitting.around).until_t
