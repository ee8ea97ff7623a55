"""Texts whose documents are parsed when they are needed: those of many texts fit no memory."""

from collections import OrderedDict
import zlib

from awesomecheck.document._build import parse
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.errors import as_internal_error

_KEPT = 2**19
"""Characters of texts whose documents are kept; a document takes some 40 bytes a character."""
_FAST = 1
"""Level of compression."""


class ParsedText:
    """A text and its document."""

    def __init__(self, source: Source, shelf: "Shelf | None" = None) -> None:
        self.path = source.path
        self.length = len(source.text)
        self._source: Source | None = source
        self._document: Document | None = None
        self._packed = b""
        self._entries: int | None = None
        self._shelf = shelf
        if shelf is not None:
            shelf.use(self)

    @classmethod
    def of(cls, document: Document) -> "ParsedText":
        """Return the text of a document, which is kept."""
        text = cls(document.source)
        text._document = document
        return text

    @property
    def source(self) -> Source:
        """The text itself."""
        if self._source is None:
            raw = zlib.decompress(self._packed).decode(errors="surrogatepass")
            self._source = Source.from_text(raw, self.path)
        if self._shelf is not None:
            self._shelf.use(self)
        return self._source

    @property
    def document(self) -> Document:
        """The document, not always the same object.

        Raises:
            InternalError: a bug in the parser.
        """
        source = self.source
        if self._document is None:
            with as_internal_error(self.path):
                self._document = parse(source)
        return self._document

    @property
    def entries(self) -> int:
        """How many entries the document has."""
        return len(self.document.entries) if self._entries is None else self._entries

    def note_entries(self, count: int) -> None:
        """Keep how many entries the document has, so that it need not be parsed."""
        self._entries = count

    def other(self, source: Source) -> "ParsedText":
        """Return another text, to be kept or dropped with this one."""
        return ParsedText(source, self._shelf)

    def drop(self) -> None:
        """Keep only what the document can be parsed from."""
        if self._source is not None and not self._packed:
            self._packed = zlib.compress(self._source.raw.encode(errors="surrogatepass"), _FAST)
        if self._document is not None and self._document.has_read_entries:
            self._entries = len(self._document.entries)
        self._source = self._document = None

    def __getstate__(self) -> dict[str, object]:
        """Return the state for another process: dropped, and on no shelf."""
        self.drop()
        return {**vars(self), "_shelf": None}


class Shelf:
    """The texts used last, which are kept with their documents."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._length = 0
        self._texts: OrderedDict[ParsedText, None] = OrderedDict()

    def use(self, text: ParsedText) -> None:
        """Keep a text, and drop those that have not been used for the longest time."""
        if text in self._texts:
            self._texts.move_to_end(text)
            return
        self._texts[text] = None
        self._length += text.length
        while self._length > self._most and len(self._texts) > 1:
            oldest, _ = self._texts.popitem(last=False)
            self._length -= oldest.length
            oldest.drop()
