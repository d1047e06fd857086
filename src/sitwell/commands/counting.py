"""Repetitions counted by a camera beside the mat, for `sitwell exercise NAME --camera`.

    source → picture, as it is shown → worker → pose, put back → counter → progress

The camera's count holds only where it saw enough; otherwise counting is the person's, in so many
words. Nothing of the pictures is kept.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

from sitwell.adapters.frames import FrameSource
from sitwell.adapters.landmarker import Landmarker
from sitwell.coach.cards import Card
from sitwell.commands.looking import look_on
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

LEAST_SEEN_SHARE = 0.6  # of a set; seen less of, it may well hold a lift that nobody saw

CANNOT_SEE = "I cannot see you well enough lying there"

# Chest or legs alone count too: the card offers them as the easier way. On rendered rest that
# makes no false count (lab/README.md).
COUNTABLE = {"locust_minivini": Parts.EITHER}

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
class Progress:
    """What is known at a moment.

    Attributes:
        words: What is seen, or why nothing can be counted.
        counter: What has been counted, and what is seen.
    """

    words: str = WORDS[Unseen.NOBODY]
    counter: Counter = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """Repetitions so far."""
        return len(self.counter.repetitions)

    @property
    def can_see(self) -> bool:
        """Whether both lines are seen."""
        return isinstance(self.counter.sight, Stage)

    @property
    def is_ready(self) -> bool:
        """Whether somebody lies there and the floor line is known."""
        return self.can_see and self.counter.floor is not None


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


def count(source: FrameSource, worker: Landmarker, parts: Parts) -> Iterator[Progress]:
    """Give what is known after each picture; ends with a recording, or when the source is closed.

    Raises:
        WorkerLost: If the worker dies three times within a minute.
    """
    eye, counter = _Eye(), Counter()
    with closing(look_on(source, worker, see=eye.see)) as stream:
        for item in stream:
            if isinstance(item, Outage):
                counter = advance(counter, item.t, None, parts, RepetitionRules())
                yield Progress(item.detail or str(item.reason).replace("_", " "), counter)
            else:
                pose = item.poses[0] if item.poses else None
                counter = advance(counter, item.t, pose, parts, RepetitionRules())
                eye.note(item.t, pose, is_known=counter.floor is not None)
                yield Progress(WORDS[counter.sight], counter)


def count_recording(source: FrameSource, worker: Landmarker, parts: Parts) -> str:
    """Count in a recording; give the words for it.

    Raises:
        WorkerLost: If the worker dies three times within a minute.
    """
    progress = Progress()
    for progress in count(source, worker, parts):  # noqa: B007 (the last one is told)
        pass
    doubt = find_doubt(Progress(), progress)
    if doubt is not None:
        return f"{CANNOT_SEE}: {doubt}. Nothing was counted."
    return describe(progress.counter.repetitions)


def find_doubt(before: Progress, after: Progress) -> str | None:
    """Say why what was counted between two moments is not to be trusted; None where it is."""
    seen_s = after.counter.whole_s - before.counter.whole_s
    watched_s = after.counter.watched_s - before.counter.watched_s
    if watched_s > 0.0 and seen_s >= LEAST_SEEN_SHARE * watched_s:
        return None
    return "you were out of sight for a good part of it" if after.can_see else after.words


def describe(repetitions: tuple[Repetition, ...]) -> str:
    """Say what was counted: how many, how slowly, how high. Never how well."""
    if not repetitions:
        return "The camera counted no repetition."
    number = len(repetitions)
    up_s, down_s, chest_deg, leg_deg = (
        sum(getattr(done, name) for done in repetitions) / number
        for name in ("up_s", "down_s", "chest_deg", "leg_deg")
    )
    return (
        f"The camera counted {number} repetition{'' if number == 1 else 's'}: {up_s:.1f} s up and "
        f"{down_s:.1f} s down, chest {max(chest_deg, 0.0):.0f}° and legs {max(leg_deg, 0.0):.0f}° "
        "on average."
    )


class _Eye:
    """Shows the worker each picture in the way that works."""

    def __init__(self) -> None:
        self._search = Search()

    def see(self, frame: Frame, worker: Landmarker) -> Sight:
        """Find the person on the mat."""
        way = self._search.way
        poses = worker.follow(Frame(frame.t, show(frame.rgb, way)))
        found = tuple(put_back(pose, way, frame.rgb.shape[:2]) for pose in poses[:1])
        return Sight(frame.t, found, reduce(frame.rgb))

    def note(self, t: float, pose: Pose | None, *, is_known: bool) -> None:
        """Take into account what came of it; to be told after each look."""
        is_seen = isinstance(draw_lines(pose), Lines)
        self._search = advance_search(self._search, t, is_seen=is_seen, is_known=is_known)
