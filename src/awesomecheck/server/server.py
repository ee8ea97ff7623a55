"""The language server: what editors ask for, and when lists are linted."""

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, cast

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from awesomecheck import __version__
from awesomecheck.errors import UserError, as_internal_error
from awesomecheck.server import findings, navigation
from awesomecheck.server.opened import Opened, lint_opened

_DELAY = 0.3
"""Seconds after the last key before a text is linted."""
FEATURES = ("actions", "completion", "folding", "hover", "outline", "plugins", "rename")
"""What initialization options may switch off; `plugins` is the one that they switch on."""


class OpenLists:
    """Lints the lists that are open in an editor, one at a time, off the event loop."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._on: dict[str, bool] = {name: name != "plugins" for name in FEATURES}
        self._opened: dict[str, Opened] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._worker = ThreadPoolExecutor(1)

    def configure(self, options: object) -> None:
        """Take the initialization options: features, each with true or false."""
        if not isinstance(options, Mapping):
            return
        for name, value in cast("Mapping[object, object]", options).items():
            if isinstance(name, str) and name in FEATURES and isinstance(value, bool):
                self._on[name] = value
            else:
                known = ", ".join(FEATURES)
                self._say(f"initialization option `{name}`: expected true or false for {known}")

    def is_on(self, feature: str) -> bool:
        """Return whether a feature is on."""
        return self._on[feature]

    def _say(self, message: str) -> None:
        self._server.window_log_message(types.LogMessageParams(types.MessageType.Warning, message))

    def changed(self, uri: str, delay: float = _DELAY) -> None:
        """Lint a text soon, unless it changes again before."""
        self.forget(uri, closed=False)
        self._tasks[uri] = asyncio.get_running_loop().create_task(self._lint(uri, delay))

    def reconfigured(self) -> None:
        """Lint all open texts: a configuration changed."""
        for uri in list(self._server.workspace.text_documents):
            self.changed(uri)

    def forget(self, uri: str, *, closed: bool) -> None:
        """Stop linting a text; if it was closed, take its findings away."""
        task = self._tasks.pop(uri, None)
        if task is not None:
            task.cancel()
        if closed:
            self._opened.pop(uri, None)
            self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def latest(self, uri: str) -> Opened | None:
        """Return a list as it was last linted: while somebody types, nobody can wait."""
        return self._opened.get(uri)

    async def current(self, uri: str) -> Opened | None:
        """Return a list as it is now; None if it cannot be linted."""
        document = self._server.workspace.text_documents.get(uri)
        if document is None:
            return None
        opened = self._opened.get(uri)
        if opened is None or opened.version != document.version:
            task = self._tasks.get(uri)
            if task is None or task.done():
                self.changed(uri, 0)
                task = self._tasks[uri]
            await asyncio.wait([task])
            opened = self._opened.get(uri)
        return opened if opened is not None and opened.version == document.version else None

    async def in_worker(self, work: Any) -> Any:
        """Run what takes its time in the thread of the linter."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    async def _lint(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        document = self._server.workspace.get_text_document(uri)
        path = uris.to_fs_path(uri) if uri.startswith("file:") else None
        work = partial(
            _linted,
            uri,
            document.version,
            Path(path) if path else None,
            document.source,
            self._server.workspace.position_codec,
            plugins=self.is_on("plugins"),
        )
        opened, diagnostics = await self.in_worker(work)
        if opened is not None:
            self._opened[uri] = opened
            skipped = ", ".join(opened.file.config.skipped_plugins)
            if skipped:
                self._say(f"plugins not loaded: {skipped}; the option `plugins` allows it")
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics, document.version)
        )


def _linted(
    uri: str, *arguments: Any, plugins: bool
) -> tuple[Opened | None, list[types.Diagnostic]]:
    try:
        with as_internal_error(uri):
            opened = lint_opened(uri, *arguments, plugins=plugins)
            return opened, findings.diagnostics(opened)
    except UserError as error:
        return None, [findings.error_diagnostic(error)]


def _known_at(opened: Opened, position: types.Position) -> types.Hover | None:
    from awesomecheck.server.known import known_at  # noqa: PLC0415 - loads the cache of links

    with suppress(UserError):  # the published titles cannot be read: the linter says so
        return known_at(opened, position)
    return None


def make_server() -> LanguageServer:
    """Return a server that is ready to start."""
    server = LanguageServer("awesomecheck", __version__)
    lists = OpenLists(server)

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        lists.configure(params.initialization_options)

    _register_texts(server, lists)
    _register_findings(server, lists)
    _register_navigation(server, lists)
    return server


def _register_texts(server: LanguageServer, lists: OpenLists) -> None:
    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched and watched.dynamic_registration:
            await server.client_register_capability_async(
                types.RegistrationParams([_configurations()])
            )

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        lists.changed(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        lists.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(_: types.DidSaveTextDocumentParams) -> None:
        lists.reconfigured()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        lists.forget(params.text_document.uri, closed=True)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(_: types.DidChangeWatchedFilesParams) -> None:
        lists.reconfigured()


def _configurations() -> types.Registration:
    """Return the request for events about configuration files."""
    patterns = ("**/.awesomecheck.{yaml,yml}", "**/pyproject.toml")
    options = types.DidChangeWatchedFilesRegistrationOptions(
        [types.FileSystemWatcher(glob_pattern=pattern) for pattern in patterns]
    )
    return types.Registration("configurations", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)


def _register_findings(server: LanguageServer, lists: OpenLists) -> None:
    kinds = [types.CodeActionKind.QuickFix, findings.FIX_ALL]

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=kinds, resolve_provider=True),
    )
    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        opened = await lists.current(params.text_document.uri)
        if opened is None or not lists.is_on("actions"):
            return None
        wanted = partial(findings.actions, opened, params.range, params.context.only)
        found: list[types.CodeAction] = await lists.in_worker(lambda: list(wanted()))
        for each in found if params.context.only else ():  # editors that fix on save
            if each.kind == findings.FIX_ALL:
                each.edit = await lists.in_worker(partial(findings.all_fixes, opened))
        return found

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        opened = await lists.current(str(action.data))
        if opened is not None and action.edit is None:
            action.edit = await lists.in_worker(partial(findings.all_fixes, opened))
        return action

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        opened = await lists.current(params.text_document.uri)
        if opened is None or not lists.is_on("hover"):
            return None
        page = findings.page_at(opened, params.position)
        found: types.Hover | None = page or await lists.in_worker(
            partial(_known_at, opened, params.position)
        )
        return found


def _register_navigation(server: LanguageServer, lists: OpenLists) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["#"])
    )
    async def completion(params: types.CompletionParams) -> list[types.CompletionItem] | None:
        opened = lists.latest(params.text_document.uri)
        if opened is None or not lists.is_on("completion"):
            return None
        lines = server.workspace.get_text_document(params.text_document.uri).lines
        here = server.workspace.position_codec.position_from_client_units(lines, params.position)
        line = lines[here.line][: here.character] if here.line < len(lines) else ""
        return navigation.anchors(opened, line, params.position)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        opened = await lists.current(params.text_document.uri)
        return navigation.outline(opened) if opened and lists.is_on("outline") else None

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def folding(params: types.FoldingRangeParams) -> Sequence[types.FoldingRange] | None:
        opened = await lists.current(params.text_document.uri)
        return navigation.fold_ranges(opened) if opened and lists.is_on("folding") else None

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare_rename(params: types.PrepareRenameParams) -> types.Range | None:
        opened = await lists.current(params.text_document.uri)
        heading = navigation.heading_at(opened, params.position) if opened else None
        wanted = heading is not None and lists.is_on("rename")
        return opened.range(heading.text_span) if opened and heading and wanted else None

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        opened = await lists.current(params.text_document.uri)
        heading = navigation.heading_at(opened, params.position) if opened else None
        if opened is None or heading is None or not lists.is_on("rename"):
            return None
        try:
            return navigation.renamed(opened, heading, params.new_name)
        except UserError as error:
            raise JsonRpcInvalidParams(error.message) from error
