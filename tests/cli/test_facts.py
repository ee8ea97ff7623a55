"""`awesomecheck facts`."""

from click.testing import CliRunner, Result
import pytest

from awesomecheck.cli.commands import commands

KNOWN = "Deep Residual Learning for Image Recognition"


def facts(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["facts", *arguments], standalone_mode=False)


def test_the_version_is_one_line_with_the_date() -> None:
    done = facts("--version")
    assert done.output.count("\n") == 1
    assert "papers of 1965 to 2024" in done.output
    assert "built on 20" in done.output


def test_without_a_title_the_venues_are_listed() -> None:
    lines = facts().output.splitlines()
    [iclr] = [line.split() for line in lines if line.startswith("ICLR ")]
    assert iclr[2:] == ["2013", "to", "2024"]


def test_titles_are_looked_up() -> None:
    done = facts(KNOWN, "A Paper that Nobody Wrote about Nothing")
    assert done.output.splitlines() == [
        f"{KNOWN}: CVPR 2016 (according to DBLP/ACL Anthology)",
        "A Paper that Nobody Wrote about Nothing: not known",
    ]
    assert done.return_value == 1
    assert facts(KNOWN).return_value == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((KNOWN, "--author", "Ogawa"), "there is a paper with this title, of another author"),
        (("Introduction",), "short titles need --author"),
    ],
)
def test_why_a_title_is_not_known_is_said(arguments: tuple[str, ...], said: str) -> None:
    assert said in facts(*arguments).output


def test_a_title_without_quotes_is_recognized() -> None:
    said = f'put the title in quotes: `awesomecheck facts "{KNOWN}"`'
    assert said in facts(*KNOWN.split()).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--version", KNOWN), "--version takes no title"), (("--author", "He"), "needs the title")],
)
def test_what_would_be_ignored_is_refused(arguments: tuple[str, ...], said: str) -> None:
    done = facts(*arguments)
    assert said in str(done.exception)


def test_a_title_that_is_two_papers_needs_the_author() -> None:
    title = "Do not crawl in the DUST: different URLs with similar text"
    assert "2 papers with this title: " in facts(title).output
    assert "WWW 2006" in facts(title, "--author", "Schonfeld").output


def test_a_title_cannot_control_a_terminal_or_a_runner() -> None:
    output = facts("\x1b[31mRed\n::set-output name=a::b").output
    assert "\x1b" not in output
    assert not any(line.startswith("::") for line in output.splitlines())
