"""Divide a record into runs: stretches of one style, each link one of its own."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entries._authors import AuthorList, find_authors
from awesomecheck.document.entries._marks import (
    BLOCK,
    CLOSERS,
    CODE,
    EM_END,
    EM_START,
    HARD_BREAK,
    IMAGE,
    LINK_START,
    OPENERS,
    PAD,
    SPANS,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._reading import (
    LETTER_OR_DIGIT,
    Bounds,
    Part,
    feed_key,
    is_bracketed,
)
from awesomecheck.document.entries._roles import role_of_label
from awesomecheck.document.entries._venues import bare_venue
from awesomecheck.regexes import regex

Style = Literal["link", "quote", "strong", "em", "code", "text", "tag", "label"]
SEPARATORS = ":：|,;.，。、–—-=→"
_MARK = regex(f"[{LINK_START}-{EM_END}{CODE}{HARD_BREAK}{BLOCK}{IMAGE}]")
_STYLES = {STRONG_START: 1, STRONG_END: -1, EM_START: 2, EM_END: -2}


class StyledRun(Struct, frozen=True):
    """A stretch of one style, on one line of the record."""

    start: int
    end: int
    style: Style
    line: int
    part: Part | None = None


def find_runs(
    plain: str, start: int, end: int, parts: Sequence[Part], *, paper: bool
) -> list[StyledRun]:
    """Return the runs of a record in order; what goes on in the same words is one run."""
    runs = _without_feed_keys(plain, _runs(plain, start, end, parts))
    runs = _without_unlinked_labels(plain, runs)
    if plain.find("://", start, end) >= 0:
        runs = [each for run in runs for each in _around_addresses(plain, run)]
    return _merged(plain, runs, paper=paper)


def _without_feed_keys(plain: str, runs: Sequence[StyledRun]) -> list[StyledRun]:
    """Return the runs without the words before addresses of feeds: `https://… (RSS) https://…`."""
    found: list[StyledRun] = []
    for run in runs:
        last = found[-1] if found else None
        if run.part and last and last.part is None and last.line == run.line:
            start = feed_key(plain, run.part.link)
            if last.start < start < last.end:
                found[-1] = replace(last, end=start)
            elif start == last.start:
                found.pop()
        found.append(run)
    return found


_UNLINKED = regex(rf"[\s{PAD}]*+[/|,][\s{PAD}]*+([a-z]++(?: [a-z]++)?)[\s{PAD}]++[-–—|/][\s{PAD}]")


def _without_unlinked_labels(plain: str, runs: list[StyledRun]) -> list[StyledRun]:
    """Return the runs without labels that lack their link: `[paper](…) / code - Title`."""
    found = runs[:1]
    for before, run in pairwise(runs):
        label = None
        if before.style == "label" and run.style == "text" and run.line == before.line:
            label = _UNLINKED.match(plain, run.start, run.end)
        is_label = label is not None and role_of_label(label[1]) is not None
        found.append(replace(run, start=label.end()) if label and is_label else run)
    return found


_ADDRESS = regex(r"\[ ?https?://[^\s\[\]]++ ?\]")
"""What GitHub makes no link of, though it is meant as one: `Title [https://…] [2015]`."""


def _around_addresses(plain: str, run: StyledRun) -> Iterator[StyledRun]:
    """Yield the stretches of a run around addresses in brackets that are no links."""
    start = run.start
    if run.part is None and run.style != "code":
        for address in _ADDRESS.finditer(plain, run.start, run.end):
            if LETTER_OR_DIGIT.search(plain, start, address.start()):
                yield replace(run, start=start, end=address.start())
            start = address.end()
    if start == run.start or LETTER_OR_DIGIT.search(plain, start, run.end):
        yield replace(run, start=start)


def _runs(plain: str, start: int, end: int, parts: Sequence[Part]) -> list[StyledRun]:
    """Return the stretches of one style each, in order."""
    at = {part.link.span.start: part for part in parts}
    runs: list[StyledRun] = []
    strong = emphasis = line = 0
    position = start
    while position < end:
        match = _MARK.search(plain, position, end)
        stop = match.start() if match else end
        if stop > position and LETTER_OR_DIGIT.search(plain, position, stop):
            style: Style = "strong" if strong else "em" if emphasis else "text"
            runs.append(StyledRun(position, stop, style, line))
        if match is None:
            break
        mark = match.group()
        position = match.end()
        if mark == LINK_START:
            part = at.get(stop)
            if part is not None and part.link.span.end > position:
                style = "label" if _is_mere_label(plain, part, runs) else "link"
                inside = _divided(plain, part, line) if style == "link" else []
                runs += inside or [StyledRun(*_inside(part), style, line, part)]
                line = runs[-1].line
                position = min(part.link.span.end, end)
        elif mark == CODE:
            closing = plain.find(CODE, position, end)
            if closing > position:
                runs.append(StyledRun(position, closing, "code", line))
                position = closing + 1
        elif mark in HARD_BREAK + BLOCK:
            line += 1
        elif mark in _STYLES:
            step = _STYLES[mark]
            if abs(step) == 1:
                strong = max(0, strong + step)
            else:
                emphasis = max(0, emphasis + step // 2)
    return runs


_DIVIDED = regex(
    rf"{HARD_BREAK}|{STRONG_END}[^{LINK_START}-{HARD_BREAK}]{{0,40}}{EM_START}"
    rf"|{EM_END}[^{LINK_START}-{HARD_BREAK}]{{0,40}}{STRONG_START}"
)
"""What parts the fields of an entry within one link: `[**Title** (2019)<br>*Ann Doe*](…)`."""


def _divided(plain: str, part: Part, line: int) -> list[StyledRun]:
    """Return the runs within a link of several fields, the title as the text of the link."""
    start, end = part.label
    if _DIVIDED.search(plain, start, end) is None:  # nearly all
        return []
    bold = plain.rfind(STRONG_START, part.link.span.start, start) >= 0
    runs = _runs(plain, part.link.span.start + 1 if bold else start, end, ())
    if len(runs) < 2:
        return []
    titles = [run for run in runs if run.style == "strong"] or runs
    return [
        replace(run, style="link", part=part, line=run.line + line)
        if run is titles[0]
        else replace(run, line=run.line + line)
        for run in runs
    ]


def _is_mere_label(plain: str, part: Part, runs: Sequence[StyledRun]) -> bool:
    """Return whether the text of a link is a label, and no field."""
    start, end = part.label
    if part.labelled or start == end:
        return True
    if runs and plain.startswith(("http://", "https://", "www."), start):
        return True
    return bool(runs) and is_bracketed(plain, part.link)


def _inside(part: Part) -> Bounds:
    if part.label[0] < part.label[1]:
        return part.label
    return part.link.span.start, part.link.span.end


def _merged(plain: str, runs: Sequence[StyledRun], *, paper: bool) -> list[StyledRun]:
    """Join emphasis and code that is part of a sentence or a title with what is around it."""
    merged: list[StyledRun] = []
    listed = -1
    for index, run in enumerate(runs):
        last = merged[-1] if merged else None
        if run.start < listed and last is not None:
            merged[-1] = replace(last, end=max(last.end, min(run.end, listed)), part=None)
            if run.end > listed and LETTER_OR_DIGIT.search(plain, listed, run.end):
                merged.append(replace(run, start=listed))
            continue
        listed = _listed_to(plain, runs, index, paper=paper)
        if listed > run.end:
            merged.append(
                replace(run, style="em" if run.style == "link" else run.style, part=None)
            )
            continue
        if (
            last is not None
            and last.style in ("text", "strong", "em")
            and last.line == run.line
            and run.part is None
            and not (not paper and last.style != "text" and _is_by(plain, run))
            and _goes_on(plain, last, run, runs[index + 1] if index + 1 < len(runs) else None)
        ):
            merged[-1] = replace(last, end=run.end)
        else:
            merged.append(run)
    return merged


_ET_AL = regex(rf"[{PAD}{SPANS}]*+e[tl]\.? ?al\b")


_MORE = regex(rf"(?:[ \n{PAD}]+[a-z]+|:)[ \n{PAD}]")
"""What goes on behind a list that has taken the first words of a title for names."""


def _without_title(plain: str, authors: AuthorList, runs: Sequence[StyledRun]) -> int:
    """Return the end of a list; no author begins a title: `Ann Doe, *Leaf and Sky: A Tree*`."""
    for run in runs:
        if run.style != "text" and run.start < authors.end < run.end:
            before = [end for _, end in authors.names if end <= run.start]
            if before and _MORE.match(plain, authors.end, run.end):
                return before[-1]
    return authors.end


def _listed_to(plain: str, runs: Sequence[StyledRun], index: int, *, paper: bool) -> int:
    """Return the end of a list of authors that goes on over several runs, -1 for none."""
    run = runs[index]
    if not paper or run.style not in ("text", "em", "link") or index + 1 == len(runs):
        return -1
    if run.style == "link" and index == 0:
        return -1
    if run.part is not None and not _names_person(plain, run):
        return -1
    stop = run.end
    for other in runs[index + 1 :]:
        if other.line != run.line or other.style == "label":
            break
        if other.style == "strong" and not _is_whole_name(plain, other):
            break
        stop = other.end
    gap = plain[run.end : runs[index + 1].start + 1]
    if stop == run.end or not (
        any(mark in gap for mark in ",&;、")
        or any(mark in plain[run.start : run.end] for mark in ",&;、")
        or _ET_AL.match(plain, runs[index + 1].start, stop)
    ):
        return -1
    begin = run.start
    while begin < run.end and plain[begin] in f".,:;- \n{PAD}":
        begin += 1
    authors = find_authors(plain, begin, stop)
    if authors is None:
        return -1
    if len(authors.names) < 2:
        return authors.end if authors.open else -1
    if bare_venue(plain, *authors.names[-1]) is not None:
        return authors.names[-2][1]
    return _without_title(plain, authors, runs[index + 1 :])


def _is_whole_name(plain: str, run: StyledRun) -> bool:
    """Return whether a bold text may be one of the authors, and no title behind them."""
    authors = find_authors(plain, run.start, run.end)
    return (
        authors is not None
        and len(plain[authors.start : run.end].split()) <= 4
        and not LETTER_OR_DIGIT.search(plain, authors.end, run.end)
    )


def _names_person(plain: str, run: StyledRun) -> bool:
    """Return whether the text of a link may be the name of an author."""
    authors = find_authors(plain, run.start, run.end)
    return (
        authors is not None
        and (run.part is None or run.part.host_role != "paper")
        and len(plain[run.start : run.end].split()) <= 4
    )


_LONGEST_TAG = len("</strong> ")
_BY = regex(rf"[ \n{PAD}]++by[ \n{PAD}]++(?=[^\W\d_a-z])")


def _is_by(plain: str, run: StyledRun) -> bool:
    """Return whether all of a text is `by Jane Doe`: what is in bold before it is the title."""
    by = _BY.match(plain, run.start, run.end) if run.style == "text" else None
    authors = find_authors(plain, by.end(), run.end) if by else None
    return (
        authors is not None
        and (authors.several or " " in plain[slice(*authors.names[0])])
        and not LETTER_OR_DIGIT.search(plain, authors.end, run.end)
    )


def _goes_on(plain: str, last: StyledRun, run: StyledRun, following: StyledRun | None) -> bool:
    """Return whether a run goes on in the words of the one before it."""
    gap = plain[last.end - 2 : run.start + 1]
    if any(mark in gap for mark in SEPARATORS + OPENERS + CLOSERS):
        return False
    if run.style == "text":  # the sentence around a word in emphasis or in code
        first = plain[run.start : run.end].lstrip(f" \n{PAD}")[:1]
        return last.style == "text" or first.islower()
    if last.style == run.style == "strong":
        if STRONG_END not in plain[last.end : run.start]:  # emphasis within a bold title
            return True
        # a title over two lines, each of them in bold
        return plain[run.start : run.end].lstrip(f" \n{PAD}")[:1].islower()
    if last.style != "text" or following is None or following.style != "text":
        return False
    if following.line != run.line:
        return False
    first = plain[following.start : following.end].lstrip(f" \n{PAD}")[:1]
    after = plain[run.end : following.start + _LONGEST_TAG].strip(
        f" \n{PAD}{EM_END}{STRONG_END}{CODE}"
    )[:1]
    if after in SEPARATORS or not first.islower():
        return False
    return bare_venue(plain, run.start, run.end) is None
