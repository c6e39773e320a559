"""The docs, held to what the project does."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))


def test_the_readme_has_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text()
    assert re.findall(r"^    (make \w+)$", readme, flags=re.MULTILINE)[:2] == ["make demo", "make test"]


def test_the_makefile_has_what_others_rely_on() -> None:
    assert {"install", "demo", "test", "check", "bench"} <= targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_make_command_in_the_docs_exists(page: Path) -> None:
    assert set(re.findall(r"`make ([a-z]+)", page.read_text())) - targets() == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_between_pages_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_operators_page_lists_every_variable_and_no_other() -> None:
    read = set(re.findall(r'environ(?:\.get\(|, )"([A-Z_]+)"', (ROOT / "newsroom" / "environment.py").read_text()))
    page = (ROOT / "docs" / "operators.md").read_text()
    table = re.findall(r"^\| `([A-Z_]+)` \|", page, flags=re.MULTILINE)
    assert sorted(table) == sorted(read)


def test_the_environment_is_read_in_one_place() -> None:
    """`os.environ` is handed over in the settings; whoever starts Django names the settings module."""
    sources = [path for room in ("stories", "newsroom") for path in (ROOT / room).rglob("*.py")]
    readers = {str(path.relative_to(ROOT)) for path in sources if re.search(r"os\.environ|getenv", path.read_text())}
    assert readers <= {"newsroom/settings.py", "newsroom/wsgi.py", "newsroom/asgi.py"}


def test_make_shows_what_it_can_do() -> None:
    finished = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, check=True, capture_output=True, text=True)
    assert {"make install", "make demo", "make test", "make check", "make bench"} <= set(
        re.findall(r"^make \w+", finished.stdout, flags=re.MULTILINE)
    )


def test_the_lock_names_no_place_to_fetch_from() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (ROOT / name).read_text()
        assert re.findall(r"://|^\s*--(?!hash=)|^\s*-[a-z]", lock, flags=re.MULTILINE) == []
        pinned = re.findall(r"^[a-z0-9].*", lock, flags=re.MULTILINE)
        assert [line for line in pinned if not re.match(r"[\w.\-\[\],]+==\S+( ;.*)? \\$", line)] == []
        assert lock.count("--hash=sha256:") >= len(pinned)


def test_what_runs_is_locked_alike_in_both_files() -> None:
    """The tools are resolved against what runs: one version of each package in both files."""

    def versions(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9][\w.\-]*==\S+", (ROOT / name).read_text(), flags=re.MULTILINE))

    run, tools = versions("requirements.txt"), versions("requirements-dev.txt")
    named = {line.split("==")[0] for line in run}
    assert [line for line in tools if line.split("==")[0] in named and line not in run] == []
