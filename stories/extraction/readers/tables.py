"""Tables with a header row: CSV (RFC 4180) and its kin, as spreadsheets, Pocket and Instapaper write them."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime

from stories.extraction.decoding import decode
from stories.extraction.readers.feed_dates import iso_moment
from stories.extraction.readers.records import Sheet
from stories.extraction.readers.saved_links import Entry, sheet_of, turned_name
from stories.extraction.readers.sniffing import head_of
from stories.extraction.reading import Unreadable
from stories.text.dates import find_date
from stories.text.names import fold

_WHAT = "a table of stories"
_COLUMNS = {
    "title": "title headline name titel titre titulo titolo überschrift ueberschrift schlagzeile 見出し タイトル",
    "url": "url link address href uri permalink source url canonical url adresse lien enlace リンク",
    "date": "date published publication date published at pubdate datum fecha data date published 日付 公開日",
    "outlet": "outlet source publication publisher site website newspaper medium quelle zeitung medio journal 媒体",
    "author": "author authors byline by autor autoren auteur autore writer 著者 記者",
    "text": "text body content full text article inhalt texte contenido 本文",
    "note": "note notes summary description abstract selection excerpt notiz beschreibung résumé resumen 概要",
    "tags": "tags tag labels keywords folder categories schlagworte kategorie タグ",
    "language": "language lang sprache langue idioma 言語",
}
_NAMES = {
    "source url": "url", "canonical url": "url", "publication date": "date", "published at": "date",
    "date published": "date", "full text": "text",
} | {word: column for column, words in _COLUMNS.items() for word in words.split()}  # fmt: skip
_SEPARATORS = ",;\t|"
_ADDRESS = re.compile(r"https?://\S")
MOST_FIELD = 2_000_000


def is_table(raw: bytes, name: str | None = None) -> bool:
    """Whether the first line of a file names columns, an address or a title and one more among them, and the second
    has as many fields."""
    head = head_of(raw)
    if head.lstrip().startswith(("<", "{", "[")):
        return False
    rows = list(_rows(head, limit=2))
    if len(rows) < 2 or len(rows[0]) < 2 or abs(len(rows[0]) - len(rows[1])) > 1:
        return False
    columns = [_column(cell) for cell in rows[0]]
    return "url" in columns and len(set(columns) - {""}) >= 2 and 2 * columns.count("") <= len(columns) + 1


def read_table(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The rows as stories. Raises Unreadable where no row has an address."""
    decoded = decode(raw)
    rows = _rows(decoded.text)
    columns = [_column(cell) for cell in next(rows)]
    try:
        entries = [_entry(columns, row) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise Unreadable(f"This is a table that is broken: {error}.", media_type="text/csv") from error
    return sheet_of(entries, what=_WHAT, media_type="text/csv", encoding=decoded.encoding)


def _rows(text: str, *, limit: int | None = None) -> Iterator[list[str]]:
    """The rows of a table, by the separator that its first line has most of."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    old = csv.field_size_limit(MOST_FIELD)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator)):
            if limit is not None and number >= limit:
                return
            yield row
    finally:
        csv.field_size_limit(old)


def _column(cell: str) -> str:
    return _NAMES.get(fold(cell), "")


def _entry(columns: list[str], row: list[str]) -> Entry:
    cells: dict[str, list[str]] = {}
    for column, cell in zip(columns, row, strict=False):
        if cell.strip():
            cells.setdefault(column, []).append(cell.strip())

    def first(column: str) -> str:
        return cells.get(column, [""])[0]

    printed = first("date")
    found = iso_moment(printed) if printed else None
    if printed and found is None:
        day = find_date(printed)
        found = (day.value, day.precision) if day and day.value and day.precision else None
    address = next((cell for cell in cells.get("url", []) if _ADDRESS.match(cell)), first("url"))
    tags = [tag.strip() for cell in cells.get("tags", []) for tag in re.split(r"[,;|]", cell)]
    return Entry(
        title=first("title"),
        url=address,
        tags=tuple(tags),
        note=first("note"),
        outlet=first("outlet"),
        people=tuple(_people(first("author"))),
        published=found,
        printed_date=printed,
        language=first("language"),
        text=first("text"),
        markup="</" in first("text"),
    )


def _people(text: str) -> Iterator[str]:
    """Names between semicolons or "and"; between commas where each part is a whole name."""
    for part in map(str.strip, re.split(r";|\band\b|\bund\b|&", text)):
        commas = [piece.strip() for piece in part.split(",")]
        if len(commas) > 1 and all(" " in piece for piece in commas):
            yield from commas
        else:
            yield turned_name(part)
