"""A renderer for the tests that draw, skipped where the laboratory's extra is not installed."""

import numpy as np
import pytest

REASON = "the laboratory's extra is not installed: pip install 'sitwell[lab]'"


@pytest.fixture(scope="module")
def studio():
    """Open a renderer."""
    for name in ("anny", "torch"):
        pytest.importorskip(name, reason=REASON)
    if not hasattr(np, "infty"):
        np.infty = np.inf  # pyrender 0.1.45 is older than numpy 2; render.py does the same
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYOPENGL_PLATFORM", "egl")
        # ImportError, not ModuleNotFoundError: where libegl1 is missing it cannot draw either.
        pytest.importorskip("pyrender", reason=REASON, exc_type=ImportError)
    from sitwell.lab.render import Studio

    studio = Studio()
    yield studio
    studio.close()
