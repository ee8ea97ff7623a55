"""The command line as a process inside a simulated web: `python -m tests.web.run WEB.json ARGS…`.

WEB.json is what `Web.save` wrote. Only the network is another one; all else is as users have it:
the token in GITHUB_TOKEN, certificates in SSL_CERT_FILE, proxies in HTTPS_PROXY.
"""

from collections.abc import Mapping
import json
import os
from pathlib import Path
import sys
from typing import Any, Final

from awesomecheck.links.checker import Network
from tests.web.names import Names
from tests.web.world import Lookup

STATUS: Final = "status"
"""The file beside WEB.json that describes a process that has ended."""


def network_of(file: Path) -> Network:
    """The way into the simulated web of another process."""
    web: Mapping[str, Any] = json.loads(file.read_text())
    table = {
        host: tuple(Lookup(tuple(one["addresses"]), one["fault"], one["delay"]) for one in lookups)
        for host, lookups in web["names"].items()
    }
    plain, tls = web["plain"], web["tls"]
    return Network(
        resolver=lambda: Names(table),
        port_map={80: plain, 443: tls, 8080: plain, 8443: tls},
        trusted_addresses=frozenset(web["trusted"]),
        github_api="https://api.github.com",
        github_graphql="https://api.github.com/graphql",
        github_token=os.environ.get("GITHUB_TOKEN"),
    )


def main() -> None:
    """Run the command line, and note what Linux reports about the process at its end."""
    from awesomecheck.__main__ import main as command  # noqa: PLC0415 - `network_of` needs less

    file = Path(sys.argv[1])
    try:
        command(sys.argv[2:], network_of(file))
    finally:
        if sys.platform == "linux":
            file.with_name(STATUS).write_bytes(Path("/proc/self/status").read_bytes())


if __name__ == "__main__":
    main()
