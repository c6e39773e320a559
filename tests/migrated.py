"""A migrated SQLite database, made once a process and copied by every test that starts programs of its own."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "newsroom.sqlite3"


@lru_cache(maxsize=1)
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="newsroom-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    environ = {**os.environ, "NEWSROOM_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    for name in ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        environ.pop(name, None)
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True, text=True)
    return folder


def lay_out(data: Path) -> None:
    """Put an empty, migrated database into a data folder, which is made where it is missing."""
    data.mkdir(parents=True, exist_ok=True)
    for file in _made().glob(f"{NAME}*"):
        shutil.copy(file, data / file.name)
