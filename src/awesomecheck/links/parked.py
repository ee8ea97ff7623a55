"""Domains that have lost their site: parked, for sale, suspended, or taken over to advertise."""

import re
from typing import Final
from urllib.parse import urlsplit

from awesomecheck.links.answers import Answer
from awesomecheck.links.html import description_of, refresh_of, title_of
from awesomecheck.links.sites import domain_of

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
    r" (?:suspended|expired|parked)|parked domain(?: name)?\b.*|domain (?:parking|default page"
    r"|not (?:configured|claimed))|future home of .*|apache2? (?:\w+ )*default page.*"
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
    host = after.hostname or ""
    was, now = domain_of(before.hostname or ""), domain_of(host)
    if now in _PARKERS and was not in _PARKERS:
        return f"{now} sells domains"
    if host != before.hostname and (
        _PARKING_HOST.match(host)
        or (_NUMBERED_HOST.match(host) and _PARKING_QUERY.search(after.query))
    ):
        return f"{host} is an address of parked domains"
    if after.path != before.path and _PARKING_PATH.fullmatch(after.path):
        return f"{after.path} is a path of parked domains"
    if was in _PARKERS:
        return ""
    title, description = title_of(answer), description_of(answer)
    if _TITLE.search(title) or _SPAM.search(title) or _is_offer(title, was, now):
        return f"its title is {title[:80]!r}"
    if _is_offer(description, was, now):
        return f"its description is {description[:80]!r}"
    if _BODY.search(answer.body) or _PARKING_PATH.fullmatch(
        urlsplit(refresh_of(answer, final)).path
    ):
        return "it is a page of a service that parks domains"
    return ""


def _is_offer(text: str, *domains: str) -> bool:
    """Return whether a text offers its own domain for sale, or calls it expired."""
    if _THIS_DOMAIN.search(text):
        return True
    return any(
        re.search(
            rf"(?<![\w-]){re.escape(domain)}\W{{0,3}}(?:(?:the |this |premium )*"
            rf"domain(?: name)?\W{{0,3}})?{_GONE}",
            text,
            re.IGNORECASE,
        )
        for domain in domains
        if "." in domain
    )
