"""The typed requests that a command line or the Action makes: what to check, and how."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
import os
from pathlib import Path
import stat
import sys
from typing import Any, Literal, NamedTuple, cast

import click
from msgspec import Struct

from awesomecheck.changes.lines import ChangeRequest
from awesomecheck.cli.terminal import ColorWhen
from awesomecheck.config.overrides import Override, simple_override
from awesomecheck.config.rule_settings import Choice
from awesomecheck.errors import InputError, UserError
from awesomecheck.formats import CommandLine
from awesomecheck.runs.inputs import STDIN
from awesomecheck.runs.texts import BaselineMode, ConfigRequest, Scope

DEFAULT_FORMAT = "text"


class Output(NamedTuple):
    """A report to write: its format and its file."""

    format: str
    path: Path | None = None
    """None for standard output."""


class LinkRequest(Struct, frozen=True):
    """How to check links."""

    cache_dir: Path | None = None
    """None for the user's cache folder."""
    use_cache: bool = True
    max_age: float | None = None
    """In seconds; None for the configured one."""
    token_file: Path | None = None
    deadline: float | None = None
    """In seconds; None for the configured one."""
    default_deadline: float | None = None
    """Where none is configured, either."""
    suggest: bool = False
    """Whether to look for archived copies of dead links."""


class FixRequest(Struct, frozen=True):
    """Whether and how to fix findings."""

    apply: bool = False
    diff: bool = False
    """Whether to print what fixes would change instead of applying them."""
    unsafe: bool = False


class ReportRequest(Struct, frozen=True):
    """What to print, and where."""

    outputs: tuple[Output, ...] = (Output(DEFAULT_FORMAT),)
    statistics: bool = False
    quiet: bool = False
    verbose: bool = False
    color: ColorWhen = "auto"
    exit_zero: bool = False
    show_all: bool = False
    infos: bool = False
    """Whether to list infos on a terminal."""
    show_fixes: bool = False
    only: Literal["files", "settings"] | None = None
    """What to print instead of checking."""
    command: CommandLine | None = None
    """The command line, to suggest others like it."""


class CheckRequest(Struct, frozen=True):
    """What to check and how, from a command line or the Action."""

    paths: tuple[str, ...]
    scope: Scope
    stdin_filename: str | None = None
    config: ConfigRequest = ConfigRequest()
    links: LinkRequest = LinkRequest()
    change: ChangeRequest = ChangeRequest()
    baseline: BaselineMode = "use"
    fix: FixRequest = FixRequest()
    report: ReportRequest = ReportRequest()
    jobs: int | None = None
    """How many processes to use at most; None for as many as there are processors."""
    peers: Path | None = None
    """A folder of other lists."""


def check_request(scope: Scope, options: Mapping[str, Any]) -> CheckRequest:
    """Return the request for the parsed options of a command line.

    Raises:
        click.UsageError: options cannot be used together, or one lacks another.
        UserError: a file that an option names cannot be read.
    """
    _check_conflicts(options)
    outputs = _outputs(options["formats"], options["output"])
    protect(
        (each.path for each in outputs),
        (options["config"].path, options["diff_file"], options["github_token_file"]),
    )
    return CheckRequest(
        paths=options["paths"],
        scope=scope,
        stdin_filename=options["stdin_filename"],
        config=ConfigRequest(
            options["config"].path,
            options["isolated"],
            Choice(options["select"], options["ignore"]),
            (*options["config"].overrides, *_overrides(options)),
        ),
        links=link_request(options),
        change=ChangeRequest(
            since=options["since"],
            staged=options["staged"],
            patch=_patch(options["diff_file"]),
            whole=options["no_since"] or options["write_baseline"] or options["prune_baseline"],
        ),
        baseline=_baseline_mode(options),
        fix=FixRequest(
            options.get("fix", False),
            options.get("diff", False),
            options.get("unsafe_fixes", False),
        ),
        report=ReportRequest(
            outputs=outputs,
            statistics=options["statistics"],
            quiet=options["quiet"],
            verbose=options["verbose"],
            color=options["color"],
            exit_zero=options["exit_zero"],
            show_all=options["show_all"],
            infos=bool(options["select"]) or options["min_severity"] == "info",
            show_fixes=options.get("show_fixes", False),
            only=_only(options),
            command=_command_line(scope, options),
        ),
        jobs=options["jobs"],
        peers=options["peers"],
    )


def link_request(options: Mapping[str, Any]) -> LinkRequest:
    """Return how to check links, as the options of `link_options` say."""
    return LinkRequest(
        cache_dir=options["cache_dir"],
        use_cache=not options["no_cache"],
        max_age=0.0 if options["refresh"] else options["max_age"],
        token_file=options["github_token_file"],
        deadline=options["deadline"],
        suggest=options.get("suggest", False),
    )


_REPEATED = ("peers", "isolated", "select", "ignore", "since", "staged", "no_since")
"""Options that choose what is checked, for other commands to suggest."""


def _command_line(scope: Scope, options: Mapping[str, Any]) -> CommandLine | None:
    """Return what commands to suggest repeat of this one; None if they cannot repeat it."""
    if options["diff_file"] is not None or STDIN in options["paths"]:
        return None
    repeated = ["--offline"] if scope is Scope.OFFLINE else []
    if path := options["config"].path:
        repeated += ["--config", str(path)]
    for name in _REPEATED:
        value: object = options[name]
        if value in (None, False, ()):
            continue
        repeated.append(_option(name))
        if isinstance(value, tuple):
            repeated.append(",".join(map(str, cast("tuple[object, ...]", value))))
        elif value is not True:
            repeated.append(str(value))
    narrowed = options["since"] is not None or options["staged"]
    return CommandLine(tuple(repeated), options["paths"], narrowed)


def _only(options: Mapping[str, Any]) -> Literal["files", "settings"] | None:
    return "files" if options["show_files"] else "settings" if options["show_settings"] else None


def _overrides(options: Mapping[str, Any]) -> Iterator[Override]:
    """Yield the keys of the configuration that have options of their own."""
    for key in ("fail-on", "min-severity", "fixable", "unfixable"):
        if value := options.get(key.replace("-", "_")):
            yield simple_override(key, value, f"--{key}")


def _baseline_mode(options: Mapping[str, Any]) -> BaselineMode:
    if options["write_baseline"]:
        return "write"
    if options["prune_baseline"]:
        return "prune"
    return "off" if options["isolated"] else "use"


_CHANGES = ("since", "staged", "diff_file")
_WRITES = ("write_baseline", "prune_baseline")
_EXCLUSIVE = (
    (*_CHANGES, *_WRITES),
    (*_CHANGES, "no_since"),
    (*_WRITES, "diff"),
    (*_WRITES, "isolated"),
    ("diff", "formats"),
    ("show_settings", "show_files", "diff"),
    ("show_settings", "show_files", "fix"),
)
"""Options of which at most one can be given."""
_OPPOSITES = (("select", "ignore"), ("fixable", "unfixable"))
"""Options that take names of rules; the second has priority, with a bundle of both."""
_NAMES = {"formats": "--format"}


def _check_conflicts(options: Mapping[str, Any]) -> None:
    if options["isolated"] and options["config"].path:
        raise click.UsageError("--isolated and a file for --config cannot be used together")
    for group in _EXCLUSIVE:
        given = [name for name in group if options.get(name) not in (None, False, ())]
        if len(given) > 1:
            first, second = map(_option, given[:2])
            raise click.UsageError(f"{first} and {second} cannot be used together")
    if options.get("unsafe_fixes") and not (options["fix"] or options["diff"]):
        raise click.UsageError("--unsafe-fixes needs --fix or --diff")
    if options.get("show_fixes") and not options["fix"]:
        raise click.UsageError("--show-fixes needs --fix")
    if options["stdin_filename"] is not None and STDIN not in options["paths"]:
        raise click.UsageError("--stdin-filename needs the path `-`, which reads standard input")
    if STDIN in options["paths"] and options["stdin_filename"] is None:
        for name in _WRITES:
            if options[name]:
                raise click.UsageError(
                    f"{_option(name)} needs a file: give standard input one with --stdin-filename"
                )
    for wanted, unwanted in _OPPOSITES:
        both = sorted({*options.get(wanted, ())} & {*options.get(unwanted, ())})
        if both:
            raise click.UsageError(
                f"`{both[0]}` is in both {_option(wanted)} and {_option(unwanted)}"
            )
    if options["diff_file"] == STDIN and STDIN in options["paths"]:
        raise click.UsageError("standard input cannot be both the list and the patch")


_LINK_OPTIONS = (
    "refresh",
    "max_age",
    "suggest",
    "deadline",
    "github_token_file",
)


def check_offline(options: Mapping[str, Any]) -> None:
    """Refuse options about web links beside `--offline`.

    Args:
        options: those of the command.

    Raises:
        click.UsageError: there is one.
    """
    for name in _LINK_OPTIONS:
        if options.get(name) not in (None, False):
            raise click.UsageError(f"{_option(name)} has no effect with --offline")


def _option(name: str) -> str:
    return _NAMES.get(name, f"--{name.replace('_', '-')}")


def _patch(name: str | None) -> bytes | None:
    if name is None:
        return None
    if name == STDIN:
        return read_stdin()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise UserError(f"--diff-file: {name} cannot be read: {error.strerror}") from error


def _outputs(formats: Sequence[Output], output: Path | None) -> tuple[Output, ...]:
    """Return the reports to write; `-o` is the file of those that name none."""
    given = formats or (Output(DEFAULT_FORMAT),)
    outputs = tuple(each if each.path else each._replace(path=output) for each in given)
    if output and all(each.path is not output for each in outputs):
        raise click.UsageError("-o has no effect: each --format names a file of its own")
    places = [place_of(each.path) for each in outputs]
    if len(set(places)) < len(places):
        raise click.UsageError(
            "two reports would go to the same place: use --format NAME=FILE for one of them"
        )
    return outputs


def place_of(path: Path | None) -> object:
    """Return what identifies a file, whatever its name; None for standard output.

    Devices such as /dev/null can take several reports.
    """
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return os.path.realpath(path)
    if stat.S_ISCHR(status.st_mode):
        return object()
    return None if _is_stdout(status) else (status.st_dev, status.st_ino)


def protect(outputs: Iterable[Path | None], read: Iterable[str | Path | None]) -> None:
    """Check that no output takes the place of a file that the command reads.

    Args:
        outputs: None for standard output.
        read: files; `-` for the one that standard input is redirected from.

    Raises:
        UserError: an output does.
    """
    written = [path for path in outputs if path]
    if not written:
        return
    places = {
        _stdin_place() if str(each) == STDIN else place_of(Path(each)) for each in read if each
    }
    for path in written:
        if place_of(path) in places - {None}:
            raise UserError(
                f"{path}: would be overwritten, but is read", hint="name another file to write"
            )


def _stdin_place() -> object:
    try:
        status = os.fstat(sys.stdin.fileno())
    except (AttributeError, OSError, ValueError):  # no stdin, or not a file
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None


def _is_stdout(status: os.stat_result) -> bool:
    try:
        return os.path.samestat(status, os.fstat(sys.stdout.fileno()))
    except (AttributeError, OSError, ValueError):  # no stdout, or not a file
        return False


def read_stdin() -> bytes:
    """Read all of standard input.

    Raises:
        InputError: there is none.
    """
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise InputError("-: standard input is closed")
    return sys.stdin.buffer.read()
