"""Weights that no fit gave: a good value, or one line that refuses."""

import hashlib
import io
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from builders import make_baseline, make_features
from hostile import EXTREMES, mutated, settle
from sitwell.adapters import estimator_file
from sitwell.adapters.estimator_file import ESTIMATOR
from sitwell.core.angles import ANGLE_NAMES
from sitwell.core.estimate import INPUTS, OUTPUTS, Estimator, estimate
from sitwell.errors import ModelUnusable

pytestmark = pytest.mark.timeout(60)

GOOD: dict[str, NDArray[Any]] = {
    "form": np.int32(estimator_file.FORM).reshape(()),
    "mean": np.zeros(INPUTS, np.float32),
    "scale": np.ones(INPUTS, np.float32),
    "first": np.full((1, INPUTS, 2), 0.1, np.float16),
    "first_bias": np.zeros((1, 2), np.float32),
    "second": np.ones((1, 2, 2), np.float16),
    "second_bias": np.zeros((1, 2), np.float32),
    "last": np.ones((1, 2, OUTPUTS), np.float16),
    "last_bias": np.zeros((1, OUTPUTS), np.float32),
    "unit_deg": np.ones(5, np.float32),
    "widen": np.ones((3, 5), np.float32),
    "moved": np.ones(5, np.float32),
}
TYPES = ("?", "i1", "u8", "f2", "f8", ">f4", "c8", "S3", "U3", "O", "M8[s]")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the place of a file of weights."""
    return tmp_path_factory.mktemp("hostile") / "weights.npz"


def pack(arrays: dict[str, NDArray[Any]]) -> bytes:
    """Write arrays as numpy does, objects included."""
    stream = io.BytesIO()
    np.savez(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


def load(path: Path, content: bytes) -> Estimator | None:
    """Read weights as if they were the published ones; what is accepted must give finite angles."""
    path.write_bytes(content)
    published = replace(ESTIMATOR, sha256=hashlib.sha256(content).hexdigest())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(estimator_file, "ESTIMATOR", published)
        estimator = settle(lambda: estimator_file.load(path), ModelUnusable, path)
    if estimator is not None:
        prove_safe(estimator)
    return estimator


def prove_safe(estimator: Estimator) -> None:
    """Fail the test if an angle or an end of its interval is no number."""
    now, baseline = make_features(flexion_deg=30.0), make_baseline()
    angles = estimate(now, baseline, estimator, has_moved=True)
    for name in ANGLE_NAMES:
        angle = getattr(angles, name)
        assert all(map(math.isfinite, (angle.deg, angle.low_deg, angle.high_deg))), name


@st.composite
def odd_arrays(draw: st.DrawFn, like: NDArray[Any]) -> NDArray[Any]:
    """Give an array of another shape or type, or of the same with numbers of any size in it."""
    match draw(st.sampled_from(("numbers", "type", "shape"))):
        case "type":
            return like.astype(draw(st.sampled_from(TYPES)))
        case "shape":
            shape = draw(st.lists(st.integers(0, 4), max_size=4))
            return np.ones(shape, np.float32)
    array = like.astype(np.float64)
    numbers = st.floats(width=32) | st.sampled_from([n for n in EXTREMES if n != 10**400])
    array.flat[draw(st.integers(0, array.size - 1))] = draw(numbers)
    return array


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """Give weights of which some arrays were replaced."""
    names = draw(st.lists(st.sampled_from(sorted(GOOD)), min_size=1, max_size=2))
    return pack(GOOD | {name: draw(odd_arrays(GOOD[name])) for name in names})


def test_good_weights_are_taken(path: Path) -> None:
    """The file that is damaged below is good."""
    assert load(path, pack(GOOD)) is not None


@given(st.binary(max_size=200))
def test_any_bytes(path: Path, content: bytes) -> None:
    """Whatever bytes a file holds, it is refused in one line, and stays as it is."""
    assert load(path, content) is None


@settings(max_examples=200)
@given(mutated(pack(GOOD)))
def test_damaged(path: Path, content: bytes) -> None:
    """Good weights, damaged, still give finite angles or are refused in one line."""
    load(path, content)


@pytest.mark.filterwarnings("ignore:overflow encountered in cast")
@settings(max_examples=200)
@given(changed())
def test_any_arrays(path: Path, content: bytes) -> None:
    """Arrays of other types, shapes and sizes give finite angles or are refused in one line."""
    load(path, content)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *(("scale", 0.0), ("scale", -1.0), ("last", 6e4)),
        *((name, math.inf) for name in sorted(GOOD.keys() - {"form"})),
        *((name, math.nan) for name in sorted(GOOD.keys() - {"form"})),
    ],
)
def test_weights_that_give_no_number(path: Path, name: str, number: float) -> None:
    """Weights by which an angle would be infinite or NaN are refused."""
    assert load(path, pack(GOOD | {name: np.full_like(GOOD[name], number)})) is None
