"""What the window of exercises and the process that counts for it say to each other."""

import pytest

from sitwell.commands.mat_wire import MatLook, Reader
from sitwell.commands.window_wire import BadMessage, Failed, Opened, write
from sitwell.core.counted import Progress
from sitwell.core.lifts import Repetition
from sitwell.core.lying import Unseen
from sitwell.core.reason import Reason
from sitwell.core.repetitions import Stage

LIFT = Repetition(9.5, 2.9, 3.1, 12.0, -0.5)
SAID = [
    (Opened("mat", is_live=True, has_paused=False), b""),
    (
        MatLook(2, 1, [[[0.5, 0.5, 1.0]]], Progress(Stage.MOVING, True, (LIFT,), 8.0, 9.0)),
        b"rgbrgb",
    ),
    (MatLook(0, 0, [], Progress(Unseen.NOBODY, reason=Reason.CAMERA_GONE, detail="gone")), b""),
    (Failed("gone", 4), b""),
]


def test_what_is_known_comes_out_as_it_went_in():
    """Sights, lifts and reasons are again what they were in the process that counts."""
    whole = b"".join(write(*said) for said in SAID)
    assert list(Reader().feed(whole)) == SAID


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b'"moving"', b'"flying"', id="another sight"),
        pytest.param(b'"up_s"', b'"on_s"', id="another field of a lift"),
        pytest.param(b'"progress"', b'"prognose"', id="nothing known"),
    ],
)
def test_what_cannot_be_known_is_refused(old, new):
    """A stranger's words in the pipe are never taken for a count."""
    with pytest.raises(BadMessage):
        list(Reader().feed(write(*SAID[1]).replace(old, new)))
