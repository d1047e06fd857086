"""The baseline as a JSON file of numbers, readable by its owner alone."""

import json
import os
import tempfile
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sitwell.core.baseline import SCHEMA, Baseline
from sitwell.errors import NotCalibrated, SitwellError

AGAIN = "run 'sitwell calibrate' to make a new one"
LARGEST_BYTES = 100_000  # a baseline is under 2 kB; anything larger is some other file
_BASELINE = TypeAdapter(Baseline)


def load(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        NotCalibrated: If the file is missing, is not JSON, is of another schema, or holds values
            that no calibration gives. The file is left as it is.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise NotCalibrated(f"The baseline {path} is too large to be one; {AGAIN}.")
        plain = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse_constant)
    except FileNotFoundError:
        raise NotCalibrated(f"No baseline at {path}; run 'sitwell calibrate' first.") from None
    except OSError as error:
        raise NotCalibrated(
            f"Cannot read the baseline {path} ({error.strerror}); {AGAIN}."
        ) from None
    except (ValueError, RecursionError):
        raise NotCalibrated(f"The baseline {path} is not valid JSON; {AGAIN}.") from None
    schema = plain.get("schema") if isinstance(plain, dict) else None
    if isinstance(schema, int) and schema > SCHEMA:
        raise NotCalibrated(
            f"The baseline {path} is of schema {schema}, newer than this Sitwell knows ({SCHEMA}); "
            f"update Sitwell, or {AGAIN}."
        )
    try:
        return _BASELINE.validate_python(plain)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        raise NotCalibrated(
            f"The baseline {path} has a bad {where}: {first['msg']}; {AGAIN}."
        ) from None


def save(baseline: Baseline, path: Path) -> None:
    """Write a baseline whole or not at all; the old one stays if that fails.

    Raises:
        SitwellError: If the folder cannot be written or the disk is full.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_BASELINE.dump_json(baseline, indent=1) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> SitwellError:
    return SitwellError(
        f"Cannot write the baseline {path} ({error.strerror}); free some space or name another "
        "file with --out."
    )


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")
