"""Whether the files that relative links name exist on GitHub.

Only names in folders of the work tree are read, Markdown files of which a link names an anchor,
and the first bytes of images: no symbolic link is followed, and nothing outside is touched, for
what a list names is not to be trusted.
"""

from collections.abc import Iterable, Mapping, Sequence
import os
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.nodes import Link
from awesomecheck.document.tree import Document
from awesomecheck.links.image_width import width_in
from awesomecheck.links.local_anchors import anchor_verdict, anchors_in
from awesomecheck.regexes import regex
from awesomecheck.rules import Verdict, Verdicts
from awesomecheck.safety.checkout import work_tree

_FILE_SCHEME = "file:"
_DRIVE = regex(r"[A-Za-z]:[/\\]")
_TEMPLATE_MARKS = ("{{", "{%", "${", "<%")


def file_verdicts(document: Document, path: Path | None) -> Verdicts:
    """Return verdicts on the relative links of a document.

    A path is relative to the document's own folder, and one with a leading `/` to the root of
    the git work tree around it, as on GitHub. Case counts, whatever the file system does. What
    leaves the work tree (or, without one, the document's folder) is unsure: `../../issues` is a
    page of the repository, not a file of it.

    Args:
        document: the parsed list.
        path: its file; without one there are no verdicts.
    """
    links = [link for link in document.links if _is_local(link)]
    verdicts = verdicts_of((link.url for link in links), path)
    return {link: verdicts[link.url] for link in links if link.url in verdicts}


def local_urls(document: Document) -> tuple[str, ...]:
    """Return the distinct relative URLs of a document."""
    return tuple(dict.fromkeys(link.url for link in document.links if _is_local(link)))


Trees = dict[Path, "_Tree"]
"""Work trees by the folder of the documents; what is in their files is read once."""


def verdicts_of(
    urls: Iterable[str], path: Path | None, trees: Trees | None = None
) -> dict[str, Verdict]:
    """Return verdicts on relative URLs in a file; none without one, or for a symbolic link."""
    distinct = dict.fromkeys(urls)
    if path is None or not distinct or path.is_symlink():
        return {}
    folder = Path(os.path.abspath(path.parent))  # noqa: PTH100 - `resolve` would follow links
    trees = {} if trees is None else trees
    tree = trees[folder] = trees.get(folder) or _Tree(folder)
    return {url: _verdict(url, tree, own=folder / path.name) for url in distinct}


def _is_local(link: Link) -> bool:
    return bool(link.url) if link.kind == "file" else _has_file_scheme(link.url)


def _has_file_scheme(url: str) -> bool:
    return url[: len(_FILE_SCHEME)].lower() == _FILE_SCHEME


def _verdict(url: str, tree: "_Tree", *, own: Path) -> Verdict:
    if _has_file_scheme(url) or _DRIVE.match(url):
        return Verdict(
            "dead",
            "local-path",
            evidence="path on your own computer: use a URL or a relative path",
        )
    if any(mark in url for mark in _TEMPLATE_MARKS):
        return Verdict("unsure", "template", evidence="the path has a template variable")
    end = min(at for at in (url.find("?"), url.find("#"), len(url)) if at >= 0)
    written, tail = url[:end], url[end:]
    target = unquote(written)
    if target.startswith("/") and tree.root is None:
        return Verdict("unsure", "no-repository", evidence="not in a git work tree")
    place = tree.place(target)
    if place is None:
        return Verdict("unsure", "outside", evidence="outside of the work tree")
    verdict, names = tree.look_up(*place)
    if not names:
        file = place[0].joinpath(*place[1])
        is_other = verdict.state == "alive" and "#" in tail and file != own
        anchors = tree.anchors(file) if is_other else None
        wrong = None if anchors is None else anchor_verdict(file, url, anchors)
        return wrong or _with_width(verdict, file)
    right = _respelled(target, names)
    if right is not None and written != target:
        right = quote(right)
    return replace(verdict, final_url=None if right is None else right + tail)


def _with_width(verdict: Verdict, file: Path) -> Verdict:
    """Return the verdict on a file, of an image with the fact how wide it is."""
    width = width_in(file) if verdict.state == "alive" else None
    return verdict if width is None else replace(verdict, facts={"width": width})


def _respelled(target: str, names: Mapping[str, str]) -> str | None:
    """Return the target with other names in it; None where more than one part may be meant."""
    parts = target.split("/")
    if any(parts.count(name) != 1 for name in names):
        return None
    return "/".join(names.get(part, part) for part in parts)


class _Tree:
    """The work tree around a document's folder; what is in its folders and files is read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._listings: dict[Path, _Listing] = {}
        self._anchors: dict[Path, frozenset[str] | None] = {}
        self.root = work_tree(folder / "file")
        """None where there is no work tree: then the folder itself is the limit."""

    def place(self, target: str) -> tuple[Path, list[str]] | None:
        """Return a target as a folder that exists and the names on the path from it.

        None for a target outside.
        """
        limit = self.root or self._folder
        base = limit if target.startswith("/") else self._folder
        names: list[str] = []
        for part in target.split("/"):
            if part == ".." and names:
                names.pop()
            elif part == "..":
                if base == limit:
                    return None
                base = base.parent
            elif part not in ("", "."):
                names.append(part)
        return base, names

    def look_up(self, folder: Path, names: Sequence[str]) -> tuple[Verdict, Mapping[str, str]]:
        """Return whether a path exists, and the right spelling of names whose case is wrong."""
        respelled: dict[str, str] = {}
        for depth, name in enumerate(names, start=1):
            try:
                listing = self._listing(folder)
            except NotADirectoryError:
                return _dead(f"`{'/'.join(names[: depth - 1])}` is a file, not a folder"), {}
            except OSError:
                return Verdict(
                    "unsure", "unreadable", evidence="a folder on the path cannot be read"
                ), {}
            found = listing.find(name)
            if found is None:
                is_folder = depth < len(names)
                lacks = f"folder `{name}` not found" if is_folder else listing.lacks(name)
                return _dead(lacks), {}
            if found != normalize("NFC", name):
                respelled[name] = found
            if found in listing.symlinks and depth < len(names):
                return Verdict(
                    "unsure", "symbolic-link", evidence="a symbolic link is on the path"
                ), {}
            folder /= found
        if not respelled:
            return Verdict("alive", "ok", evidence="the file or folder exists"), {}
        spellings = " and ".join(f"`{name}`" for name in respelled.values())
        evidence = f"wrong upper or lower case: use {spellings}"
        return Verdict("dead", "wrong-case", evidence=evidence), respelled

    def anchors(self, file: Path) -> frozenset[str] | None:
        """Return the anchors of a Markdown file; None if it is not read."""
        if file not in self._anchors:
            self._anchors[file] = anchors_in(file)
        return self._anchors[file]

    def _listing(self, folder: Path) -> "_Listing":
        if folder not in self._listings:
            self._listings[folder] = _Listing.of(folder)
        return self._listings[folder]


def _dead(evidence: str) -> Verdict:
    return Verdict("dead", "not-found", evidence=evidence)


class _Listing(Struct, frozen=True):
    """The names in a folder, in Unicode's form C."""

    names: frozenset[str]
    symlinks: frozenset[str]
    folded: Mapping[str, str]
    """Names by their form without case; of several, any."""

    @classmethod
    def of(cls, folder: Path) -> "_Listing":
        with os.scandir(folder) as scan:
            entries = {normalize("NFC", entry.name): entry.is_symlink() for entry in scan}
        return cls(
            frozenset(entries),
            frozenset(name for name, is_symlink in entries.items() if is_symlink),
            {name.casefold(): name for name in entries},
        )

    def find(self, name: str) -> str | None:
        """Return the name in this folder that is the same, perhaps in another case."""
        composed = normalize("NFC", name)
        return composed if composed in self.names else self.folded.get(composed.casefold())

    def lacks(self, name: str) -> str:
        """Return a message that a name is not here."""
        near = f"{name}.md"
        return f"`{name}` not found" + (f": use `{near}`" if near in self.names else "")
