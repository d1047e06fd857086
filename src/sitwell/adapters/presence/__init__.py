"""Presence: whether the screen is locked, the computer sleeps, or something is not to be disturbed.

Asked once before each frame:

    with open_presence(lambda: ("/dev/video0",)) as source:
        presence = source.look()          # core.presence.Presence, at most a second, never raises
        away = find_away(presence)        # core.presence: the time since the last look is absent
        hold = find_hold(presence)        # core.presence: keep the nudge for later
"""

from sitwell.adapters.presence.choose import open_presence
from sitwell.adapters.presence.source import PresenceSource, UnknownPresence

__all__ = ["PresenceSource", "UnknownPresence", "open_presence"]
