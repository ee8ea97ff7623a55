"""From lists to a page: what a run writes is what reports and differences read."""

import json
from pathlib import Path

from tests.fleet.inline import list_of, run_here, way_into
from tests.fleet.made import fleet
from tests.web import simulate
from tests.web.world import Host, World, page

_GONE, _KEPT = "https://one.example/gone", "https://one.example/kept"


def _run(tmp_path: Path, lists: Path, *there: str) -> Path:
    """Run a fleet on a web with some pages, and return its folder."""
    host = Host("one.example", {path: page() for path in there})
    with simulate(World(hosts=(host,))) as web:
        folder = tmp_path / f"fleet{len(there)}"
        run_here(folder, lists, way=way_into(web))
    return folder


def test_a_run_is_reported_and_compared(tmp_path: Path) -> None:
    lists = tmp_path / "lists"
    lists.mkdir()
    for name in ("a", "b"):
        (lists / f"{name}.md").write_text(list_of([_GONE, _KEPT]))
    (lists / "bad.md").write_bytes(b"\xff")
    old, new = _run(tmp_path, lists, "/gone", "/kept"), _run(tmp_path, lists, "/kept")
    done = fleet("report", new)
    assert (done.returncode, done.stderr) == (0, "")
    for said in ("<h1>2 lists</h1>", "dead: 1 (50 %)", "one.example", "not UTF-8"):
        assert said in done.stdout
    done = fleet("diff", old, new, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert [(each["url"], each["lists"]) for each in found["links_died"]] == [(_GONE, 2)]
    assert (found["lists_in_both"], found["findings"]) == (2, [])
