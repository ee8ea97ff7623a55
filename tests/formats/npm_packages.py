"""Packages from npm that tests run: installed once, for all workers and later runs."""

import fcntl
import os
from pathlib import Path
import shutil
import subprocess
from typing import NoReturn

import platformdirs
import pytest

from tests.conftest import HANGS


def installed(*packages: str) -> Path:
    """The `node_modules` with some packages, each with its version: `@scope/name@1.2.3`.

    Where they cannot be had, the test is skipped; in continuous integration it fails.
    """
    name = "_".join(sorted(packages)).replace("/", "-")
    folder = platformdirs.user_cache_path("awesomecheck-tests") / name
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with folder.with_name(f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                _install(folder, packages)
    return folder / "node_modules"


def _install(folder: Path, packages: tuple[str, ...]) -> None:
    npm = shutil.which("npm") or _give_up("npm is missing")
    begun = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(begun, ignore_errors=True)
    options = ("--no-audit", "--no-fund", "--ignore-scripts")
    done = subprocess.run(
        [npm, "install", "--prefix", begun, *options, *packages],
        capture_output=True,
        text=True,
        check=False,
        timeout=HANGS,
    )
    if done.returncode:
        _give_up(f"npm cannot install {' '.join(packages)}: {done.stderr}")
    begun.rename(folder)


def _give_up(why: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
