"""What is remembered with a calibration: its camera, and that its place is the one in use.

The config holds camera and place of what is watched, so that `sitwell start`, and the start at
login, go by what was calibrated last. The camera of every other place is in the windows' folder,
to be chosen by itself when that place is calibrated again.
"""

from pathlib import Path

from sitwell import config, paths
from sitwell.desktop.settings import document
from sitwell.desktop.settings.entries import Value
from sitwell.desktop.welcome.places import USUAL
from sitwell.errors import SitwellError
from sitwell.guard import files

_LARGEST_BYTES = 4000


def find_profile_in_use() -> str:
    """Give the config's profile; the usual one where the config cannot be read."""
    try:
        return config.load(paths.config_file()).watch.profile
    except SitwellError:
        return USUAL  # the camera's process says what is wrong with it


def remember(source: str, profile: str) -> None:
    """Have this camera and place used from now on; comments in the config stay.

    Raises:
        SitwellError, OSError: If the config is wrong, or something cannot be written.
    """
    path = paths.config_file()
    watch = config.load(path).watch
    changes: dict[document.Place, Value | None] = {}
    if not is_same(watch.source, source):
        changes["watch", "source"] = source
    if watch.profile != profile:
        changes["watch", "profile"] = profile
    if changes:
        document.save(path, changes)
    note = _note(profile)
    files.make_folder(note.parent)
    files.replace(note, source.encode())


def recall_camera(profile: str) -> str | None:
    """Give the camera that a place was calibrated with; None where that is not known."""
    try:
        source = files.read(_note(profile), _LARGEST_BYTES).decode()
    except (OSError, ValueError):
        return None
    return source if source and source.isprintable() else None


def is_same(one: str, other: str) -> bool:
    """Say whether both name one camera; a number is a device on Linux."""
    return _device(one) == _device(other)


def _device(source: str) -> str:
    return f"/dev/video{int(source)}" if source.isascii() and source.isdecimal() else source


def _note(profile: str) -> Path:
    return paths.windows_folder() / f"{profile}.camera"
