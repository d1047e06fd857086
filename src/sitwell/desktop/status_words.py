"""The monitor's status as the windows say it: which figure, and a few short lines.

Reads the JSON of `sitwell status --json`. A field that is missing or odd, as from another version,
costs its words and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sitwell.words import _, day_words, ngettext


@dataclass(frozen=True, slots=True)
class Glance:
    """How it is, at one glance.

    Attributes:
        kind: Which figure: upright, slumped, unknown, away, paused or trouble.
        doing: What is seen or done, without a full stop.
        camera: Whether the camera is on, and if not, why.
        nudge: What keeps the next nudge back, or that nothing does; empty where nothing watches.
        is_watching: Whether a monitor runs at all, be it resting.
        is_resting: Whether it is paused or snoozed.
    """

    kind: str
    doing: str
    camera: str
    nudge: str = ""
    is_watching: bool = False
    is_resting: bool = False

    @property
    def line(self) -> str:
        """The status line: what it does, and the camera."""
        return f"{self.doing} · {self.camera}" if self.camera else self.doing


def unknown_yet() -> Glance:
    """Give what is said before the first answer."""
    return Glance("unknown", _("Asking Sitwell how it is …"), "")


def without_monitor(words: str, *, is_running: bool, is_camera_lent: bool = False) -> Glance:
    """Give what is said where nobody answers: none runs, or one that is silent.

    Args:
        words: What is so.
        is_running: Whether there is one.
        is_camera_lent: Whether another part of Sitwell has the camera on.
    """
    if is_running:
        return Glance("trouble", words, _("whether the camera is on is not known"))
    return Glance("paused", words, _lent_words() if is_camera_lent else _("camera off"))


def glance_at(status: dict[str, Any], now: datetime) -> Glance:
    """Give the glance of a monitor that answered.

    Args:
        status: Its status, as JSON has it.
        now: For the words about times; zone-aware.
    """
    rest = status.get("rest") or {}
    return Glance(
        kind=_kind(status),
        doing=_doing(status, now),
        camera=_camera(status),
        nudge=_nudge(status, now),
        is_watching=True,
        is_resting=bool(rest) and not _is_lent(status),
    )


def reason_words(reason: str | None) -> str:
    """Say why something cannot be judged, or why there is no picture: "too dark"."""
    if not reason:
        return _("no reason given")
    return _reasons().get(reason, reason.replace("_", " "))


def state_words(state: str) -> str:
    """Say what was seen: "Upright"."""
    return {
        "upright": _("Upright"),
        "slumped": _("Slumped"),
        "overextended": _("Leaning back or over-extended"),
        "unknown": _("Cannot judge now"),
        "absent": _("Nobody there"),
    }.get(state, state)


def moment_words(iso: str | None, now: datetime) -> str:
    """Say a moment in the time of `now`: "14:30", "tomorrow 06:00"; empty for none."""
    if not iso:
        return ""
    try:
        moment = datetime.fromisoformat(iso).astimezone(now.tzinfo)
    except ValueError:
        return ""
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    if moment.date() == now.date() + timedelta(days=1):
        return _("tomorrow {time}").format(time=f"{moment:%H:%M}")
    return f"{day_words(moment)} {moment:%H:%M}"


_AWAY = ("locked", "asleep", "nobody")
_TROUBLE = ("camera_gone", "frozen_picture", "worker_lost", "baseline_stale")


def _kind(status: dict[str, Any]) -> str:
    """Give the figure; what needs the person comes before what they look like."""
    reading, camera = status.get("reading") or {}, status.get("camera") or {}
    reason = camera.get("reason") or reading.get("reason")
    if status.get("rest"):
        return "paused"
    if reason in _TROUBLE or (status.get("notifier") or {}).get("delivered") == "no":
        return "trouble"
    if reason in _AWAY or (reading.get("state") == "absent" and not camera.get("reason")):
        return "away"
    if camera.get("reason"):
        return "unknown"
    kinds = {"upright": "upright", "overextended": "upright", "slumped": "slumped"}
    return kinds.get(reading.get("state") or "", "unknown")


def _doing(status: dict[str, Any], now: datetime) -> str:
    rest, reason = status.get("rest") or {}, (status.get("camera") or {}).get("reason")
    if rest:
        return _("Paused") if _is_lent(status) else _rest(rest, now)
    if (status.get("notifier") or {}).get("delivered") == "no":
        return _("The last nudge could not be shown")
    if reason:
        return _("Nobody there") if reason in _AWAY else _("No picture")
    return _seen(status.get("reading") or {})


def _seen(reading: dict[str, Any]) -> str:
    if not reading:
        return _("No picture yet")
    words = state_words(str(reading.get("state")))
    if reading.get("reason"):
        return _("{state}: {reason}").format(state=words, reason=reason_words(reading["reason"]))
    flexion = reading.get("flexion_deg")
    if reading.get("state") == "absent" or not isinstance(flexion, int | float):
        return words
    degrees = f"{flexion:+.0f}".replace("-", "−")
    return _("{state}, about {degrees}° (estimated)").format(state=words, degrees=degrees)


def _rest(rest: dict[str, Any], now: datetime) -> str:
    until = moment_words(rest.get("until"), now)
    if rest.get("kind") == "snoozed":
        return _("Snoozed until {time}").format(time=until)
    if until:
        return _("Paused until {time}").format(time=until)
    return _("Paused until you resume")


def _camera(status: dict[str, Any]) -> str:
    camera = status.get("camera") or {}
    if _is_lent(status):
        return _lent_words()
    if status.get("source") == "recording":
        return _("recording, no camera")
    words = _("camera on") if camera.get("on") else _("camera off")
    reason = camera.get("reason")
    if not reason or (status.get("rest") or {}).get("kind") == reason:
        return words
    return f"{words} ({_camera_reasons().get(reason) or reason_words(reason)})"


def _is_lent(status: dict[str, Any]) -> bool:
    """Say whether another part of Sitwell has the camera on; the watch then pauses for it."""
    return bool((status.get("camera") or {}).get("reason") == "lent")


def _lent_words() -> str:
    return f"{_('camera on')} ({reason_words('lent')})"


def _nudge(status: dict[str, Any], now: datetime) -> str:
    coming = status.get("next_nudge") or {}
    given = status.get("nudges_today")
    count = given if isinstance(given, int) else 0
    today = ngettext("{n} nudge today", "{n} nudges today", count).format(n=count)
    held, at = coming.get("held_by"), moment_words(coming.get("at"), now)
    if held is None:
        return _("{today}; the next may come at any time").format(today=today)
    if held in _said(status):
        return _("{today}; none now").format(today=today)
    why = _holds().get(held) or reason_words(held)
    if at:
        return _("{today}; none before {time} ({why})").format(today=today, time=at, why=why)
    return _("{today}; none now ({why})").format(today=today, why=why)


def _said(status: dict[str, Any]) -> set[str | None]:
    """Give what the other lines say already, as a nudge is kept back by it."""
    reading, camera = status.get("reading") or {}, status.get("camera") or {}
    rest = status.get("rest") or {}
    return {rest.get("kind"), camera.get("reason"), reading.get("reason"), reading.get("state")}


def _holds() -> dict[str, str]:
    return {
        "apart": _("nudges are kept apart"),
        "most_per_day": _("the most for one day were given"),
        "first_week": _("the first days have fewer"),
        "quiet_hours": _("quiet hours"),
        "absent": _("nobody there"),
        "camera": _("another program uses the camera"),
        "microphone": _("the microphone is in use"),
        "full_screen": _("a window fills the screen"),
        "do_not_disturb": _("do not disturb is on"),
    }


def _reasons() -> dict[str, str]:
    return {
        "too_dark": _("too dark, or the camera is covered"),
        "no_shoulders": _("the shoulders are not in the picture"),
        "out_of_picture": _("head or shoulders are out of the picture"),
        "several_people": _("several people are in the picture"),
        "too_close": _("too close to the camera"),
        "too_far": _("too far from the camera"),
        "turned_away": _("turned away from the camera"),
        "standing": _("standing is not judged"),
        "out_of_range": _("beyond what can be judged"),
        "unsure": _("the estimate is too unsure"),
        "baseline_stale": _("camera or chair have moved; calibrating helps"),
        "camera_busy": _("another program uses the camera"),
        "camera_gone": _("the camera does not answer and is tried again"),
        "frozen_picture": _("the camera repeats the same picture"),
        "no_frames": _("no picture yet"),
        "worker_lost": _("the judging program ended and is started again"),
        "lent": _("a calibration or an exercise uses it"),
        "paused": _("paused"),
        "snoozed": _("snoozed"),
        "locked": _("the screen is locked"),
        "asleep": _("the computer sleeps"),
        "nobody": _("nobody there; it looks in now and then"),
    }


def _camera_reasons() -> dict[str, str]:
    """Give those that need not name the camera again after "camera off"."""
    return {
        "camera_busy": _("another program uses it"),
        "camera_gone": _("it does not answer and is tried again"),
        "frozen_picture": _("it repeats the same picture"),
    }
