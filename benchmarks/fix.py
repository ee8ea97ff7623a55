"""What fixing does to real lists, and what it costs beside a lint run.

    python benchmarks/fix.py FOLDER

For every Markdown file of the folder, with safe fixes and with unsafe ones too: whether fixing
again changes nothing, nothing fixable is left, and the page changes only as the rules say. Then
the time of a fix run as a multiple of a lint run, also for a list of 2,000 entries in reverse.
"""

import argparse
from collections import Counter
import gc
from pathlib import Path
import time

from awesomecheck import Config, fix, lint, load_config

ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder of the lists")
    folder: Path = parser.parse_args().folder
    config = load_config()
    gc.disable()
    texts = {path.name: path.read_bytes().decode() for path in sorted(folder.glob("*.md"))}
    for unsafe in (False, True):
        _properties(texts, config, unsafe=unsafe)
    _cost(texts, config)
    _cost({"2,000 entries in reverse": _reversed(2000)}, config)


def _properties(texts: dict[str, str], config: Config, *, unsafe: bool) -> None:
    applied: Counter[str] = Counter()
    broken: list[str] = []
    for name, text in texts.items():
        fixed = fix(text, config=config, unsafe=unsafe)
        broken += (f"{name}: {error.message}" for error in fixed.report.errors)
        applied.update(finding.rule for finding in fixed.applied)
        if fix(fixed.text, config=config, unsafe=unsafe).applied:
            broken.append(f"{name}: fixing twice is not fixing once")
        found = fixed.report.findings()
        if left := [each.rule for each in found if each.fix and (each.fix.safe or unsafe)]:
            broken.append(f"{name}: still fixable: {Counter(left)}")
    kind = "safe and unsafe" if unsafe else "safe"
    print(f"{kind} fixes: {applied.total()} in {len(texts)} lists; {len(broken)} faults")
    for rule, count in applied.most_common():
        print(f"  {count:6} {rule}")
    for line in broken:
        print(f"  FAULT {line}")


def _cost(texts: dict[str, str], config: Config) -> None:
    lint_time = fix_time = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts.values():
            lint(text, config=config)
        lint_time = min(lint_time, time.perf_counter() - start)
        start = time.perf_counter()
        for text in texts.values():
            fix(text, config=config)
        fix_time = min(fix_time, time.perf_counter() - start)
    what = next(iter(texts)) if len(texts) == 1 else f"{len(texts)} lists"
    print(
        f"{what}: lint {lint_time:.2f} s, fix {fix_time:.2f} s,"
        f" {fix_time / lint_time:.2f} lint runs"
    )


def _reversed(count: int) -> str:
    names = [f"tool{number:04}" for number in range(count)]
    in_order, rest = names[: count * 19 // 20], names[count * 19 // 20 :]
    lines = [f"- [{name}](https://{name}.example/) - A tool." for name in [*rest[::-1], *in_order]]
    return "# Tools\n\n## All\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
