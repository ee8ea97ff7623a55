"""The beginning of an answer's body, however much the server would send."""

import zlib

_EITHER = 32 + zlib.MAX_WBITS
"""zlib or gzip, as the data say (https://docs.python.org/3/library/zlib.html)."""

ENCODINGS = "gzip, deflate"
"""What can be unpacked, for Accept-Encoding."""


class Body:
    """Gathers a body up to a limit in bytes, both as they arrive and unpacked."""

    def __init__(self, encoding: str, limit: int) -> None:
        encoding = encoding.strip().lower()
        self._limit = limit
        self._arrived = 0
        self._packed = encoding in ("gzip", "x-gzip", "deflate")
        self._decoder = zlib.decompressobj(_EITHER)
        self._later_member = False
        self._data = bytearray()
        self.readable = self._packed or encoding in ("", "identity")
        """Whether `data` is the body's own text, as far as it goes."""

    @property
    def data(self) -> bytes:
        """What is there of the body."""
        return bytes(self._data) if self.readable else b""

    def feed(self, chunk: bytes) -> bool:
        """Takes a chunk; False where no more is wanted."""
        room = self._limit - len(self._data)
        if self._packed:
            try:
                self._data += self._unpacked(chunk, room)
            except zlib.error:
                self.readable = False
        else:
            self._data += chunk[:room]
        self._arrived += len(chunk)
        return self.readable and self._arrived < self._limit and len(self._data) < self._limit

    def _unpacked(self, chunk: bytes, room: int) -> bytes:
        unpacked = b""
        while chunk and len(unpacked) < room:
            if self._decoder.eof:  # https://www.rfc-editor.org/rfc/rfc1952#section-2.2
                self._later_member = True
                self._decoder = zlib.decompressobj(_EITHER)
            try:
                unpacked += self._decoder.decompress(chunk, room - len(unpacked))
            except zlib.error:
                if self._later_member:
                    break  # what follows a whole body and is no gzip is no part of it
                if self._arrived:
                    raise
                # Some send bare deflate data.
                self._decoder = zlib.decompressobj(-zlib.MAX_WBITS)
                unpacked = self._decoder.decompress(chunk, room)
            chunk = self._decoder.unused_data
        return unpacked
