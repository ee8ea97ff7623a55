"""Lists are told from other Markdown."""

from hypothesis import given
import pytest

from awesomecheck.document.kind import Kind, kind_of
from tests.document.fragments import any_text, markdown, read

ENTRIES = "".join(
    f"- [{name}](https://{name.lower()}.example) - What {name} is good for.\n"
    for name in ("Alpha", "Beta", "Gamma")
)
BADGE = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
PROSE = "Our community is large, and welcomes all who want to know more of it. " * 4 + "\n\n"

LISTS = {
    "one entry": "- [Alpha](https://alpha.example) - What it is.\n",
    "two entries": "# Tools\n\n- [A](https://a.example)\n- [B](https://b.example)\n",
    "young, with an introduction": f"# Awesome Tools\n\n{PROSE * 4}## Tools\n\n{ENTRIES}",
    "young, with a badge": f"# Tools {BADGE}\n\n{PROSE * 4}## Tools\n\n{ENTRIES}",
    "a table": "# Tools\n\nName | About\n---|---\n"
    "[A](https://a.example) | It cuts.\n[B](https://b.example) | It saws.\n",
    "papers": "# MIM\n\n* **MAE**: Kaiming He, Xinlei Chen.\n"
    "   - Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]\n",
    "with contents and a guide": "# Tools\n\n- [Tools](#tools)\n- [Help](#contributing)\n\n"
    f"## Tools\n\n{ENTRIES}\n## Contributing\n\nRead the [guide](contributing.md) first.\n",
    "one host": "# Videos\n\n"
    + "".join(f"- [Talk {n}](https://video.example/watch/{n})\n" for n in range(9)),
    "pages of its own repository": "# Awesome Prompts\n\n"
    + "".join(f"- [Prompt {n}](https://github.com/a/p/tree/main/{n})\n" for n in range(9)),
    "rows of HTML": "# Tools\n\n<table>\n"
    + "".join(f'<tr><td><a href="https://{n}.example">Saw</a></td></tr>\n' for n in range(5))
    + "</table>\n",
    "a handful of papers": PROSE * 5
    + "".join(
        f"- Growing {n} trees, CVPR 2020. [[pdf]](https://arxiv.org/abs/2001.0000{n})\n"
        for n in range(5)
    ),
    "papers without a link": "# Databases\n\n"
    + "".join(f"- Growing {n} trees in a database (VLDB 2020)\n" for n in range(9)),
    "much prose, and many entries": PROSE * 200
    + "".join(f"- [Site {n}](https://site{n}.example) - What it is.\n" for n in range(120)),
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_lists(text: str) -> None:
    assert kind_of(read(text)).is_list


GUIDE = """# Contribution Guidelines

By taking part you agree to the [code of conduct](code-of-conduct.md).

- [Adding to this list](#adding-to-this-list)
- [Updating your pull request](#updating-your-pull-request)

## Adding to this list

- Look for earlier suggestions first, for yours may be there.
- Use [title case](https://titlecase.example) for names.
- Use this form: `[Name](link) - Description.`
- Put new entries at the end of their section, and say why they belong there.

```md
- [Name](https://github.com/a/name) - What it is.
```

## Updating your pull request

1. Open the list. For example: https://github.com/a/awesome-tools
2. Choose `readme.md`: ![what it looks like](https://pictures.example/2.png)
3. Say why, and choose “Propose changes”. ![what it looks like](https://pictures.example/3.png)

See [this guide](https://github.com/a/b/blob/main/amending.md) for help.
"""
TEMPLATE = """<!-- Thank you! -->

**[The address of your list]**

- [ ] I have read the [instructions](https://github.com/a/awesome/blob/main/create.md).
- [ ] **I have looked at two other [pull requests](https://github.com/a/awesome/pulls).**
- [ ] I ran [`lint`](https://github.com/a/lint); what is wrong in it, I have
      [reported](https://github.com/a/lint/issues/new).
- [ ] The default branch is [`main`](https://news.example/main).
- [ ] It has the [badge](https://github.com/a/awesome/blob/main/awesome.md#badge).
"""
CONDUCT = """# Code of Conduct

We want this to be a place for all. Write to [us](mailto:us@example.org) if it is not.

## Attribution

Adapted from the [Covenant][home], version 1.4: [its text][version].

[home]: https://covenant.example
[version]: https://covenant.example/1/4
"""
README = f"""# tool

> Cuts paper

## Install

```sh
npm install tool
```

## Usage

```js
import {{cut}} from 'tool';

cut('paper', {{width: 210, height: 297, unit: 'mm'}});
//=> 'two halves'
```

### cut(what, options?)

{PROSE}
## Related

- [saw](https://github.com/a/saw) - Saws wood.
- [file](https://github.com/a/file) - Files iron.
"""
CHANGELOG = "# Changelog\n\n" + "".join(
    f"## [1.{n}.0](https://github.com/a/b/compare/v1.{n - 1}.0...v1.{n}.0) (2024-01-{n:02})\n\n"
    f"### Bug Fixes\n\n* **cli:** name the file ([#{n}](https://github.com/a/b/issues/{n}))"
    f" ([c0ffee{n}](https://github.com/a/b/commit/c0ffee{n}))\n\n"
    for n in range(10, 22)
)
OTHERS = {
    "nothing": "",
    "prose": "# About\n\n" + PROSE,
    "a guide": GUIDE,
    "a guide that names its list": GUIDE.replace("Guidelines", "to Awesome Tools"),
    "a template for pull requests": TEMPLATE,
    "a code of conduct": CONDUCT,
    "a package's README": README,
    "one that calls itself awesome": README.replace("# tool", "# awesome-tool").replace(
        "### cut", PROSE * 4 + "### cut"
    ),
    "one that an awesome list mentions": README
    + "[![Mentioned](https://awesome.re/mentioned-badge.svg)](https://github.com/a/awesome-x)\n",
    "a changelog": CHANGELOG,
    "contents of a manual": "# Manual\n\n"
    + "".join(f"- [Chapter {n}](chapter{n}.md)\n" for n in range(9)),
}  # fmt: skip


TITLES = ("Changelog", "Contributor Covenant Code of Conduct", "Contributing to Awesome Tools",
          "Contribution Guidelines", "Security Policy")  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_a_title_may_say_that_it_is_no_list(title: str) -> None:
    assert kind_of(read(f"# {title}\n\n{ENTRIES}")) == Kind(False, f"its title is “{title}”")
    assert kind_of(read(f"# Tools\n\n{ENTRIES}\n## {title}\n\n[There](a.md).\n")).is_list
    assert kind_of(read(f"# Lists of {title}s\n\n{ENTRIES}")).is_list


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_markdown(text: str) -> None:
    assert not kind_of(read(text)).is_list


def test_the_reason_is_said() -> None:
    assert kind_of(read(PROSE)) == Kind(False, "it has no entries")
    assert kind_of(read(CHANGELOG)).reason == "its entries lead to few places: 12 to 1"
    assert kind_of(read(README)).reason == "entries make up 18% of its text"


@given(any_text | markdown)
def test_any_document_is_one_or_the_other(text: str) -> None:
    assert kind_of(read(text)).reason
