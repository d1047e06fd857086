"""Where Sitwell's files are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sitwell import paths

OURS = (
    paths.baseline_file,
    paths.store_file,
    paths.lock_file,
    paths.camera_lock,
    paths.wish_file,
    paths.told_file,
    paths.report_page,
    paths.log_file,
    paths.control_socket,
    paths.worker_log,
)


@pytest.mark.parametrize("place", OURS)
def test_data_can_be_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: Callable[[], Path]
) -> None:
    """$SITWELL_DATA moves everything that is kept, and nothing is created by asking."""
    monkeypatch.setenv("SITWELL_DATA", str(tmp_path / "mine"))
    assert place().is_relative_to(tmp_path / "mine")
    assert not (tmp_path / "mine").exists()


def test_config_can_be_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """$SITWELL_CONFIG names the config file itself."""
    monkeypatch.setenv("SITWELL_CONFIG", str(tmp_path / "mine.toml"))
    assert paths.config_file() == tmp_path / "mine.toml"


@pytest.mark.parametrize("value", [None, ""])
def test_unset_is_where_the_system_keeps_it(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    """Without them, or with empty ones, files lie where this system keeps such things."""
    for name in ("SITWELL_DATA", "SITWELL_CONFIG"):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert paths.config_file().is_absolute()
    assert paths.data_folder().is_absolute()
    assert paths.config_file().name == "config.toml"
    assert "sitwell" in str(paths.data_folder())


def test_a_long_path_is_no_socket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A path that no socket can have is one in the session's folder, a different one for each."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    found = set()
    for name in ("a" * 120, "b" * 120):
        monkeypatch.setenv("SITWELL_DATA", str(tmp_path / name))
        found.add(paths.control_socket())
    assert len(found) == 2
    assert all(str(path).startswith("/run/user/1000/sitwell-") for path in found)
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert paths.control_socket() == tmp_path / ("b" * 120) / "control.sock"


def test_each_profile_has_its_file() -> None:
    """Profiles do not share a baseline."""
    assert paths.baseline_file("sofa") != paths.baseline_file()


def test_samples_are_there() -> None:
    """The demo's clips are found in the checkout."""
    assert (paths.samples_folder() / "front" / "session.mp4").is_file()
