"""A name server for a simulated web, for tools that know no other way than the system's."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
import ipaddress
import socket
import struct
import threading
from typing import Final

from tests.web.world import NO_HOST, Lookup

_A: Final = 1
_AAAA: Final = 28
_NO_ERROR, _SERVER_FAILURE, _NO_NAME = 0, 2, 3


def reply(
    query: bytes, table: Mapping[str, tuple[Lookup, ...]], places: Mapping[str, str]
) -> bytes | None:
    """The answer to a query's one question (RFC 1035); none where the server is to be silent."""
    labels: list[str] = []
    at = 12
    while length := query[at]:
        labels.append(query[at + 1 : at + 1 + length].decode("latin-1").lower())
        at += 1 + length
    (kind,) = struct.unpack_from("!H", query, at + 1)
    question = query[12 : at + 5]
    lookup = table.get(".".join(labels), (NO_HOST,))[-1]
    if lookup.fault == "timeout":
        return None
    code = {"nxdomain": _NO_NAME, "temporary": _SERVER_FAILURE}.get(lookup.fault or "", _NO_ERROR)
    found = [ipaddress.ip_address(places.get(one, one)) for one in lookup.addresses]
    packed = [one.packed for one in found if kind == (_A if one.version == 4 else _AAAA)]
    header = query[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, len(packed), 0, 0)
    records = [struct.pack("!HHHIH", 0xC00C, kind, 1, 60, len(one)) + one for one in packed]
    return header + question + b"".join(records)


@contextmanager
def name_server(
    address: str, table: Mapping[str, tuple[Lookup, ...]], places: Mapping[str, str]
) -> Generator[None]:
    """Answers on the DNS port of an address for as long as the context lasts."""
    with socket.socket(type=socket.SOCK_DGRAM) as server:
        server.bind((address, 53))
        server.settimeout(0.2)
        stop = threading.Event()

        def answer() -> None:
            while not stop.is_set():
                try:
                    query, client = server.recvfrom(4096)
                except TimeoutError:
                    continue
                if said := reply(query, table, places):
                    server.sendto(said, client)

        thread = threading.Thread(target=answer, name="name server", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()
