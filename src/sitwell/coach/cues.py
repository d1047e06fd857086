"""The cue of the week: one small thing to notice, from `cues.toml`."""

import tomllib
from dataclasses import dataclass, fields
from importlib.resources import files

from sitwell.coach.front_matter import Reader

MOST_WORDS = 140
"""Characters: with a greeting and the length of the break it stays within a notification."""

_FILE = "cues.toml"


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to notice.

    Attributes:
        id: Its name in records, e.g. "sit_bones".
        name: Its name for people.
        words: What to notice or do, one sentence.
    """

    id: str
    name: str
    words: str


_KEYS = {field.name for field in fields(Cue)}


def cue_for(week: int) -> Cue:
    """Give the cue of an ISO week, 1 to 53; two weeks that follow each other have different ones.

    Raises:
        ValueError: If there is no such week, or if the file is malformed.
    """
    if not 1 <= week <= 53:
        raise ValueError(f"a year has no week {week}")
    cues = load_cues()
    return cues[(week - 1) % len(cues)]


def load_cues() -> tuple[Cue, ...]:
    """Give every cue, in the order of the file.

    Raises:
        ValueError: If the file is malformed; names it, the cue and the key.
    """
    return parse_cues((files("sitwell.coach") / _FILE).read_text(encoding="utf-8"))


def parse_cues(text: str) -> tuple[Cue, ...]:
    """Read the cues, `[[cue]]` by `[[cue]]`.

    Raises:
        ValueError: If it is not TOML, if there is none, or if one has a key missing, unknown or
            empty, too many words, or the id of another; names the file, the cue and the key.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{_FILE}: {error}") from error
    entries = tables.get("cue")
    if tables.keys() != {"cue"} or not isinstance(entries, list) or not entries:
        raise ValueError(f"{_FILE}: expected [[cue]] entries and nothing else")
    cues = tuple(_parse(entry, number) for number, entry in enumerate(entries, 1))
    for number, cue in enumerate(cues, 1):
        if cue.id in (other.id for other in cues[: number - 1]):
            raise ValueError(f"{_FILE} cue {number}: id: '{cue.id}' is another one's")
    return cues


def _parse(entry: object, number: int) -> Cue:
    where = f"{_FILE} cue {number}"
    if not isinstance(entry, dict):
        raise ValueError(f"{where}: expected [[cue]] with {', '.join(sorted(_KEYS))}")
    for key in sorted(entry.keys() ^ _KEYS):
        raise ValueError(f"{where}: {key}: {'unknown' if key in entry else 'missing'}")
    reader = Reader(entry, where)
    words = reader.read_text("words", most=MOST_WORDS)
    return Cue(reader.read_text("id"), reader.read_text("name", most=40), words)
