"""What a screen reader is told of another process's windows, over the message bus.

Programs of Qt answer on any bus that AT_SPI_BUS_ADDRESS names; no registry is needed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg
from screens import PATIENCE_S, Screen, wait_until

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE, PLACE = "org.a11y.atspi.Accessible", "org.a11y.atspi.Component"
PROPERTY = "org.freedesktop.DBus.Properties"
BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
SENSITIVE, SHOWING, IS_DEFAULT = 24, 25, 39  # of at-spi's StateType
BUTTONS = ("push button", "check box")


def voice(screen: Screen) -> dict[str, str]:
    """Give the environment in which a program tells a screen reader of its windows."""
    return {
        "AT_SPI_BUS_ADDRESS": screen.env["DBUS_SESSION_BUS_ADDRESS"],
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_LOGGING_RULES": "qt.accessibility.*=false",  # that there is no registry
    }


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a window that is on the screen.

    Attributes:
        name: What is read aloud.
        role: What kind of part it is.
        is_enabled: Whether it can be used.
        is_default: Whether it is the button that is highlighted.
        middle: Where its middle is on the screen, in pixels from the left and the top.
    """

    name: str
    role: str
    is_enabled: bool
    is_default: bool
    middle: tuple[int, int]


class Reader:
    """Reads the windows of one process. Use as a context manager."""

    def __init__(self, screen: Screen, pid: int) -> None:
        self._screen, self._pid = screen, pid
        self._link = open_dbus_connection(screen.env["DBUS_SESSION_BUS_ADDRESS"])
        self._name: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._link.close()

    def read(self) -> list[Part]:
        """Give every part that is shown, from the top; none while there is no window."""
        self._name = self._name or self._find_name()
        if self._name is None:
            return []
        try:
            return list(self._walk(ROOT))
        except DBusErrorResponse:  # a part was taken away this very moment
            return []

    def says(self, words: str) -> bool:
        """Say whether a part is shown with these words in it."""
        return any(words in part.name for part in self.read())

    def await_words(self, words: str) -> None:
        """Wait until they are shown."""
        try:
            wait_until(lambda: self.says(words), f"'{words}'")
        except AssertionError:
            print("it shows:", *(part.name for part in self.read() if part.name), sep="\n  ")
            raise

    def await_button(self, name: str) -> Part:
        """Wait until the button or box with these words can be pressed, and give it."""
        return self._await(lambda part: name in part.name, f"the button '{name}'")

    def await_highlighted(self) -> Part:
        """Wait until the button that is highlighted can be pressed, and give it."""
        return self._await(lambda part: part.is_default, "a highlighted button")

    def click(self, part: Part) -> None:
        """Click it with the mouse."""
        x, y = part.middle
        self._screen.call("xdotool", "mousemove", str(x), str(y), "click", "1")

    def _await(self, is_it: Callable[[Part], bool], what: str) -> Part:
        found: list[Part] = []

        def can_press() -> bool:
            found[:] = [p for p in self.read() if p.role in BUTTONS and p.is_enabled and is_it(p)]
            return len(found) == 1

        wait_until(can_press, what)
        return found[0]

    def _find_name(self) -> str | None:
        for name in self._call(*BUS[:2], f"{BUS[2]}.ListNames")[0]:
            if name.startswith(":") and name != self._link.unique_name:
                try:
                    asked = f"{BUS[2]}.GetConnectionUnixProcessID"
                    is_it = self._call(*BUS[:2], asked, "s", name)[0] == self._pid
                    if is_it and self._call(name, ROOT, f"{ACCESSIBLE}.GetRoleName"):
                        return str(name)
                except DBusErrorResponse:  # it has gone, or is another connection of the process
                    continue
        return None

    def _walk(self, path: str) -> Iterator[Part]:
        assert self._name is not None
        for _, child in self._call(self._name, path, f"{ACCESSIBLE}.GetChildren")[0]:
            states = self._call(self._name, child, f"{ACCESSIBLE}.GetState")[0]
            bits = states[0] | states[1] << 32
            if not bits >> SHOWING & 1:
                continue
            name = self._call(self._name, child, f"{PROPERTY}.Get", "ss", ACCESSIBLE, "Name")[0][1]
            role = self._call(self._name, child, f"{ACCESSIBLE}.GetRoleName")[0]
            left, top, width, height = self._call(self._name, child, f"{PLACE}.GetExtents", "u", 0)[
                0
            ]
            yield Part(
                *(name, role, bool(bits >> SENSITIVE & 1), bool(bits >> IS_DEFAULT & 1)),
                (left + width // 2, top + height // 2),
            )
            yield from self._walk(child)

    def _call(self, name: str, path: str, member: str, signature: str = "", *words: Any) -> Any:
        interface, _, method = member.rpartition(".")
        address = DBusAddress(path, name, interface)
        call = new_method_call(address, method, signature or None, words)
        return unwrap_msg(self._link.send_and_get_reply(call, timeout=PATIENCE_S))
