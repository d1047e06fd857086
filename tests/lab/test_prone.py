"""Sets on the mat: how they are planned, what the bodies do, and the published count error."""

import dataclasses

import numpy as np
import pytest
from typer.testing import CliRunner

from mats import WIDE, Session, film
from sitwell.core.lifts import Parts
from sitwell.lab import __main__ as lab
from sitwell.lab import people, prone, prone_plan, prone_replay
from sitwell.lab.archive import BadData, find_data
from sitwell.lab.prone_body import Arms, chest_line, leg_line, lie, lift_chest, settle
from sitwell.lab.prone_plan import Ground, Kind, Lift, MatSet

REASON = "the laboratory's extra is not installed: pip install 'sitwell[lab]'"
COMMITTED = find_data(prone_replay.SETS)


def make_set(number: int = 0, kind: Kind = Kind.BOTH, lifts: int = 5) -> MatSet:
    """Plan a set with the lifts of `mats.Session`."""
    session = Session()
    each = session.up_s + session.down_s + session.pause_s
    starts = [session.rest_s + each * k for k in range(lifts)]
    true = tuple(Lift(s, s + 6.0, 3.0, 3.0, 12.0, 10.0) for s in starts)
    planned = prone_plan.plan(1, 0)
    return dataclasses.replace(planned, number=number, kind=kind, lifts=true)


def write(path, *sets: tuple[MatSet, Session]):
    """Write a recording of sets in which everybody is found, in both ways."""
    shards = []
    for planned, session in sets:
        times, poses = zip(*film(session, 5.0), strict=True)
        ways = {way: list(poses) for way in prone_replay.WAYS}
        shards.append(prone.tabulate(planned, list(times), ways))
    columns = {name: np.concatenate([s[name] for s in shards]) for name in shards[0]}
    np.savez_compressed(path, version=np.array(prone.VERSION), **columns)
    return path


@pytest.fixture
def recording(tmp_path):
    """Write five lifts and a rest."""
    quiet = make_set(1, Kind.QUIET, lifts=0)
    return write(
        tmp_path / "sets.npz",
        (make_set(), Session()),
        (quiet, Session(lifts=(), rest_s=30.0)),
    )


def test_plans_are_the_same_again():
    """The same seed and number give the same set; others give others."""
    assert prone_plan.plan(3, 4) == prone_plan.plan(3, 4)
    assert prone_plan.plan(3, 4) != prone_plan.plan(4, 4)


@pytest.mark.parametrize("number", range(12))
def test_lifts_are_those_of_the_movement(number):
    """True repetitions are where the keys lift what the kind of set says, with rest between."""
    planned = prone_plan.plan(2, number)
    assert (not planned.lifts) is (planned.kind is Kind.QUIET)
    assert list(planned.keys) == sorted(planned.keys, key=lambda key: key.t)
    for lift in planned.lifts:
        inside = [key for key in planned.keys if lift.start_s < key.t < lift.end_s]
        assert inside
        assert all(key.ground is Ground.PRONE for key in inside)
        assert max(k.chest_deg for k in inside) == pytest.approx(lift.chest_deg)
        assert (lift.chest_deg > 0.0) is (planned.kind is not Kind.LEGS)
        assert (lift.leg_deg > 0.0) is (planned.kind is not Kind.CHEST)
    starts, ends = ([getattr(x, n) for x in planned.lifts] for n in ("start_s", "end_s"))
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))


def test_reads_back_what_was_written(recording):
    """Places are kept to a four-thousandth of the picture's height, visibility to a hundredth."""
    columns = prone_replay.read(recording)
    played = list(prone_replay.play(columns, 0, "plain"))
    assert len(played) == len(film(Session(), 5.0))
    for (t, pose), (true_t, true) in zip(played, film(Session(), 5.0), strict=True):
        joints = list(prone_replay.JOINTS)
        assert t == pytest.approx(true_t)
        assert pose.aspect == pytest.approx(WIDE)
        assert np.abs(pose.xy[joints] - true.xy[joints]).max() <= prone_replay.STEP
        assert np.abs(pose.visibility[joints] - true.visibility[joints]).max() <= 0.01


def test_weighs_counts(recording):
    """Errors are of sets with lifts, false counts of those without, matches of single lifts."""
    lifted, quiet = prone_replay.count_all(prone_replay.read(recording), "search")
    assert (lifted.true, lifted.counted, quiet.true, quiet.counted) == (5, 5, 0, 0)
    assert (lifted.found_share, lifted.whole_share) == (1.0, 1.0)
    assert np.abs(lifted.matches[:, :2]).max() < 0.5
    assert np.abs(lifted.matches[:, 2:]).max() < 1.0


def test_a_missed_part_is_an_error(recording):
    """Counting what is not lifted finds nothing: the error is the number of lifts."""
    columns = dict(prone_replay.read(recording))
    columns["search_xy"] = columns["search_xy"].copy()
    legs = [prone_replay.JOINTS.index(j) for j in prone_replay.JOINTS if "ANKLE" in j.name]
    still = columns["search_xy"][0][legs]
    columns["search_xy"][:, legs] = still
    lifted, _ = prone_replay.count_all(columns, "search", Parts.LEGS)
    assert lifted.counted == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(None, "is missing", id="missing"),
        pytest.param(b"no archive", "cannot be read", id="no archive"),
    ],
)
def test_a_bad_file_is_named(tmp_path, content, words):
    """What is no recording of sets is refused with the way to make one."""
    path = tmp_path / "sets.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadData, match=f"{words}.*sitwell lab sets"):
        prone_replay.read(path)


def test_a_file_that_lacks_a_column_is_named(recording):
    """A recording that is cut short is none."""
    columns = dict(prone_replay.read(recording))
    del columns["plain_seen"]
    np.savez_compressed(recording, **columns)
    with pytest.raises(BadData, match="lacks some of"):
        prone_replay.read(recording)


def test_prints_the_tables(recording):
    """`sitwell lab repetitions` prints both tables of a recording."""
    done = CliRunner().invoke(lab.app, ["repetitions", "--data", str(recording), "--markdown"])
    assert done.exit_code == 0
    assert done.output.count("**Repetitions counted, by ") == 2


def test_published_error():
    """On the committed sets counts are as exact as the README says, and rest is never counted.

    Tolerance: one lift in all, for another numpy's rounding; the landmarks are committed.
    """
    counts = prone_replay.count_all(prone_replay.read(COMMITTED), "search", Parts.EITHER)
    lifted = [count for count in counts if count.true]
    error = sum(abs(count.counted - count.true) for count in lifted)
    assert len(counts) >= 18
    assert error <= PUBLISHED_ERROR + 1
    assert sum(count.counted for count in counts if not count.true) == PUBLISHED_FALSE


PUBLISHED_ERROR, PUBLISHED_FALSE = 4, 0  # of 103 lifts in 15 sets, and in 3 sets of rest


@pytest.fixture(scope="module", params=[1, 2], ids=lambda seed: f"body {seed}")
def rig(request):
    """Give somebody's body."""
    pytest.importorskip("anny", reason=REASON)
    pytest.importorskip("torch", reason=REASON)
    from sitwell.lab import body

    return body.build(people.draw(np.random.default_rng(request.param)))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("arms", [Arms.BESIDE, Arms.UNDER])
def test_lies_on_the_mat(rig, arms):
    """At rest chest, belly and feet of any body are on the floor: both lines are nearly level."""
    stance = lie(rig, settle(rig, arms, 0.0), arms, 0.0)
    assert abs(chest_line(stance)) < 15.0
    assert abs(leg_line(stance)) < 15.0


@pytest.mark.timeout(600)
@pytest.mark.parametrize("lift_deg", [8.0, 20.0])
def test_a_lift_asked_for_is_a_lift_read(rig, lift_deg):
    """The back is arched until hip→shoulder has risen so far, to half a degree."""
    rest = settle(rig, Arms.BESIDE, 0.0)
    up = dataclasses.replace(rest, arch_deg=rest.arch_deg + lift_chest(rig, rest, lift_deg))
    low, high = (chest_line(lie(rig, lying, Arms.BESIDE, 0.0)) for lying in (rest, up))
    assert high - low == pytest.approx(lift_deg, abs=0.5)
