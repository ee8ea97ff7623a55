"""The language server as an editor uses it: another process, over its input and output."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
import subprocess
import sys
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient
import pytest

from awesomecheck.rules import rule_url

pytestmark = pytest.mark.slow  # each test starts a program

LIST = """\
# Ants 🐜 and Bees

## Contents

- [Ants](#ants)
- [Bees](#bees)

## Ants

- [Ant](https://ant.example/) - Builds hills. <br>
- 🐜 [Fire ant](https://fire.example/) - Bites. \n\
- [Leafcutter](https://leaf.example) - Cuts leaves, see [bees](#bees).

## Bees

- [Bee](https://bee.example/) - Makes honey.
- [Bumblebee](#hives) - Hums.
"""
TRAILING = LIST.splitlines().index("- 🐜 [Fire ant](https://fire.example/) - Bites. ")
MISSING = LIST.splitlines().index("- [Bumblebee](#hives) - Hums.")


class Editor:
    """An editor with one list open in it."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client = client
        self.path = path
        self.uri = path.as_uri()
        self.document = types.TextDocumentIdentifier(self.uri)
        self.version = 0
        self.published: asyncio.Queue[Sequence[types.Diagnostic]] = asyncio.Queue()

        def publish(params: types.PublishDiagnosticsParams) -> None:
            assert params.uri == self.uri
            self.published.put_nowait(params.diagnostics)

        untyped: Any = client
        untyped.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)

    async def open(self, text: str) -> Sequence[types.Diagnostic]:
        item = types.TextDocumentItem(self.uri, "markdown", self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.findings()

    async def type(self, text: str) -> Sequence[types.Diagnostic]:
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        return await self.findings()

    async def findings(self) -> Sequence[types.Diagnostic]:
        return await self.published.get()

    async def actions(self, line: int, only: list[str] | None = None) -> list[types.CodeAction]:
        here = types.Range(types.Position(line, 0), types.Position(line, 999))
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(self.document, here, types.CodeActionContext([], only=only))
        )
        return [each for each in found or () if isinstance(each, types.CodeAction)]


def rules(found: Sequence[types.Diagnostic]) -> list[tuple[str, int]]:
    return [(str(each.code), each.range.start.line) for each in found]


def applied(text: str, edit: types.WorkspaceEdit | None, uri: str) -> str:
    """Apply an edit as an editor does, which counts UTF-16 units."""
    assert edit is not None
    assert edit.changes is not None
    raw = text.encode("utf-16-le")
    lines = text.split("\n")

    def offset(position: types.Position) -> int:
        before = "".join(line + "\n" for line in lines[: position.line])
        return len(before.encode("utf-16-le")) + 2 * position.character

    edits = sorted(edit.changes[uri], key=lambda each: -offset(each.range.start))
    for each in edits:
        start, end = offset(each.range.start), offset(each.range.end)
        raw = raw[:start] + each.new_text.encode("utf-16-le") + raw[end:]
    return raw.decode("utf-16-le")


Scene = Callable[[Editor], Awaitable[None]]
Run = Callable[..., None]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a scene with an editor whose server is another process."""

    async def whole(scene: Scene, options: Mapping[str, object] | None) -> None:
        client = LanguageClient("editor", "1")
        editor = Editor(client, tmp_path / "README.md")
        process: Any = client
        await process.start_io(sys.executable, "-m", "awesomecheck", "server")
        try:
            await client.initialize_async(
                types.InitializeParams(
                    capabilities=types.ClientCapabilities(),
                    root_uri=tmp_path.as_uri(),
                    initialization_options=options,
                )
            )
            client.initialized(types.InitializedParams())
            await scene(editor)
            await client.shutdown_async(None)
        finally:
            client.exit(None)
            await process.stop()

    def run(scene: Scene, options: Mapping[str, object] | None = None) -> None:
        asyncio.run(whole(scene, options))

    return run


def test_findings_appear_follow_the_text_and_go_with_it(run: Run) -> None:
    async def scene(editor: Editor) -> None:
        found = await editor.open(LIST)
        assert ("trailing-space", TRAILING) in rules(found)
        [space] = [each for each in found if each.code == "trailing-space"]
        assert space.source == "awesomecheck"
        assert space.code_description is not None
        assert space.code_description.href == rule_url("trailing-space")
        # A character outside the basic plane is two of the editor's.
        end = len(LIST.splitlines()[TRAILING]) + 1
        assert (space.range.start.character, space.range.end.character) == (end - 1, end)
        found = await editor.type(LIST.replace("Bites. \n", "Bites.\n"))
        assert "trailing-space" not in [rule for rule, _ in rules(found)]
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(editor.document))
        assert not await editor.findings()

    run(scene)


def test_a_finding_can_be_fixed_suppressed_or_turned_off(run: Run) -> None:
    async def scene(editor: Editor) -> None:
        await editor.open(LIST)
        fix, suppress, off = [
            each for each in await editor.actions(TRAILING) if each.kind == "quickfix"
        ]
        assert applied(LIST, fix.edit, editor.uri) == LIST.replace("Bites. \n", "Bites.\n")
        quiet = applied(LIST, suppress.edit, editor.uri)
        assert "trailing-space" not in [rule for rule, _ in rules(await editor.type(quiet))]
        assert off.edit is not None
        assert off.edit.document_changes is not None
        created, edit = off.edit.document_changes
        assert isinstance(created, types.CreateFile)
        assert created.uri == (editor.path.parent / ".awesomecheck.yaml").as_uri()
        assert isinstance(edit, types.TextDocumentEdit)
        [setting] = edit.edits
        assert isinstance(setting, types.TextEdit)
        assert setting.new_text == "rules:\n  trailing-space: off\n"

    run(scene)


def test_all_safe_fixes_are_applied_at_once(run: Run) -> None:
    async def scene(editor: Editor) -> None:
        await editor.open(LIST)
        [lazy] = [each for each in await editor.actions(0) if each.edit is None]
        resolved = await editor.client.code_action_resolve_async(lazy)
        fixed = applied(LIST, resolved.edit, editor.uri)
        assert "Bites.\n" in fixed
        [now] = await editor.actions(0, ["source.fixAll"])
        assert applied(LIST, now.edit, editor.uri) == fixed
        assert not await editor.actions(0, ["refactor"])

    run(scene)


def test_a_finding_shows_the_page_of_its_rule(run: Run) -> None:
    async def scene(editor: Editor) -> None:
        await editor.open(LIST)
        column = LIST.splitlines()[MISSING].index("#hives")
        shown = await editor.client.text_document_hover_async(
            types.HoverParams(editor.document, types.Position(MISSING, column))
        )
        assert shown is not None
        assert isinstance(shown.contents, types.MarkupContent)
        assert shown.contents.value.startswith("**missing-anchor**: ")
        nothing = types.HoverParams(editor.document, types.Position(0, 0))
        assert await editor.client.text_document_hover_async(nothing) is None

    run(scene)


def test_anchors_are_completed_while_a_link_is_written(run: Run) -> None:
    async def scene(editor: Editor) -> None:
        await editor.open(LIST)
        await editor.type(LIST + "\nSee [them](#be")
        line = LIST.count("\n") + 1
        found = await editor.client.text_document_completion_async(
            types.CompletionParams(editor.document, types.Position(line, len("See [them](#be")))
        )
        assert isinstance(found, list)
        edits = {each.label: each.text_edit for each in found}
        assert set(edits) == {"#ants--and-bees", "#contents", "#ants", "#bees"}
        bees = edits["#bees"]
        assert isinstance(bees, types.TextEdit)
        assert (bees.new_text, bees.range.start.character) == ("bees", len("See [them](#"))
        elsewhere = types.CompletionParams(editor.document, types.Position(line, 3))
        assert not await editor.client.text_document_completion_async(elsewhere)

    run(scene)


def test_the_outline_has_sections_and_entries(run: Run) -> None:
    async def scene(editor: Editor) -> None:
        await editor.open(LIST)
        found = await editor.client.text_document_document_symbol_async(
            types.DocumentSymbolParams(editor.document)
        )
        assert found
        [title] = found
        assert isinstance(title, types.DocumentSymbol)
        sections = {
            each.name: [one.name for one in each.children or ()] for each in title.children or ()
        }
        assert sections == {
            "Contents": [],
            "Ants": ["Ant", "Fire ant", "Leafcutter"],
            "Bees": ["Bee"],
        }
        folds = await editor.client.text_document_folding_range_async(
            types.FoldingRangeParams(editor.document)
        )
        lines = LIST.splitlines()
        assert (lines.index("## Ants"), lines.index("## Ants") + 4) in [
            (each.start_line, each.end_line) for each in folds or ()
        ]

    run(scene)


def test_a_heading_is_renamed_with_all_that_leads_to_it(run: Run) -> None:
    async def scene(editor: Editor) -> None:
        await editor.open(LIST)
        line = LIST.splitlines().index("## Bees")
        there = await editor.client.text_document_prepare_rename_async(
            types.PrepareRenameParams(editor.document, types.Position(line, 4))
        )
        assert isinstance(there, types.Range)
        assert (there.start.character, there.end.character) == (3, 7)
        edit = await editor.client.text_document_rename_async(
            types.RenameParams(editor.document, types.Position(line, 4), "Wild Bees")
        )
        renamed = applied(LIST, edit, editor.uri)
        assert renamed == (
            LIST.replace("- [Bees](#bees)", "- [Wild Bees](#wild-bees)")
            .replace("[bees](#bees)", "[bees](#wild-bees)")
            .replace("## Bees", "## Wild Bees")
        )

    run(scene)


@pytest.mark.parametrize("name", ["", " \t"])
def test_a_heading_is_not_renamed_to_nothing(run: Run, name: str) -> None:
    async def scene(editor: Editor) -> None:
        await editor.open(LIST)
        line = LIST.splitlines().index("## Bees")
        wanted = types.RenameParams(editor.document, types.Position(line, 4), name)
        with pytest.raises(JsonRpcException, match="a heading needs a name"):
            await editor.client.text_document_rename_async(wanted)

    run(scene)


WRONG_FIX = """
from dataclasses import dataclass
from awesomecheck import DocumentRule, Edit, Fix, Problem, Span

@dataclass(frozen=True, slots=True)
class ShoutedName(DocumentRule):
    \"\"\"A heading that is to be shouted.\"\"\"

    def check(self, document):
        for heading in document.headings:
            span = heading.text_span
            yield Problem(span, "shout it", Fix((Edit(span, heading.text.upper()),)))

RULES = (ShoutedName,)
"""
"""Its fix changes words, which it does not declare."""


def test_a_fix_that_cannot_be_verified_is_not_offered(run: Run) -> None:
    async def scene(editor: Editor) -> None:
        folder = editor.path.parent
        (folder / ".awesomecheck.yaml").write_text("plugins: [shouting]\n", "utf-8")
        (folder / "shouting.py").write_text(WRONG_FIX)
        line = LIST.splitlines().index("## Bees")
        assert ("shouted-name", line) in rules(await editor.open(LIST))
        titles = [each.title for each in await editor.actions(line)]
        assert "Suppress shouted-name on this line" in titles
        assert not [title for title in titles if title.startswith("Fix: ")]

    run(scene, {"plugins": True})


def test_an_invalid_configuration_is_a_finding_until_it_is_right(run: Run) -> None:
    async def scene(editor: Editor) -> None:
        config = editor.path.parent / ".awesomecheck.yaml"
        config.write_text("rules:\n  trailing-spaec: off\n", "utf-8")
        [error] = await editor.open(LIST)
        assert "unknown rule or bundle `trailing-spaec`" in error.message
        config.write_text("rules:\n  trailing-space: off\n", "utf-8")
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(editor.document))
        found = await editor.findings()
        assert found
        assert "trailing-space" not in [rule for rule, _ in rules(found)]

    run(scene)


@pytest.mark.parametrize("allowed", [False, True])
def test_code_of_a_folder_runs_only_if_the_editor_allows_it(run: Run, *, allowed: bool) -> None:
    async def scene(editor: Editor) -> None:
        folder = editor.path.parent
        (folder / ".awesomecheck.yaml").write_text("plugins: [mine]\n", "utf-8")
        (folder / "mine.py").write_text(
            "from pathlib import Path\n\nPath(__file__).with_name('ran').touch()\nRULES = ()\n"
        )
        await editor.open(LIST)
        assert (folder / "ran").exists() is allowed

    run(scene, {"plugins": allowed})


def test_features_can_be_switched_off(run: Run) -> None:
    async def scene(editor: Editor) -> None:
        await editor.open(LIST)
        assert not await editor.actions(TRAILING)
        column = LIST.splitlines()[MISSING].index("#hives")
        hover = types.HoverParams(editor.document, types.Position(MISSING, column))
        assert await editor.client.text_document_hover_async(hover) is None

    run(scene, {"hover": False, "actions": False})


def test_a_program_without_pygls_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError(name='pygls')\n")
    done = subprocess.run(
        [sys.executable, "-m", "awesomecheck", "server"],
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "pip install 'awesomecheck[lsp] @ git+https://github.com/" in done.stderr
    assert not done.stdout
