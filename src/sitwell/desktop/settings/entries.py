"""What one setting is for a person: its words, and what can be entered for it."""

from dataclasses import dataclass, field

from sitwell.config import Settings

Value = bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number within bounds.

    Attributes:
        least: The smallest that can be entered, as it is shown.
        most: The largest, likewise.
        unit: What stands behind it, with the blank before it where one belongs.
        scale: What is kept is what is shown times this: 60 where minutes stand for seconds.
        step: By how much a press of the arrow changes it.
        decimals: Digits behind the point; 0 keeps whole numbers.
    """

    least: float
    most: float
    unit: str = ""
    scale: float = 1.0
    step: float = 1.0
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few: what is kept, and the words for it."""

    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; it may not be empty."""


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day as "17:30", or "" for never."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of the day, as "22:00-07:00"."""


Kind = Switch | Number | Choice | Line | TimeOfDay | Stretches


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting.

    Attributes:
        section: Its section in the file.
        key: Its name there.
        title: What it is, in a few words.
        note: What it does; empty where the title says it.
        kind: What can be entered.
        is_fine: Whether it is one of the fine adjustments that few people need.
        at_start: Whether it takes effect only when the watch is started the next time.
    """

    section: str
    key: str
    title: str
    kind: Kind
    note: str = ""
    is_fine: bool = False
    at_start: bool = False

    @property
    def default(self) -> Value:
        """What holds where the file does not say."""
        return read_value(Settings(), self.section, self.key)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Settings that belong together for a person, whatever section of the file they are in."""

    title: str
    entries: tuple[Entry, ...] = field(default_factory=tuple)


def read_value(settings: Settings, section: str, key: str) -> Value:
    """Give a setting's value."""
    value: Value = getattr(getattr(settings, section), key)
    return str(value) if isinstance(value, str) else value
