"""GitHub's Markdown by markdown-it-py, with the position of every token.

markdown-it-py maps blocks to lines and gives inline tokens no position. Here they are noted
while it parses, so that nothing is searched for afterwards: a block with inline content gets
`meta["starts"]`, the offset of the first character of each of its lines, a table row
`meta["start"]`, every inline token `map`, its start and end in the block's content (of text
only the end counts), and `env["item_starts"]` has the offsets of the list items, in order.
"""

import re

from markdown_it import MarkdownIt, rules_inline
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from awesomecheck.document import _bare_links, _block_rules
from awesomecheck.regexes import regex

_TEXT_END = regex(r"[\n!&*<\[\\\]_`~fFhHw](?:(?<![fFhHw])|(?=(?i:tt?ps?://)|ww\.))")
"""Where a rule of ours may start. One set of characters first makes the search fast."""


class _BlockState(StateBlock):
    """Record where list items, table rows and inline content start."""

    def push(self, ttype: str, tag: str, nesting: int) -> Token:
        token = super().push(ttype, tag, nesting)  # type: ignore[arg-type]
        if ttype == "list_item_open":
            # Not in the token: a task list's item has its `meta` replaced later.
            starts = self.env.setdefault("item_starts", [])
            starts.append(self.bMarks[self.line] + self.tShift[self.line])
        elif ttype in ("paragraph_close", "heading_close"):
            inline = self.tokens[-2]
            first, last = inline.map or (0, 0)
            inline.meta["starts"] = [
                self.bMarks[line] + self.tShift[line] for line in range(first, last)
            ]
        elif ttype == "tr_close":
            self._mark_row()
        return token

    def _mark_row(self) -> None:
        index = len(self.tokens) - 1
        while self.tokens[index].type != "tr_open":
            index -= 1
        row = self.tokens[index]
        line = (row.map or [0])[0]
        row.meta["start"] = self.bMarks[line] + self.tShift[line]


_DEEPEST_BLOCK = 100
"""markdown-it leaves out what is nested deeper, which keeps Python's stack small."""


class _BlockParser(ParserBlock):
    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Parse blocks; text alone in the rest of a line after a task box."""
        if not _block_rules.task_text(state, startLine, endLine):
            super().tokenize(state, startLine, endLine)
            return
        line, count = state.line, len(state.tokens)
        is_apart = state.isEmpty(line - 1) or (line < endLine and state.isEmpty(line))
        state.tight = True
        super().tokenize(state, line, endLine)
        state.tight = state.tight and not (is_apart and len(state.tokens) > count)

    def parse(
        self,
        src: str,
        md: MarkdownIt,
        env: EnvType,
        outTokens: list[Token],  # noqa: N803 - as markdown-it calls it
    ) -> list[Token] | None:
        if not src:
            return None
        state = _BlockState(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens


class _InlineState(StateInline):
    """Give each token its start and end; `cursor` is where text not yet flushed begins."""

    cursor = 0
    brackets = 0
    """Square brackets that are open where `pos` is, in which GitHub reads no bare URL."""
    hopeless: frozenset[int] | None = None
    """Opening brackets that start no label; none until first asked for."""

    def pushPending(self) -> Token:  # noqa: N802 - as markdown-it calls it
        token = super().pushPending()
        token.map = [self.cursor, self.cursor + len(token.content)]
        return token

    def push(self, ttype: str, tag: str, nesting: int) -> Token:
        token = super().push(ttype, tag, nesting)  # type: ignore[arg-type]
        token.map = [self.pos, self.pos]
        if nesting > 0:
            # What follows inside is text from here on: a link's label, an autolink's address.
            self.cursor = self.pos
        return token


class _InlineParser(ParserInline):
    def tokenize(self, state: StateInline) -> None:
        """The loop of `ParserInline.tokenize`, noting what stretch each success covers."""
        assert isinstance(state, _InlineState)  # noqa: S101 - no other is ever made
        rules = self.ruler.getRules("")
        end = state.posMax
        nestable = state.level < state.md.options["maxNesting"]
        tokens = state.tokens
        while state.pos < end:
            start = state.pos
            before = len(tokens)
            pending = state.cursor < start
            if nestable:
                for rule in rules:
                    if rule(state, False):
                        break
                else:
                    char = state.src[start]
                    if char == "[":
                        state.brackets += 1
                    elif char == "]" and state.brackets:
                        state.brackets -= 1
                    state.append_pending(char)
                    state.pos += 1
                    continue
                if len(tokens) > before:
                    flushed = pending and tokens[before].type == "text"
                    _place(tokens, before + flushed, start, state.pos)
                    state.cursor = state.pos
            else:
                state.append_pending(state.src[start])
                state.pos += 1
        if state.pending:
            state.pushPending()

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _InlineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _place(tokens: list[Token], first: int, start: int, end: int) -> None:
    """Place the tokens that one rule pushed for `start` to `end`."""
    opening, closing = tokens[first], tokens[-1]
    if opening is closing:
        opening.map = [start, end]
    elif opening.type == "link_open":
        if opening.markup:  # an autolink: its text is the address, in angle brackets or bare
            edge = 1 if opening.markup == "autolink" else 0
            tokens[first + 1].map = [start + edge, end - edge]
            closing.map = [end - edge, end]
            opening.map = [start, start + edge]
        else:
            opening.map = [start, start + 1]
            closing.map = [closing.map[0] if closing.map else end, end]
    else:  # a run of delimiters
        for token in tokens[first:]:
            token.map = [start, start + len(token.content)]
            start += len(token.content)


def _drop_empty_text(state: StateInline) -> None:
    """Drop what emphasis leaves of its marks: joined text then ends where its last part does."""
    state.tokens[:] = [each for each in state.tokens if each.content or each.type != "text"]


_BRACKETS = regex(r"\\.|[\[\]]", re.DOTALL)
_MANY_BRACKETS = 200
_DEEPEST_LABEL = 32


def _hopeless_brackets(src: str) -> frozenset[int]:
    """Opening brackets that no label can start at, found in one pass.

    markdown-it looks for the end of a label at each `[` anew, down to its limit on nesting: where
    brackets are many and unmatched, or nested without end, hundreds of steps for each of them.
    """
    open_at: list[int] = []
    heights: list[int] = []
    hopeless: set[int] = set()
    for match in _BRACKETS.finditer(src):
        if match.group() == "[":
            open_at.append(match.start())
            heights.append(0)
        elif match.group() == "]" and open_at:
            start, height = open_at.pop(), heights.pop()
            if height > _DEEPEST_LABEL:
                hopeless.add(start)
            if heights:
                heights[-1] = max(heights[-1], height + 1)
    return frozenset(hopeless.union(open_at))


_PLAIN_LINK = regex(r"\[([^\[\]\\`<&*_~\n]*)\]\(([^\x00-\x20\x7f()\\<&]*)\)")
"""`[text](url)` of nothing that Markdown reads otherwise: most links of a list."""


def _link(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    plain = _PLAIN_LINK.match(state.src, state.pos, state.posMax)
    if plain is None or not state.md.validateLink(plain[2]):
        return _attempt(rules_inline.link, state, silent, state.pos)
    if not silent:
        state.pos += 1
        state.push("link_open", "a", 1).attrs = {"href": plain[2]}
        state.pending = plain[1]
        state.pos += len(plain[1])
        state.push("link_close", "a", -1)
    state.pos = plain.end()
    return True


def _image(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("![", state.pos):
        return False
    return _attempt(rules_inline.image, state, silent, state.pos + 1)


_FOOTNOTE_REF = regex(r"\[\^[^\]\n ]{1,999}\]")


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    """As the plug-in does, but no longer than a label can be: it looks for the end at each."""
    return bool(_FOOTNOTE_REF.match(state.src, state.pos, state.posMax)) and footnote_ref(
        state, silent
    )


def _escape(state: StateInline, silent: bool) -> bool:
    """Leave a backslash before a letter as text: a bare URL may begin there."""
    return not state.src[state.pos + 1 : state.pos + 2].isalpha() and rules_inline.escape(
        state, silent
    )


def _bare_link(state: StateInline, silent: bool) -> bool:
    assert isinstance(state, _InlineState)  # noqa: S101 - no other is ever made
    return not state.brackets and _bare_links.bare_link(state, silent)


def _attempt(rule: RuleFuncInlineType, state: StateInline, silent: bool, bracket: int) -> bool:
    assert isinstance(state, _InlineState)  # noqa: S101 - no other is ever made
    if state.hopeless is None:
        many = state.src.count("[") > _MANY_BRACKETS
        state.hopeless = _hopeless_brackets(state.src) if many else frozenset()
    return bracket not in state.hopeless and rule(state, silent)


class Parser(MarkdownIt):
    """CommonMark with GitHub's tables, strikethrough, task lists, footnotes and autolinks.

    `parse` stops at blocks; `parse_inline` goes on with one of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.block = _BlockParser()
        self.inline = _InlineParser()
        self.configure(
            "commonmark",
            {
                "tasklists": True,
                "store_labels": True,
                "inline_definitions": True,
                "maxNesting": _DEEPEST_BLOCK,
                "strikethrough_single_tilde": True,
            },
        )
        self.enable(["table", "strikethrough"])
        self.use(footnote_plugin, inline=False, move_to_end=False)
        self.block.ruler.before("table", "front_matter", _block_rules.front_matter)
        self.block.ruler.at("table", _block_rules.table, {"alt": ["paragraph", "reference"]})
        self.block.ruler.before("fence", "formula", _block_rules.formula)
        self.core.ruler.disable(["inline", "text_join"])
        rules = self.inline.ruler
        rules.at("escape", _escape)
        rules.at("link", _link)
        rules.at("image", _image)
        rules.at("footnote_ref", _footnote_ref)
        rules.push("bare_link", _bare_link)
        self.inline.ruler2.before("fragments_join", "drop_empty_text", _drop_empty_text)
        self.inline.terminator_re = _TEXT_END

    def parse(self, src: str, env: EnvType | None = None) -> list[Token]:
        """The block tokens of a text; a final line break is added, as `html_block` needs one."""
        return super().parse(src if src.endswith("\n") else src + "\n", env)

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - as markdown-it calls it
        """Keep the destination as written; what a client must encode is for the client to say."""
        return url

    def parse_inline(self, block: Token, env: EnvType) -> list[Token]:
        """The inline tokens of an `inline` block token, each with `map` in its content."""
        children: list[Token] = []
        self.inline.parse(block.content, self, env, children)
        return children
