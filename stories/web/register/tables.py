"""Tables of the register: people, outlets, events, tags, topics."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils import timezone

from stories.models import Event, Outlet, Person, Tag, Topic
from stories.templatetags.figures import upto
from stories.templatetags.names import country_name, language_name
from stories.web.columns import BadgeColumn, HouseTable, PartColumn, StoriesColumn, TitleColumn
from stories.web.register.posts import holds_on

NOTHING = "—"


class PersonTable(HouseTable):
    """People with the posts that they hold today."""

    name = TitleColumn(orderable=True)
    posts = tables.Column(accessor="pk", verbose_name="Today")
    country = tables.Column()
    wikidata = tables.Column(verbose_name="Wikidata")
    stories = StoriesColumn("person")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "People", "data-region": "People, scrolls sideways"}

    def render_posts(self, record: Person) -> str:
        today = timezone.localdate()
        return upto([tenure.post for tenure in record.posts_newest_first if holds_on(tenure, today)], 2) or NOTHING  # type: ignore[attr-defined]

    def render_country(self, value: str) -> str:
        return country_name(value)


class OutletTable(HouseTable):
    """Outlets with the domains at which they publish."""

    name = TitleColumn(orderable=True)
    kind = tables.Column()
    country = tables.Column()
    language = tables.Column()
    domains = tables.Column(accessor="pk")
    stories = StoriesColumn("outlet")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Outlets", "data-region": "Outlets, scrolls sideways"}

    def render_kind(self, record: Outlet) -> str:
        return record.get_kind_display()

    def render_country(self, value: str) -> str:
        return country_name(value)

    def render_language(self, value: str) -> str:
        return language_name(value)

    def render_domains(self, record: Outlet) -> str:
        return upto([domain.domain for domain in record.domains.all()], 2) or NOTHING


class EventTable(HouseTable):
    """Events in the order of their days; those without a date last."""

    title = PartColumn("register/_event_title.html", verbose_name="Event")
    date = PartColumn("lists/_edtf.html", accessor="date", order_by="latest", orderable=True)
    status = BadgeColumn("event")
    place = tables.Column()
    people = tables.Column(accessor="pk", verbose_name="Participants")
    stories = StoriesColumn("event")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Events", "data-region": "Events, scrolls sideways"}

    def render_people(self, record: Event) -> str:
        return upto([taking.person.name for taking in record.participations.all()], 3) or NOTHING


class TagTable(HouseTable):
    """The editors' own words."""

    name = TitleColumn(orderable=True, verbose_name="Tag")
    note = tables.Column()
    stories = StoriesColumn("tag")
    edit = PartColumn("register/_edit_tag.html", verbose_name="Change", accessor="slug")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Tags"}

    def render_note(self, record: Tag) -> Any:
        return record.note


class TopicTable(HouseTable):
    """The controlled vocabulary."""

    name = TitleColumn(orderable=True, verbose_name="Topic")
    broader = tables.Column(accessor="broader__name", verbose_name="Part of")
    code = tables.Column(verbose_name="IPTC code")
    stories = StoriesColumn("topic")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Topics", "data-region": "Topics, scrolls sideways"}

    def render_code(self, record: Topic) -> str:
        return record.code or ""
