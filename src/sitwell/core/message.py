"""What a person is told: a title and a body that any channel can show."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

TITLE_CAP = 63
"""Longest title, in UTF-16 units: the Windows balloon holds 64 with its end mark."""

BODY_CAP = 255
"""Longest body, in UTF-16 units: the Windows balloon holds 256 with its end mark."""

FALLBACK_TITLE = "Sitwell"
_ELLIPSIS = "…"
_UNSHOWABLE = ("Cc", "Cs")  # control characters (an escape sequence, a NUL) and lone surrogates


class Answer(StrEnum):
    """What a person can answer a message with, by a button or a command.

    Attributes:
        OPEN: The report, of a summary; the others are said to a nudge.
    """

    SNOOZE = "snooze"
    SHOW = "show"
    DECLINE = "decline"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer that a message offers, where the channel has buttons.

    Attributes:
        answer: What pressing it says.
        words: What stands on it, e.g. "Snooze 20 min".
    """

    answer: Answer
    words: str


@dataclass(frozen=True, slots=True)
class Message:
    """A short text for the person.

    Attributes:
        title: One line; what it is about.
        body: One or two sentences; may be empty.
        offers: What it can be answered with; channels without buttons leave them out.
    """

    title: str
    body: str = ""
    offers: tuple[Offer, ...] = ()


def make_plain(message: Message) -> Message:
    """Give the message as any channel can show it.

    One line each, no control characters, within TITLE_CAP and BODY_CAP (cut at a word, with an
    ellipsis), and never an empty title.
    """
    title = _cut(_clean(message.title), TITLE_CAP)
    body = _cut(_clean(message.body), BODY_CAP)
    return Message(title or FALLBACK_TITLE, body, message.offers)


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
