"""Whether the files that relative links name are there, as GitHub will see them.

Only names in folders of the work tree are read: no file is opened, no link is followed, and
nothing outside is touched, for what a list names is not to be trusted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
import os
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, unquote

from awesomecheck.document import Document, Link
from awesomecheck.rule import Verdicts
from awesomecheck.verdict import Verdict

_FILE_SCHEME = "file:"
_TEMPLATE_MARKS = ("{{", "{%", "${", "<%")


def file_verdicts(document: Document, path: Path | None) -> Verdicts:
    """Verdicts for the relative links of a document.

    A target counts from the document's own folder, and one with a leading `/` from the root of
    the git work tree around it, as on GitHub. Names are compared with case, whatever the file
    system does. What leaves the work tree (or, without one, the document's folder) is unsure:
    `../../issues` is a page of the repository, not a file of it.

    Args:
        document: the parsed list.
        path: where it stands; none for a text without a place, of which nothing can be said.
    """
    links = [link for link in document.links if _is_local(link)]
    if path is None or not links:
        return {}
    folder = os.path.abspath(path.parent)  # noqa: PTH100 - `resolve` would follow links
    tree = _Tree.around(folder)
    verdicts: dict[str, Verdict] = {}
    for link in links:
        if link.url not in verdicts:
            verdicts[link.url] = _verdict(link.url, folder, tree)
    return {link: verdicts[link.url] for link in links}


def _is_local(link: Link) -> bool:
    if link.kind == "file":
        return bool(link.url)
    return link.url[: len(_FILE_SCHEME)].lower() == _FILE_SCHEME


def _verdict(url: str, folder: str, tree: "_Tree") -> Verdict:
    if url[: len(_FILE_SCHEME)].lower() == _FILE_SCHEME or url[1:3] in (":\\", ":/"):
        return Verdict("dead", "local-path", evidence="the path leads into one's own machine")
    if any(mark in url for mark in _TEMPLATE_MARKS):
        return Verdict("unsure", "template", evidence="the path is filled in later")
    written, tail = _split(url)
    target = unquote(written)
    if not target:
        return Verdict("alive", "ok", evidence="the document itself")
    if target.startswith("/"):
        if not tree.is_repository:
            return Verdict("unsure", "no-repository", evidence="no git work tree is around")
        parts = _normalised([], target)
    else:
        parts = _normalised(tree.parts_of(folder), target)
    if parts is None:
        return Verdict("unsure", "outside", evidence="the target is not in the work tree")
    return _relocated(tree.look_up(parts), target, written, tail)


def _split(url: str) -> tuple[str, str]:
    """The path of a URL, and its query and fragment."""
    end = min(at for at in (url.find("?"), url.find("#"), len(url)) if at >= 0)
    return url[:end], url[end:]


def _normalised(start: list[str], target: str) -> list[str] | None:
    """The parts of a path from the root of the tree; none where it leaves that."""
    parts = list(start)
    for part in target.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return parts


@dataclass(frozen=True, slots=True)
class _Found:
    """What became of a path."""

    verdict: Verdict
    right: Mapping[str, str] = field(default_factory=dict[str, str])
    """Names as the file system spells them, where the path has another case."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """The folder that targets must lie in, and the names in its folders as they were read."""

    root: str
    is_repository: bool
    _names: dict[str, Mapping[str, bool]] = field(default_factory=dict[str, Mapping[str, bool]])

    @classmethod
    def around(cls, folder: str) -> "_Tree":
        """The work tree that a folder is in, or the folder alone."""
        above = folder
        while not os.path.lexists(os.path.join(above, ".git")):  # noqa: PTH118
            parent = os.path.dirname(above)  # noqa: PTH120
            if parent == above:
                return cls(folder, is_repository=False)
            above = parent
        return cls(above, is_repository=True)

    def parts_of(self, folder: str) -> list[str]:
        """The parts of a folder's path below the root."""
        relative = os.path.relpath(folder, self.root)
        return [] if relative == "." else relative.split(os.sep)

    def look_up(self, parts: list[str]) -> _Found:
        """Whether a path from the root exists."""
        at = self.root
        right: dict[str, str] = {}
        for depth, part in enumerate(parts, start=1):
            try:
                names = self._listing(at)
            except NotADirectoryError:
                return _missing("/".join(parts[: depth - 1]) + " is a file, not a folder")
            except OSError:
                return _Found(Verdict("unsure", "unreadable", evidence="a folder is unreadable"))
            name = normalize("NFC", part)
            if name not in names:
                same = [each for each in names if each.casefold() == name.casefold()]
                if len(same) != 1:
                    return _missing(_nearby(part, parts[: depth - 1], names))
                right[part] = name = same[0]
            if names[name] and depth < len(parts):
                return _Found(Verdict("unsure", "symbolic-link", evidence="a link is in the path"))
            at = os.path.join(at, name)  # noqa: PTH118
        if right:
            spelled = ", ".join(f"`{name}`" for name in right.values())
            evidence = f"the name differs in case from {spelled}, which matters on GitHub"
            return _Found(Verdict("dead", "wrong-case", evidence=evidence), right)
        return _Found(Verdict("alive", "ok", evidence="there is such a file or folder"))

    def _listing(self, folder: str) -> Mapping[str, bool]:
        """The names in a folder, and which of them are symbolic links."""
        if folder not in self._names:
            with os.scandir(folder) as entries:
                self._names[folder] = {
                    normalize("NFC", entry.name): entry.is_symlink() for entry in entries
                }
        return self._names[folder]


def _missing(evidence: str) -> _Found:
    return _Found(Verdict("dead", "not-found", evidence=evidence))


def _nearby(part: str, above: list[str], names: Mapping[str, bool]) -> str:
    place = f"in `{'/'.join(above)}`" if above else "at the root"
    if f"{part}.md" in names:
        return f"there is no `{part}` {place}, but `{part}.md`"
    return f"there is no `{part}` {place}"


def _relocated(found: _Found, target: str, written: str, tail: str) -> Verdict:
    """The verdict, with the right spelling of the target where only its case is wrong."""
    if not found.right:
        return found.verdict
    parts = [found.right.get(part, part) for part in target.split("/")]
    path = "/".join(parts)
    right = (quote(path) if written != target else path) + tail
    verdict = found.verdict
    return Verdict(verdict.state, verdict.reason, final_url=right, evidence=verdict.evidence)
