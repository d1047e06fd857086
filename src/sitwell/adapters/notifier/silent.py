"""A notifier for those who want none: the null object."""

from sitwell.adapters.notifier.base import Delivery, GuardedNotifier, Receipt
from sitwell.core.message import Message


class SilentNotifier(GuardedNotifier):
    """Delivers nothing and remembers nothing."""

    channel = "silent"

    def _deliver(self, message: Message) -> Receipt:  # noqa: ARG002 - silence is the point
        return Receipt(Delivery.NO, self.channel, "notifications are switched off")

    def _log_trouble(self, receipt: Receipt) -> None:
        """Log nothing: silence was asked for."""
