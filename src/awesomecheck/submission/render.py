"""Print the answers: as text, as Markdown for the pull request, or as JSON."""

from collections.abc import Iterator, Sequence
import json

from awesomecheck.errors import counted
from awesomecheck.formats._gfm import code, code_block, prose
from awesomecheck.safety.escape import disarm_commands, disarm_json, escape_for_terminal
from awesomecheck.submission.assessment import Assessment, Outcome, counts
from awesomecheck.submission.entry import OwnEntry

_SIGNS: dict[Outcome, str] = {"met": "✓", "not met": "✗", "unsure": "?", "needs a person": "?"}
_MOST_CHARACTERS = 600


def render(format_name: str, found: Sequence[Assessment], entry: OwnEntry, path: str) -> str:
    """Return the answers in a format."""
    if format_name == "json":
        return disarm_json(json.dumps(_as_json(found, entry, path), indent=2, ensure_ascii=True))
    lines = _markdown(found, entry) if format_name == "markdown" else _text(found, entry, path)
    return "\n".join(lines)


def _text(found: Sequence[Assessment], entry: OwnEntry, path: str) -> Iterator[str]:
    yield _safe(path)
    for each in found:
        requirement = each.requirement
        yield f"{_SIGNS[each.state]} {requirement.number:>2}  {requirement.text}"
        if each.state in ("unsure", "needs a person"):
            yield f"      {each.state}: {_safe(each.reason)}"
        elif each.reason:
            yield f"      {_safe(each.reason)}"
        if each.state == "not met":
            yield f"      to do: {requirement.fix}"
            yield f"      awesome-lint: {_other(each)}"
    yield ""
    yield _summary(found)
    yield ""
    yield f"title of the pull request: Add {_safe(entry.name)}"
    yield "entry for its list:"
    yield _safe(entry.line)


def _markdown(found: Sequence[Assessment], entry: OwnEntry) -> Iterator[str]:
    yield "| | requirement | answer |"
    yield "|---|---|---|"
    for each in found:
        state = "" if each.state in ("met", "not met") else f"{each.state}: "
        answer = f"{state}{_cell(each.reason)}" if each.reason else each.state
        if each.state == "not met":
            answer += f". To do: {each.requirement.fix}"
        text = f"{each.requirement.number}. {each.requirement.text}"
        yield f"| {_SIGNS[each.state]} | {text} | {answer} |"
    yield ""
    yield _summary(found)
    yield ""
    yield f"Title: {code(_safe(f'Add {entry.name}'))}"
    yield ""
    yield code_block(_safe(entry.line), "markdown")


def _as_json(found: Sequence[Assessment], entry: OwnEntry, path: str) -> dict[str, object]:
    return {
        "version": 1,
        "path": path,
        "requirements": [
            {
                "number": each.requirement.number,
                "requirement": each.requirement.text,
                "state": each.state,
                "reason": each.reason,
                "fix": each.requirement.fix,
                "rules": list(each.requirement.rules),
                "awesome_lint": each.requirement.awesome_lint or None,
            }
            for each in found
        ],
        "summary": {state.replace(" ", "_"): number for state, number in counts(found)},
        "title": f"Add {entry.name}",
        "entry": entry.line,
    }


def _summary(found: Sequence[Assessment]) -> str:
    numbers = dict(counts(found))
    states = f"{numbers['met']} met, {numbers['not met']} not met, {numbers['unsure']} unsure"
    person = f"{numbers['needs a person']} need a person"
    return f"{counted(len(found), 'requirement')}: {states}, {person}"


def _other(answer: Assessment) -> str:
    rule = answer.requirement.awesome_lint
    return f"`{rule}` checks this, at least in part" if rule else "does not check this"


def _safe(text: str) -> str:
    return disarm_commands(escape_for_terminal(text))


def _cell(text: str) -> str:
    return prose(_safe(text), _MOST_CHARACTERS)
