"""What Sitwell keeps, in words: the files, and what the record in them holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sitwell.core.records import Records
from sitwell.reporting.phrases import TELEMETRY_ALLOWED, a_day


class Content(StrEnum):
    """What is in a file, in the person's words."""

    RECORD = "record of your days"
    BASELINE = "baseline of your upright"
    LOG = "log, what programs printed"
    WISH = "pause that you wished for"
    TOLD = "day of the last summary"
    PAGE = "report that was opened"
    LOCK = "lock of the monitor"
    WINDOW = "lock or note of a window"
    SETTINGS = "your settings"


@dataclass(frozen=True, slots=True)
class Holding:
    """A file that is kept.

    Attributes:
        file: Where it is.
        content: What is in it.
        size_bytes: How large it is.
        mode: Its permission bits.
        is_link: Whether it is a symbolic link in such a file's place.
    """

    file: str
    content: Content
    size_bytes: int
    mode: int
    is_link: bool = False

    @property
    def shown(self) -> str:
        """Where it is, on one line whatever its name is made of."""
        return "".join(c if c.isprintable() else "?" for c in self.file)

    @property
    def is_personal(self) -> bool:
        """Whether it says anything about the person, beyond what they wish Sitwell to do."""
        return self.content not in (Content.LOCK, Content.WINDOW, Content.SETTINGS)


def render(
    holdings: Sequence[Holding], record: str, keep_days: int, *, telemetry_allowed: bool = False
) -> str:
    """Give the page of `sitwell data show`, from the files and the words about the record."""
    lines = ["Nothing of you is kept yet; 'sitwell calibrate' and 'sitwell watch' begin it."]
    if any(holding.is_personal for holding in holdings):
        lines = ["Sitwell keeps these files, on this computer alone:"]
    if holdings:
        lines += ["", f"{'in it':<27}  {'size':>8}  mode  file", *map(_line, holdings), ""]
    if record:
        lines.append(record)
    days = "today only" if keep_days == 1 else f"{keep_days} days, today among them"
    lines += [
        f"Days are kept for {days} (keep_days under [privacy] in the config);",
        "older ones are erased when watching begins and at midnight.",
        "None of it is sent anywhere. No picture and no landmark is ever kept.",
    ]
    if telemetry_allowed:
        lines.append(TELEMETRY_ALLOWED)
    return "\n".join(lines)


def record_words(records: Records) -> str:
    """Say from when to when the record reaches, and how much is in it."""
    starts = [span.start for span in records.spans]
    starts += [episode.start for episode in records.episodes]
    starts += [nudge.at for nudge in records.nudges]
    starts += [exercise.at for exercise in records.exercises]
    starts += [exposure.start for exposure in records.exposures]
    if not starts:
        return "The record of your days is empty."
    first, last = a_day(min(starts)), a_day(max(starts))
    days = f"is of {first}" if first == last else f"reaches from {first} to {last}"
    return f"The record of your days {days}: {count_words(records)}."


def count_words(records: Records) -> str:
    """Say how many of each there are: "2 spans, 1 slump episode, no nudge …"."""
    spans = _a_number(len(records.spans), "span")
    episodes = _a_number(len(records.episodes), "slump episode")
    nudges = _a_number(len(records.nudges), "nudge")
    exercises = _a_number(len(records.exercises), "exercise")
    hours = _a_number(len(records.exposures), "hour")
    return f"{spans}, {episodes}, {nudges}, {exercises} and {hours} of angles"


def size_words(size_bytes: int) -> str:
    """Give a size of a file: "120 B", "20 kB" or "3.4 MB"."""
    if size_bytes < 1000:
        return f"{size_bytes} B"
    if size_bytes < 1_000_000:
        return f"{size_bytes / 1000:.0f} kB"
    return f"{size_bytes / 1_000_000:.1f} MB"


def _line(holding: Holding) -> str:
    mode = "link" if holding.is_link else f"{holding.mode:04o}"
    size = size_words(holding.size_bytes)
    return f"{holding.content.value:<27}  {size:>8}  {mode}  {holding.shown}"


def _a_number(count: int, thing: str) -> str:
    return f"{count or 'no'} {thing}{'' if count < 2 else 's'}"
