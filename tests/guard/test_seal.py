"""The seal, each time in a process of its own: it cannot be taken off."""

import subprocess
import sys
import tempfile

import pytest

from sitwell.errors import Unsealed
from sitwell.guard import seal as seal_module
from sitwell.guard import seccomp

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")

PRELUDE = """
import ctypes, errno, os, platform, socket, subprocess, sys, tempfile, threading
from pathlib import Path
from sitwell.guard import landlock, seccomp, seal as seal_module
from sitwell.guard.seal import count_filtered_threads, find_acts, find_leaks
from sitwell.guard.seal import seal_program, seal_worker
from sitwell.errors import Unsealed

def attempt(family=socket.AF_INET, kind=socket.SOCK_STREAM):
    try:
        socket.socket(family, kind).close()
    except PermissionError:
        return "refused"
    return "open"
"""


def run(script: str) -> str:
    """Run a script after the prelude, in a folder of its own, and give what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run(
            [sys.executable, "-c", PRELUDE + script],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            cwd=folder,
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
before = ask(); seal_worker(); print(before, ask())
"""
    assert run(script) == "open refused"


def test_threads_born_before_the_seal_are_sealed():
    """A thread that ran before the seal, as numpy's do, cannot open a socket after it."""
    script = """
go, said = threading.Event(), []
thread = threading.Thread(target=lambda: (go.wait(), said.append(attempt())))
thread.start(); seal_worker(); go.set(); thread.join(); print(*said)
"""
    assert run(script) == "refused"


ACTS = {
    "starting a program": "subprocess.run(['true'])",
    "tracing another process": "syscall('ptrace', 0x4206, 1 << 22, 0, 0)",
    "reading another's memory": "syscall('process_vm_readv', os.getppid(), 0, 0, 0, 0, 0)",
    "taking another's file": "syscall('pidfd_getfd', 0, 0, 0)",
    "a new file": "open(folder / 'new', 'w')",
    "writing a file": "open(folder / 'old', 'r+')",
    "writing to its end": "open(folder / 'old', 'a')",
    "emptying a file": "os.truncate(folder / 'old', 0)",
    "removing a file": "os.unlink(folder / 'old')",
    "renaming a file": "os.rename(folder / 'old', folder / 'other')",
    "linking a file": "os.link(folder / 'old', folder / 'other')",
    "a symbolic link": "os.symlink('/etc', folder / 'other')",
    "a folder": "os.mkdir(folder / 'other')",
    "a pipe with a name": "os.mkfifo(folder / 'other')",
    "a pair of sockets": "socket.socketpair()",
}
ACT = """
folder = Path.cwd()
(folder / "old").write_text("kept")
libc = ctypes.CDLL(None, use_errno=True)
def syscall(name, *arguments):
    ctypes.set_errno(0)
    if libc.syscall(ctypes.c_long(seccomp.number(name)), *arguments) < 0:
        raise OSError(ctypes.get_errno(), name)
def act():
    try:
        {act}
    except PermissionError as error:
        return errno.errorcode[error.errno]
    except OSError as error:
        return f"allowed, {{errno.errorcode[error.errno]}}"
    return "allowed"
{prepare}
print(act(), *(p.read_text() if p.is_file() else p.name for p in sorted(folder.iterdir())))
"""


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_the_worker_can_only_compute(act):
    """A sealed worker starts no program, looks into no process, and leaves the files as they are.

    Without the seal the same acts come to something else: the test would see a hole.
    """
    sealed = run(ACT.format(act=act, prepare="seal_worker()"))
    assert sealed == "EACCES kept"
    assert run(ACT.format(act=act, prepare="")) != sealed


@pytest.mark.parametrize(
    "act", ["subprocess.run(['true'])", "open(folder / 'new', 'w')", "os.unlink(folder / 'old')"]
)
def test_each_lock_holds_alone(act):
    """Where the kernel has no Landlock seccomp keeps files shut, and the other way round."""
    without_landlock = "landlock.version = lambda: 0; seal_worker()"
    without_seccomp = "assert landlock.forbid_changes()"
    assert run(ACT.format(act=act, prepare=without_landlock)) == "EACCES kept"
    if run("print(landlock.version())") != "0":
        assert run(ACT.format(act=act, prepare=without_seccomp)) == "EACCES kept"


def test_reading_goes_on():
    """A sealed process reads files, maps memory and starts threads: MediaPipe needs that."""
    script = """
seal_worker()
thread = threading.Thread(target=lambda: print(len(Path("/proc/self/status").read_text()) > 0))
thread.start(); thread.join()
"""
    assert run(script) == "True"


def test_the_x32_way_in_is_shut():
    """The same call by its x32 number, which a filter for one number would miss, is refused."""
    script = """
libc = ctypes.CDLL(None, use_errno=True)
seal_worker()
x32_socket = 0x40000000 | 41
if platform.machine() == "x86_64":
    libc.syscall(ctypes.c_long(x32_socket), 2, 1, 0)
    print(errno.errorcode[ctypes.get_errno()])
else:
    print("EACCES")
"""
    assert run(script) == "EACCES"


def test_the_proof_fails_without_the_seal():
    """The proof is one: in an unsealed process it names what was open."""
    assert run("print(*find_leaks())") == "AF_UNIX AF_INET AF_INET6 AF_NETLINK io_uring"
    assert run("print(*find_acts())") == "starting programs writing files"


def test_a_filter_that_does_not_hold_is_found_out():
    """A seal that the kernel takes and that lets a family through is refused, with its name."""
    script = """
kept = seccomp.install
inet = seccomp.Rule("socket", argument=0, only=(2,))
seccomp.install = lambda rules: kept([inet, *(r for r in rules if r.call != "socket")])
try:
    seal_worker()
except Unsealed as error:
    print(error)
"""
    said = run(script)
    assert "leaks (AF_INET)" in said
    assert "allow_mediapipe_telemetry = true" in said


def test_the_proof_holds_under_the_seal():
    """A sealed process passes the proof, its pipes still work, and the kernel confirms it."""
    script = """
said = seal_worker().words
reading, writing = os.pipe(); os.write(writing, b"proven")
sealed, threads = count_filtered_threads(os.getpid())
print(os.read(reading, 6).decode(), sealed == threads > 0, said)
"""
    said = run(script)
    assert said.startswith("proven True no socket of any family")
    assert run("print(count_filtered_threads(os.getpid())[0])") == "0"


def test_the_program_keeps_local_sockets_only():
    """The process with the camera can still notify, and reaches no network; nor do its children."""
    script = """
print(attempt(), attempt(socket.AF_UNIX)); seal_program()
code = "import socket; socket.socket()"
child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
families = (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET)
print(*(attempt(family, socket.SOCK_RAW) for family in families))
print(attempt(), attempt(socket.AF_UNIX), "PermissionError" in child.stderr)
"""
    assert run(script).splitlines() == [
        "open open",
        "refused refused refused refused",
        "refused open True",
    ]


def test_a_camera_with_an_address_opens_its_port_alone():
    """Where the camera is an address TCP goes to its port, and to no other, nor from any."""
    script = """
def reach(port):
    with socket.socket() as probe:
        return errno.errorcode.get(probe.connect_ex(("127.0.0.1", port)), "connected")
with socket.create_server(("127.0.0.1", 0)) as camera, socket.create_server(("127.0.0.1", 0)) as o:
    ports = camera.getsockname()[1], o.getsockname()[1]
    before = [reach(port) for port in ports]
    seal_program(frozenset(ports[:1]))
    print(*before, *(reach(port) for port in ports))
try:
    socket.create_server(("127.0.0.1", 0))
except PermissionError:
    print("no server")
"""
    if int(run("print(landlock.version())")) < 4:
        pytest.skip("this kernel's Landlock does not know ports (Linux 6.7 does)")
    assert run(script).splitlines() == ["connected connected connected EACCES", "no server"]


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_filters_are_written_for_both_machines(monkeypatch, machine):
    """Each filter checks the architecture first, permits at its end, and has no jump out of it."""
    monkeypatch.setattr(seccomp.platform, "machine", lambda: machine)
    program = seccomp.write((*seal_module._NO_NETWORK, *seal_module._NO_WRITING))
    assert [program[0].operand, program[1].operand] == [4, seccomp._AUDIT_ARCH[machine]]
    assert (program[-1].code, program[-1].operand) == (0x06, 0x7FFF0000)
    for place, instruction in enumerate(program):
        assert place + 1 + max(instruction.jump_true, instruction.jump_false) < len(program) + 1


@pytest.mark.parametrize(
    ("system", "machine"),
    [
        pytest.param("win32", "ARM64", id="windows-on-arm"),
        pytest.param("linux", "riscv64", id="unknown-architecture"),
    ],
)
def test_a_system_without_a_seal_is_refused(monkeypatch, system, machine):
    """Where no seal is known, sealing fails and says how to consent."""
    monkeypatch.setattr(seal_module.sys, "platform", system)
    monkeypatch.setattr(seal_module.platform, "machine", lambda: machine)
    with pytest.raises(Unsealed, match="allow_mediapipe_telemetry") as refused:
        seal_module.seal_worker()
    assert refused.value.exit_code == 1
