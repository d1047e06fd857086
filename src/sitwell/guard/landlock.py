"""Linux 5.13 and later: takes a thread's right to change files or to reach network ports.

A second lock behind seccomp's, by what is reached and not by which call. Needs no privileges. It
binds the calling thread and those it starts later; threads that run already stay as they are.
linux/landlock.h; the calls have the same numbers on every architecture.
"""

import ctypes
import errno
import os
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PR_SET_NO_NEW_PRIVS = 38
_RULE_NET_PORT = 2
_BIND_TCP, _CONNECT_TCP = 1, 2
_ABSTRACT_SOCKETS, _SIGNALS = 1, 2

_EXECUTE, _WRITE_FILE = 1 << 0, 1 << 1
_REMOVE, _MAKE = 0b11 << 4, 0b1111111 << 6
_REFER, _TRUNCATE, _IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
# The version of Landlock that first knows a right.
_SINCE = {1: _EXECUTE | _WRITE_FILE | _REMOVE | _MAKE, 2: _REFER, 3: _TRUNCATE, 5: _IOCTL_DEVICE}
_NETWORK_SINCE, _SCOPE_SINCE = 4, 6


class _Ruleset(ctypes.Structure):
    """struct landlock_ruleset_attr: rights that are taken unless a rule gives them back."""

    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scope", ctypes.c_uint64),
    )


class _Port(ctypes.Structure):
    """struct landlock_net_port_attr."""

    _fields_ = (("allowed", ctypes.c_uint64), ("port", ctypes.c_uint64))


def version() -> int:
    """Give the kernel's version of Landlock; 0 where it has none or it is switched off."""
    answer = _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    return max(answer, 0)


def forbid_changes() -> int:
    """Take from this thread the right to write, make, remove or run a file, and to use TCP.

    Also to signal processes outside and to reach their abstract sockets, where the kernel knows
    how. Gives the version of Landlock that does it, 0 where there is none.

    Raises:
        OSError: If the kernel has Landlock and refuses.
    """
    found = version()
    if found == 0:
        return 0
    files = sum(rights for since, rights in _SINCE.items() if found >= since)
    network = _BIND_TCP | _CONNECT_TCP if found >= _NETWORK_SINCE else 0
    scope = _ABSTRACT_SOCKETS | _SIGNALS if found >= _SCOPE_SINCE else 0
    _restrict(_Ruleset(files, network, scope), ())
    return found


def forbid_ports(except_for: Iterable[int]) -> int:
    """Take from this thread the right to connect or listen by TCP, but for connecting to ports.

    Gives the version of Landlock that does it; 0 where the kernel cannot (before 6.7).

    Raises:
        OSError: If the kernel can and refuses.
    """
    found = version()
    if found < _NETWORK_SINCE:
        return 0
    _restrict(_Ruleset(0, _BIND_TCP | _CONNECT_TCP, 0), except_for)
    return found


def _restrict(ruleset: _Ruleset, ports: Iterable[int]) -> None:
    handle = _check(
        _call(
            _CREATE_RULESET,
            ctypes.byref(ruleset),
            ctypes.c_size_t(ctypes.sizeof(ruleset)),
            ctypes.c_uint32(0),
        )
    )
    try:
        for port in ports:
            rule = _Port(_CONNECT_TCP, port)
            _check(_call(_ADD_RULE, handle, _RULE_NET_PORT, ctypes.byref(rule), ctypes.c_uint32(0)))
        one, zero = ctypes.c_ulong(1), ctypes.c_ulong(0)
        ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, one, zero, zero, zero)
        _check(_call(_RESTRICT_SELF, handle, ctypes.c_uint32(0)))
    finally:
        os.close(handle)


def _call(number: int, *arguments: object) -> int:
    answer: int = ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *arguments)
    return answer


def _check(answer: int) -> int:
    if answer < 0:
        code = ctypes.get_errno() or errno.EINVAL
        raise OSError(code, f"Landlock: {os.strerror(code)}")
    return answer
