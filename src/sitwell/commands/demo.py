"""`sitwell demo`: the main job on the samples: calibrate, watch, nudge, report."""

import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from sitwell import paths
from sitwell.adapters.clock import now
from sitwell.adapters.landmarker import Landmarker
from sitwell.adapters.notifier import choose
from sitwell.adapters.store import Store, open_store
from sitwell.coach.cards import find_card
from sitwell.commands.calibrate import Anchors, calibrate
from sitwell.commands.messenger import Messenger
from sitwell.commands.shift import Shift, orders_for
from sitwell.commands.watch import Post, Speed, watch
from sitwell.config import Settings
from sitwell.core.calibration import quality
from sitwell.core.report import Report, bounds, compile_report
from sitwell.errors import BadSource
from sitwell.reporting.text import report as text

NINE = timedelta(hours=9)

Say = Callable[[str], None]


def demo(landmarker: Callable[[], Landmarker], say: Say) -> None:
    """Run the whole of Sitwell on a rendered half hour, in a folder that is gone afterwards.

    Raises:
        BadSource: If the samples are not there.
        ModelUnusable, WorkerLost, StoreUnusable: As their rooms say.
    """
    clips = paths.samples_folder() / "front"
    if not (clips / "session.mp4").is_file():
        raise BadSource(f"the demo's clips are missing from {clips}; install Sitwell again")
    settings, begun = Settings(), now()
    with tempfile.TemporaryDirectory(prefix="sitwell-demo-") as folder:
        say("1. Calibrate: half a minute of a rendered sitter, upright.")
        out = Path(folder) / "baseline.json"
        anchors = Anchors(str(clips / "calibration.mp4"))
        baseline = calibrate(anchors, out, landmarker, say, lambda _share: None)
        say(f"   {baseline.frames} pictures, {baseline.view} view, quality {quality(baseline)}.\n")
        say("2. Watch: half an hour at the desk, as fast as this computer can.")
        with open_store(Path(folder) / "demo.db") as store:
            # All on stdout: what the demo shows is its result, in the order in which it happens.
            messenger = Messenger("terminal", lambda name: choose(name, sys.stdout))
            shift = Shift(orders_for(settings, baseline), threading.Event())
            keep_days = settings.privacy.keep_days
            post = Post(
                landmarker, messenger, store, lambda line: say(f"   {line}"), shift, keep_days
            )
            watch(str(clips / "session.mp4"), Speed.MAX, post)
            say("\n3. Report: what a day would say.")
            say(text.render(_report(store, begun)))
    card = find_card("locust_minivini")
    say(f"When slumping persists, Sitwell suggests the {card.name}: {card.why}")
    say("\nThat was a rendered sitter. For you: 'sitwell calibrate', then 'sitwell watch'.")


def _report(store: Store, begun: datetime) -> Report:
    """Give the demo's own day, into which no midnight falls: it begins at nine in its own zone."""
    begun = begun.astimezone(UTC)
    midnight = begun.replace(hour=0, minute=0, second=0, microsecond=0)
    zone = timezone(NINE - (begun - midnight))
    day = begun.astimezone(zone).date()
    return compile_report(store.read(*bounds(day, 1, zone)), day, 1, zone)
