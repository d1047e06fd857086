"""The menu of a Linux desktop: an entry that starts the very program it was written by."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sitwell.adapters.autostart import Launch, MenuEntry
from sitwell.adapters.autostart.menu_entry import render
from sitwell.errors import SitwellError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the menus of Linux")

NAME = "there.is.Sitwell.desktop"
TEMPLATE = """\
[Desktop Entry]
Type=Application
Name=Sitwell
Name[de]=Sitwell=
Exec=sitwell app
TryExec=sitwell
Categories=Utility;
Actions=why;

[Desktop Action why]
Name=Why?
Exec=sitwell app why
"""
ICONS = {"48x48/apps/sitwell.png": b"small", "scalable/apps/sitwell.svg": b"<svg/>"}
ODD_NAMES = [
    pytest.param("plain", id="plain"),
    pytest.param("two  spaces", id="spaces"),
    pytest.param("100%h %%", id="percent"),
    pytest.param("$HOME `id`;&|", id="shell"),
    pytest.param('say "so" it\'s', id="quotes"),
    pytest.param("back\\slash \\n", id="backslash"),
    pytest.param("a=b", id="equals sign"),
    pytest.param("Größe 姿勢", id="unicode"),
]


def make_menu(folder: Path, system: str = "") -> MenuEntry:
    """Give the menu of a person at home in a folder."""
    return MenuEntry({"XDG_DATA_DIRS": system or str(folder / "none")}, folder, NAME)


def recorder_in(folder: Path) -> Path:
    """Write a program that notes its arguments and Sitwell's folder beside itself."""
    folder.mkdir(parents=True)
    program = folder / "python"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" "$SITWELL_DATA" > "${0%/*}/noted"\n')
    program.chmod(0o755)
    return program


def values_of(text: str, key: str) -> list[str]:
    """Give the values of a key as its readers get them: escapes of strings undone."""
    lines = [line for line in text.splitlines() if line.startswith(f"{key}=")]
    assert not any("\\" in line.replace("\\\\", "") for line in lines)  # a lone one means another
    return [line.partition("=")[2].replace("\\\\", "\\") for line in lines]


def exec_words(value: str) -> list[str]:
    """Read an Exec key as the Desktop Entry Specification says."""
    found = re.findall(r'(?:^|(?<= ))(?:"((?:\\["`$\\]|[^"`$\\])*)"|([^\s"]+))(?= |$)', value)
    words = [bare or re.sub(r"\\(.)", r"\1", quoted) for quoted, bare in found]
    assert all(len(run) % 2 == 0 for word in words for run in re.findall("%+", word))
    return [word.replace("%%", "%") for word in words]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_entry_starts_what_is_meant(tmp_path: Path, name: str) -> None:
    """Entry and actions start this Python, with its folder, whatever they are called."""
    program = recorder_in(tmp_path / name)
    text = render(TEMPLATE, Launch(str(program), (("SITWELL_DATA", f"/data/{name}"),))).decode()
    started = [exec_words(value) for value in values_of(text, "Exec")]
    assert len(started) == 2
    for words, page in zip(started, (["app"], ["app", "why"]), strict=True):
        assert "=" not in words[0]  # the specification forbids it in the program's name
        subprocess.run(words, check=True, timeout=20)
        noted = (program.parent / "noted").read_text(encoding="utf-8").splitlines()
        assert noted == ["-P", "-m", "sitwell", *page, f"/data/{name}"]
    assert values_of(text, "TryExec") == [str(program)]  # a path, not a command: no quotes


def test_all_else_stays() -> None:
    """But for what is started, the entry is the one that distributions install."""
    kept = [line for line in TEMPLATE.splitlines() if "Exec=" not in line]
    made = render(TEMPLATE, Launch("/python")).decode().splitlines()
    assert [line for line in made if "Exec=" not in line] == kept


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed"
)
def test_desktop_accepts_the_entry(tmp_path: Path, name: str) -> None:
    """`desktop-file-validate` finds nothing wrong in it."""
    menu = make_menu(tmp_path)
    menu.add(TEMPLATE, ICONS, Launch(f"/opt/{name}/python", (("SITWELL_DATA", name),)))
    done = subprocess.run(
        ["desktop-file-validate", menu.place], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_added_twice_is_once(tmp_path: Path) -> None:
    """Entry and icons lie where desktops look, as the owner's alone; removed, nothing is left."""
    menu, launch = make_menu(tmp_path), Launch(sys.executable)
    for _time in ("once", "twice"):
        menu.add(TEMPLATE, ICONS, launch)
        files = {p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file()}
        theme = Path(".local/share/icons/hicolor")
        assert files == {
            Path(".local/share/applications") / NAME,
            *(theme / path for path in ICONS),
        }
    assert {stat.S_IMODE((tmp_path / file).stat().st_mode) for file in files} == {0o600}
    assert menu.remove(ICONS)
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]
    assert not menu.remove(ICONS)


def test_list_of_icons_is_older(tmp_path: Path) -> None:
    """A desktop's list of icons counts as old once ours are there: the theme's folder is newer."""
    theme = tmp_path / ".local" / "share" / "icons" / "hicolor"
    theme.mkdir(parents=True)
    for folder in ("48x48/apps", "scalable/apps"):
        (theme / folder).mkdir(parents=True)
    os.utime(theme, (1, 1))
    make_menu(tmp_path).add(TEMPLATE, ICONS, Launch("/python"))
    assert theme.stat().st_mtime > 1


def test_link_is_refused(tmp_path: Path) -> None:
    """A link in the entry's place is not written through."""
    menu, precious = make_menu(tmp_path), tmp_path / "precious"
    precious.write_text("precious")
    menu.place.parent.mkdir(parents=True)
    menu.place.symlink_to(precious)
    with pytest.raises(SitwellError, match="symbolic link"):
        menu.add(TEMPLATE, ICONS, Launch("/python"))
    assert precious.read_text() == "precious"


@pytest.mark.parametrize(
    ("where", "tried", "is_listed"),
    [
        pytest.param("own", sys.executable, True, id="one's own"),
        pytest.param("own", "/gone/python", False, id="of a program that is gone"),
        pytest.param("system", "sitwell", True, id="a distribution's"),
        pytest.param("elsewhere", sys.executable, False, id="in a virtual environment"),
    ],
)
def test_is_listed(tmp_path: Path, where: str, tried: str, is_listed: bool) -> None:
    """A desktop lists what lies in its folders and can be started, and nothing else."""
    menu = make_menu(tmp_path, f"/none:{tmp_path / 'system'}")
    folders = {"own": tmp_path / ".local" / "share"}
    entry = folders.get(where, tmp_path / where) / "applications" / NAME
    entry.parent.mkdir(parents=True)
    entry.write_bytes(render(TEMPLATE, Launch(tried)))
    assert menu.is_listed() is is_listed
