"""Nothing but a request is taken for a request."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.adapters.control.wire import (
    LARGEST_REPLY,
    BadRequest,
    Command,
    Detail,
    Reply,
    Request,
    read_reply,
    read_request,
    write_reply,
    write_request,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@pytest.mark.parametrize(
    "request_",
    [
        *map(Request, Command),
        Request(Command.PAUSE, 90.5),
        Request(Command.SNOOZE, 1.0),
        Request(Command.STATUS, details=frozenset({Detail.LOOK})),
        Request(Command.STATUS, details=frozenset(Detail)),
    ],
)
def test_requests_read_back(request_: Request) -> None:
    """What is written is one line, and what is read from it is the same."""
    line = write_request(request_)
    assert line.count(b"\n") == 1
    assert read_request(line) == request_


@pytest.mark.parametrize(
    "reply",
    [
        Reply(True, "Watching again."),
        Reply(True, "°\n", {"schema": 1, "camera": {"on": False}}),
        Reply(True, "Upright.\n\nAngle", {"schema": 1, "needs": [{"due": False}, {}]}),
        Reply(True, "Upright.", {"schema": 1}, {Detail.WHY: {"needs": []}, Detail.LOOK: {}}),
        Reply(False, "there is no such command"),
    ],
)
def test_replies_read_back(reply: Reply) -> None:
    """So it is with replies, whatever is in their words."""
    line = write_reply(reply)
    assert line.count(b"\n") == 1
    assert read_reply(line) == reply


@pytest.mark.parametrize("is_over", [False, True], ids=["as long as may be", "a byte too long"])
def test_no_reply_is_longer_than_is_read(is_over: bool) -> None:
    """What would be longer than anybody reads is refused, and not sent in part."""
    empty = len(write_reply(Reply(True, "", {"picture": ""})))
    line = write_reply(Reply(True, "", {"picture": "x" * (LARGEST_REPLY - empty + is_over)}))
    assert len(line) <= LARGEST_REPLY
    assert read_reply(line).is_ok is not is_over


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff\xfe", id="no UTF-8"),
        pytest.param(b"pause", id="no JSON"),
        pytest.param(b"[" * 1000, id="nested"),
        pytest.param(b"[1]", id="no object"),
        pytest.param(b"{}", id="no schema"),
        pytest.param(b'{"schema": 2, "command": "stop"}', id="another schema"),
        pytest.param(b'{"schema": true, "command": "stop"}', id="a schema that equals 1"),
        pytest.param(b'{"schema": 1}', id="no command"),
        pytest.param(b'{"schema": 1, "command": "erase"}', id="unknown command"),
        pytest.param(b'{"schema": 1, "command": ["stop"]}', id="command of another type"),
        pytest.param(b'{"schema": 1, "command": "stop", "force": true}', id="unknown field"),
        pytest.param(b'{"schema": 1, "command": "stop", "seconds": 5}', id="seconds for stop"),
        pytest.param(b'{"schema": 1, "command": "why", "seconds": 5}', id="seconds for why"),
        pytest.param(b'{"schema": 1, "command": "status", "seconds": 5}', id="seconds for status"),
        pytest.param(b'{"schema": 1, "command": "why", "details": ["why"]}', id="why with details"),
        pytest.param(b'{"schema": 1, "command": "status", "details": "why"}', id="no list"),
        pytest.param(b'{"schema": 1, "command": "status", "details": [[]]}', id="a list in it"),
        pytest.param(b'{"schema": 1, "command": "status", "details": ["x"]}', id="unknown detail"),
        pytest.param(b'{"schema": 1, "command": "status", "details": null}', id="null for details"),
        pytest.param(b'{"schema": 1, "command": "WHY"}', id="in capitals"),
        pytest.param(b'{"schema": 1, "command": "pause", "seconds": "5"}', id="text for seconds"),
        pytest.param(b'{"schema": 1, "command": "pause", "seconds": true}', id="true seconds"),
        pytest.param(b'{"schema": 1, "command": "pause", "seconds": 0}', id="no time"),
        pytest.param(b'{"schema": 1, "command": "pause", "seconds": -1}', id="negative"),
        pytest.param(b'{"schema": 1, "command": "pause", "seconds": NaN}', id="NaN"),
        pytest.param(b'{"schema": 1, "command": "pause", "seconds": 1e999}', id="infinity"),
        pytest.param(
            b'{"schema": 1, "command": "pause", "seconds": 1%s}' % (b"0" * 400), id="huge"
        ),
        pytest.param(b'{"schema": 1, "command": "pause", "seconds": 604801}', id="over a week"),
    ],
)
def test_anything_else_is_refused(line: bytes) -> None:
    """What is not exactly a request is refused with words."""
    with pytest.raises(BadRequest, match=r"\w"):
        read_request(line)


@given(st.binary(max_size=200))
def test_no_bytes_break_it(line: bytes) -> None:
    """Any bytes are a request or a reply, or refused."""
    for read in (read_request, read_reply):
        with suppress(BadRequest):
            read(line)


@given(st.dictionaries(st.sampled_from(["schema", "command", "seconds", "ok", "line", "x"]), JSON))
def test_no_object_breaks_it(plain: dict[str, object]) -> None:
    """So it is with any object of JSON."""
    line = json.dumps({"schema": 1} | plain).encode()
    for read in (read_request, read_reply):
        with suppress(BadRequest):
            read(line)
