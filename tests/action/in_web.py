"""The step that checks inside a simulated web: `python -m tests.action.in_web WEB.json`."""

import os
from pathlib import Path
import sys

from awesomecheck.cli.action import act
from awesomecheck.safety.python_output import escape_python_output
from tests.web.run import network_of

if __name__ == "__main__":
    escape_python_output()
    sys.exit(act(os.environ, network_of(Path(sys.argv[1]))))
