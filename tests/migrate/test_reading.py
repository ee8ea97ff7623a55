"""Files and commands are read, with the lines of their settings, or refused."""

from pathlib import Path

import pytest

from awesomecheck.errors import UserError
from awesomecheck.migrate import Migration, read


def found(folder: Path, name: str, text: str) -> Migration:
    (folder / name).write_text(text, "utf-8")
    return read([str(folder / name)])


def ignored(migration: Migration) -> list[str]:
    return [each.pattern for each in migration.ignore]


def lines(migration: Migration) -> list[int]:
    return [each.given.line for each in migration.ignore]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lychee.toml", 'exclude = ["a"]\n'),
        (".lychee.toml", 'max-retries = 3\nexclude = ["a"]\n'),
        (".lycheeignore", "# one\n\na\n"),
        ("mlc.json", '{"ignorePatterns": [{"pattern": "a"}]}'),
    ],
)
def test_configurations_of_other_tools(tmp_path: Path, name: str, text: str) -> None:
    migration = found(tmp_path, name, text)
    assert ignored(migration) == ["/a/"]
    [line] = lines(migration)
    assert "a" in text.splitlines()[line - 1]


@pytest.mark.parametrize(
    "name", ["a.yml", ".travis.yml", "a.sh", "Makefile", "missing", "bundle exec awesome_bot -w a"]
)
def test_other_files_are_refused_with_what_is_supported(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="not a configuration of another link checker") as error:
        read([str(tmp_path / name)])
    assert error.value.hint
    assert "lychee.toml" in error.value.hint


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", "[tool.black]\nline-length = 99\n"),
        ("package.json", '{"name": "x"}\n'),
        ("a.json", "[1, 2]\n"),
        ("a.json", "1\n"),
        ("a.toml", ""),
    ],
)
def test_a_file_without_a_known_setting_is_an_error(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(UserError, match="no settings of another link checker"):
        found(tmp_path, name, text)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", '{"a": \n', r"a\.json:2:1: not JSON"),
        ("a.json", "[" * 100_000, "not JSON"),
        ("a.json", f'{{"retryCount": {"1" * 5_000}}}', "not JSON"),
        ("lychee.toml", "exclude = [\n", "not TOML"),
        ("lychee.toml", "a = " + "[" * 5_000, "not TOML"),
        ("mlc.json", '{"ignorePatterns": 3}', r"mlc\.json:1: `ignorePatterns`"),
        ("mlc.json", '{"ignorePatterns": ["x"]}', r"mlc\.json:1: `ignorePatterns`"),
        ("mlc.json", '{"ignorePatterns": [{"patern": "x"}]}', r"mlc\.json:1: `ignorePatterns`"),
    ],
)
def test_what_cannot_be_read_is_an_error_at_its_place(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(UserError, match=message):
        found(tmp_path, name, text)


def test_each_item_has_its_line_in_toml(tmp_path: Path) -> None:
    text = """\
# exclude is below
timeout = 10
exclude = [
  'one',
  "two\\\\.example",
]
max_retries = 4
"""
    migration = found(tmp_path, "lychee.toml", text)
    assert lines(migration) == [4, 5]
    assert [each.given.line for each in migration.settings] == [2, 7]


def test_each_item_has_its_line_in_json(tmp_path: Path) -> None:
    text = """\
{
\t"ignorePatterns": [
\t\t{"pattern": "^https:\\/\\/one"},
\t\t{"pattern": "two\\\\.example"},
\t\t{"pattern": "caf\\u00e9"}
\t],
\t"timeout": "20s"
}
"""
    migration = found(tmp_path, "mlc.json", text)
    assert ignored(migration) == ["/^https://one/", r"/two\.example/", "/café/"]
    assert lines(migration) == [3, 4, 5]
    assert [each.given.line for each in migration.settings] == [7]


def test_a_comment_above_patterns_is_their_reason(tmp_path: Path) -> None:
    text = "#\n# They block\n# robots.\na\nb\n\nc\n# https://old.example\nd\n# An\n\ne\n"
    migration = found(tmp_path, ".lycheeignore", text)
    assert [each.reason for each in migration.ignore] == [
        "They block robots.", "They block robots.", *["excluded for lychee"] * 3,
    ]  # fmt: skip


def test_an_ignore_file_may_be_empty(tmp_path: Path) -> None:
    assert found(tmp_path, ".lycheeignore", "# nothing\n") == Migration()


def test_a_file_given_twice_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("exclude = ['a']\ntimeout = 5\nheader = {}\n")
    name = str(tmp_path / "a.toml")
    assert read([name, name]) == read([name])


def test_include_is_carried_over_where_nothing_is_excluded(tmp_path: Path) -> None:
    migration = found(tmp_path, "lychee.toml", "include = ['a']\n")
    assert [each.pattern for each in migration.only] == ["/a/"]


def test_exceptions_from_exclude_are_not_carried_over(tmp_path: Path) -> None:
    migration = found(tmp_path, "lychee.toml", "include = ['a']\nexclude = ['b']\n")
    assert migration.only == ()
    assert ignored(migration) == ["/b/"]
    [remark] = migration.remarks
    assert "lychee.toml:1: `include`: not carried over: it has priority over `exclude`" in remark


def test_the_first_of_two_values_wins(tmp_path: Path) -> None:
    (tmp_path / "lychee.toml").write_text("timeout = 5\nmax_retries = 1\n")
    first = str(tmp_path / "lychee.toml")
    migration = read([first, "awesome_bot README.md -t 7"])
    assert {each.keys[-1]: each.value for each in migration.settings} == {
        "timeout": 5, "retries": 1,
    }  # fmt: skip
    assert migration.remarks == (
        "awesome_bot: `--set-timeout`: not carried over:"
        f" `links.timeout` is already 5, from {first}:1",
    )


def test_remarks_of_one_reason_share_a_line(tmp_path: Path) -> None:
    migration = found(tmp_path, "lychee.toml", "cache = true\nremap = ['a b']\nmethod = 'get'\n")
    name = tmp_path / "lychee.toml"
    assert migration.remarks == (
        f"{name}:2: `remap`: not carried over: URLs are requested as written",
        f"{name}:1, 3: `cache`, `method`: not needed: always the case",
    )


def awesome_bot(options: str) -> Migration:
    return read([f"awesome_bot {options}"])


@pytest.mark.parametrize(
    "options",
    [
        "--set-timeout 5", "--set-timeout=5", "-t 5", "-t5", "--set 5", "README.md -t 5 b.md",
        "'a b.md' -t '5'", "-t 7 -t 5",
    ],
)  # fmt: skip
def test_ways_to_write_an_option_of_awesome_bot(options: str) -> None:
    [setting] = awesome_bot(options).settings
    assert (setting.keys, setting.value) == (("links", "timeout"), 5)
    assert setting.given.place == "awesome_bot"


def test_the_white_list_of_awesome_bot_is_split_at_commas() -> None:
    assert ignored(awesome_bot("-w a.b,//c.d/e --allow-dupe")) == ["*a.b*", "*//c.d/e*"]


def test_what_follows_two_hyphens_is_no_option() -> None:
    assert awesome_bot("-- --allow-dupe") == Migration()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--no-such-thing x", "awesome_bot: option --no-such-thing not recognized"),
        ("--allow-dupe=1", "awesome_bot: option --allow-dupe must not have an argument"),
        ("-w", "awesome_bot: option -w requires argument"),
        ("-w 'a", "awesome_bot: No closing quotation"),
        ("-w $URLS", r"awesome_bot: `\$URLS` depends on a shell"),
        ("-w a,'$(cat list)'", r"awesome_bot: `a,\$\(cat list\)` depends on a shell"),
        ("-w '`cat list`'", "awesome_bot: `.*` depends on a shell"),
        ("-t soon", "awesome_bot: `--set-timeout` must be a whole number, not `soon`"),
    ],
)
def test_a_command_that_awesome_bot_would_not_accept_is_an_error(
    options: str, message: str
) -> None:
    with pytest.raises(UserError, match=message) as error:
        awesome_bot(options)
    assert error.value.hint
