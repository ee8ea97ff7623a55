"""Rules about where links lead, given what is known of each."""

from collections.abc import Mapping

from msgspec.structs import replace
import pytest

from awesomecheck import Finding, LinkRule, Rule, Source, UserError, Verdict, parse, rule_name
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.rules import FactValue, Reason
from awesomecheck_rules.links.archived_repository import ArchivedRepository
from awesomecheck_rules.links.dead_link import DeadLink
from awesomecheck_rules.links.empty_repository import EmptyRepository
from awesomecheck_rules.links.insecure_link import InsecureLink
from awesomecheck_rules.links.moved_link import MovedLink
from awesomecheck_rules.links.renamed_repository import RenamedRepository
from awesomecheck_rules.links.stale_repository import StaleRepository
from awesomecheck_rules.links.unsure_link import UnsureLink
from tests.rules.conftest import fixed

OLD, NEW = "https://a.example/old", "https://a.example/new"
DEAD = Verdict("dead", "not-found", status=404, evidence="The page answered 404.")
MOVED = Verdict("moved", "moved-permanently", final_url=NEW)
UNSURE = Verdict("unsure", "timeout", evidence="No answer in 20 s.")


def lint_with(text: str, known: Mapping[str, Verdict], *rules: type[Rule]) -> list[Finding]:
    document = parse(Source.from_text(text))
    verdicts = {link: known[link.url] for link in document.links if link.url in known}
    active = [ActiveRule(rule_name(rule), rule(), rule.severity) for rule in rules]
    result = run_rules(document, active, known=(), verdicts=verdicts)
    assert not result.crashes
    return list(result.findings)


@pytest.mark.parametrize(
    "rule",
    [
        ArchivedRepository,
        DeadLink,
        EmptyRepository,
        MovedLink,
        RenamedRepository,
        StaleRepository,
        UnsureLink,
    ],
)
def test_without_verdicts_they_are_silent(rule: type[LinkRule]) -> None:
    assert lint_with(f"[a]({OLD})\n", {}, rule) == []
    assert lint_with(f"[a]({OLD})\n", {OLD: Verdict("alive", "ok")}, rule) == []


def test_a_dead_link_is_an_error_wherever_it_is() -> None:
    found = lint_with(f"[a]({OLD}) ![b]({OLD})\n\n<a href='{OLD}'>c</a>\n", {OLD: DEAD}, DeadLink)
    assert [finding.severity for finding in found] == ["error"] * 3
    assert {finding.message for finding in found} == {"dead link: The page answered 404"}
    assert {finding.url for finding in found} == {OLD}


def test_a_link_that_was_dead_does_not_come_back_by_a_timeout() -> None:
    known = {OLD: replace(UNSURE, facts={"dead_since": "2026-11-20"})}
    [finding] = lint_with(f"[a]({OLD})\n", known, DeadLink, UnsureLink)
    assert (finding.rule, finding.severity) == ("dead-link", "warning")
    assert finding.message == "dead since 2026-11-20, could not be checked now: No answer in 20 s"


def test_archived_copy_of_a_dead_link_is_an_unsafe_fix() -> None:
    copy = f"https://web.archive.org/web/20200302020202/{OLD}"
    dead = Verdict("dead", "not-found", 404, evidence="GET returned 404")
    known = {OLD: replace(dead, facts={"archived_copy": copy})}
    [finding] = lint_with(f"[a]({OLD})\n", known, DeadLink)
    assert finding.message == f"dead link: GET returned 404; archived copy: {copy}"
    assert finding.fix
    assert not finding.fix.safe
    [edit] = finding.fix.edits
    assert edit.text == copy
    other = {OLD: replace(dead, facts={"archived_copy": "https://web.archive.org/x\ny"})}
    [plain] = lint_with(f"[a]({OLD})\n", other, DeadLink)
    assert plain.fix is None


def test_a_definition_is_reported_once() -> None:
    text = f"[a][x] [b][x]\n\n[x]: {OLD}\n"
    [finding] = lint_with(text, {OLD: MOVED}, MovedLink)
    assert text[finding.span.start : finding.span.end] == OLD
    assert fixed(text, [finding]) == f"[a][x] [b][x]\n\n[x]: {NEW}\n"


@pytest.mark.parametrize(
    ("text", "fixed_text"),
    [
        ("[a]({})\n", "[a]({})\n"),
        ("[a](<{}> 'title')\n", "[a](<{}> 'title')\n"),
        ("<{}>\n", "<{}>\n"),
        ("<img src={}>\n", "<img src={}>\n"),
        ("| a |\n|---|\n| [b]({}) |\n", "| a |\n|---|\n| [b]({}) |\n"),
    ],
)
def test_a_moved_link_is_fixed(text: str, fixed_text: str) -> None:
    found = lint_with(text.format(OLD), {OLD: MOVED}, MovedLink)
    assert fixed(text.format(OLD), found) == fixed_text.format(NEW)


def test_a_move_to_another_site_has_no_safe_fix() -> None:
    there = "https://casino.example/play"
    moved = Verdict("moved", "moved-to-another-site", final_url=there)
    [finding] = lint_with(f"[a]({OLD})\n", {OLD: moved}, MovedLink)
    assert finding.message == (
        "moved permanently to another site: look at it, then use https://casino.example/play"
    )
    assert finding.fix is not None
    assert not finding.fix.safe


@pytest.mark.parametrize(
    ("verdict", "message"),
    [
        (
            Verdict("unsure", "elsewhere", 200, "https://casino.example/", "GET a returned 301"),
            "leads to another site now, https://casino.example/: replace or remove the link",
        ),
        (
            Verdict("unsure", "parked", 200, evidence="its title is 'a.example is for sale'"),
            "the domain seems to be for sale or to have a new owner:"
            " its title is 'a.example is for sale'",
        ),
    ],
    ids=["elsewhere", "parked"],
)
def test_a_lost_domain_is_a_warning(verdict: Verdict, message: str) -> None:
    [finding] = lint_with(f"[a]({OLD})\n", {OLD: verdict}, UnsureLink)
    assert (finding.severity, finding.message) == ("warning", message)
    assert finding.fix is None


def test_an_address_cannot_break_out_of_its_link() -> None:
    hostile = Verdict("moved", "moved-permanently", final_url='https://a.example/) [x](y|" \n# z')
    text = f"| a |\n|---|\n| [b]({OLD}) |\n"
    fixed_text = fixed(text, lint_with(text, {OLD: hostile}, MovedLink))
    before, after = parse(Source.from_text(text)), parse(Source.from_text(fixed_text))
    assert len(after.links) == len(before.links) == 1
    assert len(after.tables) == 1
    assert after.headings == ()


def test_http_to_https_is_one_fault() -> None:
    url = "http://arxiv.org/abs/2111.06377"
    moved = Verdict("moved", "moved-permanently", final_url=url.replace("http:", "https:"))
    found = lint_with(f"[a]({url})\n", {url: moved}, MovedLink, InsecureLink)
    assert [finding.rule for finding in found] == ["insecure-link"]


def test_a_renamed_repository_is_not_a_moved_page() -> None:
    url, now = "https://github.com/a/old", "https://github.com/b/new"
    known = {url: Verdict("moved", "renamed", final_url=now, facts={"full_name": "b/new"})}
    [finding] = lint_with(f"[a]({url})\n", known, MovedLink, RenamedRepository)
    assert finding.message == "repository renamed: use b/new"


def test_an_unsure_link_says_why_and_fails_no_run() -> None:
    [finding] = lint_with(f"[a]({OLD})\n", {OLD: UNSURE}, UnsureLink)
    assert (finding.severity, finding.message) == (
        "info",
        "could not verify the link (timeout): No answer in 20 s",
    )


@pytest.mark.parametrize("reason", ["offline", "interrupted", "deadline"])
def test_without_a_network_single_links_are_not_reported(reason: Reason) -> None:
    assert lint_with(f"[a]({OLD})\n", {OLD: Verdict("unsure", reason)}, UnsureLink) == []


@pytest.mark.parametrize(
    ("rule", "fact"),
    [(ArchivedRepository, "archived"), (EmptyRepository, "empty")],
)
def test_a_fact_is_reported_once_for_each_target(rule: type[LinkRule], fact: str) -> None:
    one, same, other = (f"https://github.com/{name}" for name in ("a/b", "A/b/issues", "c/d"))
    known = {
        one: Verdict("alive", "ok", facts={fact: True}),
        same: Verdict("alive", "ok", facts={fact: True}),
        other: Verdict("alive", "ok", facts={fact: False}),
    }
    found = lint_with(f"[a]({one}) [b]({same}) [c]({other})\n", known, rule)
    assert [finding.url for finding in found] == [one]


@pytest.mark.parametrize(
    ("facts", "messages"),
    [
        ({"idle_days": 1500}, ["no push for 4 years: check whether it is still maintained"]),
        ({"idle_days": 1000}, []),
        ({"idle_days": 1500, "archived": True}, []),
        ({"idle_days": "1500"}, []),
        ({}, []),
    ],
)
def test_a_repository_without_a_push_for_years(
    facts: Mapping[str, FactValue], messages: list[str]
) -> None:
    url = "https://github.com/owner/name"
    known = {url: Verdict("alive", "ok", facts=facts)}
    found = lint_with(f"[a]({url}) and [b]({url})\n", known, StaleRepository)
    assert [finding.message for finding in found] == messages


def test_a_repository_is_not_stale_at_once() -> None:
    with pytest.raises(UserError, match="`years` must be at least 1, not 0"):
        StaleRepository(years=0)
