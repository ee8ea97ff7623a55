"""Commands and configurations are found wherever they stand, and nothing else is."""

from pathlib import Path

import pytest

from awesomecheck.errors import UserError
from awesomecheck.migrate import gather, read
from awesomecheck.migrate.gathering import Migration


def found(folder: Path, name: str, text: str) -> Migration:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return gather(read([path]))


def ignored(migration: Migration) -> list[str]:
    return [each.pattern for each in migration.ignore]


def lines(migration: Migration) -> list[int]:
    return [each.given.origin.line for each in migration.ignore]


COMMANDS = [
    (".travis.yml", "script: awesome_bot README.md -w a.b\n", 1),
    (".travis.yml", "script:\n  - x\n  - bundle exec awesome_bot README.md -w a.b\n", 3),
    (".circleci/config.yml", 'a:\n- run: {name: x, command: "awesome_bot -w a.b R.md"}\n', 2),
    (".github/workflows/a.yml", "on: push\njobs:\n a:\n  steps:\n  - run: |\n      x\n"
     "      awesome_bot README.md \\\n        -w a.b\n", 8),
    ("a.yaml", "run: >-\n  awesome_bot README.md\n  -w a.b\n", 3),
    ("a.yml", "steps:\n- uses: docker://dkhamsing/awesome_bot:latest\n  with:\n"
     "    args: /github/workspace/README.md -w a.b\n", 4),
    ("a.yml", "steps:\n- uses: docker://dkhamsing/awesome_bot\n  with: {args: -w a.b}\n", 3),
    ("a.yml", "a: 1\n---\nrun: awesome_bot -w a.b\n", 3),
    ("Rakefile", "task :test do\n  sh 'bundle exec awesome_bot R.md -w a.b'\nend\n", 2),
    ("Rakefile", 'task :test do\n  sh("awesome_bot R.md -w a.b")\nend\n', 2),
    ("Makefile", "test:\n\t@awesome_bot R.md -w a.b\n", 2),
    ("Makefile", "test:\n\tdocker run -ti --rm -v $(shell pwd):/mnt:ro dkhamsing/awesome_bot \\\n"
     "\t-w a.b $(shell find . -name '*.md')\n", 3),
    ("check.sh", "#!/bin/bash\nif awesome_bot R.md -w a.b; then echo; fi\n", 2),
    ("check.sh", "out=$(awesome_bot R.md -w a.b)\n", 1),
    ("check.sh", "git diff --name-only | xargs awesome_bot -w a.b\n", 1),
    ("check.sh", "LC_ALL=C /usr/local/bin/awesome_bot -w a.b *.md || exit 1\n", 1),
    ("check.sh", 'bash -lc "awesome_bot -w a.b *.md"\n', 1),
    ("check", "function check() {\n  awesome_bot -w a.b R.md\n}\n", 2),
    ("Dockerfile", "FROM ruby\nRUN awesome_bot R.md -w a.b\n", 2),
    ("README.md", "Run\n\n```sh\nawesome_bot R.md -w a.b\n```\n", 4),
    ("package.json", '{"scripts": {"x": "y",\n "test": "awesome_bot R.md -w a.b"}}\n', 2),
    (".awesome_bot", "README.md\n--white-list a.b\n", 2),
    ("a.yml", "x: &a\n  run: awesome_bot -w a.b\ny: *a\n", 2),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "line"), COMMANDS)
def test_a_command_is_found(tmp_path: Path, name: str, text: str, line: int) -> None:
    migration = found(tmp_path, name, text)
    assert ignored(migration) == ["*a.b*"]
    assert lines(migration) == [line]
    assert not any("run 2 times" in each for each in migration.remarks)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".travis.yml", "install: gem install awesome_bot\n"),
        (".travis.yml", "script: awesome_bot --version\n"),
        ("a.yml", "steps:\n- name: awesome_bot -w a.b\n  run: echo awesome_bot -w a.b\n"),
        ("a.yml", "image: dkhamsing/awesome_bot\n"),
        ("a.yml", "run: docker pull dkhamsing/awesome_bot\n"),
        ("a.yml", "run: npm install -g markdown-link-check\n"),
        ("a.yml", "run: npm run lychee\n"),
        ("a.yml", "steps:\n- uses: actions/checkout@v5\n  with: {args: -w a.b}\n"),
        ("a.yml", "run: make links # awesome_bot -w a.b\n"),
        ("Gemfile", "gem 'awesome_bot'\n"),
        ("Dockerfile", "FROM dkhamsing/awesome_bot\n"),
        ("README.md", "We use awesome_bot --white-list a.b for links.\n"),
        ("check.sh", "cd lychee && ls lychee; rm -rf lychee\n"),
        ("a.toml", "[tool.black]\nline-length = 99\n"),
        ("a.json", '{"a": 1}\n'),
        ("a.json", "[1, 2]\n"),
        ("empty.yml", ""),
        ("empty", ""),
    ],
)
def test_where_nothing_is_found_it_is_an_error(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(UserError, match="no settings of another link checker") as error:
        found(tmp_path, name, text)
    assert error.value.hint
    assert "lychee.toml" in error.value.hint


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.yml", "a: [\n", r"a\.yml:2:1: not YAML"),
        ("a.yml", "a: b: c\n", r"a\.yml:1:5: not YAML"),
        ("a.json", '{"a": \n', r"a\.json:2:1: not JSON"),
        ("a.json", "[" * 100_000, "not JSON"),
        ("a.yml", "[" * 5_000, "not YAML"),
        ("lychee.toml", "exclude = [\n", "not TOML"),
        ("lychee.toml", "a = " + "[" * 5_000, "not TOML"),
        ("mlc.json", '{"ignorePatterns": 3}', r"mlc\.json:1: `ignorePatterns`"),
        ("mlc.json", '{"ignorePatterns": ["x"]}', r"mlc\.json:1: `ignorePatterns`"),
        ("mlc.json", '{"ignorePatterns": [{"patern": "x"}]}', r"mlc\.json:1: `ignorePatterns`"),
        ("lychee.toml", "exclude = [3]\n", r"lychee\.toml:1: `exclude`"),
    ],
)
def test_a_faulty_file_is_an_error(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        found(tmp_path, name, text)


def test_actions_are_read(tmp_path: Path) -> None:
    text = """\
on: push
jobs:
  links:
    steps:
      - uses: lycheeverse/lychee-action@v2
        with:
          args: >-
            --exclude 'x\\.example' --timeout 30
            --header 'Authorization: secret' './**/*.md'
          fail: false
"""
    migration = found(tmp_path, ".github/workflows/a.yml", text)
    assert ignored(migration) == [r"/x\.example/"]
    assert [each.value for each in migration.settings] == [30]
    assert "secret" not in "".join(migration.remarks)
    assert any("a.yml:9: `--header` is not carried over" in each for each in migration.remarks)
    assert any("a.yml:10: `fail` needs no setting" in each for each in migration.remarks)


def test_hooks_of_pre_commit_are_read(tmp_path: Path) -> None:
    text = """\
repos:
  - repo: https://github.com/lycheeverse/lychee
    hooks:
      - id: lychee-docker
        args: [--exclude, 'a|b', --no-progress]
"""
    migration = found(tmp_path, ".pre-commit-config.yaml", text)
    assert (ignored(migration), lines(migration)) == (["/a|b/"], [5])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lychee.toml", 'exclude = ["a"]\n'),
        (".lychee.toml", 'max-retries = 3\nexclude = ["a"]\n'),
        ("pyproject.toml", '[project]\nname = "x"\n\n[tool.lychee]\nexclude = ["a"]\n'),
        ("Cargo.toml", '[package.metadata.lychee]\nexclude = ["a"]\n'),
        ("Cargo.toml", '[workspace.metadata.lychee]\nexclude = ["a"]\n'),
        ("package.json", '{"lychee": {"exclude": ["a"]}}'),
        (".lycheeignore", "# one\n\na\n"),
    ],
)
def test_lychee_s_own_files(tmp_path: Path, name: str, text: str) -> None:
    migration = found(tmp_path, name, text)
    assert ignored(migration) == ["/a/"]
    [line] = lines(migration)
    assert "a" in text.splitlines()[line - 1]


def test_lines_of_a_table_are_told_exactly(tmp_path: Path) -> None:
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
    assert [each.given.origin.line for each in migration.settings] == [2, 7]


def test_lines_of_json_are_told_exactly(tmp_path: Path) -> None:
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
    assert [each.given.origin.line for each in migration.settings] == [7]


def test_a_remark_above_patterns_is_their_reason(tmp_path: Path) -> None:
    text = "#\n# They block\n# robots.\na\nb\n\nc\n# https://old.example\nd\n# An\n\ne\n"
    migration = found(tmp_path, ".lycheeignore", text)
    assert [each.reason for each in migration.ignore] == [
        "They block robots.", "They block robots.", *["excluded for lychee"] * 3,
    ]  # fmt: skip


def test_an_ignore_file_may_be_empty(tmp_path: Path) -> None:
    assert found(tmp_path, ".lycheeignore", "# nothing\n") == Migration()


WORKFLOW = """\
jobs:
  a:
    steps:
      - uses: lycheeverse/lychee-action@v2
        with: {args: --exclude workflow README.md}
      - uses: gaurav-nelson/github-action-markdown-link-check@v1
        with:
          config-file: config/mlc.json
"""


def test_files_that_a_tool_reads_are_read(tmp_path: Path) -> None:
    (tmp_path / "lychee.toml").write_text("exclude = ['toml']\nexclude_file = ['more.txt']\n")
    (tmp_path / "more.txt").write_text("more\n")
    (tmp_path / ".lycheeignore").write_text("lines\n")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "mlc.json").write_text('{"ignorePatterns": [{"pattern": "json"}]}')
    migration = found(tmp_path, ".github/workflows/links.yml", WORKFLOW)
    assert sorted(ignored(migration)) == [
        "/json/", "/lines/", "/more/", "/toml/", "/workflow/",
    ]  # fmt: skip


def test_another_configuration_than_the_usual_one(tmp_path: Path) -> None:
    (tmp_path / "lychee.toml").write_text("exclude = ['usual']\n")
    (tmp_path / "other").write_text("exclude = ['other']\n")
    migration = found(tmp_path, "check.sh", "lychee -c other README.md\n")
    assert ignored(migration) == ["/other/"]


def test_the_usual_configuration_of_the_action(tmp_path: Path) -> None:
    (tmp_path / "mlc_config.json").write_text('{"ignorePatterns": [{"pattern": "json"}]}')
    step = "steps:\n- uses: gaurav-nelson/github-action-markdown-link-check@v1\n"
    assert ignored(found(tmp_path, ".github/workflows/a.yml", step)) == ["/json/"]


@pytest.mark.parametrize("name", ["missing.json", "../outside.json", "/etc/hosts", "x" * 5_000])
def test_no_file_outside_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.json").write_text('{"ignorePatterns": [{"pattern": "json"}]}')
    migration = found(tmp_path / "list", "check.sh", f"markdown-link-check -c {name} R.md\n")
    assert migration.ignore == ()
    [remark] = migration.remarks
    assert "check.sh:1: `-c` is not carried over: there is no file" in remark


def test_no_file_outside_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "outside.json").write_text('{"ignorePatterns": [{"pattern": "json"}]}')
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "inside.json").symlink_to(tmp_path / "outside.json")
    migration = found(tmp_path / "list", "check.sh", "markdown-link-check -c inside.json R.md\n")
    assert migration.ignore == ()


def test_files_that_name_each_other_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("exclude = ['a']\nconfig = 'b.toml'\n")
    (tmp_path / "b.toml").write_text("exclude = ['b']\nconfig = 'a.toml'\n")
    assert ignored(gather(read([tmp_path / "a.toml", tmp_path / "a.toml"]))) == ["/a/", "/b/"]


def test_what_alone_is_asked_stays_so_where_nothing_is_excluded(tmp_path: Path) -> None:
    migration = found(tmp_path, "lychee.toml", "include = ['a']\nscheme = ['https']\n")
    assert [each.pattern for each in migration.only] == ["/a/"]
    assert ignored(migration) == ["http://*"]


def test_exceptions_from_what_is_excluded_are_not_carried_over(tmp_path: Path) -> None:
    migration = found(tmp_path, "lychee.toml", "include = ['a']\nexclude = ['b']\n")
    assert migration.only == ()
    assert ignored(migration) == ["/b/"]
    [remark] = migration.remarks
    assert "lychee.toml:1: `include` is not carried over: it makes exceptions" in remark


def test_of_two_values_the_first_is_in_force(tmp_path: Path) -> None:
    text = "lychee -t 5 a.md\nlychee -t 5 --max-retries 1 b.md\nlychee -t 7 c.md\n"
    migration = found(tmp_path, "check.sh", text)
    assert {each.keys[-1]: each.value for each in migration.settings} == {
        "timeout": 5, "retries": 1,
    }  # fmt: skip
    times, left = migration.remarks
    assert times.startswith("lychee is run 3 times (")
    assert "check.sh:3: `-t` is not carried over: `links.timeout` is 5 already, from" in left
