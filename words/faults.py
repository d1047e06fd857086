"""Reads for the catalogue what can go wrong, out of the source that says so.

    raise CameraUnavailable(f"{self.name}: no picture for {since_s:.0f} s")
      ──▶  "{name}: no picture for {since_s} s"

An f-string becomes a template with a named gap for each value. Nobody has to mark them: whatever
reads like prose and is raised, returned, kept or handed on in these rooms counts, but what goes
into the log; with the option `raised`, only what is raised. `sitwell.desktop.faults` finds the
template again in what was said.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sitwell.desktop.faults import CONTEXT
from words import foreign

Found = tuple[int, str, tuple[str, str], list[str]]
"""Line, function, context and text, and comments of one entry, as Babel has it."""

_TO_MACHINES = {
    *("debug", "info", "warning", "error", "exception", "log"),
    *("execute", "compile", "join", "replace", "startswith", "removeprefix", "add_argument"),
    *("run", "execv", "print", "seal"),
}
"""Calls whose texts go into the log, or are no words at all."""

_CODE = re.compile(r"=\S|^exec |^>")
_WORD = re.compile(r"[A-Za-z]{2,}")
_MOST_SHOUTED = 0.3  # of its letters; more is a statement of SQL


def extract(
    file: BinaryIO, _keywords: object, _comment_tags: object, options: dict[str, str]
) -> Iterator[Found]:
    """Give each template of a file; of the file of errors, those of the libraries too."""
    name = Path(file.name)
    for line, template in templates(ast.parse(file.read()), raised="raised" in options):
        yield line, "pgettext", (CONTEXT, template), [f"{name.parent.name}/{name.name}"]
    if name.name == "errors.py":
        for template in foreign.ALL:
            yield 1, "pgettext", (CONTEXT, template), ["Python and its libraries"]


def templates(tree: ast.Module, *, raised: bool = False) -> Iterator[tuple[int, str]]:
    """Give each template of a module with its line, or only those that are raised."""
    errors = (node for node in ast.walk(tree) if isinstance(node, ast.Raise))
    for node in _walk(tree) if not raised else (part for e in errors for part in _walk(e)):
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            template = _template(node).removeprefix("sitwell: ")
            if is_prose(template):
                yield node.lineno, template


def is_prose(template: str) -> bool:
    """Say whether it is said to people: one line of several words, or gaps that are joined."""
    fixed = re.sub(r"\{\w+\}", " ", template)
    if "\n" in template or _CODE.search(fixed):
        return False
    if not _WORD.search(fixed):
        return template.count("{") > 1 and bool(re.search(r"[;:] | \(", template))
    letters = [c for c in fixed if c.isalpha()]
    is_shouted = sum(map(str.isupper, letters)) > _MOST_SHOUTED * len(letters)
    return " " in template.strip() and not is_shouted


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """Give the nodes below this one in which somebody may be told something."""
    for name, value in ast.iter_fields(node):
        if name in ("decorator_list", "annotation", "returns"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.Compare | ast.Assert):
                continue
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue  # a docstring
            if isinstance(child, ast.Call) and _name(child.func) in _TO_MACHINES:
                continue
            yield child
            if isinstance(child, ast.JoinedStr):
                # What stands in a gap is told as well: "{'off' if is_over else 'on'}".
                for part in child.values:
                    yield from _walk(part) if isinstance(part, ast.FormattedValue) else ()
            else:
                yield from _walk(child)


def _template(node: ast.JoinedStr | ast.Constant) -> str:
    """Give the text with a named gap for each value."""
    taken: dict[str, str] = {}
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(
        f"{{{_gap(part.value, taken)}}}"
        if isinstance(part, ast.FormattedValue)
        else _escape(ast.literal_eval(part))
        for part in parts
    )


def _gap(value: ast.expr, taken: dict[str, str]) -> str:
    """Name a gap by what is filled in; the same value has the same name, and no other has."""
    said, name = ast.unparse(value), _name(value)
    number = 1
    while taken.setdefault(gap := name if number == 1 else f"{name}_{number}", said) != said:
        number += 1
    return gap


def _name(value: ast.AST) -> str:  # noqa: PLR0911 (one for each kind)
    """Give the name of what is filled in, or of the first part of it that has one."""
    match value:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.strip("_").lower() or "value"
        case ast.Call(func=ast.Attribute(attr="join"), args=[first, *_]):
            return _name(first)
        case ast.Call(func=ast.Attribute(value=ast.Name() as owner)) if owner.id != "reprlib":
            return _name(value.func)
        case ast.Call(func=func, args=args):
            return _name(args[0]) if args else _name(func)
        case ast.Subscript(slice=ast.Constant(value=str(key))):
            return key
        case ast.Subscript(value=inner) | ast.UnaryOp(operand=inner) | ast.Starred(value=inner):
            return _name(inner)
        case ast.BoolOp(values=[first, *_]) | ast.BinOp(left=first):
            return _name(first)
        case ast.IfExp(body=body):
            return _name(body)
        case _:
            return "value"


def _escape(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
