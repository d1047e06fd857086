"""What is said while one is watched, and what becomes of the answers."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sitwell.adapters.notifier import Delivery, Receipt
from sitwell.adapters.store import NullStore, Store
from sitwell.adapters.store.database import memory_store
from sitwell.coach.cards import Place
from sitwell.commands.coaching import Answers, Coach
from sitwell.commands.messenger import Messenger
from sitwell.core.events import NudgeSent, NudgeSettled
from sitwell.core.message import Answer, Message
from sitwell.core.nudges import Nudge
from sitwell.core.records import (
    ExerciseOutcome,
    ExerciseRecord,
    NudgeKind,
    NudgeOutcome,
    Records,
)
from sitwell.core.sighting import Sighting
from sitwell.errors import StoreUnusable

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HELPED = NudgeSettled(130.0, Nudge(120.0, NudgeKind.LOCUST, NudgeOutcome.HELPED, 10.0))
IGNORED = NudgeSettled(130.0, Nudge(120.0, NudgeKind.LOCUST, NudgeOutcome.IGNORED))


class Screen:
    """A notifier that keeps what it shows."""

    deadline_s = 1.0

    def __init__(self) -> None:
        self.shown: list[Message] = []
        self.withdrawn = 0

    def send(self, message: Message) -> Receipt:
        """Keep it."""
        self.shown.append(message)
        return Receipt(Delivery.YES, "screen", has_buttons=True)

    def withdraw(self) -> None:
        """Count."""
        self.withdrawn += 1

    def close(self) -> None:
        """Do nothing."""


class LostStore(NullStore):
    """A record on a disk that has failed."""

    def save(self, records: Records) -> None:  # noqa: ARG002 (it refuses all)
        """Refuse."""
        raise StoreUnusable("the record is gone")

    def read_exercises(self) -> tuple[ExerciseRecord, ...]:
        """Refuse."""
        raise StoreUnusable("the record is gone")


class Room:
    """A coach with a screen, a record and a person who presses buttons."""

    def __init__(self, store: Store) -> None:
        self.store, self.screen, self.answers = store, Screen(), Answers()
        self.place: Place | None = None
        self.now = NOON
        messenger = Messenger("desktop", lambda _name: self.screen)
        self.coach = Coach(messenger, store, self.answers, lambda: self.place, lambda: self.now)

    def nudge(self, kind: NudgeKind = NudgeKind.LOCUST) -> Message:
        """Have a nudge said, and give what was shown."""
        self.coach.hear(NudgeSent(120.0, Nudge(120.0, kind), Sighting(slumped_s=700.0)), 0)
        return self.screen.shown[-1]

    def press(self, answer: Answer) -> tuple[Answer, ...]:
        """Press a button, and let the coach look."""
        self.answers.put(answer)
        return self.coach.take_answers()

    def read(self) -> tuple[ExerciseRecord, ...]:
        """Give the exercises on record."""
        return self.store.read_exercises()


@pytest.fixture
def room() -> Iterator[Room]:
    """Give a room whose record is empty."""
    with memory_store() as store:
        yield Room(store)


def test_locust_comes_first(room: Room) -> None:
    """Who slumps on is offered the Locust, in words that name it and with three answers."""
    message = room.nudge()
    assert "Locust Minivini" in message.title
    assert [offer.answer for offer in message.offers] == [
        Answer.SNOOZE,
        Answer.SHOW,
        Answer.DECLINE,
    ]


@pytest.mark.parametrize("kind", [NudgeKind.SIT_UP, NudgeKind.BREAK, NudgeKind.CUE])
def test_no_exercise_where_none_is_needed(room: Room, kind: NudgeKind) -> None:
    """To sit up, to get up and to remember a cue is enough by itself."""
    assert [offer.answer for offer in room.nudge(kind).offers] == [Answer.SNOOZE]


def test_open_office_gets_a_chair(room: Room) -> None:
    """Nobody is asked to lie down where the config says that there is a chair alone."""
    room.place = Place.CHAIR
    assert "Locust" not in room.nudge().title


def test_not_for_me_is_remembered(room: Room) -> None:
    """A declined exercise is on record, and the next nudge names another."""
    room.nudge()
    assert room.press(Answer.DECLINE) == (Answer.DECLINE,)
    (declined,) = room.read()
    assert (declined.card_id, declined.outcome) == ("locust_minivini", ExerciseOutcome.DECLINED)
    room.now += timedelta(days=1)
    assert "Locust Minivini" not in room.nudge().title


def test_not_for_me_of_a_nudge_without_exercise(room: Room) -> None:
    """Declining a kind of nudge is no word against an exercise."""
    room.nudge()
    room.nudge(NudgeKind.SIT_UP)
    room.press(Answer.DECLINE)
    assert room.read() == ()


def test_exercises_take_turns_within_a_day(room: Room) -> None:
    """Who was shown one and ignored it is shown another; the next day begins anew."""
    first, second = room.nudge().title, room.nudge().title
    room.now += timedelta(days=1)
    assert first != second
    assert room.nudge().title == first


def test_done_by_command_counts(room: Room) -> None:
    """A set done in another process is known at the next nudge."""
    done = ExerciseRecord(NOON, "locust_minivini", ExerciseOutcome.DONE, 5)
    room.store.save(Records(exercises=(done,)))
    assert "Locust Minivini" not in room.nudge().title


def test_followed_nudge_is_withdrawn(room: Room) -> None:
    """Sitting up takes the nudge off the screen; ignoring it does not."""
    room.nudge()
    room.coach.hear(IGNORED, 1)
    assert room.screen.withdrawn == 0
    room.coach.hear(HELPED, 1)
    assert room.screen.withdrawn == 1


def test_shown_exercise_stays(room: Room) -> None:
    """Who sits up to read the steps does not lose them; a later nudge is withdrawn again."""
    room.nudge()
    room.press(Answer.SHOW)
    assert room.screen.shown[-1].body.endswith("sitwell exercise locust_minivini")
    room.coach.hear(HELPED, 1)
    assert room.screen.withdrawn == 0
    room.nudge()
    room.coach.hear(HELPED, 1)
    assert room.screen.withdrawn == 1


def test_end_takes_the_nudge_back(room: Room) -> None:
    """Nobody would hear an answer after the end."""
    room.nudge()
    room.coach.close()
    assert room.screen.withdrawn == 1


def test_lost_record_costs_no_nudge() -> None:
    """With a record that cannot be read or written, nudges go on and "not for me" still holds."""
    room = Room(LostStore())
    room.nudge()
    room.press(Answer.DECLINE)
    room.now += timedelta(days=1)  # by then the exercises no longer take turns with today's
    assert "Locust Minivini" not in room.nudge().title
