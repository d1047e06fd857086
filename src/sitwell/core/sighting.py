"""What a nudge can speak of: plain facts about how somebody sits, at the moment it is sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen of a sitter.

    Attributes:
        slumped_s: Seconds slumped in the episode under way; 0 when there is none.
        seated_s: Seconds seated since the last break.
        flexion_deg: Estimated flexion beyond the person's own upright, + more flexed; None where
            it is not known.
        lean_deg: Estimated lean to one side, + to the sitter's left; None where it is not known.
        leaned_s: Seconds leaning to that side so far; 0 where they do not lean.
        extended_s: Seconds over-extended so far; 0 where they are not.
        still_s: Seconds seen since the last change of position.
        away_s: How long the last break lasted; 0 before the first.
    """

    slumped_s: float = 0.0
    seated_s: float = 0.0
    flexion_deg: float | None = None
    lean_deg: float | None = None
    leaned_s: float = 0.0
    extended_s: float = 0.0
    still_s: float = 0.0
    away_s: float = 0.0
