"""What Sitwell costs all day: beside what other programs do, on the same recording in real time.

Run with `make bench`. The two run at the same time, each for the same minutes of samples/front:
a bare OpenCV + MediaPipe loop at 10 frames a second, which is what other programs do, and
`sitwell watch`. Prints a page and keeps it, with a picture, under bench/results/.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench import CLIP, FRONT, HERE, family, measure_memory, name_machine

SETTLE_S = 20.0  # loading MediaPipe is not what a day is made of
MEASURE_S = 120.0
SAMPLE_S = 2.0
TICKS_S = os.sysconf("SC_CLK_TCK")
BARE = """
import sys, time
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
capture, begun, n = cv2.VideoCapture(sys.argv[1]), time.monotonic(), 0
while True:
    if n % 10 == 0:  # the clip has a picture a second, a camera has ten
        there, bgr = capture.read()
        if not there:
            break
    rgb = cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)
    picture = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)
    landmarker.detect_for_video(picture, n * 100)
    n += 1
    time.sleep(max(0.0, begun + n / 10 - time.monotonic()))
"""


@dataclass
class Meter:
    """What one program and all that it started have used, over time."""

    process: subprocess.Popen[bytes]
    cpu_s: list[float] = field(default_factory=list)
    pss_mb: list[float] = field(default_factory=list)

    def read(self, with_memory: bool) -> None:
        """Read the meter once."""
        pids = family(self.process.pid)
        self.cpu_s.append(sum(measure_cpu(pid) for pid in pids))
        if with_memory:
            self.pss_mb.append(sum(measure_memory(pid) for pid in pids))

    @property
    def used_s(self) -> float:
        """CPU seconds over the whole time."""
        return self.cpu_s[-1] - self.cpu_s[0]


def measure_cpu(pid: int) -> float:
    """Give the CPU seconds that a process has used, in user and kernel mode."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_S


@contextmanager
def running(*command: str, env: dict[str, str] | None = None):
    """Run a program until the end of the block."""
    silent = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=silent, stderr=silent, env=env)
    try:
        yield Meter(process)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def draw(times_s: list[float], bare: Meter, ours: Meter, path: Path) -> None:
    """Draw the share of a core over time, ten seconds at a time."""
    import matplotlib  # noqa: PLC0415  (comes with MediaPipe)

    matplotlib.use("svg")
    from matplotlib import pyplot  # noqa: PLC0415

    figure, axes = pyplot.subplots(figsize=(8, 3.2), layout="constrained")
    step = round(10.0 / SAMPLE_S)
    for meter, name in ((bare, "bare OpenCV + MediaPipe, 10 a second"), (ours, "sitwell watch")):
        shares = [
            100.0 * (after - before) / (t1 - t0)
            for before, after, t0, t1 in zip(
                meter.cpu_s, meter.cpu_s[step:], times_s, times_s[step:], strict=False
            )
        ]
        axes.plot(times_s[step:], shares, label=name)
    axes.set(xlabel="seconds", ylabel="% of one core", ylim=(0, None))
    axes.legend(frameon=False)
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Measure, print, and keep the page and the picture."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SITWELL_DATA"] = folder
        os.environ["SITWELL_CONFIG"] = str(Path(folder) / "config.toml")
        sitwell = (sys.executable, "-m", "sitwell")
        calibrate = (*sitwell, "calibrate", "--source", str(FRONT / "calibration.mp4"))
        subprocess.run(calibrate, check=True, capture_output=True)
        watch = (*sitwell, "watch", "--source", str(CLIP), "--notifier", "silent")
        times_s = []
        with running(sys.executable, "-c", BARE, str(CLIP)) as bare, running(*watch) as ours:
            time.sleep(SETTLE_S)
            begun = time.monotonic()
            while not times_s or times_s[-1] < MEASURE_S:
                times_s.append(time.monotonic() - begun)
                for meter in (bare, ours):
                    meter.read(with_memory=len(times_s) % 5 == 1)
                time.sleep(SAMPLE_S)
    page = write_page(times_s[-1], bare, ours)
    print(page)
    slug = re.sub(r"[^a-z0-9]+", "-", name_machine().lower()).strip("-")
    (HERE / "results" / f"{slug}-quiet.md").write_text(page, encoding="utf-8")
    draw(times_s, bare, ours, HERE / "results" / f"{slug}-quiet.svg")


def write_page(length_s: float, bare: Meter, ours: Meter) -> str:
    """Write the figures as Markdown."""
    rows = "\n".join(
        f"| {name} | {meter.used_s:.2f} | {100 * meter.used_s / length_s:.2f} % "
        f"| {sum(meter.pss_mb) / len(meter.pss_mb):.0f} | {max(meter.pss_mb):.0f} |"
        for name, meter in (("bare, 10 frames a second", bare), ("`sitwell watch`", ours))
    )
    memory = (sum(ours.pss_mb) / len(ours.pss_mb)) / (sum(bare.pss_mb) / len(bare.pss_mb))
    return f"""# All day: {name_machine()}

`make bench`, {datetime.now(UTC):%Y-%m-%d}. Both at once on samples/front/session.mp4 in real time,
{length_s:.0f} s of it, all processes of each counted, loading left out.

| | CPU (s) | of one core | memory (MB, PSS, mean) | (highest) |
|---|---|---|---|---|
{rows}

{bare.used_s / ours.used_s:.1f} times less processor time (goal: 20), {memory:.2f} times the memory
(goal: at most 1.25).
"""


if __name__ == "__main__":
    main()
