"""Real people (Intel's sample videos, not in the project) who sit and stand upright."""

from pathlib import Path

import pytest
from desk import SHARED, Desk, Json, named

from clips import read_frames, write_pictures

REAL = SHARED / "real"
INTERVAL_S = 0.1
LEAST_FOUND = 0.95

ALONE = (
    "head-pose-face-detection-male.gif",
    *(
        pytest.param(name, marks=pytest.mark.long)
        for name in (
            *("book.mkv", "learn.mkv", "please.mkv", "sister.mkv", "walk.mkv", "want.mkv"),
            "head-pose-face-detection-female.gif",
        )
    ),
)
COUPLE = "head-pose-face-detection-female-and-male.gif"

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not REAL.is_dir(), reason=f"real people are not in the project; {REAL}"),
]


@pytest.fixture(scope="module", params=ALONE)
def readings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[Json]:
    """Calibrate on a clip's first third, then give the readings of all of it."""
    desk = Desk(tmp_path_factory.mktemp("real"))
    clip = REAL / request.param
    frames = list(read_frames(clip))
    write_pictures(desk.folder / "first third", frames[: len(frames) // 3 : 3])
    calibrated = desk.run("calibrate", "--source", desk.folder / "first third")
    assert calibrated.code == 0, calibrated.err
    return look_at(clip, desk, desk.baseline)


def look_at(clip: Path, desk: Desk, baseline: Path) -> list[Json]:
    """Replay a clip with ten looks a second."""
    desk.config.write_text(f"[watch]\ninterval_s = {INTERVAL_S}\n")
    outcome = desk.run("replay", clip, "--baseline", baseline, "--json", "--readings")
    assert outcome.code == 0, outcome.err
    return named(outcome.lines, "reading")


def test_person_is_found(readings: list[Json]) -> None:
    """A person is found in over 95 % of the frames."""
    found = [reading for reading in readings if reading["state"] != "absent"]
    assert len(found) > LEAST_FOUND * len(readings)


def test_nobody_upright_is_called_slumped(readings: list[Json]) -> None:
    """Whoever stays upright is at no moment called slumped, whatever head and hands do."""
    rest = readings[len(readings) // 3 :]
    slumped = [(r["t"], r["flexion_deg"]) for r in rest if r["state"] == "slumped"]
    assert slumped == []


@pytest.fixture(scope="module")
def mans_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give a desk calibrated on the man of the two."""
    desk = Desk(tmp_path_factory.mktemp("man"))
    clip = REAL / "head-pose-face-detection-male.gif"
    frames = list(read_frames(clip))
    write_pictures(desk.folder / "man", frames[: len(frames) // 3 : 3])
    assert desk.run("calibrate", "--source", desk.folder / "man").code == 0
    return desk


def test_two_people_in_pictures(mans_desk: Desk) -> None:
    """Of two people side by side nobody is judged: most single pictures say so."""
    folder = mans_desk.folder / "couple"
    write_pictures(folder, read_frames(REAL / COUPLE, every=6))
    outcome = mans_desk.run("score", "--json", *sorted(folder.iterdir()))
    reasons = [line["reason"] for line in outcome.lines]
    assert reasons.count("several_people") > len(reasons) / 2


def test_two_people_in_a_recording(mans_desk: Desk) -> None:
    """Of two people side by side nobody is judged: most readings of a recording say so."""
    reasons = [r["reason"] for r in look_at(REAL / COUPLE, mans_desk, mans_desk.baseline)]
    assert reasons.count("several_people") > len(reasons) / 2


def test_couple_cannot_calibrate(desk: Desk) -> None:
    """Two people side by side are told to calibrate alone."""
    outcome = desk.run("calibrate", "--source", REAL / COUPLE)
    assert outcome.code == 1
    assert "calibrate alone" in outcome.complaint
