"""A calibration or a check beside a running watch: it lends its camera, and goes on."""

import pytest
from desk import SAMPLES, Desk, Json, wait_until

from webcam import Webcam

pytestmark = pytest.mark.timeout(120)


def await_verdict(desk: Desk, state: str) -> Json:
    """Wait until a posture is settled, and give the status then."""

    def is_settled() -> bool:
        reading = desk.ask().get("reading")
        return reading is not None and reading["state"] == state

    wait_until(is_settled, state, 30.0)
    return desk.ask()


def test_it_lends_its_camera_and_goes_by_what_was_learnt(
    watched: Desk, slumped_camera: Webcam
) -> None:
    """Only one looks through the camera at a time, which is on; then the new upright holds."""
    before = await_verdict(watched, "slumped")
    with watched.running("calibrate", "--source", slumped_camera.address) as calibration:
        lent = {"on": True, "reason": "lent"}
        wait_until(lambda: watched.ask()["camera"] == lent, "the loan")
        said = watched.run("status").out
        assert "camera on (a calibration or an exercise uses it)" in said
        assert calibration.process.wait(60.0) == 0
        told = calibration.out.read_text()
    assert told.endswith("The watch that is running has read its calibration again.\n")
    after = await_verdict(watched, "upright")
    assert abs(after["reading"]["flexion_deg"]) < 5.0 < before["reading"]["flexion_deg"]
    assert (after["pid"], after["rest"]) == (before["pid"], None)
    assert after["camera"] == {"on": True, "reason": None}
    wait_until(lambda: slumped_camera.viewers == 1, "the watch alone", 10.0)
    said = (watched.data / "sitwell.log").read_text()
    order = ("paused", "camera off", "resumed", " reloaded")
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_says_no_more_than_was_done(watched: Desk) -> None:
    """A watch does not go by another place's upright, nor on where the person paused it."""
    assert watched.run("pause").code == 0
    clip = SAMPLES / "front" / "calibration.mp4"
    rests = "The watch rests; 'sitwell resume' ends that.\n"
    other = watched.run("calibrate", "--source", clip, "--profile", "sofa").out
    assert other.endswith(rests)
    assert "calibration again" not in other
    own = watched.run("calibrate", "--source", clip).out
    assert own.endswith(f"calibration again.\n{rests}")
    assert watched.ask()["rest"] == {"kind": "paused", "until": None}


def test_the_doctor_borrows_it_too(watched: Desk, slumped_camera: Webcam) -> None:
    """The check of the camera finds it free beside a watch, which then goes on."""
    await_verdict(watched, "slumped")
    address = slumped_camera.address
    watched.config.write_text(f'[watch]\nsource = "{address}"\nnotifier = "silent"\n')
    said = watched.run("doctor").out
    assert "\nok    camera" in said
    log = (watched.data / "sitwell.log").read_text()
    assert log.index("paused") < log.index("camera off") < log.index("resumed")
    wait_until(lambda: watched.ask()["camera"] == {"on": True, "reason": None}, "the watch")


def test_a_recording_needs_no_camera(watched: Desk) -> None:
    """Learning from a recording leaves the camera to the watch."""
    await_verdict(watched, "slumped")
    clip = SAMPLES / "front" / "calibration.mp4"
    assert watched.run("calibrate", "--source", clip).code == 0
    log = watched.data / "sitwell.log"
    wait_until(lambda: " reloaded" in log.read_text(), "the next look", 10.0)
    assert "paused" not in log.read_text()


def test_a_watch_that_refuses_costs_no_calibration(watched: Desk) -> None:
    """What was learnt is saved, and the refusal said, where the watch's own has been taken away."""
    watched.baseline.unlink()
    clip = SAMPLES / "front" / "calibration.mp4"
    outcome = watched.run("calibrate", "--source", clip, "--profile", "sofa")
    assert outcome.code == 0
    assert (watched.baseline.parent / "sofa.json").exists()
    assert "goes on as before: no baseline at" in outcome.err
    assert watched.ask()["running"] is True


def test_what_is_saved_elsewhere_is_not_claimed(watched: Desk) -> None:
    """A baseline that goes to a file of one's own says nothing of the watch."""
    clip = SAMPLES / "front" / "calibration.mp4"
    outcome = watched.run("calibrate", "--source", clip, "--out", watched.folder / "own.json")
    assert outcome.code == 0, outcome.err
    assert "running" not in outcome.out
