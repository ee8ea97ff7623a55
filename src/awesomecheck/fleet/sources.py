"""What a fleet reads: folders and files, and texts that name repositories and URLs."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, Literal, NamedTuple
from urllib.parse import urlsplit

from awesomecheck.document.source import SUFFIXES
from awesomecheck.document.target import classify
from awesomecheck.errors import UserError
from awesomecheck.regexes import regex
from awesomecheck.runs import inputs
from awesomecheck.runs.texts import Configs
from awesomecheck.safety.redact import redacted

_FULL_NAME = regex(r"[\w-]+/[\w.-]+", 0)
_COMMENT: Final = "#"
_MOST_ERRORS: Final = 10
_EXPECTED: Final = (
    "a line is `owner/repository`, the URL of a repository of git, or that of a Markdown file;"
    " lines that begin with # are skipped"
)
SourceKind = Literal["file", "repository", "url"]


class ListSource(NamedTuple):
    """One list to read; of a repository, its README."""

    kind: SourceKind
    name: str
    """As users see it."""
    given: str
    """What the user named."""
    place: str
    """An absolute path, or a URL."""
    size: int = 0
    """In bytes, as far as it is known."""
    key: str = ""
    """Tells what is in it from what was in it in another run."""

    def with_key(self, run: str) -> "ListSource":
        """Return the source with its size and key.

        Args:
            run: tells the run from others; what is not on this machine is read once in a run.
        """
        data = b""
        if self.kind == "file":
            with suppress(UserError):  # said when it is read
                data = inputs.read_bytes(Path(self.place), self.name)
        digest = blake2b(data, digest_size=20, key=blake2b(run.encode()).digest())
        digest.update(f"{self.kind}\0{self.place}".encode(errors="surrogatepass"))
        return self._replace(size=len(data), key=digest.hexdigest())


def find_sources(names: Sequence[str], configs: Configs) -> tuple[ListSource, ...]:
    """Return what paths on the command line name, each list once.

    Args:
        names: Markdown files, folders of them, and texts of repositories and URLs.
        configs: says which files of folders are left out.

    Raises:
        UserError: there is no such path, nothing in it, or a line that names nothing.
    """
    found: dict[str, ListSource] = {}
    errors: list[UserError] = []
    for name in names:
        try:
            for source in _sources_of(name, configs):
                found.setdefault(source.place, source)
        except UserError as error:
            errors.append(error)
    if errors:
        first, *others = [each for error in errors for each in (error, *error.others)]
        raise UserError(first.message, hint=first.hint, others=tuple(others[: _MOST_ERRORS - 1]))
    if not found:
        raise UserError("the sources name no list", hint=_EXPECTED)
    return tuple(found.values())


def _sources_of(name: str, configs: Configs) -> Iterator[ListSource]:
    path = Path(name)
    is_folder = path.is_dir()
    if name and path.is_file() and not name.lower().endswith(SUFFIXES):
        yield from _listed_in(path, name)
        return
    remote = None if path.exists() else remote_source(name)
    if remote is not None and "://" in name:
        yield remote
        return
    if remote is not None:  # which a mistyped folder looks like
        raise UserError(
            f"{name}: no such file or folder",
            hint=f"for the repository, name https://github.com/{remote.name}",
        )
    for file in inputs.expand(name, configs.of(path).exclude if is_folder else ()):
        yield ListSource("file", str(file), name, str(file.resolve()))


def _listed_in(path: Path, name: str) -> list[ListSource]:
    """Return what a text names, one list a line.

    Raises:
        UserError: a line names nothing; the errors of others come with it.
    """
    lines = inputs.read_source(path, name).text.split("\n")
    found: list[ListSource] = []
    errors: list[UserError] = []
    for number, line in enumerate(lines, 1):
        word = line.strip()
        if not word or word.startswith(_COMMENT):
            continue
        source = remote_source(word)
        if source is not None:
            found.append(source)
        else:
            errors.append(
                UserError(
                    f"{name}:{number}: `{redacted(word)[:100]}` is neither a repository nor a URL",
                    hint=None if errors else _EXPECTED,
                )
            )
    if errors:
        raise UserError(errors[0].message, hint=errors[0].hint, others=tuple(errors[1:]))
    return found


def remote_source(word: str) -> ListSource | None:
    """Return the repository or the Markdown file on the web that a word names."""
    if _FULL_NAME.fullmatch(word):
        return _on_github(word, word)
    try:
        parts = urlsplit(word)
    except ValueError:
        return None
    if parts.scheme == "file" and parts.path:
        return ListSource("repository", word, word, word)
    if parts.scheme not in ("http", "https") or not parts.hostname or not parts.path.strip("/"):
        return None
    target = classify(word)
    if target.kind == "github" and not target.path:
        return _on_github(target.id, word)
    if parts.path.endswith(".git"):
        return ListSource("repository", redacted(word), redacted(word), word)
    if target.kind == "github" and target.path.startswith("blob/"):
        word = word.replace("/blob/", "/raw/", 1)
    return ListSource("url", redacted(word), redacted(word), word)


def _on_github(full_name: str, word: str) -> ListSource:
    name = full_name.removesuffix(".git")
    return ListSource("repository", name, word, f"https://github.com/{name}.git")
