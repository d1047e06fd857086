"""Shows a page in the person's browser, where there is one."""

import os
import sys
import webbrowser
from collections.abc import Mapping
from pathlib import Path


def open_page(
    page: Path, environment: Mapping[str, str] = os.environ, *, what: str = "report"
) -> str:
    """Have the page opened, and give the words for what became of it and where it is.

    The browser inherits what this process may reach: call it from one that is not sealed.
    """
    if has_screen(environment) and webbrowser.open(page.absolute().as_uri()):
        return f"The {what} opens in your browser: {page}"
    return f"No browser can be opened here. The {what} is in {page}"


def has_screen(environment: Mapping[str, str]) -> bool:
    """Say whether a browser would have a window, or the person has named one in $BROWSER.

    Elsewhere Python would start one that fills this terminal.
    """
    if sys.platform != "linux":
        return True
    return any(environment.get(name) for name in ("BROWSER", "WAYLAND_DISPLAY", "DISPLAY"))
