"""Which links the step asks, with what token, and what it remembers; inside a simulated web."""

from collections.abc import Generator
import json
from pathlib import Path

import pytest

from tests.action.step import Place, Step
from tests.conftest import HANGS
from tests.git import Repository
from tests.web import Web, serve
from tests.web.world import GitHub, Host, World, page
from tests.web.world import Repository as Hosted

pytestmark = pytest.mark.slow

TOKEN = "ghp_of_the_job"  # noqa: S105 - opens nothing
HOST = "tools.example"
NAMES = ("Ant", "Bee", "Cat")
LIST = "# List\n\n" + "".join(f"- [{name}](https://{HOST}/{name}) - Works.\n" for name in NAMES)
NEW = f"- [Dog](https://{HOST}/Dog) - Works.\n- [Elk](https://github.com/owner/elk) - Works.\n"
WORLD = World(
    hosts=(Host(HOST, {f"/{name}": page() for name in NAMES}),),
    github=GitHub((Hosted("owner/elk"),), tokens=(TOKEN,)),
)
SETTINGS = f"links: {{timeout: {HANGS}}}\n"
"""No answer comes too late, however busy this machine is."""
OLD_PATHS = {f"/{name}" for name in NAMES}


@pytest.fixture
def web() -> Generator[Web]:
    with serve(WORLD) as web:
        yield web


@pytest.fixture
def push(place: Place) -> Place:
    """A push with one link that is dead among four old ones."""
    place.write(".awesomecheck.yaml", SETTINGS)
    Repository.init(place.checkout).commit(README=LIST + NEW)
    return place


@pytest.fixture
def change(place: Place) -> Place:
    """A pull request that adds a dead link and a repository to live links."""
    place.write(".awesomecheck.yaml", SETTINGS)
    repository = Repository.init(place.checkout)
    repository.commit(README=LIST)
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(README=LIST + NEW)
    place.pull_request(repository)
    return place


def requested(web: Web) -> set[str]:
    return {request.target for request in web.asked(HOST)}


def links(step: Step) -> dict[str, str]:
    return {name: step.outputs[name] for name in ("dead", "moved", "unsure")}


def test_in_a_pull_request_the_links_of_its_lines_are_requested(change: Place, web: Web) -> None:
    for mode in ("", "changed", "true"):
        web.requests.clear()
        step = change.run(web, links=mode, args="--no-cache")
        assert requested(web) == {"/Dog"}
        assert (step.status, step.outputs["dead"]) == (1, "1")
    step = change.run(web, links="only", args="--no-cache")
    assert requested(web) == OLD_PATHS | {"/Dog"}
    assert (step.status, step.outputs["errors"]) == (1, "1")


def test_on_a_push_links_are_requested_if_configured(push: Place, web: Web) -> None:
    for mode in ("changed", "false"):
        step = push.run(web, links=mode, args="--no-cache")
        assert not web.requests
        assert (step.status, links(step)) == (0, dict.fromkeys(links(step), "0"))
    for mode in ("true", "only"):
        web.requests.clear()
        step = push.run(web, links=mode, args="--no-cache")
        assert requested(web) == OLD_PATHS | {"/Dog"}
        assert (step.status, step.outputs["dead"]) == (1, "1")


def test_without_the_base_of_a_pull_request_no_link_is_requested(change: Place, web: Web) -> None:
    clone = change.folder / "clone"
    url = f"file://{change.checkout}"
    Repository(change.folder).git("clone", "-q", "--depth", "1", "-b", "pull", url, clone)
    change.checkout = clone
    step = change.run(web, links="changed")
    assert not web.requests
    assert step.status == 0
    [warning] = step.of("warning")
    assert "fetch-depth: 2" in warning


def test_lists_without_a_change_among_others_are_not_requested(
    change: Place, web: Web, tmp_path: Path
) -> None:
    """One of them lies in no repository, so that its change is unknown."""
    (tmp_path / "far.md").write_text(LIST)
    step = change.run(web, links="changed", files="README.md\n../far.md", args="--no-cache")
    assert requested(web) == {"/Dog"}
    assert step.outputs["dead"] == "1"


def test_there_is_a_row_for_each_link_requested_or_not(change: Place, web: Web) -> None:
    change.run(web, links="changed", args="--no-cache --format json=report.json")
    [file] = json.loads((change.checkout / "report.json").read_text())["files"]
    rows = {row["url"].rpartition("/")[2]: row["verdict"] for row in file["links"]}
    assert rows == dict.fromkeys(NAMES, "skipped") | {"Dog": "dead", "elk": "alive"}


def test_the_token_reaches_the_api_and_nobody_else(change: Place, web: Web) -> None:
    step = change.run(web, links="true", token=f" {TOKEN}\n", args="-v")
    assert step.status == 1
    holders = {each.host for each in web.requests if TOKEN in str((each.headers, each.target))}
    assert holders == {"api.github.com"}
    assert TOKEN not in step.log + step.summary + str(step.outputs)
    report = (change.folder / "home/.cache/awesomecheck/links-2.sqlite").read_bytes()
    assert TOKEN.encode() not in report


@pytest.mark.parametrize("token", ["ghp_without_rights", "ü"])
def test_a_token_that_is_not_accepted_keeps_nothing_from_being_checked(
    token: str, change: Place, web: Web
) -> None:
    step = change.run(web, links="changed", token=token)
    assert "GitHub does not accept the token: it is not used" in step.log
    assert token not in step.log
    assert links(step) == {"dead": "1", "moved": "0", "unsure": "0"}


def test_verdicts_are_remembered_in_the_folder_that_the_input_names(push: Place, web: Web) -> None:
    for cache, folder in (("", "home/.cache/awesomecheck"), ("~/mine", "home/mine")):
        web.requests.clear()
        named = {"cache": cache} if cache else {}
        for _ in range(2):
            push.run(web, links="only", **named)
        assert len(web.asked(HOST)) == len(requested(web)) == 4
        assert (push.folder / folder / "links-2.sqlite").is_file()


def test_the_memory_may_be_a_folder_that_cannot_be_used(push: Place, web: Web) -> None:
    step = push.run(web, links="only", cache="README.md/memory")
    assert step.outputs["dead"] == "1"


def test_a_run_of_links_alone_fails_without_a_network(change: Place) -> None:
    """Or else the workflow of the links would close its issue."""
    change.environment |= dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    step = change.run(links="only", fail_on="never")
    assert (step.status, step.outputs["exit-code"]) == (2, "2")
    assert step.of("error") == ["no network: no link could be checked"]
    step = change.run(links="changed")
    assert step.status == 0
    assert step.of("warning") == ["no network: no link could be checked"]
