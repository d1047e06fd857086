"""Folders of pictures, and single ones."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from sitwell.adapters.frames import open_source, read_picture
from sitwell.adapters.frames.folder import sort_naturally
from sitwell.core.frame import Frame
from sitwell.errors import BadSource, BadUsage

from .conftest import BLUE, GREEN, RED, MakePicture, colour_of


def _play(path: Path) -> list[Frame]:
    with open_source(str(path)) as source:
        return [frame for frame in source.frames() if isinstance(frame, Frame)]


def test_pictures_come_as_people_count(make_picture: MakePicture, tmp_path: Path) -> None:
    """2 comes before 10, other files are left out, and each picture is a second."""
    for name, rgb in [("i10.png", BLUE), ("I2.PNG", GREEN), ("i1.bmp", RED)]:
        make_picture(f"set/{name}", rgb=rgb)
    (tmp_path / "set" / "notes.txt").write_text("not a picture")
    (tmp_path / "set" / "._i1.png").write_bytes(b"what macOS leaves beside a picture")
    frames = _play(tmp_path / "set")
    assert [frame.name for frame in frames] == ["i1.bmp", "I2.PNG", "i10.png"]
    assert [frame.t for frame in frames] == [0.0, 1.0, 2.0]
    assert [colour_of(frame.rgb) for frame in frames] == [RED, GREEN, BLUE]


@pytest.mark.parametrize("suffix", ["jpg", "jpeg", "png", "bmp", "webp"])
def test_every_kind_of_picture_is_read(make_picture: MakePicture, suffix: str) -> None:
    """All suffixes work, down to 8x8, in red-green-blue, contiguous."""
    frame = read_picture(make_picture(f"small.{suffix}", rgb=BLUE, size_wh=(8, 8)))
    assert frame.rgb.shape == (8, 8, 3)
    assert colour_of(frame.rgb) == BLUE
    assert frame.rgb.flags.c_contiguous
    assert (frame.name, frame.t) == (f"small.{suffix}", 0.0)


@pytest.mark.parametrize(
    "pixels",
    [
        pytest.param(np.full((8, 8), 255, np.uint8), id="grey"),
        pytest.param(np.full((8, 8, 4), 255, np.uint8), id="opaque alpha"),
        pytest.param(np.full((8, 8, 4), (255, 255, 255, 0), np.uint8), id="transparent alpha"),
        pytest.param(np.full((8, 8, 3), 65535, np.uint16), id="16 bits"),
    ],
)
def test_grey_and_alpha_become_rgb(tmp_path: Path, pixels: np.ndarray) -> None:
    """Whatever the channels, three of 8 bits come out, alpha being dropped."""
    path = tmp_path / "odd.png"
    cv2.imwrite(str(path), pixels)
    rgb = read_picture(path).rgb
    assert rgb.shape == (8, 8, 3)
    assert rgb.dtype == np.uint8
    assert rgb.min() == 255


def test_a_photo_lies_the_way_its_exif_says(make_picture: MakePicture, tmp_path: Path) -> None:
    """A phone's portrait photo, stored on its side, is turned upright."""
    content = make_picture("photo.jpg", size_wh=(32, 16)).read_bytes()
    tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"  # orientation 6
    exif = b"Exif\0\0" + tiff
    turned = tmp_path / "turned.jpg"
    marker = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big")
    turned.write_bytes(content[:2] + marker + exif + content[2:])
    assert read_picture(turned).rgb.shape == (32, 16, 3)


def test_names_need_not_be_ascii(make_picture: MakePicture, tmp_path: Path) -> None:
    """A picture with a foreign name is read like any other."""
    path = make_picture().rename(tmp_path / "sédentaire 坐.png")
    assert read_picture(path).name == "sédentaire 坐.png"


def test_an_unreadable_picture_is_skipped(
    make_picture: MakePicture, tmp_path: Path, warnings_logged: Callable[[], list[str]]
) -> None:
    """A broken picture is logged by name, its second stays empty, the rest goes on."""
    for name in ("1.png", "3.png"):
        make_picture(f"set/{name}")
    (tmp_path / "set" / "0.png").write_bytes(b"")
    (tmp_path / "set" / "2.png").write_bytes(b"hello")
    frames = _play(tmp_path / "set")
    assert [(frame.name, frame.t) for frame in frames] == [("1.png", 1.0), ("3.png", 3.0)]
    assert ["0.png" in warnings_logged()[0], "2.png" in warnings_logged()[1]] == [True, True]


def test_a_single_picture_is_a_source(make_picture: MakePicture) -> None:
    """One picture may be named instead of its folder."""
    frames = _play(make_picture())
    assert [(frame.name, frame.t) for frame in frames] == [("sitting.png", 0.0)]


def test_closing_ends_the_folder(make_picture: MakePicture, tmp_path: Path) -> None:
    """After close() no further picture comes."""
    for name in ("1.png", "2.png", "3.png"):
        make_picture(f"set/{name}")
    source = open_source(str(tmp_path / "set"))
    frames = source.frames()
    next(frames)
    source.close()
    assert list(frames) == []


def test_a_missing_picture_is_bad_usage(tmp_path: Path) -> None:
    """`score` on a name that is not there says so, with exit code 2."""
    with pytest.raises(BadUsage, match="there is no picture"):
        read_picture(tmp_path / "nobody.png")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is empty", id="0 bytes"),
        pytest.param(b"hello " * 99, "not a picture", id="text"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(50), "not a picture", id="a JPEG's head alone"),
    ],
)
def test_a_bad_picture_is_a_bad_source(tmp_path: Path, content: bytes, words: str) -> None:
    """A file that is no picture is named, with what is wrong, on one line."""
    path = tmp_path / "bad.png"
    path.write_bytes(content)
    with pytest.raises(BadSource, match=words) as caught:
        read_picture(path)
    assert "bad.png" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "bmp"])
def test_a_torn_picture_is_refused_in_silence(
    tmp_path: Path, suffix: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Half a picture is a bad source, and libpng and libjpeg print nothing."""
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    content = cv2.imencode(f".{suffix}", noise)[1].tobytes()
    for name, torn in [
        ("half", content[: len(content) // 2]),
        ("gap", content[:20] + content[30:]),
    ]:
        path = tmp_path / f"{name}.{suffix}"
        path.write_bytes(torn)
        with pytest.raises(BadSource, match="damaged"):
            read_picture(path)
    assert capfd.readouterr().err == ""


def test_a_folder_for_a_picture_is_bad_usage(tmp_path: Path) -> None:
    """`score` on a folder says to name a picture in it."""
    with pytest.raises(BadUsage, match="is a folder"):
        read_picture(tmp_path)


def test_natural_order_holds_for_mixed_names() -> None:
    """Numbers sort by value, before letters, and equal names apart from case stay in order."""
    names = ["b1", "a10", "a2", "A2", "2", "10", "a", ""]
    assert sorted(names, key=sort_naturally) == ["", "2", "10", "a", "A2", "a2", "a10", "b1"]
