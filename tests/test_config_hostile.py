"""Configs that nobody should have written: a good value, or one line that refuses."""

import json
import math
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import ESTIMATOR, make_baseline, make_pose, make_sight
from hostile import mutated, odd_values, settle
from sitwell import config
from sitwell.config import Settings
from sitwell.core import monitor
from sitwell.core.monitor import Monitor
from sitwell.errors import BadUsage

pytestmark = pytest.mark.timeout(60)

SECTIONS = {f.name: [k.name for k in fields(getattr(Settings(), f.name))] for f in fields(Settings)}
GOOD = b"""# how I sit
[watch]
source = "/dev/video0"
interval_s = 0.5
[posture]
slump_deg = 12.5
sensitivity = "high"
[nudges]
quiet_hours = ["22:00-07:00", "12:00 - 13:00"]
first_week = "silent"
most_per_day = 0x0c
apart_s = 1_200.0
[privacy]
allow_mediapipe_telemetry = false
"""
BASELINE = make_baseline()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the place of a config file."""
    return tmp_path_factory.mktemp("hostile") / "config.toml"


def load(path: Path, content: bytes) -> Settings | None:
    """Read a config; what is accepted must be fit to watch by."""
    path.write_bytes(content)
    settings_ = settle(lambda: config.load(path), BadUsage, path)
    if settings_ is not None:
        prove_safe(settings_)
    return settings_


def prove_safe(accepted: Settings) -> None:
    """Fail the test unless these rules are finite, delays are positive, and the monitor runs."""
    rules = accepted.rules
    values = [v for part in (rules.posture, rules.episodes, rules.nudges) for v in astuple(part)]
    assert all(math.isfinite(value) for value in values if isinstance(value, float | int))
    delays = [getattr(rules.episodes, name) for name in SECTIONS["episodes"]]
    delays += [getattr(rules.nudges, name) for name in SECTIONS["nudges"] if name.endswith("_s")]
    assert all(delay > 0.0 for delay in delays)
    assert 0.0 <= accepted.watch.interval_s <= 10.0
    assert "\0" not in accepted.watch.source
    now = Monitor()
    for second in range(4):
        sight = make_sight(make_pose(flexion_deg=20.0 * second), t=float(second))
        now, _, _ = monitor.step(now, sight, BASELINE, ESTIMATOR, rules)


def write(value: Any) -> str:
    """Write a value as TOML does, or as nearly as that goes."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(k)} = {write(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(write, value)) + "]"
        case str():
            return json.dumps(value)
        case bool():
            return str(value).lower()
    return repr(value)


KEYS = st.sampled_from(sorted({key for keys in SECTIONS.values() for key in keys}))
VALUES = odd_values().map(write) | st.sampled_from(("1979-05-27", "0x" + "f" * 900, "1e999", "_"))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Give a section with known keys, mostly, and values of any kind."""
    section = draw(st.sampled_from(sorted(SECTIONS)))
    known = st.sampled_from(SECTIONS[section])
    keys = draw(st.lists(known | KEYS | st.text(max_size=4).map(json.dumps), max_size=3))
    return "\n".join([f"[{section}]", *(f"{key} = {draw(VALUES)}" for key in keys)]) + "\n"


@given(st.binary(max_size=200))
def test_any_bytes(path: Path, content: bytes) -> None:
    """Whatever bytes a config holds, it is good or refused in one line, and stays as it is."""
    load(path, content)


@settings(max_examples=150)
@given(mutated(GOOD))
def test_damaged(path: Path, content: bytes) -> None:
    """A good config, damaged, is still good or refused in one line."""
    load(path, content)


@settings(max_examples=300)
@given(st.lists(tables(), max_size=3).map("".join))
@example("[watch]\nsource = 1\n")
def test_any_values(path: Path, text: str) -> None:
    """Known keys with values of any kind are good or refused in one line."""
    load(path, text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param('"a\\nb" = 1', "[a b] is not a section", id="line break in a section"),
        pytest.param('[watch]\n"a\\u001b" = 1', "[watch] a ", id="escape in a key"),
        pytest.param('[watch]\nsource = "a\\u0000b"', "no name or address", id="NUL"),
        pytest.param(f"watch = 0x{'f' * 950}", "must be a section", id="long number"),
        pytest.param("[watch]\nsource" + ".a" * 450 + " = 1", "valid string", id="deep"),
        pytest.param("a" + ".a" * 30_000 + " = 1", "line of more than 1000", id="key of 30 000"),
        pytest.param("[watch]\nsource = " + "[" * 900, "is not valid TOML", id="brackets"),
        pytest.param("#" * 70_000, "larger than 64,000 bytes", id="large"),
        pytest.param("[nudges]\napart_s = '-inf'", "apart_s must be above 0", id="-inf in words"),
        pytest.param("[nudges]\n[nudges]\n", "is not valid TOML", id="section twice"),
    ],
)
def test_fault_is_told_in_a_line(path: Path, text: str, words: str) -> None:
    """What would break the message, the parser or the monitor is refused, with the fault named."""
    path.write_text(text)
    with pytest.raises(BadUsage) as refused:
        config.load(path)
    assert words in str(refused.value)
    assert str(refused.value).isprintable()
