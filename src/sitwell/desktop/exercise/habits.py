"""How the person likes to be led, kept in the config: with sound or not, with motion or less."""

from pathlib import Path

from sitwell.config import CoachSettings
from sitwell.desktop.faults import translate_fault
from sitwell.desktop.motion import wants_less_motion
from sitwell.desktop.settings.document import Changes, save
from sitwell.errors import BadUsage
from sitwell.words import _


class Habits:
    """What is liked now; each change is written at once, and nothing but it."""

    def __init__(self, file: Path, coach: CoachSettings) -> None:
        self._file = file
        self._is_still_here = wants_less_motion()
        self.has_sound = coach.sound
        self.has_less_motion = coach.motion == "less"
        if coach.motion == "auto":
            self.has_less_motion = self._is_still_here

    def keep_sound(self, has_sound: bool) -> str:
        """Keep whether a sound is wanted; say why where that fails, else ""."""
        self.has_sound = has_sound
        return self._keep({("coach", "sound"): has_sound or None})

    def keep_motion(self, has_less: bool) -> str:
        """Keep how much motion is wanted; say why where that fails, else ""."""
        self.has_less_motion = has_less
        wish = "less" if has_less else "full"
        # What the desktop is set to needs no word in the file, and follows it from then on.
        return self._keep({("coach", "motion"): None if has_less is self._is_still_here else wish})

    def _keep(self, changes: Changes) -> str:
        try:
            save(self._file, changes)
        except (BadUsage, OSError) as error:
            why = translate_fault(str(error))
            return _("This choice holds for now and cannot be kept: {why}").format(why=why)
        return ""
