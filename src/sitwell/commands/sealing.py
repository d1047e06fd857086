"""Keeps the process that holds the camera from the internet."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from sitwell.config import Settings
from sitwell.errors import Unsealed
from sitwell.guard.seal import OPEN, Seal, seal_program

PORTS = {"http": 80, "https": 443, "rtsp": 554, "rtsps": 322}
"""Where a camera's address names none (RFC 9110, RFC 7826)."""


def seal_for(settings: Settings, sources: Sequence[str]) -> Seal:
    """Seal this process as far as its sources allow: none of them an address, nothing goes out.

    Raises:
        Unsealed: If that fails on Linux and the config does not allow to go on.
    """
    ports = {port for source in sources if (port := find_port(source)) is not None}
    try:
        return seal_program(frozenset(ports))
    except Unsealed:
        if not settings.privacy.allow_mediapipe_telemetry:
            raise
        return OPEN


def find_port(source: str) -> int | None:
    """Give the TCP port of a source that is an address; None for every other one.

    What looks like an address but cannot be used gives None too: nothing has to be reached for it.
    """
    if "://" not in source:
        return None
    try:
        parts = urlsplit(source)
        return parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
