"""Counting with a camera beside the mat: what is told, whose count is logged, and the real clip."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import cast

import numpy as np
import pytest
from desk import SAMPLES, Desk
from numpy.typing import NDArray

from mats import Mat, Session, film, make_lying
from sitwell.adapters.frames import FrameSource
from sitwell.adapters.keys import NO_KEY
from sitwell.adapters.landmarker import Landmarker
from sitwell.coach.cards import find_card
from sitwell.coach.countable import COUNTABLE
from sitwell.commands.counting import CANNOT_SEE, count, count_recording, find_parts, say
from sitwell.commands.mat_watch import MatWatch
from sitwell.core.frame import Frame, Outage
from sitwell.core.lifts import Parts
from sitwell.core.pose import LANDMARKS, Pose
from sitwell.core.reason import Reason
from sitwell.core.records import CountedBy, ExerciseOutcome, ExerciseRecord
from sitwell.core.showing import WAYS, Turn, Way, put_back, show
from sitwell.errors import BadUsage, WorkerLost

CLIP = SAMPLES / "lab" / "locust.mp4"
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIVE = Session()
WIDE = np.zeros((36, 64, 3), np.uint8)
Picture = NDArray[np.uint8]
Pictures = list[tuple[float, Pose | Outage | None]]


@dataclass(slots=True)
class Camera(FrameSource):
    """A camera before which a session is played; the picture's colour is its number.

    Attributes:
        pictures: What there is to see.
        is_live: Whether it goes on blocking after the last, as cameras do.
    """

    pictures: Pictures
    name: str = "mat"
    is_live: bool = False
    closed: threading.Event = field(default_factory=threading.Event)
    played: threading.Event = field(default_factory=threading.Event)

    def frames(self) -> Iterator[Frame | Outage]:
        """Give each picture."""
        for number, (t, seen) in enumerate(self.pictures):
            if isinstance(seen, Outage):
                yield seen
                continue
            yield Frame(t, paint(number))
        self.played.set()
        if self.is_live:
            self.closed.wait(20.0)

    def close(self) -> None:
        """End the pictures."""
        self.closed.set()


@dataclass(slots=True)
class Finder:
    """A landmarker that finds who is there, if the picture is shown in a way that suits it.

    Attributes:
        pictures: Those of the camera.
        turns: In which it finds anybody.
        dies_at: From this picture on every look costs the worker its life; None for never.
    """

    pictures: Pictures
    turns: tuple[Turn, ...] = tuple(Turn)
    dies_at: int | None = None

    def follow(self, frame: Frame) -> tuple[Pose, ...]:
        """Find them."""
        low, high, _ = frame.rgb[0, 0].tolist()
        number = low + 256 * high
        if self.dies_at is not None and number >= self.dies_at:
            raise WorkerLost("the pose worker ended")
        pose = self.pictures[number][1]
        (way,) = [w for w in WAYS if np.array_equal(show(paint(number), w), frame.rgb)]
        if pose is None or isinstance(pose, Outage) or way.turn not in self.turns:
            return ()
        return (pose_in(frame.rgb, way, pose),)

    def restart(self) -> None:
        """Do nothing."""


def paint(number: int) -> Picture:
    """Give the picture with this number; it looks different from each side."""
    rgb = WIDE.copy()
    rgb[..., 0], rgb[..., 1] = number % 256, number // 256
    rgb[..., 2] = np.arange(WIDE[..., 0].size).reshape(WIDE.shape[:2]) % 251
    return rgb


def pose_in(shown: Picture, way: Way, pose: Pose) -> Pose:
    """Give a pose of the whole picture as it is in what is shown: what `put_back` undoes."""
    aspect = shown.shape[1] / shown.shape[0]
    corners = np.zeros((LANDMARKS, 2))
    corners[1], corners[2] = (1.0, 0.0), (0.0, 1.0)
    probe = Pose(corners, np.ones(LANDMARKS), np.zeros((LANDMARKS, 3)), aspect)
    origin, right, down = put_back(probe, way, WIDE.shape[:2]).xy[:3]
    axes = np.column_stack((right - origin, down - origin))
    xy = np.linalg.solve(axes, (pose.xy - origin).T).T
    return Pose(xy, pose.visibility.copy(), pose.world.copy(), aspect)


def worker_for(pictures: Pictures, dies_at: int | None = None) -> Landmarker:
    """Give a worker for a camera's pictures."""
    return cast("Landmarker", Finder(pictures, dies_at=dies_at))


def in_recording(pictures: Pictures) -> str:
    """Give the words for a recording of these."""
    return count_recording(Camera(pictures), worker_for(pictures), Parts.BOTH)


def test_counts_and_says_how():
    """A recording's repetitions are told with their tempo and range, and no judgement."""
    assert in_recording(list(film(FIVE))) == (
        "The camera counted 5 repetitions: 2.9 s up and 2.9 s down, chest 12° and legs 10° on "
        "average."
    )


def test_searches_a_way_of_showing():
    """Who is found only in pictures turned by a quarter is counted after some seconds of search."""
    pictures: Pictures = list(film(replace(FIVE, rest_s=8.0)))
    finder = cast("Landmarker", Finder(pictures, turns=(Turn.COUNTER,)))
    words = count_recording(Camera(pictures), finder, Parts.BOTH)
    assert words.startswith("The camera counted 5 repetitions")


def test_tells_what_it_sees():
    """The words go from what is missing to being ready, in order."""
    pictures: Pictures = [(k / 10.0, None) for k in range(20)]
    pictures += [(2.0 + k / 10.0, make_lying(75.0, 0.0)) for k in range(20)]
    pictures += [(4.0 + t, pose) for t, pose in film(Session(lifts=()))]
    told: list[str] = []
    for look in count(Camera(pictures), worker_for(pictures), Parts.BOTH):
        if not told or told[-1] != say(look.progress):
            told.append(say(look.progress))
    assert told == [
        "nobody is in the picture",
        "you are not lying down yet",
        "resting for three seconds tells me where the floor is",
        "ready",
    ]


def test_an_outage_is_told():
    """A camera without pictures says so itself."""
    pictures: Pictures = list(film(Session(lifts=())))
    pictures.append((9.0, Outage(9.0, Reason.CAMERA_BUSY, "another program has the camera")))
    *_, last = count(Camera(pictures), worker_for(pictures), Parts.BOTH)
    assert say(last.progress) == "another program has the camera"


@pytest.mark.parametrize(
    ("pictures", "why"),
    [
        pytest.param([], "nobody is in the picture", id="no picture"),
        pytest.param([(k / 5.0, None) for k in range(99)], "nobody is in the picture", id="nobody"),
        pytest.param(
            [(k / 5.0, make_lying(mat=Mat(x=1.6))) for k in range(99)],
            "shoulder, hip, knee and foot are not all in the picture",
            id="feet outside",
        ),
        pytest.param(
            [(t, None if 3.0 < t < 30.0 else pose) for t, pose in film(FIVE)],
            "you were out of sight for a good part of it",
            id="seen now and then",
        ),
    ],
)
def test_says_that_it_cannot_see(pictures, why):
    """Where too little was seen nothing is counted, and the words say why."""
    assert in_recording(pictures) == f"{CANNOT_SEE}: {why}. Nothing was counted."


def test_other_cards_are_refused():
    """The camera counts what it was measured on, and names it."""
    assert find_parts(find_card("locust_minivini")) is Parts.EITHER
    with pytest.raises(BadUsage, match=f"cannot count Bird-dog, only {' '.join(COUNTABLE)}"):
        find_parts(find_card("bird_dog"))


@dataclass(slots=True)
class Wall:
    """A wall clock that moves by a tenth of a second each time somebody looks at it."""

    at: datetime = START

    def __call__(self) -> datetime:
        """Give the time."""
        self.at += timedelta(seconds=0.1)
        return self.at


def watch(pictures: Pictures, dies_at: int | None = None) -> MatWatch:
    """Give a watch that has seen these pictures."""
    camera = Camera(pictures, is_live=True)
    watching = MatWatch(camera, worker_for(pictures, dies_at), Parts.BOTH, Wall())
    with watching:
        camera.played.wait(20.0 if dies_at is None else 1.0)
    return watching


def at(seconds: float) -> datetime:
    """Give that moment on the wall."""
    return START + timedelta(seconds=seconds)


def make_record(after_s: float, duration_s: float, repetitions: int = 6) -> ExerciseRecord:
    """Give the record of a set that was guided: the breaths were counted."""
    done = ExerciseOutcome.DONE
    return ExerciseRecord(at(after_s), "locust_minivini", done, repetitions, duration_s=duration_s)


def test_the_cameras_count_is_logged():
    """Where it saw enough, its count and that it was the camera's go into the record."""
    ((record, words),) = watch(list(film(FIVE))).attest([make_record(4.0, 36.0)], [at(40.0)])
    assert (record.repetitions, record.counted_by) == (5, CountedBy.CAMERA)
    assert words.startswith("The camera counted 5 repetitions")


def test_each_set_has_its_own():
    """Of two sets each gets the lifts between its beginning and its end."""
    records = [make_record(4.0, 14.0), make_record(18.2, 20.0)]
    attested = watch(list(film(FIVE))).attest(records, [at(18.0), at(40.0)])
    assert [record.repetitions for record, _ in attested] == [2, 3]


@pytest.mark.parametrize(
    ("pictures", "words"),
    [
        pytest.param(
            [(k / 10.0, None) for k in range(400)],
            f"{CANNOT_SEE}: nobody is in the picture; counting is yours.",
            id="nobody",
        ),
        pytest.param(
            list(film(Session(lifts=(), rest_s=20.0))), "counted no repetition", id="no lift seen"
        ),
    ],
)
def test_otherwise_the_person_counts(pictures, words):
    """Where the camera saw too little, or no lift, the breaths' count stays and is the person's."""
    ((record, said),) = watch(pictures).attest([make_record(4.0, 30.0)], [at(34.0)])
    assert (record.repetitions, record.counted_by) == (6, CountedBy.PERSON)
    assert words in said
    assert said.endswith("counting is yours.")


def test_a_lost_worker_ends_the_counting_alone():
    """A worker that keeps dying costs the camera's count, and not the set's record."""
    ((record, said),) = watch(list(film(FIVE)), dies_at=20).attest(
        [make_record(4.0, 36.0)], [at(40.0)]
    )
    assert record.counted_by is CountedBy.PERSON
    assert "the pose worker ended" in said


@dataclass(slots=True)
class Keys:
    """Keys that come after so many looks."""

    key: str = NO_KEY
    after: int = 3

    def read(self, wait_s: float) -> str:  # noqa: ARG002 (the protocol's)
        """Press the key when it is time."""
        self.after -= 1
        return self.key if self.after < 0 else NO_KEY


@pytest.mark.parametrize(
    ("pictures", "key", "goes_on", "last"),
    [
        pytest.param(list(film(FIVE))[:45], NO_KEY, True, "Camera: ready.", id="rests there"),
        pytest.param([], "q", False, "Camera: nobody is in the picture.", id="ended"),
        pytest.param([], " ", True, "Camera: nobody is in the picture.", id="begun without it"),
        pytest.param(
            [],
            NO_KEY,
            True,
            f"{CANNOT_SEE}: nobody is in the picture; counting is yours.",
            id="patience ends",
        ),
    ],
)
def test_waits_for_rest(pictures, key, goes_on, last):
    """A set begins when somebody rests there, when they press a key, or when waiting is no use."""
    told: list[str] = []
    assert watch(pictures).await_rest(Keys(key), told.append) is goes_on
    assert told[-1] == last


def test_the_real_clip(desk: Desk):
    """Three rendered lifts are counted by the real landmarker, and nothing is logged."""
    outcome = desk.run("exercise", "locust_minivini", "--camera", "--source", CLIP)
    assert outcome.code == 0
    assert outcome.out.startswith("The camera counted 3 repetitions:")
    assert not desk.store.exists()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(("bird_dog", "--camera"), "cannot count Bird-dog", id="another card"),
        pytest.param(("locust_minivini", "--source", "0"), "add --camera", id="no --camera"),
        pytest.param(("--camera",), "sitwell exercise locust --camera", id="no card"),
        pytest.param(
            ("locust_minivini", "--camera", "--done"),
            "counts a set that you do now",
            id="done already",
        ),
    ],
)
def test_refused_on_the_command_line(desk: Desk, words, complaint):
    """What the camera cannot do is refused in one line, before anything is opened."""
    outcome = desk.run("exercise", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert complaint in outcome.complaint
