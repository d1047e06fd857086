"""What can go wrong for the person using Sitwell, each with its exit code.

A message says what happened and what to do about it, on one line. `main` alone prints them.
"""


class SitwellError(Exception):
    """Anything that ends a command with one clear line."""

    exit_code = 1

    def __str__(self) -> str:
        """Give the message on one line, whatever a file or a name from outside put into it."""
        return "".join(c if c.isprintable() else " " for c in super().__str__())


class BadUsage(SitwellError):
    """An argument or the config file is wrong."""

    exit_code = 2


class BadSource(SitwellError):
    """A file, folder or address was found but gives no pictures."""


class NotCalibrated(SitwellError):
    """There is no usable baseline."""

    exit_code = 3


class CalibrationRefused(SitwellError):
    """The pictures do not show one person sitting still, so no baseline was saved."""


class CameraUnavailable(SitwellError):
    """The camera is absent, busy, or gives no pictures."""

    exit_code = 4


class ModelUnusable(SitwellError):
    """The pose model is missing or its bytes have changed."""

    exit_code = 5


class AlreadyRunning(SitwellError):
    """Another monitor is at work for this user."""

    exit_code = 6


class NotRunning(SitwellError):
    """There is no monitor to talk to."""

    exit_code = 7


class ControlUnusable(SitwellError):
    """The running monitor cannot be reached, or cannot be made reachable."""


class StoreUnusable(SitwellError):
    """The day's record is damaged, locked, unwritable, or from a newer Sitwell."""

    exit_code = 8


class StoreDamaged(StoreUnusable):
    """The day's record is not as Sitwell wrote it; some days of it may still be readable."""


class WorkerLost(SitwellError):
    """The process that runs MediaPipe died or gave no answer.

    Attributes:
        fate: What became of it, without the advice.
    """

    def __init__(self, fate: str, advice: str = "") -> None:
        super().__init__(f"{fate}; {advice}" if advice else fate)
        self.fate = fate


class Unsealed(SitwellError):
    """A process cannot be kept from the network, and the config does not allow that."""
