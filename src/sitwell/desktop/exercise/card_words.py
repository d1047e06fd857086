"""The words of the exercise cards in the person's language.

They are files of their own; `make words` brings their words into the catalogue of the windows.
"""

from sitwell.words import _


def translate(text: str) -> str:
    """Give a text of a card; an empty one stays empty."""
    return _(text) if text else ""
