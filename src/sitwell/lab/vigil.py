"""Let the monitor watch sessions, after calibrating as a user would, and note what it did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sitwell.core import calibration, drift, monitor
from sitwell.core.angles import ANGLE_NAMES
from sitwell.core.baseline import Baseline
from sitwell.core.drift import Drift
from sitwell.core.estimate import Estimator
from sitwell.core.events import Event, NudgeSent, SlumpEnded, SlumpStarted
from sitwell.core.monitor import Monitor, MonitorRules
from sitwell.core.reading import Reading
from sitwell.core.records import NudgeKind
from sitwell.core.scene import Shift
from sitwell.core.surroundings import Doubt, Match
from sitwell.lab import archive
from sitwell.lab.archive import Columns
from sitwell.lab.bouts import (
    BENT_DEG,
    BRIEF_S,
    LASTING_S,
    Bout,
    Episode,
    Outcome,
    find_bouts,
    find_false,
    follow,
    smooth,
)
from sitwell.lab.life import SLUMPS, Activity
from sitwell.lab.trial import CREATED
from sitwell.lab.verdicts import Verdicts, note

SMOOTH_S = 5.0
SLUMP_NUDGES = (NudgeKind.SIT_UP, NudgeKind.LOCUST)


@dataclass(frozen=True, slots=True)
class Diary:
    """What the monitor said in one session.

    Attributes:
        readings: One a frame, each on its own.
        episodes: Slumps it saw.
        nudges: When it told the person to sit up, or to do the exercise.
    """

    readings: tuple[Reading, ...]
    episodes: tuple[Episode, ...]
    nudges: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Vigil:
    """How one session went.

    Attributes:
        is_moved: Whether the camera is moved in it.
        has_slumps: Whether it was played with slumps that last.
        is_refused: Whether calibration was refused, so that nothing was watched.
        present_h: Hours somebody was there while it was watched.
        outcomes: One a true slump that lasted.
        false_nudges: When a nudge came without a reason.
        single: What was said of each frame in which somebody is there.
        smoothed: The same with medians over `SMOOTH_S`; it has no intervals.
    """

    is_moved: bool
    has_slumps: bool
    is_refused: bool
    present_h: float
    outcomes: tuple[Outcome, ...]
    false_nudges: tuple[float, ...]
    single: Verdicts
    smoothed: Verdicts


def run(columns: Columns, estimator: Estimator, rules: MonitorRules) -> Iterator[Vigil]:
    """Watch each session of a recording."""
    for session in archive.part(columns, "session"):
        yield watch(session, estimator, rules)


def follow_camera(session: Columns) -> tuple[Drift, ...]:
    """Give what the monitor knows of the camera's movement at each frame, without its pictures.

    `core.drift` decides, on what was recorded of the pictures as it would have looked at them.
    """
    now, known = Drift(), list[Drift]()
    for row, t in enumerate(session["t"].astype(np.float64).tolist()):
        jump = archive.read_shift(session, "scene_step", row) if row else None
        if jump is not None and jump != Shift():
            now = replace(now, shift=now.shift + jump, votes=(), looked_t=None)
        if now.looked_t is None or t - now.looked_t >= drift.SPACING_S:
            now = drift.look_round(now, _read_look(session, row))
            now = replace(now, looked_t=t)
        known.append(now)
    return tuple(known)


def watch(session: Columns, estimator: Estimator, rules: MonitorRules) -> Vigil:
    """Watch one session."""
    is_told = session["kind"] == Activity.CALIBRATION.value
    life = archive.pick(session, ~is_told)
    t = life["t"].astype(np.float64)
    baseline = _calibrate(archive.pick(session, is_told))
    diary = Diary((), (), ())
    if baseline is not None:
        diary = _keep_diary(life, baseline, estimator, rules)
    slumps, excuses = _read_truth(life, t)
    single, smoothed = _note_readings(life, t, diary.readings)
    return Vigil(
        is_moved=bool(session["shoved"].any()),
        has_slumps=bool(np.isin(session["kind"], SLUMPS).any()),
        is_refused=baseline is None,
        present_h=0.0 if baseline is None else _count_hours(life, t),
        outcomes=tuple(
            follow(s, diary.episodes, diary.nudges, rules.nudges.apart_s) for s in slumps
        ),
        false_nudges=find_false(diary.nudges, excuses),
        single=single,
        smoothed=smoothed,
    )


def read_diary(readings: Sequence[Reading], events: Sequence[Event]) -> Diary:
    """Note what counts of what the monitor said, in order."""
    ends = {e.start: e.start + e.duration_s for e in events if isinstance(e, SlumpEnded)}
    begun = [e for e in events if isinstance(e, SlumpStarted)]
    sent = [e for e in events if isinstance(e, NudgeSent)]
    return Diary(
        tuple(readings),
        tuple(Episode(e.t, Bout(e.start, ends[e.start])) for e in begun),
        tuple(e.t for e in sent if e.nudge.kind in SLUMP_NUDGES),
    )


def _calibrate(told: Columns) -> Baseline | None:
    sights = [archive.see(told, row, float(t)) for row, t in enumerate(told["t"])]
    learnt = calibration.learn(sights, CREATED)
    return learnt if isinstance(learnt, Baseline) else None


def _keep_diary(
    life: Columns, baseline: Baseline, estimator: Estimator, rules: MonitorRules
) -> Diary:
    now, readings, events = Monitor(), list[Reading](), list[Event]()
    for row, known in enumerate(follow_camera(life)):
        t = float(life["t"][row])
        # Having just looked round, the monitor does not look again, at a picture that is not there.
        now = replace(now, drift=replace(known, looked_t=t))
        sight = archive.see(life, row, t)
        now, reading, said = monitor.step(now, sight, baseline, estimator, rules)
        readings.append(reading)
        events.extend(said)
    return read_diary(readings, [*events, *monitor.finish(now)])


def _read_look(session: Columns, row: int) -> Match | Doubt:
    """Give what looking round told in this frame; whatever doubt it was, unless elsewhere."""
    if "elsewhere" in session and session["elsewhere"][row]:
        return Doubt.ELSEWHERE
    seen = archive.read_shift(session, "seen_shift", row)
    return Doubt.UNCLEAR if seen is None else Match(seen, 1.0)


def _read_truth(life: Columns, t: NDArray[np.float64]) -> tuple[tuple[Bout, ...], tuple[Bout, ...]]:
    """Give the slumps that are to be found, and all that excuse a nudge."""
    is_bent = life["truth"][:, ANGLE_NAMES.index("flexion")].astype(np.float64) >= BENT_DEG
    is_meant = np.isin(life["kind"], SLUMPS)
    return find_bouts(t, is_bent & is_meant, LASTING_S), find_bouts(t, is_bent, BRIEF_S)


def _count_hours(life: Columns, t: NDArray[np.float64]) -> float:
    step_s = float(np.median(np.diff(t))) if len(t) > 1 else 0.0
    return int(np.count_nonzero(life["present"])) * step_s / 3600.0


def _note_readings(
    life: Columns, t: NDArray[np.float64], readings: Sequence[Reading]
) -> tuple[Verdicts, Verdicts]:
    """Give what was said of the frames in which somebody is there: alone, and with medians."""
    is_there = life["present"].astype(bool)
    single = note(life, readings or [None] * len(t), "session")
    known = np.where(single.is_judged[:, None], single.estimate, np.nan)
    smoothed = replace(single, estimate=smooth(t, known, SMOOTH_S))
    return single.pick(is_there), smoothed.pick(is_there)
