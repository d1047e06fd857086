"""Where pictures come from: a camera, a video file, a folder, one picture, or an address."""

from sitwell.adapters.frames.choice import find_device, find_kind, open_source
from sitwell.adapters.frames.devices import Camera, list_cameras
from sitwell.adapters.frames.identity import Acquaintances
from sitwell.adapters.frames.jpeg import compress
from sitwell.adapters.frames.picture import read_picture
from sitwell.adapters.frames.source import FrameSource

__all__ = [
    "Acquaintances",
    "Camera",
    "FrameSource",
    "compress",
    "find_device",
    "find_kind",
    "list_cameras",
    "open_source",
    "read_picture",
]
