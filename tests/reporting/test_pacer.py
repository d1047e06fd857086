"""A guided set as it is drawn."""

import io
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sitwell.core.pacing import Course, Rhythm, Tempo, lay_out, look
from sitwell.reporting.live_pacer import LivePacer
from sitwell.reporting.pacer import Cues, Pacer, PlainPacer, line_of

TEMPO = Tempo(Rhythm(3, 3), 2, 1, 2, 2, rest=Rhythm(4, 5), rest_breaths=2)
COURSE = lay_out(TEMPO)
CUES = Cues("lift", "lower", 2, 2, "Child's pose", "widen the back", "settle", 2)
UTF = "utf-8"


def draw(t: float, width: int = 100, *, can_draw: bool = True) -> str:
    """Give the line of a moment."""
    return line_of(look(COURSE, t), CUES, width, can_draw=can_draw)


def run_through(pacer: Pacer, course: Course = COURSE) -> None:
    """Show a whole course, ten moments a second."""
    for tenth in range(int(course.length_s * 10) + 10):
        pacer.show(look(course, tenth / 10))
    pacer.close()


@pytest.mark.parametrize(
    ("t", "words"),
    [
        pytest.param(0.0, ["Get into place", "in 5 s"], id="ready"),
        pytest.param(4.99, ["in 1 s"], id="never in 0 s"),
        pytest.param(5.1, ["breathe in, lift", "1 of 2, left side, set 1 of 2"], id="up"),
        pytest.param(8.1, ["breathe out, stay"], id="held"),
        pytest.param(14.1, ["breathe out, lower"], id="down"),
        pytest.param(17.1, ["breathe in, lift", "2 of 2"], id="next"),
        pytest.param(29.1, ["Change sides", "in 6 s"], id="change"),
        pytest.param(35.1, ["1 of 2, right side"], id="other side"),
        pytest.param(60.0, ["A pause", "in 14 s"], id="pause"),
        pytest.param(74.5, ["set 2 of 2"], id="second set"),
        pytest.param(129.0, ["breathe in, widen the back", "Child's pose, 1 of 2"], id="rest"),
        pytest.param(133.0, ["breathe out, settle"], id="rest, out"),
    ],
)
def test_line_says_what_to_do(t: float, words: list[str]) -> None:
    """The line says which way the breath goes, what goes with it, and how far it is."""
    assert all(word in draw(t) for word in words), draw(t)


def test_bar_grows_and_shrinks() -> None:
    """The bar grows by less than a cell from one picture to the next, fills, and shrinks again."""
    cells = [draw(5.0 + tenth / 10).count("█") for tenth in range(61)]
    assert cells[0] == cells[60] == 0
    assert max(cells) == cells[30] == 36
    assert cells[:31] == sorted(cells[:31])
    assert cells[30:] == sorted(cells[30:], reverse=True)
    assert max(abs(b - a) for a, b in pairwise(cells)) <= 2


def test_words_stay_where_they_are() -> None:
    """Whatever the breath, bar and count begin in the same column."""
    columns = {draw(5.0 + tenth).index(" of ") for tenth in range(12)}
    assert len(columns) == 1


@given(st.floats(0.0, COURSE.length_s), st.integers(1, 200), st.booleans())
def test_line_fits(t: float, width: int, can_draw: bool) -> None:
    """No line is longer than the terminal is wide, and none has a second line."""
    line = draw(t, width, can_draw=can_draw)
    assert len(line) <= width
    assert "\n" not in line


def test_terminal_that_knows_ascii_alone() -> None:
    """Where blocks cannot be shown the bar is made of signs that can."""
    assert "##" in draw(7.0, can_draw=False)
    assert all(draw(5.0 + tenth / 10, can_draw=False).isascii() for tenth in range(60))


def live(**choices: bool) -> tuple[LivePacer, io.BytesIO]:
    """Give a pacer on a terminal, and what it writes."""
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, UTF, write_through=True)
    console = Console(file=stream, force_terminal=True, width=80, highlight=False)
    return LivePacer(CUES, console, **choices), written


def test_live_line_leaves_nothing_behind() -> None:
    """It stays on one line, hides the cursor meanwhile, and takes itself away at the end."""
    pacer, written = live()
    run_through(pacer)
    text = written.getvalue().decode()
    assert text.startswith("\x1b[?25l")
    assert "\x1b[?25h" in text.split("\n")[0] + text.split("\n")[-1]
    assert text.count("\n") == 1  # the one that rich goes back over
    assert text.rstrip("\r").endswith("\x1b[1A\x1b[2K")


def test_live_line_is_quiet_when_nothing_changes() -> None:
    """What is on the screen already is not written again, so nothing flickers."""
    pacer, written = live()
    pacer.show(look(COURSE, 6.0))
    before = len(written.getvalue())
    pacer.show(look(COURSE, 6.0))
    assert len(written.getvalue()) == before
    pacer.close()


def test_pacer_that_showed_nothing() -> None:
    """One that is closed before it showed anything wrote nothing."""
    pacer, written = live()
    pacer.close()
    assert written.getvalue() == b""


@pytest.mark.parametrize(("has_sound", "rings"), [(False, 0), (True, len(COURSE.steps) - 1)])
def test_sound(has_sound: bool, rings: int) -> None:
    """The bell rings at each turn, and only if it was asked for."""
    pacer, written = live(has_sound=has_sound)
    run_through(pacer)
    assert written.getvalue().count(b"\a") == rings


def test_plain_lines() -> None:
    """Plain, each breath has one line, and all else a line when it begins."""
    stream = io.StringIO()
    course = lay_out(Tempo(Rhythm(3, 3), 1, 1, 2, rest=Rhythm(4, 5), rest_breaths=1))
    cues = Cues("lift", "lower", 1, 1, "Child's pose", "widen the back", "settle", 1)
    run_through(PlainPacer(cues, stream), course)
    assert stream.getvalue().splitlines() == [
        "  Get into place; the first breath in 5 s.",
        "  1 of 1, left side: breathe in, lift … breathe out, stay",
        "  1 of 1, left side: breathe in, stay … breathe out, lower",
        "  Change sides; it goes on in 6 s.",
        "  1 of 1, right side: breathe in, lift … breathe out, stay",
        "  1 of 1, right side: breathe in, stay … breathe out, lower",
        "  Child's pose, 1 of 1: breathe in, widen the back … breathe out, settle",
    ]


def test_plain_line_is_ended() -> None:
    """Closed in the middle of a breath, it ends the line; and a pause begins one of its own."""
    stream = io.StringIO()
    pacer = PlainPacer(CUES, stream)
    pacer.show(look(COURSE, 6.0))
    pacer.pause()
    pacer.close()
    assert re.fullmatch(r"  1 of 2.*lift …\n  Paused[^\n]*\n", stream.getvalue())
