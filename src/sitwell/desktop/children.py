"""Other processes of ours that a window starts: another window, a command.

Each window is a process of its own, so that closing it gives its memory back and a crash of one
leaves the others alone.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess

from sitwell.desktop.faults import translate_fault
from sitwell.words import _

_PATIENCE_MS = 60_000

Ended = Callable[[int, str], None]
"""Called with the exit code and the last line on stderr, in the person's language."""


def open_page(page: str, *options: str) -> None:
    """Open a window in a process of its own, or raise the one there is."""
    process = QProcess()
    process.setProgram(sys.executable)
    process.setArguments(["-P", "-m", "sitwell.desktop", page, *options])
    for channel in (process.setStandardOutputFile, process.setStandardErrorFile):
        channel(QProcess.nullDevice())
    process.startDetached()


def run_command(owner: QObject, words: list[str], ended: Ended) -> None:
    """Run `sitwell` with these words beside us; `ended` is called when it is over."""
    process = QProcess(owner)
    process.setProgram(sys.executable)
    process.setArguments(["-P", "-m", "sitwell", *words])
    process.setStandardOutputFile(QProcess.nullDevice())

    def finish(code: int, _status: QProcess.ExitStatus) -> None:
        said = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
        process.deleteLater()
        ended(code, translate_fault(said.splitlines()[-1]) if said else "")

    def fail(fault: QProcess.ProcessError) -> None:
        if fault is QProcess.ProcessError.FailedToStart:
            process.deleteLater()
            ended(1, _("Python could not be started again"))

    process.finished.connect(finish)
    process.errorOccurred.connect(fail)
    process.start()


def finish_commands(owner: QObject) -> None:
    """Wait for the commands that are under way, which would be cut short by our own end."""
    while running := [
        process
        for process in owner.findChildren(QProcess)
        if process.state() is not QProcess.ProcessState.NotRunning
    ]:
        if not running[0].waitForFinished(_PATIENCE_MS):
            return
