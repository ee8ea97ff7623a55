"""The rule `unlike-column`."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from awesomecheck import (
    Block,
    Document,
    DocumentRule,
    Edit,
    Fix,
    Link,
    Problem,
    Span,
    regex,
    share,
)

_FEWEST = 8
"""Fewer cells show no habit."""
_MANY = 20
"""So many other cells show that italics of one are not meant."""
_FEWEST_LINKED = 10
"""So many other titles, all with a link and in bold, show that one lacks them."""
_NEARLY_ALL = 0.9
_SEPARATORS = " \t,;:|/·"
_OPENING, _CLOSING = f"{_SEPARATORS}[(", f"{_SEPARATORS})]"
"""What a text may have at an end where another part follows or comes before."""
_PAIRS = {"(": ")", "[": "]", '"': '"', "“": "”", "'": "'", "‘": "’"}
_LONGEST = 30
"""Of a text in a message."""
_VENUE = regex(r"(?P<name>[^\W\d_][\w&.-]*?[^\W\d_])(?P<gap>[ '’-]{0,2})(?P<year>(?:19|20)?\d\d)")
_SPACES = regex(r"\s+")
_ITALIC = regex(r"([*_])\|\1")
"""The marks around the one part of a cell."""
_GENERIC = frozenset({"code", "github", "here", "link", "repo", "repository", "source", "url"})
"""Labels that say nothing about what another one says of the same site."""
_HOST = regex(r"https?://(?:www\.)?([^/\s]+)")
_EMPHASIS = regex(r"[*_`~]+")


class _Cell(Struct, frozen=True):
    """A cell: the texts, years and URLs in it, and what is between them."""

    span: Span
    kinds: tuple[str, ...]
    """Of its parts: a text, a year, a URL, an image or code."""
    gaps: tuple[str, ...]
    """Before each part, and at the end."""
    parts: tuple[Span, ...]

    @property
    def form(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """What cells of one column have in common: the gaps, and how long years are."""
        years = [
            part.end - part.start
            for part, kind in zip(self.parts, self.kinds, strict=True)
            if kind == "year"
        ]
        return self.gaps, tuple(years)


class UnlikeColumn(DocumentRule):
    """A table cell that is not written as the others of its column.

    The cells of a column are compared with those that have the same parts in the same order, in
    all tables with the same header: which brackets and emphasis are around a link, how a venue
    and its year are joined, and which label the links to one site have, and in which case. Bold
    text in few cells is meant and not reported, but the one title without a link is, where all
    others have one and are in bold.

    ```bad
    | Title | Venue | Code |
    |---|---|---|
    | MAE | CVPR 2022 | [code](https://github.com/facebookresearch/mae) |
    | SimMIM | CVPR 2022 | [code](https://github.com/microsoft/SimMIM) |
    | BEiT | ICLR 2022 | [code](https://github.com/microsoft/unilm) |
    | iBOT | ICLR 2022 | [code](https://github.com/bytedance/ibot) |
    | MaskFeat | CVPR 2022 | [code](https://github.com/facebookresearch/SlowFast) |
    | CAE | IJCV 2023 | [code](https://github.com/lxtGH/CAE) |
    | data2vec | ICML 2022 | [code](https://github.com/facebookresearch/fairseq) |
    | MSN | ECCV 2022 | [code](https://github.com/facebookresearch/msn) |
    | BootMAE | ECCV 2022 | [code](https://github.com/LightDXY/BootMAE) |
    | SdAE | ECCV2022 | [[code]](https://github.com/AbrahamYabo/SdAE) |
    ```

    ```good
    | Title | Venue | Code |
    |---|---|---|
    | MAE | CVPR 2022 | [code](https://github.com/facebookresearch/mae) |
    | SimMIM | CVPR 2022 | [code](https://github.com/microsoft/SimMIM) |
    | BEiT | ICLR 2022 | [code](https://github.com/microsoft/unilm) |
    | iBOT | ICLR 2022 | [code](https://github.com/bytedance/ibot) |
    | MaskFeat | CVPR 2022 | [code](https://github.com/facebookresearch/SlowFast) |
    | CAE | IJCV 2023 | [code](https://github.com/lxtGH/CAE) |
    | data2vec | ICML 2022 | [code](https://github.com/facebookresearch/fairseq) |
    | MSN | ECCV 2022 | [code](https://github.com/facebookresearch/msn) |
    | BootMAE | ECCV 2022 | [code](https://github.com/LightDXY/BootMAE) |
    | SdAE | ECCV 2022 | [code](https://github.com/AbrahamYabo/SdAE) |
    ```
    """

    lists_only = True
    learns = True
    touches = ("marks", "wording")
    yields_to = (
        "empty-link-text",
        "malformed-link",
        "ragged-table-row",
        "unclean-link",
        "uneven-spacing",
    )

    def check(self, document: Document) -> Iterator[Problem]:
        for column in _columns(document):
            by_kinds: dict[tuple[str, ...], list[_Cell]] = {}
            for cell in column:
                by_kinds.setdefault(cell.kinds, []).append(cell)
            for cells in by_kinds.values():
                if len(cells) >= _FEWEST:
                    labels = list(_odd_labels(document, cells))
                    yield from _odd_forms(document, cells, {each.span for each in labels})
                    yield from labels
            yield from _unlinked_title(document, column)


def _columns(document: Document) -> Iterator[Sequence[_Cell]]:
    """Yield the cells of each column, tables with the same header taken together."""
    columns: dict[tuple[tuple[str, ...], int], list[_Cell]] = {}
    links = {link.span.start: link for link in document.links if link.form == "inline"}
    cells = {block.span.start: block for block in document.blocks if block.kind == "cell"}
    for table in document.tables:
        header = tuple([document.slice(cell).strip().casefold() for cell in table.rows[0].cells])
        for row in table.rows[1:]:
            if len(row.cells) > len(header):
                continue
            for index, span in enumerate(row.cells):
                block = cells.get(span.start)
                if block is not None and span.start < span.end:
                    columns.setdefault((header, index), []).append(_read(document, block, links))
    yield from columns.values()


class _CellReader:
    """Collects the parts of one cell."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.kinds: list[str] = []
        self.parts: list[Span] = []
        self.gaps: list[str] = [""]

    def gap(self, start: int, end: int) -> None:
        self.gaps[-1] += self._text[start:end]

    def part(self, kind: str, start: int, end: int) -> None:
        self.kinds.append(kind)
        self.parts.append(Span(start, end))
        self.gaps.append("")

    def words(self, start: int, end: int, *, is_first: bool, is_last: bool) -> None:
        """Add a text without the brackets and separators at its ends."""
        words = self._text[start:end]
        is_address = "://" in words  # its last slash is its own
        first = start + len(words) - len(words.lstrip(" " if is_first else _CLOSING))
        last = start + len(words.rstrip(" " if is_last or is_address else _OPENING))
        if first < last and _PAIRS.get(words := self._text[first:last][0]) == self._text[last - 1]:
            inner = self._text[first + 1 : last - 1]
            if inner.strip() and not set(inner) & {words, _PAIRS[words]}:
                first, last = first + 1, last - 1
        if first >= last:
            self.gap(start, end)
            return
        self.gap(start, first)
        venue = _VENUE.fullmatch(self._text, first, last)
        if venue is None:
            self.part("text", first, last)
        else:
            self.part("text", *venue.span("name"))
            self.gap(*venue.span("gap"))
            self.part("year", *venue.span("year"))
        self.gap(last, end)

    def cell(self, span: Span) -> _Cell:
        gaps = [_SPACES.sub(" ", gap) for gap in self.gaps]
        gaps[0], gaps[-1] = gaps[0].lstrip(), gaps[-1].rstrip()
        return _Cell(span, tuple(self.kinds), tuple(gaps), tuple(self.parts))


def _read(document: Document, block: Block, links: Mapping[int, Link]) -> _Cell:
    reader = _CellReader(document.text)
    open_links: list[Link | None] = []
    runs = block.runs()
    for index, (kind, _, start, end) in enumerate(runs):
        if kind == "text":
            is_first, is_last = index == 0, index == len(runs) - 1
            reader.words(start, end, is_first=is_first, is_last=is_last)
        elif kind in ("image", "code", "footnote", "html"):
            reader.part(kind, start, end)
        elif kind == "link_open":
            open_links.append(links.get(start))
            reader.gap(start, end)
        elif kind == "link_close" and open_links and (link := open_links.pop()):
            reader.gap(start, link.url_span.start)
            reader.part("url", link.url_span.start, link.url_span.end)
            reader.gap(link.url_span.end, end)
        else:
            reader.gap(start, end)
    return reader.cell(block.span)


def _odd_forms(
    document: Document, cells: Sequence[_Cell], odd: Collection[Span]
) -> Iterator[Problem]:
    """Yield cells of another form than the column; `odd` has texts that are reported, too."""
    counts = Counter(cell.form for cell in cells)
    usual, count = counts.most_common(1)[0]
    if count == len(cells) or count < _NEARLY_ALL * len(cells):
        return
    plain = _EMPHASIS.sub("", "|".join(usual[0]))
    for cell in cells:
        if cell.form == usual:
            continue
        bare = _EMPHASIS.sub("", "|".join(cell.gaps))
        is_year = cell.gaps == usual[0]
        is_longer = len("".join(cell.gaps)) >= len("".join(usual[0]))
        is_alone = count == len(cells) - 1 >= _MANY and _ITALIC.fullmatch("|".join(cell.gaps))
        if bare == plain and not is_year and is_longer and not is_alone:
            continue  # emphasis is meant
        texts = [
            "…" if part in odd or part.end - part.start > _LONGEST else document.slice(part)
            for part in cell.parts
        ]
        short = _written(texts, usual[0])
        alike = share(count, len(cells), "cell")
        message = f"write `{short}` as {alike} of this column do"
        if [gap.replace(" ", "") for gap in cell.gaps] == [g.replace(" ", "") for g in usual[0]]:
            message = f"space missing or too many: {message}"
        right = _written([document.slice(part) for part in cell.parts], usual[0])
        fix = Fix((Edit(cell.span, right),))
        yield Problem(cell.span, message, fix if cell.form[1] == usual[1] else None)


def _unlinked_title(document: Document, column: Sequence[_Cell]) -> Iterator[Problem]:
    """Yield the one title of a column without a link, if all others have one and are in bold."""
    if len(column) <= _FEWEST_LINKED:
        return
    unlinked = [cell for cell in column if not _is_bold_link(cell)]
    if len(unlinked) != 1 or "".join(unlinked[0].gaps).strip() or "url" in unlinked[0].kinds:
        return
    span = unlinked[0].span
    entries = (entry for entry in document.entries if entry.title and entry.links)
    if any(entry.title and span.start <= entry.title.span.start < span.end for entry in entries):
        alike = share(len(column) - 1, len(column), "row")
        yield Problem(span, f"title without a link ({alike} have one)", severity="info")


def _is_bold_link(cell: _Cell) -> bool:
    return "url" in cell.kinds and any("**" in gap or "__" in gap for gap in cell.gaps)


def _written(texts: Sequence[str], gaps: Sequence[str]) -> str:
    """Return the texts of a cell with other gaps between them."""
    return "".join(gap + text for gap, text in zip(gaps, (*texts, ""), strict=True))


def _odd_labels(document: Document, cells: Sequence[_Cell]) -> Iterator[Problem]:
    """Yield labels in another case than those of nearly all the column, or with another word."""
    for index, kind in enumerate(cells[0].kinds):
        if kind != "text":
            continue
        counts = Counter(document.slice(cell.parts[index]) for cell in cells)
        usual, count = counts.most_common(1)[0]
        if count == len(cells) or count < _NEARLY_ALL * len(cells):
            continue
        host = _usual_host(document, cells, index + 1)
        for cell in cells:
            label = document.slice(cell.parts[index])
            is_case = label.casefold() == usual.casefold()
            is_other = host is not None and {label.casefold(), usual.casefold()} <= _GENERIC
            if label == usual or not (
                is_case or (is_other and host == _host(document, cell, index + 1))
            ):
                continue
            alike = share(count, len(cells), "cell")
            message = f"write `{usual}` instead of `{label}` as {alike} of this column do"
            yield Problem(cell.parts[index], message, Fix((Edit(cell.parts[index], usual),)))


def _usual_host(document: Document, cells: Sequence[_Cell], index: int) -> str | None:
    """Return the host of nearly all links of a column, where a part is one."""
    [(host, count)] = Counter(_host(document, cell, index) for cell in cells).most_common(1)
    return host if count >= _NEARLY_ALL * len(cells) else None


def _host(document: Document, cell: _Cell, index: int) -> str | None:
    """Return the host of a part of a cell; None if it is no URL."""
    if cell.kinds[index : index + 1] != ("url",):
        return None
    match = _HOST.match(document.slice(cell.parts[index]))
    return match[1] if match else None
