"""What the header of a table says of the column below it."""

import re
from typing import Literal

Column = Literal[
    "head", "name", "title", "authors", "venue", "year", "description", "link", "other", "none"
]

_HEADERS: tuple[tuple[Column, str], ...] = (
    (
        "other",
        r"(?:author |main )?(?:institut(?:e|ion)|affiliation|team|lab|laboratory)s?"
        r"|universit(?:y|ies)|机构|单位|作者单位",
    ),
    (
        "title",
        r"(?:.*\b)?titles?|(?:\w+ )?titles?(?: ?[&/(]| and ).*"
        r"|(?:\w+ )?papers?(?: name| title| ?/ ?source)?|articles?|publications?"
        r"|.*题目|.*标题|论文",
    ),
    (
        "name",
        r".*\bname|.*名称|names?|methods?|models?|abbr(?:eviation|\.)?|acronym|algorithm|approach|projects?"
        r"|librar(?:y|ies)|packages?|tools?|repo(?:sitory)?|resources?|datasets?|benchmarks?"
        r"|frameworks?|software|systems?|名称|company|organi[sz]ation|course|book",
    ),
    ("authors", r"authors?(?:\(s\))?|作者"),
    (
        "venue",
        r"venues?|(?:publication )?(?:conference|journal).*|publisher|published(?: in| at)?"
        r"|(?:pub\.?|venues?) ?(?:&|and|/) ?(?:date|year)|pub\.?|source|proceedings",
    ),
    (
        "year",
        r"(?:\w+ )?(?:year|date|time)(?: of publication| published)?|published on|年份|日期",
    ),
    (
        "description",
        r"(?:short |brief )?desc(?:ription)?s?|summary|abstract|notes?|comments?"
        r"|about|introduction|.*概述|.*简介|描述|说明|keywords?|remarks?",
    ),
    (
        "link",
        r"(?:\w+ )?(?:links?|urls?)|code.*|github.*|pdf|download|website|home ?page|source code"
        r"|implementation|.*链接|.*地址|代码",
    ),
)


def column_of(header: str) -> Column:
    """Return what a column has by the text above it."""
    text = header.strip(" *_:#`").lower()
    for column, pattern in _HEADERS:
        if re.fullmatch(pattern, text):  # compiled at the first table: most lists have none
            return column
    return "none"
