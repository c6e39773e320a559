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
THERE = "{} is there already; name another file, or say --overwrite."


class Command(Console):
    """An archive of the database, copied page by page by SQLite itself, and of the captured pages."""

    help = "Write the newsroom (database and captured pages) into one file."

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("path", metavar="PATH")
        parser.add_argument("--overwrite", action="store_true", help="put it in the place of a file that is there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy the database first: every capture that it names lies in the store by then."""
        if connection.vendor != "sqlite":
            self.wrong("On PostgreSQL, use pg_dump for the database and copy the folder captures/ of NEWSROOM_DATA.")
        target = Path(options["path"]).absolute()
        if not target.parent.is_dir():
            self.wrong(f"There is no folder {target.parent}.")
        if target.exists() and not options["overwrite"]:
            self.wrong(THERE.format(target))
        try:
            size = _write(target, overwrite=options["overwrite"])
        except FileExistsError:
            self.failed(THERE.format(target))
        except OSError as error:
            self.failed(f"The backup could not be written: {error.strerror or error}.")
        self.stdout.write(f"{target}: {size:,} bytes")


def _write(target: Path, *, overwrite: bool) -> int:
    """A temporary file beside the target, which takes its place only when it is whole and on the disk. Raises
    FileExistsError where somebody else wrote the target meanwhile."""
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
            _put(Path(name), target, overwrite=overwrite)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    return target.stat().st_size


def _put(whole: Path, target: Path, *, overwrite: bool) -> None:
    """Give the whole file its name in one step, and see to it that the folder knows the name."""
    if overwrite:
        whole.replace(target)
    else:
        _name(whole, target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _name(whole: Path, target: Path) -> None:
    """A rename that overwrites nothing. Where a file system has no links, it is looked before instead."""
    try:
        os.link(whole, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(target) from None
        whole.replace(target)
    else:
        whole.unlink()


def _kept(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if Path(member.name).name.startswith(".") else member
