"""Takes from this process, for good, the means to reach a network. Needs no privileges.

MediaPipe 1.x uploads usage metrics from inside its native library and has no switch for it
(google-ai-edge/mediapipe#6291), so the worker seals itself before it imports MediaPipe. The rest of
the program, which holds the camera, is sealed as far as its source allows.

Only Linux is proven. macOS and Windows are written from their manuals and have not been run.
"""

import ctypes
import errno
import os
import platform
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from sitwell.errors import Unsealed
from sitwell.guard import landlock, macos, seccomp, windows
from sitwell.guard.seccomp import Rule

_CONSENT = (
    "MediaPipe would send usage metrics to Google; "
    "to allow that, set allow_mediapipe_telemetry = true under [privacy] in the config"
)

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_NO_NETWORK = tuple(
    Rule(call) for call in ("socket", "socketpair", "connect", "bind", "io_uring_setup")
)
_NO_ACTS = tuple(
    Rule(call)
    for call in (
        *("execve", "execveat", "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd"),
        *("creat", "openat2", "open_by_handle_at", "truncate", "unlink", "unlinkat", "rename"),
        *("renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "mkdir", "mkdirat"),
        *("mknod", "mknodat"),
    )
)
_NO_WRITING = (Rule("open", argument=1, bits=_WRITES), Rule("openat", argument=2, bits=_WRITES))
# The families that the program keeps: the desktop's notifications go over a local socket.
_LOCAL = (int(socket.AF_UNIX),) if hasattr(socket, "AF_UNIX") else ()
_INTERNET = (int(socket.AF_INET), int(socket.AF_INET6))
_NETLINK = 16  # how the C library asks which addresses this computer has before it looks up a name


@dataclass(frozen=True, slots=True)
class Seal:
    """What is in force on a process, once it was tried out.

    Attributes:
        words: What was shut, how, and how it was tried out, for people; empty where nothing was.
    """

    words: str

    @property
    def is_in_force(self) -> bool:
        """Whether anything was shut."""
        return bool(self.words)


OPEN = Seal("")
"""No seal: by consent in the config, or on a system where the program itself cannot have one."""


def seal_worker() -> Seal:
    """Deny every thread of this process, present and future, all that MediaPipe can do without.

    Linux x86_64 and aarch64: a socket of any family, io_uring, calls of a foreign architecture,
    starting a program, looking into another process, and changing any file. Local sockets are
    denied too, because name servers are asked through them (nscd, systemd-resolved). Pipes, shared
    memory and files that are open already work on. macOS: the kernel's "no-network" sandbox.
    Windows on x86-64: no function of this process that opens a socket or an internet session.

    Raises:
        Unsealed: If this system cannot be sealed, or the seal leaks.
    """
    try:
        words = _shut_worker()
    except OSError as error:
        raise Unsealed(f"the pose worker cannot be sealed ({error.strerror}): {_CONSENT}") from None
    reached = (*find_leaks(), *find_acts())
    if reached:
        raise Unsealed(f"the pose worker's seal leaks ({', '.join(reached)}): {_CONSENT}")
    return Seal(words)


def seal_program(ports: frozenset[int] = frozenset()) -> Seal:
    """Deny this process and all it starts every socket but local ones, which notifications need.

    Args:
        ports: Where the camera is an address: its TCP port. Sockets to the internet then stay
            possible, and TCP connects to these ports alone (Linux 6.7 and later).

    Raises:
        Unsealed: If Linux does not let itself be sealed. Other systems give `OPEN`.
    """
    if sys.platform != "linux" or not seccomp.is_known_machine():
        return OPEN
    families = (*_LOCAL, *_INTERNET, _NETLINK) if ports else _LOCAL
    try:
        found = landlock.forbid_ports(ports) if ports else 0
        seccomp.install((Rule("socket", argument=0, only=families), Rule("io_uring_setup")))
    except OSError as error:
        raise Unsealed(f"Sitwell cannot be sealed ({error.strerror}): {_CONSENT}") from None
    if ports:
        named = ", ".join(map(str, sorted(ports)))
        if found:
            return Seal(f"TCP goes to the camera's port alone, {named} (Landlock {found})")
        return Seal("open for the camera's address; Linux 6.7 and later would keep it to its port")
    reached = [name for name in find_leaks() if name != "AF_UNIX"]
    if reached:
        raise Unsealed(f"Sitwell's seal leaks ({', '.join(reached)}): {_CONSENT}")
    return Seal("only local sockets, for notifications (seccomp); one to the internet was refused")


def find_leaks() -> tuple[str, ...]:
    """Try to reach a network in every way that the seal denies; name the ways that were open.

    An attempt that fails for another reason than the seal counts as open.
    """
    if sys.platform == "darwin":
        return macos.find_leaks()
    if sys.platform == "win32":
        return windows.find_leaks()
    families = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK)
    reached = tuple(family.name for family in families if not _is_refused(family))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall(ctypes.c_long(seccomp.number("io_uring_setup")), ctypes.c_uint(1), None)
    return reached if ctypes.get_errno() == errno.EACCES else (*reached, "io_uring")


def find_acts() -> tuple[str, ...]:
    """Try to start a program and to open a file to write, on Linux; name what was possible."""
    if sys.platform != "linux":
        return ()
    possible = []
    try:
        os.execv("/sitwell/no such program", ("none",))
    except PermissionError:
        pass
    except OSError:
        possible.append("starting programs")
    try:
        os.close(os.open(os.devnull, os.O_WRONLY))
        possible.append("writing files")
    except PermissionError:
        pass
    return tuple(possible)


def count_filtered_threads(pid: int) -> tuple[int, int]:
    """Give how many threads of a process the kernel holds under a seccomp filter, and of how many.

    Linux; (0, 0) where the process is gone.
    """
    statuses = []
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        try:
            statuses.append(status.read_text(encoding="utf-8"))
        except OSError:  # the thread has ended meanwhile
            continue
    return sum("\nSeccomp:\t2\n" in status for status in statuses), len(statuses)


def _shut_worker() -> str:
    if sys.platform == "darwin":
        macos.forbid_network()
        return "sandbox: no network"
    if sys.platform == "win32":
        windows.forbid_network()
        return "no function that opens a socket or an internet session"
    if not seccomp.is_known_machine():
        raise OSError(errno.ENOSYS, f"no filter is known for {platform.machine()}")
    found = landlock.forbid_changes()
    seccomp.install((*_NO_NETWORK, *_NO_ACTS, *_NO_WRITING))
    lock = f"seccomp and Landlock {found}" if found else "seccomp"
    return f"no socket of any family, no program started, no file changed ({lock})"


def _is_refused(family: socket.AddressFamily) -> bool:
    try:
        socket.socket(family, socket.SOCK_DGRAM).close()
    except PermissionError:
        return True
    except OSError:
        return False
    return False
