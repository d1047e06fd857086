"""What the person has chosen for their desktop, as its portal tells it."""

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

PATIENCE_MS = 500
SERVICE, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"

Wish = tuple[str, str]
"""Group and key of a setting."""


def ask(wish: Wish) -> object:
    """Give the value of a setting; None where there is no portal, or it does not know it."""
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    question = QDBusMessage.createMethodCall(SERVICE, PATH, SETTINGS, "Read")
    question.setArguments(list(wish))
    answer = bus.call(question, QDBus.CallMode.Block, PATIENCE_MS)
    if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
        return None
    return unwrap(answer.arguments()[0])


def unwrap(value: object) -> object:
    """Give what is in a variant; the older call wraps it twice."""
    while hasattr(value, "variant"):
        value = value.variant()
    return value
