"""The monitor's answer to why, read from its JSON.

A field that is missing or odd, as from another version, is taken for unknown, and costs nothing
else.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dial:
    """An angle against one line, in degrees.

    Attributes:
        angle: Which: flexion or side_lean.
        deg: The settled estimate; None where nothing is judged.
        low_deg: The low end of its interval; None likewise.
        high_deg: The high end.
        line_deg: From where on it counts.
        leads_to: The nudge that it leads to.
    """

    angle: str
    deg: float | None
    low_deg: float | None
    high_deg: float | None
    line_deg: float
    leads_to: str


@dataclass(frozen=True, slots=True)
class Need:
    """How much speaks for one kind of nudge: so many seconds of those after which it comes."""

    kind: str
    lasted_s: float
    needed_s: float
    bar: str | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A change of state: when, to what, and why it could not be judged, if so."""

    at: datetime
    state: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A nudge that was sent, what became of it, and in how many seconds, if it helped."""

    at: datetime
    kind: str
    outcome: str
    response_s: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Why there is a nudge, or none; every moment is zone-aware.

    Attributes:
        now: When the monitor said so.
        state: The settled state; None before the first look.
        reason: Why it could not be judged, or why nobody is there.
        rest: paused or snoozed; None while it watches.
        rest_until: When that ends by itself.
        hold: What a nudge would disturb now.
        next_at: When the next may come.
        held_by: What keeps it back.
        due: The nudge that the posture calls for.
        dials: The angles.
        needs: What speaks for each kind, the most useful first.
        changes: The last changes of state, the newest first.
        told: The last nudges, the newest first.
    """

    now: datetime
    state: str | None = None
    reason: str | None = None
    rest: str | None = None
    rest_until: datetime | None = None
    hold: str | None = None
    next_at: datetime | None = None
    held_by: str | None = None
    due: str | None = None
    dials: tuple[Dial, ...] = ()
    needs: tuple[Need, ...] = ()
    changes: tuple[Change, ...] = ()
    told: tuple[Told, ...] = ()


def read(plain: Json, now: datetime) -> Answer:
    """Read an answer, given in the zone of `now`, which stands in where it does not say when."""
    rest, coming = _part(plain, "rest"), _part(plain, "next_nudge")
    return Answer(
        now=_moment(plain.get("now"), now.tzinfo) or now,
        state=_text(plain.get("state")),
        reason=_text(plain.get("reason")),
        rest=_text(rest.get("kind")),
        rest_until=_moment(rest.get("until")),
        hold=_text(plain.get("hold")),
        next_at=_moment(coming.get("at")),
        held_by=_text(coming.get("held_by")),
        due=_text(plain.get("due")),
        dials=tuple(d for one in _parts(plain, "angles") if (d := _dial(one)) is not None),
        needs=tuple(n for one in _parts(plain, "needs") if (n := _need(one)) is not None),
        changes=tuple(c for one in _parts(plain, "verdicts") if (c := _change(one)) is not None),
        told=tuple(t for one in _parts(plain, "nudges") if (t := _told(one)) is not None),
    )


def _dial(plain: Json) -> Dial | None:
    angle, line_deg = _text(plain.get("angle")), _number(plain.get("line_deg"))
    if angle is None or line_deg is None:
        return None
    return Dial(
        angle,
        _number(plain.get("deg")),
        _number(plain.get("low_deg")),
        _number(plain.get("high_deg")),
        line_deg,
        _text(plain.get("leads_to")) or "",
    )


def _need(plain: Json) -> Need | None:
    kind, lasted_s = _text(plain.get("kind")), _number(plain.get("lasted_s"))
    needed_s = _number(plain.get("needed_s"))
    if kind is None or lasted_s is None or needed_s is None or needed_s <= 0.0:
        return None
    return Need(kind, lasted_s, needed_s, _text(plain.get("bar")), plain.get("due") is True)


def _change(plain: Json) -> Change | None:
    at, state = _moment(plain.get("at")), _text(plain.get("state"))
    if at is None or state is None:
        return None
    return Change(at, state, _text(plain.get("reason")))


def _told(plain: Json) -> Told | None:
    at, kind = _moment(plain.get("at")), _text(plain.get("kind"))
    if at is None or kind is None:
        return None
    outcome = _text(plain.get("outcome")) or ""
    return Told(at, kind, outcome, _number(plain.get("response_s")))


def _part(plain: Json, name: str) -> Json:
    part = plain.get(name)
    return part if isinstance(part, dict) else {}


def _parts(plain: Json, name: str) -> list[Json]:
    parts = plain.get(name)
    return [one for one in parts if isinstance(one, dict)] if isinstance(parts, list) else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None  # type: ignore[arg-type]  # seen just now


def _moment(value: object, zone: tzinfo | None = None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is None or moment.tzinfo is None:
            return None
        return moment if zone is None else moment.astimezone(zone)
    except (ValueError, OverflowError):
        return None
