"""Summaries to read: plain text, the same in a terminal, a pipe and a mail.

Coverage comes first, and no percentage without what it is a percentage of. Angles are estimates,
and the only measure is the person's own upright.
"""

from collections.abc import Sequence

from sitwell.core.records import NudgeKind
from sitwell.core.summary import DaySummary, NudgeSummary
from sitwell.reporting.phrases import (
    TELEMETRY_ALLOWED,
    a_day,
    a_duration,
    a_reason,
    a_share,
    hours_minutes,
)

BAR_WIDTH = 30
_KINDS = {NudgeKind.SIT_UP: "to sit up", NudgeKind.LOCUST: "Locust", NudgeKind.BREAK: "break"}
_HEADS = ("day", "seen", "judged", "away", "upright", "slumped", "slumps", "nudges", "helped")


def render(
    days: Sequence[DaySummary], *, with_bars: bool = False, telemetry_allowed: bool = False
) -> str:
    """Give one day in full, or several as a table with a line for each; ends in a newline.

    With bars, meant for a terminal, each share of a single day is also drawn. Where the config
    allows MediaPipe's reports, the last line says so.
    """
    lines = _day(days[0], with_bars) if len(days) == 1 else list(_table(days))
    if telemetry_allowed:
        lines += ["", TELEMETRY_ALLOWED]
    return "\n".join(lines) + "\n"


def _day(summary: DaySummary, with_bars: bool) -> list[str]:
    if summary.recorded_s == 0:
        return [
            f"Nothing was recorded on {a_day(summary.since)}.",
            "Start the monitor with `sitwell watch`, and the day will fill in here.",
        ]
    lines = [a_day(summary.since), *_coverage(summary), ""]
    if summary.judged_s == 0:
        return [*lines, *_unjudged(summary), *_nudges(summary.nudges)]
    lines += _shares(summary, with_bars)
    return [*lines, "", *_slumps(summary), *_nudges(summary.nudges)]


def _coverage(summary: DaySummary) -> list[str]:
    seen, judged = a_duration(summary.seen_s), a_duration(summary.judged_s)
    lines = [f"Seen {seen}, judged {judged}, away {a_duration(summary.absent_s)}."]
    if summary.unknown_s > 0:
        parts = ", ".join(
            f"{a_reason(part.reason)} {a_duration(part.seconds)}"
            for part in summary.unknown_by_reason
        )
        lines.append(f"Could not be judged: {a_duration(summary.unknown_s)} ({parts}).")
    return lines


def _unjudged(summary: DaySummary) -> list[str]:
    if summary.seen_s == 0:
        return ["You were away all the time, so there is nothing to compare."]
    return [
        "None of it could be judged, so there is no percentage.",
        "`sitwell doctor` checks the camera and says what would help.",
    ]


def _shares(summary: DaySummary, with_bars: bool) -> list[str]:
    judged = a_duration(summary.judged_s)
    lines = [f"Of the {judged} judged, compared with your own upright (estimated):"]
    for name, seconds, share in (
        ("upright", summary.upright_s, summary.upright_share),
        ("slumped", summary.slumped_s, summary.slumped_share),
        ("overextended", summary.overextended_s, summary.overextended_share),
    ):
        bar = f"  {_bar(share)}" if with_bars else ""
        lines.append(f"  {name:<12}  {a_duration(seconds):>11}  {a_share(share):>6}{bar}")
    return lines


def _slumps(summary: DaySummary) -> list[str]:
    slumps = summary.slumps
    if slumps.number == 0 or slumps.mean_flexion_deg is None or slumps.per_judged_hour is None:
        return ["Slump episodes: none."]
    return [
        f"Slump episodes: {slumps.number}, or {slumps.per_judged_hour:.1f} per judged hour; "
        f"the longest {a_duration(slumps.longest_s)}.",
        f"  On average {slumps.mean_flexion_deg:.0f}° more flexed than your upright (estimated).",
    ]


def _nudges(nudges: NudgeSummary) -> list[str]:
    if nudges.sent == 0:
        return ["Nudges: none."]
    kinds = ", ".join(
        f"{count.sent} {_KINDS[count.kind]}" for count in nudges.by_kind if count.sent
    )
    line = f"Nudges: {nudges.sent} ({kinds}); {nudges.helped} of {nudges.sent} helped"
    if nudges.median_response_s is None:
        return [f"{line}."]
    whose = "" if nudges.helped == 1 else "half of those "
    return [f"{line}, {whose}within {a_duration(nudges.median_response_s)}."]


def _table(days: Sequence[DaySummary]) -> list[str]:
    lines = [_row(_HEADS), *(_table_line(summary) for summary in days)]
    return [
        *lines,
        "Times in hours:minutes. Upright and slumped are shares of the judged time, compared with",
        "your own upright (estimated).",
    ]


def _table_line(summary: DaySummary) -> str:
    day = f"{summary.since:%a %Y-%m-%d}"
    if summary.recorded_s == 0:
        return f"{day}  nothing was recorded"
    return _row(
        (
            day,
            hours_minutes(summary.seen_s),
            hours_minutes(summary.judged_s),
            hours_minutes(summary.absent_s),
            a_share(summary.upright_share),
            a_share(summary.slumped_share),
            str(summary.slumps.number),
            str(summary.nudges.sent),
            str(summary.nudges.helped),
        )
    )


def _row(cells: Sequence[str]) -> str:
    """Lay the cells out under the heads: the day to the left, numbers to the right."""
    return f"{cells[0]:<14}" + "".join(f" {cell:>7}" for cell in cells[1:])


def _bar(share: float | None) -> str:
    filled = 0 if share is None else round(share * BAR_WIDTH)
    return "█" * filled + "·" * (BAR_WIDTH - filled)
