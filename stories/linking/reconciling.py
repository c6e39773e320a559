"""Which entry of the register a name in somebody's table means: candidates with a score, for other programs.

The work of a reconciliation service (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/).
A candidate is a `match` only where it is the one that fits; two that fit are never one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from stories.linking.book import Book, squeezed
from stories.linking.countries import country_code
from stories.linking.name_forms import UNSPACED
from stories.linking.post_words import fold_post, post_forms
from stories.linking.same_name import Likeness
from stories.linking.same_name import likeness as name_likeness
from stories.linking.shelf import books
from stories.models import Outlet, Person
from stories.text.addresses import host_of
from stories.text.names import fold, name_parts

SURE = 95.0
"""The score, of 100, from which on a candidate may be the match."""
CLOSE = 70.0
"""The likeness from which on a name is a candidate at all."""
CONTRADICTED, UNTOLD = 25.0, 3.0
"""What a property that contradicts takes from the score, and one of which the register says nothing."""
FORMS = {Likeness.SAME: 98.0, Likeness.LIKELY: 96.0, Likeness.FORM: 92.0, Likeness.LOOSE: 85.0}
"""What a form of a person's name scores that is not the name itself: another spelling, an initial more."""
MOST = 20
MODELS: dict[str, type[Person] | type[Outlet]] = {"person": Person, "outlet": Outlet}
PROPERTIES = {
    "person": {"country": "Country", "post": "Post", "wikidata": "Wikidata id"},
    "outlet": {
        "country": "Country",
        "domain": "Domain",
        "wikidata": "Wikidata id",
        "kind": "Kind",
        "language": "Language",
    },
}
"""Kind -> the properties that a row of a table may bring, and that can be asked for."""


@dataclass(frozen=True, slots=True)
class Fit:
    """One entry that a name may mean: `score` of 100, and whether it is the one."""

    row: Person | Outlet
    score: float
    match: bool


def fits(kind: str, name: str, *, properties: Mapping[str, str], limit: int) -> list[Fit]:
    """The entries that a name may mean, the best first. `kind` is "person" or "outlet".

    A Wikidata id in place of the name, or among the properties, finds its entry alone. Names are compared in any order
    of their words, case and accents aside, people's as `same_name` does; properties that contradict take from the
    score.
    """
    model = MODELS[kind]
    asked = properties.get("wikidata", "").strip() or name.strip()
    by_id = model.objects.current().filter(wikidata=asked.upper()).first() if _is_id(asked) else None
    if by_id is not None:
        return [Fit(by_id, 100.0, True)]
    likeness = _alike(books()[kind], name, are_people=kind == "person")
    rows = _rows(model, likeness)
    scored = [(row, _score(row, likeness[row.pk], properties)) for row in rows]
    scored.sort(key=lambda pair: (-pair[1], pair[0].pk))
    sure = [row for row, score in scored if score >= SURE]
    return [
        Fit(row, round(score, 1), len(sure) == 1 and row is sure[0])
        for row, score in scored[: max(1, min(limit, MOST))]
    ]


def told(kind: str, slugs: Sequence[str], properties: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """What the register says of entries: slug -> property -> values. An entry that is not there has no values."""
    wanted = [name for name in properties if name in PROPERTIES[kind]]
    rows = _whole(MODELS[kind].objects.current().filter(slug__in=list(slugs)))
    held = {row.slug: row for row in rows}
    return {
        slug: {name: _values(held[slug], name) if slug in held else [] for name in wanted}
        for slug in dict.fromkeys(slugs)
    }


def described(row: Person | Outlet) -> str:
    """A few words that tell entries of one name apart: the last post and the country, or the kind and the domain."""
    if isinstance(row, Person):
        posts = sorted(
            row.tenures.all(), key=lambda tenure: (tenure.start_day is not None, tenure.start_day), reverse=True
        )
        words = [posts[0].post if posts else row.description, row.country]
    else:
        words = [row.get_kind_display(), *[domain.domain for domain in row.domains.all()][:1], row.country]
    return ", ".join(word for word in words if word)


def _is_id(text: str) -> bool:
    return text[:1] in "Qq" and text[1:].isascii() and text[1:].isdigit()


def _alike(book: Book, name: str, *, are_people: bool) -> dict[int, float]:
    """Owner -> how much the best of its names is like this one, from CLOSE to 100."""
    key = squeezed(name) if UNSPACED.search(name) else fold(name)
    if not key:
        return {}
    parts = name_parts(name)
    turned = {key, fold(f"{parts.given} {parts.family}"), fold(f"{parts.family} {parts.given}")}
    found: dict[int, float] = {}
    for one in turned:
        for owner in book.owners(one):
            found[owner] = 100.0
    if len(found) < MOST:
        close = process.extract(
            key, book.names.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE, limit=4 * MOST
        )
        for other, score, _ in close:
            for named in book.names[other]:
                # What is not a form of the same name is never quite sure.
                likely = min(score, SURE - 1) if score < 100 else 100.0
                likely = max(likely, FORMS.get(name_likeness(name, named.text), 0.0) if are_people else 0.0)
                found[named.owner] = max(found.get(named.owner, 0.0), likely)
    return found


def _rows(model: Any, likeness: Mapping[int, float]) -> list[Person | Outlet]:
    best = sorted(likeness, key=lambda pk: -likeness[pk])[: 4 * MOST]
    return list(_whole(model.objects.current().filter(pk__in=best)))


def _whole(rows: Any) -> Any:
    return rows.prefetch_related("tenures") if rows.model is Person else rows.prefetch_related("domains")


def _score(row: Person | Outlet, likeness: float, properties: Mapping[str, str]) -> float:
    score = likeness
    for name, value in properties.items():
        held = _values(row, name)
        if not value.strip() or name not in PROPERTIES[row._meta.model_name or ""]:
            continue
        if not held:
            score -= UNTOLD
        elif not any(_same(name, value, one) for one in held):
            score -= CONTRADICTED
    return max(score, 0.0)


def _same(name: str, given: str, held: str) -> bool:
    if name == "country":
        return (country_code(given) or given.strip().upper()) == held
    if name == "domain":
        host = host_of(given) or given.strip().lower().removeprefix("www.")
        return host == held or host.endswith(f".{held}")
    if name == "post":
        return fold_post(given) == fold_post(held) or fold_post(given) in post_forms(held)
    return fold(given) == fold(held)


def _values(row: Person | Outlet, name: str) -> list[str]:
    if name == "post" and isinstance(row, Person):
        return list(dict.fromkeys(tenure.post for tenure in row.tenures.all()))
    if name == "domain" and isinstance(row, Outlet):
        return [domain.domain for domain in row.domains.all()]
    value = getattr(row, name, "") if name in ("country", "wikidata", "kind", "language") else ""
    return [str(value)] if value else []
