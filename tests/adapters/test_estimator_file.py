"""The fitted estimator's file: the published one comes in, and nothing else."""

import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sitwell.adapters import estimator_file
from sitwell.adapters.estimator_file import ESTIMATOR, load, parse, save
from sitwell.core.estimate import Estimator
from sitwell.errors import ModelUnusable


def rewrite(**changes: object) -> bytes:
    """Give the published file with some of its arrays replaced; None leaves one out."""
    with np.load(ESTIMATOR.find()) as arrays:
        kept = {name: arrays[name] for name in arrays.files} | changes
    stream = io.BytesIO()
    np.savez(stream, **{name: array for name, array in kept.items() if array is not None})  # type: ignore[arg-type]
    return stream.getvalue()


def test_published_weights_load() -> None:
    """The file in the checkout is the published one."""
    assert hashlib.sha256(ESTIMATOR.find().read_bytes()).hexdigest() == ESTIMATOR.sha256
    assert isinstance(load(), Estimator)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(None, "is missing", id="missing"),
        pytest.param(b"", "was changed", id="empty"),
        pytest.param(rewrite(unit_deg=np.ones(5, np.float32)), "was changed", id="other weights"),
    ],
)
def test_refuses_what_is_not_published(tmp_path: Path, content: bytes | None, words: str) -> None:
    """A missing or changed file ends with exit code 5, saying which file and what to do."""
    path = tmp_path / "weights.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelUnusable, match=words) as refused:
        load(path)
    assert refused.value.exit_code == 5
    assert "reinstall Sitwell" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(rewrite(form=np.int32(99)), "form 99", id="another form"),
        pytest.param(rewrite(widen=None), "widen", id="array missing"),
        pytest.param(rewrite(mean=np.zeros(3, np.float32)), "mean", id="shape"),
        pytest.param(rewrite(mean=np.array([{}], object)), "pickle", id="pickled object"),
        pytest.param(b"PK nothing", "cannot be used", id="no archive"),
    ],
)
def test_another_form_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, words: str
) -> None:
    """A file that was published but is of another form is refused; no object in it is ever made."""
    path = tmp_path / "weights.npz"
    path.write_bytes(content)
    told = hashlib.sha256(content).hexdigest()
    monkeypatch.setattr(estimator_file, "ESTIMATOR", replace(ESTIMATOR, sha256=told))
    with pytest.raises(ModelUnusable, match=words):
        load(path)


def test_file_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SITWELL_ESTIMATOR names the file; it must still be the published one."""
    monkeypatch.setenv("SITWELL_ESTIMATOR", str(tmp_path / "elsewhere.npz"))
    with pytest.raises(ModelUnusable, match=r"elsewhere\.npz"):
        load()


def test_saved_weights_come_back(tmp_path: Path) -> None:
    """What is saved comes back to half precision, with the hash that was told."""
    path, weights = tmp_path / "weights.npz", load()
    assert save(weights, path) == hashlib.sha256(path.read_bytes()).hexdigest()
    again = parse(path.read_bytes())
    assert again.first == pytest.approx(weights.first, rel=1e-3, abs=1e-6)
    assert zipfile.ZipFile(path).testzip() is None
