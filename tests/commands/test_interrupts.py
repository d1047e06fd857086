"""Ctrl-C, SIGTERM and SIGHUP in commands that keep nothing on the way."""

import signal
from pathlib import Path

import pytest
from desk import SAMPLES, Desk, wait_until

CLIP = SAMPLES / "front" / "session.mp4"
LINUX = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(signal.SIGINT, 130, id="ctrl-c"),
        pytest.param(signal.SIGTERM, 143, id="sigterm"),
        pytest.param(signal.SIGHUP, 129, id="sighup"),
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["replay", CLIP, "--json", "--readings"], id="replay"),
        pytest.param(["score", "--json", *["face.png"] * 500], id="score"),
        pytest.param(["demo"], id="demo"),
    ],
)
@LINUX
def test_interrupted_at_work(
    calibrated: Desk, pictures: Path, words: list[str | Path], number: int, code: int
) -> None:
    """An interrupted command ends at once, says nothing, and leaves no process and no file."""
    (calibrated.folder / "face.png").write_bytes((pictures / "000.png").read_bytes())
    temporary = calibrated.folder / "tmp"
    temporary.mkdir()
    with calibrated.running(*words, TMPDIR=str(temporary)) as running:
        wait_until(lambda: running.out.stat().st_size > 0, "a first result")
        await_worker(calibrated)
        children = running.children()
        ended = running.end(number, group=number == signal.SIGINT)
    assert (ended.code, ended.err) == (code, "")
    assert list(temporary.iterdir()) == []
    wait_until(lambda: not any(Path(f"/proc/{p}/fd").exists() for p in children), "their end", 10)


CTRL_C = """
import os, signal, sys
class Finger:
    def find_spec(name, path=None, target=None):
        if name == os.environ["PRESSED_AT"]:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finger)
"""


@pytest.mark.parametrize(
    "module", ["sitwell.cli.program", "logging", "typer", "sitwell.errors", "sitwell.cli.data"]
)
def test_interrupted_before_it_began(desk: Desk, module: str) -> None:
    """Ctrl-C while modules are still loaded ends any command at once, and says nothing."""
    # Python imports this by itself before all else.
    (desk.folder / "sitecustomize.py").write_text(CTRL_C)
    outcome = desk.run("status", PYTHONPATH=str(desk.folder), PRESSED_AT=module)
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "")


@LINUX
def test_interrupted_calibration(calibrated: Desk) -> None:
    """An interrupted calibration leaves the old baseline, and nothing beside it."""
    old = calibrated.baseline.read_bytes()
    with calibrated.running("calibrate", "--source", CLIP) as running:
        await_worker(calibrated)
        ended = running.end(signal.SIGINT, group=True)
    assert (ended.code, ended.out, ended.err) == (130, "", "")
    assert calibrated.baseline.read_bytes() == old
    assert list(calibrated.baseline.parent.iterdir()) == [calibrated.baseline]


def await_worker(desk: Desk) -> None:
    """Wait until MediaPipe has begun, and so written its first words."""
    log = desk.data / "worker.log"
    wait_until(lambda: log.exists() and log.stat().st_size > 0, "the worker's log")
