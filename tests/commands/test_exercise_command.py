"""`sitwell exercise` as a person has it."""

import json
import signal
from datetime import datetime
from pathlib import Path

import pytest
from desk import Desk, Json
from terminals import PATIENCE_S, at_a_terminal

from sitwell.adapters.store import open_store
from sitwell.coach.cards import SAFETY_NOTICE, load_cards
from sitwell.core.records import ExerciseOutcome, ExerciseRecord

pytestmark = pytest.mark.timeout(60)

CAUTION = "acute back pain"
CARDS = [card.id for card in load_cards()]


def logged(desk: Desk) -> list[tuple[str, str, int]]:
    """Give what is on record of each exercise: card, outcome, repetitions."""
    with open_store(desk.store) as store:
        records = store.read_exercises()
    return [(r.card_id, r.outcome.value, r.repetitions) for r in records]


def listed(desk: Desk) -> Json:
    """Give the list."""
    outcome = desk.run("exercise", "--json")
    assert (outcome.code, outcome.err) == (0, "")
    page: Json = json.loads(outcome.out)
    return page


def marked(desk: Desk, card_id: str) -> Json:
    """Give a card as the list has it."""
    return next(card for card in listed(desk)["exercises"] if card["id"] == card_id)


def test_guided_set_in_a_terminal(desk: Desk) -> None:
    """The card, the question, the line that moves, and q: what was done is on record, exit 0."""
    with at_a_terminal(desk, "exercise", "sit", "--reps", "3") as terminal:
        terminal.await_words(CAUTION, "Start? [Enter = start")
        terminal.press("\n")
        terminal.await_words("Get into place")
        terminal.press(" ")
        terminal.await_words("breathe in, roll forward", "█", "1 of 3")
        terminal.press("q")
        assert terminal.end() == 0
    assert b"\x1b[?25h" in terminal.shown  # the cursor is back
    assert terminal.shown.rstrip().endswith(b"Ended early, which is fine; go by how you feel.")
    assert logged(desk) == [("sit_bones", "stopped", 0)]


def test_ctrl_c_in_a_terminal(desk: Desk) -> None:
    """Ctrl-C is a normal way to end: it is logged, kindly said, the terminal whole, exit 130."""
    with at_a_terminal(desk, "exercise", "sit", "--plain") as terminal:
        terminal.await_words("Start?")
        terminal.press("\n")
        terminal.await_words("Get into place")
        terminal.press(" ")
        terminal.await_words("1 of 5: breathe in, roll forward …")
        terminal.press("\x03")
        assert terminal.end() == 130
    assert b"which is fine" in terminal.shown
    assert b"Traceback" not in terminal.shown
    assert logged(desk) == [("sit_bones", "stopped", 0)]


@pytest.mark.parametrize(
    ("key", "outcome", "words"),
    [
        pytest.param("s", "skipped", "Skipped this time.", id="skip"),
        pytest.param("n", "declined", "--for-me' takes that back", id="not for me"),
    ],
)
def test_not_now(desk: Desk, key: str, outcome: str, words: str) -> None:
    """The question can be answered with skip or "not for me", which is logged and no failure."""
    with at_a_terminal(desk, "exercise", "locust") as terminal:
        terminal.await_words("Start?")
        terminal.press(key)
        terminal.await_words(words)
        assert terminal.end() == 0
    assert logged(desk) == [("locust_minivini", outcome, 0)]


def test_whole_set_without_a_terminal(desk: Desk) -> None:
    """Without a terminal nobody is asked, and a set is plain lines to its end."""
    outcome = desk.run("exercise", "sit", "--reps", "1")
    assert (outcome.code, outcome.err) == (0, "")
    assert "\x1b" not in outcome.out
    assert "\n  1 of 1: breathe in, roll forward … breathe out, roll back\n" in outcome.out
    assert "1 repetition done" in outcome.out.splitlines()[-1]
    assert logged(desk) == [("sit_bones", "done", 1)]


def test_interrupted_without_a_terminal(desk: Desk) -> None:
    """An interrupt ends a set without a terminal as well: logged, and exit 130."""
    with desk.running("exercise", "sit") as running:
        running.await_words("1 of 5: breathe in", running.out)
        ended = running.end(signal.SIGINT, group=True)
    assert (ended.code, ended.err) == (130, "")
    assert "which is fine" in ended.out.splitlines()[-1]
    assert logged(desk) == [("sit_bones", "stopped", 0)]


def test_exhale_up(desk: Desk) -> None:
    """The breath can be turned round."""
    with desk.running("exercise", "sit", "--exhale-up") as running:
        running.await_words("breathe out, roll forward", running.out)
        running.end(signal.SIGTERM, group=True)
    assert logged(desk) == [("sit_bones", "stopped", 0)]


def test_cautions_until_begun(desk: Desk) -> None:
    """Cautions are shown until the card was begun once; a card that was only skipped is new."""
    for outcome, is_shown in (("skipped", True), ("stopped", True), ("done", False)):
        with at_a_terminal(desk, "exercise", "bird") as terminal:
            terminal.await_words("Start?")
            terminal.press("s")
            terminal.end()
        assert (b"before the first time" in terminal.shown) is is_shown
        assert SAFETY_NOTICE[:30].encode() in terminal.shown
        if outcome == "stopped":
            assert desk.run("exercise", "bird", "--done").code == 0


def test_list(desk: Desk) -> None:
    """Without a name every exercise is listed, and nothing is created."""
    outcome = desk.run("exercise")
    assert (outcome.code, outcome.err) == (0, "")
    assert all(f"  {card}: " in outcome.out for card in CARDS)
    assert "One for now: sitwell exercise locust_minivini" in outcome.out
    assert desk.run("exercise", "--list") == outcome
    assert not desk.data.exists()


def test_list_as_json(desk: Desk) -> None:
    """The list can be read by a program."""
    page = listed(desk)
    assert page["schema"] == 1
    assert [card["id"] for card in page["exercises"]] == CARDS
    assert page["exercises"][0]["set_s"] == 30.0
    assert (page["suggested"], page["sets_today"]) == ("locust_minivini", 0)


def test_done_without_a_guide(desk: Desk) -> None:
    """Sets done without a guide are logged with their repetitions on both sides, and counted."""
    outcome = desk.run("exercise", "bird-dog", "--done", "--reps", "8", "--sets", "2")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "Logged 2 sets of Bird-dog, 32 repetitions.\n"
    assert logged(desk) == [("bird_dog", "done", 16)] * 2
    assert marked(desk, "bird_dog")["sets_today"] == 2
    assert listed(desk)["sets_today"] == 2


def test_not_for_me_and_back(desk: Desk) -> None:
    """A card that is not for the person is marked and not suggested, until it is taken back."""
    assert desk.run("exercise", "locust_mini", "--not-for-me").code == 0
    assert marked(desk, "locust_minivini")["not_for_me"]
    assert listed(desk)["suggested"] != "locust_minivini"
    assert "not for me" in desk.run("exercise").out
    outcome = desk.run("exercise", "locust_mini", "--for-me")
    assert (outcome.code, outcome.err) == (0, "")
    assert not marked(desk, "locust_minivini")["not_for_me"]
    assert listed(desk)["suggested"] == "locust_minivini"


def test_for_me_without_a_record(desk: Desk) -> None:
    """What was never declined needs no taking back, and nothing is created."""
    assert desk.run("exercise", "bird", "--for-me").code == 0
    assert not desk.data.exists()


def test_show(desk: Desk) -> None:
    """The whole card can be read, and nothing is begun or logged."""
    outcome = desk.run("exercise", "locust", "--show")
    assert (outcome.code, outcome.err) == (0, "")
    assert "Harder: " in outcome.out
    assert "Start?" not in outcome.out
    assert not desk.data.exists()


def test_picture(desk: Desk) -> None:
    """The drawing is opened where there is a browser; elsewhere it is said where it is."""
    outcome = desk.run("exercise", "locust", "--picture")
    assert (outcome.code, outcome.err) == (0, "")
    assert Path(outcome.out.split(" is in ")[1].strip()).read_text().startswith("<svg")
    assert not desk.data.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["yoga"], "there is no exercise 'yoga'; choose one of locust", id="unknown"),
        pytest.param(["locust", "--reps", "0"], "--reps", id="no repetitions"),
        pytest.param(["locust", "--reps", "-3"], "--reps", id="negative repetitions"),
        pytest.param(["locust", "--reps", "many"], "--reps", id="repetitions in words"),
        pytest.param(["locust", "--sets", "0"], "--sets", id="no sets"),
        pytest.param(["--picture"], "name the exercise", id="a picture, but of what"),
        pytest.param(["--done"], "name the exercise", id="done, but what"),
        pytest.param(["locust", "--list"], "leave out 'locust'", id="list of one"),
        pytest.param(["locust", "--done", "--not-for-me"], "choose one of", id="two wishes"),
    ],
)
def test_bad_usage(desk: Desk, words: list[str], said: str) -> None:
    """What cannot be is refused in one line with exit code 2, and nothing is created."""
    outcome = desk.run("exercise", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.complaint
    assert not desk.data.exists()


def damage(desk: Desk) -> None:
    """Lay a record that cannot be used."""
    desk.data.mkdir()
    desk.store.write_bytes(b"damaged" * 1000)


def test_set_without_a_record(desk: Desk) -> None:
    """Where the record cannot be used a set goes on all the same, with one warning."""
    damage(desk)
    with desk.running("exercise", "sit") as running:
        running.await_words("Get into place", running.out)
        ended = running.end(signal.SIGINT, group=True)
    assert ended.code == 130
    assert "move it" in ended.complaint
    assert "not logged" in ended.complaint


def test_list_without_a_record(desk: Desk) -> None:
    """So does the list."""
    damage(desk)
    outcome = desk.run("exercise")
    assert outcome.code == 0
    assert "locust_minivini" in outcome.out
    assert "move it" in outcome.complaint


@pytest.mark.parametrize("wish", ["--done", "--not-for-me", "--for-me"])
def test_log_without_a_record(desk: Desk, wish: str) -> None:
    """A wish that is only to be logged, and cannot be, has failed: exit code 8."""
    damage(desk)
    outcome = desk.run("exercise", "locust_mini", wish)
    assert (outcome.code, outcome.out) == (8, "")
    assert "move it" in outcome.complaint


def test_record_is_of_today(desk: Desk) -> None:
    """A record carries the local time at which it was made, and who counted."""
    before = datetime.now().astimezone()
    desk.run("exercise", "bird", "--done")
    with open_store(desk.store) as store:
        (record,) = store.read_exercises()
    assert record == ExerciseRecord(record.at, "bird_dog", ExerciseOutcome.DONE, 10)
    assert record.at.utcoffset() == before.utcoffset()
    assert abs((record.at - before).total_seconds()) < PATIENCE_S


def test_no_file_but_the_record(desk: Desk) -> None:
    """An exercise leaves the record, for its owner alone, and no other file."""
    desk.run("exercise", "bird", "--done")
    files = [path for path in Path(desk.folder).rglob("*") if path.is_file()]
    assert files == [desk.store]
    assert desk.store.stat().st_mode & 0o777 == 0o600
