"""Domains that have lost their site: parked, for sale, suspended, or taken over to advertise."""

from collections.abc import Iterable
import re
from typing import Final
from urllib.parse import urlsplit

from awesomecheck.links.answers import Answer
from awesomecheck.links.html import description_of, refresh_of, title_of, words_of

_PARKERS: Final = frozenset(
    {
        "above.com", "afternic.com", "atom.com", "bodis.com", "brandbucket.com", "buydomains.com",
        "cashparking.com", "dan.com", "domainmarket.com", "domainnamesales.com", "dopa.com",
        "dsparking.com", "efty.com", "epik.com", "expireddomains.com", "hugedomains.com",
        "domainagents.com", "namefind.com", "park.io", "parkingcrew.com", "parkingcrew.net",
        "parklogic.com", "perfectdomain.com", "registrar-servers.com", "saw.com", "sedo.com",
        "sedoparking.com", "squadhelp.com", "trafficz.com", "undeveloped.com", "uniregistry.com",
        "voodoo.com", "wixparking.com",
    }
)  # fmt: skip
"""Sites that sell domains, or show advertisements on them."""
_PARKING_HOST: Final = re.compile(
    r"(?:ww\d\d|parkingpage|parked|domain-?for-?sale)\.", re.IGNORECASE
)
"""Hosts that parked domains redirect to, such as ww25.example.com."""
_NUMBERED_HOST: Final = re.compile(r"ww\d\.", re.IGNORECASE)
_PARKING_QUERY: Final = re.compile(r"(?:^|&)(?:sub_?(?:id)?\d*|usid|utid|tr_uuid)=", re.IGNORECASE)
"""What comes with ww1.example.com where that is no site of its own."""
_PARKING_PATH: Final = re.compile(
    r"/(?:lander|parked|park(?:ing)?-?page|park\.php|domain-?for-?sale|domain_profile\.cfm"
    r"|forsale/[\w-]+\.[\w.-]+|cgi-sys/(?:suspendedpage|defaultwebpage)\.cgi)(?:\.\w{3,5})?/?",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    rb"<html\b[^>]{0,300}\bdata-adblockkey="  # Sedo, Bodis, ParkingCrew
    rb"|\bwindow\.park\s*=\s*[\"']ey"  # Bodis
    rb"|location(?:\.href)?\s*=\s*[\"']/lander\b"  # GoDaddy
    rb"|\b(?:src|action)\s*=\s*[\"']?(?:https?:)?\\?/\\?/(?:[\w-]+\.)*"
    rb"(?:sedoparking\.com|parkingcrew\.net|bodis(?:cdn)?\.com|parklogic\.com|afternic\.com"
    rb"|hugedomains\.com|dan\.com|above\.com|domainmarket\.com|parkingpage\.namecheap\.com"
    rb"|d38psrni17bvxu\.cloudfront\.net)/"
    rb"|img\d?\.wsimg\.com/parking-lander/|assets\.squarespace\.com/universal/[\w-]+/parking-page",
    re.IGNORECASE,
)
"""What the pages of large parkers have, and no others."""
_MARKS: Final = (
    b"data-adblockkey=", b"window.park", b"/lander", b"parking", b"bodis", b"parklogic.com",
    b"afternic.com", b"hugedomains.com", b"dan.com", b"above.com", b"domainmarket.com",
    b"d38psrni17bvxu",
)  # fmt: skip
"""What all these have; without, there is nothing to look for."""
_START_BYTES: Final = 16 * 1024
_SENTENCES: Final = (
    b"buy this domain", b"courtesy of godaddy", b"domain has expired", b"domain is for sale",
    b"domain is parked", b"domain may be for sale", b"domain name is for sale",
    b"inquire about this domain", b"is this your domain", b"make an offer on this domain",
    b"maintains no relationship with", b"sponsored listings", b"web page is parked",
    b"website is for sale", b"domain is registered, but may still be available",
)  # fmt: skip
"""What parkers write; it counts on a page of few words."""
_FEW_WORDS: Final = 1200
_GONE: Final = (
    r"(?:(?:is|are|may be|might be|now|available|listed|up)\s+)*(?:for sale|for purchase|parked\b"
    r"|expired\b|has (?:expired|lapsed|been (?:parked|suspended))|your first and best source"
    r"|looking for a new owner)"
)
_THIS_DOMAIN: Final = re.compile(
    r"\b(?:this|the|premium)(?: premium)? domain(?: name)?(?: [\w-]+\.[\w.-]+)?\W+" + _GONE
    + r"|\bthis web ?site (?:is|may be) for sale\b|^\W*domain(?: name)?\W+" + _GONE
    + r"|\bbuy (?:this|the) domain\b|\bsee relevant content for [\w-]+\.\w+",
    re.IGNORECASE,
)  # fmt: skip
_TITLE: Final = re.compile(
    r"for sale \| ?HugeDomains\b"
    r"|^\W*(?:(?:this )?(?:web ?site|account|site|domain)(?: name)?(?: is| has been)?(?: now)?"
    r" (?:suspended|expired|parked)|parked domain(?: name)?(?: on .*)?|.*\bdomain (?:parking"
    r"|reserved|expired|default page|not (?:configured|claimed))|future home of .*"
    r"|.{0,60}\b(?:registered|parked) at [\w.-]+|apache2? (?:\w+ )*default page.*"
    r"|welcome to nginx!?|iis windows(?: server)?|web server'?s default page"
    r"|default (?:web ?site|plesk) page|test page for the (?:apache|nginx) .*|it works!?)\W*$",
    re.IGNORECASE,
)
_SPAM: Final = re.compile(
    r"\b(?:slot|togel|toto) (?:gacor|online|resmi|4d|terpercaya)\b|\bsitus (?:slot|judi|togel)\b"
    r"|\b(?:agen|bandar) (?:slot|judi|togel|bola)\b|\bjudi (?:online|bola)\b|\bslot ?(?:88|777)\b"
    r"|\bcasin[oò] (?:online )?non aams\b|\bnhà cái\b|\btrực tiếp bóng đá\b|\bпинко\b|\b1xbet\b"
    r"|казино онлайн|онлайн казино|카지노|토토사이트|먹튀|주소모음|온라인 ?바카라|\bmahjong ways\b"
    r"|\bpower of zeus\b|\bgates of olympus\b|\b(?:deneme bonusu|canlı bahis|bahis siteleri)\b",
    re.IGNORECASE,
)
"""What sites of taken-over domains advertise (https://github.com/jivoi/awesome-osint/pull/1126)."""


def parking_of(url: str, final: str, answer: Answer) -> str:
    """Return what shows that a URL's domain has lost its site; empty if nothing does."""
    before, after = urlsplit(url), urlsplit(final)
    host, was_parker = after.hostname or "", _is_parker(before.hostname or "")
    if _is_parker(host) and not was_parker:
        return f"{host} sells domains"
    if host != before.hostname and (
        _PARKING_HOST.match(host)
        or (_NUMBERED_HOST.match(host) and _PARKING_QUERY.search(after.query))
    ):
        return f"{host} is an address of parked domains"
    if after.path != before.path and _PARKING_PATH.fullmatch(after.path):
        return f"{after.path} is a path of parked domains"
    return "" if was_parker else _offer_on_page(url, final, answer)


def _is_parker(host: str) -> bool:
    return not _PARKERS.isdisjoint(_domains_of(host))


def _domains_of(host: str) -> tuple[str, ...]:
    """Return a host and the domains that it is part of."""
    labels = host.split(".")
    return tuple(".".join(labels[start:]) for start in range(len(labels) - 1))


def _offer_on_page(url: str, final: str, answer: Answer) -> str:
    title, description = title_of(answer), description_of(answer)
    domains = {
        domain for each in (url, final) for domain in _domains_of(urlsplit(each).hostname or "")
    }
    if _TITLE.search(title) or _SPAM.search(title) or _is_offer(title, domains):
        return f"its title is {title[:80]!r}"
    if _is_offer(description, domains):
        return f"its description is {description[:80]!r}"
    start = answer.body[:_START_BYTES].lower()
    if (
        answer.whole
        and any(sentence in start for sentence in _SENTENCES)
        and len(words_of(answer)) < _FEW_WORDS
    ):
        return "it says that the domain is for sale or has expired"
    sent = urlsplit(refresh_of(answer, final)).path
    if _PARKING_PATH.fullmatch(sent) or (
        any(mark in start for mark in _MARKS) and _BODY.search(start)
    ):
        return "it is a page of a service that parks domains"
    return ""


def _is_offer(text: str, domains: Iterable[str]) -> bool:
    """Return whether a text offers its own domain for sale, or calls it expired."""
    if _THIS_DOMAIN.search(text):
        return True
    small = text.lower()
    return any(
        re.search(
            rf"(?<![\w-]){re.escape(domain)}\W{{0,3}}(?:(?:the |this |premium )*"
            rf"domain(?: name)?\W{{0,3}})?{_GONE}",
            small,
        )
        for domain in domains
        if domain in small
    )
