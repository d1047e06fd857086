"""When to breathe, lift and rest in a guided set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.core.pacing import (
    CHANGE_S,
    PAUSE_S,
    Breath,
    Motion,
    Rhythm,
    Stage,
    Tally,
    Tempo,
    lay_out,
    look,
    tally,
)

TWO = Tempo(Rhythm(3.0, 4.0), 2, ready_s=5.0)

tempos = st.builds(
    Tempo,
    st.builds(Rhythm, st.floats(1.0, 10.0), st.floats(1.0, 10.0)),
    st.integers(1, 6),
    st.integers(0, 3),
    st.integers(1, 2),
    st.integers(1, 3),
    st.sampled_from((0.0, 5.0)),
    st.booleans(),
    st.one_of(st.none(), st.just(Rhythm(4.0, 5.0))),
)


def breaths(tempo: Tempo) -> str:
    """Write the course as a script: I, O lift or lower; i, o stay there; r, R rest; others."""
    letters = {Stage.READY: "<", Stage.CHANGE: "|", Stage.PAUSE: "/", Stage.OVER: ">"}

    def spell(step) -> str:  # type: ignore[no-untyped-def]
        if step.breath is None:
            return letters[step.stage]
        if step.stage is Stage.REST:
            return "R" if step.breath is Breath.IN else "r"
        letter = "I" if step.breath is Breath.IN else "O"
        return letter.lower() if step.motion is Motion.STAY else letter

    return "".join(map(spell, lay_out(tempo).steps))


@pytest.mark.parametrize(
    ("tempo", "script"),
    [
        pytest.param(TWO, "<IOIO>", id="two repetitions"),
        pytest.param(Tempo(Rhythm(3, 3), 1, hold_breaths=2), "<IoioiO>", id="held for two breaths"),
        pytest.param(Tempo(Rhythm(3, 3), 2, sides=2), "<IOIO|IOIO>", id="both sides"),
        pytest.param(Tempo(Rhythm(3, 3), 1, sets=2), "<IO/IO>", id="two sets"),
        pytest.param(Tempo(Rhythm(3, 3), 1, sides=2, sets=2), "<IO|IO/IO|IO>", id="sides and sets"),
        pytest.param(Tempo(Rhythm(3, 3), 2, lifts_on_exhale=True), "<OIOI>", id="exhale up"),
        pytest.param(
            Tempo(Rhythm(3, 3), 1, rest=Rhythm(4, 5), rest_breaths=2, lifts_on_exhale=True),
            "<OIRrRr>",
            id="rest, whose breath is not turned round",
        ),
        pytest.param(Tempo(Rhythm(3, 3), 1, ready_s=0.0), "IO>", id="no time to get ready"),
    ],
)
def test_course(tempo: Tempo, script: str) -> None:
    """A repetition goes up with one breath and down with the other, and a set ends with rest."""
    assert breaths(tempo) == script


@pytest.mark.parametrize(
    ("t", "stage", "breath", "repetition", "left_s", "fullness"),
    [
        pytest.param(-1.0, Stage.READY, None, 0, 5.0, 0.0, id="before it begins"),
        pytest.param(0.0, Stage.READY, None, 0, 5.0, 0.0, id="get ready"),
        pytest.param(5.0, Stage.MOVE, Breath.IN, 1, 3.0, 0.0, id="first breath in"),
        pytest.param(6.5, Stage.MOVE, Breath.IN, 1, 1.5, 0.5, id="half of it"),
        pytest.param(8.0, Stage.MOVE, Breath.OUT, 1, 4.0, 1.0, id="at the top"),
        pytest.param(10.0, Stage.MOVE, Breath.OUT, 1, 2.0, 0.5, id="half down"),
        pytest.param(12.0, Stage.MOVE, Breath.IN, 2, 3.0, 0.0, id="second repetition"),
        pytest.param(19.0, Stage.OVER, None, 0, 0.0, 0.0, id="over"),
        pytest.param(1e9, Stage.OVER, None, 0, 0.0, 0.0, id="long over"),
    ],
)
def test_look(
    t: float, stage: Stage, breath: Breath | None, repetition: int, left_s: float, fullness: float
) -> None:
    """At each moment it is known what to do, for how much longer, and how long the line is."""
    moment = look(lay_out(TWO), t)
    assert (moment.step.stage, moment.step.breath) == (stage, breath)
    assert moment.step.repetition == repetition
    assert (moment.left_s, moment.fullness) == (left_s, fullness)


def test_sides_and_sets_are_numbered() -> None:
    """Of two sides and two sets it is known which; where there is one side it has no number."""
    two = lay_out(Tempo(Rhythm(1, 1), 1, sides=2, sets=2, ready_s=0.0))
    moves = [step for step in two.steps if step.breath is Breath.IN]
    assert [(step.set_number, step.side) for step in moves] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert lay_out(TWO).steps[1].side == 0


@pytest.mark.parametrize(
    ("t", "done"),
    [
        pytest.param(0.0, (), id="nothing"),
        pytest.param(4.9, (), id="not begun"),
        pytest.param(5.0, (Tally(0, 0.0, False),), id="begun"),
        pytest.param(11.9, (Tally(0, 6.9, False),), id="one not yet lowered"),
        pytest.param(12.0, (Tally(1, 7.0, False),), id="one"),
        pytest.param(19.0, (Tally(2, 14.0, True),), id="the set"),
        pytest.param(18.9 + PAUSE_S, (Tally(2, 14.0, True),), id="in the pause"),
        pytest.param(
            20.0 + PAUSE_S, (Tally(2, 14.0, True), Tally(0, 1.0, False)), id="second set begun"
        ),
        pytest.param(1e9, (Tally(2, 14.0, True), Tally(2, 14.0, True)), id="all"),
    ],
)
def test_tally(t: float, done: tuple[Tally, ...]) -> None:
    """A repetition counts once it is lowered; a set is done once its last one is."""
    found = tally(lay_out(Tempo(Rhythm(3.0, 4.0), 2, sets=2, ready_s=5.0)), t)
    assert [(f.repetitions, f.is_done) for f in found] == [(d.repetitions, d.is_done) for d in done]
    assert [f.duration_s for f in found] == pytest.approx([d.duration_s for d in done])


def test_both_sides_count_together() -> None:
    """The repetitions of a set are those of both sides, and its length has the change in it."""
    course = lay_out(Tempo(Rhythm(1, 1), 3, sides=2, ready_s=0.0, rest=Rhythm(4, 5)))
    assert tally(course, 6.0) == (Tally(3, 6.0, False),)
    assert tally(course, 1e9) == (Tally(6, 12.0 + CHANGE_S, True),)


@given(tempos)
def test_moves_without_a_jump(tempo: Tempo) -> None:
    """Within a side the line never jumps: each breath begins as long as the last one ended."""
    course = lay_out(tempo)
    for start_s, (before, step) in zip(
        course.starts_s[1:], zip(course.steps, course.steps[1:], strict=False), strict=True
    ):
        if before.breath is not None and step.breath is not None and before.stage is step.stage:
            ends = look(course, start_s - 1e-6).fullness
            assert look(course, start_s).fullness == pytest.approx(ends, abs=1e-4)


@given(tempos, st.floats(0.0, 1.0))
def test_any_moment_is_whole(tempo: Tempo, share: float) -> None:
    """At any moment the line is between nothing and all, and what is left is not negative."""
    course = lay_out(tempo)
    moment = look(course, share * course.length_s)
    assert 0.0 <= moment.fullness <= 1.0
    assert 0.0 <= moment.share <= 1.0
    assert 0.0 <= moment.left_s <= moment.step.length_s


@given(tempos, st.lists(st.floats(0.0, 1.0), min_size=2, max_size=5))
def test_tally_only_grows(tempo: Tempo, shares: list[float]) -> None:
    """What was done stays done, and at the end it is all that was asked for."""
    course = lay_out(tempo)
    counts = [
        sum(t.repetitions for t in tally(course, share * course.length_s))
        for share in sorted(shares)
    ]
    assert counts == sorted(counts)
    whole = tally(course, course.length_s)
    assert len(whole) == tempo.sets
    assert all(t.is_done and t.repetitions == tempo.sides * tempo.repetitions for t in whole)
