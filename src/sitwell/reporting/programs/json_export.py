"""Everything that is kept, as one JSON object, for the person to take elsewhere.

Times are ISO 8601 with their offset; what is not known is null. Keys may be added under the same
schema number; none changes its meaning or goes away.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from sitwell.core.exposure import LENGTHS_S, LEVELS_DEG
from sitwell.core.records import (
    ExerciseRecord,
    Exposure,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
)

SCHEMA = 1

Json = str | float | None | dict[str, "Json"]


def render(
    records: Records,
    baselines: Mapping[str, str],
    pause: str | None,
    config: str | None,
    exported: datetime,
) -> str:
    """Give the object, indented, ending in a newline.

    Args:
        records: All that is on record.
        baselines: The text of each profile's baseline file.
        pause: The text of the file that keeps one; None where there is none.
        config: The text of the settings file; None where there is none.
        exported: When this was; zone-aware.
    """
    page = {
        "schema": SCHEMA,
        "exported": exported.isoformat(),
        "spans": [_span(span) for span in records.spans],
        "episodes": [_episode(episode) for episode in records.episodes],
        "nudges": [_nudge(nudge) for nudge in records.nudges],
        "exercises": [_exercise(exercise) for exercise in records.exercises],
        "exposures": [_exposure(exposure) for exposure in records.exposures],
        "exposure_levels_deg": LEVELS_DEG,
        "exposure_lengths_s": LENGTHS_S,
        "baselines": {profile: _plain(text) for profile, text in baselines.items()},
        "pause": None if pause is None else _plain(pause),
        "config": config,
    }
    return json.dumps(page, indent=2, allow_nan=False) + "\n"


def _span(span: Span) -> dict[str, Json]:
    return {
        "start": span.start.isoformat(),
        "duration_s": span.duration_s,
        "state": span.state.value,
        "reason": None if span.reason is None else span.reason.value,
    }


def _episode(episode: SlumpEpisode) -> dict[str, Json]:
    return {
        "start": episode.start.isoformat(),
        "duration_s": episode.duration_s,
        "mean_flexion_deg": episode.mean_flexion_deg,
    }


def _nudge(nudge: NudgeRecord) -> dict[str, Json]:
    return {
        "at": nudge.at.isoformat(),
        "kind": nudge.kind.value,
        "outcome": nudge.outcome.value,
        "response_s": nudge.response_s,
    }


def _exercise(exercise: ExerciseRecord) -> dict[str, Json]:
    return {
        "at": exercise.at.isoformat(),
        "card": exercise.card_id,
        "outcome": exercise.outcome.value,
        "repetitions": exercise.repetitions,
        "counted_by": exercise.counted_by.value,
        "duration_s": exercise.duration_s,
    }


def _exposure(exposure: Exposure) -> dict[str, object]:
    return {
        "start": exposure.start.isoformat(),
        "judged_s": exposure.judged_s,
        "flexion_s_by_deg": {str(degree): s for degree, s in exposure.flexion_s},
        "rounding_s_by_deg": {str(degree): s for degree, s in exposure.rounding_s},
        "level_s": exposure.level_s,
        "head_forward_s": exposure.head_forward_s,
        "rounded_s": exposure.rounded_s,
        "left_s": exposure.left_s,
        "right_s": exposure.right_s,
        "shifts": exposure.shifts,
    }


def _plain(text: str) -> object:
    """Give what is in a JSON file; one that is damaged is given as the text that it is."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")
