"""The libraries that OpenCV, MediaPipe and the windows load, and how to install a missing one."""

import ctypes
import importlib.util
import sys
from collections.abc import Mapping

# What `import cv2` and MediaPipe's graph need on Debian and Ubuntu: library → package.
PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libGLESv2.so.2": "libgles2",
    "libglib-2.0.so.0": "libglib2.0-0",
}
# What Qt's windows need besides under X11, and what no wheel brings (ldd of 6.11's libqxcb.so).
# Where one is missing, Qt aborts the process; on most desktops it is the first.
X11_PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
GET_QT = "pip install 'sitwell[desktop]'"


def find_missing(packages: Mapping[str, str] = PACKAGES) -> list[str]:
    """Give the names of the libraries that cannot be loaded; none on other systems than Linux."""
    if sys.platform != "linux":
        return []
    return [name for name in packages if not _loads(name)]


def has_qt() -> bool:
    """Say whether the windows' extra is installed, without loading it."""
    return importlib.util.find_spec("PySide6") is not None


def advise(missing: list[str]) -> str:
    """Name the missing libraries and the line that installs them."""
    packages = " ".join((PACKAGES | X11_PACKAGES)[name] for name in missing)
    return f"{', '.join(missing)} missing; install with: sudo apt-get install {packages}"


def find_opencv_mixture() -> str | None:
    """Say what is wrong if two OpenCV packages of different versions share one folder."""
    from importlib import metadata  # noqa: PLC0415 - a thirtieth of a second, for the doctor alone

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
