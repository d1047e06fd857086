"""Who holds the camera, found among the real processes of this computer."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from message_buses import end, wait_until
from sitwell.adapters.presence.camera_users import EVERY_S, MOST_SHARE, CameraUsers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

# A program with the device open, whose parent ends at once: no descendant of ours any more.
STRANGER = 'exec 3<"$1"; "$2" 60 >/dev/null & echo $!'


@pytest.fixture
def device(tmp_path: Path) -> Path:
    """Give a file in a camera's place."""
    made = tmp_path / "video0"
    made.touch()
    return made


Start = Callable[[str], None]


@pytest.fixture
def start_stranger(tmp_path: Path, device: Path) -> Iterator[Start]:
    """Give a way to start a program of any name that holds the device."""
    pids: list[int] = []

    def start(name: str) -> None:
        program = tmp_path / name
        program.symlink_to("/bin/sleep")
        words = ("sh", "-c", STRANGER, "sh", str(device), str(program))
        output = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True, timeout=10)
        pids.append(int(output.stdout))
        title = Path(f"/proc/{pids[-1]}/comm")
        wait_until(lambda: title.read_text(encoding="utf-8").strip() == name[:15])

    yield start
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_nobody_holds_it(device: Path) -> None:
    """A device that nobody holds has no users; that is not the same as unknown."""
    assert CameraUsers(lambda: (str(device),)).find(0.0) == ()


def test_another_program_is_named(device: Path, start_stranger: Start) -> None:
    """Programs that hold the device are named, sorted and each once."""
    for name in ("zoom", "cheese"):
        start_stranger(name)
    assert CameraUsers(lambda: (str(device),)).find(0.0) == ("cheese", "zoom")


def test_link_is_followed(device: Path, tmp_path: Path, start_stranger: Start) -> None:
    """A camera named by a link, as under /dev/v4l/by-id, is the device it leads to."""
    start_stranger("zoom")
    link = tmp_path / "by-id"
    link.symlink_to(device)
    assert CameraUsers(lambda: (str(link),)).find(0.0) == ("zoom",)


def test_other_devices_do_not_count(tmp_path: Path, start_stranger: Start) -> None:
    """Who holds one camera does not hold another."""
    start_stranger("zoom")
    other = tmp_path / "video1"
    other.touch()
    assert CameraUsers(lambda: (str(other),)).find(0.0) == ()
    assert CameraUsers(tuple).find(0.0) == ()


def test_we_and_our_children_do_not_count(device: Path) -> None:
    """The monitor holds the camera itself, and its worker may inherit it."""
    with device.open("rb") as held:
        words = ("sh", "-c", "sleep 60 & echo up; wait")
        child = subprocess.Popen(words, stdin=held, stdout=subprocess.PIPE, start_new_session=True)
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == b"up\n"
            assert CameraUsers(lambda: (str(device),)).find(0.0) == ()
        finally:
            os.killpg(child.pid, signal.SIGKILL)
            end(child)


@pytest.mark.parametrize("name", ["pipewire", "wireplumber", "pipewire-media-session"])
def test_brokers_do_not_count(device: Path, start_stranger: Start, name: str) -> None:
    """PipeWire holds cameras that nobody uses."""
    start_stranger(name)
    assert CameraUsers(lambda: (str(device),)).find(0.0) == ()


def test_search_is_rare(device: Path, start_stranger: Start) -> None:
    """Looking through all open files costs; it is done once every few seconds."""
    users = CameraUsers(lambda: (str(device),))
    assert users.find(0.0) == ()
    start_stranger("zoom")
    assert users.find(EVERY_S - 0.1) == ()
    assert users.find(EVERY_S) == ("zoom",)


def test_costly_search_is_rarer(device: Path, start_stranger: Start) -> None:
    """Where a search takes long, the next one waits until its share of a core is kept."""
    spent_s = iter((0.0, 0.1, 0.1, 0.2))
    users = CameraUsers(lambda: (str(device),), spent=lambda: next(spent_s))
    assert users.find(0.0) == ()
    start_stranger("zoom")
    wait_s = 0.1 / MOST_SHARE
    assert wait_s > EVERY_S
    assert users.find(wait_s - 0.1) == ()
    assert users.find(wait_s) == ("zoom",)


def test_hidden_processes_are_unknown(device: Path, tmp_path: Path) -> None:
    """Where processes cannot be listed, it is not known who holds the camera."""
    assert CameraUsers(lambda: (str(device),), proc=tmp_path / "nothing").find(0.0) is None
