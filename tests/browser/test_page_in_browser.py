"""The page of the report in a real browser: Debian's Chromium, driven by Playwright.

Pictures of it are left in $SITWELL_PICTURES where that is set, for people to look at.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import page_writer
from days import MONDAY, report_of
from example_month import many_episodes, month
from sitwell.commands.drawn_exercises import draw_exercises
from sitwell.core.report import Report, assemble
from sitwell.reporting.html import report as html_report

sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")

SERIOUS = {"serious", "critical"}
VIEWS = [
    (name, 320) for name in ("full", "week", "restless", "slumped", "empty", "unclear", "damaged")
]
VIEWS += [("german-full", 320), ("german-week", 320), ("german-full", 768), ("german-full", 1200)]
VIEWS += [("full", 768), ("full", 1200), ("restless", 1200), ("slumped", 1200), ("empty", 1200)]
THEMES = [(name, "light") for name in ("full", "week", "restless", "slumped", "empty", "unclear")]
THEMES += [("full", "dark"), ("damaged", "dark"), ("unclear", "dark")]

REPORTS = {
    "full": month,
    "week": lambda: month(count=7),
    "restless": lambda: assemble({MONDAY: many_episodes()}, MONDAY, 1),
    "slumped": lambda: report_of("1h upright, 30m slumped, 6m absent, 1h upright, 20m slumped"),
    "empty": lambda: report_of(""),
    "unclear": lambda: report_of("3h too_dark"),
    "damaged": lambda: report_of("1h upright", "", count=2, damaged=(MONDAY,)),
}
every_report = pytest.mark.parametrize("name", [*REPORTS, "german-full", "german-week"])


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    """Start Chromium once; the sandbox needs rights that a test may not have."""
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write every page to a file."""
    folder, exercises = tmp_path_factory.mktemp("pages"), draw_exercises()
    for name, make in REPORTS.items():
        write(make(), folder / f"{name}.html", exercises)
    return {page.stem: page for page in (*folder.glob("*.html"), *write_german(folder))}


def write_german(folder: Path) -> Iterator[Path]:
    """Write the fullest pages in German, whose words are longer."""
    env = os.environ | {"LANGUAGE": "de", "PYTHONPATH": str(Path(page_writer.__file__).parent)}
    written = folder / "german"
    written.mkdir()
    subprocess.run((sys.executable, page_writer.__file__, str(written)), env=env, check=True)
    for page in written.iterdir():
        yield page.rename(folder / f"german-{page.name}")


def write(report: Report, path: Path, exercises) -> None:
    """Write the page of a report."""
    path.write_text(html_report.render(report, exercises), encoding="utf-8")


def keep_picture(name: str, picture: bytes) -> None:
    """Leave a picture where somebody will look at it."""
    folder = os.environ.get("SITWELL_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / name).write_bytes(picture)


@every_report
def test_nothing_is_asked_for_and_nothing_complains(browser, pages, name) -> None:
    """The page loads itself and nothing else, and the browser finds no fault in it."""
    requests, complaints = [], []
    page = browser.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(pages[name].as_uri())
    page.close()
    assert requests == [pages[name].as_uri()]
    assert complaints == []


@pytest.mark.parametrize(
    "intruder",
    [
        pytest.param('<img src="http://127.0.0.1:9/x.png">', id="picture"),
        pytest.param('<link rel="stylesheet" href="http://127.0.0.1:9/x.css">', id="style"),
        pytest.param('<script src="http://127.0.0.1:9/x.js"></script>', id="script"),
        pytest.param("<script>document.title = 'ran'</script>", id="script inside"),
        pytest.param('<iframe src="http://127.0.0.1:9/"></iframe>', id="frame"),
        pytest.param(
            "<style>@font-face{font-family:x;src:url(http://127.0.0.1:9/x)}p{font-family:x}</style>",
            id="font",
        ),
    ],
)
def test_policy_stops_what_slips_in(browser, pages, tmp_path, intruder) -> None:
    """Were something on the page to ask for more, the browser would refuse it."""
    path = tmp_path / "page.html"
    whole = pages["full"].read_text(encoding="utf-8")
    path.write_text(whole.replace("</main>", f"{intruder}</main>"), encoding="utf-8")
    refused, answered = [], []
    page = browser.new_page()
    page.on("console", lambda message: refused.append(message.text))
    page.on("response", lambda response: answered.append(response.url))
    page.on("requestfailed", lambda request: answered.append(f"{request.url} {request.failure}"))
    page.goto(path.as_uri())
    title = page.title()
    page.close()
    assert title != "ran"
    assert any("Content Security Policy" in text for text in refused)
    assert not [url for url in answered if "CONNECTION_REFUSED" in url]


@pytest.mark.parametrize(("name", "scheme"), THEMES)
def test_no_serious_barrier(browser, pages, name, scheme) -> None:
    """axe-core finds no barrier of the serious or critical kind, in either theme."""
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1200, "height": 900})
    page.goto(pages[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = axe_playwright.Axe().run(page).response
    page.close()
    barriers = [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]
    assert found["passes"]
    assert barriers == []


@pytest.mark.parametrize(("name", "width"), VIEWS)
def test_page_fits(browser, pages, name, width) -> None:
    """From a small phone to a desktop, nothing has to be scrolled sideways."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(pages[name].as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    keep_picture(f"{name}-{width}.png", page.screenshot(full_page=True))
    page.close()
    assert wide <= width


@every_report
def test_prints_on_one_page(browser, pages, name) -> None:
    """On paper the page is one sheet of A4, light even where the screen is dark."""
    page = browser.new_page(color_scheme="dark")
    page.goto(pages[name].as_uri())
    sheet = page.pdf(prefer_css_page_size=True, print_background=True)
    page.emulate_media(media="print")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.close()
    keep_picture(f"{name}.pdf", sheet)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    assert ground == "rgb(255, 255, 255)"


@pytest.mark.parametrize("media", ["screen", "print"])
def test_scale_of_the_trend_is_true(browser, pages, media) -> None:
    """Each share of the scale stands beside its own line, and dots lie between the outer two."""
    page = browser.new_page(viewport={"width": 900, "height": 900})
    page.goto(pages["full"].as_uri())
    page.emulate_media(media=media)
    middles = """all => all.map(one => {
        const box = one.getBoundingClientRect();
        return box.y + box.height / 2;
    })"""
    shares, lines, dots = (
        page.locator(chosen).evaluate_all(middles)
        for chosen in (".plot .scale span", ".plot .grid", ".plot .dot")
    )
    page.close()
    assert shares == pytest.approx(lines, abs=2.0)
    assert all(min(lines) <= dot <= max(lines) for dot in dots)
    assert len(dots) > 10


def test_details_show_by_pointer_and_by_keyboard(browser, pages) -> None:
    """An hour tells its details when it is pointed at, and when Tab reaches it."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.goto(pages["full"].as_uri())
    hours = page.locator(".hours li")
    shown = "one => getComputedStyle(one.querySelector('.details')).opacity"
    assert hours.nth(2).evaluate(shown) == "0"
    hours.nth(2).hover()
    assert hours.nth(2).evaluate(shown) == "1"
    page.mouse.move(0, 0)
    hours.nth(2).focus()
    page.keyboard.press("Tab")
    assert [hours.nth(place).evaluate(shown) for place in (2, 3)] == ["0", "1"]
    page.close()


def test_keyboard_reaches_the_report_first(browser, pages) -> None:
    """The first thing that Tab reaches is the way past the head of the page."""
    page = browser.new_page()
    page.goto(pages["full"].as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#report"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_theme_follows_the_reader(browser, pages, scheme) -> None:
    """The page is light or dark as the reader has it."""
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1200, "height": 900})
    page.goto(pages["full"].as_uri())
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    keep_picture(f"full-{scheme}.png", page.screenshot(full_page=True))
    page.close()
    brightness = sum(int(part) for part in re.findall(r"\d+", ground)[:3]) / 3
    assert (brightness > 128) == (scheme == "light")
