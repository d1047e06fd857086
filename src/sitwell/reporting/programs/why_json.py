"""Why there is a nudge, or none: one JSON object for programs; its keys are in the README."""

from datetime import datetime

from sitwell.core.nudges import Need
from sitwell.core.records import NudgeKind
from sitwell.core.sighting import Sighting
from sitwell.core.why import Dial, Said, Verdict, Why
from sitwell.reporting.why.sentence import sentence

SCHEMA = 1

Json = str | float | bool | None | list["Json"] | dict[str, "Json"]


def plain(why: Why) -> dict[str, Json]:
    """Give the fields of `why --json` while Sitwell runs."""
    wanted = None if why.explanation is None else why.explanation.wanted
    needs = () if why.explanation is None else why.explanation.needs
    rest, coming = why.rest, why.next_nudge
    return {
        "schema": SCHEMA,
        "running": True,
        "now": _iso(why.now),
        "words": sentence(why),
        "state": None if why.state is None else why.state.value,
        "reason": None if why.reason is None else why.reason.value,
        "rest": None if rest is None else {"kind": rest.reason.value, "until": _iso(rest.until)},
        "hold": None if why.hold is None else why.hold.value,
        "next_nudge": {
            "at": _iso(coming.at),
            "held_by": None if coming.held_by is None else coming.held_by.value,
        },
        "due": None if wanted is None else wanted.value,
        "angles": [_dial(dial) for dial in why.dials],
        "needs": [_need(need) for need in needs],
        "verdicts": [_verdict(verdict) for verdict in why.verdicts],
        "nudges": [_said(said) for said in why.said],
    }


def plain_at_rest(said: tuple[Said, ...] | None) -> dict[str, Json]:
    """Give the fields where Sitwell does not run; `said` is None if it cannot be read."""
    nudges: Json = None if said is None else [_said(one) for one in said]
    return {"schema": SCHEMA, "running": False, "nudges": nudges}


def _dial(dial: Dial) -> Json:
    angle, kind = dial.angle, dial.gauge.kind
    return {
        "angle": "side_lean" if kind is NudgeKind.LEAN else "flexion",
        "deg": None if angle is None else _round(angle.deg),
        "low_deg": None if angle is None else _round(angle.low_deg),
        "high_deg": None if angle is None else _round(angle.high_deg),
        "line_deg": _round(dial.gauge.line_deg),
        "release_deg": _round(dial.release_deg),
        "leads_to": kind.value,
    }


def _need(need: Need) -> Json:
    return {
        "kind": need.kind.value,
        "lasted_s": _round(need.lasted_s),
        "needed_s": _round(need.needed_s),
        "bar": None if need.bar is None else need.bar.value,
        "due": need.is_met,
    }


def _verdict(verdict: Verdict) -> Json:
    angle = verdict.flexion
    return {
        "at": _iso(verdict.at),
        "state": verdict.state.value,
        "reason": None if verdict.reason is None else verdict.reason.value,
        "flexion_deg": None if angle is None else _round(angle.deg),
        "flexion_low_deg": None if angle is None else _round(angle.low_deg),
        "flexion_high_deg": None if angle is None else _round(angle.high_deg),
        "line_deg": _round(verdict.line_deg),
    }


def _said(said: Said) -> Json:
    nudge = said.nudge
    return {
        "at": _iso(nudge.at),
        "kind": nudge.kind.value,
        "outcome": nudge.outcome.value,
        "response_s": None if nudge.response_s is None else _round(nudge.response_s),
        "seen": None if said.seen is None else _sighting(said.seen),
    }


def _sighting(seen: Sighting) -> Json:
    return {
        "flexion_deg": None if seen.flexion_deg is None else _round(seen.flexion_deg),
        "lean_deg": None if seen.lean_deg is None else _round(seen.lean_deg),
        "slumped_s": _round(seen.slumped_s),
        "seated_s": _round(seen.seated_s),
        "leaned_s": _round(seen.leaned_s),
        "extended_s": _round(seen.extended_s),
        "still_s": _round(seen.still_s),
        "away_s": _round(seen.away_s),
    }


def _round(number: float) -> float:
    return round(number, 2)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
