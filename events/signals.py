"""Signals of the operating system, heard beside whoever listens to them already."""

import signal
from collections.abc import Callable
from types import FrameType


def also_at(sign: signal.Signals, do: Callable[[], object]) -> None:
    """Do this when the signal comes, then what was done at it so far. For the main thread, and for good.

    What an event loop does at the signal (`add_signal_handler`) goes on as well: loops hear of it by another way.
    """
    before = signal.getsignal(sign)

    def hear(number: int, frame: FrameType | None) -> None:
        do()
        if callable(before):
            before(number, frame)

    signal.signal(sign, hear)
