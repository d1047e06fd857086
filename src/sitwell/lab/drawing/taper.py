"""Smooth tables: a curve through a few given values. Pure."""

from collections.abc import Sequence


def read_off(places: Sequence[float], values: Sequence[float], place: float) -> float:
    """Give the value at a place: a smooth curve through the table, level beyond its ends.

    Cubic, with the slope at each entry taken from its two neighbours (Catmull and Rom).
    """
    if place <= places[0]:
        return values[0]
    if place >= places[-1]:
        return values[-1]
    i = max(k for k in range(len(places) - 1) if places[k] <= place)
    width = places[i + 1] - places[i]
    t = (place - places[i]) / width
    leave, arrive = (_slope(places, values, k) * width for k in (i, i + 1))
    return (
        (2 * t**3 - 3 * t**2 + 1) * values[i]
        + (t**3 - 2 * t**2 + t) * leave
        + (3 * t**2 - 2 * t**3) * values[i + 1]
        + (t**3 - t**2) * arrive
    )


def _slope(places: Sequence[float], values: Sequence[float], i: int) -> float:
    before, after = max(i - 1, 0), min(i + 1, len(places) - 1)
    return (values[after] - values[before]) / (places[after] - places[before])
