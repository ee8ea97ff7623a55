"""The command line from links to a report: rows, notices, tokens, secrets."""

import json
from pathlib import Path
import subprocess
from typing import Any

import pytest

from tests.web import simulate
from tests.web.command import run
from tests.web.sites import sites_of
from tests.web.world import (
    Answer,
    Arxiv,
    GitHub,
    Host,
    Lookup,
    Paper,
    Repository,
    World,
    html,
    page,
    redirect,
    refuse,
)
from tests.web.worlds import TOKEN

WORLD = World(
    hosts=(Host("one.example", {"/": page(), "/a": page(), "/shut": page(refuse(403))}),),
    arxiv=Arxiv((Paper("2111.06377", "A Paper"),), spacing=0.0),
    github=GitHub((Repository("owner/name", former=("old/name",)),), tokens=(TOKEN,)),
)  # fmt: skip
ALIVE = ["https://one.example/a", "https://arxiv.org/abs/2111.06377"]
GONE = "https://one.example/gone"
SHUT = "https://one.example/shut"
REFUSED = "ghp_refused"


def written(folder: Path, *urls: str) -> Path:
    file = folder / "README.md"
    file.write_text("# Links\n\n" + "".join(f"- [link {n}]({u})\n" for n, u in enumerate(urls)))
    return file


def rows(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    report = json.loads(done.stdout)
    return {row["url"]: row for file in report["files"] for row in file["links"]}


def test_every_distinct_url_has_a_row(tmp_path: Path) -> None:
    moved = "https://github.com/old/name"
    file = written(tmp_path, *ALIVE, GONE, SHUT, moved, ALIVE[0], "mailto:me@one.example", "#x")
    with simulate(WORLD) as web:
        done = run(web, tmp_path, "links", "--format", "json", "--no-cache", file, token=TOKEN)
    found = rows(done)
    assert found.keys() == {*ALIVE, GONE, SHUT, moved}
    states = {url: row["verdict"] for url, row in found.items()}
    assert states == {
        ALIVE[0]: "alive",
        ALIVE[1]: "alive",
        GONE: "dead",
        SHUT: "unsure",
        moved: "moved",
    }
    assert found[GONE]["status"] == 404
    assert found[moved]["final_url"] == "https://github.com/owner/name"
    assert found[ALIVE[1]]["facts"]["title"] == "A Paper"
    assert TOKEN not in done.stdout + done.stderr


def test_urls_without_scheme_or_slashes_are_checked(tmp_path: Path) -> None:
    urls = ["//one.example/a", "https:/one.example/a", "http:/one.example/gone"]
    with simulate(WORLD) as web:
        file = written(tmp_path, *urls, "a.md", "/a")
        done = run(web, tmp_path, "links", "--format", "json", "--no-cache", file)
        assert len(web.requests) == 2
    states = {url: row["verdict"] for url, row in rows(done).items()}
    assert states == dict(zip(urls, ["alive", "alive", "dead"], strict=True))


def test_no_safe_fix_writes_another_site_into_a_list(tmp_path: Path) -> None:
    lost, play = "https://lost.example", "https://casino.example/play"
    world = World(hosts=(
        Host("lost.example", {
            "/tool": page(redirect(play)), "/": page(redirect("https://casino.example/", 302)),
            "/sold": page(Answer(body=html("lost.example is for sale"))),
            "/old": page(redirect(f"{lost}/new")), "/new": page(),
        }),
        Host("casino.example", other=page()),
    ))  # fmt: skip
    file = written(tmp_path, f"{lost}/tool", f"{lost}/", f"{lost}/sold", f"{lost}/old")
    with simulate(world) as web:
        done = run(web, tmp_path, "check", "--fix", "--no-cache", file)
    text = file.read_text()
    assert "casino" not in text
    assert f"{lost}/new" in text
    assert f"moved permanently to another site: look at it, then use {play}" in done.stdout
    assert "leads to another site now, https://casino.example/" in done.stdout
    assert "the domain seems to be for sale or to have a new owner" in done.stdout


def test_cache_that_cannot_be_used_is_reported_and_changes_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with simulate(WORLD) as web:
        done = run(
            web, tmp_path, "links", "--cache-dir", blocked / "below", written(tmp_path, GONE)
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(blocked) in done.stderr


def test_no_network_ends_with_one_notice_and_a_failure(tmp_path: Path) -> None:
    nothing = (Lookup((), "temporary"),)
    names = [*sites_of(World()), "one.example"]
    world = World(hosts=tuple(Host(name, lookups=nothing) for name in names))
    file = written(tmp_path, *ALIVE, GONE, SHUT, "https://github.com/owner/name")
    with simulate(world) as web:
        done = run(web, tmp_path, "links", "--format", "json", "--no-cache", file)
    assert done.returncode == 2  # nothing could be checked
    assert done.stderr.count("network") == 1
    assert {row["verdict"] for row in rows(done).values()} == {"unsure"}


def test_refused_token_is_reported_once(tmp_path: Path) -> None:
    file = written(tmp_path, "https://github.com/owner/name", "https://github.com/no/body")
    with simulate(WORLD) as web:
        done = run(web, tmp_path, "links", "--format", "json", "--no-cache", file, token=REFUSED)
    assert [row["verdict"] for row in rows(done).values()] == ["alive", "dead"]
    assert done.stderr.lower().count("token") >= 1
    assert REFUSED not in done.stderr + done.stdout


def test_token_is_read_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n")
    file = written(tmp_path, "https://github.com/owner/name")
    with simulate(WORLD) as web:
        done = run(web, tmp_path, "links", "--no-cache", "--github-token-file", secret, file)
        assert done.returncode == 0, done.stderr
        assert len(web.asked("api.github.com", "/graphql")) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("links", "-v"),
        ("links", "--format", "json"),
        ("check", "--format", "json", "--select", "entries"),
        ("links", "--write-baseline"),
        ("export", "--format", "csv"),
        ("export", "--format", "json"),
        ("export", "--format", "bibtex"),
    ],
    ids=" ".join,
)
def test_credentials_are_not_printed(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    hidden = "user:sesame@one.example"
    file = written(tmp_path, f"https://{hidden}/gone", GONE, f"https://{hidden}:99999/")
    with file.open("a") as more:
        more.write(f"- **A Name** [paper](https://{hidden}/a), bare: https://{hidden}/gone  .\n")
    with simulate(WORLD) as web:
        done = run(web, tmp_path, *arguments, file)
        assert not any("authorization" in request.headers for request in web.requests)
    kept = "".join(each.read_text() for each in tmp_path.glob(".awesomecheck*"))
    assert "one.example" in done.stdout + done.stderr + kept
    assert "sesame" not in done.stdout + done.stderr + kept
