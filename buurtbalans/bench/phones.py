"""Phones that take part in a session: each asks every three seconds what changed, sticks one note and may vote.

A phone keeps its connection, as a browser does. What fails is sent again with the same number.
"""

import asyncio
import random
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

EVERY = 3.0
PATIENCE = 20.0
TRIES = 5
# A cookie and a field that are the same are all that the protection against forged forms asks.
TOKEN = "b" * 32
VERSION = re.compile(rb'id="stand-versie"\s+name="v"\s+value="(\d+)"')
VOTES = re.compile(rb'id="stem-(\d+)"')
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Told:
    """What all phones met: seconds per kind of request, answers above 499, connections that broke."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: int = 0
    broken: int = 0

    def p95(self, kind: str) -> float:
        """Milliseconds that 95 of a hundred requests of this kind stay under; 0 without any."""
        taken = sorted(self.seconds[kind])
        return taken[int(len(taken) * 0.95)] * 1000 if taken else 0.0


@dataclass
class Phone:
    """One device with a seat. `item` is where its note goes; `votes` says whether it votes."""

    port: int
    cookie: str
    item: int
    number: int
    votes: bool
    told: Told
    line: Line | None = None

    async def take_part(self, seconds: float) -> None:
        """Ask every three seconds; stick a note in the first half, vote as soon as there is something to vote on."""
        try:
            await self._take_part(seconds)
        finally:
            self._hang_up()

    async def _take_part(self, seconds: float) -> None:
        began = time.monotonic()
        note_at = began + random.uniform(0.02, 0.5) * seconds  # noqa: S311  spreads load, keeps no secret
        version, stuck, voted = b"0", False, not self.votes
        await asyncio.sleep(random.uniform(0, EVERY))  # noqa: S311  the same
        while time.monotonic() - began < seconds or not (stuck and voted):
            if not stuck and time.monotonic() >= note_at:
                stuck = await self._stick()
            status, body = await self._ask("poll", f"GET /mee/stand/?v={version.decode()}")
            found = VERSION.search(body)
            version = found[1] if status == 200 and found else version
            choices = VOTES.findall(body)
            if choices and not voted:
                voted = await self._vote(random.choice(choices).decode())  # noqa: S311  the same
            await asyncio.sleep(EVERY)
            if time.monotonic() - began > seconds * 2:
                return

    async def _stick(self) -> bool:
        words = f"meting {self.number}"
        note = {"once": uuid4().hex, "item": self.item, "sentence": "probleem", "what": words, "because": words}
        return await self._send("note", "/mee/geeltje/", note)

    async def _vote(self, note: str) -> bool:
        return await self._send("vote", "/mee/stem/", {"note": note, "stem": "ja"})

    async def _send(self, kind: str, path: str, form: dict[str, object]) -> bool:
        for _ in range(TRIES):
            body = urlencode({**form, "csrfmiddlewaretoken": TOKEN}).encode()
            if (await self._ask(kind, f"POST {path}", body))[0] == 200:
                return True
        return False

    async def _ask(self, kind: str, what: str, body: bytes = b"") -> tuple[int, bytes]:
        began = time.monotonic()
        try:
            status, answer = await asyncio.wait_for(self._request(what, body), PATIENCE)
        except (OSError, EOFError, TimeoutError):
            self._hang_up()
            self.told.broken += 1
            return 0, b""
        self.told.seconds[kind].append(time.monotonic() - began)
        self.told.faults += status >= 500
        return status, answer

    async def _request(self, what: str, body: bytes) -> tuple[int, bytes]:
        reader, writer = await self._connected()
        head = [
            f"{what} HTTP/1.1",
            "Host: localhost",
            f"Cookie: plek={self.cookie}; csrftoken={TOKEN}",
            "HX-Request: true",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + body)
        await writer.drain()
        told = await reader.readuntil(b"\r\n\r\n")
        length = LENGTH.search(told)
        return int(told[9:12]), await reader.readexactly(int(length[1])) if length else b""

    async def _connected(self) -> Line:
        """The line that is open, or a new one when the server has closed it."""
        if self.line is not None and self.line[0].at_eof():
            self._hang_up()
        if self.line is None:
            self.line = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        return self.line

    def _hang_up(self) -> None:
        if self.line is not None:
            self.line[1].close()
            self.line = None
