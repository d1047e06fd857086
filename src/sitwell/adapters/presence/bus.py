"""What services on one message bus answer, kept up to date by their signals.

A look sends the questions that are due in one go and waits for the answers together, so it takes as
long as the slowest, and `PATIENCE_S` at most. Signals wait in the socket, and in the bus behind it,
until the next look; there is no thread. A service that does not answer is unknown until it does:

    asked ──▶ answered ─── holds (signals bring newer values) ───▶ asked …
    asked ──▶ no answer in time: unknown, not waited for ─ RETRY_S ─▶ asked …
    refused, or no such service: unknown ─ RETRY_S, or the service appears ─▶ asked …
    bus gone: all unknown ─ 1 s, 2 s, 4 s … RETRY_S ─▶ connected anew
"""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jeepney import HeaderFields, Message, MessageFlag
from jeepney.bus_messages import message_bus

from sitwell.adapters.bus_link import BROKEN, Link, is_answer, is_signal
from sitwell.adapters.presence.question import OWNER_CHANGED, STALE, UNTOLD, Question

PATIENCE_S = 0.4
"""Longest that one bus holds a look. logind and dunst answer in 1 to 5 ms."""

RETRY_S = 60.0
"""After this long a service that was silent or refused is asked again, and waited for again."""

FIRST_BACKOFF_S = 1.0
"""First pause before a lost bus is tried again; each further one is twice as long."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Standing:
    """How it stands with one question.

    Attributes:
        value: The last answer; None while it is unknown.
        due_s: When it is to be asked again.
        serial: Of the call that has not been answered; None if there is none.
        patient_s: From when on its answer is waited for.
        was_true: Whether a signal brought True that nobody has taken yet.
    """

    value: Any = None
    due_s: float = 0.0
    serial: int | None = None
    patient_s: float = 0.0
    was_true: bool = False


class Bus:
    """One message bus and all that is asked over it; unknown is None.

    Thread: one at a time. Blocking: only `ask` blocks, for `PATIENCE_S` at most. Raises nothing.
    """

    def __init__(self, address: str | None, patience_s: float = PATIENCE_S) -> None:
        """Make one; the first `ask` connects.

        Args:
            address: As D-Bus writes addresses; None where there is no bus.
            patience_s: Longest that `ask` holds its caller.
        """
        self._address = address
        self._patience_s = patience_s
        self._link: Link | None = None
        self._standings: dict[Question, _Standing] = {}
        self._rules: set[str] = set()
        self._backoff_s = FIRST_BACKOFF_S
        self._next_try_s = 0.0

    def ask(self, questions: Iterable[Question], t: float) -> None:
        """Hear what has come, and bring the answers to the questions up to date.

        Args:
            questions: All that is of interest now.
            t: The time in seconds on a clock that only runs forward.
        """
        end_s = time.monotonic() + self._patience_s
        try:
            link = self._reach(t)
            if link is None:
                return
            self._hear(link, t, end_s)
            for question in questions:
                self._send(link, question, t)
            self._await(link, t, end_s)
        except BROKEN as error:
            self._lose(error, t)

    def answer(self, question: Question) -> Any:
        """Give the answer as it was at the last `ask`; None if it is not known."""
        standing = self._standings.get(question)
        return None if standing is None else standing.value

    def take_was_true(self, question: Question) -> bool:
        """Say whether a signal brought True since this was last called, though it may be over."""
        standing = self._standings.get(question)
        if standing is None:
            return False
        was_true, standing.was_true = standing.was_true, False
        return was_true

    def close(self) -> None:
        """Leave the bus for good; may be called twice."""
        self._address = None
        self._leave()

    def _reach(self, t: float) -> Link | None:
        if self._link is None and self._address is not None and t >= self._next_try_s:
            self._link = Link(self._address, self._patience_s)
        return self._link

    def _lose(self, error: BaseException, t: float) -> None:
        level = logging.INFO if self._backoff_s == FIRST_BACKOFF_S else logging.DEBUG
        _log.log(level, "a message bus cannot be used (%s); tried again later", error)
        self._leave()
        self._next_try_s = t + self._backoff_s
        self._backoff_s = min(2.0 * self._backoff_s, RETRY_S)

    def _leave(self) -> None:
        if self._link is not None:
            self._link.close()
        self._link = None
        self._rules.clear()
        # What signals brought before stays to be told.
        self._standings = {
            question: _Standing(was_true=True)
            for question, standing in self._standings.items()
            if standing.was_true
        }

    def _send(self, link: Link, question: Question, t: float) -> None:
        standing = self._standings.setdefault(question, _Standing())
        if t < standing.due_s:
            return
        for rule in question.rules:
            if rule not in self._rules:
                self._rules.add(rule)
                subscription = message_bus.AddMatch(rule)
                subscription.header.flags = MessageFlag.no_reply_expected
                link.send(subscription)
        standing.serial = link.send(question.call)
        standing.due_s = t + RETRY_S

    def _hear(self, link: Link, t: float, end_s: float) -> None:
        """Take in what has come already; a bus that never stops talking is heard to the end."""
        while messages := link.receive(0.0):
            self._take(messages, t)
            if time.monotonic() > end_s:
                return

    def _await(self, link: Link, t: float, end_s: float) -> None:
        while any(self._is_awaited(standing, t) for standing in self._standings.values()):
            left_s = end_s - time.monotonic()
            if left_s <= 0.0:
                break
            self._take(link.receive(left_s), t)
        for question, standing in self._standings.items():
            if self._is_awaited(standing, t):
                _log.info("%s does not answer", question.name)
                standing.value = None
                standing.patient_s = t + RETRY_S

    @staticmethod
    def _is_awaited(standing: _Standing, t: float) -> bool:
        return standing.serial is not None and t >= standing.patient_s

    def _take(self, messages: list[Message], t: float) -> None:
        for message in messages:
            self._backoff_s = FIRST_BACKOFF_S  # the bus lives
            if is_signal(message):
                self._take_signal(message)
            else:
                self._take_answer(message, t)

    def _take_answer(self, message: Message, t: float) -> None:
        serial = message.header.fields.get(HeaderFields.reply_serial)
        for question, standing in self._standings.items():
            if serial is not None and standing.serial == serial:
                standing.serial = None
                if is_answer(message):
                    standing.value = question.read_answer(message.body)
                    standing.due_s = t + question.holds_s
                else:
                    standing.value = None
                    standing.due_s = t + RETRY_S

    def _take_signal(self, message: Message) -> None:
        fields = message.header.fields
        interface, member = fields.get(HeaderFields.interface), fields.get(HeaderFields.member)
        path = fields.get(HeaderFields.path)
        for question, standing in self._standings.items():
            if member == OWNER_CHANGED and message.body[:1] == (question.name,):
                standing.value, standing.due_s, standing.patient_s = None, 0.0, 0.0
                standing.serial = None
            elif question.told_by == (interface, member) and question.path == path:
                _tell(standing, question.read_signal(message.body))


def _tell(standing: _Standing, value: Any) -> None:
    if value is UNTOLD:
        return
    if value is STALE:
        standing.due_s = 0.0
        return
    standing.value = value
    standing.serial = None  # an answer on its way says the same
    standing.was_true |= value is True
