"""DOIs, through the handle API of doi.org, which no publisher's gate stands before.

https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
"""

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import quote

from awesomecheck.links.client import Client
from awesomecheck.links.faults import Fault
from awesomecheck.links.graphql import json_object
from awesomecheck.links.pace import LeftAlone
from awesomecheck.links.plan import Question
from awesomecheck.rules import Verdict

_FOUND: Final = 1
_NO_SUCH_HANDLE: Final = 100


async def ask(
    question: Question,
    client: Client,
    api: str,
    page: Callable[[str], Awaitable[Verdict]],
) -> Verdict:
    """The verdict on a DOI; what the API leaves open, doi.org's own page may tell."""
    doi = question.target.id
    url = f"{api}{quote(doi, safe='/:;()._-~')}?type=URL"
    try:
        code = response_code((await client.page(url)).body)
    except (Fault, LeftAlone) as fault:
        return Verdict("unsure", fault.reason, evidence=fault.evidence)
    if code == _FOUND:
        said = f"doi.org knows {doi}."
        return Verdict("alive", "ok", evidence=said, facts={"doi": doi})
    if code == _NO_SUCH_HANDLE:
        return Verdict("dead", "unknown-doi", evidence=f"doi.org knows no {doi}.")
    return await page(question.url)


def response_code(body: bytes) -> int | None:
    """The API's own code in an answer, if it is one."""
    code = json_object(body).get("responseCode")
    return code if isinstance(code, int) else None
