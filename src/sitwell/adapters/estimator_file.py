"""The fitted estimator's file: plain arrays, whose bytes are the ones that were published."""

import hashlib
from pathlib import Path

import numpy as np

from sitwell.core.estimate import Estimator
from sitwell.errors import ModelUnusable
from sitwell.guard import arrays
from sitwell.guard.shipped import Shipped

ESTIMATOR = Shipped(
    what="the fitted estimator",
    name="posture_estimator.npz",
    sha256="751b1875d55155ae5d59fb897474329c877843b104f6e164a6fbaff6c84af0bc",
    variable="SITWELL_ESTIMATOR",
)
"""The weights whose errors README.md tells. `sitwell lab fit` prints the hash of new ones."""

FORM = 1  # of the file: names and shapes of its arrays, and what they are shown
LARGEST_BYTES = 16_000_000  # unpacked; the published ones are 0.6 MB


def load(path: Path | None = None) -> Estimator:
    """Read the weights, from where they should be unless a path is given.

    Raises:
        ModelUnusable: If the file is missing, unreadable, differs by a single byte from the
            published one, or is of another form.
    """
    path = path or ESTIMATOR.find()
    content = ESTIMATOR.read(path)
    try:
        return parse(content)
    except ValueError as error:
        raise ModelUnusable(
            f"{ESTIMATOR.what} cannot be used: {path}: {error}; {ESTIMATOR.advice}"
        ) from None


def parse(content: bytes) -> Estimator:
    """Make an estimator of a file's bytes; nothing in them is ever run.

    Raises:
        ValueError: If they are something else, or of another form.
    """
    found = arrays.read(content, LARGEST_BYTES)
    names = tuple(Estimator.__dataclass_fields__)
    lacking = sorted({"form", *names} - found.keys())
    if lacking:
        raise ValueError(f"it has no {', '.join(lacking)}")
    if found["form"].tolist() != FORM:
        raise ValueError(f"it is of form {found['form']}, and this Sitwell knows {FORM}")
    return Estimator(*(found[name].astype(np.float32) for name in names))


def save(estimator: Estimator, path: Path) -> str:
    """Write weights as half-precision arrays; give the hash that `load` must be told of."""
    weights = {name: getattr(estimator, name) for name in Estimator.__dataclass_fields__}
    halved = {n: a.astype(np.float16 if a.ndim > 1 else np.float32) for n, a in weights.items()}
    with path.open("wb") as file:
        np.savez_compressed(file, form=np.int32(FORM), **halved)
    return hashlib.sha256(path.read_bytes()).hexdigest()
