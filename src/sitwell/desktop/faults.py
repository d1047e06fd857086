"""What went wrong, in the person's language: errors come as English text, from our own rooms.

    "/dev/video0 is busy: close the other program"        said
    "{device} is busy: close the other program"           template, as the catalogue has it
    "{device} ist belegt: anderes Programm schließen"     translated
    "/dev/video0 ist belegt: anderes Programm schließen"  shown

So the rooms that raise need no windows and no language. A gap may hold what is a fault itself, and
is translated likewise. What the catalogue does not have stays as it is.
"""

import gettext
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from string import Formatter

from sitwell.desktop.mo_file import read_texts
from sitwell.words import DOMAIN, LOCALE

CONTEXT = "fault"
"""What marks these texts in the catalogue."""

_PREFIX = "sitwell: "
_MOST_FILLS = 60
"""A long text can be cut in many ways; the sensible ones come early."""
_DEEPEST = 4
"""Faults within faults; three were seen."""
_FEWEST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Template:
    """A text with gaps.

    Attributes:
        fixed: What stands before, between and after the gaps; one more than there are gaps.
        gaps: Their names; one that comes twice holds the same twice.
        translation: The text in the other language, with the same gaps.
    """

    fixed: tuple[str, ...]
    gaps: tuple[str, ...]
    translation: str

    @property
    def letters(self) -> int:
        """How much of a text it recognises by itself."""
        return sum(c.isalpha() for part in self.fixed for c in part)

    @property
    def is_short(self) -> bool:
        """Whether that alone is too little to know a text by: "{one} and {other}"."""
        return self.letters < _FEWEST_LETTERS


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was understood, and how many of its letters that accounts for."""

    words: str
    letters: int = 0


def translate_fault(text: str) -> str:
    """Give what a command or a process said in the person's language, as far as it is known.

    The name of the program, with which a line on stderr begins, is left out. A translation begins
    with a capital, as a sentence does; what was said in English stays as the commands say it.
    """
    said = text.removeprefix(_PREFIX)
    words = translate(said, load())
    return words if words == said else begin_sentence(words)


def begin_sentence(words: str) -> str:
    """Give it with a capital, unless it begins with the name of a file, a setting or the like."""
    first = words.partition(" ")[0].rstrip(",:;")
    return words[:1].upper() + words[1:] if first.isalpha() else words


def translate(text: str, templates: tuple[Template, ...]) -> str:
    """Give the text by the templates that recognise most of it; as it is if none does."""
    return _Reader(templates, {}).read(text, _DEEPEST).words


@cache
def load() -> tuple[Template, ...]:
    """Give the templates of the person's language; none for English."""
    found = gettext.find(DOMAIN, LOCALE, all=True)
    return make(read_texts(Path(found[0]).read_bytes())) if found else ()


def make(texts: Mapping[str, str]) -> tuple[Template, ...]:
    """Give the templates of a catalogue."""
    mark = f"{CONTEXT}\x04"
    faults = ((key.removeprefix(mark), said) for key, said in texts.items() if key.startswith(mark))
    return tuple(_parse(text, said) for text, said in faults)


def _parse(text: str, translation: str) -> Template:
    fixed, gaps, before = list[str](), list[str](), ""
    for literal, gap, _form, _conversion in Formatter().parse(text):
        before += literal
        if gap is not None:
            fixed.append(before)
            gaps.append(gap)
            before = ""
    return Template((*fixed, before), tuple(gaps), translation)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Translates one text, whose parts come up many times over."""

    templates: tuple[Template, ...]
    known: dict[tuple[str, int], Reading]

    def read(self, text: str, depth: int) -> Reading:
        """Give it translated, with faults within it up to that depth."""
        if depth == 0 or not _has_letters(text):
            return Reading(text)
        if (text, depth) not in self.known:
            readings = (r for t in self.templates for r in self._fit(t, text, depth))
            best = max(readings, key=lambda reading: reading.letters, default=Reading(text))
            self.known[text, depth] = best
        return self.known[text, depth]

    def _fit(self, template: Template, text: str, depth: int) -> Iterator[Reading]:
        """Give each way to understand the text by this template."""
        if not all(part in text for part in template.fixed):
            return
        for values in islice(_fill(template.fixed, text), _MOST_FILLS):
            gaps = dict(zip(template.gaps, values, strict=True))
            if values != tuple(gaps[name] for name in template.gaps):
                continue  # two gaps of one name hold different things
            read = {name: self.read(value, depth - 1) for name, value in gaps.items()}
            inside = sum(reading.letters for reading in read.values())
            strange = any(_has_letters(v) and read[n].letters == 0 for n, v in gaps.items())
            if strange and (inside == 0 if template.letters == 0 else template.is_short):
                continue
            words = template.translation.format_map({n: r.words for n, r in read.items()})
            yield Reading(words, template.letters + inside)


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _fill(fixed: tuple[str, ...], text: str) -> Iterator[tuple[str, ...]]:
    """Give each way to cut the text into these fixed parts and something between them."""
    before, *others = fixed
    if not text.startswith(before):
        return
    rest = text[len(before) :]
    if not others:
        if not rest:
            yield ()
        return
    if len(others) == 1:
        after = others[0]
        if rest.endswith(after) and len(rest) >= len(after):
            yield (rest[: len(rest) - len(after)],)
        return
    at = rest.find(others[0])
    while at >= 0:
        for values in _fill(tuple(others), rest[at:]):
            yield (rest[:at], *values)
        at = rest.find(others[0], at + 1)
