"""An exception inside a window fails the test that it happens in, though Qt goes on."""

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import open_application
from PySide6.QtWidgets import QPushButton
from pytestqt.exceptions import capture_exceptions


@pytest.mark.qt_no_exception_capture  # that of the test itself
def test_what_a_button_raises_is_caught() -> None:
    """The tests of the windows rest on this: Qt itself prints it and goes on."""
    open_application()

    def fail() -> None:
        raise ZeroDivisionError

    button = QPushButton()
    button.clicked.connect(fail)
    with capture_exceptions() as caught:
        button.click()
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_this_very_suite_catches(request: pytest.FixtureRequest) -> None:
    """The plugin that fails such tests is loaded."""
    assert request.config.pluginmanager.hasplugin("pytestqt.plugin")
