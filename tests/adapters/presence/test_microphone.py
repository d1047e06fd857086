"""Recording, as ALSA's status files tell it."""

from pathlib import Path

import pytest

from sitwell.adapters.presence.microphone import is_microphone_used

RUNNING = "state: RUNNING\nowner_pid   : 2411\ntrigger_time: 811.208\n"
PREPARED = "state: PREPARED\nowner_pid   : 2411\n"
CLOSED = "closed\n"


@pytest.mark.parametrize(
    ("files", "is_used"),
    [
        pytest.param({}, None, id="no sound card"),
        pytest.param({"card0/pcm0p/sub0": RUNNING}, None, id="only playing: no microphone"),
        pytest.param({"card0/pcm0c/sub0": CLOSED}, False, id="closed"),
        pytest.param({"card0/pcm0c/sub0": PREPARED}, False, id="open, not recording"),
        pytest.param({"card0/pcm0c/sub0": RUNNING}, True, id="recording"),
        pytest.param(
            {"card0/pcm0c/sub0": CLOSED, "card2/pcm3c/sub1": RUNNING}, True, id="on another card"
        ),
        pytest.param(
            {"card0/pcm0c/sub0": CLOSED, "card0/pcm0p/sub0": RUNNING}, False, id="playing"
        ),
    ],
)
def test_only_a_running_capture_device_counts(
    tmp_path: Path, files: dict[str, str], is_used: bool | None
) -> None:
    """The microphone is in use while a capture device runs; without one nothing is known."""
    for folder, text in files.items():
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "status").write_text(text, encoding="ascii")
    assert is_microphone_used(tmp_path) is is_used
