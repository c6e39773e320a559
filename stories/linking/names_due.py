"""The triggers that write down which names were corrected (`NameDue`), so that stories are linked again for them.

What an editor does to a name counts, by whatever way it is done: the form, the admin, an undo. Names of an import do
not: they are too many, and `link_stories --all` follows an import.
"""

from __future__ import annotations

PREFIX = "newsroom_due_"
_INTO = 'INSERT INTO stories_namedue (person, text, "order") VALUES'
_NAMES, _PEOPLE = "stories_personname", "stories_person"
_OLD = f'{_INTO} (OLD.person_id, OLD.text, OLD."order");'
_NEW = f'{_INTO} (NEW.person_id, NEW.text, NEW."order");'
_WATCHED = {
    "name_added": (_NAMES, "INSERT", "NEW.source = 'editor'", _NEW),
    "name_removed": (_NAMES, "DELETE", "OLD.source = 'editor'", _OLD),
    "name_corrected": (
        _NAMES,
        'UPDATE OF text, "order"',
        'OLD.text <> NEW.text OR OLD."order" <> NEW."order"',
        f"{_OLD} {_NEW}",
    ),
    # The new main name of somebody is a row that no editor's name is told from.
    "person_renamed": (_PEOPLE, "UPDATE OF name", "OLD.name <> NEW.name", f"{_INTO} (NEW.id, NEW.name, '');"),
}
"""Name -> table, what is done, when it counts, what is written."""


def statements(vendor: str) -> dict[str, tuple[str, str]]:
    """Name -> (table, statement)."""
    made = {}
    for name, (table, when, counts, noted) in _WATCHED.items():
        head = f"CREATE TRIGGER {PREFIX}{name} AFTER {when} ON {table} FOR EACH ROW WHEN ({counts})"
        body = f"BEGIN {noted} END" if vendor == "sqlite" else f"EXECUTE FUNCTION {PREFIX}{name}()"
        made[f"{PREFIX}{name}"] = (table, f"{head} {body}")
    return made


def functions() -> list[str]:
    """The functions that the triggers call on PostgreSQL."""
    return [
        f"CREATE OR REPLACE FUNCTION {PREFIX}{name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {noted} RETURN NULL; END $$"
        for name, (_, _, _, noted) in _WATCHED.items()
    ]
