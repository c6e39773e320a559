"""From a clone to something that runs: the Makefile's choice of Python, and the static files."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.admin import AdminSite, ModelAdmin
from django.core import checks

from stories.models import Tag

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("python3", "python3.11", "python3.12", "python3.13", "python3.14")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the Makefile and empty locks, and `bin/` with Pythons that are too old or do not start."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).touch()
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "bin").mkdir()
    for name in PYTHONS:
        put(tmp_path / "bin" / name, 'echo "Python 3.9.2"; [ "$1" = --version ]' if name == "python3" else "exit 127")
    return tmp_path


def put(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def make(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {"PATH": f"{clone / 'bin'}:/usr/bin:/bin", "HOME": os.environ.get("HOME", "/")}
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        check=False,
        cwd=clone,
        env=environ,
        capture_output=True,
        text=True,
    )


def test_a_python_that_is_too_old_gets_a_sentence(clone: Path) -> None:
    finished = make(clone, "install")
    assert finished.returncode == 2
    assert finished.stderr.splitlines()[0] == (
        "newsroom needs Python 3.11 or later; found: Python 3.9.2. Install python3.12, say, and run make again."
    )
    assert not (clone / ".venv").exists()


def test_the_first_python_that_is_new_enough_is_taken(clone: Path) -> None:
    """The one named python3 is too old, the one named python3.12 will do; the lock is installed once."""
    inner = 'echo "$@" >> installed'
    outer = f"""case "$1" in
        -c) exit 0 ;;
        -m) mkdir -p .venv/bin; printf '#!/bin/sh\\n%s\\n' '{inner}' > .venv/bin/python; chmod +x .venv/bin/python ;;
    esac"""
    put(clone / "bin" / "python3.12", outer)
    assert make(clone, "install").returncode == 0
    [installed] = (clone / "installed").read_text().splitlines()
    assert re.findall(r"--require-hashes.*", installed) == [
        "--require-hashes -r requirements.txt -r requirements-dev.txt"
    ]
    assert make(clone, "install").returncode == 0
    assert (clone / "installed").read_text().count("\n") == 1


def test_a_python_without_venv_gets_a_sentence(clone: Path) -> None:
    put(clone / "bin" / "python3.12", '[ "$1" = -c ]')
    finished = make(clone, "install")
    assert finished.returncode == 2
    assert finished.stderr.splitlines()[0] == (
        "python3.12 cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv."
    )


def test_collected_files_have_fingerprints(manage: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """Also shows that no stylesheet asks for a file that is not there: collecting would stop at it."""
    script = "from django.templatetags.static import static; print(static('admin/css/base.css'))"
    assert manage("shell", "--no-imports", "-c", script).stdout == "/static/admin/css/base.css\n"
    collected = manage("collectstatic", "--no-input")
    assert collected.returncode == 0, collected.stderr
    named = manage("shell", "--no-imports", "-c", script).stdout
    assert re.fullmatch(r"/static/admin/css/base\.[0-9a-f]{12}\.css\n", named)


def test_a_command_starts_without_the_pages_of_the_admin_and_the_readers_of_rare_files() -> None:
    """The import, which needs the most of all commands, loads neither; what loads the addresses has the admin."""
    script = """
import sys, django
django.setup()
import stories.management.commands.import_pages
from django.core.checks.registry import registry
print(*[one.__name__ for one in registry.get_checks() if one.__module__.startswith("newsroom.checks")])
print(*sorted({"stories.admin", "stories.web", "pypdf", "docx", "bibtexparser"} & set(sys.modules)))
from django.urls import reverse
print(reverse("admin:stories_story_changelist"))
"""
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["check_sqlite_library", "", "/admin/stories/story/"]


@pytest.mark.parametrize("kind", ["wsgi", "asgi"])
def test_a_server_has_all_its_pages_before_the_first_request(kind: str) -> None:
    script = f"""
import sys
import newsroom.{kind}
print("stories.admin" in sys.modules, "stories.web.urls" in sys.modules)
"""
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "True True\n"


def test_the_admin_is_checked_though_its_pages_are_read_late() -> None:
    class Odd(ModelAdmin):  # type: ignore[type-arg]
        list_display = ("nothing_of_the_kind",)

    site = AdminSite("odd")
    site.register(Tag, Odd)
    assert [found.id for found in checks.run_checks(tags=[checks.Tags.admin])] == ["admin.E108"]
    site.unregister(Tag)
    assert checks.run_checks(tags=[checks.Tags.admin]) == []
