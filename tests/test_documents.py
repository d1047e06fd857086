"""The promises in SECURITY.md and PRIVACY.md point to what is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMED = sorted(
    set(re.findall(r"`(tests/[\w/.]+?)(?:::(\w+))?`", (ROOT / "SECURITY.md").read_text()))
)


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[f"{p}::{n}" if n else p for p, n in NAMED])
def test_named_tests_exist(path: str, name: str) -> None:
    """Each protection in SECURITY.md names a test that there is."""
    assert f"def {name}" in (ROOT / path).read_text()


def test_each_threat_names_its_test() -> None:
    """No row of the threat table goes without a test, but for what is not built yet."""
    rows = re.findall(r"^\| (?!who|---)(.+) \|$", (ROOT / "SECURITY.md").read_text(), re.MULTILINE)
    bare = [row for row in rows if "`tests/" not in row and "there is none yet" not in row]
    assert len(rows) >= 8
    assert bare == []
