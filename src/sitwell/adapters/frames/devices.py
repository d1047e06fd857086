"""Which cameras Linux knows, and which of them a person means."""

import os
from dataclasses import dataclass
from pathlib import Path

from sitwell.errors import BadUsage

DEV = Path("/dev")
SYS = Path("/sys/class/video4linux")


@dataclass(frozen=True, slots=True)
class Camera:
    """One device that gives pictures.

    Attributes:
        device: E.g. "/dev/video0".
        name: What the maker calls it; empty where the system does not say.
    """

    device: str
    name: str

    def __str__(self) -> str:
        return f"{self.device} ({self.name})" if self.name else self.device


def list_cameras(dev: Path = DEV, sysfs: Path = SYS) -> tuple[Camera, ...]:
    """Give the cameras by number; empty on systems other than Linux.

    A webcam shows up as several nodes of which only the one with index 0 gives pictures; the
    others carry metadata.
    """
    return tuple(
        Camera(node, read_node(sysfs / os.path.basename(node) / "name"))
        for node in list_nodes(dev)
        if read_node(sysfs / os.path.basename(node) / "index") in ("", "0")
    )


def list_nodes(dev: Path = DEV) -> tuple[str, ...]:
    """Give all video devices by number, those without pictures too."""
    nodes = [p for p in dev.glob("video*") if p.name.removeprefix("video").isdecimal()]
    return tuple(str(p) for p in sorted(nodes, key=lambda p: int(p.name.removeprefix("video"))))


def is_camera_path(text: str) -> bool:
    """Say whether `text` is a /dev/video path, or a link to one such as /dev/v4l/by-id/...

    The device need not be there.
    """
    return text.startswith("/dev/") and os.path.realpath(text).startswith("/dev/video")


def find_by_name(text: str, cameras: tuple[Camera, ...]) -> Camera | None:
    """Give the camera called `text`, or whose name contains it; case does not matter.

    Of several with one and the same name the first is meant. Raises BadUsage if `text` fits
    several names.
    """
    wanted = text.casefold()
    exact = [c for c in cameras if c.name.casefold() == wanted]
    found = exact or [c for c in cameras if wanted in c.name.casefold()]
    if len({c.name for c in found}) > 1:
        choices = ", ".join(map(str, found))
        raise BadUsage(f"{text!r} fits several cameras: choose one of {choices}")
    return found[0] if found else None


def read_node(path: Path) -> str:
    """Give a line of /sys; empty where the system does not say."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
