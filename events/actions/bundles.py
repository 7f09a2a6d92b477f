"""Makes the closing bundle of an assembly: reads all that its decisions rest on, as it is at one moment, into a file.

What is read goes out some rows at a time, so that the size of the roll makes no difference to the memory.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any, BinaryIO

import msgspec

from events.actions import bundle_rows as rows
from events.actions import chain
from events.actions.assemblies import rules_of
from events.actions.bureau import bureau_of
from events.actions.journal import note
from events.actions.minutes import minutes_of
from events.actions.polls import result_of
from events.bundle import format as files
from events.bundle.archive import Writer
from events.bundle.format import Assembly, Call, Roll, Row, Signer
from events.database import connection, fetch, fetchrow, transaction
from events.errors import BundleTooEarly, Missing
from events.facts import event_by_id
from events.papers.blocks import Record, as_pdf, as_text
from events.papers.minutes import draft_minutes
from events.settings import settings
from events.words import Language

AT_ONCE = 2_000
"""Rows read and written in one go."""

_one_at_a_time = asyncio.Lock()


async def make_bundle(event: int, out: BinaryIO, actor: str) -> str:
    """Write the bundle of the closed assembly at this event, and note that it was made; its fingerprint.

    out: a file in which one can go back. Raises Missing, BundleTooEarly.
    """
    found = await fetchrow("SELECT a.id, a.closed_at FROM assembly a WHERE a.event = $1", event)
    if found is None:
        raise Missing
    if found["closed_at"] is None:
        raise BundleTooEarly
    async with _one_at_a_time:
        await chain.seal(waiting=True)
        writer = Writer(out)
        # One look at everything: what changes meanwhile is in the next bundle.
        async with transaction("repeatable_read"):
            slug = await _data(found["id"], writer)
            told, bureau, facts = await minutes_of(event), await bureau_of(found["id"]), await event_by_id(event)
        of_data = writer.chain
        made: dict[str, Record] = {
            language: draft_minutes(facts, told, bureau, language, settings().organisation, of_data)
            for language in Language
        }
        for name in files.MINUTES:
            record = made[name.rpartition("-")[2].partition(".")[0]]
            text = as_text(record).encode() if name.endswith(".txt") else await asyncio.to_thread(as_pdf, record)
            _whole(writer, name, text)
        fingerprint = writer.finish(slug)
    await note(actor, "made bundle", "assembly", found["id"], fingerprint=fingerprint, data=of_data)
    return fingerprint


async def _data(assembly: int, writer: Writer) -> str:
    """Write every file that the minutes speak of; the slug of the assembly."""
    polls = [row["id"] for row in await fetch(rows.POLL_IDS, assembly)]
    by_poll = {named(poll): (poll, sql) for poll in polls for named, sql in rows.OF_A_POLL.items()}
    head = await _assembly(assembly)
    for name in files.data_files(polls):
        if name == "assembly.json":
            _whole(writer, name, files.written(head) + b"\n")
        elif name == "statutes.json":
            row = await fetchrow("SELECT statutes FROM assembly WHERE id = $1", assembly)
            _whole(writer, name, files.written(await rules_of(row["statutes"] if row else 0)) + b"\n")
        elif name == "results.jsonl":
            counting = [row["id"] for row in await fetch(f"{rows.POLL_IDS} AND p.annulled_at IS NULL", assembly)]
            results = [files.result(poll, await result_of(poll)) for poll in sorted(counting)]
            _whole(writer, name, b"".join(files.written(one) + b"\n" for one in results))
        elif name in by_poll:
            poll, (kind, sql) = by_poll[name]
            await _lines(writer, name, kind, sql, poll)
        else:
            await _lines(writer, name, files.LINES[name], rows.OF_AN_ASSEMBLY[name], assembly)
    return head.slug


async def _assembly(assembly: int) -> Assembly:
    row = await fetchrow(rows.ASSEMBLY, assembly)
    if row is None:
        raise Missing
    call = None if row["called_at"] is None else Call(at=row["called_at"], by_roll=row["by_roll"])
    roll = {"record_on": row["record_on"], "settled_at": row["roll_at"], "count": row["roll_count"]}
    return Assembly(
        **{name: row[name] for name in Assembly.__struct_fields__ if name in row and name != "kind"},
        kind=row["kind"],
        organisation=settings().organisation,
        convocation=call,
        roll=Roll(**roll, weight=row["roll_weight"], hash=bytes(row["roll_hash"]).hex()),
        bureau=[Signer(role=role, name=name) for role, name in await bureau_of(assembly)],
    )


async def _lines(writer: Writer, name: str, kind: type[Row], sql: str, of: int) -> None:
    """A file of rows, some at a time."""
    writer.begin(name)
    async for some in _some(sql, of):
        writer.write(await asyncio.to_thread(_written, kind, some))
    writer.end()


async def _some(sql: str, of: int) -> AsyncIterator[list[Any]]:
    async with connection() as here:
        cursor = await here.cursor(sql, of)
        while found := await cursor.fetch(AT_ONCE):
            yield found


def _written(kind: type[Row], found: list[Any]) -> bytes:
    return b"".join(files.written(_row(kind, one)) + b"\n" for one in found)


def _row(kind: type[Row], found: Mapping[str, Any]) -> Row:
    """The row as the bundle has it. Its words are checked, so that what is written can be read."""
    return msgspec.convert({name: _plain(value) for name, value in found.items()}, kind, dec_hook=files.fraction)


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes | memoryview) else value


def _whole(writer: Writer, name: str, content: bytes) -> None:
    writer.begin(name)
    writer.write(content)
    writer.end()
