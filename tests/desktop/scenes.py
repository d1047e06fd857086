"""Every window in every state worth a picture, brought there as the monitor and a person would.

Each scene hands its name and the window on as soon as it stands, and goes on to the next. What the
monitor says is spoken through a link; the camera is a recording.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from gui import Link
from monitors import UPRIGHT
from PySide6.QtCore import QBuffer, QPoint, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from welcomes import CLIP, press, wait_for

from sitwell import paths
from sitwell.coach.cards import load_cards
from sitwell.commands.preview_wire import Learnt
from sitwell.commands.preview_wire import Look as PreviewLook
from sitwell.config import CoachSettings
from sitwell.desktop.exercise.mat_counter import MatCounter
from sitwell.desktop.exercise_window import ExerciseWindow
from sitwell.desktop.settings.window import SettingsWindow
from sitwell.desktop.tray import Tray
from sitwell.desktop.welcome.walk import Step, Walk
from sitwell.desktop.welcome.window import WelcomeWindow
from sitwell.desktop.why_window import WhyWindow
from sitwell.words import _

SAMPLES = Path(__file__).parents[2] / "samples"
LYING = SAMPLES / "lab" / "locust.mp4"
FAIR = Learnt("upright", "three_quarter", "fair", 80, 23.0, 13.0)
NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)

See = Callable[[str, QWidget], None]
"""Takes a scene: its name, and the window as it stands."""
Status = dict[str, Any]

STATUSES: dict[str, Status] = {
    "upright": UPRIGHT | {"next_nudge": {"at": None, "held_by": "do_not_disturb"}},
    "slumped": UPRIGHT
    | {"reading": {"state": "slumped", "reason": None, "flexion_deg": 15.2, "age_s": 1.0}}
    | {"next_nudge": {"at": (NOW + timedelta(minutes=8)).isoformat(), "held_by": "apart"}},
    "unknown": UPRIGHT
    | {"reading": {"state": "unknown", "reason": "out_of_picture", "age_s": 1.0}}
    | {"next_nudge": {"at": None, "held_by": "out_of_picture"}},
    "away": UPRIGHT
    | {"reading": {"state": "absent", "reason": None, "age_s": 1.0}}
    | {"camera": {"on": False, "reason": "nobody"}}
    | {"next_nudge": {"at": None, "held_by": "absent"}},
    "paused": UPRIGHT
    | {"camera": {"on": False, "reason": "paused"}}
    | {"rest": {"kind": "paused", "until": (NOW + timedelta(hours=16)).isoformat()}}
    | {"next_nudge": {"at": (NOW + timedelta(hours=16)).isoformat(), "held_by": "paused"}},
    "trouble": UPRIGHT
    | {"reading": {"state": "unknown", "reason": "camera_gone", "age_s": 1.0}}
    | {"camera": {"on": False, "reason": "camera_gone"}}
    | {"next_nudge": {"at": None, "held_by": "camera_gone"}},
}


class Clock:
    """A clock that the scene moves."""

    def __init__(self) -> None:
        self.t = 0.0

    def __call__(self) -> float:
        """Give the seconds."""
        return self.t

    def now(self) -> datetime:
        """Give the time on the wall."""
        return NOW + timedelta(seconds=self.t)

    def pass_time(self, seconds: float, tick: Callable[[], None]) -> None:
        """Let time pass in quarters of a second."""
        for _tick in range(round(4 * seconds)):
            self.t += 0.25
            tick()


def close(window: QWidget) -> None:
    """Take a window down without being asked about anything."""
    window.hide()
    window.deleteLater()
    QApplication.processEvents()


def welcome(home: Path, see: See) -> None:
    """Lead through a calibration with a recording, to its good end and to each bad one."""
    window = WelcomeWindow(Link(), str(CLIP), is_hurried=True)  # type: ignore[arg-type]
    window.preview.shown.connect(lambda look, image: _keep_look(home, look, image))
    earlier = paths.baseline_file()
    earlier.parent.mkdir(parents=True, exist_ok=True)
    earlier.write_text("an earlier one")  # so that leaving it half done asks
    window.show()
    see("welcome-1-hello", window)
    press(window.forward)
    wait_for(window.forward.isEnabled, "somebody in the picture")
    see("welcome-2-camera", window)
    press(window.forward)
    see("welcome-3-upright", window)
    press(window.forward)
    wait_for(lambda: window.upright_page.progress.value() >= 40, "the ten seconds")
    see("welcome-4-upright-under-way", window)
    wait_for(lambda: window.step is Step.SLUMP, "the upright to be learnt")
    wait_for(window.angles[0].isVisible, "the angles")
    see("welcome-5-slump", window)
    press(window.forward)
    # The recording has no slump, so this one is refused.
    wait_for(lambda: "▲" in window.slump_page.said.text(), "the slump to be refused")
    see("welcome-6-slump-refused", window)
    window.close()
    see("welcome-7-upright-not-kept", window.question)
    window.question.reject()
    press(window.skip)
    wait_for(window.forward.isEnabled, "the baseline to be saved")
    see("welcome-8-result", window)
    window.result_page.show_learnt(FAIR)
    see("welcome-9-result-fair", window)
    _close_welcome(window)
    window = WelcomeWindow(Link(), "/dev/video77", is_hurried=True)  # type: ignore[arg-type]
    window.show()
    window.forward.click()
    wait_for(lambda: "▲" in window.advice.text(), "the fault")
    see("welcome-no-camera", window)
    _close_welcome(window)


def _close_welcome(window: WelcomeWindow) -> None:
    window.become(Walk())  # with nothing to lose, it asks nothing
    window.close()
    wait_for(lambda: not window.preview.is_running, "the camera to be off")
    close(window)


def _keep_look(home: Path, look: PreviewLook, image: QImage) -> None:
    """Keep a look as the monitor would send it, for the picture in the window of why."""
    if look.judged is None or (home / "look.json").exists():
        return
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(data, "JPG")  # type: ignore[call-overload]  # Qt takes any device
    picture = {
        "jpeg": base64.b64encode(data.data().data()).decode(),
        "width": image.width(),
        "height": image.height(),
        "points": look.points,
        "judged": asdict(look.judged),
        "age_s": 0.4,
    }
    (home / "look.json").write_text(json.dumps({"picture": picture}))


def why(home: Path, see: See) -> None:
    """Show each state of the monitor, and what is left when it has gone."""
    link = Link()
    window = WhyWindow(link, lambda: NOW)  # type: ignore[arg-type]
    window.show()
    see("why-1-asking", window)
    for number, name in enumerate(STATUSES, 2):
        link.status.emit(STATUSES[name])
        link.why.emit(answer(name))
        see(f"why-{number}-{name}", window)
    if (home / "look.json").exists():
        link.status.emit(STATUSES["upright"])
        link.why.emit(answer("upright"))
        window._picture.box.click()
        link.look.emit(json.loads((home / "look.json").read_text()))
        see("why-8-picture", window)
    link.is_running = False
    link.lost.emit(_("Sitwell is not watching"))
    see("why-9-no-monitor", window)
    close(window)


def answer(name: str) -> dict[str, Any]:
    """Give the JSON of a monitor's answer to why, in the state of this name."""
    status = STATUSES[name]
    reading, rest = status["reading"], status["rest"]
    state, reason = reading["state"], reading["reason"]
    if name == "away":
        state, reason = "absent", None
    if name == "trouble":
        state, reason = "unknown", "camera_gone"
    deg = reading.get("flexion_deg") if name in ("upright", "slumped") else None
    flexion = {"angle": "flexion", "deg": deg}
    lean = {"angle": "side_lean", "deg": None if deg is None else -2.6}
    if deg is not None:
        flexion |= {"low_deg": deg - 3.7, "high_deg": deg + 3.7}
        lean |= {"low_deg": -6.0, "high_deg": 1.0}
    seconds = 80.0 if name == "slumped" else 0.0
    idle = None if name == "slumped" else "just_changed"
    told = (
        (12.0, "sit_up", "helped", 8.0),
        (41.0, "locust", "ignored", None),
        (160.0, "break", "snoozed", None),
    )
    return {
        "schema": 1,
        "now": NOW.isoformat(),
        "state": state,
        "reason": reason,
        "rest": rest,
        "hold": None,
        "next_nudge": status["next_nudge"],
        "due": None,
        "angles": [
            flexion | {"line_deg": 11.0, "leads_to": "sit_up"},
            flexion | {"line_deg": -4.0, "leads_to": "ease"},
            lean | {"line_deg": 8.0, "leads_to": "lean"},
        ],
        "needs": [
            _need("sit_up", seconds, 120.0, idle),
            _need("locust", 220.0 + seconds, 600.0, idle),
            _need("break", 900.0, 1800.0, None),
            _need("ease", 0.0, 300.0, "just_changed"),
            _need("lean", 0.0, 600.0, "just_changed"),
            _need("move", 700.0, 1200.0, "break_near"),
            _need("cue", 0.0, 60.0, "often_enough"),
        ],
        "verdicts": _verdicts(state, reason),
        "nudges": [
            {"at": _ago(at), "kind": kind, "outcome": outcome, "response_s": response_s}
            for at, kind, outcome, response_s in told
        ],
    }


def _need(kind: str, lasted_s: float, needed_s: float, bar: str | None) -> dict[str, Any]:
    return {"kind": kind, "lasted_s": lasted_s, "needed_s": needed_s, "bar": bar, "due": False}


def _verdicts(state: str, reason: str | None) -> list[dict[str, Any]]:
    hour = (
        (1.4, state, reason),
        (12.0, "upright", None),
        (16.0, "slumped", None),
        (27.0, "upright", None),
        (31.0, "absent", None),
        (34.0, "unknown", "too_dark"),
        (37.0, "overextended", None),
        (44.0, "slumped", None),
        (58.0, "upright", None),
    )
    return [{"at": _ago(at), "state": what, "reason": cause} for at, what, cause in hour]


def _ago(minutes: float) -> str:
    return (NOW - timedelta(minutes=minutes)).isoformat()


def settings(home: Path, see: See) -> None:
    """Turn to each chapter with all its settings, and to what is said of a change and a fault."""
    path = home / "config.toml"
    path.write_text('[nudges]\nquiet_hours = ["22:00-07:00"]\n', encoding="utf-8")
    window = SettingsWindow(Link(), path)  # type: ignore[arg-type]
    window.show()
    window._fine.setChecked(True)
    for row in range(window._list.count()):
        window._list.setCurrentRow(row)
        see(f"settings-{row + 1}", window)
    window._fine.setChecked(False)
    window._list.setCurrentRow(2)
    see("settings-without-fine", window)
    window._list.setCurrentRow(0)
    QTest.keyClicks(next(iter(window._pages[0]._rows)).editor.focusProxy(), "1")
    see("settings-changed", window)
    QTimer.singleShot(0, lambda: _see_box(window, "settings-not-saved", see))
    window.close()
    window.save()
    see("settings-saved", window)
    path.write_text("[watch]\nintervall_s = 2\n", encoding="utf-8")
    window.read()
    see("settings-fault", window)
    path.unlink()
    close(window)


def _see_box(window: QWidget, name: str, see: See) -> None:
    """Look at the question that the window asks, and go back."""
    box = window.findChild(QDialog)
    see(name, box)
    box.reject()


def exercise(home: Path, see: See) -> None:
    """Choose, be led, pause, end."""
    clock = Clock()
    window = ExerciseWindow(home / "sitwell.db", CoachSettings(), clock.now)
    guide = window.led.guide
    guide._clock = clock
    window.show()
    see("exercise-1-choose", window)
    window._choose.choose(load_cards()[-1])
    see("exercise-2-other", window)
    window._choose.choose(load_cards()[0])
    window._choose.begun.emit()
    see("exercise-3-ready", window)
    guide.toggle()
    for name, seconds in (("4-lift", 2.0), ("5-lower", 3.0), ("6-paused", 3.0)):
        clock.pass_time(seconds, guide.tick)
        if name == "6-paused":
            guide.toggle()
        see(f"exercise-{name}", window)
    guide.toggle_full_screen()
    see("exercise-7-full-screen", window)
    guide.end()
    see("exercise-8-done", window)
    window.close()
    close(window)


def mat(home: Path, see: See) -> None:
    """Be counted by a camera, which sees a recording."""
    clock = Clock()
    counter = MatCounter(clock.now, str(LYING), is_hurried=True)
    window = ExerciseWindow(home / "sitwell.db", CoachSettings(), clock.now, counter)
    led = window.led
    led.guide._clock = clock
    window._choose._camera.setChecked(True)
    window.show()
    window._choose.begun.emit()
    see("mat-1-turning-on", window)
    wait_for(lambda: counter.has_looked, "a picture of the mat")
    see("mat-2-aiming", window)
    wait_for(lambda: led.currentWidget() is led.guide, "somebody to rest there")
    led.guide.toggle()

    def is_counted() -> bool:
        clock.t += 0.005  # what is seen must not all be of one moment
        return bool(led.guide.count.number)

    wait_for(is_counted, "a lift")
    see("mat-3-counted", window)
    led.guide.end()
    see("mat-4-done", window)
    wait_for(lambda: not counter.is_running, "the camera to be off")
    window.close()
    close(window)


def small_window(home: Path, see: See) -> None:  # noqa: ARG001 - as above
    """Show what the tray shows, in the window that stands in for it."""
    link = Link()
    tray = Tray(link, lambda: NOW)  # type: ignore[arg-type]
    tray.begin(patient_looks=1)
    tray.show_window()
    window = tray._window
    assert window is not None
    see("small-1-asking", window)
    for number, name in enumerate(STATUSES, 2):
        link.status.emit(STATUSES[name])
        see(f"small-{number}-{name}", window)
    link.is_running = False
    link.lost.emit(_("Sitwell is not watching"))
    link.failed.emit(_("Sitwell could not be started"))
    see("small-8-no-monitor", window)
    close(window)


def menus(home: Path, see: See) -> None:  # noqa: ARG001 - as above
    """Open the tray's menu, and the one inside it."""
    link = Link()
    tray = Tray(link, lambda: NOW)  # type: ignore[arg-type]
    for name in ("slumped", "paused"):
        link.status.emit(STATUSES[name])
        tray.menu.popup(QPoint(20, 20))
        see(f"menu-{name}", tray.menu)
        tray.menu.hide()
    link.status.emit(STATUSES["slumped"])
    tray.choices.pause.popup(QPoint(20, 20))
    see("menu-pause", tray.choices.pause)
    tray.choices.pause.hide()
    tray.deleteLater()


ALL = (welcome, why, settings, exercise, mat, small_window, menus)
