"""Check a list's links in a simulated web, to look at what the command line shows.

    python -m tests.web --list README.md [--slow SECONDS] [--dead SHARE] [--silent N] [-- ARGS…]

What follows `--` goes to `awesomecheck links`.
"""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
import sys
import tempfile

from tests.web.process import start
from tests.web.server import serve
from tests.web.world import SILENT, Host, Lookup, World
from tests.web.worlds import TOKEN, urls_in, world_of


def main() -> int:
    """Start the web and run the command line against it."""
    parser = argparse.ArgumentParser(prog="python -m tests.web", description=__doc__)
    parser.add_argument("--list", type=Path, required=True, help="the Markdown file")
    parser.add_argument(
        "--slow", type=float, nargs="?", const=4.0, default=0.5, help="longest answer in seconds"
    )
    parser.add_argument("--dead", type=float, default=0.05, help="share of links that are dead")
    parser.add_argument("--silent", type=int, default=0, help="hosts that never answer")
    parser.add_argument("--token", action="store_true", help="give it a token for GitHub")
    parser.add_argument("rest", nargs="*", help="arguments for `awesomecheck links`")
    arguments = parser.parse_args()
    urls = urls_in(arguments.list.read_text(encoding="utf-8"))
    world = silenced(world_of(urls, dead=arguments.dead, slow=arguments.slow), arguments.silent)
    with serve(world) as web, tempfile.TemporaryDirectory() as folder:
        token = {"GITHUB_TOKEN": TOKEN} if arguments.token else {}
        process = start(
            web, Path(folder), "links", *arguments.rest, arguments.list, environment=token
        )
        status = process.wait()
        report(web.by_host())
    return status


def silenced(world: World, count: int) -> World:
    """The world with so many of its hosts silent."""
    quiet: list[Host] = [
        replace(host, lookups=(Lookup((SILENT,)),)) for host in world.hosts[:count]
    ]
    return replace(world, hosts=(*quiet, *world.hosts[count:]))


def report(requests: Mapping[str, int]) -> None:
    """Say how many requests each host got."""
    most = sorted(requests.items(), key=lambda pair: -pair[1])
    shown = ", ".join(f"{host} {count}" for host, count in most[:8])
    sys.stderr.write(f"{sum(requests.values())} requests: {shown}\n")


if __name__ == "__main__":
    sys.exit(main())
