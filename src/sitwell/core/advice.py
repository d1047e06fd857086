"""What to change about the picture before a calibration, one word each."""

from enum import StrEnum


class Advice(StrEnum):
    """What would help; left and right are the sitter's."""

    FINE = "fine"
    MORE_LIGHT = "more_light"
    NOBODY = "nobody"
    SEVERAL_PEOPLE = "several_people"
    SHOW_SHOULDERS = "show_shoulders"
    SHOW_HEAD = "show_head"
    NEARER = "nearer"
    UNCLEAR = "unclear"
    LOWER = "lower"
    HIGHER = "higher"
    FURTHER = "further"
    TO_LEFT = "to_left"
    TO_RIGHT = "to_right"
    DIM = "dim"


BLOCKING = frozenset(
    {
        *(Advice.MORE_LIGHT, Advice.NOBODY, Advice.SEVERAL_PEOPLE, Advice.SHOW_SHOULDERS),
        *(Advice.SHOW_HEAD, Advice.NEARER, Advice.UNCLEAR),
    }
)
"""With these a calibration would be refused; the others say how it could be better."""
