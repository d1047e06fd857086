"""Why there is a nudge, or none: a sentence, and what it rests on, for people."""

import textwrap
from collections.abc import Iterator
from datetime import datetime

from sitwell.core.angles import Angle
from sitwell.core.nudges import Bar, Need
from sitwell.core.records import NudgeKind, NudgeOutcome, State
from sitwell.core.sighting import Sighting
from sitwell.core.status import Channel
from sitwell.core.why import Dial, Said, Verdict, Why
from sitwell.reporting.phrases import a_duration, a_reason
from sitwell.reporting.stream import NUDGE_WORDS, WORDS
from sitwell.reporting.why.sentence import a_signed_degree, about, sentence, so_far

WIDTH = 80
MOST_ROWS = 3
"""Verdicts, and nudges, that are listed; the JSON has more."""

_BARS = {
    Bar.JUST_CHANGED: "posture is changing",
    Bar.REMINDED: "said not long ago",
    Bar.DECLINED: "not wanted today",
    Bar.OFTEN_ENOUGH: "often enough for a day",
    Bar.BREAK_NEAR: "the break is near",
    Bar.FIRST_WEEK: "not in the first days",
    Bar.NO_CLOCK: "a recording has no day",
}
_NOT_SO = {
    NudgeKind.LOCUST: "not slumped now",
    NudgeKind.SIT_UP: "not slumped now",
    NudgeKind.EASE: "not over-extended now",
    NudgeKind.LEAN: "not leaning now",
    NudgeKind.MOVE: "for upright sitting alone",
    NudgeKind.CUE: "just after a break alone",
}
_OUTCOMES = {
    NudgeOutcome.WAITING: "sent",
    NudgeOutcome.IGNORED: "no change seen",
    NudgeOutcome.SNOOZED: "snoozed",
    NudgeOutcome.DECLINED: "declined",
}


def text(why: Why) -> str:
    """Give the lines, no wider than 80 columns; no newline at the end."""
    parts = [textwrap.wrap(sentence(why), WIDTH), list(_angles(why.dials))]
    if why.explanation is not None:
        parts.append(list(_needs(why.explanation.needs, why)))
    parts += [
        list(_verdicts(why.verdicts, why.now)),
        list(nudge_rows(why.said, why.now, why.channel)),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def nudge_rows(
    said: tuple[Said, ...], now: datetime, channel: Channel | None = None
) -> Iterator[str]:
    """Give a table of the last nudges, the newest first; nothing where there are none."""
    if not said:
        return
    yield _fit(f"Last nudges{_fate(channel)}")
    rows = [(_moment(s.nudge.at, now), NUDGE_WORDS[s.nudge.kind], _tell(s)) for s in said]
    yield from _table(rows[:MOST_ROWS])


def _angles(dials: tuple[Dial, ...]) -> Iterator[str]:
    if not dials:
        return
    yield f"{'Angle (estimated)':<17}{'now':>5}  {'90 % interval':<15}counts as"
    before = ""
    for dial in dials:
        name = "side lean" if dial.gauge.kind is NudgeKind.LEAN else "flexion"
        if name == before:
            yield f"{'':<39}{_line(dial)}"
            continue
        before = name
        now = "–" if dial.angle is None else a_signed_degree(dial.angle.deg)
        yield f"{name:<17}{now:>5}  {_interval(dial.angle):<15}{_line(dial)}"


def _line(dial: Dial) -> str:
    line, end = a_signed_degree(dial.gauge.line_deg), a_signed_degree(dial.release_deg)
    match dial.gauge.kind:
        case NudgeKind.EASE:
            return f"over-extended from {line}, until above {end}"
        case NudgeKind.LEAN:
            return f"leaning from ±{line[1:]}, until below ±{end[1:]}"
        case _:
            return f"slumped from {line}, until below {end}"


def _interval(angle: Angle | None) -> str:
    if angle is None:
        return ""
    return f"{a_signed_degree(angle.low_deg)} to {a_signed_degree(angle.high_deg)}"


def _needs(needs: tuple[Need, ...], why: Why) -> Iterator[str]:
    yield f"{'Nudge':<25}{'so far':>11}  {'comes after':<13}why not yet"
    for need in needs:
        after = a_duration(need.needed_s)
        if need.kind is NudgeKind.LOCUST and need.needed_s != why.rules.locust_after_s:
            after += " in 1 h"  # after a nudge that did not help the hour counts, not one go
        name, lasted = NUDGE_WORDS[need.kind], a_duration(need.lasted_s)
        yield f"{name:<25}{lasted:>11}  {after:<13}{_remark(need, why)}".rstrip()


def _remark(need: Need, why: Why) -> str:
    if need.is_met:
        return "due" if why.hold is None and why.next_nudge.held_by is None else "due, and waits"
    is_slump = need.kind in (NudgeKind.LOCUST, NudgeKind.SIT_UP) and why.state is State.SLUMPED
    if need.bar is Bar.JUST_CHANGED and not is_slump:
        is_so = need.kind is NudgeKind.LEAN and need.lasted_s > 0.0
        return _BARS[Bar.JUST_CHANGED] if is_so else _NOT_SO.get(need.kind, "")
    if need.bar is not None and need.bar is not Bar.JUST_CHANGED:
        return _BARS[need.bar]
    if need.lasted_s <= 0.0 and need.kind in _NOT_SO and not is_slump:
        return _NOT_SO[need.kind]
    return f"{a_duration(need.needed_s - need.lasted_s)} to go"


def _verdicts(verdicts: tuple[Verdict, ...], now: datetime) -> Iterator[str]:
    if not verdicts:
        return
    yield "Last verdicts"
    yield from _table(
        [(_moment(v.at, now, "%H:%M:%S"), WORDS[v.state], _ground(v)) for v in verdicts[:MOST_ROWS]]
    )


def _ground(verdict: Verdict) -> str:
    if verdict.flexion is None:
        return "" if verdict.reason is None else a_reason(verdict.reason)
    return f"{about(verdict.flexion)}, line {a_signed_degree(verdict.line_deg)}"


def _tell(said: Said) -> str:
    nudge = said.nudge
    if nudge.outcome is NudgeOutcome.HELPED:
        fate = "followed"
        if nudge.response_s is not None:
            fate += f" in {a_duration(nudge.response_s)}"
    else:
        fate = _OUTCOMES[nudge.outcome]
    ground = "" if said.seen is None else _describe(nudge.kind, said.seen)
    return "; ".join(part for part in (fate, ground) if part)


def _describe(kind: NudgeKind, seen: Sighting) -> str:
    """Say what was seen when a nudge was sent: what it speaks of, for how long, how far."""
    deg = seen.lean_deg if kind is NudgeKind.LEAN else seen.flexion_deg
    has_angle = kind not in (NudgeKind.BREAK, NudgeKind.MOVE, NudgeKind.CUE) and deg is not None
    angle = f", about {a_signed_degree(deg)}" if has_angle and deg is not None else ""
    return so_far(kind, seen) + angle


def _fate(channel: Channel | None) -> str:
    if channel is None:
        return ""
    if channel.name == "silent":
        return " (not shown: notifier silent)"
    if channel.delivered != "no":
        return ""
    return f" (the last was not shown by {channel.used}: {channel.detail})"


def _moment(moment: datetime, now: datetime, clock: str = "%H:%M") -> str:
    here = moment.astimezone(now.tzinfo)
    if here.date() == now.date():
        return f"{here:{clock}}"
    return f"{here:%a %H:%M}" if abs((here - now).days) < 6 else f"{here:%d %b}"


def _table(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    """Give the rows, their columns aligned and two blanks apart."""
    first, second = (max(len(row[i]) for row in rows) for i in (0, 1))
    for moment, name, rest in rows:
        yield _fit(f"{moment:<{first}}  {name:<{second}}  {rest}".rstrip())


def _fit(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1].rstrip()}…"
