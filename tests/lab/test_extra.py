"""What the laboratory does where its extra is not installed."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

LAB = Path(__file__).parents[2] / "src" / "sitwell" / "lab"
SENTENCE = "sitwell: the laboratory needs its extra; install it with: pip install 'sitwell[lab]'\n"
# Hides what the extra brings, so that the test holds on machines that have it.
WITHOUT = """
import importlib.util, runpy, sys
found = importlib.util.find_spec
hidden = ("anny", "torch", "pyrender")
importlib.util.find_spec = lambda name, *more: None if name in hidden else found(name, *more)
sys.argv[0] = "sitwell.lab"
runpy.run_module("sitwell.lab", run_name="__main__")
"""


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="nothing asked"),
        pytest.param(["make", "--out", "made.npz"], id="make"),
        pytest.param(["sessions", "--out", "recorded.npz"], id="sessions"),
        pytest.param(["sets", "--out", "recorded.npz"], id="sets"),
        pytest.param(["fit", "--data", "fit.npz", "--out", "weights.npz"], id="fit"),
        pytest.param(["show", "--out", "shown.png"], id="show"),
    ],
)
def test_missing_extra_is_named_in_one_line(arguments, tmp_path):
    """Without its extra the laboratory says how to get it, exits 1, and writes nothing."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(LAB.parents[1])},
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", SENTENCE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", sorted(LAB.glob("*.py")), ids=lambda path: path.stem)
def test_extra_is_imported_only_when_used(path):
    """No module needs the extra to be imported: planning and reading data work without it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    assert not names & {"anny", "torch", "pyrender"}
