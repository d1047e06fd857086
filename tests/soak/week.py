"""A simulated week of working days through the real watch, with faults drawn from a seed.

Run with `make soak`, or: python tests/soak/week.py [SEED [DAYS]]. Each day begins with some minutes
of a real clip through the real MediaPipe worker, which is killed once. Prints what happened, and
exits with 1 if a second of the week is not accounted for.
"""

import itertools
import logging
import math
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from account import check, tell  # noqa: E402  (after the path)
from life import DAY_S, Life  # noqa: E402
from simulation import Universe, simulate  # noqa: E402

from sitwell.adapters.frames import open_source  # noqa: E402
from sitwell.adapters.landmarker import Landmarker  # noqa: E402
from sitwell.core.frame import Frame  # noqa: E402

TROUBLES_A_DAY = 40
CLIP = HERE.parents[1] / "samples" / "front" / "session.mp4"
CLIP_S = 600


def real_mornings(universe: Universe, real: Landmarker) -> Iterator[Frame | None]:
    """Give the clip's pictures in the first minutes of each day's work, else nothing."""
    while True:
        start = universe.now
        with open_source(str(CLIP), interval_s=1.0) as source:
            for count, frame in enumerate(itertools.islice(source.frames(), CLIP_S)):
                if count == CLIP_S // 2 and real.pid is not None:
                    os.kill(real.pid, signal.SIGKILL)
                yield Frame(frame.t, frame.rgb, "clip")
        while universe.now < (start // DAY_S + 1) * DAY_S:
            yield None


def measure_memory() -> float:
    """Give the memory of this process that nobody shares, in MB; NaN where /proc does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return math.nan
    return float(status.partition("RssAnon:")[2].split()[0]) / 1024.0


def main() -> None:
    """Live through the week."""
    logging.disable(logging.WARNING)  # what goes wrong here is meant to
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    days = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    begun, memory_mb = time.monotonic(), measure_memory()
    universe = Universe(Life(seed, days, TROUBLES_A_DAY))
    with tempfile.TemporaryDirectory() as folder, Landmarker() as real:
        universe.clips = real_mornings(universe, real)
        store = Path(folder) / "sitwell.db"
        records = simulate(universe, store, real)
        size_kb = store.stat().st_size / 1000.0
    print(f"Seed {seed}, {time.monotonic() - begun:.0f} s. {tell(universe, records)}")
    print(
        f"The record takes {size_kb:.0f} kB; memory grew by {measure_memory() - memory_mb:.0f} MB."
    )
    faults = check(universe, records)
    print("\n".join(faults) if faults else "Every second is accounted for.")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
