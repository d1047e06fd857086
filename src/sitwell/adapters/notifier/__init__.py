"""Notifiers: the desktop, the terminal, or silence; none stops the monitor."""

from sitwell.adapters.notifier.base import Delivery, Notifier, OnAnswer, Receipt, ignore_answer
from sitwell.adapters.notifier.choose import NotifierName, choose

__all__ = [
    "Delivery",
    "Notifier",
    "NotifierName",
    "OnAnswer",
    "Receipt",
    "choose",
    "ignore_answer",
]
