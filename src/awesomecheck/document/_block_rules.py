"""Block rules where GitHub differs from markdown-it: tasks, tables, formulas and front matter."""

from markdown_it.rules_block import StateBlock, lheading, paragraph, reference
from markdown_it.rules_block import table as plain_table

from awesomecheck.regexes import regex

_TASK = regex(r"[ \t]*(?:[-+*]|[0-9]+[.)])[ \t]+\[[ xX]\][ \t]")
_FORMULA = regex(r"\$\$[ \t]*")
_RULE = regex(r"(?:---+|\.\.\.)[ \t]*")
_KEY = regex(r"(?:[\w$][\w$.-]*(?: [\w$.-]+)*|\"[^\"]*\"|'[^']*')[ \t]*:(?=[ \t]|$)")
_COMMENT = regex(r"[ \t]*#")
_CONTINUED = regex(r"#|[ \t]|-(?:[ \t]|$)|[\]})]+,?[ \t]*$")
"""The start of a comment, or of a line that goes on with the value of a key."""


def task_text(state: StateBlock, start: int, end: int) -> bool:
    """Parse the first block of a list item after its task box, if it has one.

    GitHub reads no heading, list or quote there. It looks for boxes in whole lines: that of an
    item in a quote, or in another item on the same line, is text.
    """
    item = state.tokens[-1] if state.tokens else None
    if item is None or item.type != "list_item_open" or "checked" not in item.meta:
        return False
    box = state.bMarks[start] - 4
    if not _TASK.match(state.src, state.src.rfind("\n", 0, box) + 1):
        del item.meta["checked"]
        state.bMarks[start] = box
        return False
    if state.isEmpty(start):
        return False
    return any(
        rule(state, start, end, False) for rule in (plain_table, reference, lheading, paragraph)
    )


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a table, unless its first line starts a block of another kind, such as an item."""
    if not plain_table(state, start, end, True):
        return False
    others = state.md.block.ruler.getRules("paragraph")
    if any(rule is not table and rule(state, start, end, True) for rule in others):
        return False
    return silent or plain_table(state, start, end, False)


def formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse the lines between two lines of `$$`, which GitHub shows as a formula, as code."""
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not _FORMULA.fullmatch(state.src, first, state.eMarks[start]):
        return False
    last = start + 1
    while last < end and state.sCount[last] >= state.blkIndent and not state.isEmpty(last):
        line = state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]]
        if _FORMULA.fullmatch(line):
            if not silent:
                token = state.push("code_block", "", 0)
                token.content = state.getLines(start, last + 1, state.blkIndent, True)
                token.map = [start, last + 1]
                state.line = last + 1
            return True
        last += 1
    return False


def front_matter(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse front matter that has keys: other text between two rules is part of the list."""
    if silent or start != 0 or not _RULE.fullmatch(state.src, 0, state.eMarks[0]):
        return False
    keys, last = 0, 1
    while last < end:
        text = state.src[state.bMarks[last] : state.eMarks[last]]
        if _RULE.fullmatch(text):
            break
        if _KEY.match(text):
            keys += 1
        elif text and not (_CONTINUED if keys else _COMMENT).match(text):
            return False
        last += 1
    if not keys or last == end:
        return False
    token = state.push("front_matter", "", 0)
    token.hidden = True
    token.map = [0, last + 1]
    state.line = last + 1
    return True
