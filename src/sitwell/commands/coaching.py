"""What the person is told while they are watched, and what becomes of their answers."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from queue import Empty, SimpleQueue

from sitwell.adapters.store import Store
from sitwell.coach.cards import Card, Place, load_cards
from sitwell.coach.choice import choose_card, finding_for
from sitwell.coach.cues import cue_for
from sitwell.coach.messages import exercise_message, message_for
from sitwell.commands.messenger import Messenger
from sitwell.core import practice
from sitwell.core.events import Event, NudgeSent, withdraws
from sitwell.core.message import Answer
from sitwell.core.records import ExerciseOutcome, ExerciseRecord, NudgeKind, Records
from sitwell.errors import StoreUnusable

WITH_EXERCISE = frozenset({NudgeKind.LOCUST, NudgeKind.LEAN, NudgeKind.EASE, NudgeKind.MOVE})
"""Nudges that an exercise answers; to sit up or to get up is an answer by itself."""

log = logging.getLogger(__name__)


class Answers:
    """What the person pressed and nobody has heard yet. `put` may be called from any thread."""

    def __init__(self) -> None:
        self._given: SimpleQueue[Answer] = SimpleQueue()

    def put(self, answer: Answer) -> None:
        """Keep an answer until it is taken."""
        self._given.put(answer)

    def take(self) -> tuple[Answer, ...]:
        """Give those that have come, in order."""
        taken = []
        while True:
            try:
                taken.append(self._given.get_nowait())
            except Empty:
                return tuple(taken)


class Coach:
    """Says what the monitor finds worth saying, and takes it back once it has been heeded.

    Thread: the one that watches.
    """

    def __init__(
        self,
        messenger: Messenger,
        store: Store,
        answers: Answers,
        place: Callable[[], Place | None],
        now: Callable[[], datetime],
    ) -> None:
        """Begin.

        Args:
            messenger: Shows what is said.
            store: Knows which exercises were done, and which are "not for me".
            answers: What the person presses.
            place: Where there is room for an exercise; None for anywhere.
            now: The time of day.
        """
        self._messenger = messenger
        self._store = store
        self._answers = answers
        self._place = place
        self._now = now
        self._cards = load_cards()
        self._history: tuple[ExerciseRecord, ...] = ()
        self._told: tuple[date, list[str]] = (date.min, [])
        self._card: Card | None = None
        self._is_showing = False

    def hear(self, event: Event, sent_before: int) -> None:
        """Say a nudge, or take it back; `sent_before` lets the wordings take turns."""
        if isinstance(event, NudgeSent):
            kind, today = event.nudge.kind, self._now().date()
            self._card, self._is_showing = self._choose(kind, today), False
            cue = cue_for(today.isocalendar().week) if kind is NudgeKind.CUE else None
            self._messenger.send(message_for(kind, event.seen, self._card, cue, sent_before))
        elif withdraws(event) and not self._is_showing:
            self._messenger.withdraw()

    def take_answers(self) -> tuple[Answer, ...]:
        """Give what was answered since the last time, and do what is asked."""
        given = self._answers.take()
        for answer in given:
            if answer is Answer.SHOW and self._card is not None:
                self._is_showing = True  # whoever sits up to read it must not lose it
                self._messenger.send(exercise_message(self._card))
            elif answer is Answer.DECLINE and self._card is not None:
                self._note(self._card.id)
        return given

    def close(self) -> None:
        """Take back what is still shown: nobody would hear an answer."""
        self._messenger.withdraw()

    def _choose(self, kind: NudgeKind, today: date) -> Card | None:
        if kind not in WITH_EXERCISE:
            return None
        try:
            self._history = self._store.read_exercises()
        except StoreUnusable as error:
            log.warning("%s (an exercise is chosen by what was known before)", error)
        day, told = self._told
        told = told if day == today else []
        done = (*practice.cards_done(self._history, today), *told)
        declined = practice.cards_declined(self._history)
        card = choose_card(self._cards, self._place(), declined, done, finding_for(kind))
        if card is not None:
            told.append(card.id)
        self._told = (today, told)
        return card

    def _note(self, card_id: str) -> None:
        declined = ExerciseRecord(self._now(), card_id, ExerciseOutcome.DECLINED)
        self._history = (*self._history, declined)
        try:
            self._store.save(Records(exercises=(declined,)))
        except StoreUnusable as error:
            log.warning("%s (a 'not for me' is forgotten with this watch)", error)
