"""The log of a watch: who may read it, how large it grows, and what is not in it."""

import json
import logging
import os
import stat
from pathlib import Path

import pytest

from sitwell.commands.journal import keep_log
from sitwell.guard import files

log = logging.getLogger("sitwell.test")


def test_the_log_turns_over_and_stays_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It turns over at its size, keeps two old ones, and each is 0600 whatever the umask."""
    monkeypatch.setattr("sitwell.commands.journal.LARGEST_BYTES", 1000)
    path, before = tmp_path / "sitwell.log", os.umask(0)
    try:
        with keep_log(path):
            for number in range(100):
                log.info("line %d", number)
    finally:
        os.umask(before)
    found = sorted(tmp_path.iterdir())
    assert [file.name for file in found] == ["sitwell.log", "sitwell.log.1", "sitwell.log.2"]
    for file in found:
        assert file.stat().st_size <= 1000
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert path.read_text().endswith("line 99\n")


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    """A log that would be written through a link is not written, and the watch goes on."""
    path, target = tmp_path / "sitwell.log", tmp_path / "target"
    target.write_text("mine")
    path.symlink_to(target)
    with keep_log(path):
        log.info("started")
    assert target.read_text() == "mine"


def test_a_full_disk_costs_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A line that cannot be written is lost in silence."""
    monkeypatch.setattr(files, "open_private", lambda _path, flags: os.open("/dev/full", flags))
    with keep_log(tmp_path / "sitwell.log"):
        log.info("lost")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("no camera: http://me:secret@10.0.0.7/video?t=1", "no camera: (an address)"),
        ("cannot read /home/me/Videos/me.mp4 (gone)", "cannot read (a file) (gone)"),
        (r"cannot read C:\Users\me\me.mp4", "cannot read (a file)"),
        ("two\nlines", "two lines"),
        ("nudge: sit_up", "nudge: sit_up"),
    ],
)
def test_nothing_personal_is_written(tmp_path: Path, words: str, written: str) -> None:
    """Addresses and files are left out, and each message stays on its line."""
    path = tmp_path / "sitwell.log"
    with keep_log(path):
        log.info("%s", words)
    (line,) = path.read_text().splitlines()
    moment, level, rest = line.split(None, 2)
    assert (level, rest) == ("info", written)
    assert "T" in moment


def test_the_log_as_json(tmp_path: Path) -> None:
    """With --log-json each line is an object: when, how grave, what."""
    path = tmp_path / "sitwell.log"
    with keep_log(path, as_json=True):
        log.info("camera on")
        try:
            raise ValueError("/etc/secret")
        except ValueError:
            log.exception("a fault")
    first, second = map(json.loads, path.read_text().splitlines())
    assert first.keys() == {"schema", "at", "level", "words"}
    assert (first["level"], first["words"]) == ("info", "camera on")
    assert "Traceback" in second["trace"]
    assert "/" not in second["trace"]


def test_the_last_warning_is_remembered(tmp_path: Path) -> None:
    """Of all messages the newest warning is the status' last error."""
    with keep_log(tmp_path / "sitwell.log") as last:
        assert last.fault is None
        log.warning("first")
        log.warning("second: %d", 2)
        log.info("later")
    assert last.fault is not None
    assert last.fault.words == "second: 2"
    assert last.fault.at.tzinfo is not None


def test_messages_reach_the_terminal_as_before(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Warnings reach stderr, and what is only for the log does not."""
    root, handler = logging.getLogger(), logging.StreamHandler()
    root.addHandler(handler)
    try:
        with keep_log(tmp_path / "sitwell.log"):
            log.info("quiet")
            log.warning("loud")
        log.info("quiet afterwards")
    finally:
        root.removeHandler(handler)
    assert capfd.readouterr().err == "loud\n"
