"""A network of our own, where a simulated web lives at public addresses and its real ports."""

from collections.abc import Mapping
import os
from pathlib import Path
import shutil
import subprocess
import sys
from typing import Final

from tests.web.world import REFUSES, SILENT, SLAMS, WEB, WEB6

PLACES: Final[Mapping[str, str]] = {
    WEB: "20.0.0.1",
    REFUSES: "20.0.0.2",
    SILENT: "20.0.0.3",
    SLAMS: "20.0.0.4",
    WEB6: "2600::1",
}
"""Public addresses, as tools refuse others; nothing leaves the namespace."""
NAME_SERVER: Final = "20.0.0.53"


def available() -> bool:
    """Whether this machine lets us have one: Linux, as root."""
    programs = shutil.which("ip") and shutil.which("unshare")
    if not (sys.platform == "linux" and os.geteuid() == 0 and programs):
        return False
    probe = ["unshare", "--net", "--mount", "true"]
    return subprocess.run(probe, check=False).returncode == 0


def enter(module: str, arguments: list[str]) -> None:
    """Replace this process by one inside a new namespace."""
    command = ["unshare", "--net", "--mount", sys.executable, "-m", module, *arguments]
    os.execvp(command[0], command)  # noqa: S606 - no shell is wanted


def furnish(folder: Path) -> None:
    """Make the addresses local and the name server known; inside the namespace only."""
    for words in (
        "ip link set lo up",
        "ip route add local 20.0.0.0/8 dev lo",
        "ip -6 route add local 2600::/16 dev lo",
    ):
        subprocess.run(words.split(), check=True)
    resolver = folder / "resolv.conf"
    resolver.write_text(f"nameserver {NAME_SERVER}\noptions timeout:5 attempts:1\n")
    subprocess.run(["mount", "--bind", resolver, "/etc/resolv.conf"], check=True)
