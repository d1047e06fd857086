"""`sitwell app --add-to-menu`: the program is found where a person looks for programs."""

import subprocess
import sys
from pathlib import Path

import pytest
from desk import Desk

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the menus of Linux")

ID = "io.github.sitwell.Sitwell"
ENTRY = f".local/share/applications/{ID}.desktop"
ICONS = {
    f".local/share/icons/hicolor/{path}/apps/{ID}.{ending}"
    for path, ending in (
        *(("scalable", "svg"), ("48x48", "png"), ("128x128", "png"), ("256x256", "png")),
    )
}
# As GNOME does: Debian's own Python has its library.
ASK_GIO = f"""
import gi
gi.require_version("Gio", "2.0")
from gi.repository import Gio
found = Gio.DesktopAppInfo.new("{ID}.desktop")
print(found and found.should_show(), found and found.get_startup_wm_class())
"""


def written(desk: Desk) -> set[str]:
    """Name the files in the home."""
    return {str(p.relative_to(desk.folder)) for p in desk.folder.rglob("*") if p.is_file()}


def test_added_and_removed(desk: Desk) -> None:
    """Added, entry and icons are there and nothing else; removed, they are gone."""
    outcome = desk.run("app", "--add-to-menu")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"In the menu: {desk.folder / ENTRY}\n")
    assert written(desk) == {ENTRY, *ICONS}
    text = (desk.folder / ENTRY).read_text(encoding="utf-8")
    assert f"\nTryExec={sys.executable}\n" in text
    assert f"SITWELL_DATA={desk.data}" in text  # the places that are set now are the menu's too
    outcome = desk.run("app", "--remove-from-menu")
    assert (outcome.code, outcome.out) == (0, f"Removed: {desk.folder / ENTRY}\n")
    assert written(desk) == set()


def test_desktop_finds_it(desk: Desk) -> None:
    """The library that GNOME lists programs by finds the entry, and shows it."""
    debian = Path("/usr/bin/python3")
    ask = [debian, "-c", ASK_GIO]
    environment = {"HOME": str(desk.folder), "PATH": "/usr/bin:/bin"}

    def answer() -> str:
        done = subprocess.run(ask, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0 and "TypeError" not in done.stderr:
            pytest.skip("needs python3-gi")
        return done.stdout.strip()

    assert answer() == ""
    desk.run("app", "--add-to-menu")
    assert answer() == f"True {ID}"


def test_one_thing_at_a_time(desk: Desk) -> None:
    """Two wishes together are a usage error, and nothing is written."""
    outcome = desk.run("app", "why", "--add-to-menu")
    assert outcome.code == 2
    assert "only one" in outcome.complaint
    assert written(desk) == set()


def test_without_the_extra(desk: Desk, tmp_path: Path) -> None:
    """Where there are no windows, no menu gets an entry for them."""
    folder = tmp_path / "no_qt"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['PySide6'] = None\n")
    outcome = desk.run("app", "--add-to-menu", PYTHONPATH=str(folder))
    assert outcome.code == 2
    assert "sitwell[desktop]" in outcome.complaint
    assert ENTRY not in written(desk)
