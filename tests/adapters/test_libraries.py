"""The system libraries below OpenCV and MediaPipe."""

import ctypes
import sys
from importlib import metadata

import pytest

from sitwell.adapters import libraries


def refuse(monkeypatch: pytest.MonkeyPatch, *missing: str) -> None:
    """Pretend that some libraries are not installed."""
    load = ctypes.CDLL

    def try_load(name: str) -> ctypes.CDLL:
        if name in missing:
            raise OSError(f"{name}: cannot open shared object file")
        return load(None)

    monkeypatch.setattr(ctypes, "CDLL", try_load)
    monkeypatch.setattr(sys, "platform", "linux")


def test_nothing_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every library loads there is nothing to say."""
    refuse(monkeypatch)
    assert libraries.find_missing() == []


def test_missing_ones_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing library is named with the line that installs its package."""
    refuse(monkeypatch, "libGL.so.1", "libGLESv2.so.2")
    missing = libraries.find_missing()
    assert missing == ["libGL.so.1", "libGLESv2.so.2"]
    advice = libraries.advise(missing)
    assert advice.startswith("libGL.so.1, libGLESv2.so.2 missing")
    assert advice.endswith("sudo apt-get install libgl1 libgles2")


def test_other_systems_bring_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows and macOS have no such packages to name."""
    refuse(monkeypatch, *libraries.PACKAGES)
    monkeypatch.setattr(sys, "platform", "win32")
    assert libraries.find_missing() == []


@pytest.mark.parametrize(
    ("installed", "words"),
    [
        pytest.param({"opencv-python": "5.0.0"}, None, id="one"),
        pytest.param({}, None, id="none"),
        pytest.param(
            {"opencv-python": "5.0.0", "opencv-contrib-python": "5.0.0"}, None, id="two alike"
        ),
        pytest.param(
            {"opencv-python": "4.11.0", "opencv-contrib-python": "5.0.0"},
            "opencv-python 4.11.0, opencv-contrib-python 5.0.0",
            id="mixture",
        ),
    ],
)
def test_opencv_mixture(
    monkeypatch: pytest.MonkeyPatch, installed: dict[str, str], words: str | None
) -> None:
    """Two OpenCVs of different versions in one folder are named, with the repair."""

    def version(name: str) -> str:
        if name not in installed:
            raise metadata.PackageNotFoundError(name)
        return installed[name]

    monkeypatch.setattr(metadata, "version", version)
    found = libraries.find_opencv_mixture()
    if words is None:
        assert found is None
    else:
        assert found is not None
        assert words in found
        assert "pip install --force-reinstall sitwell" in found


def test_this_computer_has_no_mixture() -> None:
    """The OpenCV packages that run these tests agree."""
    assert libraries.find_opencv_mixture() is None
