"""The command `facts`: what the data that comes with the package covers, and knows of titles."""

from collections.abc import Iterator, Sequence

from awesomecheck.errors import counted
from awesomecheck.facts import Publication, PublishedTitles
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal


def version(titles: PublishedTitles) -> str:
    """Return in one line what the data is and how old."""
    about = titles.about
    return (
        f"{len(titles):,} papers of {about.first_year} to {about.last_year},"
        f" from {about.source}, built on {about.date}"
    )


def coverage(titles: PublishedTitles) -> Iterator[str]:
    """Yield the version, then the venues with their papers and years."""
    yield version(titles)
    yield ""
    counts = sorted(titles.counts().items(), key=lambda each: each[0].lower())
    width = max(len(name) for name, _ in counts)
    for name, years in counts:
        total = f"{years.total():,}"
        yield f"{name:<{width}}  {total:>7}  {min(years)} to {max(years)}"


def answers(titles: PublishedTitles, asked: Sequence[str], author: str) -> Iterator[str]:
    """Yield a line for each title: where it was published."""
    for title in asked:
        shown = disarm_commands(escape_for_terminal(title))
        yield f"{shown}: {_answer(titles, title, author)}"


def _answer(titles: PublishedTitles, title: str, author: str) -> str:
    if found := titles.published(title, author):
        return f"{_said(found)} (according to {found[0].source})"
    known = titles.papers(title)
    if len(known) > 1 and not author:
        places = "; ".join(map(_said, known))
        return f"{counted(len(known), 'paper')} with this title: {places}; name one with --author"
    if known:
        reason = "of another author" if author else "but short titles need --author"
        return f"not known: there is a paper with this title, {reason}"
    return "not known"


def _said(places: Sequence[Publication]) -> str:
    return " and ".join(f"{place.venue} {place.year}" for place in places)
