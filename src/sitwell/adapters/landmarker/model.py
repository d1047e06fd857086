"""The pose model's file: where it lies, and whether its bytes are the ones that were reviewed."""

import hashlib
import os
from importlib import resources
from pathlib import Path

from sitwell.errors import ModelUnusable

MODEL_NAME = "pose_landmarker_lite.task"
MODEL_SHA256 = "59929e1d1ee95287735ddd833b19cf4ac46d29bc7afddbbf6753c459690d574a"
"""Of Google's float16/1 release (models/README.md)."""

MODEL_VARIABLE = "SITWELL_MODEL"


def find_model() -> Path:
    """Give the path at which the model should be: SITWELL_MODEL, the wheel's, or the checkout's.

    The file need not exist there; `verify` says so in words.
    """
    named = os.environ.get(MODEL_VARIABLE)
    if named:
        return Path(named)
    package = Path(str(resources.files("sitwell")))
    packaged = package / "models" / MODEL_NAME
    checkout = package.parent.parent / "models" / MODEL_NAME
    return checkout if checkout.is_file() and not packaged.is_file() else packaged


def verify(path: Path) -> bytes:
    """Read the model once and give its bytes, which are the pinned ones.

    Load these bytes and not the file again: the file may change between a check and an open.

    Raises:
        ModelUnusable: If the file is missing, unreadable, or differs by a single byte.
    """
    advice = f"reinstall Sitwell, or set {MODEL_VARIABLE} to a copy of {MODEL_NAME} 1"
    try:
        model = path.read_bytes()
    except FileNotFoundError:
        raise ModelUnusable(f"the pose model is missing: {path}; {advice}") from None
    except OSError as error:
        reason = error.strerror or error
        raise ModelUnusable(f"the pose model cannot be read: {path}: {reason}; {advice}") from error
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise ModelUnusable(f"the pose model was changed and is not used: {path}; {advice}")
    return model
