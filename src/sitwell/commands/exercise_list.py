"""The list of exercises, and the one for now."""

import json
from datetime import datetime
from typing import TYPE_CHECKING

from sitwell.coach import card_page, progress
from sitwell.coach.cards import Card, load_cards
from sitwell.coach.choice import choose_card, find_place
from sitwell.core import practice
from sitwell.core.practice import PracticeRules
from sitwell.core.records import ExerciseRecord

if TYPE_CHECKING:
    from sitwell.config import CoachSettings

SCHEMA = 1

History = tuple[ExerciseRecord, ...]


def list_cards(history: History, now: datetime, coach: "CoachSettings") -> str:
    """Give the list to read."""
    done, declined = practice.cards_done(history, now.date()), practice.cards_declined(history)
    entries = [
        card_page.Entry(card, done.count(card.id), card.id in declined) for card in load_cards()
    ]
    words = progress.describe_practice(practice.review(history, now.date(), _plan(coach)))
    return card_page.list_cards(entries, words, _suggest(history, now, coach))


def list_cards_as_json(history: History, now: datetime, coach: "CoachSettings") -> str:
    """Give the list as one JSON object. Keys may be added under the same schema number."""
    done, declined = practice.cards_done(history, now.date()), practice.cards_declined(history)
    review = practice.review(history, now.date(), _plan(coach))
    suggested = _suggest(history, now, coach)
    page = {
        "schema": SCHEMA,
        "suggested": None if suggested is None else suggested.id,
        "sets_today": review.done_today,
        "sets_planned": review.planned,
        "days_of_last_7": review.days_of_last_7,
        "streak_days": review.streak_days,
        "exercises": [
            {
                "id": card.id,
                "name": card.name,
                "place": card.place.value,
                "why": card.why,
                "repetitions": card.set_repetitions,
                "sides": card.sides,
                "set_s": card.set_s,
                "sets_today": done.count(card.id),
                "not_for_me": card.id in declined,
            }
            for card in load_cards()
        ],
    }
    return json.dumps(page, indent=2)


def _suggest(history: History, now: datetime, coach: "CoachSettings") -> Card | None:
    done, declined = practice.cards_done(history, now.date()), practice.cards_declined(history)
    return choose_card(load_cards(), find_place(coach.place), declined, done, None)


def _plan(coach: "CoachSettings") -> PracticeRules:
    return PracticeRules(coach.sets_per_day)
