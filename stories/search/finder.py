"""A query -> pages of stories, newest first, at a cost that does not grow with the number of stories.

Words and filters become one expression over the index; the index yields sort keys in order, from which a page of rows
is read by key. Nothing is joined or sorted (design section 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any as Anything

from django.db import connection
from django.db.models.expressions import RawSQL

from stories.models import Dossier, Story
from stories.models.dossier import DossierQuerySet
from stories.models.story import StoryQuerySet
from stories.search.facets import ALL, strip_private
from stories.search.resolve import BadValue, key_of, tokens
from stories.search.schema import dialect
from stories.search.syntax import All, Field, Node, Not, SearchError, Words, nearest, parse

CAP, MOST_NOTES = 1_000, 3
PAGE = 25
RANKED = 2_000
ORDERS = ("newest", "oldest", "relevance")


@dataclass(frozen=True)
class Query:
    """What an editor asks for. `filters`: name -> values (any of them), in the words of the addresses; `after` and
    `before` among them are dates. `user` decides which dossiers exist; to who works at the machine itself
    (`at_the_machine`) all of them do."""

    text: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: str = "newest"
    user: Anything = None
    at_the_machine: bool = False


@dataclass(frozen=True)
class Page:
    """One page of stories, with the keys to turn it: `older` and `newer` are sort keys or None at the ends."""

    stories: list[Story]
    newer: int | None
    older: int | None


@dataclass(frozen=True)
class Found:
    """What a query matches. Nothing is read before a method asks for it. `errors` says which filters were left out,
    `notes` what was understood otherwise than it may have been meant; both in sentences."""

    expression: str | None
    above: int | None
    below: int | None
    order: str
    errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def _keys(self, *, above: int | None, below: int | None, descending: bool, limit: int) -> list[int]:
        low = self.above if above is None else above if self.above is None else max(above, self.above)
        high = self.below if below is None else below if self.below is None else min(below, self.below)
        if self.expression is None:
            rows = _between(Story.objects.all(), low, high).order_by("-sort_key" if descending else "sort_key")
            return list(rows.values_list("sort_key", flat=True)[:limit])
        with connection.cursor() as cursor:
            return dialect(connection).keys(
                cursor, self.expression, above=low, below=high, descending=descending, limit=limit
            )

    def page(
        self, *, after: int | None = None, before: int | None = None, last: bool = False, size: int = PAGE
    ) -> Page:
        """The first page; the one that follows the key `after` in the list's order; the one that precedes `before`; or
        the last one. By relevance there is one page of the best `size`."""
        if self.order == "relevance" and self.expression is not None:
            return Page(self.rows(self.best(size)), None, None)
        descending = self.order != "oldest"
        backwards = last or before is not None
        edge = before if before is not None else after
        # Going back, the list is read from its other end; either way one more key tells whether there is more.
        down = descending != backwards
        keys = self._keys(above=None if down else edge, below=edge if down else None, descending=down, limit=size + 1)
        more = len(keys) > size
        keys = keys[:size]
        if backwards:
            keys.reverse()
        if not keys:
            return Page([], None, None)
        has_next = more if not backwards else before is not None
        has_previous = more if backwards else after is not None
        return Page(self.rows(keys), keys[0] if has_previous else None, keys[-1] if has_next else None)

    def best(self, size: int) -> list[int]:
        """Sort keys of the best matches among the newest 2,000."""
        if self.expression is None:
            return self.newest_keys(size)
        with connection.cursor() as cursor:
            return dialect(connection).ranked(
                cursor, self.expression, above=self.above, below=self.below, among=RANKED
            )[:size]

    def rows(self, keys: Sequence[int]) -> list[Story]:
        """The stories with these keys, in this order."""
        found = {story.sort_key: story for story in Story.objects.for_list().filter(sort_key__in=keys)}
        return [found[key] for key in keys if key in found]

    def count(self, cap: int | None = CAP) -> tuple[int, bool]:
        """How many match, up to `cap`, and whether that is all of them; None counts them all."""
        limit = cap + 1 if cap is not None else 2**31
        number = len(self._keys(above=None, below=None, descending=True, limit=limit)) if cap else self._all()
        return (number, True) if cap is None or number <= cap else (cap, False)

    def _all(self) -> int:
        return self.queryset().count()

    def newest_keys(self, limit: int) -> list[int]:
        """Sort keys of the newest matches."""
        return self._keys(above=None, below=None, descending=True, limit=limit)

    def narrowed(self, token: str) -> Found:
        """The same with one filter token more (for the counts beside the filters)."""
        speak = dialect(connection)
        term = speak.term(token)
        return replace(self, expression=term if self.expression is None else speak.both([self.expression, term]))

    def queryset(self) -> StoryQuerySet:
        """All matching stories as a queryset, in no order: for bulk work and exports."""
        rows = _between(Story.objects.all(), self.above, self.below)
        if self.expression is None:
            return rows
        sql, params = dialect(connection).subquery(self.expression)
        return rows.filter(sort_key__in=RawSQL(sql, params))

    def iterate(self, size: int = 500) -> Iterator[Story]:
        """All matching stories in the list's order, read in pieces by key."""
        edge: int | None = None
        while keys := self._keys(
            above=edge if self.order == "oldest" else None,
            below=None if self.order == "oldest" else edge,
            descending=self.order != "oldest",
            limit=size,
        ):
            found = Story.objects.for_page().in_bulk(keys, field_name="sort_key")
            yield from (found[key] for key in keys if key in found)
            edge = keys[-1]


def search_stories(query: Query) -> Found:
    """Find stories. A text that cannot be read raises SearchError; a filter value that means nothing is left out and
    named in `errors`, and the rest still holds."""
    compiler = _Compiler(query.user, at_the_machine=query.at_the_machine)
    parts = compiler.top(parse(query.text))
    for name, values in query.filters.items():
        part = compiler.filter(name, [value for value in values if value.strip()])
        if part:
            parts.append(part)
    order = query.order if query.order in ORDERS else "newest"
    expression = compiler.joined(parts)
    notes = tuple(dict.fromkeys(compiler.notes))
    return Found(expression, compiler.above, compiler.below, order, tuple(compiler.errors), notes)


def _between(rows: StoryQuerySet, above: int | None, below: int | None) -> StoryQuerySet:
    if above is not None:
        rows = rows.filter(sort_key__gt=above)
    return rows if below is None else rows.filter(sort_key__lt=below)


class _Compiler:
    """A tree -> an expression in the database's own query language, and the bounds that its dates set."""

    def __init__(self, user: Anything, *, at_the_machine: bool = False) -> None:
        self.user = user
        self.at_the_machine = at_the_machine
        self.speak = dialect(connection)
        self.above: int | None = None
        self.below: int | None = None
        self.errors: list[str] = []
        self.notes: list[str] = []
        self.mistaken = 0

    def top(self, tree: All) -> list[str | _Negative]:
        """The parts that must all match; dates are taken out as bounds."""
        parts: list[str | _Negative] = []
        for part in tree.parts:
            if isinstance(part, Field) and part.name in ("after", "before"):
                try:
                    self.bound(part.name, part.value)
                except BadValue as error:
                    raise SearchError(str(error), part.at) from None
            elif (compiled := self.node(part)) is not None:
                parts.append(compiled)
        return parts

    def filter(self, name: str, values: Sequence[str]) -> str | None:
        """One filter of the address; several values mean any of them."""
        found: list[str] = []
        for value in values:
            try:
                if name in ("after", "before"):
                    self.bound(name, value)
                else:
                    found += self.terms(name, value)
            except BadValue as error:
                self.errors.append(str(error))
        return None if not found else found[0] if len(found) == 1 else self.speak.either(found)

    def terms(self, name: str, value: str) -> list[str]:
        """Expressions of a filter's value, any of which may match. Raises BadValue."""
        if name != "author":
            return [self.speak.term(item) for item in tokens(name, value, dossiers=self.dossiers())]
        typed = strip_private(value)
        signed = self.speak.author(typed.rstrip("*"), prefix=typed.endswith("*"))
        if signed is None:
            raise BadValue(f"“{value}” is no name.")
        return [signed]

    def dossiers(self) -> DossierQuerySet:
        """Those that exist for who asks."""
        rows = Dossier.objects.all()
        return rows if self.at_the_machine else rows.visible_to(self.user)

    def bound(self, name: str, value: str) -> None:
        key = key_of(name, value)
        if name == "after":
            self.above = key if self.above is None else max(self.above, key)
        else:
            self.below = key if self.below is None else min(self.below, key)

    def joined(self, parts: Sequence[str | _Negative]) -> str | None:
        """All of the parts; a minus needs something to be taken from, at the least every story."""
        if not parts:
            return None
        positive = [part for part in parts if isinstance(part, str)]
        negative = [part.expression for part in parts if isinstance(part, _Negative)]
        base = positive or [self.speak.term(ALL)]
        whole = base[0] if len(base) == 1 else self.speak.both(base)
        return self.speak.but_not(whole, negative) if negative else whole

    def node(self, node: Node) -> str | _Negative | None:
        """The expression of a part; None where its words hold nothing that is indexed (a dash)."""
        if isinstance(node, Words):
            if node.mistaken and self.mistaken < MOST_NOTES:
                self.mistaken += 1
                self.notes.append(_no_field(node.mistaken))
            return self.speak.phrase(node.text, prefix=node.prefix)
        if isinstance(node, Field):
            return self.field(node)
        if isinstance(node, Not):
            inner = self.node(node.part)
            if isinstance(inner, _Negative):
                return inner.expression
            return None if inner is None else _Negative(inner)
        parts = [part for part in map(self.node, node.parts) if part is not None]
        if isinstance(node, All):
            return self.joined(parts)
        alternatives = [part if isinstance(part, str) else self.joined([part]) for part in parts]
        known = [part for part in alternatives if part is not None]
        return self.speak.either(known) if known else None

    def field(self, node: Field) -> str:
        if node.name in ("after", "before"):
            raise SearchError(
                f"{node.name}: can stand on its own only, not after a minus or inside OR or brackets.", node.at
            )
        try:
            found = self.terms(node.name, node.value)
        except BadValue as error:
            raise SearchError(str(error), node.at) from None
        return found[0] if len(found) == 1 else self.speak.either(found)


def _no_field(name: str) -> str:
    said = f"There is no operator “{name}:”; the nearest is “{nearest(name)}:”."
    return f"{said} It was looked for as words of the text."


@dataclass(frozen=True)
class _Negative:
    expression: str
