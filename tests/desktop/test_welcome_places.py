"""Places: how they are named, which camera each had, and how one is chosen."""

from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import open_application
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sitwell.config import is_profile_name, load
from sitwell.desktop.welcome.memory import (
    find_profile_in_use,
    list_options,
    recall_camera,
    remember,
)
from sitwell.desktop.welcome.place_field import PlaceField
from sitwell.desktop.welcome.places import find_profile, list_profiles, name_place


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which the person's Sitwell lives."""
    monkeypatch.setenv("SITWELL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SITWELL_CONFIG", str(tmp_path / "config.toml"))
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "profile"),
    [
        pytest.param("My desk", "default", id="the usual one in words"),
        pytest.param(" my  DESK", "default", id="typed carelessly"),
        pytest.param("default", "default", id="the usual one by its profile"),
        pytest.param("Living room", "Living-room", id="a blank"),
        pytest.param("LIVING-ROOM sofa", "LIVING-ROOM-sofa", id="both"),
        pytest.param("Office", "office", id="one that is known, with a capital"),
        pytest.param("second floor", "second-floor", id="one that is known, in words"),
        pytest.param("../couch_2", "couch_2", id="a path"),
        pytest.param("Küche (Fenster)", "Küche-Fenster", id="letters of every language"),
        pytest.param("a - b", "a-b", id="a dash between blanks"),
        pytest.param("x" * 99, "x" * 40, id="long"),
        pytest.param("x" * 39 + " y", "x" * 39, id="cut at a blank"),
        pytest.param("", None, id="nothing"),
        pytest.param(" ./- ", None, id="nothing but signs"),
    ],
)
def test_makes_a_profile_of_a_name(typed: str, profile: str | None) -> None:
    """Whatever is typed means a known place, or makes a name that is plain enough for a file."""
    assert find_profile(typed, ["default", "office", "second-floor"]) == profile
    assert profile is None or is_profile_name(profile)


@pytest.mark.parametrize("profile", ["default", "office", "living-room", "a_b", "-", "a--b"])
def test_a_place_is_found_by_how_it_is_shown(profile: str) -> None:
    """The words that a place is shown by lead back to it."""
    assert find_profile(name_place(profile), ["default", profile]) == profile or profile == "-"
    assert name_place(profile)


def test_lists_what_was_calibrated(tmp_path: Path) -> None:
    """Places are those with a baseline, the usual one first; other files are none."""
    for name in ("office.json", "no baseline.txt", "two words.json", "attic.json"):
        (tmp_path / name).touch()
    assert list_profiles(tmp_path) == ["default", "attic", "office"]
    assert list_profiles(tmp_path / "nothing") == ["default"]


def test_one_place_is_one_line() -> None:
    """Whoever has one place sees its name and a button, and a field once that is pressed."""
    open_application()
    field = PlaceField(["default"], "default")
    field.show()
    assert (field.line.isVisible(), field.field.isVisible()) == (True, False)
    field.other.click()
    assert (field.line.isVisible(), field.field.isVisible()) == (False, True)
    assert field.names.lineEdit().selectedText() == "My desk"


def test_several_places_are_offered_in_words() -> None:
    """Whoever has several sees them at once, in words, the one in use chosen."""
    open_application()
    field = PlaceField(["default", "living-room"], "living-room")
    assert not field.field.isHidden()
    shown = [field.names.itemText(i) for i in range(field.names.count())]
    assert shown == ["My desk", "living room"]
    assert field.names.currentText() == "living room"


def test_a_place_in_use_without_a_baseline_is_offered() -> None:
    """The config's place is chosen also where it was never calibrated."""
    open_application()
    assert PlaceField(["default"], "attic").names.currentText() == "attic"


def test_a_new_place_is_typed() -> None:
    """A name that is typed becomes a place, said as it will be listed; nonsense changes nothing."""
    open_application()
    field = PlaceField(["default"], "default")
    changes: list[str] = []
    field.changed.connect(lambda: changes.append(field.profile))
    line = field.names.lineEdit()
    for typed in ("Living room!", "???", "Living-Room"):
        field.names.clearEditText()
        QTest.keyClicks(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert field.names.currentText() == "Living room"
    assert changes == ["Living-room"]


def test_remembers_camera_and_place(home: Path) -> None:
    """The place that was calibrated last, and its camera, are the config's from then on."""
    remember("/dev/video0", "default")
    config = home / "config.toml"
    assert not config.exists()  # they are what holds without one
    config.write_text("# mine\n")
    remember("/dev/video2", "sofa")
    watch = load(config).watch
    assert (watch.source, watch.profile) == ("/dev/video2", "sofa")
    assert "# mine" in config.read_text()
    assert find_profile_in_use() == "sofa"


def test_each_place_has_its_camera(home: Path) -> None:  # noqa: ARG001 - it is where files go
    """A place that is not in use keeps its camera; one never calibrated has none."""
    remember("/dev/video0", "default")
    remember("/dev/video2", "sofa")
    assert recall_camera("default") == "/dev/video0"
    assert recall_camera("sofa") == "/dev/video2"
    assert recall_camera("attic") is None


@pytest.mark.parametrize(
    ("source", "profile", "options"),
    [
        pytest.param("/dev/video2", "sofa", [], id="as the config has it"),
        pytest.param("2", "sofa", [], id="the same camera by its number"),
        pytest.param("/dev/video2", "default", ["--profile=default"], id="another place"),
        pytest.param("me.mp4", "sofa", ["--source=me.mp4"], id="another camera"),
    ],
)
def test_only_what_the_config_has_not_is_told(
    home: Path, source: str, profile: str, options: list[str]
) -> None:
    """What was remembered is on no command line; what could not be written must be."""
    remember("/dev/video2", "sofa")
    assert list_options(source, profile) == options
    (home / "config.toml").unlink()
    assert list_options(source, profile) == [
        *([] if profile == "default" else [f"--profile={profile}"]),
        f"--source={source}",
    ]


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"a\nb", b"x" * 9000], ids=["empty", "no text", "lines", "large"]
)
def test_a_spoilt_note_is_no_camera(home: Path, content: bytes) -> None:
    """Where a camera's note is not as it was written, no camera is known."""
    note = home / "data" / "windows" / "sofa.camera"
    note.parent.mkdir(parents=True)
    note.write_bytes(content)
    assert recall_camera("sofa") is None


def test_a_config_that_is_wrong_does_not_stop_the_welcome(home: Path) -> None:
    """Where the config cannot be read the usual place is offered; the camera says the rest."""
    (home / "config.toml").write_text("[watch\n")
    assert find_profile_in_use() == "default"
