"""Files for their owner alone: 0600 in folders 0700, whatever the umask, and never through a link.

Raises OSError throughout, with words in `strerror` that can be shown to the person.
"""

import errno
import os
import stat
import tempfile
from pathlib import Path

_IS_LINK = "it is a symbolic link; name the file that it leads to"
_IS_SPECIAL = "it is not a plain file"
# Between a look and the opening a link or a pipe could appear: the first is refused by this, and
# the second is not waited for.
_UNMOVED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def make_folder(folder: Path) -> None:
    """Create a folder, and what is missing above it, 0700; one that is there keeps its mode.

    Raises:
        OSError: If it cannot be created, or something else has its name.
    """
    for missing in reversed([f for f in (folder, *folder.parents) if not f.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
        missing.chmod(0o700)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def refuse_link(path: Path) -> None:
    """Refuse what is no plain file of its own; nothing there is fine.

    Raises:
        OSError: If it is a link, a folder, a pipe or a device.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    _refuse_special(mode, path)


def _refuse_special(mode: int, path: Path) -> None:
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, _IS_LINK, str(path))
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, _IS_SPECIAL, str(path))


def open_private(path: Path, flags: int) -> int:
    """Open a file to write, 0600, in folders that are made where they are missing.

    A file that others may read is narrowed. Gives a descriptor that the caller closes.

    Raises:
        OSError: If it cannot be opened, or is no plain file of its own.
    """
    make_folder(path.parent)
    refuse_link(path)
    handle = os.open(path, flags | os.O_CREAT | _UNMOVED, 0o600)
    try:
        mode = os.fstat(handle).st_mode
        _refuse_special(mode, path)
        # What was just created under an odd umask may lack even the owner's rights.
        _narrow(handle, stat.S_IMODE(mode) & 0o700 or 0o600)
    except OSError:
        os.close(handle)
        raise
    return handle


def replace(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file whole, 0600 unless told otherwise, or not at all; the old one stays then.

    Raises:
        OSError: If it cannot be written, or what has its name is no plain file of its own.
    """
    refuse_link(path)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            _narrow(handle, mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read(path: Path, most_bytes: int) -> bytes:
    """Read a plain file that is no link and not larger than it could sensibly be.

    Raises:
        OSError: If it cannot be read, or is not such a file.
    """
    refuse_link(path)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | _UNMOVED)
    with os.fdopen(handle, "rb") as file:
        _refuse_special(os.fstat(handle).st_mode, path)
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {most_bytes:,} bytes", str(path))
    return content


def _narrow(handle: int, mode: int) -> None:
    if hasattr(os, "fchmod") and stat.S_IMODE(os.fstat(handle).st_mode) != mode:
        os.fchmod(handle, mode)


def is_open_to_all(path: Path) -> bool:
    """Say whether every user of this computer may change the file; never on Windows."""
    return os.name == "posix" and bool(path.stat().st_mode & stat.S_IWOTH)
