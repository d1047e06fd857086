"""The seal, each time in a process of its own: it cannot be taken off."""

import subprocess
import sys

import pytest

from sitwell.adapters.landmarker import seal as seal_module
from sitwell.errors import WorkerLost

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")

PRELUDE = """
import os, socket, subprocess, sys, threading
from sitwell.adapters.landmarker.seal import prove_sealed, seal
from sitwell.errors import WorkerLost

def attempt(family=socket.AF_INET, kind=socket.SOCK_STREAM):
    try:
        socket.socket(family, kind).close()
    except PermissionError:
        return "refused"
    return "open"
"""


def run(script: str) -> str:
    """Run a script after the prelude and give what it printed."""
    result = subprocess.run(
        [sys.executable, "-c", PRELUDE + script],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.mark.parametrize(
    ("family", "kind"),
    [
        pytest.param("AF_INET", "SOCK_STREAM", id="tcp"),
        pytest.param("AF_INET", "SOCK_DGRAM", id="udp-and-names"),
        pytest.param("AF_INET6", "SOCK_STREAM", id="tcp-over-ipv6"),
        pytest.param("AF_UNIX", "SOCK_STREAM", id="local-name-servers"),
        pytest.param("AF_NETLINK", "SOCK_RAW", id="netlink"),
    ],
)
def test_a_planted_socket_is_refused(family, kind):
    """A socket of every family opens before the seal and is refused after it."""
    script = f"""
ask = lambda: attempt(socket.{family}, socket.{kind})
before = ask(); seal(); print(before, ask())
"""
    assert run(script) == "open refused"


def test_threads_born_before_the_seal_are_sealed():
    """A thread that ran before the seal, as numpy's do, cannot open a socket after it."""
    script = """
go, said = threading.Event(), []
thread = threading.Thread(target=lambda: (go.wait(), said.append(attempt())))
thread.start(); seal(); go.set(); thread.join(); print(*said)
"""
    assert run(script) == "refused"


def test_children_inherit_the_seal():
    """A program started by the sealed process is sealed too."""
    script = """
seal()
code = "import socket; socket.socket()"
child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
print("PermissionError" in child.stderr)
"""
    assert run(script) == "True"


def test_the_x32_way_in_is_shut():
    """The same call by its x32 number, which a filter for one number would miss, is refused."""
    script = """
import ctypes, errno, platform
libc = ctypes.CDLL(None, use_errno=True)
seal()
x32_socket = 0x40000000 | 41
if platform.machine() == "x86_64":
    libc.syscall(ctypes.c_long(x32_socket), 2, 1, 0)
    print(errno.errorcode[ctypes.get_errno()])
else:
    print("EACCES")
"""
    assert run(script) == "EACCES"


def test_the_proof_fails_without_the_seal():
    """The proof is one: in an unsealed process it fails and names what was open."""
    script = """
try:
    prove_sealed()
except WorkerLost as error:
    print(error)
"""
    said = run(script)
    assert "AF_UNIX, AF_INET" in said
    assert "io_uring" in said


def test_the_proof_holds_under_the_seal():
    """A sealed process passes the proof, and its pipes still work."""
    script = """
seal(); prove_sealed()
reading, writing = os.pipe(); os.write(writing, b"proven"); print(os.read(reading, 6).decode())
"""
    assert run(script) == "proven"


@pytest.mark.parametrize(
    ("system", "machine"),
    [
        pytest.param("win32", "AMD64", id="windows"),
        pytest.param("linux", "riscv64", id="unknown-architecture"),
    ],
)
def test_a_system_without_a_seal_is_refused(monkeypatch, system, machine):
    """Where no seal is known, sealing fails and says how to consent."""
    monkeypatch.setattr(seal_module.sys, "platform", system)
    monkeypatch.setattr(seal_module.platform, "machine", lambda: machine)
    with pytest.raises(WorkerLost, match="allow_mediapipe_telemetry"):
        seal_module.seal()
