"""Why there is a nudge, or none: in words, in a table, and as JSON."""

import json
import math
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from sitwell.adapters.control import Reply
from sitwell.adapters.control.wire import LARGEST_REPLY, write_reply
from sitwell.core.angles import Angle
from sitwell.core.circumstances import Circumstances
from sitwell.core.nudges import (
    Bar,
    FirstWeek,
    Gauge,
    NudgeRules,
    Nudging,
    Quiet,
    Sitting,
    explain,
)
from sitwell.core.posture_rules import PostureRules
from sitwell.core.presence import Hold
from sitwell.core.reason import NOBODY_THERE, WISHES, Reason
from sitwell.core.records import NudgeKind, NudgeOutcome, NudgeRecord, State
from sitwell.core.sighting import Sighting
from sitwell.core.status import Channel, NextNudge, Rest
from sitwell.core.why import Dial, Said, Verdict, Why
from sitwell.reporting.programs import why_json
from sitwell.reporting.why import text as reporting
from sitwell.reporting.why.sentence import a_signed_degree, sentence

NOW = datetime(2026, 3, 2, 14, 8, 30, tzinfo=timezone(timedelta(hours=1)))
UNTIL = NOW.replace(minute=20, second=0)
RULES, LINES = NudgeRules(), PostureRules()
IGNORED = NudgeOutcome.IGNORED
NOON = Circumstances(since_midnight_s=50_000.0, days_since_first=40)
LONG_AGO = Verdict(NOW - timedelta(days=2), State.ABSENT, Reason.LOCKED, None, 11.0)
SEEN = Sighting(130.0, 1800.0, 16.4, 9.3, 620.0, 610.0, 1210.0, 330.0)


def make_why(
    state: State = State.UPRIGHT,
    deg: float = 2.3,
    *,
    around: Circumstances = NOON,
    rules: NudgeRules = RULES,
    changes: dict[str, object] | None = None,
    **seen: float,
) -> Why:
    """Give what is known of somebody who sits like that."""
    sighting = Sighting(**{"flexion_deg": deg, "lean_deg": -1.0} | seen)  # type: ignore[arg-type]
    sitting = Sitting(1000.0, state, sighting, around=around)
    explanation = explain(Nudging(), sitting, rules, LINES)
    angle, lean = Angle(deg, deg - 3.4, deg + 3.1), Angle(-1.0, -4.0, 2.0)
    dials = tuple(
        Dial(gauge, lean if gauge.kind is NudgeKind.LEAN else angle, gauge.line_deg * 0.65)
        for gauge in explanation.gauges
    )
    free = NextNudge(NOW)
    why = Why(NOW, explanation, state, None, None, None, free, rules, Channel("auto"), dials)
    return replace(why, **(changes or {}))  # type: ignore[arg-type]


def ago(seconds: float, kind: NudgeKind = NudgeKind.SIT_UP, **more: object) -> Said:
    """Give a nudge that was sent so long ago."""
    record = NudgeRecord(NOW - timedelta(seconds=seconds), kind, **more)  # type: ignore[arg-type]
    return Said(record, SEEN)


SLUMPED = make_why(State.SLUMPED, 15.2, slumped_s=70.0, seated_s=600.0)
DUE = make_why(State.SLUMPED, 15.2, slumped_s=125.0, seated_s=600.0)
UPRIGHT = make_why(seated_s=600.0)


def quiet(why: Why, cause: Quiet, at: datetime | None = UNTIL, **changes: object) -> Why:
    """Give the same, silenced by a rule."""
    silenced = replace(why, next_nudge=NextNudge(at, cause))
    return replace(silenced, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("why", "words"),
    [
        pytest.param(
            SLUMPED,
            "Slumped for 1 min 10 s of the 2 min after which a nudge comes, "
            "flexion about +15° (+12 to +18), the line is +11°; "
            "no nudge yet, the next could be 'sit up' in 50 s.",
            id="slumped",
        ),
        pytest.param(
            UPRIGHT,
            "Upright, flexion about +2° (−1 to +5), the line is +11°; "
            "no nudge yet, the next could be 'take a break' in 20 min.",
            id="upright",
        ),
        pytest.param(
            make_why(State.SLUMPED, 9.0, slumped_s=70.0),
            "Slumped for 1 min 10 s of the 2 min after which a nudge comes, "
            "flexion about +9° (+6 to +12), upright again below +7°; "
            "no nudge yet, the next could be 'sit up' in 50 s.",
            id="below the line, above the release",
        ),
        pytest.param(
            make_why(State.OVEREXTENDED, -6.0, extended_s=400.0),
            "Leaning back or over-extended for 7 min of the 10 min after which a nudge comes, "
            "flexion about −6° (−9 to −3), the line is −4°; "
            "no nudge yet, the next could be 'let go a little' in 3 min 20 s.",
            id="over-extended",
        ),
        pytest.param(
            replace(DUE, hold=Hold.MICROPHONE),
            "Slumped for 2 min 5 s, flexion about +15° (+12 to +18), the line is +11°; "
            "a nudge ('sit up') is due and waits: the microphone is in use.",
            id="held",
        ),
        pytest.param(
            replace(UPRIGHT, hold=Hold.FULL_SCREEN),
            "Upright, flexion about +2° (−1 to +5), the line is +11°; no nudge yet, the next could "
            "be 'take a break' in 20 min, and one would wait: a window fills the screen.",
            id="held, none due",
        ),
        pytest.param(
            quiet(UPRIGHT, Quiet.APART, said=(ago(720.0, outcome=IGNORED),)),
            "Upright, flexion about +2° (−1 to +5), the line is +11°; "
            "no nudge before 14:20: one came 12 min ago.",
            id="one came",
        ),
        pytest.param(
            quiet(DUE, Quiet.APART, said=(ago(3.0),)),
            "Slumped for 2 min 5 s, flexion about +15° (+12 to +18), the line is +11°; "
            "a nudge ('sit up') came 3 s ago, and no other before 14:20.",
            id="one has just come",
        ),
        pytest.param(
            quiet(UPRIGHT, Quiet.APART, said=(ago(3.0, NudgeKind.CUE),)),
            "Upright, flexion about +2° (−1 to +5), the line is +11°; "
            "no nudge before 14:20: one came 3 s ago.",
            id="the cue has just come",
        ),
        pytest.param(
            quiet(DUE, Quiet.APART, said=(ago(1710.0, outcome=IGNORED),)),
            "Slumped for 2 min 5 s, flexion about +15° (+12 to +18), the line is +11°; no nudge "
            "before 14:20, though 'sit up' is due: one came 28 min ago, and they come half as "
            "often for now.",
            id="half as often",
        ),
        pytest.param(
            quiet(UPRIGHT, Quiet.MOST_PER_DAY),
            "Upright, flexion about +2° (−1 to +5), the line is +11°; "
            "no nudge before 14:20: 12 within 24 hours are the most.",
            id="cap",
        ),
        pytest.param(
            quiet(UPRIGHT, Quiet.MOST_PER_DAY, None),
            "Upright, flexion about +2° (−1 to +5), the line is +11°; "
            "no nudge: the config allows none (most_per_day = 0).",
            id="none wanted",
        ),
        pytest.param(
            quiet(UPRIGHT, Quiet.FIRST_WEEK, UNTIL + timedelta(days=1)),
            "Upright, flexion about +2° (−1 to +5), the line is +11°; "
            "no nudge before Tuesday 14:20: in the first 7 days 2 a day are the most.",
            id="gentle first week",
        ),
        pytest.param(
            quiet(make_why(rules=NudgeRules(first_week=FirstWeek.SILENT)), Quiet.FIRST_WEEK, UNTIL),
            "Upright, flexion about +2° (−1 to +5), the line is +11°; "
            "no nudge before 14:20: the first 7 days are silent, as the config says.",
            id="silent first week",
        ),
        pytest.param(
            quiet(UPRIGHT, Quiet.QUIET_HOURS),
            "Upright, flexion about +2° (−1 to +5), the line is +11°; "
            "no nudge before 14:20: these hours are quiet, as the config says.",
            id="quiet hours",
        ),
        pytest.param(
            replace(UPRIGHT, rest=Rest(Reason.PAUSED, UNTIL), state=State.UNKNOWN),
            "Paused until 14:20, and no nudge until then; 'sitwell resume' ends it.",
            id="paused",
        ),
        pytest.param(
            replace(UPRIGHT, rest=Rest(Reason.SNOOZED, None)),
            "Snoozed until you resume, and no nudge until then; 'sitwell resume' ends it.",
            id="until told",
        ),
        pytest.param(
            replace(UPRIGHT, state=State.ABSENT), "Nobody there, so no nudge.", id="nobody"
        ),
        pytest.param(
            replace(UPRIGHT, state=State.ABSENT, reason=Reason.LOCKED),
            "Nobody there (the screen is locked), so no nudge.",
            id="locked",
        ),
        pytest.param(
            replace(UPRIGHT, state=State.UNKNOWN, reason=Reason.TOO_DARK),
            "No verdict, so no nudge: it is too dark to judge, or the camera is covered.",
            id="too dark",
        ),
        pytest.param(
            replace(UPRIGHT, explanation=None, state=None),
            "Nothing was looked at yet, so there is no nudge.",
            id="before the first look",
        ),
    ],
)
def test_the_sentence_answers_the_question(why: Why, words: str) -> None:
    """One sentence says what is so now, and why there is or is no nudge."""
    assert sentence(why) == words


@pytest.mark.parametrize("reason", [r for r in Reason if r not in WISHES | NOBODY_THERE])
def test_each_reason_without_a_verdict_is_said(reason: Reason) -> None:
    """Whatever hinders a verdict is said in words, and not by its name in the code."""
    words = sentence(replace(UPRIGHT, state=State.UNKNOWN, reason=reason))
    assert words.startswith("No verdict, so no nudge: ")
    assert " judge" in words or " picture" in words
    assert "_" not in words


@pytest.mark.parametrize(
    ("bar", "words"),
    [
        pytest.param(Bar.REMINDED, "no nudge, as 'take a break' came not long ago.", id="said"),
        pytest.param(Bar.DECLINED, "no nudge, as 'take a break' is not wanted today.", id="no"),
    ],
)
def test_what_keeps_back_a_kind_that_is_due_by_time(bar: Bar, words: str) -> None:
    """Where things have lasted long enough and something bars the kind, that is what is said."""
    why = make_why(seated_s=2000.0)
    assert why.explanation is not None
    needs = tuple(
        replace(need, bar=bar if need.kind is NudgeKind.BREAK else need.bar)
        for need in why.explanation.needs
    )
    barred = replace(why, explanation=replace(why.explanation, needs=needs))
    assert sentence(barred).endswith(words)


def test_the_whole_answer() -> None:
    """Below the sentence stand angles against lines, kinds of nudge, verdicts and nudges."""
    verdicts = (
        Verdict(NOW - timedelta(seconds=70), State.SLUMPED, None, Angle(14.6, 11.0, 17.6), 11.0),
        Verdict(NOW - timedelta(hours=1), State.UNKNOWN, Reason.TOO_DARK, None, 11.0),
        LONG_AGO,
        LONG_AGO,
    )
    said = (
        ago(3000.0, outcome=NudgeOutcome.HELPED, response_s=24.2),
        ago(9000.0, NudgeKind.BREAK, outcome=NudgeOutcome.IGNORED),
        ago(90_000.0, NudgeKind.LEAN, outcome=NudgeOutcome.DECLINED),
        ago(90_000.0),
    )
    assert reporting.text(replace(SLUMPED, verdicts=verdicts, said=said)).splitlines() == [
        "Slumped for 1 min 10 s of the 2 min after which a nudge comes, flexion about",
        "+15° (+12 to +18), the line is +11°; no nudge yet, the next could be 'sit up' in",
        "50 s.",
        "",
        "Angle (estimated)  now  90 % interval  counts as",
        "flexion           +15°  +12° to +18°   slumped from +11°, until below +7°",
        "                                       over-extended from −4°, until above −3°",
        "side lean          −1°  −4° to +2°     leaning from ±8°, until below ±5°",
        "",
        "Nudge                         so far  comes after  why not yet",
        "try the Locust exercise   1 min 10 s  10 min       9 min to go",
        "sit up                    1 min 10 s  2 min        50 s to go",
        "take a break                  10 min  30 min       20 min to go",
        "let go a little                  0 s  10 min       not over-extended now",
        "come back to the middle          0 s  10 min       not leaning now",
        "change position                  0 s  20 min       for upright sitting alone",
        "the cue of the week              0 s  5 min        just after a break alone",
        "",
        "Last verdicts",
        "14:07:20   slumped       about +15° (+11 to +18), line +11°",
        "13:08:30   cannot judge  too dark",
        "Sat 14:08  nobody there  the screen is locked",
        "",
        "Last nudges",
        "13:18      sit up                   followed in 24 s; slumped 2 min, about +16°",
        "11:38      take a break             no change seen; seated 30 min",
        "Sun 13:08  come back to the middle  declined; leaning 10 min, about +9°",
    ]


@pytest.mark.parametrize(
    "why",
    [
        pytest.param(SLUMPED, id="slumped"),
        pytest.param(quiet(DUE, Quiet.APART, said=tuple([ago(1710.0)] * 20)), id="due"),
        pytest.param(
            make_why(
                State.OVEREXTENDED,
                -123.4,
                **dict.fromkeys(("slumped_s", "seated_s", "extended_s", "still_s"), 59_700.0),
                **dict.fromkeys(("leaned_s", "away_s"), 59_700.0),
                changes={
                    "verdicts": (LONG_AGO,) * 20,
                    "channel": Channel("auto", "plyer", "no", "it timed out after 5 s " * 9),
                    "said": tuple([ago(90_000.0, NudgeKind.LOCUST)] * 20),
                },
            ),
            id="the longest numbers",
        ),
    ],
)
def test_it_fits_a_terminal(why: Why) -> None:
    """No line is wider than 80 columns, and there are no more than thirty."""
    lines = reporting.text(why).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 30
    assert not any(line != line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        pytest.param(Channel("silent"), " (not shown: notifier silent)", id="silent"),
        pytest.param(
            Channel("auto", "plyer", "no", "it hung"),
            " (the last was not shown by plyer: it hung)",
            id="failed",
        ),
        pytest.param(Channel("auto", "plyer", "yes", "shown"), "", id="shown"),
    ],
)
def test_a_nudge_that_was_not_shown_is_said(channel: Channel, words: str) -> None:
    """Where a nudge was sent and could not be seen, the answer is why it was not."""
    text = reporting.text(replace(UPRIGHT, said=(ago(60.0),), channel=channel))
    assert f"\nLast nudges{words}\n" in text


def test_the_outcomes_keep_no_score() -> None:
    """What became of a nudge is told in plain words, without blame."""
    rows = [
        " ".join(reporting.nudge_rows((ago(60.0, outcome=outcome),), NOW))
        for outcome in NudgeOutcome
    ]
    assert len(set(rows)) == len(NudgeOutcome)
    blame = r"ignor\w+|fail\w*|bad|poor|wrong|miss\w*|refus\w+|posture"
    assert not any(re.search(blame, row) for row in rows)


def test_the_json_has_every_field() -> None:
    """Programs find all fields under fixed names, null where there is nothing to say."""
    verdict = Verdict(NOW, State.SLUMPED, None, Angle(14.567, 11.0, 17.6), 11.0)
    helped = ago(3000.0, outcome=NudgeOutcome.HELPED, response_s=24.2)
    why = quiet(SLUMPED, Quiet.APART, verdicts=(verdict, LONG_AGO), said=(helped,))
    plain = json.loads(json.dumps(why_json.plain(why), allow_nan=False))
    assert plain.pop("words") == sentence(why)
    needs = plain.pop("needs")
    assert [need["kind"] for need in needs][:2] == ["locust", "sit_up"]
    assert needs[1] == {
        "kind": "sit_up",
        "lasted_s": 70.0,
        "needed_s": 120.0,
        "bar": None,
        "due": False,
    }
    flexion = {"angle": "flexion", "deg": 15.2, "low_deg": 11.8, "high_deg": 18.3}
    lean = {"angle": "side_lean", "deg": -1.0, "low_deg": -4.0, "high_deg": 2.0}
    assert plain == {
        "schema": 1,
        "running": True,
        "now": "2026-03-02T14:08:30+01:00",
        "state": "slumped",
        "reason": None,
        "rest": None,
        "hold": None,
        "next_nudge": {"at": "2026-03-02T14:20:00+01:00", "held_by": "apart"},
        "due": None,
        "angles": [
            flexion | {"line_deg": 11.0, "release_deg": 7.15, "leads_to": "sit_up"},
            flexion | {"line_deg": -4.0, "release_deg": -2.6, "leads_to": "ease"},
            lean | {"line_deg": 8.0, "release_deg": 5.2, "leads_to": "lean"},
        ],
        "verdicts": [
            {
                "at": "2026-03-02T14:08:30+01:00",
                "state": "slumped",
                "reason": None,
                "flexion_deg": 14.57,
                "flexion_low_deg": 11.0,
                "flexion_high_deg": 17.6,
                "line_deg": 11.0,
            },
            {
                "at": "2026-02-28T14:08:30+01:00",
                "state": "absent",
                "reason": "locked",
                "flexion_deg": None,
                "flexion_low_deg": None,
                "flexion_high_deg": None,
                "line_deg": 11.0,
            },
        ],
        "nudges": [
            {
                "at": "2026-03-02T13:18:30+01:00",
                "kind": "sit_up",
                "outcome": "helped",
                "response_s": 24.2,
                "seen": {
                    "flexion_deg": 16.4,
                    "lean_deg": 9.3,
                    "slumped_s": 130.0,
                    "seated_s": 1800.0,
                    "leaned_s": 620.0,
                    "extended_s": 610.0,
                    "still_s": 1210.0,
                    "away_s": 330.0,
                },
            }
        ],
    }


def test_the_json_says_what_is_not_known() -> None:
    """Before the first look the same keys are there, and nothing is made up."""
    bare = why_json.plain(replace(UPRIGHT, explanation=None, state=None, dials=()))
    assert bare.keys() == why_json.plain(SLUMPED).keys()
    assert (bare["state"], bare["due"], bare["angles"], bare["needs"]) == (None, None, [], [])
    gauge = Gauge(NudgeKind.LEAN, None, 8.0)
    unseen = why_json.plain(replace(UPRIGHT, dials=(Dial(gauge, None, 5.2),)))
    assert isinstance(unseen["angles"], list)
    assert isinstance(unseen["angles"][0], dict)
    assert unseen["angles"][0]["deg"] is None


def test_the_longest_answer_fits_the_socket() -> None:
    """With all that is kept, the reply leaves room for the picture in what the asking end takes."""
    angle = Angle(-123.456, -234.567, 345.678)
    verdict = Verdict(NOW, State.OVEREXTENDED, Reason.BASELINE_STALE, angle, -12.345)
    said = ago(math.pi * 9000.0, outcome=NudgeOutcome.HELPED, response_s=12_345.678)
    why = replace(SLUMPED, verdicts=(verdict,) * 20, said=(said,) * 20)
    size = len(write_reply(Reply(True, reporting.text(why), why_json.plain(why))))
    assert 5_000 < size < 0.25 * LARGEST_REPLY


@pytest.mark.parametrize(("deg", "words"), [(0.4, "0°"), (-0.4, "0°"), (14.6, "+15°"), (-4, "−4°")])
def test_signed_degrees(deg: float, words: str) -> None:
    """An angle has its sign, and zero has none."""
    assert a_signed_degree(deg) == words
