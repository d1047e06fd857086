"""The sentence of `sitwell why`: what is so now, and why there is or is no nudge."""

from datetime import datetime

from sitwell.core.angles import Angle
from sitwell.core.nudges import Bar, FirstWeek, Need, Quiet
from sitwell.core.reason import Reason
from sitwell.core.records import NudgeKind, NudgeOutcome, State
from sitwell.core.sighting import Sighting
from sitwell.core.why import Dial, Why
from sitwell.reporting.phrases import a_duration, a_reason
from sitwell.reporting.status import HINDRANCES, NEVER, rest_words, wall_clock
from sitwell.reporting.stream import NUDGE_WORDS, WORDS

_BARRED = {
    Bar.REMINDED: "came not long ago",
    Bar.DECLINED: "is not wanted today",
    Bar.OFTEN_ENOUGH: "came often enough for a day",
    Bar.BREAK_NEAR: "gives way to the break, which is near",
}
"""What keeps back a kind of nudge for which things have lasted long enough."""


def sentence(why: Why) -> str:
    """Say what is so now, and why there is or is no nudge."""
    if why.rest is not None:
        words = rest_words(why.rest.reason, why.rest.until, why.now)
        return f"{words}, and no nudge until then; 'sitwell resume' ends it."
    if why.explanation is None or why.state is None:
        return "Nothing was looked at yet, so there is no nudge."
    if why.state is State.ABSENT:
        is_told = why.reason in (Reason.LOCKED, Reason.ASLEEP)
        return f"Nobody there{f' ({a_reason(why.reason)})' if is_told else ''}, so no nudge."
    if why.state is State.UNKNOWN:
        words = a_reason(why.reason)
        if why.reason is not None:
            words = HINDRANCES.get(why.reason, words)
        return f"No verdict, so no nudge: {words}."
    return f"{_posture(why, why.state)}; {_nudge(why)}."


def about(angle: Angle) -> str:
    """Give an estimate with its interval: "about +15° (+12 to +18)"."""
    low, high = (a_signed_degree(deg).rstrip("°") for deg in (angle.low_deg, angle.high_deg))
    return f"about {a_signed_degree(angle.deg)} ({low} to {high})"


def a_signed_degree(deg: float) -> str:
    """Give an angle in whole degrees with its sign: "+15°", "−4°", "0°"."""
    whole = round(deg)
    return "0°" if whole == 0 else f"{'+' if whole > 0 else '−'}{abs(whole)}°"


def so_far(kind: NudgeKind, seen: Sighting) -> str:
    """Say for how long that has been so which a nudge speaks of."""
    match kind:
        case NudgeKind.SIT_UP | NudgeKind.LOCUST:
            return f"slumped {_roughly(seen.slumped_s)}"
        case NudgeKind.BREAK:
            return f"seated {_roughly(seen.seated_s)}"
        case NudgeKind.EASE:
            return f"over-extended {_roughly(seen.extended_s)}"
        case NudgeKind.LEAN:
            return f"leaning {_roughly(seen.leaned_s)}"
        case NudgeKind.MOVE:
            return f"still {_roughly(seen.still_s)}"
        case NudgeKind.CUE:
            return f"back after {_roughly(seen.away_s)}"


def _roughly(seconds: float) -> str:
    """Give a length of time in whole minutes, where it has any."""
    return a_duration(seconds if seconds < 60.0 else 60.0 * round(seconds / 60.0))


def _posture(why: Why, state: State) -> str:
    kind = {State.SLUMPED: NudgeKind.SIT_UP, State.OVEREXTENDED: NudgeKind.EASE}.get(state)
    words = WORDS[state].capitalize()
    need = next((need for need in _needs(why) if need.kind is kind), None)
    if need is not None and need.lasted_s > 0.0:
        words += f" for {a_duration(need.lasted_s)}"
        if need.lasted_s < need.needed_s and need.bar is None:
            words += f" of the {a_duration(need.needed_s)} after which a nudge comes"
    dial = next((d for d in why.dials if d.gauge.kind is (kind or NudgeKind.SIT_UP)), None)
    if dial is None or dial.angle is None:
        return words
    return f"{words}, flexion {about(dial.angle)}, {_line(dial, state, dial.angle)}"


def _line(dial: Dial, state: State, angle: Angle) -> str:
    line, end = a_signed_degree(dial.gauge.line_deg), a_signed_degree(dial.release_deg)
    if state is State.SLUMPED and angle.deg < dial.gauge.line_deg:
        return f"upright again below {end}"
    if state is State.OVEREXTENDED and angle.deg > dial.gauge.line_deg:
        return f"upright again above {end}"
    return f"the line is {line}"


def _nudge(why: Why) -> str:
    wanted = None if why.explanation is None else why.explanation.wanted
    if isinstance(why.next_nudge.held_by, Quiet):
        return _silence(why, why.next_nudge.held_by, wanted)
    if why.hold is not None:
        if wanted is None:
            return f"{_next(why)}, and one would wait: {why.hold.words}"
        return f"a nudge ('{NUDGE_WORDS[wanted]}') is due and waits: {why.hold.words}"
    if wanted is not None:
        return f"a nudge ('{NUDGE_WORDS[wanted]}') is due"
    return _next(why)


def _silence(why: Why, quiet: Quiet, wanted: NudgeKind | None) -> str:
    """Say until when there is none whatever the posture, and by which rule."""
    called = "" if wanted is None else f", though '{NUDGE_WORDS[wanted]}' is due"
    at = why.next_nudge.at
    if at is None:
        return f"no nudge{called}: {NEVER[quiet]}"
    until = wall_clock(at, why.now)
    if quiet is Quiet.APART and _is_open(why):
        last = why.said[0].nudge
        words = f"a nudge ('{NUDGE_WORDS[last.kind]}') came {_ago(last.at, why.now)}"
        return f"{words}, and no other before {until}"
    return f"no nudge before {until}{called}: {_quiet(why, quiet, at)}"


def _quiet(why: Why, quiet: Quiet, until: datetime) -> str:
    rules = why.rules
    match quiet:
        case Quiet.APART if why.said:
            last = why.said[0].nudge.at
            words = f"one came {_ago(last, why.now)}"
            # Nothing but that lengthens the time between two of them.
            is_longer = (until - last).total_seconds() > 1.5 * rules.apart_s
            return f"{words}, and they come half as often for now" if is_longer else words
        case Quiet.APART:
            return f"nudges are {a_duration(rules.apart_s)} apart"
        case Quiet.MOST_PER_DAY:
            return f"{rules.most_per_day} within 24 hours are the most"
        case Quiet.FIRST_WEEK if rules.first_week is FirstWeek.SILENT:
            return f"the first {rules.starter_days} days are silent, as the config says"
        case Quiet.FIRST_WEEK:
            most = f"{rules.starter_per_day} a day are the most"
            return f"in the first {rules.starter_days} days {most}"
        case Quiet.QUIET_HOURS:
            return "these hours are quiet, as the config says"


def _is_open(why: Why) -> bool:
    """Say whether the last nudge asks for what there still is time to do."""
    last = why.said[0].nudge if why.said else None
    return (
        last is not None
        and last.outcome is NudgeOutcome.WAITING
        and last.kind is not NudgeKind.CUE  # of which nothing is ever seen
    )


def _ago(moment: datetime, now: datetime) -> str:
    return f"{a_duration(max(0.0, (now - moment).total_seconds()))} ago"


def _next(why: Why) -> str:
    """Say which kind would come next if things stayed as they are, or what keeps one back."""
    # How long they were away does not grow while they sit, so the cue has no part in it.
    needs = [need for need in _needs(why) if need.kind is not NudgeKind.CUE]
    coming = [need for need in needs if need.bar is None]
    barred = next((n for n in needs if n.lasted_s >= n.needed_s and n.bar in _BARRED), None)
    is_upright = why.state is State.UPRIGHT
    if barred is not None and barred.bar is not None and (is_upright or not coming):
        return f"no nudge, as '{NUDGE_WORDS[barred.kind]}' {_BARRED[barred.bar]}"
    if not coming:
        return "nothing calls for a nudge"
    first = min(coming, key=lambda need: need.needed_s - need.lasted_s)
    left = a_duration(first.needed_s - first.lasted_s)
    return f"no nudge yet, the next could be '{NUDGE_WORDS[first.kind]}' in {left}"


def _needs(why: Why) -> tuple[Need, ...]:
    return () if why.explanation is None else why.explanation.needs
