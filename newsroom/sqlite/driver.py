"""Puts pysqlite3 in the place of the standard library's sqlite3. To be imported before Django's backend is.

The systems newsroom runs on carry an SQLite with the WAL-reset bug (3.7.0 to 3.51.2: two connections that write or
checkpoint at the same moment can damage the file). The wheel of pysqlite3 carries a sound one. Where there is no wheel
the standard module stays, and the system check in newsroom/checks.py decides whether that will do.
"""

import sys

try:
    import pysqlite3
    import pysqlite3.dbapi2
except ImportError:  # no wheel for this system
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

FIRST_AFFECTED = (3, 7, 0)
FIRST_SOUND = (3, 51, 3)


def has_wal_reset_bug(version: tuple[int, ...]) -> bool:
    """Tell whether an SQLite library of this version can damage a WAL database that two processes write."""
    return FIRST_AFFECTED <= version < FIRST_SOUND
