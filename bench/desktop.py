"""What the tray icon costs all day, how soon each window is there, and what looking on costs.

Run with `make bench`; needs Xvfb and trayer (Debian: xvfb, trayer). A monitor that answers every
question is played, so that the icon works as it does all day. What the live "why" costs is measured
on three real monitors beside each other. Prints a page and keeps it under bench/results/.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from bench import CLIP, FRONT, HERE, name_machine
from quiet import Meter, measure_cpu, running

sys.path.insert(0, str(HERE.parent / "tests" / "desktop"))

from monitors import PlayedMonitor
from screens import Screen, find_missing, wait_until

SETTLE_S, MEASURE_S = 10.0, 120.0
PAGES = ("why", "settings", "exercise", "welcome")
CPU_GOAL, MEMORY_GOAL_MB, OPEN_GOAL_S = 0.2, 120.0, 1.0
ROUNDS = 3
LOAD_S, LIVE_S = 30.0, 300.0
LIVE_GOAL = 1.10
WINDOW = """
import sys
from sitwell.desktop.application import make_application
from sitwell.desktop.monitor_link import MonitorLink
from sitwell.desktop.why_window import WhyWindow
application, link = make_application(), MonitorLink()
window = WhyWindow(link)
window.show()
window._picture.box.setChecked("picture" in sys.argv)
application.exec()
"""
LIVE = {
    "nobody asks": None,
    "the why is open": "",
    "and shows the picture": "picture",
}


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


def measure_live(screen: Screen) -> dict[str, tuple[float, float | None]]:
    """Give the CPU seconds of a monitor, and of the window that asks it, for each way of asking.

    All at once and on the same recording, so that what else the machine does is the same for each.
    """
    sitwell, meters = (sys.executable, "-m", "sitwell"), dict[str, tuple[Meter, Meter | None]]()
    learnt = screen.folder / "learnt"
    calibrate = (*sitwell, "calibrate", "--source", str(FRONT / "calibration.mp4"))
    env = screen.env | {"SITWELL_DATA": str(learnt)}
    subprocess.run(calibrate, check=True, capture_output=True, env=env)
    with ExitStack() as stack:
        for number, (name, asks) in enumerate(LIVE.items()):
            data = screen.folder / str(number)
            shutil.copytree(learnt, data)
            env = screen.env | {"SITWELL_DATA": str(data)}
            watch = (*sitwell, "watch", "--source", str(CLIP), "--notifier", "silent")
            watch_meter = stack.enter_context(running(*watch, env=env))
            window = (sys.executable, "-P", "-c", WINDOW, asks or "")
            opened = None if asks is None else stack.enter_context(running(*window, env=env))
            meters[name] = (watch_meter, opened)
        read = [meter for pair in meters.values() for meter in pair if meter is not None]
        for wait_s in (LOAD_S, LIVE_S):
            time.sleep(wait_s)
            for meter in read:
                meter.read(with_memory=False)
    return {
        name: (watched.used_s, None if opened is None else opened.used_s)
        for name, (watched, opened) in meters.items()
    }


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
        live = measure_live(screen)
    page = write_page(share, memory_mb, windows) + write_live(live)
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
that is asked every 2.5 s, {MEASURE_S:.0f} s of it:

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


def write_live(live: dict[str, tuple[float, float | None]]) -> str:
    """Write what looking on costs as Markdown."""
    alone_s = next(iter(live.values()))[0]
    rows = "\n".join(
        f"| {name} | {used_s:.2f} | {used_s / alone_s:.2f} "
        f"| {'' if window_s is None else f'{window_s:.2f}'} |"
        for name, (used_s, window_s) in live.items()
    )
    return f"""
Three monitors beside each other on samples/front/session.mp4 in real time, {LIVE_S:.0f} s of it,
loading left out; the live view may add a tenth (goal: {LIVE_GOAL:.2f} times):

| | monitor, CPU (s) | times | window, CPU (s) |
|---|---|---|---|
{rows}
"""


if __name__ == "__main__":
    main()
