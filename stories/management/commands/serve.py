"""serve: the web processes and a worker for jobs, with one command."""

from __future__ import annotations

from typing import Any

from django.core.management import CommandParser

from stories.management.console import Console
from stories.management.serving import serve


class Command(Console):
    """Migrates nothing and makes nothing: see docs/operators.md."""

    help = "Serve the newsroom, with a worker for jobs beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        """As gunicorn names them."""
        parser.add_argument("--bind", default="127.0.0.1:8000", help="host:port (127.0.0.1:8000)")
        parser.add_argument("--workers", type=int, default=2, help="web processes (2)")
        parser.add_argument("--threads", type=int, default=4, help="threads of each (4)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to end."""
        host, _, port = options["bind"].rpartition(":")
        if not host or not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
            self.wrong("--bind is host:port, such as 127.0.0.1:8000.")
        if options["workers"] < 1 or options["threads"] < 1:
            self.wrong("--workers and --threads are 1 or more.")
        serve(options["bind"], workers=options["workers"], threads=options["threads"])
