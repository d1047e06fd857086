"""macOS: the kernel's "no-network" sandbox. Not tested: written from its manual page.

Deprecated by Apple since 10.8 and still what other programs use. The machine code behind it is the
one of `sandbox-exec`.
"""

import ctypes
import errno
import socket

_SANDBOX_NAMED = 1


def forbid_network() -> None:
    """Enter the sandbox; there is no way out.

    Raises:
        OSError: If the system refuses.
    """
    message = ctypes.c_char_p()
    named = ctypes.c_uint64(_SANDBOX_NAMED)
    if ctypes.CDLL(None).sandbox_init(b"no-network", named, ctypes.byref(message)) != 0:
        reason = (message.value or b"no reason given").decode(errors="replace")
        raise OSError(errno.EPERM, f"sandbox: {reason}")


def find_leaks() -> tuple[str, ...]:
    """Send to the discard port of this machine: the sandbox refuses the send, not the socket."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.sendto(b"", ("127.0.0.1", 9))
        except PermissionError:
            return ()
        except OSError:
            pass
    return ("AF_INET",)
