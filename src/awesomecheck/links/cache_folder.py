"""Where the link cache is: for those who look whether there is one, before they load it."""

import os
from pathlib import Path
import sys

from awesomecheck.errors import UserError

_NAME = "awesomecheck"
SCHEMA_VERSION = 2
FILE = f"links-{SCHEMA_VERSION}.sqlite"
"""Versions with different schemas have different files."""


def default_folder() -> Path:
    """Return the user's cache folder.

    Raises:
        UserError: the user has no home folder, as in some containers.
    """
    if sys.platform == "linux" and (folder := _plain_folder()):
        return folder
    import platformdirs  # noqa: PLC0415 - takes as long as checking a short list

    try:
        return platformdirs.user_cache_path(_NAME)
    except RuntimeError as error:
        raise UserError(
            "the user has no home folder for the cache",
            hint="set HOME, name a folder with --cache-dir, or use --no-cache",
        ) from error


def _plain_folder() -> Path | None:
    """Return the folder that platformdirs names, too, where its variables are plain."""
    own, home = os.environ.get("XDG_CACHE_HOME"), os.environ.get("HOME")
    if own is not None:
        return Path(own, _NAME) if own.startswith("/") else None
    return Path(home, ".cache", _NAME) if home and home.startswith("/") else None


def with_cache(folder: Path | None = None) -> Path | None:
    """Return a folder, by default the user's, if it has a link cache; else None.

    None, too, where nobody may look into it, and for a user without a home.
    """
    try:
        folder = folder or default_folder()
    except UserError:
        return None
    return folder if os.path.isfile(folder / FILE) else None  # noqa: PTH113 - `Path` may raise
