"""What the window and the camera's process say to each other."""

import struct

import pytest

from sitwell.commands.preview_wire import Cameras, Failed, Judged, Look, Reader
from sitwell.commands.window_wire import BadMessage, write

PICTURE = bytes(range(12))
LOOK = Look(
    width=2,
    height=2,
    points=[[[0.25, 0.5, 1.0]]],
    advice="fine",
    is_usable=True,
    view="front",
    stage="hold",
    settle_s=0.0,
    share=0.5,
    judged=Judged("slumped", None, {"flexion": [20.0, 12.0, 28.0], "side_lean": None}),
)
SAID = [
    (Cameras("0", [["/dev/video0", "Webcam"]]), b""),
    (LOOK, PICTURE),
    (Failed("gone", 4), b""),
]


@pytest.mark.parametrize("step", [1, 3, 50, 100_000])
def test_messages_survive_every_cut(step):
    """Messages come out as they went in, however the pipe cuts them."""
    whole, reader = b"".join(write(*said) for said in SAID), Reader()
    heard = [m for at in range(0, len(whole), step) for m in reader.feed(whole[at : at + step])]
    assert heard == SAID


def envelope(head: bytes) -> bytes:
    """Give a message with this head."""
    return struct.pack("<II", len(head), 0) + head


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(struct.pack("<II", 1 << 30, 0), id="a head without end"),
        pytest.param(struct.pack("<II", 2, 1 << 30), id="a picture without end"),
        pytest.param(envelope(b"hello"), id="no JSON"),
        pytest.param(envelope(b"[]"), id="no object"),
        pytest.param(envelope(b'{"kind": "Surprise"}'), id="another kind"),
        pytest.param(envelope(b'{"kind": "Saved"}'), id="a field is missing"),
        pytest.param(envelope(b'{"kind": "Saved", "path": "x", "more": 1}'), id="one too many"),
    ],
)
def test_what_is_no_message_is_refused(said):
    """What a library or a stranger writes into the pipe is never taken for a message."""
    with pytest.raises(BadMessage):
        list(Reader().feed(said))
