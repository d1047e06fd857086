"""What Sitwell costs, side by side with a bare OpenCV + MediaPipe loop in the same run.

Run with `make bench`. Prints a page and keeps it under bench/results/, named after the processor.
Every figure is a median of rounds that alternate between the two: both see the same machine.
"""

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
FRONT = HERE.parent / "samples" / "front"
CLIP = FRONT / "session.mp4"
ROUNDS = 3
STARTS = 5
BARE = """
import json, sys, time
from sitwell.adapters.landmarker import MODEL
from sitwell.guard.seal import seal_worker
seal_worker()
import cv2, mediapipe
from mediapipe.tasks.python import BaseOptions, vision
options = vision.PoseLandmarkerOptions(
    base_options=BaseOptions(model_asset_buffer=MODEL.read(MODEL.find())),
    running_mode=vision.RunningMode.VIDEO,
)
landmarker = vision.PoseLandmarker.create_from_options(options)
capture, n, decode_s, detect_s = cv2.VideoCapture(sys.argv[1]), 0, 0.0, 0.0
started = time.perf_counter()
while True:
    before = time.perf_counter()
    there, bgr = capture.read()
    if not there:
        break
    rgb = cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)
    read = time.perf_counter()
    picture = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)
    landmarker.detect_for_video(picture, n * 1000)
    decode_s, detect_s, n = decode_s + read - before, detect_s + time.perf_counter() - read, n + 1
print(json.dumps({"n": n, "decode_s": decode_s, "detect_s": detect_s,
                  "loop_s": time.perf_counter() - started}), flush=True)
sys.stdin.read()
"""
OURS = """
import json, sys, time
from pathlib import Path
from sitwell.adapters import baseline_file, estimator_file
from sitwell.adapters.frames import open_source
from sitwell.adapters.landmarker import Landmarker
from sitwell.core import monitor
from sitwell.core.monitor import Monitor, MonitorRules
from sitwell.core.posture import Sight
from sitwell.core.scene import reduce
baseline, rules = baseline_file.load(Path(sys.argv[2])), MonitorRules()
estimator = estimator_file.load()
with open_source(sys.argv[1], interval_s=1.0) as source, Landmarker() as worker:
    now, n, find_s, rest_s = Monitor(), 0, 0.0, 0.0
    started = time.perf_counter()
    for frame in source.frames():
        before = time.perf_counter()
        poses = worker.follow(frame)
        found = time.perf_counter()
        seen = Sight(frame.t, poses, reduce(frame.rgb))
        now, _, _ = monitor.step(now, seen, baseline, estimator, rules)
        find_s, rest_s, n = find_s + found - before, rest_s + time.perf_counter() - found, n + 1
    print(json.dumps({"n": n, "find_s": find_s, "rest_s": rest_s,
                      "loop_s": time.perf_counter() - started}), flush=True)
    sys.stdin.read()
"""


ROUND_TRIP = """
import json, sys, time
from statistics import median
from sitwell.adapters.frames import open_source
from sitwell.adapters.landmarker import MODEL, Landmarker
from sitwell.guard.seal import seal_worker
if __name__ == "__main__":
    with open_source(sys.argv[1], interval_s=1.0) as source, Landmarker() as worker:
        frames = list(source.frames())[:600]
        seal_worker()
        import mediapipe
        from mediapipe.tasks.python import BaseOptions, vision
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=MODEL.read(MODEL.find())),
            running_mode=vision.RunningMode.VIDEO,
        )
        landmarker = vision.PoseLandmarker.create_from_options(options)
        bare, ours, trips = [], [], []
        for frame in frames:
            begun = time.perf_counter()
            picture = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=frame.rgb)
            landmarker.detect_for_video(picture, round(frame.t * 1000))
            between = time.perf_counter()
            worker.follow(frame)
            bare.append(between - begun)
            ours.append(time.perf_counter() - between)
        print(json.dumps({"bare_ms": 1000 * median(bare), "ours_ms": 1000 * median(ours),
            "over_ms": 1000 * median(o - b for o, b in zip(ours, bare))}), flush=True)
        sys.stdin.read()
"""


def run(code: str, *arguments: str) -> dict[str, float]:
    """Run a loop in a process of its own; give its figures and its memory at the end."""
    command = [sys.executable, "-c", code, *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        figures: dict[str, float] = json.loads(process.stdout.readline())
        figures["pss_mb"] = sum(measure_memory(pid) for pid in family(process.pid))
        process.communicate("")
    return figures


def family(pid: int) -> list[int]:
    """Give a process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(p for child in children for p in family(int(child)))]


def measure_memory(pid: int) -> float:
    """Give a process's proportional share of memory, in MB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return 0.0 if found is None else int(found[1]) / 1024.0


def time_start(baseline: Path) -> float:
    """Give the seconds from the command to its first reading."""
    command = [sys.executable, "-m", "sitwell", "replay", str(CLIP), "--baseline", str(baseline)]
    before = time.perf_counter()
    with subprocess.Popen(
        [*command, "--json", "--readings"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        after = time.perf_counter()
        process.kill()
    return after - before


def name_machine() -> str:
    """Give the processor's name and the number of its cores that we may use."""
    cpuinfo = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", cpuinfo.read_text(), re.MULTILINE)
    model = found[1] if found else platform.processor() or platform.machine()
    return f"{model.strip()}, {len(os.sched_getaffinity(0))} cores"


def write_page(
    bare: list[dict[str, float]],
    ours: list[dict[str, float]],
    trips: list[dict[str, float]],
    start_s: float,
) -> str:
    """Write the figures as Markdown."""

    def per_frame(rounds: list[dict[str, float]], key: str) -> float:
        return median(1000.0 * r[key] / r["n"] for r in rounds)

    ratio = median(o["loop_s"] / b["loop_s"] for o, b in zip(ours, bare, strict=True))
    trip = {key: median(t[key] for t in trips) for key in ("bare_ms", "ours_ms", "over_ms")}
    memory = median(r["pss_mb"] for r in ours), median(r["pss_mb"] for r in bare)
    rows = (
        ("decode (ms a frame)", per_frame(bare, "decode_s"), "read ahead, beside the worker"),
        ("landmarks (ms a frame)", per_frame(bare, "detect_s"), f"{per_frame(ours, 'find_s'):.2f}"),
        ("the rest (ms a frame)", "–", f"{per_frame(ours, 'rest_s'):.2f}"),
        ("whole loop (ms a frame)", per_frame(bare, "loop_s"), f"{per_frame(ours, 'loop_s'):.2f}"),
        (
            "frames a second",
            1000.0 / per_frame(bare, "loop_s"),
            f"{1000.0 / per_frame(ours, 'loop_s'):.1f}",
        ),
        ("memory, all processes (MB, PSS)", memory[1], f"{memory[0]:.0f}"),
    )
    table = "\n".join(
        f"| {name} | {value if isinstance(value, str) else format(value, '.2f')} | {other} |"
        for name, value, other in rows
    )
    versions = ", ".join(f"{p} {version(p)}" for p in ("mediapipe", "opencv-python", "numpy"))
    return f"""# {name_machine()}

`make bench`, {datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {versions}.
Clip: samples/front/session.mp4, {int(ours[0]["n"])} frames of 640x480.
Medians of {ROUNDS} rounds, taken in turn.

| | bare OpenCV + MediaPipe loop | Sitwell (`replay`) |
|---|---|---|
{table}

Sitwell's loop takes {ratio:.3f} times the bare loop's time (goal: under 1.05).
One picture's way to the sealed worker and back, in turn with the bare call on the same picture:
{trip["bare_ms"]:.2f} ms bare, {trip["ours_ms"]:.2f} ms through the worker, {trip["over_ms"]:.2f} ms
more (median of 600; goal: under 1.5).
From the command to the first reading: {start_s:.1f} s, median of {STARTS} (goal: 3 s).
"""


def main() -> None:
    """Measure, print, and keep the page."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SITWELL_DATA"] = folder
        os.environ["SITWELL_CONFIG"] = str(Path(folder) / "config.toml")
        baseline = Path(folder) / "baseline.json"
        calibrate = [sys.executable, "-m", "sitwell", "calibrate", "--out", str(baseline)]
        subprocess.run(
            [*calibrate, "--source", str(FRONT / "calibration.mp4")],
            check=True,
            capture_output=True,
        )
        bare, ours, trips = [], [], []
        for n in range(ROUNDS):
            print(f"round {n + 1} of {ROUNDS} …", file=sys.stderr)
            bare.append(run(BARE, str(CLIP)))
            ours.append(run(OURS, str(CLIP), str(baseline)))
            trips.append(run(ROUND_TRIP, str(CLIP)))
        start_s = median(time_start(baseline) for _ in range(STARTS))
    page = write_page(bare, ours, trips, start_s)
    print(page)
    slug = re.sub(r"[^a-z0-9]+", "-", name_machine().lower()).strip("-")
    (HERE / "results" / f"{slug}.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
