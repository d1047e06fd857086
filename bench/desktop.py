"""What the tray icon costs all day, and how soon each window is there.

Run with `make bench`; needs Xvfb and trayer (Debian: xvfb, trayer). A monitor that answers every
question is played, so that the icon works as it does all day. Prints a page and keeps it under
bench/results/.
"""

import re
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from bench import HERE, name_machine
from quiet import measure_cpu

sys.path.insert(0, str(HERE.parent / "tests" / "desktop"))

from monitors import PlayedMonitor
from screens import Screen, find_missing, wait_until

SETTLE_S, MEASURE_S = 10.0, 120.0
PAGES = ("why", "settings", "exercise", "welcome")
CPU_GOAL, MEMORY_GOAL_MB, OPEN_GOAL_S = 0.2, 120.0, 1.0
ROUNDS = 3


def measure_pss(pid: int) -> float:
    """Give the memory of a process in MB, what it shares counted in shares."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel does not tell")


def measure_tray(screen: Screen, monitor: PlayedMonitor) -> tuple[float, float]:
    """Give the idle tray's share of a core in percent, and its memory in MB."""
    with screen.tray(), screen.running("sitwell", "tray") as tray:
        wait_until(lambda: monitor.asked >= 2, "the icon")
        time.sleep(SETTLE_S)
        begun, used_s = time.monotonic(), measure_cpu(tray.pid)
        time.sleep(MEASURE_S)
        share = (measure_cpu(tray.pid) - used_s) / (time.monotonic() - begun)
        return 100.0 * share, measure_pss(tray.pid)


def measure_window(screen: Screen, page: str) -> tuple[float, float]:
    """Give the seconds from the start of a window's process until it is shown, and its memory."""
    took_s, memory_mb = [], 0.0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        with screen.running("sitwell.desktop", page) as window:
            find = ("xdotool", "search", "--onlyvisible", "--pid", str(window.pid))
            wait_until(lambda find=find: bool(screen.call(*find)), f"the window {page}")
            took_s.append(time.perf_counter() - begun)
            time.sleep(1.0)
            memory_mb = max(memory_mb, measure_pss(window.pid))
    return min(took_s[1:]), memory_mb


def main() -> None:
    """Measure, print, and keep the page."""
    if missing := find_missing():
        print(f"the windows are not measured: {missing}")
        return
    with tempfile.TemporaryDirectory(prefix="sitwell-") as folder, ExitStack() as stack:
        screen = Screen(Path(folder))
        stack.callback(screen.stop)
        data = Path(screen.env["SITWELL_DATA"])
        data.mkdir()
        monitor = PlayedMonitor(data / "control.sock")
        monitor.start()
        stack.callback(monitor.stop)
        share, memory_mb = measure_tray(screen, monitor)
        windows = {page: measure_window(screen, page) for page in PAGES}
    page = write_page(share, memory_mb, windows)
    print(page)
    slug = re.sub(r"[^a-z0-9]+", "-", name_machine().lower()).strip("-")
    (HERE / "results" / f"{slug}-desktop.md").write_text(page, encoding="utf-8")


def write_page(share: float, memory_mb: float, windows: dict[str, tuple[float, float]]) -> str:
    """Write the figures as Markdown."""
    rows = "\n".join(
        f"| `sitwell app {page}` | {took_s:.2f} | {mb:.0f} |"
        for page, (took_s, mb) in windows.items()
    )
    return f"""# The windows: {name_machine()}

`make bench`, {datetime.now(UTC):%Y-%m-%d}. The tray icon under Xvfb with trayer, beside a monitor
that answers every 2 s, {MEASURE_S:.0f} s of it:

| | measured | goal |
|---|---|---|
| of one core | {share:.2f} % | {CPU_GOAL} % |
| memory (MB, PSS) | {memory_mb:.0f} | {MEMORY_GOAL_MB:.0f} |

Each window in a process of its own, from its start until it is on the screen, best of two after the
first (goal: {OPEN_GOAL_S:.0f} s), and its memory, which goes back when it is closed:

| | shown (s) | memory (MB, PSS) |
|---|---|---|
{rows}
"""


if __name__ == "__main__":
    main()
