"""Read configurations and baselines from the disk, or from another source."""

from pathlib import Path
from typing import Protocol

from awesomecheck.safety.checkout import check_readable


class FileSource(Protocol):
    """A source of files, by path."""

    @property
    def distrust_reason(self) -> str | None:
        """Why modules beside a configuration are not imported; None if they are."""

    @property
    def skips_plugins(self) -> bool:
        """Whether such modules are left out where they are not imported; else they are errors."""
        ...

    def is_file(self, path: Path) -> bool:
        """Whether the file exists."""
        ...

    def read(self, path: Path, most: int) -> bytes:
        """Return the first bytes of a file, at most `most`.

        Raises:
            OSError: it cannot be read.
            UserError: reading it is refused.
        """
        ...

    def named(self, path: Path) -> str:
        """Return the name of a file for messages."""
        ...


class _Disk:
    """The files of this machine."""

    distrust_reason = None
    skips_plugins = False

    def is_file(self, path: Path) -> bool:
        return path.is_file()

    def read(self, path: Path, most: int) -> bytes:
        check_readable(path)
        with path.open("rb") as file:
            return file.read(most)

    def named(self, path: Path) -> str:
        return str(path)


DISK: FileSource = _Disk()
