"""Gates: what a site shows instead of a page, to find out whether a visitor is human."""

import re
from typing import Final

from awesomecheck.links.answers import Answer
from awesomecheck.links.html import HtmlPage
from awesomecheck.regexes import regex

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
_CHALLENGE_TITLE: Final = regex(
    r"^\W*(?:(?:just a moment|attention required|one moment, please|access denied|please wait"
    r"|security check(?:point)?|vercel security checkpoint|client challenge|human verification"
    r"|are you (?:a )?(?:human|robot)|robot check|(?:radware )?captcha(?: page)?|ddos-guard"
    r"|bot verification|bot (?:or not|check)|browser check|validation request"
    r"|(?:are )?you(?:'|’)?re? not a (?:ro)?bot|perfdrive|shieldsquare captcha)"
    r"(?:\W*$|\s*[^\w\s&'’/])"
    r"|checking your browser|please wait while (?:we|you)|captcha (?:check|challenge|required)"
    r"|making sure you(?:'|’|&#39;)re not a bot|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|access to this page has been denied|oh noes!|pardon our interruption"
    r"|you have been blocked)",
    re.IGNORECASE,
)
"""The first ones only where nothing but a site's name follows: other titles begin so, too."""
_SCRIPTS: Final = (
    b"window._cf_chl_opt", b"/cdn-cgi/challenge-platform/h/",  # Cloudflare
    b"/_incapsula_resource", b"incapsula incident id",  # Imperva
    b"/.well-known/sgcaptcha/", b"/.well-known/captcha/",  # SiteGround
    b".captcha-delivery.com",  # DataDome
    b"px-captcha", b"captcha.px-cloud.net",  # HUMAN
    b"/_sec/cp_challenge/", b"sec-if-cpt-container", b"bm-verify=",  # Akamai
    b".awswaf.com/", b"awswafintegration", b"gokuprops",  # AWS
    b"acw_sc__v2", b"aliyun_waf",  # Alibaba
    b"/tspd/", b"bobcmn",  # F5
    b"sucuri_cloudproxy_js",  # Sucuri
    b"/149e9513-01fa-4fb0-aad4-566afd725d1b/",  # Kasada
    b"anubis_challenge", b"/.within.website/",  # Anubis
    b"/.well-known/ddos-guard/", b"ddos-guard.net/",  # DDoS-Guard
    b"slowaes.decrypt",  # free hosts
)  # fmt: skip
"""Scripts of gates. Some sites have them on every page: they count where little else is there."""
_ASKS: Final = regex(
    r"\b(?:enable|turn on|requires?|allow) (?:java ?script|cookies)\b.{0,40}"
    r"\b(?:continue|proceed|verif\w+)"
    r"|\b(?:verify|verifying|verifies|confirm|sure|if) (?:that )?you(?: a|'|’)re (?:a |not a )?"
    r"(?:human|ro?bot|real|bot)"
    r"|\byou(?: a|'|’)re not a (?:ro)?bot\b|\bare you (?:a )?(?:human|robot)\b"
    r"|\b(?:kein roboter|no (?:soy|eres) un robot|(?:que )?eres humano|pas un robot"
    r"|non sono un robot|você é humano|não é um robô|(?:вы|я) не робот|проверка браузера"
    r"|(?:comprobando su|verificando o seu) navegador)\b|机器人验证|人机验证|安全验证"
    r"|\bchecking (?:your browser|if the site connection is secure)\b"
    r"|\bunusual (?:traffic|activity)\b|\bautomated (?:requests|traffic|access)\b"
    r"|\bautomation tools\b|\b(?:complete|solve) the (?:captcha|security check)\b"
    r"|\bsolve this captcha\b"
    r"|\b(?:you have|request has|access has|ip (?:address )?has) been (?:blocked|banned)\b"
    r"|\b(?:request blocked|access denied|acc?es[so] (?:denegado|negado|refusé)|foi bloqueado"
    r"|доступ запрещ[её]н|additional verification required|security service to protect"
    r"|haproxy challenge|unable to access)\b|\bray id\b"
    r"|\bplease (?:enable|turn on|turn) (?:js|cookies|java ?script)\b"
    r"|\baccess to this page has been denied\b|\bddos protection by\b"
    r"|\bredirect to your requested content\b|\bproof[- ]of[- ]work\b|\bpress (?:&|and) hold\b"
    r"|\boh noes!|\bjust a moment\b|\battention required\b|\bhuman verification\b"
    r"|\bfollowing challenge\b|\bprove you(?: a|'|’)re human\b|\bbots use \w+ too\b",
    re.IGNORECASE,
)
"""Words of gates; they count where there are few others."""
_WIDGETS: Final = (b"g-recaptcha", b"h-captcha", b"cf-turnstile", b"challenge-form", b"geetest")
"""Questions to visitors; forms have them, too, and more words."""
_HARDLY_A_WORD: Final = 80
_FEW_WORDS: Final = 600
"""Characters of text below which a page may be a gate."""
_MOST_BYTES: Final = 32 * 1024
_FEW_BYTES: Final = 8 * 1024
"""Size below which a page that has no known script may be a gate."""


def gate_of(page: HtmlPage) -> str:
    """Return what shows that a page is a gate; empty if nothing does."""
    answer = page.answer
    for header in _HEADERS:
        if header in answer.headers:
            return f"its header is {header}: {answer.headers[header][:40]}"
    if _CHALLENGE_TITLE.search(page.title):
        return "it asks whether the visitor is human"
    if answer.status == 202 and (answer.headers.get("Content-Length") == "0" or _is_small(answer)):
        return "it is accepted, and no page yet"
    if not _is_small(answer):
        return ""
    if not page.title and 200 <= answer.status < 300 and page.is_program:
        return "" if page.refresh(answer.url) else "it is a script without a title or words"
    body = answer.body.lower()
    scripted = any(script in body for script in _SCRIPTS)
    if not scripted and len(body) > _FEW_BYTES:
        return ""
    asks = scripted or _ASKS.search(page.words)
    asked = len(page.words) < _HARDLY_A_WORD and any(widget in body for widget in _WIDGETS)
    return (
        "it asks whether the visitor is human"
        if asked or (asks and len(page.words) < _FEW_WORDS)
        else ""
    )


def _is_small(answer: Answer) -> bool:
    return answer.whole and len(answer.body) < _MOST_BYTES
