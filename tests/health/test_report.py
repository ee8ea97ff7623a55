"""`awesomecheck report`: what it says of a list, as a page and as Markdown."""

import base64
from datetime import timedelta
import hashlib
from pathlib import Path
import re
import subprocess
from xml.etree import ElementTree

from msgspec.structs import replace
import pytest

from awesomecheck.links.checker import Cache
from awesomecheck.links.recorded_run import RecordedRun
from awesomecheck.rules import State
from awesomecheck.runs.link_check import history_key
from tests.git import Repository
from tests.health.made import (
    ALIVE,
    COPIED,
    COPY,
    DEAD,
    TODAY,
    UNSURE,
    Page,
    awesomecheck,
    fill,
    moved,
    repository,
)
from tests.web import simulate
from tests.web.command import run as run_in_web
from tests.web.world import Host, World, page

LIST = """\
# Awesome Pictures

## Models

* **MAE**: Kaiming He, Piotr Dollár.
   - Masked Autoencoders Are Scalable Vision Learners.
     [[ArXiv'2021](https://arxiv.org/abs/2111.06377)] [[code](https://github.com/owner/old)]
* **BEiT**: Hangbo Bao, Li Dong.
   - BERT Pre-Training of Image Transformers.
     [[ICLR'2022](https://arxiv.org/abs/2106.08254)] [[code](https://github.com/owner/kept)]
* **Two**: Ann Other, Bea Other.
   - A Second Paper About Pictures. [[CVPR'2023](https://one.example/gone)]

## Tools

* [Copied](https://one.example/copied) - A tool.
* [Moved](https://one.example/moved) - A tool.
* [Shut](https://one.example/shut) - A tool.
"""
VERDICTS = {
    "https://arxiv.org/abs/2111.06377": ALIVE,
    "https://github.com/owner/old": repository("owner/old", "2019-05-01", archived=True),
    "https://arxiv.org/abs/2106.08254": ALIVE,
    "https://github.com/owner/kept": repository("owner/kept", "2021-02-03"),
    "https://one.example/gone": DEAD,
    "https://one.example/copied": COPIED,
    "https://one.example/moved": moved("https://one.example/new"),
    "https://one.example/shut": UNSURE,
}


@pytest.fixture
def readme(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(LIST, "utf-8")
    return path


def report(readme: Path, *more: str | Path) -> "subprocess.CompletedProcess[str]":
    cache = readme.parent
    return awesomecheck("report", readme, "--cache-dir", cache / "cache", *more, cache=cache)


def markdown(readme: Path, *more: str | Path) -> str:
    done = report(readme, "--format", "markdown", *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def html(readme: Path, *more: str | Path) -> Page:
    done = report(readme, "--format", "html", *more)
    assert done.returncode == 0, done.stderr
    return Page(done.stdout)


def test_what_to_do_comes_by_certainty(readme: Path, tmp_path: Path) -> None:
    fill(tmp_path / "cache", VERDICTS, failures=2)
    text = markdown(readme, "--offline")
    assert text.startswith("<!-- awesomecheck -->\n\n## Awesome Pictures: 4 things to do\n")
    assert "6 entries, 8 links: 4 alive, 1 moved, 2 dead, 1 unsure." in text
    order = [
        "Dead links, confirmed by a second check, with an archived copy (1)",
        "Dead links, confirmed by a second check (1)",
        "Moved links with a certain new address (1)",
        "Published since their preprint (1)",
        "### The list",
        "2 of 3 papers (67 %) have a link to code",
        "Repositories: Archived (1)",
        "Repositories: No push for three years or more (1)",
        "### Unsure links",
    ]
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert COPY in text
    assert "→ `https://one.example/new`" in text


def test_the_page_says_the_same(readme: Path, tmp_path: Path) -> None:
    fill(tmp_path / "cache", VERDICTS, failures=2)
    found = html(readme, "--offline")
    for said in (
        "6 entries, 8 links: 4 alive, 1 moved, 2 dead, 1 unsure.",
        "Dead links, confirmed by a second check, with an archived copy",
        "Published since their preprint",
        "2 of 3 papers (67 %) have a link to code.",
        "No push for three years or more",
        "last push 2019-05-01",
        "MAE: Masked Autoencoders Are Scalable Vision Learners",
    ):
        assert said in found.text
    assert COPY in found.values("href")
    assert [tag for tag, _ in found.elements].count("tr") > 8


def test_a_link_that_failed_once_is_not_confirmed(readme: Path, tmp_path: Path) -> None:
    fill(tmp_path / "cache", VERDICTS)
    text = markdown(readme, "--offline")
    assert "confirmed" not in text
    assert "Dead links, seen once (2)" in text


def test_nothing_is_loaded_and_only_our_script_runs(readme: Path, tmp_path: Path) -> None:
    fill(tmp_path / "cache", VERDICTS)
    found = html(readme, "--offline")
    tags = [tag for tag, _ in found.elements]
    assert tags.count("script") == tags.count("style") == 1
    assert not {"link", "img", "iframe", "object", "base"} & set(tags)
    assert not [name for name in ("src", "style", "onclick", "onload") if found.values(name)]
    [policy] = [text for text in found.values("content") if "default-src 'none'" in text]
    for name in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(found.raw[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "`code` | pipe @everyone #1",
    "##[error]x",
    "\u202eesrever",
    "</details></table>",
)


def test_hostile_texts_stay_text(readme: Path, tmp_path: Path) -> None:
    escaped = [re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text) for text in HOSTILE]
    urls = [f"https://one.example/{number}" for number in range(len(HOSTILE))]
    rows = [f"* [{text}]({url}) - A tool.\n" for text, url in zip(escaped, urls, strict=True)]
    bad = (
        "* [Click](javascript:alert(1)) - A tool.\n* [Pass](https://me:secret@one.example/) - X.\n"
    )
    readme.write_text(f"# {escaped[1]}\n\n## {escaped[0]}\n\n{''.join(rows)}{bad}", "utf-8")
    evil = replace(UNSURE, evidence="<i>said</i> `x` javascript:x")
    fill(tmp_path / "cache", dict.fromkeys(urls, evil) | {urls[0]: DEAD, urls[1]: DEAD})
    done = report(readme, "--format", "html", "--offline")
    found = Page(done.stdout)
    assert [tag for tag, _ in found.elements].count("script") == 1
    assert not {"img", "i"} & {tag for tag, _ in found.elements}
    assert all(url.startswith(("https://", "#")) for url in found.values("href"))
    for text in (HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[6]):
        assert text in found.text
    assert "secret" not in done.stdout
    assert "##[" not in done.stdout
    assert "\u202e" not in done.stdout
    text = markdown(readme, "--offline")
    assert "secret" not in text
    assert "##[" not in text
    assert not re.search(r"(?<![\\`])<(?:script|img|i>)", re.sub(r"`[^`]*`", "", text))


def record(readme: Path, days: int, dead: list[str], alive: int) -> None:
    cache = Cache.open(readme.parent / "cache")
    counts: dict[State, int] = {
        "alive": alive,
        "dead": len(dead),
        "moved": 0,
        "unsure": 0,
        "skipped": 0,
    }
    run = RecordedRun(TODAY - timedelta(days=days), counts, dict.fromkeys(dead, "dead"))
    cache.record(history_key(readme), run)
    cache.close()


def test_what_changed_since_the_last_check(readme: Path, tmp_path: Path) -> None:
    fill(tmp_path / "cache", VERDICTS)
    record(readme, 14, [], 5)
    record(readme, 7, ["https://one.example/gone", "https://one.example/shut"], 4)
    record(readme, 1, ["https://one.example/gone"], 4)
    text = markdown(readme, "--offline")
    assert "### Since 2026-11-23\n\nLinks: moved 0 → 1, unsure 0 → 1." in text
    assert "#### Newly dead (1)" in text
    assert "#### Newly moved (1)" in text
    assert "Alive again" not in text
    assert text.count("| 2026-11-") == 3


def test_what_was_dead_and_is_gone_or_alive(readme: Path, tmp_path: Path) -> None:
    fill(tmp_path / "cache", VERDICTS)
    back, removed = "https://arxiv.org/abs/2111.06377", "https://one.example/removed"
    record(readme, 7, [back, removed], 4)
    record(readme, 2, [], 4)
    found = html(readme, "--offline")
    assert "Since 2026-11-23" in found.text
    assert "Alive again" in found.text
    assert "Dead then, not in the list any more" in found.text
    assert removed in found.values("href")


def test_checks_are_recorded_once_a_day(readme: Path, tmp_path: Path) -> None:
    readme.write_text("# List\n\n* [One](https://one.example/) - A tool.\n", "utf-8")
    world = World(hosts=(Host("one.example", {"/": page()}),))
    with simulate(world) as web:
        for command in ("links", "check", "report"):
            more = ("-o", tmp_path / "report.html") if command == "report" else ()
            done = run_in_web(web, tmp_path, command, readme, *more)
            assert done.returncode == 0, done.stderr
    cache = Cache.open(tmp_path / "awesomecheck")
    [recorded] = cache.runs(history_key(readme))
    cache.close()
    assert (recorded.counts["alive"], recorded.problems) == (1, {})
    assert "1 link: 1 alive." in Page((tmp_path / "report.html").read_text("utf-8")).text


def test_without_a_cache(readme: Path, tmp_path: Path) -> None:
    with simulate(World(hosts=(Host("one.example", {"/gone": page()}),))) as web:
        readme.write_text("# List\n\n* [One](https://one.example/x) - A tool.\n", "utf-8")
        done = run_in_web(web, tmp_path, "report", readme, "--no-cache", "--format", "markdown")
    assert done.returncode == 0
    assert "Dead links, seen once (1)" in done.stdout
    assert not (tmp_path / "awesomecheck").exists()


def test_without_a_network_links_are_as_they_were(readme: Path, tmp_path: Path) -> None:
    fill(tmp_path / "cache", VERDICTS)
    with simulate(World()) as web:
        web.leave()
        arguments = ("--cache-dir", tmp_path / "cache", "--refresh", "--format", "markdown")
        done = run_in_web(web, tmp_path, "report", readme, *arguments)
    assert done.returncode == 0
    said = (
        "There was no network: links are as they were when they were last checked, on 2026-11-30."
    )
    assert said in done.stdout
    assert "8 links: 4 alive, 1 moved, 2 dead, 1 unsure." in done.stdout


@pytest.mark.parametrize("content", [b"", b"no database " * 100])
def test_an_empty_or_damaged_cache_knows_nothing(
    readme: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "links-2.sqlite").write_bytes(content)
    done = report(readme, "--offline", "--format", "markdown")
    assert done.returncode == 0
    assert "No request was made, and nothing is known of the links" in done.stdout
    assert "8 links: 8 not checked." in done.stdout
    assert ("cannot be read" in done.stderr) is bool(content)


def test_a_change_alone_is_no_check_of_the_list(readme: Path, tmp_path: Path) -> None:
    clone = Repository.init(tmp_path)
    clone.commit(README="# List\n")
    readme.write_text("# List\n\n* [One](https://one.example/) - A tool.\n", "utf-8")
    with simulate(World(hosts=(Host("one.example", {"/": page()}),))) as web:
        done = run_in_web(web, tmp_path, "links", "--since", "HEAD", readme)
    assert done.returncode == 0, done.stderr
    cache = Cache.open(tmp_path / "awesomecheck")
    assert cache.runs(history_key(readme)) == ()
    cache.close()


def test_a_list_of_tools_says_nothing_of_papers(readme: Path) -> None:
    tools = "".join(f"* [Tool {n}](https://one.example/{n}) - A tool.\n" for n in range(30))
    readme.write_text(f"# Tools\n\n## All\n\n{tools}", "utf-8")
    text = markdown(readme, "--offline")
    assert "| All | 30 | 0 |" in text
    assert "code" not in text
    assert "Years" not in text
    assert "Venues" not in text
    assert "code" not in html(readme, "--offline").text.lower()


@pytest.mark.parametrize("text", ["", "# List\n", "Nothing here.\n"])
def test_an_empty_list(readme: Path, text: str) -> None:
    readme.write_text(text, "utf-8")
    assert "nothing to report on" in markdown(readme, "--offline")
    assert "Nothing that is certain." in html(readme, "--offline").text


def test_a_badge(readme: Path, tmp_path: Path) -> None:
    for verdict, said in ((ALIVE, "all alive"), (UNSURE, "no dead ones"), (DEAD, "1 of 1 dead")):
        readme.write_text("# List\n\n* [One](https://one.example/) - A tool.\n", "utf-8")
        fill(tmp_path / "cache", {"https://one.example/": verdict})
        markdown(readme, "--offline", "--badge", tmp_path / "badge.svg")
        badge = ElementTree.parse(tmp_path / "badge.svg").getroot()  # noqa: S314 - our own
        assert badge.get("aria-label") == f"links: {said}"


def test_long_lists_fit_an_issue_and_a_page(readme: Path, tmp_path: Path) -> None:
    urls = [f"https://one.example/{number}/{'x' * 150}" for number in range(400)]
    rows = "".join(f"* [Tool {number}]({url}) - A tool.\n" for number, url in enumerate(urls))
    readme.write_text(f"# List\n\n## Tools\n\n{rows}", "utf-8")
    fill(tmp_path / "cache", dict.fromkeys(urls, DEAD))
    text = markdown(readme, "--offline")
    assert len(text) < 60_000
    assert "did not fit" in text
    done = report(readme, "--offline", "--format", "html")
    assert len(done.stdout) < 600_000
    assert done.stdout.count("<tr class=") == 400


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "README.md"], "README.md: would be overwritten, but is read"),
        (["--badge", "README.md"], "README.md: would be overwritten, but is read"),
        (["-o", "x.html", "--badge", "x.html"], "the badge would overwrite the report"),
        (["--offline", "--refresh"], "--refresh has no effect with --offline"),
        (["--offline", "--no-cache"], "--offline needs the link cache"),
        (["-o", "missing/x.html", "--offline"], "missing"),
    ],
)
def test_bad_input(
    readme: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(readme.parent)
    done = report(readme, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert readme.read_text("utf-8") == LIST


def test_a_report_and_a_badge_cost_each_other_nothing(readme: Path) -> None:
    good, bad = readme.with_name("x"), readme / "x"
    for output, badge in ((good, bad), (bad, good)):
        done = report(readme, "--offline", "-o", output, "--badge", badge)
        assert done.returncode == 2
        assert done.stderr.count("error: ") == 1
        assert "README.md/x: not written" in done.stderr
        assert good.read_text("utf-8").endswith(("</html>\n", "</html>", "</svg>\n"))
        good.unlink()


def test_lines_lead_to_github_where_the_commit_is_there(readme: Path, tmp_path: Path) -> None:
    fill(tmp_path / "cache", VERDICTS)
    clone = Repository.init(tmp_path)
    (tmp_path / ".gitignore").write_text("cache\nawesomecheck\n")
    commit = clone.commit(README=LIST)
    clone.git("remote", "add", "origin", "https://github.com/owner/list.git")
    assert "/blob/" not in markdown(readme, "--offline")
    clone.git("update-ref", "refs/remotes/origin/main", commit)
    start = f"https://github.com/owner/list/blob/{commit}/README.md?plain=1#L"
    assert f"[12]({start}12)" in markdown(readme, "--offline")
    assert f"{start}12" in html(readme, "--offline").values("href")
    readme.write_text(LIST + "\nMore.\n", "utf-8")
    assert "/blob/" not in markdown(readme, "--offline")
