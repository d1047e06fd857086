"""Linux: a filter of system calls, which a process lays on itself and can never take off.

Needs no privileges. A refused call gives EACCES, so the program goes on and can say what happened.
The numbers are those of linux/prctl.h, linux/seccomp.h, linux/audit.h, linux/bpf_common.h and the
kernel's two tables of system calls.
"""

import ctypes
import errno
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass

_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_FILTER_FLAG_TSYNC = 1  # every thread of the process, also those that numpy has started
_ALLOW = 0x7FFF0000
_DENY = 0x00050000 | errno.EACCES
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_OFFSET, _ARCH_OFFSET, _ARGUMENTS_OFFSET = 0, 4, 16  # in struct seccomp_data
_X32_BIT = 0x40000000
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_MACHINES = tuple(_AUDIT_ARCH)
_NONE = -1  # the architecture has no such call

# Name → number on x86_64, on aarch64.
CALLS = {
    "seccomp": (317, 277),
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "io_uring_setup": (425, 425),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "open": (2, _NONE),
    "creat": (85, _NONE),
    "openat": (257, 56),
    "openat2": (437, 437),
    "open_by_handle_at": (304, 265),
    "truncate": (76, 45),
    "unlink": (87, _NONE),
    "unlinkat": (263, 35),
    "rename": (82, _NONE),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "link": (86, _NONE),
    "linkat": (265, 37),
    "symlink": (88, _NONE),
    "symlinkat": (266, 36),
    "mkdir": (83, _NONE),
    "mkdirat": (258, 34),
    "mknod": (133, _NONE),
    "mknodat": (259, 33),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One system call to refuse, always or by one of its arguments.

    Attributes:
        call: Its name in `CALLS`.
        argument: Which argument decides, from 0; None refuses the call whatever they are.
        bits: Refuse where the argument has any of these.
        only: Refuse where the argument is none of these; looked at where `bits` is 0.
    """

    call: str
    argument: int | None = None
    bits: int = 0
    only: tuple[int, ...] = ()


class Instruction(ctypes.Structure):
    """One BPF instruction (struct sock_filter)."""

    _fields_ = (
        ("code", ctypes.c_ushort),
        ("jump_true", ctypes.c_ubyte),
        ("jump_false", ctypes.c_ubyte),
        ("operand", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    """A BPF program (struct sock_fprog)."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.POINTER(Instruction)))


def is_known_machine() -> bool:
    """Say whether the numbers of this computer's system calls are known."""
    return platform.machine() in _MACHINES


def number(call: str) -> int:
    """Give the number of a system call on this computer; -1 if it has none."""
    return CALLS[call][_MACHINES.index(platform.machine())]


def install(rules: Iterable[Rule]) -> None:
    """Refuse these calls, and all of a foreign architecture, to every thread and child from now on.

    Raises:
        OSError: If the kernel does not take the filter.
    """
    instructions = write(rules)
    array = (Instruction * len(instructions))(*instructions)
    program = _Program(len(instructions), array)
    libc = ctypes.CDLL(None, use_errno=True)
    one, zero = ctypes.c_ulong(1), ctypes.c_ulong(0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, one, zero, zero, zero) != 0:
        raise OSError(ctypes.get_errno(), f"no_new_privs: {os.strerror(ctypes.get_errno())}")
    # A positive answer is the id of a thread that could not be brought under the filter.
    answer = libc.syscall(
        ctypes.c_long(number("seccomp")),
        ctypes.c_ulong(_SECCOMP_SET_MODE_FILTER),
        ctypes.c_ulong(_SECCOMP_FILTER_FLAG_TSYNC),
        ctypes.byref(program),
    )
    if answer != 0:
        code = errno.ESRCH if answer > 0 else ctypes.get_errno()
        raise OSError(code, f"seccomp: {os.strerror(code)}")


def write(rules: Iterable[Rule]) -> list[Instruction]:
    """Write the filter: each rule tests the call's number and ends in an answer where it fits."""
    machine = platform.machine()
    program = [
        Instruction(_LOAD, 0, 0, _ARCH_OFFSET),
        Instruction(_IF_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        Instruction(_RETURN, 0, 0, _DENY),
        Instruction(_LOAD, 0, 0, _NUMBER_OFFSET),
    ]
    if machine == "x86_64":
        program += [Instruction(_IF_AT_LEAST, 0, 1, _X32_BIT), Instruction(_RETURN, 0, 0, _DENY)]
    for rule in rules:
        if number(rule.call) != _NONE:
            answer = _answer(rule)
            program.append(Instruction(_IF_EQUAL, 0, len(answer), number(rule.call)))
            program += answer
    return [*program, Instruction(_RETURN, 0, 0, _ALLOW)]


def _answer(rule: Rule) -> list[Instruction]:
    deny, allow = Instruction(_RETURN, 0, 0, _DENY), Instruction(_RETURN, 0, 0, _ALLOW)
    if rule.argument is None:
        return [deny]
    # The low half of a 64-bit argument: both machines are little-endian, and flags are 32 bits.
    load = Instruction(_LOAD, 0, 0, _ARGUMENTS_OFFSET + 8 * rule.argument)
    if rule.bits:
        return [load, Instruction(_IF_ANY_BIT, 0, 1, rule.bits), deny, allow]
    tests = [
        Instruction(_IF_EQUAL, len(rule.only) - place, 0, value)
        for place, value in enumerate(rule.only)
    ]
    return [load, *tests, deny, allow]
