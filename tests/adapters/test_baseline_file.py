"""The baseline as a file: what was saved comes back, and anything else is refused."""

import errno
import json
import os
from dataclasses import fields, replace
from pathlib import Path

import pytest

from builders import make_features
from sitwell.adapters import baseline_file
from sitwell.core.baseline import SCHEMA, Baseline
from sitwell.core.features import Features
from sitwell.core.surroundings import Surroundings
from sitwell.core.view import View
from sitwell.errors import NotCalibrated, SitwellError

FIELD_NAMES = tuple(field.name for field in fields(Features))
UPRIGHT = make_features()
ROOM = Surroundings(4 / 3, (0.1, 0.5), (0.2, 0.3), (90, -45))
NOISE = Features(*[0.01] * len(FIELD_NAMES))
BASELINE = Baseline(View.FRONT, UPRIGHT, NOISE, 30, "2026-11-22T10:00:00+01:00", ROOM)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the place of a baseline, in a folder that does not exist yet."""
    return tmp_path / "baselines" / "default.json"


@pytest.fixture
def plain(path: Path) -> dict[str, object]:
    """Save a baseline and give its plain form."""
    baseline_file.save(BASELINE, path)
    found: dict[str, object] = json.loads(path.read_text())
    return found


def refusal(path: Path) -> str:
    """Give the words with which a file is refused; it must stay as it is."""
    old = path.read_bytes() if path.is_file() else None
    with pytest.raises(NotCalibrated) as refused:
        baseline_file.load(path)
    assert (path.read_bytes() if path.is_file() else None) == old
    said = str(refused.value)
    assert "\n" not in said
    assert "'sitwell calibrate'" in said
    return said


@pytest.mark.parametrize("slump_deg", [None, 24.5])
def test_comes_back_as_saved(path: Path, slump_deg: float | None) -> None:
    """Loading gives the very numbers that were saved."""
    slump = None if slump_deg is None else make_features(flexion_deg=25.0)
    baseline = replace(BASELINE, slump=slump, slump_flexion_deg=slump_deg)
    baseline_file.save(baseline, path)
    assert baseline_file.load(path) == baseline


def test_is_private(path: Path) -> None:
    """The file is its owner's alone, and so is a folder that had to be made."""
    baseline_file.save(BASELINE, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_holds_numbers_only(plain: dict[str, object]) -> None:
    """Nothing of the pictures is in it: numbers, the view, and when."""
    texts = [value for value in plain.values() if isinstance(value, str)]
    assert texts == ["front", BASELINE.created]


def test_missing(path: Path) -> None:
    """Without a file the person is told to calibrate first."""
    assert refusal(path) == f"no baseline at {path}; run 'sitwell calibrate' first"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("", "not valid JSON", id="empty"),
        pytest.param("{", "not valid JSON", id="cut off"),
        pytest.param("\x00" * 50, "not valid JSON", id="zeros"),
        pytest.param("[" * 50_000, "not valid JSON", id="deep"),
        pytest.param("9" * 5_000, "not valid JSON", id="long number"),
        pytest.param("[]", "not a Sitwell baseline", id="list"),
        pytest.param("{}", "not a Sitwell baseline", id="no schema"),
        pytest.param('{"schema": true}', "not a Sitwell baseline", id="schema true"),
        pytest.param('{"schema": "1"}', "not a Sitwell baseline", id="schema in words"),
        pytest.param('{"schema": 0}', "not a Sitwell baseline", id="schema 0"),
        pytest.param("x" * 200_000, "too large", id="huge"),
    ],
)
def test_no_baseline_at_all(path: Path, content: str, words: str) -> None:
    """A file that is something else is refused, and left as it is."""
    path.parent.mkdir()
    path.write_text(content)
    assert words in refusal(path)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        pytest.param("schema", SCHEMA + 1, "update Sitwell", id="newer"),
        pytest.param("schema", 1, "schema 1, from an older Sitwell", id="older"),
        pytest.param("frames", "many", "bad frames", id="wrong type"),
        pytest.param("frames", "30", "bad frames", id="number in words"),
        pytest.param("frames", 0, "frames must be 1 or more", id="no frames"),
        pytest.param("view", "above", "bad view", id="unknown view"),
        pytest.param("mood", "good", "bad mood", id="unknown field"),
        pytest.param("upright", None, "bad upright", id="null"),
    ],
)
def test_field_is_named(
    path: Path, plain: dict[str, object], field: str, value: object, words: str
) -> None:
    """A value that no calibration gives is refused by its name."""
    path.write_text(json.dumps(plain | {field: value}))
    assert words in refusal(path)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
@pytest.mark.parametrize("part", ["upright", "noise"])
def test_not_a_number(path: Path, part: str, number: str) -> None:
    """Numbers that are none would make every comparison false; they are refused."""
    baseline_file.save(BASELINE, path)
    text = path.read_text()
    field = '"left_ear_x":'
    start = text.index(field, text.index(f'"{part}"')) + len(field)
    end = text.index(",", start)
    path.write_text(f"{text[:start]} {number}{text[end:]}")
    assert "not finite" in refusal(path)


@pytest.mark.parametrize("name", ["left_shoulder_x", "left_ear_y"])
@pytest.mark.parametrize("value", [-50.0, 1e6])
def test_impossible_sizes(path: Path, name: str, value: float) -> None:
    """Sizes that nobody in a picture has are refused before anything is divided by them."""
    plain = {"view": "front", "frames": 3, "created": "", "schema": SCHEMA}
    upright = {field: getattr(UPRIGHT, field) for field in FIELD_NAMES} | {name: value}
    noise = dict.fromkeys(FIELD_NAMES, 0.01)
    path.parent.mkdir()
    room = {"aspect": 1.333}
    anchors = {"upright": upright, "noise": noise, "surroundings": room}
    path.write_text(json.dumps(plain | anchors))
    assert "sizes that no person" in refusal(path)


def test_folder_in_its_place(path: Path) -> None:
    """A folder where the file should be is said to be unreadable."""
    path.mkdir(parents=True)
    assert "cannot read the baseline" in refusal(path)


def test_full_disk_keeps_the_old_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up while saving leaves the old baseline and nothing beside it."""
    baseline_file.save(BASELINE, path)
    old = path.read_bytes()

    def no_room(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(SitwellError, match=r"No space left on device.*--out"):
        baseline_file.save(replace(BASELINE, frames=99), path)
    assert path.read_bytes() == old
    assert list(path.parent.iterdir()) == [path]
