"""Markdown is read as GitHub's own library reads it."""

from hypothesis import given, settings
import pytest

from tests.document.github import documents, ours, theirs


@pytest.mark.slow
@settings(max_examples=500)
@given(documents)
def test_a_document_is_read_as_github_reads_it(text: str) -> None:
    assert ours(text) == theirs(text)
