"""The pose model that the worker runs."""

from sitwell.guard.shipped import Shipped

MODEL = Shipped(
    what="the pose model",
    name="pose_landmarker_lite.task",
    sha256="59929e1d1ee95287735ddd833b19cf4ac46d29bc7afddbbf6753c459690d574a",
    variable="SITWELL_MODEL",
)
"""Google's float16/1 release (models/README.md)."""
