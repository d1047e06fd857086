"""`sitwell report`: how a day, or the last days, went."""

from datetime import date, timedelta, tzinfo
from pathlib import Path

from sitwell.adapters.store import Store
from sitwell.core.summary import DaySummary, local_day, summarize
from sitwell.errors import BadUsage, SitwellError
from sitwell.guard import files


def summarize_days(store: Store, last: date, count: int, zone: tzinfo) -> list[DaySummary]:
    """Add up the `count` local days that end with `last`, the earliest first."""
    days = [last - timedelta(days=back) for back in reversed(range(count))]
    bounds = [local_day(day, zone) for day in days]
    return [summarize(store.read(since, until), since, until) for since, until in bounds]


def parse_day(text: str, today: date) -> date:
    """Read `today`, `yesterday` or a date like 2026-11-22.

    Raises:
        BadUsage: If it is none of these.
    """
    named = {"today": today, "yesterday": today - timedelta(days=1)}
    if text in named:
        return named[text]
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadUsage(
            f"'{text}' is no day; write today, yesterday, or a date like {today.isoformat()}"
        ) from None


def write_report(text: str, out: Path) -> None:
    """Write a report for its owner alone.

    Raises:
        SitwellError: If the file cannot be written.
    """
    try:
        files.replace(out, text.encode("utf-8"))
    except OSError as error:
        raise SitwellError(f"cannot write {out} ({error.strerror}); name another file") from None
