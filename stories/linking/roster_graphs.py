"""Lists whose people, posts and terms are records that point at each other: FollowTheMoney and Popolo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from stories.linking.countries import any_country_code
from stories.linking.roster_dates import edtf_of
from stories.linking.roster_rows import BadRow, Defaults
from stories.text.edtf import BadDate

_BODIES = frozenset("Organization PublicBody LegalEntity Company".split())
_TERMS = {
    "Occupancy": ("holder", "post"),
    "Membership": ("member", "organization"),
    "Directorship": ("director", "organization"),
    "Employment": ("employee", "employer"),
}
"""Schemata of FollowTheMoney that say who held what: the property of the person and that of what they held."""

Rows = Iterator[tuple[int, dict[str, Any] | BadRow]]


@dataclass(slots=True)
class _Graph:
    """People by their id in the file, each with where it stands there; and what could not be used."""

    people: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    problems: list[tuple[int, BadRow]] = field(default_factory=list)

    def rows(self) -> Rows:
        """The people with their posts, then the records that could not be used."""
        yield from self.people.values()
        yield from self.problems

    def give(self, number: int, label: str, owner: str, tenure: Mapping[str, str]) -> None:
        """Add a post to somebody, with its dates brought to EDTF."""
        if owner not in self.people:
            self.problems.append((number, BadRow(f"{label} belongs to “{owner[:60]}”, who is not in this file.")))
            return
        try:
            dates = {bound: edtf_of(tenure[bound]) for bound in ("start", "end")}
        except BadDate as problem:
            self.problems.append((number, BadRow(f"{label}: {problem}")))
            return
        self.people[owner][1]["tenures"].append({**tenure, **dates})


# --- FollowTheMoney


def read_ftm(entities: Iterable[tuple[int, Mapping[str, Any]]], defaults: Defaults) -> Rows:
    """People out of entities: Person, and the Occupancy, Membership, Directorship and Employment that point at them.
    Entities of other kinds are passed over."""
    graph = _Graph()
    named: dict[str, Mapping[str, Any]] = {}
    terms: list[tuple[int, Mapping[str, Any]]] = []
    for number, entity in entities:
        schema, key = str(entity.get("schema", "")), str(entity.get("id", ""))
        if schema == "Person":
            graph.people[key] = (number, _ftm_person(entity, defaults))
        elif schema == "Position" or schema in _BODIES:
            named[key] = entity
        elif schema in _TERMS:
            terms.append((number, entity))
    for number, entity in terms:
        _ftm_term(number, entity, named, graph, defaults)
    return graph.rows()


def _values(entity: Mapping[str, Any], *names: str) -> list[str]:
    """The values of properties, as texts; of a nested entity its id."""
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        return []
    found = []
    for name in names:
        value = properties.get(name)
        for one in value if isinstance(value, list) else [value]:
            text = one.get("id") if isinstance(one, dict) else one
            if isinstance(text, (str, int)) and str(text).strip():
                found.append(str(text).strip())
    return found


def _first(entity: Mapping[str, Any], *names: str) -> str:
    return next(iter(_values(entity, *names)), "")


def _ftm_person(entity: Mapping[str, Any], defaults: Defaults) -> dict[str, Any]:
    whole = " ".join((*_values(entity, "firstName")[:1], *_values(entity, "lastName")[:1]))
    names = _values(entity, "name") or [str(entity.get("caption") or whole)]
    caption = str(entity.get("caption") or "")
    main = caption if caption in names else names[0]
    others = dict.fromkeys([*names, *_values(entity, "alias", "previousName")])
    key = str(entity.get("id", ""))
    wikidata = _first(entity, "wikidataId") or (key if key[:1] == "Q" and key[1:].isdigit() else "")
    return {
        "name": main,
        "aliases": [name for name in others if name != main],
        "family": _first(entity, "lastName"),
        "wikidata": wikidata or None,
        "country": _code(_first(entity, "country", "citizenship", "nationality") or defaults.country) or None,
        "tenures": [],
    }


def _ftm_term(
    number: int, entity: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]], graph: _Graph, defaults: Defaults
) -> None:
    schema, label = str(entity["schema"]), f"{entity['schema']} “{str(entity.get('id', ''))[:60]}”"
    holds, what = _TERMS[schema]
    owner, target = _first(entity, holds), _first(entity, what)
    other = named.get(target, {})
    body = ""
    if schema == "Occupancy":
        post = _first(other, "name") or defaults.post
        body = _first(named.get(_first(other, "organization"), {}), "name")
    else:
        post = _first(entity, "role", "description") or defaults.post or "Member"
        body = _first(other, "name")
    if not post:
        graph.problems.append((number, BadRow(f"{label} is of a post, “{target[:60]}”, that is not in this file.")))
        return
    end = _first(entity, "endDate")
    if not end and _first(entity, "status").casefold() == "current":
        end = ".."
    country = _code(_first(other, "country", "jurisdiction") or _first(entity, "country") or defaults.country)
    start = _first(entity, "startDate", "date")
    tenure = {"post": post, "body": body or defaults.body, "country": country, "start": start, "end": end}
    graph.give(number, label, owner, tenure)


def _code(printed: str) -> str:
    """The code of a country; what is none is left out here (the post has its words)."""
    return any_country_code(printed) or "" if printed else ""


# --- Popolo


def read_popolo(document: Mapping[str, Any], defaults: Defaults) -> Rows:
    """People out of a Popolo document: persons with their memberships, wherever those stand, and the posts and
    organizations that they name. The number of a row is its place among its kind."""
    graph = _Graph()
    posts, bodies = _by_id(document, "posts"), _by_id(document, "organizations")
    terms: list[tuple[int, str, Mapping[str, Any]]] = []
    for number, person in enumerate(_records(document, "persons") or _records(document, "people"), start=1):
        key = str(person.get("id") or f"person {number}")
        graph.people[key] = (number, _popolo_person(person, defaults))
        terms += [(number, key, one) for one in _records(person, "memberships")]
    for number, one in enumerate(_records(document, "memberships"), start=1):
        terms.append((number, _id(one, "person"), one))
    for body in bodies.values():
        terms += [
            (number, _id(one, "person"), {"organization": body, **one})
            for number, one in enumerate(_records(body, "memberships"), 1)
        ]
    for number, owner, one in terms:
        graph.give(
            number, f"Membership “{_text(one, 'id') or number}”", owner, _popolo_term(one, posts, bodies, defaults)
        )
    return graph.rows()


def _records(holder: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = holder.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _by_id(document: Mapping[str, Any], name: str) -> dict[str, Mapping[str, Any]]:
    return {_text(one, "id"): one for one in _records(document, name)}


def _id(record: Mapping[str, Any], name: str) -> str:
    nested = record.get(name)
    return _text(record, f"{name}_id") or (_text(nested, "id") if isinstance(nested, dict) else "")


def _text(record: Mapping[str, Any], *names: str) -> str:
    """The first of some fields that has a text; of texts by language the English one."""
    for name in names:
        value = record.get(name)
        if isinstance(value, dict):
            value = value.get("en") or next(iter(value.values()), "")
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def _popolo_person(person: Mapping[str, Any], defaults: Defaults) -> dict[str, Any]:
    whole = " ".join(filter(None, (_text(person, "given_name"), _text(person, "family_name"))))
    main = _text(person, "name") or whole
    others = dict.fromkeys(_text(one, "name") for one in _records(person, "other_names"))
    ids = [
        _text(one, "identifier")
        for one in _records(person, "identifiers")
        if _text(one, "scheme").casefold() == "wikidata"
    ]
    land = _text(person, "nationality", "country", "national_identity") or defaults.country
    return {
        "name": main,
        "aliases": [name for name in others if name and name != main],
        "family": _text(person, "family_name"),
        "wikidata": _text(person, "wikidata") or next(iter(ids), None),
        "country": _code(land) or None,
        "description": _text(person, "summary")[:300] or None,
        "tenures": [],
    }


def _popolo_term(
    one: Mapping[str, Any],
    posts: Mapping[str, Mapping[str, Any]],
    bodies: Mapping[str, Mapping[str, Any]],
    defaults: Defaults,
) -> dict[str, str]:
    held = _pointed(one, "post", posts)
    body = _pointed(one, "organization", bodies) or _pointed(held, "organization", bodies)
    post = _text(held, "label", "role", "name") or _text(one, "label", "role") or defaults.post or "Member"
    area = next(
        (place for place in (one.get("area"), held.get("area"), body.get("area")) if isinstance(place, dict)), {}
    )
    land = _text(body, "country", "jurisdiction") or _text(area, "country") or defaults.country
    return {
        "post": post[:1].upper() + post[1:],
        "body": _text(body, "name") or defaults.body,
        "country": _code(land) or _code(_text(area, "name")),
        "start": _text(one, "start_date") or _text(held, "start_date"),
        "end": _text(one, "end_date") or _text(held, "end_date"),
    }


def _pointed(record: Mapping[str, Any], name: str, known: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """The record that another names by its id, or holds."""
    nested = record.get(name)
    return known.get(_id(record, name)) or (nested if isinstance(nested, dict) else {})
