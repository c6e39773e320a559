"""People out of a list, one after the other: whom each line is about, and what it adds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from stories.linking.import_lines import BadLine, list_of, said_in, text_of
from stories.linking.keepable import clean_name, clean_wikidata
from stories.linking.known_people import KnownPeople, choose, posts_given
from stories.linking.name_forms import IN_BOTH_ORDERS
from stories.linking.name_orders import ListOrders
from stories.linking.people import GivenName, GivenTenure, NewPerson, new_person, save_person, store_people
from stories.linking.post_words import fold_post
from stories.linking.roster_dates import end_of
from stories.linking.same_name import Likeness, is_only_family
from stories.linking.same_term import KnownTerms
from stories.models import Person, PersonName, Tenure
from stories.text.edtf import BadDate, edtf_bounds
from stories.vocabulary import NameOrder, NameSource


class PeopleWriter:
    """New people are gathered and stored together; whoever may be known already is looked up and saved singly."""

    def __init__(self, *, editor: Any, now: datetime, batch: uuid.UUID) -> None:
        self.by = {"editor": editor, "now": now, "batch": batch}
        self.waiting: list[NewPerson] = []
        self.made: dict[int, Person] = {}
        self.ids: set[str] = set()
        self.known = KnownPeople()
        self.terms = KnownTerms()
        self.orders = ListOrders()

    def expect(self, given: list[dict[str, Any]]) -> None:
        """Which names and ids of the lines stand in the register."""
        ids = {
            one["wikidata"].strip().rsplit("/", 1)[-1].upper() for one in given if isinstance(one.get("wikidata"), str)
        }
        self.ids |= {one.wikidata or "" for one in Person.objects.filter(wikidata__in=ids).only("wikidata")}
        self.terms.expect(_days_of(given))
        self.orders.hear(given)

    def take(self, given: dict[str, Any]) -> str:
        """One line; see `imports.import_people`."""
        said = _person(given, self.orders.orders(given))
        near = self._near(said)
        if not said["tenures"]:
            # Without a post a faint likeness decides nothing (see `known_people.choose`).
            near = {owner: how for owner, how in near.items() if how > Likeness.LOOSE}
        else:
            near = self.terms.near(said["name"], posts_given(said["tenures"])) | near
        if not near and said["wikidata"] not in self.ids:
            return self._new(said)
        if said["wikidata"] in self.ids or any(owner < 0 and self.made[owner].pk is None for owner in near):
            self.finish()
        known = self._known(said, near)
        if known is None:
            return self._new(said)
        version = known.version
        with transaction.atomic():
            person = save_person(**_added(said, known), person=known, keep=True, **self.by)
        if person.version == version:
            return "unchanged"
        self._learn(person.pk, person.names.all(), said)
        return "updated"

    def _new(self, said: dict[str, Any]) -> str:
        """Put off somebody new until `finish`."""
        made = new_person(**said)
        self.waiting.append(made)
        # Without a key until they are stored: known by a number below zero.
        number = -1 - len(self.made)
        self.made[number] = made.person
        self._learn(number, made.names, said)
        return "new"

    def finish(self) -> None:
        """Store those that wait."""
        waiting, self.waiting = self.waiting, []
        store_people(waiting, **self.by)

    def _near(self, said: dict[str, Any]) -> dict[int, Likeness]:
        """Everybody who may be called so: by the name, or by another name of the line that is certain."""
        land = {said["country"], *(one.country for one in said["tenures"])}
        eastern = bool(land & IN_BOTH_ORDERS)
        near = self.known.alike(said["name"], eastern=eastern)
        for name in said["names"]:
            if not is_only_family(name.text):
                for owner, how in self.known.alike(name.text, eastern=eastern).items():
                    if how is Likeness.SAME:
                        near[owner] = max(near.get(owner, Likeness.OTHER), Likeness.LIKELY)
        return near

    def _known(self, said: dict[str, Any], near: dict[int, Likeness]) -> Person | None:
        """Whom the line is about: by Wikidata id, else by name. Raises Doubtful."""
        if said["wikidata"]:
            known = Person.objects.filter(wikidata=said["wikidata"]).first()
            if known is not None:
                return known.merged_into or known
        keys: dict[int, Likeness] = {}
        for owner, how in near.items():
            pk = self.made[owner].pk if owner < 0 else owner
            keys[pk] = max(how, keys.get(pk, Likeness.OTHER))
        return choose(said["name"], said["wikidata"], posts_given(said["tenures"]), said["country"] or "", keys)

    def _learn(self, owner: int, names: Iterable[PersonName], said: dict[str, Any]) -> None:
        """Remember somebody for the lines to come."""
        named = list(names)
        self.known.add(owner, named)
        self.terms.add(owner, posts_given(said["tenures"]), [name.text for name in named])
        if said["wikidata"]:
            self.ids.add(said["wikidata"])


def _days_of(given: list[dict[str, Any]]) -> set[date]:
    """The days on which the posts of some lines begin, of those that can be read."""
    starts = {
        start.strip()
        for one in given
        for tenure in one.get("tenures") or ()
        if isinstance(tenure, dict) and isinstance(start := tenure.get("start"), str)
    }
    return {day for start in starts if (day := _bounds(start)[0]) and start == day.isoformat()}


def _person(given: dict[str, Any], orders: Mapping[str, NameOrder]) -> dict[str, Any]:
    """A line, checked; `orders` are those that the list tells of its names."""
    tenures = [_tenure(one) for one in list_of(given, "tenures")]
    name = clean_name(text_of(given, "name"))
    aliases = [_alias(one) for one in list_of(given, "aliases")]
    names = [replace(one, order=one.order or orders.get(one.text, "")) for one in aliases]
    if orders.get(given["name"]) and all(one.text != name for one in names):
        names.append(GivenName(name, orders[given["name"]]))
    return {
        "name": name,
        "names": names,
        "tenures": tenures,
        "country": said_in(given, "country") or _country_of(tenures),
        "description": said_in(given, "description"),
        "wikidata": clean_wikidata(text_of(given, "wikidata")),
        "source": NameSource.IMPORT,
    }


def _added(said: dict[str, Any], known: Person) -> dict[str, Any]:
    """What a line adds to somebody known: the main name stays, and so does a country that is set."""
    standing = list(Tenure.objects.filter(person=known).order_by("pk"))
    told = [one.text for one in said["names"]]
    return {
        **said,
        "name": known.name,
        "names": said["names"] if said["name"] in (known.name, *told) else [*said["names"], GivenName(said["name"])],
        "country": None if known.country else said["country"],
        "description": None if known.description else said["description"],
        "tenures": [one for one in said["tenures"] if not any(_says_more(row, one) for row in standing)],
    }


def _says_more(row: Tenure, one: GivenTenure) -> bool:
    """Whether a post that stands tells all that a line says of it, and more exactly: 2020-09-16 for 2020-09."""
    if (row.start, row.body) == (one.start, one.body) or fold_post(row.post) != fold_post(one.post):
        return False
    if (one.country and row.country and one.country != row.country) or (one.body and row.body and one.body != row.body):
        return False
    return bool(one.start) and _within(row.start, one.start) and (not one.end or _within(row.end, one.end))


def _within(exact: str, vague: str) -> bool:
    """Whether one date is the other, or lies in it."""
    if exact == vague:
        return True
    low, high = _bounds(exact)
    first, last = _bounds(vague)
    return None not in (low, high, first, last) and first <= low and high <= last  # type: ignore[operator]


def _bounds(edtf: str) -> tuple[date | None, date | None]:
    try:
        return edtf_bounds(edtf)
    except BadDate:
        return None, None


def _country_of(tenures: list[GivenTenure]) -> str | None:
    """The country of somebody all of whose posts are of one country."""
    countries = {tenure.country for tenure in tenures}
    return countries.pop() if len(countries) == 1 else None


def _alias(one: Any) -> GivenName:
    if isinstance(one, str):
        return GivenName(one.replace("\x00", ""))
    if not isinstance(one, dict):
        raise BadLine("An alias must be a text, or an object with “text”.")
    order = text_of(one, "order")
    if order and order not in NameOrder.values:
        raise BadLine(f"“{order[:20]}” is not an order of names: {', '.join(NameOrder.values)}.")
    script = text_of(one, "script")
    if script and not (len(script) == 4 and script.isascii() and script.isalpha()):
        raise BadLine(f"“{script[:20]}” is not a script: write four letters, such as Latn.")
    return GivenName(text_of(one, "text"), order, script)


def _tenure(one: Any) -> GivenTenure:
    if not isinstance(one, dict):
        raise BadLine("A tenure must be an object with “post”.")
    return GivenTenure(
        text_of(one, "post"),
        text_of(one, "body"),
        text_of(one, "country").upper(),
        text_of(one, "start"),
        end_of(text_of(one, "end")),
    )
