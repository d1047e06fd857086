"""The settings file: every threshold and delay, with its default, unknown keys refused."""

import math
import reprlib
import tomllib
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sitwell.core import day_end
from sitwell.core.day_end import DayEndRules
from sitwell.core.episodes import EpisodeRules
from sitwell.core.monitor import MonitorRules
from sitwell.core.nudges import NudgeRules
from sitwell.core.posture_rules import PostureRules
from sitwell.errors import BadUsage
from sitwell.guard import files

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from pydantic import TypeAdapter
    from pydantic import ValidationError as Faults

LARGEST_BYTES = 64_000  # all settings with a comment on each are 5 kB
# Characters. To read a key of many parts takes the square of their number: 7 s for 20 000.
LONGEST_LINE = 1000


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """How to watch.

    Attributes:
        source: Camera index, name or device, file, folder or address.
        interval_s: Seconds between two looks.
        notifier: auto, desktop, plyer, terminal or silent.
        camera: hold keeps the camera open between two looks, visit opens it for each; auto visits
            where looks are 10 s apart or more.
        profile: Whose baseline is used where no other is named: of which camera, desk or person.
    """

    source: str = "0"
    interval_s: float = 1.0
    notifier: str = "auto"
    camera: str = "auto"
    profile: str = "default"
    # `source = 0` is what a person writes for the first camera.
    __pydantic_config__: ClassVar[dict[str, object]] = {
        "extra": "forbid",
        "coerce_numbers_to_str": True,
    }

    def __post_init__(self) -> None:
        if not 0.0 <= self.interval_s <= 10.0:
            raise ValueError("interval_s must be 0 to 10 seconds")
        if any(c < " " for c in self.source):
            raise ValueError("source has a character that no name or address has")
        if not is_profile_name(self.profile):
            raise ValueError("profile must be letters, digits, - and _")
        known = ("auto", "desktop", "plyer", "terminal", "silent")
        if self.notifier not in known:
            raise ValueError(f"notifier must be one of {', '.join(known)}")
        if self.camera not in ("auto", "hold", "visit"):
            raise ValueError("camera must be auto, hold or visit")

    @property
    def visits_camera(self) -> bool:
        """Whether the camera is opened for each look and let go of in between."""
        return self.camera == "visit" or (self.camera == "auto" and self.interval_s >= 10.0)


@dataclass(frozen=True, slots=True)
class CoachSettings:
    """Which exercises are suggested, and how their window leads through them.

    Attributes:
        place: Where there is room for one: floor, chair, standing or any. In an open office, chair.
        sets_per_day: Small sets that are planned for a day.
        motion: Of the breath's shape: full, less, or auto for what the desktop is set to.
        sound: Whether it makes a sound at each turn of the breath.
    """

    place: str = "any"
    sets_per_day: int = 3
    motion: str = "auto"
    sound: bool = False
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def __post_init__(self) -> None:
        if self.place not in ("any", "floor", "chair", "standing"):
            raise ValueError("place must be one of any, floor, chair, standing")
        if self.motion not in ("auto", "full", "less"):
            raise ValueError("motion must be auto, full or less")
        if not 1 <= self.sets_per_day <= 12:
            raise ValueError("sets_per_day must be 1 to 12")


@dataclass(frozen=True, slots=True)
class PrivacySettings:
    """What may leave the computer (nothing, unless the user says otherwise), and how long it stays.

    Attributes:
        allow_mediapipe_telemetry: Run MediaPipe even where its worker cannot be sealed, so that
            its usage reports to Google get through.
        keep_days: Days of the record that are kept; older ones are erased when watching begins and
            at every midnight.
    """

    allow_mediapipe_telemetry: bool = False
    keep_days: int = 400
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def __post_init__(self) -> None:
        if not 1 <= self.keep_days <= 36_500:
            raise ValueError("keep_days must be 1 to 36500")


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """When a running watch sums up by itself.

    Attributes:
        at: From when on the day is summed up, in local time, as "17:30"; "" for never.
        weekly: Whether Mondays begin with a summary of the last seven days.
    """

    at: str = "17:30"
    weekly: bool = True
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def __post_init__(self) -> None:
        day_end.parse_time(self.at)

    @property
    def rules(self) -> DayEndRules:
        """The same, read."""
        return DayEndRules(day_end.parse_time(self.at), self.weekly)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, by section of the file."""

    watch: WatchSettings = field(default_factory=WatchSettings)
    posture: PostureRules = field(default_factory=PostureRules)
    episodes: EpisodeRules = field(default_factory=EpisodeRules)
    nudges: NudgeRules = field(default_factory=NudgeRules)
    coach: CoachSettings = field(default_factory=CoachSettings)
    privacy: PrivacySettings = field(default_factory=PrivacySettings)
    report: ReportSettings = field(default_factory=ReportSettings)
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    @property
    def rules(self) -> MonitorRules:
        """The part that the monitor needs."""
        return MonitorRules(self.posture, self.episodes, self.nudges)


def is_profile_name(name: str) -> bool:
    """Say whether it can name a profile: it becomes part of a file's name."""
    return bool(name) and all(c.isalnum() or c in "-_" for c in name)


def load(path: Path) -> Settings:
    """Read the settings; defaults where there is no file.

    Raises:
        BadUsage: If the file cannot be read, is not TOML, or has an unknown key or a bad value;
            the message names file, section, key and the known ones.
    """
    try:
        text = files.read(path, LARGEST_BYTES).decode("utf-8")
        if files.is_open_to_all(path):
            raise BadUsage(f"the config {path} can be changed by anybody; run: chmod o-w {path}")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise BadUsage(f"cannot read the config {path} ({error.strerror})") from None
    except ValueError as error:  # not UTF-8
        raise BadUsage(f"the config {path} is not valid TOML: {error}") from None
    return parse(text, path)


def parse(text: str, path: Path) -> Settings:
    """Read the settings from the text of the file at `path`, which is not touched.

    Raises:
        BadUsage: As `load`.
    """
    try:
        if max(map(len, text.split("\n"))) > LONGEST_LINE:
            raise ValueError(f"it has a line of more than {LONGEST_LINE} characters")
        plain = tomllib.loads(text, parse_float=_finite)
    except (ValueError, RecursionError) as error:  # not TOML, or not finite
        raise BadUsage(f"the config {path} is not valid TOML: {error}") from None
    # A tenth of a second that those without a config do without.
    from pydantic import ValidationError

    try:
        return _find_form().validate_python(plain, strict=False)
    except ValidationError as error:
        raise BadUsage(f"the config {path}: {_explain(error)}") from None


@cache
def _find_form() -> "TypeAdapter[Settings]":
    from pydantic import TypeAdapter

    return TypeAdapter(Settings)


def _explain(error: "Faults") -> str:
    """Name section, key and what would be right, from the first fault."""
    first = error.errors()[0]
    section, *key = (str(part) for part in first["loc"])
    where = " ".join((f"[{section}]", *key))
    shown = reprlib.repr(first["input"])  # cut short: it may be long, or deep
    match first["type"]:
        case "unexpected_keyword_argument" if key:
            known = ", ".join(_names(getattr(Settings(), section)))
            return f"{where} is not a setting; known there: {known}"
        case "unexpected_keyword_argument":
            known = ", ".join(f"[{name}]" for name in _names(Settings()))
            return f"{where} is not a section; known: {known}"
        case "dataclass_type":
            return f"{where} must be a section with settings in it, not {shown}"
        case "enum":
            return f"{where} must be one of {first['ctx']['expected']}, not {shown}"
        case "value_error":
            return f"{where}: {first['ctx']['error']}"
    wanted = first["msg"].removeprefix("Input ").partition(",")[0]
    return f"{where} {wanted}, not {shown}"


def _finite(text: str) -> float:
    """Read a number; one that is not finite would slip through comparisons."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is no number to work with")
    return number


def _names(section: "DataclassInstance") -> list[str]:
    return [setting.name for setting in fields(section)]
