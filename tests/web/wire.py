"""HTTP/1.1 on raw streams: requests read, answers and failures of every kind written."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
import socket
import struct
from typing import Final
from urllib.parse import parse_qs, unquote

from tests.web.world import Answer

HEAD_LIMIT: Final = 256 * 1024
_CHUNK: Final = b"4000\r\n" + b"<p>more</p>     " * 1024 + b"\r\n"


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came, and how many were under way at its host, this one included."""

    time: float
    """Seconds since 1970, by the web's clock."""
    host: str
    method: str
    target: str
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes
    tls: bool
    concurrent: int

    @property
    def path(self) -> str:
        """The target's path as sent."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        """The last value of each parameter."""
        pairs = parse_qs(self.target.partition("?")[2], keep_blank_values=True)
        return {name: values[-1] for name, values in pairs.items()}

    @property
    def segments(self) -> list[str]:
        """The path's decoded segments."""
        return [unquote(part) for part in self.path.split("/") if part]


async def read_request(
    reader: asyncio.StreamReader,
) -> tuple[str, str, dict[str, str], bytes] | None:
    """Method, target, headers and body; nothing at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _version = first.split(" ", 2)
    headers: dict[str, str] = {}
    for line in filter(None, lines):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return method, target, headers, body


async def send(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    request: Request,
    answer: Answer,
    sent: Counter[str],
) -> bool:
    """Send an answer, or fail as it says; whether the connection may be used again.

    The bytes of bodies are counted by host in `sent`, as far as the client took them.
    """
    if not await _wait(reader, writer, answer.delay):
        return False
    match answer.fault:
        case "hang":
            await reader.read(1)
            return False
        case "close":
            return False
        case "reset":
            _reset(writer)
            return False
        case "garbage":
            writer.write(b"\x16\x03 this is no HTTP\r\n\r\n")
            await writer.drain()
            return False
        case "reset-head" | "drip-head" | "endless-head" | "interim":
            await _fail_within_head(reader, writer, answer.fault)
            return False
        case _:
            pass
    length = {
        "short": len(answer.body) + 5000,
        "drip": 5000,
        "reset-body": len(answer.body) + 5000,
    }.get(answer.fault or "")
    writer.write(_head(answer, length, request.time + answer.delay))
    if request.method == "HEAD" or answer.status in {204, 304}:
        await writer.drain()
        return answer.fault is None
    match answer.fault:
        case "endless":
            while not _gone(reader, writer):
                writer.write(_CHUNK)
                await writer.drain()
                sent[request.host] += len(_CHUNK)
                await asyncio.sleep(0)
            return False
        case "drip":
            while await _wait(reader, writer, 1.0):
                writer.write(b" ")
                await writer.drain()
            return False
        case "reset-body":
            writer.write(answer.body)
            await writer.drain()
            _reset(writer)
            return False
        case _:
            writer.write(answer.body)
            await writer.drain()
            sent[request.host] += len(answer.body)
            return answer.fault is None


async def _fail_within_head(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fault: str
) -> None:
    line, seconds = b"X-More: words\r\n", 0.0 if fault == "endless-head" else 1.0
    if fault == "interim":
        line = b"HTTP/1.1 103 Early Hints\r\n\r\n"
    else:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
        await writer.drain()
    if fault == "reset-head":
        _reset(writer)
        return
    while await _wait(reader, writer, seconds):
        writer.write(line if seconds else line * 500)
        await writer.drain()
        await asyncio.sleep(0)


def _head(answer: Answer, length: int | None, time: float) -> bytes:
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "Request denied"
    now = datetime.fromtimestamp(time, UTC)
    lines = [
        f"HTTP/1.1 {answer.status} {phrase}",
        f"Date: {format_datetime(now, usegmt=True)}",
        *(f"{name}: {value}" for name, value in answer.headers),
    ]
    if answer.date_after is not None:
        date = now + timedelta(seconds=answer.date_after)
        lines.append(f"Retry-After: {format_datetime(date, usegmt=True)}")
    if answer.fault == "endless":
        lines.append("Transfer-Encoding: chunked")
    elif answer.status != 204:
        lines.append(f"Content-Length: {len(answer.body) if length is None else length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")


def _gone(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    return reader.at_eof() or reader.exception() is not None or writer.is_closing()


async def _wait(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float
) -> bool:
    """Wait, but not for a client that has gone; whether it is still there."""
    if seconds:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await reader.read(1)  # clients are silent until they have an answer, or go
    return not _gone(reader, writer)


def _reset(writer: asyncio.StreamWriter) -> None:
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
