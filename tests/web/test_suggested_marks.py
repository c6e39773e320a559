"""Wherever an event that rules suggest stands in a list, it carries the mark of it; a decided one does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from stories.models import Event
from tests.factories import (
    DossierFactory,
    EntryFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    ReportFactory,
    SectionFactory,
    StoryFactory,
    TagFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MARK = '<span class="badge badge--ochre" data-g="?">suggested</span>'


def in_a_list(client: Client, event: Event) -> str:
    return "/events/"


def with_a_person(client: Client, event: Event) -> str:
    return ParticipationFactory(event=event, person=PersonFactory(slug="ada-lind")).person.get_absolute_url()


def with_a_tag(client: Client, event: Event) -> str:
    story, tag = StoryFactory(), TagFactory()
    story.tags.add(tag)
    ReportFactory(event=event, story=story)
    return tag.get_absolute_url()


def as_a_part(client: Client, event: Event) -> str:
    series = EventFactory()
    Event.objects.filter(pk=event.pk).update(part_of=series)
    return series.get_absolute_url()


def its_own_page(client: Client, event: Event) -> str:
    return event.get_absolute_url()


def in_a_search(client: Client, event: Event) -> str:
    return "/search/?q=Talks"


def in_a_story(client: Client, event: Event) -> str:
    return ReportFactory(event=event).story.get_absolute_url()


def in_a_dossier(client: Client, event: Event) -> str:
    section = SectionFactory(dossier=DossierFactory(owner_id=int(client.session["_auth_user_id"])))
    EntryFactory(section=section, kind="event", story=None, event=event, position=1)
    return section.dossier.get_absolute_url()


def offered_for_a_dossier(client: Client, event: Event) -> str:
    dossier = DossierFactory(owner_id=int(client.session["_auth_user_id"]))
    SectionFactory(dossier=dossier)
    return f"{dossier.get_absolute_url()}?material=search&mq=Talks"


def beside_its_likeness(client: Client, event: Event) -> str:
    EventFactory(title="Talks", date=event.date)
    return "/events/duplicates/"


def to_be_merged_with(client: Client, event: Event) -> str:
    return f"{EventFactory().get_absolute_url()}merge/?with=Talks+on"


def likely_to_be_merged_with(client: Client, event: Event) -> str:
    return f"{EventFactory(title='Talks', date=event.date).get_absolute_url()}merge/"


PLACES: list[Callable[[Client, Event], str]] = [
    in_a_list,
    with_a_person,
    with_a_tag,
    as_a_part,
    its_own_page,
    in_a_search,
    in_a_story,
    in_a_dossier,
    offered_for_a_dossier,
    beside_its_likeness,
    to_be_merged_with,
    likely_to_be_merged_with,
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_it_is_marked_until_it_is_decided_on(client: Client, place: Callable[[Client, Event], str]) -> None:
    client.force_login(UserFactory())
    title = "Talks on fish" if place is to_be_merged_with else "Talks"
    event = EventFactory(title=title, standing="suggested")
    where = place(client, event)
    page = client.get(where).content.decode()
    assert title in page
    assert page.count(MARK) == 1
    Event.objects.filter(pk=event.pk).update(standing="confirmed")
    assert MARK not in client.get(where).content.decode()


def test_a_suggested_report_of_a_confirmed_event_is_marked_on_its_story(client: Client) -> None:
    client.force_login(UserFactory())
    report = ReportFactory(standing="suggested")
    assert client.get(report.story.get_absolute_url()).content.decode().count(MARK) == 1
