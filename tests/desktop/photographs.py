"""Photographs every window, and looks for flaws: `python tests/desktop/photographs.py FOLDER`.

In light and dark, at 100 and 200 %, in English and German, and with large letters, each on a screen
of its own with a panel. Pictures land in FOLDER/SHADE-SCALE-LANGUAGE, and beside each a text of
what a screen reader says; flaws are told, and are its exit code. Words after the folder choose:
"dark" for those in dark alone, "why" for that window alone, and so on.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from screens import Screen, find_missing
from shades import DARK, start_portal

from message_buses import Services

ROOMS = ("welcome", "why", "settings", "exercise", "mat", "small_window", "menus", "panel")
PANELS = {"light": "0xf5f5f5", "dark": "0x202326"}
PATIENCE_S = 300.0


@dataclass(frozen=True, slots=True)
class View:
    """How a person has their desktop.

    Attributes:
        shade: light or dark.
        percent: The scale: 100 or 200.
        language: As the environment names it.
        letters: Their size in percent of the usual one, with all else as it is.
    """

    shade: str
    percent: int
    language: str
    letters: int = 100

    @property
    def words(self) -> tuple[str, ...]:
        """What it is named by."""
        large = ("large-letters",) if self.letters > 100 else ()
        return (self.shade, str(self.percent), self.language, *large)

    @property
    def name(self) -> str:
        """Its folder."""
        return "-".join(self.words)

    @property
    def screen(self) -> str:
        """The screen in pixels: a small laptop's, and one that has room for what is large."""
        return "1280x800" if self.percent == self.letters == 100 else "1920x1200"

    @property
    def panel(self) -> str:
        """The panel's shade: the windows' own, and at 200 % the other, as some desktops have it."""
        other = "light" if self.shade == "dark" else "dark"
        return PANELS[self.shade if self.percent == 100 else other]


VIEWS = (
    *(View(*parts) for parts in product(("light", "dark"), (100, 200), ("en", "de"))),
    View("light", 100, "de", letters=150),
)


def photograph(view: View, folder: Path, rooms: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Photograph these rooms, all where none is named, and give the flaws of each scene."""
    pictures = folder / view.name
    pictures.mkdir(parents=True, exist_ok=True)
    if not rooms:
        for old in pictures.iterdir():
            old.unlink()
    with _desktop(view) as env:
        walk = (sys.executable, str(Path(__file__).with_name("walk.py")))
        done = subprocess.run(
            (*walk, str(pictures), env["HOME"], *rooms),
            env=env,
            stdout=subprocess.PIPE,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        )
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return {scene: flaws for scene, flaws in found.items() if flaws}


@contextmanager
def _desktop(view: View) -> Iterator[dict[str, str]]:
    """Have a desktop of that kind; gives the environment of its programs."""
    with (
        tempfile.TemporaryDirectory(prefix="sitwell-", ignore_cleanup_errors=True) as home,
        ExitStack() as stack,
    ):
        screen = Screen(Path(home), view.screen)
        stack.callback(screen.stop)
        env = screen.env | {
            "LANGUAGE": view.language,
            "LANG": {"de": "de_DE.UTF-8"}.get(view.language, "C.UTF-8"),
            "QT_SCALE_FACTOR": str(view.percent / 100),
            "QT_FONT_DPI": str(96 * view.letters // 100),
        }
        if view.shade == "dark":
            services = Services(Path(home))
            stack.callback(services.stop)
            start_portal(services, DARK)
            env |= services.env
        stack.enter_context(screen.tray(view.panel, 26 * view.percent // 100))
        yield env


def main(folder: Path, words: list[str]) -> int:
    """Photograph what the words choose; tell the flaws, and how many there are."""
    rooms = tuple(room for room in ROOMS if room in words)
    wanted = set(words) - set(rooms)
    count = 0
    for view in VIEWS:
        if not wanted <= {*view.words}:
            continue
        for scene, flaws in photograph(view, folder, rooms).items():
            count += len(flaws)
            print(*(f"{view.name}/{scene}: {flaw}" for flaw in flaws), sep="\n", flush=True)
    print(f"pictures in {folder}; {count} flaws")
    return min(count, 1)


if __name__ == "__main__":
    if (lacking := find_missing()) is not None:
        sys.exit(lacking)
    os.nice(10)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
