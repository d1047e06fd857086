"""What a report says of a day in two sentences: what changed, and one thing to do tomorrow.

Suggestions, not orders; compared with the person's own days; nothing about health (science.md
section 7).
"""

from sitwell.core.reason import Reason
from sitwell.core.trend import Advice, Change, Finding, Point
from sitwell.reporting.phrases import a_reason, a_share
from sitwell.words import Translate


def tell_change(finding: Finding, last: Point, translate: Translate = str) -> str:
    """Say what the day was like beside the seven before it."""
    if finding.change is Change.NOT_ENOUGH or finding.before.median is None:
        return translate("There are not enough days yet to say what has changed.")
    match finding.change:
        case Change.LESS_SLUMPED:
            words = translate(
                "Slumped {share} of the judged time: less than on the {days} days before (about "
                "{usual})."
            )
        case Change.MORE_SLUMPED:
            words = translate(
                "Slumped {share} of the judged time: more than on the {days} days before (about "
                "{usual})."
            )
        case _:
            words = translate(
                "Slumped {share} of the judged time, much as on the {days} days before (about "
                "{usual})."
            )
    return words.format(
        share=a_share(last.slumped_share),
        days=finding.before.days,
        usual=a_share(finding.before.median),
    )


def tell_advice(finding: Finding, translate: Translate = str) -> str:
    """Say the one thing to do."""
    if finding.advice is Advice.OTHER_SIDE:
        return translate(
            "You leant to the {side} more than to the other side. Tomorrow, try moving what you "
            "look at most to the middle."
        ).format(side=translate("left") if finding.side == "left" else translate("right"))
    if finding.advice is not Advice.SEE_BETTER:
        return _advise(translate)[finding.advice]
    reason = finding.because_of
    words = None if reason is None else _help_seeing(translate).get(reason)
    if words is not None:
        return words
    return translate(
        "Much of the time could not be judged ({reason}). sitwell doctor says what would help."
    ).format(reason=translate(a_reason(reason)))


def _advise(translate: Translate) -> dict[Advice, str]:
    return {
        Advice.NOTHING_SEEN: translate(
            "Nobody was seen at the desk, so there is nothing to suggest."
        ),
        Advice.EXERCISE: translate(
            "Tomorrow, try one small set of the Locust Minivini or a chair back-bend after a long "
            "stretch: sitwell exercise."
        ),
        Advice.BREAKS: translate("Tomorrow, try getting up for two minutes about every half hour."),
        Advice.LATER_BREAK: translate(
            "You sat lower at the end than at the beginning. Tomorrow, try a break or a small set "
            "before the last hour."
        ),
        Advice.LET_GO: translate(
            "You often sat straighter than your own upright. Tomorrow, let the chair carry you now "
            "and then."
        ),
        Advice.SHORT_RESETS: translate(
            "Tomorrow, try several short resets rather than one long effort: the next posture is "
            "the best one."
        ),
        Advice.KEEP_ON: translate(
            "Keep changing posture as you did: the next posture is the best one."
        ),
    }


def _help_seeing(translate: Translate) -> dict[Reason, str]:
    return {
        Reason.TOO_DARK: translate(
            "It was often too dark to judge. A lamp in front of you would help."
        ),
        Reason.TURNED_AWAY: translate(
            "You were often turned away from the camera. If that is how you work, calibrate once "
            "more the way you sit."
        ),
        Reason.NO_SHOULDERS: translate(
            "Your shoulders were often out of sight. Tilt the camera, or move it up."
        ),
        Reason.OUT_OF_PICTURE: translate(
            "You were often partly out of the picture. Tilt the camera a little."
        ),
        Reason.SEVERAL_PEOPLE: translate(
            "Several people were often in the picture. A narrower view would help."
        ),
        Reason.TOO_CLOSE: translate(
            "You were often too close to the camera to be judged. Move it back a little."
        ),
        Reason.TOO_FAR: translate("You were often too far from the camera. Move it closer."),
        Reason.BASELINE_STALE: translate(
            "The camera or the chair seems to have moved since calibration: sitwell calibrate."
        ),
        Reason.STANDING: translate("You stood a good part of the time, which is not judged."),
    }
