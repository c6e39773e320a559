"""demo: from nothing to a working dashboard."""

from __future__ import annotations

import socket
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import CommandParser, call_command
from django.utils import timezone

from stories.management import demonstration
from stories.management.console import Console
from stories.management.serving import serve
from stories.models import Event, Person, Story


def _taken(port: int) -> bool:
    with socket.socket() as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


class Command(Console):
    """Database, fixtures, seed pages, accounts and a dossier; then serves. A second run changes nothing."""

    help = "Make a newsroom to look at, and serve it."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="only make the newsroom")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing, say what was made, serve."""
        if not 1 <= options["port"] <= 65535:
            self.wrong("--port must be between 1 and 65535.")
        if not options["no_serve"] and _taken(options["port"]):
            self.wrong(f"Port {options['port']} is in use; name another: make demo PORT={options['port'] + 1}.")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        self._make()
        self._say(options["port"])
        if not options["no_serve"]:
            self._serve(options["port"])

    def _make(self) -> None:
        now = timezone.now()
        accounts = demonstration.make_accounts()
        files = demonstration.load_fixtures()
        users = get_user_model().objects
        editor, reviewer = (users.get(username=account.username) for account in demonstration.ACCOUNTS)
        made = demonstration.import_seeds(editor=editor, now=now)
        dossier = demonstration.curate(editor=editor, reviewer=reviewer, now=now)
        if not (accounts or files or made or dossier):
            self.stdout.write("The demo was made before; nothing was changed.")
            return
        self.stdout.write(
            f"Made {accounts} accounts, loaded {files} fixture files, read {made} stories from the seed pages"
            + (f", published the dossier “{dossier}”." if dossier else ".")
        )

    def _say(self, port: int) -> None:
        counts = f"{Story.objects.count()} stories, {Person.objects.count()} people, {Event.objects.count()} events"
        self.stdout.write(f"\nThe dashboard holds {counts}: http://localhost:{port}/")
        for account in demonstration.ACCOUNTS:
            self.stdout.write(f"  {account.role.label.lower():<9} {account.username:<9} password {account.password}")
        self.stdout.write(
            f"The published dossier, without login: http://localhost:{port}/published/{demonstration.SLUG}/"
        )
        self.stdout.flush()

    def _serve(self, port: int) -> None:
        """Two web processes and a worker for jobs."""
        self.stdout.write("Ctrl-C ends it.")
        self.stdout.flush()
        serve(f"127.0.0.1:{port}", workers=2, threads=4)
