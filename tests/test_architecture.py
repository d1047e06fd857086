"""Imports run one way, and the core is pure: read from the source, not from what happens to run."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
MODULES = {
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((SRC / "sitwell").rglob("*.py"))
}

ADAPTERS = sorted(
    {".".join(name.split(".")[:3]) for name in MODULES if name.startswith("sitwell.adapters.")}
)

# Standard-library doors to the world, to the clock, to chance, and to other threads.
IMPURE = {
    *("asyncio", "builtins", "ctypes", "fcntl", "glob", "http", "importlib", "io", "logging"),
    *("multiprocessing", "os", "pathlib", "pickle", "queue", "random", "secrets", "select"),
    *("shutil", "signal", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading"),
    *("time", "urllib", "uuid", "warnings", "zoneinfo"),
}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval", "compile", "__import__", "globals"}
IMPURE_METHODS = {
    *("now", "today", "utcnow", "fromtimestamp"),  # the clock
    *("tofile", "fromfile", "save", "savez", "savetxt", "load", "loadtxt", "memmap"),  # files
    *("default_rng", "seed", "set_printoptions", "seterr"),  # chance and global state
}


def imports_of(source: str, module: str) -> set[str]:
    """Give all that a module imports, anywhere in it, as dotted names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            base = module.rsplit(".", node.level)[0] if node.level else ""
            start = ".".join(part for part in (base, node.module) if part)
            found |= {f"{start}.{alias.name}" for alias in node.names}
    return found


@cache
def imports_in(module: str) -> set[str]:
    """Give all that a module of ours imports."""
    return imports_of(MODULES[module].read_text(encoding="utf-8"), module)


def lies_in(name: str, *packages: str) -> bool:
    """Say whether a dotted name is one of the packages, or inside one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def modules_in(*packages: str) -> Iterator[tuple[str, set[str]]]:
    """Give each module of the packages with what it imports."""
    for module in MODULES:
        if lies_in(module, *packages):
            yield module, imports_in(module)


def strays(package: str, *allowed: str) -> list[str]:
    """List the imports of ours, in a package, that go elsewhere than allowed."""
    return [
        f"{module} imports {name}"
        for module, names in modules_in(package)
        for name in sorted(names)
        if lies_in(name, "sitwell") and not lies_in(name, *allowed)
    ]


def impurities(source: str) -> list[str]:
    """List what in a module touches the world, the clock, or global state."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Global | ast.Nonlocal):
            found.append(f"line {node.lineno}: {type(node).__name__.lower()}")
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in IMPURE_CALLS:
            found.append(f"line {node.lineno}: {called.id}()")
        if not isinstance(called, ast.Attribute):
            continue
        reads_local_zone = called.attr == "astimezone" and not node.args + node.keywords
        if called.attr in IMPURE_METHODS or reads_local_zone:
            found.append(f"line {node.lineno}: .{called.attr}()")
    return found


def test_reads_the_whole_house():
    """The rules below are read from every module there is, and there are some in every room."""
    rooms = ("core", "guard", "adapters", "commands", "coach", "reporting")
    assert all(len(list(modules_in(f"sitwell.{room}"))) > 2 for room in rooms)


def test_core_imports_only_itself_and_numpy():
    """The core rests on the standard library, numpy and itself, and on no door to the world."""
    allowed = (sys.stdlib_module_names | {"numpy"}) - IMPURE
    elsewhere = [
        f"{module} imports {name}"
        for module, names in modules_in("sitwell.core")
        for name in sorted(names)
        if name.split(".")[0] not in allowed and not lies_in(name, "sitwell.core")
    ]
    assert elsewhere == []


@pytest.mark.parametrize("module", [name for name in MODULES if lies_in(name, "sitwell.core")])
def test_core_is_pure(module):
    """Nothing in the core reads a clock, opens a file, prints, logs, or changes a global."""
    assert impurities(MODULES[module].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("room", ADAPTERS)
def test_no_adapter_imports_another(room):
    """An adapter knows the core, the guard, our errors and itself, and no other but the bus's."""
    below = ("sitwell.core", "sitwell.errors", "sitwell.guard", "sitwell.adapters.bus_link")
    assert strays(room, room, *below) == []


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        pytest.param("sitwell.coach", ("sitwell.core", "sitwell.words"), id="coach knows the core"),
        pytest.param(
            "sitwell.reporting", ("sitwell.core", "sitwell.words"), id="reporting knows the core"
        ),
        pytest.param("sitwell.words", (), id="words know nobody"),
        pytest.param("sitwell.errors", (), id="errors know nobody"),
        pytest.param("sitwell.paths", (), id="paths know nobody"),
        pytest.param("sitwell.guard", ("sitwell.errors",), id="guard knows errors"),
        pytest.param(
            "sitwell.config",
            ("sitwell.core", "sitwell.errors", "sitwell.guard"),
            id="config knows core, errors and guard",
        ),
        pytest.param(
            "sitwell.lab",
            ("sitwell.core", "sitwell.adapters", "sitwell.errors", "sitwell.guard"),
            id="lab knows core, adapters and guard",
        ),
    ],
)
def test_rooms_know_only_what_lies_below(package, allowed):
    """A room imports what lies below it, and no neighbour."""
    assert strays(package, package, *allowed) == []


@pytest.mark.parametrize(
    ("package", "guests"),
    [
        pytest.param("sitwell.cli", ("sitwell.__main__", "sitwell.cli"), id="cli"),
        pytest.param(
            "sitwell.commands",
            (
                *("sitwell.cli", "sitwell.commands", "sitwell.desktop"),
                *("sitwell.mat_process", "sitwell.preview_process"),
            ),
            id="commands",
        ),
        pytest.param("sitwell.desktop", ("sitwell.desktop",), id="windows"),
        pytest.param("sitwell.lab", ("sitwell.lab",), id="lab"),
    ],
)
def test_what_lies_on_top_is_imported_by_few(package, guests):
    """The command line is imported by __main__ alone, the commands by it, and the lab by nobody."""
    others = [
        f"{module} imports {name}"
        for module, names in modules_in("sitwell")
        for name in sorted(names)
        if lies_in(name, package) and not lies_in(module, *guests)
    ]
    assert others == []


def test_windows_have_no_eyes():
    """No window imports what opens a camera or looks at pictures, and only windows import Qt."""
    eyes = ("cv2", "mediapipe", "sitwell.adapters.frames", "sitwell.adapters.landmarker")
    seeing = [
        m for m, names in modules_in("sitwell.desktop") if any(lies_in(n, *eyes) for n in names)
    ]
    qt = [m for m, names in modules_in("sitwell") if any(lies_in(n, "PySide6") for n in names)]
    assert seeing == []
    assert [module for module in qt if not lies_in(module, "sitwell.desktop")] == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        pytest.param("import cv2.data", "cv2.data", id="plain"),
        pytest.param("import numpy as np, os", "os", id="several"),
        pytest.param("from sitwell import adapters", "sitwell.adapters", id="from"),
        pytest.param("from ..adapters import lock", "sitwell.adapters.lock", id="relative"),
        pytest.param("def f():\n    import time", "time", id="hidden in a function"),
        pytest.param(
            "if TYPE_CHECKING:\n    from sitwell.cli.app import app",
            "sitwell.cli.app.app",
            id="for types",
        ),
    ],
)
def test_no_import_goes_unseen(source, name):
    """An import is seen however it is written."""
    assert name in imports_of(source, "sitwell.core.pose")


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now()",
        "datetime.datetime.now(tz)",
        "date.today()",
        "print(1)",
        "open('x')",
        "np.load('x')",
        "moment.astimezone()",
        "def f():\n    global x\n    x = 1",
    ],
)
def test_no_impurity_goes_unseen(source):
    """A look at the clock, a file, the screen or a global is seen."""
    assert len(impurities(source)) == 1
