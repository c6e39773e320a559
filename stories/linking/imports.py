"""Names from a file: people and outlets, one JSON object a line. The same again changes nothing."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Protocol

from django.db import transaction

from stories.linking.keepable import Unkeepable, clean_name, clean_wikidata
from stories.linking.outlets import known_outlets, save_outlet
from stories.linking.people import (
    GivenName,
    GivenTenure,
    NewPerson,
    new_person,
    save_person,
    store_people,
)
from stories.linking.rows import ChangedMeanwhile
from stories.models import Outlet, Person, PersonName
from stories.text.names import fold
from stories.vocabulary import NameOrder, NameSource

PIECE = 200
LONGEST_LINE = 1_000_000


class BadLine(ValueError):
    """A line of which nothing can be kept; the text is a sentence."""


@dataclass(slots=True)
class ImportTally:
    """What an import came to; `failed` are line numbers (from 1) with their reasons."""

    lines: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: list[tuple[int, str]] = field(default_factory=list)


def import_people(
    lines: Iterable[str | bytes], *, editor: Any, now: datetime, progress: Callable[[int], None] | None = None
) -> ImportTally:
    """Store each line as a person: `name`, `aliases`, `wikidata`, `tenures` (`post`, `body`, `country`, `start`,
    `end`), and, where given, `country` and `description`. An alias may be an object with `text`, `order`, `script`.

    The same Wikidata id, else the same name, is an update: names and posts are added, a known post's end is set,
    nothing is taken away. Of two people with one name and no id that tells them apart the line is refused. A bad line
    is counted with its reason and the rest is done. One batch in the history; 200 lines a transaction.
    """
    return _import(lines, _People(editor=editor, now=now, batch=uuid.uuid4()), progress)


def import_outlets(
    lines: Iterable[str | bytes], *, editor: Any, now: datetime, progress: Callable[[int], None] | None = None
) -> ImportTally:
    """Store each line as an outlet: `name`, `aliases`, `domains`, `country`, `language`, `kind` and, where given,
    `wikidata` and `homepage`. The rules are those of `import_people`; an outlet is known by its domains too."""
    return _import(lines, _Outlets(editor=editor, now=now, batch=uuid.uuid4()), progress)


class _Writer(Protocol):
    """What takes the lines of one kind."""

    def expect(self, given: list[dict[str, Any]]) -> None:
        """Look up what is known of the lines to come."""

    def take(self, given: dict[str, Any]) -> str:
        """Store one line; answers new, updated or unchanged."""

    def finish(self) -> None:
        """Store what was put off, before the transaction ends."""


def _import(lines: Iterable[str | bytes], writer: _Writer, progress: Callable[[int], None] | None) -> ImportTally:
    tally = ImportTally()
    numbered = enumerate(lines, start=1)
    while piece := list(islice(numbered, PIECE)):
        read = []
        for number, line in piece:
            if not line.strip():
                continue
            tally.lines += 1
            try:
                read.append((number, _read(line)))
            except BadLine as problem:
                tally.failed.append((number, str(problem)))
        with transaction.atomic():
            writer.expect([given for _, given in read])
            for number, given in read:
                _one(number, given, writer, tally)
            writer.finish()
        if progress:
            progress(tally.lines)
    tally.failed.sort()
    return tally


def _one(number: int, given: dict[str, Any], writer: _Writer, tally: ImportTally) -> None:
    try:
        outcome = writer.take(given)
    except (BadLine, Unkeepable, ChangedMeanwhile) as problem:
        tally.failed.append((number, str(problem)))
        return
    setattr(tally, outcome, getattr(tally, outcome) + 1)


# --- one line


def _read(line: str | bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadLine(f"The line is longer than {LONGEST_LINE:,} characters.")
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
        given = json.loads(text)
    except UnicodeDecodeError:
        raise BadLine("The line is not UTF-8.") from None
    except (ValueError, RecursionError):
        raise BadLine("The line is not JSON.") from None
    if not isinstance(given, dict):
        raise BadLine("The line is not a JSON object.")
    return given


def _text(given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLine(f"“{name}” must be a text.")
    return value.replace("\x00", "").encode("utf-8", "replace").decode().strip()


def _said(given: dict[str, Any], name: str) -> str | None:
    """The text, or None where the line says nothing about it (then the row keeps what it has)."""
    return _text(given, name) or None


def _list(given: dict[str, Any], name: str) -> list[Any]:
    value = given.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadLine(f"“{name}” must be a list.")
    return value


def _texts(given: dict[str, Any], name: str) -> list[str]:
    values = _list(given, name)
    if any(not isinstance(value, str) for value in values):
        raise BadLine(f"“{name}” must be a list of texts.")
    return [text for value in values if (text := value.replace("\x00", "").strip())]


class _People:
    """New people are gathered and stored together; whoever may be known already is looked up and saved singly."""

    def __init__(self, *, editor: Any, now: datetime, batch: uuid.UUID) -> None:
        self.by = {"editor": editor, "now": now, "batch": batch}
        self.waiting: list[NewPerson] = []
        self.maybe_known: set[str] = set()

    def expect(self, given: list[dict[str, Any]]) -> None:
        """Which names and ids of the lines stand in the register."""
        names = {fold(one["name"]) for one in given if isinstance(one.get("name"), str)}
        ids = {
            one["wikidata"].strip().rsplit("/", 1)[-1].upper() for one in given if isinstance(one.get("wikidata"), str)
        }
        self.maybe_known = set(PersonName.objects.filter(folded__in=names).values_list("folded", flat=True))
        self.maybe_known |= {one.wikidata or "" for one in Person.objects.filter(wikidata__in=ids).only("wikidata")}

    def take(self, given: dict[str, Any]) -> str:
        """One line; see `import_people`."""
        said = _person(given)
        name, wikidata = clean_name(said["name"]), said["wikidata"]
        if fold(name) not in self.maybe_known and wikidata not in self.maybe_known:
            made = new_person(**said)
            self.waiting.append(made)
            self.maybe_known |= {row.folded for row in made.names} | ({wikidata} if wikidata else set())
            return "new"
        self.finish()
        known = _known_person(name, wikidata)
        with transaction.atomic():
            if known is None:
                person = save_person(**said, **self.by)
                outcome = "new"
            else:
                version = known.version
                person = save_person(**_added(said, known), person=known, keep=True, **self.by)
                outcome = "updated" if person.version != version else "unchanged"
        self.maybe_known |= {fold(one.text) for one in said["names"]} | ({wikidata} if wikidata else set())
        return outcome

    def finish(self) -> None:
        """Store those that wait."""
        waiting, self.waiting = self.waiting, []
        store_people(waiting, **self.by)


def _person(given: dict[str, Any]) -> dict[str, Any]:
    tenures = [_tenure(one) for one in _list(given, "tenures")]
    return {
        "name": _text(given, "name"),
        "names": [_alias(one) for one in _list(given, "aliases")],
        "tenures": tenures,
        "country": _said(given, "country") or _country_of(tenures),
        "description": _said(given, "description"),
        "wikidata": clean_wikidata(_text(given, "wikidata")),
        "source": NameSource.IMPORT,
    }


def _added(said: dict[str, Any], known: Person) -> dict[str, Any]:
    """What a line adds to somebody known: the main name stays, and so does a country that is set."""
    return {
        **said,
        "name": known.name,
        "names": [*said["names"], GivenName(said["name"])] if said["name"] != known.name else said["names"],
        "country": None if known.country else said["country"],
    }


def _country_of(tenures: list[GivenTenure]) -> str | None:
    """The country of somebody all of whose posts are of one country."""
    countries = {tenure.country for tenure in tenures}
    return countries.pop() if len(countries) == 1 else None


def _alias(one: Any) -> GivenName:
    if isinstance(one, str):
        return GivenName(one.replace("\x00", ""))
    if not isinstance(one, dict):
        raise BadLine("An alias must be a text, or an object with “text”.")
    order = _text(one, "order")
    if order and order not in NameOrder.values:
        raise BadLine(f"“{order[:20]}” is not an order of names: {', '.join(NameOrder.values)}.")
    script = _text(one, "script")
    if script and not (len(script) == 4 and script.isascii() and script.isalpha()):
        raise BadLine(f"“{script[:20]}” is not a script: write four letters, such as Latn.")
    return GivenName(_text(one, "text"), order, script)


def _tenure(one: Any) -> GivenTenure:
    if not isinstance(one, dict):
        raise BadLine("A tenure must be an object with “post”.")
    return GivenTenure(
        _text(one, "post"), _text(one, "body"), _text(one, "country").upper(), _text(one, "start"), _text(one, "end")
    )


def _known_person(name: str, wikidata: str | None) -> Person | None:
    """Whom the line is about: by Wikidata id, by main name, by another name. Raises BadLine where two fit."""
    if wikidata:
        known = Person.objects.filter(wikidata=wikidata).first()
        if known is not None:
            return known.merged_into or known
    named = Person.objects.named(name).current().order_by("pk")
    fitting = [one for one in named if not (wikidata and one.wikidata)]
    main = [one for one in fitting if fold(one.name) == fold(name)]
    found = main or fitting
    if len(found) > 1:
        raise BadLine(f"{len(found)} people are called {name}; give the Wikidata id of the one that is meant.")
    return found[0] if found else None


class _Outlets:
    """Outlets are few: each line is looked up and saved by itself."""

    def __init__(self, *, editor: Any, now: datetime, batch: uuid.UUID) -> None:
        self.by = {"editor": editor, "now": now, "batch": batch}

    def expect(self, given: list[dict[str, Any]]) -> None:
        """Nothing is looked up beforehand."""

    def finish(self) -> None:
        """Nothing is put off."""

    def take(self, given: dict[str, Any]) -> str:
        """One line; see `import_outlets`."""
        name = clean_name(_text(given, "name"))
        wikidata = clean_wikidata(_text(given, "wikidata"))
        domains = _texts(given, "domains")
        known = _known_outlet(name, wikidata, domains)
        version = known.version if known else 0
        kept = known.name if known else name
        aliases = _texts(given, "aliases")
        with transaction.atomic():
            outlet = save_outlet(
                outlet=known,
                name=kept,
                names=[*aliases, name] if kept != name else aliases,
                domains=domains,
                kind=_said(given, "kind"),
                country=_said(given, "country"),
                language=_said(given, "language"),
                homepage=_said(given, "homepage"),
                wikidata=wikidata,
                keep=True,
                source=NameSource.IMPORT,
                **self.by,
            )
        return "new" if known is None else "updated" if outlet.version != version else "unchanged"


def _known_outlet(name: str, wikidata: str | None, domains: list[str]) -> Outlet | None:
    """Which outlet the line is about: by Wikidata id, else by name; of several of that name, the one that has one of
    the domains. Raises BadLine where two fit."""
    if wikidata:
        known = Outlet.objects.filter(wikidata=wikidata).first()
        if known is not None:
            return known.merged_into or known
    fitting = [one for one in known_outlets(name) if not (wikidata and one.wikidata)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    owners = [one for one in fitting if any(known_outlets("", domain=domain) == [one] for domain in domains)]
    main = [one for one in fitting if fold(one.name) == fold(name)]
    found = owners or main
    if len(found) != 1:
        raise BadLine(f"{len(fitting)} outlets are called {name}; give a domain of the one that is meant.")
    return found[0]
