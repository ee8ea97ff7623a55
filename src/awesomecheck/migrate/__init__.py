"""Convert the settings of other link checkers to ours."""

from awesomecheck.migrate.reading import Migration, read

__all__ = ["Migration", "read"]
