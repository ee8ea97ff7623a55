"""The GitHub Action: from the inputs of a workflow to annotations, a summary and outputs.

action.yml runs it as `python -I -m awesomecheck.cli.action`. Its interface to the runner:
https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands.
"""

from collections.abc import Iterable, Mapping
import dataclasses
import json
import os
from pathlib import Path
import shlex
import sys
from tempfile import TemporaryDirectory
import traceback
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click
from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.cli import commands
from awesomecheck.cli.check_command import check
from awesomecheck.cli.failures import DONE, FAILED, FOUND
from awesomecheck.cli.options import current_name
from awesomecheck.cli.requests import CheckRequest, Output, check_request
from awesomecheck.cli.terminal import escape_what_encodings_lack, say
from awesomecheck.config.file_settings import FailOn
from awesomecheck.errors import UserError, did_you_mean, internal_error, is_of_system
from awesomecheck.formats.github import annotation
from awesomecheck.rules import Severity
from awesomecheck.runs.inputs import default_path
from awesomecheck.runs.texts import Scope
from awesomecheck.safety.atomic_write import write_file
from awesomecheck.safety.python_output import escape_python_output

if TYPE_CHECKING:
    from awesomecheck.links.checker import Network

Choice = TypeVar("Choice", bound=str)

_SCOPES = {
    "changed": Scope.CHANGED,
    "true": Scope.ALL,
    "false": Scope.OFFLINE,
    "only": Scope.LINKS,
}
_FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)
_MISSING_README = "README.md"
_SUMMARY_LIMIT = 1024 * 1024
"""Bytes of a step's summary; the runner rejects a longer one."""
_DEADLINE = 20 * 60.0
"""Seconds for checking links where neither `args` nor the configuration has a deadline."""


class Inputs(Struct, frozen=True):
    """The inputs of the step; action.yml describes each."""

    files: tuple[str, ...]
    args: tuple[str, ...]
    links: str
    fail_on: FailOn
    token: str
    cache: Path | None
    sarif_file: Path | None
    report_file: Path | None


class _Result(Struct, frozen=True):
    status: int
    """The exit status of awesomecheck."""
    step: int
    """The exit status of the step."""
    outputs: Mapping[str, object] = MappingProxyType({})


def main() -> None:
    """Run with the environment variables that action.yml sets."""
    escape_python_output()
    escape_what_encodings_lack()
    environment = dict(os.environ)
    os.environ.pop("INPUT_TOKEN", None)  # not for git and other programs
    sys.exit(act(environment))


def act(environment: Mapping[str, str], network: "Network | None" = None) -> int:
    """Check the lists that the inputs name; print annotations, write the summary and outputs.

    Args:
        environment: the variables of the step.
        network: replaces the real one.

    Returns:
        The exit status of the step.
    """
    temporary = environment.get("RUNNER_TEMP", "")
    with TemporaryDirectory(
        prefix="awesomecheck-",
        dir=temporary if temporary and Path(temporary).is_dir() else None,
        ignore_cleanup_errors=True,
    ) as folder:
        try:
            result = _check(environment, Path(folder), network)
        except UserError as error:
            result = _failed(error.message, error.hint)
        except click.UsageError as error:
            result = _failed(f"`args`: {error.format_message()}")
        except Exception as error:  # may quote the list: print no workflow command
            lines = [] if is_of_system(error) else traceback.format_exc().splitlines()
            for line in lines:
                say(line)
            failure = internal_error(error)
            result = _failed(failure.message, failure.hint)
    _set_outputs({"exit-code": result.status, **result.outputs}, environment)
    return result.step


def _failed(message: str, hint: str | None = None) -> _Result:
    within = message.removeprefix(f"{Path.cwd()}{os.sep}")
    _annotate("error", f"{within}; {hint}" if hint else within)
    return _Result(FAILED, FAILED)


def _check(environment: Mapping[str, str], folder: Path, network: "Network | None") -> _Result:
    inputs = read_inputs(environment)
    data = folder / "report.json"
    markdown = inputs.report_file or folder / "report.md"
    own = [Output("github"), Output("json", data), Output("markdown", markdown)]
    if inputs.sarif_file:
        own.append(Output("sarif", inputs.sarif_file))
    request = _request(inputs, own)
    scope = request.scope
    _make_room(output.path for output in request.report.outputs)
    reports = {"report-file": inputs.report_file, "sarif-file": inputs.sarif_file}
    old = {path: _state(path) for path in (markdown, *reports.values()) if path}
    status = check(request, _with_token(network, inputs.token, scope))
    new = {path for path, state in old.items() if _state(path) != state}
    if status == FAILED and request.paths == (_MISSING_README,):
        _annotate("error", "no README.md in this repository: set the input `files`")
    if not data.is_file():
        return _Result(status, FAILED)
    report = json.loads(data.read_text("utf-8"))
    counts = _counts(report["summary"])
    if _is_offline(report):
        alone = scope is Scope.LINKS
        _annotate("error" if alone else "warning", "no network: no link could be checked")
        status = FAILED if alone else status  # 0 would close the issue about dead links
    if markdown in new:
        _summarise(markdown, environment)
    written = {name: path if path in new else "" for name, path in reports.items()}
    return _Result(status, _exit_status(status, inputs.fail_on, counts), {**counts, **written})


# --- From inputs to a request ---


def read_inputs(environment: Mapping[str, str]) -> Inputs:
    """Return the inputs that action.yml sets as environment variables.

    Raises:
        UserError: a value is invalid.
    """

    def value(name: str) -> str:
        return environment.get(f"INPUT_{name.upper().replace('-', '_')}", "").strip()

    def choice(name: str, choices: Iterable[Choice]) -> Choice:
        given = value(name).lower()
        for each in choices:
            if given in (each, ""):
                return each
        raise UserError(f"`{name}` has no value `{given}`", hint=did_you_mean(given, choices))

    try:
        args = tuple(shlex.split(value("args")))
    except ValueError as error:
        raise UserError(
            f"`args` cannot be split: {error}",
            hint="check its quotes: it is split as a shell would",
        ) from error
    token = value("token")
    if len(token.split()) > 1:
        raise UserError("`token` is not a token: it contains spaces or line breaks")
    lines = (line.strip() for line in value("files").splitlines())
    links = choice("links", _SCOPES)
    temporary = Path(environment.get("RUNNER_TEMP", ""))
    issue = choice("issue", ("false", "true")) == "true"
    if issue and links != "only":
        raise UserError("`issue` is about links", hint="set `links: only`")
    if issue and environment.get("GITHUB_EVENT_NAME", "").startswith("pull_request"):
        raise UserError("`issue` is not for pull requests", hint="run it on a schedule")
    if choice("comment", ("false", "true")) == "true":
        raise UserError(
            "`comment` is for a workflow on `workflow_run`",
            hint="copy awesomecheck-report.yml and awesomecheck-comment.yml of examples/workflows",
        )
    report_file = _path("report-file", value("report-file"))
    return Inputs(
        files=tuple("./-" if line == "-" else line for line in lines if line),  # never stdin
        args=args,
        links=links,
        fail_on=choice("fail-on", _FAIL_ON),
        token=token,
        cache=_path("cache", value("cache")),
        sarif_file=_path("sarif-file", value("sarif-file")),
        report_file=report_file or (temporary / "awesomecheck-report.md" if issue else None),
    )


def _path(name: str, value: str) -> Path | None:
    try:
        return Path(os.path.normpath(Path(value).expanduser())) if value else None
    except RuntimeError as error:
        raise UserError(f"`{name}`: `~` cannot be expanded: no home folder") from error


def _request(inputs: Inputs, own: Iterable[Output]) -> CheckRequest:
    """Return the request for the inputs.

    Raises:
        click.UsageError: `args` has an invalid option.
        UserError: `args` has an option that the Action does not support.
    """
    command = commands.links if inputs.links == "only" else commands.check
    try:
        context = command.make_context(
            "awesomecheck", [*inputs.args], token_normalize_func=current_name
        )
    except click.exceptions.Exit as error:
        raise UserError("`args`: --help and --version are not supported") from error
    options: dict[str, Any] = context.params
    scope = Scope.OFFLINE if options.pop("offline", False) else _SCOPES[inputs.links]
    if options["output"] or any(output.path is None for output in options["formats"]):
        raise UserError(
            "`args`: standard output is used for annotations",
            hint="use --format NAME=FILE to write another report",
        )
    if options.get("diff"):
        raise UserError(
            "`args`: --diff is not supported, as it reports no findings",
            hint="use --fix, then `git diff` in a later step",
        )
    options["paths"] = (*options["paths"], *inputs.files) or _readme()
    options["formats"] = (*own, *options["formats"])
    request = check_request(scope, options)
    links, change = request.links, request.change
    narrowed = change.since is not None or change.staged or change.patch is not None
    return replace(
        request,
        links=replace(
            links, cache_dir=links.cache_dir or inputs.cache, default_deadline=_DEADLINE
        ),
        change=replace(change, whole=change.whole or (scope is Scope.LINKS and not narrowed)),
    )


def _readme() -> tuple[str, ...]:
    """Return the path of a missing README, as a pull request may delete it; () if it exists."""
    try:
        default_path(Path())
    except UserError:
        return (_MISSING_README,)
    return ()


def _make_room(paths: Iterable[Path | None]) -> None:
    """Create the folders of reports.

    Raises:
        UserError: one cannot be created, or the path has a symbolic link of the checkout.
    """
    here = Path.cwd().resolve()
    for path in filter(None, paths):
        place = Path(os.path.normpath(here / path))
        if place.is_relative_to(here) and place.resolve() != place:
            raise UserError(
                f"{path}: is or contains a symbolic link: reports are not written through it"
            )
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{path}: its folder cannot be created: {error.strerror}") from error


def _with_token(network: "Network | None", token: str, scope: Scope) -> "Network | None":
    if scope is Scope.OFFLINE or not token:
        return network
    from awesomecheck.links.checker import Network  # noqa: PLC0415 - loads the client

    return dataclasses.replace(network or Network(), github_token=token)


# --- From the report to the runner ---


def _counts(summary: Mapping[str, Any]) -> dict[str, int]:
    findings = {name: summary[name] for name in ("findings", "errors", "warnings", "infos")}
    links = {state: summary["links"].get(state, 0) for state in ("dead", "moved", "unsure")}
    return findings | links


def _is_offline(report: Mapping[str, Any]) -> bool:
    return any(link["reason"] == "offline" for file in report["files"] for link in file["links"])


def _exit_status(status: int, fail_on: FailOn, counts: Mapping[str, int]) -> int:
    if status not in (DONE, FOUND):
        return status
    if fail_on == "never":
        return DONE
    more = {"error": 0, "warning": counts["warnings"], "info": counts["findings"]}
    return FOUND if more[fail_on] else status


def _annotate(severity: Severity, message: str) -> None:
    click.echo(annotation(severity, message), nl=False)


def _summarise(report: Path, environment: Mapping[str, str]) -> None:
    """Append a Markdown report to the summary of the job."""
    summary = environment.get("GITHUB_STEP_SUMMARY")
    if not summary:
        return
    path = Path(summary)
    try:
        data, before = report.read_bytes(), _content(path)
        if len(before) + len(data) > _SUMMARY_LIMIT:
            _annotate("info", "the report is too long for the job summary")
            return
        write_file(path, before + data)
    except OSError as error:
        _annotate("info", f"job summary: not read: {error.strerror}")
    except UserError as error:
        _annotate("info", f"job summary: {error.message}")


def _state(path: Path) -> tuple[int, int] | None:
    """Return what a file has that another one in its place has not; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _set_outputs(outputs: Mapping[str, object], environment: Mapping[str, str]) -> None:
    """Set outputs of the step; a random delimiter keeps a value from setting others."""
    file = environment.get("GITHUB_OUTPUT")
    if not file:
        return
    delimiter = f"ghadelimiter_{os.urandom(16).hex()}"
    lines = [f"{name}<<{delimiter}\n{value}\n{delimiter}\n" for name, value in outputs.items()]
    path, data = Path(file), "".join(lines).encode(errors="surrogateescape")
    try:
        write_file(path, _content(path) + data)  # half an output would end the step
    except OSError as error:
        _annotate("warning", f"outputs: not read: {error.strerror}")
    except UserError as error:
        _annotate("warning", f"outputs: {error.message}")


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


if __name__ == "__main__":
    main()
