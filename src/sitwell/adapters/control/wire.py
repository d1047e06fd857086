"""What goes over the control socket: one JSON object a line, a request and its reply.

    → {"schema": 1, "command": "pause", "seconds": 1800}
    ← {"schema": 1, "ok": true, "line": "Paused until 14:30.", "status": null}
    → {"schema": 1, "command": "status", "details": ["why"]}
    ← {"schema": 1, "ok": true, "line": "Upright. …", "status": {…}, "details": {"why": {…}}}
    ← {"schema": 1, "ok": false, "error": "…"}

Whatever comes in is refused unless it is exactly that: no unknown field, no unknown command.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NoReturn

from sitwell.core.duty import is_length

SCHEMA = 1
LARGEST_REQUEST = 1024
"""Bytes; the longest real one has 70."""
LARGEST_REPLY = 65_536
"""Bytes; the status has about 1500, the longest why 12 000, a look's picture 12 000 and never so
much that the three are more than this."""

Json = str | float | bool | None | list["Json"] | dict[str, "Json"]


class Command(StrEnum):
    """What the monitor can be asked or told."""

    STATUS = "status"
    WHY = "why"
    PAUSE = "pause"
    RESUME = "resume"
    SNOOZE = "snooze"
    RELOAD = "reload"
    STOP = "stop"


class Detail(StrEnum):
    """What the status can come with: one question costs the monitor less than three.

    Attributes:
        WHY: What is answered to why.
        LOOK: The picture that was looked at last.
    """

    WHY = "why"
    LOOK = "look"


_LASTING = (Command.PAUSE, Command.SNOOZE)


@dataclass(frozen=True, slots=True)
class Request:
    """One request.

    Attributes:
        command: What is wanted.
        seconds: How long, for pause and snooze; None leaves it to the monitor.
        details: What the status is to come with.
    """

    command: Command
    seconds: float | None = None
    details: frozenset[Detail] = frozenset()


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply.

    Attributes:
        is_ok: Whether it was done.
        line: What was done, or why not, for people; of why, several lines.
        status: The same for programs, where the status or why was asked.
        details: What the status comes with.
    """

    is_ok: bool
    line: str
    status: dict[str, Json] | None = None
    details: dict[Detail, dict[str, Json]] = field(default_factory=dict)


class BadRequest(ValueError):
    """What came in is no request, or no reply; says why."""


Handler = Callable[[Request], Reply]
"""Gives the reply; called from one thread, and should not take long."""


def write_request(request: Request) -> bytes:
    """Give the line that asks."""
    plain: dict[str, Json] = {"schema": SCHEMA, "command": request.command.value}
    if request.seconds is not None:
        plain["seconds"] = request.seconds
    if request.details:
        plain["details"] = [*sorted(request.details)]
    return _line(plain)


def read_request(line: bytes) -> Request:
    """Read a line that asks.

    Raises:
        BadRequest: If it is anything else.
    """
    plain = _read(line, {"command", "seconds", "details"})
    name, seconds = plain.get("command"), plain.get("seconds")
    if not isinstance(name, str) or name not in tuple(Command):
        raise BadRequest(f"there is no such command; known: {', '.join(Command)}")
    command = Command(name)
    details = _read_details(plain.get("details", []))
    if details and command is not Command.STATUS:
        raise BadRequest(f"{command} comes without details")
    if seconds is None:
        return Request(command, details=details)
    if command not in _LASTING:
        raise BadRequest(f"{command} takes no seconds")
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    if not is_number or seconds > 1e9 or not is_length(seconds):
        raise BadRequest("seconds must be a number above 0 and at most 7 days")
    return Request(command, float(seconds))


def write_reply(reply: Reply) -> bytes:
    """Give the line that answers; a refusal in place of one that nobody would read to its end."""
    if not reply.is_ok:
        return _line({"schema": SCHEMA, "ok": False, "error": reply.line})
    plain: dict[str, Json] = {"schema": SCHEMA, "ok": True, "line": reply.line}
    plain["status"] = reply.status
    if reply.details:
        plain["details"] = {detail.value: told for detail, told in reply.details.items()}
    line = _line(plain)
    if len(line) > LARGEST_REPLY:
        return _line({"schema": SCHEMA, "ok": False, "error": "the answer is too long to be sent"})
    return line


def read_reply(line: bytes) -> Reply:
    """Read a line that answers.

    Raises:
        BadRequest: If it is anything else.
    """
    plain = _read(line, {"ok", "line", "status", "details", "error"})
    is_ok, status, details = plain.get("ok"), plain.get("status"), plain.get("details", {})
    words = plain.get("line" if is_ok else "error")
    if (
        not isinstance(is_ok, bool)
        or not isinstance(words, str)
        or not isinstance(status, dict | None)
        or not isinstance(details, dict)
        or not details.keys() <= set(Detail)
        or not all(isinstance(told, dict) for told in details.values())
    ):
        raise BadRequest("it is no reply of Sitwell's")
    return Reply(is_ok, words, status, {Detail(name): told for name, told in details.items()})


def _read_details(plain: object) -> frozenset[Detail]:
    names = plain if isinstance(plain, list) else [None]
    if not all(isinstance(name, str) and name in tuple(Detail) for name in names):
        raise BadRequest(f"details are a list of these: {', '.join(Detail)}")
    return frozenset(map(Detail, names))


def _line(plain: dict[str, Json]) -> bytes:
    return json.dumps(plain, allow_nan=False).encode() + b"\n"


def _read(line: bytes, known: set[str]) -> dict[str, Any]:
    try:
        plain = json.loads(line.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise BadRequest("it is no JSON") from None
    if not isinstance(plain, dict) or plain.get("schema") != SCHEMA or plain["schema"] is True:
        raise BadRequest(f'it is no object with "schema": {SCHEMA}')
    if not plain.keys() <= known | {"schema"}:
        raise BadRequest("it has an unknown field")
    return plain


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
