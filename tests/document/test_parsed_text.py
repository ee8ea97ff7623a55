"""Texts whose documents are dropped where there are many, and parsed again."""

from awesomecheck import parse
from awesomecheck.document.parsed_text import ParsedText, Shelf
from awesomecheck.document.source import Source

LIST = "\ufeff# Things 🌱\r\n\r\n- [One](https://a.example/) - A thing.\r\n"


def text(shelf: Shelf | None, number: int = 0) -> ParsedText:
    return ParsedText(Source.from_text(f"{LIST}\n{number}\n", f"{number}.md"), shelf)


def test_a_text_is_parsed_once_while_there_is_room() -> None:
    shelf = Shelf()
    texts = [text(shelf, number) for number in range(3)]
    documents = [each.document for each in texts]
    assert [each.document for each in texts] == documents


def test_what_is_dropped_comes_back_as_it_was() -> None:
    kept, shelf = text(None), Shelf(most=1)
    dropped = text(shelf)
    first = dropped.document
    text(shelf, 1)
    assert dropped.source == kept.source == first.source
    assert dropped.document is not first
    assert [link.url for link in dropped.document.links] == ["https://a.example/"]


def test_texts_used_last_are_kept() -> None:
    shelf = Shelf(most=2 * text(None).length)
    one, two = text(shelf, 1), text(shelf, 2)
    documents = [one.document, two.document, one.document]
    three = text(shelf, 3)
    assert one.document is documents[0]
    assert two.document is not documents[1]
    assert three.document is not None


def test_the_text_in_use_is_kept_however_long_it_is() -> None:
    one = text(Shelf(most=1))
    assert one.document is one.document


def test_the_number_of_entries_is_kept() -> None:
    shelf = Shelf(most=1)
    one = text(shelf)
    assert one.entries == 1
    text(shelf, 1)
    assert one.entries == 1


def test_the_text_of_a_document_keeps_it() -> None:
    document = parse(Source.from_text(LIST))
    assert ParsedText.of(document).document is document
