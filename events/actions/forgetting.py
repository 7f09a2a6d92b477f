"""Removes, again and again, what was kept for a moment only."""

import asyncio
import logging
from contextlib import suppress

from events.actions import attempts, details, sign_ins
from events.database import Unavailable

log = logging.getLogger(__name__)

PAUSE_SECONDS = 600
OLD = (sign_ins.forget_old, attempts.forget_old, details.forget_old)
"""What removes what is old, each by its own measure of that."""


async def run(stop: asyncio.Event) -> None:
    """Remove what is old every ten minutes until `stop` is set. Needs the pool open; several processes do no harm."""
    while not stop.is_set():
        for forget in OLD:
            try:
                await forget()
            except Unavailable as error:
                log.warning("What is old waits to be removed (%s).", type(error.__cause__ or error).__name__)
            except Exception:
                log.exception("What is old cannot be removed.")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PAUSE_SECONDS)
