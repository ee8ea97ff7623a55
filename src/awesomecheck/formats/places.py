"""How others name a place: by the file's path from the top of the repository, and by a line."""

import os
from pathlib import Path

from awesomecheck.document import Source, Span
from awesomecheck.work_tree import work_tree


def repository_path(shown: str) -> str:
    """The path of a file from the top of its git work tree, parted by `/`.

    Without a work tree it counts from the current folder. What lies outside, or is no file (such
    as standard input without a name), stays as it is shown.
    """
    if not os.path.exists(shown):  # noqa: PTH110 - a `Path` fails where a name is too long
        return shown
    real = Path(shown).resolve()
    top = work_tree(real) or Path.cwd()
    if not real.is_relative_to(top):
        return shown.replace(os.sep, "/")
    return real.relative_to(top).as_posix()


def first_line(source: Source, span: Span) -> Span:
    """What of a stretch is on its first line, where others mark it; the line break left out."""
    end = source.line_span(source.position(span.start).line)[1]
    return Span(span.start, max(span.start, min(span.end, end)))
