"""A process that writes: counts up in a read-then-write transaction, so that a lost update shows in the sum.

    python tests/newsroom/writer.py DATABASE ROUNDS [hold]

With `hold` it says "held" once it is inside a transaction, and stays there until it is killed.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import django
from django.conf import settings

DATABASE, ROUNDS = sys.argv[1], int(sys.argv[2])
settings.configure(DATABASES={"default": {"ENGINE": "newsroom.sqlite", "NAME": DATABASE}}, USE_TZ=True)
django.setup()

from django.db import connection, transaction  # noqa: E402

if "hold" in sys.argv:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE tally SET n = n + 1000000")
        sys.stdout.write("held\n")
        sys.stdout.flush()
        time.sleep(600)

slowest = 0.0
for _ in range(ROUNDS):
    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT n FROM tally")
        n = cursor.fetchone()[0]
        with transaction.atomic():
            cursor.execute("UPDATE tally SET n = %s", [n + 1])
    slowest = max(slowest, time.perf_counter() - started)
sys.stdout.write(f"{slowest:.3f}\n")
