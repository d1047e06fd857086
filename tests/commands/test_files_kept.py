"""Every file that Sitwell writes: who may read it, what is not in it, and what is in its place."""

import io
import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from desk import SAMPLES, Desk
from traces import Evidence, Picture, find_traces, gather

from clips import read_frames
from sitwell.adapters.landmarker import Landmarker
from sitwell.core.frame import Frame
from sitwell.core.pose import Pose

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(os.name != "posix", reason="POSIX modes and links"),
]

CALIBRATION = SAMPLES / "front" / "calibration.mp4"
SLUMPS = SAMPLES / "front" / "session.mp4"
FRAMES = 40
GROUP = 54_321  # nobody's: what has it was written by Sitwell
HOME = Path.home()
ELSEWHERE = [
    *(Path("/tmp"), Path("/dev/shm"), Path("/var/tmp")),
    *(HOME / ".config", HOME / ".local", HOME / ".cache"),
]
may_choose_group = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="giving files to a group needs root"
)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a short clip of a sitter who slumps."""
    path = tmp_path_factory.mktemp("clip") / "short.mp4"
    frames = list(read_frames(SLUMPS, every=20, until=20 * FRAMES))
    height, width = frames[0].shape[:2]
    code = cv2.VideoWriter.fourcc(*"mp4v")
    writer = cv2.VideoWriter(str(path), code, 1.0, (width, height))
    for frame in frames:
        writer.write(frame)
    writer.release()
    return path


def follow(clip: Path) -> list[Pose]:
    """Give what the landmarker finds in a clip, frame by frame."""
    with Landmarker() as landmarker:
        frames = enumerate(read_frames(clip))
        found = [landmarker.follow(Frame(float(t), bgr[..., ::-1].copy())) for t, bgr in frames]
    return [pose for poses in found for pose in poses]


@pytest.fixture(scope="module")
def poses(clip: Path) -> list[Pose]:
    """Give what is found in the clip."""
    return follow(clip)


@pytest.fixture(scope="module")
def evidence(clip: Path, poses: list[Pose]) -> Evidence:
    """Give what was before the camera in the full run."""
    frames = [frame for path in (CALIBRATION, clip) for frame in read_frames(path)]
    return gather(frames, [*follow(CALIBRATION), *poses])


def live(desk: Desk, clip: Path, frame: Picture) -> None:
    """Do all that a person does: calibrate, be watched, score a picture, and read reports.

    What keeps no file at one umask keeps none at another either, and is done at one alone.
    """
    elsewhere = clip.with_name("me.png")
    cv2.imwrite(str(elsewhere), frame)
    keep_nothing = [
        ["score", "--json", elsewhere],
        ["replay", clip, "--json", "--readings"],
        ["report"],
    ]
    for words in (
        ["calibrate", "--source", CALIBRATION],
        ["watch", "--source", clip, "--speed", "max", "--notifier", "terminal"],
        *(keep_nothing if desk.umask == 0 else []),
        ["report", "--out", desk.folder / "report.txt"],
        ["report", "--format", "json", "--out", desk.folder / "report.json"],
        ["data", "export", desk.folder / "export.json"],
    ):
        outcome = desk.run(*words)
        assert outcome.code == 0, outcome.err


UMASKS = [
    pytest.param(0o000, id="umask 000"),
    pytest.param(0o077, id="umask 077", marks=pytest.mark.long),
    pytest.param(0o777, id="umask 777", marks=pytest.mark.long),
]


@pytest.fixture(scope="module", params=UMASKS)
def lived(
    request: pytest.FixtureRequest, clip: Path, tmp_path_factory: pytest.TempPathFactory
) -> Desk:
    """Give a desk at which all was done, under some umask."""
    folder = tmp_path_factory.mktemp("lived")
    (folder / "tmp").mkdir(mode=0o700)
    group = GROUP if os.geteuid() == 0 else None
    # Python's own cache of bytecode beside the source, written at a first import, is not Sitwell's.
    extra = {"TMPDIR": str(folder / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
    desk = Desk(folder, extra, request.param, group)
    live(desk, clip, next(read_frames(clip)))
    return desk


def walk(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Give all that lies in a folder and below, the folders of tests left out."""
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith("pytest-of-")]
        for name in (*folders, *names):
            path = Path(above, name)
            try:
                yield path, path.lstat()
            except FileNotFoundError:
                continue  # of another program, and gone by now


def test_every_file_is_its_owners(lived: Desk) -> None:
    """Whatever the umask, every file that was written is 0600, in folders 0700."""
    modes = {path: stat.S_IMODE(status.st_mode) for path, status in walk(lived.folder)}
    names = {path.relative_to(lived.folder).as_posix() for path in modes if path.is_file()}
    kept = {"sitwell.db", "monitor.lock", "worker.log", "baselines/default.json"}
    assert names >= {f"data/{name}" for name in kept} | {"report.txt", "report.json", "export.json"}
    for path, mode in modes.items():
        assert mode == (0o700 if path.is_dir() else 0o600), f"{path}: {mode:o}"


def test_no_picture_or_landmark_is_kept(lived: Desk, evidence: Evidence) -> None:
    """No file that was written holds a picture, a row of its pixels, or a frame's landmarks."""
    files = [path for path, status in walk(lived.folder) if stat.S_ISREG(status.st_mode)]
    assert sum(path.stat().st_size for path in files) > 10_000
    traces = {path.name: find_traces(path.read_bytes(), evidence) for path in files}
    assert {name: found for name, found in traces.items() if found} == {}


@may_choose_group
def test_nothing_is_kept_elsewhere(lived: Desk) -> None:
    """Nothing that Sitwell wrote is left in any other folder: each of its files has its group."""
    ours = [path for place in ELSEWHERE for path, status in walk(place) if status.st_gid == GROUP]
    assert ours == []
    assert lived.store.stat().st_gid == GROUP


def encode(form: str, bgr: Picture) -> bytes:
    """Write a picture as a file of that form."""
    done, content = cv2.imencode(form, bgr)
    assert done
    return content.tobytes()


def saved(array: np.ndarray) -> bytes:
    """Write an array as numpy does."""
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("plant", "trace"),
    [
        pytest.param(lambda bgr: bgr.tobytes(), "BGR pixels", id="BGR"),
        pytest.param(lambda bgr: bgr[..., ::-1].tobytes(), "RGB pixels", id="RGB"),
        pytest.param(lambda bgr: bgr[::2, ::2].tobytes(), "BGR pixels", id="half the size"),
        pytest.param(
            lambda bgr: bgr[200:340, 200:440].tobytes(), "BGR pixels", id="the face alone"
        ),
        pytest.param(
            lambda bgr: cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).tobytes(), "grey pixels", id="grey"
        ),
        pytest.param(lambda bgr: encode(".png", bgr), "PNG", id="PNG"),
        pytest.param(lambda bgr: encode(".jpg", bgr), "JPEG", id="JPEG"),
        pytest.param(lambda bgr: encode(".webp", bgr), "WebP or AVI", id="WebP"),
        pytest.param(lambda bgr: encode(".bmp", bgr), "BMP", id="BMP"),
        pytest.param(lambda bgr: encode(".tiff", bgr), "TIFF", id="TIFF"),
    ],
)
def test_planted_picture_is_found(
    clip: Path, evidence: Evidence, plant: Callable[[Picture], bytes], trace: str
) -> None:
    """The search finds a picture of the run anywhere in a file, in any of these forms."""
    frame = list(read_frames(clip))[FRAMES // 2]
    assert trace in find_traces(b"before" + plant(frame) + b"after", evidence)


def in_json(pose: Pose) -> bytes:
    """Write landmarks as programs do, to four digits."""
    rows = np.column_stack((pose.xy, pose.visibility)).round(4).tolist()
    return json.dumps([{"x": x, "y": y, "visibility": seen} for x, y, seen in rows]).encode()


@pytest.mark.parametrize(
    ("plant", "trace"),
    [
        *(
            pytest.param(lambda p, k=kind: saved(p.xy.astype(k)), f"landmarks as {kind}", id=kind)
            for kind in ("<f8", ">f8", "<f4", ">f4", "<f2")
        ),
        pytest.param(lambda p: saved(p.world.astype("<f4")), "landmarks as <f4", id="in metres"),
        pytest.param(in_json, "landmarks in digits", id="JSON"),
        pytest.param(
            lambda p: json.dumps((p.xy / (p.aspect, 1.0)).tolist()).encode(),
            "landmarks in digits",
            id="JSON of fractions",
        ),
        pytest.param(
            lambda p: "\n".join(f"{x:.5f},{y:.5f},{z:.5f}" for x, y, z in p.world).encode(),
            "landmarks in digits",
            id="table in metres",
        ),
    ],
)
def test_planted_landmarks_are_found(
    poses: list[Pose], evidence: Evidence, plant: Callable[[Pose], bytes], trace: str
) -> None:
    """The search finds the landmarks of one frame anywhere in a file, in any of these forms."""
    planted = plant(poses[FRAMES // 2])
    assert trace in find_traces(b"before" + planted + b"after", evidence)


SECRET = b"of somebody else"


@pytest.fixture
def target(desk: Desk) -> Path:
    """Give a file that is none of Sitwell's."""
    path = desk.folder / "target"
    path.write_bytes(SECRET)
    path.chmod(0o644)
    return path


def untouched(target: Path) -> bool:
    """Say whether a file is as it was, with the mode it had."""
    return target.read_bytes() == SECRET and stat.S_IMODE(target.stat().st_mode) == 0o644


WATCH = ["watch", "--source", CALIBRATION, "--speed", "max", "--notifier", "silent"]


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        pytest.param("config.toml", ["report"], 2, id="config"),
        pytest.param("data/baselines/default.json", ["replay", CALIBRATION], 3, id="baseline"),
        pytest.param(
            "data/baselines/default.json", ["calibrate", "--source", CALIBRATION], 1, id="new one"
        ),
        pytest.param("data/sitwell.db", ["report"], 8, id="store"),
        pytest.param("data/sitwell.db", WATCH, 8, id="store that is written"),
        pytest.param("data/sitwell.db-wal", WATCH, 8, id="log of the store"),
        pytest.param("data/monitor.lock", WATCH, 8, id="lock"),
        pytest.param("report.txt", ["report", "--out", "report.txt"], 1, id="report"),
    ],
)
def test_link_is_refused(
    calibrated: Desk, target: Path, name: str, words: list[str | Path], code: int
) -> None:
    """A link in place of a file is refused in one line, and what it leads to stays as it is."""
    link = calibrated.folder / name
    link.unlink(missing_ok=True)
    link.symlink_to(target)
    outcome = calibrated.run(*words)
    assert (outcome.code, outcome.out) == (code, "")
    assert "symbolic link" in outcome.err.splitlines()[-1]
    assert outcome.err.count("sitwell: ") == 1
    assert link.is_symlink()
    assert untouched(target)


def test_link_for_the_log_is_not_followed(calibrated: Desk, target: Path) -> None:
    """Where the log is a link the watch goes on without one, and what it leads to stays."""
    (calibrated.data / "worker.log").symlink_to(target)
    outcome = calibrated.run(*WATCH)
    assert outcome.code == 0, outcome.err
    assert untouched(target)
