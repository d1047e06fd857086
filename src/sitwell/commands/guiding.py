"""Leads a person through a set: time, keys, and what is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sitwell.adapters.keys import END, NO_KEY, Keyboard
from sitwell.core.pacing import Course, Stage, Tally, look, tally
from sitwell.core.set_times import SetTimes, note
from sitwell.reporting.pacer import Pacer

FRAME_S = 0.1
"""Seconds between two pictures of the line: smooth, and next to no work."""

LONGEST_STEP_S = 1.0
"""A longer gap is a computer that slept or a command that was suspended: the set waited too."""

STOP = ("q", END)
PAUSE = " "


@dataclass(frozen=True, slots=True)
class Setting:
    """What a guided set meets outside; a test brings its own.

    Attributes:
        keyboard: The person's keys; waiting for one is how the time passes.
        pacer: What they see.
        clock: Seconds.
        now: The wall clock, zone-aware.
    """

    keyboard: Keyboard
    pacer: Pacer
    clock: Callable[[], float]
    now: Callable[[], datetime]


class Guide:
    """One guided exercise. What was done of it can be asked at any time, also after Ctrl-C."""

    def __init__(self, course: Course, setting: Setting) -> None:
        self._course = course
        self._setting = setting
        self._t = 0.0
        self._times: tuple[SetTimes, ...] = ()

    def lead(self) -> None:
        """Go through the course until its end, or until the person ends it.

        Raises:
            KeyboardInterrupt: On Ctrl-C.
        """
        before_s = self._setting.clock()
        while (moment := look(self._course, self._t)).step.stage is not Stage.OVER:
            self._note()
            self._setting.pacer.show(moment)
            key = self._setting.keyboard.read(FRAME_S)
            after_s = self._setting.clock()
            self._t += min(max(0.0, after_s - before_s), LONGEST_STEP_S)
            before_s = after_s
            if key in STOP:
                return
            if key == PAUSE:
                if self._skip_ready():
                    continue
                if not self._wait():
                    return
                before_s = self._setting.clock()

    @property
    def sets(self) -> tuple[tuple[SetTimes, Tally], ...]:
        """When each set began and ended that was begun, and what was done of it."""
        return tuple(zip(self._times, tally(self._course, self._t), strict=False))

    def _note(self) -> None:
        self._times = note(self._times, tally(self._course, self._t), self._setting.now())

    def _skip_ready(self) -> bool:
        """Begin with the first breath, if it has not begun."""
        if look(self._course, self._t).step.stage is not Stage.READY:
            return False
        self._t = self._course.starts_s[1]
        return True

    def _wait(self) -> bool:
        """Stand still until Space is pressed again; say whether it goes on."""
        self._setting.pacer.pause()
        key = NO_KEY
        while key not in (PAUSE, *STOP):
            key = self._setting.keyboard.read(FRAME_S)
        return key == PAUSE
