"""Run a fleet: find its lists, have them read, have their links checked."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
import os
from pathlib import Path
import time
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from awesomecheck import __version__
from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import UserError, counted
from awesomecheck.fleet.ask_phase import AllAsked, AskSetting, ask_all
from awesomecheck.fleet.cluster import Workers, workers
from awesomecheck.fleet.lock import LOCK, locked
from awesomecheck.fleet.manifest import (
    FEWEST,
    MANIFEST,
    TABLES_VERSION,
    Manifest,
    read_manifest,
    write_manifest,
)
from awesomecheck.fleet.progress import Progress
from awesomecheck.fleet.read import ReadSetting
from awesomecheck.fleet.read_phase import read_all
from awesomecheck.fleet.sources import ListSource, find_sources
from awesomecheck.fleet.tables import read_table, table_files
from awesomecheck.links.network import Network
from awesomecheck.links.settings import LinkSettings
from awesomecheck.runs.texts import ConfigRequest, Configs
from awesomecheck.safety.atomic_write import is_leftover
from awesomecheck.safety.redact import redacted

LinkMode = Literal["none", "due", "all"]
_SHARDS_EACH = 4
"""Shards for each worker at least."""
_GO_ON = "run the same command again when that is solved: what is done is kept"


class FleetRequest(NamedTuple):
    """What to run, and where."""

    sources: tuple[str, ...]
    folder: Path
    workers: int | None = None
    """None for as many as there are processors."""
    scheduler: str | None = None
    links: LinkMode = "due"
    budget: float | None = None
    """Seconds for checking links; None for as many as it takes."""
    config: ConfigRequest = ConfigRequest()
    network: Callable[[], Network] = Network
    """Makes the way to the web, in each worker."""


class FleetOutcome(NamedTuple):
    """What a run has found."""

    lists: int
    failed: int
    findings: int
    asked: AllAsked | None
    """None if no links were to be checked."""
    verdicts: Mapping[str, int]
    """How many targets have which verdict."""


def run_fleet(request: FleetRequest, progress: Progress) -> FleetOutcome:
    """Read all lists, and check their links as far as the budget goes.

    What an interrupted run has done is not done again, and links that were checked are known to
    later runs in the same folder.

    Raises:
        UserError: there is nothing to read, the folder or the workers cannot be used.
    """
    request = request._replace(folder=request.folder.absolute())
    request.network()  # what is wrong with the environment is found before anything begins
    configs = Configs(entry_points(), request.config)
    settings = configs.of(Path()).links or LinkSettings()
    sources = find_sources(request.sources, configs)
    _check_folder(request)
    with (
        locked(request.folder),
        workers(request.workers, request.scheduler, request.folder) as pool,
    ):
        try:
            asked = _phases(request, sources, settings, pool, progress)
        except UserError as error:
            raise UserError(error.message, hint=error.hint or _GO_ON) from error
        except KeyboardInterrupt:
            progress.say("ending the workers; Ctrl-C again ends this at once")
            raise
    return _outcome(request.folder, asked)


def _phases(
    request: FleetRequest,
    sources: tuple[ListSource, ...],
    settings: LinkSettings,
    pool: Workers,
    progress: Progress,
) -> AllAsked | None:
    """Read, then check links."""
    manifest = _begun(request, len(sources), pool)
    write_manifest(request.folder, manifest)
    progress.say(_where(pool))
    manifest = _read(request, sources, manifest, pool, progress)
    asked = None
    if request.links == "none":
        for path in table_files(request.folder, "verdicts"):
            path.unlink(missing_ok=True)
    else:
        write_manifest(request.folder, replace(manifest, phase="ask"))
        begun = time.perf_counter()
        asked = ask_all(_ask_setting(request, settings, manifest), pool, progress)
        manifest = _timed(manifest, "ask", begun, asked.busy)
    write_manifest(
        request.folder, replace(manifest, phase="done", finished=request.network().clock())
    )
    return asked


def _check_folder(request: FleetRequest) -> None:
    """Refuse a folder that has something else in it, or what would be lost.

    Raises:
        UserError: it does, or cannot be read.
    """
    folder = request.folder
    if (before := read_manifest(folder)) is not None:
        named = _named(request.sources)
        if lost := [each for each in before.named if each not in named]:
            more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
            raise UserError(
                f"--out: {folder}: has a fleet of `{lost[0]}`{more}, which this run would replace",
                hint="name a new folder, or all sources: those of the fleet, and new ones",
            )
        return
    try:
        names = [each.name for each in folder.iterdir()]
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(f"--out: {folder}: {error.strerror}") from error
    if not all(name.startswith(LOCK) or is_leftover(name) for name in names):
        raise UserError(
            f"--out: {folder}: the folder has other files, and no {MANIFEST}",
            hint="name a new folder, or that of an earlier run",
        )


def _named(sources: Iterable[str]) -> tuple[str, ...]:
    """Return what tells sources from others, wherever they are named from."""
    return tuple(
        redacted(each) if "://" in each else os.path.abspath(each)  # noqa: PTH100 - not `resolve`
        for each in sources
    )


def _begun(request: FleetRequest, sources: int, pool: Workers) -> Manifest:
    """Return the manifest of a new run, or of one that goes on."""
    before = read_manifest(request.folder)
    options: dict[str, str | float | None] = {
        "links": request.links,
        "budget": request.budget,
        "configuration": _digest(request.config),
    }
    goes_on = (
        before is not None
        and before.finished is None
        and before.awesomecheck == __version__
        and before.options.get("configuration") == options["configuration"]
    )
    return Manifest(
        schema=TABLES_VERSION,
        awesomecheck=__version__,
        started=before.started if before and goes_on else request.network().clock(),
        finished=None,
        phase="read",
        options=options,
        workers=pool.count,
        sources=sources,
        named=_named(request.sources),
        shards=before.shards if before else max(FEWEST, _SHARDS_EACH * pool.count),
    )


def _digest(config: ConfigRequest) -> str:
    """Return what tells a configuration from others."""
    digest = blake2b(repr(config).encode(errors="surrogatepass"), digest_size=20)
    if config.path is not None:
        digest.update(config.path.read_bytes())
    return digest.hexdigest()


def _where(pool: Workers) -> str:
    board = f"; Dask's dashboard: {pool.dashboard}" if pool.dashboard else ""
    return f"{counted(pool.count, 'worker')}{board}"


def _read(
    request: FleetRequest,
    sources: tuple[ListSource, ...],
    manifest: Manifest,
    pool: Workers,
    progress: Progress,
) -> Manifest:
    begun = time.perf_counter()
    run = repr(manifest.started)
    setting = ReadSetting(
        request.folder, request.config, request.network, max(pool.count, 1), manifest.shards
    )
    busy = read_all([each.with_key(run) for each in sources], setting, pool, progress)
    return _timed(manifest, "read", begun, busy)


def _timed(manifest: Manifest, phase: str, begun: float, busy: float) -> Manifest:
    return replace(
        manifest,
        busy={**manifest.busy, phase: round(busy, 4)},
        seconds={**manifest.seconds, phase: round(time.perf_counter() - begun, 3)},
    )


def _ask_setting(request: FleetRequest, settings: LinkSettings, manifest: Manifest) -> AskSetting:
    return AskSetting(
        folder=request.folder,
        settings=settings,
        network=request.network,
        shards=manifest.shards,
        budget=request.budget,
        since=manifest.started if request.links == "all" else None,
    )


def _outcome(folder: Path, asked: AllAsked | None) -> FleetOutcome:
    lists: Any = read_table(folder, "lists", ["status", "findings"])
    states: Any = read_table(folder, "verdicts", ["verdict"]).column("verdict")
    counts: list[dict[str, Any]] = states.value_counts().to_pylist()
    status: list[str] = lists.column("status").to_pylist()
    return FleetOutcome(
        lists=len(status),
        failed=status.count("failed"),
        findings=sum(lists.column("findings").to_pylist()),
        asked=asked,
        verdicts={each["values"]: each["counts"] for each in counts},
    )
