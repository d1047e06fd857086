"""Starting with the session: files that systemd and desktops read as they are meant."""

import os
import plistlib
import re
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitwell.adapters.autostart import (
    Autostart,
    Kind,
    Launch,
    Part,
    choose,
    desktop_entry,
    find_tray_way,
    find_ways,
    launch_agent,
    run_key,
    systemd_unit,
)
from sitwell.adapters.autostart.user_manager import Answer, ask_manager
from sitwell.errors import BadUsage, SitwellError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the ways of Linux")

TAIL = ("-P", "-m", "sitwell", "watch")
TAILS = {Part.MONITOR: TAIL, Part.TRAY: ("-P", "-m", "sitwell", "tray", "--at-login")}
ODD_NAMES = [
    pytest.param("plain", id="plain"),
    pytest.param("two  spaces", id="spaces"),
    pytest.param("100%h %%", id="percent"),
    pytest.param("$HOME ${HOME} $$ $", id="dollar"),
    pytest.param('say "so"', id="double quotes"),
    pytest.param("it's", id="single quote"),
    pytest.param("back\\slash \\n \\\\ \\x41", id="backslash"),
    pytest.param("`id`;&|<>*?#(){}[]~!", id="shell"),
    pytest.param("a=b", id="equals sign"),
    pytest.param("-flag @:+", id="systemd's prefixes"),
    pytest.param("Größe 姿勢", id="unicode"),
]
GENERATOR = Path("/usr/lib/systemd/user-generators/systemd-xdg-autostart-generator")


class Manager:
    """A systemd user manager that keeps what it was asked, and answers as told."""

    def __init__(self, codes: dict[str, int] | None = None) -> None:
        self.asked: list[tuple[str, ...]] = []
        self._codes = codes or {}

    def __call__(self, *words: str) -> Answer:
        """Answer 0, or the code for the first word."""
        self.asked.append(words)
        return Answer(self._codes.get(words[0], 0), "so it says")


def away(*_words: str) -> Answer:
    """Answer as systemctl does where there is no manager."""
    return Answer(1, "no medium found")


def systemd_words(line: str) -> list[str]:
    """Read a command line as systemd does (systemd.syntax(7), "Quoting")."""
    escapes = {"\\": "\\", '"': '"', "'": "'", "s": " ", "n": "\n", "t": "\t"}
    words, word, quote, place = [], None, "", 0
    while place < len(line):
        c = line[place]
        if c == "\\":
            place += 1
            word = (word or "") + escapes[line[place]]  # fails the test on any other
        elif quote:
            quote, word = ("", word) if c == quote else (quote, word + c)
        elif c in "\"'" and word is None:
            quote, word = c, ""
        elif c == " ":
            words, word = (words if word is None else [*words, word]), None
        else:
            word = (word or "") + c
        place += 1
    words = words if word is None else [*words, word]
    assert not quote
    # Specifiers: a single percent sign would be one.
    assert all(len(run) % 2 == 0 for w in words for run in re.findall("%+", w))
    return [w.replace("%%", "%") for w in words]


def desktop_words(value: str) -> list[str]:
    """Read an Exec key as the Desktop Entry Specification says."""
    assert not re.search(r"\\(?![\\sntr])", value.replace("\\\\", ""))
    line = value.replace("\\\\", "\\")
    words = []
    for quoted, bare in re.findall(
        r'(?:^|(?<= ))(?:"((?:\\["`$\\]|[^"`$\\])*)"|([^\s"]+))(?= |$)', line
    ):
        assert not set(bare) & set("\t\n\"'\\><~|&;$*?#()`")  # reserved: must be quoted
        words.append(bare or re.sub(r"\\(.)", r"\1", quoted))
    assert all(len(run) % 2 == 0 for w in words for run in re.findall("%+", w))
    return [w.replace("%%", "%") for w in words]


def value_of(text: str, key: str) -> str:
    """Give the value of the only line of that key."""
    (line,) = [line for line in text.splitlines() if line.startswith(f"{key}=")]
    return line.partition("=")[2]


def make_unit(tmp_path: Path, ask: Callable[..., Answer] = away) -> systemd_unit.SystemdUnit:
    """Make the unit of a person's settings."""
    return systemd_unit.SystemdUnit(tmp_path / "config", ask)


def make_entry(tmp_path: Path) -> desktop_entry.DesktopEntry:
    """Make the autostart file of a person's settings."""
    return desktop_entry.DesktopEntry(tmp_path / "config")


def make_tray_entry(tmp_path: Path) -> desktop_entry.DesktopEntry:
    """Make the autostart file of the tray icon."""
    return desktop_entry.DesktopEntry(tmp_path / "config", Part.TRAY)


both = pytest.mark.parametrize("make", [make_unit, make_entry], ids=["systemd", "desktop"])
every = pytest.mark.parametrize(
    "make", [make_unit, make_entry, make_tray_entry], ids=["systemd", "desktop", "tray"]
)
each_part = pytest.mark.parametrize("part", list(Part))
Make = Callable[[Path], Autostart]


def contents(folder: Path) -> dict[str, bytes | str]:
    """Give every file with its bytes, every link with what it leads to."""
    return {
        str(p.relative_to(folder)): os.readlink(p) if p.is_symlink() else p.read_bytes()
        for p in folder.rglob("*")
        if p.is_symlink() or p.is_file()
    }


def recorder_in(folder: Path) -> Path:
    """Write a program that notes its arguments and Sitwell's variables beside itself."""
    folder.mkdir(parents=True)
    program = folder / "python"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" "$SITWELL_DATA" > "${0%/*}/noted"\n')
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("name", ODD_NAMES)
def test_unit_says_what_is_meant(name: str) -> None:
    """To systemd it is the very program and variables, whatever their paths are made of."""
    launch = Launch(f"/opt/{name}/python", (("SITWELL_DATA", f"/data/{name}"),))
    text = systemd_unit.render(launch).decode()
    command = value_of(text, "ExecStart")
    assert command[0] == ":"  # no variable is put in
    words = systemd_words(command[1:])
    assert tuple(words[-5:]) == (launch.program, *TAIL)
    assert not set(words[0]) & set("\"'\\")  # systemd refuses those in the program's name
    assert words[:-5] in ([], ["/bin/sh", "-c", 'exec "$0" "$@"'])
    assert systemd_words(value_of(text, "Environment")) == [f"SITWELL_DATA=/data/{name}"]


@each_part
@pytest.mark.parametrize("name", ODD_NAMES)
def test_desktop_entry_starts_what_is_meant(tmp_path: Path, name: str, part: Part) -> None:
    """The words that a desktop reads start the very program with its variables, and quietly."""
    program = recorder_in(tmp_path / name)
    launch = Launch(str(program), (("SITWELL_DATA", f"/data/{name}"),)).of(part)
    text = desktop_entry.render(launch).decode()
    words = desktop_words(value_of(text, "Exec"))
    assert "=" not in words[0]  # the specification forbids it in the program's name
    done = subprocess.run(words, capture_output=True, check=True, timeout=20)
    assert (done.stdout, done.stderr) == (b"", b"")
    noted = (program.parent / "noted").read_text(encoding="utf-8").splitlines()
    assert noted == [*TAILS[part], f"/data/{name}"]


@pytest.mark.parametrize("name", [n for n in ODD_NAMES if not set(str(n.values[0])) & set("$`\\")])
@pytest.mark.skipif(not GENERATOR.exists(), reason="systemd's reader of autostart files is absent")
def test_desktop_entry_as_systemd_reads_it(tmp_path: Path, name: str) -> None:
    """The reader of autostart files that systemd has (KDE's way) makes the same command of it.

    But for $, ` and the backslash, which the specification writes in a way that it (252) misreads.
    """
    program = recorder_in(tmp_path / "bin" / name)
    make_entry(tmp_path).turn_on(Launch(str(program)))
    out = tmp_path / "out"
    out.mkdir()
    environment = {"PATH": os.environ["PATH"], "XDG_CONFIG_HOME": str(tmp_path / "config")}
    subprocess.run([GENERATOR, out, out, out], env=environment, check=True, timeout=20)
    unit = (out / "app-sitwell@autostart.service").read_text(encoding="utf-8")
    words = systemd_words(value_of(unit, "ExecStart").removeprefix(":"))
    subprocess.run(words, check=True, timeout=20)
    noted = (program.parent / "noted").read_text(encoding="utf-8").splitlines()
    assert noted == [*TAIL, ""]


@pytest.mark.parametrize("needs_internet", [False, True], ids=["camera", "address"])
@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_accepts_the_unit(
    tmp_path: Path, short_folder: Path, name: str, needs_internet: bool
) -> None:
    """`systemd-analyze verify` finds nothing wrong in the unit."""
    launch = Launch(str(recorder_in(tmp_path / name)), (("SITWELL_DATA", name),), needs_internet)
    unit = make_unit(tmp_path)
    unit.turn_on(launch)
    # It reads the other units too, and complains of theirs: a socket of GnuPG's lies in there.
    homes = {"XDG_RUNTIME_DIR": str(short_folder), "HOME": str(tmp_path)}
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", unit.place],
        env=os.environ | homes,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed"
)
def test_desktop_accepts_the_entry(tmp_path: Path, name: str) -> None:
    """`desktop-file-validate` finds nothing wrong in the files."""
    entries = make_entry(tmp_path), make_tray_entry(tmp_path)
    for entry in entries:
        entry.turn_on(Launch(f"/opt/{name}/python", (("SITWELL_DATA", f"/data/{name}"),)))
    done = subprocess.run(
        ["desktop-file-validate", *(entry.place for entry in entries)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("path", ["/a\nb/python", "/a\x1bb/python", "/a\udcffb/python"])
@pytest.mark.parametrize("place", ["program", "variable"])
def test_paths_that_no_file_holds(path: str, place: str) -> None:
    """A line break, a control character, or bytes that are no text are refused, on one line."""
    with pytest.raises(SitwellError, match="ordinary name"):
        Launch(path) if place == "program" else Launch("/python", (("SITWELL_DATA", path),))


def test_families_of_the_unit() -> None:
    """The unit may open local sockets, and others only where the camera is an address."""
    alone, address = (
        systemd_unit.render(Launch("/python", needs_internet=is_address)).decode()
        for is_address in (False, True)
    )
    assert value_of(alone, "RestrictAddressFamilies") == "AF_UNIX"
    assert value_of(address, "RestrictAddressFamilies") == "AF_UNIX AF_INET AF_INET6 AF_NETLINK"


def test_unit_prints_nowhere() -> None:
    """What the monitor prints says when one slumps: no journal keeps it."""
    text = systemd_unit.render(Launch("/python")).decode()
    assert value_of(text, "StandardOutput") == value_of(text, "StandardError") == "null"


def test_reload_sends_sighup() -> None:
    """`systemctl reload` has the monitor read its config anew: its main process gets SIGHUP."""
    text = systemd_unit.render(Launch("/python")).decode()
    words = systemd_words(value_of(text, "ExecReload"))
    assert Path(words[0]).is_absolute()
    assert not any(word.startswith("$") or "${" in word for word in words)  # the shell puts it in
    # What was started in the background of a shell inherits "ignore hangups".
    heeds = ["env", "--default-signal=HUP", "sh", "-c", "echo ready; exec sleep 60"]
    main = subprocess.Popen(heeds, stdout=subprocess.PIPE)
    try:
        assert main.stdout is not None
        assert main.stdout.readline() == b"ready\n"
        env = {"MAINPID": str(main.pid)}
        subprocess.run(words, env=env, check=True, timeout=20)
        assert main.wait(20) == -signal.SIGHUP
    finally:
        main.kill()
        main.communicate()


def test_confined_for_real(tmp_path: Path) -> None:
    """The person's manager lays the filters: no internet, no new privileges."""
    runs = subprocess.run(
        ["systemctl", "--user", "is-system-running"] if shutil.which("systemctl") else ["false"],
        capture_output=True,
        text=True,
        check=False,
    )
    if runs.stdout.strip() not in ("running", "degraded"):
        pytest.skip("no systemd user manager answers")
    text = systemd_unit.render(Launch(sys.executable)).decode()
    lines = text.partition("NoNewPrivileges=")[0:3]
    confining = "".join(lines[1:]).partition("[Install]")[0].splitlines()
    options = [f"--property={line}" for line in confining if line and not line.startswith("#")]
    trial = (
        "import socket, errno\n"
        "try:\n    socket.socket()\nexcept OSError as e:\n    print(errno.errorcode[e.errno])\n"
        "print(*[l for l in open('/proc/self/status') if l.startswith(('Seccomp:', 'NoNew'))])"
    )
    words = ["systemd-run", "--user", "--wait", "--collect", "--pipe", "--quiet", *options]
    done = subprocess.run(
        [*words, sys.executable, "-c", trial],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        timeout=60,
    )
    assert done.stdout.split() == ["EAFNOSUPPORT", "NoNewPrivs:", "1", "Seccomp:", "2"]


@every
def test_on_twice_is_once(tmp_path: Path, make: Make) -> None:
    """Turned on again, nothing changes; the file is its owner's alone."""
    way, launch = make(tmp_path), Launch(sys.executable)
    way.turn_on(launch)
    once = contents(tmp_path)
    way.turn_on(launch)
    assert contents(tmp_path) == once
    assert stat.S_IMODE(os.stat(way.place).st_mode) == 0o600
    assert len(once) == (2 if way.kind is Kind.SYSTEMD else 1)


@every
def test_off_leaves_nothing(tmp_path: Path, make: Make) -> None:
    """Turned off, nothing is left; off once more there was nothing."""
    way = make(tmp_path)
    way.turn_on(Launch(sys.executable))
    assert way.turn_off()
    assert contents(tmp_path) == {}
    assert not way.turn_off()


@every
def test_link_is_refused(tmp_path: Path, make: Make) -> None:
    """A link in the file's place is not written through, and off removes it alone."""
    way, precious = make(tmp_path), tmp_path / "precious"
    precious.write_text("precious")
    Path(way.place).parent.mkdir(parents=True)
    Path(way.place).symlink_to(precious)
    with pytest.raises(SitwellError, match="symbolic link"):
        way.turn_on(Launch(sys.executable))
    assert contents(tmp_path)["precious"] == b"precious"
    found = way.find(Launch(sys.executable))
    assert found is not None
    assert (found.program, found.is_as_written) == (None, False)
    assert way.turn_off()
    assert contents(tmp_path) == {"precious": b"precious"}


@every
@pytest.mark.parametrize("name", ODD_NAMES)
def test_finds_the_program(tmp_path: Path, make: Make, name: str) -> None:
    """What was written is read again: the program, and whether it is still what would be."""
    way = make(tmp_path)
    launch = Launch(f"/opt/{name}/python", (("SITWELL_DATA", f"/data/{name}"),))
    assert way.find(launch) is None
    way.turn_on(launch)
    found, other = way.find(launch), way.find(Launch("/elsewhere/python"))
    assert found is not None
    assert other is not None
    assert (found.program, found.is_enabled, found.is_as_written) == (launch.program, True, True)
    assert found.part is way.part
    assert (other.program, other.is_as_written) == (launch.program, False)


@both
@pytest.mark.parametrize(
    ("old", "new", "program"),
    [
        pytest.param("sitwell watch", "sitwell watch --profile sofa", "/a b/python", id="profile"),
        pytest.param("-m sitwell", "-m elsewhere", None, id="another module"),
        pytest.param("Exec", "Not", None, id="no command"),
    ],
)
def test_edited_file(tmp_path: Path, make: Make, old: str, new: str, program: str | None) -> None:
    """A file that was edited is not as written, and its program is read from what it says now."""
    way, launch = make(tmp_path), Launch("/a b/python")
    way.turn_on(launch)
    file = Path(way.place)
    file.write_text(file.read_text().replace(old, new))
    found = way.find(launch)
    assert found is not None
    assert (found.program, found.is_as_written) == (program, False)


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_desktop_switched_it_off(tmp_path: Path, line: str) -> None:
    """What a desktop's settings switched off is not on."""
    entry, launch = make_entry(tmp_path), Launch(sys.executable)
    entry.turn_on(launch)
    with Path(entry.place).open("a") as file:
        file.write(f"{line}\n")
    found = entry.find(launch)
    assert found is not None
    assert not found.is_enabled


def test_disabled_unit(tmp_path: Path) -> None:
    """A unit that nothing wants is not on."""
    unit, launch = make_unit(tmp_path), Launch(sys.executable)
    unit.turn_on(launch)
    next(Path(unit.place).parent.glob("*.wants/*")).unlink()
    found = unit.find(launch)
    assert found is not None
    assert not found.is_enabled


def test_manager_is_told(tmp_path: Path) -> None:
    """A manager that answers is told to read anew and to enable or disable, never to start."""
    manager = Manager()
    unit = make_unit(tmp_path, manager)
    remarks = unit.turn_on(Launch(sys.executable))
    assert "systemctl --user start sitwell.service" in remarks[0]
    unit.turn_off()
    assert manager.asked == [
        ("daemon-reload",),
        ("enable", "sitwell.service"),
        ("disable", "sitwell.service"),
        ("daemon-reload",),
    ]


def test_manager_that_does_not_find_the_unit(tmp_path: Path) -> None:
    """Where the manager looks elsewhere for units, that is an error, with what to do."""
    unit = make_unit(tmp_path, Manager({"enable": 1}))
    with pytest.raises(SitwellError, match=r"so it says.*--desktop"):
        unit.turn_on(Launch(sys.executable))


def test_manager_that_is_away(tmp_path: Path) -> None:
    """Without a manager the unit is enabled all the same, for the next session."""
    unit, launch = make_unit(tmp_path), Launch(sys.executable)
    assert "no medium found" in unit.turn_on(launch)[0]
    found = unit.find(launch)
    assert found is not None
    assert found.is_enabled


def test_link_is_what_systemctl_makes(tmp_path: Path) -> None:
    """Enabled without a manager is the very link that `systemctl enable` makes."""
    if shutil.which("systemctl") is None:
        pytest.skip("systemd is not installed")
    unit = make_unit(tmp_path)
    unit.turn_on(Launch(sys.executable))
    ours = contents(tmp_path)
    next(Path(unit.place).parent.glob("*.wants/*")).unlink()
    subprocess.run(
        ["systemctl", "--user", "enable", "--quiet", systemd_unit.NAME],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_RUNTIME_DIR": str(tmp_path),
            "SYSTEMD_OFFLINE": "1",
        },
        check=False,
        capture_output=True,
    )
    if len(contents(tmp_path)) < len(ours):
        pytest.skip("this systemctl enables nothing without a manager")
    assert contents(tmp_path) == ours


def test_systemctl_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where there is no systemctl, asking is a failure and no error."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ask_manager("daemon-reload").code != 0


@pytest.mark.parametrize(
    ("has_manager", "display", "active", "preferred"),
    [
        pytest.param(False, "", 0, Kind.DESKTOP, id="no manager"),
        pytest.param(True, "", 3, Kind.SYSTEMD, id="manager, at no desktop now"),
        pytest.param(True, ":0", 0, Kind.SYSTEMD, id="manager that knows of the desktop"),
        pytest.param(True, ":0", 3, Kind.DESKTOP, id="manager that does not"),
        pytest.param(True, ":0", 1, Kind.SYSTEMD, id="manager that does not answer"),
    ],
)
def test_preferred_way(
    tmp_path: Path, has_manager: bool, display: str, active: int, preferred: Kind
) -> None:
    """By systemd where its manager is there and hears of the desktop, else by the desktop."""
    if has_manager:
        (tmp_path / "systemd").mkdir()
    environment = {"XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": display}
    ways = find_ways(environment, tmp_path, Manager({"is-active": active}))
    assert choose(ways, None).kind is preferred
    assert {way.kind for way in ways} == {Kind.SYSTEMD, Kind.DESKTOP}


@pytest.mark.parametrize(
    ("named", "folder"),
    [
        pytest.param(None, "home/.config", id="not set"),
        pytest.param("", "home/.config", id="empty"),
        pytest.param("relative", "home/.config", id="relative"),
        pytest.param("{}/own", "own", id="own"),
    ],
)
def test_folder_of_settings(tmp_path: Path, named: str | None, folder: str) -> None:
    """The files lie in $XDG_CONFIG_HOME, or ~/.config where that names no absolute folder."""
    environment = {} if named is None else {"XDG_CONFIG_HOME": named.format(tmp_path)}
    ways = find_ways(environment, tmp_path / "home", away)
    assert {way.place for way in ways} == {
        str(tmp_path / folder / "autostart" / "sitwell.desktop"),
        str(tmp_path / folder / "systemd" / "user" / "sitwell.service"),
    }


@pytest.mark.parametrize(
    ("way", "other"),
    [
        pytest.param(make_entry, make_tray_entry, id="desktop"),
        pytest.param(
            launch_agent.LaunchAgent,
            lambda at: launch_agent.LaunchAgent(at, Part.TRAY),
            id="launchd",
        ),
    ],
)
def test_icon_and_monitor_are_two(tmp_path: Path, way: Make, other: Make) -> None:
    """The icon's entry is beside the monitor's: neither touches the other."""
    monitor, tray, launch = way(tmp_path), other(tmp_path), Launch("/python")
    monitor.turn_on(launch)
    alone = contents(tmp_path)
    tray.turn_on(launch)
    found = monitor.find(launch)
    assert found is not None
    assert found.is_as_written
    assert tray.turn_off()
    assert contents(tmp_path) == alone


def test_way_of_the_icon(tmp_path: Path) -> None:
    """The desktop starts the icon, in the folder of settings, whatever starts the monitor."""
    (tmp_path / "systemd").mkdir()
    environment = {"XDG_RUNTIME_DIR": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "own")}
    way = find_tray_way(environment, tmp_path)
    assert (way.part, way.kind) == (Part.TRAY, Kind.DESKTOP)
    assert way.place == str(tmp_path / "own" / "autostart" / "sitwell-tray.desktop")


def test_way_that_is_not_there(tmp_path: Path) -> None:
    """A way of another system is a usage error."""
    with pytest.raises(BadUsage, match="launch_agent"):
        choose(find_ways({}, tmp_path, away), Kind.LAUNCH_AGENT)


@each_part
@pytest.mark.parametrize("name", ODD_NAMES)
def test_launch_agent(tmp_path: Path, name: str, part: Part) -> None:
    """The property list for macOS holds the program and its variables, and is read again."""
    agent = launch_agent.LaunchAgent(tmp_path, part)
    launch = Launch(f"/opt/{name}/python", (("SITWELL_DATA", name),))
    agent.turn_on(launch)
    plain = plistlib.loads(Path(agent.place).read_bytes())
    assert tuple(plain["ProgramArguments"]) == (launch.program, *TAILS[part])
    assert plain["Label"] == Path(agent.place).stem
    assert plain["EnvironmentVariables"] == {"SITWELL_DATA": name}
    found = agent.find(launch)
    assert found is not None
    assert (found.program, found.is_as_written) == (launch.program, True)
    assert agent.turn_off()
    assert agent.find(launch) is None


def test_launch_agent_that_is_damaged(tmp_path: Path) -> None:
    """A property list that cannot be read names no program."""
    agent = launch_agent.LaunchAgent(tmp_path)
    agent.turn_on(Launch("/python"))
    for damage in (b"", b"<plist>", b"<plist><array/></plist>", b"<plist><dict/></plist>"):
        Path(agent.place).write_bytes(damage)
        found = agent.find(Launch("/python"))
        assert found is not None
        assert found.program is None


class Memory:
    """A registry that forgets."""

    def __init__(self) -> None:
        self.line: str | None = None

    def read(self) -> str | None:
        """Give the line."""
        return self.line

    def write(self, line: str) -> None:
        """Keep the line."""
        self.line = line

    def delete(self) -> None:
        """Forget the line."""
        self.line = None


def test_run_key() -> None:
    """The Run key starts the Python without a window, and says that it carries no variables."""
    registry = Memory()
    key = run_key.RunKey(registry)
    launch = Launch(r"C:\Users\A B\venv\Scripts\python.exe", (("SITWELL_DATA", "D:\\"),))
    assert any("SITWELL_DATA" in remark for remark in key.turn_on(launch))
    assert registry.line == r'"C:\Users\A B\venv\Scripts\pythonw.exe" -P -m sitwell watch'
    found = key.find(launch)
    assert found is not None
    assert found.program == r"C:\Users\A B\venv\Scripts\pythonw.exe"
    assert found.is_as_written
    assert key.turn_off()
    assert not key.turn_off()


def test_run_key_of_the_icon() -> None:
    """The icon has a value of its own, and starts without a console too."""
    registry = Memory()
    key = run_key.RunKey(registry, Part.TRAY)
    launch = Launch(r"C:\venv\Scripts\python.exe")
    key.turn_on(launch)
    assert registry.line == r"C:\venv\Scripts\pythonw.exe -P -m sitwell tray --at-login"
    assert key.place != run_key.RunKey(Memory()).place
    found = key.find(launch)
    assert found is not None
    assert (found.part, found.is_as_written) == (Part.TRAY, True)
