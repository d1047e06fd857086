"""Whether the person has asked their desktop for less motion.

Qt 6.11 knows of contrast (`QAccessibilityHints`) and not yet of motion, so the portal is asked.
Without one, as on Windows and macOS, nothing is known and shapes move; the box beside them stops
them.
"""

import sys

_WISHES: tuple[tuple[str, str, object], ...] = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor", "0"),
)
"""Group, key, and the value that asks for less; the newest first, which every desktop may have."""


def wants_less_motion() -> bool:
    """Say whether they have; not known counts as no. Waits for the portal where there is one."""
    if sys.platform != "linux":
        return False
    from sitwell.desktop.portal import ask  # noqa: PLC0415 - elsewhere there is no D-Bus

    return any(ask((group, key)) == less for group, key, less in _WISHES)
