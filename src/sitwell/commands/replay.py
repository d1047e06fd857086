"""`sitwell replay`: a recording through the very same monitor, as fast as possible."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sitwell.adapters import baseline_file, estimator_file
from sitwell.adapters.frames import open_source
from sitwell.adapters.landmarker import Landmarker
from sitwell.commands.looking import Sampler, look_on
from sitwell.config import Settings
from sitwell.core import monitor
from sitwell.core.baseline import Baseline
from sitwell.core.calibration import personal
from sitwell.core.circumstances import Circumstances
from sitwell.core.estimate import Estimator
from sitwell.core.events import Event, StateChanged
from sitwell.core.frame import Outage
from sitwell.core.message import Answer
from sitwell.core.monitor import Monitor, MonitorRules
from sitwell.core.posture import Sight
from sitwell.core.reading import Reading
from sitwell.core.records import State
from sitwell.errors import BadUsage
from sitwell.reporting import stream


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a monitor at work.

    Attributes:
        t: Seconds on the source's clock.
        reading: The verdict on this look; None in the step that closes what is under way.
        events: What happened.
        now: Where the monitor stands after it.
        seconds: How long it has been so; 0 where what lies before was not seen.
    """

    t: float
    reading: Reading | None
    events: tuple[Event, ...]
    now: Monitor = field(default_factory=Monitor)
    seconds: float = 0.0


def _nothing(_now: Monitor) -> None:
    """Hear where the monitor stands, and do nothing."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What a monitor at work goes by, asked at each step.

    Attributes:
        rules: Gives the rules in force.
        baseline: Gives the person's own upright, the newest that was learnt.
        around: Says what else matters to a nudge now; nothing is known unless given.
        take_answers: Gives what the person has answered to the last nudge since the last step.
        note: Hears where the monitor stands after a step, before the next look is asked for.
    """

    rules: Callable[[], MonitorRules]
    baseline: Callable[[], Baseline]
    around: Callable[[], Circumstances] = Circumstances
    take_answers: Callable[[], tuple[Answer, ...]] = tuple
    note: Callable[[Monitor], None] = _nothing


def run_monitor(
    seen: Iterator[Sight | Outage], estimator: Estimator, guide: Guide, start: Monitor
) -> Iterator[Step]:
    """Walk a monitor over what is seen; the last step closes what is under way."""
    now, baseline = start, guide.baseline()
    for sight in seen:
        if (newest := guide.baseline()) != baseline:
            now, baseline = monitor.relearn(now), newest
        said: list[Event] = []
        for given in guide.take_answers():
            now, events = monitor.answer(now, sight.t, given)
            said += events
        rules, around = guide.rules(), guide.around()
        since_s = 0.0 if now.t is None else sight.t - now.t
        now, reading, events = monitor.step(now, sight, baseline, estimator, rules, around)
        guide.note(now)
        seconds = since_s if since_s <= rules.episodes.longest_gap_s else 0.0
        yield Step(sight.t, reading, (*said, *events), now, seconds)
    if now.t is not None:
        yield Step(now.t, None, monitor.finish(now), now)


def rules_for(settings: Settings, baseline: Baseline) -> MonitorRules:
    """Give the rules, with the slump line where this person's calibration puts it."""
    rules = settings.rules
    return MonitorRules(personal(rules.posture, baseline), rules.episodes, rules.nudges)


class Tally:
    """Seconds spent in each state, from the changes of state."""

    def __init__(self) -> None:
        self.seconds: dict[State, float] = {}
        self._since: tuple[float, State] | None = None

    def note(self, step: Step) -> None:
        """Count up to this step."""
        for event in step.events:
            if isinstance(event, StateChanged):
                self._close(event.t)
                self._since = (event.t, event.state)
        self._close(step.t)

    def _close(self, t: float) -> None:
        if self._since is None:
            return
        since, state = self._since
        self.seconds[state] = self.seconds.get(state, 0.0) + t - since
        self._since = (t, state)


def replay(
    source_text: str,
    baseline_path: Path,
    settings: Settings,
    landmarker: Callable[[], Landmarker],
    write: Callable[[str], None],
    form: "Form",
) -> None:
    """Run a recording through the monitor and write what happens.

    Raises:
        BadUsage: If the source is a camera or a live address.
        NotCalibrated, BadSource, ModelUnusable, WorkerLost: As their rooms say.
    """
    baseline, estimator = baseline_file.load(baseline_path), estimator_file.load()
    tally, last_t = Tally(), 0.0
    last_state: State | None = None
    with open_source(source_text, interval_s=settings.watch.interval_s) as source:
        if source.is_live:
            raise BadUsage(f"{source.name} is live; use 'sitwell watch --source' for it")
        with landmarker() as worker:
            sampler, rules = Sampler(), rules_for(settings, baseline)
            guide = Guide(lambda: rules, lambda: baseline, note=sampler.note)
            seen = look_on(source, worker, see=sampler.see)
            steps = run_monitor(seen, estimator, guide, Monitor())
            for step in steps:
                tally.note(step)
                last_t = step.t
                if form.with_readings and step.reading is not None:
                    write(stream.reading_json(step.reading))
                for event in step.events:
                    if isinstance(event, StateChanged):
                        if event.state is last_state:
                            continue
                        last_state = event.state
                    line = stream.event_json(event) if form.as_json else stream.event_text(event)
                    if line is not None:
                        write(line)
    write(_summary(last_t, tally, form))


@dataclass(frozen=True, slots=True)
class Form:
    """How a replay is written: JSON lines or sentences, with or without each reading."""

    as_json: bool = False
    with_readings: bool = False


def _summary(t: float, tally: Tally, form: Form) -> str:
    if form.as_json:
        return stream.summary_json(t, tally.seconds)
    parts = [
        f"{stream.WORDS[s]} {stream.clock(tally.seconds[s])}" for s in State if s in tally.seconds
    ]
    return f"{stream.clock(t)}  end: " + ", ".join(parts)
