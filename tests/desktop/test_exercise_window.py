"""The window of exercises: time, keys, drawings, and what goes into the record."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import controls_of, open_application
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton

from sitwell.coach.cards import Card, load_cards
from sitwell.coach.drawings import load_drawing
from sitwell.commands.diary import read
from sitwell.config import CoachSettings, load
from sitwell.core.pacing import Rhythm, Tempo, lay_out, look
from sitwell.core.records import ExerciseOutcome
from sitwell.desktop.exercise.drawing import colour_in
from sitwell.desktop.exercise.guide_page import GuidePage, Manner
from sitwell.desktop.exercise.pacer_view import PacerView
from sitwell.desktop.exercise_window import ExerciseWindow
from sitwell.reporting.pacer import Cues

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
CARDS = load_cards()
LOCUST = CARDS[0]


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.t = 0.0

    def __call__(self) -> float:
        """Give the seconds."""
        return self.t

    def now(self) -> datetime:
        """Give the time on the wall."""
        return NOW + timedelta(seconds=self.t)


@pytest.fixture
def clock() -> Clock:
    """Give a clock at its beginning."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Give the place of a record."""
    return tmp_path / "sitwell.db"


@pytest.fixture
def config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the place of the settings."""
    monkeypatch.setenv("SITWELL_CONFIG", str(tmp_path / "config.toml"))
    return tmp_path / "config.toml"


@pytest.fixture
def window(store: Path, clock: Clock, config_file: Path) -> Iterator[ExerciseWindow]:  # noqa: ARG001
    """Give the window, open, with a clock of its own."""
    open_application()
    opened = ExerciseWindow(store, CoachSettings(), clock.now)
    opened.led.guide._clock = clock
    opened.show()
    yield opened
    opened.hide()
    opened.deleteLater()


def press(window: ExerciseWindow, words: str) -> None:
    """Press the button that says so."""
    next(b for b in window.findChildren(QPushButton) if b.text() == words).click()


def pass_time(window: ExerciseWindow, clock: Clock, seconds: float) -> None:
    """Let time pass in tenths of a second."""
    for _ in range(round(10 * seconds)):
        clock.t += 0.1
        window.led.guide.tick()


def test_a_whole_set_is_logged(window: ExerciseWindow, clock: Clock, store: Path) -> None:
    """A set that is gone through to its end is on record as done, with its repetitions."""
    press(window, "Start")
    pass_time(window, clock, 10.0 + LOCUST.set_s + 60.0)
    (record,) = read(store)
    assert (record.card_id, record.outcome) == (LOCUST.id, ExerciseOutcome.DONE)
    assert record.repetitions == LOCUST.set_repetitions
    assert record.duration_s == pytest.approx(LOCUST.set_s, abs=0.2)
    assert "5 repetitions done" in window._choose.message.text()


def test_enter_starts_the_chosen_one(window: ExerciseWindow) -> None:
    """The button that is drawn as the one for Enter is: on the list of cards."""
    cards = window._choose._list
    cards.setFocus()
    QTest.keyClick(cards, Qt.Key.Key_Return)
    assert window.led.guide.isVisible()


def test_a_number_of_ones_own_stays(window: ExerciseWindow, clock: Clock, store: Path) -> None:
    """What was chosen holds for the next set too, until another card is chosen."""
    choose = window._choose
    choose._repetitions.setValue(12)
    for _ in range(2):
        clock.t += 600.0
        press(window, "Log a set done")
    assert [record.repetitions for record in read(store)] == [12, 12]
    choose.choose(CARDS[1])
    choose.choose(LOCUST)
    assert choose.wish.repetitions == LOCUST.set_repetitions


def test_space_is_for_the_set(window: ExerciseWindow) -> None:
    """Whoever has clicked for the full screen and lies down begins by Space, as it says."""
    press(window, "Start")
    guide = window.led.guide
    QTest.mouseClick(guide._large, Qt.MouseButton.LeftButton)
    assert window.isFullScreen()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert window.isFullScreen()
    assert guide._set is not None
    assert guide._set.times


def test_a_pause_is_told_to_a_reader(window: ExerciseWindow, clock: Clock) -> None:
    """What is written large is said to a screen reader: that it pauses, and what comes after."""
    press(window, "Start")
    pass_time(window, clock, 13.0)
    guide = window.led.guide
    before = guide._view.accessibleDescription()
    guide.toggle()
    assert guide._view.accessibleDescription().startswith("paused, ")
    guide.toggle()
    assert guide._view.accessibleDescription() == before


def test_escape_ends_it_there(window: ExerciseWindow, clock: Clock, store: Path) -> None:
    """What was done until Escape counts, and nothing is asked."""
    press(window, "Start")
    QTest.keyClick(window.led.guide, Qt.Key.Key_Space)  # begins at once
    pass_time(window, clock, 13.0)
    QTest.keyClick(window.led.guide, Qt.Key.Key_Escape)
    (record,) = read(store)
    assert (record.outcome, record.repetitions) == (ExerciseOutcome.STOPPED, 2)


def test_time_stands_still_in_a_pause(window: ExerciseWindow, clock: Clock, store: Path) -> None:
    """Space pauses, and the pause is no part of the set."""
    press(window, "Start")
    QTest.keyClick(window.led.guide, Qt.Key.Key_Space)
    pass_time(window, clock, 7.0)
    QTest.keyClick(window.led.guide, Qt.Key.Key_Space)
    pass_time(window, clock, 100.0)
    QTest.keyClick(window.led.guide, Qt.Key.Key_Space)
    pass_time(window, clock, 1.0)
    window.led.guide.end()
    (record,) = read(store)
    assert record.repetitions == 1
    assert record.duration_s == pytest.approx(8.0, abs=0.2)


def test_a_closed_window_logs_what_was_done(
    window: ExerciseWindow, clock: Clock, store: Path
) -> None:
    """Closing the window in the middle ends the set as Escape does."""
    press(window, "Start")
    QTest.keyClick(window.led.guide, Qt.Key.Key_Space)
    pass_time(window, clock, 7.0)
    window.close()
    assert [record.repetitions for record in read(store)] == [1]


def test_not_for_me_and_back(window: ExerciseWindow, store: Path) -> None:
    """What is not for them is not suggested, until they take it back."""
    press(window, "Not for me")
    assert [record.outcome for record in read(store)] == [ExerciseOutcome.DECLINED]
    press(window, "For me again")
    assert [record.outcome for record in read(store)] == [ExerciseOutcome.SKIPPED]


def test_a_set_done_alone_is_logged(window: ExerciseWindow, store: Path) -> None:
    """A set that was done without the window counts too."""
    press(window, "Log a set done")
    assert [record.outcome for record in read(store)] == [ExerciseOutcome.DONE]
    assert "1 set today" in window._choose._list.item(0).text()


def find_box(window: ExerciseWindow, words: str) -> QCheckBox:
    """Give the box that says so."""
    return next(box for box in window.findChildren(QCheckBox) if box.text() == words)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        pytest.param("A sound at each turn of the breath", "sound = true", id="sound"),
        pytest.param("Less motion", 'motion = "less"', id="less motion"),
    ],
)
def test_how_one_likes_to_be_led_is_kept(
    window: ExerciseWindow, store: Path, config_file: Path, words: str, line: str
) -> None:
    """A box that was ticked is ticked the next time; unticked, the file is as it was before."""
    config_file.write_text("# mine\n[coach]\nsets_per_day = 2\n", encoding="utf-8")
    find_box(window, words).click()
    assert line in config_file.read_text(encoding="utf-8")
    again = ExerciseWindow(store, load(config_file).coach)
    assert find_box(again, words).isChecked()
    find_box(again, words).click()
    assert config_file.read_text(encoding="utf-8") == "# mine\n[coach]\nsets_per_day = 2\n"
    again.deleteLater()


def test_a_choice_that_cannot_be_kept_holds_for_now(
    window: ExerciseWindow, config_file: Path
) -> None:
    """Where the config cannot be written the window says so, and does as it was told."""
    config_file.write_text("this is no config", encoding="utf-8")
    find_box(window, "Less motion").click()
    assert "cannot be kept" in window._choose.message.text()
    press(window, "Start")
    assert window.led.guide._view.has_less_motion


def test_a_record_that_cannot_be_used_is_told(tmp_path: Path, clock: Clock) -> None:
    """Exercises go on without a record, and it is said that they are not logged."""
    open_application()
    broken = tmp_path / "sitwell.db"
    broken.write_bytes(b"no database" * 1000)
    window = ExerciseWindow(broken, CoachSettings(), clock.now)
    window.show()
    assert "not logged" in window._choose.message.text()


def test_sound_is_off_and_every_control_has_a_name(window: ExerciseWindow) -> None:
    """Nothing sounds unless asked for, and a screen reader can name what the keyboard reaches."""
    assert not window._habits.has_sound
    unnamed = [
        control
        for control in controls_of(window._choose)
        if not (
            control.accessibleName() or getattr(control, "text", lambda: "")() or control.toolTip()
        )
    ]
    assert unnamed == []


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_every_drawing_shows_in_qt(card: Card, is_dark: bool) -> None:
    """Each drawing is whole in Qt, in the colours of the window."""
    open_application()
    svg = colour_in(load_drawing(card.id), QColor("#123456"), is_dark=is_dark)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    assert renderer.isValid()
    assert "currentColor" not in svg
    assert ("#f1dfd0" in svg) is not is_dark  # the skin of the light drawing


def test_less_motion_keeps_the_shape_still() -> None:
    """With less motion two moments of a breath within a second look the same."""
    open_application()
    course = lay_out(Tempo(Rhythm(4.0, 4.0), repetitions=2, ready_s=0.0))
    cues = Cues("lift", "lower", 2)
    pictures: dict[bool, list[QImage]] = {}
    for has_less_motion in (False, True):
        view = PacerView()
        view.resize(300, 300)
        view.has_less_motion = has_less_motion
        pictures[has_less_motion] = []
        for t in (1.6, 2.4):
            view.show_moment(look(course, t), cues, is_paused=False)
            pictures[has_less_motion].append(view.grab().toImage())
    assert pictures[True][0] == pictures[True][1]
    assert pictures[False][0] != pictures[False][1]


def test_a_sleeping_computer_does_not_run_through_the_set(clock: Clock) -> None:
    """After an hour of sleep the set is where it was."""
    open_application()
    page = GuidePage(clock.now, clock)
    from sitwell.commands.exercise import Wish

    page.begin(LOCUST, Wish(), Manner(has_less_motion=True))
    clock.t += 3600.0
    page.tick()
    assert page._set is not None
    assert page._set.moment.left_s == pytest.approx(9.0)
