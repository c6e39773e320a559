"""Names from a file: people out of lists in several formats, outlets one JSON object a line. The same again changes
nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Protocol

from django.db import transaction

from stories.linking.import_lines import BadLine, read_line, said_in, text_of, texts_of
from stories.linking.keepable import Unkeepable, clean_name, clean_wikidata
from stories.linking.known_people import Doubtful
from stories.linking.outlets import known_outlets, save_outlet
from stories.linking.people_import import PeopleWriter
from stories.linking.roster_rows import Defaults
from stories.linking.rosters import read_rows
from stories.linking.rows import ChangedMeanwhile
from stories.models import Outlet
from stories.text.names import fold
from stories.vocabulary import NameSource

PIECE = 200


@dataclass(slots=True)
class ImportTally:
    """What an import came to; `failed` are line numbers (from 1) with their reasons."""

    lines: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: list[tuple[int, str]] = field(default_factory=list)


def import_people(
    lines: Iterable[str | bytes],
    *,
    editor: Any,
    now: datetime,
    progress: Callable[[int], None] | None = None,
    defaults: Defaults | None = None,
) -> ImportTally:
    """Store each person of a list: JSON lines, CSV, FollowTheMoney or Popolo (see `rosters`). A JSON line has `name`,
    `aliases`, `wikidata`, `tenures` (`post`, `body`, `country`, `start`, `end`), and, where given, `country` and
    `description`. An alias may be an object with `text`, `order`, `script`.

    The same Wikidata id, else a name that is a form of the same one, is an update (see `known_people`): names and posts
    are added, a known post's end is set, nothing is taken away. Of two people who fit equally well the line is refused.
    A bad line is counted with its reason and the rest is done. One batch in the history; 200 lines a transaction.
    """
    return _import(read_rows(lines, defaults), PeopleWriter(editor=editor, now=now, batch=uuid.uuid4()), progress)


def import_outlets(
    lines: Iterable[str | bytes], *, editor: Any, now: datetime, progress: Callable[[int], None] | None = None
) -> ImportTally:
    """Store each line as an outlet: `name`, `aliases`, `domains`, `country`, `language`, `kind` and, where given,
    `wikidata` and `homepage`. The rules are those of `import_people`; an outlet is known by its domains too."""
    return _import(_json_lines(lines), _Outlets(editor=editor, now=now, batch=uuid.uuid4()), progress)


class _Writer(Protocol):
    """What takes the lines of one kind."""

    def expect(self, given: list[dict[str, Any]]) -> None:
        """Look up what is known of the lines to come."""

    def take(self, given: dict[str, Any]) -> str:
        """Store one line; answers new, updated or unchanged."""

    def finish(self) -> None:
        """Store what was put off, before the transaction ends."""


def _import(
    rows: Iterable[tuple[int, dict[str, Any] | ValueError]], writer: _Writer, progress: Callable[[int], None] | None
) -> ImportTally:
    tally = ImportTally()
    numbered = iter(rows)
    while piece := list(islice(numbered, PIECE)):
        tally.lines += len(piece)
        tally.failed += [(number, str(given)) for number, given in piece if isinstance(given, ValueError)]
        read = [(number, given) for number, given in piece if not isinstance(given, ValueError)]
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
    except (BadLine, Doubtful, Unkeepable, ChangedMeanwhile) as problem:
        tally.failed.append((number, str(problem)))
        return
    setattr(tally, outcome, getattr(tally, outcome) + 1)


def _json_lines(lines: Iterable[str | bytes]) -> Iterator[tuple[int, dict[str, Any] | ValueError]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield number, read_line(line)
            except BadLine as problem:
                yield number, problem


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
        name = clean_name(text_of(given, "name"))
        wikidata = clean_wikidata(text_of(given, "wikidata"))
        domains = texts_of(given, "domains")
        known = _known_outlet(name, wikidata, domains)
        version = known.version if known else 0
        kept = known.name if known else name
        aliases = texts_of(given, "aliases")
        with transaction.atomic():
            outlet = save_outlet(
                outlet=known,
                name=kept,
                names=[*aliases, name] if kept != name else aliases,
                domains=domains,
                kind=said_in(given, "kind"),
                country=said_in(given, "country"),
                language=said_in(given, "language"),
                homepage=said_in(given, "homepage"),
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
