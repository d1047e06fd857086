"""The baseline as a JSON file of numbers, readable by its owner alone."""

import errno
import json
import math
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sitwell.core.baseline import SCHEMA, Baseline
from sitwell.errors import NotCalibrated, SitwellError
from sitwell.guard import files

AGAIN = "run 'sitwell calibrate' to make a new one"
LARGEST_BYTES = 100_000  # a baseline is about 5 kB; anything larger is some other file
_BASELINE = TypeAdapter(Baseline)


def load(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        NotCalibrated: If the file is missing, is not JSON, is of another schema, or holds values
            that no calibration gives. The file is left as it is.
    """
    try:
        text = files.read(path, LARGEST_BYTES).decode("utf-8")
        plain = json.loads(text, parse_float=_finite, parse_constant=_finite)
    except FileNotFoundError:
        raise NotCalibrated(f"no baseline at {path}; run 'sitwell calibrate' first") from None
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise NotCalibrated(f"the file {path} is too large to be a baseline; {AGAIN}") from None
        raise NotCalibrated(
            f"cannot read the baseline {path} ({error.strerror}); {AGAIN}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise NotCalibrated(f"the baseline {path} is not valid JSON ({error}); {AGAIN}") from None
    _check_schema(plain, path)
    try:
        return _BASELINE.validate_json(text, strict=True)
    except ValidationError as error:
        raise NotCalibrated(f"the baseline {path} {_explain(error)}; {AGAIN}") from None


def save(baseline: Baseline, path: Path) -> None:
    """Write a baseline whole or not at all; the old one stays if that fails.

    Raises:
        SitwellError: If the folder cannot be written or the disk is full.
    """
    try:
        files.make_folder(path.parent)
        files.replace(path, _BASELINE.dump_json(baseline, indent=1) + b"\n")
    except OSError as error:
        raise _unwritable(path, error) from None


def _check_schema(plain: object, path: Path) -> None:
    schema = plain.get("schema") if isinstance(plain, dict) else None
    if type(schema) is not int or schema < 1:
        raise NotCalibrated(f"the file {path} is not a Sitwell baseline; {AGAIN}")
    if schema < SCHEMA:
        raise NotCalibrated(
            f"the baseline {path} is of schema {schema}, from an older Sitwell; {AGAIN}"
        )
    if schema > SCHEMA:
        raise NotCalibrated(
            f"the baseline {path} is of schema {schema}, newer than this Sitwell knows ({SCHEMA}); "
            f"update Sitwell, or {AGAIN}"
        )


def _explain(error: ValidationError) -> str:
    """Name the field and what is wrong with it, from the first fault."""
    first = error.errors()[0]
    if first["type"] == "value_error":
        return f"cannot be used: {first['ctx']['error']}"
    where = ".".join(str(part) for part in first["loc"]) or "form"
    return f"has a bad {where}: {first['msg'][0].lower()}{first['msg'][1:]}"


def _unwritable(path: Path, error: OSError) -> SitwellError:
    return SitwellError(
        f"cannot write the baseline {path} ({error.strerror}); free some space or name another "
        "file with --out"
    )


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is not finite")
    return number
