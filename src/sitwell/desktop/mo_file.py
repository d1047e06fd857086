"""The texts of a compiled catalogue: Python's gettext looks one up, but lists none."""

import struct

_MAGIC = 0x950412DE


def read_texts(content: bytes) -> dict[str, str]:
    """Give each text with its translation; those with a context as gettext keeps them.

    The format (GNU gettext manual, "The Format of GNU MO Files"), in 32-bit numbers: magic,
    revision, how many texts, where the table of texts is, where that of translations is. A table
    has length and place of each.

    Raises:
        ValueError: If it is no such file, or in the byte order of another kind of machine.
    """
    try:
        magic, _revision, count, texts, translations = struct.unpack_from("<5I", content)
        if magic != _MAGIC:
            raise ValueError("this is no catalogue that 'make words' compiled")
        return dict(
            zip(_read(content, texts, count), _read(content, translations, count), strict=True)
        )
    except struct.error as error:
        raise ValueError(f"this catalogue breaks off ({error})") from None


def _read(content: bytes, table: int, count: int) -> list[str]:
    numbers = struct.unpack_from(f"<{2 * count}I", content, table)
    rows = zip(numbers[::2], numbers[1::2], strict=True)
    return [content[start : start + length].decode() for length, start in rows]
