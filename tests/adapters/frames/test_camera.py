"""Finding cameras on Linux, and telling why one does not open."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitwell.adapters.frames import camera
from sitwell.adapters.frames.camera import open_device
from sitwell.adapters.frames.devices import Camera, find_by_name, list_cameras
from sitwell.adapters.frames.reader import OpenFailedError
from sitwell.core.reason import Reason
from sitwell.errors import BadUsage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux device paths")

Roots = tuple[Path, Path]


@pytest.fixture
def plug_in(tmp_path: Path) -> Callable[..., Roots]:
    """Give a function that makes a /dev and a /sys with these nodes: (number, name, index)."""

    def make(*nodes: tuple[int, str, int]) -> Roots:
        dev, sysfs = tmp_path / "dev", tmp_path / "sys"
        dev.mkdir()
        for number, name, index in nodes:
            (dev / f"video{number}").touch()
            folder = sysfs / f"video{number}"
            folder.mkdir(parents=True)
            (folder / "name").write_text(f"{name}\n")
            (folder / "index").write_text(f"{index}\n")
        return dev, sysfs

    return make


def test_cameras_are_listed_without_their_metadata_nodes(plug_in: Callable[..., Roots]) -> None:
    """Each webcam is listed once, by number, with its name."""
    dev, sysfs = plug_in((10, "Desk Cam", 0), (2, "HD Webcam", 0), (3, "HD Webcam", 1))
    assert list_cameras(dev, sysfs) == (
        Camera(str(dev / "video2"), "HD Webcam"),
        Camera(str(dev / "video10"), "Desk Cam"),
    )


CAMERAS = (
    Camera("/dev/video0", "HD Webcam"),
    Camera("/dev/video2", "HD Webcam Pro"),
    Camera("/dev/video4", "Desk Cam"),
    Camera("/dev/video6", "Desk Cam"),
)


@pytest.mark.parametrize(
    ("text", "device"),
    [
        pytest.param("hd webcam", "/dev/video0", id="the whole name wins over a part"),
        pytest.param("pro", "/dev/video2", id="a part of the name"),
        pytest.param("Desk Cam", "/dev/video4", id="the first of twins"),
        pytest.param("infrared", None, id="no such name"),
    ],
)
def test_a_camera_is_found_by_name(text: str, device: str | None) -> None:
    """A name, or a part of it, finds its camera whatever the case."""
    found = find_by_name(text, CAMERAS)
    assert (found.device if found else None) == device


def test_a_part_of_several_names_is_refused() -> None:
    """Rather than watch through the wrong camera, ask which one."""
    with pytest.raises(BadUsage, match="fits several cameras: choose one of /dev/video0"):
        find_by_name("cam", CAMERAS)


def test_no_camera_at_all_is_told_apart(plug_in: Callable[..., Roots]) -> None:
    """Without any camera the advice is to plug one in."""
    dev, sysfs = plug_in()
    with pytest.raises(OpenFailedError, match="no camera at all") as caught:
        open_device(str(dev / "video0"), dev=dev, sysfs=sysfs)
    assert caught.value.reason is Reason.CAMERA_GONE


def test_a_missing_camera_is_told_apart(plug_in: Callable[..., Roots]) -> None:
    """With other cameras there, they are named."""
    dev, sysfs = plug_in((0, "HD Webcam", 0))
    with pytest.raises(OpenFailedError, match=r"no camera at .*video7: .*\(HD Webcam\)") as caught:
        open_device(str(dev / "video7"), dev=dev, sysfs=sysfs)
    assert caught.value.reason is Reason.CAMERA_GONE


def test_a_camera_without_pictures_is_called_busy(
    plug_in: Callable[..., Roots], capfd: pytest.CaptureFixture[str]
) -> None:
    """A node that opens but gives no pictures (here: a plain file) is busy, said in silence."""
    dev, sysfs = plug_in((0, "HD Webcam", 0))
    with pytest.raises(OpenFailedError, match="is busy or gives no pictures: close") as caught:
        open_device(str(dev / "video0"), dev=dev, sysfs=sysfs)
    assert caught.value.reason is Reason.CAMERA_BUSY
    assert capfd.readouterr().err == ""


def test_a_node_whose_name_is_not_utf8_is_not_handed_on(tmp_path: Path) -> None:
    """OpenCV would crash."""
    node = tmp_path / os.fsdecode(b"video\xff")
    node.touch()
    with pytest.raises(OpenFailedError, match="is busy or gives no pictures"):
        open_device(str(node), dev=tmp_path, sysfs=tmp_path)


@pytest.mark.parametrize(
    ("number", "words", "reason"),
    [
        pytest.param(errno.EACCES, "not permitted: join the group", Reason.CAMERA_BUSY),
        pytest.param(errno.EBUSY, "busy: close the other", Reason.CAMERA_BUSY),
        pytest.param(errno.ENODEV, "no camera at", Reason.CAMERA_GONE),
    ],
)
def test_the_system_says_why(
    plug_in: Callable[..., Roots],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
    reason: Reason,
) -> None:
    """Not permitted, busy and gone are told apart by the system's error."""
    dev, sysfs = plug_in((0, "HD Webcam", 0))

    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(camera.os, "open", refuse)
    with pytest.raises(OpenFailedError, match=words) as caught:
        open_device(str(dev / "video0"), dev=dev, sysfs=sysfs)
    assert caught.value.reason is reason
