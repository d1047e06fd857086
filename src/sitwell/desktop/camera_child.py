"""The window's end of a process that holds the camera: pictures in, wishes out.

The process ends when the pipe to it is closed, so nothing is left behind however the window ends.
Pictures are handed on and kept nowhere.
"""

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QImage

from sitwell.commands.window_wire import BadMessage, Failed, PipeReader
from sitwell.desktop.faults import translate_fault
from sitwell.words import _

_GRACE_MS = 5000  # a driver that hangs holds the process for 3 s
_CHANNELS = 3


@runtime_checkable
class Pictured(Protocol):
    """A message that may have a picture.

    Attributes:
        width: Pixels; 0 where it has none.
        height: As above.
    """

    width: int
    height: int


class CameraChild(QObject):
    """Runs the process. All in the window's thread, without ever blocking it.

    Signals:
        shown: A message with a picture, and that picture, which nobody else has.
        told: Any other message.
        ended: The process is gone; why, in one line, or "" where it was asked to go.
    """

    shown = Signal(object, QImage)
    told = Signal(object)
    ended = Signal(str)

    def __init__(
        self,
        module: str,
        make_reader: Callable[[], PipeReader[Any]],
        parent: QObject | None = None,
    ) -> None:
        """Take the module that the process runs, and what reads its messages."""
        super().__init__(parent)
        self._module = module
        self._make_reader = make_reader
        self._process: QProcess | None = None
        self._leaving: QProcess | None = None
        self._next: list[str] | None = None
        self._reader = make_reader()
        self._words = ""
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._wait)

    @property
    def is_running(self) -> bool:
        """Whether a camera may be on: the process is there, or about to begin."""
        return not (self._process is None and self._leaving is None and self._next is None)

    @property
    def pid(self) -> int | None:
        """Of the process; None where there is none."""
        return None if self._process is None else self._process.processId()

    def begin(self, source: str | None, *options: str, is_hurried: bool = False) -> None:
        """Begin with a source, the config's where it is None; ends what was there before."""
        self.stop()
        # Joined by "=": a source that begins with a dash is no option.
        words = ["-P", "-m", self._module, *options]
        words += [] if source is None else [f"--source={source}"]
        words += ["--speed=max"] if is_hurried else []
        if self._leaving is None:
            self._launch(words)
        else:
            self._next = words  # the camera is not free before

    def ask(self, wish: StrEnum) -> None:
        """Hand on a wish; lost where there is no process."""
        if self._process is not None:
            self._process.write(QByteArray(f"{wish.value}\n".encode()))

    def stop(self) -> None:
        """Have the process end, which turns the camera off; `ended` follows where there was one."""
        self._next = None
        if self._process is not None:
            self._leaving, self._process = self._process, None
            self._leaving.closeWriteChannel()
            QTimer.singleShot(_GRACE_MS, self._leaving, self._leaving.kill)

    def _launch(self, words: list[str]) -> None:
        self._reader, self._words, self._next = self._make_reader(), "", None
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        # Methods, not lambdas: these connections end with this object.
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finish)
        process.errorOccurred.connect(self._on_fault)
        self._process = process
        process.start(sys.executable, words)

    def _on_output(self) -> None:
        process = self.sender()
        if isinstance(process, QProcess):
            self._read(process)

    def _on_finish(self) -> None:
        process = self.sender()
        if isinstance(process, QProcess):
            self._finish(process)

    def _on_fault(self, fault: QProcess.ProcessError) -> None:
        """Where it cannot even be started, `finished` never comes."""
        process = self.sender()
        if fault is QProcess.ProcessError.FailedToStart and isinstance(process, QProcess):
            self._words = _("The camera's process cannot be started.")
            self._finish(process)

    def _read(self, process: QProcess) -> None:
        data = bytes(process.readAllStandardOutput().data())
        if process is not self._process:
            return  # of a process that is on its way out
        try:
            for message, picture in self._reader.feed(data):
                if picture or (isinstance(message, Pictured) and message.width):
                    self.shown.emit(message, _paint(message, picture))
                    continue
                if isinstance(message, Failed) and message.exit_code:
                    self._words = translate_fault(message.words)
                    continue
                self.told.emit(message)
                if process is not self._process:
                    return
        except BadMessage as error:
            self._words = translate_fault(str(error))
            process.kill()

    def _finish(self, process: QProcess) -> None:
        self._read(process)
        process.deleteLater()
        if process is self._leaving:
            self._leaving = None
            if self._next is None:
                self.ended.emit("")
            else:
                self._launch(self._next)
        elif process is self._process:
            self._process = None
            self.ended.emit(self._words or _("The camera's process ended unexpectedly."))

    def _wait(self) -> None:
        """Give the process time to close the camera when the whole program ends."""
        self.stop()
        for process in self.findChildren(QProcess):
            process.blockSignals(True)
            process.waitForFinished(_GRACE_MS)


def _paint(message: object, picture: bytes) -> QImage:
    """Give a picture of its own: what QImage is made of belongs to somebody else."""
    if not isinstance(message, Pictured):
        raise BadMessage("it is of a kind that has no picture")
    row = message.width * _CHANNELS
    if len(picture) != message.height * row:
        raise BadMessage("its picture has another size than it says")
    size = (message.width, message.height, row)
    return QImage(picture, *size, QImage.Format.Format_RGB888).copy()
