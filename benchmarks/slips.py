"""How many single mistakes in regular lists are found, and how many are fixed byte for byte.

    python -m benchmarks.slips [SEED [ENTRIES]]

from the root of the project. Lists of several formats are generated, each with a table of
contents. In ENTRIES entries of each (by default 3), one mistake at a time is inserted: in marks,
spaces and brackets of the format, in URLs, and in lines of the contents. With the default rules,
a table shows for each kind of mistake, then for each format, and then for each kind that
maintainers repair by hand later (`repair_slips.py`):

- slips: the number of mistakes;
- caught: those with a new finding within two lines of the mistake;
- elsewhere: those with a new finding farther away;
- mechanical: those with only one right answer;
- restored: those of them after which safe fixes alone restore the list.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
import gc
from random import Random
import re
from typing import NamedTuple

from awesomecheck import Config, Finding, fix, lint, load_config
from benchmarks.repair_slips import COUNTED, TABLE, counted_list, repair_slips, table_list
from tests.rules.entries.regular import FORMATS, Regular, Slip, regular_list, slips

ENTRIES = 3
SECTIONS = 3
NEAR = 2
"""The longest distance from a mistake to its finding, in lines."""
LINK = re.compile(r"\]\((?P<url>https://[^()\s]+)\)")


class Outcome(NamedTuple):
    """Whether a mistake was found and fixed."""

    slip: Slip
    caught: bool
    elsewhere: bool
    restored: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("seed", type=int, metavar="SEED", nargs="?", default=1)
    parser.add_argument("entries", type=int, metavar="ENTRIES", nargs="?", default=ENTRIES)
    options = parser.parse_args()
    seed, entries = options.seed, options.entries
    config = load_config()
    gc.disable()
    kinds: dict[str, list[Outcome]] = {}
    formats: dict[str, list[Outcome]] = {}
    repairs: dict[str, list[Outcome]] = {}
    for name in FORMATS:
        for each in _outcomes(Random(seed), name, entries, config):  # noqa: S311 - repeatable
            kinds.setdefault(each.slip.kind, []).append(each)
            formats.setdefault(name, []).append(each)
    for name in (*FORMATS, COUNTED, TABLE):
        for each in _repairs(Random(seed), name, entries, config):  # noqa: S311 - repeatable
            repairs.setdefault(each.slip.kind, []).append(each)
    for title, rows in (("kind", kinds), ("format", formats), ("later repair", repairs)):
        print(
            f"{title:28}{'slips':>7}{'caught':>9}{'elsewhere':>11}{'mechanical':>12}{'restored':>10}"
        )
        for name, outcomes in sorted(rows.items()):
            _row(name, outcomes)
        _row("all", [each for outcomes in rows.values() for each in outcomes])
        print()


def _row(name: str, outcomes: Sequence[Outcome]) -> None:
    mechanical = [each for each in outcomes if each.slip.mechanical]
    shares = [
        _share([each.caught for each in outcomes]),
        str(sum(each.elsewhere for each in outcomes)),
        str(len(mechanical)),
        _share([each.restored for each in mechanical]),
    ]
    print(f"{name:28}{len(outcomes):7}{shares[0]:>9}{shares[1]:>11}{shares[2]:>12}{shares[3]:>10}")


def _share(outcomes: Sequence[bool]) -> str:
    return f"{sum(outcomes) / len(outcomes):.1%}" if outcomes else "-"


def _outcomes(random: Random, name: str, entries: int, config: Config) -> Iterator[Outcome]:
    regular = _with_contents(regular_list(random, name, sections=SECTIONS, size=10))
    chosen = random.sample(range(len(regular.entries)), entries)
    made = (*_slips_in_contents(regular.text), *_slips_in_entries(regular, chosen))
    yield from _found(regular, made, config)


def _repairs(random: Random, name: str, entries: int, config: Config) -> Iterator[Outcome]:
    """Insert mistakes of the kinds that maintainers repair by hand later."""
    if name in (COUNTED, TABLE):
        regular = counted_list(random) if name == COUNTED else table_list(random)
    else:
        regular = regular_list(random, name, sections=SECTIONS, size=10)
    chosen = random.sample(range(1, len(regular.entries) - 1), entries)
    made = [slip for number in chosen for slip in repair_slips(regular, number)]
    yield from _found(regular, made, config)


def _found(regular: Regular, made: Iterable[Slip], config: Config) -> Iterator[Outcome]:
    before = Counter(map(_without_place, _findings(regular.text, config)))
    for slip in made:
        fresh = [
            each for each in _findings(slip.text, config) if _without_place(each) not in before
        ]
        line = slip.text.count("\n", 0, slip.at)
        near = [abs(slip.text.count("\n", 0, e.span.start) - line) <= NEAR for e in fresh]
        restored = slip.mechanical and _fixed(slip.text, config) == regular.text
        yield Outcome(slip, any(near), not all(near), restored)


def _with_contents(regular: Regular) -> Regular:
    """Return a list with a table of contents below its title."""
    title, _, rest = regular.text.partition("\n\n")
    lines = [f"- [Section {number}](#section-{number})\n" for number in range(SECTIONS)]
    contents = f"{title}\n\n## Contents\n\n{''.join(lines)}\n"
    shift = len(contents) - len(title) - 2
    moved = tuple((start + shift, source, values) for start, source, values in regular.entries)
    return Regular(contents + rest, moved, regular.template)


def _slips_in_entries(regular: Regular, chosen: Sequence[int]) -> Iterator[Slip]:
    for number in chosen:
        yield from slips(regular, number)
        start, source, _ = regular.entries[number]
        for match in LINK.finditer(source):
            before, after = regular.text[: start + match.start()], source[match.end() :]
            rest = after + regular.text[start + len(source) :]
            for kind, link in _broken(match["url"]).items():
                yield Slip(kind, before + link + rest, start + match.start(), mechanical=True)


def _broken(url: str) -> Mapping[str, str]:
    """Return the part of a link from `](` on, with one mistake each."""
    return {
        "link: space before (": f"] ({url})",
        "link: brackets for (…)": f"][{url}]",
        "link: full-width (…)": f"]（{url}）",
        "link: no (…)": f"]{url}",
        "link: scheme misspelt": f"](htps{url[5:]})",
        "link: scheme doubled": f"](https://{url})",
        "link: one slash": f"](https:/{url[8:]})",
        "link: quoted": f"](“{url}”)",
    }


def _slips_in_contents(text: str) -> Iterator[Slip]:
    line = "- [Section 1](#section-1)\n"
    at = text.index(line)
    for kind, changed in {
        "contents: wrong anchor": "- [Section 1](#sectoin-1)\n",
        "contents: case of anchor": "- [Section 1](#Section-1)\n",
        "contents: other text": "- [Sektion 1](#section-1)\n",
    }.items():
        mechanical = kind != "contents: other text"
        yield Slip(kind, text.replace(line, changed, 1), at, mechanical)
    without = text.replace(line, "", 1)
    yield Slip("contents: missing line", without, without.index("## Section 1"), mechanical=True)


def _findings(text: str, config: Config) -> Sequence[Finding]:
    return lint(text, config=config).files[0].findings


def _without_place(finding: Finding) -> tuple[str, str]:
    """Return a finding without its place, which a mistake moves."""
    return finding.rule, re.sub(r"\d+", "", finding.message)


def _fixed(text: str, config: Config) -> str:
    """Return the text with all safe fixes applied."""
    fixed = fix(text, config=config)
    for error in fixed.report.errors:
        print(f"FAULT {error.message}")
    return fixed.text


if __name__ == "__main__":
    main()
