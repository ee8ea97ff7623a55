"""The program: `python -m awesomecheck`, and the command `awesomecheck`."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly even while it is being loaded."""
    try:
        from awesomecheck.cli.commands import main as commands  # noqa: PLC0415 - loaded under watch

        commands(prog_name="awesomecheck")
    except KeyboardInterrupt:
        sys.exit(130)  # as shells have it


if __name__ == "__main__":
    main()
