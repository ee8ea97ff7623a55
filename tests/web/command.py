"""The command line in this process, inside a simulated web and on its virtual time."""

from collections.abc import Mapping
from dataclasses import replace
import os
from pathlib import Path
import subprocess
from types import MappingProxyType
from unittest.mock import patch

from click.testing import CliRunner
import pytest

from awesomecheck.__main__ import main
from tests.conftest import clean_environment
from tests.web.checking import network
from tests.web.server import Web


def run(
    web: Web,
    folder: Path,
    *arguments: str | Path,
    token: str = "",
    environment: Mapping[str, str] = MappingProxyType({}),
) -> "subprocess.CompletedProcess[str]":
    """Run the command line as a process would, its cache in a folder."""
    own = {"XDG_CACHE_HOME": str(folder), **environment}
    key = environment.get("SEMANTIC_SCHOLAR_API_KEY")
    way = replace(network(web, token or None), proxies=None, semantic_scholar_key=key)
    with (
        patch.dict(os.environ, clean_environment(own), clear=True),
        CliRunner().isolation() as (out, err, _),
        pytest.raises(SystemExit) as ended,
    ):
        main([*map(str, arguments)], way, guest=True)
    said = (stream.getvalue().decode() for stream in (out, err))
    return subprocess.CompletedProcess(arguments, int(ended.value.code or 0), *said)
