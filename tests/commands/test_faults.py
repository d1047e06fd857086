"""What a person gets wrong, or finds broken: one clear line, the right exit code, nothing lost."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import SAMPLES, Desk

from clips import read_frames, write_pictures
from sitwell.adapters.landmarker import MODEL

CLIP = SAMPLES / "front" / "calibration.mp4"
LATIN_1 = os.fsdecode(b"\xff")  # in a name from before UTF-8
NO_CAMERA = "63"  # no computer has that many


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["nap"], "no such command 'nap'", id="command"),
        pytest.param(["replay"], "missing argument 'SRC'", id="argument"),
        pytest.param(["replay", CLIP, "--fast"], "no such option: --fast", id="option"),
        pytest.param(["replay", CLIP, "--readings"], "add --json", id="readings for people"),
        pytest.param(["calibrate", "--source"], "requires an argument", id="no value"),
        pytest.param(["calibrate", "--profile", "a/b"], "no profile name", id="profile"),
        pytest.param(["watch", "--speed", "fast"], "choose realtime or max", id="speed"),
        pytest.param(["watch", "--notifier", "loud"], "choose one of auto,", id="notifier"),
        pytest.param(["report", "--days", "0"], "'--days'", id="no days"),
        pytest.param(["report", "--day", "someday"], "'someday' is no day; write", id="day"),
        pytest.param(["report", "--format", "pdf"], "no format 'pdf'", id="format"),
        pytest.param(["score"], "missing argument 'PICTURE", id="no picture"),
    ],
)
def test_usage(calibrated: Desk, words: list[str | Path], said: str) -> None:
    """A wrong argument is exit code 2, with what is wrong and where help is."""
    outcome = calibrated.run(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.complaint


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        pytest.param("gone.mp4", None, 2, "there is no source", id="missing"),
        pytest.param("empty.mp4", b"", 1, "is empty", id="empty"),
        pytest.param("notes.mp4", b"Remember the milk.\n", 1, "no video", id="text"),
        pytest.param("noise.mp4", bytes(range(256)) * 64, 1, "no video", id="noise"),
        pytest.param("half.mp4", "half", 1, "no video", id="truncated before its index"),
    ],
)
def test_source(
    calibrated: Desk, name: str, content: bytes | str | None, code: int, said: str
) -> None:
    """A recording that cannot be read is named, with what to do about it."""
    path = calibrated.folder / name
    if content == "half":
        whole = CLIP.read_bytes()
        content = whole[: len(whole) // 2]
    if isinstance(content, bytes):
        path.write_bytes(content)
    outcome = calibrated.run("replay", path, "--json")
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.complaint
    assert name in outcome.complaint


def test_name_that_is_not_utf8(calibrated: Desk) -> None:
    """A video whose name would end OpenCV with a crash is refused; its pictures are read."""
    shutil.copy(CLIP, calibrated.folder / f"{LATIN_1}.mp4")
    outcome = calibrated.run("replay", f"{LATIN_1}.mp4")
    assert (outcome.code, outcome.out) == (1, "")
    assert "is not UTF-8: rename the file" in outcome.complaint
    folder = calibrated.folder / "pictures"
    folder.mkdir()
    write_pictures(folder, read_frames(CLIP, every=10))
    (folder / "000.png").rename(folder / f"{LATIN_1}.png")
    folder.rename(calibrated.folder / LATIN_1)
    assert calibrated.run("replay", LATIN_1).code == 0


def test_name_in_a_session_without_utf8(calibrated: Desk) -> None:
    """A video with an umlaut in its name is played where the locale knows none."""
    shutil.copy(CLIP, calibrated.folder / "rücken.mp4")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    outcome = calibrated.run("replay", "rücken.mp4", **plain)
    assert (outcome.code, outcome.err) == (0, "")


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_address_that_is_not_utf8(calibrated: Desk, scheme: str) -> None:
    """An address that would end OpenCV with a crash is no address, and keeps its password."""
    outcome = calibrated.run("watch", "--source", f"{scheme}://me:secret@127.0.0.1:1/{LATIN_1}")
    assert outcome.code == 2
    assert "cannot use the address" in outcome.complaint
    assert "secret" not in outcome.err


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["calibrate", "--source", NO_CAMERA], id="calibrate"),
        pytest.param(["watch", "--source", NO_CAMERA], id="watch"),
        pytest.param(["watch", "--source", "/dev/video63"], id="device"),
        pytest.param(["replay", NO_CAMERA], id="replay"),
    ],
)
def test_no_camera(calibrated: Desk, words: list[str]) -> None:
    """An absent camera is exit code 4 and says what to do; the baseline stays."""
    old = calibrated.baseline.read_bytes()
    outcome = calibrated.run(*words)
    assert outcome.code == 4
    assert "plug" in outcome.complaint or "--source" in outcome.complaint
    assert calibrated.baseline.read_bytes() == old


def test_default_camera_comes_from_the_config(calibrated: Desk) -> None:
    """The config's source is used where no other is named, and a bare number is a camera."""
    calibrated.config.write_text(f"[watch]\nsource = {NO_CAMERA}\n")
    outcome = calibrated.run("watch")
    assert outcome.code == 4
    assert f"camera {NO_CAMERA}" in outcome.complaint


def test_missing_model(calibrated: Desk) -> None:
    """A missing model is exit code 5 and named, with what to do."""
    outcome = calibrated.run("replay", CLIP, SITWELL_MODEL="/nowhere/pose.task")
    assert outcome.code == 5
    assert "/nowhere/pose.task" in outcome.complaint


def test_changed_model(calibrated: Desk) -> None:
    """A model changed by one byte is not used: exit code 5."""
    model = bytearray(MODEL.find().read_bytes())
    model[len(model) // 2] ^= 1
    path = calibrated.folder / "pose.task"
    path.write_bytes(model)
    outcome = calibrated.run("replay", CLIP, SITWELL_MODEL=str(path))
    assert outcome.code == 5
    assert "was changed" in outcome.complaint


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(None, "no baseline at", id="missing"),
        pytest.param("not json", "is not valid JSON", id="not json"),
        pytest.param({"schema": 99}, "newer than this Sitwell", id="newer"),
        pytest.param({"frames": "many"}, "has a bad frames", id="wrong type"),
        pytest.param({"created": float("nan")}, "nan is not finite", id="nan"),
        pytest.param({"created": "x" * 200_000}, "too large", id="huge"),
    ],
)
def test_baseline(desk: Desk, learnt: Path, change: object, said: str) -> None:
    """A baseline that cannot be used is exit code 3, is left as it is, and `calibrate` is named."""
    desk.baseline.parent.mkdir(parents=True)
    if isinstance(change, dict):
        desk.baseline.write_text(json.dumps(json.loads(learnt.read_text()) | change))
    elif isinstance(change, str):
        desk.baseline.write_text(change)
    old = desk.baseline.read_bytes() if desk.baseline.exists() else None
    outcome = desk.run("replay", CLIP)
    assert (outcome.code, outcome.out) == (3, "")
    assert said.lower() in outcome.complaint.lower()
    assert "'sitwell calibrate'" in outcome.complaint
    assert (desk.baseline.read_bytes() if desk.baseline.exists() else None) == old


@pytest.mark.parametrize("words", [["score", "me.jpg"], ["watch", "--source", CLIP]])
def test_not_calibrated(desk: Desk, words: list[str | Path]) -> None:
    """Whatever needs a baseline says so before it does anything else."""
    outcome = desk.run(*words)
    assert (outcome.code, outcome.out) == (3, "")
    assert "run 'sitwell calibrate' first" in outcome.complaint
    assert not desk.store.exists()


@pytest.mark.parametrize("command", [["replay", CLIP], ["score", CLIP], ["calibrate"], ["doctor"]])
def test_config(calibrated: Desk, command: list[str | Path]) -> None:
    """A config with a fault stops every command that reads it: exit code 2, file and key named."""
    calibrated.config.write_text("[nudges]\nmost_per_dya = 3\n")
    outcome = calibrated.run(*command)
    assert outcome.code == 2
    said = outcome.complaint
    assert str(calibrated.config) in said
    assert "[nudges] most_per_dya" in said
    assert "most_per_day" in said


def make_foreign(path: Path) -> None:
    """Make another program's database."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (name)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda path: path.write_text("songs"), "not a Sitwell record", id="text"),
        pytest.param(make_foreign, "not a Sitwell record", id="another program's"),
        pytest.param(lambda path: path.mkdir(), "cannot be", id="folder"),
    ],
)
@pytest.mark.parametrize("words", [["report"], ["watch", "--source", CLIP]])
def test_unusable_store(
    calibrated: Desk, words: list[str | Path], make: Callable[[Path], object], said: str
) -> None:
    """A file that is no record of ours is exit code 8 and left as it is."""
    make(calibrated.store)
    old = calibrated.store.read_bytes() if calibrated.store.is_file() else None
    outcome = calibrated.run(*words)
    assert (outcome.code, outcome.out) == (8, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
    assert (calibrated.store.read_bytes() if calibrated.store.is_file() else None) == old


def test_newer_store(calibrated: Desk) -> None:
    """The record of a newer Sitwell is exit code 8: update."""
    assert calibrated.run("report").code == 0
    connection = sqlite3.connect(calibrated.store)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    outcome = calibrated.run("report")
    assert outcome.code == 8
    assert "newer Sitwell" in outcome.err


@pytest.mark.parametrize("words", [["watch", "--source", CLIP]])
def test_locked_store(calibrated: Desk, words: list[str | Path]) -> None:
    """A record locked by another program is exit code 8 within seconds."""
    assert calibrated.run("report").code == 0
    connection = sqlite3.connect(calibrated.store, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    outcome = calibrated.run(*words)
    connection.close()
    assert outcome.code == 8
    assert "locked" in outcome.err


def test_read_only_disk(desk: Desk, learnt: Path, mount_disk: Callable[[str, str], Path]) -> None:
    """Where nothing can be written `watch` and `report` end with 8, and `replay` works."""
    mount_disk("data", "ro,size=64k")
    for words in (["watch", "--source", CLIP, "--baseline", learnt], ["report"]):
        outcome = desk.run(*words)
        assert outcome.code == 8
        assert outcome.err.startswith("sitwell: ")
        assert outcome.err.count("\n") == 1
    assert desk.run("replay", CLIP, "--baseline", learnt).code == 0
