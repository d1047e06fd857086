"""`evaluate` as a user types it: files in, tables out, one line where a file is missing."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from rows import UPRIGHT, make_estimator, make_rows, make_truth
from typer.testing import CliRunner

from builders import make_pose
from sitwell.adapters import estimator_file
from sitwell.lab import __main__ as lab
from sitwell.lab import archive
from sitwell.lab.kinds import Kind

TITLES = (
    "Single pictures",
    "Single pictures, camera still",
    "Single pictures, camera moved",
    "One-point and two-point calibration",
    "AUC beside what other programs go by, camera still",
    "AUC beside what other programs go by, camera moved",
    "What is not judged, by reason",
)
SESSION_TITLES = ("Sessions", "One frame and the median of 5 s")


def pin(monkeypatch, digest):
    """Let weights of this hash pass for the published ones."""
    published = replace(estimator_file.ESTIMATOR, sha256=digest)
    monkeypatch.setattr(estimator_file, "ESTIMATOR", published)


@pytest.fixture(autouse=True)
def published(tmp_path, monkeypatch):
    """Publish an estimator that sees 20 degrees of flexion in every pose."""
    path = tmp_path / "estimator.npz"
    digest = estimator_file.save(make_estimator(20.0), path)
    monkeypatch.setenv(estimator_file.ESTIMATOR.variable, str(path))
    pin(monkeypatch, digest)


@pytest.fixture
def sittings(tmp_path):
    """Write a data set of one sitting: upright, slumped, and upright before a moved camera."""
    postures = [Kind.UPRIGHT, Kind.SLUMP, Kind.UPRIGHT, Kind.CLOSE]
    kinds = [Kind.CALIBRATION] * 8 + [Kind.SLUMP_CALIBRATION] * 3 + postures
    slumped = make_pose(flexion_deg=30.0)
    poses = [UPRIGHT] * 8 + [slumped] * 3 + [UPRIGHT, slumped, UPRIGHT, UPRIGHT]
    truth = make_truth([0.0] * 8 + [30.0] * 3 + [0.0, 30.0, 0.0, 0.0])
    rows = make_rows("sitting", kinds, poses, truth=truth, shoved=[False] * 13 + [True] * 2)
    return save(tmp_path / "set.npz", rows)


@pytest.fixture
def sessions(tmp_path):
    """Write a recording of one session: calibration, a minute upright, five of slumping."""
    kinds = ["calibration"] * 4 + ["upright"] * 12 + ["slump"] * 60
    truth = make_truth([0.0] * 16 + [25.0] * 60)
    t, present = 5.0 * np.arange(76), np.full(76, True)
    rows = make_rows("session", kinds, t=t, present=present, truth=truth)
    return save(tmp_path / "recording.npz", rows)


def save(path, rows):
    """Write rows as the laboratory does."""
    np.savez(path, version=np.array(3), **rows)
    return path


def evaluate(*arguments):
    """Type the command."""
    return CliRunner().invoke(lab.app, ["evaluate", *map(str, arguments)])


def read_flexion(markdown):
    """Give the cells of the row of flexion from all views."""
    (row,) = [line for line in markdown.splitlines() if line.startswith("| flexion | all |")]
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_all_tables_are_printed(sittings, sessions):
    """Pictures first, then sessions; nothing on stderr."""
    done = evaluate("--data", sittings, "--sessions", sessions)
    assert (done.exit_code, done.stderr) == (0, "")
    places = [done.stdout.find(title) for title in (*TITLES, *SESSION_TITLES)]
    assert places == sorted(places)
    assert -1 not in places


def test_errors_are_those_of_the_estimator(sittings, sessions):
    """Twenty for none and for thirty degrees are off by fifteen, and tell nothing apart."""
    done = evaluate("--data", sittings, "--sessions", sessions, "--markdown")
    still = done.stdout.split(TITLES[1])[1].split(TITLES[2])[0]
    cells = read_flexion(still)
    assert cells[2:6] == ["2", "100 %", "0.50 [0.50, 0.50]", "15.0 [15.0, 15.0]"]


def test_moved_camera_has_its_own_table(sittings, sessions):
    """Pictures after the move are not among those before it, and none is a kind not to judge."""
    done = evaluate("--data", sittings, "--sessions", sessions, "--markdown")
    moved = done.stdout.split(TITLES[2])[1].split(TITLES[3])[0]
    assert read_flexion(moved)[2:6] == ["1", "100 %", "–", "20.0 [20.0, 20.0]"]


def test_slump_of_the_session_is_found(sittings, sessions):
    """The monitor itself runs over the recording."""
    done = evaluate("--data", sittings, "--sessions", sessions, "--markdown")
    (row,) = [line for line in done.stdout.splitlines() if line.startswith("| camera still | 1 |")]
    assert "1 of 1 (100 %)" in row


def test_own_slump_changes_the_first_table_only_if_asked(sittings, sessions, tmp_path, monkeypatch):
    """With --two-point the tables are of an estimator that was shown the person's own slump."""
    base = make_estimator(20.0)
    rng = np.random.default_rng(1)
    fields = {name: getattr(base, name) for name in base.__dataclass_fields__}
    fields["first"] = rng.normal(0.0, 0.2, base.first.shape).astype(np.float32)
    fields["second"] = np.eye(2, dtype=np.float32)[None]
    fields["last"] = rng.normal(0.0, 2.0, base.last.shape).astype(np.float32)
    digest = estimator_file.save(type(base)(**fields), tmp_path / "estimator.npz")
    pin(monkeypatch, digest)
    files = ("--data", sittings, "--sessions", sessions)
    one, two = evaluate(*files), evaluate(*files, "--two-point")
    first = [done.stdout.split(TITLES[1])[0] for done in (one, two)]
    assert (one.exit_code, two.exit_code) == (0, 0)
    assert first[0] != first[1]


def test_markdown_is_nothing_but_tables_and_notes(sittings, sessions):
    """What is printed can be pasted into the README."""
    done = evaluate("--data", sittings, "--sessions", sessions, "--markdown")
    tables = [block for block in done.stdout.split("\n\n") if block.startswith("|")]
    assert len(tables) == len(TITLES) + len(SESSION_TITLES)
    assert all(table.splitlines()[1].startswith("| :--") for table in tables)


def test_missing_data_is_one_line(tmp_path, sessions):
    """What is missing and the command that makes it, exit 1, nothing on stdout."""
    path = tmp_path / "absent.npz"
    done = evaluate("--data", path, "--sessions", sessions)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"sitwell: {path} is missing; make it with: ")
    assert done.stderr.rstrip().endswith(f"make --seed 5 --sittings 200 --out {path}")


def test_missing_recording_leaves_the_tables_of_pictures(tmp_path, sittings):
    """What can be said is said, then what is missing; the exit code tells."""
    done = evaluate("--data", sittings, "--sessions", tmp_path / "absent.npz")
    assert done.exit_code == 1
    assert TITLES[-1] in done.stdout
    assert done.stderr.startswith(f"sitwell: {tmp_path / 'absent.npz'} is missing; make it with: ")
    assert done.stderr.count("\n") == 1


def test_missing_estimator_is_one_line(sittings, tmp_path):
    """Without the fitted weights there is nothing to weigh."""
    (tmp_path / "estimator.npz").unlink()
    done = evaluate("--data", sittings)
    assert done.exit_code != 0
    assert done.stderr.startswith("sitwell: the fitted estimator is missing")


def test_committed_files_are_used_if_none_is_named(sittings, sessions, monkeypatch):
    """Who types the bare command gets the published table."""
    kept = {"sittings.npz": sittings, "sessions.npz": sessions}
    monkeypatch.setattr(archive, "find_data", kept.__getitem__)
    assert evaluate().exit_code == 0


def test_nothing_but_the_core_is_loaded():
    """Neither the extra nor MediaPipe nor OpenCV is needed to weigh the errors."""
    script = "import sys; from sitwell.lab import evaluation, panel; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert "numpy" in loaded
    assert not loaded & {"anny", "torch", "pyrender", "mediapipe", "cv2"}


def test_extra_is_not_asked_for(sittings, sessions, monkeypatch):
    """The command works where the laboratory's extra is not installed."""
    monkeypatch.setattr(lab.importlib.util, "find_spec", lambda _name: None)
    assert evaluate("--data", sittings, "--sessions", sessions).exit_code == 0
