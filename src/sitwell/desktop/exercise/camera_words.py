"""What the window says about the camera beside the mat: where it goes, what it sees and counted."""

from sitwell.core.counted import Attested, Progress, Verdict, average
from sitwell.core.lying import Unseen
from sitwell.core.repetitions import Sight, Stage
from sitwell.desktop.welcome.sentences import explain_gap
from sitwell.words import _, decimal, ngettext


def setup_words() -> str:
    """Say where the camera goes, and how a set begins."""
    return _(
        "Put the camera beside the mat, 2 to 3 m away and low, so that it sees all of you from the "
        "side. Then lie face down and rest for three seconds: the set begins by itself. If you "
        "are not found within two minutes it begins all the same, and counting is yours."
    )


def sight_words(progress: Progress) -> str:
    """Say what is seen, or why nothing can be counted."""
    if progress.reason is not None:
        return explain_gap(progress.reason.value, progress.detail)
    return _sights()[progress.sight]


def lost_words(why: str) -> str:
    """Say that the camera's process is gone, and that the set goes on."""
    return _("The camera is off: {why} Count along with the breath.").format(why=_close(why))


def attested_words(attested: Attested, fault: str) -> str:
    """Say whose count was logged and why; the fault that ended the counting, "" for none."""
    match attested.verdict:
        case Verdict.HOLDS:
            return _count(attested)
        case Verdict.NO_LIFT:
            return _(
                "The camera saw you and counted no repetition, as small lifts may escape it; the "
                "count is yours, by the breath."
            )
        case Verdict.HARDLY_SEEN if fault:
            return _(
                "The camera could not count to the end, so the count is yours, by the breath. {why}"
            ).format(why=_close(fault))
        case Verdict.HARDLY_SEEN:
            return _(
                "The camera did not see you well enough lying there, so the count is yours, by the "
                "breath. {doubt}"
            ).format(doubt=_doubt(attested.last))


def _count(attested: Attested) -> str:
    number, mean = len(attested.repetitions), average(attested.repetitions)
    words = ngettext(
        "The camera counted {n} repetition: {up} s up and {down} s down, chest {chest}° and legs "
        "{legs}°.",
        "The camera counted {n} repetitions: {up} s up and {down} s down, chest {chest}° and legs "
        "{legs}° on average.",
        number,
    )
    return words.format(
        n=number,
        up=decimal(mean.up_s, 1),
        down=decimal(mean.down_s, 1),
        chest=f"{max(mean.chest_deg, 0.0):.0f}",
        legs=f"{max(mean.leg_deg, 0.0):.0f}",
    )


def _doubt(last: Progress) -> str:
    if last.watched_s <= 0.0:
        return _("It was not ready in time.")
    return _("You were out of sight for a good part of it.") if last.can_see else sight_words(last)


def _close(words: str) -> str:
    """End what is said with a full stop."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _sights() -> dict[Sight, str]:
    return {
        Unseen.NOBODY: _("Nobody is in the picture."),
        Unseen.HIDDEN: _("Shoulder, hip, knee and foot are not all in the picture."),
        Unseen.TOO_FAR: _("You are small in the picture; a camera nearer by would help."),
        Unseen.NOT_LYING: _("You are not lying down yet."),
        Unseen.NOT_SIDE_ON: _("The camera is not at your side."),
        Stage.SETTLING: _("Rest for three seconds."),
        Stage.RESTING: _("Ready."),
        Stage.MOVING: _("Moving."),
    }
