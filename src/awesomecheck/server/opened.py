"""A list that is open in an editor: its text, parsed and linted, and its positions."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from pygls.workspace import PositionCodec

from awesomecheck.document.nodes import Span
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.engine.registry import entry_points
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.rules import Edit
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import ConfigRequest, Configs, ListFile
from awesomecheck.safety.file_source import DISK


class _UntrustedDisk:
    """The files of this machine, where modules beside a configuration are not imported."""

    distrust_reason = "the editor does not trust this folder"
    skips_plugins = True
    is_file = staticmethod(DISK.is_file)
    read = staticmethod(DISK.read)
    named = staticmethod(DISK.named)


class Opened(NamedTuple):
    """A list as it was when it was linted."""

    uri: str
    version: int | None
    """Of the text in the editor."""
    file: ListFile
    report: Report
    codec: PositionCodec
    """Counts characters as the editor does: in UTF-16 units, unless both agreed otherwise."""

    @property
    def found(self) -> FileReport:
        """What was found in the text."""
        return self.report.files[0]

    @property
    def document(self) -> Document:
        """The parsed text."""
        return self.file.document

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset of the text."""
        source = self.document.source
        line = source.position(offset).line
        before = source.text[source.line_span(line)[0] : offset]
        return types.Position(line - 1, self.codec.client_num_units(before))

    def range(self, span: Span) -> types.Range:
        """Return the range of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position; one behind the end of a line or the text is the end."""
        source = self.document.source
        if position.line >= len(source.line_starts):
            return len(source.text)
        start, end = source.line_span(position.line + 1)
        on_line = types.Position(0, position.character)
        here = self.codec.position_from_client_units([source.text[start:end]], on_line)
        return min(start + here.character, end)

    def text_edits(self, edits: Iterable[Edit]) -> list[types.TextEdit]:
        """Return edits as the editor takes them."""
        return [types.TextEdit(self.range(edit.span), edit.text) for edit in edits]


def lint_opened(
    uri: str,
    version: int | None,
    path: Path | None,
    text: str,
    codec: PositionCodec,
    *,
    plugins: bool,
) -> Opened:
    """Lint a text of an editor, with the configuration of its folder.

    Args:
        uri: of the text.
        version: of the text.
        path: of its file; None if it has none.
        text: what the editor shows.
        codec: counts characters as the editor does.
        plugins: whether to import modules that the configuration names.

    Raises:
        UserError: the configuration is invalid, or this is no text of a list.
    """
    files = DISK if plugins else _UntrustedDisk()
    configs = Configs(entry_points(), ConfigRequest(), files)
    config = configs.of_file(path) if path else configs.of(Path())
    source = Source.from_bytes(text.encode(errors="surrogatepass"), str(path or uri))
    file = ListFile(path, ParsedText(source), config)
    return Opened(uri, version, file, Run((file,)).lint(), codec)
