"""Standard output or error that cannot be written, or is not there at all."""

import subprocess
import sys
from pathlib import Path

import pytest
from desk import SAMPLES, Desk, Outcome

FULL = Path("/dev/full")
CLIP = SAMPLES / "front" / "calibration.mp4"

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="Linux has a disk that is always full")


def run_in_shell(desk: Desk, words: str) -> Outcome:
    """Run a command with what a shell does to its output."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m sitwell {words}', sys.executable],
        env=desk._environment({}),
        cwd=desk.folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("--version", id="version"),
        pytest.param("--help", id="help"),
        pytest.param("", id="no command"),
        pytest.param("watch --help", id="help of a command"),
        pytest.param("data show --help", id="help of a command's command"),
        pytest.param("exercise", id="results"),
        pytest.param("exercise sit --plain", id="a set"),
    ],
)
def test_full_disk(desk: Desk, words: str) -> None:
    """Whatever cannot be written is said in one line, with exit code 1."""
    outcome = run_in_shell(desk, f"{words} > {FULL}")
    assert outcome.code == 1
    assert outcome.complaint.startswith("cannot write the results (No space left on device); ")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("report", id="report"),
        pytest.param("--help", id="help"),
        pytest.param("exercise sit --reps 1", id="a set", marks=pytest.mark.long),
    ],
)
def test_closed_output(desk: Desk, words: str) -> None:
    """Who closes standard output is given nothing, and no complaint."""
    outcome = run_in_shell(desk, f"{words} >&-")
    assert (outcome.code, outcome.err) == (0, "")


def test_closed_error_output(desk: Desk) -> None:
    """A calibration needs nobody to show its progress to."""
    outcome = run_in_shell(desk, f"calibrate --source '{CLIP}' 2>&-")
    assert outcome.code == 0
    assert outcome.out.startswith("Baseline saved to ")
