"""What is remembered with a calibration: its camera, and that its place is the one in use.

The config holds camera and place of what is watched, so that `sitwell start`, and the start at
login, go by what was calibrated last. The camera of every other place is in the windows' folder,
to be chosen by itself when that place is calibrated again.
"""

from pathlib import Path

from sitwell import config, paths
from sitwell.desktop.settings import document
from sitwell.desktop.settings.entries import Value
from sitwell.errors import SitwellError
from sitwell.guard import files

_LARGEST_BYTES = 4000


def find_profile_in_use() -> str:
    """Give the config's profile; the usual one where the config cannot be read."""
    return _find_watch().profile


def name_unless_used(source: str | None) -> str | None:
    """Give what to begin a process with: None where the config has that camera.

    Everybody on this computer can read how a process was started, and an address may hold a
    password.
    """
    is_used = source is not None and is_same(source, _find_watch().source)
    return None if is_used else source


def list_options(source: str, profile: str) -> list[str]:
    """Give what `sitwell start` must be told to watch this camera and place: what is not used."""
    named = name_unless_used(source)
    place = [] if profile == _find_watch().profile else [f"--profile={profile}"]
    return place if named is None else [*place, f"--source={named}"]


def _find_watch() -> config.WatchSettings:
    try:
        return config.load(paths.config_file()).watch
    except SitwellError:
        return config.WatchSettings()  # the camera's process says what is wrong with it


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
