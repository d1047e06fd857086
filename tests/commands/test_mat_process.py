"""The process that counts for the window of exercises: started, asked, and left."""

from pathlib import Path

from desk import PATIENCE_S, SAMPLES, Desk, wait_until
from piped import Piped, piped

from sitwell.commands.mat_wire import MatLook, MatWish, Reader
from sitwell.commands.window_wire import Failed, Opened
from sitwell.guard.seal import count_filtered_threads

CLIP = SAMPLES / "lab" / "locust.mp4"
MODULE, CARD = "sitwell.mat_process", "--card=locust_minivini"


def test_shows_while_it_is_wanted_and_leaves_with_the_window(desk: Desk):
    """Pictures come until they are wanted no more, from sealed processes that keep nothing."""
    with piped(desk, MODULE, CARD, f"--source={CLIP}") as process:
        counter = Piped(process, Reader())
        assert counter.await_kind(Opened).name
        look = counter.await_kind(MatLook)
        assert len(counter.pictures[-1]) == look.width * look.height * 3 > 0
        workers = counter.workers()
        for sealed in (process.pid, *workers):
            filtered, threads = count_filtered_threads(sealed)
            assert filtered == threads > 0
        counter.ask(MatWish.HIDE)
        hidden = next(m for m in counter.said if isinstance(m, MatLook) and not m.width)
        assert hidden.points == []
        shown = len(counter.pictures)
        later = next(m for m in counter.said if m.progress.is_ready)
        assert (later.width, len(counter.pictures)) == (0, shown)
        assert counter.leave() == 0
        wait_until(lambda: not any(Path(f"/proc/{w}").exists() for w in workers), "the worker")
    assert not [path for path in desk.folder.rglob("*") if path.is_file()]


def test_says_why_it_cannot_count(desk: Desk):
    """Where there is no camera it says so, with the command's own exit code, and ends."""
    with piped(desk, MODULE, CARD, "--source=/dev/video77") as process:
        failed = Piped(process, Reader()).await_kind(Failed)
        assert "no camera" in failed.words
        assert process.wait(PATIENCE_S) == failed.exit_code == 4
