"""Memory shared with the worker, through which the model and the pictures go.

Linux: memory without a name, handed over as an open file, so that a crash leaves nothing behind and
the sealed worker need open nothing. Elsewhere its name lives until the worker is attached.
"""

import contextlib
import mmap
import os
import secrets
import sys
from dataclasses import dataclass
from multiprocessing.reduction import DupFd
from multiprocessing.shared_memory import SharedMemory
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

SIZE = 64 * 2**20
"""Bytes: a picture of 22 megapixels. What is not written to takes no memory."""


class Buffer(Protocol):
    """One piece of shared memory of `SIZE` bytes, either end of it."""

    def view(self, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        """Give the beginning as an array. Drop it before the memory is closed."""

    def forget_name(self) -> None:
        """Take the name away once the worker is attached, where there is one."""

    def clear(self) -> None:
        """Give back what was written, where the system can; nobody may be reading it."""

    def close(self) -> None:
        """Give this end back. May be called twice."""


class Handle(Protocol):
    """What the worker is given at its birth, to attach."""

    def attach(self) -> Buffer:
        """Give the worker's end, from which it can only read where the system has such."""


def make_buffer() -> tuple[Buffer, Handle]:
    """Give new memory and what the worker attaches with; call it right before its birth."""
    if sys.platform == "linux":
        descriptor = os.memfd_create("sitwell", os.MFD_CLOEXEC)
        os.ftruncate(descriptor, SIZE)
        return _Nameless(descriptor, mmap.PROT_READ | mmap.PROT_WRITE), _Descriptor(descriptor)
    memory = SharedMemory(f"sitwell_{os.getpid()}_{secrets.token_hex(4)}", create=True, size=SIZE)
    return _Named(memory, owns_name=True), _Name(memory.name)


class _Nameless:
    """A file in memory that only its descriptors lead to; closes the one that it is given."""

    def __init__(self, descriptor: int, access: int) -> None:
        self._descriptor: int | None = descriptor
        self._memory = mmap.mmap(descriptor, SIZE, prot=access)

    def view(self, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        return np.ndarray(shape, np.uint8, self._memory)

    def forget_name(self) -> None:
        """Do nothing: it has none."""

    def clear(self) -> None:
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.ftruncate(self._descriptor, SIZE)

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        self._memory.close()


class _Named:
    """Memory that the other end finds by its name."""

    def __init__(self, memory: SharedMemory, owns_name: bool) -> None:
        self._memory = memory
        self._owns_name = owns_name

    def view(self, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        return np.ndarray(shape, np.uint8, self._memory.buf)

    def forget_name(self) -> None:
        if self._owns_name:
            self._owns_name = False
            with contextlib.suppress(FileNotFoundError):
                self._memory.unlink()

    def clear(self) -> None:
        """Do nothing: such memory keeps its pages."""

    def close(self) -> None:
        self.forget_name()
        self._memory.close()


class _Descriptor:
    """Travels to the worker while it is born, as a descriptor of its own."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._copy: Any = None

    def __getstate__(self) -> object:
        return DupFd(self._descriptor)

    def __setstate__(self, copy: Any) -> None:
        self._copy = copy

    def attach(self) -> Buffer:
        return _Nameless(self._copy.detach(), mmap.PROT_READ)


@dataclass(frozen=True, slots=True)
class _Name:
    name: str

    def attach(self) -> Buffer:
        return _Named(SharedMemory(self.name), owns_name=False)
