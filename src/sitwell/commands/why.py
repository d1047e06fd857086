"""`sitwell why`: why there is a nudge, or none, and what came before."""

import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sitwell.adapters.clock import now as wall_clock
from sitwell.adapters.clock import now_here
from sitwell.adapters.store import open_store
from sitwell.commands.logbook import MOST_KEPT, Page
from sitwell.core import monitor
from sitwell.core.monitor import MonitorRules
from sitwell.core.nudges import Nudge
from sitwell.core.presence import Hold
from sitwell.core.records import NudgeRecord
from sitwell.core.status import Status
from sitwell.core.why import Said, Why, read_dials
from sitwell.errors import StoreUnusable
from sitwell.reporting.programs import why_json
from sitwell.reporting.why import text as reporting

LOOK_BACK = timedelta(days=7)
"""How far back the record is read for nudges where nothing runs."""


def find_why(
    status: Status, page: Page, age_s: float, rules: MonitorRules, hold: Hold | None
) -> Why:
    """Say why there is a nudge now, or none.

    Args:
        status: How the monitor is.
        page: What its logbook knows.
        age_s: Seconds since the page was written.
        rules: Those in force.
        hold: What a nudge would disturb now.
    """
    explanation = monitor.explain(page.monitor, rules, page.around)
    steady = page.monitor.steady
    sent = page.nudging.sent[-MOST_KEPT:]
    return Why(
        now=status.now,
        explanation=explanation,
        state=None if steady is None else steady.state,
        reason=None if steady is None else steady.reading.reason,
        rest=status.rest,
        hold=hold,
        next_nudge=status.next_nudge,
        rules=rules.nudges,
        dials=() if explanation is None else read_dials(explanation, steady),
        verdicts=page.verdicts[::-1],
        said=tuple(_find_said(nudge, page, age_s, status.now) for nudge in reversed(sent)),
        channel=status.channel,
    )


def tell_of_the_past(path: Path, say: Callable[[str], None], *, as_json: bool) -> str:
    """Give the last nudges on record, where nothing runs; empty where there is nothing to tell.

    A record that is not there is not made. One that cannot be read is said to be so: that there
    was no nudge lately is not known then.
    """
    said: tuple[Said, ...] | None = None
    try:
        said = tuple(Said(nudge) for nudge in reversed(_read_nudges(path)))
    except StoreUnusable as error:
        say(f"sitwell: {error}")
    if as_json:
        return json.dumps(why_json.plain_at_rest(said))
    return "\n".join(reporting.nudge_rows(said or (), now_here()))


def _find_said(nudge: Nudge, page: Page, age_s: float, now: datetime) -> Said:
    told = next(
        (t for t in page.told if (t.event.nudge.t, t.event.nudge.kind) == (nudge.t, nudge.kind)),
        None,
    )
    if told is not None:
        record = NudgeRecord(told.at, nudge.kind, nudge.outcome, nudge.response_s)
        return Said(record, told.event.seen)
    at = now - timedelta(seconds=page.t + age_s - nudge.t)
    return Said(NudgeRecord(at, nudge.kind, nudge.outcome, nudge.response_s))


def _read_nudges(path: Path) -> tuple[NudgeRecord, ...]:
    if not os.path.lexists(path):
        return ()
    now = wall_clock()
    with open_store(path) as store:
        return store.read(now - LOOK_BACK, now).nudges[-MOST_KEPT:]
