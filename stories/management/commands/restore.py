"""restore: a backup becomes the newsroom, once it has been proved."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import connection

from stories.management.commands.backup import CAPTURES, DATABASE
from stories.management.console import Console


class Command(Console):
    """Unpacks into a folder of its own, proves that with `check_data`, and only then puts it in place."""

    help = "Put a backup in the place of the newsroom. Stop the server first."

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("path", metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        """What was there before is kept beside it, in a folder whose name is printed."""
        if connection.vendor != "sqlite":
            self.wrong("On PostgreSQL, use pg_restore for the database and copy the folder captures/ back.")
        data = Path(settings.NEWSROOM_DATA)
        data.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=data, prefix="restore-"))
        try:
            self._unpack(Path(options["path"]), fresh)
            self._prove(fresh)
            connection.close()
            before = self._swap(fresh, data)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        self.stdout.write(f"Restored. What was there before lies in {before}; remove it when you are content.")

    def _unpack(self, path: Path, fresh: Path) -> None:
        try:
            with tarfile.open(path) as archive:
                archive.extractall(fresh, filter="data")
        except (OSError, EOFError, zlib.error, tarfile.TarError) as error:
            self.wrong(f"{path} is no backup that can be read: {str(error).splitlines()[0]}.")
        if not (fresh / DATABASE).is_file():
            self.wrong(f"{path} is no backup: there is no database in it.")

    def _prove(self, fresh: Path) -> None:
        """In a process of its own, with the unpacked folder as its newsroom."""
        environment = {**settings.PROCESS_ENVIRONMENT, "NEWSROOM_DATA": str(fresh)}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, str(Path(settings.BASE_DIR, "manage.py"))]
        for words in (["migrate", "--verbosity", "0"], ["check_data"]):
            result = subprocess.run([*command, *words], env=environment, capture_output=True, text=True, check=False)
            if result.returncode:
                self.failed(f"The backup does not hold; nothing was changed.\n{result.stdout}{result.stderr}".rstrip())

    def _swap(self, fresh: Path, data: Path) -> Path:
        before = Path(tempfile.mkdtemp(dir=data, prefix="before-restore-"))
        for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", CAPTURES):
            if (data / name).exists():
                (data / name).rename(before / name)
        for name in (CAPTURES, DATABASE):
            if (fresh / name).exists():
                (fresh / name).rename(data / name)
        return before
