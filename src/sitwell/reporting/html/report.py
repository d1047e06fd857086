"""The report as one self-contained HTML page: no script, and no request to anywhere.

Its Content-Security-Policy forbids both, even if a text on it were to ask for them. Details show
where the pointer or the keyboard is by style alone, and every chart has a table with its numbers.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sitwell.core.report import Report
from sitwell.reporting.html import words
from sitwell.reporting.html.drawings import Exercise
from sitwell.reporting.html.page import lay_out
from sitwell.words import LANGUAGE

MARKS = {
    "helped": "M-5 -4H5L0 5Z",
    "nudge": "M-4.5 -4H4.5L0 4Z",
    "exercise": "M0 -5.5L5 0L0 5.5L-5 0Z",
}
"""The outline of each mark on the timeline, around (0, 0), in pixels."""

_UNIT = re.compile(r"(?<=\d) (?=(?:%|h|min|s)(?!\w))")

NO_EXERCISES: Mapping[str, Exercise] = MappingProxyType({})


def render(
    report: Report,
    exercises: Mapping[str, Exercise] = NO_EXERCISES,
    *,
    telemetry_allowed: bool = False,
) -> str:
    """Give the page of the report's last day, with a table of the days if there are several.

    Args:
        report: What to draw.
        exercises: Names and drawings of the cards, by id.
        telemetry_allowed: Whether the config allows MediaPipe's reports; the page says so.
    """
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            page=lay_out(report, exercises, telemetry_allowed),
            words=words,
            language=LANGUAGE,
            marks=MARKS,
            style=_style(),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("sitwell.reporting.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_keep_together,
    )
    environment.filters["pct"] = _percent
    return environment


@cache
def _style() -> Markup:
    """Give the style sheet, which is ours and must not be escaped."""
    source, _, _ = PackageLoader("sitwell.reporting.html").get_source(_environment(), "style.css")
    return Markup(source)


def _keep_together(told: object) -> object:
    """Let no line end between a number and its unit."""
    if isinstance(told, str) and not isinstance(told, Markup):
        return _UNIT.sub("\N{NO-BREAK SPACE}", told)
    return told


def _percent(number: float) -> str:
    """Give a length for SVG, as short as the drawing allows: "12.5%"."""
    return f"{number:.2f}".rstrip("0").rstrip(".") + "%"
