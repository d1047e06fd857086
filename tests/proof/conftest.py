"""Watches of a minute and a half, begun before the first test and looked at after the last.

Where pytest has several processes, the one that is given this folder's tests has the watches.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from keep_watch import WATCH_S

KEEP_WATCH = Path(__file__).with_name("keep_watch.py")
OWN_NETWORK = ["unshare", "--user", "--map-root-user", "--net", "--mount"]
KINDS = {
    "traced": ["--trace", "trace"],
    "sealed": ["--fake-host"],
    "unsealed": ["--fake-host", "--unsealed"],
}


@dataclass(frozen=True, slots=True)
class Vigil:
    """A watch under way in a process of its own."""

    folder: Path
    process: subprocess.Popen[str]

    def result(self) -> dict[str, object]:
        """Wait for its end and give what it tells."""
        out, err = self.process.communicate(timeout=WATCH_S + 90.0)
        assert self.process.returncode == 0, err
        return json.loads(out)


def missing_for(kind: str) -> str | None:
    """Say what this machine lacks for a watch; None if nothing."""
    if sys.platform != "linux":
        return "seccomp and namespaces are Linux's"
    if kind == "traced":
        if shutil.which("strace") is None:
            return "strace is not installed"
        can = ["strace", "-qq", "-o", os.devnull, "true"]
    else:
        can = [*OWN_NETWORK, "mount", "--bind", "/etc/hosts", "/etc/hosts"]
    if shutil.which(can[0]) is None or subprocess.call(can, stderr=subprocess.DEVNULL) != 0:
        return f"not allowed on this machine: {' '.join(can[:5])}"
    return None


def begin(kind: str) -> Vigil:
    """Begin a watch."""
    folder = Path(tempfile.mkdtemp(prefix=f"sitwell-{kind}-"))
    arguments = [str(folder / word) if word == "trace" else word for word in KINDS[kind]]
    process = subprocess.Popen(
        [
            *(OWN_NETWORK if "--fake-host" in arguments else ()),
            *(sys.executable, str(KEEP_WATCH), str(folder), *arguments),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    return Vigil(folder, process)


def pytest_collection_modifyitems(items):
    """Put the tests that need a long watch behind all others."""
    items.sort(key=lambda item: not KINDS.keys().isdisjoint(item.fixturenames))


def pytest_collection_finish(session):
    """Begin the watches that the chosen tests need, unless another process may be given them."""
    session.config.stash.setdefault(VIGILS, {})
    if not session.config.option.collectonly and "PYTEST_XDIST_WORKER" not in os.environ:
        begin_all(session)


@pytest.fixture(scope="session", autouse=True)
def begun(request):
    """Begin them at the latest with the first test of this folder."""
    if not request.config.stash[VIGILS]:
        begin_all(request.session)


def begin_all(session):
    """Begin the watches that the chosen tests need."""
    vigils = session.config.stash[VIGILS]
    for kind in KINDS:
        is_wanted = any(kind in getattr(item, "fixturenames", ()) for item in session.items)
        if is_wanted and missing_for(kind) is None:
            vigils[kind] = begin(kind)


def pytest_unconfigure(config):
    """End what still runs, and leave nothing behind."""
    for vigil in config.stash.get(VIGILS, {}).values():
        if vigil.process.poll() is None:
            os.killpg(vigil.process.pid, signal.SIGKILL)
        shutil.rmtree(vigil.folder, ignore_errors=True)


VIGILS: pytest.StashKey[dict[str, Vigil]] = pytest.StashKey()


def find(request: pytest.FixtureRequest, kind: str) -> Vigil:
    """Give a watch that was begun, or skip with the reason why it was not."""
    vigil = request.config.stash[VIGILS].get(kind)
    if vigil is None:
        pytest.skip(missing_for(kind) or "the watch was not begun")
    return vigil


@pytest.fixture(scope="session")
def traced(request):
    """Give a sealed watch under strace."""
    return find(request, "traced")


@pytest.fixture(scope="session")
def sealed(request):
    """Give a sealed watch beside a host that would take MediaPipe's reports."""
    return find(request, "sealed")


@pytest.fixture(scope="session")
def unsealed(request):
    """Give the same watch without seals."""
    return find(request, "unsealed")
