"""Running commands inside the test's transaction, as `manage.py` runs them outside."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import CommandError, load_command_class

from stories.ingest import proof


@dataclass
class Result:
    """What a command left: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        assert self.out.count("\n") == 1
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("search", "ferry", "--json", stdin=b"")`: like the command line, but on the test's own connection."""
    monkeypatch.setattr(proof, "PATIENCE", 0.0)

    def act(name: str, *words: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        command = load_command_class("stories", name)
        command._called_from_command_line = True
        status = 0
        try:
            options = vars(command.create_parser("manage.py", name).parse_args(words))
            command.execute(*options.pop("args", ()), **options)
        except SystemExit as stop:
            status = int(stop.code or 0)
        except CommandError as error:
            command.stderr.write(f"CommandError: {error}")
            status = error.returncode
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Result(status, said.out, said.err)

    return act
