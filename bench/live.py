"""Pages that follow a sitting, beside as many sockets that a bare handler holds: memory, processor, and how soon a
change is on the last of them.

`python -m bench.live [pages]`: 2,000 unless said otherwise, on two workers.
"""

import asyncio
import os
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench import house
from events.actions import tokens
from events.database import execute, fetchval, migrate, pool
from events.words import Role
from tests.cast import open_offices
from tests.sitting_cast import call_together

WORKERS = 2
CHANGES = 10
IDLE_SECONDS = 45
"""Two beats, in which nothing changes."""
PATH = "/api/assemblies/party/live"


@dataclass
class Cost:
    """What a server's processes take: memory in MB, processor time in seconds."""

    memory: float
    processor: float


def cost(processes: list[int]) -> Cost:
    """Of all of them together; memory that they share counts once (PSS)."""
    memory = processor = 0.0
    for process in processes:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        memory += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        processor += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return Cost(memory, processor)


class Pages:
    """Many open pages, each of which notes when it heard of a change."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self.port, self.headers = port, headers
        self.heard: list[float] = []
        self.open = 0
        self._wanted = 0
        self._readers: list[asyncio.Task[None]] = []
        self._opened, self.all_heard = asyncio.Event(), asyncio.Event()

    async def start(self, pages: int) -> None:
        """Open them, some at a time, and wait until each heard something."""
        self._wanted = pages
        for n in range(pages):
            self._readers.append(asyncio.create_task(self._follow()))
            if n % 50 == 49:
                await asyncio.sleep(0.02)
        async with asyncio.timeout(60):
            await self._opened.wait()

    async def stop(self) -> None:
        for reader in self._readers:
            reader.cancel()
        await asyncio.wait(self._readers)

    async def _follow(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        writer.write(f"GET {PATH} HTTP/1.1\r\nHost: bench\r\n{lines}\r\n".encode())
        first = True
        while chunk := await reader.read(65_536):
            if b"event: sitting" in chunk and not first:
                self.heard.append(time.perf_counter())
                if len(self.heard) == self.open:
                    self.all_heard.set()
            if first and b"event: clock" in chunk:
                self.open += 1
                first = False
                if self.open == self._wanted:
                    self._opened.set()


async def measured(port: int, pages: int, headers: dict[str, str]) -> tuple[Cost, Cost, list[float], int]:
    """What the pages cost: opened, and idle for a while; how soon each change was on the last one; how many opened."""
    processes = house.processes_at(port)
    before = cost(processes)
    held = Pages(port, headers)
    await held.start(pages)
    await asyncio.sleep(1)
    opened = cost(processes)
    await asyncio.sleep(IDLE_SECONDS)
    rested = cost(processes)
    delays = [await change(held, port, n) for n in range(CHANGES)] if headers else []
    await held.stop()
    return (
        Cost(opened.memory - before.memory, opened.processor - before.processor),
        Cost(rested.memory - before.memory, rested.processor - opened.processor),
        delays,
        held.open,
    )


BUREAU: dict[str, str] = {}


async def change(held: Pages, port: int, n: int) -> float:
    """Seconds from the request that suspends the sitting, or lets it go on, to the last page that heard of it."""
    held.heard.clear()
    held.all_heard.clear()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=BUREAU) as bureau:
        began = time.perf_counter()
        answer = await bureau.request(("PUT", "DELETE")[n % 2], "/api/assemblies/party/suspension")
        assert answer.status_code == 200, answer.text
        async with asyncio.timeout(20):
            await held.all_heard.wait()
    await asyncio.sleep(0.5)
    return max(held.heard) - began


async def fill() -> dict[str, str]:
    """A sitting that is open, and the headers of one of its members."""
    async with pool(4):
        await migrate()
        await open_offices()
        await call_together()
        await execute("UPDATE assembly SET opened_at = convened_at")
        await execute("INSERT INTO sitting (assembly) SELECT id FROM assembly")
        await execute("UPDATE sitting SET item = $1", await fetchval("SELECT min(id) FROM agenda_item"))
        BUREAU["authorization"] = f"Bearer {await tokens.issue(Role.BUREAU, event='party')}"
        return {"authorization": f"Bearer {await tokens.issue(Role.MEMBER, member=1)}"}


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with house.database():
        member = asyncio.run(fill())
        row = "{:<24}{:>8}{:>14}{:>16}{:>20}"
        print(row.format(f"{pages:,} open", "open", "MB more", "kB for each", f"s of CPU in {IDLE_SECONDS} s"))
        with house.idle(WORKERS) as port:
            _, rested, _, count = asyncio.run(measured(port, pages, {}))
            print(row.format("a bare handler", count, f"{rested.memory:.1f}", f"{rested.memory * 1024 / count:.1f}",
                f"{rested.processor:.2f}"), flush=True)  # fmt: skip
        with house.convoke(WORKERS) as port:
            _, rested, delays, count = asyncio.run(measured(port, pages, member))
            print(row.format("pages of a sitting", count, f"{rested.memory:.1f}", f"{rested.memory * 1024 / count:.1f}",
                f"{rested.processor:.2f}"))  # fmt: skip
        median, most = statistics.median(delays) * 1000, max(delays) * 1000
        print(f"From a change to the last page: {median:.0f} ms, at most {most:.0f} ms, of {CHANGES}.")


if __name__ == "__main__":
    main()
