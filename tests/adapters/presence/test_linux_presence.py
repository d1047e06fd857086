"""Lock, sleep, idleness and do not disturb, told by services on real message buses.

The clock that is passed in stands still unless a test moves it: what is seen meanwhile was told by
a signal, as nothing that signals tell is asked twice at one time.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from message_buses import LOGIND, LOGIND_PATH, MOCK, Services, end, frozen, wait_until
from sitwell.core.presence import UNKNOWN, Away, Presence, find_away

jeepney = pytest.importorskip("jeepney")
linux = pytest.importorskip("sitwell.adapters.presence.linux", exc_type=ImportError)
bus = pytest.importorskip("sitwell.adapters.presence.bus", exc_type=ImportError)
question = pytest.importorskip("sitwell.adapters.presence.question", exc_type=ImportError)

pytestmark = [pytest.mark.services, pytest.mark.timeout(60)]

GNOME_SAVER = ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver")
SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
MUTTER = ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core")
SERVER = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
SESSION = f"{LOGIND_PATH}/session/c1"

BOTH_BUSES_S = 2 * bus.PATIENCE_S
SLACK_S = 0.4  # for a machine that is busy with other tests


class Watcher:
    """A source with its clock, at time 0 unless moved, and all that has passed so far."""

    def __init__(self, env: dict[str, str]) -> None:
        self.t = 0.0
        self.passed: set[Away] = set()
        self.took_s = 0.0
        self._source = linux.LinuxPresence(env, clock=lambda: self.t)

    def look(self) -> Presence:
        """Look once, and keep what has passed and how long it took."""
        start = time.perf_counter()
        presence = self._source.look()
        self.took_s = time.perf_counter() - start
        self.passed |= presence.passed
        return presence

    def sees(self, holds: Callable[[Presence], bool]) -> bool:
        """Look until something holds, as a signal takes a moment to cross the bus."""
        wait_until(lambda: holds(self.look()))
        return True

    def close(self) -> None:
        """Close the source."""
        self._source.close()


@pytest.fixture
def watcher(services: Services):
    """Give a source on the buses of the test."""
    made = Watcher(services.env)
    yield made
    made.close()


class TestNobodyThere:
    """Without buses, or without services on them."""

    def test_no_bus_is_unknown(self, tmp_path: Path) -> None:
        """Where there is no bus nothing is known, and nothing raises."""
        nowhere = f"unix:path={tmp_path}/nowhere"
        watcher = Watcher({"DBUS_SYSTEM_BUS_ADDRESS": nowhere, "DBUS_SESSION_BUS_ADDRESS": nowhere})
        presence = watcher.look()
        assert (presence.is_locked, presence.is_asleep, presence.is_do_not_disturb) == (None,) * 3

    @pytest.mark.parametrize(
        "address", ["", "tcp:host=localhost,port=1", "unix:dir=/tmp", "nonsense", "unix:path", ";"]
    )
    def test_address_that_cannot_be_used_is_unknown(self, address: str) -> None:
        """An address that is no local socket is taken as no bus."""
        watcher = Watcher({"DBUS_SYSTEM_BUS_ADDRESS": "x:", "DBUS_SESSION_BUS_ADDRESS": address})
        assert watcher.look().is_locked is None

    def test_no_service_is_unknown(self, watcher: Watcher) -> None:
        """On buses without services nothing is known, and a look is short all the same."""
        assert watcher.look() == Presence(
            camera_users=(), is_microphone_used=watcher.look().is_microphone_used
        )
        assert watcher.took_s < bus.PATIENCE_S

    def test_session_bus_is_found_as_the_desktop_does(self) -> None:
        """Without an address the bus lies in the runtime folder; without that there is none."""
        assert linux.find_session_bus({"XDG_RUNTIME_DIR": "/run/user/7"}) == (
            "unix:path=/run/user/7/bus"
        )
        named = {"XDG_RUNTIME_DIR": "/run/user/7", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"}
        assert linux.find_session_bus(named) == "unix:path=/x"
        assert linux.find_session_bus({}) is None

    def test_no_service_is_started(self, services: Services, watcher: Watcher) -> None:
        """A service that the bus could start is left alone: a look is no reason to start one."""
        started = services.session.services / "started"
        name, _ = SERVER
        program = services.session.services / "program"
        program.write_text(f"#!/bin/sh\ntouch '{started}'\nexit 1\n", encoding="utf-8")
        program.chmod(0o755)
        (services.session.services / "server.service").write_text(
            f"[D-BUS Service]\nName={name}\nExec={program}\n", encoding="utf-8"
        )
        services.session.call(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.ReloadConfig"
        )
        assert watcher.look().is_do_not_disturb is None
        # Had the look asked for a start, its answer would have come after that was tried.
        assert not started.exists()
        with pytest.raises(jeepney.DBusErrorResponse):
            services.session.call(*SERVER, f"{name}.GetCapabilities")
        assert started.exists()

    def test_closed_source_knows_nothing(self, services: Services, watcher: Watcher) -> None:
        """After close a look is answered with nothing, and close may be called twice."""
        services.start_login()
        assert watcher.look().is_locked is False
        watcher.close()
        watcher.close()
        assert watcher.look() == UNKNOWN


class TestLogin:
    """logind on the system bus."""

    @pytest.fixture(autouse=True)
    def _login(self, services: Services) -> None:
        services.start_login()

    def test_first_look_asks(self, services: Services, watcher: Watcher) -> None:
        """A session that was locked before we came is locked."""
        services.lock(True)
        assert watcher.look().is_locked is True

    def test_lock_is_told(self, services: Services, watcher: Watcher) -> None:
        """Locking and unlocking are seen though the clock stands still."""
        assert watcher.look().is_locked is False
        services.lock(True)
        assert watcher.sees(lambda presence: presence.is_locked is True)
        services.lock(False)
        assert watcher.sees(lambda presence: presence.is_locked is False)

    def test_lock_between_two_looks_is_not_lost(self, services: Services, watcher: Watcher) -> None:
        """What was locked and unlocked between two looks has passed, and is told once."""
        watcher.look()
        services.lock(True)
        services.lock(False)
        assert watcher.sees(lambda presence: Away.LOCKED in presence.passed)
        wait_until(lambda: watcher.look().is_locked is False)
        assert find_away(watcher.look()) is None

    def test_other_sessions_do_not_count(self, services: Services, watcher: Watcher) -> None:
        """The lock of another session is not ours."""
        words = (("s", "c2"), ("s", "seat0"), ("u", 1001), ("s", "you"), ("b", True))
        services.login(f"{MOCK}.AddSession", *words)
        watcher.look()
        path = f"{LOGIND_PATH}/session/c2"
        services.login(f"{LOGIND}.Session.SetLockedHint", ("b", True), path=path)
        services.prepare_for_sleep(True)
        assert watcher.sees(lambda presence: presence.is_asleep is True)  # it came after the lock
        assert watcher.passed == {Away.ASLEEP}

    def test_sleep_is_told(self, services: Services, watcher: Watcher) -> None:
        """The announcement of sleep is seen, and that of waking."""
        assert watcher.look().is_asleep is False
        services.prepare_for_sleep(True)
        assert watcher.sees(lambda presence: presence.is_asleep is True)
        services.prepare_for_sleep(False)
        assert watcher.sees(lambda presence: presence.is_asleep is False)

    def test_sleep_between_two_looks_is_not_lost(
        self, services: Services, watcher: Watcher
    ) -> None:
        """The computer sleeps before we look: on waking, the first look tells of it."""
        watcher.look()
        services.prepare_for_sleep(True)
        services.prepare_for_sleep(False)
        assert watcher.sees(lambda presence: find_away(presence) is Away.ASLEEP)
        assert watcher.sees(lambda presence: find_away(presence) is None)

    def test_lost_signal_is_made_up_for(self, services: Services, watcher: Watcher) -> None:
        """What no signal told is asked again after a while: nobody stays locked for ever."""
        assert watcher.look().is_locked is False
        code = f"self.props['{LOGIND}.Session']['LockedHint'] = True"
        words = (("s", "x.y"), ("s", "LockQuietly"), ("s", ""), ("s", ""), ("s", code))
        services.login(f"{MOCK}.AddMethod", *words, path=SESSION)
        services.login("x.y.LockQuietly", path=SESSION)
        assert watcher.look().is_locked is False
        watcher.t += question.HOLDS_S
        assert watcher.look().is_locked is True

    def test_hint_of_a_wrong_type_is_unknown(self, services: Services, watcher: Watcher) -> None:
        """What is no truth value locks nobody."""
        words = (("s", f"{LOGIND}.Session"), ("a{sv}", {"LockedHint": ("s", "yes")}))
        services.login(f"{MOCK}.UpdateProperties", *words, path=SESSION)
        assert watcher.look().is_locked is None

    def test_ended_session_is_replaced(self, services: Services) -> None:
        """A session that the environment still names but that has ended gives way to "auto"."""
        code = (
            "if args[0] == 'c9': raise dbus.exceptions.DBusException('gone', name='x.y.Gone')\n"
            f"ret = dbus.ObjectPath('{SESSION}')"
        )
        words = (("s", "GetSession"), ("s", "s"), ("s", "o"), ("s", code))
        services.login(f"{MOCK}.AddMethod", ("s", f"{LOGIND}.Manager"), *words)
        services.lock(True)
        for environ in ({"XDG_SESSION_ID": "c9"}, {"XDG_SESSION_ID": ""}):
            assert Watcher(services.env | environ).look().is_locked is True

    def test_idle_hint_is_counted_from_its_beginning(
        self, services: Services, watcher: Watcher
    ) -> None:
        """A session that calls itself idle tells since when; one that does not tells nothing."""
        watcher.t = 100.0
        assert watcher.look().idle_s is None
        changed = {"IdleHint": ("b", True), "IdleSinceHintMonotonic": ("t", 70_000_000)}
        words = (("s", f"{LOGIND}.Session"), ("a{sv}", changed))
        services.login(f"{MOCK}.UpdateProperties", *words, path=SESSION)
        assert watcher.sees(lambda presence: presence.idle_s == 30.0)


class TestDesktop:
    """Screen savers, idle monitors and notification servers on the session bus."""

    def test_gnome_screen_saver_is_told(self, services: Services, watcher: Watcher) -> None:
        """A screen saver that comes up is seen, though it began and ended between two looks."""
        services.start_template("org.gnome.ScreenSaver", "gnome_screensaver")
        assert watcher.look().is_locked is False
        for is_active in (True, False):
            services.session.call(*GNOME_SAVER, f"{GNOME_SAVER[0]}.SetActive", ("b", is_active))
        assert watcher.sees(lambda presence: find_away(presence) is Away.LOCKED)
        assert watcher.sees(lambda presence: find_away(presence) is None)

    def test_free_desktop_screen_saver_is_asked(self, services: Services, watcher: Watcher) -> None:
        """The one of KDE and others counts as well."""
        services.start(*SAVER)
        services.add_method(*SAVER, f"{SAVER[0]}.GetActive", "b", "ret = True")
        assert watcher.look().is_locked is True

    def test_one_lock_is_enough(self, services: Services, watcher: Watcher) -> None:
        """Where logind denies a lock that the screen saver claims, the screen is locked."""
        services.start_login()
        services.start_template("org.gnome.ScreenSaver", "gnome_screensaver")
        services.session.call(*GNOME_SAVER, f"{GNOME_SAVER[0]}.SetActive", ("b", True))
        assert watcher.look().is_locked is True

    def test_service_that_comes_later_is_found(self, services: Services, watcher: Watcher) -> None:
        """A service that appears is asked at once, not after the next minute."""
        assert watcher.look().is_locked is None
        services.start_template("org.gnome.ScreenSaver", "gnome_screensaver")
        assert watcher.sees(lambda presence: presence.is_locked is False)

    def test_service_that_goes_is_unknown(self, services: Services, watcher: Watcher) -> None:
        """A locker that dies while it says "locked" does not lock for ever."""
        mock = services.start_template("org.gnome.ScreenSaver", "gnome_screensaver")
        services.session.call(*GNOME_SAVER, f"{GNOME_SAVER[0]}.SetActive", ("b", True))
        assert watcher.look().is_locked is True
        end(mock)
        assert watcher.sees(lambda presence: presence.is_locked is None)

    @pytest.mark.parametrize(
        ("service", "member", "out"),
        [
            pytest.param(MUTTER, "GetIdletime", "t", id="GNOME"),
            pytest.param(SAVER, "GetSessionIdleTime", "u", id="KDE"),
        ],
    )
    def test_idle_time_is_asked_at_each_look(
        self, services: Services, watcher: Watcher, service: tuple[str, str], member: str, out: str
    ) -> None:
        """Idle time, in milliseconds there and in seconds here, is never older than the look."""
        services.start(*service)
        for idle_ms, idle_s in ((90_000, 90.0), (0, 0.0)):
            services.add_method(*service, f"{service[0]}.{member}", out, f"ret = {idle_ms}")
            assert watcher.look().idle_s == idle_s

    @pytest.mark.parametrize(
        ("interface", "title"),
        [
            pytest.param("org.freedesktop.Notifications", "Inhibited", id="specification"),
            pytest.param("org.dunstproject.cmd0", "paused", id="dunst"),
        ],
    )
    def test_do_not_disturb_is_told(
        self, services: Services, watcher: Watcher, interface: str, title: str
    ) -> None:
        """The notification server tells when it is silenced, and when no longer."""
        services.start_template(SERVER[0], "notification_daemon")
        services.add_property(*SERVER, f"{interface}.{title}", ("b", False))
        assert watcher.look().is_do_not_disturb is False
        for is_quiet in (True, False):
            services.change(*SERVER, f"{interface}.{title}", ("b", is_quiet))
            assert watcher.sees(lambda now, want=is_quiet: now.is_do_not_disturb is want)

    def test_server_without_a_switch_is_unknown(self, services: Services, watcher: Watcher) -> None:
        """A notification server that has no such property denies nothing."""
        services.start_template(SERVER[0], "notification_daemon")
        assert watcher.look().is_do_not_disturb is None

    def test_answer_of_a_wrong_type_is_unknown(self, services: Services, watcher: Watcher) -> None:
        """What is no truth value is not taken for one, and no number for a time."""
        services.start(*SAVER)
        services.add_method(*SAVER, f"{SAVER[0]}.GetActive", "s", "ret = 'yes'")
        services.add_method(*SAVER, f"{SAVER[0]}.GetSessionIdleTime", "", "pass")
        presence = watcher.look()
        assert (presence.is_locked, presence.idle_s) == (None, None)


class TestTrouble:
    """Services and buses that hang or die: real time, bounded."""

    def test_hung_service_costs_one_wait(self, services: Services, watcher: Watcher) -> None:
        """A service that hangs holds one look for its patience, the next not at all."""
        mock = services.start(*MUTTER)
        services.add_method(*MUTTER, f"{MUTTER[0]}.GetIdletime", "t", "ret = 5000")
        assert watcher.look().idle_s == 5.0
        with frozen(mock):
            assert watcher.look().idle_s is None
            assert bus.PATIENCE_S <= watcher.took_s < bus.PATIENCE_S + SLACK_S
            for watcher.t in (1.0, 2.0, 3.0):
                assert watcher.look().idle_s is None
                assert watcher.took_s < bus.PATIENCE_S
        assert watcher.sees(lambda presence: presence.idle_s == 5.0)  # thawed, it answers late

    def test_hung_service_leaves_the_others(self, services: Services, watcher: Watcher) -> None:
        """While one service hangs, another is heard."""
        services.start_template("org.gnome.ScreenSaver", "gnome_screensaver")
        hung = services.start(*MUTTER)
        with frozen(hung):
            assert watcher.look().is_locked is False
            services.session.call(*GNOME_SAVER, f"{GNOME_SAVER[0]}.SetActive", ("b", True))
            assert watcher.sees(lambda presence: presence.is_locked is True)

    def test_hung_bus_costs_one_wait(self, services: Services, watcher: Watcher) -> None:
        """A bus that hangs holds one look for its patience, the next not at all."""
        services.start_login()
        assert watcher.look().is_locked is False
        with frozen(services.system.daemon), frozen(services.session.daemon):
            watcher.t += bus.RETRY_S
            assert watcher.look().is_locked is None
            assert watcher.took_s < BOTH_BUSES_S + SLACK_S
            watcher.t += 1.0
            watcher.look()
            assert watcher.took_s < bus.PATIENCE_S
        assert watcher.sees(lambda presence: presence.is_locked is False)

    def test_bus_that_hangs_from_the_start_costs_one_wait(
        self, services: Services, watcher: Watcher
    ) -> None:
        """A bus that takes us in but never speaks is given up, and tried again later."""
        with frozen(services.system.daemon), frozen(services.session.daemon):
            assert watcher.look().is_locked is None
            assert watcher.took_s < BOTH_BUSES_S + SLACK_S
            watcher.look()
            assert watcher.took_s < bus.PATIENCE_S

    def test_bus_that_dies_is_found_again(self, services: Services, watcher: Watcher) -> None:
        """A bus that is gone is unknown, is tried again after a pause, and then knows again."""
        services.start_login()
        assert watcher.look().is_locked is False
        services.system.kill()
        assert watcher.look().is_locked is None
        services.system.start()
        services.start_login()
        assert watcher.look().is_locked is None  # not before its time
        watcher.t += bus.FIRST_BACKOFF_S
        assert watcher.look().is_locked is False

    def test_lock_before_the_bus_died_is_not_lost(
        self, services: Services, watcher: Watcher
    ) -> None:
        """What a signal told is told on, even if the bus is gone by the time we look."""
        services.start_login()
        watcher.look()
        services.prepare_for_sleep(True)
        assert services.system.has(LOGIND)  # the signal has left the bus by the time it answers
        assert services.system.has(LOGIND)
        services.system.kill()
        presence = watcher.look()
        assert (presence.is_asleep, find_away(presence)) == (None, Away.ASLEEP)


SEALED = """
import os, sys
from sitwell.guard.seal import seal_program
from sitwell.adapters.presence import open_presence
assert seal_program().is_in_force
with open_presence() as source:
    print(source.look().is_locked)
"""


def test_sealed_program_hears_of_the_lock(services: Services) -> None:
    """The seal leaves local sockets, and those are all that a look needs."""
    services.start_login()
    services.lock(True)
    sealed = subprocess.run(
        [sys.executable, "-c", SEALED],
        env=services.env,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert (sealed.stdout, sealed.stderr) == ("True\n", "")
