"""`awesomecheck fleet report`: what it says of all lists, on a page that loads nothing."""

import base64
import hashlib
import os
from pathlib import Path
import re
import sys
from typing import Any

from msgspec.structs import replace
import pyarrow
from pyarrow import parquet
import pytest

import awesomecheck.fleet
from awesomecheck.fleet.lock import locked
from awesomecheck.fleet.manifest import MANIFEST
from awesomecheck.fleet.tables import columns_of
from tests.fleet.made import (
    Values,
    a_list,
    entry,
    finding,
    fleet,
    link,
    manifest,
    not_read,
    verdict,
    write_fleet,
)
from tests.health.made import Page

_arrow: Any = pyarrow
_parquet: Any = parquet

ROWS: tuple[Values, ...] = (
    a_list("many.md", entries=20, findings=4, links=3),
    a_list("few.md", entries=400, findings=4, links=3),
    a_list("tiny.md", entries=2, findings=3),
    not_read("gone/list", "no such repository"),
    *[finding("many.md")] * 3,
    finding("many.md", "bare-url")._replace(severity="error"),
    *[finding("few.md", "bare-url")] * 4,
    *(link(name, "one.example/dead") for name in ("many.md", "few.md")),
    *(link(name, "one.example/shut") for name in ("many.md", "few.md")),
    link("few.md", "two.example/dead"),
    link("many.md", "two.example/"),
    verdict("one.example/dead", "dead"),
    verdict("one.example/shut", "unsure", "blocked"),
    verdict("two.example/dead", "dead"),
    verdict("two.example/", "alive", "ok"),
)


def page_of(folder: Path, *more: str) -> Page:
    done = fleet("report", folder, *more)
    assert (done.returncode, done.stderr) == (0, "")
    return Page(done.stdout)


def table(folder: Path, identifier: str, *more: str) -> list[list[str]]:
    """Return the cells of the table in a section of the page."""
    done = fleet("report", folder, *more)
    assert (done.returncode, done.stderr) == (0, "")
    found = re.search(
        rf'<section aria-labelledby="{identifier}">.*?</section>', done.stdout, re.DOTALL
    )
    rows = re.findall(r"<tr>(.*?)</tr>", found[0] if found else "", re.DOTALL)[1:]
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows)
    return [[" ".join(Page(cell).text.split()) for cell in row] for row in cells]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_fleet(tmp_path / "fleet", ROWS)


def test_how_much_there_is(folder: Path) -> None:
    text = page_of(folder).text
    assert "3 lists" in text
    assert "422 entries, 11 findings, 6 links to 4 different ones; 1 more list could not" in text
    assert "dead: 2 (50 %)" in text
    assert "unsure: 1 (25 %)" in text
    assert "2026-11-30 00:53 to 01:53 UTC, with awesomecheck 1.0.0" in text


def test_lists_with_many_findings_for_their_size_come_first(folder: Path) -> None:
    assert table(folder, "findings") == [
        ["many.md", "20.0", "4", "1", "20"],
        ["few.md", "1.0", "4", "0", "400"],
    ]


def test_lists_with_dead_links(folder: Path) -> None:
    assert table(folder, "dead-lists") == [
        ["few.md", "2", "3", "66.7 %"],
        ["many.md", "1", "3", "33.3 %"],
    ]


def test_a_dead_link_of_several_lists_is_named_once(folder: Path) -> None:
    [[link_, lists, some]] = table(folder, "dead")
    assert link_ == "https://one.example/deadGET answered 404"
    assert (lists, some) == ("2", "few.md, many.md")


def test_rules_and_in_how_many_lists_they_find_something(folder: Path) -> None:
    rules = [row[:5] for row in table(folder, "rules")]
    assert rules == [
        ["bare-url", "warning", "5", "5", "2 (67 %)"],
        ["trailing-space", "warning", "3", "3", "1 (33 %)"],
    ]


def test_hosts_with_what_is_dead_and_what_they_block(folder: Path) -> None:
    assert table(folder, "hosts") == [
        ["one.example", "1", "1", "1", "2", "4"],
        ["two.example", "1", "0", "0", "2", "2"],
    ]


def test_hosts_of_one_owner_are_one(tmp_path: Path) -> None:
    urls = ("http://WWW.One.co.uk:80/a", "https://me@docs.one.co.uk?b", "https://two.co.uk/")
    rows = [
        *(link("a.md", str(number), url) for number, url in enumerate(urls)),
        *(verdict(str(number), "dead")._replace(url=url) for number, url in enumerate(urls)),
    ]
    found = table(write_fleet(tmp_path / "fleet", rows), "hosts")
    assert [row[:2] for row in found] == [["one.co.uk", "2"], ["two.co.uk", "1"]]


def test_lists_that_could_not_be_read_and_why(folder: Path) -> None:
    assert table(folder, "failed") == [["gone/list", "no such repository"]]


TITLE = "Masked Autoencoders Are Scalable Vision Learners"


def test_a_paper_is_the_same_by_its_id_or_its_title(tmp_path: Path) -> None:
    rows = [
        *(a_list(f"{name}.md") for name in "abcd"),
        entry("a.md", TITLE, arxiv="2111.06377"),
        entry("b.md", TITLE.lower()),
        entry("c.md", arxiv="2111.06377"),
        entry("d.md", "Another Paper About Something"),
    ]
    found = table(write_fleet(tmp_path / "fleet", rows), "papers")
    assert found == [[TITLE, "3", "a.md, b.md, c.md"]]


def test_short_titles_and_papers_with_other_ids_are_not_the_same(tmp_path: Path) -> None:
    rows = [
        a_list("a.md"),
        a_list("b.md"),
        *(entry(name, "Deep Learning") for name in ("a.md", "b.md")),
        entry("a.md", "A Survey of Surveys of Papers", arxiv="2101.00001"),
        entry("b.md", "A Survey of Surveys of Papers", arxiv="2202.00002"),
    ]
    assert table(write_fleet(tmp_path / "fleet", rows), "papers") == []


def test_repositories_of_entries_in_several_lists(tmp_path: Path) -> None:
    one, other = "https://github.com/Owner/Tool", "https://github.com/owner/tool.git"
    badge = "https://github.com/sindresorhus/awesome"
    rows = [
        a_list("a.md"),
        a_list("b.md"),
        entry("a.md", url=one),
        entry("b.md", url=other),
        link("a.md", "github:owner/tool", one),
        link("b.md", "github:owner/tool", other),
        *(link(name, "github:sindresorhus/awesome", badge) for name in ("a.md", "b.md")),
        *(link(name, "github:owner/tool/issues", f"{one}/issues") for name in ("a.md", "b.md")),
    ]
    found = table(write_fleet(tmp_path / "fleet", rows), "repositories")
    assert found == [["owner/tool", "2", "a.md, b.md"]]


def disputed(tmp_path: Path, *said: tuple[str | None, int | None]) -> list[list[str]]:
    """Return what the page says of a paper, about which each list says something."""
    names = [f"{number}.md" for number in range(len(said))]
    papers = [
        entry(name, TITLE, venue, year, "2111.06377")
        for name, (venue, year) in zip(names, said, strict=True)
    ]
    return table(write_fleet(tmp_path / "fleet", [*map(a_list, names), *papers]), "disputed")


def test_a_paper_under_different_venues_has_the_lists_that_say_which(tmp_path: Path) -> None:
    said = [("CVPR", 2022), ("CVPR", 2022), ("ICCV", 2021), ("arXiv", 2021), (None, None)]
    [[paper, lists, places]] = disputed(tmp_path, *said)
    assert (paper, lists) == (TITLE, "3")
    assert places == "CVPR 2022: 0.md, 1.md ICCV 2021: 2.md 2 more lists without such a venue"


def test_a_paper_under_different_years(tmp_path: Path) -> None:
    [[_, lists, places]] = disputed(tmp_path, ("CVPR", 2022), ("CVPR", 2021), ("CVPR", None))
    assert (lists, places) == ("3", "CVPR 2021: 1.md CVPR 2022: 0.md")


@pytest.mark.parametrize(
    "other",
    [
        ("NeurIPS", 2021),
        ("Neural Information Processing Systems", 2021),
        ("NeurIPS", None),
        ("arXiv", 2020),
        ("Some Magazine", 2020),
        ("ICLR Workshop", 2022),
        (None, 2020),
    ],
)
def test_lists_that_do_not_contradict_each_other(
    tmp_path: Path, other: tuple[str | None, int | None]
) -> None:
    assert disputed(tmp_path, ("NIPS", 2021), other) == []


def test_a_journal_that_prints_the_papers_of_a_conference_does_not_contradict_it(
    tmp_path: Path,
) -> None:
    assert disputed(tmp_path, ("SIGGRAPH Asia", 2021), ("TOG", 2021)) == []


def test_tables_are_cut_and_say_so(tmp_path: Path) -> None:
    names = [f"{number:02}.md" for number in range(12)]
    rows = [a_list(name, findings=number + 1) for number, name in enumerate(names)]
    where = write_fleet(tmp_path / "fleet", rows)
    assert len(table(where, "findings", "--top", "5")) == 5
    text = page_of(where, "--top", "5").text
    assert "The first 5 of 12." in text
    assert "Tables have at most 5 rows" in text
    assert "Tables have at most" not in page_of(where).text


def test_lists_lead_to_where_they_are(tmp_path: Path) -> None:
    commit = "c" * 40
    rows = [
        a_list("o/a:README.md", findings=1)._replace(
            repository="o/a", path="docs/READ ME.md", commit=commit
        ),
        a_list("o/b:README.md", findings=1)._replace(repository="o/b"),
        a_list("https://me:secret@one.example/list.md", findings=1),
        a_list("bad", findings=1)._replace(repository="javascript:alert(1)//x/y"),
    ]
    page = page_of(write_fleet(tmp_path / "fleet", rows))
    assert f"https://github.com/o/a/blob/{commit}/docs/READ%20ME.md" in page.values("href")
    assert "https://github.com/o/b" in page.values("href")
    assert "https://one.example/list.md" in page.values("href")
    assert "secret" not in page.text
    assert all(url.startswith(("https://", "#")) for url in page.values("href"))


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "##[error]x\x1b[31m\x00",
    "\u202eesrever",
    "</details></table>",
    "x" * 100_000,
)


def test_hostile_texts_stay_text_and_short(tmp_path: Path) -> None:
    rows: list[Values] = []
    for text in HOSTILE:
        rows += [a_list(text, findings=1, links=1), finding(text, text, text)]
        rows += [not_read(f"{text}2", text), entry(text, f"A Long Title {text}", "CVPR", 2020)]
        rows += [entry("other", f"A Long Title {text}", text, 2021)]
        rows += [link(name, text, "javascript:alert(1)") for name in (text, "other")]
        shown = verdict(text, "dead", text)
        rows.append(shown._replace(url="javascript:alert(1)", evidence=text, shard=text))
    done = fleet("report", write_fleet(tmp_path / "fleet", rows))
    found = Page(done.stdout)
    assert done.returncode == 0
    assert [tag for tag, _ in found.elements].count("script") == 1
    assert not {"img", "i"} & {tag for tag, _ in found.elements}
    assert not [url for url in found.values("href") if not url.startswith(("https://", "#"))]
    for text in (*HOSTILE[:3], HOSTILE[5]):
        assert text in found.text
    assert not [each for each in ("##[", "\u202e", "\x1b", "\x00") if each in done.stdout]
    assert len(done.stdout) < 100_000


def test_nothing_is_loaded_and_only_our_script_runs(folder: Path) -> None:
    found = page_of(folder)
    tags = [tag for tag, _ in found.elements]
    assert tags.count("script") == tags.count("style") == 1
    assert not {"link", "img", "iframe", "object", "base"} & set(tags)
    assert not [name for name in ("src", "style", "onclick", "onload") if found.values(name)]
    [policy] = [text for text in found.values("content") if "default-src 'none'" in text]
    for name in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(found.raw[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_sections_have_names_and_what_leads_to_them_is_there(folder: Path) -> None:
    found = page_of(folder)
    names = {*found.values("id")}
    assert {*found.values("aria-labelledby")} <= names
    assert {url[1:] for url in found.values("href") if url.startswith("#")} <= names
    assert len(found.values("id")) == len(names)


def test_a_run_without_links_or_lists(tmp_path: Path) -> None:
    rows = [verdict("one.example/", "unsure")._replace(checked=None), a_list("a.md")]
    text = page_of(write_fleet(tmp_path / "a", rows)).text
    assert "not checked: 1 (100 %)" in text
    assert "Hosts" not in text
    assert "0 lists" in page_of(write_fleet(tmp_path / "b", [])).text


def test_a_run_that_has_not_finished_is_reported_so_far(tmp_path: Path) -> None:
    where = write_fleet(tmp_path / "fleet", ROWS, manifest(finished=None))
    done = fleet("report", where, "-o", tmp_path / "index.html")
    assert done.returncode == 0
    assert "the run has not finished: it was checking links" in done.stderr
    page = Page((tmp_path / "index.html").read_text("utf-8"))
    assert "the run has not finished" in page.text
    assert "422 entries" in page.text


@pytest.mark.parametrize("kind", ["no table", "overwritten", "other columns", "no UTF-8"])
def test_a_damaged_file_is_named_and_left_out(folder: Path, kind: str) -> None:
    bad = folder / "findings" / "bad.parquet"
    good = (folder / "findings" / "0.parquet").read_bytes()
    if kind == "no table":
        bad.write_bytes(b"no table")
    elif kind == "overwritten":
        footer = int.from_bytes(good[-8:-4], "little") + 8
        bad.write_bytes(good[:4] + b"\xff" * (len(good) - footer - 4) + good[-footer:])
    elif kind == "other columns":
        _parquet.write_table(_arrow.table({"rule": ["x"]}), bad)
    else:
        row = finding("x.md")
        columns: Any = columns_of("findings")
        values = {name: [value] for name, value in row._asdict().items()}
        raw = _arrow.array([b"\xff\xfe"]).view(_arrow.string())
        whole = _arrow.Table.from_pydict(values, columns).set_column(5, columns.field(5), raw)
        whole = whole.set_column(1, columns.field(1), raw)
        _parquet.write_table(whole, bad)
    done = fleet("report", folder, "-o", folder / "index.html")
    assert done.returncode == 2
    assert f"error: {bad}: " in done.stderr
    assert "Traceback" not in done.stderr
    page = Page((folder / "index.html").read_text("utf-8"))
    assert "left out" in page.text
    assert "422 entries" in page.text


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_what_is_no_file_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "links" / "pipe.parquet")
    done = fleet("report", folder)
    assert done.returncode == 2
    assert "pipe.parquet: not a file" in done.stderr


def test_columns_of_a_later_version_are_no_damage(folder: Path) -> None:
    path = folder / "findings" / "0.parquet"
    table_ = _parquet.read_table(path)
    new = _arrow.array(["x"] * table_.num_rows)
    _parquet.write_table(table_.append_column("later", new), path)
    assert "422 entries" in page_of(folder).text
    assert [row[2] for row in table(folder, "rules")] == ["5", "3"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing"], "missing: no such file or folder"),
        (["."], "not the folder of a fleet: it has no fleet.json"),
        (["file"], "file: not a folder"),
        (["ended"], "ended: the run ended before it had read a list"),
        (["fleet", "-o", "fleet/fleet.json"], "would be overwritten, but is read"),
        (["fleet", "-o", "fleet/lists/0.parquet"], "would be overwritten, but is read"),
        (["fleet", "--top", "0"], "Invalid value for '--top'"),
        (["later"], "written by another version"),
        (["endless"], "not written by"),
    ],
)
def test_bad_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    write_fleet(Path("fleet"), ROWS)
    with locked(Path("ended")):
        pass
    write_fleet(Path("later"), [], replace(manifest(), schema=99))
    write_fleet(Path("endless"), [], replace(manifest(), started=1e300))
    done = fleet("report", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert (tmp_path / "fleet" / MANIFEST).read_bytes().startswith(b"{")


@pytest.mark.parametrize("command", [("report", "fleet"), ("diff", "fleet", "fleet")])
def test_without_the_extra_it_is_said_how_to_install_it(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("awesomecheck.fleet", awesomecheck.fleet)  # the same again afterwards
    for name in [*sys.modules]:
        if name.startswith(("awesomecheck.fleet", "awesomecheck.cli.fleet_report")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("awesomecheck.cli.fleet_report_command", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = fleet(*command)
    assert done.returncode == 2
    assert "needs pyarrow, which is not installed" in done.stderr
    assert "awesomecheck[fleet]" in done.stderr
