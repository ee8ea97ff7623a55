"""Gates: what a site shows instead of a page, to find out whether a visitor is human."""

import re
from typing import Final

from awesomecheck.links.answers import Answer
from awesomecheck.links.html import title_of, words_of

_HEADERS: Final = (
    # https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/
    "cf-mitigated",
    # 202 or 405: https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html
    "x-amzn-waf-action",
    # SiteGround: 202 and a page that leads to /.well-known/sgcaptcha/ at once
    "sg-captcha",
    # https://vercel.com/docs/vercel-firewall/firewall-concepts
    "x-vercel-mitigated",
    # https://docs.sucuri.net/website-firewall/troubleshooting/
    "x-sucuri-block",
)
"""Headers that only gates send."""
_CHALLENGE_TITLE: Final = re.compile(
    r"^\W*(?:(?:just a moment|attention required|one moment, please|access denied|please wait"
    r"|security check(?:point)?|vercel security checkpoint|client challenge|human verification"
    r"|are you (?:a )?(?:human|robot)|robot check|(?:radware )?captcha(?: page)?|ddos-guard"
    r"|bot verification|bot (?:or not|check)|browser check|validation request"
    r"|(?:are )?you(?:'|’)?re? not a (?:ro)?bot|perfdrive|shieldsquare captcha)"
    r"(?:\W*$|\s*[^\w\s&'’/])"
    r"|checking your browser|please wait while (?:we|you)|captcha (?:check|challenge|required)"
    r"|making sure you(?:'|’|&#39;)re not a bot|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|pardon our interruption|you have been blocked)",
    re.IGNORECASE,
)
"""The first ones only where nothing but a site's name follows: other titles begin so, too."""
_SCRIPT: Final = re.compile(
    rb"window\._cf_chl_opt|/cdn-cgi/challenge-platform/h/\w/orchestrate"  # Cloudflare
    rb"|/_Incapsula_Resource\b|Incapsula incident ID"  # Imperva
    rb"|/\.well-known/(?:sg)?captcha/"  # SiteGround
    rb"|(?:geo|ct|interstitial)\.captcha-delivery\.com"  # DataDome
    rb"|\bid=[\"']px-captcha|captcha\.px-c(?:loud|dn)\.net"  # HUMAN
    rb"|/_sec/cp_challenge/|sec-if-cpt-container"  # Akamai
    rb"|token\.awswaf\.com|AwsWafIntegration|gokuProps"  # AWS
    rb"|\bacw_sc__v2\b|aliyun_waf|_waf_bd8ce2ce37"  # Alibaba
    rb"|/TSPD/|\bbobcmn\b"  # F5
    rb"|sucuri_cloudproxy_js"  # Sucuri
    rb"|/149e9513-01fa-4fb0-aad4-566afd725d1b/"  # Kasada
    rb"|\bid=[\"']anubis_challenge|/\.within\.website/x/cmd/anubis"  # Anubis
    rb"|/\.well-known/ddos-guard/|ddos-guard\.net/js"  # DDoS-Guard
    rb"|/aes\.js[\"'].{0,400}toNumbers\(|__test=.{0,40}toHex\("  # free hosts
    rb"|bm-verify=|/_guard/(?:auto|html|click|rotate)\.js",
    re.IGNORECASE | re.DOTALL,
)
"""Scripts of gates. Some sites have them on every page: they count where little else is there."""
_ASKS: Final = re.compile(
    r"\b(?:enable|turn on|requires?) (?:java ?script|cookies)\b.{0,40}"
    r"\b(?:continue|proceed|verif\w+)"
    r"|\bverif(?:y|ying|ies) (?:that |if )?you(?: a|'|’)re (?:a |not a )?(?:human|robot|bot)"
    r"|\bchecking (?:your browser|if the site connection is secure)\b"
    r"|\bunusual traffic\b|\bcomplete the (?:captcha|security check)\b",
    re.IGNORECASE,
)
_FEW_WORDS: Final = 600
"""Characters of text below which a page may be a gate."""
_MOST_BYTES: Final = 32 * 1024


def gate_of(answer: Answer) -> str:
    """Return what shows that an answer is a gate; empty if nothing does."""
    for header in _HEADERS:
        if header in answer.headers:
            return f"its header is {header}: {answer.headers[header][:40]}"
    title = title_of(answer)
    if _CHALLENGE_TITLE.search(title):
        return "it asks whether the visitor is human"
    if answer.status == 202 and (answer.headers.get("Content-Length") == "0" or _is_small(answer)):
        return "it is accepted, and no page yet"
    if _is_small(answer):
        words = words_of(answer)
        if len(words) < _FEW_WORDS and (_SCRIPT.search(answer.body) or _ASKS.search(words)):
            return "it asks whether the visitor is human"
    return ""


def _is_small(answer: Answer) -> bool:
    return answer.whole and len(answer.body) < _MOST_BYTES
