"""Which camera it is, whatever number Linux gives it this time."""

import os
from dataclasses import dataclass
from pathlib import Path

from sitwell.adapters.frames.devices import DEV, SYS, list_nodes, read_node


@dataclass(frozen=True, slots=True)
class Identity:
    """What stays of a camera when it is unplugged and plugged in again.

    Attributes:
        link: Its name in /dev/v4l/by-id, made of maker, model and serial number. Empty where it has
            none, and where it may be a twin's: two of one model without a serial number share one.
        name: What the maker calls it.
        place: The socket it is plugged into, as a path in /sys.
        index: Which of its nodes this is: "0" gives pictures.
    """

    link: str
    name: str
    place: str
    index: str

    def is_same(self, other: "Identity") -> bool:
        """Say whether both are one camera: by their links, or else by name and socket."""
        if self.link and other.link:
            return self.link == other.link
        mine, theirs = ((i.name, i.place, i.index) for i in (self, other))
        return bool(self.place) and mine == theirs


def identify(device: str, dev: Path = DEV, sysfs: Path = SYS) -> Identity | None:
    """Give who is behind a device now; None where nobody is, or nothing tells (no /sys, no udev).

    Args:
        device: E.g. "/dev/video0".
        dev: The folder of devices.
        sysfs: The folder with what the system knows of video devices.
    """
    links = _read_links(dev)
    link = links.get(device, "")
    name, index, place = _read_sysfs(device, sysfs)
    others = [node for node in list_nodes(dev) if node != device and node not in links]
    if name and any(_read_sysfs(node, sysfs)[:2] == (name, index) for node in others):
        link = ""  # a twin has none: whose it is depends on who was plugged in last
    return Identity(link, name, place, index) if link or place else None


def find_again(known: Identity, dev: Path = DEV, sysfs: Path = SYS) -> str | None:
    """Give the device behind which a camera is now; None while it is unplugged."""
    for device in list_nodes(dev):
        there = identify(device, dev, sysfs)
        if there is not None and known.is_same(there):
            return device
    return None


class Acquaintances:
    """The cameras met so far, by what the person calls them, so that they are known again.

        "/dev/video0" is opened: a webcam ... unplugged ... "/dev/video0" is the webcam at video2

    Kept in memory alone. A source's reader uses it from its thread, one source after the other.
    """

    def __init__(self, dev: Path = DEV, sysfs: Path = SYS) -> None:
        self._dev = dev
        self._sysfs = sysfs
        self._met: dict[str, Identity] = {}

    def has_met(self, called: str) -> bool:
        """Say whether a camera so called was opened before and could be told from others."""
        return called in self._met

    def find(self, called: str) -> str | None:
        """Give the device behind which it is now; None while it is unplugged or was never met."""
        known = self._met.get(called)
        return None if known is None else find_again(known, self._dev, self._sysfs)

    def note(self, called: str, device: str) -> None:
        """Remember who is behind a device that has been opened."""
        identity = identify(device, self._dev, self._sysfs)
        if identity is not None:
            self._met[called] = identity


def _read_links(dev: Path) -> dict[str, str]:
    """Give the name of the link that leads to each device that has one."""
    links = sorted((dev / "v4l" / "by-id").glob("*"))
    return {os.path.realpath(link): link.name for link in links}


def _read_sysfs(device: str, sysfs: Path) -> tuple[str, str, str]:
    """Give name, index and place, each empty where the system does not say."""
    node = sysfs / os.path.basename(device)
    place = node / "device"
    return (
        read_node(node / "name"),
        read_node(node / "index"),
        os.path.realpath(place) if place.exists() else "",
    )
