"""The config file under the settings window: what is kept, what is written, what is refused."""

import stat
from dataclasses import fields
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")
pytest.importorskip("tomlkit", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from sitwell import config
from sitwell.config import Settings
from sitwell.desktop.settings import document
from sitwell.desktop.settings.catalogue import chapters
from sitwell.desktop.settings.document import Fault
from sitwell.desktop.settings.entries import Choice, Entry, Number
from sitwell.errors import BadUsage

ENTRIES = [entry for chapter in chapters() for entry in chapter.entries]

WRITTEN = """# mine since 2024
[nudges]  # the talkative part
apart_s = 600 # ten minutes
# quiet at night
quiet_hours = ["22:00-07:00"]

[watch]
source = 1   # the camera above the screen
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the place of a config file, in a folder that is not there yet."""
    return tmp_path / "sitwell" / "config.toml"


def write(path: Path, text: str) -> None:
    """Put a config there."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def test_every_setting_has_its_words() -> None:
    """Whatever the config knows can be set in the window, once."""
    known = {
        (section.name, setting.name)
        for section in fields(Settings)
        for setting in fields(getattr(Settings(), section.name))
    }
    named = [(entry.section, entry.key) for entry in ENTRIES]
    assert len(named) == len(set(named))
    assert set(named) == known


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        pytest.param(entry, end * entry.kind.scale, id=f"{entry.key} {end:g}")
        for entry in ENTRIES
        if isinstance(entry.kind, Number)
        for end in (entry.kind.least, entry.kind.most)
    ]
    + [
        pytest.param(entry, value, id=f"{entry.key} {value}")
        for entry in ENTRIES
        if isinstance(entry.kind, Choice)
        for value, _ in entry.kind.options
    ],
)
def test_what_can_be_entered_is_valid(entry: Entry, value: float | str, path: Path) -> None:
    """Both ends of every range, and every choice, are values that the config takes."""
    changes = {(entry.section, entry.key): value}
    if entry.key == "break_lasts_s":
        changes["nudges", "cue_break_most_s"] = 86_400.0  # bound to it, and the window says so
    if entry.key == "cue_break_most_s":
        changes["nudges", "break_lasts_s"] = 30.0
    settings = document.save(path, changes)
    assert getattr(getattr(settings, entry.section), entry.key) == value
    assert settings == config.load(path)


def test_comments_and_order_stay() -> None:
    """A change touches its own value: every comment, blank and other line stays as it was."""
    text = document.compose(WRITTEN, {("nudges", "apart_s"): 1200.0, ("watch", "interval_s"): 2.5})
    assert text == WRITTEN.replace("apart_s = 600", "apart_s = 1200") + "interval_s = 2.5\n"


HOURS = """[nudges]
quiet_hours = [
  # by the doctor's advice
  "22:00-07:00",  # the night
  "12:00-13:00",  # lunch
]
"""


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        pytest.param(
            ("23:00-07:00", "12:00-13:00"), HOURS.replace("22:00", "23:00"), id="one is another"
        ),
        pytest.param(
            ("22:00-07:00",), HOURS.replace('  "12:00-13:00",  # lunch\n', ""), id="one is gone"
        ),
        pytest.param(
            ("22:00-07:00", "12:00-13:00", "15:00-16:00"),
            HOURS.replace("# lunch\n", '# lunch\n  "15:00-16:00",\n'),
            id="one more",
        ),
        pytest.param(
            ("12:00-13:00", "15:00-16:00", "18:00-19:00"),
            HOURS.replace(
                '  "22:00-07:00",  # the night\n  "12:00-13:00",  # lunch\n',
                '  "12:00-13:00",  # lunch\n  "15:00-16:00",\n  "18:00-19:00",\n',
            ),
            id="one gone, two more",
        ),
    ],
)
def test_comments_inside_quiet_hours_stay(hours: tuple[str, ...], text: str) -> None:
    """Hours that change leave the comments beside the others, and above them all, as they were."""
    assert document.compose(HOURS, {("nudges", "quiet_hours"): hours}) == text
    assert config.parse(text, Path("config.toml")).nudges.quiet_hours == hours


def test_default_takes_the_line_out() -> None:
    """A setting that goes back to its default leaves the file."""
    text = document.compose(WRITTEN, {("nudges", "quiet_hours"): None})
    assert text == WRITTEN.replace('quiet_hours = ["22:00-07:00"]\n', "")


def test_default_keeps_the_comment_of_its_line() -> None:
    """Where the line has a comment, the default is written out so that the comment stays."""
    text = document.compose(WRITTEN, {("nudges", "apart_s"): None})
    assert text == WRITTEN.replace("apart_s = 600 #", "apart_s = 1200 #")


def test_default_of_what_is_not_there_changes_nothing() -> None:
    """Taking back what was never said writes nothing."""
    assert document.compose(WRITTEN, {("report", "at"): None}) == WRITTEN


def test_default_of_one_of_two_dotted_keys(path: Path) -> None:
    """A section in several pieces takes a setting back like any other."""
    write(path, "coach.sound = true\ncoach.sets_per_day = 2\n")
    coach = document.save(path, {("coach", "sound"): None}).coach
    assert (coach.sound, coach.sets_per_day) == (False, 2)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("nudges.apart_s = 60\n", id="dotted"),
        pytest.param("nudges = {apart_s = 60}\n", id="inline"),
        pytest.param("", id="empty"),
        pytest.param("# nothing but this\n", id="a comment alone"),
        pytest.param('"nudges"."apart_s" = 60', id="quoted, without an end of line"),
    ],
)
def test_however_it_is_written(text: str, path: Path) -> None:
    """Every way to write a section takes a change."""
    write(path, text)
    settings = document.save(path, {("nudges", "apart_s"): 90.0, ("report", "weekly"): False})
    assert (settings.nudges.apart_s, settings.report.weekly) == (90.0, False)
    assert config.load(path) == settings


def test_written_for_its_owner_alone(path: Path) -> None:
    """The file and its folder are made where they are missing, for nobody else to read."""
    document.save(path, {("coach", "place"): "chair"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.read_text() == '[coach]\nplace = "chair"\n'


def test_what_was_written_meanwhile_stays(path: Path) -> None:
    """An editor's change since the window opened is kept beside the window's own."""
    write(path, WRITTEN)
    document.read(path)
    path.write_text(WRITTEN.replace("source = 1", "source = 2"))
    settings = document.save(path, {("nudges", "apart_s"): 60.0})
    assert (settings.watch.source, settings.nudges.apart_s) == ("2", 60.0)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("[watch]\nsource = 1\ninterval_s = = 2\n", 3, id="no TOML"),
        pytest.param("# a\n[watch]\nsource = 1\nintervall_s = 1\n", 4, id="unknown key"),
        pytest.param("[watch]\nsource = 1\n[nudges]\napart_s = 'x'\n", 4, id="wrong type"),
        pytest.param("\n[posture]\nslump_deg = 99\n", 3, id="out of range"),
        pytest.param("\n\n[nugdes]\napart_s = 5\n", 3, id="unknown section"),
        pytest.param("watch.intervall_s = 1\n", 1, id="dotted"),
    ],
)
def test_a_fault_has_its_line(text: str, line: int, path: Path) -> None:
    """Of a file that cannot be used, the words and the line are told, and it is not written."""
    write(path, text)
    fault = document.read(path)
    assert isinstance(fault, Fault)
    assert fault.line == line
    with pytest.raises(BadUsage):
        document.save(path, {("nudges", "apart_s"): 60.0})
    assert path.read_text() == text


def test_refuses_what_does_not_go_together(path: Path) -> None:
    """Two values that exclude each other are not written."""
    write(path, WRITTEN)
    with pytest.raises(BadUsage, match="cue_break_most_s"):
        document.save(path, {("nudges", "break_lasts_s"): 9000.0})
    assert path.read_text() == WRITTEN
