"""Whether the record of a simulated week adds up."""

from datetime import timedelta
from itertools import pairwise

from life import DAY_S, Fault
from simulation import MONDAY, Universe

from sitwell.core.records import Records, State
from sitwell.core.summary import summarize

LOST_S = 10.0
"""A fault may cost so much of the record: the store is written every 5 s, and a look takes some."""

ROUNDING_S = 0.01


def check(universe: Universe, records: Records) -> list[str]:
    """Give what is wrong with the record, in words; an empty list if nothing is."""
    return [
        *_check_order(records),
        *_check_seconds(universe, records),
        *_check_days(universe, records),
    ]


def _check_order(records: Records) -> list[str]:
    return [
        f"{after.state} at {after.start} overlaps {before.state} at {before.start}"
        for before, after in pairwise(sorted(records.spans, key=lambda span: span.start))
        if (after.start - before.start).total_seconds() < before.duration_s - ROUNDING_S
    ]


def _check_seconds(universe: Universe, records: Records) -> list[str]:
    ran_s = sum(e - s for s, e in zip(universe.starts, universe.ends, strict=True))
    kept_s = sum(span.duration_s for span in records.spans)
    lost_s = ran_s - kept_s
    faults = len(universe.life.troubles) + 1  # and the end
    if -1.0 <= lost_s <= LOST_S * faults:
        return []
    return [f"ran {ran_s:.0f} s and kept {kept_s:.0f} s: {lost_s:.0f} s lost in {faults} faults"]


def _check_days(universe: Universe, records: Records) -> list[str]:
    """Say which days' states do not add up to what was recorded of them, or to more than a day."""
    wrong = []
    for day in range(round(universe.life.length_s // DAY_S) + 1):
        since = MONDAY + timedelta(days=day)
        until = since + timedelta(days=1)
        told = summarize(records, since, until)
        parts_s = told.upright_s + told.slumped_s + told.overextended_s
        parts_s += told.unknown_s + told.absent_s
        if abs(parts_s - told.recorded_s) > 1.0 or told.recorded_s > DAY_S + 1.0:
            wrong.append(f"{since:%A}: {parts_s:.0f} s in states, {told.recorded_s:.0f} recorded")
    if not any(span.state is State.SLUMPED for span in records.spans):
        wrong.append("nobody ever slumped")
    return wrong


def tell(universe: Universe, records: Records) -> str:
    """Give the figures in words."""
    ran_s = sum(e - s for s, e in zip(universe.starts, universe.ends, strict=True))
    kept_s = sum(span.duration_s for span in records.spans)
    met = ", ".join(f"{fault} {universe.met.get(fault, 0)}" for fault in Fault)
    return (
        f"{ran_s / DAY_S:.2f} days in {len(universe.starts)} runs; faults: {met}.\n"
        f"{kept_s:.0f} of {ran_s:.0f} s on record, {len(records.episodes)} slump episodes, "
        f"{len(records.nudges)} nudges."
    )
