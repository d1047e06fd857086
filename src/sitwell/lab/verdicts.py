"""What was said of pictures beside what was true of them, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitwell.core.angles import ANGLE_NAMES
from sitwell.core.reading import Reading
from sitwell.core.records import State
from sitwell.lab.archive import Columns

_NOTHING = (np.nan, np.nan, np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """One row a picture; angles in degrees, in the order of `ANGLE_NAMES`.

    Attributes:
        group: (n,) sitting or session: what shares body, camera and room.
        view: (n,) where the camera truly stands.
        kind: (n,) what is being done.
        is_moved: (n,) whether the camera has been moved since calibration.
        state: (n,) the reading's; empty where calibration was refused.
        reason: (n,) the reading's, or empty.
        truth: (n, 5).
        estimate: (n, 5), NaN where there is none.
        low: (n, 5) lower end of the 90 % interval.
        high: (n, 5) upper end of it.
        rival: (n, p) scores of `peers.RULES`; NaN where nobody could be measured.
    """

    group: NDArray[Any]
    view: NDArray[Any]
    kind: NDArray[Any]
    is_moved: NDArray[np.bool_]
    state: NDArray[Any]
    reason: NDArray[Any]
    truth: NDArray[np.float64]
    estimate: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    rival: NDArray[np.float64]

    def __post_init__(self) -> None:
        sizes = {len(getattr(self, column.name)) for column in fields(self)}
        if len(sizes) != 1:
            raise ValueError(f"columns have different lengths: {sorted(sizes)}")

    @property
    def is_judged(self) -> NDArray[np.bool_]:
        """Whether the state says that the angles may be acted on."""
        return ~np.isin(self.state, ("", State.UNKNOWN.value, State.ABSENT.value))

    @property
    def is_refused(self) -> NDArray[np.bool_]:
        """Whether there was no baseline to judge by."""
        return np.asarray(self.state == "")

    def pick(self, rows: NDArray[Any]) -> "Verdicts":
        """Give some of the rows."""
        return replace(self, **{c.name: getattr(self, c.name)[rows] for c in fields(self)})


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What was answered about one angle.

    Attributes:
        group: (m,) of the answered pictures, as all that follows.
        truth: (m,) degrees.
        estimate: (m,) degrees.
        low: (m,) degrees.
        high: (m,) degrees.
        answered: (n,) which of all pictures these are.
    """

    group: NDArray[Any]
    truth: NDArray[np.float64]
    estimate: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    answered: NDArray[np.bool_]


def take(verdicts: Verdicts, name: str) -> Answers:
    """Give the answers about one angle: judged, and with an estimate."""
    column = ANGLE_NAMES.index(name)
    answered = verdicts.is_judged & np.isfinite(verdicts.estimate[:, column])
    return Answers(
        verdicts.group[answered],
        verdicts.truth[answered, column],
        verdicts.estimate[answered, column],
        verdicts.low[answered, column],
        verdicts.high[answered, column],
        answered,
    )


def note(
    columns: Columns,
    readings: Sequence[Reading | None],
    group: str,
    rival: NDArray[np.float64] | None = None,
) -> Verdicts:
    """Put readings beside the rows of a file that they are of.

    Args:
        columns: Of a data set or a recording.
        readings: One a row; None where calibration was refused.
        group: The column that tells which rows share body, camera and room.
        rival: What other programs would go by; nothing if None.
    """
    answers = np.array([_lay_out(reading) for reading in readings]).reshape(-1, 3, len(ANGLE_NAMES))
    return Verdicts(
        group=columns[group],
        view=columns["view"],
        kind=columns["kind"],
        is_moved=columns["shoved"].astype(bool),
        state=np.array(["" if r is None else r.state.value for r in readings], np.str_),
        reason=np.array([_name_reason(reading) for reading in readings], np.str_),
        truth=columns["truth"][:, : len(ANGLE_NAMES)].astype(np.float64),
        estimate=answers[:, 0],
        low=answers[:, 1],
        high=answers[:, 2],
        rival=np.zeros((len(readings), 0)) if rival is None else rival,
    )


def join(parts: Sequence[Verdicts]) -> Verdicts:
    """Put verdicts below each other."""
    return Verdicts(
        *(np.concatenate([getattr(part, c.name) for part in parts]) for c in fields(Verdicts))
    )


def _lay_out(reading: Reading | None) -> list[tuple[float, ...]]:
    """Give estimates, lower and upper ends, five each; NaN where there are none."""
    angles = None if reading is None else reading.angles
    table = []
    for name in ANGLE_NAMES:
        angle = None if angles is None else getattr(angles, name)
        table.append(_NOTHING if angle is None else (angle.deg, angle.low_deg, angle.high_deg))
    return list(zip(*table, strict=True))


def _name_reason(reading: Reading | None) -> str:
    return "" if reading is None or reading.reason is None else reading.reason.value
