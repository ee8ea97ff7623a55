"""The rule `malformed-arxiv-id`."""

from collections.abc import Iterator
import re

from msgspec import Struct

from awesomecheck import Document, DocumentRule, Edit, Fix, Link, Problem, Span, regex
from awesomecheck_rules.links._links import distinct

_PAGE = regex(
    r"https?://(?:"
    r"(?:[\w-]+\.)*(?:arxiv|ar5iv|alphaxiv)\.org/+(?:abs|pdf|html|ps|format|e-print|overview)/+"
    r"|(?:dx\.)?doi\.org/+10\.48550/(?=arxiv\.)"
    r"|(?:www\.)?huggingface\.co/papers/+(?=\d{4}\.?\d)"
    r")(?:arxiv[:.])?(?P<id>[^\s?#]+)",
    re.IGNORECASE,
)
_EXTENSION = regex(r"(?:\.(?:pdf|ps|gz|html?|md))+$|(?<=\d)(?:v\d+)?/(?:.*\.\w+)?$", re.IGNORECASE)
_TAIL = regex(r"(?:%[0-9a-f]{2}|[^\w?])+$", re.IGNORECASE)
_UNFILLED = regex(r"[x?.]+", re.IGNORECASE)
_NEW = regex(r"(?P<year>\d\d)(?P<month>\d\d)\.(?P<number>\d+)(?:v\d+)?", re.IGNORECASE)
_OLD = regex(
    r"(?P<archive>[a-z-]+)(?P<subject>\.[a-z-]+)?/"
    r"(?P<year>\d\d)(?P<month>\d\d)(?P<number>\d+)(?:v\d+)?",
    re.IGNORECASE,
)
_CLASS = regex(r"(?P<name>[a-z-]+(?:\.[a-z-]+)?/)(?P<id>\d{4}\.\d+(?:v\d+)?)", re.IGNORECASE)
_DOTLESS = regex(r"(?P<month>\d{4})(?P<number>\d{4,5})(?P<version>v\d+)?", re.IGNORECASE)
_ARCHIVES = frozenset(
    {
        "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an",
        "chao-dyn", "chem-ph", "cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an",
        "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math", "math-ph", "mtrl-th", "nlin",
        "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio", "quant-ph",
        "solv-int", "stat", "supr-con",
    }
)  # fmt: skip
"""What an id of the old style starts with (https://arxiv.org/archive)."""


class _Fault(Struct, frozen=True):
    message: str
    right: str | None = None
    """The id that was certainly meant."""


class MalformedArxivId(DocumentRule):
    """An arXiv id that cannot exist.

    Ids are the year, the month and a number: `2111.06377`, with four digits after the dot until
    2014 and five since 2015. Older ones start with an archive: `hep-th/9901001`. A digit too many
    or too few, a month 13 or the name of a class before a new id lead to an error page, or worse
    to another paper. There is a fix where only one id is possible.

    ```bad
    - [MAE](https://arxiv.org/abs/cs.CV/2111.06377)
    - [BEiT](https://arxiv.org/abs/210608254)
    ```

    ```good
    - [MAE](https://arxiv.org/abs/2111.06377)
    - [BEiT](https://arxiv.org/abs/2106.08254)
    ```

    ```bad
    - [SimMIM](https://arxiv.org/abs/2111.0988)
    ```

    ```good
    - [SimMIM](https://arxiv.org/abs/2111.09886)
    ```
    """

    touches = ("links", "wording")
    severity = "error"
    yields_to = ("placeholder-link",)

    def check(self, document: Document) -> Iterator[Problem]:
        for link in distinct(link for link in document.links if "/" in link.url[8:]):
            match = _PAGE.match(link.url)
            written = _TAIL.sub("", _EXTENSION.sub("", match["id"])) if match else ""
            if match is None or not written or _UNFILLED.fullmatch(written):
                continue
            fault = _fault(written)
            if fault is not None:
                yield _problem(document, link, match.start("id"), written, fault)


def _problem(document: Document, link: Link, at: int, written: str, fault: _Fault) -> Problem:
    if document.slice(link.url_span) != link.url:  # with escapes or entities
        return Problem(link.address_span, fault.message, None, link.url)
    start = link.url_span.start + at
    span = Span(start, start + len(written))
    fix = None if fault.right is None else Fix((Edit(span, fault.right),))
    return Problem(span, fault.message, fix, link.url)


def _fault(written: str) -> _Fault | None:
    """Return why an id cannot exist; None if it can."""
    if match := _NEW.fullmatch(written):
        return _new_fault(written, match)
    if match := _OLD.fullmatch(written):
        return _old_fault(written, match)
    if (match := _CLASS.fullmatch(written)) and _fault(match["id"]) is None:
        return _Fault(f"new arXiv ids have no class: remove `{match['name']}`", match["id"])
    if match := _DOTLESS.fullmatch(written):
        right = f"{match['month']}.{match['number']}{match['version'] or ''}"
        if _fault(right) is None:
            return _Fault(f"missing dot in the arXiv id: use `{right}`", right)
    return _Fault(f"`{written}` is not an arXiv id: correct it (example: `2111.06377`)")


def _new_fault(written: str, match: re.Match[str]) -> _Fault | None:
    month = match["year"] + match["month"]
    digits, expected = len(match["number"]), 4 if month < "1501" else 5
    if not "01" <= match["month"] <= "12":
        return _wrong_month(written, match)
    if not "0704" <= month < "9100":
        return _Fault(f"`{written}`: arXiv ids of this form begin with 0704, correct it")
    if digits != expected:
        since = "before 2015" if expected == 4 else "since 2015"
        much = "many" if digits > expected else "few"
        return _Fault(
            f"`{written}` has too {much} digits: arXiv ids {since} have {expected} after the dot"
        )
    return None


def _old_fault(written: str, match: re.Match[str]) -> _Fault | None:
    digits = len(match["number"])
    if match["archive"].lower() not in _ARCHIVES:
        return _Fault(f"`{match['archive']}` is not an archive of arXiv: correct the id")
    if not "01" <= match["month"] <= "12":
        return _wrong_month(written, match)
    if digits != 3:
        much = "many" if digits > 3 else "few"
        return _Fault(f"`{written}` has too {much} digits: old arXiv ids have 7")
    return None


def _wrong_month(written: str, match: re.Match[str]) -> _Fault:
    return _Fault(f"`{written}`: there is no month {match['month']}, correct the arXiv id")
