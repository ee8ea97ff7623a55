"""Decide of each head whether it is a name or a title: by itself, else as most around it are."""

from collections import Counter
from collections.abc import Iterator, Sequence

from awesomecheck.document.entries._by_authors import credit_of
from awesomecheck.document.entries._edges import without_icons_behind
from awesomecheck.document.entries._headlines import headlines
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._reading import Bounds, Reading
from awesomecheck.document.entries._roles import OF_OTHERS, has_titles, is_home, role_of_section
from awesomecheck.document.nodes import Section
from awesomecheck.regexes import regex

_FEW_PAPERS = 0.3
"""Which share of a section is enough where most entries of the whole list are papers."""
_FEWEST_DATED = 3
_NEARLY_ALL = 0.9
"""Where so many are papers, links to unknown sites are; fewer leave room for articles."""
_FEWEST_UNKNOWN = 5
_MOST_UNKNOWN = 2 / 3
_SHORT_NAME = 4
"""A described head of at most so many words is a name even among papers."""
_SHORTER_NAME = 2
"""The same for one that leads to the paper or has a year, in a list of papers."""


def name_heads(plain: str, readings: Sequence[Reading], sections: Sequence[Section]) -> None:
    """Take the head of each reading for its name or its title, and part the one from the other."""
    _doubt_unknown_venues(readings)
    _title_dated(plain, readings, sections)
    _title_talks(plain, readings)
    in_papers = 2 * sum(reading.published for reading in readings) > len(readings)
    papers = list(_are_papers(plain, readings, sections))
    heads = [
        None
        if is_paper or reading.name or not reading.head or _leads_to_code(reading)
        else shown(plain[slice(*reading.head)])
        for reading, is_paper in zip(readings, papers, strict=True)
    ]
    for at in headlines(heads, sections):
        readings[at].title, readings[at].head = readings[at].head, None
    _title_credited(plain, readings, sections)
    for reading, is_paper in zip(readings, papers, strict=True):
        reading.published = reading.published or in_papers
        if reading.title is None and reading.head is not None:
            if reading.name is None and _is_name(
                plain, reading, is_paper=is_paper, in_papers=in_papers
            ):
                reading.name = reading.head
            else:
                reading.title = reading.head
        reading.title = title_alone(plain, reading.title)
        if reading.title is None and reading.name is not None:
            _split_name(plain, reading.name, reading)


def _doubt_unknown_venues(readings: Sequence[Reading]) -> None:
    """Take what is described for no paper where hardly any venue is known, nor leads to a paper.

    Who organises a contest is written like a venue: `**[Kite Race](…)** *(Kite Club, Jul 2018)*`.
    """
    published = [reading for reading in readings if reading.published]
    unknown = [
        reading for reading in published if not reading.known and reading.description is not None
    ]
    if len(unknown) >= _FEWEST_UNKNOWN and len(unknown) > _MOST_UNKNOWN * len(published):
        for reading in unknown:
            reading.published = False
            reading.sure = reading.authors is not None


def _leads_to_code(reading: Reading) -> bool:
    """Return whether a head leads to a repository: tools are called like questions, too."""
    return reading.head_part is not None and reading.head_part.host_role == "code"


def _title_dated(plain: str, readings: Sequence[Reading], sections: Sequence[Section]) -> None:
    """Take linked heads of several words with a year for titles where a year tells papers.

    It does where most entries of the section with one are sure to be papers; sections with few of
    them follow the whole list.
    """
    dated = [each for each in zip(sections, readings, strict=True) if each[1].year]
    total = Counter([section for section, _ in dated])
    sure = Counter([section for section, reading in dated if reading.sure])
    in_list = sure.total() / total.total() if sure.total() >= _FEWEST_DATED else 0
    for section, reading in dated:
        share = sure[section] / total[section] if total[section] > _FEWEST_DATED else in_list
        if (
            share > 1 / 2
            and not (reading.sure or reading.title or reading.name)
            and reading.head is not None
            and reading.head_part is not None
            and " " in shown(plain[slice(*reading.head)])
            and not OF_OTHERS.search(section.title)
        ):
            reading.title, reading.published = reading.head, share >= _NEARLY_ALL


def _title_talks(plain: str, readings: Sequence[Reading]) -> None:
    """Take heads of several words for titles where all links are labels: `Why? [[Blog]](…)`.

    What has no other page than an article or a talk is one.
    """
    for reading in readings:
        if (
            reading.title is None is reading.name
            and reading.head is not None
            and reading.head_part is None
            and reading.parts
            and all(part.label_role in ("blog", "video", "slides") for part in reading.parts)
            and " " in shown(plain[slice(*reading.head)])
        ):
            reading.title = reading.head


def _title_credited(plain: str, readings: Sequence[Reading], sections: Sequence[Section]) -> None:
    """Take heads for titles in sections of books, talks or articles where it is said by whom."""
    for reading, section in zip(readings, sections, strict=True):
        if (
            reading.title is None is reading.name
            and reading.head is not None
            and credit_of(plain, reading) is not None
            and has_titles(section)
            and not _is_site(reading, section)
        ):
            reading.title = reading.head


def _are_papers(
    plain: str, readings: Sequence[Reading], sections: Sequence[Section]
) -> Iterator[bool]:
    """Yield for each reading whether it is a paper: by itself, else as most around it are."""
    total = Counter(sections)
    sure = Counter(
        [section for reading, section in zip(readings, sections, strict=True) if reading.sure]
    )
    whole = sure.total() / max(1, len(readings))
    titles = {section for section in total if has_titles(section)}
    for reading, section in zip(readings, sections, strict=True):
        if reading.sure or reading.title is not None:
            yield True
        elif section in titles:
            yield reading.description is None and not _is_site(reading, section)
        elif reading.description is not None:
            yield False
        else:
            share = sure[section] / total[section]
            least = _FEW_PAPERS if whole > 1 / 2 else 1 / 2
            titled = whole > _FEW_PAPERS and _is_titled(plain, reading)
            other = share < 1 / 2 and OF_OTHERS.search(section.title) is not None
            other = other or _names_project(plain, reading) or _names_venue(plain, reading)
            yield not other and (share > least or titled)


def _is_site(reading: Reading, section: Section) -> bool:
    """Return whether a head leads to a whole site, and no book: books have sites of their own."""
    if reading.head_part is None or role_of_section(section) == "project":
        return False
    return is_home(reading.head_part.link)


def _names_project(plain: str, reading: Reading) -> bool:
    """Return whether two words lead to code or to a whole site, as a name does."""
    part = reading.head_part
    if part is None or not (part.host_role in ("code", "project") or is_home(part.link)):
        return False
    return len(shown(plain[slice(*part.label)]).split()) <= _SHORTER_NAME


_MEETING = regex(
    r"(?=.*\b(?:Association|Conference|Journal|Meeting|Symposium|Transactions|Workshop)\b)"
    r".{9,200}\([A-Z][\w&/-]*[A-Z][\w&/-]*\)"
)


def _names_venue(plain: str, reading: Reading) -> bool:
    """Return whether a head is a venue with what its name is short for in brackets."""
    return reading.head is not None and _MEETING.fullmatch(plain, *reading.head) is not None


def _is_titled(plain: str, reading: Reading) -> bool:
    """Return whether a head has the words of a title: several, in upper case."""
    words = shown(plain[slice(*reading.head)]).split() if reading.head else []
    longer = [word for word in words if len(word) > _SHORT_NAME]
    return len(words) > _SHORT_NAME and 2 * sum(w[0].isupper() for w in longer) > len(longer)


def _is_name(plain: str, reading: Reading, *, is_paper: bool, in_papers: bool) -> bool:
    if not is_paper:
        return True
    if reading.venue or reading.authors or reading.head is None:
        return False
    text = shown(plain[slice(*reading.head)])
    if reading.description is None:
        return " " not in text and text.isascii()
    of_paper = reading.year is not None or (
        reading.head_part is not None and reading.head_part.host_role == "paper"
    )
    longest = _SHORTER_NAME if of_paper and in_papers else _SHORT_NAME
    return ":" not in text and len(text.split()) <= longest


def title_alone(plain: str, title: Bounds | None) -> Bounds | None:
    """Return a title without the emoji and the period behind it."""
    if title is None:
        return None
    start, end = title[0], without_icons_behind(plain, *title)
    if plain[end - 1] != "." or plain[end - 3 : end] == "...":
        return start, end
    return start, end - 1


def _split_name(plain: str, name: Bounds, reading: Reading) -> None:
    """Split `Name: description [[Code](url)]`, where no link tells the two apart."""
    colon = plain.find(": ", *name)
    if colon >= 0 and reading.head_part is None and reading.description is None:
        reading.name, reading.description = (name[0], colon), (colon + 2, name[1])
