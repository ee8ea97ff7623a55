"""The least that a list's requests cost here: a bare client that asks each URL once, unjudged."""

import asyncio
from pathlib import Path
import ssl
import sys

import aiohttp

from tests.web.worlds import urls_in


async def ask_all(urls: list[str]) -> None:
    """Ask for all URLs, eight at once of a host, and read a little of each answer."""
    connector = aiohttp.TCPConnector(
        limit=1000, limit_per_host=8, ssl=ssl.create_default_context()
    )
    patience = aiohttp.ClientTimeout(total=None, sock_connect=20, sock_read=20)
    async with aiohttp.ClientSession(connector=connector, timeout=patience) as session:

        async def ask(url: str) -> None:
            async with session.get(url, allow_redirects=False) as response:
                await response.content.read(65_536)

        await asyncio.gather(*map(ask, urls), return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(ask_all(urls_in(Path(sys.argv[1]).read_text(encoding="utf-8"))))
