"""Reads what strace wrote about sockets."""

import re
from dataclasses import dataclass

_BEGUN = re.compile(r"^(\d+) +([\d.]+) socket\((AF_\w+)(.*)$")
_ENDED = re.compile(r"^(\d+) +[\d.]+ <\.\.\. socket resumed>(.*)$")
_ANSWER = re.compile(r"\) += (-?\d+)(?: (E\w+))?")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call of socket().

    Attributes:
        t: When, in seconds.
        pid: The thread that made it.
        family: Of the socket.
        refusal: The error's name; None where a socket was opened.
    """

    t: float
    pid: int
    family: str
    refusal: str | None


def read_attempts(text: str) -> list[Attempt]:
    """Give every call of socket() in a trace by `strace -f -ttt`.

    A call that was never seen to end counts as one that succeeded.
    """
    attempts: list[Attempt] = []
    open_calls: dict[int, int] = {}
    for line in text.splitlines():
        if begun := _BEGUN.match(line):
            pid, t, family, rest = int(begun[1]), float(begun[2]), begun[3], begun[4]
            attempts.append(Attempt(t, pid, family, _refusal(rest)))
            if "<unfinished" in rest:
                open_calls[pid] = len(attempts) - 1
        elif ended := _ENDED.match(line):
            place = open_calls.pop(int(ended[1]))
            last = attempts[place]
            attempts[place] = Attempt(last.t, last.pid, last.family, _refusal(ended[2]))
    return attempts


def _refusal(rest: str) -> str | None:
    answer = _ANSWER.search(rest)
    return None if answer is None or int(answer[1]) >= 0 else answer[2]
