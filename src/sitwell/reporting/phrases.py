"""Numbers as people read them, the same in every report."""

from datetime import date

from sitwell.core.reason import Reason

SECONDS_SHOWN_BELOW_S = 300
"""A response of 1 min 30 s deserves its seconds; a day's total does not."""

TELEMETRY_ALLOWED = (
    "The config lets MediaPipe report its use to Google where its worker cannot be sealed "
    "(allow_mediapipe_telemetry)."
)

ESTIMATE_NOTE = (
    "Angles are estimates against your own upright. On rendered sitters, whose true angles are "
    "known, flexion is off by 4.0° on average, head forward by 3.4°, rounding by 3.5° (5.5° for "
    "flexion after a camera was moved); rounding is the least certain. This is a comparison, not a "
    "diagnosis."
)
"""The README's table "all views"; a test compares the two."""


def a_day(day: date) -> str:
    """Give a day, or the day a moment lies in: "Monday 2 March 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def a_duration(seconds: float) -> str:
    """Give a length of time: "45 s", "1 min 30 s", "12 min" or "6 h 12 min"."""
    if round(seconds) < 60:
        return f"{round(seconds)} s"
    if round(seconds) < SECONDS_SHOWN_BELOW_S:
        minutes, rest_s = divmod(round(seconds), 60)
        return f"{minutes} min {rest_s} s" if rest_s else f"{minutes} min"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def hours_minutes(seconds: float) -> str:
    """Give a length of time for a narrow column: "6:12"."""
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours}:{minutes:02}"


def a_share(share: float | None) -> str:
    """Give a share of 0 to 1 in percent. Only nothing is "0 %", only everything is "100 %"."""
    if share is None:
        return "–"
    if 0 < share < 0.005:
        return "<1 %"
    if 0.995 <= share < 1:
        return ">99 %"
    return f"{share * 100:.0f} %"


def a_degree(deg: float) -> str:
    """Give an angle in whole degrees: "−4°"."""
    whole = round(deg)
    return f"−{-whole}°" if whole < 0 else f"{whole}°"


_REASONS = {
    Reason.LOCKED: "the screen is locked",
    Reason.LENT: "a calibration or an exercise uses it",
    Reason.ASLEEP: "the computer sleeps",
    Reason.NOBODY: "nobody there, so it looks in now and then",
}


def a_reason(reason: Reason | None) -> str:
    """Give the words of a reason: "too dark"."""
    if reason is None:
        return "no reason recorded"
    return _REASONS.get(reason, reason.value.replace("_", " "))
