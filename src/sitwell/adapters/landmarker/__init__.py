"""MediaPipe's pose landmarker, in a process of its own that cannot open a socket."""

from sitwell.adapters.landmarker.landmarker import Landmarker
from sitwell.adapters.landmarker.model import MODEL

__all__ = ["MODEL", "Landmarker"]
