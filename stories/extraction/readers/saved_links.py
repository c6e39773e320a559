"""Lists of links that other tools export: bookmarks, read-later lists, bibliographies, tables. One entry, one story.

When an entry was saved says nothing about when its story was published: that time is left away. An entry that leads to
no web address is left out, and said.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from stories.extraction.known_outlets import outlet_at
from stories.extraction.readers.entries import language_by, people_of, tags_of, told_by, web_address
from stories.extraction.readers.markup import blocks_of, line_of
from stories.extraction.readers.records import Record, Sheet, write_records
from stories.extraction.reading import Unreadable

LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list as its file has it; `markup` is whether `text` is HTML."""

    title: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    outlet: str = ""
    people: tuple[str, ...] = ()
    published: tuple[str, str] | None = None
    printed_date: str = ""
    language: str = ""
    text: str = ""
    markup: bool = True
    needs_address: bool = True


def sheet_of(
    entries: Iterable[Entry], *, what: str, media_type: str, encoding: str = "utf-8", doubts: tuple[str, ...] = ()
) -> Sheet:
    """The page that a list makes. `what` names it in sentences ("a list of bookmarks").

    Raises Unreadable where no entry of it leads anywhere.
    """
    records: list[Record] = []
    out: list[str] = []
    for entry in entries:
        record = record_of(entry)
        if record is None:
            out.append(" ".join(part for part in (line_of(entry.title), entry.url[:300]) if part) or "(an empty entry)")
        else:
            records.append(record)
    if not records:
        raise Unreadable(f"This is {what} without a single address of the web.", media_type=media_type)
    if out:
        count = "1 entry leads" if len(out) == 1 else f"{len(out):,} entries lead"
        doubts = (*doubts, f"{count} to no address of the web and stands among the left-out text: “{out[0][:80]}”.")
    return write_records(
        records,
        kind="index",
        media_type=media_type,
        encoding=encoding,
        doubts=doubts,
        head=out,
        what=what[:1].upper() + what[1:],
    )


def record_of(entry: Entry) -> Record | None:
    """The story that an entry speaks of, or None where it leads nowhere; in a bibliography a title will do."""
    address = web_address(entry.url)
    title = line_of(entry.title[:LONGEST_TITLE])
    if address is None and (entry.needs_address or entry.url or not title):
        return None
    people, agency = people_of(entry.people, outlets=(entry.outlet,))
    content = blocks_of(entry.text, markup=entry.markup) if entry.text.strip() else []
    dek, body, completeness = told_by(content, blocks_of(entry.note, markup=False), teaser=True)
    words = f"{title} {dek or ''} {' '.join(text for _, text in body)}"
    return Record(
        headline=title or None,
        dek=dek,
        byline=people,
        agency=agency,
        outlet=line_of(entry.outlet) or (outlet_at(address) if address else None),
        url=address,
        language=language_by(words, entry.language),
        published=entry.published[0] if entry.published else None,
        precision=entry.published[1] if entry.published else None,
        printed_date=entry.printed_date or None,
        body=body,
        tags=tags_of(entry.tags),
        external_id=address,
        completeness=completeness,
        doubts=_unread(entry),
    )


def _unread(entry: Entry) -> tuple[str, ...]:
    """What was printed for a date and is none."""
    printed = line_of(entry.printed_date)
    return (f"“{printed[:60]}” is no date that can be read.",) if printed and not entry.published else ()


def turned_name(name: str) -> str:
    """ "Testwell, Oriana" as "Oriana Testwell"; a name in braces is an organisation's and is taken for nobody."""
    bare = " ".join(name.split())
    if bare.startswith("{") and bare.endswith("}"):
        return ""
    family, comma, given = bare.partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else bare
