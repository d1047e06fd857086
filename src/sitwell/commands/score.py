"""`sitwell score`: each picture judged on its own."""

from collections.abc import Callable
from pathlib import Path

from sitwell.adapters import baseline_file, estimator_file
from sitwell.adapters.frames import read_picture
from sitwell.adapters.landmarker import Landmarker
from sitwell.commands.looking import see_alone
from sitwell.commands.replay import rules_for
from sitwell.config import Settings
from sitwell.core.drift import judge_alone
from sitwell.errors import BadSource, BadUsage, SitwellError
from sitwell.reporting import stream


def score(
    pictures: list[Path],
    baseline_path: Path,
    settings: Settings,
    landmarker: Callable[[], Landmarker],
    write: Callable[[str], None],
    as_json: bool,
) -> list[SitwellError]:
    """Judge pictures in the order given; give the errors of those that could not be read.

    Raises:
        NotCalibrated, ModelUnusable, WorkerLost: As their rooms say.
    """
    baseline, estimator = baseline_file.load(baseline_path), estimator_file.load()
    rules = rules_for(settings, baseline).posture
    form = stream.score_json if as_json else stream.score_text
    faults: list[SitwellError] = []
    with landmarker() as worker:
        for path in pictures:
            try:
                frame = read_picture(path)
            except (BadSource, BadUsage) as fault:
                faults.append(fault)
                continue
            write(form(path, judge_alone(see_alone(frame, worker), baseline, estimator, rules)))
    return faults
