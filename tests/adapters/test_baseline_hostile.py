"""Baselines that no calibration wrote: a good value, or one line that refuses."""

import json
import math
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import ESTIMATOR, make_baseline, make_features, make_pose, make_sight, shoot
from hostile import mutated, odd_values, settle
from sitwell.adapters import baseline_file
from sitwell.core.angles import ANGLE_NAMES, Angles
from sitwell.core.baseline import Baseline
from sitwell.core.calibration import personal, quality
from sitwell.core.drift import judge_alone
from sitwell.core.estimate import estimate
from sitwell.core.posture import judge
from sitwell.core.posture_rules import PostureRules
from sitwell.core.surroundings import learn
from sitwell.errors import NotCalibrated

pytestmark = pytest.mark.timeout(60)

POSE = make_pose()
ROOM = [shoot(noise_seed=seed) for seed in range(3)]
BASELINE = make_baseline(
    surroundings=learn(ROOM, [(POSE,)] * 3),
    slump=make_features(flexion_deg=25.0),
    slump_flexion_deg=24.5,
)
PLAIN: dict[str, Any] = json.loads(baseline_file._BASELINE.dump_json(BASELINE))
PLACES = [
    *((key,) for key in PLAIN),
    *((part, key) for part in ("upright", "noise", "slump", "surroundings") for key in PLAIN[part]),
    *(("surroundings", key, row) for key in ("x", "y", "direction_deg") for row in (0, -1)),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the place of a baseline."""
    return tmp_path_factory.mktemp("hostile") / "baseline.json"


def load(path: Path, content: bytes) -> Baseline | None:
    """Read a baseline; what is accepted must be fit to judge by."""
    path.write_bytes(content)
    baseline = settle(lambda: baseline_file.load(path), NotCalibrated, path)
    if baseline is not None:
        prove_safe(baseline)
    return baseline


def prove_safe(baseline: Baseline) -> None:
    """Fail the test unless this baseline gives finite angles, without a number overflowing."""
    rules = personal(PostureRules(), baseline)
    assert 3.0 <= rules.slump_deg <= 60.0
    assert quality(baseline) in ("good", "fair")
    assert baseline.created.isprintable()
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        readings = [
            judge(make_sight(POSE), baseline, ESTIMATOR, rules),
            judge_alone(make_sight(POSE, scene=shoot(right=20)), baseline, ESTIMATOR, rules),
        ]
        measured = estimate(make_features(flexion_deg=30.0), baseline, ESTIMATOR)
    for angles in (measured, *(reading.angles for reading in readings)):
        prove_finite(angles)


def prove_finite(angles: Angles | None) -> None:
    """Fail the test if an angle or an end of its interval is no number."""
    if angles is None:
        return
    for name in ANGLE_NAMES:
        angle = getattr(angles, name)
        if angle is not None:
            assert all(map(math.isfinite, (angle.deg, angle.low_deg, angle.high_deg))), name


@st.composite
def changed(draw: st.DrawFn) -> str:
    """Give a baseline with some of its values replaced."""
    plain = deepcopy(PLAIN)
    for place in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3)):
        part: Any = plain
        try:
            for key in place[:-1]:
                part = part[key]
            part[place[-1]] = draw(odd_values())
        except (TypeError, IndexError, KeyError):
            continue  # what held this place was just replaced itself
    return json.dumps(plain)


@given(st.binary(max_size=200))
def test_any_bytes(path: Path, content: bytes) -> None:
    """Whatever bytes a file holds, it is a baseline or refused in one line, and stays as it is."""
    load(path, content)


@settings(max_examples=150)
@given(mutated(json.dumps(PLAIN).encode()))
def test_damaged(path: Path, content: bytes) -> None:
    """A good baseline, damaged, still gives finite angles or is refused in one line."""
    load(path, content)


@settings(max_examples=400)
@given(changed())
def test_any_values(path: Path, text: str) -> None:
    """A baseline with values of any kind gives finite angles or is refused in one line."""
    load(path, text.encode())


@given(odd_values())
def test_any_json(path: Path, value: object) -> None:
    """Any JSON that is no baseline is refused in one line."""
    assert load(path, json.dumps(value).encode()) is None


@pytest.mark.parametrize("number", [1e308, -1e308, 61.0, 10**400])
@pytest.mark.parametrize("part", ["upright", "noise", "slump"])
def test_out_of_every_picture(path: Path, part: str, number: float) -> None:
    """A place that no picture reaches would make every angle NaN, and is refused."""
    plain = PLAIN | {part: PLAIN[part] | {"left_hip_x": number}}
    assert load(path, json.dumps(plain).encode()) is None


def test_vanishing_sitter(path: Path) -> None:
    """A sitter too small for a number of half the precision is refused: all is divided by them."""
    tiny = {
        key: number if key.endswith("_seen") else 0.5 + 1e-30 * number
        for key, number in PLAIN["upright"].items()
    }
    assert load(path, json.dumps(PLAIN | {"upright": tiny}).encode()) is None


@pytest.mark.parametrize(
    ("key", "number"),
    [("x", -0.1), ("x", 1.4), ("y", 1e308), ("direction_deg", 10**400)],
)
def test_edges_outside_the_picture(path: Path, key: str, number: float) -> None:
    """An edge of the room that lies in no picture is refused before it is looked up in one."""
    room = PLAIN["surroundings"]
    plain = PLAIN | {"surroundings": room | {key: [number, *room[key][1:]]}}
    assert load(path, json.dumps(plain).encode()) is None


@pytest.mark.parametrize("created", ["a\nb", "\x1b[31mred", "\0"])
def test_no_time(path: Path, created: str) -> None:
    """What would move the cursor of whoever has it shown is no time."""
    assert load(path, json.dumps(PLAIN | {"created": created}).encode()) is None


def test_the_last_of_two_holds(path: Path) -> None:
    """A key that is there twice is read once, by the check and by the reader alike."""
    text = json.dumps(PLAIN)
    assert load(path, ('{"schema": 99, ' + text[1:]).encode()) == BASELINE
    assert load(path, (text[:-1] + ', "schema": 99}').encode()) is None
