"""Changes of the schema where triggers stand: they are taken down while a table is made anew, and put up again."""

from typing import Any

from django.db.backends.sqlite3 import schema


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    """Django's, but for the triggers.

    Django makes most changes by copying a table, dropping it and renaming the copy. SQLite drops the triggers on the
    table with it, and refuses the renaming while a trigger of any other table speaks of the one that is gone: without
    this no migration of a table that the search index reads goes through where there is data.
    """

    def _remake_table(self, model: Any, *args: Any, **kwargs: Any) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        for name, _ in triggers:
            self.execute(f"DROP TRIGGER {self.quote_name(name)}")
        super()._remake_table(model, *args, **kwargs)  # type: ignore[misc]  # not in the stubs
        for _, sql in triggers:
            self.execute(sql, None)
