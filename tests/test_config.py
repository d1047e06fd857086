"""The settings file: defaults, and refusals that name file, section, key and the known ones."""

import sys
from datetime import time
from pathlib import Path

import pytest

from builders import make_baseline
from sitwell import config
from sitwell.commands.shift import orders_for
from sitwell.core.day_end import NEVER, DayEndRules
from sitwell.core.nudges import FirstWeek
from sitwell.core.posture_rules import Sensitivity
from sitwell.errors import BadUsage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the place of a config file."""
    return tmp_path / "config.toml"


def test_no_file_means_defaults(path: Path) -> None:
    """Nobody has to write a config: these are design.md's defaults."""
    settings = config.load(path)
    assert settings == config.Settings()
    assert settings.watch.source == "0"
    assert settings.episodes.onset_s == 30.0
    assert settings.nudges.sit_up_after_s == 120.0
    assert settings.nudges.most_per_day == 12
    assert settings.privacy.allow_mediapipe_telemetry is False


def test_what_is_written_holds(path: Path) -> None:
    """What the file says is used, and the rest keeps its default."""
    path.write_text(
        '[nudges]\nmost_per_day = 3\nquiet_hours = ["22:00-07:00"]\nfirst_week = "silent"\n'
        '[posture]\nslump_deg = 20\nsensitivity = "high"\n'
    )
    settings = config.load(path)
    assert settings.nudges.quiet_hours == ("22:00-07:00",)
    assert settings.nudges.first_week is FirstWeek.SILENT
    assert settings.posture.sensitivity is Sensitivity.HIGH
    assert settings.nudges.most_per_day == 3
    assert settings.rules.posture.slump_deg == 20.0
    assert settings.nudges.apart_s == config.Settings().nudges.apart_s


def test_camera_may_be_a_bare_number(path: Path) -> None:
    """`source = 1` is what a person writes for the second camera."""
    path.write_text("[watch]\nsource = 1\n")
    assert config.load(path).watch.source == "1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "[watch]\nintervall_s = 1",
            ["[watch] intervall_s is not a setting", "source, interval_s, notifier"],
            id="unknown key",
        ),
        pytest.param(
            "[wacht]\nsource = 1",
            ["[wacht] is not a section", "[watch], [posture], [episodes], [nudges], [coach]"],
            id="unknown section",
        ),
        pytest.param("interval_s = 1", ["[interval_s] is not a section"], id="no section"),
        pytest.param(
            '[watch]\ninterval_s = "often"',
            ["[watch] interval_s should be a valid number, not 'often'"],
            id="wrong type",
        ),
        pytest.param(
            "[nudges]\nmost_per_day = 1.5",
            ["[nudges] most_per_day should be a valid integer", "not 1.5"],
            id="half a nudge",
        ),
        pytest.param("watch = 3", ["[watch] must be a section", "not 3"], id="no table"),
        pytest.param("[watch]\ninterval_s = 99", ["[watch]: interval_s must be 0 to"], id="range"),
        pytest.param('[watch]\nnotifier = "loud"', ["must be one of auto,"], id="notifier"),
        pytest.param("[watch", ["is not valid TOML"], id="not TOML"),
        pytest.param(
            '[nudges]\nquiet_hours = ["22:00-07:00", "06:00-08:00"]',
            ["[nudges]: quiet_hours 22:00-07:00 and 06:00-08:00 overlap"],
            id="overlapping quiet hours",
        ),
        pytest.param(
            '[nudges]\nquiet_hours = ["late"]',
            ["[nudges]: quiet_hours has 'late'; write hours as 22:00-07:00"],
            id="malformed quiet hours",
        ),
        pytest.param(
            '[nudges]\nfirst_week = "loud"',
            ["[nudges] first_week must be one of 'gentle', 'silent' or 'full', not 'loud'"],
            id="another first week",
        ),
        pytest.param(
            '[posture]\nsensitivity = "huge"',
            ["[posture] sensitivity must be one of 'low', 'normal' or 'high', not 'huge'"],
            id="another sensitivity",
        ),
        pytest.param(
            '[report]\nat = "25:00"',
            ['[report]: at must be a time like "17:30", or "" for never, not \'25:00\''],
            id="no time",
        ),
        pytest.param(
            "[report]\nat = 17:30:00", ["[report] at should be a valid string"], id="TOML's time"
        ),
        pytest.param(
            "[report]\nnightly = true",
            ["[report] nightly is not a setting; known there: at, weekly"],
            id="another summary",
        ),
        pytest.param("[nudges]\nstill_after_s = -5", ["still_after_s must be above 0"], id="past"),
        pytest.param("[nudges]\napart_s = nan", ["nan"], id="nan"),
        pytest.param("[nudges]\napart_s = -inf", ["-inf"], id="infinity"),
        pytest.param("\xff", ["is not valid TOML"], id="not UTF-8"),
    ],
)
def test_fault_is_named(path: Path, text: str, words: list[str]) -> None:
    """A fault is refused with the file, the place, and what would be right, on one line."""
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadUsage) as refusal:
        config.load(path)
    said = str(refusal.value)
    assert said.startswith(f"the config {path}")
    assert "\n" not in said
    assert all(word in said for word in words), said


def test_unreadable_file(path: Path) -> None:
    """A config that is there but cannot be read is not taken for none."""
    path.mkdir()
    with pytest.raises(BadUsage, match="cannot read the config"):
        config.load(path)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_config_that_anybody_may_change_is_refused(path: Path) -> None:
    """A config that every user of the computer may write is refused, with what to do."""
    path.write_text("[privacy]\nallow_mediapipe_telemetry = true\n")
    path.chmod(0o646)
    with pytest.raises(BadUsage, match=r"can be changed by anybody; run: chmod o-w .*config\.toml"):
        config.load(path)
    path.chmod(0o664)
    assert config.load(path).privacy.allow_mediapipe_telemetry


@pytest.mark.parametrize("days", [0, 40_000])
def test_keep_days_is_a_sensible_number(path: Path, days: int) -> None:
    """Days are kept for a day at least, and for a hundred years at most."""
    path.write_text(f"[privacy]\nkeep_days = {days}\n")
    with pytest.raises(BadUsage, match="keep_days must be 1 to 36500"):
        config.load(path)


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        pytest.param("", False, id="a look a second"),
        pytest.param("interval_s = 10.0", True, id="a look every ten seconds"),
        pytest.param('interval_s = 10.0\ncamera = "hold"', False, id="held all the same"),
        pytest.param('camera = "visit"', True, id="visited all the same"),
    ],
)
def test_seldom_looks_visit_the_camera(path: Path, text: str, visits: bool) -> None:
    """Where a look every 10 s suffices the camera is opened for each, unless told otherwise."""
    path.write_text(f"[watch]\n{text}\n")
    assert config.load(path).watch.visits_camera is visits


def test_another_way_with_the_camera_is_refused(path: Path) -> None:
    """There are three ways with the camera, and a fourth is refused."""
    path.write_text('[watch]\ncamera = "sometimes"\n')
    with pytest.raises(BadUsage, match="camera must be auto, hold or visit"):
        config.load(path)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        pytest.param("", DayEndRules(time(17, 30), weekly=True), id="defaults"),
        pytest.param('at = "9:05"', DayEndRules(time(9, 5), weekly=True), id="a time"),
        pytest.param('at = ""\nweekly = false', NEVER, id="never"),
    ],
)
def test_summaries_have_their_time(path: Path, text: str, rules: DayEndRules) -> None:
    """The day is summed up from half past five on, and the week on Mondays, unless told otherwise.

    A reload tells a running watch.
    """
    path.write_text(f"[report]\n{text}\n")
    assert orders_for(config.load(path), make_baseline()).day_end == rules
