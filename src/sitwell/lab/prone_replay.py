"""Read sets on the mat back, count in them, and weigh the counts. Needs numpy alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sitwell.core.lifts import Parts, Repetition, RepetitionRules
from sitwell.core.lying import LEFT, RIGHT
from sitwell.core.pose import LANDMARKS, Pose
from sitwell.core.repetitions import Counter, advance
from sitwell.guard import arrays
from sitwell.lab.archive import BadData, Columns
from sitwell.lab.panel import NOTHING, Panel, degrees, percent, ratio

SETS = "locust.npz"  # committed; of a seed on which nothing was tried out
JOINTS = (*LEFT, *RIGHT)
STEP = 1.0 / 4096.0  # picture heights; landmarks are kept to this
SEARCH = "search"  # shown in the way that works, as the command does it
WAYS = ("plain", SEARCH)
LARGEST_BYTES = 20_000_000
PER_FRAME = ("set", "t", *(f"{way}_{what}" for way in WAYS for what in ("found", "xy", "seen")))
PER_LIFT = tuple(
    f"lift_{name}" for name in ("set", "start_s", "end_s", "up_s", "down_s", "chest_deg", "leg_deg")
)
PER_SET = ("kind", "arms", "begins_prone", "yaw_deg", "from_left", "head_deg", "aspect", "dim")
REMEDY = "sitwell lab sets --seed 8 --sets 18 --out"
# What is asked of each kind of set where the counter is told what to expect.
TOLD = {"both": Parts.BOTH, "chest": Parts.CHEST, "legs": Parts.LEGS, "quiet": Parts.EITHER}


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted in one set.

    Attributes:
        number: Which set.
        kind: What was done in it.
        true: How many repetitions there were.
        counted: How many were counted.
        found_share: Share of the frames in which somebody was found.
        whole_share: Share of the time in which both lines were seen.
        minutes: Its length.
        matches: (n, 4): of each repetition counted whose end lies within a second of a true one's,
            the error of its times up and down in seconds, of chest and legs in degrees.
    """

    number: int
    kind: str
    true: int
    counted: int
    found_share: float
    whole_share: float
    minutes: float
    matches: NDArray[np.float64]


def read(path: Path) -> Columns:
    """Read a recording of sets.

    Raises:
        BadData: If there is none, or it is not as `sitwell lab sets` writes it.
    """
    if not path.is_file():
        raise BadData(f"{path} is missing; make it with: {REMEDY} {path}")
    try:
        columns = arrays.read(path, LARGEST_BYTES)
    except (OSError, ValueError) as error:
        raise BadData(f"{path} cannot be read ({error}); make it with: {REMEDY} {path}") from None
    for names in (PER_FRAME, PER_LIFT, PER_SET):
        lengths = {len(columns[n]) if n in columns and columns[n].ndim else -1 for n in names}
        if len(lengths) != 1 or -1 in lengths:
            raise BadData(f"{path} lacks some of {', '.join(names)}; make it with: {REMEDY} {path}")
    return columns


def count_all(columns: Columns, way: str, parts: Parts | None = None) -> list[Count]:
    """Count in every set; `parts` is what its kind asks for where it is None."""
    return [
        _count_one(columns, number, way, parts or TOLD[str(columns["kind"][number])])
        for number in range(len(columns["kind"]))
    ]


def play(columns: Columns, number: int, way: str) -> Iterator[tuple[float, Pose | None]]:
    """Give the moments of a set: when, and who was found."""
    aspect = float(columns["aspect"][number])
    for row in np.flatnonzero(columns["set"] == number):
        t = float(columns["t"][row])
        if not columns[f"{way}_found"][row]:
            yield t, None
            continue
        xy, seen = np.zeros((LANDMARKS, 2)), np.zeros(LANDMARKS)
        xy[list(JOINTS)] = columns[f"{way}_xy"][row].astype(np.float64) * STEP
        seen[list(JOINTS)] = columns[f"{way}_seen"][row].astype(np.float64) / 100.0
        yield t, Pose(xy, seen, np.zeros((LANDMARKS, 3)), aspect)


def weigh(columns: Columns) -> Iterator[Panel]:
    """Give the tables of a recording."""
    told = {way: count_all(columns, way) for way in WAYS}
    either = count_all(columns, SEARCH, Parts.EITHER)
    rows = [("as they are", told["plain"]), ("searched", told[SEARCH]), ("either part", either)]
    yield Panel(
        "Repetitions counted, by how the pictures are shown",
        HEAD,
        tuple((name, *_summarize(counts)) for name, counts in rows),
        note="In the third row ways are searched too, and chest or legs alone count as well.",
    )
    yield Panel(
        "Repetitions counted, by condition (searched; either part)",
        HEAD,
        tuple(
            (name, *_summarize([c for c in either if has[c.number]]))
            for name, has in _conditions(columns).items()
            if has.any()
        ),
    )


HEAD = (
    *("", "sets", "found", "lines seen", "true", "counted", "mean error"),
    *("exact", "within 1", "false a minute", "up s", "down s", "chest", "legs"),
)


def _summarize(counts: list[Count]) -> tuple[str, ...]:
    """Give a row of `HEAD`, its first cell left out."""
    lifted = [c for c in counts if c.true]
    quiet = [c for c in counts if not c.true]
    errors = np.array([abs(c.counted - c.true) for c in lifted])
    matches = np.concatenate([c.matches for c in counts]) if counts else np.zeros((0, 4))
    off = [_mean(np.abs(column[~np.isnan(column)])) for column in matches.T]
    minutes = sum(c.minutes for c in quiet)
    return (
        str(len(counts)),
        percent(_mean([c.found_share for c in counts])),
        percent(_mean([c.whole_share for c in lifted])),
        str(sum(c.true for c in lifted)),
        str(sum(c.counted for c in lifted)),
        ratio(_mean(errors)),
        percent(_mean(errors == 0)),
        percent(_mean(errors <= 1)),
        f"{sum(c.counted for c in quiet) / minutes:.2f}" if minutes else NOTHING,
        *(ratio(o) for o in off[:2]),
        *(degrees(o) + "°" if not np.isnan(o) else NOTHING for o in off[2:]),
    )


def _conditions(columns: Columns) -> dict[str, NDArray[np.bool_]]:
    yaw_deg = np.abs(columns["yaw_deg"].astype(np.float64))
    is_lifted = columns["kind"] != "quiet"
    ways = {f"{kind}": columns["kind"] == kind for kind in TOLD}
    ways |= {f"arms {arms}": (columns["arms"] == arms) & is_lifted for arms in ARMS}
    return ways | {
        "camera square, to 10°": (yaw_deg <= 10.0) & is_lifted,
        "camera 10 to 20° off": (yaw_deg > 10.0) & is_lifted,
        "head at the left": columns["from_left"].astype(bool) & is_lifted,
        "head at the right": ~columns["from_left"].astype(bool) & is_lifted,
        "begins lying": columns["begins_prone"].astype(bool) & is_lifted,
        "begins kneeling": ~columns["begins_prone"].astype(bool) & is_lifted,
        "dim room": columns["dim"].astype(bool) & is_lifted,
    }


ARMS = ("beside", "forward", "under")


def _count_one(columns: Columns, number: int, way: str, parts: Parts) -> Count:
    counter, found = Counter(), []
    for t, pose in play(columns, number, way):
        counter = advance(counter, t, pose, parts, RepetitionRules())
        found.append(pose is not None)
    lifts = {name: columns[name][columns["lift_set"] == number] for name in PER_LIFT}
    return Count(
        number=number,
        kind=str(columns["kind"][number]),
        true=len(lifts["lift_set"]),
        counted=len(counter.repetitions),
        found_share=float(np.mean(found)),
        whole_share=counter.whole_s / max(counter.watched_s, 1e-9),
        minutes=counter.watched_s / 60.0,
        matches=_match(counter.repetitions, lifts),
    )


def _match(repetitions: tuple[Repetition, ...], lifts: Columns) -> NDArray[np.float64]:
    errors = []
    for done in repetitions:
        names = ("lift_start_s", "lift_end_s", "lift_up_s", "lift_down_s")
        start_s, end_s, up_s, down_s = (lifts[name].astype(np.float64) for name in names)
        inside = np.flatnonzero((start_s < done.t) & (done.t < end_s + 1.0))
        if len(inside):
            k = inside[-1]
            chest_deg, leg_deg = (float(lifts[n][k]) for n in ("lift_chest_deg", "lift_leg_deg"))
            of_chest = done.chest_deg - chest_deg if chest_deg else np.nan
            of_legs = done.leg_deg - leg_deg if leg_deg else np.nan
            errors.append((done.up_s - up_s[k], done.down_s - down_s[k], of_chest, of_legs))
    return np.array(errors).reshape(-1, 4)


def _mean(values: NDArray[np.float64] | NDArray[np.bool_] | list[float]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")
