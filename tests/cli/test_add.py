"""`awesomecheck add`: papers and repositories by their ids, in the format and order of a list."""

from pathlib import Path
import subprocess

import pytest

from awesomecheck import Source, UserError, parse
from awesomecheck.cli.add_command import AddRequest, add_entries
from awesomecheck.cli.references import Reference, values_of, with_fields
from awesomecheck.cli.requests import CheckRequest
from awesomecheck.config.config import default
from awesomecheck.config.rule_settings import Choice
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import InternalError
from awesomecheck.runs import run as run_module
from awesomecheck.runs.texts import ListFile, Scope
from tests.conftest import RunCommand
from tests.web import simulate
from tests.web.command import run as run_in_web
from tests.web.server import Web
from tests.web.world import Arxiv, Doi, GitHub, Note, Paper, Repository, World
from tests.web.worlds import TOKEN

HEAD = """\
# Masked Models

A list of 6 papers, in the order of their dates.

- [Methods](#methods)
- [Analysis](#analysis)

## Methods

"""
METHODS = (
    "* **MAE**: Kaiming He, Piotr Dollár.\n"
    "   - MAE: Masked Autoencoders Are Scalable. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]\n",
    "* **BootMAE**: Xiaoyi Dong, Ting Zhang.\n"
    "   - BootMAE: Bootstrapped Autoencoders. [[arXiv'2022](https://arxiv.org/abs/2207.07116)]"
    " [[code](https://github.com/lab/bootmae)]\n",
    "* **SdAE**: Yabo Chen, Qi Tian.\n"
    "   - SdAE: Self-distillated Autoencoder. [[ECCV'2022](https://arxiv.org/abs/2208.00449)]\n",
    "* **MUST**: Junnan Li, Silvio Savarese.\n"
    "   - MUST: Masked Unsupervised Training. [[arXiv'2023](https://arxiv.org/abs/2306.02115)]"
    " [[code](https://github.com/lab/must)]\n",
)
ANALYSIS = """
## Analysis

* **Why**: Jane Doe, Wei Li.
   - Why Do Masks Work? [[arXiv'2021](https://arxiv.org/abs/2110.00001)]
* **How**: Ann Kauri, Bob Birch.
   - How: Masks at Work. [[arXiv'2022](https://arxiv.org/abs/2203.00001)]
"""
LIST = HEAD + "".join(METHODS) + ANALYSIS
PAPERS = (
    Paper("2111.06377", "MAE: Masked Autoencoders Are Scalable", ("Kaiming He", "Piotr Dollár")),
    Paper("2208.00449", "SdAE: Self-distillated Autoencoder", ("Yabo Chen", "Qi Tian")),
    Paper("2306.02115", "MUST: Masked Unsupervised Training", published="2023-06-03"),
    Paper(
        "2401.00001", "NewMAE: A Newer Thing", ("Ann Kauri", "Bob Birch"), published="2024-01-02"
    ),
    Paper("2401.00004", "AtMAE: Accepted", ("Ann Oak",), comment="Accepted at ECCV 2024. 9 pages"),
    Paper("2401.00002", "Masks Without a Name", ("Ann Kauri",), published="2024-01-02"),
    Paper("2401.00003", "Evil: ](https://x.io) | <img src=x> `t`\n# H", ("A *B*",)),
    *(Paper(f"2402.{n:05d}", f"Net{n}: Number {n} of Nets", ("Eve Oak",)) for n in range(1, 21)),
)
WORLD = World(
    arxiv=Arxiv(PAPERS, spacing=0.0),
    github=GitHub((Repository("lab/tool"), Repository("lab/bootmae")), tokens=(TOKEN,)),
    dois=(
        Doi("10.1109/x.1", "https://x.example", "DoiMAE: Of a Publisher", (("Ann", "Oak"),),
            "IEEE/CVF Conference on Computer Vision and Pattern Recognition", (2023, 6)),
        Doi("10.1000/none", "https://x.example"),
    ),
    notes=(Note("note", "NoteMAE: Of a Venue", ("Bob Elm",), "ICLR 2024 poster"),),
)  # fmt: skip


@pytest.fixture(autouse=True)
def readme(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(LIST, "utf-8")
    return path


def added(
    folder: Path, *arguments: str, web: Web | None = None
) -> "subprocess.CompletedProcess[str]":
    command = ("add", "--to", str(folder / "README.md"), *arguments)
    if web is not None:
        return run_in_web(web, folder, *command, token=TOKEN)
    with simulate(WORLD) as own:
        return run_in_web(own, folder, *command, token=TOKEN)


def test_a_paper_taken_out_comes_back_byte_for_byte(readme: Path, tmp_path: Path) -> None:
    old = LIST.replace(METHODS[2], "").replace("6 papers", "5 papers")
    readme.write_text(old, "utf-8")
    fields = ("--field", "venue=ECCV", "--field", "year=2022")
    done = added(tmp_path, "2208.00449", "--section", "methods", *fields)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert readme.read_text("utf-8") == LIST
    assert f'{readme}:14: added: 2208.00449 (section "Methods")' in done.stderr


@pytest.mark.parametrize(
    "reference",
    [
        "2401.00001",
        "arXiv:2401.00001v2",
        "https://arxiv.org/pdf/2401.00001v1.pdf",
        "https://huggingface.co/papers/2401.00001",
        "arxiv.org/abs/2401.00001",
    ],
)
def test_all_names_of_a_paper(reference: str, readme: Path, tmp_path: Path) -> None:
    assert added(tmp_path, reference, "--section", "Meth").returncode == 0
    new = (
        "* **NewMAE**: Ann Kauri, Bob Birch.\n"
        "   - NewMAE: A Newer Thing. [[arXiv'2024](https://arxiv.org/abs/2401.00001)]\n"
    )
    assert readme.read_text("utf-8") == LIST.replace("6 papers", "7 papers").replace(
        METHODS[3], METHODS[3] + new
    )


def test_the_diff_is_shown_and_nothing_written(readme: Path, tmp_path: Path) -> None:
    done = added(tmp_path, "2401.00001", "--section", "Methods", "--diff")
    assert (done.returncode, readme.read_text("utf-8")) == (1, LIST)
    assert "+* **NewMAE**: Ann Kauri, Bob Birch.\n" in done.stdout
    assert "would be added" in done.stderr


def test_twenty_papers_are_one_call_to_arxiv(readme: Path, tmp_path: Path) -> None:
    ids = [f"2402.{n:05d}" for n in range(1, 21)]
    with simulate(WORLD) as web:
        done = added(tmp_path, *ids, "--section", "Analysis", web=web)
        assert done.returncode == 0, done.stderr
        hosts = [request.host for request in web.requests]
    assert hosts == ["export.arxiv.org"]
    entries = parse(Source.from_text(readme.read_text("utf-8"))).entries
    names = [entry.name.text for entry in entries if entry.name]
    assert names[6:] == [f"Net{n}" for n in range(1, 21)]


def test_the_lines_break_as_those_of_the_list(readme: Path, tmp_path: Path) -> None:
    readme.write_bytes(LIST.replace("\n", "\r\n").encode())
    assert added(tmp_path, "2401.00001", "--section", "Methods").returncode == 0
    assert b"\r\n" in readme.read_bytes()
    assert b"\n" not in readme.read_bytes().replace(b"\r\n", b"")


def test_titles_of_strangers_stay_text(readme: Path, tmp_path: Path) -> None:
    done = added(tmp_path, "2401.00003", "--section", "Methods")
    assert "\x1b" not in done.stderr
    if done.returncode == 0:
        document = parse(Source.from_text(readme.read_text("utf-8")))
        assert len(document.links) == len(parse(Source.from_text(LIST)).links) + 1
        assert len(document.headings) == 3
    else:
        assert readme.read_text("utf-8") == LIST


def test_repositories_in_a_numbered_list(readme: Path, tmp_path: Path) -> None:
    names = ("alpha", "beta", "gamma", "zulu")
    tools = [f"[{name}](https://github.com/x/{name}) - Does things." for name in names]
    text = "# Tools\n\n## All\n\n"
    readme.write_text(text + "".join(f"{n}. {t}\n" for n, t in enumerate(tools, 1)))
    done = added(tmp_path, "https://github.com/lab/tool", "--field", "description=Does more.")
    assert done.returncode == 0, done.stderr
    expected = [*tools[:3], "[tool](https://github.com/lab/tool) - Does more.", tools[3]]
    assert readme.read_text() == text + "".join(f"{n}. {t}\n" for n, t in enumerate(expected, 1))


def test_a_repository_where_entries_link_to_sites(readme: Path, tmp_path: Path) -> None:
    text = "# Tools\n\n" + "".join(
        f"- [{name}](https://{name}.example) - Does things.\n" for name in ("alpha", "beta")
    )
    readme.write_text(text)
    done = added(tmp_path, "https://github.com/lab/tool", "--field", "description=Does more")
    assert done.returncode == 0, done.stderr
    assert readme.read_text() == text + "- [tool](https://github.com/lab/tool) - Does more.\n"


def test_sections_of_one_name_are_told_apart_by_their_lines(readme: Path, tmp_path: Path) -> None:
    tool = "- [{0}](https://github.com/x/{0}) - Does things.\n"
    parts = [f"\n## Tools\n\n{tool.format(a)}{tool.format(b)}" for a, b in ("ab", "cd")]
    readme.write_text("# List\n" + "".join(parts))
    words = ("https://github.com/lab/tool", "--field", "description=Does things")
    done = added(tmp_path, *words, "--section", "tools")
    assert 'hint: name one by its line: "tools:3", "tools:8"\n' in done.stderr
    done = added(tmp_path, *words, "--section", "tools:8")
    assert done.returncode == 0, done.stderr
    new = tool.format("tool").replace("/x/", "/lab/")
    assert readme.read_text() == "# List\n" + "".join(parts) + new


def test_an_author_who_is_given_later_tells_papers_of_one_title_apart() -> None:
    title = "Do not crawl in the DUST: different URLs with similar text"
    values = values_of(Reference(title), {}, {})
    assert (values.venue, values.year) == ("", None)
    values = with_fields(values, {"authors": "Uri Schonfeld"})
    assert (values.venue, values.year) == ("WWW", 2006)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2111.06377", "--section", "Methods"), "2111.06377: already listed in "),
        (("https://github.com/lab/bootmae",), "already listed"),
        (("2499.99999", "--section", "Methods"), "2499.99999: does not exist"),
        (("2401.00001", "--section", "Methds"), 'did you mean `--section "Methods"`?'),
        (("2401.00001", "--section", "zzz"), 'choose from: "Methods", "Analysis"'),
        (("2401.00001",), 'name one with --section: "Methods", "Analysis"'),
        (("2401.00002", "--section", "Methods"), 'entries: name\nhint: add `--field name="…"`'),
        (("A Title That Nobody Knows of", "--section", "Methods"), "is not known"),
        (("https://example.org/x",), "is neither a paper nor a repository"),
        (("2401.00001", "--field", "colour=red"), "unknown field `colour`"),
        (("2401.00001", "--field", "name"), "--field name: no value"),
        (("2401.00001", "--field", "year=next"), "`next` is no year"),
        (("2401.00001", "2401.00002", "--field", "name=X"), "--field is about one paper"),
        (("2401.00001", "--section", "Methods", "--field", "code=javascript:x"), "no http(s) URL"),
    ],
)
def test_what_cannot_be_added(
    arguments: tuple[str, ...], said: str, readme: Path, tmp_path: Path
) -> None:
    done = added(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "hint:" in done.stderr
    assert readme.read_text("utf-8") == LIST


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    done = added(tmp_path, "2111.06377", "2208.00449", "--section", "Methods")
    assert done.stderr.count("already listed") == 2


def test_without_a_network(run: RunCommand, readme: Path) -> None:
    proxy = {"https_proxy": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
    done = run("add", "2401.00001", "--section", "Methods", "--no-cache", env=proxy)
    assert (done.returncode, readme.read_text("utf-8")) == (2, LIST)
    assert "nothing is known of it" in done.stderr
    assert "--field title=" in done.stderr


def test_an_empty_list(run: RunCommand, readme: Path) -> None:
    readme.write_text("# List\n")
    done = run("add", "2401.00001")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no entries, so no format" in done.stderr


def in_process(readme: Path, *fields: str) -> tuple[AddRequest, ListFile]:
    """A paper that the data knows and its list, for `add_entries`."""
    text = ParsedText(Source.from_text(LIST, str(readme)))
    titles = ("Masked Autoencoders Are Scalable Vision Learners",)
    request = AddRequest(titles, CheckRequest((), Scope.ALL), fields=fields)
    return request, ListFile(readme, text, default(entry_points(), Choice()))


def test_what_is_missing_is_asked_for(readme: Path) -> None:
    answers = iter(["ana", "Namely"])
    request, file = in_process(readme, "authors=Kaiming He", "paper=https://example.org/p")
    assert add_entries(request, file, None, lambda _: next(answers)) == 0
    written = readme.read_text("utf-8")
    assert "* **Namely**: Kaiming He.\n" in written
    assert "[[CVPR'2022](https://example.org/p)]" in written
    with pytest.raises(UserError, match="change"):
        add_entries(request, file, None, lambda _: "Analysis")  # the file is another one by now


def test_an_answer_is_read_as_an_option_is(readme: Path) -> None:
    answers = iter(["ana", "Namely", "Ann Kauri and Bob Birch"])
    request, file = in_process(readme, "paper=https://example.org/p")
    assert add_entries(request, file, None, lambda _: next(answers)) == 0
    assert "* **Namely**: Ann Kauri, Bob Birch.\n" in readme.read_text("utf-8")
    answers = iter(["ana", "Namely", "elsewhere"])
    request, file = in_process(readme, "authors=Kaiming He")
    with pytest.raises(UserError, match=r"`elsewhere` is no http\(s\) URL"):
        add_entries(request, file, None, lambda _: next(answers))


def test_a_failure_at_the_contents_is_said_and_writes_nothing(
    readme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise LookupError("words of a list")

    monkeypatch.setattr(run_module, "run_rules", fails)
    request, file = in_process(readme, "authors=Kaiming He", "paper=https://example.org/p")
    answers = iter(["ana", "Namely"])
    with pytest.raises(InternalError, match="words of a list"):
        add_entries(request, file, None, lambda _: next(answers))
    assert readme.read_text("utf-8") == LIST


@pytest.mark.parametrize(
    ("reference", "lines"),
    [
        (
            "10.1109/x.1",
            "* **DoiMAE**: Ann Oak.\n"
            "   - DoiMAE: Of a Publisher. [[CVPR'2023](https://doi.org/10.1109/x.1)]\n",
        ),
        (
            "https://openreview.net/forum?id=note",
            "* **NoteMAE**: Bob Elm.\n"
            "   - NoteMAE: Of a Venue. [[ICLR'2024](https://openreview.net/forum?id=note)]\n",
        ),
        (
            "2401.00004",
            "* **AtMAE**: Ann Oak.\n"
            "   - AtMAE: Accepted. [[ECCV'2024](https://arxiv.org/abs/2401.00004)]\n",
        ),
    ],
)
def test_services_say_what_a_paper_is(
    reference: str, lines: str, readme: Path, tmp_path: Path
) -> None:
    done = added(tmp_path, reference, "--section", "Methods")
    assert done.returncode == 0, done.stderr
    assert lines in readme.read_text("utf-8")


def test_a_known_title_brings_its_paper_on_arxiv(readme: Path, tmp_path: Path) -> None:
    title = "Masked Autoencoders Are Scalable Vision Learners"
    arxiv = Arxiv((Paper("2111.99999", title, ("Kaiming He", "Ross Girshick")),), spacing=0.0)
    with simulate(World(arxiv=arxiv)) as web:
        done = added(tmp_path, title, "--section", "Methods", "--field", "name=NewMAE", web=web)
    assert done.returncode == 0, done.stderr
    assert (
        "* **NewMAE**: Kaiming He, Ross Girshick.\n"
        f"   - {title}. [[CVPR'2022](https://arxiv.org/abs/2111.99999)]\n"
    ) in readme.read_text("utf-8")


def test_a_doi_of_which_nothing_is_known_says_which_fields_to_give(tmp_path: Path) -> None:
    done = added(tmp_path, "10.1000/none", "--section", "Methods")
    assert done.returncode == 2
    assert "10.1000/none: nothing is known of it" in done.stderr
    assert '--field title="…"' in done.stderr
