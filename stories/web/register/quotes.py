"""The register of quotations: who said what in which story, in which post; and one quotation in several outlets."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from difflib import SequenceMatcher
from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from stories.editing.quotations import decide_quotation, give_speaker
from stories.editing.refusals import CannotEdit
from stories.models import Outlet, Person, Quotation
from stories.models.sorting import first_key
from stories.policy import can
from stories.search import Query, SearchError, search_stories
from stories.templatetags.dates import dated
from stories.templatetags.states import badge
from stories.vocabulary import Standing
from stories.web.changes import Piece
from stories.web.columns import BadgeColumn, HouseTable, PartColumn, TitleColumn
from stories.web.filters import DayFilter, RowField, RowFilter, example
from stories.web.lists import ListPage
from stories.web.register.coverage import stories_of

SEARCHED = 2_000
"""Stories in which the words, or the quotations of an outlet, are looked for: the newest."""
OTHERS_SHOWN = 20
NOTHING = "—"


class QuotationTable(HouseTable):
    """Quotations, those of the newest stories first."""

    words = TitleColumn(verbose_name="Words")
    speaker = PartColumn("register/_speaker.html", accessor="pk", verbose_name="Speaker")
    post = tables.Column(accessor="pk", verbose_name="Post on that day")
    outlet = tables.Column(accessor="pk")
    day = tables.Column(accessor="sort_key", verbose_name="Day", orderable=True)
    standing = BadgeColumn("standing", verbose_name="State")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Quotations", "data-region": "Quotations, scrolls sideways"}

    def render_words(self, record: Quotation) -> str:
        return f"“{record.words[:240]}{'…' if len(record.words) > 240 else ''}”"

    def render_post(self, record: Quotation) -> str:
        return record.tenure.post if record.tenure else NOTHING

    def render_outlet(self, record: Quotation) -> str:
        return record.story.outlet.name if record.story.outlet else "Outlet unknown"

    def render_day(self, record: Quotation) -> str:
        return day_of_story(record)


def day_of_story(quotation: Quotation) -> str:
    """The day of the story, as exactly as it is known."""
    story = quotation.story
    return dated(story.published_at, story.published_precision, story.published_zone).short


class QuotationFilters(django_filters.FilterSet):
    """Quotations by words, speaker, outlet, state and the day of the story."""

    q = django_filters.CharFilter(label="Words", method="with_words")
    person = RowFilter(label="Speaker", queryset=Person.objects.current(), method="said_by_person")
    outlet = RowFilter(label="Outlet", queryset=Outlet.objects.all(), method="of_outlet")
    standing = django_filters.ChoiceFilter(
        choices=Standing.choices[:2], label="State", empty_label="Any state", field_name="standing"
    )
    after = DayFilter(label="From", method="since", widget=example("2025-06-21"))
    before = DayFilter(label="Before", method="until", widget=example("2025-07"))

    class Meta:
        model = Quotation
        fields: list[str] = []

    def with_words(self, rows: QuerySet, name: str, text: str) -> QuerySet:
        """Those in which all words stand, in the newest stories that have them: the index knows these."""
        words = [word for word in text.replace('"', " ").split() if any(letter.isalnum() for letter in word)][:12]
        if not words:
            return rows
        try:
            found = search_stories(Query(text=" ".join(f'"{word}"' for word in words), user=self.request.user))
        except SearchError:
            return rows.none()
        rows = rows.filter(sort_key__in=found.newest_keys(SEARCHED))
        for word in words:
            rows = rows.filter(words__icontains=word)
        return rows

    def said_by_person(self, rows: QuerySet, name: str, person: Person) -> QuerySet:
        """Those of one speaker."""
        return rows.filter(speaker=person)

    def of_outlet(self, rows: QuerySet, name: str, outlet: Outlet) -> QuerySet:
        """Those in the newest stories of an outlet."""
        keys = stories_of("outlet", outlet.pk).newest_keys(SEARCHED)
        return rows.filter(sort_key__in=keys, story__outlet=outlet)

    def since(self, rows: QuerySet, name: str, day: date) -> QuerySet:
        """Those of stories dated at or after a day."""
        return rows.filter(sort_key__gte=first_key(datetime.combine(day, time(), UTC)))

    def until(self, rows: QuerySet, name: str, day: date) -> QuerySet:
        """Those of stories dated before a day."""
        return rows.filter(sort_key__lt=first_key(datetime.combine(day, time(), UTC)))


class QuotationList(ListPage):
    """Everything that stories put into somebody's mouth."""

    queryset = Quotation.objects.for_list()
    filterset_class = QuotationFilters
    table_class = QuotationTable
    title = "Quotes"
    noun, nouns = "quotation", "quotations"
    default_sort = "-day"


@require_safe
def quotation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """`/quotes/ID/`: one quotation, and the same words in other outlets beside it."""
    rows = Quotation.objects.select_related("story__outlet", "story__agency", "speaker", "tenure", "decided_by")
    quotation = get_object_or_404(rows, pk=pk)
    others = Quotation.objects.for_list().filter(key=quotation.key).exclude(pk=pk).order_by("sort_key", "pk")
    shown = list(others[: OTHERS_SHOWN + 1])
    context = {
        "quotation": quotation,
        "line": _line(quotation),
        "badge": badge(quotation.standing, "standing"),
        "before": quotation.story.body[max(0, quotation.start - 200) : quotation.start],
        "after": quotation.story.body[quotation.end : quotation.end + 200],
        "others": [_other(quotation, one) for one in shown[:OTHERS_SHOWN]],
        "more": len(shown) > OTHERS_SHOWN,
        "may": can(request.user, "decide_mention"),
        "crumbs": [{"label": "Quotes", "href": reverse("stories:quotation_list")}],
    }
    return render(request, "register/quotation.html", context)


def _line(quotation: Quotation) -> dict[str, Any]:
    story = quotation.story
    return {
        "outlet": story.outlet.name if story.outlet else "Outlet unknown",
        "day": day_of_story(quotation),
        "headline": story.headline,
        "href": f"{story.get_absolute_url()}?start={quotation.start}&end={quotation.end}#passage",
        "speaker": quotation.speaker,
        "said_by": quotation.said_by or "nobody named",
        "post": quotation.tenure.post if quotation.tenure else "",
    }


def _other(quotation: Quotation, other: Quotation) -> dict[str, Any]:
    """The same words in another story, and what is different there."""
    return {
        **_line(other),
        "page": other.get_absolute_url(),
        "pieces": _pieces(quotation.words, other.words),
        "differs": _differences(quotation, other),
    }


def _pieces(ours: str, theirs: str) -> list[Piece]:
    """The other words, with what they have besides and what they lack."""
    one, other = ours.split(), theirs.split()
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(" ".join(other[c:d]) + " "))
        else:
            pieces += [Piece(" ".join(one[a:b]), "del"), Piece(" "), Piece(" ".join(other[c:d]), "ins"), Piece(" ")]
    return [piece for piece in pieces if piece.text]


def _differences(quotation: Quotation, other: Quotation) -> str:
    said = []
    if quotation.speaker_id and other.speaker_id and quotation.speaker_id != other.speaker_id:
        said.append(f"another speaker: {other.speaker}")
    ours, theirs = len(quotation.words.split()), len(other.words.split())
    if quotation.words == other.words:
        said.append("the same words")
    elif theirs != ours:
        number = abs(theirs - ours)
        said.append(f"{number} word{'' if number == 1 else 's'} {'more' if theirs > ours else 'fewer'}")
    else:
        said.append("as long, other words")
    return ", ".join(said)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Posts `verdict` = confirm, reject, reopen, or `speaker` with `person` (a name, slug or id; empty for nobody
    known). Goes back to the quotation."""
    quotation = get_object_or_404(Quotation.objects.select_related("speaker"), pk=pk)
    verdict, now = request.POST.get("verdict", ""), timezone.now()
    try:
        if verdict == "speaker":
            person = RowField(queryset=Person.objects.current(), required=False).clean(request.POST.get("person", ""))
            batch = give_speaker(quotation, speaker=person, editor=request.user, now=now)
            said = f"Said by {person}." if person else "Said by nobody whom the register has."
        else:
            batch = decide_quotation(quotation, verdict=verdict, editor=request.user, now=now)
            said = {"confirm": "Quotation confirmed.", "reject": "Quotation rejected."}.get(verdict, "Open again.")
    except CannotEdit as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said, extra_tags=f"undo={reverse('stories:undo', args=[batch])}")
    return redirect(quotation)


def quotation_items(rows: QuerySet, number: int) -> list[dict[str, Any]]:
    """The newest quotations as partials/list.html takes them."""
    return [
        {
            "title": f"“{one.words[:200]}{'…' if len(one.words) > 200 else ''}”",
            "href": one.get_absolute_url(),
            "sub": ", ".join(part for part in (_line(one)["outlet"], day_of_story(one), _line(one)["post"]) if part),
            "badge": badge(one.standing, "standing"),
        }
        for one in rows[:number]
    ]
