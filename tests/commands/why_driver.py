"""The window of why in a process of its own, as a person has it; tells what it shows, as JSON.

python why_driver.py        ends when its input does; the picture is asked for
"""

import json
import os
import sys

from PySide6.QtCore import QSocketNotifier, QTimer

from sitwell.desktop.application import make_application
from sitwell.desktop.monitor_link import MonitorLink
from sitwell.desktop.why_window import WhyWindow

LOOK_MS = 100


def main() -> None:
    """Open the window and tell each change of it."""
    application = make_application()
    link = MonitorLink()
    window = WhyWindow(link)
    window.show()
    pane = window._picture
    pane.box.click()
    said: list[str] = []

    def tell() -> None:
        line = json.dumps(
            {
                "headline": window._headline.text(),
                "explanation": window._explanation.text(),
                "camera": window._camera.text(),
                "flexion": window._flexion_words.text(),
                "is_live": window._flexion.isEnabled(),
                "can_start": window._start.isVisible(),
                "age": pane.age.text(),
                "picture": pane.mirror.accessibleDescription(),
                "strip": window._strip.accessibleDescription(),
                "foreign": sorted({"cv2", "mediapipe"} & sys.modules.keys()),
            }
        )
        if line not in said[-1:]:
            said.append(line)
            print(line, flush=True)

    timer = QTimer()
    timer.timeout.connect(tell)
    timer.start(LOOK_MS)
    watched = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    watched.activated.connect(application.quit)
    application.exec()
    window.close()
    link.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
