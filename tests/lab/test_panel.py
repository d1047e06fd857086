"""How numbers are written, and what the README gets."""

import math

import pytest

from sitwell.lab.metrics import Interval
from sitwell.lab.panel import (
    NOTHING,
    Panel,
    degrees,
    fine_percent,
    percent,
    print_table,
    ratio,
    seconds,
    within,
    write_markdown,
)

PANEL = Panel("Errors", ("angle", "error"), (("flexion", "3.1"), ("rounding", "2.0")), note="So.")


@pytest.mark.parametrize("write", [degrees, ratio, percent, fine_percent, seconds])
def test_what_could_not_be_measured_is_a_dash(write):
    """NaN is never printed."""
    assert write(math.nan) == NOTHING


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(degrees(3.14), "3.1", id="degrees"),
        pytest.param(ratio(0.876), "0.88", id="ratio"),
        pytest.param(ratio(-0.5), "−0.50", id="a minus is a minus"),
        pytest.param(percent(0.876), "88 %", id="percent"),
        pytest.param(fine_percent(0.0123), "1.2 %", id="small percent"),
        pytest.param(seconds(61.7), "62 s", id="seconds"),
        pytest.param(within("0.88", Interval(0.8, 0.951)), "0.88 [0.80, 0.95]", id="interval"),
        pytest.param(within("–", Interval(math.nan, math.nan)), "–", id="no interval"),
    ],
)
def test_numbers_are_written_as_exactly_as_they_are_known(written, expected):
    """Each has its unit and no digits that mean nothing."""
    assert written == expected


def test_markdown_is_a_table():
    """Words are set left and numbers right, under a title and over the note."""
    assert write_markdown(PANEL).splitlines() == [
        "**Errors**",
        "",
        "| angle | error |",
        "| :-- | --: |",
        "| flexion | 3.1 |",
        "| rounding | 2.0 |",
        "",
        "So.",
    ]


def test_row_of_another_length_is_refused():
    """A cell that is missing would move numbers under the wrong head."""
    with pytest.raises(ValueError, match="'Errors' is not as long as its head"):
        Panel("Errors", ("angle", "error"), (("flexion",),))


def test_printed_table_has_every_cell(capsys):
    """Into a pipe goes plain text with title, cells and note."""
    print_table(PANEL)
    said = capsys.readouterr().out
    assert all(word in said for word in ("Errors", "flexion", "3.1", "rounding", "2.0", "So."))
    assert "\x1b" not in said
