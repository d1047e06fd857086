"""Where Sitwell's files are. Nothing here touches the disk."""

import os
from pathlib import Path

import platformdirs


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


def worker_log() -> Path:
    """Give the file that takes what MediaPipe prints."""
    return data_folder() / "worker.log"


def samples_folder() -> Path:
    """Give the demo's clips: inside the installed package, or at the top of the checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "samples"
    return inside if inside.is_dir() else here.parents[1] / "samples"
