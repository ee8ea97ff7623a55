"""Headings without a space after `#`."""

import pytest

from awesomecheck_rules.markdown.unspaced_heading import UnspacedHeading
from tests.rules.conftest import Check, fixed

TITLE = "# Awesome Boats\n\n"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (f"{TITLE}##Oars\n", f"{TITLE}## Oars\n"),
        (f"{TITLE}Text.\n###Oars and sails ###\n", f"{TITLE}Text.\n### Oars and sails ###\n"),
        (
            f"{TITLE}- a\n\n##[Oars](https://oars.org)\n",
            f"{TITLE}- a\n\n## [Oars](https://oars.org)\n",
        ),
        (f"{TITLE}##1. Oars\n", f"{TITLE}## 1. Oars\n"),
        ("#Awesome Boats\n\n## Oars\n", "# Awesome Boats\n\n## Oars\n"),
        (f"{TITLE}[Oars](#oars)\n\n#Oars\n", f"{TITLE}[Oars](#oars)\n\n# Oars\n"),
    ],
)
def test_a_heading_without_a_space(check: Check, text: str, right: str) -> None:
    [finding] = check(UnspacedHeading(), text)
    marks = text[finding.span.start : finding.span.end]
    assert finding.message == f"no space after `{marks}`: not rendered as a heading"
    assert fixed(text, [finding]) == right
    assert not check(UnspacedHeading(), right)


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}#1 of all boats\n",
        f"{TITLE}##1\n",
        f"{TITLE}#boats and more\n",
        f"{TITLE}#sailing #rowing\n",
        "#sailing #rowing\n",
        f"{TITLE}See\n#Oars of last year.\n\n[Oars](#oars-of-last-year)\n",
        f"{TITLE}#!/bin/sh\n",
        f"{TITLE}#######Oars\n",
        f"{TITLE}\\##Oars\n",
        f"{TITLE}```\n##Oars\n```\n",
        f"{TITLE}    ##Oars\n",
        f"{TITLE}<!--\n##Oars\n-->\n",
        f"{TITLE}`a\n##Oars b`\n",
    ],
)
def test_lines_that_are_not_meant_as_headings(check: Check, text: str) -> None:
    assert not check(UnspacedHeading(), text)


@pytest.mark.parametrize("below", ["    http://r.example", "\tmore", "===", " ---", "more\n--"])
def test_what_the_line_below_would_become_is_left_to_its_author(check: Check, below: str) -> None:
    [finding] = check(UnspacedHeading(), f"{TITLE}##Oars\n{below}\n")
    assert finding.fix is None


def test_a_bracket_that_is_open_at_its_end_is_left_to_its_author(check: Check) -> None:
    [finding] = check(UnspacedHeading(), f"{TITLE}##Oars [and\nhttps://sails.example\n")
    assert finding.fix is None
