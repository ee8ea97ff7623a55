"""A repository that a stranger wrote, with its `.git`, and each way in which git runs programs.

Each canary names a program in a place that git knows, and shows with plain git that this program
would run. It writes a file, which tests look for.
"""

from collections.abc import Callable
from dataclasses import dataclass
import os
from pathlib import Path
import subprocess
import sys

from tests.git import ENVIRONMENT, Repository

LIST = "# List\n\n- [One](https://one.example) - First.\n- [Two](https://two.example) - Second.\n"
NOWHERE = "https://127.0.0.1:9/list.git"
MISSING = "0123456789" * 4
"""A commit that no clone has."""


@dataclass(frozen=True)
class Stranger:
    """A clone of a list that a stranger has made, and the program that its settings name."""

    repository: Repository
    base: str
    """The commit of the maintainers."""
    program: str
    """It prints what it reads."""
    silent: str
    """A program that ends at once, for where git would wait for an answer."""
    ran: Path
    """The file that the program writes."""

    @property
    def top(self) -> Path:
        return self.repository.top

    @property
    def settings(self) -> Path:
        return self.top / ".git" / "config"

    def set(self, **settings: str) -> None:
        """Write settings; `__` stands for the dot between their parts."""
        for name, value in settings.items():
            self.repository.git("config", name.replace("__", "."), value)

    def write(self, name: str, text: str, *, executable: bool = False) -> None:
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755 if executable else 0o644)

    def falls_for_it(self, *arguments: str, data: str = "") -> None:
        """Show that git itself runs the program."""
        subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            env={**os.environ, **ENVIRONMENT, "GIT_ALLOW_PROTOCOL": "file:ssh:git:ext:https"},
            input=data.encode(),
            capture_output=True,
            check=False,
        )
        assert self.ran.exists(), f"git {' '.join(arguments)} runs no program: no canary"
        self.ran.unlink()

    @classmethod
    def made(cls, folder: Path) -> "Stranger":
        """A clone whose branch `topic` removes a file and adds an entry that is not committed."""
        ran = folder / "ran"
        for name, rest in (("program", "cat"), ("silent", "exit 1")):
            (folder / name).write_text(f"#!/bin/sh\ntouch '{ran}'\n{rest}\n")
            (folder / name).chmod(0o755)
        repository = Repository.init(folder / "work" / "list")
        (repository.top / ".awesomecheck.yaml").write_text("rules:\n  trailing-space: error\n")
        base = repository.commit(OLD=LIST, gone="# Gone\n")
        repository.git("checkout", "-q", "-b", "topic")
        (repository.top / "gone.md").unlink()
        repository.commit()
        repository.git("mv", "OLD.md", "README.md")
        (repository.top / "README.md").write_text(
            LIST + "- [Three](https://three.example) - C. \n"
        )
        return cls(repository, base, str(folder / "program"), str(folder / "silent"), ran)


Canary = Callable[[Stranger], None]


def clean_filter(it: Stranger) -> None:
    it.write(".gitattributes", "*.md filter=evil\n")
    it.set(filter__evil__clean=it.program)
    it.falls_for_it("diff", "HEAD")


def smudge_filter(it: Stranger) -> None:
    it.write(".gitattributes", "*.md filter=evil\n")
    it.set(filter__evil__smudge=it.program)
    it.falls_for_it("cat-file", "--filters", "HEAD:OLD.md")


def filter_process(it: Stranger) -> None:
    it.write(".gitattributes", "*.md filter=evil\n")
    it.set(filter__evil__process=it.program)
    it.falls_for_it("diff", "HEAD")


def filter_of_any_file(it: Stranger) -> None:
    """It is for the two temporary files, too, that are compared outside of the repository."""
    it.write(".git/info/attributes", "* filter=evil\n")
    it.set(filter__evil__clean=it.program)
    outside = it.ran.parent
    for name in ("old", "new"):
        (outside / name).write_text(name)
    it.falls_for_it("diff", "--no-index", str(outside / "old"), str(outside / "new"))


def text_converter(it: Stranger) -> None:
    it.write(".gitattributes", "* diff=evil\n")
    it.set(diff__evil__textconv=it.program)
    it.falls_for_it("diff", "HEAD")


def diff_driver(it: Stranger) -> None:
    it.write(".gitattributes", "* diff=evil\n")
    it.set(diff__evil__command=it.program)
    it.falls_for_it("diff", "HEAD")


def external_diff(it: Stranger) -> None:
    it.set(diff__external=it.program)
    it.falls_for_it("diff", "HEAD")


def merge_driver(it: Stranger) -> None:
    it.repository.git("stash", "-q")
    it.repository.git("checkout", "-q", "-b", "other", it.base)
    it.repository.commit(OLD=LIST + "other\n")
    it.repository.git("checkout", "-q", "topic")
    it.repository.commit(OLD=LIST + "topic\n")
    it.write(".git/info/attributes", "* merge=evil\n")
    it.set(merge__evil__driver=it.program)
    it.falls_for_it("merge", "-q", "other")
    it.repository.git("reset", "-q", "--hard")
    it.repository.commit(README=LIST)


def file_monitor(it: Stranger) -> None:
    it.set(core__fsmonitor=it.program)
    it.falls_for_it("status")


def settings_of_a_work_tree(it: Stranger) -> None:
    it.set(core__repositoryFormatVersion="1", extensions__worktreeConfig="true")
    it.write(".git/config.worktree", f"[core]\n\tfsmonitor = {it.program}\n")
    it.falls_for_it("status")


def included_settings(it: Stranger) -> None:
    it.write(".git/more", f"[core]\n\tfsmonitor = {it.program}\n")
    it.set(include__path="more")
    it.falls_for_it("status")


def settings_included_on_a_condition(it: Stranger) -> None:
    it.write(".git/more", f"[core]\n\tfsmonitor = {it.program}\n")
    with it.settings.open("a") as file:
        file.write('[includeIf "onbranch:topic"]\n\tpath = more\n')
    it.falls_for_it("status")


HOOKS = ("post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc")


def hooks(it: Stranger) -> None:
    for name in HOOKS:
        it.write(f".git/hooks/{name}", Path(it.program).read_text(), executable=True)
    it.falls_for_it("update-index", "--really-refresh", "--force-write-index")


def hooks_of_another_folder(it: Stranger) -> None:
    for name in HOOKS:
        it.write(f"tools/{name}", Path(it.program).read_text(), executable=True)
    it.set(core__hooksPath="tools")
    it.falls_for_it("update-index", "--really-refresh", "--force-write-index")


def alias(it: Stranger) -> None:
    for name in ("rev-parse", "cat-file", "diff-index", "merge-base", "canary"):
        it.set(**{f"alias__{name}": f"!{it.program}"})
    it.falls_for_it("canary")


def editor(it: Stranger) -> None:
    it.set(core__editor=it.program)
    it.falls_for_it("commit", "--amend")


def signature_program(it: Stranger) -> None:
    """A commit with a signature, which the settings want to have checked."""
    head = it.repository.git("cat-file", "commit", "HEAD")
    before, _, message = head.partition("\n\n")
    mark = "-----{} PGP SIGNATURE-----"
    signature = f"gpgsig {mark.format('BEGIN')}\n \n AAAA\n {mark.format('END')}"
    it.write(".git/signed", f"{before}\n{signature}\n\n{message}\n")
    signed = it.repository.git("hash-object", "-t", "commit", "-w", ".git/signed")
    it.repository.git("update-ref", "refs/heads/topic", signed)
    it.set(gpg__program=it.program, log__showSignature="true")
    it.falls_for_it("log", "-1")


def lacks_a_commit(it: Stranger, url: str) -> None:
    """The clone is partial: what is missing is fetched from a place of the stranger's."""
    it.set(
        core__repositoryFormatVersion="1",
        extensions__partialClone="origin",
        remote__origin__url=url,
        remote__origin__promisor="true",
    )


def program_of_the_remote(it: Stranger) -> None:
    lacks_a_commit(it, str(it.top))
    it.set(remote__origin__uploadpack=it.silent)
    it.falls_for_it("cat-file", "-p", MISSING)


def remote_that_is_a_program(it: Stranger) -> None:
    lacks_a_commit(it, f"ext::{it.silent}")
    it.set(protocol__ext__allow="always")
    it.falls_for_it("cat-file", "-p", MISSING)


def remote_that_is_rewritten_to_a_program(it: Stranger) -> None:
    lacks_a_commit(it, "https://code.example/list.git")
    with it.settings.open("a") as file:
        file.write(f'[url "ext::{it.silent} "]\n\tinsteadOf = https://code.example/\n')
    it.set(protocol__allow="always")
    it.falls_for_it("cat-file", "-p", MISSING)


def secure_shell(it: Stranger) -> None:
    lacks_a_commit(it, "ssh://code.example/list.git")
    it.set(core__sshCommand=it.silent, ssh__variant="simple")
    it.falls_for_it("cat-file", "-p", MISSING)


def proxy_of_git(it: Stranger) -> None:
    lacks_a_commit(it, "git://code.example/list.git")
    it.set(core__gitProxy=it.silent)
    it.falls_for_it("cat-file", "-p", MISSING)


def credential_helper(it: Stranger) -> None:
    lacks_a_commit(it, NOWHERE)
    it.set(credential__helper=f"!{it.program}")
    it.falls_for_it("credential", "fill", data="protocol=https\nhost=code.example\n\n")


def password_program(it: Stranger) -> None:
    lacks_a_commit(it, NOWHERE)
    it.set(core__askPass=it.program)
    it.falls_for_it("credential", "fill", data="protocol=https\nhost=code.example\n\n")


def refs_of_an_alternate(it: Stranger) -> None:
    other = Repository.init(it.ran.parent / "other")
    other.commit(other=LIST)
    it.write(".git/objects/info/alternates", f"{other.top / '.git/objects'}\n")
    it.set(core__alternateRefsCommand=it.program)
    it.falls_for_it("rev-list", "--alternate-refs")


def update_of_a_submodule(it: Stranger) -> None:
    part = Repository.init(it.ran.parent / "part")
    part.commit(part=LIST)
    it.repository.git("submodule", "--quiet", "add", part.top, "part")
    it.repository.git("commit", "-q", "-m", "part")
    it.repository.git("-C", "part", "commit", "-q", "--allow-empty", "-m", "more")
    it.set(submodule__part__update=f"!{it.program}", submodule__recurse="true")
    it.falls_for_it("submodule", "update")


def settings_of_a_submodule(it: Stranger) -> None:
    part = Repository.init(it.ran.parent / "part")
    part.commit(part=LIST)
    it.repository.git("submodule", "--quiet", "add", part.top, "part")
    it.repository.git("commit", "-q", "-m", "part")
    it.repository.git("-C", "part", "config", "core.fsmonitor", it.program)
    it.set(diff__ignoreSubmodules="none", status__submoduleSummary="true")
    it.falls_for_it("status")


def pager(it: Stranger) -> None:
    """A terminal is needed to show that it would run."""
    it.set(core__pager=it.program, pager__diff=it.program)
    script = "import pty, sys; pty.spawn(['git', '-p', 'log', '-1'])"
    subprocess.run(
        [sys.executable, "-c", script],
        cwd=it.top,
        env={**os.environ, **ENVIRONMENT, "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert it.ran.exists(), "git pages without this program: no canary"
    it.ran.unlink()


CANARIES: tuple[Canary, ...] = (
    *(clean_filter, smudge_filter, filter_process, filter_of_any_file, text_converter),
    *(diff_driver, external_diff, merge_driver, file_monitor, settings_of_a_work_tree),
    *(included_settings, settings_included_on_a_condition, hooks, hooks_of_another_folder),
    *(alias, editor, pager, signature_program, program_of_the_remote, remote_that_is_a_program),
    *(remote_that_is_rewritten_to_a_program, secure_shell, proxy_of_git, credential_helper),
    *(password_program, refs_of_an_alternate, update_of_a_submodule, settings_of_a_submodule),
)
