"""The store under force: killed, on a full disk, and started by many at once."""

import shutil
import signal
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from sitwell.adapters.store import open_store

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
EVER = (START - timedelta(days=1), START + timedelta(days=365))
CHILD = """
    import sys
    from datetime import UTC, datetime, timedelta
    from itertools import count
    from pathlib import Path
    from sitwell.adapters.store import open_store
    from sitwell.core.records import Records, Span, State
    from sitwell.errors import StoreUnusable

    path, start = Path(sys.argv[1]), datetime(2026, 3, 2, 9, tzinfo=UTC)

    def write_second(store, n):
        spans = tuple(Span(start + timedelta(seconds=n, milliseconds=i), 0.001, State.SLUMPED)
                      for i in range(50))
        store.save(Records(spans=spans))
        print(n, flush=True)
"""
SPANS_A_SAVE = 50

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and signals")


def child_code(rest: str) -> list[str]:
    """Make the command line of a process that writes to the store; its last argument is added."""
    return [sys.executable, "-c", textwrap.dedent(CHILD) + textwrap.dedent(rest)]


@posix
def test_killed(tmp_path: Path) -> None:
    """After kill -9 everything that a save had returned for is there, and no half of a save."""
    path = tmp_path / "record.db"
    command = child_code("""
        store = open_store(path)
        for n in count():
            write_second(store, n)
    """)
    with subprocess.Popen([*command, str(path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        reported = [int(line) for line in islice(child.stdout, 40)]
        child.send_signal(signal.SIGKILL)
        reported += [int(line) for line in child.stdout if line.endswith("\n")]
    assert child.returncode == -signal.SIGKILL
    with open_store(path) as store:
        kept = [span.start for span in store.read(*EVER).spans]
    assert len(kept) in {SPANS_A_SAVE * len(reported), SPANS_A_SAVE * (len(reported) + 1)}
    assert set(kept) >= {START + timedelta(seconds=n) for n in reported}


@posix
@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a file system of its own")
def test_disk_full(tmp_path: Path) -> None:
    """On a full disk saving says so, what was saved stays readable, and freed space is used."""
    path = tmp_path / "disk" / "record.db"
    path.parent.mkdir()
    command = child_code("""
        ballast = path.with_name("ballast")
        ballast.write_bytes(b"x" * 200_000)
        store, saved = open_store(path), 0
        try:
            for saved in count():
                write_second(store, saved)
        except StoreUnusable as error:
            print(error, file=sys.stderr)
        day = (start, start + timedelta(days=1))
        assert len(store.read(*day).spans) == 50 * saved, "lost while open"
        store.close()
        with open_store(path) as again:
            assert len(again.read(*day).spans) == 50 * saved, "lost after closing"
            ballast.unlink()
            write_second(again, saved)
            assert len(again.read(*day).spans) == 50 * (saved + 1), "cannot go on"
    """)
    mounted = 'mount -t tmpfs -o size=600k tmpfs "$0" || exit 77; exec "$@"'
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mounted, str(path.parent), *command, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode == 77 or "unshare failed" in ran.stderr:
        pytest.skip("may not mount a small file system here")
    assert (ran.returncode, ran.stderr.count("\n")) == (0, 1), ran.stderr
    assert "disk is full; free some space" in ran.stderr


@posix
def test_file_may_not_grow(tmp_path: Path) -> None:
    """Where the system refuses a write midway, saving says so and what was saved is kept."""
    path = tmp_path / "record.db"
    command = child_code("""
        import resource
        store = open_store(path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            for n in count():
                write_second(store, n)
        except StoreUnusable as error:
            print(error, file=sys.stderr)
    """)
    ran = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.count("\n")) == (0, 1), ran.stderr
    assert "disk may be full or failing" in ran.stderr
    with open_store(path) as store:
        assert len(store.read(*EVER).spans) == SPANS_A_SAVE * len(ran.stdout.split())


def test_started_by_many(tmp_path: Path) -> None:
    """Processes that start the same record at once wait for each other; each finds it good.

    They used to see half of another's start: tables, but not yet the mark that they are ours; and
    SQLite gives up at once, without its busy time, when two switch a file to the log.
    """
    processes, files = 6, 40
    command = child_code("""
        print("ready", flush=True)
        sys.stdin.readline()
        for n in range(int(sys.argv[2])):
            with open_store(path / f"{n}.db") as store:
                second = start + timedelta(seconds=int(sys.argv[3]))
                store.save(Records(spans=(Span(second, 1, State.UPRIGHT),)))
    """)
    pipe = subprocess.PIPE
    children = [
        subprocess.Popen(
            [*command, str(tmp_path), str(files), str(number)],
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
        )
        for number in range(processes)
    ]
    for child in children:
        assert child.stdout is not None
        child.stdout.readline()
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [child.communicate()[1] for child in children] == [""] * processes
    for n in range(files):
        with open_store(tmp_path / f"{n}.db") as store:
            assert len(store.read(*EVER).spans) == processes
