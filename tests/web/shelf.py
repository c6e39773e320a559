"""A shelf with every partial on it, as a small site of its own: what the templates and the scripts can do without rows.

The addresses carry the names that the shell asks for; what is posted to them is written down, for the tests to look at.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import django_tables2 as tables
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import include, path

from stories.templatetags.states import badge
from stories.web import changes, charts, reading

BODY = (
    "Tokyo: The 𝒎inisters will not meet, the Morning Post said on Friday.\n\n"
    "Ana Brook and Ken Mori were to receive Jo Hale.\nA second line follows.\n\n"
    "According to the paper, 石破茂 & others spoke."
)
POSTED: list[tuple[str, dict[str, list[str]]]] = []
"""What was posted, newest last: the path and the fields without the token."""


class Filled(forms.Form):
    """Every kind of field."""

    outlet = forms.CharField(help_text="Who wrote it, not where it was found.", initial="The Evening Post")
    kind = forms.ChoiceField(choices=[("news", "news"), ("opinion", "opinion")])
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), required=False)
    page = forms.FileField(required=False)
    keep = forms.BooleanField(label="Keep the spelling", required=False)
    version = forms.ChoiceField(choices=[("a", "theirs"), ("b", "yours")], widget=forms.RadioSelect, label="Headline")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class Wrong(forms.Form):
    """Two fields that are never right."""

    published = forms.CharField()
    address = forms.CharField()

    def clean_published(self) -> None:
        raise forms.ValidationError("June has 30 days.")

    def clean_address(self) -> None:
        raise forms.ValidationError("Begin with https://.")


class Outlets(tables.Table):
    """A table in the product's template."""

    name = tables.Column(verbose_name="Outlet")
    country = tables.Column(orderable=False)
    stories = tables.Column(attrs={"td": {"class": "num"}, "th": {"class": "num"}})

    class Meta:
        template_name = "partials/table.html"
        order_by_field = "sort"
        attrs = {"class": "table", "data-region": "Outlets of the shelf", "data-caption": "Outlets"}
        row_attrs = {"data-row": ""}


def marks() -> list[reading.Mark]:
    """Four mentions in the body, one of each state."""
    wanted = [
        ("Morning Post", "outlet", "confirmed"),
        ("Ana Brook", "person", "suggested"),
        ("the paper", "outlet", "ambiguous"),
        ("石破茂", "person", "unknown"),
    ]
    found = []
    for number, (words, kind, state) in enumerate(wanted, 1):
        start = BODY.index(words)
        found.append(reading.Mark(start, start + len(words), number, kind, state, here=state == "ambiguous"))
    return found


def shelf_context() -> dict[str, Any]:
    """What stands on the shelf."""
    weeks = [(date(2025, 6, 2) + timedelta(weeks=at), 10 + at * 7 % 23, at * 5 % 17) for at in range(31)]
    passage = BODY.index("were to"), BODY.index("were to") + len("were to receive")
    return {
        "form": Filled(),
        "wrong": Wrong({"published": "31 June 2025", "address": "www.example"}),
        "table": Outlets(
            [{"name": "The Evening Post", "country": "Japan", "stories": 184}, {"name": "Daily", "stories": 22}],
            order_by="-stories",
        ),
        "paragraphs": reading.lay_out(BODY, marks(), passage),
        "weeks": charts.week_chart(weeks, title="Stories by week", marks=[(date(2025, 6, 18), "Called off")]),
        "months": charts.coverage_bars([(date(2025, 1, 5), 22), (date(2025, 6, 1), 31)], title="Mentions by month"),
        "diff": changes.compare("One stays. Tokyo cancelled it.", "One stays. Tokyo put it off. Nobody answered."),
        "day": datetime(2025, 6, 25, tzinfo=UTC),
        "suggested": badge("suggested", "mention"),
        "ambiguous": badge("ambiguous", "mention"),
        "states": [badge(value, "dossier") for value in ("draft", "in_review", "published", "archived")],
        "items": [{"title": "Topic page", "href": "/stories/", "sub": "today", "badge": badge("waiting", "capture")}],
        "rows": [{"term": "kicker", "value": "What to watch"}, {"term": "empty", "value": ""}],
        "history": [
            {"text": "Section set", "by": "Ana", "at": datetime(2025, 7, 1, tzinfo=UTC), "undo": "/posted/undo/"}
        ],
        "steps": [
            {"name": "Agency", "arrow": "reprinted by", "guess": True, "out": True},
            {"name": "Daily", "me": True},
        ],
        "facts": [{"label": "Capture", "code": "012dbbb76c5f"}, {"label": "Open", "href": "/captures/", "key": "o"}],
        "candidates": [{"id": 1, "label": "Morning Post"}, {"id": 2, "label": "Evening Post"}],
        "tabs": [
            {"label": "Stories", "href": "/", "current": True, "count": "12"},
            {"label": "Captures", "href": "/?b"},
        ],
        "menu": [{"label": "Table, csv", "href": "/?csv"}, {"label": "References, ris", "href": "/?ris"}],
        "people": [{"initials": "AB"}, {"initials": "KM", "other": True}],
        "crumbs": [{"label": "Stories", "href": "/stories/"}, {"label": "Morning Post"}],
        "sections": [("A", ["a1", "a2", "a3"]), ("B", ["b1", "b2"])],
        "text": "saved 09:40",
        "glyph": "✓",
    }


@login_not_required
def shelf(request: HttpRequest) -> HttpResponse:
    """The shelf; ?say puts messages on it."""
    if "say" in request.GET:
        messages.success(request, "7 mentions confirmed.", extra_tags="undo=/posted/undo/")
        messages.success(request, "3 refused.", extra_tags="href=/stories/ link=Show the 3")
        messages.error(request, "“2025-13” is not a date.")
    template = engines["django"].from_string(Path(__file__).with_name("shelf.html").read_text(encoding="utf-8"))
    return HttpResponse(template.render(shelf_context(), request))


@login_not_required
def posted(request: HttpRequest, **_: str) -> HttpResponse:
    """Write down what came."""
    if request.method == "POST":
        fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
        POSTED.append((request.path, fields))
    return JsonResponse({"path": request.get_full_path()})


ROOMS = {
    "story_list": "stories/",
    "capture_list": "captures/",
    "event_list": "events/",
    "person_list": "people/",
    "outlet_list": "outlets/",
    "quotation_list": "quotes/",
    "dossier_list": "dossiers/",
    "tag_list": "tags/",
    "search": "search/",
    "published_list": "published/",
    "preference": "preference/",
}
admin.autodiscover()
names = [
    path("", shelf, name="dashboard"),
    path("dossiers/<slug:slug>/", posted, name="dossier_detail"),
    *(path(address, posted, name=name) for name, address in ROOMS.items()),
]
urlpatterns = [
    path("", include((names, "stories"))),
    path("posted/<str:what>/", posted),
    path("accounts/login/", auth_views.LoginView.as_view(), name="login"),
    path("accounts/logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]
