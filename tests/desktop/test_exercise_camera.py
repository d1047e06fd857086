"""The window of exercises with a camera that counts: before the set, during it, and its record."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import open_application
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton

from sitwell.coach.cards import load_cards
from sitwell.commands.diary import read
from sitwell.commands.mat_wire import MatLook
from sitwell.commands.window_wire import Opened
from sitwell.config import CoachSettings
from sitwell.core.counted import Progress
from sitwell.core.lifts import Repetition
from sitwell.core.lying import Unseen
from sitwell.core.reason import Reason
from sitwell.core.records import CountedBy, ExerciseOutcome, ExerciseRecord
from sitwell.core.repetitions import Stage
from sitwell.desktop.exercise.mat_counter import MatCounter
from sitwell.desktop.exercise_window import ExerciseWindow

CLIP = Path(__file__).parents[2] / "samples" / "lab" / "locust.mp4"
CLIP_S = 24.0
LIFTS_IN_CLIP = 3  # as `sitwell exercise locust --camera` counts; tests/commands/test_counting.py
PATIENCE_MS = 60_000
START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
LOCUST = load_cards()[0]
NOBODY = Progress(Unseen.NOBODY)
SETTLING = Progress(Stage.SETTLING)


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.t = 0.0

    def __call__(self) -> float:
        """Give the seconds."""
        return self.t

    def now(self) -> datetime:
        """Give the time on the wall."""
        return START + timedelta(seconds=self.t)


class PlayedCounter(MatCounter):
    """A counter whose process the test plays."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        self.is_on = False
        self.wishes: list[str] = []

    @property
    def is_running(self) -> bool:
        """Whether the camera may be on."""
        return self.is_on

    def begin(self, source: str | None, *options: str, is_hurried: bool = False) -> None:
        """Turn the camera on."""
        assert (source, options, is_hurried) == (None, (f"--card={LOCUST.id}",), False)
        self.is_on = True

    def ask(self, wish: str) -> None:
        """Note a wish."""
        self.wishes.append(wish)

    def stop(self) -> None:
        """Turn the camera off, as it was asked to."""
        if self.is_on:
            self.end("")

    def end(self, why: str) -> None:
        """Have the process end."""
        self.is_on = False
        self.ended.emit(why)

    def see(self, progress: Progress) -> None:
        """Have seen something."""
        image = QImage(4, 3, QImage.Format.Format_RGB888)
        self.shown.emit(MatLook(4, 3, [], progress), image)


def know(second: float, lifts: int, sight: Stage = Stage.RESTING, seen: float = 1.0) -> Progress:
    """Give what is known of somebody who rests there, after so many lifts."""
    done = tuple(Repetition(10.0 * n, 2.9, 3.1, 12.0, 10.0) for n in range(lifts))
    return Progress(sight, True, done, seen * second, second)


class Mat:
    """A window that was told to count by camera, and everything around it."""

    def __init__(self, store: Path) -> None:
        self.store, self.clock = store, Clock()
        self.counter = PlayedCounter(self.clock.now)
        self.window = ExerciseWindow(store, CoachSettings(), self.clock.now, self.counter)
        self.led = self.window.led
        self.led.guide._clock = self.clock
        self.window.show()
        self.box.setChecked(True)
        self.press("Start")

    @property
    def box(self) -> QCheckBox:
        """The box that asks for the camera."""
        boxes = self.window.findChildren(QCheckBox)
        return next(box for box in boxes if box.text() == "Count by camera")

    @property
    def is_aiming(self) -> bool:
        """Whether it waits for somebody to lie down."""
        return self.led.currentWidget() is self.led.mat

    def press(self, words: str) -> None:
        """Press the button that says so."""
        buttons = self.window.findChildren(QPushButton)
        next(b for b in buttons if b.text() == words and b.isVisible()).click()

    def pass_time(self, seconds: float) -> None:
        """Let time pass in tenths of a second."""
        for _ in range(round(10 * seconds)):
            self.clock.t += 0.1
            self.led.guide.tick()

    def breathe(self, lifts: int, seen: float = 1.0) -> None:
        """Go through the set, and have so many lifts counted, evenly, the last as it ends."""
        self.counter.see(know(5.0, 0, seen=seen))
        self.pass_time(5.1)
        for n in range(1, lifts + 1):
            self.pass_time(29.5 / lifts)
            self.counter.see(know(5.0 + 30.0 * n / lifts, n, seen=seen))

    def log(self) -> ExerciseRecord:
        """Give what was logged."""
        (record,) = read(self.store)
        return record

    @property
    def words(self) -> str:
        """What the window says in the end."""
        return self.window._choose.message.text()


@pytest.fixture
def mat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mat]:
    """Give a window in which the camera is being aimed."""
    monkeypatch.setenv("SITWELL_CONFIG", str(tmp_path / "config.toml"))
    open_application()
    opened = Mat(tmp_path / "sitwell.db")
    yield opened
    opened.window.hide()
    opened.window.deleteLater()


def test_the_camera_is_on_when_it_is_said(mat: Mat) -> None:
    """The foot says so from the first moment, and that watching waits for it."""
    assert mat.window.camera_line.text() == "● The camera is on. No picture is kept."
    mat.counter.told.emit(Opened("mat", is_live=True, has_paused=True))
    assert "Watching is paused meanwhile." in mat.window.camera_line.text()
    mat.press("Back (Esc)")
    assert mat.window.camera_line.text() == "○ The camera is off."
    assert mat.window._choose.isVisible()
    assert read(mat.store) == ()


def test_says_what_it_sees_until_somebody_rests(mat: Mat) -> None:
    """Large words go from what is missing to the set, which begins by itself; pictures end."""
    said = [mat.led.mat.view.words]
    for progress in (NOBODY, Progress(Unseen.NOT_LYING), SETTLING):
        mat.counter.see(progress)
        said.append(mat.led.mat.view.words)
    assert said == [
        "Turning on the camera …",
        "Nobody is in the picture.",
        "You are not lying down yet.",
        "Rest for three seconds.",
    ]
    assert mat.is_aiming
    mat.counter.see(know(4.0, 0))
    assert not mat.is_aiming
    assert mat.counter.wishes == ["hide"]
    assert mat.led.guide.count.words == "Ready."
    mat.pass_time(5.1)
    assert mat.led.guide.begun is not None  # who lies there has less of a way


def test_the_cameras_count_is_shown_and_logged(mat: Mat) -> None:
    """Lifts before the first breath are none of the set's; its own are shown, told and logged."""
    mat.counter.see(know(4.0, 0))
    mat.counter.see(know(5.0, 1))
    mat.pass_time(5.1)
    for n in range(2, 6):
        mat.pass_time(7.0)
        mat.counter.see(know(5.0 + 7.0 * n, n))
        assert mat.led.guide.count.number == n - 1
    mat.pass_time(2.5)
    assert mat.counter.is_on
    mat.counter.see(know(42.0, 5))
    assert not mat.counter.is_on  # it is not needed in the rest pose
    assert "off" in mat.window.camera_line.text()
    mat.pass_time(40.0)
    record = mat.log()
    assert (record.repetitions, record.counted_by) == (4, CountedBy.CAMERA)
    assert "The camera counted 4 repetitions: 2.9 s up and 3.1 s down" in mat.words


def test_the_camera_waits_for_the_last_lift(mat: Mat) -> None:
    """A lift that is under way when the set ends is seen down, and counts."""
    mat.counter.see(know(4.0, 0))
    mat.breathe(4)
    mat.counter.see(know(35.0, 4, Stage.MOVING))
    mat.pass_time(1.0)
    mat.counter.see(know(36.0, 4, Stage.MOVING))
    assert mat.counter.is_on
    mat.counter.see(know(37.0, 5))
    assert not mat.counter.is_on
    mat.pass_time(40.0)
    assert (mat.log().repetitions, mat.log().counted_by) == (5, CountedBy.CAMERA)


def test_a_lift_between_two_sets_is_part_of_none(mat: Mat) -> None:
    """Each set has the lifts between its own first and last breath."""
    mat.press("Back (Esc)")
    mat.window._choose._sets.setValue(2)
    mat.press("Start")
    for t, lifts in ((0.0, 0), (5.1, 0), (15.0, 1), (30.0, 2), (40.0, 3), (52.0, 3), (65.0, 4)):
        mat.pass_time(t - mat.clock.t)
        mat.counter.see(know(4.0 + t, lifts))
    mat.pass_time(16.0)
    mat.counter.see(know(85.0, 4))
    mat.pass_time(50.0)
    counts = [(record.repetitions, record.counted_by) for record in read(mat.store)]
    assert counts == [(2, CountedBy.CAMERA), (1, CountedBy.CAMERA)]


@pytest.mark.parametrize(
    ("lifts", "seen", "words"),
    [
        pytest.param(3, 0.4, "You were out of sight for a good part of it.", id="hardly seen"),
        pytest.param(0, 1.0, "counted no repetition", id="no lift seen"),
    ],
)
def test_otherwise_the_count_is_the_persons(mat: Mat, lifts: int, seen: float, words: str) -> None:
    """Where it saw too little, or no lift, the breaths are logged and the words say so."""
    mat.counter.see(know(4.0, 0))
    mat.breathe(lifts or 1, seen)
    if not lifts:
        mat.counter._history = [(at, know(p.watched_s, 0)) for at, p in mat.counter._history]
    mat.pass_time(50.0)
    assert (mat.log().repetitions, mat.log().counted_by) == (5, CountedBy.PERSON)
    assert words in mat.words
    assert "the count is yours" in mat.words


def test_a_camera_lost_on_the_way_leaves_the_set_alone(mat: Mat) -> None:
    """The set goes on by the breath, says what happened, and is logged as the person's."""
    mat.counter.see(know(4.0, 0))
    mat.pass_time(6.0)
    mat.counter.see(Progress(Unseen.NOBODY, reason=Reason.CAMERA_BUSY))
    assert "There is no picture now" in mat.led.guide.count.words
    mat.counter.end("the pose worker ended")
    words = mat.led.guide.count.words
    assert words == "The camera is off: the pose worker ended. Count along with the breath."
    assert mat.led.guide.count.number is None
    assert "off" in mat.window.camera_line.text()
    mat.pass_time(80.0)
    assert (mat.log().repetitions, mat.log().outcome) == (5, ExerciseOutcome.DONE)
    assert "the pose worker ended" in mat.words


def test_no_camera_is_said_before_anybody_lies_down(mat: Mat) -> None:
    """Where none can be opened the person is told, still at the keyboard, and may begin without."""
    mat.counter.end("no camera answers")
    assert mat.is_aiming
    assert "no camera answers" in mat.led.mat.view.words
    QTest.keyClick(mat.led.mat, Qt.Key.Key_Space)
    mat.pass_time(100.0)
    assert (mat.log().repetitions, mat.log().counted_by) == (5, CountedBy.PERSON)


def test_whoever_lies_there_need_not_get_up(mat: Mat) -> None:
    """A camera lost while somebody settles, or patience at its end, begin the set all the same."""
    mat.counter.see(SETTLING)
    mat.counter.end("gone")
    assert not mat.is_aiming
    QTest.keyClick(mat.led.guide, Qt.Key.Key_Escape)
    mat.press("Start")
    mat.counter.see(NOBODY)
    mat.led.mat._patience.timeout.emit()
    assert not mat.is_aiming
    assert mat.counter.is_on  # it may see them yet


def test_escape_and_closing_turn_it_off(mat: Mat) -> None:
    """Escape ends the aiming without a record; closing in a set logs what the camera counted."""
    QTest.keyClick(mat.led.mat, Qt.Key.Key_Escape)
    assert not mat.counter.is_on
    assert not mat.led.mat._patience.isActive()
    mat.press("Start")
    mat.counter.see(know(4.0, 0))
    mat.pass_time(5.1)
    mat.counter.see(know(5.0, 0))
    mat.pass_time(12.0)
    mat.counter.see(know(17.0, 1))
    mat.window.close()
    assert not mat.counter.is_on
    assert (mat.log().repetitions, mat.log().counted_by) == (1, CountedBy.CAMERA)
    assert mat.log().outcome is ExerciseOutcome.STOPPED


def test_only_what_it_can_count_is_offered(mat: Mat) -> None:
    """The box is there for what the camera was measured on, and ticked by the person alone."""
    mat.press("Back (Esc)")
    for card in load_cards():
        mat.window._choose.choose(card)
        assert mat.box.isVisible() is (card is LOCUST or card.id == LOCUST.id)
        assert mat.window._choose.has_camera is (card.id == LOCUST.id)
    other = ExerciseWindow(mat.store, CoachSettings())
    boxes = {box.text(): box for box in other.findChildren(QCheckBox)}
    assert not boxes["Count by camera"].isChecked()
    other.deleteLater()


def test_a_recording_is_counted_as_the_command_counts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through a real process the window begins by itself and counts each of the clip's lifts."""
    for name in ("data", "config.toml"):
        monkeypatch.setenv(f"SITWELL_{name[:6].rstrip('.').upper()}", str(tmp_path / name))
    open_application()
    counter = MatCounter(lambda: datetime.now(UTC), str(CLIP), is_hurried=True)
    window = ExerciseWindow(
        tmp_path / "sitwell.db", CoachSettings(), lambda: datetime.now(UTC), counter
    )
    window._choose.choose(LOCUST)
    window._choose._camera.setChecked(True)
    window.show()
    pictures: list[QImage] = []
    counter.shown.connect(lambda _look, image: pictures.append(image))

    def follow(progress: Progress) -> None:
        if progress.is_ready and window.led.guide.begun is None:
            window.led.guide.toggle()  # begin with the first breath
        if progress.watched_s >= CLIP_S - 1.0:
            window.led.guide.end()

    counter.noted.connect(follow)
    window._choose.begun.emit()
    patience = QDeadlineTimer(PATIENCE_MS)
    while not read(tmp_path / "sitwell.db") or counter.is_running:
        assert not patience.hasExpired()
        QTest.qWait(10)
    (record,) = read(tmp_path / "sitwell.db")
    assert (record.repetitions, record.counted_by) == (LIFTS_IN_CLIP, CountedBy.CAMERA)
    assert pictures
    assert pictures[0].height() <= 270
    assert counter.fault == ""
    window.close()
