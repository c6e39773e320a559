"""check_data: proves the invariants and names every breach."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandParser
from django.db import connection

from stories.dossiers.proof import of_editions
from stories.editing.proof import of_mergers
from stories.ingest import proof, store
from stories.linking.proposing import recount
from stories.management.console import Console, Progress, add_json
from stories.search import rebuild
from stories.search.schema import ensure


class Command(Console):
    """Each breach is a sentence; status 1 where there is one."""

    help = "Prove that index, captures, readings, mentions, quotes and editions are what they should be."

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument(
            "--repair", action="store_true", help="put the triggers up, write the index anew, sweep files of no capture"
        )
        add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every proof, after the repairs if asked for."""
        if options["repair"]:
            ensure(connection.alias)
            rebuild()
            swept, recounted = store.sweep(), recount()
            if not options["json"]:
                self.stdout.write(f"The index was written anew; {swept} files of no capture were removed.")
                if recounted:
                    self.stdout.write(f"Proposed names counted anew: {recounted}.")
        proofs = {**proof.PROOFS, "editions": of_editions, "mergers": of_mergers}
        progress = Progress("Checked", len(proofs), self.stderr._out)
        breaches: dict[str, list[str]] = {}
        for done, (name, prove) in enumerate(proofs.items(), start=1):
            breaches[name] = list(prove())
            progress.step(done, name)
        progress.end()
        found = [sentence for sentences in breaches.values() for sentence in sentences]
        if options["json"]:
            self.stdout.write(json.dumps({"clean": not found, "breaches": breaches}, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(found) or "Clean: everything that was checked holds.")
        if found:
            self.failed(f"{len(found)} breaches.")
