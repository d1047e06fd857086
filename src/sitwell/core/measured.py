"""How wrong the flexion estimate was measured to be, for each view.

From `sitwell lab evaluate` on 200 rendered sitters that the fit never saw; README.md has the whole
table, and a test holds the two together.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Flexion in one view, degrees.

    Attributes:
        mean_error_deg: Mean absolute error.
        half_width_deg: Half of the mean 90 % interval.
    """

    mean_error_deg: float
    half_width_deg: float


FLEXION = {
    "front": Measured(4.1, 8.6),
    "three_quarter": Measured(4.0, 8.8),
    "side": Measured(3.7, 8.8),
}
"""By `View`, which is a string; named by it so that the window need not load numpy."""
