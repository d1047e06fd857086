"""A guided set as it is led: keys, time and what is counted, without any waiting."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sitwell.adapters.keys import END, NO_KEY
from sitwell.adapters.store import open_store
from sitwell.coach.cards import Card, find_card
from sitwell.commands import exercise
from sitwell.commands.diary import Diary
from sitwell.commands.exercise import Wish
from sitwell.commands.guiding import Setting
from sitwell.core.pacing import Moment
from sitwell.core.records import CountedBy, ExerciseOutcome, ExerciseRecord, Records

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
LOCUST, BIRD_DOG = find_card("locust_minivini"), find_card("bird_dog")
CTRL_C = "^C"
PLAIN = Wish()


@dataclass(slots=True)
class Person:
    """Presses keys at certain seconds, by a clock that runs only while a key is awaited.

    Attributes:
        keys: Which key, and when.
        asleep: When the computer sleeps, and for how many seconds.
    """

    keys: dict[float, str] = field(default_factory=dict)
    asleep: dict[float, float] = field(default_factory=dict)
    t: float = 0.0
    shown: list[Moment] = field(default_factory=list)
    pauses: int = 0
    is_closed: bool = False

    def read(self, wait_s: float) -> str:
        """Let the time pass, and press what is due."""
        before, self.t = self.t, self.t + wait_s
        self.t += sum(s for at, s in self.asleep.items() if before < at <= self.t)
        for at in [at for at in self.keys if before < at <= self.t]:
            if self.keys[at] == CTRL_C:
                raise KeyboardInterrupt
            return self.keys[at]
        return NO_KEY

    def show(self, moment: Moment) -> None:
        """See a moment."""
        self.shown.append(moment)

    def pause(self) -> None:
        """See that time stands still."""
        self.pauses += 1

    def close(self) -> None:
        """See the end."""
        self.is_closed = True

    def now(self) -> datetime:
        """Give the wall clock."""
        return START + timedelta(seconds=self.t)


def lead(
    person: Person,
    folder: Path,
    card: Card = LOCUST,
    wish: Wish = PLAIN,
) -> tuple[tuple[ExerciseRecord, ...], str]:
    """Lead a person through a set; give what is on record then, and what was said."""
    said: list[str] = []
    path = folder / "record.db"
    tempo, _ = exercise.plan(card, wish)
    setting = Setting(person, person, lambda: person.t, person.now)
    try:
        exercise.guide(card, tempo, setting, Diary(path, said.append), said.append)
    except KeyboardInterrupt:
        said.append(CTRL_C)
    with open_store(path) as store:
        return store.read_exercises(), "\n".join(said)


def test_whole_set(tmp_path: Path) -> None:
    """A set that was done is on record from its first breath, without the rest after it."""
    person = Person()
    records, said = lead(person, tmp_path)
    (record,) = records
    assert record.at - START == pytest.approx(timedelta(seconds=10), abs=timedelta(seconds=0.2))
    assert record == ExerciseRecord(
        record.at, "locust_minivini", ExerciseOutcome.DONE, 5, CountedBy.PERSON, 30.0
    )
    assert person.t == pytest.approx(10 + 30 + 4 * 9, abs=0.5)
    assert person.is_closed
    assert "5 repetitions done" in said


def test_whoever_counts_is_told_when_the_set_ended(tmp_path: Path) -> None:
    """A set ends with its last breath, pauses within it included, before the rest pose."""
    person, ends = Person({20.0: " ", 30.0: " "}), list[datetime]()

    def attest(
        records: Sequence[ExerciseRecord], ended: Sequence[datetime]
    ) -> list[tuple[ExerciseRecord, str]]:
        ends.extend(ended)
        return [(record, "seen") for record in records]

    tempo, _ = exercise.plan(LOCUST, PLAIN)
    setting = Setting(person, person, lambda: person.t, person.now)
    diary = Diary(tmp_path / "record.db", str)
    exercise.guide(LOCUST, tempo, setting, diary, str, attest)
    (end,) = ends
    assert end - START == pytest.approx(timedelta(seconds=10 + 30 + 10), abs=timedelta(seconds=0.5))


def test_looks_ten_times_a_second(tmp_path: Path) -> None:
    """The line moves in small steps, so that it seems to move by itself."""
    person = Person()
    lead(person, tmp_path)
    assert len(person.shown) / person.t == pytest.approx(10, rel=0.05)


@pytest.mark.parametrize(
    ("key", "t", "outcome", "repetitions"),
    [
        pytest.param("q", 3.0, ExerciseOutcome.SKIPPED, 0, id="before the first breath"),
        pytest.param("q", 12.0, ExerciseOutcome.STOPPED, 0, id="in the first"),
        pytest.param("q", 25.0, ExerciseOutcome.STOPPED, 2, id="in the third"),
        pytest.param("q", 45.0, ExerciseOutcome.DONE, 5, id="at rest"),
        pytest.param(CTRL_C, 25.0, ExerciseOutcome.STOPPED, 2, id="Ctrl-C"),
        pytest.param(CTRL_C, 45.0, ExerciseOutcome.DONE, 5, id="Ctrl-C at rest"),
        pytest.param(END, 25.0, ExerciseOutcome.STOPPED, 2, id="terminal gone"),
    ],
)
def test_ended_early(
    tmp_path: Path, key: str, t: float, outcome: ExerciseOutcome, repetitions: int
) -> None:
    """However it is ended, what was done is on record, and the person is told so."""
    person = Person({t: key})
    (record,), said = lead(person, tmp_path)
    assert (record.outcome, record.repetitions) == (outcome, repetitions)
    assert person.t == pytest.approx(t, abs=0.2)
    assert person.is_closed
    assert said.splitlines()[0]
    assert said.endswith(CTRL_C) == (key == CTRL_C)


def test_pause(tmp_path: Path) -> None:
    """Space lets time stand still until it is pressed again; the pause is no part of the set."""
    person = Person({20.0: " ", 500.0: " "})
    (record,), _ = lead(person, tmp_path)
    assert (record.outcome, record.duration_s) == (ExerciseOutcome.DONE, 30.0)
    assert person.pauses == 1
    assert person.t == pytest.approx(480 + 76, abs=0.5)


def test_ended_in_a_pause(tmp_path: Path) -> None:
    """A set can be ended while time stands still."""
    (record,), _ = lead(Person({25.0: " ", 60.0: "q"}), tmp_path)
    assert (record.outcome, record.repetitions) == (ExerciseOutcome.STOPPED, 2)


def test_space_begins_at_once(tmp_path: Path) -> None:
    """Whoever is in place already does not wait for the first breath."""
    person = Person({2.0: " ", 34.0: "q"})
    (record,), _ = lead(person, tmp_path)
    assert (record.outcome, record.repetitions) == (ExerciseOutcome.DONE, 5)
    assert person.pauses == 0


def test_other_keys_do_nothing(tmp_path: Path) -> None:
    """A key that means nothing changes nothing."""
    (record,), _ = lead(Person({5.0: "x", 12.0: "\n", 20.0: "n"}), tmp_path)
    assert record.outcome is ExerciseOutcome.DONE


def test_sleep_is_no_exercise(tmp_path: Path) -> None:
    """A computer that slept through an hour did not do the set meanwhile."""
    (record,), _ = lead(Person({25.0 + 3600: "q"}, asleep={13.0: 3600.0}), tmp_path)
    assert (record.outcome, record.repetitions) == (ExerciseOutcome.STOPPED, 2)
    assert record.duration_s < 17.0


def test_sets_are_logged_one_by_one(tmp_path: Path) -> None:
    """Each set has a record of its own: of two, the one that was ended says how far it came."""
    first_s = 10.0 + 2 * 2 * 6.0 + 6.0
    person = Person({first_s + 15.0 + 13.0: "q"})
    records, said = lead(person, tmp_path, BIRD_DOG, Wish(repetitions=2, sets=2))
    assert [(r.outcome, r.repetitions) for r in records] == [
        (ExerciseOutcome.DONE, 4),
        (ExerciseOutcome.STOPPED, 2),
    ]
    apart_s = (records[1].at - records[0].at).total_seconds()
    assert apart_s == pytest.approx(first_s - 10.0 + 15.0, abs=0.3)
    assert "1 set whole" in said


def test_record_that_cannot_be_kept(tmp_path: Path) -> None:
    """Where the record is damaged the set goes on to its end, with one warning."""
    path = tmp_path / "record.db"
    path.write_bytes(b"damaged" * 1000)
    said: list[str] = []
    person, (tempo, _) = Person(), exercise.plan(LOCUST, Wish())
    setting = Setting(person, person, lambda: person.t, person.now)
    exercise.guide(LOCUST, tempo, setting, Diary(path, said.append), said.append)
    assert len([line for line in said if "move it" in line and "not logged" in line]) == 1
    assert "5 repetitions done" in said[-1]


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        pytest.param(["\n"], None, id="Enter"),
        pytest.param([" "], None, id="Space"),
        pytest.param(["s"], ExerciseOutcome.SKIPPED, id="s"),
        pytest.param(["q"], ExerciseOutcome.SKIPPED, id="q"),
        pytest.param([END], ExerciseOutcome.SKIPPED, id="nobody there"),
        pytest.param(["n"], ExerciseOutcome.DECLINED, id="n"),
        pytest.param(["x", NO_KEY, "n"], ExerciseOutcome.DECLINED, id="another key first"),
    ],
)
def test_question(keys: list[str], outcome: ExerciseOutcome | None) -> None:
    """Enter begins, s skips, n declines; any other key waits for an answer."""
    person = Person({60.0 * n: key for n, key in enumerate(keys, 1)})
    assert exercise.ask_to_begin(person) is outcome


@pytest.mark.parametrize(
    ("outcomes", "is_left"),
    [
        pytest.param([ExerciseOutcome.DECLINED], False, id="declined"),
        pytest.param([ExerciseOutcome.DECLINED] * 2, False, id="twice"),
        pytest.param([ExerciseOutcome.DONE], True, id="done"),
    ],
)
def test_undone_declining(tmp_path: Path, outcomes: list[ExerciseOutcome], is_left: bool) -> None:
    """--for-me replaces every "not for me" of that card, and touches no other record."""
    path = tmp_path / "record.db"
    others = (ExerciseRecord(START, "side_bridge", ExerciseOutcome.DECLINED),)
    own = tuple(
        ExerciseRecord(START + timedelta(hours=n), "bird_dog", outcome)
        for n, outcome in enumerate(outcomes, 1)
    )
    with open_store(path) as store:
        store.save(Records(exercises=own + others))
        store.save(Records(exercises=exercise.undo_declining(BIRD_DOG, store.read_exercises())))
        left = store.read_exercises()
    assert set(others) <= set(left)
    assert len(left) == len(own) + 1
    assert (set(own) <= set(left)) is is_left
    assert ExerciseOutcome.DECLINED not in [r.outcome for r in left if r.card_id == "bird_dog"]
