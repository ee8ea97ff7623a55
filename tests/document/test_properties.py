"""What holds for any text."""

import re

from hypothesis import example, given, settings
import pytest

from awesomecheck import Document, Link
from fuzz.properties import spans
from tests.document.fragments import any_text, entries, markdown, read


@settings(max_examples=400)
@given(any_text | entries)
@example("2023\niv2023[Pr]()\n\nMar 2023\niv2023[Pr]()")
@example("> - <!--\n> ")
@example("- a\n\n- <!-- open ")
def test_places_are_in_range_and_in_order(text: str) -> None:
    document = read(text)
    for span in spans(document):
        assert 0 <= span.start <= span.end <= len(document.text)
    for sequence in (document.headings, document.links, document.blocks, document.items):
        starts = [each.span.start for each in sequence]
        assert starts == sorted(starts)


@settings(max_examples=400)
@given(any_text)
def test_pieces_follow_without_a_gap(text: str) -> None:
    document = read(text)
    for block in document.blocks:
        at = block.span.start
        pieces = block.pieces()
        for piece in pieces:
            assert piece.span.start == at
            at = piece.span.end
            source = document.slice(piece.span)
            if piece.kind == "text" and not re.search(r"[\\&\n\x00]", source):
                assert piece.text == source
        assert not pieces or at == block.span.end


@pytest.mark.slow
@settings(max_examples=1000)
@given(markdown)
def test_a_link_alone_leads_to_the_same_place(text: str) -> None:
    document = read(text)
    for link in document.links:
        alone = read(_alone(document, link))
        assert _squeezed(link.url) in [_squeezed(each.url) for each in alone.links]


def _alone(document: Document, link: Link) -> str:
    """A link's source, free of what the blocks around it put into its lines."""
    source = re.sub(r"\n[ \t>]*", "\n    ", document.slice(link.span))
    block = document.block_at(link.span.start)
    if block is not None and block.kind == "cell":
        source = source.replace("\\|", "|")
    if link.form == "html":
        return f"<div>{source}</div>"
    if link.form == "reference":
        definitions = (each for each in document.definitions if each.label == link.label)
        source += "\n\n" + re.sub(r"\n[ \t>]*", "\n", document.slice(next(definitions).span))
    return source


def _squeezed(url: str) -> str:
    return "".join(url.split())
