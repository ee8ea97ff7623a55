"""Read objects of a git repository by their hash, and check that each has this hash.

git itself does not check it for files and folders, so a repository that a stranger wrote could
give any content for a commit of the maintainers.
"""

from collections.abc import Callable, Iterator, Mapping
import hashlib
import os
from typing import Literal

from msgspec import Struct

from awesomecheck.errors import UserError
from awesomecheck.regexes import regex

ObjectKind = Literal["blob", "tree", "commit", "link"]

_KINDS: Mapping[bytes, ObjectKind] = {b"40000": "tree", b"120000": "link", b"160000": "commit"}
"""By the mode in a tree; a commit is that of a submodule, and any other mode a file's."""
_HEAD = regex(rb"(?P<name>[0-9a-f]+) (?P<kind>[a-z]+) (?P<size>[0-9]+)")
_HASHES = {40: "sha1", 64: "sha256"}
"""The hash function of a repository, by the length of its names of objects."""
_MOST_LINKS = 40


class TreeEntry(Struct, frozen=True):
    """What a path leads to in a commit."""

    kind: ObjectKind
    name: str
    """The hash of the object."""


class Objects:
    """The objects of a repository; trees are read once."""

    def __init__(self, batch: Callable[[bytes], bytes]) -> None:
        """Use a function that runs `git cat-file --batch` with some input."""
        self._batch = batch
        self._trees: dict[str, Mapping[bytes, TreeEntry]] = {}
        self._roots: dict[str, str] = {}

    def blob(self, name: str) -> bytes:
        """Return the content of a file.

        Raises:
            UserError: it is missing or damaged.
        """
        return self._read(name, "blob")

    def find(self, commit: str, path: str) -> TreeEntry | None:
        """Return what a path leads to; symbolic links are followed inside the commit.

        Args:
            commit: its full hash.
            path: from the top of the work tree, separated by `/`.

        Raises:
            UserError: an object on the way is missing or damaged.
        """
        folders = [TreeEntry("tree", self._root(commit))]
        waiting = _parts(os.fsencode(path))
        links = 0
        while waiting:
            part = waiting.pop()
            if part == b"..":
                folders.pop()
                if not folders:
                    return None
                continue
            entry = self._tree(folders[-1].name).get(part)
            if entry is None:
                return None
            if entry.kind == "tree":
                folders.append(entry)
            elif entry.kind != "link":
                return None if waiting else entry
            else:
                links += 1
                target = self.blob(entry.name)
                if links > _MOST_LINKS or target.startswith(b"/"):
                    return None
                waiting += _parts(target)
        return folders[-1]

    def _root(self, commit: str) -> str:
        if commit not in self._roots:
            first = self._read(commit, "commit").partition(b"\n")[0]
            self._roots[commit] = first.removeprefix(b"tree ").decode("ascii", "replace")
        return self._roots[commit]

    def _tree(self, name: str) -> Mapping[bytes, TreeEntry]:
        if name not in self._trees:
            self._trees[name] = dict(_entries(self._read(name, "tree"), len(name) // 2))
        return self._trees[name]

    def _read(self, name: str, kind: ObjectKind) -> bytes:
        head, _, rest = self._batch(f"{name}\n".encode()).partition(b"\n")
        found = _HEAD.fullmatch(head)
        if found and len(name) in _HASHES:
            content = rest[: int(found["size"])]
            header = b"%s %d\0" % (found["kind"], len(content))
            made = hashlib.new(_HASHES[len(name)], header + content, usedforsecurity=False)
            if found["kind"] == kind.encode() and made.hexdigest() == name:
                return content
        raise UserError(
            f"git: the {kind} {name[:12]} is missing in this clone, or damaged",
            hint="if the clone is partial, `git fetch --refetch --no-filter`, or no `filter` for"
            " actions/checkout; else see `git fsck`",
        )


def _parts(path: bytes) -> list[bytes]:
    """Return the names in a path, the last one first."""
    return [part for part in reversed(path.split(b"/")) if part not in (b"", b".")]


def _entries(tree: bytes, length: int) -> Iterator[tuple[bytes, TreeEntry]]:
    """Yield the names in a tree and what they stand for; hashes have a length in bytes."""
    place = 0
    while place < len(tree):
        end = tree.find(b"\0", place)
        mode, _, name = tree[place:end].partition(b" ")
        place = end + 1 + length
        if end < 0 or place > len(tree):
            raise UserError("git: a tree is damaged", hint="see `git fsck`")
        yield name, TreeEntry(_KINDS.get(mode, "blob"), tree[end + 1 : place].hex())
