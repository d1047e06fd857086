"""The errors that the windows tell."""

import re
from pathlib import Path

import pytest

from sitwell.core.measured import FLEXION
from sitwell.core.view import View

README = Path(__file__).parents[2] / "README.md"
ROW = r"\| flexion \| {view} \| \d+ \| \d+ % \| \S+ \[.*?\] \| (\S+) \[.*?\] \| \S+ \| (\S+) \|"


@pytest.mark.parametrize("view", list(View))
def test_are_those_of_the_readme(view):
    """For every view the windows tell the errors of the README's table, and no better ones."""
    words = view.value.replace("_", "-")
    found = re.search(ROW.format(view=words), README.read_text(encoding="utf-8"))
    assert found is not None
    told = FLEXION[view.value]
    assert (told.mean_error_deg, told.half_width_deg) == (float(found[1]), float(found[2]))
