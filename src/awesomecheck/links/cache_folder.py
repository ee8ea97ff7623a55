"""Where the link cache is: for those who look whether there is one, before they load it."""

from pathlib import Path

SCHEMA_VERSION = 2
FILE = f"links-{SCHEMA_VERSION}.sqlite"
"""Versions with different schemas have different files."""


def default_folder() -> Path:
    """Return the user's cache folder."""
    import platformdirs  # noqa: PLC0415 - only where nobody names a folder

    return platformdirs.user_cache_path("awesomecheck")
