"""`sitwell calibrate`: learn the baseline, say how good it is, or refuse with the reason."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sitwell.adapters import baseline_file, estimator_file
from sitwell.adapters.clock import now as wall_clock
from sitwell.adapters.frames import open_source
from sitwell.adapters.landmarker import Landmarker
from sitwell.commands.looking import look_on
from sitwell.core.anchoring import HOLD_S, SETTLE_S
from sitwell.core.baseline import Baseline
from sitwell.core.calibration import Refusal, learn, learn_slump
from sitwell.core.frame import Outage
from sitwell.core.posture import Sight
from sitwell.errors import CalibrationRefused, CameraUnavailable

INTERVAL_S = 0.2  # five looks a second make 50 in the 10 s

UPRIGHT_CUES = (
    "Sit tall without strain: weight on both sit bones, crown up, shoulders easy, looking at the "
    "screen. Stay like that for 10 seconds."
)
SLUMP_CUES = "Now let the back sink the way it does late in the day. Stay like that for 10 seconds."


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the upright and, if wanted, the relaxed slump are to be seen."""

    upright: str
    slump: str | None = None


def calibrate(
    anchors: Anchors,
    out: Path,
    landmarker: Callable[[], Landmarker],
    tell: Callable[[str], None],
    tick: Callable[[float], None],
) -> Baseline:
    """Learn a baseline and save it; the old one stays unless the new one is whole.

    Args:
        anchors: The sources.
        out: Where the baseline goes.
        landmarker: Opens the worker.
        tell: Says a line to the person.
        tick: Hears the share done, 0 to 1, of a live anchor.

    Raises:
        CalibrationRefused: If what was seen is not one person sitting still.
        CameraUnavailable, BadSource, BadUsage, ModelUnusable, WorkerLost: As their rooms say.
    """
    created = wall_clock().isoformat(timespec="seconds")
    estimator = estimator_file.load()
    with landmarker() as worker:
        seen = _look(anchors.upright, worker, UPRIGHT_CUES, tell, tick)
        baseline = _insist(learn(seen, created), "upright")
        if anchors.slump is not None:
            seen = _look(anchors.slump, worker, SLUMP_CUES, tell, tick)
            baseline = _insist(learn_slump(seen, baseline, estimator), "slump")
    baseline_file.save(baseline, out)
    return baseline


def _insist(outcome: Baseline | Refusal, anchor: str) -> Baseline:
    if isinstance(outcome, Refusal):
        raise CalibrationRefused(f"no baseline was saved ({anchor} anchor): {outcome.why}")
    return outcome


def _look(
    text: str,
    worker: Landmarker,
    cues: str,
    tell: Callable[[str], None],
    tick: Callable[[float], None],
) -> list[Sight]:
    with open_source(text, interval_s=INTERVAL_S) as source:
        if not source.is_live:
            return [s for s in look_on(source, worker) if isinstance(s, Sight)]
        tell(cues)
        with closing(look_on(source, worker)) as stream:
            return list(_first_seconds(stream, tick))


def _first_seconds(
    stream: Iterator[Sight | Outage], tick: Callable[[float], None]
) -> Iterator[Sight]:
    for seen in stream:
        if isinstance(seen, Outage):
            raise CameraUnavailable(f"the camera stopped: {seen.detail or seen.reason}; try again")
        if seen.t >= SETTLE_S:
            tick(min(1.0, (seen.t - SETTLE_S) / HOLD_S))
            yield seen
        if seen.t >= SETTLE_S + HOLD_S:
            return
