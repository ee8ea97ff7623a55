"""A random world of every awkward behaviour at once, with the verdicts that are right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
import random
from typing import Final

from tests.web.lies import LIES_SUPPORT
from tests.web.world import (
    GONE,
    HTML,
    NO_HOST,
    OK,
    REFUSES,
    SILENT,
    Answer,
    Arxiv,
    Certificate,
    Doi,
    Fault,
    GitHub,
    Host,
    Link,
    Lookup,
    Note,
    Page,
    Paper,
    Repository,
    Thing,
    Truth,
    World,
    html,
    page,
    redirect,
    refuse,
)
from tests.web.worlds import TOKEN

_WORDS: Final = (
    "kernel", "garden", "vector", "paper", "reader", "lens", "signal", "harbor", "tensor", "field"
)  # fmt: skip
_TLDS: Final = ("com", "org", "io", "dev", "co.uk", "net", "ai", "de", "com.br")
ALIVE, MOVED, DEAD, UNSURE = ("alive",), ("moved",), ("dead",), ("unsure",)


@dataclass(frozen=True, slots=True)
class Made:
    """What a kind adds to a world."""

    link: Link
    hosts: tuple[Host, ...] = ()
    things: tuple[Thing, ...] = ()
    repositories: tuple[Repository, ...] = ()
    papers: tuple[Paper, ...] = ()
    dois: tuple[Doi, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Dice:
    """Choices of one link, and a name that no other link has."""

    random: random.Random
    number: int
    name: str = field(init=False)

    def __post_init__(self) -> None:
        first, second = self.random.sample(_WORDS, 2)
        name = f"{first}-{second}-{self.number}.{self.random.choice(_TLDS)}"
        object.__setattr__(self, "name", name)

    def one(self, *options: str) -> str:
        """One of the options, in which HOST is this link's host."""
        return self.random.choice(options).replace("HOST", self.name)

    def status(self, *options: int) -> int:
        """One of the statuses."""
        return self.random.choice(options)

    def path(self) -> str:
        """A path."""
        return f"/{self.random.choice(_WORDS)}/{self.random.choice(_WORDS)}-{self.number}"

    def site(
        self,
        shown: Page | Answer,
        states: tuple[str, ...],
        truth: Truth = "unknown",
        *,
        path: str = "",
        more: Mapping[str, Page] | None = None,
        lookups: tuple[Lookup, ...] = (Lookup(),),
        certificate: Certificate = "good",
        scheme: str = "https",
        reason: str | None = None,
    ) -> Made:
        """A link to a page on a host of its own."""
        path = path or self.path()
        here = shown if isinstance(shown, Page) else Page((shown,))
        pages = {path.partition("#")[0]: here, **(more or {})}
        host = Host(self.name, pages, lookups=lookups, certificate=certificate)
        url = f"{scheme}://{self.name}{path}"
        return Made(Link(url, truth, states, reason), (host,))

    def elsewhere(self) -> tuple[str, Host]:
        """Another site, and its host."""
        name = f"other-{self.number}.{self.random.choice(_TLDS)}"
        return name, Host(name, other=page())


def _text(dice: Dice, paragraphs: int = 12) -> str:
    some = " ".join(dice.random.choice(_WORDS) for _ in range(30))
    return f"<p>{some}.</p>" * paragraphs


def _shown(title: str, body: str, status: int = 200, *headers: tuple[str, str]) -> Answer:
    return Answer(status, html(title, body), (HTML, *headers))


Kind = Callable[[Dice], Made]
KINDS: Final[dict[str, Kind]] = {}


def _kind(make: Kind) -> Kind:
    KINDS[make.__name__.strip("_").replace("_", " ")] = make
    return make


# --- Gates ---


@_kind
def _gate_by_header(dice: Dice) -> Made:
    header, value, status = dice.random.choice(
        [("x-amzn-waf-action", "challenge", 202), ("X-Amzn-WAF-Action", "captcha", 405),
         ("SG-Captcha", "challenge", 202), ("cf-mitigated", "challenge", 403),
         ("Cf-Mitigated", "challenge", 503), ("X-Vercel-Mitigated", "challenge", 429),
         ("x-vercel-mitigated", "challenge", 403), ("sg-captcha", "challenge", 200)]
    )  # fmt: skip
    body = dice.random.choice(["", _text(dice, 1), _text(dice)])
    return dice.site(_shown(dice.name, body, status, (header, value)), UNSURE)


@_kind
def _gate_by_script(dice: Dice) -> Made:
    script = dice.one(
        '<script src="/_Incapsula_Resource?SWJIYLWA=5074"></script>',
        "<script>window._cf_chl_opt = {cType: 'managed'}</script>",
        '<meta http-equiv="refresh" content="0;/.well-known/captcha/?r=%2F">',
        "<script src='https://geo.captcha-delivery.com/captcha/?initialCid=1'></script>",
        "<script>var arg1='9A'; setCookie('acw_sc__v2', x)</script>",
        "<script src='https://x.edge.sdk.awswaf.com/x/y/challenge.js'></script>"
        "<script>AwsWafIntegration.getToken()</script>",
        '<script src="/TSPD/08f?type=1"></script>',
    )
    body = f"<html><head>{script}</head><body>{dice.one('', '<noscript>Scripts?</noscript>')}"
    return dice.site(Answer(dice.status(200, 200, 202, 403), body.encode(), (HTML,)), UNSURE)


@_kind
def _gate_by_title(dice: Dice) -> Made:
    title = dice.one(
        "Just a moment...", "Attention Required! | Cloudflare", "Security Checkpoint",
        "Making sure you're not a bot!", "Are you a robot?", "Access Denied", "DDOS-GUARD",
        "One moment, please...", "Human Verification", "Robot Check", "Client Challenge",
        "Pardon Our Interruption", "Please wait while we verify your browser",
    )  # fmt: skip
    return dice.site(_shown(title, _text(dice, 1), dice.status(200, 403, 404, 429, 503)), UNSURE)


@_kind
def _gate_in_words(dice: Dice) -> Made:
    words = dice.one(
        "Please enable JavaScript and cookies to continue.",
        "Verifying you are human. This may take a few seconds.",
        "Checking your browser before accessing HOST.",
        "We have detected unusual traffic from your network.",
        "Please complete the security check to access HOST.",
    )
    return dice.site(_shown(dice.name, f"<h1>{dice.name}</h1><p>{words}</p>"), UNSURE)


@_kind
def _gate_behind_a_redirect(dice: Dice) -> Made:
    to = dice.one("/captcha?to=x", "/challenge/1", "/cdn-cgi/l/chk", "/blocked", "/access-denied")
    more = {to: page()}
    return dice.site(redirect(to, dice.status(301, 302, 307)), UNSURE, more=more)


@_kind
def _accepted_and_empty(dice: Dice) -> Made:
    return dice.site(Answer(202, b"", (HTML,)), UNSURE)


@_kind
def _refusal(dice: Dice) -> Made:
    return dice.site(refuse(dice.status(401, 403, 406, 418, 429, 451, 503, 999)), UNSURE)


# --- Parked and taken-over domains ---


@_kind
def _offer_in_the_title(dice: Dice) -> Made:
    title = dice.one(
        "HOST is for sale", "HOST - domain name for sale", "The domain HOST is for sale",
        "HOST | This domain may be for sale", "Premium domain HOST is for sale",
        "HOST is available for purchase", "This domain is parked free, courtesy of a registrar",
        "HOST has expired", "Domain HOST is parked", "Buy this domain: HOST",
    )  # fmt: skip
    return dice.site(_shown(title, _text(dice, dice.status(1, 3, 12))), UNSURE)


@_kind
def _offer_in_the_description(dice: Dice) -> Made:
    text = dice.one(
        "HOST is for sale! Find out more.", "This domain may be for sale by its owner!",
        "See relevant content for HOST", "HOST is your first and best source for all of the info",
    )  # fmt: skip
    head = f'<meta name="description" content="{text}">'
    body = f"<html><head><title>{dice.name}</title>{head}</head><body>{_text(dice, 2)}"
    return dice.site(Answer(body=body.encode()), UNSURE)


@_kind
def _page_of_a_parker(dice: Dice) -> Made:
    body = dice.one(
        '<html><head><script>window.location.href="/lander"</script></head></html>',
        "<html><head><script>window.onload=function(){location='/lander'}</script></head></html>",
        '<!doctype html><html lang="en" data-adblockkey="MFww"><head></head></html>',
        '<html><body><script>window.park = "eyJ1"</script></body></html>',
        '<html><script src="https://parking.bodiscdn.com/js/a.js"></script></html>',
        '<html><iframe src="https://www.above.com/x"></iframe></html>',
        '<html><script src="//img.sedoparking.com/a.js"></script></html>',
        '<html><script src="https://img1.wsimg.com/parking-lander/static/js/1.js"></script></html>',
    )
    return dice.site(Answer(body=body.encode()), UNSURE)


@_kind
def _redirect_to_a_seller(dice: Dice) -> Made:
    to = dice.one(
        "https://www.hugedomains.com/domain_profile.cfm?d=HOST",
        "https://dan.com/buy-domain/HOST?redirected=true",
        "https://sedo.com/search/details/?domain=HOST",
        "https://www.afternic.com/forsale/HOST",
        "http://ww25.parkable.example/?subid1=2026",
    )
    return dice.site(redirect(to, dice.status(301, 302)), UNSURE)


@_kind
def _default_page_of_a_server(dice: Dice) -> Made:
    title = dice.one(
        "Welcome to nginx!", "IIS Windows Server", "Apache2 Debian Default Page: It works",
        "Account Suspended", "This site is suspended", "Default Web Site Page", "Parked Domain",
    )  # fmt: skip
    return dice.site(_shown(title, _text(dice, 1)), UNSURE)


@_kind
def _spam_of_a_new_owner(dice: Dice) -> Made:
    title = dice.one(
        "SLOT88: Situs Slot Gacor Hari Ini", "Bandar Togel Terpercaya", "Judi Bola Online",
        "Deneme Bonusu Veren Siteler", "카지노사이트 추천", "Nhà cái uy tín 2026",
        "Casino non AAMS sicuri", "Mahjong Ways 2 | HOST",
    )  # fmt: skip
    return dice.site(_shown(title, _text(dice)), UNSURE)


@_kind
def _seller_that_refuses(dice: Dice) -> Made:
    title = dice.one("HOST is for sale", "The domain name HOST is for sale")
    return dice.site(_shown(title, _text(dice, 1), 403), UNSURE)


# --- Other sites ---


@_kind
def _to_a_foreign_front_page(dice: Dice) -> Made:
    name, host = dice.elsewhere()
    tail = dice.one("", "/", "/index.html", "/en/", "/?ref=1", "/home")
    made = dice.site(redirect(f"https://{name}{tail}", dice.status(301, 302, 308)), UNSURE)
    return replace(made, hosts=(*made.hosts, host))


@_kind
def _front_page_to_a_foreign_one(dice: Dice) -> Made:
    name, host = dice.elsewhere()
    made = dice.site(redirect(f"https://{name}/", dice.status(301, 302)), UNSURE, path="/")
    return replace(made, hosts=(*made.hosts, host))


@_kind
def _to_a_foreign_front_page_by_a_page(dice: Dice) -> Made:
    name, host = dice.elsewhere()
    head = dice.one(
        f'<meta http-equiv="refresh" content="0;url=https://{name}/">',
        f"<meta http-equiv='Refresh' content='1; URL=https://{name}'>",
        f"<script>location.replace('https://{name}/')</script>",
        f'<script>window.location = "https://{name}/?x=1"</script>',
    )
    made = dice.site(Answer(body=f"<html><head>{head}</head></html>".encode()), UNSURE)
    return replace(made, hosts=(*made.hosts, host))


@_kind
def _to_a_foreign_page(dice: Dice) -> Made:
    name, host = dice.elsewhere()
    to = f"https://{name}{dice.path()}"
    made = dice.site(redirect(to), MOVED, "moved", reason="moved-to-another-site")
    return replace(made, hosts=(*made.hosts, host))


@_kind
def _for_now_to_a_foreign_page(dice: Dice) -> Made:
    name, host = dice.elsewhere()
    made = dice.site(redirect(f"https://{name}{dice.path()}", 302), ALIVE, "alive")
    return replace(made, hosts=(*made.hosts, host))


@_kind
def _within_the_domain(dice: Dice) -> Made:
    path = dice.path()
    name = dice.one("www.HOST", "docs.HOST", "blog.HOST")
    made = dice.site(redirect(f"https://{name}{path}"), MOVED, "moved", path=path)
    reason = "moved-permanently"
    other = Host(name, {path: page()})
    return Made(replace(made.link, reason=reason), (*made.hosts, other))


@_kind
def _to_https(dice: Dice) -> Made:
    path = dice.path()
    first = page(redirect(f"https://{dice.name}{path}"), OK)
    return dice.site(first, (*MOVED, *ALIVE), "moved", path=path, scheme="http")


@_kind
def _page_of_a_code_host_to_its_own_domain(dice: Dice) -> Made:
    name, host = dice.elsewhere()
    there = f"owner-{dice.number}.github.io"
    old = Host(there, {"/tool/": page(redirect(f"https://{name}/"))})
    return Made(Link(f"https://{there}/tool/", "moved", MOVED), (old, host))


# --- Gone, and not said so ---


@_kind
def _missing_by_its_title(dice: Dice) -> Made:
    title = dice.one(
        "404", "404 Not Found", "Page not found | HOST", "HOST - Page Not Found", "Error 404",
        "Seite nicht gefunden", "Page introuvable – HOST", "Página no encontrada", "页面不存在",
        "ページが見つかりません", "Страница не найдена", "Pagina non trovata", "404 - HOST",
    )  # fmt: skip
    return dice.site(_shown(title, _text(dice, 2)), UNSURE)


@_kind
def _to_its_front_page(dice: Dice) -> Made:
    to = dice.one("/", "/index.html", "/en/", "/home/")
    return dice.site(redirect(to, dice.status(301, 302)), UNSURE, more={to: page()})


@_kind
def _to_an_error_page(dice: Dice) -> Made:
    to = dice.one("/404", "/404.html", "/error-404", "/not-found", "/errors/404.php")
    return dice.site(redirect(to, 302), UNSURE, more={to: page()})


@_kind
def _to_a_login(dice: Dice) -> Made:
    to = dice.one("/login?next=x", "/users/sign_in", "/accounts/login/", "/sso/start", "/signin")
    return dice.site(redirect(to, dice.status(301, 302)), UNSURE, more={to: page()})


@_kind
def _missing(dice: Dice) -> Made:
    status = dice.status(404, 410)
    shown = _shown(dice.one("Not found", "HOST", "Oops"), _text(dice), status)
    first = dice.random.choice([(shown,), (refuse(503), shown), (Answer(fault="reset"), shown)])
    return dice.site(Page(first, (OK,)), DEAD, "dead")


@_kind
def _to_what_is_missing(dice: Dice) -> Made:
    to = dice.path() + "/moved"
    return dice.site(redirect(to, dice.status(301, 302)), DEAD, "dead", more={to: page(GONE)})


# --- Alive, and not easily seen ---


@_kind
def _page_that_resembles_a_lie(dice: Dice) -> Made:
    title = dice.one(
        "How to buy a domain name that is taken", "Boats for sale | HOST", "404 Media",
        "Captcha solving with deep learning", "Parking lots: a data set", "Domain adaptation",
        "Security checklist for web sites", "Just a moment in time", "HOST: domains and hosting",
        "Slot attention for object discovery", "HOST is available in ten languages",
        "Moved to tears: an essay", "Account of a suspended bridge", "Not found in translation",
    )  # fmt: skip
    return dice.site(_shown(title, _text(dice)), ALIVE, "alive")


@_kind
def _page_with_a_gates_script(dice: Dice) -> Made:
    script = dice.one(
        '<script src="/_Incapsula_Resource?SWJIYLWA=5074"></script>',
        '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
        "<script src='https://js.datadome.co/tags.js'></script>",
        '<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>',
        '<script src="https://www.google.com/recaptcha/api.js"></script>',
    )
    return dice.site(_shown("A tool", script + _text(dice)), ALIVE, "alive")


@_kind
def _program_in_a_page(dice: Dice) -> Made:
    body = dice.one(
        '<div id="root"></div><script src="/static/js/main.js"></script>',
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div>",
        '<div id="__next"></div>',
    )
    return dice.site(_shown(dice.one("A tool", "HOST"), body), ALIVE, "alive")


@_kind
def _page_with_a_refresh_of_its_own(dice: Dice) -> Made:
    head = dice.one('<meta http-equiv="refresh" content="600">',
                    '<meta http-equiv="refresh" content="0; url=./latest/">',
                    "<script>if (x) location.href = '/en/'</script>")  # fmt: skip
    body = f"<html><head><title>Docs</title>{head}</head><body>Redirecting</body></html>"
    return dice.site(Answer(body=body.encode()), ALIVE, "alive")


@_kind
def _trouble_that_passes(dice: Dice) -> Made:
    first = dice.random.choice(
        [refuse(503), refuse(429, ("Retry-After", "1")), refuse(500), Answer(fault="reset"),
         Answer(fault="close"), refuse(408)]
    )  # fmt: skip
    return dice.site(page(first, OK), ALIVE, "alive")


@_kind
def _server_that_denies_HEAD(dice: Dice) -> Made:  # noqa: N802 - the method's name
    return dice.site(page(head=refuse(dice.status(403, 404, 405, 501))), ALIVE, "alive")


@_kind
def _fragment(dice: Dice) -> Made:
    there = dice.random.random() < 0.5
    body = f"<h2 id='{'part' if there else 'other'}'>Part</h2>"
    path = f"{dice.path()}#part"
    return dice.site(_shown("Docs", body), ALIVE if there else UNSURE, "alive", path=path)


@_kind
def _large_or_slow(dice: Dice) -> Made:
    answer = dice.random.choice(
        [Answer(fault="endless"), Answer(body=html("Large", "x" * 300_000)), Answer(delay=1.5),
         Answer(body=b"%PDF" + b"0" * 90_000, headers=(("Content-Type", "application/pdf"),))]
    )  # fmt: skip
    return dice.site(answer, ALIVE, "alive")


# --- No answer ---


@_kind
def _no_answer(dice: Dice) -> Made:
    lookups = dice.random.choice(
        [(Lookup((SILENT,)),), (Lookup((REFUSES,)),), (NO_HOST,), (Lookup((), "temporary"),)]
    )
    return dice.site(OK, UNSURE, lookups=lookups)


@_kind
def _broken_answer(dice: Dice) -> Made:
    faults: Sequence[Fault] = ("reset", "close", "hang", "garbage")
    return dice.site(Answer(fault=dice.random.choice(faults)), UNSURE)


@_kind
def _bad_certificate(dice: Dice) -> Made:
    kinds: Sequence[Certificate] = ("expired", "self-signed", "wrong-host", "untrusted")
    return dice.site(OK, UNSURE, certificate=dice.random.choice(kinds))


# --- Services ---


@_kind
def _video(dice: Dice) -> Made:
    video = f"vid{dice.number:05}-ab"[:11]
    state, states, truth = dice.random.choice(_STATES_OF_VIDEOS)
    url = dice.one("https://www.youtube.com/watch?v=", "https://youtu.be/") + video
    things = (Thing("youtube", video, state),) if state else ()
    return Made(Link(url, truth, states), things=things)


_STATES_OF_VIDEOS: Final[tuple[tuple[str, tuple[str, ...], Truth], ...]] = (
    ("there", ALIVE, "alive"),
    ("not embedded", ALIVE, "alive"),
    ("private", UNSURE, "unknown"),
    ("just gone", UNSURE, "unknown"),
    ("", DEAD, "dead"),
)


@_kind
def _package(dice: Dice) -> Made:
    name, there = f"tool-{dice.number}", dice.random.random() < 0.6
    rows = (
        ("pypi", f"https://pypi.org/project/{name}/"),
        ("npm", f"https://www.npmjs.com/package/{name}"),
        ("crates.io", f"https://crates.io/crates/{name}"),
    )
    site, url = dice.random.choice(rows)
    thing = Thing(site, name)  # type: ignore[arg-type]  # one of the rows above
    link = Link(url, "alive" if there else "dead", ALIVE if there else DEAD)
    return Made(link, things=(thing,) if there else ())


@_kind
def _model(dice: Dice) -> Made:
    name, there = f"owner/model-{dice.number}", dice.random.random() < 0.6
    link = Link(f"https://huggingface.co/{name}", "unknown", ALIVE if there else UNSURE)
    return Made(link, things=(Thing("hugging face", name),) if there else ())


@_kind
def _paper_of_semantic_scholar(dice: Dice) -> Made:
    name, there = f"{dice.number:040x}", dice.random.random() < 0.6
    link = Link(f"https://www.semanticscholar.org/paper/A-title/{name}",
                "alive" if there else "dead", ALIVE if there else DEAD)  # fmt: skip
    return Made(link, things=(Thing("semantic scholar", name),) if there else ())


@_kind
def _archived_copy(dice: Dice) -> Made:
    url, state = f"http://old-{dice.number}.example/a", dice.one("there", "copy of a 404", "")
    states = {"there": ALIVE, "": DEAD}.get(state, UNSURE)
    truths: dict[str, Truth] = {"there": "alive", "": "dead"}
    link = Link(f"https://web.archive.org/web/2020/{url}", truths.get(state, "unknown"), states)
    return Made(link, things=(Thing("wayback", url, state),) if state else ())


@_kind
def _submission(dice: Dice) -> Made:
    name, there = f"note{dice.number}", dice.random.random() < 0.6
    link = Link(f"https://openreview.net/forum?id={name}", "alive" if there else "dead",
                ALIVE if there else DEAD)  # fmt: skip
    return Made(link, notes=(Note(name),) if there else ())


@_kind
def _repository(dice: Dice) -> Made:
    name = f"owner-{dice.number}/name"
    url = f"https://github.com/{name}"
    rows: Sequence[tuple[str, Repository | None, tuple[str, ...], Truth]] = (
        (url, Repository(name), ALIVE, "alive"),
        (url, None, DEAD, "dead"),
        (url, Repository(name, state="dmca"), UNSURE, "unknown"),
        (url, Repository(f"new-{name}", former=(name,)), MOVED, "moved"),
        (f"{url}/wiki", Repository(name), UNSURE, "unknown"),
        (f"{url}/wiki/Gone", Repository(name, wiki=("Page",)), UNSURE, "unknown"),
        (f"{url}/wiki/Page", Repository(name, wiki=("Page",)), ALIVE, "alive"),
        (f"{url}/blob/main/gone.md", Repository(name), DEAD, "dead"),
        (f"{url}/tree/main", Repository(name, graphql_error="FORBIDDEN"), ALIVE, "alive"),
    )
    link, repository, states, truth = dice.random.choice(rows)
    return Made(Link(link, truth, states), repositories=(repository,) if repository else ())


@_kind
def _mirror_of_a_paper(dice: Dice) -> Made:
    paper, there = f"2101.{dice.number % 100_000:05}", dice.random.random() < 0.5
    url = dice.one("https://ar5iv.org/abs/", "https://www.alphaxiv.org/abs/",
                   "https://huggingface.co/papers/", "https://arxiv.org/abs/") + paper  # fmt: skip
    link = Link(url, "alive" if there else "dead", ALIVE if there else DEAD)
    return Made(link, papers=(Paper(paper),) if there else ())


@_kind
def _identifier(dice: Dice) -> Made:
    name, there = f"10.1234/one.{dice.number}", dice.random.random() < 0.6
    link = Link(f"https://doi.org/{name}", "alive" if there else "dead", ALIVE if there else DEAD)
    return Made(link, dois=(Doi(name, "https://landing.example/"),) if there else ())


def hard_world(seed: int, size: int = 400, kinds: Sequence[str] = ()) -> World:
    """So many links of all kinds, or of some; what each is shows in its place in `kinds_of`."""
    dice = random.Random(seed)
    names = list(kinds) or list(KINDS)
    made = [
        KINDS[names[number % len(names)]](Dice(dice, seed * 10_000 + number))
        for number in range(size)
    ]
    return World(
        tuple(one.link for one in made),
        (*LIES_SUPPORT, *(host for one in made for host in one.hosts)),
        Arxiv(tuple(paper for one in made for paper in one.papers)),
        GitHub(tuple(each for one in made for each in one.repositories), tokens=(TOKEN,)),
        tuple(doi for one in made for doi in one.dois),
        tuple(note for one in made for note in one.notes),
        tuple(thing for one in made for thing in one.things),
    )
