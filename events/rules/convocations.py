"""When the members may be called to an assembly, and what stands in the way until then."""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from events.errors import AgendaUnpublished, ConvocationTooLate, EventUnpublished
from events.words import Status


class Lacking(StrEnum):
    """What has to be there before the members are called, in the order somebody prepares it."""

    EVENT = "event"
    AGENDA = "agenda"
    TIME = "time"


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """How far an assembly is prepared. agenda: whether members can read it; convene_by: the last lawful day."""

    status: Status
    agenda: bool
    convene_by: date


def day_there(now: datetime, timezone: str) -> date:
    """The day it is at the place of the meeting, on which notice is counted."""
    return now.astimezone(ZoneInfo(timezone)).date()


def lacking(prepared: Prepared, today: date) -> list[Lacking]:
    """What stands in the way of calling the members today."""
    found = {
        Lacking.EVENT: prepared.status is not Status.PUBLISHED,
        Lacking.AGENDA: not prepared.agenda,
        Lacking.TIME: today > prepared.convene_by,
    }
    return [what for what, so in found.items() if so]


def check_prepared(prepared: Prepared, today: date) -> None:
    """Refuse to call the members before all is there, or so late that it would not be lawful.

    Raises EventUnpublished, AgendaUnpublished, ConvocationTooLate.
    """
    stands_in_the_way = lacking(prepared, today)
    if Lacking.EVENT in stands_in_the_way:
        raise EventUnpublished
    if Lacking.AGENDA in stands_in_the_way:
        raise AgendaUnpublished
    if Lacking.TIME in stands_in_the_way:
        raise ConvocationTooLate(day=prepared.convene_by)
