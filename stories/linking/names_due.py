"""The triggers that write down which names were corrected (`NameDue`), so that stories are linked again for them.

What an editor does to a name counts, by whatever way it is done: the form, the admin, a split, an undo. Names of an
import do not: they are too many, and `link_stories --all` follows an import. One name is noted once. The main name
of somebody whom an editor adds is noted by `people.save_person`.
"""

from __future__ import annotations

PREFIX = "newsroom_due_"
_NAMES, _PEOPLE, _DUE = "stories_personname", "stories_person", "stories_namedue"


def _noted(row: str, *, now: bool) -> str:
    """SQL that notes the name of a row of `_NAMES`, unless it is noted already and nobody has begun with it; one noted
    without an order means that of the person's row as it is `now`."""
    orders = f"({row}.\"order\", '')" if now else f'({row}."order")'
    name = f'{row}.person_id, {row}.text, {row}."order"'
    return _NOTED.format(name=name, person=f"{row}.person_id", text=f"{row}.text", orders=orders)


_NOTED = f"""INSERT INTO {_DUE} (person, text, "order") SELECT {{name}} WHERE NOT EXISTS (
  SELECT 1 FROM {_DUE} d WHERE d.person = {{person}} AND d.text = {{text}} AND d.below IS NULL
  AND d."order" IN {{orders}});"""  # noqa: S608
# The new main name of somebody is a row that no editor's name is told from. Where its row was corrected it is noted.
_RENAMED = f"""INSERT INTO {_DUE} (person, text, "order") SELECT NEW.id, NEW.name, '' WHERE NOT EXISTS (
  SELECT 1 FROM {_DUE} d LEFT JOIN {_NAMES} n ON n.person_id = d.person AND n.text = d.text
  WHERE d.person = NEW.id AND d.text = NEW.name AND d.below IS NULL AND d."order" IN ('', n."order"));"""  # noqa: S608
_OLD, _NEW = _noted("OLD", now=False), _noted("NEW", now=True)
_WATCHED = {
    "name_added": (_NAMES, "INSERT", "NEW.source = 'editor'", _NEW),
    "name_removed": (_NAMES, "DELETE", "OLD.source = 'editor'", _OLD),
    "name_corrected": (
        _NAMES,
        'UPDATE OF text, "order"',
        'OLD.text <> NEW.text OR OLD."order" <> NEW."order"',
        f"{_OLD} {_NEW}",
    ),
    # A split, a merger, the undo of either, the admin.
    "name_moved": (_NAMES, "UPDATE OF person_id", "OLD.person_id <> NEW.person_id", _NEW),
    "person_renamed": (_PEOPLE, "UPDATE OF name", "OLD.name <> NEW.name", _RENAMED),
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
