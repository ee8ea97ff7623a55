"""What GitHub knows, shared by its REST and GraphQL APIs and its pages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from tests.web.wire import Request
from tests.web.world import GitHub, Repository


@dataclass(slots=True)
class Hub:
    """The repositories by name and number, and the calls made so far."""

    data: GitHub
    calls: int = 0
    rest_used: int = 0
    graphql_used: int = 0
    _by_name: dict[str, Repository] = field(default_factory=dict[str, Repository])

    def __post_init__(self) -> None:
        self.rest_used = self.data.rest_used
        for repository in self.data.repositories:
            self._by_name.update({name.lower(): repository for name in repository.former})
        for repository in self.data.repositories:
            self._by_name[repository.name.lower()] = repository

    def find(self, owner: str, name: str) -> Repository | None:
        """A repository that outsiders may see, by any name that it ever had, in any case."""
        found = self._by_name.get(f"{owner}/{name}".lower())
        return None if found is None or found.state == "private" else found

    def number(self, repository: Repository) -> int:
        """Its number in the API."""
        return 1000 + self.data.repositories.index(repository)

    def numbered(self, number: int) -> Repository | None:
        """The repository of a number."""
        known = 0 <= number - 1000 < len(self.data.repositories)
        return self.data.repositories[number - 1000] if known else None

    def token(self, request: Request) -> bool | None:
        """Whether the request's token is accepted; nothing where it has none."""
        sent = request.headers.get("authorization")
        return None if sent is None else sent.partition(" ")[2] in self.data.tokens

    def user(self, name: str) -> str | None:
        """A user or organisation in its true case."""
        owners = {repository.name.partition("/")[0] for repository in self.data.repositories}
        return next((one for one in {*self.data.users, *owners} if _same(one, name)), None)

    def secondary(self) -> bool:
        """Count a call of an API; whether the secondary limit meets it."""
        self.calls += 1
        return self.data.secondary_after is not None and self.calls > self.data.secondary_after


def renamed(repository: Repository, owner: str, name: str) -> bool:
    """Whether it was found by a former name; GitHub does not mind case."""
    return not _same(repository.name, f"{owner}/{name}")


def place(repository: Repository, ref: str, path: str) -> str | None:
    """Whether a path is a `blob` or a `tree` at a branch, tag or HEAD; nothing if missing."""
    if repository.empty or ref not in {repository.branch, "HEAD", *repository.tags}:
        return None
    path = path.strip("/")
    if path in repository.paths:
        return "blob"
    folders = {str(parent) for one in repository.paths for parent in PurePosixPath(one).parents}
    return "tree" if path in folders or path == "" else None


def listed(repository: Repository, folder: str) -> Iterator[dict[str, str]]:
    """What REST lists in a folder: names one level below it."""
    seen: set[str] = set()
    for path in repository.paths:
        inside = PurePosixPath(path)
        for parent in (inside, *inside.parents):
            name = str(parent)
            if str(parent.parent) == (folder or ".") and name not in seen and name != ".":
                seen.add(name)
                yield {"path": name, "type": "file" if name == path else "dir"}


def splits(segments: list[str]) -> Iterator[tuple[str, str]]:
    """Every way to read path segments as a ref, which may have slashes, and a path."""
    for at in range(1, len(segments) + 1):
        yield "/".join(segments[:at]), "/".join(segments[at:])


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower()
