"""Archives of arrays: what numpy wrote comes back, and what would fill the memory is refused."""

import io
import pickle
import struct
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from hostile import mutated
from sitwell.guard import arrays

MEGABYTE = 1_000_000
ARRAYS: dict[str, NDArray[Any]] = {
    "single": np.array(3, np.int32),
    "truths": np.array([True, False]),
    "words": np.array(["upright", "slump"]),
    "bytes": np.array([b"front", b"side"]),
    "none": np.zeros((0, 3), np.float16),
    "turned": np.arange(12.0).reshape(3, 4).T,
    "deep": np.arange(24, dtype=np.int16).reshape(2, 3, 4),
}


def pack(**members: bytes) -> bytes:
    """Put members into an archive as they are."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(f"{name}.npy", content)
    return stream.getvalue()


def head(description: str) -> bytes:
    """Give an array's head with this description."""
    line = description.encode() + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(line)) + line


def save(**columns: NDArray[Any]) -> bytes:
    """Write arrays as numpy does."""
    stream = io.BytesIO()
    np.savez_compressed(stream, **columns)  # type: ignore[arg-type]
    return stream.getvalue()


def peak_bytes(content: bytes, most_bytes: int) -> int:
    """Read an archive that is to be refused; give the most memory that it took."""
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match=r"^(it|x\.npy) "):
            arrays.read(content, most_bytes)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ARRAYS)
def test_comes_back_as_numpy_wrote_it(tmp_path: Path, name: str) -> None:
    """Type, shape, order of axes and every element are those that were saved."""
    path = tmp_path / "all.npz"
    path.write_bytes(save(**ARRAYS))
    found, saved = arrays.read(path, MEGABYTE)[name], ARRAYS[name]
    assert (found.dtype, found.shape) == (saved.dtype, saved.shape)
    assert (found == saved).all()


def test_nobody_writes_into_it() -> None:
    """What was read stays as it was read."""
    assert not arrays.read(save(x=np.ones(3)), MEGABYTE)["x"].flags.writeable


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            pack(x=head("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }")), id="no data"
        ),
        pytest.param(
            pack(x=head("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }")),
            id="a million million numbers",
        ),
        pytest.param(
            pack(
                x=head(
                    "{'descr': '<f8', 'fortran_order': False, 'shape': (999999999, 999999999), }"
                )
            ),
            id="more numbers than can be counted",
        ),
        pytest.param(
            pack(x=head("{'descr': '<U0', 'fortran_order': False, 'shape': (999999999,), }")),
            id="words of no letters",
        ),
        pytest.param(pack(x=head("{'shape': " + "(" * 5000 + "}")), id="deep description"),
        pytest.param(pack(x=head("__import__('os').system('true')")), id="program"),
        pytest.param(pack(x=pickle.dumps([1])), id="pickle"),
        pytest.param(save(x=np.array([{}], object)), id="objects"),
        pytest.param(pack(x=bytes(50 * MEGABYTE)), id="bomb"),
        pytest.param(np.lib.format.magic(1, 0) + b"\0" * 50, id="array without an archive"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_refused_in_little_memory(content: bytes) -> None:
    """Whatever an array claims to be, no more is unpacked than is allowed, and nothing is run."""
    assert peak_bytes(content, 5 * MEGABYTE) < 12 * MEGABYTE


def test_bomb_that_claims_to_be_small() -> None:
    """A member that unpacks to more than its entry says is unpacked as far as that, and refused."""
    whole = pack(x=bytes(50 * MEGABYTE))
    lie = whole.replace(struct.pack("<I", 50 * MEGABYTE), struct.pack("<I", 100))
    assert lie != whole
    assert peak_bytes(lie, MEGABYTE) < 2 * MEGABYTE


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_packings(way: int) -> None:
    """A packing that can only be undone whole is refused before it is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", way) as file:
        file.writestr("x.npy", bytes(100))
    with pytest.raises(ValueError, match="packed in a way"):
        arrays.read(stream.getvalue(), MEGABYTE)


@settings(max_examples=300)
@given(mutated(save(**ARRAYS)) | st.binary(max_size=200))
def test_damaged(content: bytes) -> None:
    """A damaged archive is read, where the damage does not matter, or refused by a ValueError."""
    with suppress(ValueError):
        arrays.read(content, MEGABYTE)


@settings(max_examples=100)
@given(st.data())
def test_damaged_array(data: st.DataObject) -> None:
    """So is a good archive of a damaged array."""
    stream = io.BytesIO()
    np.save(stream, ARRAYS[data.draw(st.sampled_from(sorted(ARRAYS)))])
    with suppress(ValueError):
        arrays.read(pack(x=data.draw(mutated(stream.getvalue()))), MEGABYTE)
