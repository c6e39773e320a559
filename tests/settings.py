"""Settings of the tests: the project's own, in a folder that goes away, deaf to the shell but for DATABASE_URL.

Programs that a test starts (`manage.py` in a process of its own) get the project's settings and the same folder.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SPOKEN = ("DEBUG", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECRET_KEY")
KEPT = "NEWSROOM_SCREENSHOTS"  # for tests/e2e/pictures.py; no setting of the project
for name in [*SPOKEN, *(name for name in os.environ if name.startswith("NEWSROOM_") and name != KEPT)]:
    os.environ.pop(name, None)

DATA = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
os.environ["NEWSROOM_DATA"] = str(DATA)
os.environ["SECRET_KEY"] = "a key for tests, known to everybody, which guards nothing at all"
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import DATABASES  # noqa: E402

# Hashing slowly is a virtue that tests cannot use.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", "[::1]"]

if DATABASES["default"]["ENGINE"] == "newsroom.sqlite":
    # Nobody mourns a test's database after a loss of power.
    DATABASES["default"].setdefault("OPTIONS", {})["pragmas"] = {"synchronous": "OFF"}
