"""Configurations: where they are found, what they set, and how their faults are reported."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from awesomecheck import UserError, lint, load_config
from awesomecheck.config import schema
from awesomecheck.config.file import parse_toml, read_config_file
from tests.conftest import RunCommand

TEXT = "# List\n\nx \n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "README.md").write_text(TEXT)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        ".awesomecheck.yaml",
        ".awesomecheck.yml",
        ".github/.awesomecheck.yaml",
        ".github/.awesomecheck.yml",
    ],
)
def test_a_configuration_is_found(run: RunCommand, folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("rules:\n  trailing-space: off\n")
    assert "trailing-space" not in run("--no-links").stdout
    assert "trailing-space" in run("--no-links", "--isolated").stdout


def test_pyproject_is_a_configuration_too(run: RunCommand, folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.awesomecheck.rules]\ntrailing-space = "off"\n')
    assert "trailing-space" not in run("--no-links").stdout
    (folder / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert "trailing-space" in run("--no-links").stdout


def test_the_nearest_configuration_upwards_holds(run: RunCommand, folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / "sub").mkdir()
    (folder / "sub" / "list.md").write_text(TEXT)
    (folder / ".awesomecheck.yaml").write_text("rules:\n  trailing-space: error\n")
    assert "list.md:3:2: error trailing-space" in run("--no-links", "sub/list.md").stdout
    (folder / "sub" / ".awesomecheck.yml").write_text("rules:\n  trailing-space: info\n")
    assert "list.md:3:2: info trailing-space" in run("--no-links", "sub/list.md").stdout


def test_a_configuration_beyond_the_repository_does_not_count(
    run: RunCommand, folder: Path
) -> None:
    (folder / ".awesomecheck.yaml").write_text("rules:\n  trailing-space: error\n")
    (folder / "repository" / ".git").mkdir(parents=True)
    (folder / "repository" / "README.md").write_text(TEXT)
    assert "warning trailing-space" in run("--no-links", cwd=folder / "repository").stdout


def test_a_configuration_can_be_named(run: RunCommand, folder: Path) -> None:
    (folder / "other.yaml").write_text("rules:\n  trailing-space: error\n")
    done = run("--no-links", "--config", "other.yaml")
    assert "error trailing-space" in done.stdout
    assert done.returncode == 1
    missing = run("--no-links", "--config", "nowhere.yaml")
    assert missing.returncode == 2
    assert "nowhere.yaml" in missing.stderr


@pytest.mark.parametrize("preset", ["auto", "awesome", "minimal", "papers"])
def test_presets_are_there(run: RunCommand, folder: Path, preset: str) -> None:
    (folder / ".awesomecheck.yaml").write_text(f"preset: {preset}\n")
    done = run("--no-links", "-v")
    assert done.returncode == 0
    assert f"preset: {preset};" in done.stderr


def test_a_configuration_goes_beyond_its_preset(run: RunCommand, folder: Path) -> None:
    config = "preset: minimal\nrules:\n  trailing-space: info\n"
    (folder / ".awesomecheck.yaml").write_text(config)
    assert "info trailing-space" in run("--no-links").stdout


def test_files_can_be_left_out_of_folders(run: RunCommand, folder: Path) -> None:
    (folder / "other.md").write_text(TEXT)
    (folder / ".awesomecheck.yaml").write_text("exclude: [other.md]\n")
    paths = [file["path"] for file in json.loads(run(".", "--format", "json").stdout)["files"]]
    assert paths == ["README.md"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("rulse: {}", 1, "unknown key `rulse`"),
        (
            "preset: auto\nrules:\n  trailing-spce: off",
            3,
            "unknown rule or bundle `trailing-spce`",
        ),
        ("rules:\n  trailing-space: fatal", 2, "`trailing-space` must be error, warning, info"),
        ("rules:\n  trailing-space: {strict: true}", 2, "unknown option `strict`"),
        ("rules: [a]", 1, "`rules` must be a mapping"),
        ("- a\n- b", 1, "the configuration must be a mapping"),
        ("preset: strict", 1, "unknown preset `strict`"),
        ("preset: [a]", 1, "`preset` must be one of auto, awesome, minimal, papers"),
        ("exclude: a.md", 1, "`exclude` must be a list, not `a.md`"),
        ("exclude:\n  - 3", 2, "an item of `exclude` must be text, not `3`"),
        ("exclude:\n  - a\n  - '[a-'", 3, "`exclude`: the pattern `[a-` can never match"),
        ("exclude:\n  - 'x\\'", 2, "`exclude`: the pattern `x\\` can never match"),
        ("exclude:\n  - a\n  - ./b", 3, "`exclude`: the pattern `./b` can never match"),
        ("exclude: ['# a']", 1, "`exclude`: the pattern `# a` can never match"),
        (
            "links: {timeout: soon}",
            1,
            "`timeout` of `links` must be a number of seconds, or",
        ),
        ("links:\n  ignore:\n    - pattern: x", 3, "missing option `reason`"),
        ("rules: {}\nrules: {}", 2, "duplicate key `rules`"),
        ("rules: {\n", 2, "not YAML"),
        ("rules: !!python/object:os.system {}", 1, "unsupported tag"),
        ("1: 2", 1, "keys must be text, not `1`"),
        ("plugins: [no_such_module_anywhere]", 0, "the plugin `no_such_module_anywhere`"),
    ],
)
def test_a_mistake_is_reported_with_its_line(
    run: RunCommand, folder: Path, text: str, line: int, message: str
) -> None:
    (folder / ".awesomecheck.yaml").write_text(text)
    done = run("--no-links")
    assert done.returncode == 2
    assert message in done.stderr
    if line:
        assert f".awesomecheck.yaml:{line}:" in done.stderr


def test_a_mistake_in_pyproject_is_reported_with_its_line(run: RunCommand, folder: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.awesomecheck.rules]\ntrailing-spce = "off"\n'
    (folder / "pyproject.toml").write_text(text)
    done = run("--no-links")
    assert "pyproject.toml:5: unknown rule or bundle `trailing-spce`" in done.stderr
    assert "hint: did you mean `trailing-space`?" in done.stderr


def test_a_bundle_has_a_severity_and_its_rules_their_own(run: RunCommand, folder: Path) -> None:
    (folder / "README.md").write_text("# List\n\nx [a](#b) \n")
    config = folder / ".awesomecheck.yaml"
    config.write_text("rules: {markdown: off}\n")
    assert rules_found(run) == ["missing-anchor"]
    config.write_text("rules: {trailing-space: info, markdown: error}\n")
    assert "info trailing-space" in run("--no-links").stdout
    config.write_text("rules: {markdown: error, anchors: off}\n")
    assert "error trailing-space" in run("--no-links").stdout
    config.write_text("preset: minimal\nrules: {markdown: error}\n")
    assert "trailing-space" not in run("--no-links").stdout  # a severity turns nothing on
    config.write_text("preset: minimal\nrules: {markdown: on}\n")
    assert "warning trailing-space" in run("--no-links").stdout
    config.write_text("rules: {markdown: {x: 1}}\n")
    assert "`markdown` is a bundle, which has no options" in run("--no-links").stderr


def rules_found(run: RunCommand, *arguments: str) -> list[str]:
    """Return the rules of all findings."""
    report = json.loads(run("--no-links", "--format", "json", *arguments).stdout)
    return [each["rule"] for file in report["files"] for each in file["findings"]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.awesomecheck\nx = 1\n", "not TOML"),
        ("[tool]\nawesomecheck = 3\n", "the configuration must be a mapping"),
    ],
)
def test_a_broken_pyproject_is_not_ignored(
    run: RunCommand, folder: Path, text: str, message: str
) -> None:
    (folder / "pyproject.toml").write_text(text)
    done = run("--no-links")
    assert done.returncode == 2
    assert message in done.stderr


def test_aliases_that_explode_are_refused(run: RunCommand, folder: Path) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for name, before in zip("bcdefghij", "abcdefghi", strict=True):
        bomb += f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    (folder / ".awesomecheck.yaml").write_text(bomb)
    done = run("--no-links")
    assert done.returncode == 2
    assert "more than" in done.stderr


@pytest.mark.parametrize("text", ["a: &a [*a]", "[" * 20_000, "rules: " + "{a: " * 20_000])
def test_hostile_nesting_is_refused(run: RunCommand, folder: Path, text: str) -> None:
    (folder / ".awesomecheck.yaml").write_text(text)
    done = run("--no-links")
    assert done.returncode == 2
    assert ".awesomecheck.yaml" in done.stderr


@pytest.mark.parametrize(
    "value",
    [
        "0x" + "F" * 5_000,
        "9" * 5_000,
        ":".join(["1"] * 100_000),
        "!!timestamp 99999-13-99",
        "!!bool maybe",
        "!!int x",
        "!!float ''",
    ],
)
@pytest.mark.parametrize("key", ["preset", "exclude", "links: {timeout", "rules: {dead-link"])
def test_a_value_that_python_cannot_hold_or_show(
    run: RunCommand, folder: Path, key: str, value: str
) -> None:
    end = "}" if "{" in key else ""
    (folder / ".awesomecheck.yaml").write_text(f"{key}: {value}{end}\n")
    done = run("--no-links")
    assert done.returncode == 2
    assert "error: " in done.stderr
    assert ".awesomecheck.yaml:1: invalid value " in done.stderr


def test_a_number_of_toml_that_python_cannot_show(run: RunCommand, folder: Path) -> None:
    text = f"[tool.awesomecheck]\nexclude = [0x{'F' * 5_000}]\n"
    (folder / "pyproject.toml").write_text(text)
    done = run("--no-links")
    assert done.returncode == 2
    assert "pyproject.toml:2: number with more than 40 digits" in done.stderr


DEEP = {
    "a key of many parts": ".".join(["a"] * 20_000) + " = 1",
    "a quoted key": '."b c" . '.join(["a"] * 20_000) + " = 1",
    "a table": "[" + ".".join(["a"] * 20_000) + "]",
    "a list in lists": "a = " + "[" * 200_000,
    "a table in tables": "a = " + "{a = " * 100_000,
    "keys in a list": "a = [" + "\n{" + ".".join(["a"] * 500) + " = 1}]",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("option", [(), ("--config", "pyproject.toml")])
def test_a_toml_file_that_is_nested_deeply_is_refused_at_once(
    run: RunCommand, folder: Path, text: str, option: tuple[str, ...]
) -> None:
    (folder / "pyproject.toml").write_text(f"[tool.awesomecheck]\n{text}\n")
    done = run("--no-links", *option)
    assert done.returncode == 2
    assert "pyproject.toml:" in done.stderr
    assert ": nested too deeply (at most 40 levels)" in done.stderr


STRINGS = r"""# DOTS [[[[ \" '''
a = "DOTS \\" # [[[[ "
b = 'DOTS [[[[ \'
c = '''
DOTS ' '' [[[[\'''
d = [1.5, 1.5, 1.5]
e.f.g = {h.i = [[[1]]]}
j = Q
DOTS \" \"\" \\\"\"\" [[[[ ' # QQ"
""".replace("DOTS", "[." * 500).replace("Q", '"' * 3)


def test_dots_and_brackets_in_strings_and_comments_are_no_nesting(folder: Path) -> None:
    path = folder / "pyproject.toml"
    text = STRINGS.replace('"' * 6, '"' * 4)
    assert sorted(parse_toml(path, text)) == ["a", "b", "c", "d", "e", "j"]


@pytest.mark.parametrize("end", ['"' * 3, "'" * 3, '"', "'"])
def test_a_string_of_toml_without_an_end(folder: Path, end: str) -> None:
    text = f"a = {end}{'[.' * 500}" + f" \\{end}" * 100_000 + "\\"
    with pytest.raises(UserError, match="not TOML"):
        parse_toml(folder / "pyproject.toml", text)


@pytest.mark.slow
def test_lines_of_very_many_keys_are_not_looked_for_without_end(folder: Path) -> None:
    keys = "".join(f"k{number} = {number}\n" for number in range(20_000))
    (folder / "pyproject.toml").write_text(f"[tool.awesomecheck]\n{keys}")
    root = read_config_file(folder / "pyproject.toml").root.mapping
    assert root
    assert root["k100"].line == 102
    assert root["k19999"].line == 0


def test_a_configuration_that_is_no_text(run: RunCommand, folder: Path) -> None:
    (folder / ".awesomecheck.yaml").write_bytes(b"\xff\xfe\x00")
    done = run("--no-links")
    assert done.returncode == 2
    assert "not UTF-8: byte 0xff at offset 0" in done.stderr


def test_an_empty_configuration_is_one(run: RunCommand, folder: Path) -> None:
    (folder / ".awesomecheck.yaml").write_text("# nothing yet\n")
    assert run("--no-links").returncode == 0


def test_the_schema_that_ships_is_current() -> None:
    shipped = (
        Path(schema.__file__).parents[1].joinpath("awesomecheck.schema.json").read_text("utf-8")
    )
    renewed = "python -m awesomecheck.config.schema > src/awesomecheck/awesomecheck.schema.json"
    is_current = shipped == schema.rendered()  # compared here: a difference would fill screens
    assert is_current, f"run `{renewed}`"


def test_the_schema_tells_right_from_wrong() -> None:
    its = json.loads(schema.rendered())
    good = "rules:\n  trailing-space: off\n  stale-contents: info\nlinks: {timeout: 5}"
    jsonschema.validate(yaml.safe_load(good), its)
    for bad in ("rulse: {}", "rules: {trailing-space: fatal}", "links: {timeout: soon}"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(yaml.safe_load(bad), its)


def test_all_mistakes_are_reported_at_once_with_lines_and_hints(
    run: RunCommand, folder: Path
) -> None:
    (folder / ".awesomecheck.yaml").write_text(
        "rulse: {}\nrules:\n  trailing-spce: off\n  insecure-link: {bad: 1, severity: eror}\n"
        "fail-on: warn\nexclude: ['[a-', ./b]\nunfixable: [markdwon, anchors]\n"
        "links:\n  timeout: soon\n  retries: 99\n  ignore:\n"
        "    - {pattern: '/(a/', reason: x}\n    - {pattern: example.org, reason: x}\n"
        "per-file:\n  docs/*.md: {rules: {nothing: off}, exclude: []}\n"
    )
    done = run("--no-links")
    assert done.returncode == 2
    errors = [
        line.rpartition(".awesomecheck.yaml:")[2]
        for line in done.stderr.splitlines()
        if line.startswith("error: ")
    ]
    assert [line.partition(": ")[0] for line in errors] == [
        *("1", "3", "4", "4", "5", "7", "15", "15", "6", "6", "9", "12", "13")
    ]
    said = "\n".join(errors)
    for part in (
        "unknown key `rulse`",
        "unknown option `bad` of the rule `insecure-link`",
        "`fail-on` must be one of `error`, `warning`, `info`, `never`, not `warn`",
        "`unfixable`: unknown rule or bundle `markdwon`",
        "unknown rule or bundle `nothing`",
        "unknown key `exclude`",
        "`/(a/` is not a valid regular expression: missing ), unterminated subpattern",
        "no URL matches `example.org`",
    ):
        assert part in said
    assert done.stderr.count("hint: ") >= 9


@pytest.mark.parametrize(
    ("written", "seconds"), [("7d", 604_800), ("90", 90), ("1.5h", 5_400), ("'30'", 30)]
)
def test_durations_are_written_as_on_the_command_line(
    folder: Path, written: str, seconds: float
) -> None:
    path = folder / ".awesomecheck.yaml"
    path.write_text(f"links: {{max-age: {written}, hosts: {{a.b: {{timeout: {written}}}}}}}\n")
    links = load_config(path).links
    assert links
    assert (links.max_age, links.hosts["a.b"].timeout) == (seconds, seconds)


def test_patience_is_in_days(folder: Path) -> None:
    path = folder / ".awesomecheck.yaml"
    for written in ("2", "2d", "48h", "'2'"):
        path.write_text(f"links: {{patience: {written}}}\n")
        links = load_config(path).links
        assert links
        assert links.patience == 2


class TestPerFile:
    def test_rules_and_more_differ_from_file_to_file(self, run: RunCommand, folder: Path) -> None:
        (folder / "docs").mkdir()
        for name in ("docs/a.md", "docs/b.md", "c.md"):
            (folder / name).write_text(TEXT)
        (folder / ".awesomecheck.yaml").write_text(
            "rules: {trailing-space: error}\nper-file:\n"
            "  docs/: {rules: {trailing-space: info}}\n"
            "  b.md: {min-severity: warning, fail-on: info}\n"
            "  README.md: {rules: {markdown: off}}\n  c.md: {fail-on: never}\n"
        )
        done = run("--no-links", ".")
        assert done.stdout.splitlines()[:2] == [
            "c.md:3:2: error trailing-space trailing whitespace: remove it",
            "docs/a.md:3:2: info trailing-space trailing whitespace: remove it",
        ]
        assert "(1 below min-severity)" in done.stdout
        assert done.returncode == 0
        assert run("--no-links", "c.md", "--fail-on", "error").returncode == 1

    def test_patterns_start_from_the_folder_of_the_configuration(
        self, run: RunCommand, folder: Path
    ) -> None:
        (folder / ".git").mkdir()
        (folder / "docs").mkdir()
        (folder / "docs" / "a.md").write_text(TEXT)
        (folder / ".github").mkdir()
        config = folder / ".github" / ".awesomecheck.yaml"
        config.write_text("per-file: {docs/a.md: {rules: {trailing-space: off}}}\n")
        assert "trailing-space" not in run("--no-links", "a.md", cwd=folder / "docs").stdout
        piped = run("--no-links", "--stdin-filename", "docs/a.md", "-", stdin=TEXT)
        assert "trailing-space" not in piped.stdout
        other = run("--no-links", "--stdin-filename", "a.md", "-", stdin=TEXT)
        assert "trailing-space" in other.stdout

    def test_the_library_knows_them(self, folder: Path) -> None:
        path = folder / ".awesomecheck.yaml"
        path.write_text("per-file: {a.md: {rules: {trailing-space: off}}}\n")
        config = load_config(path)
        assert not lint(TEXT, folder / "a.md", config).total
        assert lint(TEXT, folder / "b.md", config).total


class TestOnTheCommandLine:
    def test_keys_are_set_over_the_file(self, run: RunCommand, folder: Path) -> None:
        (folder / ".awesomecheck.yaml").write_text("rules: {trailing-space: off}\n")
        on = run("--no-links", "--config", "rules.trailing-space=error")
        assert "error trailing-space" in on.stdout
        both = ("--config", "rules.trailing-space.severity=info", "--config", "fail-on=info")
        assert run("--no-links", *both).returncode == 1
        assert (
            "trailing-space" in run("--no-links", "--isolated", "--config", "fail-on=never").stdout
        )

    def test_quoted_keys_may_have_dots(self, run: RunCommand, folder: Path) -> None:
        set_it = ("--config", 'per-file."README.md".rules.trailing-space=off')
        assert "trailing-space" not in run("--no-links", *set_it, cwd=folder).stdout
        host = ("--config", 'links.hosts."a.example".timeout=x')
        assert "`timeout` of `a.example` of `hosts`" in run("--no-links", *host).stderr

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize(
        ("value", "message"),
        [
            ("rules.trailing-spcae=off", "unknown rule or bundle `trailing-spcae`"),
            ("ruls.a=1", "unknown key `ruls`"),
            ("rules.=1", "`rules.` is not a key"),
            ("=1", "no such file"),
            ("rules", "rules: no such file"),
            ("", "(empty): no such file"),
            ("rules={", "not YAML"),
            ("rules", "set a key: `--config rules.trailing-space=off`"),
            (".", "is a folder"),
            ("fail-on=sometimes", "`fail-on` must be one of"),
            ("preset.x=1", "`preset` must be one of auto"),
            ("per-file.x=1", "`x` of `per-file` must be a mapping"),
            ("links.max-age=7x", "or a duration such as 90s, 30m, 12h or 7d, not `7x`"),
        ],
    )
    def test_wrong_keys_and_values(self, run: RunCommand, value: str, message: str) -> None:
        done = run("--no-links", "--config", value)
        assert done.returncode == 2
        assert message in done.stderr
        assert done.stderr.count("error: ") <= 1

    def test_a_file_that_exists_has_priority(self, run: RunCommand, folder: Path) -> None:
        (folder / "fail-on=never").write_text("rules: {trailing-space: error}\n")
        assert run("--no-links", "--config", "fail-on=never").returncode == 1


def test_what_fails_a_run(run: RunCommand, folder: Path) -> None:
    assert run("--no-links").returncode == 0
    assert run("--no-links", "--fail-on", "warning").returncode == 1
    assert run("--no-links", "--fail-on", "warning", "--exit-zero").returncode == 0
    (folder / ".awesomecheck.yaml").write_text("fail-on: info\n")
    assert run("--no-links").returncode == 1
    assert run("--no-links", "--fail-on", "never").returncode == 0
    assert run("--no-links", "--fail-on", "often").returncode == 2


def test_less_severe_findings_are_hidden_and_not_fixed(run: RunCommand, folder: Path) -> None:
    (folder / ".awesomecheck.yaml").write_text("rules: {trailing-space: info}\n")
    assert rules_found(run) == ["trailing-space"]
    assert rules_found(run, "--min-severity", "warning") == []
    done = run("--no-links", "--min-severity", "warning", "--fix")
    assert done.stdout.startswith("0 fixed. No findings in 1 file (1 below min-severity).\n")
    assert (folder / "README.md").read_text() == TEXT


def test_a_baseline_keeps_what_is_hidden(run: RunCommand, folder: Path) -> None:
    (folder / ".awesomecheck.yaml").write_text("rules: {trailing-space: info}\n")
    run("--no-links", "--write-baseline")
    before = (folder / ".awesomecheck-baseline.json").read_text()
    assert "trailing-space" in before
    run("--no-links", "--prune-baseline", "--min-severity", "error")
    assert (folder / ".awesomecheck-baseline.json").read_text() == before


def test_fixes_of_some_rules_only(run: RunCommand, folder: Path) -> None:
    text = "# List\n\n- [A](http://github.com/a/b) \n"
    path = folder / "README.md"

    def fixed(*arguments: str) -> str:
        path.write_text(text)
        run("--no-links", "--fix", *arguments)
        return path.read_text()

    https, stripped = text.replace("http:", "https:"), text.replace(" \n", "\n")
    assert fixed("--fixable", "insecure-link") == https
    assert fixed("--unfixable", "insecure-link") == stripped
    assert fixed("--fixable", "markdown") == stripped
    assert fixed("--fixable", "markdown", "--unfixable", "trailing-space") == text
    (folder / ".awesomecheck.yaml").write_text("unfixable: [links]\n")
    assert fixed() == stripped
    path.write_text(text)
    report = json.loads(run("--no-links", "--format", "json").stdout)
    assert report["summary"]["fixable"] == 1


def test_settings_are_shown_as_a_configuration(run: RunCommand, folder: Path) -> None:
    (folder / "b.md").write_text(TEXT)
    (folder / ".awesomecheck.yaml").write_text(
        "rules: {trailing-space: off}\nlinks: {retries: 1}\n"
        "per-file: {b.md: {min-severity: error}}\n"
    )
    done = run("--show-settings", "--fail-on", "warning", ".")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = yaml.safe_load_all(done.stdout)
    assert (first["fail-on"], second["min-severity"]) == ("warning", "error")
    assert first["rules"]["trailing-space"] == "off"
    assert first["links"]["retries"] == 1
    shown = folder / "shown.yaml"
    shown.write_text(done.stdout.partition("---")[0])
    again = run("--show-settings", "README.md", "--config", "shown.yaml")
    assert yaml.safe_load(again.stdout) == first


def test_files_are_shown(run: RunCommand, folder: Path) -> None:
    (folder / "b.md").write_text(TEXT)
    (folder / "c.txt").write_text(TEXT)
    (folder / ".awesomecheck.yaml").write_text("exclude: [README.md]\n")
    done = run("--show-files", ".")
    assert (done.returncode, done.stdout, done.stderr) == (0, "b.md\n", "")
    assert run("--show-files", "--fix").returncode == 2
