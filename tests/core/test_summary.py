"""What a day adds up to."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from days import zone
from sitwell.core.reason import Reason
from sitwell.core.records import (
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)
from sitwell.core.summary import DaySummary, KindCount, ReasonSeconds, summarize
from sitwell.core.timeline import local_day

SINCE = datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=1)))
UNTIL = SINCE + timedelta(days=1)
NINE = SINCE + timedelta(hours=9)
LETTERS = {
    "u": (State.UPRIGHT, None),
    "s": (State.SLUMPED, None),
    "o": (State.OVEREXTENDED, None),
    "d": (State.UNKNOWN, Reason.TOO_DARK),
    "p": (State.UNKNOWN, Reason.SEVERAL_PEOPLE),
    "?": (State.UNKNOWN, None),
    ".": (State.ABSENT, None),
}


def spans(script: str, start: datetime = NINE, letter_s: float = 60) -> tuple[Span, ...]:
    """Make spans of a script, a letter a minute: "uuss" is two minutes upright, two slumped."""
    made = []
    for letter, run in groupby(script):
        duration_s = len(list(run)) * letter_s
        if letter != " ":
            made.append(Span(start, duration_s, *LETTERS[letter]))
        start += timedelta(seconds=duration_s)
    return tuple(made)


def day_of(*parts: Sequence[Span]) -> DaySummary:
    """Summarize spans over the whole day."""
    return summarize(Records(spans=tuple(span for part in parts for span in part)), SINCE, UNTIL)


def minutes(summary: DaySummary) -> tuple[float, ...]:
    """Give the minutes upright, slumped, overextended, unknown and absent."""
    seconds = (
        summary.upright_s,
        summary.slumped_s,
        summary.overextended_s,
        summary.unknown_s,
        summary.absent_s,
    )
    return tuple(value / 60 for value in seconds)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("", (0, 0, 0, 0, 0), id="nothing"),
        pytest.param("uuuuss", (4, 2, 0, 0, 0), id="upright, slumped"),
        pytest.param("uso?.", (1, 1, 1, 1, 1), id="one of each"),
        pytest.param("uu   ss", (2, 2, 0, 0, 0), id="a gap is nobody's"),
        pytest.param("usususdd..", (3, 3, 0, 2, 2), id="to and fro"),
    ],
)
def test_seconds_by_state(script: str, expected: tuple[float, ...]) -> None:
    """Each state has the time of its spans, and a time without a span belongs to none."""
    assert minutes(day_of(spans(script))) == expected


def test_denominators() -> None:
    """Judged is what has a verdict, seen adds the unknown, recorded adds the absent."""
    summary = day_of(spans("uuusosd?...."))
    assert (summary.judged_s, summary.seen_s, summary.recorded_s) == (6 * 60, 8 * 60, 12 * 60)


def test_shares() -> None:
    """Shares are parts of the judged time alone."""
    summary = day_of(spans("uuusos" + "d" * 50 + "." * 50))
    assert summary.upright_share == pytest.approx(3 / 6)
    assert summary.slumped_share == pytest.approx(2 / 6)
    assert summary.overextended_share == pytest.approx(1 / 6)


@pytest.mark.parametrize("script", ["", "dd??", "....", "dd.."])
def test_no_share_without_denominator(script: str) -> None:
    """Where nothing was judged there is no share and no rate, not even 0."""
    summary = day_of(spans(script))
    assert summary.upright_share is None
    assert summary.slumped_share is None
    assert summary.overextended_share is None
    assert summary.slumps.per_judged_hour is None


def test_unknown_by_reason() -> None:
    """Unknown time is divided by reason, the largest first; a missing reason is a part too."""
    assert day_of(spans("dpppud?p")).unknown_by_reason == (
        ReasonSeconds(Reason.SEVERAL_PEOPLE, 240),
        ReasonSeconds(Reason.TOO_DARK, 120),
        ReasonSeconds(None, 60),
    )


@pytest.mark.parametrize(
    ("first", "second", "later_min", "expected"),
    [
        pytest.param("uuuu", "ssss", 2, (4, 2, 0, 0, 0), id="the later one loses its beginning"),
        pytest.param("uuuuuu", "ss", 2, (6, 0, 0, 0, 0), id="the one within counts for nothing"),
        pytest.param("uuuuuu", "ss..", 4, (6, 0, 0, 0, 2), id="two sessions"),
        pytest.param("uuuu", "ssss", 4, (4, 4, 0, 0, 0), id="neighbours"),
    ],
)
def test_no_moment_twice(
    first: str, second: str, later_min: int, expected: tuple[float, ...]
) -> None:
    """Where spans overlap the one that began first keeps the time, in whatever order they come."""
    early = spans(first)
    late = spans(second, NINE + timedelta(minutes=later_min))
    assert minutes(day_of(early, late)) == expected
    assert minutes(day_of(late, early)) == expected


def test_over_midnight() -> None:
    """A session over midnight is divided between the two days."""
    records = Records(spans=spans("uuuusss", UNTIL - timedelta(minutes=5)))
    assert minutes(summarize(records, SINCE, UNTIL)) == (4, 1, 0, 0, 0)
    assert minutes(summarize(records, UNTIL, UNTIL + timedelta(days=1))) == (0, 2, 0, 0, 0)


def episode(start: datetime, minutes_long: float, flexion_deg: float = 20.0) -> SlumpEpisode:
    """Make an episode."""
    return SlumpEpisode(start, minutes_long * 60, flexion_deg)


def test_slump_episodes() -> None:
    """Episodes are counted, the longest found, and flexion averaged by time."""
    records = Records(
        spans("u" * 90 + "s" * 30),
        (episode(NINE, 10, 30.0), episode(NINE + timedelta(hours=1), 20, 15.0)),
    )
    slumps = summarize(records, SINCE, UNTIL).slumps
    assert (slumps.number, slumps.longest_s, slumps.per_judged_hour) == (2, 1200, 1.0)
    assert slumps.mean_flexion_deg == pytest.approx(20.0)


def test_no_episode() -> None:
    """A judged day without an episode has a rate of 0 and no mean flexion."""
    slumps = day_of(spans("u" * 60)).slumps
    assert (slumps.number, slumps.longest_s, slumps.per_judged_hour) == (0, 0.0, 0.0)
    assert slumps.mean_flexion_deg is None


@pytest.mark.parametrize(
    ("start_min", "long_min", "number", "longest_min"),
    [
        pytest.param(-10, 15, 1, 5, id="from the day before"),
        pytest.param(24 * 60 - 4, 15, 1, 4, id="into the next day"),
        pytest.param(-10, 10, 0, 0, id="ends at midnight"),
        pytest.param(24 * 60, 10, 0, 0, id="begins at midnight"),
    ],
)
def test_episode_at_midnight(start_min: int, long_min: int, number: int, longest_min: int) -> None:
    """An episode counts in each day that it overlaps, with its part in that day."""
    records = Records(episodes=(episode(SINCE + timedelta(minutes=start_min), long_min),))
    slumps = summarize(records, SINCE, UNTIL).slumps
    assert (slumps.number, slumps.longest_s) == (number, longest_min * 60)


def nudge(
    minute: int, kind: NudgeKind = NudgeKind.SIT_UP, response_s: float | None = None
) -> NudgeRecord:
    """Make a nudge, which helped if there is a response."""
    outcome = NudgeOutcome.IGNORED if response_s is None else NudgeOutcome.HELPED
    return NudgeRecord(NINE + timedelta(minutes=minute), kind, outcome, response_s)


def test_nudges() -> None:
    """Nudges are counted in all, by kind and by help; the typical response is the median."""
    sent = (
        nudge(0, response_s=5),
        nudge(20, response_s=100),
        nudge(40, response_s=9),
        nudge(60),
        nudge(80, NudgeKind.BREAK),
    )
    nudges = summarize(Records(nudges=sent), SINCE, UNTIL).nudges
    assert (nudges.sent, nudges.helped, nudges.median_response_s) == (5, 3, 9)
    assert nudges.by_kind == (
        KindCount(NudgeKind.SIT_UP, 4),
        KindCount(NudgeKind.LOCUST, 0),
        KindCount(NudgeKind.BREAK, 1),
        *(KindCount(kind, 0) for kind in list(NudgeKind)[3:]),
    )


@pytest.mark.parametrize("sent", [(), (nudge(0),)])
def test_no_response(sent: tuple[NudgeRecord, ...]) -> None:
    """Where no nudge helped there is no response time."""
    assert summarize(Records(nudges=sent), SINCE, UNTIL).nudges.median_response_s is None


def test_nudge_at_midnight() -> None:
    """A nudge at midnight belongs to the day that begins."""
    records = Records(nudges=(NudgeRecord(UNTIL, NudgeKind.BREAK),))
    assert summarize(records, SINCE, UNTIL).nudges.sent == 0
    assert summarize(records, UNTIL, UNTIL + timedelta(days=1)).nudges.sent == 1


@pytest.mark.parametrize(
    "records",
    [
        Records(spans=spans("u", NINE.replace(tzinfo=None))),
        Records(episodes=(episode(NINE.replace(tzinfo=None), 1),)),
        Records(nudges=(NudgeRecord(NINE.replace(tzinfo=None), NudgeKind.BREAK),)),
    ],
    ids=["span", "episode", "nudge"],
)
def test_refuse_naive(records: Records) -> None:
    """A time without a zone is refused, for it would mean this computer's zone."""
    with pytest.raises(ValueError, match="zone"):
        summarize(records, SINCE, UNTIL)


BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"
SANTIAGO = "<-04>4<-03>,M9.1.6/24,M4.1.6/24"
HAVANA = "CST5CDT,M3.2.0/0,M11.1.0/1"


@pytest.mark.parametrize(
    ("rule", "day", "hours", "first_utc"),
    [
        pytest.param(BERLIN, date(2026, 3, 2), 24, "2026-03-01T23:00", id="plain"),
        pytest.param(BERLIN, date(2026, 3, 29), 23, "2026-03-28T23:00", id="clocks forward"),
        pytest.param(BERLIN, date(2026, 10, 25), 25, "2026-10-24T22:00", id="clocks back"),
        pytest.param(HAVANA, date(2026, 3, 8), 23, "2026-03-08T05:00", id="midnight skipped"),
        pytest.param(HAVANA, date(2026, 11, 1), 25, "2026-11-01T04:00", id="midnight twice"),
        pytest.param(SANTIAGO, date(2026, 9, 6), 23, "2026-09-06T04:00", id="skipped, south"),
        pytest.param(SANTIAGO, date(2026, 4, 4), 25, "2026-04-04T03:00", id="back at midnight"),
        pytest.param("<+0545>-5:45", date(2026, 3, 2), 24, "2026-03-01T18:15", id="part hours"),
    ],
)
def test_local_day(rule: str, day: date, hours: int, first_utc: str) -> None:
    """A day lasts from its first moment to that of the next, also when the clocks change."""
    since, until = local_day(day, zone(rule))
    assert until - since == timedelta(hours=hours)
    assert since == datetime.fromisoformat(first_utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("rule", [BERLIN, SANTIAGO, HAVANA])
def test_days_join(rule: str) -> None:
    """Through a whole year each day begins where the one before ended."""
    days = [local_day(date(2026, 1, 1) + timedelta(days=n), zone(rule)) for n in range(365)]
    assert all(before[1] == after[0] for before, after in pairwise(days))


def test_day_of_25_hours() -> None:
    """On the day the clocks go back, the hour that comes twice counts twice."""
    berlin = zone(BERLIN)
    start = datetime(2026, 10, 25, 1, 0, tzinfo=berlin)
    records = Records(spans=(Span(start, 3 * 3600, State.UPRIGHT),))
    assert summarize(records, *local_day(date(2026, 10, 25), berlin)).upright_s == 3 * 3600
    again = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=1)
    both = Records(spans=(*records.spans, Span(again, 3600, State.SLUMPED)))
    assert summarize(both, *local_day(date(2026, 10, 25), berlin)).slumped_s == 30 * 60


def test_bounds_in_one_zone() -> None:
    """Times of one zone are compared as moments, though Python compares them by the wall clock."""
    berlin = zone(BERLIN)
    since, until = (datetime(2026, 10, day, tzinfo=berlin) for day in (25, 26))
    ever = Records(spans=(Span(since - timedelta(hours=9), 50 * 3600, State.UPRIGHT),))
    assert summarize(ever, since, until).upright_s == 25 * 3600
    first, again = (datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold) for fold in (0, 1))
    nudges = Records(nudges=(NudgeRecord(first, NudgeKind.BREAK),))
    assert summarize(nudges, again, until).nudges.sent == 0


moments = st.integers(-7200, 90000).map(lambda second: SINCE + timedelta(seconds=second))
any_spans = st.lists(
    st.builds(
        lambda start, duration_s, kind: Span(start, duration_s, *kind),
        moments,
        st.integers(0, 20000),
        st.sampled_from(list(LETTERS.values())),
    ),
    max_size=12,
    unique_by=lambda span: span.start,
).map(tuple)


def covered_s(records: tuple[Span, ...], since: datetime, until: datetime) -> int:
    """Count, second by second, those that any span covers."""
    seconds: set[int] = set()
    for span in records:
        start_s = int((span.start - since).total_seconds())
        seconds.update(range(max(start_s, 0), start_s + int(span.duration_s)))
    return len([second for second in seconds if second < (until - since).total_seconds()])


@given(any_spans)
def test_parts_add_up(found: tuple[Span, ...]) -> None:
    """The five states together are the time that any span covers, within the day, counted once."""
    summary = summarize(Records(spans=found), SINCE, UNTIL)
    assert summary.recorded_s == pytest.approx(covered_s(found, SINCE, UNTIL))
    by_reason_s = sum(part.seconds for part in summary.unknown_by_reason)
    assert by_reason_s == pytest.approx(summary.unknown_s)
    shares = (summary.upright_share, summary.slumped_share, summary.overextended_share)
    given_shares = [share for share in shares if share is not None]
    assert not given_shares or sum(given_shares) == pytest.approx(1.0)


@given(any_spans, moments)
def test_halves_add_up(found: tuple[Span, ...], cut: datetime) -> None:
    """Wherever a day is cut in two, each state has in both parts together what it had before."""
    cut = min(max(cut, SINCE), UNTIL)
    records = Records(spans=found)
    before, after = minutes(summarize(records, SINCE, cut)), minutes(summarize(records, cut, UNTIL))
    halves = tuple(first + second for first, second in zip(before, after, strict=True))
    assert halves == pytest.approx(minutes(summarize(records, SINCE, UNTIL)))


@given(any_spans, st.randoms(use_true_random=False))
def test_order_does_not_matter(found: tuple[Span, ...], random: object) -> None:
    """The same spans in another order give the same day."""
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert minutes(day_of(shuffled)) == pytest.approx(minutes(day_of(found)))
