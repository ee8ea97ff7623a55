"""Prints what CHANGELOG.md says of the version that a tag is for; run at the top of a checkout.

`python .ci/release_notes.py v1.2.3` fails where the source has another version, or where the
changelog has no entry for this one.
"""

from pathlib import Path
import re
import sys


def notes(tag: str, source: str, changelog: str) -> str:
    """The entry of a version, without its heading.

    Args:
        tag: the version with a `v` before it.
        source: the module that says `__version__`.
        changelog: in the format of Keep a Changelog.

    Raises:
        ValueError: they do not belong together; says why.
    """
    found = re.search(r'^__version__ = "(.+)"$', source, re.MULTILINE)
    version = found[1] if found else "none"
    if tag != f"v{version}":
        raise ValueError(f"the tag is {tag}, and the version of the source is {version}")
    parts = re.split(r"^## \[(.+)\].*$", changelog, flags=re.MULTILINE)
    entries = dict(zip(parts[1::2], parts[2::2], strict=True))
    if not entries.get(version, "").strip():
        raise ValueError(f"CHANGELOG.md has no entry for {version}")
    return re.split(r"^\[.+\]: ", entries[version], flags=re.MULTILINE)[0].strip() + "\n"


if __name__ == "__main__":
    try:
        sys.stdout.write(
            notes(
                sys.argv[1],
                Path("src/awesomecheck/__init__.py").read_text("utf-8"),
                Path("CHANGELOG.md").read_text("utf-8"),
            )
        )
    except ValueError as error:
        sys.exit(str(error))
