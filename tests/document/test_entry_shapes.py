"""Lists in shapes that nobody wrote down: most of each form are read right."""

import pytest

from tests.document.papers import stated as stated_by
from tests.document.reading import read
from tests.document.shapes import FORMS, Shape, shape, stated

_SHAPES = 12
"""Of each form."""
_LEAST = 0.9


@pytest.mark.parametrize("form", FORMS)
def test_entries_of_made_up_shapes_are_read_right(form: str) -> None:
    first = FORMS.index(form)
    shapes = [shape(first + len(FORMS) * n) for n in range(_SHAPES)]
    wrong = {each: 1 - right(each) for each in shapes if right(each) < 1}
    assert sum(wrong.values()) <= (1 - _LEAST) * _SHAPES, wrong


def right(found: Shape) -> float:
    """The share of fields that are read as they are stated, of all that are read or stated."""
    names = stated(found)
    ours = {
        (n, *each)
        for n, entry in enumerate(read(found.write(), *names.split()))
        for each in items(entry)
    }
    wanted = {(n, *each) for n, entry in enumerate(stated_by(names)) for each in items(entry)}
    return len(ours & wanted) / len(ours | wanted)


def items(entry: dict[str, object]) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in entry.items() if name != "et al."]
