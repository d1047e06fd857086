"""The person's pause as a small JSON file, readable by its owner alone, for the next monitor."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, Literal

from pydantic import TypeAdapter, ValidationError

from sitwell.core.duty import Wish
from sitwell.errors import SitwellError
from sitwell.guard import files

SCHEMA: Final = 1
LARGEST_BYTES = 1000  # it has about 120; anything larger is some other file


@dataclass(frozen=True, slots=True)
class _Page:
    schema: Literal[1]
    wish: Wish
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


_PAGE = TypeAdapter(_Page)


def load(path: Path) -> Wish | None:
    """Read what is kept; None where nothing is.

    Raises:
        SitwellError: If it cannot be read, or is nothing that `save` wrote. It is left as it is.
    """
    try:
        return _PAGE.validate_json(files.read(path, LARGEST_BYTES), strict=True).wish
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SitwellError(f"the pause that was kept cannot be read ({error.strerror})") from None
    except ValidationError:  # its words would quote what somebody put there
        raise SitwellError("the pause that was kept is damaged") from None


def save(wish: Wish, path: Path) -> None:
    """Write it whole or not at all; what was kept before stays if that fails.

    Raises:
        SitwellError: If the folder cannot be written or the disk is full.
    """
    try:
        files.make_folder(path.parent)
        files.replace(path, _PAGE.dump_json(_Page(SCHEMA, wish)) + b"\n")
    except OSError as error:
        raise SitwellError(
            f"the pause cannot be kept on disk ({error.strerror}); it holds until Sitwell ends"
        ) from None


def remove(path: Path) -> None:
    """Keep nothing any more; a link is removed, not what it leads to.

    Raises:
        SitwellError: If it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise SitwellError(
            f"a pause that is over stays on disk ({error.strerror}); the next start may take it up"
        ) from None
