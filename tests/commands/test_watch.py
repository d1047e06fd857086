"""The monitor in the foreground: what it keeps, how it ends, and what it survives."""

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk import SAMPLES, Desk, Outcome, Running, Session, named, wait_until

from sitwell.adapters.lock import hold
from sitwell.adapters.store import open_store
from sitwell.core.records import Records

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc"),
]

CLIP = SAMPLES / "front" / "session.mp4"
MountDisk = Callable[[str, str], Path]
MOST_LOST_S = 10.0
AGES_AGO, AGES_AHEAD = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def watched(
    side_every_5_s: Session, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Desk, Outcome]:
    """Watch the session of samples/side, as fast as possible, with a look every 5 s."""
    side, desk = side_every_5_s, Desk(tmp_path_factory.mktemp("watched"))
    shutil.copy(side.desk.config, desk.config)
    clip = side.folder / "session.mp4"
    words = ("--source", clip, "--baseline", side.desk.baseline, "--speed", "max")
    return desk, desk.run("watch", *words, "--notifier", "terminal")


def records(desk: Desk) -> Records:
    """Read everything that is kept."""
    with open_store(desk.store) as store:
        return store.read(AGES_AGO, AGES_AHEAD)


@pytest.fixture
def watching(calibrated: Desk) -> Iterator[Running]:
    """Watch a recording at its own pace, with something already kept."""
    with calibrated.running("watch", "--source", CLIP, "--notifier", "silent") as running:
        running.await_words("Watching")
        wait_until(lambda: len(records(calibrated).spans) > 0, "a first span")
        yield running


@pytest.fixture(scope="module")
def steady(
    learnt: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, Running]]:
    """Watch a recording at its own pace, for tests that leave it alone."""
    desk = Desk(tmp_path_factory.mktemp("steady"))
    words = ("--source", CLIP, "--baseline", learnt, "--notifier", "silent")
    with desk.running("watch", *words) as running:
        wait_until(lambda: desk.store.exists() and len(records(desk).spans) > 0, "a first span")
        yield desk, running


def is_alive(pid: int) -> bool:
    """Say whether a process still runs; a zombie does not."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def test_watch_is_the_replayed_monitor(
    watched: tuple[Desk, Outcome], side_every_5_s: Session
) -> None:
    """What is kept of a recording is what `replay` says of it: seconds, episodes and nudges."""
    (desk, outcome), side = watched, side_every_5_s
    assert outcome.code == 0, outcome.err
    kept = records(desk)
    summary = side.events[-1]
    for state in ("upright", "slumped", "overextended", "unknown", "absent"):
        kept_s = sum(span.duration_s for span in kept.spans if span.state == state)
        assert kept_s == pytest.approx(summary[f"{state}_s"], abs=0.1), state
    lengths = [event["duration_s"] for event in named(side.events, "slump_end")]
    assert [episode.duration_s for episode in kept.episodes] == pytest.approx(lengths)
    kinds = [event["kind"] for event in named(side.events, "nudge")]
    assert [nudge.kind for nudge in kept.nudges] == kinds


def test_report_agrees(watched: tuple[Desk, Outcome]) -> None:
    """The day's report adds up what was kept, also where the recording ran past midnight."""
    desk, _ = watched
    kept = records(desk)
    last = max(span.start + timedelta(seconds=span.duration_s) for span in kept.spans)
    day = last.astimezone().date().isoformat()
    outcome = desk.run("report", "--day", day, "--days", "2", "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    days = json.loads(outcome.out)["days"]
    for state in ("upright", "slumped", "absent", "unknown"):
        kept_s = sum(span.duration_s for span in kept.spans if span.state == state)
        assert sum(day[f"{state}_s"] for day in days) == pytest.approx(kept_s, abs=0.5), state
    assert sum(day["slump_episodes"]["number"] for day in days) == len(kept.episodes)


def test_terminal_tells_what_happens(watched: tuple[Desk, Outcome]) -> None:
    """Messages go to stderr in the order in which things happen; stdout stays for results."""
    _, outcome = watched
    assert outcome.out == ""
    places = [outcome.err.index(w) for w in ("Watching", "slumping since", "Sitwell: ")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("number", "code", "to_all"),
    [
        pytest.param(signal.SIGINT, 130, True, id="ctrl-c"),
        pytest.param(signal.SIGTERM, 0, False, id="kill"),
        pytest.param(signal.SIGTERM, 0, True, id="systemd-stop"),
    ],
)
def test_signal_ends_it_cleanly(
    calibrated: Desk, watching: Running, number: int, code: int, to_all: bool
) -> None:
    """Ctrl-C and SIGTERM end it: right exit code, lock free, store whole, nobody left behind."""
    children = watching.children()
    assert children
    ended = watching.end(number, group=to_all)
    assert ended.code == code
    assert "Traceback" not in ended.err
    assert "sitwell: " not in ended.err
    with hold(calibrated.data / "monitor.lock"):
        assert sum(span.duration_s for span in records(calibrated).spans) > 0.0
    wait_until(lambda: not any(map(is_alive, children)), "the worker's end", 5.0)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(signal.SIGKILL, id="killed"),
        pytest.param(signal.SIGSEGV, id="a crash in OpenCV's decoder"),
    ],
)
def test_a_sudden_end_loses_little(
    calibrated: Desk, watching: Running, number: signal.Signals
) -> None:
    """A sudden end loses 10 s of the record at most, frees the lock, and the worker follows."""
    children = watching.children()
    wait_until(lambda: kept_s(calibrated) >= 12.0, "12 s of record")
    watching.process.send_signal(number)
    killed = datetime.now().astimezone()
    watching.process.wait()
    spans = records(calibrated).spans
    last = max(span.start + timedelta(seconds=span.duration_s) for span in spans)
    assert (killed - last).total_seconds() <= MOST_LOST_S
    with hold(calibrated.data / "monitor.lock"):
        pass
    wait_until(lambda: not any(map(is_alive, children)), "the worker's end", 10.0)


def kept_s(desk: Desk) -> float:
    """Give the seconds on record."""
    return sum(span.duration_s for span in records(desk).spans)


def test_shared_memory_has_no_name(steady: tuple[Desk, Running]) -> None:
    """Whatever ends a watch, no shared memory can stay behind: it never has a name."""
    _, running = steady
    maps = Path(f"/proc/{running.process.pid}/maps").read_text()
    assert "/memfd:sitwell (deleted)" in maps
    assert "/dev/shm/" not in maps


def test_the_worker_reads_pictures_and_cannot_write_them(steady: tuple[Desk, Running]) -> None:
    """The worker's end of the shared memory is mapped for reading alone."""
    _, running = steady
    maps = [Path(f"/proc/{pid}/maps").read_text() for pid in running.children()]
    shared = [line for text in maps for line in text.splitlines() if "/memfd:sitwell" in line]
    assert [line.split()[1] for line in shared] == ["r--s"]


def test_two_monitors_are_one_too_many(steady: tuple[Desk, Running], learnt: Path) -> None:
    """A second watch is refused with the pid of the first, which goes on."""
    desk, running = steady
    second = desk.run("watch", "--source", CLIP, "--baseline", learnt)
    assert second.code == 6
    assert str(running.process.pid) in second.err
    assert running.process.poll() is None


def test_no_session_bus(calibrated: Desk) -> None:
    """Without a desktop `auto` means the terminal, and the watch works."""
    clip = SAMPLES / "side" / "calibration.mp4"
    words = ("--source", clip, "--speed", "max", "--notifier", "auto")
    outcome = calibrated.run("watch", *words)
    assert outcome.code == 0
    assert "sitwell: " not in outcome.err


def test_silent_is_silent(desk: Desk, side_every_5_s: Session) -> None:
    """A nudge that nobody wants to see is kept for the report, and no fault to complain about."""
    side = side_every_5_s
    shutil.copy(side.desk.config, desk.config)
    clip = side.folder / "session.mp4"
    words = ("--source", clip, "--baseline", side.desk.baseline, "--speed", "max")
    outcome = desk.run("watch", *words, "--notifier", "silent")
    assert len(records(desk).nudges) > 0
    assert "nudge: " in outcome.err
    assert "itwell: " not in outcome.err


def test_worker_dies_on_the_way(calibrated: Desk, watching: Running) -> None:
    """A worker that dies is started again with one line about it, and the watch goes on."""
    for pid in watching.children():
        if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)
    watching.await_words("starting it again")
    before = kept_s(calibrated)
    wait_until(lambda: kept_s(calibrated) > before + 6.0, "the record to grow")
    ended = watching.end(signal.SIGTERM, group=False)
    assert ended.code == 0
    assert ended.err.count("sitwell: ") == 1


def fill(folder: Path) -> None:
    """Leave no byte free on a disk."""
    with suppress(OSError), (folder / "ballast").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_disk_fills_up(calibrated: Desk, mount_disk: MountDisk) -> None:
    """On a full disk the watch says so once, goes on, and saves what waited once there is room."""
    small_disk = mount_disk("small", "size=256k")
    desk = Desk(small_disk.parent / "desk")
    desk.folder.mkdir()
    desk.data.symlink_to(small_disk)
    words = ("--source", CLIP, "--baseline", calibrated.baseline, "--notifier", "silent")
    with desk.running("watch", *words) as running:
        wait_until(desk.store.exists, "the store")
        wait_until(lambda: len(records(desk).spans) > 0, "a first span")
        fill(small_disk)
        running.await_words("keeps trying")
        (small_disk / "ballast").unlink()
        before = kept_s(desk)
        wait_until(lambda: kept_s(desk) > before + 6.0, "the record to grow")
        ended = running.end(signal.SIGTERM, group=False)
    assert ended.code == 0
    assert ended.err.count("sitwell: ") == 1


def test_calibrate_on_a_full_disk(mount_disk: MountDisk) -> None:
    """Calibrating on a full disk says so and keeps the old baseline, byte for byte."""
    small_disk = mount_disk("small", "size=256k")
    desk = Desk(small_disk.parent)
    old = small_disk / "baseline.json"
    old.write_text('{"schema": 1}')
    fill(small_disk)
    clip = SAMPLES / "front" / "calibration.mp4"
    outcome = desk.run("calibrate", "--source", clip, "--out", old)
    assert outcome.code == 1
    assert "No space left" in outcome.complaint
    assert old.read_text() == '{"schema": 1}'
    assert [path.name for path in sorted(small_disk.iterdir())] == ["ballast", "baseline.json"]
