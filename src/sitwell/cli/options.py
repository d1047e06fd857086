"""Options and settings that several commands share, so that they read the same in every help."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sitwell import paths

if TYPE_CHECKING:
    from sitwell.config import Settings

Source = Annotated[
    str | None,
    typer.Option(
        "--source", metavar="SRC", help="Camera (index, name, /dev/...), file, folder or address."
    ),
]
Baseline = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Use this baseline.")
]
Notifier = Annotated[
    str | None,
    typer.Option("--notifier", metavar="NAME", help="auto, desktop, plyer, terminal or silent."),
]
Speed = Annotated[
    str,
    typer.Option(
        "--speed",
        metavar="PACE",
        help="For a recording: realtime, or max for as fast as possible.",
    ),
]
Profile = Annotated[
    str | None,
    typer.Option("--profile", metavar="NAME", help="Baseline of one camera, chair or person."),
]
LogAsJson = Annotated[
    bool, typer.Option("--log-json", help="Write the log as one JSON object a line.")
]


def load_settings() -> "Settings":
    """Read the config.

    Raises:
        BadUsage: If it cannot be used.
    """
    from sitwell import config  # it brings NumPy, which half of the commands do without

    return config.load(paths.config_file())
