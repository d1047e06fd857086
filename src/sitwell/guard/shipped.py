"""The two files of numbers that Sitwell ships: where they lie, and whether they are unchanged."""

import hashlib
import os
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from sitwell.errors import ModelUnusable


@dataclass(frozen=True, slots=True)
class Shipped:
    """A file that came with the program.

    Attributes:
        what: What to call it before people.
        name: Its file name.
        sha256: Of its reviewed bytes.
        variable: The environment variable that names it elsewhere.
    """

    what: str
    name: str
    sha256: str
    variable: str

    @property
    def advice(self) -> str:
        """What to do where it cannot be used."""
        return f"reinstall Sitwell, or set {self.variable} to a copy of {self.name}"

    def find(self) -> Path:
        """Give its path: the one that the variable names, the wheel's, or the checkout's.

        The file need not exist there; `read` says so in words.
        """
        named = os.environ.get(self.variable)
        if named:
            return Path(named)
        package = Path(str(resources.files("sitwell")))
        packaged = package / "models" / self.name
        checkout = package.parent.parent / "models" / self.name
        return checkout if checkout.is_file() and not packaged.is_file() else packaged

    def read(self, path: Path) -> bytes:
        """Read it once and give its bytes, which are the reviewed ones.

        Use these bytes and not the file again: it may change between a check and an open.

        Raises:
            ModelUnusable: If it is missing, unreadable, or differs by a single byte.
        """
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise ModelUnusable(f"{self.what} is missing: {path}; {self.advice}") from None
        except OSError as error:
            reason = error.strerror or error
            raise ModelUnusable(
                f"{self.what} cannot be read: {path}: {reason}; {self.advice}"
            ) from error
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise ModelUnusable(f"{self.what} was changed and is not used: {path}; {self.advice}")
        return content
