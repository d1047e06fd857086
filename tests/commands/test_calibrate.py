"""`sitwell calibrate`: a baseline, or the reason why not and the old one untouched."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from desk import SAMPLES, Desk, Session
from numpy.typing import NDArray

from clips import read_frames, write_pictures

Picture = NDArray[np.uint8]
CLIP = SAMPLES / "front" / "calibration.mp4"


@pytest.fixture(scope="module")
def albums(
    tmp_path_factory: pytest.TempPathFactory,
    upright_frame: Picture,
    session_frames: list[Picture],
) -> Path:
    """Give folders of pictures that are no calibration."""
    folder = tmp_path_factory.mktemp("albums")
    write_pictures(folder / "moving", session_frames)
    write_pictures(folder / "black", [np.zeros_like(upright_frame)] * 5)
    write_pictures(folder / "empty chair", [session_frames[12]] * 5)
    write_pictures(folder / "two pictures", [upright_frame] * 2)
    write_pictures(folder / "couple", [np.hstack([upright_frame, upright_frame])] * 5)
    (folder / "no pictures").mkdir()
    (folder / "no pictures" / "notes.txt").write_text("none here")
    return folder


@pytest.mark.parametrize(
    ("album", "words"),
    [
        pytest.param("moving", "the person moved; sit still", id="person moved"),
        pytest.param("black", "too dark", id="black"),
        pytest.param("empty chair", "seen in only 0 of 5 pictures", id="nobody"),
        pytest.param("two pictures", "at least 3 pictures are needed", id="two pictures"),
        pytest.param("couple", "more than one person", id="two people"),
        pytest.param("no pictures", "there are no pictures in", id="no pictures"),
    ],
)
def test_refusal(calibrated: Desk, albums: Path, album: str, words: str) -> None:
    """A refusal gives the reason and what to do, and leaves the old baseline untouched."""
    old = calibrated.baseline.read_bytes()
    outcome = calibrated.run("calibrate", "--source", albums / album)
    assert (outcome.code, outcome.out) == (1, "")
    assert words in outcome.complaint
    assert calibrated.baseline.read_bytes() == old
    assert list(calibrated.baseline.parent.iterdir()) == [calibrated.baseline]


def test_saved_for_the_owner_alone(front: Session) -> None:
    """What is learnt is numbers only, and readable by its owner alone."""
    plain = json.loads(front.desk.baseline.read_text())
    assert plain["schema"] == 2
    assert plain["view"] == "front"
    assert front.desk.baseline.stat().st_mode & 0o777 == 0o600
    assert front.desk.baseline.parent.stat().st_mode & 0o777 == 0o700
    assert front.desk.baseline.stat().st_size < 8192


def test_says_how_good_it_is(front: Session) -> None:
    """The result names the file, the number of pictures, the view and the quality."""
    words = front.calibrated.out
    assert str(front.desk.baseline) in words
    assert "30 pictures, front view, quality good" in words


def test_relaxed_slump_is_learnt(desk: Desk, tmp_path: Path) -> None:
    """With --slump-source the person's own slump is learnt too, and said to be an estimate."""
    slump = tmp_path / "slump"
    frames = list(read_frames(SAMPLES / "front" / "session.mp4", until=320))[300:]
    write_pictures(slump, frames)
    outcome = desk.run("calibrate", "--source", CLIP, "--slump-source", slump)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Your relaxed slump: flexion about +" in outcome.out
    assert "(estimated)" in outcome.out
    assert json.loads(desk.baseline.read_text())["slump_flexion_deg"] > 8.0


def test_upright_is_no_slump(calibrated: Desk) -> None:
    """A slump that cannot be told from upright is refused, and nothing is saved."""
    old = calibrated.baseline.read_bytes()
    outcome = calibrated.run("calibrate", "--source", CLIP, "--slump-source", CLIP)
    assert outcome.code == 1
    assert "could not be told from upright" in outcome.complaint
    assert calibrated.baseline.read_bytes() == old


def test_profiles_are_apart(calibrated: Desk, pictures: Path) -> None:
    """Another profile is another file, and the default one stays as it was."""
    old = calibrated.baseline.read_bytes()
    outcome = calibrated.run("calibrate", "--source", pictures, "--profile", "sofa")
    assert outcome.code == 0
    assert calibrated.baseline.read_bytes() == old
    assert calibrated.baseline.with_name("sofa.json").exists()


def test_unwritable_place(desk: Desk, pictures: Path) -> None:
    """A place where nothing can be written is named with what to do."""
    (desk.folder / "file").write_text("")
    outcome = desk.run("calibrate", "--source", pictures, "--out", desk.folder / "file" / "b.json")
    assert outcome.code == 1
    assert "name another file with --out" in outcome.complaint


def test_picture_of_another_size(desk: Desk, upright_frame: Picture) -> None:
    """Pictures of different sizes in one folder are all looked at."""
    folder = desk.folder / "mixed"
    half = cv2.resize(upright_frame, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    write_pictures(folder, [upright_frame, half, upright_frame, half])
    outcome = desk.run("calibrate", "--source", folder)
    assert outcome.code == 0, outcome.err
    assert "4 pictures" in outcome.out
