"""Memory shared with the worker, through which the model and the pictures go."""

import contextlib
import os
import secrets
from multiprocessing.shared_memory import SharedMemory

import numpy as np
from numpy.typing import NDArray


class Buffer:
    """One piece of shared memory, the parent's end. Its name lives only until `forget_name`."""

    def __init__(self, size: int) -> None:
        name = f"sitwell_{os.getpid()}_{secrets.token_hex(4)}"
        self._memory = SharedMemory(name, create=True, size=max(size, 1))
        self._is_named = True

    @property
    def name(self) -> str:
        """The name under which the worker attaches."""
        return self._memory.name

    @property
    def size(self) -> int:
        """Bytes that fit."""
        return self._memory.size

    def put(self, values: NDArray[np.uint8]) -> None:
        """Copy an array to the buffer's beginning, row by row."""
        view(self._memory, values.shape)[...] = values

    def forget_name(self) -> None:
        """Take the name away once the worker is attached, so that no crash can leave it behind."""
        if self._is_named:
            self._is_named = False
            with contextlib.suppress(FileNotFoundError):
                self._memory.unlink()

    def close(self) -> None:
        """Give the memory back."""
        self.forget_name()
        self._memory.close()


def view(memory: SharedMemory, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """Give the memory's beginning as an array. Drop it before the memory is closed."""
    return np.ndarray(shape, np.uint8, memory.buf)
