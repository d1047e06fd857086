"""`sitwell autostart`: on, off and status, as a person has them."""

import json
import sys
from pathlib import Path

import pytest
from desk import Desk

from sitwell.adapters.autostart import Launch, find_tray_way, find_ways
from sitwell.adapters.autostart.user_manager import Answer
from sitwell.commands import autostart
from sitwell.config import Settings, WatchSettings
from sitwell.errors import SitwellError
from sitwell.paths import baseline_file

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the ways of Linux")

UNIT = ".config/systemd/user/sitwell.service"
LINK = ".config/systemd/user/graphical-session.target.wants/sitwell.service"
ENTRY = ".config/autostart/sitwell.desktop"
TRAY = ".config/autostart/sitwell-tray.desktop"
NO_QT = "import sys\nsys.modules['PySide6'] = None\n"


def written(desk: Desk) -> set[str]:
    """Name the files and links in the home."""
    return {str(p.relative_to(desk.folder)) for p in desk.folder.rglob("*") if not p.is_dir()}


def ways_at(home: Path) -> autostart.Ways:
    """Give the ways of a person at home in a folder, with no manager to ask."""
    monitor = find_ways({}, home, lambda *_words: Answer(1))
    return autostart.Ways(monitor, find_tray_way({}, home))


@pytest.fixture
def without_extra(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give a PYTHONPATH on which PySide6 cannot be imported."""
    folder = tmp_path_factory.mktemp("no_qt")
    (folder / "sitecustomize.py").write_text(NO_QT)
    return str(folder)


@pytest.mark.parametrize(
    ("words", "files"),
    [
        pytest.param([], {ENTRY}, id="no manager here"),
        pytest.param(["--desktop"], {ENTRY}, id="desktop"),
        pytest.param(["--systemd"], {UNIT, LINK}, id="systemd"),
    ],
)
def test_on_status_off(desk: Desk, words: list[str], files: set[str]) -> None:
    """On writes one kind and names it, twice as once; status agrees; off leaves nothing."""
    for _time in ("once", "twice"):
        outcome = desk.run("autostart", "on", "--no-tray", *words)
        assert (outcome.code, outcome.err) == (0, "")
        assert any(str(desk.folder / file) in outcome.out for file in files)
        assert "next session; nothing was started now" in outcome.out
        assert written(desk) == files
    status = desk.run("autostart", "status")
    assert (status.code, status.err) == (0, "")
    assert status.out.startswith("On: ")
    assert f"starts {sys.executable}, this program" in status.out
    off = desk.run("autostart", "off")
    assert (off.code, off.err) == (0, "")
    assert any(f"{desk.folder / file}\n" in off.out for file in files)
    assert written(desk) == set()
    assert "nothing to remove" in desk.run("autostart", "off").out
    assert desk.run("autostart", "status").out == "Off.\n"


def test_icon_comes_too(desk: Desk, without_extra: str) -> None:
    """Whatever starts the monitor, the desktop starts the icon, until one does not want it."""
    pytest.importorskip("PySide6")
    outcome = desk.run("autostart", "on", "--systemd")
    assert (outcome.code, outcome.err) == (0, "")
    assert f"for the tray icon {desk.folder / TRAY}\n" in outcome.out
    assert written(desk) == {UNIT, LINK, TRAY}
    assert desk.run("autostart", "status").out.count(f"{sys.executable}, this program.") == 2
    lost = desk.run("autostart", "status", PYTHONPATH=without_extra)
    assert "no windows yet: pip install 'sitwell[desktop]'" in lost.out
    without = desk.run("autostart", "on", "--systemd", "--no-tray").out
    assert (
        f"Removed: autostart file of the desktop for the tray icon {desk.folder / TRAY}" in without
    )
    assert written(desk) == {UNIT, LINK}


def test_icon_without_the_extra(desk: Desk, without_extra: str) -> None:
    """Where there are no windows the monitor begins alone, and one line says how to get them."""
    (desk.folder / TRAY).parent.mkdir(parents=True)
    (desk.folder / TRAY).write_text("[Desktop Entry]\n")  # from when there were some
    outcome = desk.run("autostart", "on", PYTHONPATH=without_extra)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.count("pip install 'sitwell[desktop]'") == 1
    assert written(desk) == {ENTRY}
    outcome = desk.run("autostart", "on", "--no-tray", PYTHONPATH=without_extra)
    assert "sitwell[desktop]" not in outcome.out


def test_icon_alone(tmp_path: Path) -> None:
    """The icon's entry by itself does not mean that the monitor begins."""
    ways, launch = ways_at(tmp_path), Launch(sys.executable)
    ways.tray.turn_on(launch)
    entries = autostart.find_entries(ways, launch)
    assert autostart.status_text(entries, launch).startswith("Off, but for the icon")
    plain = json.loads(autostart.status_json(entries, launch))
    assert (plain["is_on"], plain["is_tray_on"]) == (False, True)
    assert [entry["part"] for entry in plain["entries"]] == ["tray"]


def test_stale_icon(tmp_path: Path) -> None:
    """After a move of the program the icon's entry is told as stale, and written anew by on."""
    pytest.importorskip("PySide6")
    ways, launch = ways_at(tmp_path), Launch(sys.executable)
    ways.monitor[0].turn_on(launch)
    ways.tray.turn_on(Launch("/gone/python"))

    def said() -> str:
        return autostart.status_text(autostart.find_entries(ways, launch), launch)

    assert said().count("this program.") == 1
    assert "It starts /gone/python, which is gone" in said()
    assert len(list(autostart.turn_on(ways, None, Settings(), launch))) >= 3
    assert said().count("this program.") == 2


def test_icon_that_cannot_be_written(tmp_path: Path) -> None:
    """Where the icon's entry fails, still no two monitors would begin."""
    pytest.importorskip("PySide6")
    ways, launch = ways_at(tmp_path), Launch(sys.executable)
    for way in ways.monitor:
        way.turn_on(launch)
    Path(ways.tray.place).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SitwellError, match="symbolic link"):
        list(autostart.turn_on(ways, None, Settings(), launch))
    assert [e.part for e in autostart.find_entries(ways, launch)] == ["monitor", "tray"]


def test_one_kind_at_a_time(desk: Desk) -> None:
    """On in one way is off in the other, or two monitors would start."""
    desk.run("autostart", "on", "--systemd", "--no-tray")
    outcome = desk.run("autostart", "on", "--desktop", "--no-tray")
    assert f"Removed: systemd user unit {desk.folder / UNIT}" in outcome.out
    assert written(desk) == {ENTRY}


def test_off_removes_all(desk: Desk) -> None:
    """Off removes every kind, whoever put it there."""
    desk.run("autostart", "on", "--systemd", "--no-tray")
    (desk.folder / ENTRY).parent.mkdir(parents=True)
    for file in (ENTRY, TRAY):
        (desk.folder / file).write_text("[Desktop Entry]\n")
    desk.run("autostart", "off")
    assert written(desk) == set()


def test_both_kinds_are_too_many(desk: Desk) -> None:
    """Both options together are a usage error, and nothing is written."""
    outcome = desk.run("autostart", "on", "--systemd", "--desktop")
    assert outcome.code == 2
    assert "not both" in outcome.complaint
    assert written(desk) == set()


@pytest.mark.parametrize("kind", ["--systemd", "--desktop"])
def test_places_travel_along(desk: Desk, kind: str) -> None:
    """The places of config and data that are set now are written, as absolute paths."""
    pytest.importorskip("PySide6")
    desk.run("autostart", "on", kind, SITWELL_DATA="mine here")
    files = [desk.folder / p for p in written(desk) if not (desk.folder / p).is_symlink()]
    assert len(files) == 2
    for text in (file.read_text() for file in files):
        assert f'"SITWELL_DATA={desk.folder}/mine here"' in text
        assert f'"SITWELL_CONFIG={desk.config}"' in text
    assert desk.run("autostart", "status").out.count("not as the settings") == 2


@pytest.mark.parametrize(
    ("source", "families"),
    [
        pytest.param("0", "AF_UNIX", id="camera"),
        pytest.param("rtsp://10.0.0.9/a", "AF_UNIX AF_INET AF_INET6 AF_NETLINK", id="address"),
    ],
)
def test_unit_for_the_camera(desk: Desk, source: str, families: str) -> None:
    """The unit reaches beyond this computer only where the camera is an address."""
    desk.config.write_text(f'[watch]\nsource = "{source}"\n')
    desk.run("autostart", "on", "--systemd")
    assert f"\nRestrictAddressFamilies={families}\n" in (desk.folder / UNIT).read_text()


@pytest.mark.parametrize("kind", ["--systemd", "--desktop"])
@pytest.mark.parametrize(
    ("program", "said"),
    [
        pytest.param("/gone/python", "is gone", id="gone"),
        pytest.param("/bin/true", f"and this is {sys.executable}", id="another"),
    ],
)
def test_stale_file(desk: Desk, kind: str, program: str, said: str) -> None:
    """Status tells that a file starts what is gone or another program, with exit code 0."""
    desk.run("autostart", "on", kind, "--no-tray")
    (file,) = (desk.folder / p for p in written(desk) if not (desk.folder / p).is_symlink())
    file.write_text(file.read_text().replace(sys.executable, program))
    status = desk.run("autostart", "status")
    assert (status.code, status.err) == (0, "")
    assert said in status.out
    assert "'sitwell autostart on' writes it anew" in status.out
    plain = json.loads(desk.run("autostart", "status", "--json").out)
    assert plain == {
        "schema": 1,
        "is_on": True,
        "is_tray_on": False,
        "entries": [
            {
                "kind": kind.removeprefix("--"),
                "part": "monitor",
                "file": str(file),
                "is_enabled": True,
                "program": program,
                "program_exists": Path(program).exists(),
                "is_this_program": False,
                "is_up_to_date": False,
            }
        ],
    }


def test_status_as_json_when_off(desk: Desk) -> None:
    """Off is a result too, with exit code 0."""
    outcome = desk.run("autostart", "status", "--json")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.lines == [{"schema": 1, "is_on": False, "is_tray_on": False, "entries": []}]


@pytest.mark.parametrize(("kind", "file"), [("--systemd", UNIT), ("--desktop", ENTRY)])
def test_link_is_refused(desk: Desk, kind: str, file: str) -> None:
    """A link in the file's place is refused in one line, and what it leads to stays."""
    precious = desk.folder / "precious"
    precious.write_text("precious")
    (desk.folder / file).parent.mkdir(parents=True)
    (desk.folder / file).symlink_to(precious)
    outcome = desk.run("autostart", "on", kind)
    assert (outcome.code, outcome.out) == (1, "")
    assert "symbolic link" in outcome.complaint
    assert precious.read_text() == "precious"


def test_says_what_is_missing(desk: Desk) -> None:
    """Whoever has not calibrated yet is told to, and then no more."""
    assert "sitwell calibrate" in desk.run("autostart", "on").out
    desk.baseline.parent.mkdir(parents=True)
    desk.baseline.write_text("{}")
    assert "sitwell calibrate" not in desk.run("autostart", "on").out


@pytest.mark.parametrize("profile", ["default", "sofa"])
def test_uncalibrated_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: str) -> None:
    """What still needs an upright is the place that is watched, and no other."""
    monkeypatch.setenv("SITWELL_DATA", str(tmp_path / "data"))
    baseline_file("sofa").parent.mkdir(parents=True)
    baseline_file("sofa").touch()
    settings = Settings(watch=WatchSettings(profile=profile))
    said = list(autostart.turn_on(ways_at(tmp_path), None, settings, Launch(sys.executable)))
    assert any("needs your upright" in line for line in said) is (profile == "default")
