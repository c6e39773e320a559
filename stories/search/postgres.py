"""The index on PostgreSQL: a table of tsvectors beside the stories, kept by triggers.

Where the RUM extension (https://github.com/postgrespro/rum) can be installed, its index holds the sort key with each
posting, so that "newest first, stop at 25" reads 25 entries; elsewhere a GIN index finds the matches and they are
sorted. Words are folded by the same SQL function on both sides, so that the database's locale makes no difference.

A RUM index is never vacuumed here (`UNVACUUMED`): in every release up to 1.3.15 a scan that meets a leaf of postings
which VACUUM emptied reads memory that nobody wrote, and then misses matches, asks for a block that is not there, or
takes the server down (https://github.com/postgrespro/rum/issues/183; mended after the release by pull request 172).
"""

from __future__ import annotations

from typing import Any

from stories.search import bylines, cjk
from stories.search.facets import MARK
from stories.search.postgres_functions import FUNCTIONS
from stories.search.sources import (
    CLOSED_BY,
    INDEXED_CHARACTERS,
    LINKED_STATES,
    ONLY_WITH,
    OPEN_STATES,
    QUOTATION_MARKS,
    STORY_COLUMNS,
    TOUCHING,
)
from stories.search.words import asked

TOP = 2**53

TABLES = """
CREATE TABLE IF NOT EXISTS story_index (
  sort_key bigint PRIMARY KEY, story_id bigint NOT NULL, document tsvector NOT NULL);
CREATE TABLE IF NOT EXISTS story_index_due (story_id bigint NOT NULL);
CREATE TABLE IF NOT EXISTS story_index_made (version integer NOT NULL);
ALTER TABLE story_index ALTER COLUMN document SET STATISTICS 0;
"""

UNVACUUMED = "vacuum_index_cleanup=off"
"""The storage option (CREATE TABLE, "Storage Parameters") that makes each VACUUM pass the table's indexes by. What it
leaves in the index goes with the next REINDEX (docs/operators.md)."""


def _tokens(letter: str, column: str, rows: str) -> str:
    return f"ARRAY(SELECT DISTINCT '{MARK}{letter}' || {column} FROM {rows})"


def _given(condition: str, tokens: str) -> str:
    return f"CASE WHEN {condition} THEN ARRAY[{tokens}] ELSE ARRAY[]::text[] END"


def _flag(name: str, condition: str) -> str:
    return _given(condition, f"'{MARK}x{name}'")


def _in(states: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{state}'" for state in states) + ")"


def _document() -> str:
    mention = f"stories_mention m WHERE m.story_id = s.id AND m.state IN {_in(LINKED_STATES)}"
    is_open = f"stories_mention m WHERE m.story_id = s.id AND m.state IN {_in(OPEN_STATES)}"
    link = "SELECT 1 FROM stories_link l WHERE l.kind = 'reprints' AND l.state <> 'rejected' AND"
    facets = " || ".join(
        [
            f"ARRAY['{MARK}all', '{MARK}n' || s.kind, '{MARK}c' || s.completeness]",
            f"ARRAY['{MARK}s' || replace(s.state, '_', '')]",
            _given("s.outlet_id IS NOT NULL", f"'{MARK}o' || s.outlet_id"),
            _given("s.via_id IS NOT NULL", f"'{MARK}v' || s.via_id, '{MARK}xvia'"),
            _given("s.agency_id IS NOT NULL", f"'{MARK}a' || s.agency_id, '{MARK}xagency'"),
            _given("s.language <> ''", f"'{MARK}l' || replace(lower(s.language), '-', '')"),
            _tokens("t", "x.tag_id", "stories_storytag x WHERE x.story_id = s.id"),
            _tokens("k", "x.topic_id", "stories_storytopic x WHERE x.story_id = s.id"),
            _tokens("p", "m.person_id", f"{mention} AND m.person_id IS NOT NULL"),
            _tokens("e", "m.event_id", f"{mention} AND m.event_id IS NOT NULL"),
            _tokens("e", "r.event_id", "stories_report r WHERE r.story_id = s.id AND r.standing <> 'rejected'"),
            _tokens(
                "d",
                "c.dossier_id",
                "stories_entry e JOIN stories_section c ON c.id = e.section_id WHERE e.story_id = s.id",
            ),
            _flag("undated", "s.published_at IS NULL"),
            _flag("open", f"EXISTS (SELECT 1 FROM {is_open})"),
            _flag("linked", f"EXISTS (SELECT 1 FROM {mention})"),
            _flag("unlinked", f"NOT EXISTS (SELECT 1 FROM {mention})"),
            _flag("copy", f"EXISTS ({link} l.source_id = s.id) OR EXISTS ({link} l.target_id = s.id)"),
            _flag("tagged", "EXISTS (SELECT 1 FROM stories_storytag x WHERE x.story_id = s.id)"),
            _flag("untagged", "NOT EXISTS (SELECT 1 FROM stories_storytag x WHERE x.story_id = s.id)"),
            _flag(
                "quote",
                f"s.body ~ '[{QUOTATION_MARKS}]' OR strpos(s.body, '‘') > 0 AND s.body ~ '[{CLOSED_BY}]’'",
            ),
            _flag("table", "s.tables <> '[]'"),
            _flag("caption", "s.captions <> '[]'"),
            _flag("question", "s.questions <> '[]'"),
            _flag("url", "s.url <> ''"),
        ]
    )
    head = "s.headline || ' ' || s.kicker"
    body = (
        "s.dek || ' ' || s.body || ' ' || newsroom_strings(s.captions) || ' ' || newsroom_strings(s.tables) || ' ' || "
        "newsroom_strings(s.questions)"
    )

    def words(expression: str, weight: str) -> str:
        cut = f"left({expression}, {INDEXED_CHARACTERS})"
        return f"setweight(to_tsvector('simple', newsroom_paired(newsroom_fold({cut}))), '{weight}')"

    return (
        f"SELECT s.sort_key, s.id, {words(head, 'A')} || {words(body, 'D')} || array_to_tsvector({facets}) || "
        "CASE WHEN s.byline = '[]' THEN ''::tsvector ELSE newsroom_signed(s.byline) END "
        "FROM stories_story s WHERE s.id {which}"
    )


DOCUMENT = _document()
INSERT = "INSERT INTO story_index (sort_key, story_id, document) " + DOCUMENT


def _locked(which: str) -> str:
    """Rows of the stories, held until the transaction ends: whoever touches one of them at the same moment waits, and
    then makes its document from what stands there by then. In one order, so that nobody waits in a circle."""
    return f"FROM stories_story WHERE id {which} ORDER BY id FOR NO KEY UPDATE"


def write(which: str) -> str:
    """Statements that write the documents of the stories named by the SQL condition on their id anew. Their rows are
    held (`_locked`) before."""
    return (
        f"DELETE FROM story_index WHERE sort_key IN (SELECT sort_key FROM stories_story WHERE id {which}); "
        + INSERT.format(which=which)
    )


def _trigger_functions() -> str:
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in STORY_COLUMNS)
    return f"""
CREATE OR REPLACE FUNCTION newsroom_due(which bigint) RETURNS void LANGUAGE plpgsql AS $f$
BEGIN
  IF which IS NULL THEN RETURN; END IF;
  IF coalesce(current_setting('newsroom.index_hold', true), '') = 'on' THEN
    INSERT INTO story_index_due VALUES (which);
  ELSE
    PERFORM 1 {_locked("= which")};
    {write("= which")};
  END IF;
END $f$;
CREATE OR REPLACE FUNCTION newsroom_story_touched() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  IF TG_OP = 'DELETE' THEN DELETE FROM story_index WHERE sort_key = OLD.sort_key; RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NOT ({changed}) THEN RETURN NULL; END IF;
    IF OLD.sort_key <> NEW.sort_key THEN DELETE FROM story_index WHERE sort_key = OLD.sort_key; END IF;
  END IF;
  PERFORM newsroom_due(NEW.id);
  RETURN NULL;
END $f$;
CREATE OR REPLACE FUNCTION newsroom_source_touched() RETURNS trigger LANGUAGE plpgsql AS $f$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY TG_ARGV LOOP
    IF TG_OP <> 'INSERT' THEN PERFORM newsroom_due((to_jsonb(OLD) ->> name)::bigint); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM newsroom_due((to_jsonb(NEW) ->> name)::bigint); END IF;
  END LOOP;
  RETURN NULL;
END $f$;
CREATE OR REPLACE FUNCTION newsroom_emptied() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN DELETE FROM story_index; DELETE FROM story_index_due; RETURN NULL; END $f$;
CREATE OR REPLACE FUNCTION newsroom_history_stays() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN RAISE EXCEPTION 'The history is never changed and never deleted.'; END $f$;
"""


def triggers() -> dict[str, str]:
    """Name -> the rest of its statement."""
    made = {
        "story_index_story": "AFTER INSERT OR UPDATE OR DELETE ON stories_story "
        "FOR EACH ROW EXECUTE FUNCTION newsroom_story_touched()",
        "story_index_emptied": "AFTER TRUNCATE ON stories_story FOR EACH STATEMENT EXECUTE FUNCTION newsroom_emptied()",
        "change_stays": "BEFORE UPDATE OR DELETE ON stories_change "
        "FOR EACH ROW EXECUTE FUNCTION newsroom_history_stays()",
    }
    for table, columns in TOUCHING.items():
        names = ", ".join(f"'{column}'" for column in columns)
        of = f" OF {', '.join(ONLY_WITH[table])}" if table in ONLY_WITH else ""
        made[f"story_index_{table.removeprefix('stories_')}"] = (
            f"AFTER INSERT OR UPDATE{of} OR DELETE ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION newsroom_source_touched({names})"
        )
    return made


def statements(connection: Any) -> list[str]:
    """What has to be run for the index to stand. Functions are replaced each time; they cost nothing."""
    todo = [TABLES, FUNCTIONS, _trigger_functions(), *_index_statements(connection)]
    for name, rest in triggers().items():
        todo.append(f"CREATE OR REPLACE TRIGGER {name} {rest}")
    return todo


_RUM: dict[str, bool] = {}


def has_rum(cursor: Any) -> bool:
    """Whether the index was made with the RUM extension; asked once a process and database."""
    name = cursor.db.settings_dict["NAME"]
    if name not in _RUM:
        cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = 'story_index_rum'")
        _RUM[name] = cursor.fetchone() is not None
    return _RUM[name]


def _index_statements(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'rum'")
        ready = cursor.fetchone() is not None
        if not ready:
            cursor.execute(
                "SELECT 1 FROM pg_available_extensions a, pg_roles r WHERE a.name = 'rum' AND r.rolname = current_user "
                "AND r.rolsuper"
            )
            ready = cursor.fetchone() is not None
    if not ready:
        return ["CREATE INDEX IF NOT EXISTS story_index_gin ON story_index USING gin (document)"]
    return [
        "CREATE EXTENSION IF NOT EXISTS rum",
        (
            "CREATE INDEX IF NOT EXISTS story_index_rum ON story_index USING rum "
            "(document rum_tsvector_addon_ops, sort_key) WITH (attach = 'sort_key', to = 'document')"
        ),
        *([] if _is_unvacuumed(connection) else _UNVACUUM),
    ]


# An index that was vacuumed before may hold emptied leaves already, so it is made anew; nothing to do on a new one.
_UNVACUUM = [f"ALTER TABLE story_index SET ({UNVACUUMED})", "REINDEX INDEX story_index_rum"]


def _is_unvacuumed(connection: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE oid = to_regclass('story_index')")
        row = cursor.fetchone()
    return row is not None and UNVACUUMED in (row[0] or [])


def missing(connection: Any) -> list[str]:
    """Triggers that do not stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        standing = {row[0] for row in cursor.fetchall()}
    return [name for name in triggers() if name not in standing]


def hold(cursor: Any) -> None:
    """Make the triggers wait until `release`, in this transaction."""
    cursor.execute("SELECT set_config('newsroom.index_hold', 'on', true)")


def is_held(cursor: Any) -> bool:
    """Whether the triggers wait."""
    cursor.execute("SELECT coalesce(current_setting('newsroom.index_hold', true), '') = 'on'")
    return bool(cursor.fetchone()[0])


def release(cursor: Any) -> None:
    """Write the documents that fell due while the triggers waited, and let them go on."""
    due = "IN (SELECT story_id FROM story_index_due)"
    cursor.execute(f"SELECT count(*) FROM (SELECT 1 {_locked(due)}) held")
    cursor.execute(write(due))
    cursor.execute("DELETE FROM story_index_due")
    cursor.execute("SELECT set_config('newsroom.index_hold', 'off', true)")


def rebuild(cursor: Any) -> None:
    """Write the whole index anew."""
    cursor.execute("DELETE FROM story_index")
    cursor.execute(INSERT.format(which="IS NOT NULL"))


def breaches(cursor: Any) -> list[str]:
    """Compares each document with one made anew."""
    found = []
    cursor.execute(
        "SELECT s.id FROM stories_story s LEFT JOIN story_index i ON i.sort_key = s.sort_key "
        "WHERE i.sort_key IS NULL LIMIT 20"
    )
    found += [f"Story {pk} is not in the index." for (pk,) in cursor.fetchall()]
    cursor.execute(
        "SELECT i.sort_key FROM story_index i LEFT JOIN stories_story s ON i.sort_key = s.sort_key "
        "WHERE s.id IS NULL LIMIT 20"
    )
    found += [f"The index holds a document {key} of no story." for (key,) in cursor.fetchall()]
    anew = DOCUMENT.format(which="IS NOT NULL")
    cursor.execute(
        f"SELECT d.id FROM ({anew}) AS d (sort_key, id, document) JOIN story_index i ON i.sort_key = d.sort_key "
        "WHERE i.document <> d.document ORDER BY d.id LIMIT 20"
    )
    return found + [f"The document of story {pk} in the index is out of date." for (pk,) in cursor.fetchall()]


def keys(
    cursor: Any, expression: str, *, above: int | None, below: int | None, descending: bool, limit: int
) -> list[int]:
    """Sort keys of matching stories between two keys (exclusive), in order, at most `limit`."""
    sql = f"SELECT sort_key FROM story_index WHERE document @@ ({expression})"
    if above is not None:
        sql += f" AND sort_key > {int(above)}"
    if below is not None:
        sql += f" AND sort_key < {int(below)}"
    if has_rum(cursor):
        # RUM reads postings in the order of the distance to a bound on one side of it.
        bound = min(below, TOP) if descending and below is not None else TOP
        low = max(above, -TOP) if not descending and above is not None else -TOP
        order = f"sort_key <=| {bound}::bigint" if descending else f"sort_key |=> {low}::bigint"
    else:
        order = f"sort_key {'DESC' if descending else 'ASC'}"
    cursor.execute(f"{sql} ORDER BY {order} LIMIT {int(limit)}")
    return [row[0] for row in cursor.fetchall()]


def ranked(cursor: Any, expression: str, *, above: int | None, below: int | None, among: int) -> list[int]:
    """Sort keys of the newest `among` matches, best match first (ts_rank with headline words counting most)."""
    newest = keys(cursor, expression, above=above, below=below, descending=True, limit=among)
    cursor.execute(
        f"SELECT sort_key FROM story_index WHERE sort_key = ANY(%s) "
        f"ORDER BY ts_rank('{{0.25, 0.25, 0.5, 1.0}}', document, ({expression}), 1) DESC, sort_key DESC",
        [newest],
    )
    return [row[0] for row in cursor.fetchall()]


def subquery(expression: str) -> tuple[str, list[Any]]:
    """SQL and parameters of all matching sort keys, for use inside a larger query."""
    return f"SELECT sort_key FROM story_index WHERE document @@ ({expression})", []


# --- an expression: SQL of a tsquery. Typed text is quoted here, once, in `_literal`.


def _literal(text: str) -> str:
    """A text as an SQL literal. % would speak to the driver and is never indexed; backslashes are plain characters
    with standard_conforming_strings, which is on since PostgreSQL 9.1."""
    return "'" + text.replace("\x00", " ").replace("%", " ").replace("'", "''") + "'"


def phrase(typed: str, *, prefix: bool) -> str | None:
    """Typed words next to each other; None where they hold nothing that is indexed."""
    if not any(character.isalnum() for character in typed):
        return None
    query = f"newsroom_phrase({_literal(asked(typed))})"
    return _begun(query) if prefix or cjk.ends_single(typed) else query


def author(typed: str, *, prefix: bool) -> str | None:
    """Typed words next to each other in one name of the byline; None where they hold nothing that is indexed."""
    name = bylines.asked(typed)
    if not name:
        return None
    query = f"newsroom_author({_literal(name)})"
    return _begun(query) if prefix or bylines.goes_on(typed) else query


def _begun(query: str) -> str:
    """The query with its last word standing for all that begin so."""
    return f"(({query})::text || ':*')::tsquery"


def term(token: str) -> str:
    """One filter token."""
    return _literal(f"'{token}'") + "::tsquery"


def both(parts: list[str]) -> str:
    """All of the parts must match."""
    return "(" + " && ".join(parts) + ")"


def either(parts: list[str]) -> str:
    """Any of the parts may match."""
    return "(" + " || ".join(parts) + ")"


def but_not(positive: str, negatives: list[str]) -> str:
    """The one without any of the others."""
    return f"({positive} && !! {either(negatives)})"
