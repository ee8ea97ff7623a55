"""Read the documentation of rules from their docstrings: prose and examples."""

from collections.abc import Callable
import inspect
import re
from typing import NamedTuple, cast, get_args

from msgspec import Struct

from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex
from awesomecheck.rules import FactValue, Reason, Rule, State, Verdict, Verdicts

_FENCE = regex(
    r"^(?P<ticks>`{3,})(?P<kind>bad|good|files|links|options)[ \t]*\n"
    r"(?P<body>.*?)^(?P=ticks)[ \t]*$\n?",
    re.DOTALL | re.MULTILINE,
)
_LABELS = {
    "bad": ("Bad", "markdown"),
    "good": ("Good", "markdown"),
    "files": ("Files", "text"),
    "links": ("Links", "text"),
    "options": ("Options", "yaml"),
}
"""The label above each kind of example, and the language of its fence."""
_SYMBOLS = {"␠": " ", "⇥": "\t", "␃\n": ""}
"""Whitespace that editors would remove, and the symbol for 'no line break here'."""


class Example(Struct, frozen=True):
    """A text with a problem, and one without; for fixable problems `good` is `bad` fixed."""

    bad: str
    good: str
    links: tuple[tuple[str, Verdict], ...] = ()
    """URLs with their assumed verdicts."""
    options: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """Paths in the repository of the `bad` text, with their texts."""
    good_files: tuple[tuple[str, str], ...] = ()

    def with_options(self, rule: type[Rule]) -> Rule:
        """Return a rule with the options of this example."""
        make = cast("Callable[..., Rule]", rule)
        defaults = make()
        return make(**{key: _typed(text, getattr(defaults, key)) for key, text in self.options})

    def verdicts(self, document: Document) -> Verdicts:
        """Return the assumed verdicts for the links of a document."""
        known = dict(self.links)
        return {link: known[link.url] for link in document.links if link.url in known}


class RuleDocs(NamedTuple):
    """A rule's documentation."""

    summary: str
    """One sentence, without a full stop."""
    body: str
    """Markdown: what the rule finds, why that is bad, and the examples as written."""
    examples: tuple[Example, ...]


def rule_docs(rule: type[Rule]) -> RuleDocs:
    """Return the documentation of a rule.

    Raises:
        ValueError: the docstring lacks a summary, or a `bad` fence has no `good` one after it.
    """
    text = inspect.cleandoc(rule.__doc__ or "")
    summary, _, body = text.partition("\n")
    if not summary:
        raise ValueError(f"{rule.__qualname__} has no docstring")
    return RuleDocs(
        summary.rstrip("."), body.strip("\n"), tuple(_examples(text, rule.__qualname__))
    )


def with_labels(body: str) -> str:
    """Return the body of a documentation with a label above each example."""

    def example(found: re.Match[str]) -> str:
        label, language = _LABELS[found["kind"]]
        return f"**{label}:**\n\n{found['ticks']}{language}\n{found['body']}{found['ticks']}\n"

    return _FENCE.sub(example, body).rstrip("\n")


def _examples(text: str, name: str) -> list[Example]:
    examples: list[Example] = []
    bad: str | None = None
    links: tuple[tuple[str, Verdict], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    good_files: tuple[tuple[str, str], ...] = ()
    for match in _FENCE.finditer(text):
        body = match["body"]
        for symbol, meaning in _SYMBOLS.items():
            body = body.replace(symbol, meaning)
        match match["kind"], bad:
            case "bad", None:
                bad = body
            case "good", str():
                examples.append(Example(bad, body, links, options, files, good_files))
                bad, links, options, files, good_files = None, (), (), (), ()
            case "links", None:
                links = tuple(_link(line, name) for line in body.splitlines())
            case "files", None:
                files = tuple(map(_file, body.splitlines()))
            case "files", str():
                good_files = tuple(map(_file, body.splitlines()))
            case "options", None:
                options = tuple(_option(line) for line in body.splitlines())
            case _:
                raise ValueError(f"{name}: a `bad` example needs a `good` one after it")
    if bad is not None:
        raise ValueError(f"{name}: the last `bad` example has no `good` one")
    return examples


def _typed(text: str, default: object) -> object:
    """Return the value of an option that an example sets, of the type that its default has."""
    match default:
        case bool():
            return text == "true"
        case int() | float():
            return type(default)(text)
        case tuple():
            return tuple(text.split(", "))
        case _:
            return text


_STATES: dict[str, State] = {each: each for each in get_args(State)}


def _option(line: str) -> tuple[str, str]:
    key, _, value = line.partition(": ")
    return key.replace("-", "_"), value


def _file(line: str) -> tuple[str, str]:
    path, _, text = line.partition(" ")
    return path, text


def _link(line: str, name: str) -> tuple[str, Verdict]:
    words = line.split()
    facts = dict(_fact(word) for word in words[3:] if "=" in word)
    rest = [word for word in words if word.partition("=")[0] not in facts]
    match rest:
        case [url, state, reason, *final_url] if state in _STATES and len(final_url) < 2:
            final = final_url[0] if final_url else None
            return url, Verdict(_STATES[state], cast("Reason", reason), None, final, facts=facts)
        case _:
            raise ValueError(
                f"{name}: `URL STATE REASON [FINAL_URL] [FACT=true]…` expected, not {line!r}"
            )


def _fact(word: str) -> tuple[str, FactValue]:
    key, _, value = word.partition("=")
    if value.isdecimal():
        return key, int(value)
    text = value.replace("_", " ")
    if ";" in text:
        return key, tuple(filter(None, text.split(";")))
    return key, {"true": True, "false": False}.get(value, text)
