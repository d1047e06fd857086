"""Takes from this process, for good, the means to reach a network. Needs no privileges.

MediaPipe 1.x uploads usage metrics from inside its native library and has no switch for it
(google-ai-edge/mediapipe#6291), so the worker seals itself before it imports MediaPipe.
"""

import ctypes
import errno
import os
import platform
import socket
import sys
from dataclasses import dataclass

from sitwell.errors import WorkerLost

_CONSENT = (
    "MediaPipe would send usage metrics to Google; "
    "to allow that, set allow_mediapipe_telemetry = true under [privacy] in the config"
)

# linux/prctl.h, linux/seccomp.h, linux/audit.h, linux/bpf_common.h
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_FILTER_FLAG_TSYNC = 1
_ALLOW = 0x7FFF0000
_DENY = 0x00050000 | errno.EACCES
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_OFFSET, _ARCH_OFFSET = 0, 4  # in struct seccomp_data
_X32_BIT = 0x40000000
_IO_URING_SETUP = 425  # the same on every architecture


@dataclass(frozen=True, slots=True)
class _Machine:
    """System call numbers of one Linux architecture."""

    audit_arch: int
    seccomp: int
    socket: int
    has_x32: bool


_MACHINES = {
    "x86_64": _Machine(audit_arch=0xC000003E, seccomp=317, socket=41, has_x32=True),
    "aarch64": _Machine(audit_arch=0xC00000B7, seccomp=277, socket=198, has_x32=False),
}


class _Instruction(ctypes.Structure):
    """One BPF instruction (struct sock_filter)."""

    _fields_ = (
        ("code", ctypes.c_ushort),
        ("jump_true", ctypes.c_ubyte),
        ("jump_false", ctypes.c_ubyte),
        ("operand", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    """A BPF program (struct sock_fprog)."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.POINTER(_Instruction)))


def seal() -> None:
    """Deny every thread of this process, present and future, and its children a new socket.

    Linux x86_64 and aarch64: `socket` of every family and `io_uring_setup` give EACCES, as does any
    call of a foreign architecture. Local sockets are denied too, because name servers are asked
    through them (nscd, systemd-resolved). Pipes and shared memory work on.

    Raises:
        WorkerLost: If this system cannot be sealed.
    """
    if sys.platform == "linux":
        _seal_linux()
    elif sys.platform == "darwin":
        _seal_macos()
    else:
        raise WorkerLost(f"the pose worker cannot be sealed on {platform.system()}: {_CONSENT}")


def prove_sealed() -> None:
    """Try to reach a network in every way that `seal` denies, and be refused.

    Raises:
        WorkerLost: If any of them succeeds, or fails for another reason than the seal.
    """
    reached = _reach_macos() if sys.platform == "darwin" else _reach_linux()
    if reached:
        raise WorkerLost(f"the pose worker's seal leaks ({', '.join(reached)}): {_CONSENT}")


def _seal_linux() -> None:
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        raise WorkerLost(
            f"the pose worker cannot be sealed on Linux {platform.machine()}: {_CONSENT}"
        )
    libc = ctypes.CDLL(None, use_errno=True)
    instructions = _write_filter(machine)
    array = (_Instruction * len(instructions))(*instructions)
    program = _Program(len(instructions), array)
    one, zero = ctypes.c_ulong(1), ctypes.c_ulong(0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, one, zero, zero, zero) != 0:
        _refuse("no_new_privs", ctypes.get_errno())
    # A positive answer is the id of a thread that could not be brought under the filter.
    answer = libc.syscall(
        ctypes.c_long(machine.seccomp),
        ctypes.c_ulong(_SECCOMP_SET_MODE_FILTER),
        ctypes.c_ulong(_SECCOMP_FILTER_FLAG_TSYNC),
        ctypes.byref(program),
    )
    if answer != 0:
        _refuse("seccomp", errno.ESRCH if answer > 0 else ctypes.get_errno())


def _refuse(what: str, code: int) -> None:
    raise WorkerLost(f"the pose worker cannot be sealed ({what}: {os.strerror(code)}): {_CONSENT}")


def _write_filter(machine: _Machine) -> list[_Instruction]:
    denied = [(_IF_EQUAL, machine.socket), (_IF_EQUAL, _IO_URING_SETUP)]
    if machine.has_x32:
        denied.insert(0, (_IF_AT_LEAST, _X32_BIT))
    to_refusal = len(denied) + 2  # from the first test: over the load, the tests, the permission
    return [
        _Instruction(_LOAD, 0, 0, _ARCH_OFFSET),
        _Instruction(_IF_EQUAL, 0, to_refusal, machine.audit_arch),
        _Instruction(_LOAD, 0, 0, _NUMBER_OFFSET),
        *(
            _Instruction(test, len(denied) - place, 0, number)
            for place, (test, number) in enumerate(denied)
        ),
        _Instruction(_RETURN, 0, 0, _ALLOW),
        _Instruction(_RETURN, 0, 0, _DENY),
    ]


def _reach_linux() -> list[str]:
    reached = [
        family.name
        for family in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK)
        if not _is_refused(family)
    ]
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall(ctypes.c_long(_IO_URING_SETUP), ctypes.c_uint(1), None)
    if ctypes.get_errno() != errno.EACCES:
        reached.append("io_uring")
    return reached


def _is_refused(family: socket.AddressFamily) -> bool:
    try:
        socket.socket(family, socket.SOCK_DGRAM).close()
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def _seal_macos() -> None:
    """Enter the kernel's "no-network" sandbox. Not tested: written from its manual page."""
    libsystem = ctypes.CDLL(None)
    message = ctypes.c_char_p()
    named = ctypes.c_uint64(1)  # SANDBOX_NAMED
    if libsystem.sandbox_init(b"no-network", named, ctypes.byref(message)) != 0:
        reason = (message.value or b"no reason given").decode(errors="replace")
        raise WorkerLost(f"the pose worker cannot be sealed (sandbox: {reason}): {_CONSENT}")


def _reach_macos() -> list[str]:
    """Send to the discard port of this machine: the sandbox refuses the send, not the socket."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.sendto(b"", ("127.0.0.1", 9))
        except PermissionError:
            return []
        except OSError:
            pass
    return ["AF_INET"]
