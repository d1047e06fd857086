"""Archives of arrays (.npz) that may be anybody's: none is unpacked beyond its limit, none is run.

numpy's own reader believes the length that an array claims, evaluates its description as Python,
and raises whatever zipfile, zlib or its parser happen to raise.
"""

import io
import re
import zipfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Columns = dict[str, NDArray[np.generic]]

# As np.save writes it for numbers, truths and words; of other machines or with objects, it is none.
_HEADER = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '([<|](?:b1|[iu][1248]|f[248]|[SU]\d{1,4}))', "
    rb"'fortran_order': (False|True), 'shape': \((|\d{1,9}(?:, \d{1,9})*),?\), \} *\n",
    re.DOTALL,
)
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others cannot be unpacked a piece at a time
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, EOFError),  # damaged
    *(NotImplementedError, RuntimeError),  # of a kind that Python does not unpack; encrypted
)


def read(archive: Path | bytes, most_bytes: int) -> Columns:
    """Read every array, read-only, by its name.

    Args:
        archive: The file, or its content.
        most_bytes: Of all arrays together, unpacked.

    Raises:
        OSError: If the file cannot be read.
        ValueError: If it is no archive of plain arrays, is damaged, or unpacks to more.
    """
    try:
        with zipfile.ZipFile(archive if isinstance(archive, Path) else io.BytesIO(archive)) as file:
            members = file.infolist()
            if sum(member.file_size for member in members) > most_bytes:
                raise ValueError(f"it unpacks to more than {most_bytes:,} bytes")
            return {m.filename.removesuffix(".npy"): _array(_unpack(file, m), m) for m in members}
    except _FAULTS as error:
        raise ValueError(f"it is damaged, or no archive of arrays ({error})") from error


def _unpack(file: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.compress_type not in _WAYS:
        raise ValueError(f"{member.filename} is packed in a way that is not read")
    with file.open(member) as packed:
        # To the end it claims; a plain read() would unpack what lies beyond it too.
        return packed.read(member.file_size)


def _array(content: bytes, member: zipfile.ZipInfo) -> NDArray[np.generic]:
    header = _HEADER.match(content)
    if header is None:
        raise ValueError(f"{member.filename} is no plain array: no numbers, or pickled objects")
    kind, is_fortran, shape = (part.decode() for part in header.groups())
    sizes = tuple(int(size) for size in shape.split(",") if size.strip())
    try:
        numbers = np.frombuffer(content, np.dtype(kind), offset=header.end())
        return numbers.reshape(sizes, order="F" if is_fortran == "True" else "C")
    except ValueError:
        raise ValueError(f"{member.filename} is not as long as it claims to be") from None
