"""The plain text that entries are read from."""

from hypothesis import given, settings

from awesomecheck.document.entries._plain import plain_text, shown
from tests.document.fragments import any_text, read


@settings(max_examples=400)
@given(any_text)
def test_the_plain_text_is_as_long_as_the_text(text: str) -> None:
    document = read(text)
    assert len(plain_text(document, document.blocks)) == len(document.text)
    assert len(plain_text(document, document.blocks, document.html)) == len(document.text)


def test_mark_up_is_not_shown_and_text_is_where_it_was() -> None:
    document = read("**[MAE](https://a.example)** by `He`, *2022*  \nA\\_b &amp; c\n")
    plain = plain_text(document, document.blocks)
    assert shown(plain) == "MAE by He, 2022 A_b & c"
    assert [plain.index(word) for word in ("MAE", "He", "2022")] == [3, 33, 39]


def test_raw_html_is_shown_with_its_entities_and_without_its_tags() -> None:
    text = '<table>\n<tr><td><a href="https://a.example">A&amp;B</a></td><!-- no -->\n<td>cuts\n'
    document = read(text)
    plain = plain_text(document, document.blocks, document.html)
    assert shown(plain) == "A&B cuts"
    assert plain.index("cuts") == text.index("cuts")
