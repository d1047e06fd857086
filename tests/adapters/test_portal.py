"""The desktop is asked to open a file, over the bus alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("portals are Linux's", allow_module_level=True)

from message_buses import PATIENCE_S, Services
from portals import DONE, FAILED, UNWANTED, Asked, Portal
from sitwell.adapters import portal
from sitwell.errors import SitwellError

pytestmark = pytest.mark.services

SEALED = """
import sys
from pathlib import Path
from sitwell.guard.seal import seal_program
assert seal_program().is_in_force
begun = []
starts = ("subprocess.Popen", "os.exec", "os.fork", "os.posix_spawn", "os.system")
sys.addaudithook(lambda event, words: begun.append((event, words)) if event in starts else None)
import os
from sitwell.adapters import portal
portal.open_file(Path(sys.argv[1]), os.environ)
assert begun == [], begun
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Give a page that its owner alone may read."""
    path = tmp_path / "report.html"
    path.write_bytes(b"<p>a page")
    path.chmod(0o600)
    return path


def environ(services: Services) -> dict[str, str]:
    """Give the environment of a session with that bus."""
    return {"DBUS_SESSION_BUS_ADDRESS": services.session.address}


@pytest.mark.parametrize("outcome", [DONE, UNWANTED], ids=["opened", "the person would rather not"])
def test_file_arrives(services: Services, page: Path, outcome: int) -> None:
    """The portal gets the file itself, open to be read, and no name; what it answers is enough."""
    with Portal(services.session.address, outcome) as desktop:
        portal.open_file(page, environ(services))
        portal.open_file(page, environ(services))
    (first, second) = desktop.asked
    token = first.options.pop("handle_token")
    assert first == Asked("OpenFile", b"<p>a page", {"writable": False}, is_writable=False)
    assert token != second.options["handle_token"]


def test_desktop_that_is_still_asking(services: Services, page: Path) -> None:
    """While the person chooses with what to open it, nothing has gone wrong."""
    with Portal(services.session.address, None) as desktop:
        portal.open_file(page, environ(services), choice_s=0.05)
    assert len(desktop.asked) == 1


def test_failure_is_told(services: Services, page: Path) -> None:
    """A portal that could not open it, or knows no such call, is told from one that did."""
    with (
        Portal(services.session.address, FAILED),
        pytest.raises(SitwellError, match="did not open it"),
    ):
        portal.open_file(page, environ(services))
    with (
        Portal(services.session.address, refuses=True),
        pytest.raises(SitwellError, match="no portal that opens files"),
    ):
        portal.open_file(page, environ(services))


def test_no_portal(services: Services, page: Path) -> None:
    """A desktop without a portal, or no desktop at all, is said to be so."""
    with pytest.raises(SitwellError, match="no portal that opens files"):
        portal.open_file(page, environ(services))
    with pytest.raises(SitwellError, match="no session bus"):
        portal.open_file(page, {})
    with pytest.raises(SitwellError, match="cannot be asked"):
        portal.open_file(page, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"})


def test_link_is_not_handed_over(services: Services, page: Path) -> None:
    """What lies elsewhere is not shown by way of a link."""
    link = page.with_name("link.html")
    link.symlink_to(page)
    with Portal(services.session.address) as desktop, pytest.raises(SitwellError):
        portal.open_file(link, environ(services))
    assert desktop.asked == []


def test_sealed_process_starts_nothing(services: Services, page: Path, tmp_path: Path) -> None:
    """Under the seal of the watch the file still arrives, and no program is started for it."""
    browser, was_run = tmp_path / "browser", tmp_path / "was run"
    browser.write_text(f"#!/bin/sh\ntouch '{was_run}'\n")
    browser.chmod(0o755)
    for name in ("xdg-open", "gio", "firefox", "sensible-browser"):
        (tmp_path / name).symlink_to(browser)
    extra = {"PATH": str(tmp_path), "BROWSER": str(browser), "DISPLAY": ":0"}
    with Portal(services.session.address) as desktop:
        done = subprocess.run(
            (sys.executable, "-c", SEALED, str(page)),
            env=os.environ | environ(services) | extra,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S * 3,
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert [asked.content for asked in desktop.asked] == [b"<p>a page"]
    assert not was_run.exists()
