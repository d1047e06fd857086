"""How long somebody has been sitting, and their breaks."""

import pytest

from sitwell.core.episodes import Moment
from sitwell.core.records import State
from sitwell.core.seat import Seat, advance

BREAK_S = 300.0
STATES = {"g": State.UPRIGHT, "s": State.SLUMPED, ".": State.ABSENT}


def sit(script: str, step_s: float = 5.0) -> Seat:
    """Live through runs: g, s, . as ever; ^ standing, ? turned away, x no picture, p paused."""
    seat, t = Seat(), 0.0
    for run in script.split():
        end, letter = t + float(run[:-1]), run[-1]
        while t < end:
            since, t = t, min(end, t + step_s)
            state = STATES.get(letter, State.UNKNOWN)
            is_there = letter not in ".xp"
            moment = Moment(t, since, state, 0.0, is_there, letter == "^", letter == "p")
            seat = advance(seat, moment, BREAK_S)
    return seat


@pytest.mark.parametrize(
    ("script", "seated_s", "away_s"),
    [
        pytest.param("1000g 200s", 1200.0, 0.0, id="sits"),
        pytest.param("1000g 90. 100g", 1100.0, 0.0, id="a short walk stops the count"),
        pytest.param("1000g 90^ 100g", 1100.0, 0.0, id="so does standing up"),
        pytest.param("1000g 300. 100g", 100.0, 300.0, id="a break sets it back"),
        pytest.param("1000g 300^ 100g", 100.0, 300.0, id="standing is a break"),
        pytest.param("1000g 100^ 200. 100g", 100.0, 300.0, id="rising, then leaving"),
        pytest.param("1000g 100^ 50? 200^ 100g", 100.0, 350.0, id="standing, not seen for once"),
        pytest.param("1000g 295^ 100g", 1100.0, 0.0, id="not quite a break"),
        pytest.param("1000g 100^ 400? 100g", 1100.0, 0.0, id="then unseen: may sit again"),
        pytest.param("1000g 100. 400x 100g", 100.0, 500.0, id="gone, then no picture"),
        pytest.param("1000g 600? 100g", 1100.0, 0.0, id="turned away is no break"),
        pytest.param("1000g 600x 100g", 1100.0, 0.0, id="no picture is none either"),
        pytest.param("1000g 600p 100g", 100.0, 0.0, id="paused: nobody knows"),
        pytest.param("1000g 120p 100g", 1100.0, 0.0, id="a short pause"),
        pytest.param("1000g 200p 10g 200p 100g", 1110.0, 0.0, id="two short pauses"),
        pytest.param("1000g 100. 400p 100g", 100.0, 500.0, id="gone, then paused"),
    ],
)
def test_what_stops_and_what_ends_the_sitting(script: str, seated_s: float, away_s: float) -> None:
    """Up or gone stops the count of seated time, and for as long as a break sets it back."""
    for step_s in (1.0, 5.0, 10.0):
        seat = sit(script, step_s)
        assert (seat.seated_s, seat.away_s) == (
            pytest.approx(seated_s, abs=step_s),
            pytest.approx(away_s, abs=2 * step_s),
        )


def test_a_gap_as_long_as_a_break_may_have_been_one() -> None:
    """One step that is as long as a break sets the count back, and nobody knows of a break."""
    seat = advance(Seat(1000.0, away_s=400.0), Moment(900.0, 500.0, State.UNKNOWN, 0.0), BREAK_S)
    assert seat == Seat()
