"""Files for their owner alone: their modes, what is in their place, and what survives a failure."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from file_modes import mode, umask
from sitwell.guard import files

pytestmark = [
    pytest.mark.timeout(30),  # a pipe that is waited for fails here
    pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes, links and pipes"),
]

LARGEST = 100
OLD, NEW = b"what was there", b"what is to be there"
UMASKS = [pytest.param(mask, id=f"{mask:03o}") for mask in (0o000, 0o022, 0o077, 0o777)]

Use = Callable[[Path], object]


def append(path: Path) -> None:
    """Open a file as the log is, and write."""
    handle = files.open_private(path, os.O_WRONLY | os.O_APPEND)
    os.write(handle, NEW)
    os.close(handle)


WRITERS: list[Use] = [append, lambda path: files.replace(path, NEW)]
USES: list[Use] = [*WRITERS, lambda path: files.read(path, LARGEST)]
every_writer = pytest.mark.parametrize("write", WRITERS, ids=["open_private", "replace"])
every_use = pytest.mark.parametrize("use", USES, ids=["open_private", "replace", "read"])


@every_writer
@pytest.mark.parametrize("mask", UMASKS)
def test_new_file_is_its_owners(as_nobody: Path, write: Use, mask: int) -> None:
    """A new file is 0600 whatever the umask, and can be read by who wrote it."""
    path = as_nobody / "file"
    with umask(mask):
        write(path)
        assert files.read(path, LARGEST) == NEW
    assert mode(path) == 0o600


@pytest.mark.parametrize("mask", UMASKS)
def test_new_folders_are_their_owners(as_nobody: Path, mask: int) -> None:
    """Folders that were missing are 0700, every one on the way, whatever the umask."""
    folder = as_nobody / "a" / "b" / "c"
    with umask(mask):
        files.make_folder(folder)
    assert [mode(path) for path in (folder, *folder.parents[:2])] == [0o700] * 3


@pytest.mark.parametrize("before", [0o755, 0o500, 0o777])
def test_folder_that_is_there_keeps_its_mode(tmp_path: Path, before: int) -> None:
    """A folder that was there is its owner's affair, and so are those above it."""
    there = tmp_path / "there"
    there.mkdir()
    there.chmod(before)
    files.make_folder(there)
    assert mode(there) == before
    files.make_folder(there / "new")
    assert (mode(there), mode(there / "new")) == (before, 0o700)


@pytest.mark.parametrize("place", ["file", "file/below", "dangling"])
def test_folder_where_something_else_is(tmp_path: Path, place: str) -> None:
    """A file, or a link to nowhere, is no folder and is not made one."""
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        files.make_folder(tmp_path / place)
    assert not (tmp_path / "nowhere").exists()


@every_writer
@pytest.mark.parametrize(
    ("before", "after"), [(0o644, 0o600), (0o666, 0o600), (0o640, 0o600), (0o600, 0o600)]
)
def test_wider_file_is_narrowed(tmp_path: Path, write: Use, before: int, after: int) -> None:
    """A file that others could read is its owner's alone once we have written it."""
    path = tmp_path / "file"
    path.write_bytes(OLD)
    path.chmod(before)
    write(path)
    assert mode(path) == after


@every_use
@pytest.mark.parametrize("leads_to", ["file", "folder", "nowhere"])
def test_link_is_refused(tmp_path: Path, use: Use, leads_to: str) -> None:
    """A link is refused in words, wherever it leads, and what it leads to stays as it is."""
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "folder").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / leads_to)
    with pytest.raises(OSError, match="symbolic link") as refused:
        use(link)
    assert refused.value.strerror == "it is a symbolic link; name the file that it leads to"
    assert (tmp_path / "file").read_bytes() == OLD
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "link"]


THINGS = [
    pytest.param(os.mkfifo, "not a plain file|No such device", id="pipe"),
    pytest.param(Path.mkdir, "Is a directory", id="folder"),
    pytest.param(lambda path: path.symlink_to("target"), "symbolic link", id="link"),
]
"""What may lie where a file should, and what is said of it: by us, or by the system."""


@every_use
@pytest.mark.parametrize(("make", "said"), THINGS)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, use: Use, make: Use, said: str) -> None:
    """A pipe, a folder or a link is refused, and a pipe is not waited for."""
    make(tmp_path / "file")
    with pytest.raises(OSError, match=said):
        use(tmp_path / "file")


@pytest.mark.parametrize("use", [USES[0], USES[2]], ids=["open_private", "read"])
@pytest.mark.parametrize(("make", "said"), THINGS)
def test_what_appears_after_the_look_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: Use, make: Use, said: str
) -> None:
    """What takes the file's place between our look and the opening is refused by the opening."""
    (tmp_path / "target").write_bytes(OLD)
    make(tmp_path / "file")
    monkeypatch.setattr(files, "refuse_link", lambda _: None)  # it looked just before
    with pytest.raises(OSError, match=said):
        use(tmp_path / "file")
    assert (tmp_path / "target").read_bytes() == OLD


def test_replacing_a_link_that_appears_follows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link that takes the file's place after our look is replaced, and its target stays."""
    (tmp_path / "target").write_bytes(OLD)
    (tmp_path / "file").symlink_to("target")
    monkeypatch.setattr(files, "refuse_link", lambda _: None)  # it looked just before
    files.replace(tmp_path / "file", NEW)
    assert not (tmp_path / "file").is_symlink()
    assert (tmp_path / "target").read_bytes() == OLD


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="looks at a device")
@every_use
def test_device_is_refused(use: Use) -> None:
    """A device that gives bytes without end is not read, and none is written to."""
    with pytest.raises(OSError, match="not a plain file"):
        use(Path("/dev/zero"))


WRITE_ON_A_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from sitwell.guard import files
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    files.replace(Path(sys.argv[1]), bytes(100_000))
except OSError as error:
    print(error.errno)
"""


def test_old_file_survives_a_failure(tmp_path: Path) -> None:
    """Where a file cannot be written whole the old one stays, and nothing else is left behind."""
    path = tmp_path / "file"
    path.write_bytes(OLD)
    words = [sys.executable, "-c", WRITE_ON_A_FULL_DISK, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout == f"{errno.EFBIG}\n"
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_old_file_survives_a_closed_folder(as_nobody: Path) -> None:
    """Where nothing may be written into the folder the old file stays as it is."""
    path = as_nobody / "file"
    files.replace(path, OLD)
    as_nobody.chmod(0o500)
    with pytest.raises(PermissionError):
        files.replace(path, NEW)
    assert path.read_bytes() == OLD


def test_nothing_is_left_beside_a_file(tmp_path: Path) -> None:
    """A file that was written whole is alone in its folder."""
    for content in (OLD, NEW):
        files.replace(tmp_path / "file", content)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_open_file_keeps_the_old_content(tmp_path: Path) -> None:
    """Whoever reads while a file is replaced goes on reading the old one, not half of each."""
    path = tmp_path / "file"
    files.replace(path, OLD)
    with path.open("rb") as reading:
        files.replace(path, NEW)
        assert reading.read() == OLD
    assert path.read_bytes() == NEW


@pytest.mark.parametrize(("size", "is_read"), [(0, True), (LARGEST, True), (LARGEST + 1, False)])
def test_large_file_is_refused(tmp_path: Path, size: int, is_read: bool) -> None:
    """A file of the largest size is read, and one of a byte more is refused in words."""
    path = tmp_path / "file"
    path.write_bytes(bytes(size))
    if is_read:
        assert len(files.read(path, LARGEST)) == size
        return
    with pytest.raises(OSError, match="larger than 100 bytes") as refused:
        files.read(path, LARGEST)
    assert refused.value.errno == errno.EFBIG


@pytest.mark.parametrize(("bits", "expected"), [(0o600, False), (0o644, False), (0o602, True)])
def test_open_to_all(tmp_path: Path, bits: int, expected: bool) -> None:
    """A file that every user may change is told from one that they may only read."""
    path = tmp_path / "file"
    path.touch()
    path.chmod(bits)
    assert files.is_open_to_all(path) is expected
