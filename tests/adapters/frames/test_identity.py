"""A camera is known again by what it is, whatever number it has by then."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitwell.adapters.frames import Acquaintances, find_device, open_source
from sitwell.adapters.frames.camera import open_named, open_same
from sitwell.adapters.frames.identity import identify
from sitwell.adapters.frames.reader import OpenFailedError
from sitwell.core.reason import Reason
from sitwell.errors import CameraUnavailable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux device paths")


class Sockets:
    """A computer with /dev and /sys, into which cameras are plugged."""

    def __init__(self, folder: Path) -> None:
        self.dev, self.sysfs, self.bus = folder / "dev", folder / "sys/class", folder / "sys/bus"
        self.links = self.dev / "v4l/by-id"
        for path in (self.links, self.sysfs, self.bus):
            path.mkdir(parents=True)

    def plug(
        self, number: int, name: str, socket: str | None, link: str = "", index: str = "0"
    ) -> str:
        """Make a node of a camera and give its device; `socket` None: without /sys; "": in none."""
        device = self.dev / f"video{number}"
        device.touch()
        if link:
            path = self.links / f"usb-{link}-video-index{index}"
            path.unlink(missing_ok=True)  # udev gives a name to whoever came last
            path.symlink_to(f"../../video{number}")
        if socket is not None:
            node = self.sysfs / device.name
            node.mkdir()
            (node / "name").write_text(f"{name}\n")
            (node / "index").write_text(f"{index}\n")
            if socket:
                (self.bus / socket).mkdir(exist_ok=True)
                (node / "device").symlink_to(self.bus / socket)
        return str(device)

    def clear(self) -> None:
        """Unplug everything."""
        for path in self.links.iterdir():
            path.unlink()
        for device in self.dev.glob("video*"):
            device.unlink()
        for node in self.sysfs.iterdir():
            for file in node.iterdir():
                file.unlink()
            node.rmdir()


@pytest.fixture
def sockets(tmp_path: Path) -> Iterator[Sockets]:
    """Give an empty computer."""
    return Sockets(tmp_path)


Plugged = tuple[int, str, str | None, str]  # number, name, socket, link
DESK, OTHER = (0, "HD Webcam", "1-4", ""), (0, "Phone", "1-2", "")
LINKED = (0, "HD Webcam", "1-4", "HD_77")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param([DESK], [DESK], 0, id="nothing has changed"),
        pytest.param([DESK], [(2, *DESK[1:])], 2, id="another number"),
        pytest.param([DESK], [OTHER, (1, *DESK[1:])], 1, id="another took its number"),
        pytest.param([DESK], [OTHER], None, id="another took its number and it is away"),
        pytest.param([DESK], [], None, id="no camera at all"),
        pytest.param([DESK], [(0, "HD Webcam", "1-2", "")], None, id="one like it elsewhere"),
        pytest.param([DESK], [(0, "Phone", "1-4", "")], None, id="another in its socket"),
        pytest.param([LINKED], [(3, "HD Webcam", "1-2", "HD_77")], 3, id="link: another socket"),
        pytest.param([LINKED], [(0, "HD Webcam", "1-4", "HD_8")], None, id="link: another of them"),
        pytest.param([LINKED], [(2, *DESK[1:])], 2, id="link not made yet, its own socket"),
        pytest.param(
            [LINKED],
            [(0, "HD Webcam", "1-2", "HD_8"), (1, *LINKED[1:])],
            1,
            id="link: beside one of its model with another serial number",
        ),
        pytest.param(
            [DESK, (2, "HD Webcam", "1-2", "HD")],
            [(0, "HD Webcam", "1-2", "HD"), (1, *DESK[1:])],
            1,
            id="twins that share a link change numbers",
        ),
        pytest.param(
            [(0, "HD Webcam", "1-4", "HD"), (2, "HD Webcam", "1-2", "")],
            [(0, "HD Webcam", "1-2", "HD")],
            None,
            id="its twin inherits number and link",
        ),
        pytest.param(
            [(0, "", None, "HD_77")], [(5, "", None, "HD_77")], 5, id="a link and no /sys"
        ),
    ],
)
def test_a_camera_is_known_again(
    sockets: Sockets, before: list[Plugged], after: list[Plugged], found: int | None
) -> None:
    """The camera that was opened as number 0 is found at its new number, or at none."""
    known = Acquaintances(sockets.dev, sockets.sysfs)
    devices = [sockets.plug(*camera) for camera in before]
    known.note("/dev/video0", devices[0])
    sockets.clear()
    for camera in after:
        sockets.plug(*camera)
    assert known.find("/dev/video0") == (found if found is None else f"{sockets.dev}/video{found}")


@pytest.mark.parametrize(
    "socket", [pytest.param(None, id="no /sys"), pytest.param("", id="a virtual camera")]
)
def test_nothing_is_known_of_some(sockets: Sockets, socket: str | None) -> None:
    """Where neither link nor socket is told, nobody has been met, and the number decides."""
    known = Acquaintances(sockets.dev, sockets.sysfs)
    device = sockets.plug(0, "HD Webcam", socket)
    known.note(device, device)
    assert identify(device, sockets.dev, sockets.sysfs) is None
    assert not known.has_met(device)
    sockets.clear()
    sockets.plug(0, "Phone", socket)
    assert tried(sockets, device, known) == device


def test_the_node_without_pictures_is_not_taken(sockets: Sockets) -> None:
    """Of the nodes of one camera, with one name and one socket, the very one is found."""
    known = Acquaintances(sockets.dev, sockets.sysfs)
    known.note("a", sockets.plug(0, "HD Webcam", "1-4"))
    sockets.clear()
    sockets.plug(2, "HD Webcam", "1-4", index="1")
    second = sockets.plug(3, "HD Webcam", "1-4")
    assert known.find("a") == second


def tried(sockets: Sockets, device: str, known: Acquaintances) -> str:
    """Give the device that opening tries: a plain file gives no pictures, which is said of it."""
    with pytest.raises(OpenFailedError, match="is busy or gives no pictures") as caught:
        open_same(device, known, dev=sockets.dev, sysfs=sockets.sysfs)
    return caught.value.detail.partition(" ")[0]


def test_it_is_opened_where_it_is_now(sockets: Sockets) -> None:
    """A camera met at one path is opened at another, though somebody else has the old one."""
    known = Acquaintances(sockets.dev, sockets.sysfs)
    device = sockets.plug(0, "HD Webcam", "1-4")
    assert tried(sockets, device, known) == device
    known.note(device, device)
    sockets.clear()
    sockets.plug(0, "Phone", "1-2")
    moved = sockets.plug(2, "HD Webcam", "1-4")
    assert tried(sockets, device, known) == moved


def test_nobody_else_is_opened_in_its_place(sockets: Sockets) -> None:
    """While it is unplugged it is gone, and the one that took its number is left alone."""
    known = Acquaintances(sockets.dev, sockets.sysfs)
    device = sockets.plug(0, "HD Webcam", "1-4")
    known.note(device, device)
    sockets.clear()
    sockets.plug(0, "Phone", "1-2")
    with pytest.raises(OpenFailedError, match="video0 is unplugged: plug it in again") as caught:
        open_same(device, known, dev=sockets.dev, sysfs=sockets.sysfs)
    assert caught.value.reason is Reason.CAMERA_GONE


def test_a_link_leads_by_itself(sockets: Sockets) -> None:
    """A camera named by a link of one's own is opened through it, wherever that leads."""
    known, link = Acquaintances(sockets.dev, sockets.sysfs), sockets.dev / "video-desk"
    known.note(str(link), sockets.plug(*DESK))
    sockets.clear()
    link.symlink_to(sockets.plug(4, "HD Webcam", "1-2"))
    assert tried(sockets, str(link), known) == str(link)


@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        pytest.param([(2, *DESK[1:])], "video2 is busy", id="another number"),
        pytest.param([(1, "HD Webcam", "1-2", "")], "video1 is busy", id="another socket"),
        pytest.param(
            [(0, "HD Webcam", "1-2", ""), (1, *DESK[1:])], "video1 is busy", id="of twins, the same"
        ),
        pytest.param(
            [(0, "HD Webcam Pro", "1-2", ""), (1, "Old webcam", "1-3", "")],
            "fits several",
            id="not guessed",
        ),
        pytest.param([OTHER], "the camera webcam is unplugged", id="no such name"),
    ],
)
def test_a_name_is_looked_up_each_time(
    sockets: Sockets, after: list[Plugged], outcome: str
) -> None:
    """By its name a camera is found wherever it is: itself rather than a twin, and no guess."""
    known = Acquaintances(sockets.dev, sockets.sysfs)
    known.note("webcam", sockets.plug(*DESK))
    sockets.clear()
    for camera in after:
        sockets.plug(*camera)
    with pytest.raises(OpenFailedError, match=outcome):
        open_named("webcam", known, dev=sockets.dev, sysfs=sockets.sysfs)


@pytest.mark.parametrize(
    ("text", "called"), [("0", "/dev/video0"), ("/dev/video0", "/dev/video0"), ("webcam", "webcam")]
)
def test_a_source_opened_again_is_the_same_camera(sockets: Sockets, text: str, called: str) -> None:
    """What was met through one source is known to the next, by number, path or name."""
    known = Acquaintances(sockets.dev, sockets.sysfs)
    known.note(called, sockets.plug(*DESK))
    sockets.clear()
    sockets.plug(3, *DESK[1:])
    with pytest.raises(CameraUnavailable, match=f"{sockets.dev}/video3 is busy"):
        open_source(text, known=known)


def test_a_camera_that_moved_is_looked_for_where_it_is(sockets: Sockets) -> None:
    """Who else holds it is asked of the device where the camera is now, not where it was."""
    device = sockets.plug(*LINKED)
    known = Acquaintances(sockets.dev, sockets.sysfs)
    known.note(device, device)
    assert find_device(device, known) == device
    sockets.clear()
    assert find_device(device, known) is None
    other = sockets.plug(0, "Phone", "1-2")
    now_at = sockets.plug(2, *LINKED[1:])
    assert find_device(device, known) == now_at != other
    assert find_device("/dev/video7", known) == "/dev/video7"  # one that was never met
