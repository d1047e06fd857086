"""The report as a page: right, whole, and closed to the world."""

import re
from datetime import date, timedelta

import pytest

from days import MONDAY, NINE, report_of
from example_month import many_episodes, month
from pages import Node, read_page
from sitwell.commands.drawn_exercises import draw_exercises
from sitwell.core.records import (
    CountedBy,
    ExerciseOutcome,
    ExerciseRecord,
    Exposure,
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
)
from sitwell.core.report import Report, assemble
from sitwell.core.trend import Advice
from sitwell.reporting import sentences
from sitwell.reporting.html import drawings, words
from sitwell.reporting.html import report as html_report
from sitwell.reporting.html.drawings import Exercise
from sitwell.reporting.phrases import ESTIMATE_NOTE, TELEMETRY_ALLOWED, a_duration, a_share

LEVELS = (
    (0.0,) * 8,
    (0.0, 0.0, 60.0, 600.0, 0.0, 0.0, 0.0, 1800.0),
    (20.0,) + (0.0,) * 7,
    (0.0,) * 8,
    (0.0, 0.0, 0.0, 240.0, 0.0, 0.0, 0.0, 0.0),
)
EXPOSURE = Exposure(
    NINE,
    3600.0,
    ((0, 3600.0),),
    ((10, 3600.0),),
    LEVELS,
    head_forward_s=360.0,
    rounded_s=1800.0,
    left_s=900.0,
    right_s=36.0,
    shifts=7,
)
ONE_OF_EVERYTHING = Records(
    episodes=(SlumpEpisode(NINE + timedelta(minutes=50), 600.0, 17.0),),
    nudges=(
        NudgeRecord(
            NINE + timedelta(minutes=52), NudgeKind.SIT_UP, NudgeOutcome.HELPED, response_s=45.0
        ),
    ),
    exercises=(
        ExerciseRecord(
            NINE + timedelta(minutes=70),
            "locust_minivini",
            ExerciseOutcome.DONE,
            5,
            CountedBy.CAMERA,
            30.0,
        ),
    ),
    exposures=(EXPOSURE,),
)
STOPPED = ExerciseRecord(NINE, "locust_minivini", ExerciseOutcome.STOPPED, 2)
SCRIPT = "50m upright, 10m slumped, 6m absent, 4m too_dark, 20m paused, 30m upright"

REPORTS = [
    pytest.param(month, id="a full month"),
    pytest.param(lambda: month(count=7), id="seven days"),
    pytest.param(lambda: month(seed=3), id="another month"),
    pytest.param(lambda: assemble({MONDAY: many_episodes()}, MONDAY, 1), id="2,000 episodes"),
    pytest.param(
        lambda: report_of("30m upright, 30m slumped", records=Records(exercises=(STOPPED,))),
        id="one drawing twice",
    ),
    pytest.param(lambda: report_of(""), id="an empty day"),
    pytest.param(lambda: report_of("1m upright"), id="a minute"),
    pytest.param(lambda: report_of("3h too_dark"), id="only unclear"),
    pytest.param(lambda: report_of("3h paused"), id="only paused"),
    pytest.param(lambda: report_of("3h absent"), id="only away"),
    pytest.param(
        lambda: report_of("1h upright", "", count=2, damaged=(MONDAY,)), id="a damaged day"
    ),
]


def page_of(report: Report) -> Node:
    """Draw it with all exercises and read it."""
    return read_page(html_report.render(report, draw_exercises()))


def one_day() -> Node:
    """Give the page of the day that has one of everything."""
    return page_of(report_of(SCRIPT, records=ONE_OF_EVERYTHING))


@pytest.mark.parametrize("make", REPORTS)
def test_page_is_well_formed(make) -> None:
    """Every element is closed in its place, ids are unique, and what they name is there."""
    page = page_of(make())
    ids = [node.attributes["id"] for node in page.find("*") if "id" in node.attributes]
    named = {
        target
        for node in page.find("*")
        for key in ("aria-labelledby", "for")
        for target in node.attributes.get(key, "").split()
    }
    links = {node.attributes["href"] for node in page.find("*") if "href" in node.attributes}
    assert len(ids) == len(set(ids))
    assert named | {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)


@pytest.mark.parametrize("make", REPORTS)
def test_page_can_be_read_aloud(make) -> None:
    """It has a language, a title, landmarks, headings in order, and heads on every table."""
    page = page_of(make())
    headings = [n.name for n in page.find("*") if re.fullmatch(r"h[1-6]", n.name)]
    assert page.find("html")[0].attributes["lang"] == "en"
    assert page.find("h1")[0].text in page.find("title")[0].text
    assert [len(page.find(name)) for name in ("header", "main", "footer")] == [1, 1, 1]
    assert headings[0] == "h1"
    assert set(headings[1:]) == {"h2"}
    for table in page.find("table"):
        assert table.find("caption")
        assert all("scope" in head.attributes for head in table.find("th"))


@pytest.mark.parametrize("make", REPORTS)
def test_page_is_closed(make) -> None:
    """No script, no frame, no form, and nothing that would be fetched."""
    page = page_of(make())
    names = {node.name for node in page.find("*")}
    fetching = {"src", "srcset", "action", "poster", "data", "ping", "formaction", "background"}
    (policy,) = page.find("meta", **{"http-equiv": "Content-Security-Policy"})
    style = page.find("style")[0].text
    assert policy.attributes["content"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not names & {"script", "link", "iframe", "img", "object", "embed", "form", "base"}
    for node in page.find("*"):
        assert not fetching & node.attributes.keys()
        assert not [key for key in node.attributes if key.startswith("on")]
    assert "@import" not in style
    assert re.findall(r"url\((?!#)", style) == []


@pytest.mark.parametrize("make", REPORTS)
def test_page_is_small(make) -> None:
    """A page stays under 150 kB, however restless the day."""
    assert len(html_report.render(make(), draw_exercises()).encode()) < 150_000


def test_same_day_same_page() -> None:
    """Nothing on a page depends on when it was made."""
    first, second = (html_report.render(month(), draw_exercises()) for _ in range(2))
    assert first == second


def test_posture_is_told_with_its_denominator() -> None:
    """The shares are of the judged time, which stands beside them, and add up to all of it."""
    section = one_day().section(words.HOW)
    assert [item.text for item in section.find("li")] == [
        "89 %upright1 h 20 min",
        "11 %slumped10 min",
    ]
    assert words.OF_JUDGED.format(judged="1 h 30 min") in section.text


def test_coverage_is_told() -> None:
    """The page says how long was judged, unclear and why, paused and away."""
    told = [item.text for item in one_day().section(words.LOOKED).find("li")]
    assert told == [
        "judged 1 h 30 min",
        "unclear 4 min (too dark 4 min)",
        "paused 20 min",
        "away 6 min",
    ]


def test_figures() -> None:
    """The key figures are those of the day."""
    figures = one_day().section(words.FIGURES)
    told = dict(
        zip(
            (term.text for term in figures.find("dt")),
            (value.find("b")[0].text for value in figures.find("dd")),
            strict=True,
        )
    )
    assert told == {
        "Longest sit": "1 h 0 min",
        "Breaks": "1",
        "Slump episodes": "1",
        "Posture shifts": "7 / h",
        "Nudges followed": "1 of 1",
        "Exercise sets": "1",
    }


def test_every_figure_of_a_month_agrees_with_the_day() -> None:
    """Shares, times and counts on the page are those of the Day, in the words of every form."""
    report = month(seed=11)
    day, page = report.last, page_of(report)
    whole = day.summary
    told = page.find("main")[0].text
    for phrase in (
        *(a_share(s) for s in (whole.upright_share, whole.slumped_share, whole.overextended_share)),
        *(a_duration(s) for s in (whole.seen_s, whole.judged_s, whole.absent_s, whole.paused_s)),
        a_duration(day.sitting.longest_s),
        f"{whole.nudges.helped} of {whole.nudges.sent}",
        f"{whole.slumps.per_judged_hour:.1f} per judged hour",
        sentences.tell_change(report.finding, report.points[-1]),
        sentences.tell_advice(report.finding),
    ):
        assert phrase in told


def test_hours_are_those_of_the_day() -> None:
    """Each judged hour has its slumped share, and of how much."""
    rows = one_day().section(words.HOURS).find("tbody")[0].find("tr")
    told = [[cell.text for cell in (*row.find("th"), *row.find("td"))] for row in rows]
    assert told == [["09:00", "", "17 %", "1 h 0 min"], ["10:00", "", "0 %", "30 min"]]


def test_hours_of_the_timeline_add_up() -> None:
    """The table of the timeline holds every kind of every hour."""
    rows = one_day().section(words.TIMELINE).find("tbody")[0].find("tr")
    told = [[cell.text for cell in (*row.find("th"), *row.find("td"))] for row in rows]
    assert told == [
        ["09:00", "50 min", "10 min", "–", "–", "–", "–", "–"],
        ["10:00", "30 min", "–", "–", "4 min", "–", "20 min", "6 min"],
    ]


def test_hour_tells_what_happened_in_it() -> None:
    """An hour reached with the keyboard tells its nudges and exercises too."""
    hours = one_day().find("ul", **{"class": "hours"})[0].find("li", tabindex="0")
    assert [hour.text for hour in hours] == [
        "09:00 to 10:00: upright 50 min, slumped 10 min, nudge to sit up at 09:52 (followed)",
        "10:00 to 11:00: upright 30 min, unclear 4 min, paused 20 min, away 6 min, "
        "exercise at 10:10",
    ]


def test_heat_map_prints_its_minutes() -> None:
    """Each cell holds its minutes, the last row their sum, and only empty ones are not tinted."""
    section = one_day().section(words.STRETCHES)
    rows = [[cell.text for cell in row.find("td")] for row in section.find("tr")[1:]]
    tints = [cell.attributes["class"] for cell in section.find("tbody")[0].find("td")]
    assert rows[0] == ["0", "0", "<1", "0", "0"]
    assert rows[3] == ["0", "10", "0", "0", "4"]
    assert rows[-2] == ["0", "30", "0", "0", "0"]
    assert rows[-1] == ["0", "41", "<1", "0", "4"]
    assert [tints.count(f"t{step}") for step in range(6)] == [35, 1, 1, 1, 0, 2]


def test_angles_and_other_shares() -> None:
    """The percentiles stand in degrees, other shares with their time, rounding as uncertain."""
    page = one_day()
    angles = page.section(words.ANGLES).find("tbody")[0].find("tr")
    also = page.section(words.ALSO).find("tr")
    assert [c.text for c in angles[0].find("td")[1:]] == ["0°", "0°", "0°"]
    assert [c.text for c in angles[1].find("td")[1:]] == ["10°", "10°", "10°"]
    assert [row.text for row in also] == [
        "head forward10 %6 min",
        "leaning left25 %15 min",
        "leaning right1 %36 s",
        f"shoulders rounded{words.LEAST_CERTAIN}50 %30 min",
    ]


def test_doings() -> None:
    """Nudges, sitting bouts and exercises are listed with what became of them."""
    page = one_day()
    exercises = page.section(words.EXERCISES)
    assert [row.text for row in page.section(words.NUDGES).find("tbody")[0].find("tr")] == [
        "09:52to sit upfollowed after 45 s"
    ]
    assert [row.text for row in page.section(words.SITTING).find("tbody")[0].find("tr")] == [
        "09:0010:001 h 0 minbreak of 6 min",
        "10:0610:104 min–",
        "10:3011:0030 min–",
    ]
    assert exercises.find("b")[0].text == "Locust Minivini"
    assert exercises.find("small")[0].text == "1 set done, 5 repetitions, 5 counted by the camera"
    assert len(exercises.find("svg", **{"class": "sd"})) == 1


def test_trend_has_a_dot_for_each_day() -> None:
    """Each day that says enough is a dot, and each day judged a row of the table."""
    report = month()
    section = page_of(report).section(words.TREND)
    enough = [p for p in report.points if p.slumped_share is not None]
    assert len(section.find("circle")) == len(enough) > 10
    assert len(section.find("tbody")[0].find("tr")) == sum(p.judged_s > 0 for p in report.points)
    assert a_share(report.month.median) in section.text


def test_several_days_have_a_row_each() -> None:
    """A report of seven days is the page of the last of them, and a table of all."""
    report = month(count=7)
    page = page_of(report)
    rows = page.section(words.DAYS).find("tbody")[0].find("tr")
    assert page.find("h1")[0].text == "Friday 13 March 2026"
    assert [row.find("th")[0].text for row in rows] == [
        *("Sat 7 Mar", "Sun 8 Mar", "Mon 9 Mar", "Tue 10 Mar", "Wed 11 Mar", "Thu 12 Mar"),
        "Fri 13 Mar",
    ]
    assert rows[-1].find("td")[1].text == a_duration(report.last.summary.judged_s)


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        pytest.param("", words.HOW_TO_BEGIN, id="nothing recorded"),
        pytest.param("3h too_dark", words.NONE_JUDGED, id="only unclear"),
        pytest.param("3h paused", words.ALL_PAUSED, id="only paused"),
        pytest.param("3h absent", words.NOBODY_SEEN, id="only away"),
    ],
)
def test_day_without_shares_has_words_instead(script, sentence) -> None:
    """Where nothing was judged there is a sentence, no percentage, and no empty chart."""
    page = page_of(report_of(script))
    headings = {heading.text for heading in page.find("h2")}
    assert sentence in page.section(words.HOW).text
    assert "%" not in page.section(words.HOW).text
    assert not headings & {words.HOURS, words.STRETCHES, words.ANGLES, words.ALSO}


def test_damaged_days_are_named() -> None:
    """What could not be read is said at the top, by its date."""
    page = page_of(report_of("1h upright", "", count=2, damaged=(MONDAY,)))
    assert "Monday 2 March 2026" in page.find("p", **{"class": "notice"})[0].text
    assert page.find("h1")[0].text == "Sunday 1 March 2026"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1)>",
        "</style><b>",
        "{{ 7 * 7 }}",
        "&lt;\u202e\N{NO-BREAK SPACE}",
    ],
)
def test_words_of_others_stay_words(hostile) -> None:
    """A card's id or name that looks like HTML is shown as it is written."""
    kept = Records(
        exercises=tuple(
            ExerciseRecord(NINE + timedelta(minutes=at), card, ExerciseOutcome.DONE)
            for at, card in ((1, hostile), (2, "known"))
        )
    )
    page = read_page(
        html_report.render(
            report_of("30m upright", records=kept), {"known": Exercise(f"{hostile}!", "")}
        )
    )
    names = [one.text for one in page.section(words.EXERCISES).find("b")]
    plain = " ".join(hostile.replace("\N{NO-BREAK SPACE}", " ").split())
    assert names == [
        plain,
        f"{plain}!" if not hostile.endswith("\N{NO-BREAK SPACE}") else f"{plain} !",
    ]
    assert not page.find("script")
    assert not page.find("img")


def test_advice_is_shown_as_a_drawing() -> None:
    """Where an exercise is suggested, the page shows those that the sentence names."""
    section = page_of(report_of("30m upright, 30m slumped")).section(words.ADVICE)
    assert [c.text for c in section.find("figcaption")] == [
        "Locust Minivini",
        "Seated small back bend",
    ]
    assert len(section.find("svg", **{"class": "sd"})) == 2


def test_suggested_exercises_exist() -> None:
    """Each exercise that an advice shows has a card."""
    known = draw_exercises().keys()
    shown = {card_id for card_ids in drawings.SUGGESTED.values() for card_id in card_ids}
    assert shown <= known
    assert Advice.EXERCISE in drawings.SUGGESTED


@pytest.mark.parametrize("allowed", [True, False])
def test_telemetry_is_told(allowed) -> None:
    """Where the config allows MediaPipe's reports, the page says so."""
    page = html_report.render(report_of("1h upright"), telemetry_allowed=allowed)
    assert (TELEMETRY_ALLOWED in read_page(page).find("footer")[0].text) == allowed


def test_footer_states_the_error() -> None:
    """The page says how sure its angles are, and that it holds no picture."""
    footer = one_day().find("footer")[0].text
    assert ESTIMATE_NOTE in footer
    assert words.PRIVATE in footer


def test_day_of_the_example_is_full() -> None:
    """The example that is looked at has something in every section."""
    day = month().last
    assert day.day == date(2026, 3, 13)
    assert all((day.nudges, day.sets, day.ends, day.exposure.flexion, day.sitting.breaks))
