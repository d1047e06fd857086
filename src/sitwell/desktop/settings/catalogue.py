"""Every setting in the words of the window, in the order in which a person meets them."""

from sitwell.core.episodes import LEAST_GAP_S
from sitwell.desktop.settings.entries import (
    Chapter,
    Choice,
    Entry,
    Line,
    Number,
    Stretches,
    Switch,
    TimeOfDay,
)
from sitwell.words import _

_DAY_MIN = 1440.0


def chapters() -> tuple[Chapter, ...]:
    """Give all settings; called late, so that the words are in the language of the person."""
    return (_watching(), _lines(), _nudges(), _quiet(), _exercise(), _record(), _privacy())


def _watching() -> Chapter:
    return Chapter(
        _("Watching"),
        (
            Entry(
                "watch",
                "source",
                _("Camera"),
                Line(),
                _(
                    "Its number (0 is the first), name or device; a video file, a folder of "
                    "pictures or an address works too. 'Calibrate' lets you choose with a picture."
                ),
                at_start=True,
            ),
            Entry(
                "watch",
                "profile",
                _("Place"),
                Line(),
                _(
                    "Which calibration is used. 'Calibrate' lets you choose, and makes one for a "
                    "new place; default is that of the first."
                ),
                at_start=True,
            ),
            Entry(
                "watch",
                "interval_s",
                _("Look every"),
                Number(0.0, 10.0, _(" s"), step=0.5, decimals=1),
                _("Longer costs less power and answers later."),
            ),
            Entry(
                "watch",
                "camera",
                _("Between two looks"),
                Choice(
                    (
                        ("auto", _("decide by the time between looks")),
                        ("hold", _("keep the camera on")),
                        ("visit", _("turn the camera off")),
                    )
                ),
                _("By itself it is turned off where looks are 10 s apart."),
            ),
            Entry(
                "watch",
                "notifier",
                _("Nudges are shown"),
                Choice(
                    (
                        ("auto", _("in the best way there is")),
                        ("desktop", _("by the desktop, with buttons")),
                        ("plyer", _("by the desktop, without buttons")),
                        ("terminal", _("in the terminal")),
                        ("silent", _("not at all")),
                    )
                ),
            ),
        ),
    )


def _lines() -> Chapter:
    return Chapter(
        _("What counts"),
        (
            Entry(
                "posture",
                "sensitivity",
                _("Sensitivity"),
                Choice(
                    (
                        ("low", _("low: only large changes count")),
                        ("normal", _("normal")),
                        ("high", _("high: small changes count")),
                    )
                ),
                _("Moves the three lines below together."),
            ),
            Entry(
                "posture",
                "slump_deg",
                _("Slumped from"),
                _degrees(3.0, 60.0),
                _(
                    "Rounder than your own upright by this much, as the camera estimates it. "
                    "A calibration with a slump sets the line for you instead."
                ),
            ),
            Entry(
                "posture",
                "lean_deg",
                _("Leaning from"),
                _degrees(2.0, 30.0),
                _("To the left or to the right."),
            ),
            Entry(
                "posture",
                "extension_deg",
                _("Over-extended from"),
                _degrees(-60.0, -2.0),
                _("Bent back beyond your own upright; below zero."),
            ),
            Entry(
                "posture",
                "least_light",
                _("Too dark below"),
                Number(0.0, 50.0, _(" %"), scale=0.01),
                _("A darker picture with nobody in it is not judged: somebody may well be there."),
                is_fine=True,
            ),
            Entry(
                "posture",
                "widest_interval_deg",
                _("Too unsure beyond"),
                Number(1.0, 90.0, "°"),
                _("Where the estimate could be off by more than this, nothing is judged."),
                is_fine=True,
            ),
            Entry(
                "posture",
                "highest_rise_m",
                _("Moved beyond"),
                Number(1.0, 100.0, _(" cm"), scale=0.01),
                _("Shoulders this much higher than upright mean that chair or camera has moved."),
                is_fine=True,
            ),
        ),
    )


def _nudges() -> Chapter:
    return Chapter(
        _("When to nudge"),
        (
            Entry("nudges", "sit_up_after_s", _("Sit up, after slumping for"), _minutes()),
            Entry("nudges", "locust_after_s", _("Try an exercise, after slumping for"), _minutes()),
            Entry(
                "nudges",
                "locust_within_hour_s",
                _("The same, after this much in an hour"),
                _minutes(),
                _("After a nudge that changed nothing, the hour is added up."),
                is_fine=True,
            ),
            Entry("nudges", "break_after_s", _("Take a break, after sitting for"), _minutes()),
            Entry(
                "nudges",
                "break_lasts_s",
                _("A break lasts at least"),
                _minutes(),
                _("Away or on your feet for this long."),
            ),
            Entry("nudges", "ease_after_s", _("Let go, after over-extending for"), _minutes()),
            Entry("nudges", "lean_after_s", _("Back to the middle, after leaning for"), _minutes()),
            Entry(
                "nudges", "still_after_s", _("Change position, after keeping still for"), _minutes()
            ),
            Entry(
                "nudges",
                "again_after_s",
                _("These three again no sooner than"),
                _minutes(),
                _("Letting go, the middle, and a change of position."),
                is_fine=True,
            ),
            Entry(
                "nudges",
                "cue_within_s",
                _("Cue of the week, back for no longer than"),
                _minutes(),
                _("It belongs to the moment of sitting down."),
                is_fine=True,
            ),
            Entry(
                "nudges",
                "cue_break_most_s",
                _("No cue after being away for more than"),
                _minutes(),
                _("That was the end of work rather than a break."),
                is_fine=True,
            ),
        ),
    )


def _quiet() -> Chapter:
    return Chapter(
        _("How often, and when not"),
        (
            Entry(
                "nudges",
                "quiet_hours",
                _("Quiet hours"),
                Stretches(),
                _("No nudge in these hours of the day."),
            ),
            Entry("nudges", "apart_s", _("Between two nudges at least"), _minutes()),
            Entry(
                "nudges", "most_per_day", _("Nudges within 24 hours at most"), Number(0.0, 200.0)
            ),
            Entry(
                "nudges",
                "first_week",
                _("In the first days"),
                Choice(
                    (
                        ("gentle", _("a few nudges a day")),
                        ("silent", _("none: watch only")),
                        ("full", _("as many as later")),
                    )
                ),
            ),
            Entry("nudges", "starter_days", _("How many first days"), Number(0.0, 366.0)),
            Entry(
                "nudges",
                "starter_per_day",
                _("Nudges on each of them at most"),
                Number(0.0, 200.0),
                _("Where a few are given."),
            ),
            Entry(
                "nudges",
                "patience",
                _("Half as often, after so many without effect"),
                Number(1.0, 100.0),
                is_fine=True,
            ),
            Entry(
                "nudges",
                "ignored_after_s",
                _("A nudge had no effect after"),
                _minutes(),
                is_fine=True,
            ),
        ),
    )


def _exercise() -> Chapter:
    return Chapter(
        _("Exercise"),
        (
            Entry(
                "coach",
                "place",
                _("Suggest exercises"),
                Choice(
                    (
                        ("any", _("anywhere")),
                        ("floor", _("on the floor")),
                        ("chair", _("on a chair")),
                        ("standing", _("standing")),
                    )
                ),
                _("In an open office a chair may suit best."),
            ),
            Entry("coach", "sets_per_day", _("Small sets planned for a day"), Number(1.0, 12.0)),
            Entry(
                "coach",
                "motion",
                _("Motion of the breath's shape"),
                Choice(
                    (
                        ("auto", _("as the desktop has it")),
                        ("full", _("it grows and shrinks")),
                        ("less", _("it stands still")),
                    )
                ),
            ),
            Entry("coach", "sound", _("A sound at each turn of the breath"), Switch()),
            Entry(
                "nudges",
                "locusts_per_day",
                _("Exercise nudges after slumping at most"),
                Number(0.0, 200.0),
                _("Within 24 hours; then sitting up is suggested instead."),
            ),
        ),
    )


def _record() -> Chapter:
    return Chapter(
        _("Report and record"),
        (
            Entry(
                "report",
                "at",
                _("Sum up the day at"),
                TimeOfDay(),
                _("If you are at the desk then, or soon after."),
            ),
            Entry("report", "weekly", _("Sum up the week on Mondays"), Switch()),
            Entry(
                "episodes",
                "onset_s",
                _("A slump is one after"),
                _seconds(),
                _("Shorter ones are not counted in the report."),
                is_fine=True,
            ),
            Entry("episodes", "release_s", _("Upright ends it after"), _seconds(), is_fine=True),
            Entry("episodes", "gone_s", _("Away begins after"), _seconds(), is_fine=True),
            Entry(
                "episodes",
                "hold_s",
                _("Not being seen ends a slump after"),
                _seconds(),
                is_fine=True,
            ),
            Entry(
                "episodes",
                "longest_gap_s",
                _("Longest time without a look"),
                _seconds(LEAST_GAP_S),
                _("Looks further apart have time between them of which nothing is known."),
                is_fine=True,
            ),
        ),
    )


def _privacy() -> Chapter:
    return Chapter(
        _("Privacy"),
        (
            Entry(
                "privacy",
                "keep_days",
                _("Keep the record for"),
                Number(1.0, 36_500.0, _(" d")),
                _("Older days are erased at midnight. Pictures are never kept."),
                at_start=True,
            ),
            Entry(
                "privacy",
                "allow_mediapipe_telemetry",
                _("Run even where MediaPipe cannot be sealed"),
                Switch(),
                _(
                    "It may then report its use to Google. Where it can be sealed, it is, "
                    "whatever is chosen here."
                ),
                is_fine=True,
                at_start=True,
            ),
        ),
    )


def _degrees(least: float, most: float) -> Number:
    return Number(least, most, "°", step=0.5, decimals=1)


def _minutes() -> Number:
    return Number(0.5, _DAY_MIN, _(" min"), scale=60.0, step=1.0, decimals=1)


def _seconds(least: float = 1.0) -> Number:
    return Number(least, 3600.0, _(" s"), step=5.0, decimals=0)
