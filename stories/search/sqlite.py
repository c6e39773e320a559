"""The index on SQLite: an FTS5 table without content whose rowid is the sort key (https://www.sqlite.org/fts5.html)."""

from __future__ import annotations

from typing import Any

from stories.search import bylines, cjk, words
from stories.search.facets import MARK
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

TABLE = """CREATE VIRTUAL TABLE story_index USING fts5(
  head, body, facets, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"""
DUE = "CREATE TABLE story_index_due (story_id INTEGER PRIMARY KEY)"
MADE = "CREATE TABLE story_index_made (version INTEGER NOT NULL)"
HOLD = "CREATE TABLE story_index_hold (one INTEGER PRIMARY KEY CHECK (one = 1))"


def _words(expression: str) -> str:
    """SQL of a text as the tokenizer should see it. The Python function looks through a text in a quarter of the time
    that GLOB takes with a class of characters, so it is asked about each."""
    return f"newsroom_words(substr({expression}, 1, {INDEXED_CHARACTERS}))"


def _texts(column: str) -> str:
    """SQL of all strings inside a JSON column, a space between."""
    inner = f"SELECT group_concat(atom, ' ') FROM json_tree(s.{column}) WHERE type = 'text'"
    return f"CASE WHEN s.{column} = '[]' THEN '' ELSE ' ' || coalesce(({inner}), '') END"


def _tokens(letter: str, column: str, rows: str) -> str:
    return f"coalesce((SELECT group_concat(DISTINCT '{MARK}{letter}' || {column}) FROM {rows}), '')"


def _flag(name: str, condition: str) -> str:
    return f"CASE WHEN {condition} THEN ' {MARK}x{name}' ELSE '' END"


def _in(states: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{state}'" for state in states) + ")"


def _document() -> str:
    """SELECT of sort key, head, body and facets of the stories named by `{which}`."""
    mention = f"stories_mention m WHERE m.story_id = s.id AND m.state IN {_in(LINKED_STATES)}"
    link = "SELECT 1 FROM stories_link l WHERE l.kind = 'reprints' AND l.state <> 'rejected' AND "
    facets = " || ' ' || ".join(
        [
            f"'{MARK}all {MARK}n' || s.kind || ' {MARK}c' || s.completeness || ' {MARK}s' || replace(s.state, '_', '')",
            f"coalesce('{MARK}o' || s.outlet_id, '')",
            f"coalesce('{MARK}v' || s.via_id || ' {MARK}xvia', '')",
            f"coalesce('{MARK}a' || s.agency_id || ' {MARK}xagency', '')",
            "CASE WHEN s.byline = '[]' THEN '' ELSE newsroom_signed(s.byline) END",
            f"CASE WHEN s.language = '' THEN '' ELSE '{MARK}l' || replace(lower(s.language), '-', '') END",
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
            _flag(
                "open",
                f"EXISTS (SELECT 1 FROM stories_mention m WHERE m.story_id = s.id AND m.state IN {_in(OPEN_STATES)})",
            ),
            _flag("linked", f"EXISTS (SELECT 1 FROM {mention})"),
            _flag("unlinked", f"NOT EXISTS (SELECT 1 FROM {mention})"),
            _flag("copy", f"EXISTS ({link} l.source_id = s.id) OR EXISTS ({link} l.target_id = s.id)"),
            _flag("tagged", "EXISTS (SELECT 1 FROM stories_storytag x WHERE x.story_id = s.id)"),
            _flag("untagged", "NOT EXISTS (SELECT 1 FROM stories_storytag x WHERE x.story_id = s.id)"),
            _flag(
                "quote",
                f"s.body GLOB '*[{QUOTATION_MARKS}]*' OR instr(s.body, '‘') AND s.body GLOB '*[{CLOSED_BY}]’*'",
            ),
            _flag("table", "s.tables <> '[]'"),
            _flag("caption", "s.captions <> '[]'"),
            _flag("question", "s.questions <> '[]'"),
            _flag("url", "s.url <> ''"),
        ]
    )
    head = _words("(s.headline || ' ' || s.kicker)")
    body = _words(f"(s.dek || ' ' || s.body || {_texts('captions')} || {_texts('tables')} || {_texts('questions')})")
    return f"SELECT s.sort_key, {head}, {body}, {facets} FROM stories_story s WHERE s.id {{which}}"


DOCUMENT = _document()


def write(which: str) -> list[str]:
    """Statements that write the documents of the stories named by the SQL condition on their id anew."""
    return [
        f"DELETE FROM story_index WHERE rowid IN (SELECT sort_key FROM stories_story WHERE id {which})",
        f"INSERT INTO story_index (rowid, head, body, facets) {DOCUMENT.format(which=which)}",
    ]


def triggers() -> dict[str, str]:
    """Name -> statement of each trigger."""
    due = "INSERT OR REPLACE INTO story_index_due (story_id) SELECT {row}.{column} WHERE {row}.{column} IS NOT NULL;"
    made = {
        "story_index_due_now": "CREATE TRIGGER story_index_due_now AFTER INSERT ON story_index_due "
        "WHEN NOT EXISTS (SELECT 1 FROM story_index_hold) BEGIN "
        + "; ".join(write("= NEW.story_id"))
        + "; DELETE FROM story_index_due WHERE story_id = NEW.story_id; END",
        "story_index_story_delete": "CREATE TRIGGER story_index_story_delete AFTER DELETE ON stories_story BEGIN "
        "DELETE FROM story_index WHERE rowid = OLD.sort_key; END",
        "story_index_story_insert": "CREATE TRIGGER story_index_story_insert AFTER INSERT ON stories_story BEGIN "
        "INSERT OR REPLACE INTO story_index_due (story_id) VALUES (NEW.id); END",
        "story_index_story_moved": "CREATE TRIGGER story_index_story_moved AFTER UPDATE OF sort_key ON stories_story "
        "WHEN OLD.sort_key <> NEW.sort_key BEGIN DELETE FROM story_index WHERE rowid = OLD.sort_key; END",
        "story_index_story_update": "CREATE TRIGGER story_index_story_update AFTER UPDATE OF "
        + ", ".join(STORY_COLUMNS)
        + " ON stories_story WHEN "
        + " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in STORY_COLUMNS)
        + " BEGIN INSERT OR REPLACE INTO story_index_due (story_id) VALUES (NEW.id); END",
        "change_stays": "CREATE TRIGGER change_stays BEFORE UPDATE ON stories_change BEGIN "
        "SELECT RAISE(ABORT, 'The history is never changed.'); END",
        "change_is_kept": "CREATE TRIGGER change_is_kept BEFORE DELETE ON stories_change BEGIN "
        "SELECT RAISE(ABORT, 'The history is never deleted.'); END",
    }
    for table, columns in TOUCHING.items():
        for act, rows in {"INSERT": ["NEW"], "DELETE": ["OLD"], "UPDATE": ["OLD", "NEW"]}.items():
            name = f"story_index_{table.removeprefix('stories_')}_{act.lower()}"
            body = " ".join(due.format(row=row, column=column) for row in rows for column in columns)
            when = f"{act} OF {', '.join(ONLY_WITH[table])}" if act == "UPDATE" and table in ONLY_WITH else act
            made[name] = f"CREATE TRIGGER {name} AFTER {when} ON {table} BEGIN {body} END"
    return made


def _standing(connection: Any) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' OR name LIKE 'story_index%'")
        return dict(cursor.fetchall())


def statements(connection: Any) -> list[str]:
    """What has to be run for the index to stand; nothing where it does."""
    standing = _standing(connection)
    todo = [
        sql
        for name, sql in {
            "story_index": TABLE,
            "story_index_due": DUE,
            "story_index_hold": HOLD,
            "story_index_made": MADE,
        }.items()
        if name not in standing
    ]
    for name, sql in triggers().items():
        if standing.get(name) != sql:
            todo += [f"DROP TRIGGER IF EXISTS {name}", sql]
    return todo


def missing(connection: Any) -> list[str]:
    """Triggers that are gone or differ."""
    standing = _standing(connection)
    return [name for name, sql in triggers().items() if standing.get(name) != sql]


def hold(cursor: Any) -> None:
    """Make the triggers wait until `release`, in this transaction."""
    cursor.execute("INSERT INTO story_index_hold (one) VALUES (1)")


def is_held(cursor: Any) -> bool:
    """Whether the triggers wait."""
    cursor.execute("SELECT 1 FROM story_index_hold")
    return cursor.fetchone() is not None


def release(cursor: Any) -> None:
    """Write the documents that fell due while the triggers waited, and let them go on."""
    for statement in write("IN (SELECT story_id FROM story_index_due)"):
        cursor.execute(statement)
    cursor.execute("DELETE FROM story_index_due")
    cursor.execute("DELETE FROM story_index_hold")


def rebuild(cursor: Any) -> None:
    """Write the whole index anew."""
    cursor.execute("DELETE FROM story_index")
    cursor.execute(f"INSERT INTO story_index (rowid, head, body, facets) {DOCUMENT.format(which='IS NOT NULL')}")
    cursor.execute("INSERT INTO story_index (story_index) VALUES ('optimize')")


def breaches(cursor: Any) -> list[str]:
    """Compares the index with one made anew beside it: which stories have a document, and each term of each document
    with its places."""
    found = []
    cursor.execute("SELECT count(*) FROM story_index_due")
    if cursor.fetchone()[0]:
        found.append("Stories are due for the index outside of a transaction.")
    cursor.execute(
        "SELECT sort_key, id FROM stories_story WHERE sort_key NOT IN (SELECT rowid FROM story_index) LIMIT 20"
    )
    found += [f"Story {pk} is not in the index." for _, pk in cursor.fetchall()]
    cursor.execute("SELECT rowid FROM story_index WHERE rowid NOT IN (SELECT sort_key FROM stories_story) LIMIT 20")
    found += [f"The index holds a document {key} of no story." for (key,) in cursor.fetchall()]
    return found or _stale(cursor)


def _stale(cursor: Any) -> list[str]:
    for name in ("story_index_anew", "story_terms", "story_terms_anew"):
        cursor.execute(f"DROP TABLE IF EXISTS temp.{name}")
    cursor.execute(TABLE.replace("story_index", "temp.story_index_anew", 1))
    try:
        cursor.execute(
            "INSERT INTO temp.story_index_anew (rowid, head, body, facets) " + DOCUMENT.format(which="IS NOT NULL")
        )
        cursor.execute("CREATE VIRTUAL TABLE temp.story_terms USING fts5vocab('main', 'story_index', 'instance')")
        cursor.execute(
            "CREATE VIRTUAL TABLE temp.story_terms_anew USING fts5vocab('temp', 'story_index_anew', 'instance')"
        )
        # A digest a document: the sum of a hash of each term and its place does not depend on their order.
        digest = "SELECT doc, count(*), sum(newsroom_hash(term || col || offset)) FROM temp.{} GROUP BY doc"
        cursor.execute(
            f"SELECT s.id FROM ({digest.format('story_terms')} EXCEPT {digest.format('story_terms_anew')}) d "
            "JOIN stories_story s ON s.sort_key = d.doc ORDER BY s.id LIMIT 20"
        )
        return [f"The document of story {pk} in the index is out of date." for (pk,) in cursor.fetchall()]
    finally:
        for name in ("story_terms", "story_terms_anew", "story_index_anew"):
            cursor.execute(f"DROP TABLE IF EXISTS temp.{name}")


def keys(
    cursor: Any, expression: str, *, above: int | None, below: int | None, descending: bool, limit: int
) -> list[int]:
    """Sort keys of matching stories between two keys (exclusive), in order, at most `limit`."""
    sql = "SELECT rowid FROM story_index WHERE story_index MATCH %s"
    params: list[str | int] = [expression]
    if above is not None:
        sql, params = sql + " AND rowid > %s", [*params, above]
    if below is not None:
        sql, params = sql + " AND rowid < %s", [*params, below]
    cursor.execute(f"{sql} ORDER BY rowid {'DESC' if descending else 'ASC'} LIMIT {int(limit)}", params)
    return [row[0] for row in cursor.fetchall()]


def ranked(cursor: Any, expression: str, *, above: int | None, below: int | None, among: int) -> list[int]:
    """Sort keys of the newest `among` matches, best match first (bm25 with headline words counting four times)."""
    newest = keys(cursor, expression, above=above, below=below, descending=True, limit=among)
    if not newest:
        return []
    cursor.execute(
        "SELECT rowid FROM story_index WHERE story_index MATCH %s AND rowid >= %s AND rowid <= %s "
        "ORDER BY bm25(story_index, 4.0, 1.0, 0.0), rowid DESC",
        [expression, newest[-1], newest[0]],
    )
    return [row[0] for row in cursor.fetchall()]


def subquery(expression: str) -> tuple[str, list[Any]]:
    """SQL and parameters of all matching sort keys, for use inside a larger query."""
    return "SELECT rowid FROM story_index WHERE story_index MATCH %s", [expression]


# --- an expression: FTS5's query language (https://www.sqlite.org/fts5.html#full_text_query_syntax)


def phrase(typed: str, *, prefix: bool) -> str | None:
    """Typed words next to each other; None where they hold nothing that is indexed."""
    spaced = words.asked(typed).replace('"', " ")
    if not any(character.isalnum() for character in spaced):
        return None
    return f'"{spaced}"' + (" *" if prefix or cjk.ends_single(typed) else "")


def author(typed: str, *, prefix: bool) -> str | None:
    """Typed words next to each other in one name of the byline; None where they hold nothing that is indexed."""
    name = bylines.asked(typed)
    if not name:
        return None
    return f'"{bylines.marked(name)}"' + (" *" if prefix or bylines.goes_on(typed) else "")


def term(token: str) -> str:
    """One filter token."""
    return f'"{token}"'


def both(parts: list[str]) -> str:
    """All of the parts must match."""
    return "(" + " AND ".join(parts) + ")"


def either(parts: list[str]) -> str:
    """Any of the parts may match."""
    return "(" + " OR ".join(parts) + ")"


def but_not(positive: str, negatives: list[str]) -> str:
    """The one without any of the others."""
    return f"({positive} NOT {either(negatives)})"
