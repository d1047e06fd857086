"""Known edges laid over a picture."""

import numpy as np
import pytest

from sitwell.core.alignment import FURTHEST, Edges, Turn, agree, fit, lay_out, level, search
from sitwell.core.edges import Steps

ROWS, COLUMNS = 120, 160
ASPECT = COLUMNS / ROWS
RADIUS = 3.0  # of a blot, in rows


def place_blots(turn: Turn) -> tuple[np.ndarray, np.ndarray]:
    """Give where the middles of soft bright blots are once a camera turned, rolled, came nearer."""
    rng = np.random.default_rng(4)
    x, y = rng.uniform(0.1, ASPECT - 0.1, 25) - ASPECT / 2, rng.uniform(0.1, 0.9, 25) - 0.5
    far_x, far_y, both = 1.0 + (x / 1.05) ** 2, 1.0 + (y / 1.05) ** 2, x * y / 1.05**2
    right = turn.x * far_x + turn.y * both - turn.roll * y + turn.zoom * x
    down = turn.x * both + turn.y * far_y + turn.roll * x + turn.zoom * y
    return x + right + ASPECT / 2, y + down + 0.5


def paint(turn: Turn) -> Steps:
    """Paint the changes of brightness round the blots, strongest `RADIUS` from their middles."""
    row, column = np.indices((ROWS, COLUMNS)) + 0.5
    right, down = np.zeros((ROWS, COLUMNS)), np.zeros((ROWS, COLUMNS))
    for x, y in zip(*place_blots(turn), strict=True):
        aside, under = column - x * ROWS, row - y * ROWS
        blot = 0.6 * np.exp(-(aside**2 + under**2) / (2 * RADIUS**2))
        right -= aside * blot / RADIUS**2
        down -= under * blot / RADIUS**2
    clear = np.ones((ROWS, COLUMNS), bool)
    return Steps(right.astype(np.float32), down.astype(np.float32), clear)


def outline() -> Edges:
    """Take three edges round each blot; brightness grows towards its middle."""
    x, y = (np.repeat(part, 3) for part in place_blots(Turn()))
    around = np.arange(len(x)) * np.radians(100.0)
    out = RADIUS / ROWS
    x, y = x - out * np.cos(around), y - out * np.sin(around)
    return lay_out(x, y, np.degrees(around), ASPECT)


EDGES = outline()


def test_edges_agree_where_they_were_taken():
    """Without movement all directions agree, and all edges are in view."""
    agreement, in_view = agree(EDGES, paint(Turn()), Turn())
    assert agreement > 0.85
    assert in_view == 1.0


@pytest.mark.parametrize(("x", "y"), [(0.1, 0.0), (-0.12, 0.05), (0.0, 0.2), (-0.05, -0.2)])
def test_search_finds_even_shifts(x, y):
    """A shift is found to within a coarse row, clear of its rival."""
    steps = paint(Turn())
    rows, columns = round(y * ROWS), round(x * ROWS)
    rolled = [np.roll(part, (rows, columns), (0, 1)) for part in (steps.right, steps.down)]
    guess = search(EDGES, Steps(*rolled, steps.clear))
    assert (guess.x, guess.y) == pytest.approx((x, y), abs=0.015)
    assert guess.rival < 0.9 * guess.agreement


def test_search_goes_no_further_than_told():
    """A guess is never beyond `FURTHEST`, whatever the picture."""
    noise = np.random.default_rng(1).normal(0, 0.1, (2, ROWS, COLUMNS)).astype(np.float32)
    guess = search(EDGES, Steps(*noise, np.ones((ROWS, COLUMNS), bool)))
    assert max(abs(guess.x), abs(guess.y)) <= FURTHEST + 0.01


@pytest.mark.parametrize(
    "turn",
    [
        pytest.param(Turn(0.06, 0.0), id="yaw"),
        pytest.param(Turn(0.0, -0.08), id="pitch"),
        pytest.param(Turn(0.02, 0.02, roll=0.03), id="roll"),
        pytest.param(Turn(-0.02, 0.01, zoom=0.04), id="nearer"),
    ],
)
def test_fit_finds_how_the_camera_turned(turn):
    """From a nearby guess the turn is found, with roll and zoom, which an even shift lacks."""
    steps = paint(turn)
    found = fit(EDGES, steps, level(EDGES, search(EDGES, steps)))
    assert (found.x, found.y) == pytest.approx((turn.x, turn.y), abs=0.004)
    assert (found.roll, found.zoom) == pytest.approx((turn.roll, turn.zoom), abs=0.01)


def test_fit_stays_where_nothing_is_seen():
    """A picture without any change leaves the guess as it is."""
    nothing = np.zeros((ROWS, COLUMNS), np.float32)
    start = Turn(0.05, -0.02)
    found = fit(EDGES, Steps(nothing, nothing, np.ones((ROWS, COLUMNS), bool)), start)
    assert (found.x, found.y) == pytest.approx((start.x, start.y))
