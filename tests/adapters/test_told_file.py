"""The file that keeps when summaries were told."""

import sys
from datetime import date
from pathlib import Path

import pytest

from sitwell.adapters import told_file
from sitwell.core.day_end import Told
from sitwell.errors import SitwellError

DAY = date(2026, 3, 2)
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and links")


@pytest.mark.parametrize("told", [Told(), Told(DAY), Told(None, DAY), Told(DAY, DAY)], ids=str)
def test_what_is_kept_is_read(tmp_path: Path, told: Told) -> None:
    """What was kept is read again; a newer one takes its place."""
    path = tmp_path / "new" / "told.json"
    told_file.save(Told(date(2020, 1, 1)), path)
    told_file.save(told, path)
    assert told_file.load(path) == told


def test_nothing_is_kept(tmp_path: Path) -> None:
    """Where nothing is kept nothing was told, and nothing is created."""
    assert told_file.load(tmp_path / "data" / "told.json") == Told()
    assert list(tmp_path.iterdir()) == []


@posix
def test_it_is_its_owners(tmp_path: Path) -> None:
    """The file is 0600 in a folder 0700."""
    path = tmp_path / "data" / "told.json"
    told_file.save(Told(DAY), path)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut short"),
        pytest.param(b'{"schema": 2, "told": {"day": null, "week": null}}', id="another schema"),
        pytest.param(b'{"schema": 1, "told": {"day": "late", "week": null}}', id="no day"),
        pytest.param(b'{"schema": 1, "told": {"day": null, "week": null}, "x": 1}', id="more"),
        pytest.param(b" " * 2000, id="too large"),
    ],
)
def test_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """What was not written by us is refused in words that quote nothing of it."""
    path = tmp_path / "told.json"
    path.write_bytes(content)
    with pytest.raises(SitwellError, match=r"told\.json"):
        told_file.load(path)
    assert path.read_bytes() == content


@posix
def test_link_is_refused(tmp_path: Path) -> None:
    """Nothing is read or written through a link."""
    goal, path = tmp_path / "goal", tmp_path / "told.json"
    goal.write_bytes(b"precious")
    path.symlink_to(goal)
    with pytest.raises(SitwellError, match="symbolic link"):
        told_file.load(path)
    with pytest.raises(SitwellError, match="symbolic link"):
        told_file.save(Told(DAY), path)
    assert goal.read_bytes() == b"precious"
