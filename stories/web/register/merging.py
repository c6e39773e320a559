"""Merging two of a kind: the other one is looked for, both are shown field by field, and one press makes them one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from stories.editing.distinctions import take_back, tell_apart
from stories.editing.merging import BOTH, Foreseen, Move, Pair, foresee, merge
from stories.editing.refusals import CannotEdit
from stories.jobs.names import keep_names_up
from stories.jobs.pairs import keep_pairs_up
from stories.linking.duplicates import Offer, offered
from stories.models import Event, Outlet, Person, Tag
from stories.search.facets import strip_private
from stories.templatetags.states import Badge, doubt
from stories.web.register.editing import undo_tag
from stories.web.register.names import first_named
from stories.web.register.records import found_or_moved, stays_of

OFFERED = 5
KINDS: dict[str, tuple[type[Any], str]] = {
    "person": (Person, "People"),
    "outlet": (Outlet, "Outlets"),
    "event": (Event, "Events"),
    "tag": (Tag, "Tags"),
}
"""Kind -> model and what its list is called."""
ROWS = {
    "story.outlet": ("story", "stories"),
    "story.via": ("story found at it", "stories found at it"),
    "story.agency": ("story with its copy", "stories with its copy"),
    "storytag.tag": ("story with the tag", "stories with the tag"),
    "entry.person": ("place in a dossier", "places in dossiers"),
    "entry.event": ("place in a dossier", "places in dossiers"),
    "personname.person": ("name", "names"),
    "outletname.outlet": ("name", "names"),
    "outletdomain.outlet": ("domain", "domains"),
    "tenure.person": ("post", "posts"),
    "participation.person": ("event taken part in", "events taken part in"),
    "participation.event": ("participant", "participants"),
    "candidate.person": ("mention that may mean them", "mentions that may mean them"),
    "candidate.outlet": ("mention that may mean it", "mentions that may mean it"),
    "event.part_of": ("part of the event", "parts of the event"),
    "furniturerule.outlet": ("rule about its pages", "rules about its pages"),
    "recurringtext.outlet": ("text that recurs on its pages", "texts that recur on its pages"),
}
"""Column -> one and several of its rows, in words; of other columns the table says it."""


def moved_words(move: Move) -> dict[str, Any]:
    """A line of what moves."""
    meta = move.pointer.model._meta
    one, many = ROWS.get(move.pointer.name, (str(meta.verbose_name), str(meta.verbose_name_plural)))
    if move.pointer.column == "merged_into_id":
        one, many = "entry merged into it before", "entries merged into it before"
    return {"words": one if move.number == 1 else many, "number": move.number, "equal": move.equal}


def is_key(text: str) -> bool:
    """Whether a text is a number that a database may have for a key."""
    return text.isascii() and text.isdigit() and len(text) < 19


def shown(record: Any, name: str, value: Any) -> str:
    """A value of a field as words."""
    words = getattr(record, f"get_{name}_display", None)
    return str(words() if words else value or "")


class MergePage(View):
    """`/people/SLUG/merge/`, and the same of outlets, events and tags: `?with=` names the other one by slug or key;
    what is no slug is looked for. `?side=` chooses all fields of one side."""

    kind: ClassVar[str] = "person"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The search, or both sides field by field."""
        record, moved = self.record(slug)
        if moved:
            return moved
        typed = strip_private(request.GET.get("with", "")).strip()[:200]
        other = self.other(typed)
        if other is None or other.pk == record.pk:
            return self.search(record, typed)
        return self.preview(record, other)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Merge, or keep that they are not the same, or take that back."""
        record, moved = self.record(slug)
        if moved:
            return moved
        other = self.other(request.POST.get("with", ""))
        if other is None:
            messages.error(request, "Choose the other one first.")
            return redirect(request.path)
        try:
            return self.act(record, other)
        except CannotEdit as error:
            return self.preview(record, other, trouble=str(error), status=409)

    def act(self, record: Any, other: Any) -> HttpResponse:
        """What the button says."""
        who: dict[str, Any] = {"editor": self.request.user, "now": timezone.now()}
        act = self.request.POST.get("act", "")
        foreseen = foresee(record, other)
        if act == "apart":
            batch = tell_apart(record, other, **who)
            self.said(f"Kept: “{foreseen.kept}” and “{foreseen.gone}” are not the same.", batch)
            return self.back(foreseen.kept)
        if act == "together" and foreseen.distinct is not None:
            self.said("Taken back: they may be the same.", take_back(foreseen.distinct, **who))
            return redirect(f"{self.request.path}?with={other.slug}")
        done = merge(record, other, choices=self.choices(foreseen), versions=self.versions(), **who)
        self.said(
            f"“{foreseen.gone}” is “{done.kept}” now: {done.moved:,} moved, {done.dropped:,} were equal.", done.batch
        )
        if left := keep_names_up():
            messages.info(self.request, left)
        return self.back(done.kept)

    def choices(self, foreseen: Foreseen) -> dict[str, int]:
        """What was chosen, field by field."""
        sent = {pair.name: self.request.POST.get(f"choose-{pair.name}", "") for pair in foreseen.pairs}
        return {name: int(value) for name, value in sent.items() if is_key(value)}

    def versions(self) -> dict[int, int]:
        """The versions that the editor saw."""
        sent = [value.partition(":") for value in self.request.POST.getlist("version")]
        return {int(key): int(version) for key, _, version in sent if is_key(key) and is_key(version)}

    def said(self, text: str, batch: Any) -> None:
        """Say what was done, with a way back."""
        messages.success(self.request, text, extra_tags=undo_tag(batch))

    def back(self, kept: Any) -> HttpResponseRedirect:
        """Where one came from: the list of likely pairs, or the record."""
        if self.request.POST.get("next") == "duplicates":
            return redirect(f"stories:{self.kind}_duplicates")
        return redirect(kept)

    def record(self, slug: str) -> tuple[Any, HttpResponse | None]:
        """The record of the address; the way there where it was merged."""
        record, moved = found_or_moved(KINDS[self.kind][0].objects.select_related("merged_into"), slug)
        if moved:
            return record, redirect(f"stories:{self.kind}_merge", stays_of(record).slug)
        return record, None

    def other(self, typed: str) -> Any:
        """The record with this slug or key; None where it is none of them."""
        rows = KINDS[self.kind][0].objects.all()
        found = rows.filter(slug=typed.lower()).first()
        if found is None and is_key(typed):
            found = rows.filter(pk=int(typed)).first()
        return found

    def search(self, record: Any, typed: str) -> HttpResponse:
        """The page on which the other one is looked for."""
        found = [row for row in first_named(self.kind, typed) if row.pk != record.pk]
        keep_pairs_up()
        likely = [self.offer(record, offer) for offer in islice(offered(self.kind, about=record.pk), OFFERED)]
        none = f"Nothing else here is called “{typed}”." if typed and not found else ""
        rows = [{"name": str(row), "slug": row.slug, "sub": described(row), "mark": mark_of(row)} for row in found]
        return self.page(record, {"typed": typed, "none": none, "found": rows, "likely": likely})

    def offer(self, record: Any, offer: Offer) -> dict[str, Any]:
        """A likely one as a line."""
        other = offer.gone if offer.kept.pk == record.pk else offer.kept
        why = f"{offer.evidence} {offer.against}".strip()
        return {"name": str(other), "slug": other.slug, "sub": why, "mark": mark_of(other)}

    def preview(self, record: Any, other: Any, *, trouble: str = "", status: int = 200) -> HttpResponse:
        """Both sides, field by field."""
        foreseen = foresee(record, other)
        side = self.request.GET.get("side", "")
        kept, gone = foreseen.kept, foreseen.gone
        sides = {"kept": kept.pk, "gone": gone.pk}
        chosen = self.choices(foreseen) if self.request.method == "POST" else {}
        here = f"{self.request.path}?with={other.slug}"
        swap = "kept" if side == "gone" else "gone"
        names = KINDS[self.kind][0]._meta
        context = {
            "kept": kept,
            "gone": gone,
            "other": other,
            "rows": [row_of(pair, kept, gone, sides.get(side), chosen) for pair in foreseen.pairs],
            "same": [pair.label for pair in foreseen.pairs if not pair.differs and pair.kept],
            "moves": [moved_words(move) for move in foreseen.moves],
            "trouble": trouble or foreseen.objection,
            "blocked": bool(foreseen.objection),
            "distinct": foreseen.distinct,
            "warnings": foreseen.warnings,
            "swap": f"{here}&side={swap}",
            "swap_words": f"Take all of “{kept if swap == 'kept' else gone}”",
            "noun": names.verbose_name,
            "versions": [f"{row.pk}:{row.version}" for row in (kept, gone)],
            "next": self.request.GET.get("next", "") or self.request.POST.get("next", ""),
        }
        return self.page(record, context, template="register/merge.html", status=status)

    def page(
        self, record: Any, more: dict[str, Any], *, template: str = "register/merge_search.html", status: int = 200
    ) -> HttpResponse:
        """A page with the way back above it."""
        title = KINDS[self.kind][1]
        crumbs = [
            {"label": title, "href": reverse(f"stories:{self.kind}_list")},
            {"label": str(record), "href": record.get_absolute_url()},
        ]
        context = {"record": record, "crumbs": crumbs, "options": reverse("stories:name_options", args=[self.kind])}
        return render(self.request, template, context | more, status=status)


def row_of(pair: Pair, kept: Any, gone: Any, side: int | None, sent: dict[str, int]) -> dict[str, Any]:
    """A field that differs, with its two values and which of them is ticked."""
    usual = pair.chosen if side is None else side
    ticked = sent.get(pair.name, usual)
    options = [
        {"value": row.pk, "text": shown(row, pair.name, value), "ticked": ticked == row.pk}
        for row, value in ((kept, pair.kept), (gone, pair.gone))
    ]
    both = {"value": BOTH, "ticked": ticked == BOTH} if pair.may_both else None
    return {"name": pair.name, "label": pair.label, "options": options, "both": both, "differs": pair.differs}


def mark_of(row: Any) -> Badge | None:
    """The mark of an event that rules suggest."""
    return doubt(row.standing) if isinstance(row, Event) else None


def described(row: Any) -> str:
    """What tells a record from others of its name."""
    parts: Iterable[str] = (
        getattr(row, "description", "")[:80] if isinstance(row, Person) else "",
        row.get_kind_display() if isinstance(row, Outlet | Event) else "",
        getattr(row, "country", ""),
        getattr(row, "date", ""),
        getattr(row, "wikidata", None) or "",
        row.note[:80] if isinstance(row, Tag) else "",
        f"no. {row.pk}",
    )
    return ", ".join(part for part in parts if part)
