"""Which other programs hold the camera, from /proc: those of the same user, as others are hidden.

A program that holds the device need not take pictures: it may be about to, or have been refused.
PipeWire and its session manager are left out, as they hold cameras that nobody uses; a program that
takes pictures through them is therefore not seen here.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

PROC = Path("/proc")

EVERY_S = 5.0
"""Least time between two searches."""

MOST_SHARE = 0.005
"""Most of one core that searches may take: they become rarer where more files are open. With 10 000
of them a search takes 55 ms (measured), so there is one every 11 s."""

_BROKERS = ("pipewire", "wireplumber")
_MOST_ANCESTORS = 64


class CameraUsers:
    """Looks for programs that hold a camera, as often as `EVERY_S` and `MOST_SHARE` let it.

    Thread: one at a time. Raises nothing.
    """

    def __init__(
        self,
        find_cameras: Callable[[], Iterable[str]],
        proc: Path = PROC,
        spent: Callable[[], float] = time.thread_time,
    ) -> None:
        """Make one.

        Args:
            find_cameras: Gives the devices, e.g. "/dev/video0", at each search; links are followed.
            proc: Where the system shows its processes.
            spent: The processor time in seconds that was used so far.
        """
        self._find_cameras = find_cameras
        self._proc = proc
        self._spent = spent
        self._found: tuple[str, ...] | None = None
        self._next_s = float("-inf")

    def find(self, t: float) -> tuple[str, ...] | None:
        """Give their names, sorted and each once; None where processes cannot be listed.

        Args:
            t: The time in seconds on a clock that only runs forward.
        """
        if t >= self._next_s:
            start_s = self._spent()
            self._found = self._search()
            self._next_s = t + max(EVERY_S, (self._spent() - start_s) / MOST_SHARE)
        return self._found

    def _search(self) -> tuple[str, ...] | None:
        devices = {os.path.realpath(camera) for camera in self._find_cameras()}
        if not devices:
            return ()
        try:
            with os.scandir(self._proc) as entries:
                pids = [entry.name for entry in entries if entry.name.isdecimal()]
        except OSError:
            return None
        ours = str(os.getpid())
        holders = [pid for pid in pids if pid != ours and self._holds(pid, devices)]
        names = {self._read_name(pid) for pid in holders if not self._descends(pid, ours)}
        return tuple(sorted(name for name in names if not name.startswith(_BROKERS)))

    def _holds(self, pid: str, devices: set[str]) -> bool:
        return any(target in devices for target in self._list_open(pid))

    def _list_open(self, pid: str) -> Iterator[str]:
        try:
            folder = os.open(self._proc / pid / "fd", os.O_RDONLY | os.O_DIRECTORY)
        except OSError:  # of another user, or gone
            return
        try:
            for descriptor in os.listdir(folder):
                # By the folder, a third faster than by the whole path.
                with contextlib.suppress(OSError):  # closed meanwhile
                    yield os.readlink(descriptor, dir_fd=folder)
        except OSError:  # the process has ended meanwhile
            return
        finally:
            os.close(folder)

    def _descends(self, pid: str, ancestor: str) -> bool:
        for _ in range(_MOST_ANCESTORS):
            if pid == ancestor:
                return True
            pid = self._read_parent(pid)
            if pid in ("", "0"):
                return False
        return False

    def _read_parent(self, pid: str) -> str:
        # The name before it is in brackets, and may hold brackets and spaces itself.
        _, _, rest = self._read(pid, "stat").rpartition(")")
        fields = rest.split()
        return fields[1] if len(fields) > 1 else ""

    def _read_name(self, pid: str) -> str:
        name = "".join(c for c in self._read(pid, "comm").strip() if c.isprintable())
        return name or f"process {pid}"

    def _read(self, pid: str, name: str) -> str:
        try:
            return (self._proc / pid / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
