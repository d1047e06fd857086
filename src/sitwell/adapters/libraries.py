"""The system libraries that OpenCV and MediaPipe load, and how to install a missing one."""

import ctypes
import sys
from importlib import metadata

# What `import cv2` and MediaPipe's graph need on Debian and Ubuntu: library → package.
PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libGLESv2.so.2": "libgles2",
    "libglib-2.0.so.0": "libglib2.0-0",
}


def find_missing() -> list[str]:
    """Give the names of the libraries that cannot be loaded; none on other systems than Linux."""
    if sys.platform != "linux":
        return []
    return [name for name in PACKAGES if not _loads(name)]


def advise(missing: list[str]) -> str:
    """Name the missing libraries and the line that installs them."""
    packages = " ".join(PACKAGES[name] for name in missing)
    return f"{', '.join(missing)} missing; install with: sudo apt-get install {packages}"


def find_opencv_mixture() -> str | None:
    """Say what is wrong if two OpenCV packages of different versions share one folder."""
    versions = {}
    for name in ("opencv-python", "opencv-contrib-python", "opencv-python-headless"):
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    if len(set(versions.values())) <= 1:
        return None
    found = ", ".join(f"{name} {version}" for name, version in versions.items())
    return (
        f"OpenCV is a mixture ({found}); repair with: pip uninstall -y {' '.join(versions)} "
        "&& pip install --force-reinstall sitwell"
    )


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
