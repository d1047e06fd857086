"""What the window of why says: the state, why there is or is no nudge, and each part of it."""

from datetime import datetime

from sitwell.desktop.status_words import moment_words, reason_words, state_words
from sitwell.desktop.why.answer import Answer, Dial, Need, Told
from sitwell.words import _

_SECONDS_BELOW_S = 300
_LASTS = {"slumped": "sit_up", "overextended": "ease"}
"""The need that counts for how long a state has lasted."""


def headline(answer: Answer) -> str:
    """Say what is so now: "Slumped for 1 min 20 s"."""
    if answer.rest is not None:
        return _("Snoozed") if answer.rest == "snoozed" else _("Paused")
    if answer.state is None:
        return _("Nothing was looked at yet")
    words = state_words(answer.state)
    need = next((n for n in answer.needs if n.kind == _LASTS.get(answer.state or "")), None)
    if need is None or need.lasted_s <= 0.0:
        return words
    return _("{state} for {time}").format(state=words, time=duration(need.lasted_s))


def explanation(answer: Answer) -> str:
    """Say why there is a nudge, or none."""
    if answer.rest is not None:
        until = _clock(answer.rest_until, answer.now)
        if until:
            return _("The camera is off, and no nudge comes before {time}.").format(time=until)
        return _("The camera is off, and no nudge comes until you resume.")
    if answer.state is None:
        return _("The first look is under way; there is no nudge before it.")
    if answer.state == "absent":
        return _("Nobody to nudge.")
    if answer.state == "unknown":
        return _("No verdict, so no nudge: {reason}.").format(reason=reason_words(answer.reason))
    return _of_nudge(answer)


def duration(seconds: float) -> str:
    """Give a length of time: "45 s", "1 min 30 s", "12 min" or "6 h 12 min"."""
    whole = round(seconds)
    if whole < 60:
        return _("{s} s").format(s=whole)
    if whole < _SECONDS_BELOW_S and whole % 60:
        return _("{min} min {s} s").format(min=whole // 60, s=whole % 60)
    hours, minutes = divmod(round(whole / 60), 60)
    if hours:
        return _("{h} h {min} min").format(h=hours, min=minutes)
    return _("{min} min").format(min=minutes)


def degrees(deg: float) -> str:
    """Give an angle in whole degrees with its sign: "+15°"."""
    whole = round(deg)
    return "0°" if whole == 0 else f"{'+' if whole > 0 else '−'}{abs(whole)}°"


def angle_words(dial: Dial) -> str:
    """Give the estimate with its interval: "about +15° (+12° to +18°)"."""
    if dial.deg is None or dial.low_deg is None or dial.high_deg is None:
        return _("not known now")
    if dial.angle == "side_lean":
        return _lean(dial.deg, dial.low_deg, dial.high_deg)
    return _("about {deg}, between {low} and {high}").format(
        deg=degrees(dial.deg), low=degrees(dial.low_deg), high=degrees(dial.high_deg)
    )


def line_words(dial: Dial) -> str:
    """Say from where on it counts: "slumped from +11°"."""
    if dial.leads_to == "ease":
        return _("over-extended from {deg}").format(deg=degrees(dial.line_deg))
    return _("slumped from {deg}").format(deg=degrees(dial.line_deg))


def side_words(line_deg: float, *, is_left: bool) -> str:
    """Say from where on a lean to one side counts: "left from 8°"."""
    words = _("left from {deg}°") if is_left else _("right from {deg}°")
    return words.format(deg=round(abs(line_deg)))


def nudge_words(kind: str) -> str:
    """Give what a nudge suggests."""
    return {
        "sit_up": _("Sit up"),
        "locust": _("Try an exercise"),
        "break": _("Take a break"),
        "ease": _("Let go a little"),
        "lean": _("Come back to the middle"),
        "move": _("Change position"),
        "cue": _("Cue of the week"),
    }.get(kind, kind)


def progress_words(need: Need) -> str:
    """Say how much of the time has passed: "40 s of 2 min"."""
    return _("{so_far} of {needed}").format(
        so_far=duration(need.lasted_s), needed=duration(need.needed_s)
    )


def need_words(need: Need, state: str | None) -> str:  # noqa: PLR0911 (one for each cause)
    """Say why this kind does not come yet."""
    if need.is_due:
        return _("due")
    is_slump = need.kind in ("locust", "sit_up") and state == "slumped"
    if need.bar == "just_changed" and need.kind == "lean" and need.lasted_s > 0.0:
        return _("posture is changing")
    if need.bar == "just_changed" and not is_slump:
        return _not_so().get(need.kind, "")
    if need.bar is not None and need.bar != "just_changed":
        return _bars().get(need.bar, "")
    if state not in ("upright", "slumped", "overextended"):
        return ""
    if need.lasted_s <= 0.0 and need.kind == "cue":
        return _not_so().get(need.kind, "")
    return _("in {time}").format(time=duration(need.needed_s - need.lasted_s))


def told_words(told: Told) -> str:
    """Say what became of a nudge."""
    if told.outcome == "helped" and told.response_s is not None:
        return _("followed in {time}").format(time=duration(told.response_s))
    return {
        "helped": _("followed"),
        "waiting": _("sent"),
        "ignored": _("no change seen"),
        "snoozed": _("snoozed"),
        "declined": _("not wanted today"),
    }.get(told.outcome, told.outcome)


def _of_nudge(answer: Answer) -> str:  # noqa: PLR0911 (one for each cause)
    wanted = None if answer.due is None else nudge_words(answer.due)
    quiet = _quiets().get(answer.held_by or "")
    if quiet is not None:
        until = _clock(answer.next_at, answer.now)
        if wanted is not None and until:
            return _("'{nudge}' is due, and waits until {time}: {reason}.").format(
                nudge=wanted, time=until, reason=quiet
            )
        if until:
            return _("No nudge before {time}: {reason}.").format(time=until, reason=quiet)
        return _("No nudge: {reason}.").format(reason=quiet)
    hold = None if answer.hold is None else _holds().get(answer.hold, answer.hold)
    if wanted is not None and hold is not None:
        return _("'{nudge}' is due, and waits: {reason}.").format(nudge=wanted, reason=hold)
    if wanted is not None:
        return _("'{nudge}' is due.").format(nudge=wanted)
    if hold is not None:
        return _("No nudge is due, and one would wait: {reason}.").format(reason=hold)
    return _coming(answer)


def _coming(answer: Answer) -> str:
    """Say which kind comes first if things stay as they are."""
    coming = [need for need in answer.needs if need.bar is None and need.kind != "cue"]
    if not coming:
        return _("Nothing calls for a nudge.")
    first = min(coming, key=lambda need: need.needed_s - need.lasted_s)
    return _("No nudge yet; if things stay as they are, '{nudge}' comes in {time}.").format(
        nudge=nudge_words(first.kind), time=duration(first.needed_s - first.lasted_s)
    )


def _lean(deg: float, low_deg: float, high_deg: float) -> str:
    """Say a lean by its side; + is to the sitter's left."""
    if round(deg) == 0:
        side = _("about upright")
    elif deg > 0:
        side = _("about {deg}° to the left").format(deg=round(deg))
    else:
        side = _("about {deg}° to the right").format(deg=round(-deg))
    return _("{side}, give or take {spread}°").format(
        side=side, spread=round(max(high_deg - deg, deg - low_deg))
    )


def _clock(moment: datetime | None, now: datetime) -> str:
    return moment_words(None if moment is None else moment.isoformat(), now)


def _bars() -> dict[str, str]:
    return {
        "reminded": _("said not long ago"),
        "declined": _("not wanted today"),
        "often_enough": _("often enough for a day"),
        "break_near": _("the break is near"),
        "first_week": _("not in the first days"),
        "no_clock": _("a recording has no day"),
    }


def _not_so() -> dict[str, str]:
    return {
        "locust": _("not slumped now"),
        "sit_up": _("not slumped now"),
        "ease": _("not over-extended now"),
        "lean": _("not leaning now"),
        "move": _("for upright sitting alone"),
        "cue": _("just after a break alone"),
    }


def _quiets() -> dict[str, str]:
    return {
        "apart": _("nudges are kept apart"),
        "most_per_day": _("the most for one day were given"),
        "first_week": _("the first days have fewer"),
        "quiet_hours": _("quiet hours"),
    }


def _holds() -> dict[str, str]:
    return {
        "camera": _("another program uses the camera"),
        "microphone": _("the microphone is in use"),
        "full_screen": _("a window fills the screen"),
        "do_not_disturb": _("do not disturb is on"),
    }
