"""List pages of the register, and the counts that are filled in after them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from stories.models import Event, Outlet, Person, Tag, Topic
from stories.policy import can
from stories.search import Query, search_stories
from stories.search.facets import token
from stories.web.lists import CAP, ListPage
from stories.web.register import filters, tables

COUNTED = ("person", "outlet", "event", "tag", "topic")
MOST_COUNTED = 50


class RegisterList(ListPage):
    """A list of the register, with a button that adds to it for those who may."""

    template_name = "register/list.html"
    add: str = ""
    add_words: str = ""
    counted: str = ""

    def get_context(self) -> dict[str, Any]:
        """Adds where a new row is made and where the counts come from."""
        context = super().get_context()
        may = bool(self.add) and can(self.request.user, "edit_register")
        ids = "&".join(f"id={row.pk}" for row in context["rows"])
        counts = f"{reverse('stories:register_counts', args=[self.counted])}?{ids}" if ids else ""
        return context | {
            "add": reverse(self.add) if may else "",
            "add_words": self.add_words,
            "counts": counts,
            "duplicates": reverse(f"stories:{self.counted}_duplicates") if may else "",
            "tabs": [],
            "network": reverse("stories:person_network") if self.counted == "person" else "",
        }


def people_tabs(name: str) -> list[dict[str, Any]]:
    """People, their posts and unknown names beside each other."""
    pages = (("person_list", "People"), ("person_posts", "Posts"), ("proposal_list", "Unknown names"))
    return [{"label": label, "href": reverse(f"stories:{page}"), "current": page == name} for page, label in pages]


def event_tabs(name: str) -> list[dict[str, Any]]:
    """Events, and those that rules suggest, beside each other."""
    pages = (("event_list", "All"), ("event_suggestions", "Suggested"))
    return [{"label": label, "href": reverse(f"stories:{page}"), "current": page == name} for page, label in pages]


class PersonList(RegisterList):
    """Everybody whom stories name."""

    queryset = Person.objects.for_list()
    filterset_class = filters.PersonFilters
    table_class = tables.PersonTable
    title = "People"
    noun, nouns = "person", "people"
    default_sort = "name"
    add, add_words, counted = "stories:person_new", "Add a person", "person"

    def get_context(self) -> dict[str, Any]:
        """Adds the way to the posts that people hold, and to the names of whoever is not in the register."""
        return super().get_context() | {"tabs": people_tabs("person_list")}


class OutletList(RegisterList):
    """Everybody who publishes."""

    queryset = Outlet.objects.for_list().prefetch_related("domains")
    filterset_class = filters.OutletFilters
    table_class = tables.OutletTable
    title = "Outlets"
    noun, nouns = "outlet", "outlets"
    default_sort = "name"
    add, add_words, counted = "stories:outlet_new", "Add an outlet", "outlet"


class EventList(RegisterList):
    """What happened, will happen or was called off."""

    queryset = Event.objects.for_list()
    filterset_class = filters.EventFilters
    table_class = tables.EventTable
    title = "Events"
    noun, nouns = "event", "events"
    default_sort = "-date"
    add, add_words, counted = "stories:event_new", "Add an event", "event"

    def get_context(self) -> dict[str, Any]:
        """Adds the tabs that lead to what waits for a decision."""
        return super().get_context() | {"tabs": event_tabs("event_list")}


class Words(RegisterList):
    """Tags and topics stand in one room, on two pages."""

    def get_context(self) -> dict[str, Any]:
        """Adds the tabs that lead from one to the other."""
        here = self.request.path
        pages = (("Tags", reverse("stories:tag_list")), ("Topics", reverse("stories:topic_list")))
        return super().get_context() | {
            "tabs": [{"label": label, "href": href, "current": href == here} for label, href in pages]
        }


class TagList(Words):
    """The editors' own words."""

    queryset = Tag.objects.for_list()
    filterset_class = filters.TagFilters
    table_class = tables.TagTable
    title = "Tags"
    noun, nouns = "tag", "tags"
    default_sort = "name"
    add, add_words, counted = "stories:tag_new", "Add a tag", "tag"


class TopicList(Words):
    """The controlled vocabulary."""

    queryset: QuerySet = Topic.objects.select_related("broader")
    filterset_class = filters.TopicFilters
    table_class = tables.TopicTable
    title = "Topics"
    noun, nouns = "topic", "topics"
    default_sort = "name"
    counted = "topic"


def counts(request: HttpRequest, kind: str) -> HttpResponse:
    """How many stories each of the named rows has, no further than 1,000 each, to be swapped into their places."""
    ids = [int(value) for value in request.GET.getlist("id") if value.isascii() and value.isdigit() and len(value) < 19]
    everything = search_stories(Query(user=request.user))
    found = []
    for pk in dict.fromkeys(ids[:MOST_COUNTED]):
        number, exact = everything.narrowed(token(kind, pk)).count(CAP)
        found.append({"pk": pk, "number": number, "exact": exact})
    return render(request, "lists/_counts.html", {"kind": kind, "counts": found})
