"""When the last summaries were told, as a small JSON file that its owner alone can read."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, Literal

from pydantic import TypeAdapter, ValidationError

from sitwell.core.day_end import Told
from sitwell.errors import SitwellError
from sitwell.guard import files

SCHEMA: Final = 1
LARGEST_BYTES = 1000  # it has about 70; anything larger is some other file


@dataclass(frozen=True, slots=True)
class _Page:
    schema: Literal[1]
    told: Told
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


_PAGE = TypeAdapter(_Page)


def load(path: Path) -> Told:
    """Read it; nothing was told where there is no file.

    Raises:
        SitwellError: If it cannot be read, or is nothing that `save` wrote. It is left as it is.
    """
    try:
        return _PAGE.validate_json(files.read(path, LARGEST_BYTES), strict=True).told
    except FileNotFoundError:
        return Told()
    except OSError as error:
        raise SitwellError(f"{path.name} cannot be read ({error.strerror})") from None
    except ValidationError:  # its words would quote what somebody put there
        raise SitwellError(f"{path.name} is damaged") from None


def save(told: Told, path: Path) -> None:
    """Write it whole or not at all; the old one stays if that fails.

    Raises:
        SitwellError: If the folder cannot be written or the disk is full.
    """
    try:
        files.make_folder(path.parent)
        files.replace(path, _PAGE.dump_json(_Page(SCHEMA, told)) + b"\n")
    except OSError as error:
        raise SitwellError(f"{path.name} cannot be written ({error.strerror})") from None
