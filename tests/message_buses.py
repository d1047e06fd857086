"""Message buses of our own, services on them that dbusmock plays, and ways to disturb both."""

import contextlib
import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PYTHON = "/usr/bin/python3"
"""The Python that Debian's python3-dbusmock belongs to."""

PATIENCE_S = 10.0

LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
SESSION_PATH = f"{LOGIND_PATH}/session/c1"
MOCK = "org.freedesktop.DBus.Mock"

CONFIG = """<busconfig><type>session</type><listen>unix:path={socket}</listen>
<servicedir>{services}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


class MessageBus:
    """A dbus-daemon that can be frozen, killed and started again under its address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._config = folder / "bus.conf"
        self.services = folder / "services"
        self.services.mkdir(parents=True)
        socket = folder / "bus"
        self.address = f"unix:path={socket}"
        text = CONFIG.format(socket=socket, services=self.services)
        self._config.write_text(text, encoding="utf-8")
        self.start()

    def start(self) -> None:
        """Start the daemon, and wait until it listens."""
        self.daemon = subprocess.Popen(
            ("dbus-daemon", f"--config-file={self._config}", "--nofork", "--print-address=1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.daemon.stdout is not None
        assert self.daemon.stdout.readline()

    def kill(self) -> None:
        """Kill the daemon; its socket stays behind."""
        end(self.daemon)
        (self._folder / "bus").unlink(missing_ok=True)

    def call(self, name: str, path: str, member: str, *arguments: tuple[str, Any]) -> tuple:
        """Call `interface.method` of a service; each argument is (signature, value)."""
        from jeepney import DBusAddress, new_method_call
        from jeepney.io.blocking import open_dbus_connection
        from jeepney.wrappers import unwrap_msg

        interface, _, method = member.rpartition(".")
        signature = "".join(sign for sign, _ in arguments)
        body = tuple(value for _, value in arguments)
        call = new_method_call(DBusAddress(path, name, interface), method, signature or None, body)
        with open_dbus_connection(self.address, auth_timeout=PATIENCE_S) as link:
            return unwrap_msg(link.send_and_get_reply(call, timeout=PATIENCE_S))

    def has(self, name: str) -> bool:
        """Say whether a service has that name."""
        member = "org.freedesktop.DBus.NameHasOwner"
        return self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", member, ("s", name))[0]


class Services:
    """A system bus and a session bus, and the services that were started on them."""

    def __init__(self, folder: Path) -> None:
        self.system = MessageBus(folder / "system")
        self.session = MessageBus(folder / "session")
        self._mocks: list[subprocess.Popen[bytes]] = []
        self.env = {
            "DBUS_SYSTEM_BUS_ADDRESS": self.system.address,
            "DBUS_SESSION_BUS_ADDRESS": self.session.address,
            "XDG_SESSION_ID": "c1",
        }

    def start_login(self) -> subprocess.Popen[bytes]:
        """Start logind with one session, c1."""
        mock = self._start(self.system, LOGIND, "--template", "logind")
        self.login(
            f"{MOCK}.AddSession",
            *(("s", "c1"), ("s", "seat0"), ("u", 1000), ("s", "me"), ("b", True)),
        )
        return mock

    def start_template(
        self, name: str, template: str, **parameters: str
    ) -> subprocess.Popen[bytes]:
        """Start one of dbusmock's own services on the session bus."""
        words = ("--template", template, "--parameters", json.dumps(parameters))
        return self._start(self.session, name, *words)

    def start(self, name: str, path: str, interface: str = "") -> subprocess.Popen[bytes]:
        """Start an empty service on the session bus, with one object."""
        return self._start(self.session, name, "--session", name, path, interface or name)

    def add_method(self, name: str, path: str, member: str, out: str, code: str) -> None:
        """Give a service of the session bus a method without arguments."""
        interface, _, method = member.rpartition(".")
        words = (("s", interface), ("s", method), ("s", ""), ("s", out), ("s", code))
        self.session.call(name, path, f"{MOCK}.AddMethod", *words)

    def add_property(self, name: str, path: str, member: str, value: tuple[str, Any]) -> None:
        """Give a service of the session bus a property."""
        interface, _, title = member.rpartition(".")
        words = (("s", interface), ("s", title), ("v", value))
        self.session.call(name, path, f"{MOCK}.AddProperty", *words)

    def change(self, name: str, path: str, member: str, value: tuple[str, Any]) -> None:
        """Change a property of a service of the session bus, which tells it by a signal."""
        interface, _, title = member.rpartition(".")
        words = (("s", interface), ("a{sv}", {title: value}))
        self.session.call(name, path, f"{MOCK}.UpdateProperties", *words)

    def login(self, member: str, *arguments: tuple[str, Any], path: str = LOGIND_PATH) -> None:
        """Call a method of logind."""
        self.system.call(LOGIND, path, member, *arguments)

    def lock(self, is_locked: bool) -> None:
        """Lock or unlock the session in logind."""
        member = f"{LOGIND}.Session.SetLockedHint"
        self.login(member, ("b", is_locked), path=SESSION_PATH)

    def prepare_for_sleep(self, is_asleep: bool) -> None:
        """Announce sleep, or waking, as logind does."""
        member = f"{LOGIND}.Manager"
        words = (("s", member), ("s", "PrepareForSleep"), ("s", "b"), ("av", [("b", is_asleep)]))
        self.login(f"{MOCK}.EmitSignal", *words)

    def stop(self) -> None:
        """Kill everything that was started."""
        for process in (*self._mocks, self.system.daemon, self.session.daemon):
            end(process)

    def _start(self, bus: MessageBus, name: str, *words: str) -> subprocess.Popen[bytes]:
        mock = subprocess.Popen(
            (PYTHON, "-m", "dbusmock", *words),
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._mocks.append(mock)
        wait_until(lambda: bus.has(name))
        return mock


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process, frozen or not, and wait for it."""
    process.kill()
    process.wait(timeout=PATIENCE_S)
    if process.stdout is not None:
        process.stdout.close()


@contextlib.contextmanager
def frozen(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Stop a process in its tracks for as long as the block runs."""
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for another process; the only place where a test of this room waits by the clock."""
    last_s = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < last_s, "the other process did not get there in time"
        time.sleep(0.01)
