"""The program: `python -m awesomecheck`, and the command `awesomecheck`."""

from collections.abc import Sequence
import gc
import os
import sys
from typing import NoReturn


def main(
    arguments: Sequence[str] | None = None, network: object = None, *, guest: bool = False
) -> NoReturn:
    """Run the command line; Ctrl-C and SIGTERM end it quietly even while it is being loaded.

    Args:
        arguments: replaces `sys.argv`.
        network: a `Network` in the place of the real one.
        guest: leave the log, warnings and hooks of the process as they are, not escaped.
    """
    try:
        import signal  # noqa: PLC0415 - loaded under watch

        if not guest:
            from awesomecheck.safety.python_output import (  # noqa: PLC0415 - loaded under watch
                escape_python_output,
            )

            escape_python_output()
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        gc.disable()  # what is loaded stays: looking for garbage in it takes 4 % of a short run
        from awesomecheck.cli.commands import commands  # noqa: PLC0415 - loaded under watch
        from awesomecheck.cli.completion import VARIABLE  # noqa: PLC0415 - loaded under watch
        from awesomecheck.cli.failures import failed  # noqa: PLC0415 - loaded under watch

        gc.freeze()
        gc.enable()
        if VARIABLE in os.environ:
            from awesomecheck.cli.completion_scripts import (  # noqa: PLC0415 - only for shells
                register,
            )

            register()
        try:
            status = commands.main(
                arguments, prog_name="awesomecheck", standalone_mode=False, obj=network
            )
        except Exception as error:
            status = failed(error)
        gc.freeze()  # else the interpreter looks for garbage in all that is left as it ends
        sys.exit(status)
    except KeyboardInterrupt:
        sys.exit(130)  # as shells have it


if __name__ == "__main__":
    main()
