"""What Python and libraries print by themselves: no runner and no terminal executes it."""

import logging
from pathlib import Path
import subprocess
import sys

import pytest

from tests.conftest import clean_environment
from tests.runner import Runner

HOSTILE = "##[error]x\\n::warning::y\\x1b]0;z\\x07\\u202e"
"""As in a string of Python."""

WAYS = {
    "log": f'logging.getLogger("lib").warning("{HOSTILE} %s", "{HOSTILE}")',
    "log with a handler": "logging.basicConfig(format='%(name)s: %(message)s')\n"
    f'logging.getLogger("lib").error("{HOSTILE}")',
    "log of an exception": "try:\n"
    f'    raise ValueError("{HOSTILE}")\n'
    "except ValueError:\n"
    '    logging.getLogger("lib").exception("failed", stack_info=True)',
    "log with faulty arguments": f'logging.getLogger("lib").error("%d {HOSTILE}", "{HOSTILE}")',
    "captured warning": "logging.basicConfig()\n"
    "logging.captureWarnings(True)\n"
    f'warnings.warn("{HOSTILE}", UserWarning)',
    "warning": f'warnings.warn("{HOSTILE}", UserWarning)',
    "thread": f'def fail(): raise ValueError("{HOSTILE}")\n'
    "thread = threading.Thread(target=fail)\nthread.start()\nthread.join()",
    "unraisable": f'class Faulty:\n    def __del__(self): raise ValueError("{HOSTILE}")\nFaulty()',
    "event loop": "async def run():\n"
    "    loop = asyncio.get_running_loop()\n"
    f'    loop.call_exception_handler({{"message": "{HOSTILE}"}})\n'
    f'    loop.call_soon(int, "{HOSTILE}")\n'
    "    await asyncio.sleep(0)\n"
    "asyncio.run(run())",
    "uncaught": f'raise ValueError("{HOSTILE}")',
}
START = """\
import asyncio, logging, threading, warnings
from awesomecheck.safety.python_output import escape_python_output
escape_python_output()
"""
PLUGIN = f"""\
from dataclasses import dataclass
import logging, threading, warnings

from awesomecheck import DocumentRule

@dataclass(frozen=True, slots=True)
class Loud(DocumentRule):
    '''Loud.'''
    def check(self, document):
        logging.getLogger("lib").warning("{HOSTILE}")
        warnings.warn("{HOSTILE}", UserWarning)
        thread = threading.Thread(target=int, args=("{HOSTILE}",))
        thread.start()
        thread.join()
        return ()

RULES = (Loud,)
"""


def harmless(output: str, count: int) -> None:
    """Check that the text was printed so often, and that nothing in it has an effect."""
    assert Runner().take(output).executed == []
    assert not {"\x1b", "\x07", "\u202e"} & set(output)
    assert output.count("error]x") >= count, output


@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_print_is_escaped(way: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "default", "-X", "utf8", "-c", START + WAYS[way]],
        env=clean_environment({"PYTHONWARNINGS": ""}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    harmless(done.stderr, 1)
    assert done.stdout == ""


COMMANDS = {
    "command": ("-m", "awesomecheck", "--no-links", "README.md"),
    "action": ("-I", "-X", "utf8", "-m", "awesomecheck.cli.action"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_program_escapes_what_a_plugin_prints(command: str, tmp_path: Path) -> None:
    for name, text in (
        ("README.md", "# List\n"),
        ("loud.py", PLUGIN),
        (".awesomecheck.yaml", "plugins: [loud]\n"),
    ):
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        [sys.executable, *COMMANDS[command]],
        cwd=tmp_path,
        env=clean_environment({"PYTHONWARNINGS": "default", "INPUT_LINKS": "false"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    harmless(done.stdout, 3)


def test_the_library_leaves_the_log_of_its_caller_alone(tmp_path: Path) -> None:
    code = """
import logging, sys, threading, warnings
import awesomecheck
ways = logging.getLogRecordFactory(), warnings.showwarning, sys.excepthook, sys.unraisablehook
awesomecheck.lint("# List\\n\\nx \\n")
awesomecheck.check_links([])
assert logging.getLogRecordFactory() is logging.LogRecord
assert ways[1:] == (warnings.showwarning, sys.excepthook, sys.unraisablehook)
assert sys.excepthook is sys.__excepthook__ and sys.unraisablehook is sys.__unraisablehook__
assert threading.excepthook is threading.__excepthook__
assert logging.raiseExceptions and not logging.getLogger().handlers
"""
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=clean_environment(), check=True)
    assert logging.getLogRecordFactory() is logging.LogRecord
