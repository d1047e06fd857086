"""`sitwell autostart`: on, off and status, as a person has them."""

import json
import sys
from pathlib import Path

import pytest
from desk import Desk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the ways of Linux")

UNIT = ".config/systemd/user/sitwell.service"
LINK = ".config/systemd/user/graphical-session.target.wants/sitwell.service"
ENTRY = ".config/autostart/sitwell.desktop"


def written(desk: Desk) -> set[str]:
    """Name the files and links in the home."""
    return {str(p.relative_to(desk.folder)) for p in desk.folder.rglob("*") if not p.is_dir()}


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
        outcome = desk.run("autostart", "on", *words)
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


def test_one_kind_at_a_time(desk: Desk) -> None:
    """On in one way is off in the other, or two monitors would start."""
    desk.run("autostart", "on", "--systemd")
    outcome = desk.run("autostart", "on", "--desktop")
    assert f"Removed: systemd user unit {desk.folder / UNIT}" in outcome.out
    assert written(desk) == {ENTRY}


def test_off_removes_both(desk: Desk) -> None:
    """Off removes every kind, whoever put it there."""
    desk.run("autostart", "on", "--systemd")
    (desk.folder / ENTRY).parent.mkdir(parents=True)
    (desk.folder / ENTRY).write_text("[Desktop Entry]\n")
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
    desk.run("autostart", "on", kind, SITWELL_DATA="mine here")
    (file,) = (p for p in written(desk) if not (desk.folder / p).is_symlink())
    text = (desk.folder / file).read_text()
    assert f'"SITWELL_DATA={desk.folder}/mine here"' in text
    assert f'"SITWELL_CONFIG={desk.config}"' in text
    assert "not as the settings" in desk.run("autostart", "status").out


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
    desk.run("autostart", "on", kind)
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
        "entries": [
            {
                "kind": kind.removeprefix("--"),
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
    assert outcome.lines == [{"schema": 1, "is_on": False, "entries": []}]


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
