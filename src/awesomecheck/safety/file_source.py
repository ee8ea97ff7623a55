"""Where configurations and baselines are read from: the disk, or whatever stands in for it."""

from pathlib import Path
from typing import Protocol

from awesomecheck.safety.checkout import check_readable


class FileSource(Protocol):
    """FileSource by their paths."""

    @property
    def distrust_reason(self) -> str | None:
        """Why modules that lie beside a configuration are not to be run; None where they are."""

    def is_file(self, path: Path) -> bool:
        """Whether there is such a file."""
        ...

    def read(self, path: Path, most: int) -> bytes:
        """The first bytes of a file, at most so many.

        Raises:
            OSError: it cannot be read.
            UserError: it is not to be read.
        """
        ...

    def named(self, path: Path) -> str:
        """What to call a file for people."""
        ...


class _Disk:
    """The files of this machine."""

    distrust_reason = None

    def is_file(self, path: Path) -> bool:
        return path.is_file()

    def read(self, path: Path, most: int) -> bytes:
        check_readable(path)
        with path.open("rb") as file:
            return file.read(most)

    def named(self, path: Path) -> str:
        return str(path)


DISK: FileSource = _Disk()
