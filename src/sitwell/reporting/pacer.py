"""A guided set in the terminal: its words, as plain lines or as one that follows the breath."""

from dataclasses import dataclass
from typing import Protocol, TextIO

from sitwell.core.pacing import Breath, Moment, Motion, Stage, Step

BAR_CELLS = 36
_LEAST_CELLS = 8
_PARTS = " ▏▎▍▌▋▊▉"
_FULL = "█"
_BELL = "\a"


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of one exercise, and how many there are of each.

    Attributes:
        up: What to do with the first breath, e.g. "lift".
        down: What to do with the last one, e.g. "lower".
        repetitions: How many on each side in each set.
        sets: How many sets.
        rest: Name of the rest pose; empty where there is none.
        rest_in: What to do there with the breath in.
        rest_out: What to do there with the breath out.
        rest_breaths: How many breaths of rest.
    """

    up: str
    down: str
    repetitions: int
    sets: int = 1
    rest: str = ""
    rest_in: str = ""
    rest_out: str = ""
    rest_breaths: int = 0


class Pacer(Protocol):
    """Shows where in the set the person is; call `show` about ten times a second."""

    def show(self, moment: Moment) -> None:
        """Show this moment."""
        ...

    def pause(self) -> None:
        """Show that time stands still."""
        ...

    def close(self) -> None:
        """Leave the terminal as it was."""
        ...


class PlainPacer:
    """A line for each breath, for pipes, screen readers, and eyes that want no motion."""

    def __init__(self, cues: Cues, stream: TextIO, *, has_sound: bool = False) -> None:
        """Take the words, where to write them, and whether a bell rings with each."""
        self._cues = cues
        self._stream = stream
        self._bell = _BELL if has_sound else ""
        self._number = -1
        self._is_within_line = False

    def show(self, moment: Moment) -> None:
        """Write the words of a step when it begins."""
        if moment.number == self._number:
            return
        self._number = moment.number
        step = moment.step
        if step.stage is Stage.OVER:
            return
        begins = step.breath is not None and step.grows
        if begins:
            self._write(f"  {_place_of(step, self._cues)}: {_words_of(step, self._cues)} …", "")
        elif step.breath is not None:
            self._write(f" {_words_of(step, self._cues)}")
        else:
            self._write(f"  {_wait_words(moment)}")
        self._is_within_line = begins

    def pause(self) -> None:
        """Say that time stands still."""
        self.close()
        self._write("  Paused. Space goes on, q ends it here.")

    def close(self) -> None:
        """End the line that was begun."""
        if self._is_within_line:
            self._write("")
        self._is_within_line = False

    def _write(self, words: str, end: str = "\n") -> None:
        self._stream.write(f"{self._bell}{words}{end}")
        self._stream.flush()


def line_of(moment: Moment, cues: Cues, width: int, *, can_draw: bool = True) -> str:
    """Give the moving line, no longer than the width: words, the breath, and how far it is."""
    step = moment.step
    if step.stage is Stage.OVER:
        return ""
    if step.breath is None:
        return f"  {_wait_words(moment)}"[:width]
    words, place = _words_of(step, cues), _place_of(step, cues)
    column = max(len(_words_of(s, cues)) for s in _all_breaths(cues))
    cells = min(BAR_CELLS, max(_LEAST_CELLS, width - column - len(place) - 6))
    bar = _bar(moment.fullness, cells, can_draw=can_draw)
    return f"  {words:<{column}}  {bar}  {place}"[:width]


def _bar(fullness: float, cells: int, *, can_draw: bool) -> str:
    if not can_draw:
        return ("#" * round(fullness * cells)).ljust(cells)
    full, part = divmod(round(fullness * cells * len(_PARTS)), len(_PARTS))
    return (_FULL * full + _PARTS[part].strip()).ljust(cells)


def _words_of(step: Step, cues: Cues) -> str:
    """Say which way the breath goes, and what goes with it: "breathe in, lift"."""
    if step.stage is Stage.REST:
        motion = cues.rest_in if step.breath is Breath.IN else cues.rest_out
    else:
        motion = {Motion.UP: cues.up, Motion.DOWN: cues.down, Motion.STAY: "stay"}[step.motion]
    return f"breathe {step.breath}, {motion}"


def _place_of(step: Step, cues: Cues) -> str:
    """Say how far it is: "3 of 5, left side, set 1 of 2", or "Child's pose, 2 of 4"."""
    if step.stage is Stage.REST:
        return f"{cues.rest}, {step.repetition} of {cues.rest_breaths}"
    parts = [f"{step.repetition} of {cues.repetitions}"]
    if step.side:
        parts.append("left side" if step.side == 1 else "right side")
    if cues.sets > 1:
        parts.append(f"set {step.set_number} of {cues.sets}")
    return ", ".join(parts)


def _wait_words(moment: Moment) -> str:
    left_s = max(1, round(moment.left_s + 0.5 - 1e-9))
    match moment.step.stage:
        case Stage.READY:
            return f"Get into place; the first breath in {left_s} s."
        case Stage.CHANGE:
            return f"Change sides; it goes on in {left_s} s."
        case _:
            return f"A pause; the next set in {left_s} s."


def _all_breaths(cues: Cues) -> list[Step]:
    """Give a step for each text the line may have, so that its parts stay where they are."""
    both = (Breath.IN, Breath.OUT)
    moves = [Step(Stage.MOVE, 1.0, breath, motion) for breath in both for motion in Motion]
    return moves + ([Step(Stage.REST, 1.0, breath) for breath in both] if cues.rest else [])
