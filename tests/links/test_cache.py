"""Verdicts are cached, and a file that cannot be used never stops a run."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
import multiprocessing
import multiprocessing.queues
import os
from pathlib import Path
import resource
import signal
import sqlite3

from msgspec.structs import replace
import platformdirs
import pytest

from awesomecheck.errors import UserError
from awesomecheck.links.cache import DAY, with_patience
from awesomecheck.links.cache_folder import default_folder, with_cache
from awesomecheck.links.cached_verdict import CachedVerdict
from awesomecheck.links.checker import Cache, Notice
from awesomecheck.links.recorded_run import RUN_STATES, RecordedRun
from awesomecheck.rules import Reason, State, Verdict
from tests.conftest import HANGS

ALIVE = Verdict("alive", "ok", 200, evidence="GET answered 200.", facts={"authors": ("A", "B")})
DEAD = Verdict("dead", "not-found", 404, evidence="GET answered 404.")
UNSURE = Verdict("unsure", "timeout", evidence="No answer.")


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    opened = Cache.open(tmp_path)
    yield opened
    opened.close()


def store(cache: Cache, verdict: Verdict, now: float, key: str = "key") -> CachedVerdict:
    cache.store(key, verdict, now, cache.load([key]).get(key))
    return cache.load([key])[key]


def test_verdict_comes_back_whole(cache: Cache) -> None:
    verdict = Verdict("moved", "renamed", 301, "https://b", "Words.", {"stars": 3, "x": None})
    for one in (verdict, ALIVE):
        assert store(cache, one, 1.0).verdict == one


def test_verdicts_outlive_the_process(tmp_path: Path) -> None:
    for _ in range(2):
        opened = Cache.open(tmp_path)
        opened.store("key", ALIVE, 5.0, None)
        opened.close()
    again = Cache.open(tmp_path)
    assert again.load(["key", "other"]).keys() == {"key"}
    again.close()


def test_thousands_of_keys_are_loaded(cache: Cache) -> None:
    keys = [f"key {number}" for number in range(1200)]
    for key in keys:
        cache.store(key, ALIVE, 1.0, None)
    assert cache.load(keys).keys() == set(keys)


def test_failures_are_counted_from_the_first(cache: Cache) -> None:
    store(cache, ALIVE, 10.0)
    store(cache, DEAD, 20.0)
    failing = store(cache, DEAD, 30.0)
    assert (failing.last_alive, failing.first_failure, failing.failures) == (10.0, 20.0, 2)
    recovered = store(cache, ALIVE, 40.0)
    assert (recovered.last_alive, recovered.first_failure, recovered.failures) == (40.0, None, 0)


def test_unsure_verdict_is_no_failure(cache: Cache) -> None:
    open_question = store(cache, UNSURE, 5.0)
    assert (open_question.first_failure, open_question.failures) == (None, 0)
    store(cache, ALIVE, 10.0)
    store(cache, UNSURE, 20.0)
    store(cache, DEAD, 30.0)
    failing = store(cache, UNSURE, 40.0)
    assert (failing.verdict, failing.checked) == (UNSURE, 40.0)
    assert (failing.last_alive, failing.first_failure, failing.failures) == (10.0, 30.0, 1)


@pytest.mark.parametrize("reason", ["offline", "interrupted", "deadline"])
def test_what_says_nothing_about_the_link_is_not_cached(cache: Cache, reason: Reason) -> None:
    cache.store("key", Verdict("unsure", reason), 1.0, None)
    assert cache.load(["key"]) == {}


@pytest.mark.parametrize(
    ("verdict", "age", "fresh"),
    [
        (ALIVE, 0.0, True),
        (ALIVE, DAY - 1, True),
        (ALIVE, DAY, False),
        (ALIVE, -5.0, False),
        (DEAD, DAY - 1, True),
        (UNSURE, 3599.0, True),
        (UNSURE, 3600.0, False),
    ],
)
def test_freshness(verdict: Verdict, age: float, fresh: bool) -> None:
    cached = CachedVerdict(verdict, 1000.0, None, None, 0)
    assert cached.is_fresh(1000.0 + age, DAY) is fresh


def test_nothing_is_fresh_with_a_max_age_of_zero() -> None:
    assert not CachedVerdict(ALIVE, 1000.0, None, None, 0).is_fresh(1000.0, 0.0)


def test_patience_with_links_that_were_alive() -> None:
    was_alive = CachedVerdict(DEAD, 0.0, 0.0, 2 * DAY, 1)
    assert with_patience(DEAD, 4 * DAY, was_alive, 3).state == "unsure"
    assert with_patience(DEAD, 5 * DAY, was_alive, 3) == DEAD
    assert with_patience(DEAD, 4 * DAY, was_alive, 0) == DEAD
    assert with_patience(DEAD, 4 * DAY, replace(was_alive, last_alive=None), 3) == DEAD
    assert with_patience(DEAD, 4 * DAY, None, 3) == DEAD
    assert with_patience(UNSURE, 4 * DAY, was_alive, 3) == UNSURE


PUT: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": lambda path: path.mkdir(),
    "device": lambda path: path.symlink_to("/dev/zero"),
}


def unusable(path: Path, kind: str) -> None:
    if kind == "noise":
        path.write_bytes(b"no database " * 1000)
        return
    database = sqlite3.connect(path)
    if kind == "foreign":
        database.execute("CREATE TABLE theirs (x)")
    elif kind == "view":  # another one might have no end
        Cache.open(path.parent).close()
        database.execute("ALTER TABLE verdicts RENAME TO theirs")
        database.execute("CREATE VIEW verdicts AS SELECT * FROM theirs")
    elif kind == "trigger":
        Cache.open(path.parent).close()
        database.execute(
            "CREATE TRIGGER theirs BEFORE INSERT ON verdicts BEGIN SELECT RAISE(FAIL, ''); END"
        )
    else:
        database.execute("PRAGMA application_id = 1098335080")
        database.execute("PRAGMA user_version = 99")
        database.execute("CREATE TABLE verdicts (key)")
    database.commit()
    database.close()


@pytest.mark.parametrize("kind", ["noise", "foreign", "newer", "view", "trigger"])
def test_unusable_file_is_set_aside(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "links-2.sqlite"
    unusable(path, kind)
    kept = path.read_bytes()
    notices: list[Notice] = []
    opened = Cache.open(tmp_path, notices.append)
    assert store(opened, ALIVE, 1.0).verdict == ALIVE
    opened.close()
    assert len(notices) == 1
    assert (tmp_path / "links-2.sqlite.bad-1").read_bytes() == kept


@pytest.mark.parametrize("suffix", ["", "-journal", "-wal", "-shm"])
@pytest.mark.parametrize("put", PUT.values(), ids=PUT)
def test_what_is_no_file_is_not_waited_for(
    tmp_path: Path, suffix: str, put: Callable[[Path], object]
) -> None:
    path = tmp_path / f"links-2.sqlite{suffix}"
    put(path)
    notices: list[Notice] = []
    opened = Cache.open(tmp_path, notices.append)
    assert opened.load(["key"]) == {}
    opened.close()
    [notice] = notices
    assert notice.message.endswith(f"cannot be used: {path.name} is not a regular file")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_huge_file_of_zeros_is_set_aside(tmp_path: Path) -> None:
    with (tmp_path / "links-2.sqlite").open("wb") as file:
        file.truncate(2**36)
    opened = Cache.open(tmp_path)
    assert store(opened, ALIVE, 1.0).verdict == ALIVE
    opened.close()


@pytest.mark.parametrize(
    "change",
    [
        "state = 'lively'",
        "state = 'moved'",
        "reason = '##[error]x'",
        "status = 4611686018427387904",
        "status = 'ok'",
        "final_url = 'javascript:alert(1)'",
        "final_url = 'https://a.example/)\n\n# Heading'",
        "final_url = 'https://a.example/' || hex(zeroblob(5000000))",
        "final_url = 5",
        "final_url = 'https://a..example/'",
        "evidence = hex(zeroblob(5000000))",
        "evidence = x'ff'",
        "checked = 'today'",
        "checked = 1e300",
        "checked = -1.0",
        "last_alive = 9e999",
        "last_alive = 2.0",
        "first_failure = 253402300800.0",
        "first_failure = -1e300",
        "failures = -1",
        "failures = 4611686018427387904",
        """facts = '{"dead_since": 12}'""",
        """facts = '{"stars": NaN}'""",
        """facts = '{"stars": 1e999}'""",
        """facts = '{"authors": [1]}'""",
        """facts = '{"title": {"a": 1}}'""",
        """facts = '{"stars": ' || replace(hex(zeroblob(5000)), '0', '9') || '}'""",
        "failures = 'some'",
        "facts = '[]'",
        "facts = '{'",
        "facts = replace(hex(zeroblob(100000)), '00', '[')",
    ],
)
def test_row_of_another_program_is_not_loaded(cache: Cache, tmp_path: Path, change: str) -> None:
    store(cache, Verdict("alive", "ok"), 1.0)
    with sqlite3.connect(tmp_path / "links-2.sqlite") as database:
        database.execute(f"UPDATE verdicts SET {change}")  # noqa: S608 - our own
    database.close()
    assert cache.load(["key"]) == {}


@pytest.mark.parametrize("linked", ["cache", "cache/links-2.sqlite"])
def test_nothing_is_cached_behind_a_link_out_of_the_work_tree(tmp_path: Path, linked: str) -> None:
    place, elsewhere = tmp_path / "checkout", tmp_path / "elsewhere"
    for folder in (place / ".git", (place / linked).parent, elsewhere):
        folder.mkdir(parents=True, exist_ok=True)
    (place / linked).symlink_to(elsewhere if linked == "cache" else elsewhere / "new.sqlite")
    notices: list[Notice] = []
    opened = Cache.open(place / "cache", notices.append)
    opened.store("key", ALIVE, 1.0, None)
    opened.close()
    [notice] = notices
    assert "a symbolic link leads out of the work tree" in notice.message
    assert not list(elsewhere.iterdir())


def test_file_that_cannot_be_written_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Cache.open(tmp_path)
    opened.store("key", ALIVE, 1.0, None)
    opened.close()

    def refuse(_: Path) -> sqlite3.Connection:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("awesomecheck.links.cache._connect", refuse)
    notices: list[Notice] = []
    opened = Cache.open(tmp_path, notices.append)
    opened.store("key", DEAD, 2.0, None)
    assert opened.load(["key"])["key"].verdict == ALIVE
    opened.close()
    assert [notice.message for notice in notices] == [
        f"the link cache `{tmp_path / 'links-2.sqlite'}` is read-only: it is not updated"
    ]


def test_file_of_another_version_stays_as_it_is(tmp_path: Path) -> None:
    other = tmp_path / "links-99.sqlite"
    other.write_bytes(b"of a later version")
    Cache.open(tmp_path).close()
    assert other.read_bytes() == b"of a later version"


def test_folder_that_cannot_be_created_is_not_needed(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    notices: list[Notice] = []
    opened = Cache.open(tmp_path / "file" / "cache", notices.append)
    opened.store("key", ALIVE, 1.0, None)
    assert opened.load(["key"]) == {}
    opened.close()
    assert len(notices) == 1
    assert "cannot be used" in notices[0].message


def _fill(folder: Path, told: "multiprocessing.queues.Queue[list[str]]") -> None:
    notices: list[Notice] = []
    opened = Cache.open(folder, notices.append)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    for number in range(5):
        opened.store(f"key {number}", replace(ALIVE, evidence="x" * 100_000), 1.0, None)
    opened.close()
    told.put([notice.message for notice in notices])


def test_full_disk_is_reported_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    told: multiprocessing.queues.Queue[list[str]] = context.Queue()
    process = context.Process(target=_fill, args=(tmp_path, told))
    process.start()
    messages = told.get(timeout=HANGS)
    process.join()
    assert len(messages) == 1
    assert "cannot be used" in messages[0]


def _write(folder: Path, start: int) -> None:
    opened = Cache.open(folder)
    for number in range(start, start + 50):
        opened.store(f"key {number}", ALIVE, 1.0, None)
    opened.close()


def test_processes_share_a_file(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(tmp_path, 50 * n)) for n in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    opened = Cache.open(tmp_path)
    assert len(opened.load(f"key {number}" for number in range(150))) == 150
    opened.close()


def _run(number: int) -> RecordedRun:
    day = date(2026, 1, 1) + timedelta(days=number)
    counts: dict[State, int] = dict.fromkeys(RUN_STATES, number)
    return RecordedRun(day, counts, {f"https://a.example/{number}": "dead"})


def test_runs_come_back_with_the_problems_of_the_last_two(cache: Cache) -> None:
    for number in range(3):
        cache.record("list", _run(number))
    cache.record("other", _run(9))
    assert cache.runs("list") == (_run(0)._replace(problems=None), _run(1), _run(2))
    assert cache.runs("unknown") == ()


def test_a_run_replaces_one_of_the_same_day(cache: Cache) -> None:
    again = _run(1)._replace(problems={})
    for run in (_run(1), again):
        cache.record("list", run)
    assert cache.runs("list") == (again,)


def test_few_days_of_a_list_are_kept(cache: Cache) -> None:
    for number in range(105):
        cache.record("list", _run(number))
    runs = cache.runs("list")
    assert (len(runs), runs[-1]) == (100, _run(104))


@pytest.mark.parametrize(
    "change",
    [
        "day = 'today'",
        "alive = -1",
        "dead = 'some'",
        "unsure = 1e300",
        "problems = x'ff'",
        "problems = '[]'",
        """problems = '{"https://a.example/": "lively"}'""",
        """problems = '{"https://a.example/": ["dead"]}'""",
        "problems = replace(hex(zeroblob(100000)), '00', '[')",
    ],
)
def test_run_of_another_program_is_not_loaded(cache: Cache, tmp_path: Path, change: str) -> None:
    cache.record("list", _run(1))
    with sqlite3.connect(tmp_path / "links-2.sqlite") as database:
        database.execute(f"UPDATE runs SET {change}")  # noqa: S608 - our own
    database.close()
    assert cache.runs("list") == ()


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(_name: str) -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr("platformdirs.user_cache_path", nowhere)
    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert with_cache() is None
    with pytest.raises(UserError) as caught:
        default_folder()
    assert "--no-cache" in str(caught.value.hint)


FOLDERS = (None, "", "/a", "/a/", "//a", "/a/../b", "/ a ", "a", "~", "~/a", " /a")


@pytest.mark.parametrize("home", FOLDERS)
@pytest.mark.parametrize("own", FOLDERS)
def test_the_folder_is_that_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, own: str | None, home: str | None
) -> None:
    for name, value in (("XDG_CACHE_HOME", own), ("HOME", home)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert str(default_folder()) == str(platformdirs.user_cache_path("awesomecheck"))


def test_only_a_folder_with_a_file_has_a_cache(tmp_path: Path) -> None:
    assert with_cache(tmp_path) is None
    Cache.open(tmp_path).close()
    assert with_cache(tmp_path) == tmp_path
