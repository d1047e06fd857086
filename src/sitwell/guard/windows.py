"""Windows on x86-64: the functions that open sockets and internet sessions answer "no".

Not tested: written from their manual pages. It is weaker than the kernel's seals of Linux and
macOS: the functions are overwritten in this process's own memory, so code that meant to could get
round it; MediaPipe, which calls WinINet, does not know of it. WinINet is also given a proxy that
nobody listens at, for this process alone (Microsoft KB226473).
"""

import ctypes
import errno
import platform
import socket
import sys
from typing import Any

_GIVE_ZERO = bytes.fromhex("31c0c3")  # xor eax, eax; ret: no handle
_GIVE_MINUS_ONE = bytes.fromhex("4883c8ffc3")  # or rax, -1; ret: INVALID_SOCKET, SOCKET_ERROR
_REFUSALS = {
    "wininet": (("InternetOpenA", _GIVE_ZERO), ("InternetOpenW", _GIVE_ZERO)),
    "winhttp": (("WinHttpOpen", _GIVE_ZERO),),
    "ws2_32": (
        ("socket", _GIVE_MINUS_ONE),
        ("WSASocketA", _GIVE_MINUS_ONE),
        ("WSASocketW", _GIVE_MINUS_ONE),
        ("connect", _GIVE_MINUS_ONE),
        ("WSAConnect", _GIVE_MINUS_ONE),
    ),
}
_WRITABLE_CODE = 0x40  # PAGE_EXECUTE_READWRITE
_OPTION_PROXY, _TYPE_PROXY = 38, 3
_NOWHERE = b"http://127.0.0.1:9"


class _ProxyInfo(ctypes.Structure):
    """INTERNET_PROXY_INFO."""

    _fields_ = (
        ("access", ctypes.c_ulong),
        ("proxy", ctypes.c_char_p),
        ("bypass", ctypes.c_char_p),
    )


def forbid_network() -> None:
    """Let this process open no socket and no internet session from now on.

    Raises:
        OSError: If this is not x86-64, or the system refuses.
    """
    if sys.platform != "win32" or platform.machine() != "AMD64":
        raise OSError(errno.ENOSYS, f"no seal is known for Windows on {platform.machine()}")
    loader: Any = ctypes.WinDLL
    _name_a_dead_proxy(loader("wininet"))
    kernel = loader("kernel32", use_last_error=True)
    for library, functions in _REFUSALS.items():
        for name, refusal in functions:
            _overwrite(kernel, getattr(loader(library), name), refusal, name)


def find_leaks() -> tuple[str, ...]:
    """Try to open a socket and an internet session; name what was open."""
    if sys.platform != "win32":
        return ("Windows",)
    reached = []
    try:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
        reached.append("AF_INET")
    except OSError:
        pass
    open_session = ctypes.WinDLL("wininet").InternetOpenW
    open_session.restype = ctypes.c_void_p
    if open_session("Sitwell", 0, None, None, 0):
        reached.append("WinINet")
    return tuple(reached)


def _name_a_dead_proxy(wininet: Any) -> None:
    info = _ProxyInfo(_TYPE_PROXY, _NOWHERE, b"")
    if not wininet.InternetSetOptionA(None, _OPTION_PROXY, ctypes.byref(info), ctypes.sizeof(info)):
        raise OSError(errno.EPERM, "WinINet refuses the proxy")


def _overwrite(kernel: Any, function: Any, code: bytes, name: str) -> None:
    address = ctypes.cast(function, ctypes.c_void_p)
    before = ctypes.c_ulong()
    size = ctypes.c_size_t(len(code))
    if not kernel.VirtualProtect(address, size, _WRITABLE_CODE, ctypes.byref(before)):
        raise OSError(errno.EPERM, f"Windows does not let {name} be shut")
    assert address.value is not None
    ctypes.memmove(address.value, code, len(code))
    kernel.VirtualProtect(address, size, before, ctypes.byref(before))
    process = ctypes.c_void_p(-1)  # this one
    kernel.FlushInstructionCache(process, address, size)
