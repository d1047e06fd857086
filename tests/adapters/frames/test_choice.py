"""What SRC may be, and what is said when it is something else."""

import sys
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from sitwell.adapters.frames import open_source
from sitwell.errors import BadSource, BadUsage, CameraUnavailable

from .conftest import MakeVideo


def _fill(name: str, content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def _sound(folder: Path) -> Path:
    with wave.open(str(folder / "sound.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(8000))
    return folder / "sound.wav"


def _bad_pictures(folder: Path) -> Path:
    for name in ("1.png", "2.png"):
        (folder / name).write_bytes(b"hello")
    return folder


BAD_SOURCES = [
    pytest.param(_fill("empty.mp4", b""), "is empty", id="0 bytes"),
    pytest.param(_fill("junk.mp4", bytes(range(256)) * 40), "holds no video", id="junk"),
    pytest.param(
        _fill("notes.txt", b"sit up\n" * 99), "holds no video", id="text FFmpeg would play"
    ),
    pytest.param(
        _fill("list.m3u8", b"#EXTM3U\nhttp://192.0.2.1/a.ts\n"), "holds no video", id="playlist"
    ),
    pytest.param(_sound, "holds no video", id="sound without pictures"),
    pytest.param(_fill("bad.png", b"hello"), "not a picture", id="bad picture"),
    pytest.param(lambda folder: folder, "no pictures in", id="empty folder"),
    pytest.param(_bad_pictures, "none of the 2 pictures", id="folder of bad pictures"),
    pytest.param(lambda _: Path("/dev/null"), "neither a file", id="neither file nor folder"),
]


@pytest.mark.parametrize(("make", "words"), BAD_SOURCES)
def test_what_gives_no_picture_is_refused_on_opening(
    make: Callable[[Path], Path],
    words: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Something that exists but shows nothing is an error at once, on one line, in silence."""
    path = make(tmp_path)
    with pytest.raises(BadSource, match=words) as caught:
        open_source(str(path))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr().err == ""


def test_half_an_mp4_without_its_index_is_refused(make_video: MakeVideo, tmp_path: Path) -> None:
    """A recording cut off before its index was written gives not one frame."""
    whole = make_video(count=30).read_bytes()
    torn = tmp_path / "torn.mp4"
    torn.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadSource, match="holds no video"):
        open_source(str(torn))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("/nowhere/clip.mp4", id="a missing file"),
        pytest.param("nobody's camera", id="an unknown name"),
        pytest.param("", id="nothing"),
        pytest.param("  ", id="blanks"),
        pytest.param("a" * 5000, id="too long for a name"),
        pytest.param("a\0b", id="a NUL"),
        pytest.param("-1", id="a negative number"),
        pytest.param("²", id="a digit that is no number"),
        pytest.param("ftp://localhost/a.mp4", id="another scheme"),
        pytest.param("http://", id="an address without a host"),
        pytest.param("http://[::1/a", id="an address that cannot be parsed"),
        pytest.param("file:///etc/passwd", id="a file address"),
    ],
)
def test_what_does_not_exist_is_bad_usage(text: str) -> None:
    """A SRC that names nothing is answered with what it may be, exit code 2."""
    with pytest.raises(BadUsage, match=r"give a camera .* a video file, a folder") as caught:
        open_source(text)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux device paths")
@pytest.mark.parametrize("text", ["97", "/dev/video97"])
def test_a_camera_that_is_not_there_is_unavailable(text: str) -> None:
    """A camera number or device path without a camera is exit code 4, not a usage error."""
    with pytest.raises(CameraUnavailable, match="no camera") as caught:
        open_source(text)
    assert caught.value.exit_code == 4
    assert text in str(caught.value)


@pytest.mark.parametrize("interval_s", [-1.0, float("nan"), float("inf")])
def test_an_impossible_interval_is_refused(interval_s: float, make_video: MakeVideo) -> None:
    """An interval is 0 or more; anything else is a mistake in our own code."""
    with pytest.raises(ValueError, match="interval_s"):
        open_source(str(make_video()), interval_s=interval_s)


def test_a_file_called_like_a_camera_needs_its_folder(
    make_video: MakeVideo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """'./0' is a file where '0' is a camera, and the suffix of a video does not matter."""
    make_video().rename(tmp_path / "0")
    monkeypatch.chdir(tmp_path)
    with open_source("./0") as source:
        assert not source.is_live


def test_a_name_that_looks_like_a_protocol_is_still_a_file(
    make_video: MakeVideo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FFmpeg does not get to read 'concat:clip.mp4' as an instruction."""
    make_video().rename(tmp_path / "concat:clip.mp4")
    monkeypatch.chdir(tmp_path)
    with open_source("concat:clip.mp4") as source:
        assert len(list(source.frames())) == 5
