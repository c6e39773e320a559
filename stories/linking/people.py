"""People of the register, created and corrected with their names and posts, each row with its history."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.linking.keepable import Unkeepable, clean_country, clean_name, clean_text, clean_wikidata, tenure_days
from stories.linking.name_forms import order_of, script_of
from stories.linking.name_orders import orders_entered
from stories.linking.rows import Writing, change_entry, change_row, check_wikidata, create_entry, give_slugs, sync_rows
from stories.models import NameDue, Person, PersonName, Tenure
from stories.models.change import row_values
from stories.policy import check_can
from stories.text.names import fold
from stories.vocabulary import NameOrder, NameSource, Verb


@dataclass(frozen=True, slots=True)
class GivenName:
    """One more name as somebody gave it; what is left empty is worked out from the letters."""

    text: str
    order: str = ""
    script: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class GivenTenure:
    """A post as somebody gave it; `start` and `end` are EDTF ("" = not known, ".." = still held)."""

    post: str
    body: str = ""
    country: str = ""
    start: str = ""
    end: str = ""


def save_person(
    *,
    person: Person | None = None,
    name: str,
    names: Iterable[GivenName | str] | None = None,
    tenures: Iterable[GivenTenure] | None = None,
    description: str | None = None,
    country: str | None = None,
    wikidata: str | None = None,
    note: str | None = None,
    keep: bool = False,
    source: str = NameSource.EDITOR,
    base_version: int | None = None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Person:
    """Create a person, or change one, with names and tenures; returns the row as it then stands.

    None leaves a part as it is; `wikidata=""` clears it. `names` are the names beside the main one, `tenures` all of
    them; what is not listed goes, unless `keep` (imports add, they never take away). Nothing is written and `version`
    stays where nothing differs. Raises Unkeepable, or ChangedMeanwhile when the row is not at `base_version` any more.
    Writes history rows for the person, each name and each tenure under one `batch`. Stories that print the name of
    somebody new are linked again by whoever goes through `NameDue`; an import's are not.
    """
    if editor is not None:
        check_can(editor, "edit_register")
    values = _person_values(name, description, country, wikidata, note)
    main = values["name"]
    land = values.get("country", person.country if person else "")
    given = None if names is None else [_given(one, source) for one in names]
    rows = None if tenures is None else [_tenure(one) for one in tenures]
    with transaction.atomic():
        check_wikidata(Person, values.get("wikidata"), person)
        writing = Writing(editor, now, batch or uuid.uuid4())
        entry = person or create_entry(Person(**values), "person", writing, others=[one.text for one in given or ()])
        _sync_person_names(entry, main, given, land, keep, writing)
        if rows is not None:
            _sync_tenures(entry, rows, keep, writing)
        if person is not None:
            change_entry(entry, values, base_version, writing)
        elif source == NameSource.EDITOR:
            # Beside what triggers note (`names_due`), which cannot tell this name from that of an import.
            NameDue.objects.create(person=entry.pk, text=entry.name)
        writing.write_history()
    return entry


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody new, checked and ready to be stored with many others (see `new_person`, `store_people`)."""

    person: Person
    names: list[PersonName]
    tenures: list[Tenure]


def new_person(
    *,
    name: str,
    names: Iterable[GivenName | str] = (),
    tenures: Iterable[GivenTenure] = (),
    description: str | None = None,
    country: str | None = None,
    wikidata: str | None = None,
    source: str = NameSource.EDITOR,
) -> NewPerson:
    """Check what is given for a person who is not in the register yet. Touches no database; raises Unkeepable."""
    values = _person_values(name, description, country, wikidata, None)
    person = Person(**values)
    given = [_given(one, source) for one in names]
    rows = _name_rows(person, values["name"], {}, given, values.get("country", ""))
    posts = {(post.post, post.body, post.start): post for post in (_tenure(one) for one in tenures)}
    return NewPerson(person, rows, list(posts.values()))


def store_people(made: list[NewPerson], *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> None:
    """Insert many new people with their names and posts in a few statements, each row with its history. Inside the
    caller's transaction; Wikidata ids that are taken are the caller's to find out."""
    writing = Writing(editor, now, batch or uuid.uuid4())
    give_slugs([one.person for one in made], "person", others=[[name.text for name in one.names] for one in made])
    people = Person.objects.bulk_create([one.person for one in made], batch_size=200)
    names = [row for one in made for row in one.names]
    posts = [row for one in made for row in one.tenures]
    for one in made:
        for name in one.names:
            name.person_id = one.person.pk
        for post in one.tenures:
            post.person_id = one.person.pk
    PersonName.objects.bulk_create(names, batch_size=200)
    Tenure.objects.bulk_create(posts, batch_size=200)
    for row in (*people, *names, *posts):
        writing.note(row, Verb.CREATED, {}, row_values(row))
    writing.write_history()


def _person_values(
    name: str, description: str | None, country: str | None, wikidata: str | None, note: str | None
) -> dict[str, Any]:
    """The columns that are given, checked."""
    values: dict[str, Any] = {"name": clean_name(name)}
    if description is not None:
        values["description"] = clean_text(description, 300, "description")
    if country is not None:
        values["country"] = clean_country(country)
    if note is not None:
        values["note"] = note.strip()
    if wikidata is not None:
        values["wikidata"] = clean_wikidata(wikidata)
    return values


def _given(one: GivenName | str, source: str) -> GivenName:
    given = GivenName(one) if isinstance(one, str) else one
    return GivenName(clean_name(given.text), given.order, given.script, given.source or source)


def _sync_person_names(
    person: Person, main: str, given: list[GivenName] | None, country: str, keep: bool, writing: Writing
) -> None:
    standing = {row.text: row for row in person.names.all()}
    stays = given is None or keep
    old = [GivenName(text, row.order, row.script, row.source) for text, row in standing.items()] if stays else []
    sync_rows(
        standing.values(),
        _name_rows(person, main, standing, [*old, *(given or [])], country),
        key=lambda row: row.text,
        values=lambda row: {"folded": row.folded, "order": row.order, "script": row.script, "source": row.source},
        keep=False,
        writing=writing,
    )


def _name_rows(
    person: Person, main: str, standing: dict[str, PersonName], given: list[GivenName], country: str
) -> list[PersonName]:
    """Names by their text; the main one is marked primary, and what was the main name before stays as another."""
    wanted: dict[str, GivenName] = {}
    for one in given:
        wanted.setdefault(one.text, one)
    known = wanted.get(main, GivenName(main))
    told = _orders_told(main, wanted, standing, country)
    wanted[main] = GivenName(main, known.order, known.script, NameSource.PRIMARY)
    main_order = known.order or (standing[main].order if main in standing else told.get(main, ""))
    made = []
    for text, one in wanted.items():
        was_main = one.source == NameSource.PRIMARY and text != main
        order = one.order or (
            standing[text].order
            if text in standing
            else told.get(text) or order_of(text, main=main, country=country, main_order=main_order)
        )
        made.append(
            PersonName(
                person=person,
                text=text,
                folded=fold(text),
                order=NameOrder(order),
                script=one.script or script_of(text),
                source=NameSource.EDITOR if was_main else one.source or NameSource.EDITOR,
            )
        )
    return made


def _orders_told(
    main: str, wanted: dict[str, GivenName], standing: dict[str, PersonName], country: str
) -> dict[str, NameOrder]:
    """The orders that names tell which an editor enters. Those of a list were read from all of its lines, and one that
    stands stays: neither is guessed again."""
    new = [one for text, one in wanted.items() if text not in standing and text != main]
    if main in standing or any(one.source == NameSource.IMPORT for one in wanted.values()):
        return {}
    return orders_entered(main, [one.text for one in new], country)


def _tenure(one: GivenTenure) -> Tenure:
    start, end = one.start.strip(), one.end.strip()
    if len(start) > 40 or len(end) > 40:
        raise Unkeepable("A date of a post is longer than 40 characters.")
    first, last = tenure_days(start, end)
    return Tenure(
        post=clean_name(one.post, what="name of the post"),
        body=clean_text(one.body, 200, "name of the body"),
        country=clean_country(one.country),
        start=start,
        end=end,
        start_day=first,
        end_day=last,
    )


def _correct(
    standing: dict[tuple[str, str, str], Tenure], wanted: dict[tuple[str, str, str], Tenure], writing: Writing
) -> None:
    """A post that is gone and one that is new are one post put right, where they are the only ones of that name, or of
    those dates. It keeps its key, and with it the mentions and quotations that rest on it."""
    columns = ("post", "body", "country", "start", "end", "start_day", "end_day")
    for alike in (("post", "body"), ("body", "country", "start", "end")):
        gone = [row for key, row in standing.items() if key not in wanted]
        new = [row for key, row in wanted.items() if key not in standing]
        for one in new:
            same = [[row for row in rows if _agree(row, one, alike)] for rows in (gone, new)]
            if len(same[0]) == len(same[1]) == 1:
                [old] = same[0]
                del standing[old.post, old.body, old.start]
                change_row(old, {name: getattr(one, name) for name in columns}, writing)
                standing[old.post, old.body, old.start] = old


def _agree(one: Tenure, other: Tenure, columns: tuple[str, ...]) -> bool:
    told = one.start or "start" not in columns
    return bool(told) and all(getattr(one, name) == getattr(other, name) for name in columns)


def _sync_tenures(person: Person, rows: list[Tenure], keep: bool, writing: Writing) -> None:
    wanted: dict[tuple[str, str, str], Tenure] = {}
    standing = {(row.post, row.body, row.start): row for row in Tenure.objects.filter(person=person)}
    for row in rows:
        row.person = person
        known = standing.get((row.post, row.body, row.start))
        if keep and known is not None and not row.end:
            # An import that does not know the end does not make it unknown.
            row.end, row.end_day = known.end, known.end_day
        wanted[row.post, row.body, row.start] = row
    if not keep:
        _correct(standing, wanted, writing)
    sync_rows(
        standing.values(),
        wanted.values(),
        key=lambda row: (row.post, row.body, row.start),
        values=lambda row: {
            "country": row.country,
            "end": row.end,
            "start_day": row.start_day,
            "end_day": row.end_day,
        },
        keep=keep,
        writing=writing,
    )
