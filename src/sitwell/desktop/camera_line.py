"""The line at the foot that says whether the camera is on, and whose it is."""

from typing import Any

from PySide6.QtWidgets import QLabel

from sitwell.adapters.clock import now
from sitwell.desktop.status_words import glance_at, reason_words, without_monitor
from sitwell.words import _


class CameraLine(QLabel):
    """Says it in words and by a dot, filled while the camera is on."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self._is_ours = self._has_paused = False
        self._monitor: dict[str, Any] | None = None
        self._is_silent = self._is_lent = False
        self._say()

    def note_ours(self, is_on: bool, *, has_paused: bool = False) -> None:
        """Take note whether it is on for this window, and a monitor paused for it."""
        self._is_ours, self._has_paused, self._is_lent = is_on, has_paused, False
        self._say()

    def note_monitor(self, status: dict[str, Any]) -> None:
        """Take note of the monitor's status."""
        self._monitor, self._is_silent, self._is_lent = status, False, False
        self._say()

    def note_loss(self, is_running: bool | None, *, is_camera_lent: bool = False) -> None:
        """Take note that no monitor answers.

        Args:
            is_running: Whether there is one all the same.
            is_camera_lent: Whether another part of Sitwell has the camera on.
        """
        self._monitor, self._is_silent = None, bool(is_running)
        self._is_lent = is_camera_lent
        self._say()

    def _say(self) -> None:
        is_on, words = self._describe()
        font = self.font()
        font.setBold(is_on)
        self.setFont(font)
        self.setText(f"{'●' if is_on else '○'} {words}")

    def _describe(self) -> tuple[bool, str]:
        if self._is_ours:
            words = _("The camera is on. No picture is kept.")
            if self._has_paused:
                return True, " ".join((words, _("Watching is paused meanwhile.")))
            return True, words
        if self._is_silent:
            camera = without_monitor("", is_running=True).camera
            return False, _("Sitwell is running: {camera}.").format(camera=camera)
        if self._is_lent:
            return True, _("The camera is on: {reason}.").format(reason=reason_words("lent"))
        if self._monitor is None:
            return False, _("The camera is off.")
        camera = glance_at(self._monitor, now()).camera
        words = _("Sitwell is running: {camera}.").format(camera=camera)
        return bool((self._monitor.get("camera") or {}).get("on")), words
