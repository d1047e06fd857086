"""What the tray says of a monitor's status: the figure, and a few words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from monitors import UPRIGHT

from sitwell.core.nudges import Quiet
from sitwell.core.presence import Hold
from sitwell.core.reason import Reason
from sitwell.core.records import State
from sitwell.desktop import status_words
from sitwell.desktop.status_words import glance_at, moment_words, without_monitor

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
LATER = (NOW + timedelta(minutes=30)).isoformat()


def changed(**changes: Any) -> dict[str, Any]:
    """Give the status of a monitor that watches somebody upright, but for this."""
    return UPRIGHT | changes


def seen(state: str, reason: str | None = None, flexion_deg: float | None = None) -> dict[str, Any]:
    """Give a status in which that was seen last."""
    reading = {"state": state, "reason": reason, "flexion_deg": flexion_deg, "age_s": 1.0}
    return changed(reading=reading)


def without_picture(reason: str) -> dict[str, Any]:
    """Give a status of a camera that gives no picture, with an old reading."""
    return changed(camera={"on": False, "reason": reason})


@pytest.mark.parametrize(
    ("status", "kind", "line"),
    [
        pytest.param(UPRIGHT, "upright", "Upright, about +3° (estimated) · camera on", id="up"),
        pytest.param(
            seen("slumped", None, 14.6),
            "slumped",
            "Slumped, about +15° (estimated) · camera on",
            id="slumped",
        ),
        pytest.param(
            seen("overextended", None, -8.0),
            "upright",
            "Leaning back or over-extended, about −8° (estimated) · camera on",
            id="leaning back",
        ),
        pytest.param(
            seen("unknown", "too_dark", 3.0),
            "unknown",
            "Cannot judge now: too dark, or the camera is covered · camera on",
            id="dark",
        ),
        pytest.param(seen("absent"), "away", "Nobody there · camera on", id="away"),
        pytest.param(
            seen("unknown", "baseline_stale"),
            "trouble",
            "Cannot judge now: camera or chair have moved; calibrating helps · camera on",
            id="moved",
        ),
        pytest.param(changed(reading=None), "unknown", "No picture yet · camera on", id="new"),
        pytest.param(
            without_picture("camera_busy"),
            "unknown",
            "No picture · camera off (another program uses it)",
            id="a call",
        ),
        pytest.param(
            without_picture("camera_gone"),
            "trouble",
            "No picture · camera off (it does not answer and is tried again)",
            id="camera gone",
        ),
        pytest.param(
            without_picture("locked"),
            "away",
            "Nobody there · camera off (the screen is locked)",
            id="locked",
        ),
        pytest.param(
            changed(
                rest={"kind": "paused", "until": LATER}, camera={"on": False, "reason": "paused"}
            ),
            "paused",
            "Paused until 14:30 · camera off",
            id="paused",
        ),
        pytest.param(
            changed(
                rest={"kind": "paused", "until": None}, camera={"on": False, "reason": "paused"}
            ),
            "paused",
            "Paused until you resume · camera off",
            id="paused without end",
        ),
        pytest.param(
            changed(
                rest={"kind": "snoozed", "until": LATER}, camera={"on": False, "reason": "snoozed"}
            ),
            "paused",
            "Snoozed until 14:30 · camera off",
            id="snoozed",
        ),
        pytest.param(
            changed(notifier={"delivered": "no"}),
            "trouble",
            "The last nudge could not be shown · camera on",
            id="a nudge that nobody saw",
        ),
        pytest.param(
            changed(source="recording"),
            "upright",
            "Upright, about +3° (estimated) · recording, no camera",
            id="a recording",
        ),
    ],
)
def test_line_and_figure(status: dict[str, Any], kind: str, line: str) -> None:
    """The figure is what matters most, and the line always says how the camera is."""
    glance = glance_at(status, NOW)
    assert (glance.kind, glance.line) == (kind, line)
    assert glance.is_watching


@pytest.mark.parametrize(
    ("coming", "words"),
    [
        pytest.param(
            {"at": NOW.isoformat(), "held_by": None},
            "1 nudge today; the next may come at any time",
            id="free",
        ),
        pytest.param(
            {"at": LATER, "held_by": "apart"},
            "1 nudge today; none before 14:30 (nudges are kept apart)",
            id="kept apart",
        ),
        pytest.param(
            {"at": None, "held_by": "microphone"},
            "1 nudge today; none now (the microphone is in use)",
            id="a call",
        ),
    ],
)
def test_nudges(coming: dict[str, Any], words: str) -> None:
    """What keeps the next nudge back is said, and until when."""
    assert glance_at(changed(next_nudge=coming), NOW).nudge == words


@pytest.mark.parametrize(
    ("status", "held_by"),
    [
        pytest.param(seen("unknown", "too_dark"), "too_dark", id="dark"),
        pytest.param(without_picture("camera_gone"), "camera_gone", id="no picture"),
        pytest.param(seen("absent"), "absent", id="away"),
        pytest.param(changed(rest={"kind": "paused", "until": LATER}), "paused", id="paused"),
    ],
)
def test_what_is_said_above_is_not_said_again(status: dict[str, Any], held_by: str) -> None:
    """What keeps the nudge back may be what the line before tells."""
    status = status | {"next_nudge": {"at": None, "held_by": held_by}}
    assert glance_at(status, NOW).nudge == "1 nudge today; none now"


def test_a_camera_that_is_on_elsewhere() -> None:
    """While a calibration has the camera the watch pauses, and nobody is told that it is off."""
    words = "Paused · camera on (a calibration or an exercise uses it)"
    rest = {"kind": "paused", "until": LATER}
    glance = glance_at(changed(camera={"on": True, "reason": "lent"}, rest=rest), NOW)
    assert (glance.kind, glance.line) == ("paused", words)
    assert not glance.is_resting  # it goes on by itself
    nobody = without_monitor("Sitwell is not watching", is_running=False, is_camera_lent=True)
    assert nobody.camera == "camera on (a calibration or an exercise uses it)"


def test_every_reason_has_words() -> None:
    """Whatever the monitor gives as a reason is said in words, and none of its own is shown."""
    held = {*Reason, *Quiet, *Hold, State.ABSENT}
    told = status_words._holds().keys() | status_words._reasons().keys()
    assert held <= told
    assert set(Reason) == status_words._reasons().keys()


@pytest.mark.parametrize("status", [{}, {"reading": {"state": "new"}}, {"rest": {"kind": "odd"}}])
def test_another_version(status: dict[str, Any]) -> None:
    """A status with fields missing or unknown costs words, not the tray."""
    assert glance_at(status, NOW).line


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        pytest.param("2026-03-02T14:30:00+00:00", "14:30", id="today"),
        pytest.param("2026-03-02T15:30:00+01:00", "14:30", id="written elsewhere"),
        pytest.param("2026-03-03T06:00:00+00:00", "tomorrow 06:00", id="tomorrow"),
        pytest.param("2026-03-05T06:00:00+00:00", "2026-03-05 06:00", id="later"),
        pytest.param(None, "", id="never"),
        pytest.param("soon", "", id="no moment"),
    ],
)
def test_moments(iso: str | None, words: str) -> None:
    """A moment is said as short as it can be told now."""
    assert moment_words(iso, NOW) == words


def test_nobody_answers() -> None:
    """A monitor that is not there has its camera off; of one that is silent that is not known."""
    gone, silent = (
        without_monitor("Gone", is_running=False),
        without_monitor("Mute", is_running=True),
    )
    assert (gone.kind, gone.line) == ("paused", "Gone · camera off")
    assert (silent.kind, silent.line) == ("trouble", "Mute · whether the camera is on is not known")
    assert not gone.is_watching
