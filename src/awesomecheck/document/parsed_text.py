"""Texts whose documents are parsed when they are needed: those of many texts fit no memory."""

from collections import OrderedDict
import zlib

from awesomecheck.document.source import Source, decoded
from awesomecheck.document.tree import Document
from awesomecheck.errors import as_internal_error

_KEPT = 2**19
"""Characters of texts whose documents are kept; a document takes some 40 bytes a character."""
_MANY = 2**24
"""Characters of all texts from which on they are compressed, which takes time."""
_FAST = 1
"""Level of compression."""


def parse(source: Source) -> Document:
    """Read a text as GitHub does.

    Args:
        source: the text with its line breaks normalised.
    """
    from awesomecheck.document import _build  # noqa: PLC0415 - not for known results

    return _build.parse(source)


class ParsedText:
    """A text and its document."""

    def __init__(self, source: Source, shelf: "Shelf | None" = None) -> None:
        self.path = source.path
        self.length = len(source.text)
        self._source: Source | None = source
        self._document: Document | None = None
        self._packed = b""
        self._is_compressed = False
        self._entries: int | None = None
        self._shelf = shelf
        if shelf is not None:
            shelf.use(self)

    @classmethod
    def of_bytes(cls, data: bytes, path: str, shelf: "Shelf | None" = None) -> "ParsedText":
        """Return the text of a file, of which nothing is known yet.

        Raises:
            InputError: it is too long, or no text.
        """
        raw = decoded(data, path)
        text = cls(Source.from_text("", path))
        text.length = len(raw) - raw.startswith("\ufeff")
        if b"\r" in data:  # many times as fast as a search for two characters
            text.length -= raw.count("\r\n")
        text._shelf = shelf
        text._pack(data)
        text._source = None
        return text

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
            raw = self.raw_bytes().decode(errors="surrogatepass")
            self._source = Source.from_text(raw, self.path)
        if self._shelf is not None:
            self._shelf.use(self)
        return self._source

    def raw_bytes(self) -> bytes:
        """Return the text as it is in its file."""
        if self._source is not None:
            return self._source.raw.encode(errors="surrogatepass")
        return zlib.decompress(self._packed) if self._is_compressed else self._packed

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
            self._pack(self.raw_bytes())
        if self._document is not None and self._document.has_read_entries:
            self._entries = len(self._document.entries)
        self._source = self._document = None

    def _pack(self, raw: bytes) -> None:
        self._is_compressed = self._shelf is not None and self._shelf.is_crowded(self.length)
        self._packed = zlib.compress(raw, _FAST) if self._is_compressed else raw

    def __getstate__(self) -> dict[str, object]:
        """Return the state for another process: dropped, and on no shelf."""
        self.drop()
        return {**vars(self), "_shelf": None}


class Shelf:
    """The texts used last, which are kept with their documents."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._length = 0
        self._packed = 0
        self._texts: OrderedDict[ParsedText, None] = OrderedDict()

    def is_crowded(self, length: int) -> bool:
        """Whether a text of a length, after those before it, is one of too many."""
        self._packed += length
        return self._packed > _MANY

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
