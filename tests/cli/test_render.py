"""`awesomecheck render`: entries from data, in the format of a list."""

import json
from pathlib import Path
from typing import Any

import pytest

from awesomecheck import Source, UserError, parse
from awesomecheck.cli.export_command import export
from awesomecheck.cli.render_command import Rendered, render
from tests.conftest import RunCommand
from tests.document.papers import written

LIST = """\
# List

## Methods

### Fundamental

* **MAE**: Kaiming He, Piotr Dollár.
   - Masked Autoencoders Are Scalable. [[CVPR'2022](https://arxiv.org/abs/2111.06377)] [[code](https://github.com/fb/mae)]
* **BEiT**: Hangbo Bao, Li Dong.
   - BERT Pre-Training. [[ICLR'2022](https://arxiv.org/abs/2106.08254)]
* **Why**: Jane Doe, Qi Lei.
   - Why Do Masks Work? [[arXiv'2021](https://arxiv.org/abs/2110.00001)]

## Other

* **SdAE**: Yabo Chen, Yuchen Liu.
   - Self-distillated Autoencoder. [[ECCV'2022](https://arxiv.org/abs/2208.00449)] [[code](https://github.com/x/sdae)]
"""
LAYOUTS = [
    LIST,
    written("- **{title}**. *{venue} {year}*. [[paper]({url})] [[code]({code})]"),
    written("- [{title}]({url}), {venue} {yy}, [Code]({code})"),
    written("- `{venue} {year}` [{title}]({url}) - {authors}"),
    written("- ({year}-0{month}) **{name}** [{title}]({url}) [[code]({code})]"),
    "# Tools\n\n## Build\n\n"
    + "".join(f"- [Tool {n}](https://tool.io/{n}) - Does thing {n} well.\n" for n in range(6)),
    "# Tools\n\n## Build\n\n"
    + "".join(f"{n}. [Tool {n}](https://tool.io/{n}) - Does thing {n}.\n" for n in range(1, 12)),
    "# Papers\n\n## Maps\n\n| Title | Venue | Code |\n| --- | --- | --- |\n"
    + "".join(
        f"| [On the Making of {word} Maps](https://arxiv.org/abs/2201.0000{n}) | CVPR 2022"
        f" | [Github](https://github.com/lab/map{n}) |\n"
        for n, word in enumerate(("Paper", "Stone", "Cloud", "River", "Night", "Glass"))
    ),
]  # fmt: skip


def rendered(tmp_path: Path, data: Any, template: str = LIST) -> Rendered:
    place, source = tmp_path / "data.json", tmp_path / "LIST.md"
    place.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    source.write_text(template, "utf-8")
    return render(str(place), str(source), lambda: b"")


@pytest.mark.parametrize("text", LAYOUTS)
def test_a_regular_list_comes_back_byte_for_byte(text: str, tmp_path: Path) -> None:
    done = rendered(tmp_path, export([parse(Source.from_text(text))], "json"), text)
    assert done.errors == ()
    assert done.text[done.text.index("\n## ") :] == text[text.index("\n## ") :]


def test_what_is_optional_is_left_out(tmp_path: Path) -> None:
    entry = {
        "name": "New",
        "title": "A New Thing",
        "authors": ["Ann Kauri"],
        "venue": "ICML",
        "year": 2024,
        "links": [{"role": "paper", "url": "https://arxiv.org/abs/2401.00001"}],
        "section": ["List", "Other"],
    }
    code = {"role": "code", "url": "https://github.com/a/new", "label": "code"}
    with_code = {**entry, "links": [*entry["links"], code]}  # type: ignore[misc]  # it is a list
    done = rendered(tmp_path, [entry, with_code])
    first = (
        "* **New**: Ann Kauri.\n   - A New Thing. [[ICML'2024](https://arxiv.org/abs/2401.00001)]"
    )
    assert done.text.endswith(f"## Other\n\n{first}\n{first} [[code](https://github.com/a/new)]\n")


def test_text_of_strangers_stays_text(tmp_path: Path) -> None:
    entry = {
        "name": "X](https://evil.io)",
        "title": "A <img src=x> | `t`\n\n## Heading",
        "authors": ["Ann *K*"],
        "venue": "ICML",
        "year": 2024,
        "links": [{"role": "paper", "url": "https://arxiv.org/abs/2401.00001)](https://evil.io"}],
        "section": ["List", "Other"],
    }
    document = parse(Source.from_text(rendered(tmp_path, [entry]).text))
    [link] = document.links
    assert link.url == "https://arxiv.org/abs/2401.00001%29]%28https://evil.io"
    assert [heading.text for heading in document.headings] == ["List", "Other"]
    pieces = [piece for block in document.blocks for piece in block.pieces()]
    assert "A <img src=x> | `t` ## Heading" in "".join(piece.text for piece in pieces)
    assert {piece.kind for piece in pieces} <= {
        *("text", "html", "strong_open", "strong_close", "link_open", "link_close")
    }
    assert {piece.text for piece in pieces if piece.kind == "html"} == {"<!-- -->"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("not json", "data.json: not JSON"),
        ("3", "data.json: not a list of entries"),
        ("[3]", "entry 1: not an object"),
        ('[{"name": 3}]', "entry 1: `name` is not a text"),
        ('[{"authors": "x"}]', "entry 1: `authors` is not a list of texts"),
        ('[{"year": "2022"}]', "entry 1: `year` is not a year"),
        ('[{"links": [{"role": "page", "url": "x"}]}]', "entry 1: a link without a role"),
        ("[" * 100_000, "data.json: not JSON"),
    ],
)
def test_other_data(data: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=message) as caught:
        rendered(tmp_path, data)
    assert caught.value.hint


def test_an_empty_list_has_no_format(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no entries, so no format") as caught:
        rendered(tmp_path, [], "# List\n")
    assert caught.value.hint


def test_the_command(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(LIST, "utf-8")
    assert run("export", "--format", "jsonl", "-o", "data.jsonl").returncode == 0
    done = run("render", "data.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == LIST
    done = run("render", "-", stdin='[{"name": "X"}, {"name": "Y"}]')
    assert done.returncode == 2
    assert (
        "entry 1 (X) and 1 other entry: README.md has no entry to follow with just: name"
        in done.stderr
    )
    assert "hint:" in done.stderr
    done = run("render", "data.jsonl", "-o", "README.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert (tmp_path / "README.md").read_text("utf-8") == LIST
