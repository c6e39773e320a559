"""The register: people and outlets, created and corrected with their names, posts and domains, each with its history.

Row-level primitives: forms, imports and ingest stand on these. Names are folded here, tenures get their days here.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F

from stories.linking.keepable import (
    Unkeepable,
    clean_country,
    clean_domain,
    clean_homepage,
    clean_name,
    clean_text,
    clean_wikidata,
    tenure_days,
)
from stories.linking.name_forms import order_of, script_of
from stories.linking.rows import Writing, add_row, differing, sync_rows
from stories.models import Outlet, OutletDomain, OutletName, Person, PersonName, Tenure
from stories.models.fields import free_slug
from stories.text.names import fold
from stories.vocabulary import NameOrder, NameSource, OutletKind, Verb

_SLUG_TRIES = 5


__all__ = ["ChangedMeanwhile", "GivenName", "GivenTenure", "Unkeepable", "save_outlet", "save_person"]


class ChangedMeanwhile(Exception):
    """Somebody changed the entry after the caller read it; the text tells the editor."""


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


# --- people


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
    Writes history rows for the person, each name and each tenure under one `batch`.
    """
    main = clean_name(name)
    values: dict[str, Any] = {"name": main}
    if description is not None:
        values["description"] = clean_text(description, 300, "description")
    if country is not None:
        values["country"] = clean_country(country)
    if note is not None:
        values["note"] = note.strip()
    if wikidata is not None:
        values["wikidata"] = clean_wikidata(wikidata)
    land = values.get("country", person.country if person else "")
    given = None if names is None else [_given(one, source) for one in names]
    rows = None if tenures is None else [_tenure(one) for one in tenures]
    with transaction.atomic():
        _check_wikidata(Person, values.get("wikidata"), person)
        writing = Writing(editor, now, batch or uuid.uuid4())
        entry = person or _create(Person(**values), "person", writing)
        _sync_person_names(entry, main, given, land, keep, writing)
        if rows is not None:
            _sync_tenures(entry, rows, keep, writing)
        if person is not None:
            _change_entry(entry, values, base_version, writing)
        writing.write_history()
    return entry


def _given(one: GivenName | str, source: str) -> GivenName:
    given = GivenName(one) if isinstance(one, str) else one
    return GivenName(clean_name(given.text), given.order, given.script, given.source or source)


def _sync_person_names(
    person: Person, main: str, given: list[GivenName] | None, country: str, keep: bool, writing: Writing
) -> None:
    """Names by their text; the main one is marked primary, and what was the main name before stays as another."""
    standing = {row.text: row for row in person.names.all()} if person.pk else {}
    wanted = {}
    if given is None or keep:
        wanted = {text: GivenName(text, row.order, row.script, row.source) for text, row in standing.items()}
    for one in given or []:
        wanted.setdefault(one.text, one)
    known = wanted.get(main, GivenName(main))
    wanted[main] = GivenName(main, known.order, known.script, NameSource.PRIMARY)
    made = []
    for text, one in wanted.items():
        was_main = one.source == NameSource.PRIMARY and text != main
        order = one.order or (standing[text].order if text in standing else order_of(text, main=main, country=country))
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
    sync_rows(
        standing.values(),
        made,
        key=lambda row: row.text,
        values=lambda row: {"folded": row.folded, "order": row.order, "script": row.script, "source": row.source},
        keep=False,
        writing=writing,
    )


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


def _sync_tenures(person: Person, rows: list[Tenure], keep: bool, writing: Writing) -> None:
    wanted: dict[tuple[str, str, str], Tenure] = {}
    for row in rows:
        row.person = person
        wanted[row.post, row.body, row.start] = row
    sync_rows(
        Tenure.objects.filter(person=person),
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


# --- outlets


def save_outlet(
    *,
    outlet: Outlet | None = None,
    name: str,
    names: Iterable[str] | None = None,
    domains: Iterable[str] | None = None,
    kind: str | None = None,
    country: str | None = None,
    language: str | None = None,
    homepage: str | None = None,
    wikidata: str | None = None,
    note: str | None = None,
    keep: bool = False,
    source: str = NameSource.EDITOR,
    base_version: int | None = None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Outlet:
    """Create an outlet, or change one, with its other names and its domains; the rules are those of `save_person`.

    A domain may be given as an address. Raises Unkeepable (also for a domain that another outlet has) and
    ChangedMeanwhile.
    """
    main = clean_name(name)
    values = _outlet_values(main, kind, country, language, homepage, wikidata, note)
    given = None if names is None else [clean_name(one) for one in names]
    hosts = None if domains is None else list(dict.fromkeys(clean_domain(one) for one in domains))
    with transaction.atomic():
        _check_wikidata(Outlet, values.get("wikidata"), outlet)
        _check_domains(hosts or [], outlet)
        writing = Writing(editor, now, batch or uuid.uuid4())
        entry = outlet or _create(Outlet(**values), "outlet", writing)
        _sync_outlet_names(entry, main, given, keep, source, writing)
        if hosts is not None:
            sync_rows(
                entry.domains.all(),
                [OutletDomain(outlet=entry, domain=host) for host in hosts],
                key=lambda row: row.domain,
                values=lambda row: {},
                keep=keep,
                writing=writing,
            )
        if outlet is not None:
            _change_entry(entry, values, base_version, writing)
        writing.write_history()
    return entry


def _outlet_values(
    main: str,
    kind: str | None,
    country: str | None,
    language: str | None,
    homepage: str | None,
    wikidata: str | None,
    note: str | None,
) -> dict[str, Any]:
    values: dict[str, Any] = {"name": main}
    if kind is not None:
        if kind and kind not in OutletKind.values:
            raise Unkeepable(f"“{kind[:20]}” is not a kind of outlet: {', '.join(OutletKind.values)}.")
        values["kind"] = OutletKind(kind or OutletKind.OTHER)
    if country is not None:
        values["country"] = clean_country(country)
    if language is not None:
        values["language"] = clean_text(language, 12, "language")
    if homepage is not None:
        values["homepage"] = clean_homepage(homepage)
    if wikidata is not None:
        values["wikidata"] = clean_wikidata(wikidata)
    if note is not None:
        values["note"] = note.strip()
    return values


def _check_domains(hosts: list[str], outlet: Outlet | None) -> None:
    taken = OutletDomain.objects.filter(domain__in=hosts).select_related("outlet")
    for row in taken.exclude(outlet=outlet) if outlet else taken:
        raise Unkeepable(f"{row.domain} already belongs to {row.outlet.name}.")


def _sync_outlet_names(
    outlet: Outlet, main: str, given: list[str] | None, keep: bool, source: str, writing: Writing
) -> None:
    standing = {row.text: row for row in outlet.names.all()}
    wanted: dict[str, str] = {}
    if given is None or keep:
        wanted = {text: row.source for text, row in standing.items()}
    for text in given or []:
        wanted.setdefault(text, standing[text].source if text in standing else source)
    wanted[main] = NameSource.PRIMARY
    made = [
        OutletName(
            outlet=outlet,
            text=text,
            folded=fold(text),
            source=NameSource.EDITOR if origin == NameSource.PRIMARY and text != main else origin,
        )
        for text, origin in wanted.items()
    ]
    sync_rows(
        standing.values(),
        made,
        key=lambda row: row.text,
        values=lambda row: {"folded": row.folded, "source": row.source},
        keep=False,
        writing=writing,
    )


# --- both


def _create(entry: Any, fallback: str, writing: Writing) -> Any:
    """Insert the entry under a slug of its own; two writers who chose one slug try again."""
    for attempt in range(_SLUG_TRIES):
        entry.slug = free_slug(type(entry)._default_manager, entry.name, fallback=fallback)
        try:
            with transaction.atomic():
                add_row(entry, writing)
            return entry
        except IntegrityError:
            if attempt == _SLUG_TRIES - 1:
                raise
            entry.pk = None
    raise AssertionError("unreachable")


def _check_wikidata(model: type[models.Model], wikidata: str | None, entry: Any) -> None:
    if wikidata is None:
        return
    others = model._default_manager.filter(wikidata=wikidata)
    other = (others.exclude(pk=entry.pk) if entry else others).first()
    if other is not None:
        raise Unkeepable(f"{wikidata} already stands for {other}.")


def _change_entry(entry: Any, values: dict[str, Any], base_version: int | None, writing: Writing) -> None:
    """Raise the version where the entry or a row below it changed; refuse where somebody else was faster."""
    fresh = differing(entry, values)
    base = entry.version if base_version is None else base_version
    if not fresh and not writing.changes:
        return
    manager = type(entry)._default_manager
    if not manager.filter(pk=entry.pk, version=base).update(version=F("version") + 1, updated_at=writing.now, **fresh):
        raise ChangedMeanwhile(f"Somebody else changed {entry} in the meantime; look at it again before you save.")
    before = {name: getattr(entry, name) for name in fresh}
    for name, value in fresh.items():
        setattr(entry, name, value)
    entry.version, entry.updated_at = base + 1, writing.now
    if fresh:
        writing.note(entry, Verb.CHANGED, before, fresh)
