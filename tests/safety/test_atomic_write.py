"""Files are written whole or not at all, and as what they were: a link, a mode, an owner."""

from collections.abc import Iterator
import os
from pathlib import Path
import shutil
import subprocess
import sys
import tempfile

import pytest

from awesomecheck.errors import UserError
from awesomecheck.safety.atomic_write import create_file, replace_file
from tests.git import Repository

OLD, NEW = b"old\r\n" * 400, b"new\n" * 600
NOBODY = 65534
KILLED = f"""
import os, shutil, signal, sys
from pathlib import Path
from awesomecheck.safety.atomic_write import replace_file

def replace_until(last):
    steps = 0
    def step(_frame, event, _function):
        nonlocal steps
        steps += event.startswith("c_")
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
    sys.setprofile(step)
    replace_file(path, {OLD!r}, {NEW!r})
    os._exit(0)

path, last, status = Path("list.md"), 0, -1
while status:
    last += 1
    path.write_bytes({OLD!r})
    child = os.fork() or replace_until(last)
    status = os.waitpid(child, 0)[1]
    left = [each for each in path.parent.iterdir() if each != path]
    print({{ {OLD!r}: "old", {NEW!r}: "new"}}.get(path.read_bytes(), "half"), len(left))
    for each in left:
        shutil.rmtree(each)
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may be somebody else")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.md"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refusal(path: Path, old: bytes = OLD) -> str:
    """Why a file is not written; it is as it was, and nothing is left beside it."""
    before, beside = path.read_bytes(), names(path.parent)
    with pytest.raises(UserError) as caught:
        replace_file(path, old, NEW)
    assert path.read_bytes() == before
    assert names(path.parent) == beside
    assert caught.value.message.startswith(f"{path}: not written: ")
    return caught.value.message


def test_a_file_is_replaced_and_nothing_is_left_beside_it(file: Path) -> None:
    number = file.stat().st_ino
    replace_file(file, OLD, NEW)
    assert file.read_bytes() == NEW
    assert file.stat().st_ino != number, "written in place: a reader could see half of it"
    assert names(file.parent) == ["list.md"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755, 0o664])
def test_the_mode_stays_whatever_the_umask(file: Path, mode: int) -> None:
    file.chmod(mode)
    before = os.umask(0o077)
    try:
        replace_file(file, OLD, NEW)
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o7777 == mode


@as_root
def test_the_owner_stays(file: Path) -> None:
    os.chown(file, 1234, 4321)
    replace_file(file, OLD, NEW)
    status = file.stat()
    assert (status.st_uid, status.st_gid) == (1234, 4321)


def test_a_symbolic_link_stays_one(file: Path) -> None:
    (file.parent / "sub").mkdir()
    link = file.parent / "sub" / "link.md"
    link.symlink_to("../list.md")
    replace_file(link, OLD, NEW)
    assert link.readlink() == Path("../list.md")
    assert file.read_bytes() == NEW
    assert names(link.parent) == ["link.md"]


def test_a_file_with_two_names_is_left_alone(file: Path) -> None:
    os.link(file, file.parent / "other.md")
    assert "2 names (hard links)" in refusal(file)


def test_a_file_that_has_changed_is_left_alone(file: Path) -> None:
    assert "changed during the check" in refusal(file, old=OLD + b"x")


def test_a_file_that_is_gone_is_not_brought_back(file: Path) -> None:
    file.unlink()
    with pytest.raises(UserError, match="No such file"):
        replace_file(file, OLD, NEW)
    assert names(file.parent) == []


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(UserError, match="not a regular file"):
        replace_file(path, OLD, NEW)
    assert names(tmp_path) == ["pipe"]


def test_what_a_killed_run_left_is_removed_and_nothing_else(file: Path) -> None:
    leftover = file.parent / ".awesomecheck-0123456789abcdef.tmp"
    leftover.mkdir()
    (leftover / ".gitignore").write_bytes(b"*\n")
    (leftover / "new").write_bytes(b"half")
    for name in (".awesomecheck.yaml", ".awesomecheck-baseline.json", ".awesomecheck-x.tmp"):
        (file.parent / name).write_bytes(b"")
    replace_file(file, OLD, NEW)
    assert names(file.parent) == [
        ".awesomecheck-baseline.json",
        ".awesomecheck-x.tmp",
        ".awesomecheck.yaml",
        "list.md",
    ]


def test_what_a_killed_run_left_is_not_shown_by_git(file: Path) -> None:
    repository = Repository.init(file.parent)
    repository.git("add", "list.md")
    leftover = file.parent / ".awesomecheck-0123456789abcdef.tmp"
    program = (
        "import os; from pathlib import Path; from awesomecheck.safety import atomic_write\n"
        "Path.replace = lambda *_: os._exit(9)\n"
        "os.urandom = lambda _: bytes.fromhex('0123456789abcdef')\n"
        "atomic_write.write_file(Path('list.md'), b'new')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=file.parent, check=False)
    assert done.returncode == 9
    assert (leftover / "new").read_bytes() == b"new"
    assert repository.git("status", "--porcelain") == "A  list.md"


def test_a_run_killed_at_any_step_leaves_the_old_file_or_the_new_one(file: Path) -> None:
    """A step is a call of a function that is not written in Python, or the return from one."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED],
        cwd=file.parent,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.stderr == ""
    steps = [line.split() for line in done.stdout.splitlines()]
    contents = [content for content, _ in steps]
    written = contents.index("new")
    assert contents == ["old"] * written + ["new"] * (len(contents) - written)
    assert {int(left) for _, left in steps} == {0, 1}


def test_a_name_of_any_length_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 252}.md"
    path.write_bytes(OLD)
    replace_file(path, OLD, NEW)
    assert path.read_bytes() == NEW


def test_a_full_disk_leaves_the_file_as_it_was(file: Path) -> None:
    done = _python(
        file.parent,
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))",
        "replace_file(Path('list.md'), OLD, NEW)",
    )
    assert "list.md: not written: File too large" in done
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["list.md"]


def test_a_disk_that_is_really_full_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root can mount")
    size = "size=12k"  # three pages: of the folder, of the file, and one that is too little
    options = [mount, "-t", "tmpfs", "-o", size, "tmpfs", str(tmp_path)]
    if subprocess.run(options, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        path = tmp_path / "list.md"
        path.write_bytes(OLD)
        with pytest.raises(UserError, match="No space left on device"):
            replace_file(path, OLD, NEW * 20)
        assert path.read_bytes() == OLD
        assert names(tmp_path) == ["list.md"]
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


@pytest.fixture
def somebodys() -> Iterator[Path]:
    """A folder that anybody can enter, with a file, both of somebody who is not root."""
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "list.md"
        path.write_bytes(OLD)
        folder.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
            os.chown(path, NOBODY, NOBODY)
        yield path
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_read_only_file_is_left_alone_though_its_folder_would_allow_it(somebodys: Path) -> None:
    somebodys.chmod(0o444)
    assert "list.md: not written: Permission denied" in _as_nobody(somebodys.parent)
    assert somebodys.read_bytes() == OLD
    assert names(somebodys.parent) == ["list.md"]


def test_a_file_of_a_read_only_folder_is_left_alone(somebodys: Path) -> None:
    somebodys.parent.chmod(0o555)
    assert "list.md: not written: Permission denied" in _as_nobody(somebodys.parent)
    assert somebodys.read_bytes() == OLD


@as_root
def test_a_file_whose_owner_could_not_stay_is_left_alone(somebodys: Path) -> None:
    os.chown(somebodys, 1234, NOBODY)
    somebodys.chmod(0o664)
    assert "list.md: not written: Operation not permitted" in _as_nobody(somebodys.parent)
    assert somebodys.stat().st_uid == 1234
    assert names(somebodys.parent) == ["list.md"]


def test_what_nobody_may_hinder_is_written(somebodys: Path) -> None:
    assert _as_nobody(somebodys.parent) == ""
    assert somebodys.read_bytes() == NEW


def _as_nobody(folder: Path) -> str:
    become = (
        f"import os; os.geteuid() or (os.setgroups([]), os.setgid({NOBODY}), os.setuid({NOBODY}))"
    )
    return _python(folder, become, "replace_file(Path('list.md'), OLD, NEW)")


def _python(folder: Path, *lines: str) -> str:
    """Run lines of Python in a folder; what a refusal says."""
    program = [
        "from pathlib import Path",
        "from awesomecheck.errors import UserError",
        "from awesomecheck.safety.atomic_write import replace_file",
        f"OLD, NEW = {OLD!r}, {NEW!r}",
        *lines[:-1],
        "try:",
        f"    {lines[-1]}",
        "except UserError as error:",
        "    print(error.message)",
    ]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(program)],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_a_reader_sees_the_old_or_the_new_whole(file: Path) -> None:
    """While two writers change it to and fro, each only what it has read."""
    script = [
        "import sys",
        "for _ in range(150):",
        "    try:",
        "        now = Path('list.md').read_bytes()",
        "        replace_file(Path('list.md'), now, NEW if now == OLD else OLD)",
        "    except UserError as error:",
        "        assert 'file changed' in error.message, error",
    ]
    program = "\n".join(
        [
            "from pathlib import Path",
            "from awesomecheck.errors import UserError",
            "from awesomecheck.safety.atomic_write import replace_file",
            f"OLD, NEW = {OLD!r}, {NEW!r}",
            *script,
        ]
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", program], cwd=file.parent) for _ in range(2)
    ]
    seen = set[bytes]()
    while any(writer.poll() is None for writer in writers):
        seen.add(file.read_bytes())
    assert [writer.wait() for writer in writers] == [0, 0]
    assert seen <= {OLD, NEW}
    assert names(file.parent) == ["list.md"]


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        create_file(tmp_path / "new", NEW)
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_bytes() == NEW
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o644
    assert names(tmp_path) == ["new"]


def test_a_new_file_in_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not written: No such file"):
        create_file(tmp_path / "none" / "new", NEW)
