"""The file that keeps a pause: what is read again, and what is refused without harm."""

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from sitwell.adapters import wish_file
from sitwell.core.duty import LONGEST_S, Wish
from sitwell.core.reason import Reason
from sitwell.errors import SitwellError

END = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)
PAUSE = Wish(Reason.PAUSED, END, 1800.0)
SECRET = "precious"
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes, links and pipes")


@pytest.mark.parametrize(
    "wish",
    [
        pytest.param(PAUSE, id="a pause"),
        pytest.param(Wish(Reason.PAUSED), id="until told"),
        pytest.param(Wish(Reason.SNOOZED, END, LONGEST_S), id="a snooze"),
        pytest.param(
            Wish(Reason.PAUSED, END.astimezone(timezone(timedelta(hours=5.5))), 0.25),
            id="another time zone",
        ),
    ],
)
def test_what_is_kept_is_read(tmp_path: Path, wish: Wish) -> None:
    """What was kept is read again, to the moment; a newer one takes its place."""
    path = tmp_path / "new" / "wish.json"
    wish_file.save(Wish(Reason.SNOOZED, END, 1.0), path)
    wish_file.save(wish, path)
    assert wish_file.load(path) == wish
    assert len(path.read_bytes()) < 200


def test_nothing_is_kept(tmp_path: Path) -> None:
    """Where nothing is kept nothing is read, removed or created."""
    path = tmp_path / "data" / "wish.json"
    assert wish_file.load(path) is None
    wish_file.remove(path)
    assert list(tmp_path.iterdir()) == []


@posix
def test_it_is_its_owners_and_goes(tmp_path: Path) -> None:
    """The file is 0600 in a folder 0700, and gone once the rest is over."""
    path = tmp_path / "data" / "wish.json"
    wish_file.save(PAUSE, path)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    wish_file.remove(path)
    assert list(path.parent.iterdir()) == []


def page(**change: object) -> bytes:
    """Give a page as it is written, with some of the wish changed."""
    wish = {"rest": "paused", "until": "2026-03-02T14:30:00Z", "length_s": 1800.0}
    return json.dumps({"schema": 1, "wish": wish | change}).encode()


HOSTILE = [
    pytest.param(b"", id="empty"),
    pytest.param(b"\x00" * 300, id="zeros"),
    pytest.param(b"\xff\xfe{}", id="no UTF-8"),
    pytest.param(b"null", id="null"),
    pytest.param(b"[]", id="a list"),
    pytest.param(b"[" * 900, id="deep"),
    pytest.param(b"{}", id="bare"),
    pytest.param(page()[:-5], id="cut off"),
    pytest.param(page() * 2, id="two"),
    pytest.param(page() + b" " * 1000, id="huge"),
    pytest.param(page().replace(b'"schema": 1', b'"schema": 2'), id="a newer schema"),
    pytest.param(page(rest="locked"), id="no wish of a person"),
    pytest.param(page(rest="asleep at the wheel"), id="unknown rest"),
    pytest.param(page(rest=None), id="no rest"),
    pytest.param(page(rest=["paused"]), id="a list of rests"),
    pytest.param(page(more=1), id="a key too many"),
    pytest.param(page(length_s=float("nan")), id="NaN"),
    pytest.param(page(length_s=float("inf")), id="infinite"),
    pytest.param(page().replace(b"1800.0", b"1e999"), id="a number too large"),
    pytest.param(page(length_s=LONGEST_S + 1.0), id="longer than a week"),
    pytest.param(page(length_s=0.0), id="no time at all"),
    pytest.param(page(length_s=-1800.0), id="negative"),
    pytest.param(page(length_s="1800"), id="a text for a number"),
    pytest.param(page(length_s=None), id="an end without a length"),
    pytest.param(page(until=None), id="a length without an end"),
    pytest.param(page(rest="snoozed", until=None, length_s=None), id="a snooze for ever"),
    pytest.param(page(until="2026-03-02T14:30:00"), id="no time zone"),
    pytest.param(page(until="tomorrow"), id="no moment"),
    pytest.param(page(until="12026-03-02T14:30:00Z"), id="no calendar goes so far"),
    pytest.param(page(until=1e300), id="a number for a moment"),
]


@pytest.mark.parametrize("content", HOSTILE)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """What Sitwell did not write is refused on one line that quotes nothing of it, and stays."""
    path = tmp_path / "wish.json"
    path.write_bytes(content)
    with pytest.raises(SitwellError, match=r"^the pause that was kept (is damaged|cannot be read)"):
        wish_file.load(path)
    assert path.read_bytes() == content


def test_the_damage_is_what_is_refused(tmp_path: Path) -> None:
    """Undamaged, the page that the hostile ones are made from is read."""
    path = tmp_path / "wish.json"
    path.write_bytes(page())
    assert wish_file.load(path) == PAUSE


THINGS = [
    pytest.param(lambda path: path.symlink_to(path.with_name("target")), id="link"),
    pytest.param(lambda path: path.symlink_to("/dev/zero"), id="link to a device"),
    pytest.param(Path.mkdir, id="folder"),
    pytest.param(os.mkfifo, id="pipe"),
]


@posix
@pytest.mark.timeout(30)  # a pipe that is waited for fails here
@pytest.mark.parametrize("make", THINGS)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A link, a folder or a pipe in its place is neither read nor written through."""
    path, target = tmp_path / "wish.json", tmp_path / "target"
    target.write_text(SECRET)
    make(path)
    with pytest.raises(SitwellError, match="cannot be read"):
        wish_file.load(path)
    with pytest.raises(SitwellError, match="cannot be kept on disk"):
        wish_file.save(PAUSE, path)
    assert target.read_text() == SECRET


@posix
def test_a_link_is_removed_alone(tmp_path: Path) -> None:
    """A link that is removed leaves what it leads to; a folder is not removed, in one line."""
    path, target = tmp_path / "wish.json", tmp_path / "target"
    target.write_text(SECRET)
    path.symlink_to(target)
    wish_file.remove(path)
    assert not path.is_symlink()
    assert target.read_text() == SECRET
    path.mkdir()
    with pytest.raises(SitwellError, match="stays on disk"):
        wish_file.remove(path)


@posix
def test_a_folder_that_cannot_be_written(as_nobody: Path) -> None:
    """Where nothing can be written that is said on one line, and what was kept stays."""
    path = as_nobody / "wish.json"
    wish_file.save(PAUSE, path)
    as_nobody.chmod(0o500)
    with pytest.raises(SitwellError, match=r"cannot be kept on disk \(Permission denied\)"):
        wish_file.save(Wish(Reason.PAUSED), path)
    with pytest.raises(SitwellError, match="stays on disk"):
        wish_file.remove(path)
    assert wish_file.load(path) == PAUSE
