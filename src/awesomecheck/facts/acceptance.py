"""Where a paper was accepted, in the words of its authors on arXiv: comment and journal reference.

Authors write what they like. Only words of acceptance count, and only if nothing beside them
is about a submission, another version or another paper.
"""

from collections.abc import Iterator, Mapping
import re

from awesomecheck.document.venues import Venue, find_venue, key, venues
from awesomecheck.regexes import regex
from awesomecheck.rules import FactValue, Publication, PublicationKind

_PLACE = regex(
    r"(?<![\w-])(?P<venue>[A-Z][A-Za-z/&-]*[A-Za-z])"
    r"(?:\s(?i:findings|workshops?|main|conference|track|datasets?|and|benchmarks?|demo|oral))*"
    r"(?:[-,('’\s]*(?P<year>(?:19|20)\d\d)|\s?['’](?P<short>\d\d))(?!\d)"
)
_ACCEPTED = regex(
    r"\baccept(?:ed|ance)\b|\bto (?:appear|be published|be presented)\b|\bcamera[- ]ready\b"
    r"|\b(?:appear(?:s|ed|ing)?|published|presented) (?:in|at)\b|\bproceedings\b"
    r"|\b(?:oral|spotlight|poster|highlight)s?\b",
    re.IGNORECASE,
)
_NOT_ACCEPTED = regex(
    r"submi|review|\breject|\bwithdr|rebuttal|challenge|competition|\bplace solution"
    r"|technical report|\bexten(?:ded|sion|ds)\b|version of|(?:journal|conference|short) version"
    r"|\b(?:previous|preliminary|earlier|draft|tutorial|template)|\bbased on\b|\bfollow-?up"
    r"|\bnot (?:yet )?accepted|\bour [a-z]+[ -]?['’]?\d",
    re.IGNORECASE,
)
_FINDINGS = regex(r"\bfindings\b", re.IGNORECASE)
_SMALLER = regex(
    r"\bworkshops?\b|\bdemo(?:nstration)?s?\b|\bdoctoral\b|\btiny papers?\b|\bblog", re.IGNORECASE
)
_IN_BRACKETS = regex(r"\(([^()]+)\)")
_YEARS = regex(r"['’]?\b(?:19|20)?\d\d\b")
_SPONSORS = regex(r"^(?:(?:annual|the|ieee|acm|usenix)\b(?:/[a-z]+)?\s+)+", re.IGNORECASE)
_ANY_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLAUSE = regex(r"[;\n]|[.,](?=\s|$)")
_LONG_NAME = 20
"""Letters of a venue's full name that is no part of something else."""


def said_by_arxiv(facts: Mapping[str, FactValue]) -> tuple[Publication, ...]:
    """Return where arXiv's journal reference or comment says that a paper was published."""
    for fact in ("journal_ref", "comment"):
        said = facts.get(fact)
        if not isinstance(said, str) or _NOT_ACCEPTED.search(said):
            continue
        found = set(_places(said))
        if not found and fact == "journal_ref":
            venue, years = _by_full_name(said), set(_ANY_YEAR.findall(said))
            if venue is not None and len(years) == 1:
                found = {_publication(venue, int(years.pop()), said)}
        if len(found) == 1 and (fact == "journal_ref" or _is_acceptance(said)):
            return tuple(found)
    return ()


def said_by_scholar(facts: Mapping[str, FactValue]) -> tuple[Publication, ...]:
    """Return the venue of a paper according to Semantic Scholar, whose years are of preprints."""
    names = facts.get("venue_names")
    if not isinstance(names, tuple) or any(map(_is_less, names[:1])):
        return ()
    known = {venue for name in names if (venue := _by_name(name)) is not None}
    if len(known) != 1 or (venue := known.pop()).kind == "preprint":
        return ()
    return (Publication(venue.name, None, _main_kind(venue), "Semantic Scholar"),)


def _by_name(name: str) -> Venue | None:
    """Return the venue of a full name, with or without its sponsors and its `Conference on`."""
    bare = _SPONSORS.sub("", name)
    return find_venue(name) or find_venue(bare) or find_venue(f"Conference on {bare}")


def venue_named(container: str) -> tuple[Publication, ...]:
    """Return the venue that a title of proceedings or of a journal names, without its year.

    `2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)`.
    """
    if _is_less(container):
        return ()
    names = [container, *_IN_BRACKETS.findall(container)]
    known = {_by_name(_YEARS.sub("", name).strip()) for name in names} - {None} or {
        _by_full_name(container)
    }
    venue = known.pop()
    if known or venue is None or venue.kind == "preprint":
        return ()
    return (Publication(venue.name, None, _main_kind(venue), "the publisher"),)


def _is_less(name: str) -> bool:
    return bool(_FINDINGS.search(name) or _SMALLER.search(name))


def _is_acceptance(comment: str) -> bool:
    """Return whether a comment says that a paper was accepted.

    One that is only a venue and a year does, too: `CVPR 2022`, `NeurIPS 2021. Code: ...`.
    """
    return _ACCEPTED.search(comment) is not None or any(
        _PLACE.fullmatch(clause.strip()) for clause in _CLAUSE.split(comment)
    )


def _places(said: str) -> Iterator[Publication]:
    """Yield the venues with a year."""
    for match in _PLACE.finditer(said):
        written = match["venue"]
        venue = find_venue(written) or find_venue(written.rpartition("-")[2])
        if venue is not None and venue.kind != "preprint":
            year = int(match["year"] or f"20{match['short']}")
            is_workshop = key(written).endswith("w") and key(written) != key(venue.name)
            yield _publication(venue, year, said, is_workshop=is_workshop)


def _by_full_name(said: str) -> Venue | None:
    """Return the venue whose full name a text has."""
    letters = key(said)
    named = [
        venue
        for venue in venues()
        for name in (venue.title, *venue.aliases)
        if venue.kind != "preprint" and len(key(name)) >= _LONG_NAME and key(name) in letters
    ]
    return max(named, key=lambda venue: len(venue.title), default=None)


def _publication(venue: Venue, year: int, said: str, *, is_workshop: bool = False) -> Publication:
    name, kind = venue.name, _main_kind(venue)
    if _FINDINGS.search(said):
        name, kind = f"Findings of {name}", "findings"
    elif is_workshop or _SMALLER.search(said):
        name, kind = f"{name} Workshops", "workshop"
    return Publication(name, year, kind, "arXiv")


def _main_kind(venue: Venue) -> PublicationKind:
    return "journal" if venue.kind == "journal" else "conference"
