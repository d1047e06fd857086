"""Files as nobody should write them: what may be in them, and what may come of reading them."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st

from sitwell.errors import SitwellError

T = TypeVar("T")

EXTREMES = (
    *(1e308, -1e308, 5e-324, -0.0, math.nan, math.inf, -math.inf),
    *(0, -1, 2**31, 2**63, -(2**63) - 1, 10**400, True),
)
WORDS = ("", "\0", "a\nb", "\ud800", "\x1b[31m", "9" * 5000, "nan", "front", "slumped")


def odd_values() -> st.SearchStrategy[Any]:
    """Give values of every kind that JSON knows, the extreme ones often."""
    plain = st.one_of(
        st.floats(-100.0, 100.0),
        st.sampled_from(EXTREMES),
        st.floats(),
        st.integers(),
        st.sampled_from(WORDS),
        st.text(max_size=20),
        st.none(),
    )
    return st.one_of(
        plain,
        st.recursive(
            plain,
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text(max_size=5), inner, max_size=3)
            ),
            max_leaves=6,
        ),
    )


@st.composite
def mutated(draw: st.DrawFn, whole: bytes) -> bytes:
    """Damage a good file in a few places: bytes changed, cut out, put in, or there twice."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from((1, 2, 8, 100, 5000))))
        match draw(st.sampled_from(("change", "cut out", "cut off", "put in", "double"))):
            case "change":
                content[start:end] = draw(st.binary(min_size=1, max_size=8))
            case "cut out":
                del content[start:end]
            case "cut off":
                del content[start:]
            case "put in":
                content[start:start] = draw(st.binary(min_size=1, max_size=20))
            case "double":
                content[start:start] = content[start:end]
    return bytes(content)


def attempt(read: Callable[[], T], refusal: type[SitwellError], name: str) -> T | None:
    """Read what gives a good value or is refused in one line that names it; None for refused."""
    try:
        return read()
    except refusal as error:
        said = str(error)
    assert said.isprintable(), said
    assert name in said
    return None


def settle(read: Callable[[], T], refusal: type[SitwellError], path: Path) -> T | None:
    """Attempt to read a file, which must stay as it is."""
    before = path.read_bytes()
    value = attempt(read, refusal, path.name)
    assert path.read_bytes() == before
    return value
