"""Command lines in the files of systemd and of the desktop: words in, one line out, and back.

Both put a word in double quotes, with a backslash before what would mean something within them,
and both write a percent sign twice (systemd.service(5); Desktop Entry Specification, "The Exec
key").
"""

import re
from collections.abc import Sequence

_PLAIN = re.compile(r"[\w/.,:@+-]+")
_WORD = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')
_SPECIAL = re.compile(r'(["\\`$])')
_SPECIAL_TO_SYSTEMD = re.compile(r'(["\\])')


def join(words: Sequence[str], *, escapes_dollar: bool) -> str:
    """Write words as one line, quoted where they are not plain.

    Args:
        words: Without control characters.
        escapes_dollar: Whether $ and ` take a backslash within quotes, as on the desktop.
    """
    special = _SPECIAL if escapes_dollar else _SPECIAL_TO_SYSTEMD

    def quote(word: str) -> str:
        return word if _PLAIN.fullmatch(word) else '"' + special.sub(r"\\\1", word) + '"'

    return " ".join(map(quote, words)).replace("%", "%%")


def split(line: str) -> tuple[str, ...]:
    """Read the words of a line that `join` wrote."""
    return tuple(
        bare or re.sub(r"\\(.)", r"\1", quoted)
        for quoted, bare in _WORD.findall(line.replace("%%", "%"))
    )
