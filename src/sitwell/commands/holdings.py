"""Finds every file that Sitwell keeps, and creates none."""

import stat
from collections.abc import Iterator
from pathlib import Path

from sitwell import paths
from sitwell.reporting.holdings import Content, Holding


def find_holdings() -> tuple[Holding, ...]:
    """Give what is there, links as links, never what they lead to."""
    return tuple(
        _look(path, content) for path, content in _places() if path.is_symlink() or path.is_file()
    )


def find_profiles() -> dict[str, Path]:
    """Give the baseline file of each profile."""
    return {path.stem: path for path in sorted(_baselines().glob("*.json"))}


def _places() -> Iterator[tuple[Path, Content]]:
    store, baselines = paths.store_file(), _baselines()
    for ending in ("", "-wal", "-shm", "-journal"):
        yield store.with_name(store.name + ending), Content.RECORD
    if baselines.is_symlink():
        yield baselines, Content.BASELINE
    else:
        for path in sorted(baselines.glob("*.json*")):  # half-written ones have longer names
            yield path, Content.BASELINE
    for path in sorted(paths.data_folder().glob("*.log*")):
        yield path, Content.LOG
    wish, told, page = paths.wish_file(), paths.told_file(), paths.report_page()
    for kept, content in ((wish, Content.WISH), (told, Content.TOLD), (page, Content.PAGE)):
        yield kept, content
        for path in sorted(kept.parent.glob(f".{kept.name}.*")):  # half-written
            yield path, content
    for lock in (paths.lock_file(), paths.camera_lock()):
        yield lock, Content.LOCK
    windows = paths.windows_folder()
    for path in (windows,) if windows.is_symlink() else sorted(windows.glob("*")):
        yield path, Content.WINDOW
    yield paths.config_file(), Content.SETTINGS


def _baselines() -> Path:
    return paths.baseline_file().parent


def _look(path: Path, content: Content) -> Holding:
    found = path.lstat()
    mode = stat.S_IMODE(found.st_mode)
    return Holding(str(path), content, found.st_size, mode, stat.S_ISLNK(found.st_mode))
