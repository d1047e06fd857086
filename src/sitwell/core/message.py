"""What a person is told: a title and a body that any channel can show."""

import unicodedata
from dataclasses import dataclass

TITLE_CAP = 63
"""Longest title, in UTF-16 units: the Windows balloon holds 64 with its end mark."""

BODY_CAP = 255
"""Longest body, in UTF-16 units: the Windows balloon holds 256 with its end mark."""

FALLBACK_TITLE = "Sitwell"
_ELLIPSIS = "…"
_UNSHOWABLE = ("Cc", "Cs")  # control characters (an escape sequence, a NUL) and lone surrogates


@dataclass(frozen=True, slots=True)
class Message:
    """A short text for the person.

    Attributes:
        title: One line; what it is about.
        body: One or two sentences; may be empty.
    """

    title: str
    body: str = ""


def make_plain(message: Message) -> Message:
    """Give the message as any channel can show it.

    One line each, no control characters, within TITLE_CAP and BODY_CAP (cut at a word, with an
    ellipsis), and never an empty title.
    """
    title = _cut(_clean(message.title), TITLE_CAP)
    return Message(title or FALLBACK_TITLE, _cut(_clean(message.body), BODY_CAP))


def _clean(text: str) -> str:
    showable = (c for c in text if c.isspace() or unicodedata.category(c) not in _UNSHOWABLE)
    return " ".join("".join(showable).split())


def _cut(text: str, cap: int) -> str:
    if _measure(text) <= cap:
        return text
    end = cap - _measure(_ELLIPSIS)
    while _measure(text[:end]) > cap - _measure(_ELLIPSIS):
        end -= 1
    word_end = text.rfind(" ", 0, end + 1)
    # A first word longer than half the room is cut inside: better than showing next to nothing.
    return text[: word_end if word_end > end // 2 else end].rstrip() + _ELLIPSIS


def _measure(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
