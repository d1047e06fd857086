"""Repetitions counted by a camera beside the mat, for `sitwell exercise NAME --camera`.

    source → picture, as it is shown → worker → pose, put back → counter → progress

The camera's count holds only where it saw enough; otherwise counting is the person's, in so many
words. Nothing of the pictures is kept.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters.frames import FrameSource
from sitwell.adapters.landmarker import Landmarker
from sitwell.coach.cards import Card
from sitwell.coach.countable import COUNTABLE
from sitwell.commands.looking import look_on
from sitwell.core.counted import Progress, average, saw_enough, summarise
from sitwell.core.frame import Frame, Outage
from sitwell.core.lifts import Parts, Repetition, RepetitionRules
from sitwell.core.lying import Lines, Unseen, draw_lines
from sitwell.core.pose import Pose
from sitwell.core.posture import Sight
from sitwell.core.repetitions import Counter, Stage, advance
from sitwell.core.scene import reduce
from sitwell.core.showing import Search, put_back, show
from sitwell.core.showing import advance as advance_search
from sitwell.errors import BadUsage

CANNOT_SEE = "I cannot see you well enough lying there"

WORDS: dict[Stage | Unseen, str] = {
    Unseen.NOBODY: "nobody is in the picture",
    Unseen.HIDDEN: "shoulder, hip, knee and foot are not all in the picture",
    Unseen.TOO_FAR: "you are small in the picture; a camera nearer by would help",
    Unseen.NOT_LYING: "you are not lying down yet",
    Unseen.NOT_SIDE_ON: "the camera is not at your side",
    Stage.SETTLING: "resting for three seconds tells me where the floor is",
    Stage.RESTING: "ready",
    Stage.MOVING: "moving",
}


@dataclass(frozen=True, slots=True)
class Look:
    """A moment on the mat.

    Attributes:
        progress: What is known after it.
        pose: Of the person lying there; None where nobody was found.
        rgb: (h, w, 3) uint8, red first; None where there was no picture.
    """

    progress: Progress
    pose: Pose | None = None
    rgb: NDArray[np.uint8] | None = None


def find_parts(card: Card) -> Parts:
    """Give what has to rise for a repetition of this card.

    Raises:
        BadUsage: The camera cannot count it.
    """
    if card.id not in COUNTABLE:
        known = ", ".join(sorted(COUNTABLE))
        raise BadUsage(
            f"the camera cannot count {card.name}, only {known}; leave out --camera and count "
            "along with the breath"
        )
    return COUNTABLE[card.id]


def count(source: FrameSource, worker: Landmarker, parts: Parts) -> Iterator[Look]:
    """Give what is known after each picture; ends with a recording, or when the source is closed.

    Raises:
        WorkerLost: If the worker dies three times within a minute.
    """
    eye, counter = _Eye(), Counter()
    with closing(look_on(source, worker, see=eye.see)) as stream:
        for item in stream:
            if isinstance(item, Outage):
                counter = advance(counter, item.t, None, parts, RepetitionRules())
                yield Look(summarise(counter, item.reason, item.detail))
            else:
                pose = item.poses[0] if item.poses else None
                counter = advance(counter, item.t, pose, parts, RepetitionRules())
                eye.note(item.t, pose, is_known=counter.floor is not None)
                yield Look(summarise(counter), pose, eye.rgb)


def count_recording(source: FrameSource, worker: Landmarker, parts: Parts) -> str:
    """Count in a recording; give the words for it.

    Raises:
        WorkerLost: If the worker dies three times within a minute.
    """
    last = Progress()
    for look in count(source, worker, parts):
        last = look.progress
    if not saw_enough(Progress(), last):
        return f"{CANNOT_SEE}: {say_doubt(last)}. Nothing was counted."
    return describe(last.repetitions)


def say(progress: Progress) -> str:
    """Say what is seen, or why nothing can be counted."""
    if progress.reason is not None:
        return progress.detail or str(progress.reason).replace("_", " ")
    return WORDS[progress.sight]


def say_doubt(last: Progress) -> str:
    """Say why too little was seen, by what was known in the end."""
    return "you were out of sight for a good part of it" if last.can_see else say(last)


def describe(repetitions: tuple[Repetition, ...]) -> str:
    """Say what was counted: how many, how slowly, how high. Never how well."""
    if not repetitions:
        return "The camera counted no repetition."
    number, mean = len(repetitions), average(repetitions)
    return (
        f"The camera counted {number} repetition{'' if number == 1 else 's'}: {mean.up_s:.1f} s up "
        f"and {mean.down_s:.1f} s down, chest {max(mean.chest_deg, 0.0):.0f}° and legs "
        f"{max(mean.leg_deg, 0.0):.0f}° on average."
    )


class _Eye:
    """Shows the worker each picture in the way that works."""

    def __init__(self) -> None:
        self._search = Search()
        self.rgb: NDArray[np.uint8] | None = None

    def see(self, frame: Frame, worker: Landmarker) -> Sight:
        """Find the person on the mat."""
        self.rgb = frame.rgb
        way = self._search.way
        poses = worker.follow(Frame(frame.t, show(frame.rgb, way)))
        found = tuple(put_back(pose, way, frame.rgb.shape[:2]) for pose in poses[:1])
        return Sight(frame.t, found, reduce(frame.rgb))

    def note(self, t: float, pose: Pose | None, *, is_known: bool) -> None:
        """Take into account what came of it; to be told after each look."""
        is_seen = isinstance(draw_lines(pose), Lines)
        self._search = advance_search(self._search, t, is_seen=is_seen, is_known=is_known)
