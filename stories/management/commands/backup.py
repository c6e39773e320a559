"""backup: the whole newsroom as one consistent file, while the server runs."""

from __future__ import annotations

import os
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import connection

from stories.ingest import store
from stories.management.console import Console

DATABASE, CAPTURES = "newsroom.sqlite3", "captures"


class Command(Console):
    """An archive of the database, copied page by page by SQLite itself, and of the captured pages."""

    help = "Write the newsroom (database and captured pages) into one file."

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("path", metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy the database first: every capture that it names lies in the store by then."""
        if connection.vendor != "sqlite":
            self.wrong("On PostgreSQL, use pg_dump for the database and copy the folder captures/ of NEWSROOM_DATA.")
        target = Path(options["path"]).absolute()
        if not target.parent.is_dir():
            self.wrong(f"There is no folder {target.parent}.")
        try:
            size = _write(target)
        except OSError as error:
            self.failed(f"The backup could not be written: {error.strerror or error}.")
        self.stdout.write(f"{target}: {size:,} bytes")


def _write(target: Path) -> int:
    """A temporary file beside the target, which takes its place only when it is whole and on the disk."""
    with tempfile.TemporaryDirectory(dir=settings.NEWSROOM_DATA) as folder:
        copy = Path(folder, DATABASE)
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".backup-")
        try:
            with os.fdopen(handle, "wb") as file:
                with tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as archive:
                    archive.add(copy, DATABASE)
                    if store.folder().exists():
                        archive.add(store.folder(), CAPTURES, filter=_kept)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    return target.stat().st_size


def _kept(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if Path(member.name).name.startswith(".") else member
