"""The step that checks inside a simulated web: `python -m tests.action.in_web WEB.json`."""

import os
from pathlib import Path
import sys

from awesomecheck.cli.action import act
from tests.web.run import network_of

if __name__ == "__main__":
    sys.exit(act(os.environ, network_of(Path(sys.argv[1]))))
