"""What a desktop lists the program by: entry, icons, and the page in a software centre."""

import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sitwell import desktop

ROOT = Path(__file__).parents[2]
FOLDER = Path(desktop.__file__).with_name("packaging")
ID = "io.github.sitwell.Sitwell"
ENTRY, PAGE = FOLDER / f"{ID}.desktop", FOLDER / f"{ID}.metainfo.xml"
SIZES_PX = (48, 128, 256)


def check(*command: str | Path) -> None:
    """Run a validator, and fail with what it says; skip where it is not installed."""
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"needs {command[0]}")
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_entry_is_valid() -> None:
    """The desktop entry is as freedesktop.org asks."""
    check("desktop-file-validate", ENTRY)


def test_page_is_valid() -> None:
    """So are the words for software centres."""
    check("appstreamcli", "validate", "--no-net", PAGE)


def test_commands_exist() -> None:
    """What the entry starts is there to be started."""
    from sitwell.cli.desktop import PAGES

    lines = ENTRY.read_text(encoding="utf-8").splitlines()
    started = [line.removeprefix("Exec=") for line in lines if line.startswith("Exec=")]
    assert {"sitwell app", "sitwell tray"} <= set(started)
    pages = [words.removeprefix("sitwell app ") for words in started if "app " in words]
    assert set(pages) <= set(PAGES)


@pytest.mark.parametrize("size_px", SIZES_PX)
def test_icon_is_of_its_size(size_px: int) -> None:
    """Each picture is a PNG of the size it is filed under."""
    head = (FOLDER / f"{size_px}.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (size_px, size_px)


def test_all_of_it_is_installed() -> None:
    """Whatever lies in the folder is put where desktops look for it, under the one name."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    shared = build["build"]["targets"]["wheel"]["shared-data"]
    assert {ROOT / source for source in shared} == set(FOLDER.iterdir())
    assert all(Path(target).stem.removesuffix(".metainfo") == ID for target in shared.values())


def test_names_agree() -> None:
    """Windows, entry, icon and page go by one name."""
    page = ET.fromstring(PAGE.read_text(encoding="utf-8"))
    assert page.findtext("id") == ID
    assert page.findtext("launchable") == f"{ID}.desktop"
    assert f"Icon={ID}\n" in ENTRY.read_text(encoding="utf-8")
    source = (FOLDER.parent / "application.py").read_text(encoding="utf-8")
    assert f'APP_ID = "{ID}"' in source
