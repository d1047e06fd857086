"""The welcome's picture: the window's end of `sitwell.preview_process`."""

from PySide6.QtCore import QObject

from sitwell.commands.preview_wire import Reader
from sitwell.desktop.camera_child import CameraChild


class Preview(CameraChild):
    """Shows what a camera sees, and learns from it what it is asked to."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("sitwell.preview_process", Reader, parent)

    def start(self, source: str | None, profile: str, *, is_hurried: bool = False) -> None:
        """Begin to show a source, the config's where it is None; ends what was shown before."""
        self.begin(source, f"--profile={profile}", is_hurried=is_hurried)
