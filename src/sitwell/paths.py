"""Where Sitwell's files are. Nothing here touches the disk."""

import hashlib
import os
from pathlib import Path

import platformdirs

LONGEST_SOCKET_PATH = 103
"""Bytes: 108 on Linux and 104 on macOS hold the path and a zero behind it."""


def config_file() -> Path:
    """Give the config file: $SITWELL_CONFIG, or config.toml where this system keeps settings."""
    chosen = os.environ.get("SITWELL_CONFIG")
    return Path(chosen) if chosen else platformdirs.user_config_path("sitwell") / "config.toml"


def data_folder() -> Path:
    """Give the folder of baseline, store and log: $SITWELL_DATA, or where data belongs here."""
    chosen = os.environ.get("SITWELL_DATA")
    return Path(chosen) if chosen else platformdirs.user_data_path("sitwell")


def baseline_file(profile: str = "default") -> Path:
    """Give the baseline of a profile (one per camera, chair or person)."""
    return data_folder() / "baselines" / f"{profile}.json"


def store_file() -> Path:
    """Give the store of spans, episodes and nudges."""
    return data_folder() / "sitwell.db"


def lock_file() -> Path:
    """Give the file whose lock says that a monitor is running."""
    return data_folder() / "monitor.lock"


def camera_lock() -> Path:
    """Give the file whose lock says that Sitwell has the camera on beside the monitor."""
    return data_folder() / "camera.lock"


def wish_file() -> Path:
    """Give the file that keeps a pause for the next monitor."""
    return data_folder() / "wish.json"


def told_file() -> Path:
    """Give the file that keeps when the last summaries were told, for the next monitor."""
    return data_folder() / "told.json"


def report_page() -> Path:
    """Give the page that the button of a summary opens, while it is there."""
    return data_folder() / "report.html"


def control_socket() -> Path:
    """Give the socket through which the running monitor is asked and told.

    In the data folder, or where that path is longer than a socket's may be, in the folder for this
    session's running programs.
    """
    path = data_folder() / "control.sock"
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH or not runtime:
        return path
    digest = hashlib.sha256(os.fsencode(data_folder())).hexdigest()[:16]
    return Path(runtime) / f"sitwell-{digest}.sock"


def windows_folder() -> Path:
    """Give the folder of what the desktop's windows keep: a lock for each, what was told once."""
    return data_folder() / "windows"


def window_lock(page: str) -> Path:
    """Give the file whose lock says that this window is open."""
    return windows_folder() / f"{page}.lock"


def log_file() -> Path:
    """Give the log of the monitor."""
    return data_folder() / "sitwell.log"


def worker_log() -> Path:
    """Give the file that takes what MediaPipe prints."""
    return data_folder() / "worker.log"


def samples_folder() -> Path:
    """Give the demo's clips: inside the installed package, or at the top of the checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "samples"
    return inside if inside.is_dir() else here.parents[1] / "samples"
