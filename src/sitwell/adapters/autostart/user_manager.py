"""systemd's manager of this person's session, asked through `systemctl --user`."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

_PATIENCE_S = 20.0
_SILENCE = 127


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        code: systemctl's exit code; 0 where it did as asked.
        words: What it said on stderr, on one line.
    """

    code: int
    words: str = ""


AskManager = Callable[..., Answer]
"""Takes the words after `systemctl --user`."""


def ask_manager(*words: str) -> Answer:
    """Ask systemctl, and wait; where there is none or it hangs, that is a failure as any other."""
    program = shutil.which("systemctl")
    if program is None:
        return Answer(_SILENCE, "there is no systemctl")
    try:
        done = subprocess.run(
            [program, "--user", "--no-ask-password", *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Answer(_SILENCE, "systemctl does not answer")
    return Answer(done.returncode, " ".join(done.stderr.split()))
