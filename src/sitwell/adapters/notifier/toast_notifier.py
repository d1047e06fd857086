"""Desktop notifications with buttons through desktop-notifier: Windows, and macOS without buttons.

Run for real on Linux only, where it also works; Windows and macOS are written from its source
(6.2.0) and ecosystem.md 1.5.
"""

import asyncio
import contextlib
import logging
import sys
from functools import partial
from threading import Lock, Thread
from typing import Any

from sitwell.adapters.notifier.base import (
    APP_NAME,
    DEADLINE_S,
    SHOWN_S,
    Delivery,
    GuardedNotifier,
    NotShown,
    OnAnswer,
    Receipt,
    ignore_answer,
    tell,
)
from sitwell.adapters.notifier.desktop import has_toasts
from sitwell.core.message import Message

_SHARE = 0.8
"""Of the deadline that the library has, so that it is given up before we are."""


class ToastNotifier(GuardedNotifier):
    """Shows messages through desktop-notifier, whose event loop runs on a thread of its own.

    Delivery is UNKNOWN on Windows and macOS, which take a message and do not say what becomes of
    it. macOS gets no buttons: it would tell only the main thread's run loop, which we have not, of
    a press. The old message is taken away before a new one, as it cannot be replaced.
    """

    channel = "desktop"

    def __init__(
        self,
        *,
        on_answer: OnAnswer = ignore_answer,
        shown_s: float = SHOWN_S,
        deadline_s: float = DEADLINE_S,
        platform: str = sys.platform,
    ) -> None:
        """Make one; the first `send` loads the library.

        Args:
            on_answer: Told what was pressed.
            shown_s: How long the popup stays, where the desktop lets us say.
            deadline_s: Longest that `send` holds its caller.
            platform: As `sys.platform` writes it.
        """
        super().__init__(deadline_s)
        self._on_answer = on_answer
        self._shown_s = shown_s
        self._platform = platform
        self._library: Any = None
        self._shown: str | None = None
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def close(self) -> None:
        """Stop sending and listening; what is on the screen stays. May be called twice."""
        super().close()
        with self._lock:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._loop.stop)
                self._loop = None

    def _deliver(self, message: Message) -> Receipt:
        if not has_toasts():
            raise NotShown("desktop-notifier is not installed; pip install 'sitwell[desktop]'")
        showing = asyncio.run_coroutine_threadsafe(self._show(message), self._begin())
        try:
            return showing.result(_SHARE * self.deadline_s)
        except TimeoutError:
            showing.cancel()
            raise NotShown("the desktop does not answer; use plyer or the terminal") from None

    def _take_back(self) -> None:
        with self._lock:
            if self._loop is not None:
                asyncio.run_coroutine_threadsafe(self._clear(), self._loop)

    def _begin(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._is_closed:
                raise NotShown("the notifier is closed")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                run = partial(_run, self._loop)
                Thread(target=run, name="sitwell-toasts", daemon=True).start()
            return self._loop

    async def _show(self, message: Message) -> Receipt:
        # Loaded here: on Windows it wants the loop that runs.
        from desktop_notifier import Button, Capability, DesktopNotifier  # noqa: PLC0415

        # It logs what it shows, and a trace of what fails; we say that in our own words.
        logging.getLogger("desktop_notifier").setLevel(logging.CRITICAL)
        if self._library is None:
            self._library = DesktopNotifier(APP_NAME, app_icon=None)
        if not await self._library.request_authorisation():
            raise NotShown(f"notifications are off for {APP_NAME}; allow them in the settings")
        skills = await self._library.get_capabilities()
        if Capability.TITLE not in skills:  # its stand-in, which shows nothing and says nothing
            raise NotShown("this Python may not show notifications; use one from python.org")
        await self._clear()
        has_buttons = Capability.BUTTONS in skills and self._platform != "darwin"
        buttons = tuple(
            Button(offer.words, partial(tell, self._on_answer, offer.answer))
            for offer in (message.offers if has_buttons else ())
        )
        was_taken: list[bool] = []
        identifier = await self._library.send(
            message.title,
            message.body,
            buttons=buttons,
            timeout=max(1, round(self._shown_s)),
            on_dispatched=lambda: was_taken.append(True),  # it raises nothing where it fails
        )
        if not was_taken:
            raise NotShown("desktop-notifier could not show it; use plyer or the terminal")
        self._shown = identifier
        if self._platform == "linux":  # whose daemon gave it a number
            return Receipt(Delivery.YES, self.channel, has_buttons=has_buttons)
        words = "handed to the desktop, which does not say if it shows"
        return Receipt(Delivery.UNKNOWN, self.channel, words, has_buttons)

    async def _clear(self) -> None:
        shown, self._shown = self._shown, None
        if shown is not None:
            with contextlib.suppress(KeyError, OSError):  # it has gone by itself
                await self._library.clear(shown)


def _run(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
        loop.run_until_complete(_drop_all())
    finally:
        loop.close()


async def _drop_all() -> None:
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
