"""Behind the welcome's picture: the camera, what is found in it, and the calibration.

Runs in a process of its own (`sitwell.preview_process`): the window loads neither OpenCV nor
MediaPipe. Pictures go to the window and nowhere else; the baseline alone is kept, once asked for.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters import baseline_file, estimator_file
from sitwell.adapters.clock import now as wall_clock
from sitwell.adapters.frames import FrameSource
from sitwell.adapters.landmarker import Landmarker
from sitwell.commands import preview_wire as wire
from sitwell.commands.calibrate import INTERVAL_S
from sitwell.commands.looking import look_on, see_next
from sitwell.commands.mirrored import describe, locate, thin
from sitwell.commands.preview_wire import Stage, Wish
from sitwell.core import anchoring, posture
from sitwell.core.anchoring import Anchoring
from sitwell.core.baseline import Baseline
from sitwell.core.calibration import Refusal, learn, learn_slump, personal, quality
from sitwell.core.estimate import Estimator
from sitwell.core.features import Features, measure
from sitwell.core.frame import Frame, Outage
from sitwell.core.framing import Steady, frame, steady
from sitwell.core.posture import Sight
from sitwell.core.posture_rules import PostureRules
from sitwell.core.view import classify
from sitwell.errors import SitwellError

PICTURE_S = 0.1
"""Ten pictures a second look alive; every other one is looked at, as `calibrate` does."""
MOST_ROWS = 480

log = logging.getLogger(__name__)

Tell = Callable[[wire.Message, bytes], None]
"""Hands a message to the window; raises where there is none any more, which ends the preview."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """How far the calibration has come.

    Attributes:
        framing: How the sitter is placed.
        wish: Which anchor is being learnt; None while there is none.
        anchoring: As above, and how far.
        baseline: What was learnt.
    """

    framing: Steady = field(default_factory=Steady)
    wish: Wish | None = None
    anchoring: Anchoring | None = None
    baseline: Baseline | None = None


class Preview:
    """Shows what a source gives, and learns from it what it is asked to.

    Thread: one; `hear` gives what was wished for since it was last called.
    """

    def __init__(
        self, rules: PostureRules, out: Path, tell: Tell, on_saved: Callable[[], object]
    ) -> None:
        self._rules = rules
        self._out = out
        self._tell = tell
        self._on_saved = on_saved
        self._estimator: Estimator = estimator_file.load()
        self._now = Sitting()
        self._last: Sight | None = None
        self._judged: wire.Judged | None = None
        self._view: str | None = None
        self._picture: NDArray[np.uint8] | None = None

    def run(
        self, source: FrameSource, worker: Landmarker, hear: Callable[[], Iterable[Wish]]
    ) -> None:
        """Show the source until it is closed.

        Raises:
            WorkerLost, ModelUnusable, BadSource: As their rooms say.
        """
        with closing(look_on(source, worker, see=self._see)) as stream:
            for seen in stream:
                for wish in hear():
                    self._heed(wish, seen.t)
                if isinstance(seen, Outage):
                    self._lose(seen)
                else:
                    self._take(seen)

    def _see(self, picture: Frame, worker: Landmarker) -> Sight | None:
        """Find people in it where a look is due; show it as it is where none is."""
        self._picture = picture.rgb
        if self._last is None or picture.t - self._last.t > INTERVAL_S - PICTURE_S / 2.0:
            return see_next(picture, worker)
        self._show(self._last)
        return None

    def _take(self, sight: Sight) -> None:
        """Take a look into account, then show it."""
        now = self._now
        self._last = sight
        self._now = Sitting(
            steady(now.framing, frame(sight)),
            now.wish,
            None if now.anchoring is None else anchoring.take(now.anchoring, sight),
            now.baseline,
        )
        if now.baseline is not None:
            rules = personal(self._rules, now.baseline)
            self._judged = describe(posture.judge(sight, now.baseline, self._estimator, rules))
        found = measure(sight.poses[0]) if len(sight.poses) == 1 else None
        self._view = classify(found).value if isinstance(found, Features) else None
        self._show(sight)
        if self._now.anchoring is not None and self._now.anchoring.is_whole:
            self._learn(self._now.anchoring)

    def _show(self, sight: Sight) -> None:
        if self._picture is None:
            return
        mirrored = thin(self._picture, MOST_ROWS)
        height, width = mirrored.shape[:2]
        framing, under_way = self._now.framing, self._now.anchoring
        stage, settle_s, share = Stage.WATCH, 0.0, 0.0
        if under_way is not None:
            settle_s, share = under_way.settle_s, under_way.share
            stage = Stage.SETTLE if settle_s > 0.0 else Stage.HOLD
        look = wire.Look(
            width=width,
            height=height,
            points=[locate(pose) for pose in sight.poses],
            advice=None if framing.said is None else framing.said.value,
            is_usable=framing.is_usable,
            view=self._view,
            stage=stage.value,
            settle_s=settle_s,
            share=share,
            judged=self._judged,
        )
        self._tell(look, mirrored.tobytes())

    def _heed(self, wish: Wish, t: float) -> None:
        now = self._now
        match wish:
            case Wish.UPRIGHT:
                self._now = Sitting(now.framing, wish, Anchoring(t, t))
                self._judged = None
            case Wish.SLUMP if now.baseline is not None:
                self._now = Sitting(now.framing, wish, Anchoring(t, t), now.baseline)
            case Wish.CANCEL:
                self._now = Sitting(now.framing, baseline=now.baseline)
            case Wish.SAVE if now.baseline is not None:
                self._save(now.baseline)

    def _learn(self, whole: Anchoring) -> None:
        """Learn from what was held, and say what became of it; a refusal leaves all as it was."""
        now, sights = self._now, list(whole.sights)
        anchor = Wish.SLUMP if now.wish is Wish.SLUMP else Wish.UPRIGHT
        outcome: Baseline | Refusal
        if anchor is Wish.SLUMP and now.baseline is not None:
            outcome = learn_slump(sights, now.baseline, self._estimator)
        else:
            created = wall_clock().isoformat(timespec="seconds")
            outcome = learn(sights, created)
        if isinstance(outcome, Refusal):
            self._now = Sitting(now.framing, baseline=now.baseline)
            self._tell(wire.Refused(anchor.value, outcome.cause.value, outcome.why), b"")
            return
        self._now = Sitting(now.framing, baseline=outcome)
        learnt = wire.Learnt(
            anchor=anchor.value,
            view=outcome.view.value,
            quality=quality(outcome),
            frames=outcome.frames,
            slump_deg=outcome.slump_flexion_deg,
            line_deg=personal(self._rules, outcome).slump_line_deg,
        )
        self._tell(learnt, b"")

    def _save(self, baseline: Baseline) -> None:
        try:
            baseline_file.save(baseline, self._out)
        except SitwellError as error:
            self._tell(wire.Failed(str(error), 0), b"")
            return
        self._tell(wire.Saved(str(self._out)), b"")
        try:
            self._on_saved()
        except SitwellError as error:
            log.warning("the running monitor goes on by the earlier calibration: %s", error)

    def _lose(self, outage: Outage) -> None:
        """Say that there is no picture; what was being learnt is given up."""
        self._now = Sitting(baseline=self._now.baseline)
        self._tell(wire.Gap(outage.reason.value, outage.detail), b"")
