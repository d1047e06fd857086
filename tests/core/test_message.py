"""Messages that any channel can show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.core.message import BODY_CAP, TITLE_CAP, Message, make_plain


def count_utf16(text: str) -> int:
    """Give the length as Windows counts it."""
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Sit up", "Sit up", id="plain"),
        pytest.param("Rücken “gerade” – 5 °", "Rücken “gerade” – 5 °", id="letters of all kinds"),
        pytest.param("", "Sitwell", id="empty"),
        pytest.param(" \n\0", "Sitwell", id="nothing to see"),
        pytest.param("two\nlines\tand  gaps", "two lines and gaps", id="one line"),
        pytest.param("\x1b[31mred\x07", "[31mred", id="terminal escapes"),
        pytest.param("a\ud800b", "ab", id="half a character"),
        pytest.param("x" * 63, "x" * 63, id="just fits"),
        pytest.param("x" * 64, "x" * 62 + "…", id="one word too long"),
        pytest.param(
            "ten chars " * 6 + "more and", "ten chars " * 5 + "ten chars…", id="at a word"
        ),
        pytest.param("ten chars " * 6 + "mo and", "ten chars " * 6 + "mo…", id="word just fits"),
        pytest.param("a " + "x" * 99, "a " + "x" * 60 + "…", id="short word, then a long one"),
        pytest.param("🙂" * 40, "🙂" * 31 + "…", id="two units each"),
    ],
)
def test_title_is_made_plain(title: str, expected: str) -> None:
    """A title is one visible line that fits, cut at a word where it can be, and never empty."""
    assert make_plain(Message(title)).title == expected


def test_body_has_its_own_cap() -> None:
    """A body may be longer than a title."""
    assert make_plain(Message("t", "x" * 999)).body == "x" * 254 + "…"


@given(st.text(st.characters(), max_size=400), st.text(st.characters(), max_size=400))
def test_plain_is_safe_and_stays_so(title: str, body: str) -> None:
    """Whatever the text, the result fits, can be encoded, is one line, and is plain already."""
    plain = make_plain(Message(title, body))
    assert 0 < count_utf16(plain.title) <= TITLE_CAP
    assert count_utf16(plain.body) <= BODY_CAP
    assert len(plain.body.splitlines()) <= 1
    assert make_plain(plain) == plain
