"""Sitwell as it would be without its seals: run as a program, with the arguments of `sitwell`.

The worker's process imports this file too, as its main module, and so loses its seal as well.
"""

from sitwell.adapters.landmarker import worker
from sitwell.commands import sealing
from sitwell.errors import Unsealed


def refuse(*_: object) -> None:
    """Fail as on a system that has no seal."""
    raise Unsealed("left open for the proof")


worker.seal_worker = refuse
sealing.seal_program = refuse

if __name__ == "__main__":
    from sitwell.__main__ import main

    main()
