"""Writes pages of the example month in the environment's language.

python page_writer.py FOLDER        FOLDER/full.html is a day, FOLDER/week.html a week
"""

import sys
from pathlib import Path

from example_month import month
from sitwell.commands.drawn_exercises import draw_exercises
from sitwell.reporting.html import report

PAGES = {"full": 1, "week": 7}


def main(folder: Path) -> None:
    """Write them."""
    exercises = draw_exercises()
    for name, days in PAGES.items():
        page = report.render(month(count=days), exercises, telemetry_allowed=True)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
