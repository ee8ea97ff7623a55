"""Text that is made as a whole before any of it is written."""

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import IO, Final

from awesomecheck.errors import UserError

_MOST: Final = 2**22
"""Characters that are kept in memory; more are on the disk."""
_PIECE: Final = 2**16


class Spool:
    """Gathers pieces of a text, and yields them when it is whole."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._pieces: list[str] = []
        self._length = 0
        self._file: IO[str] | None = None

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def write(self, pieces: Iterable[str]) -> None:
        """Add pieces.

        Raises:
            UserError: there is no room on the disk.
        """
        for piece in pieces:
            self._pieces.append(piece)
            self._length += len(piece)
            if self._length > self._most:
                self._move_to_disk()

    def _move_to_disk(self) -> None:
        from tempfile import TemporaryFile  # noqa: PLC0415 - reports are seldom so long

        try:
            if self._file is None:
                self._file = TemporaryFile(  # noqa: SIM115 - `clear` closes it
                    "w+", encoding="utf-8", errors="surrogatepass", newline=""
                )
            self._file.writelines(self._pieces)
            self._file.flush()
        except OSError as error:
            raise UserError(f"the report cannot be kept on the disk: {error.strerror}") from error
        self._pieces.clear()
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        """Yield the text, in other pieces."""
        if self._file is not None:
            self._file.seek(0)
            while piece := self._file.read(_PIECE):
                yield piece
        yield "".join(self._pieces)

    def clear(self) -> None:
        """Forget all."""
        self._pieces.clear()
        self._length = 0
        if self._file is not None:
            self._file.close()
            self._file = None
