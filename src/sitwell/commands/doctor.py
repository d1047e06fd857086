"""`sitwell doctor`: looks at everything Sitwell needs and says what to do."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sitwell import paths
from sitwell.adapters import baseline_file, estimator_file, libraries
from sitwell.commands import windows
from sitwell.config import Settings
from sitwell.errors import SitwellError
from sitwell.guard.seal import Seal, count_filtered_threads


class Health(StrEnum):
    """How a check came out."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check.

    Attributes:
        name: What was looked at.
        health: How it is.
        words: What was found and, unless all is well, what to do.
        exit_code: What `doctor` exits with for this fault; 0 unless it is one.
    """

    name: str
    health: Health
    words: str
    exit_code: int = 0


def examine(settings: Settings, profile: str, seal: Seal) -> Iterator[Finding]:
    """Check one thing after the other, the ones that others stand on first."""
    missing = libraries.find_missing()
    if missing:
        yield Finding("system libraries", Health.FAULT, libraries.advise(missing), 1)
        return  # neither OpenCV nor MediaPipe can be loaded without them
    yield Finding("system libraries", Health.OK, "OpenCV and MediaPipe find theirs")
    mixture = libraries.find_opencv_mixture()
    if mixture is not None:
        yield Finding("OpenCV", Health.FAULT, mixture, 1)
    yield _try("model", _check_model)
    yield _check_seal(seal)
    yield _try("sealed worker", lambda: _check_worker(settings))
    yield _try("camera", lambda: _check_camera(settings))
    yield _try("notifier", lambda: _check_notifier(settings))
    yield _try("store", _check_store)
    yield _check_baseline(paths.baseline_file(profile))
    yield check_windows(os.environ)


def _try(name: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except SitwellError as error:
        return Finding(name, Health.FAULT, str(error), error.exit_code)


def _check_model() -> Finding:
    from sitwell.adapters.landmarker import MODEL

    MODEL.read(MODEL.find())
    estimator_file.load()
    names = f"{MODEL.name} and {estimator_file.ESTIMATOR.name}"
    return Finding("model", Health.OK, f"{names}, their bytes are the reviewed ones")


def _check_seal(seal: Seal) -> Finding:
    if seal.is_in_force:
        return Finding("sealed program", Health.OK, seal.words)
    words = "the camera's process is not sealed on this system; it asks for no connection by itself"
    return Finding("sealed program", Health.NOTE, words)


def _check_worker(settings: Settings) -> Finding:
    from sitwell.adapters.landmarker import Landmarker

    allowed = settings.privacy.allow_mediapipe_telemetry
    with Landmarker(allow_telemetry=allowed) as worker:
        seal, (filtered, threads) = worker.seal, count_filtered_threads(worker.pid or 0)
    if not seal.is_in_force:
        words = (
            "not sealed: MediaPipe may send usage reports to Google, as the config allows "
            "(allow_mediapipe_telemetry)"
        )
        return Finding("sealed worker", Health.NOTE, words)
    if filtered < threads:
        words = f"the kernel filters only {filtered} of its {threads} threads; please report this"
        return Finding("sealed worker", Health.FAULT, words, 1)
    words = f"{seal.words}; each was tried in vain before MediaPipe was loaded"
    if threads:
        words += f", and the kernel confirms the filter on all {threads} threads"
    return Finding("sealed worker", Health.OK, words)


def _check_camera(settings: Settings) -> Finding:
    from sitwell.adapters.frames import open_source
    from sitwell.commands.loan import borrow
    from sitwell.core.frame import Frame
    from sitwell.core.scene import reduce

    text = settings.watch.source
    with borrow(text), open_source(text) as source:  # no camera shows itself to two at once
        first = next(iter(source.frames()))
        if not isinstance(first, Frame):
            return Finding("camera", Health.FAULT, f"{source.name}: {first.detail}", 4)
        height, width = first.rgb.shape[:2]
        if reduce(first.rgb).light < settings.posture.least_light:
            words = f"{source.name} gives a black picture; open its shutter or turn on a light"
            return Finding("camera", Health.NOTE, words)
        return Finding("camera", Health.OK, f"{source.name}, {width}x{height}")


def _check_notifier(settings: Settings) -> Finding:
    from sitwell.adapters.notifier import Delivery, choose
    from sitwell.coach.messages import make_test_message

    if settings.watch.notifier == "silent":
        words = "silent, as the config says; nudges are kept for the report and not shown"
        return Finding("notifier", Health.NOTE, words)
    notifier = choose(settings.watch.notifier)
    try:
        receipt = notifier.send(make_test_message())
    finally:
        notifier.close()
    if receipt.delivered is Delivery.NO:
        return Finding("notifier", Health.FAULT, f"{receipt.channel}: {receipt.detail}", 1)
    words = f"a test message went through {receipt.channel}, "
    if receipt.delivered is Delivery.YES:
        words += "which confirmed that it took it"
    else:
        words += "which does not confirm it: look whether it is on the screen"
    words += "; it has buttons" if receipt.has_buttons else "; it has no buttons"
    return Finding("notifier", Health.OK, words)


def _check_store() -> Finding:
    from sitwell.adapters.store import open_store

    path = paths.store_file()
    with open_store(path):
        return Finding("store", Health.OK, f"{path} can be read and written")


def _check_baseline(path: Path) -> Finding:
    if not path.exists():
        return Finding("baseline", Health.NOTE, "none yet; run 'sitwell calibrate'")
    try:
        baseline = baseline_file.load(path)
    except SitwellError as error:
        return Finding("baseline", Health.FAULT, str(error), error.exit_code)
    words = f"of {baseline.created[:10]}, camera in {baseline.view.replace('_', ' ')} view"
    return Finding("baseline", Health.OK, words)


def check_windows(environment: Mapping[str, str]) -> Finding:
    """Look whether the windows can be opened; whoever has not installed them misses nothing."""
    if not libraries.has_qt():
        words = f"not installed; for the windows and the tray icon: {libraries.GET_QT}"
        return Finding("windows", Health.NOTE, words)
    missing = libraries.find_missing(libraries.X11_PACKAGES)
    if not windows.has_screen(environment):
        words = "installed; there is no screen here to open them on"
        if missing:
            words += f", and under X11 they will need more: {libraries.advise(missing)}"
        return Finding("windows", Health.NOTE, words)
    if not missing:
        return Finding("windows", Health.OK, "installed, and a screen to open them on")
    if windows.needs_x11(environment):
        return Finding("windows", Health.FAULT, libraries.advise(missing), SitwellError.exit_code)
    words = f"installed; only where they open under X11: {libraries.advise(missing)}"
    return Finding("windows", Health.NOTE, words)
