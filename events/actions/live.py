"""Tells watching pages that something changed at an event, without slowing what changed it.

A NOTIFY inside each transaction would make all commits of the database wait for one another, so touches are gathered
and sent a few times a second. Only ids travel; who watches fetches again.
"""

import asyncio

from events.database import notify

CHANNEL = "convoke"
GATHER_SECONDS = 0.2

_touched: set[int] = set()
_wake = asyncio.Event()


def touch(event: int) -> None:
    """Something people may be watching changed at this event."""
    _touched.add(event)
    _wake.set()


async def run() -> None:
    """Send what was touched, for as long as the process serves."""
    while True:
        await _wake.wait()
        _wake.clear()
        events = sorted(_touched)
        _touched.clear()
        for event in events:
            await notify(CHANNEL, f"event {event}")
        await asyncio.sleep(GATHER_SECONDS)
