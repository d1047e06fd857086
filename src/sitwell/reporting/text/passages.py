"""The passages of a day's report: coverage, shares, slumps and sitting, nudges and exercises."""

from collections.abc import Iterator

from rich.text import Text

from sitwell.core.day import Day, ExerciseCount
from sitwell.core.reason import WISHES, WITHOUT_PICTURE
from sitwell.core.records import NudgeKind
from sitwell.core.summary import DaySummary, NudgeSummary, ReasonSeconds
from sitwell.reporting.phrases import a_duration, a_reason, a_share
from sitwell.reporting.text import sheet
from sitwell.reporting.text.sheet import INDENT, Sheet

BAR_CELLS, FEWEST_CELLS = 30, 5
MOST_APART = 0.02
"""Angles are kept of all judged time but the first look after a gap; more than this share of it is
another denominator, which is named."""

_KINDS = {
    NudgeKind.SIT_UP: "to sit up",
    NudgeKind.LOCUST: "Locust",
    NudgeKind.BREAK: "break",
    NudgeKind.EASE: "to let go",
    NudgeKind.LEAN: "to the middle",
    NudgeKind.MOVE: "to move",
    NudgeKind.CUE: "cue",
}
_STYLES = {"upright": "green", "slumped": "yellow", "over-extended": "magenta"}


def list_coverage(day: Day, page: Sheet) -> list[Text]:
    """Say what was seen of the day, what was not, and why."""
    whole = day.summary
    told = f"At the desk {a_duration(whole.seen_s)}: judged {a_duration(whole.judged_s)}"
    if whole.unclear_s > 0:
        told += f", could not be judged {_with_reasons(whole.unclear_s, _unclear(whole))}"
    lines = page.wrap(f"{told}.")
    others = [f"Away {a_duration(whole.absent_s)}."]
    if whole.paused_s > 0:
        others.append(f"Paused {a_duration(whole.paused_s)}.")
    if whole.unseen_s > 0:
        others.append(f"No picture {_with_reasons(whole.unseen_s, _unseen(whole))}.")
    return [*lines, *page.wrap(" ".join(others))]


def list_shares(day: Day, page: Sheet) -> list[Text]:
    """Give the parts of the judged time, each with its share."""
    whole, angles = day.summary, day.exposure
    lines = [
        *_head(f"Of the {a_duration(whole.judged_s)} judged, beside your own upright:", page),
        *(
            _share_line(*entry, page)
            for entry in (
                ("upright", whole.upright_s, whole.upright_share),
                ("slumped", whole.slumped_s, whole.slumped_share),
                ("over-extended", whole.overextended_s, whole.overextended_share),
            )
        ),
    ]
    if angles.judged_s <= 0.0:
        return [*lines, *page.wrap("The other angles were not kept on this day.")]
    if abs(angles.judged_s - whole.judged_s) > MOST_APART * whole.judged_s:
        lines += _head(f"Of the {a_duration(angles.judged_s)} whose angles were kept:", page)
    others = (
        ("head forward", angles.head_forward_s, angles.head_forward_share),
        ("rounded (unsure)", angles.rounded_s, angles.rounded_share),
        ("leaning left", angles.left_s, angles.left_share),
        ("leaning right", angles.right_s, angles.right_share),
    )
    return [*lines, *(_share_line(*entry, page) for entry in others)]


def list_slumps(day: Day, page: Sheet) -> list[Text]:
    """Say how the slumps were, how the day went on, and how it was divided by getting up."""
    sitting, ends = day.sitting, day.ends
    lines = page.wrap(_tell_slumps(day.summary))
    if ends is not None:
        lines += page.wrap(
            f"Slumped in the first judged hour: {a_share(ends.first)}; in the last: "
            f"{a_share(ends.last)}."
        )
    if sitting.bouts:
        lines += page.wrap(
            f"Sitting bouts: {len(sitting.bouts)}, longest {a_duration(sitting.longest_s)}; "
            f"{a_share(sitting.long_share)} of {a_duration(sitting.seated_s)} in bouts over 30 min."
        )
    breaks = f"Breaks over 5 min: {len(sitting.breaks) or 'none'}"
    if sitting.median_break_s is not None:
        breaks += f", {_half(len(sitting.breaks))} {a_duration(sitting.median_break_s)}"
    shifts = day.exposure.shifts_per_hour
    moved = "" if shifts is None else f" Posture shifts: {shifts:.1f} per judged hour."
    return [*lines, *page.wrap(f"{breaks}.{moved}")]


def list_actions(day: Day, page: Sheet) -> list[Text]:
    """Say what was suggested, and what was done."""
    lines = page.wrap(_tell_nudges(day.summary.nudges))
    if day.exercises:
        sets = "; ".join(_tell_exercise(count) for count in day.exercises)
        return [*lines, *page.wrap(f"Exercises: {sets}.")]
    return [*lines, *page.wrap("Exercises: none.")]


def _head(words: str, page: Sheet) -> list[Text]:
    return page.wrap(words, "bold")


def _share_line(name: str, seconds: float, share: float | None, page: Sheet) -> Text:
    line = Text(f"{INDENT}{name:<16}  {a_duration(seconds):>11}  {a_share(share):>6}")
    cells = min(BAR_CELLS, page.width - len(line) - 2)
    if page.is_screen and share is not None and cells >= FEWEST_CELLS:
        line.append("  ").append_text(sheet.bar(share, cells, _STYLES.get(name, "cyan")))
    return line


def _with_reasons(seconds: float, parts: Iterator[ReasonSeconds]) -> str:
    reasons = ", ".join(f"{a_reason(part.reason)} {a_duration(part.seconds)}" for part in parts)
    return f"{a_duration(seconds)} ({reasons})" if reasons else a_duration(seconds)


def _unclear(whole: DaySummary) -> Iterator[ReasonSeconds]:
    return (part for part in whole.unknown_by_reason if part.reason not in WITHOUT_PICTURE)


def _unseen(whole: DaySummary) -> Iterator[ReasonSeconds]:
    without = WITHOUT_PICTURE - WISHES
    return (part for part in whole.unknown_by_reason if part.reason in without)


def _tell_slumps(whole: DaySummary) -> str:
    slumps = whole.slumps
    if slumps.number == 0 or slumps.per_judged_hour is None or slumps.mean_flexion_deg is None:
        return "Slump episodes: none."
    middle = "" if slumps.median_s is None else f", {_half(slumps.number)} "
    middle += "" if slumps.median_s is None else a_duration(slumps.median_s)
    longest = "" if slumps.number == 1 else f", the longest {a_duration(slumps.longest_s)}"
    return (
        f"Slump episodes: {slumps.number}, or {slumps.per_judged_hour:.1f} per judged hour"
        f"{middle}{longest}; on average {slumps.mean_flexion_deg:.0f}° more flexed than your "
        "upright (estimated)."
    )


def _half(number: int) -> str:
    return "of" if number == 1 else "half under"


def _tell_nudges(nudges: NudgeSummary) -> str:
    if nudges.sent == 0:
        return "Nudges: none."
    kinds = ", ".join(
        f"{count.sent} {_KINDS[count.kind]}" for count in nudges.by_kind if count.sent
    )
    told = f"Nudges: {nudges.sent} ({kinds}); {nudges.helped} of {nudges.sent} helped"
    if nudges.median_response_s is not None:
        whose = "" if nudges.helped == 1 else "half "
        told += f", {whose}within {a_duration(nudges.median_response_s)}"
    return f"{told}; {nudges.ignored} did not." if nudges.ignored else f"{told}."


def _tell_exercise(count: ExerciseCount) -> str:
    sets = f"{count.done} set{'' if count.done == 1 else 's'} done"
    if count.stopped:
        sets += f", {count.stopped} ended early"
    told = f"{count.card_id.replace('_', ' ')} {sets}"
    if not count.repetitions:
        return told
    if not count.seen_repetitions:
        return f"{told} ({count.repetitions} repetitions)"
    seen = "" if count.seen_repetitions == count.repetitions else f"{count.seen_repetitions} "
    return f"{told} ({count.repetitions} repetitions, {seen}seen by the camera)"
