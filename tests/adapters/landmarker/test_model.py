"""The pose model's file."""

from pathlib import Path

import pytest

from sitwell.adapters.landmarker import MODEL, Landmarker
from sitwell.errors import ModelUnusable


def test_shipped_model_is_the_pinned_one():
    """The model of the checkout is found and has the pinned bytes."""
    assert len(MODEL.read(MODEL.find())) == 5_777_746


def test_variable_names_another_place(monkeypatch, tmp_path):
    """SITWELL_MODEL overrides every other place."""
    monkeypatch.setenv("SITWELL_MODEL", str(tmp_path / "mine.task"))
    assert MODEL.find() == tmp_path / "mine.task"


def test_one_changed_byte_is_refused(tmp_path):
    """A model that differs by one bit of one byte is not used."""
    model = bytearray(MODEL.read(MODEL.find()))
    model[len(model) // 2] ^= 1
    changed = tmp_path / "changed.task"
    changed.write_bytes(model)
    with pytest.raises(ModelUnusable, match=r"changed .*changed\.task; reinstall"):
        MODEL.read(changed)


def test_missing_model_says_what_to_do(tmp_path):
    """A missing model is named, with what to do, and ends with exit code 5."""
    with pytest.raises(ModelUnusable, match=r"missing: .*absent\.task; reinstall") as caught:
        MODEL.read(tmp_path / "absent.task")
    assert caught.value.exit_code == 5


def test_unreadable_model_says_why(tmp_path):
    """A path that cannot be read as a file is refused with the system's reason."""
    with pytest.raises(ModelUnusable, match=r"cannot be read: .*: Is a directory; reinstall"):
        MODEL.read(tmp_path)


def test_no_worker_starts_on_a_changed_model(monkeypatch, tmp_path):
    """A landmarker refuses a changed model before it starts a process."""
    fake = Path(tmp_path / "fake.task")
    fake.write_bytes(b"not a model")
    monkeypatch.setenv("SITWELL_MODEL", str(fake))
    with pytest.raises(ModelUnusable):
        Landmarker()
