"""The GitHub Action: from the inputs of a workflow to annotations, a summary and outputs.

action.yml runs it as `python -I -m awesomecheck.cli.action`. What a runner hands over and takes
back: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
import json
import os
from pathlib import Path
import shlex
import sys
from tempfile import TemporaryDirectory
import traceback
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from awesomecheck.cli import commands
from awesomecheck.cli.check_command import DONE, FOUND, check
from awesomecheck.cli.failures import FAILED, bug
from awesomecheck.cli.options import CheckRequest, Output, check_request
from awesomecheck.cli.terminal import escape_what_encodings_lack, say
from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.formats.github import annotation
from awesomecheck.rules import Severity
from awesomecheck.runs.inputs import default_path
from awesomecheck.runs.texts import Scope

if TYPE_CHECKING:
    from awesomecheck.links.checker import Network

_SCOPES = {
    "changed": Scope.CHANGED,
    "true": Scope.ALL,
    "false": Scope.OFFLINE,
    "only": Scope.LINKS,
}
_FAIL_ON = ("error", "warning", "never")
_MISSING_README = "README.md"
_SUMMARY_LIMIT = 1024 * 1024
"""Bytes of a step's summary; the runner takes nothing of one that has more."""


class Inputs(NamedTuple):
    """What the workflow asks for; action.yml says what each means."""

    files: tuple[str, ...]
    args: tuple[str, ...]
    links: str
    fail_on: str
    token: str
    cache: Path | None
    sarif_file: Path | None
    report_file: Path | None


class _Result(NamedTuple):
    status: int
    """What awesomecheck ends with."""
    step: int
    """What the step ends with."""
    outputs: Mapping[str, object] = MappingProxyType({})


def main() -> None:
    """Run in the environment that action.yml makes."""
    escape_what_encodings_lack()
    environment = dict(os.environ)
    os.environ.pop("INPUT_TOKEN", None)  # no other program is to see it
    sys.exit(act(environment))


def act(environment: Mapping[str, str], network: "Network | None" = None) -> int:
    """Check what the inputs name, and tell the runner in every way that it offers.

    Args:
        environment: the variables of the step.
        network: one in the place of the real one.

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
        except Exception as error:  # it may hold words of the list, which no runner may obey
            for line in traceback.format_exc().splitlines():
                say(line)
            result = _failed(bug(error).message)
    _give({"exit-code": result.status, **result.outputs}, environment)
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
    status = check(request, _with_token(network, inputs.token, scope))
    if status == FAILED and request.paths == (_MISSING_README,):
        _annotate("error", "this repository has no README.md; name its lists as `files`")
    if not data.is_file():
        return _Result(status, FAILED)
    report = json.loads(data.read_text("utf-8"))
    counts = _counts(report["summary"])
    if _is_offline(report):
        alone = scope is Scope.LINKS
        _annotate("error" if alone else "warning", "there is no network: no link could be asked")
        status = FAILED if alone else status  # or an issue about dead links would be closed
    _summarise(markdown, environment)
    written = {
        name: path if path and path.is_file() else ""
        for name, path in (("report-file", inputs.report_file), ("sarif-file", inputs.sarif_file))
    }
    return _Result(status, _exit_status(status, inputs.fail_on, counts), {**counts, **written})


# --- From the inputs to a command ---


def read_inputs(environment: Mapping[str, str]) -> Inputs:
    """The inputs, as action.yml puts them into the environment.

    Raises:
        UserError: one has a value that it cannot have.
    """

    def value(name: str) -> str:
        return environment.get(f"INPUT_{name.upper().replace('-', '_')}", "").strip()

    def choice(name: str, choices: Iterable[str]) -> str:
        given = value(name).lower() or next(iter(choices))
        if given not in choices:
            raise UserError(f"`{name}` cannot be `{given}`", hint=did_you_mean(given, choices))
        return given

    try:
        args = tuple(shlex.split(value("args")))
    except ValueError as error:
        raise UserError(
            f"`args` cannot be split: {error}", hint="it is read as a shell would, quotes too"
        ) from error
    token = value("token")
    if len(token.split()) > 1:
        raise UserError("`token` is no token: there are blanks or line breaks in it")
    lines = (line.strip() for line in value("files").splitlines())
    return Inputs(
        files=tuple("./-" if line == "-" else line for line in lines if line),  # never stdin
        args=args,
        links=choice("links", _SCOPES),
        fail_on=choice("fail-on", _FAIL_ON),
        token=token,
        cache=_path("cache", value("cache")),
        sarif_file=_path("sarif-file", value("sarif-file")),
        report_file=_path("report-file", value("report-file")),
    )


def _path(name: str, value: str) -> Path | None:
    try:
        return Path(os.path.normpath(Path(value).expanduser())) if value else None
    except RuntimeError as error:
        raise UserError(f"`{name}`: nobody knows what `~` stands for here") from error


def _request(inputs: Inputs, own: Iterable[Output]) -> CheckRequest:
    """Return what the inputs ask for.

    Raises:
        click.UsageError: an option does not exist, or lacks something.
        UserError: an option does not go with the Action.
    """
    command = commands.links if inputs.links == "only" else commands.check
    try:
        options: dict[str, Any] = command.make_context("awesomecheck", [*inputs.args]).params
    except click.exceptions.Exit as error:
        raise UserError("`args` asks for help, and for no check") from error
    scope = Scope.OFFLINE if options.pop("no_links", False) else _SCOPES[inputs.links]
    if options["output"] or any(output.path is None for output in options["formats"]):
        raise UserError(
            "`args`: standard output is for the annotations",
            hint="`--format NAME=FILE` writes another report to a file",
        )
    if options.get("diff"):
        raise UserError(
            "`args`: --diff reports no findings",
            hint="`--fix` fixes the files of the checkout, and `git diff` shows what it did",
        )
    options["paths"] = (*options["paths"], *inputs.files) or _readme()
    options["formats"] = (*own, *options["formats"])
    request = check_request(scope, options)
    links, change = request.links, request.change
    narrowed = change.since is not None or change.staged or change.patch is not None
    return request._replace(
        links=links._replace(cache_dir=links.cache_dir or inputs.cache),
        change=change._replace(whole=change.whole or (scope is Scope.LINKS and not narrowed)),
    )


def _readme() -> tuple[str, ...]:
    """The path of a README that is not there, for it is fine that a pull request deletes one."""
    try:
        default_path(Path())
    except UserError:
        return (_MISSING_README,)
    return ()


def _make_room(paths: Iterable[Path | None]) -> None:
    """Make the folders that reports go to.

    Raises:
        UserError: one cannot be made, or a symbolic link of the checkout leads elsewhere.
    """
    here = Path.cwd().resolve()
    for path in filter(None, paths):
        place = Path(os.path.normpath(here / path))
        if place.is_relative_to(here) and place.resolve() != place:
            raise UserError(f"{path}: no report is written through a symbolic link")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{path}: its folder cannot be made: {error.strerror}") from error


def _with_token(network: "Network | None", token: str, scope: Scope) -> "Network | None":
    if scope is Scope.OFFLINE or not token:
        return network
    from awesomecheck.links.checker import Network  # noqa: PLC0415 - runs without links do without it

    return replace(network or Network(), github_token=token)


# --- From the report to the runner ---


def _counts(summary: Mapping[str, Any]) -> dict[str, int]:
    findings = {name: summary[name] for name in ("findings", "errors", "warnings", "infos")}
    links = {state: summary["links"].get(state, 0) for state in ("dead", "moved", "unsure")}
    return findings | links


def _is_offline(report: Mapping[str, Any]) -> bool:
    return any(link["reason"] == "offline" for file in report["files"] for link in file["links"])


def _exit_status(status: int, fail_on: str, counts: Mapping[str, int]) -> int:
    if status not in (DONE, FOUND):
        return status
    if fail_on == "never":
        return DONE
    if fail_on == "warning" and counts["warnings"]:
        return FOUND
    return status


def _annotate(severity: Severity, message: str) -> None:
    click.echo(annotation(severity, message), nl=False)


def _summarise(report: Path, environment: Mapping[str, str]) -> None:
    """Add a Markdown report to the summary of the job."""
    summary = environment.get("GITHUB_STEP_SUMMARY")
    if not summary or not report.is_file():
        return
    data = report.read_bytes()
    try:
        with Path(summary).open("ab") as file:
            if file.tell() + len(data) <= _SUMMARY_LIMIT:
                file.write(data)
                return
        _annotate("info", "the report is too long for the summary of the job")
    except OSError as error:
        _annotate("info", f"the summary of the job cannot be written: {error.strerror}")


def _give(outputs: Mapping[str, object], environment: Mapping[str, str]) -> None:
    """Set outputs of the step; no value can end early, for nobody knows the delimiter."""
    file = environment.get("GITHUB_OUTPUT")
    if not file:
        return
    delimiter = f"ghadelimiter_{os.urandom(16).hex()}"
    lines = [f"{name}<<{delimiter}\n{value}\n{delimiter}\n" for name, value in outputs.items()]
    try:
        with Path(file).open("ab") as stream:
            stream.write("".join(lines).encode(errors="surrogateescape"))
    except OSError as error:
        _annotate("warning", f"the outputs cannot be written: {error.strerror}")


if __name__ == "__main__":
    main()
