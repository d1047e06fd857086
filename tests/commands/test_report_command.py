"""`sitwell report` as a person calls it."""

import json
from datetime import datetime, timedelta

from desk import Desk

from sitwell.adapters.store import open_store
from sitwell.core.records import Records, Span, State


def keep_yesterday(desk: Desk) -> None:
    """Keep an hour of yesterday noon, upright."""
    noon = datetime.now().astimezone().replace(hour=12, minute=0) - timedelta(days=1)
    with open_store(desk.store) as store:
        store.save(Records((Span(noon, 3600.0, State.UPRIGHT),)))


def test_empty_store_is_kind(desk: Desk) -> None:
    """A day without a record is no failure: it is said, with what to do."""
    outcome = desk.run("report")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("Nothing was recorded on ")
    assert "sitwell " in outcome.out.splitlines()[1]


def test_yesterday(desk: Desk) -> None:
    """A day can be named; today's report does not count yesterday."""
    keep_yesterday(desk)
    assert "Seen 1 h" in desk.run("report", "--day", "yesterday").out
    assert "Nothing was recorded" in desk.run("report").out


def test_several_days_as_json(desk: Desk) -> None:
    """Several days come earliest first, in one JSON object and nothing else."""
    keep_yesterday(desk)
    outcome = desk.run("report", "--days", "3", "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    assert [day["upright_s"] for day in json.loads(outcome.out)["days"]] == [0.0, 3600.0, 0.0]


def test_into_a_file(desk: Desk) -> None:
    """With --out the report is in the file, for its owner alone, and not on stdout."""
    keep_yesterday(desk)
    target = desk.folder / "report.txt"
    outcome = desk.run("report", "--day", "yesterday", "--out", target)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert target.read_text() == desk.run("report", "--day", "yesterday").out
    assert target.stat().st_mode & 0o777 == 0o600


def test_into_a_place_that_is_not_there(desk: Desk) -> None:
    """A file that cannot be written is named."""
    outcome = desk.run("report", "--out", desk.folder / "nowhere" / "report.txt")
    assert outcome.code == 1
    assert "name another file" in outcome.complaint
