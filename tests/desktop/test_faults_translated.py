"""What goes wrong behind the windows is said in the person's language."""

import ast
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sitwell import config
from sitwell.adapters import baseline_file
from sitwell.adapters.frames import open_source
from sitwell.adapters.store import failures, open_store
from sitwell.desktop.faults import CONTEXT, Template, make, translate
from sitwell.desktop.mo_file import read_texts
from sitwell.errors import SitwellError, WorkerLost
from sitwell.words import LOCALE

ROOT = Path(__file__).parents[2]
GERMAN = LOCALE / "de" / "LC_MESSAGES" / "sitwell.mo"
ENGLISH = ("must", "cannot", " and ", "should", "choose", "move it", "expected", " not ", " is ")


@pytest.fixture(scope="module")
def german() -> tuple[Template, ...]:
    """Give the templates that a German window has."""
    return make(read_texts(GERMAN.read_bytes()))


def parse(text: str) -> Callable[[Path], object]:
    """Give what reads a config file of this text, in a folder with a blank in its name."""
    return lambda folder: config.parse(text, folder / "my config" / "config.toml")


def lose_worker(_folder: Path) -> None:
    """Fail as the landmarker does whose worker was killed."""
    raise WorkerLost(
        "the pose worker was killed by signal 9 (its log /home/me/log ends: bye)",
        "start Sitwell again, and report it if it comes back",
    )


def save_nowhere(folder: Path) -> None:
    """Open a record where a folder stands in its place."""
    with open_store(folder):
        pass


def refuse_days(folder: Path) -> None:
    """Fail as a record does of which two days are lost."""
    raise failures.partly_damaged(folder / "days.db", [date(2026, 1, 2), date(2026, 1, 3)])


@pytest.mark.parametrize(
    ("fail", "expected"),
    [
        pytest.param(parse("[watch]\ninterval_s = 99"), "interval_s muss 0 bis 10", id="too large"),
        pytest.param(
            parse("[watch]\ninterval_s = 'x'"), "muss eine Zahl sein, nicht 'x'", id="text"
        ),
        pytest.param(parse("[watch]\nsourc = 1"), "ist keine Einstellung; bekannt sind", id="key"),
        pytest.param(parse("[wach]\nx = 1"), "[wach] ist kein Abschnitt", id="section"),
        pytest.param(parse("watch = 3"), "muss ein Abschnitt mit Einstellungen", id="no section"),
        pytest.param(parse("[report]\nweekly = 'x'"), "muss true oder false sein", id="switch"),
        pytest.param(parse("[privacy]\nkeep_days = 1.5"), "eine ganze Zahl", id="whole number"),
        pytest.param(parse("[nudges]\nquiet_hours = 3"), "muss eine Liste sein", id="list"),
        pytest.param(parse("[report]\nat = 3"), "muss ein Text sein", id="no text"),
        pytest.param(parse("[watch\n"), "gehört „]“ (in Zeile 1, Spalte", id="TOML"),
        pytest.param(parse("a = 1\na = 2\n"), "ein Wert steht zweimal da", id="twice"),
        pytest.param(parse("a = nan"), "mit der Zahl nan lässt sich nicht rechnen", id="no number"),
        pytest.param(parse("[nudges]\nfirst_week = 'x'"), "'silent' oder 'full' sein", id="choice"),
        pytest.param(
            parse("[nudges]\nquiet_hours = ['22:00-07:00', '06:00-08:00']"),
            "quiet_hours 22:00-07:00 und 06:00-08:00 überschneiden sich",
            id="overlap",
        ),
        pytest.param(
            parse("[nudges]\nquiet_hours = ['7']"), "schreibe die Stunden wie", id="no hours"
        ),
        pytest.param(
            lambda folder: baseline_file.load(folder / "none.json"),
            "es gibt keine Kalibrierung unter",
            id="not calibrated",
        ),
        pytest.param(
            lambda folder: open_source(str(folder / "none.mp4")),
            "die Quelle",
            id="no such source",
        ),
        pytest.param(
            lambda folder: open_source(str(folder)), "sind keine Bilder", id="empty folder"
        ),
        pytest.param(lambda _: open_source("987"), "keine Kamera", id="no camera"),
        pytest.param(save_nowhere, "lässt sich nicht", id="record"),
        pytest.param(refuse_days, "2026-01-02 und 2026-01-03 nicht lesbar", id="lost days"),
        pytest.param(lose_worker, "Protokoll /home/me/log endet mit: bye", id="worker"),
    ],
)
def test_errors_of_the_rooms_are_translated(
    fail: Callable[[Path], object],
    expected: str,
    tmp_path: Path,
    german: tuple[Template, ...],
) -> None:
    """What the rooms really raise is said in German whole, with what it is about left as it is."""
    with pytest.raises(SitwellError) as caught:
        fail(tmp_path)
    said = translate(str(caught.value), german)
    assert expected in said
    rest = said.replace(str(tmp_path), "")
    assert [word for word in ENGLISH if word in rest] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("no camera", "keine Kamera", id="whole"),
        pytest.param("no camera at /dev/x y", "keine Kamera an /dev/x y", id="gap"),
        pytest.param("b because of a", "wegen a: b", id="another order"),
        pytest.param("no camera; no camera", "keine Kamera; keine Kamera", id="faults in gaps"),
        pytest.param("a and b: no camera", "a and b: keine Kamera", id="the rest stays"),
        pytest.param("3 and 4", "3 und 4", id="two numbers"),
        pytest.param("this and that", "this and that", id="too little to know it by"),
        pytest.param("something else", "something else", id="unknown"),
        pytest.param("no camera anywhere", "no camera anywhere", id="beyond its end"),
        pytest.param("the x of x", "das x von x", id="same twice"),
        pytest.param("the x of y", "the x of y", id="not the same twice"),
        pytest.param("at {0} %s is {1}", "bei {0} %s ist {1}", id="braces in a gap"),
        pytest.param("", "", id="empty"),
    ],
)
def test_the_template_that_explains_most_is_taken(text: str, expected: str) -> None:
    """A text is cut so that most of it is known; what is not known stays as it is."""
    known = {
        "no camera": "keine Kamera",
        "no camera at {device}": "keine Kamera an {device}",
        "{what} because of {whom}": "wegen {whom}: {what}",
        "{fate}; {advice}": "{fate}; {advice}",
        "{where}: {what}": "{where}: {what}",
        "{one} and {other}": "{one} und {other}",
        "the {x} of {x}": "das {x} von {x}",
        "at {place} is {what}": "bei {place} ist {what}",
    }
    templates = make({f"{CONTEXT}\x04{text}": said for text, said in known.items()})
    assert translate(text, templates) == expected


def test_words_of_the_windows_are_no_templates() -> None:
    """Only what is marked as a fault is one: "{state}: {reason}" of a window would fit anything."""
    assert make({"{state} for {time}": "{state} seit {time}"}) == ()


def test_a_new_error_is_found() -> None:
    """Whoever raises an error with new words has them in the catalogue's test at once."""
    sys.path.insert(0, str(ROOT))
    from words.faults import templates

    source = '''
"""A room of words and more words."""
ADVICE = "turn it off and on again"

def open_it(path, error):
    """Open it, or say why not."""
    log.warning("this is for the log")
    if path == "one of two":
        raise CameraUnavailable(
            f"{path} is stuck ({error.strerror}) {'for now' if path else 'for good'}: "
            f"{', '.join(ways)}; {ADVICE}"
        )
    return connection.execute("SELECT words FROM there")
'''
    assert [template for _line, template in templates(ast.parse(source))] == [
        "turn it off and on again",
        "{path} is stuck ({strerror}) {value}: {ways}; {advice}",
        "for now",
        "for good",
    ]
    raised = templates(ast.parse(source), raised=True)
    assert "turn it off and on again" not in [template for _line, template in raised]


def test_catalogue_is_read_as_gettext_reads_it() -> None:
    """Every text of the compiled catalogue is found, with its context and its translation."""
    import gettext

    catalogue = gettext.translation("sitwell", LOCALE, languages=["de"])
    texts = read_texts(GERMAN.read_bytes())
    single = {text: said for text, said in texts.items() if text and "\0" not in text}
    assert len(single) > 500
    for text, said in single.items():
        context, _mark, rest = text.rpartition("\x04")
        found = catalogue.pgettext(context, rest) if context else catalogue.gettext(rest)
        assert found == said


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\0" * 40, id="another kind"),
        pytest.param(GERMAN.read_bytes()[:20] + b"\1" * 3, id="cut off"),
    ],
)
def test_no_catalogue_is_refused(content: bytes) -> None:
    """A file that is none ends in one kind of error."""
    with pytest.raises(ValueError, match="catalogue"):
        read_texts(content)
