"""The rule `missing-theme`."""

from collections.abc import Iterator
import re

from awesomecheck import Document, DocumentRule, Problem, regex
from awesomecheck_rules.awesome._top import bare_name, prose_above, top_of

_INTRODUCTION = regex(
    r"(?:\S+ )?(?:introduction|intro|about|overview|description|preface|motivation|background"
    r"|summary|简介|介绍|前言|概述)(?: .*)?|(?:what|why) .*"
)
_NO_THEME = regex(
    r"(?P<start>resources?\b.{0,30}\bfor\b|(?:the )?awesome (?:[\w.+#-]+ ){0,3}"
    r"(?:tools|packages|libraries|resources|stuff|things))",
    re.IGNORECASE,
)
_INSPIRED = regex(r"\W*inspired by\b", re.IGNORECASE)


class MissingTheme(DocumentRule):
    """A list that does not say at the top what its theme is.

    The awesome guidelines require a short description of the theme under the title: of the
    subject, not of the list. `Resources for …` and `Awesome … tools` describe a list.

    ```bad
    # Awesome iOS

    ## Contents
    ```

    ```good
    # Awesome iOS

    > Mobile operating system for Apple phones and tablets.

    ## Contents
    ```

    ```bad
    # Awesome iOS

    > Resources and tools for iOS development.
    ```

    ```good
    # Awesome iOS

    > Mobile operating system for Apple phones and tablets.
    ```
    """

    enabled = False
    badge_turns_on = "classic"
    lists_only = True

    def check(self, document: Document) -> Iterator[Problem]:
        top = top_of(document)
        described = [
            each for each in prose_above(document, top.span) if not _INSPIRED.match(each[1])
        ]
        if not described:
            sections = [each for each in document.headings if each is not top.title][:2]
            if not any(_INTRODUCTION.fullmatch(bare_name(each)) for each in sections):
                message = "no description under the title: add a sentence on the list's theme"
                yield Problem(top.place, message)
            return
        span, text = described[0]
        if found := _NO_THEME.match(text):
            message = f"`{found['start']}` describes the list: describe its theme, the subject"
            yield Problem(span, message)
