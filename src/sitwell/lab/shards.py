"""Make a file of columns in pieces: a shard a number, in several processes, joined at the end.

Shards are kept, so that a run that was cut off goes on, and a larger file begins with the smaller.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters.landmarker import Landmarker
from sitwell.lab.render import Studio

Columns = dict[str, NDArray[np.generic]]
# Gives the rows of one shard. Called in another process: a function of a module, or a partial one.
Tabulate = Callable[[int, Studio, Landmarker], Columns]

_studio: Studio | None = None
_landmarker: Landmarker | None = None


def make(folder: Path, count: int, tabulate: Tabulate, workers: int) -> Iterator[int]:
    """Make the first `count` shards that are missing, giving each one's number as it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    for number in range(count):
        if _name(folder, number).exists():
            yield number
        else:
            missing.append(number)
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin) as pool:
        jobs = [pool.submit(_write, folder, number, tabulate) for number in missing]
        try:
            for job in as_completed(jobs):
                yield job.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def join(folder: Path, count: int, out: Path, header: Columns) -> int:
    """Join the first `count` shards into `out`, after a header; give how many rows there are."""
    shards = []
    for number in range(count):
        with np.load(_name(folder, number)) as shard:
            shards.append({name: shard[name] for name in shard.files})
    columns = {name: np.concatenate([s[name] for s in shards]) for name in shards[0]}
    np.savez_compressed(out, **header, **columns)  # type: ignore[arg-type]
    return len(next(iter(columns.values())))


def _begin() -> None:
    """Open this process's renderer and landmarker; they live as long as it does."""
    global _studio, _landmarker  # a pool's workers share nothing else with a task
    _studio, _landmarker = Studio(), Landmarker()


def _write(folder: Path, number: int, tabulate: Tabulate) -> int:
    assert _studio is not None
    assert _landmarker is not None
    partial = folder / f".{number:05d}.npz"
    np.savez(partial, **tabulate(number, _studio, _landmarker))  # type: ignore[arg-type]
    partial.replace(_name(folder, number))
    return number


def _name(folder: Path, number: int) -> Path:
    return folder / f"{number:05d}.npz"
