"""Reads a page of HTML strictly, as its author should have written it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "img", "hr", "input"}


@dataclass
class Node:
    """An element: its name, attributes, and what lies in it."""

    name: str
    attributes: dict[str, str]
    inside: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words, with plain spaces."""
        parts = (one if isinstance(one, str) else one.text for one in self.inside)
        return " ".join("".join(parts).replace("\N{NO-BREAK SPACE}", " ").split())

    def find(self, name: str, **attributes: str) -> list["Node"]:
        """Give the elements of that name (`*` for any) that have all these attributes."""
        found = []
        for one in self.inside:
            if isinstance(one, str):
                continue
            is_named = name in ("*", one.name)
            if is_named and attributes.items() <= one.attributes.items():
                found.append(one)
            found += one.find(name, **attributes)
        return found

    def section(self, heading: str) -> "Node":
        """Give the section with that heading."""
        (found,) = (s for s in self.find("section") if s.find("h2")[0].text == heading)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].name == tag, f"</{tag}> closes <{self._open[-1].name}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)

    def finish(self) -> Node:
        self.close()
        assert self._open == [self.root], f"<{self._open[-1].name}> is never closed"
        return self.root


def read_page(page: str) -> Node:
    """Read a page.

    Raises:
        AssertionError: An element is closed in the wrong place or never, or has an attribute twice.
    """
    reader = _Reader()
    reader.feed(page)
    return reader.finish()
