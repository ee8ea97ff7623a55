"""Configurations as earlier runs found them: their rules are loaded where one is asked for."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import cast

from awesomecheck.config.config import Config
from awesomecheck.config.file_settings import PerFile
from awesomecheck.runs.dependencies import ConfigFacts


class KnownConfig:
    """A `Config` that is loaded when more of it is asked for than an earlier run has noted."""

    per_file: tuple[PerFile, ...] = ()
    skipped_plugins: tuple[str, ...] = ()

    def __init__(self, path: Path | None, facts: ConfigFacts, load: Callable[[], Config]) -> None:
        self.path = path
        self.noted = facts
        self.name = facts.name
        self.exclude = facts.exclude
        self.fail_on = facts.fail_on
        self._load = load

    def as_config(self) -> Config:
        """Return this configuration as what it stands for."""
        return cast("Config", self)

    def overrides_for(self, _path: Path) -> tuple[PerFile, ...]:
        """Return what `per-file` sets for a file: nothing."""
        return ()

    @cached_property
    def loaded(self) -> Config:
        """The configuration itself."""
        return self._load()

    def __getattr__(self, name: str) -> object:
        return getattr(self.loaded, name)

    def __reduce__(self) -> tuple[Callable[[Config], Config], tuple[Config]]:
        """Return the configuration for another process: loaded."""
        return _same, (self.loaded,)


def _same(config: Config) -> Config:
    return config
