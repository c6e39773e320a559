"""Who held a post on a day, from the tenures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from stories.linking.countries import country_code, names_country
from stories.linking.keepable import clean_country
from stories.linking.post_questions import Asked, readings, same_offices
from stories.linking.post_words import fold_post, held_by_many, post_forms
from stories.models import Tenure
from stories.text.edtf import BadDate, edtf_bounds


@dataclass(frozen=True, slots=True)
class Holder:
    """One who held (or may have held) the post: `certain` is False where the day lies within the uncertainty of a
    bound, and `doubt` then says which, in a sentence."""

    tenure: Tenure
    certain: bool
    doubt: str = ""


def who_held(post: str, *, on: date, country: str = "") -> list[Holder]:
    """Who held a post on a day: the certain ones first; on a day of change the one who came before the one who went.

    The post is matched by the forms it is printed in ("foreign minister" is "Minister for Foreign Affairs"), case and
    accents aside; its country or body may stand with it ("Prime Minister of Japan", "Japan's foreign minister",
    "Director of the Central Intelligence Agency"). The whole words as given win over a match of their forms, and where
    a country is named, its own president wins over the presidents of companies there. Of somebody whose end nobody
    knows nothing is said once a successor has begun. Raises Unkeepable for a country that is not two letters.
    """
    land = clean_country(country)
    ways = readings(post, land)
    for asked in ways:
        holders = _holders(_matching(asked, on), on)
        if holders:
            return holders
    for asked in ways:
        offices = same_offices(asked.post)
        if asked.country and offices:
            rows = [tenure for tenure in _standing(asked, on) if plain_post(tenure) in offices]
            if holders := _holders(rows, on):
                return holders
    return []


def plain_post(tenure: Tenure) -> str:
    """A post's folded words without the country that it belongs to: "prime minister" of Prime Minister of Japan."""
    words = fold_post(tenure.post)
    head, of, tail = words.partition(" of ")
    while of:
        if country_code(tail) is not None:
            return head
        more, of, tail = tail.partition(" of ")
        head = f"{head} of {more}"
    return words


def _standing(asked: Asked, on: date) -> list[Tenure]:
    """The tenures that may cover a day, in the country and the body that are asked for."""
    rows = Tenure.objects.on(on).select_related("person").filter(person__merged_into=None).order_by("pk")
    if asked.country:
        rows = rows.filter(Q(country=asked.country) | Q(country="", person__country=asked.country))
    return list(rows.filter(body__icontains=asked.body) if asked.body else rows)


def _matching(asked: Asked, on: date) -> list[Tenure]:
    standing = _standing(asked, on)
    wanted = fold_post(asked.post)
    found = [tenure for tenure in standing if fold_post(tenure.post) == wanted]
    found = found or [tenure for tenure in standing if wanted in post_forms(tenure.post)]
    code = asked.country
    of_state = [tenure for tenure in found if code and names_country(f"{tenure.body} {tenure.post}", code)]
    return of_state or found


def _holders(tenures: list[Tenure], on: date) -> list[Holder]:
    """One for each person, the likely ones first; without those who must have gone when another came."""
    holders = sorted((_holder(tenure, on) for tenure in tenures), key=lambda one: _rank(one, on))
    once = list({holder.tenure.person_id: holder for holder in reversed(holders)}.values())[::-1]
    return [one for one in once if not any(_succeeded(one.tenure, other.tenure) for other in once if other.certain)]


def _succeeded(tenure: Tenure, other: Tenure) -> bool:
    """Whether somebody else has begun in the very post since a tenure began whose end nobody knows."""
    if tenure.end or held_by_many(tenure.post) or (tenure.post, tenure.body) != (other.post, other.body):
        return False
    return bool(tenure.start_day and other.start_day and tenure.start_day < other.start_day)


def _holder(tenure: Tenure, day: date) -> Holder:
    doubts = [_doubt(tenure.start, day, "began", last=True), _doubt(tenure.end, day, "ended", last=False)]
    said = " ".join(doubt for doubt in doubts if doubt)
    if not said and tenure.end_day == day:
        return Holder(tenure, True, "The post ended on this day.")
    return Holder(tenure, not said, said)


def _doubt(bound: str, day: date, verb: str, *, last: bool) -> str:
    """Why a bound leaves it open whether the day is covered; "" where it does not."""
    if bound == "..":
        return ""
    if not bound:
        return f"When the post {verb} is not known."
    try:
        low, high = edtf_bounds(bound)
    except BadDate:
        return f"When the post {verb} cannot be read: {bound}."
    if bound[-1] in "?~%":
        return f"The post {verb} about {bound}." if low and high and low <= day <= high else ""
    if low and high and low != high and low <= day <= high and day != (high if last else low):
        return f"The post {verb} some time in {bound}."
    return ""


def _rank(holder: Holder, day: date) -> tuple[bool, bool, int, int]:
    began = holder.tenure.start_day or date.min
    return (not holder.certain, holder.tenure.end_day == day, -began.toordinal(), holder.tenure.pk)
