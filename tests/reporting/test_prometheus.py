"""Today and yesterday as node_exporter reads them."""

import re
from datetime import timedelta

import pytest

from days import MONDAY, NINE, report_of
from sitwell.core.records import Exposure, NudgeKind, NudgeRecord, Records
from sitwell.reporting.programs import prometheus

SAMPLE = re.compile(r'([a-z_]+)\{((?:[a-z]+="[a-z_0-9]+",?)+)\} (-?[\d.]+(?:e-?\d+)?)', re.ASCII)


def samples(page: str) -> dict[tuple[str, str], float]:
    """Read the samples, by name and labels; fails the test where a line is none."""
    found = {}
    for line in page.splitlines():
        if not line.startswith("# "):
            match = SAMPLE.fullmatch(line)
            assert match is not None, line
            found[match[1], match[2]] = float(match[3])
    return found


FULL = report_of(
    "1h slumped",
    "3h upright, 1h slumped, 10m absent, 5m too_dark",
    records=Records(
        nudges=(NudgeRecord(NINE, NudgeKind.LOCUST),),
        exposures=(Exposure(NINE, 4 * 3600.0, ((2, 4 * 3600.0),), right_s=60.0),),
    ),
    count=2,
)


def test_two_days() -> None:
    """Today and yesterday are told apart by a label, and have what they had."""
    found = samples(prometheus.render(FULL.days, MONDAY))
    assert found["sitwell_day_slumped_ratio", 'day="today"'] == 0.25
    assert found["sitwell_day_slumped_ratio", 'day="yesterday"'] == 1.0
    assert found["sitwell_day_state_seconds", 'day="today",state="slumped"'] == 3600.0
    assert found["sitwell_day_coverage_seconds", 'day="today",coverage="unclear"'] == 300.0
    assert found["sitwell_day_coverage_seconds", 'day="today",coverage="away"'] == 600.0
    assert found["sitwell_day_nudges_sent", 'day="today",kind="locust"'] == 1.0
    assert found["sitwell_day_flexion_degrees", 'day="today",percentile="50"'] == 2.0
    assert found["sitwell_day_posture_seconds", 'day="today",posture="leaning_right"'] == 60.0


def test_what_is_not_known_has_no_sample() -> None:
    """An empty day has no share, which is not 0, and angles that were not kept have none."""
    found = samples(prometheus.render(report_of("").days, MONDAY))
    names = {name for name, _ in found}
    assert "sitwell_day_slumped_ratio" not in names
    assert "sitwell_day_posture_seconds" not in names
    assert found["sitwell_day_slump_episodes", 'day="today"'] == 0.0


@pytest.mark.parametrize("days_ago", [2, 30])
def test_older_days_are_left_out(days_ago: int) -> None:
    """A day is called by its date and not by its place, whatever could be read."""
    assert samples(prometheus.render(FULL.days, MONDAY + timedelta(days=days_ago))) == {}


def test_each_metric_is_described_before_its_samples() -> None:
    """HELP, TYPE, then the samples: one block for each metric, and each name once."""
    blocks: list[str] = []
    for line in prometheus.render(FULL.days, MONDAY).splitlines():
        name = line.split()[2] if line.startswith("# ") else line.partition("{")[0]
        if not blocks or blocks[-1] != name:
            blocks.append(name)
    assert len(blocks) == len(set(blocks)) == len(prometheus.METRICS)
    assert prometheus.render(FULL.days, MONDAY).endswith("\n")
