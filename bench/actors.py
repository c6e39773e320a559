"""Who gets what of another's draft dossier? A newsroom of its own, every address by GET and by POST; prints the table.

    .venv/bin/python bench/actors.py

Exit status 1 where anything in it is wrong: the draft is told of, or changed, or betrayed by an answer that a dossier
that is not there would not give.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Make the newsroom, try everything, print."""
    with tempfile.TemporaryDirectory(prefix="newsroom-actors-") as folder:
        os.environ.update({"NEWSROOM_DATA": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"})
        os.environ.update({"ALLOWED_HOSTS": "testserver", "NEWSROOM_HTTPS": "0"})
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(ROOT))
        import logging

        import django

        django.setup()
        logging.disable(logging.WARNING)  # refusals are what is asked for here
        from django.core.management import call_command

        from tests.e2e.actors import attempts, draft, table

        call_command("migrate", verbosity=0)
        house, people = draft()
        found = list(attempts(house, people))
        print(table(found))
        own = list(attempts(house, {"its editor": house.editor}))  # the control: the same requests by somebody who may
        told, changed = sum(one.leaks for one in own), sum(one.changes for one in own)
        print(f"By its own editor the same requests were told of it {told} times and changed it {changed} times.")
        return int(any(one.wrong for one in found) or not told or not changed)


if __name__ == "__main__":
    sys.exit(main())
