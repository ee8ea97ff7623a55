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
        try:
            return self._decoder.decompress(chunk, room)
        except zlib.error:
            if self._arrived:
                raise
            self._decoder = zlib.decompressobj(-zlib.MAX_WBITS)  # some send bare deflate data
            return self._decoder.decompress(chunk, room)
