"""Slump episodes and absences, in seconds and never in frames.

What is told of the same seconds:

    state     u u s s s s s s s s s u u u u . . . . . . u
    slump         [onset...|========)
    absence                               [gone...|=====)
"""

from dataclasses import dataclass, replace
from typing import ClassVar

from sitwell.core.records import State

LEAST_GAP_S = 15.0


@dataclass(frozen=True, slots=True)
class EpisodeRules:
    """How long is long. Defaults are design.md's, bounded by science.md section 2.4.

    Attributes:
        onset_s: A slump shorter than this is no episode.
        release_s: Upright this long ends a slump.
        gone_s: Away this long ends an episode and begins an absence.
        hold_s: Unknown this long ends a slump: what is not seen is not bridged.
        longest_gap_s: Two looks further apart than this have unknown time between them; as looks
            may be 10 s apart, and a camera needs some to open, at least 15.
    """

    onset_s: float = 30.0
    release_s: float = 10.0
    gone_s: float = 60.0
    hold_s: float = 60.0
    longest_gap_s: float = LEAST_GAP_S
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def __post_init__(self) -> None:
        if self.longest_gap_s < LEAST_GAP_S:
            raise ValueError(f"longest_gap_s must be at least {LEAST_GAP_S:.0f} seconds")
        for name in ("onset_s", "release_s", "gone_s", "hold_s", "longest_gap_s"):
            if not 0.0 < getattr(self, name) <= 3600.0:
                raise ValueError(f"{name} must be above 0 and at most 3600 seconds")


@dataclass(frozen=True, slots=True)
class Slump:
    """A slump under way.

    Attributes:
        start: When it began.
        last: When it was last seen.
        slumped_s: Seconds seen slumped so far; unknown moments in it are not counted.
        flexion_sum: Flexion added up over those seconds, in degree-seconds.
        is_episode: Whether it has lasted longer than the onset.
    """

    start: float
    last: float
    slumped_s: float = 0.0
    flexion_sum: float = 0.0
    is_episode: bool = False

    @property
    def mean_flexion_deg(self) -> float:
        """Mean flexion over the seconds seen slumped."""
        return self.flexion_sum / self.slumped_s if self.slumped_s > 0.0 else 0.0


@dataclass(frozen=True, slots=True)
class Episodes:
    """What is under way.

    Attributes:
        slump: The slump under way, episode or not yet; None when there is none.
        better_since: Since when the person no longer slumps, while the slump is not over yet.
        gone_since: Since when nobody is seen; None while somebody is.
        is_absent: Whether that has lasted long enough to count.
    """

    slump: Slump | None = None
    better_since: float | None = None
    gone_since: float | None = None
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What began and ended with one step.

    Attributes:
        slump_started: The slump that just became an episode.
        slump_ended: The episode that just ended.
        absence_started: When the absence that was just recognised began.
        absence_ended: Whether an absence just ended.
    """

    slump_started: Slump | None = None
    slump_ended: Slump | None = None
    absence_started: float | None = None
    absence_ended: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of time, all of it in one state.

    Attributes:
        t: Now.
        since: When the step began.
        state: The settled state throughout; unknown across a gap.
        flexion_deg: Median flexion; not used unless slumped.
        is_somebody_there: Whether a person was seen, judged or not.
        is_standing: Whether that person was seen to stand.
        is_rest: Whether nobody looked because the person wished so.
    """

    t: float
    since: float
    state: State
    flexion_deg: float
    is_somebody_there: bool = True
    is_standing: bool = False
    is_rest: bool = False


def advance(before: Episodes, moment: Moment, rules: EpisodeRules) -> tuple[Episodes, Changes]:
    """Move on by one moment."""
    presence, changes = _watch_presence(before, moment, rules)
    if moment.state is State.SLUMPED:
        return _slump_on(presence, moment, rules, changes)
    return _slump_off(presence, moment, rules, changes)


def finish(before: Episodes) -> Changes:
    """Close what is under way when the watching ends."""
    slump = before.slump
    return Changes(slump_ended=slump if slump is not None and slump.is_episode else None)


def _watch_presence(
    before: Episodes, moment: Moment, rules: EpisodeRules
) -> tuple[Episodes, Changes]:
    if moment.state is not State.ABSENT:
        if not moment.is_somebody_there:
            return before, Changes()  # neither here nor gone: the picture does not tell
        return replace(before, gone_since=None, is_absent=False), Changes(
            absence_ended=before.is_absent
        )
    since = moment.since if before.gone_since is None else before.gone_since
    is_absent = moment.t - since >= rules.gone_s
    began = since if is_absent and not before.is_absent else None
    return replace(before, gone_since=since, is_absent=is_absent), Changes(absence_started=began)


def _slump_on(
    before: Episodes, moment: Moment, rules: EpisodeRules, changes: Changes
) -> tuple[Episodes, Changes]:
    slump = before.slump or Slump(start=moment.since, last=moment.since)
    step = moment.t - moment.since
    slump = replace(
        slump,
        last=moment.t,
        slumped_s=slump.slumped_s + step,
        flexion_sum=slump.flexion_sum + moment.flexion_deg * step,
    )
    if not slump.is_episode and slump.slumped_s >= rules.onset_s:
        slump = replace(slump, is_episode=True)
        changes = replace(changes, slump_started=slump)
    return replace(before, slump=slump, better_since=None), changes


def _slump_off(
    before: Episodes, moment: Moment, rules: EpisodeRules, changes: Changes
) -> tuple[Episodes, Changes]:
    slump = before.slump
    if slump is None:
        return before, changes
    better_since = before.better_since
    if moment.state in (State.UPRIGHT, State.OVEREXTENDED):
        better_since = moment.since if better_since is None else better_since
        is_over = moment.t - better_since >= rules.release_s
    else:
        limit_s = rules.gone_s if moment.state is State.ABSENT else rules.hold_s
        is_over = moment.t - slump.last >= limit_s
    if not is_over:
        return replace(before, better_since=better_since), changes
    after = replace(before, slump=None, better_since=None)
    return after, replace(changes, slump_ended=slump if slump.is_episode else None)
