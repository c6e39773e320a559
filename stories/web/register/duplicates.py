"""Pairs of the register that are likely the same: merged or told apart by one key each."""

from __future__ import annotations

from itertools import islice
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from stories.jobs.pairs import keep_pairs_up
from stories.linking.duplicates import Offer, offered
from stories.linking.finding_pairs import COUNTED, still_due
from stories.policy import can
from stories.web.register.merging import KINDS, described, mark_of

SHOWN = 25
_WAITING = "Changes of names that wait to be compared with the others:"


class Duplicates(View):
    """`/people/duplicates/`, and the same of outlets, events and tags. `?after=` is the place of the last pair seen."""

    kind: ClassVar[str] = "person"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The first pairs, or those after a place."""
        keep_pairs_up()
        due = still_due()
        found = list(islice(offered(self.kind, after=place_of(request.GET.get("after", ""))), SHOWN + 1))
        shown = found[:SHOWN]
        more = "-".join(str(abs(part)) for part in shown[-1].place) if len(found) > SHOWN else ""
        title = KINDS[self.kind][1]
        number = f"{COUNTED:,}+" if due > COUNTED else str(due or "")
        context = {
            "title": f"{title} that may be the same",
            "crumbs": [{"label": title, "href": reverse(f"stories:{self.kind}_list")}],
            "tabs": self.tabs(),
            "pairs": [self.line(offer) for offer in shown],
            "more": f"{request.path}?after={more}" if more else "",
            "is_first": "after" not in request.GET,
            "first": request.path,
            "due": number,
            "looking": f"{_WAITING} {number}. Pairs appear here as they are found.",
        }
        return render(request, "register/duplicates.html", context)

    def tabs(self) -> list[dict[str, Any]]:
        """The four kinds, those that the user may decide on."""
        pages = [(kind, label, reverse(f"stories:{kind}_duplicates")) for kind, (_, label) in KINDS.items()]
        return [
            {"label": label, "href": href, "current": kind == self.kind}
            for kind, label, href in pages
            if can(self.request.user, "tag" if kind == "tag" else "edit_register")
        ]

    def line(self, offer: Offer) -> dict[str, Any]:
        """A pair as the page shows it."""
        merge = reverse(f"stories:{self.kind}_merge", args=[offer.kept.slug])
        return {
            "sides": [
                {
                    "name": str(row),
                    "sub": described(row),
                    "href": row.get_absolute_url(),
                    "mark": mark_of(row),
                }
                for row in (offer.kept, offer.gone)
            ],
            "evidence": offer.evidence,
            "against": offer.against,
            "action": merge,
            "compare": f"{merge}?with={offer.gone.slug}&next=duplicates",
            "gone": offer.gone.slug,
            "versions": [f"{row.pk}:{row.version}" for row in (offer.kept, offer.gone)],
        }


def place_of(text: str) -> tuple[int, int, int] | None:
    """`90-5-12` as the place of a pair; None for anything else."""
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
        return None
    weight, low, high = map(int, parts)
    return -weight, low, high
