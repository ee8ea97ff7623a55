"""Configurations: where they are found, what they set, and how their faults are reported."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from awesomecheck import UserError
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
        ("preset: auto\nrules:\n  trailing-spce: off", 3, "unknown rule `trailing-spce`"),
        ("rules:\n  trailing-space: fatal", 2, "`trailing-space` must be error, warning, info"),
        ("rules:\n  trailing-space: {strict: true}", 2, "unknown option `strict`"),
        ("rules: [a]", 1, "`rules` must be a mapping"),
        ("- a\n- b", 1, "the configuration must be a mapping"),
        ("preset: strict", 1, "unknown preset `strict`"),
        ("preset: [a]", 1, "unknown preset"),
        ("exclude: a.md", 1, "`exclude` must be a list, not `a.md`"),
        ("exclude:\n  - 3", 2, "an item of `exclude` must be text, not `3`"),
        ("exclude:\n  - a\n  - '[a-'", 3, "`exclude`: the pattern `[a-` can never match"),
        ("exclude:\n  - 'x\\'", 2, "`exclude`: the pattern `x\\` can never match"),
        ("exclude:\n  - a\n  - ./b", 3, "`exclude`: the pattern `./b` can never match"),
        ("exclude: ['# a']", 1, "`exclude`: the pattern `# a` can never match"),
        ("links: {timeout: soon}", 1, "`timeout` of `links` must be a number, not `soon`"),
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
    assert "pyproject.toml:5: unknown rule `trailing-spce`" in done.stderr
    assert "hint: did you mean `trailing-space`?" in done.stderr


def test_a_bundle_is_not_a_rule(run: RunCommand, folder: Path) -> None:
    (folder / ".awesomecheck.yaml").write_text("rules: {anchors: off}\n")
    done = run("--no-links")
    assert "hint: `anchors` is a bundle: use its rules duplicate-heading, " in done.stderr


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
    assert shipped == schema.rendered()


def test_the_schema_tells_right_from_wrong() -> None:
    its = json.loads(schema.rendered())
    good = "rules:\n  trailing-space: off\n  stale-contents: info\nlinks: {timeout: 5}"
    jsonschema.validate(yaml.safe_load(good), its)
    for bad in ("rulse: {}", "rules: {trailing-space: fatal}", "links: {timeout: soon}"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(yaml.safe_load(bad), its)
