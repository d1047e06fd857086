"""Today and yesterday for Prometheus, as node_exporter's textfile collector reads them.

Two values of the label `day`, and no more, whatever day it is: a label for each date would make new
series every day. What is not known has no sample.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sitwell.core.day import Day, Percentiles

_PREFIX = "sitwell_day_"


@dataclass(frozen=True, slots=True)
class Sample:
    """One value; None where it is not known.

    Attributes:
        value: In the unit that ends the metric's name.
        label: Beside the day's: `state="upright"` and the like.
    """

    value: float | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """One gauge: its name without the prefix, what it says, and its samples of a day."""

    name: str
    words: str
    read: Callable[[Day], tuple[Sample, ...]]


def render(days: Sequence[Day], today: date) -> str:
    """Give those of the days that are today or yesterday; ends in a newline."""
    names = {today - timedelta(days=1): "yesterday", today: "today"}
    lines: list[str] = []
    for metric in METRICS:
        name = _PREFIX + metric.name
        lines += [f"# HELP {name} {metric.words}", f"# TYPE {name} gauge"]
        for day in days:
            if day.day in names:
                lines += _list(name, names[day.day], metric.read(day))
    return "\n".join(lines) + "\n"


def _list(name: str, when: str, samples: tuple[Sample, ...]) -> list[str]:
    return [
        f'{name}{{day="{when}"{"," if sample.label else ""}{sample.label}}} {sample.value!r}'
        for sample in samples
        if sample.value is not None
    ]


def _read_coverage(day: Day) -> tuple[Sample, ...]:
    whole = day.summary
    parts = {
        "judged": whole.judged_s,
        "unclear": whole.unclear_s,
        "unseen": whole.unseen_s,
        "paused": whole.paused_s,
        "away": whole.absent_s,
    }
    return tuple(Sample(seconds, f'coverage="{name}"') for name, seconds in parts.items())


def _read_states(day: Day) -> tuple[Sample, ...]:
    whole = day.summary
    return (
        Sample(whole.upright_s, 'state="upright"'),
        Sample(whole.slumped_s, 'state="slumped"'),
        Sample(whole.overextended_s, 'state="overextended"'),
    )


def _read_postures(day: Day) -> tuple[Sample, ...]:
    angles = day.exposure
    if angles.judged_s <= 0.0:
        return ()
    return (
        Sample(angles.head_forward_s, 'posture="head_forward"'),
        Sample(angles.rounded_s, 'posture="rounded"'),
        Sample(angles.left_s, 'posture="leaning_left"'),
        Sample(angles.right_s, 'posture="leaning_right"'),
    )


def _read_percentiles(found: Percentiles | None) -> tuple[Sample, ...]:
    if found is None:
        return ()
    return (
        Sample(found.p10_deg, 'percentile="10"'),
        Sample(found.p50_deg, 'percentile="50"'),
        Sample(found.p90_deg, 'percentile="90"'),
    )


def _one(read: Callable[[Day], float | None]) -> Callable[[Day], tuple[Sample, ...]]:
    return lambda day: (Sample(read(day)),)


METRICS = (
    Metric(
        "start_timestamp_seconds",
        "When the local day began.",
        _one(lambda day: day.summary.since.timestamp()),
    ),
    Metric("coverage_seconds", "What was seen of the day, and what was not.", _read_coverage),
    Metric("state_seconds", "Judged time by state, beside the person's own upright.", _read_states),
    Metric(
        "slumped_ratio",
        "Slumped part of the judged time.",
        _one(lambda day: day.summary.slumped_share),
    ),
    Metric(
        "slump_episodes",
        "Slump episodes, even in part.",
        _one(lambda day: day.summary.slumps.number),
    ),
    Metric(
        "slump_longest_seconds",
        "The longest slump episode.",
        _one(lambda day: day.summary.slumps.longest_s),
    ),
    Metric("sitting_bouts", "Sitting bouts.", _one(lambda day: len(day.sitting.bouts))),
    Metric(
        "sitting_longest_seconds",
        "The longest sitting bout.",
        _one(lambda day: day.sitting.longest_s),
    ),
    Metric("breaks", "Breaks of five minutes or more.", _one(lambda day: len(day.sitting.breaks))),
    Metric(
        "angles_judged_seconds",
        "Judged time whose angles were kept.",
        _one(lambda day: day.exposure.judged_s),
    ),
    Metric("posture_seconds", "Parts of that time, estimated.", _read_postures),
    Metric(
        "flexion_degrees",
        "Percentiles of estimated flexion.",
        lambda day: _read_percentiles(day.exposure.flexion),
    ),
    Metric(
        "rounding_degrees",
        "Percentiles of estimated shoulder rounding.",
        lambda day: _read_percentiles(day.exposure.rounding),
    ),
    Metric(
        "shifts_per_judged_hour",
        "Posture shifts in an hour of judged time.",
        _one(lambda day: day.exposure.shifts_per_hour),
    ),
    Metric(
        "nudges_sent",
        "Nudges that were sent.",
        lambda day: tuple(
            Sample(count.sent, f'kind="{count.kind.value}"') for count in day.summary.nudges.by_kind
        ),
    ),
    Metric(
        "nudges_helped",
        "Nudges that were followed.",
        _one(lambda day: day.summary.nudges.helped),
    ),
    Metric(
        "nudges_ignored",
        "Nudges that were not followed.",
        _one(lambda day: day.summary.nudges.ignored),
    ),
    Metric(
        "exercise_sets",
        "Sets of exercises done.",
        _one(lambda day: sum(count.done for count in day.exercises)),
    ),
    Metric(
        "exercise_repetitions",
        "Repetitions of exercises.",
        _one(lambda day: sum(count.repetitions for count in day.exercises)),
    ),
)
"""Names and units do not change; metrics may be added."""
