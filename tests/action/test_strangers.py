"""The whole Action on a repository and against a server that strangers wrote."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
import socketserver
import sys
from threading import Thread

import pytest

from tests.action.runs import Job, run_workflow
from tests.action.step import ACTION
from tests.canaries import (
    Canary,
    Stranger,
    alias,
    clean_filter,
    credential_helper,
    external_diff,
    file_monitor,
    hooks,
    hooks_of_another_folder,
    included_settings,
    program_of_the_remote,
    signature_program,
    text_converter,
)
from tests.git import ENVIRONMENT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts"),
]

TOGETHER: tuple[Canary, ...] = (
    *(alias, signature_program, clean_filter, text_converter, external_diff, included_settings),
    *(file_monitor, hooks, program_of_the_remote, credential_helper, hooks_of_another_folder),
)
"""Those whose settings leave each other in force."""
HOSTILE = b"\r##[error]x\r::set-output name=pwned::1\x1b]0;z\x07"
NEXT = "http://evil.example/%0A%0D##[error]pwned"
"""Without `::`, as act ends the properties of a command at the last one, GitHub at the first."""
WORKFLOW = """
on: {event}
jobs:
  lists:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: awesomecheck/awesomecheck@v0
        with:
          links: true
          fail-on: never
          files: README.md
          args: -v --no-cache
"""
LIST = "# List\n\n" + "".join(f"- [{name}](http://evil.example/{name}) - It.\n" for name in "ABCD")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


class _Evil(socketserver.StreamRequestHandler):
    """A proxy, which is asked for whatever has http: what is behind it tries all it can say."""

    def handle(self) -> None:
        request = self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        if request.split()[1].endswith((b"/A", b"/B", b"/C")):
            status = b"302 ::error::pwned " + HOSTILE.replace(b"\r", b"")
        else:
            status = b"404 ##[error]pwned"
        cookies = b"".join(
            b"Set-Cookie: %b=1; Path=/\r\n" % name
            for name in (b"##[error]pwned", b"::set-env name=pwned::", b"a\x1b[31m")
        )
        body = b"<title>::error::pwned\n##[error]pwned</title>"
        self.wfile.write(
            b"HTTP/1.1 %b\r\nLocation: %b\r\n%bServer: ::add-mask::pwned\r\n"
            b"Content-Type: text/html; ##[error]pwned\r\nContent-Length: %d\r\n"
            b"Connection: close\r\n\r\n%b" % (status, NEXT.encode(), cookies, len(body), body)
        )


@contextmanager
def evil_server() -> Generator[str]:
    """A server that answers every request; its address."""
    with _Server(("127.0.0.1", 0), _Evil) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def commands(job: Job) -> set[str]:
    """The commands that the runner has carried out, but those by which it is told of findings."""
    found = {event["command"] for event in job.events if "command" in event}
    return found - {"error", "warning", "notice", "summary", "set-output", "debug"}


@pytest.mark.parametrize("event", ["pull_request", "workflow_run"])
def test_nothing_that_strangers_wrote_is_executed(
    event: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "stranger").mkdir()
    stranger = Stranger.made(tmp_path / "stranger")
    for canary in TOGETHER:
        canary(stranger)
    (stranger.top / "README.md").write_text(LIST)
    if event == "workflow_run":  # pull requests have no secrets: their plugins run
        (stranger.top / ".awesomecheck.yaml").write_text("plugins: [evil]\n")
    (stranger.top / "evil.py").write_text(f"open({str(stranger.ran)!r}, 'w')\n")
    (stranger.top / ".gitignore").write_text("*a" * 40 + "*b\n[z-a]\n")
    (stranger.top / "OTHER.md").symlink_to("/etc/passwd")
    with evil_server() as address:
        job = run_workflow(
            WORKFLOW.format(event=event),
            stranger.repository,
            tmp_path,
            event=event,
            environment={"http_proxy": address, "no_proxy": ""},
        )
    assert job.results()["1/check"] == "success"
    assert not stranger.ran.exists()
    assert not commands(job)
    assert set(job.outputs("1")) == set(ACTION["outputs"])
    assert job.outputs("1")["dead"] == "4"
    assert any("returned 404" in each.message for each in job.annotations)
    for each in job.annotations:
        assert each.message.startswith("README.md:"), each
    assert "\x1b" not in job.log.replace("\\x1b", "")
    assert not [line for line in job.log.splitlines() if line.lstrip().startswith(("::", "##["))]
