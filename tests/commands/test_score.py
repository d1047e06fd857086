"""`sitwell score`: one verdict a picture, whatever the picture."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from desk import Desk, Json, Outcome
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

STATES = {"upright", "slumped", "overextended", "unknown", "absent"}
ANGLES = ("flexion", "rounding", "head_forward", "trunk_lean", "side_lean")
KEYS = ["schema", "image", "state", "reason", "view"] + [
    f"{name}_{part}deg" for name in ANGLES for part in ("", "low_", "high_")
]


@pytest.fixture(scope="module")
def album(
    tmp_path_factory: pytest.TempPathFactory,
    upright_frame: Picture,
    session_frames: list[Picture],
) -> Path:
    """Give a folder with pictures of every kind."""
    folder = tmp_path_factory.mktemp("album")
    grey = cv2.cvtColor(upright_frame, cv2.COLOR_BGR2GRAY)
    kinds = {
        "upright.png": upright_frame,
        "slumped.png": session_frames[5],  # 5 min into it, a minute into the long slump
        "nobody.png": session_frames[12],
        "couple.png": np.hstack([upright_frame, upright_frame]),
        "grey.png": grey,
        "alpha.png": cv2.cvtColor(upright_frame, cv2.COLOR_BGR2BGRA),
        "tiny.png": np.full((8, 8, 3), 128, np.uint8),
        "dark.png": np.zeros_like(upright_frame),
        "photo.jpg": upright_frame,
    }
    for name, picture in kinds.items():
        assert cv2.imwrite(str(folder / name), picture)
    return folder


@pytest.fixture(scope="module")
def scored(
    album: Path, learnt: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[Path], Outcome]:
    """Score them all, in an order that is not that of their names."""
    order = sorted(album.iterdir(), key=lambda path: path.name[::-1])
    desk = Desk(tmp_path_factory.mktemp("scored"))
    return order, desk.run("score", "--baseline", learnt, "--json", *order)


@pytest.fixture(scope="module")
def verdicts(scored: tuple[list[Path], Outcome]) -> dict[str, Json]:
    """Give the verdict on each picture, by its name."""
    return {Path(line["image"]).name: line for line in scored[1].lines}


def test_one_line_each_in_order(scored: tuple[list[Path], Outcome]) -> None:
    """One JSON object a line and nothing else, in the order given; stderr is empty."""
    order, outcome = scored
    assert (outcome.code, outcome.err) == (0, "")
    assert [line["image"] for line in outcome.lines] == [str(path) for path in order]


def test_every_key_has_its_type(scored: tuple[list[Path], Outcome]) -> None:
    """Programs find every key of the contract in its order, with the type it promises."""
    for line in scored[1].lines:
        assert list(line) == KEYS
        assert line["schema"] == 1
        assert line["state"] in STATES
        assert (line["reason"] is not None) == (line["state"] == "unknown")
        assert line["view"] in {None, "front", "three_quarter", "side"}
        for name in ANGLES:
            low, middle, high = (line[f"{name}_{part}deg"] for part in ("low_", "", "high_"))
            assert (low is None) == (middle is None) == (high is None)
            assert middle is None or (isinstance(middle, float) and low <= middle <= high)


@pytest.mark.parametrize(
    ("name", "state", "reason"),
    [
        pytest.param("upright.png", "upright", None, id="upright"),
        pytest.param("photo.jpg", "upright", None, id="jpeg"),
        pytest.param("grey.png", "upright", None, id="grey"),
        pytest.param("alpha.png", "upright", None, id="alpha"),
        pytest.param("slumped.png", "slumped", None, id="slumped"),
        pytest.param("nobody.png", "absent", None, id="nobody"),
        pytest.param("tiny.png", "absent", None, id="8x8"),
        pytest.param("couple.png", "unknown", "several_people", id="two people"),
        pytest.param("dark.png", "unknown", "too_dark", id="black"),
    ],
)
def test_verdict(verdicts: dict[str, Json], name: str, state: str, reason: str | None) -> None:
    """Each kind of picture gets the verdict that a person would give it."""
    assert (verdicts[name]["state"], verdicts[name]["reason"]) == (state, reason)


def test_alpha_changes_nothing(verdicts: dict[str, Json]) -> None:
    """A picture with an opaque alpha channel reads like the same picture without.

    To a tenth of a degree: MediaPipe's smoothing of visibility outlives the picture before.
    """
    alpha, plain = verdicts["alpha.png"], verdicts["upright.png"]
    for key in plain.keys() - {"image"}:
        if isinstance(plain[key], float):
            assert alpha[key] == pytest.approx(plain[key], abs=0.1)
        else:
            assert alpha[key] == plain[key]


def test_nobody_has_no_angles(verdicts: dict[str, Json]) -> None:
    """Where nobody is, no angle is made up."""
    assert all(verdicts["nobody.png"][f"{name}_deg"] is None for name in ANGLES)


def test_text_says_estimated(calibrated: Desk, album: Path) -> None:
    """For people each picture is one line, and its angles are called estimated."""
    outcome = calibrated.run("score", album / "slumped.png", album / "nobody.png")
    assert outcome.code == 0
    slumped, nobody = outcome.out.splitlines()
    assert slumped.startswith("slumped.png: slumped; estimated flexion +")
    assert nobody == "nobody.png: nobody there"


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        pytest.param(None, 2, "there is no picture", id="missing"),
        pytest.param(b"", 1, "is empty", id="empty"),
        pytest.param(b"no picture", 1, "damaged or not a picture", id="not a picture"),
    ],
)
def test_bad_picture_among_good_ones(
    calibrated: Desk, album: Path, content: bytes | None, code: int, words: str
) -> None:
    """A bad picture is named with what to do; the others are judged, in order."""
    bad = calibrated.folder / "bad.png"
    if content is not None:
        bad.write_bytes(content)
    order = [album / "upright.png", bad, album / "nobody.png"]
    outcome = calibrated.run("score", "--json", *order)
    assert outcome.code == code
    assert [Path(line["image"]).name for line in outcome.lines] == ["upright.png", "nobody.png"]
    assert words in outcome.complaint
    assert str(bad) in outcome.complaint


def test_terminal_without_our_letters(calibrated: Desk, album: Path) -> None:
    """A terminal that has no degree sign gets the rest of the line."""
    outcome = calibrated.run("score", album / "slumped.png", PYTHONIOENCODING="ascii")
    assert outcome.code == 0
    assert outcome.out.startswith("slumped.png: slumped")
