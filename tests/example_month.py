"""Thirty days of one person at a desk, drawn from a seed, as the record would keep them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

import numpy as np

from sitwell.core import exposure
from sitwell.core.day import Day, tell
from sitwell.core.exposure import Exposing, Look
from sitwell.core.reason import Reason
from sitwell.core.records import (
    CountedBy,
    ExerciseOutcome,
    ExerciseRecord,
    Exposure,
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)
from sitwell.core.report import MONTH, Report, assemble

LAST = date(2026, 3, 13)
ZONE = timezone(timedelta(hours=1))
LOOK_S = 30.0

Looked = tuple[State, Reason | None, float]


@cache
def month(seed: int = 7, count: int = 1) -> Report:
    """Give a report whose last day is full of everything there is."""
    days = {}
    for back in range(MONTH):
        day = LAST - timedelta(days=back)
        days[day] = work_day(day, np.random.default_rng([seed, back]))
    return assemble(days, LAST, count)


def work_day(day: date, random: np.random.Generator) -> Day:
    """Give a day: from nine to half past five with breaks, or a free Sunday."""
    start = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
    if day.weekday() == 6 or (day.weekday() == 5 and random.random() < 0.6):
        return tell(Records(), day, ZONE)
    looks = _sit(random, 8.5 if day.weekday() < 5 else 2.5)
    return tell(_keep(looks, start, random), day, ZONE)


@cache
def many_episodes(number: int = 2000) -> Day:
    """Give a day on which the sitter slumped that often, 20 s each."""
    start = datetime(2026, 3, 2, tzinfo=UTC)
    spans, episodes, nudges = [], [], []
    for place in range(number):
        at = start + timedelta(seconds=43.0 * place)
        spans += [
            Span(at, 20.0, State.SLUMPED),
            Span(at + timedelta(seconds=20), 20.0, State.UPRIGHT),
            Span(at + timedelta(seconds=40), 3.0, State.ABSENT),
        ]
        episodes.append(SlumpEpisode(at, 20.0, 17.0))
        nudges.append(NudgeRecord(at, NudgeKind.SIT_UP, NudgeOutcome.HELPED, 8.0))
    return tell(Records(tuple(spans), tuple(episodes), tuple(nudges)), start.date(), UTC)


def _sit(random: np.random.Generator, hours: float) -> list[Looked]:
    """Draw what each look would find: slumps grow more likely the longer one sits."""
    looks: list[Looked] = []
    tiredness = float(random.uniform(0.6, 1.5))
    while len(looks) * LOOK_S < hours * 3600.0:
        for minute in range(int(random.uniform(18, 75))):
            done = len(looks) * LOOK_S / (hours * 3600.0)
            slumps = random.random() < 0.012 * tiredness * (1 + minute / 12 + 2 * done)
            looks += _stretch(random, slumps)
        gone = Reason.LOCKED if random.random() < 0.4 else None
        state = State.UNKNOWN if gone else State.ABSENT
        lunch = 45 if 6 < len(looks) / 60 < 8 and random.random() < 0.5 else random.uniform(2, 14)
        looks += [(state, gone, 0.0)] * int(lunch * 60 / LOOK_S)
    return looks[: int(hours * 3600.0 / LOOK_S)]


def _stretch(random: np.random.Generator, slumps: bool) -> list[Looked]:
    if slumps:
        deg = float(random.uniform(12, 26))
        return [
            (State.SLUMPED, None, deg + float(random.normal(0, 1)))
            for _ in range(int(random.uniform(4, 26)))
        ]
    lot = random.random()
    if lot < 0.03:
        reason = Reason.TURNED_AWAY if lot < 0.02 else Reason.TOO_DARK
        return [(State.UNKNOWN, reason, 0.0)] * int(random.uniform(2, 9))
    if lot < 0.05:
        return [(State.OVEREXTENDED, None, -6.0)] * int(random.uniform(2, 7))
    if lot < 0.053:
        return [(State.UNKNOWN, Reason.PAUSED, 0.0)] * 30
    return [(State.UPRIGHT, None, float(random.normal(3, 3))) for _ in range(2)]


def _keep(looks: list[Looked], start: datetime, random: np.random.Generator) -> Records:
    spans: list[Span] = []
    nudges, sets = [], []
    under_way: Exposing | None = None
    kept: dict[datetime, Exposure] = {}
    for place, (state, reason, deg) in enumerate(looks):
        at = start + timedelta(seconds=LOOK_S * place)
        if spans and (spans[-1].state, spans[-1].reason) == (state, reason):
            spans[-1] = replace(spans[-1], duration_s=spans[-1].duration_s + LOOK_S)
        else:
            spans.append(Span(at, LOOK_S, state, reason))
        judged = state not in (State.UNKNOWN, State.ABSENT)
        under_way, hours = exposure.note(
            under_way,
            Look(
                at + timedelta(seconds=LOOK_S),
                LOOK_S,
                deg if judged else None,
                deg / 2 + float(random.normal(3, 3)) if judged else None,
                deg / 2 + float(random.normal(2, 3)) if judged else None,
                float(random.normal(3, 4)) if judged else None,
                int(judged and random.random() < 0.05),
            ),
        )
        kept |= {hour.start: hour for hour in hours}
    slumps = [span for span in spans if span.state is State.SLUMPED]
    for span in slumps:
        if span.duration_s > 120.0 and random.random() < 0.8:
            helped = random.random() < 0.7
            nudges.append(
                NudgeRecord(
                    span.start + timedelta(seconds=span.duration_s - 20),
                    NudgeKind.SIT_UP if random.random() < 0.7 else NudgeKind.BREAK,
                    NudgeOutcome.HELPED if helped else NudgeOutcome.IGNORED,
                    float(random.uniform(8, 90)) if helped else None,
                )
            )
    for hour, card in ((2.2, "locust_minivini"), (5.6, "seated_back_bend"), (7.4, "sit_bones")):
        if random.random() < 0.6:
            sets.append(
                ExerciseRecord(
                    start + timedelta(hours=hour),
                    card,
                    ExerciseOutcome.DONE,
                    5,
                    CountedBy.CAMERA if card == "locust_minivini" else CountedBy.PERSON,
                    40.0,
                )
            )
    episodes = tuple(SlumpEpisode(s.start, s.duration_s, 18.0) for s in slumps)
    return Records(tuple(spans), episodes, tuple(nudges), tuple(sets), tuple(kept.values()))
