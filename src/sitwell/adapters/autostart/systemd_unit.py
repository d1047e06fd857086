"""A systemd user unit: supervised, confined, and stopped with the session.

What confines it was chosen from what the kernel lets an unprivileged manager do: filters of system
calls. All that needs a file system of its own (ProtectSystem=, ProtectHome=, PrivateTmp=, and the
other Protect...=) works in user units only together with PrivateUsers= (systemd.exec(5)), which
fails, and the unit with it, where user namespaces are forbidden (Ubuntu 23.10 and later);
IPAddressDeny= is ignored without a word (systemd#12327). The filters leave the program free to lay
its own seal: seccomp and Landlock calls pass, and of two refusals the later one's number is given.

Nudges speak the session's language: a desktop hands its environment, LANG included, to the manager
before graphical-session.target, and without that LANG is locale.conf(5)'s (systemd.exec(5)).
"""

import os
import platform
from pathlib import Path

from sitwell.adapters.autostart import quoting
from sitwell.adapters.autostart.base import (
    Entry,
    Kind,
    Launch,
    Part,
    find_program,
    read,
    remove,
    write,
)
from sitwell.adapters.autostart.user_manager import AskManager, ask_manager
from sitwell.errors import SitwellError

NAME = "sitwell.service"
TARGET = "graphical-session.target"

_UNIT = """\
# Written by 'sitwell autostart on', which writes it anew and forgets changes made here. Yours:
# systemctl --user edit sitwell.service
[Unit]
Description=Sitwell posture monitor
PartOf=graphical-session.target
After=graphical-session.target
# With RestartSec: ten tries, five minutes of them, then no more in that hour.
StartLimitIntervalSec=1h
StartLimitBurst=10

[Service]
Type=exec
# The colon: a dollar sign in a path is a dollar sign.
ExecStart=:{command}
# By the shell, which is at this path everywhere; a program called kill is not.
ExecReload=/bin/sh -c 'kill -HUP "$MAINPID"'
{environment}
# It would print when you slump and when you are away, and the journal would keep that where
# 'sitwell data erase' cannot reach. For its messages run 'sitwell watch'.
StandardOutput=null
StandardError=null
# A camera that is not there yet may come. What only a person can put right is not tried again:
# usage, not calibrated, model changed, already running.
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=2 3 5 6
# The worker is ended by the monitor, which would take its death for an accident.
KillMode=mixed
TimeoutStopSec=10
# Whatever you work with goes first.
Slice=background.slice
Nice=10

# Filters of system calls work without privileges once this is given up.
NoNewPrivileges=yes
# {families_reason}
RestrictAddressFamilies={families}
{write_or_execute}
# No 32-bit calls past the filters, no odd execution domain, no realtime priority, no file with
# another user's rights, no namespace to gain rights in.
SystemCallArchitectures=native
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictNamespaces=yes
# What no desktop program does. Refused, not killed, so that Sitwell can still try out its seal.
SystemCallFilter=~@clock @cpu-emulation @debug @keyring @module @mount @obsolete
SystemCallFilter=~@privileged @raw-io @reboot @swap
SystemCallErrorNumber=EPERM
# Files are their owner's alone, which Sitwell sees to itself as well.
UMask=0077

[Install]
WantedBy=graphical-session.target
"""

_WRITE_OR_EXECUTE = """\
# MediaPipe compiles nothing as it runs: tried on x86-64, and only there set.
MemoryDenyWriteExecute=yes
"""
# systemd refuses a program with one of these in its path, however it is quoted; its arguments may
# have them.
_UNSPEAKABLE = frozenset("\"'\\")
_TO_SPEAK = ("/bin/sh", "-c", 'exec "$0" "$@"')
_PREFIXES = "@-:+!|"


class SystemdUnit:
    """`sitwell.service` of the person's own manager, wanted by the graphical session."""

    kind = Kind.SYSTEMD
    part = Part.MONITOR  # the icon belongs to the desktop, which starts and ends it

    def __init__(self, config_home: Path, ask: AskManager = ask_manager) -> None:
        """Take the folder of settings, and the way to ask the manager."""
        self._file = config_home / "systemd" / "user" / NAME
        self._link = self._file.parent / f"{TARGET}.wants" / NAME
        self._ask = ask

    @property
    def place(self) -> str:
        """Give the unit's file."""
        return str(self._file)

    def turn_on(self, launch: Launch) -> tuple[str, ...]:
        """Write and enable the unit; see `Autostart`. It is not started."""
        write(self._file, render(launch))
        self._enable()
        reloaded = self._ask("daemon-reload")
        if reloaded.code != 0:
            return (
                "no systemd user manager answers here, so the unit waits for the next session "
                f"({reloaded.words})",
            )
        enabled = self._ask("enable", NAME)
        if enabled.code != 0:
            raise SitwellError(
                f"{self._file} is written, but systemd does not enable it ({enabled.words}); "
                "put that right, or use: sitwell autostart on --desktop"
            )
        return (f"to start it at once: systemctl --user start {NAME}",)

    def turn_off(self) -> bool:
        """Disable and remove the unit; see `Autostart`. One that runs goes on until logout."""
        if not (os.path.lexists(self._file) or os.path.lexists(self._link)):
            return False
        self._ask("disable", NAME)  # also where somebody enabled it for another target
        remove(self._link)
        remove(self._file)
        self._ask("daemon-reload")
        return True

    def find(self, launch: Launch) -> Entry | None:
        """Give what is there; see `Autostart`."""
        if not os.path.lexists(self._file):
            return None
        content = read(self._file)
        program = None if content is None else _find_program(content)
        is_enabled = os.path.lexists(self._link)
        return Entry(self.kind, self.place, program, is_enabled, content == render(launch))

    def _enable(self) -> None:
        """Do what `systemctl enable` does, which needs a manager that answers."""
        remove(self._link)
        try:
            self._link.parent.mkdir(mode=0o700, exist_ok=True)
            self._link.symlink_to(self._file)
        except OSError as error:
            raise SitwellError(
                f"{self._file} is written, but {self._link} cannot be ({error.strerror}); "
                "make sure that its folder is yours and try again"
            ) from None


def render(launch: Launch) -> bytes:
    """Give the unit's text."""
    words = launch.words
    if _UNSPEAKABLE & set(launch.program):
        words = (*_TO_SPEAK, *words)
    variables = [f"{name}={value}" for name, value in launch.variables]
    lines = [quoting.join([line], escapes_dollar=False) for line in variables]
    if launch.needs_internet:
        families = "AF_UNIX AF_INET AF_INET6 AF_NETLINK"
        reason = "The camera is an address. Beyond that, local sockets for notifications."
    else:
        families, reason = "AF_UNIX", "Local sockets alone, which notifications need."
    return _UNIT.format(
        command=quoting.join(words, escapes_dollar=False),
        environment="".join(f"Environment={line}\n" for line in lines),
        families=families,
        families_reason=reason,
        write_or_execute=_WRITE_OR_EXECUTE if platform.machine() == "x86_64" else "",
    ).encode()


def _find_program(content: bytes) -> str | None:
    starts = [
        line.partition("=")[2]
        for line in content.decode("utf-8", errors="replace").splitlines()
        if line.startswith("ExecStart=")
    ]
    return find_program(quoting.split(starts[-1].lstrip(_PREFIXES))) if starts else None
