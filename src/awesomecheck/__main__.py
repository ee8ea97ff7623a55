"""The program: `python -m awesomecheck`, and the command `awesomecheck`."""

import os
import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly even while it is being loaded."""
    _forget_folder()
    try:
        from awesomecheck.cli import main as commands  # noqa: PLC0415 - loaded under watch

        commands(prog_name="awesomecheck")
    except KeyboardInterrupt:
        sys.exit(130)  # as shells have it


def _forget_folder() -> None:
    """Import nothing of the current folder, where `python -m` looks first: it is the list's."""
    if not sys.flags.safe_path and sys.path[:1] in ([""], [os.getcwd()]):  # noqa: PTH109
        del sys.path[0]


if __name__ == "__main__":
    main()
