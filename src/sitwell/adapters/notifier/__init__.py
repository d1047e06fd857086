"""Notifiers: the desktop through plyer, the terminal, or silence; none stops the monitor."""

from sitwell.adapters.notifier.base import Delivery, Notifier, Receipt
from sitwell.adapters.notifier.choose import NotifierName, choose

__all__ = ["Delivery", "Notifier", "NotifierName", "Receipt", "choose"]
