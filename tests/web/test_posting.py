"""A post never answers with a page of its own, so that the browser's Back leads to every page again."""

import pytest
from django.urls import reverse

from stories.models import Entry
from stories.vocabulary import EntryKind, Role
from stories.web import urls
from tests.dossiers.builders import make
from tests.e2e.addresses import address
from tests.e2e.house import build
from tests.factories import StoryFactory, UserFactory

pytestmark = pytest.mark.django_db


def shown(response):
    """Whether the answer is a page, and says that all is well."""
    return response.status_code == 200 and response.content.lstrip().lower().startswith(b"<!doctype html>")


def given(house):
    """What makes as many acts as possible do something: rows that there are, and words."""
    return {
        "story": house.story.pk,
        "other": house.corrected.pk,
        "exact": house.story.body[:40],
        "q": "trump",
        "title": "Posted",
        "name": "Posted",
        "headline": "Posted",
        "note": "posted",
        "with": house.second.slug,
        "into": house.second.slug,
        "text": "A page\n\nthat was pasted.",
        "act": "confirm",
        "do": "accept",
    }


@pytest.mark.parametrize("filled", [False, True])
def test_no_post_is_answered_with_a_page_when_all_is_well(client, filled):
    house = build()
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    answered = {}
    for name in sorted(pattern.name for pattern in urls.urlpatterns):
        where = address(name, house)
        response = client.post(where, given(house) if filled else {"csrfmiddlewaretoken": "sent"})
        answered[name] = "page" if not response.streaming and shown(response) else response.status_code
        if response.streaming:
            assert b"".join(response) is not None
    answers = {name for name, status in answered.items() if status == "page"}
    assert answers == set()
    assert sum(status == 302 for status in answered.values()) > 40


def test_back_from_where_something_was_put_leads_to_the_choice_again(client):
    made, story = make(), StoryFactory()
    client.force_login(made.desk.owner)
    url = reverse("stories:dossier_quote", args=[story.pk])
    response = client.post(url, {"dossier": made.dossier.slug, "exact": story.body[:9], "note": "kept"})
    choice = response.url
    for _ in range(2):  # as often as one comes back to it
        page = client.get(choice)
        assert page.status_code == 200
        assert {section.pk for section in page.context["sections"]} == {made.first.pk, made.second.pk}
        posted = dict(page.context["carried"])
        assert posted["note"] == "kept"
        put = client.post(page.context["action"], {**posted, "section": made.second.pk})
        assert put.url == story.get_absolute_url()
    assert Entry.objects.filter(kind=EntryKind.QUOTE, story=story, section=made.second).exists()


def test_what_another_session_was_to_add_is_not_shown(client):
    made = make()
    client.force_login(made.desk.owner)
    choice = client.post(reverse("stories:dossier_add_story"), {"story": made.story.pk}).url
    assert client.get(choice).status_code == 200
    client.force_login(made.desk.colleague)
    assert client.get(choice).url == reverse("stories:dossier_list")


def test_the_last_few_choices_are_kept(client):
    made = make()
    client.force_login(made.desk.owner)
    url = reverse("stories:dossier_add_story")
    choices = [client.post(url, {"story": made.story.pk, "note": f"{n}"}).url for n in range(6)]
    assert client.get(choices[0]).url == reverse("stories:dossier_list")
    for number, choice in list(enumerate(choices))[1:]:
        assert dict(client.get(choice).context["carried"])["note"] == f"{number}"
