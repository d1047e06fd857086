"""The worker's life: sealed from birth, lost with a reason, and nothing left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sitwell.adapters.landmarker import Landmarker, worker
from sitwell.core.frame import Frame
from sitwell.errors import Unsealed, WorkerLost

from .conftest import memory_names, wait_for_end

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

HOLDER = """
import sys, numpy as np
from sitwell.adapters.landmarker import Landmarker, worker
from sitwell.core.frame import Frame
if __name__ == "__main__":
    landmarker = Landmarker()
    landmarker.follow(Frame(0.0, np.zeros((48, 64, 3), np.uint8)))
    print(landmarker.pid, flush=True)
    if sys.argv[1] == "raise":
        raise RuntimeError("on purpose")
    sys.stdin.read()
"""


def start_holder(how: str) -> subprocess.Popen[str]:
    """Start a process that holds a landmarker and prints its worker's id."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read_status(task: Path) -> dict[str, str]:
    """Read a thread's /proc status."""
    lines = (task / "status").read_text().splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def test_every_thread_of_the_live_worker_is_sealed(landmarker, frames):
    """The kernel reports a filter on the worker and on every thread of MediaPipe's."""
    landmarker.follow(frames[0])
    assert "no socket of any family" in landmarker.seal.words
    tasks = list(Path(f"/proc/{landmarker.pid}/task").iterdir())
    assert len(tasks) > 1
    assert {read_status(task)["Seccomp"] for task in tasks} == {"2"}


def test_the_live_worker_holds_no_foreign_socket(landmarker):
    """The worker's only socket is its end of the pipe to the parent."""
    links = [os.readlink(link) for link in Path(f"/proc/{landmarker.pid}/fd").iterdir()]
    assert sum(link.startswith("socket:") for link in links) == 1


def test_no_memory_has_a_name_while_at_work(frames):
    """Shared memory is nameless once the worker is attached, also after it grew."""
    with Landmarker() as landmarker:
        assert memory_names(os.getpid()) == []
        landmarker.follow(Frame(0.0, np.zeros((1500, 2000, 3), np.uint8)))
        assert memory_names(os.getpid()) == []
        assert len(landmarker.follow(frames[1])) == 1


def test_the_worker_comes_alone():
    """Nothing else is started: no resource tracker, which would have nothing to track on Linux."""
    with start_holder("wait") as holder:
        worker_pid = holder.stdout.readline().strip()
        children = Path(f"/proc/{holder.pid}/task/{holder.pid}/children").read_text().split()
        holder.kill()
    assert children == [worker_pid]


def test_leaves_nothing_behind_when_the_caller_raises():
    """An error in the caller's block ends and reaps the worker and frees its memory."""
    landmarker = Landmarker()
    pid = landmarker.pid
    with pytest.raises(RuntimeError, match="on purpose"), landmarker:
        raise RuntimeError("on purpose")
    assert not Path(f"/proc/{pid}").exists()
    assert memory_names(os.getpid()) == []
    assert pid not in {child.pid for child in multiprocessing.active_children()}


@pytest.mark.parametrize("how", ["raise", "kill"])
def test_the_worker_does_not_outlive_its_parent(how):
    """The worker ends when its parent ends, by an error nobody caught or by SIGKILL."""
    with start_holder(how) as holder:
        worker = int(holder.stdout.readline())
        if how == "kill":
            holder.kill()
        assert wait_for_end(worker)
        holder.wait(10)
        noise = holder.stderr.read()
    assert memory_names(holder.pid) == []
    assert "leaked" not in noise
    assert noise.count("Traceback") == (1 if how == "raise" else 0)


def test_an_interrupt_is_the_parents_business(frames):
    """SIGINT, which a terminal sends to the worker too, does not stop it."""
    with Landmarker() as landmarker:
        os.kill(landmarker.pid, signal.SIGINT)
        assert len(landmarker.follow(frames[0])) == 1


def test_a_killed_worker_is_reported_and_restarted(frames, tmp_path):
    """A worker that was killed gives WorkerLost with its last words, and can be begun anew."""
    with Landmarker(log_path=tmp_path / "worker.log") as landmarker:
        landmarker.follow(frames[0])
        os.kill(landmarker.pid, signal.SIGKILL)
        with pytest.raises(WorkerLost, match=r"killed by SIGKILL .*worker\.log ends: .+; start"):
            landmarker.follow(frames[1])
        assert landmarker.pid is None
        with pytest.raises(WorkerLost, match="not running"):
            landmarker.follow(frames[1])
        landmarker.restart()
        assert len(landmarker.follow(frames[1])) == 1


def test_a_hung_worker_is_ended_at_its_deadline(frames):
    """A worker that gives no answer in time is ended, not waited for, and reaped."""
    with Landmarker(deadline_s=0.3) as landmarker:
        pid = landmarker.pid
        os.kill(pid, signal.SIGSTOP)
        with pytest.raises(WorkerLost, match=r"no answer within 0\.3 s"):
            landmarker.follow(frames[0])
        assert not Path(f"/proc/{pid}").exists()


def test_library_noise_goes_to_the_private_log(frames, tmp_path, capfd):
    """What MediaPipe prints goes to the log, readable by its owner alone, never to the user."""
    log = tmp_path / "worker.log"
    with Landmarker(log_path=log) as landmarker:
        landmarker.follow(frames[0])
    assert "TensorFlow" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
    assert capfd.readouterr() == ("", "")


def test_a_log_that_cannot_be_written_is_said(tmp_path, capfd):
    """A log path that cannot be opened refuses to start and says so in one line."""
    (tmp_path / "absent").write_text("a file where a folder should be")
    with pytest.raises(WorkerLost, match="absent") as caught:
        Landmarker(log_path=tmp_path / "absent" / "worker.log")
    assert "\n" not in str(caught.value)
    assert memory_names(os.getpid()) == []
    capfd.readouterr()


@pytest.mark.parametrize("allowed", [True, False])
def test_unsealed_work_needs_consent(monkeypatch, allowed):
    """Where no seal can be had the worker goes on by consent alone, and never calls it sealed."""

    def refuse() -> None:
        raise Unsealed("cannot be sealed")

    monkeypatch.setattr(worker, "seal_worker", refuse)
    if allowed:
        assert not worker._seal(allow_telemetry=True).is_in_force
    else:
        with pytest.raises(Unsealed, match="cannot be sealed"):
            worker._seal(allow_telemetry=False)


def test_an_interrupt_during_the_start_is_the_parents_business():
    """SIGINT that reaches the worker while its interpreter starts neither ends nor traces it."""
    script = HOLDER.replace(
        "    landmarker = Landmarker()",
        """
    import os, signal
    from multiprocessing.context import SpawnProcess
    start = SpawnProcess.start
    def start_then_interrupt(process):
        start(process)
        os.kill(process.pid, signal.SIGINT)
    SpawnProcess.start = start_then_interrupt
    landmarker = Landmarker()""",
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "wait"],
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
