"""A German window says in German what went wrong elsewhere: each door through which that comes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import Link, open_application, wait_for
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QWidget

from sitwell.config import CoachSettings
from sitwell.desktop import faults
from sitwell.desktop.children import run_command
from sitwell.desktop.exercise_window import ExerciseWindow
from sitwell.desktop.faults import translate_fault
from sitwell.desktop.preview import Preview
from sitwell.desktop.settings.window import SettingsWindow
from sitwell.desktop.welcome.sentences import explain_gap, refuse


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let faults be read in German; the other words are those the windows began with."""
    open_application()
    monkeypatch.setenv("LANGUAGE", "de")
    faults.load.cache_clear()
    yield
    faults.load.cache_clear()


def said(window: QWidget) -> list[str]:
    """Give what the labels say that are to be seen."""
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_settings_say_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    """The page of the fault says it in German, and nothing else complains beside it."""
    path = tmp_path / "config.toml"
    path.write_text("[watch]\ninterval_s = 99\n")
    window = SettingsWindow(Link(), path)
    window.show()
    fault = f"Die Einstellungen {path}: [watch]: interval_s muss 0 bis 10 Sekunden sein"
    assert [words for words in said(window) if "[watch]" in words] == [fault]
    window.deleteLater()


def test_exercise_says_why_nothing_is_logged(tmp_path: Path) -> None:
    """A record that is none of ours is named in German, with what becomes of the set."""
    store = tmp_path / "days.db"
    store.write_bytes(b"no record of ours " * 200)
    window = ExerciseWindow(store, CoachSettings())
    window.show()
    expected = f"Die Aufzeichnung {store} ist nicht von Sitwell; verschiebe sie"
    assert any(words.startswith(expected) for words in said(window))
    window.close()
    window.deleteLater()


def test_command_says_why_it_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command of ours says on stderr comes in German, without the program's name."""
    monkeypatch.setenv("SITWELL_DATA", str(tmp_path))
    owner, heard = QObject(), list[str]()
    run_command(owner, ["stop"], lambda _code, words: heard.append(words))
    wait_for(lambda: bool(heard), "the end of the command")
    assert heard == ["Sitwell läuft nicht; starte es mit „sitwell start“"]


def test_camera_says_why_it_is_gone() -> None:
    """What the camera's process says when it ends comes in German."""
    preview, heard = Preview(), list[str]()
    preview.ended.connect(heard.append)
    preview.start(None, "no place")
    wait_for(lambda: bool(heard), "the end of the camera's process")
    assert heard == ["„no place“ ist kein Name für einen Platz; nimm Buchstaben, Ziffern, - und _"]


def test_welcome_says_why_there_is_no_picture_or_calibration() -> None:
    """Details that only the camera's process knows come in German too."""
    assert explain_gap("camera_gone", "no new picture for 12 s").endswith(
        "Seit 12 s kein neues Bild"
    )
    why = "at least 20 pictures are needed, and there were 3"
    assert refuse("unheard", why) == "Es braucht mindestens 20 Bilder, und es waren 3"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "sitwell: Sitwell is running but does not answer (Connection refused)",
            "Sitwell läuft, antwortet aber nicht (die Verbindung wurde abgelehnt)",
            id="name of the program",
        ),
        pytest.param("keep_days must be 1 to 36500", "keep_days muss 1 bis 36500 sein", id="name"),
        pytest.param("nobody knows this", "nobody knows this", id="unknown"),
    ],
)
def test_translation_is_a_sentence(text: str, expected: str) -> None:
    """It begins with a capital, unless a setting is its first word or it stays English."""
    assert translate_fault(text) == expected
