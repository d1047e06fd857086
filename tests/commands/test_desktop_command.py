"""`sitwell tray` and `sitwell app` from the command line."""

from pathlib import Path

import pytest
from desk import Desk

NO_QT = "import sys\nsys.modules['PySide6'] = None\n"


@pytest.fixture
def without_extra(tmp_path: Path) -> str:
    """Give a PYTHONPATH on which PySide6 cannot be imported."""
    folder = tmp_path / "no_qt"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(NO_QT)
    return str(folder)


@pytest.mark.parametrize("words", [["tray"], ["app"], ["app", "why"]])
def test_without_the_extra(desk: Desk, without_extra: str, words: list[str]) -> None:
    """Without the extra, one line says how to get it."""
    outcome = desk.run(*words, PYTHONPATH=without_extra, DISPLAY=":63")
    assert outcome.code == 2
    assert outcome.complaint == "the windows need the extra: pip install 'sitwell[desktop]'"


def test_bare_command_without_the_extra(desk: Desk, without_extra: str) -> None:
    """Without the extra, the bare command shows the help on a desktop too."""
    outcome = desk.run(PYTHONPATH=without_extra, DISPLAY=":63")
    assert (outcome.code, outcome.err) == (2, "")
    assert "Commands:" in outcome.out


def test_without_a_screen(desk: Desk) -> None:
    """Without a screen, one line says so, and what else works."""
    pytest.importorskip("PySide6")
    outcome = desk.run("tray")
    assert outcome.code == 2
    assert outcome.complaint.startswith("there is no screen here")


def test_unknown_window(desk: Desk) -> None:
    """A window that there is not is a usage error, whatever is installed."""
    outcome = desk.run("app", "mirror")
    assert outcome.code == 2
    assert outcome.complaint == (
        "there is no window 'mirror'; choose welcome, why, settings, exercise, calibrate"
    )
