"""Whether a program records sound, as ALSA counts it.

PulseAudio and PipeWire record through ALSA while a program listens to them. Bluetooth headsets do
not go through it, so for them "no" is not certain.
"""

from collections.abc import Iterator
from pathlib import Path

SOUND = Path("/proc/asound")


def is_microphone_used(sound: Path = SOUND) -> bool | None:
    """Say whether any capture device runs; None where ALSA shows none."""
    states = list(_read_states(sound))
    return any("state: RUNNING" in state for state in states) if states else None


def _read_states(sound: Path) -> Iterator[str]:
    for status in sound.glob("card*/pcm*c/sub*/status"):
        try:
            yield status.read_text(encoding="utf-8", errors="replace")
        except OSError:  # the device has been unplugged meanwhile
            continue
