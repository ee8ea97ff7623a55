"""What earlier runs noted of configurations, so that unchanged files need no rules to be loaded.

A configuration is found by all that it depends on: its bytes, the options of the command line,
where modules are found, and the code of this program and of all packages that register rules or
presets. One with more than that, such as a plugin, is loaded each time.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
import os
from pathlib import Path
import sys

from msgspec import DecodeError, ValidationError
from msgspec.json import Decoder, encode

from awesomecheck.config.config import AUTO, Config, preset_files
from awesomecheck.engine.registry import EntryPoint
from awesomecheck.runs.dependencies import ConfigFacts, code_of, installed_code
from awesomecheck.runs.known_config import KnownConfig
from awesomecheck.runs.result_cache import ResultCache
from awesomecheck.runs.texts import ConfigRequest
from awesomecheck.safety.plain_files import read_start

_LARGEST = 2**20
"""Bytes of a configuration that are read: a longer one is an error."""
_DECODER = Decoder(ConfigFacts)


class ConfigCache:
    """The configurations of earlier runs."""

    def __init__(
        self, results: ResultCache, points: Sequence[EntryPoint], request: ConfigRequest
    ) -> None:
        self._results = results
        self._points = points
        self._request = request
        self._code = installed_code(points)

    def config(self, path: Path | None, load: Callable[[], Config]) -> Config:
        """Return a configuration: as an earlier run noted it, else loaded.

        Args:
            path: its file; None for the defaults.
            load: loads it.

        Raises:
            UserError: it is invalid.
        """
        name = self._name(path)
        if name is None:
            return load()
        if (data := self._results.read(name)) is not None:
            with suppress(DecodeError, ValidationError):
                return KnownConfig(path, _DECODER.decode(data), load).as_config()
        config = load()
        facts = self._results.facts(config)
        if facts.settings and self._is_known_as_a_whole(config) and name == self._name(path):
            self._results.store(name, encode(facts))
        return config

    def _name(self, path: Path | None) -> str | None:
        """Return the name of a configuration; None if it cannot be known."""
        if self._code is None:
            return None
        data = read_start(path, _LARGEST) if path else b""
        if data is None:
            return None
        try:
            version = self._results.versions.of(self._code)
        except OSError:
            return None
        place = path and (str(path), os.path.abspath(path))  # noqa: PTH100 - follow no link
        return self._results.name_of(
            data, ("configuration", place, self._request, self._points, version, sys.path)
        )

    def _is_known_as_a_whole(self, config: Config) -> bool:
        """Whether all that a configuration depends on is in its name."""
        if config.per_file or config.skipped_plugins or self._code is None:
            return False
        packages, used = set(self._code.packages), code_of(config)
        if used.beside or not packages.issuperset(used.packages):
            return False
        installed = {each.distribution for each in self._points}
        if not all(each.source in installed for each in config.registry.values()):
            return False
        if config.preset == AUTO:
            return True
        preset = preset_files(self._points)[config.preset]
        return any(map(preset.is_relative_to, packages))
