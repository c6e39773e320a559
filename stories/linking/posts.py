"""Who held a post on a day, from the tenures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from stories.linking.countries import country_code, names_country
from stories.linking.keepable import clean_country
from stories.linking.post_words import fold_post, post_forms
from stories.models import Tenure
from stories.text.edtf import BadDate, edtf_bounds

_OF = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?", re.IGNORECASE)


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
    accents aside; a country or a body may follow it ("Prime Minister of Japan", "Director of the Central Intelligence
    Agency"). The whole words as given win over a match of their forms, and where a country is named, its own
    president wins over the presidents of companies there. Raises Unkeepable for a country that is not two letters.
    """
    land = clean_country(country)
    for asked, rows, code in _readings(post, land):
        standing = list(rows.on(on).select_related("person").filter(person__merged_into=None))
        whole = [tenure for tenure in standing if fold_post(tenure.post) == fold_post(asked)]
        found = whole or [tenure for tenure in standing if fold_post(asked) in post_forms(tenure.post)]
        of_state = [tenure for tenure in found if code and names_country(f"{tenure.body} {tenure.post}", code)]
        holders = sorted((_holder(tenure, on) for tenure in of_state or found), key=lambda one: _rank(one, on))
        if holders:
            return list({holder.tenure.person_id: holder for holder in reversed(holders)}.values())[::-1]
    return []


def _readings(post: str, land: str) -> list[tuple[str, Any, str]]:
    """The ways to take the words, each with its tenures and country: as the whole post; as a post and the country or
    body it belongs to."""
    ways = [(post, _of_country(land) if land else Tenure.objects.all(), land)]
    for match in list(_OF.finditer(post))[::-1]:
        head, tail = post[: match.start()], post[match.end() :].strip()
        code = country_code(tail)
        if code is not None and land in ("", code):
            ways.append((head, _of_country(code), code))
        elif tail:
            ways.append((head, ways[0][1].filter(body__icontains=tail), land))
    return ways


def _of_country(code: str) -> Any:
    return Tenure.objects.filter(Q(country=code) | Q(country="", person__country=code))


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
