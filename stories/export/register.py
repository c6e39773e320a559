"""People with their posts, outlets and events out of the register: CSV, and FollowTheMoney entities as JSON lines.

FollowTheMoney: https://followthemoney.tech/explorer/ (Person, Position, Occupancy, Organization, Event; one entity a
line with `id`, `schema` and `properties`, each a list). Uncertain dates: its dates are prefixes of ISO 8601 (2024-06),
so an EDTF date gives the days or months that it is sure of, and stands whole in `summary`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from stories.export.stories import csv_line
from stories.models import Event, Outlet, Participation, Person, Tenure
from stories.text.slugs import ascii_id
from stories.vocabulary import Standing

KINDS = ("people", "outlets", "events")
FORMATS = ("csv", "ftm")
PIECE = 500
_PLAIN_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_COLUMNS = {
    "people": "name aliases wikidata country description post body post_country start end address".split(),
    "outlets": "name aliases wikidata kind country language domains homepage address".split(),
    "events": "title date earliest latest place country status people part_of description address".split(),
}


class UnknownExport(ValueError):
    """There is no such kind or format; the text names those that there are."""


def register_lines(kind: str, fmt: str) -> Iterator[str]:
    """Everything of one kind (of KINDS) in a format of FORMATS: lines with their line ends, read in pieces.

    Merged and rejected rows are left out. Raises UnknownExport.
    """
    if kind not in KINDS or fmt not in FORMATS:
        raise UnknownExport(f"The register is exported as {' or '.join(FORMATS)}: {', '.join(KINDS)}.")
    return _csv_lines(kind) if fmt == "csv" else _entity_lines(kind)


def _csv_lines(kind: str) -> Iterator[str]:
    yield csv_line(_COLUMNS[kind])
    cells = _CELLS[kind]
    for row in _rows(kind):
        for values in cells(row):
            yield csv_line([str(value or "") for value in values])


def _rows(kind: str) -> Iterator[Any]:
    """The rows in the order of their keys, read by key, so that any number of them needs the same memory."""
    queryset: Any = {
        "people": Person.objects.current().prefetch_related("names", "tenures"),
        "outlets": Outlet.objects.current().prefetch_related("names", "domains"),
        "events": Event.objects.current()
        .exclude(standing=Standing.REJECTED)
        .select_related("part_of")
        .prefetch_related("participations__person"),
    }[kind]
    last = 0
    while piece := list(queryset.filter(pk__gt=last).order_by("pk")[:PIECE]):
        yield from piece
        last = piece[-1].pk


def _aliases(row: Person | Outlet) -> list[str]:
    return sorted({name.text for name in row.names.all()} - {row.name})


def _tenures(person: Person) -> list[Tenure]:
    return sorted(person.tenures.all(), key=lambda one: (one.start_day is not None, one.start_day, one.pk))


def _person_rows(person: Person) -> Iterator[list[Any]]:
    """A line for each post; one without a post for somebody who has none."""
    told = [person.name, "; ".join(_aliases(person)), person.wikidata, person.country, person.description]
    for one in _tenures(person):
        yield [*told, one.post, one.body, one.country, one.start, one.end, person.get_absolute_url()]
    if not person.tenures.all():
        yield [*told, "", "", "", "", "", person.get_absolute_url()]


def _outlet_rows(outlet: Outlet) -> Iterator[list[Any]]:
    domains = "; ".join(sorted(domain.domain for domain in outlet.domains.all()))
    told = [outlet.name, "; ".join(_aliases(outlet)), outlet.wikidata, outlet.kind, outlet.country, outlet.language]
    yield [*told, domains, outlet.homepage, outlet.get_absolute_url()]


def _event_rows(event: Event) -> Iterator[list[Any]]:
    people = "; ".join(_with_role(one) for one in event.participations.all())
    told = [event.title, event.date, event.earliest, event.latest, event.place, event.country, event.status, people]
    yield [*told, event.part_of.title if event.part_of else "", event.description, event.get_absolute_url()]


def _with_role(one: Participation) -> str:
    return f"{one.person.name} ({one.role})" if one.role else one.person.name


# --- FollowTheMoney


def _entity_lines(kind: str) -> Iterator[str]:
    made = _ENTITIES[kind]
    seen: set[str] = set()
    for row in _rows(kind):
        for entity in made(row):
            if entity["id"] not in seen:
                # A post that several people held is one Position; only posts are remembered, they are few.
                if entity["schema"] == "Position":
                    seen.add(entity["id"])
                yield json.dumps(entity, ensure_ascii=False) + "\n"


def _entity(key: str, schema: str, **properties: list[Any]) -> dict[str, Any]:
    told = {name: [str(value) for value in values if value] for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _person_entities(person: Person) -> Iterator[dict[str, Any]]:
    yield _entity(
        f"person-{ascii_id(person.slug)}",
        "Person",
        name=[person.name],
        alias=_aliases(person),
        wikidataId=[person.wikidata],
        country=[person.country.lower()],
        summary=[person.description],
    )
    for one in _tenures(person):
        post = "post-" + hashlib.sha256(f"{one.post}\x00{one.body}\x00{one.country}".encode()).hexdigest()[:16]
        yield _entity(post, "Position", name=[one.post], country=[one.country.lower()], organization=[one.body])
        yield _entity(
            f"occupancy-{ascii_id(person.slug)}-{one.pk}",
            "Occupancy",
            holder=[f"person-{ascii_id(person.slug)}"],
            post=[post],
            startDate=[_date(one.start)],
            endDate=[_date(one.end)],
            summary=[_whole(one.start, one.end)],
        )


def _date(edtf: str) -> str:
    """The ISO date, or its prefix, that an EDTF date is sure of; "" where there is none."""
    return edtf if _PLAIN_DATE.fullmatch(edtf) else ""


def _whole(start: str, end: str) -> str:
    """Both bounds as EDTF where one of them says more than an ISO date."""
    return (
        ""
        if all(not bound or bound == ".." or _date(bound) for bound in (start, end))
        else f"{start or ''}/{end or ''}"
    )


def _outlet_entities(outlet: Outlet) -> Iterator[dict[str, Any]]:
    yield _entity(
        f"outlet-{ascii_id(outlet.slug)}",
        "Organization",
        name=[outlet.name],
        alias=_aliases(outlet),
        wikidataId=[outlet.wikidata],
        country=[outlet.country.lower()],
        classification=[outlet.get_kind_display()],
        website=[outlet.homepage, *sorted(f"https://{domain.domain}/" for domain in outlet.domains.all())],
    )


def _event_entities(event: Event) -> Iterator[dict[str, Any]]:
    yield _entity(
        f"event-{ascii_id(event.slug)}",
        "Event",
        name=[event.title],
        date=[_date(event.date)],
        startDate=[event.earliest],
        endDate=[event.latest],
        location=[event.place],
        country=[event.country.lower()],
        involved=[f"person-{ascii_id(one.person.slug)}" for one in event.participations.all()],
        status=[event.get_status_display()],
        summary=[event.description, _whole(event.date, "")],
    )


_CELLS: dict[str, Callable[[Any], Iterator[list[Any]]]] = {
    "people": _person_rows,
    "outlets": _outlet_rows,
    "events": _event_rows,
}
_ENTITIES: dict[str, Callable[[Any], Iterator[dict[str, Any]]]] = {
    "people": _person_entities,
    "outlets": _outlet_entities,
    "events": _event_entities,
}
