"""Days as CSV (RFC 4180): a header, a row for each day, an empty cell for what is not known."""

import csv
import io
from collections.abc import Sequence

from sitwell.core.day import Day
from sitwell.reporting.programs.daily import COLUMNS


def render(days: Sequence[Day]) -> str:
    """Give the header and the rows; every line, the last too, ends in CR LF as the RFC has it."""
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(column.name for column in COLUMNS)
    writer.writerows([column.read(day) for column in COLUMNS] for day in days)
    return page.getvalue()
