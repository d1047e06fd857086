"""What can be asked over D-Bus, and the signal that tells the answer unasked."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jeepney import DBusAddress, MatchRule, Message, MessageFlag, new_method_call

HOLDS_S = 60.0
"""How long an answer holds that a signal keeps up to date. It is asked again all the same, in case
the signal was lost or the service never sends it."""

_PROPERTIES = "org.freedesktop.DBus.Properties"
_CHANGED = "PropertiesChanged"

UNTOLD = object()
"""The signal tells nothing about the question."""

STALE = object()
"""The signal tells that the answer has changed, but not to what."""


@dataclass(frozen=True)
class Question:
    """A method to call on a service that runs; a call never starts one.

    Attributes:
        name: The service, e.g. "org.freedesktop.login1".
        path: The object.
        interface: The interface of the method.
        member: The method.
        signature: Of the arguments, as D-Bus writes it; None without arguments.
        arguments: What the method is called with.
        told_by: Interface and name of the signal of the same object that brings the same value
            when it changes; None if there is no such signal.
        holds_s: How long an answer holds, unless the signal brings a newer one.
    """

    name: str
    path: str
    interface: str
    member: str
    signature: str | None = None
    arguments: tuple[object, ...] = ()
    told_by: tuple[str, str] | None = None
    holds_s: float = HOLDS_S

    @cached_property
    def call(self) -> Message:
        """Give the message that asks; it can be sent any number of times."""
        address = DBusAddress(self.path, self.name, self.interface)
        message = new_method_call(address, self.member, self.signature, self.arguments)
        message.header.flags = MessageFlag.no_auto_start
        return message

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """Give what to subscribe to: the signal, and the coming and going of the service."""
        owner = MatchRule(type="signal", interface="org.freedesktop.DBus", member=OWNER_CHANGED)
        owner.add_arg_condition(0, self.name)
        if self.told_by is None:
            return (owner.serialise(),)
        interface, member = self.told_by
        told = MatchRule(
            type="signal", sender=self.name, path=self.path, interface=interface, member=member
        )
        return (owner.serialise(), told.serialise())

    def read_answer(self, body: tuple[Any, ...]) -> Any:
        """Give the value in an answer; None if there is none."""
        value = body[0] if body else None
        return _unwrap(value) if self.interface == _PROPERTIES else value

    def read_signal(self, body: tuple[Any, ...]) -> Any:
        """Give the value in the signal that tells, or `UNTOLD`, or `STALE`."""
        if self.told_by != (_PROPERTIES, _CHANGED):
            return body[0] if body else STALE
        interface, changed, stale = body
        asked, name = self.arguments
        if interface != asked:
            return UNTOLD
        if name in changed:
            return _unwrap(changed[name])
        return STALE if name in stale else UNTOLD


OWNER_CHANGED = "NameOwnerChanged"


def ask_property(
    name: str,
    path: str,
    interface: str,
    member: str,
    told_by: tuple[str, str] = (_PROPERTIES, _CHANGED),
) -> Question:
    """Give the question after a property of an object."""
    return Question(name, path, _PROPERTIES, "Get", "ss", (interface, member), told_by)


def _unwrap(variant: Any) -> Any:
    """Give the value of a D-Bus variant, which jeepney hands over with its signature."""
    _, value = variant
    return value
