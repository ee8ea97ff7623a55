"""The way into a simulated web from a worker, which cannot be sent to it as an object."""

from functools import partial
import os
from pathlib import Path
import sys

from awesomecheck.links.checker import Network
from tests.web.run import network_of
from tests.web.server import Web


def network_in(file: Path) -> Network:
    """The way into the web that a file describes."""
    os.environ["SSL_CERT_FILE"] = str(file.with_name("root.pem"))
    return network_of(file)


def way_for_workers(web: Web, folder: Path) -> "partial[Network]":
    """What makes the way in each worker."""
    return partial(network_in, web.save(folder))


def main() -> None:
    """Run the command line: `python -m tests.fleet.ways WEB.json ARGS…`."""
    from awesomecheck.__main__ import main as command  # noqa: PLC0415 - workers need less

    command(sys.argv[2:], partial(network_in, Path(sys.argv[1])))


if __name__ == "__main__":
    main()
