"""Real git repositories for tests, untouched by the settings of whoever runs them."""

from dataclasses import dataclass
import os
from pathlib import Path
import subprocess

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "Author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
    "GIT_ALLOW_PROTOCOL": "file",
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A work tree, and the git that works in it."""

    top: Path

    @classmethod
    def init(cls, top: Path) -> "Repository":
        """A new one, its branch called main."""
        top.mkdir(parents=True, exist_ok=True)
        repository = cls(top)
        repository.git("init", "-q", "-b", "main")
        return repository

    def git(self, *arguments: str | Path) -> str:
        """Run git; what it prints, without the last line break."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *arguments],
            cwd=self.top,
            env={**inherited, **ENVIRONMENT},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.removesuffix("\n")

    def commit(self, **files: str | bytes) -> str:
        """Commit some Markdown files, named without their suffix, and all else; its name."""
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (self.top / f"{name}.md").write_bytes(data)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change")
        return self.git("rev-parse", "HEAD")
