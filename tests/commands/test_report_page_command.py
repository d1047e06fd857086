"""`sitwell report --format html` and `--open` as a person calls them."""

import os
import stat
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk import Desk

from pages import read_page
from sitwell.adapters.store import open_store
from sitwell.commands.browsing import has_screen
from sitwell.core.records import Records, Span, State

NOON = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)
YESTERDAY = NOON - timedelta(days=1)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the browser here is a shell script")


def keep_a_day(desk: Desk) -> None:
    """Keep 1 h upright and half an hour slumped."""
    spans = (
        Span(YESTERDAY, 3600.0, State.UPRIGHT),
        Span(YESTERDAY + timedelta(hours=1), 1800.0, State.SLUMPED),
    )
    with open_store(desk.store) as store:
        store.save(Records(spans))


def make_browser(folder: Path) -> tuple[Path, Path]:
    """Make a browser that notes what it is asked to open and whether it can reach the network."""
    noted, program = folder / "opened", folder / "browser.sh"
    program.write_text(
        "#!/bin/sh\n"
        f'echo "$1" > {noted}\n'
        f"grep -E '^(Seccomp|NoNewPrivs):' /proc/self/status >> {noted} || true\n"
    )
    program.chmod(0o700)
    return program, noted


def test_page_on_stdout(desk: Desk) -> None:
    """Without a file, the page is the command's result."""
    keep_a_day(desk)
    outcome = desk.run("report", "--day", "yesterday", "--format", "html")
    page = read_page(outcome.out)
    assert (outcome.code, outcome.err) == (0, "")
    assert "67 %" in page.find("main")[0].text
    assert page.find("h1")[0].text.endswith(f"{YESTERDAY:%B %Y}")


def test_page_in_a_file(desk: Desk, tmp_path: Path) -> None:
    """A page that is written to a file is for its owner alone, and nothing is printed."""
    keep_a_day(desk)
    target = tmp_path / "page.html"
    outcome = desk.run("report", "--day", "yesterday", "--format", "html", "--out", str(target))
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert read_page(target.read_text(encoding="utf-8")).find("h1")


def test_the_page_alone_is_in_the_persons_language(desk: Desk) -> None:
    """A German session has a German page; what the command prints stays as programs know it."""
    keep_a_day(desk)
    report = ("report", "--day", "yesterday")
    page = desk.run(*report, "--format", "html", LANGUAGE="de").out
    assert read_page(page).find("h2")[0].text == "Wie du gesessen hast"
    for form in ("text", "json", "csv"):
        told = [desk.run(*report, "--format", form, LANGUAGE=language) for language in ("de", "en")]
        assert told[0].out == told[1].out != ""


def test_open_shows_the_page(desk: Desk, tmp_path: Path) -> None:
    """The browser gets the page, and is free to do what browsers do: it is not sealed."""
    program, noted = make_browser(tmp_path)
    keep_a_day(desk)
    outcome = desk.run("report", "--open", "--day", "yesterday", BROWSER=str(program))
    page = desk.store.with_name("report.html")
    address, *limits = noted.read_text().splitlines()
    assert outcome.code == 0
    assert outcome.out == f"The report opens in your browser: {page}\n"
    assert address == page.as_uri()
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    own = [
        line
        for line in Path("/proc/self/status").read_text().splitlines()
        if line.startswith(("Seccomp:", "NoNewPrivs:"))
    ]
    assert sorted(limits) == sorted(own)


def test_open_without_a_screen_says_where_the_page_is(desk: Desk) -> None:
    """Where no browser can have a window, none is started, and the page is there all the same."""
    keep_a_day(desk)
    outcome = desk.run("report", "--open", "--day", "yesterday")
    page = desk.store.with_name("report.html")
    assert outcome.code == 0
    assert outcome.out == f"No browser can be opened here. The report is in {page}\n"
    assert page.is_file()


def test_open_before_anything_was_recorded(desk: Desk) -> None:
    """Somebody new is shown the page too, in a folder that is made for their eyes alone."""
    outcome = desk.run("report", "--open")
    page = desk.store.with_name("report.html")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == f"No browser can be opened here. The report is in {page}\n"
    assert "Nothing was recorded" in read_page(page.read_text(encoding="utf-8")).text
    assert [stat.S_IMODE(p.stat().st_mode) for p in (desk.data, page)] == [0o700, 0o600]
    assert list(desk.data.iterdir()) == [page]


def test_open_is_for_pages(desk: Desk) -> None:
    """What is no page is not opened."""
    outcome = desk.run("report", "--open", "--format", "json")
    assert outcome.code == 2
    assert "leave out --format or --open" in outcome.err


@pytest.mark.parametrize("name", ["BROWSER", "DISPLAY", "WAYLAND_DISPLAY"])
def test_any_of_these_is_a_screen(name) -> None:
    """A display of either kind, or a browser that the person has named, will do."""
    assert has_screen({name: "x"})


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_terminal_is_no_screen() -> None:
    """A browser that would fill the terminal is not started."""
    assert not has_screen({"TERM": "xterm", "HOME": "x"})
