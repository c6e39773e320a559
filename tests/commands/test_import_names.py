"""import_people, import_outlets, who and link_stories: exit status and streams. One of them in a process of its own."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.linking.test_imports import MORITA
from tests.migrated import lay_out


@pytest.mark.slow
def test_people_come_in_from_a_file(manage: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    lay_out(tmp_path / "data")
    file = tmp_path / "people.jsonl"
    file.write_text(json.dumps(MORITA) + "\nnonsense\n")
    done = manage("import_people", str(file), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "lines": 2, "new": 1, "updated": 0, "unchanged": 0,
        "failed": [{"line": 2, "reason": "The line is not JSON."}],
    }  # fmt: skip
    assert "Line 2: The line is not JSON." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_import_link_and_ask(run: Run) -> None:
    line = json.dumps(MORITA).encode()
    assert run("import_people", "-", stdin=line).out == "lines 1, new 1, updated 0, unchanged 0\n"
    again = run("import_people", "-", stdin=line)
    assert (again.status, again.out) == (0, "lines 1, new 0, updated 0, unchanged 1\n")
    asked = run("who", "prime minister of Japan", "--on", "2024-10-15")
    assert (asked.status, asked.out) == (
        0,
        "Kenji Morita (Prime Minister, Cabinet; 2024-10 to still held). The post began some time in 2024-10.\n",
    )
    nobody = run("who", "Prime Minister", "--on", "2020-01-01", "--country", "JP")
    assert (nobody.status, nobody.out) == (1, "")
    assert "Nobody is known to have been Prime Minister on 2020-01-01." in nobody.err
    linked = run("link_stories", "--all", "--json")
    assert linked.status == 0
    assert linked.document["stories"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["import_people", "/no/such/file"], "cannot be read"),
        (["import_outlets", "/"], "cannot be read"),
        (["who", "Mayor", "--on", "June"], "is not a date"),
        (["who", "Mayor", "--on", "2025"], "is not one day"),
        (["who", "Mayor", "--on", "2025-01-01", "--country", "Japan"], "is not a country code"),
    ],
)
def test_wrong_usage(run: Run, words: list[str], why: str) -> None:
    done = run(*words)
    assert (done.status, done.out) == (2, "")
    assert why in done.err
