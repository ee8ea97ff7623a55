"""Settings of other link checkers, found in their files, as settings of ours."""

from awesomecheck.migrate.gathering import Migration, gather
from awesomecheck.migrate.reading import read

__all__ = ["Migration", "gather", "read"]
