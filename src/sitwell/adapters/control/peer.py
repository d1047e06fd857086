"""Who is at the other end of a local socket."""

import os
import socket
import struct

_CREDENTIALS = struct.Struct("3i")  # pid, user and group; `struct ucred` of unix(7)


def is_ours(connection: socket.socket) -> bool:
    """Say whether a process of this very user is at the other end, as the kernel tells it.

    Where the kernel cannot be asked (macOS from Python), the socket's 0600 has to do.
    """
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _, user, _ = _CREDENTIALS.unpack(raw)
    return bool(user == os.geteuid())
