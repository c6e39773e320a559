"""What is done to many stories from the list: ticked ones or all that match, said afterwards, and taken back."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from stories.models import Change, Entry, Story, Tag
from stories.vocabulary import DossierState, Role
from tests.factories import (
    DossierFactory,
    OutletFactory,
    SectionFactory,
    StoryFactory,
    StoryTagFactory,
    TagFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
BULK = "/stories/bulk/"


@pytest.fixture
def user() -> Any:
    return UserFactory()


@pytest.fixture
def editor(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def said(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def tags_of(story: Story) -> list[str]:
    return sorted(story.tags.values_list("name", flat=True))


def test_ticked_stories_are_tagged_and_the_list_comes_back(editor: Client) -> None:
    one, two, three = StoryFactory.create_batch(3)
    answer = editor.post(
        BULK, {"story": [one.pk, two.pk], "act-tag": "1", "tags": "trade, steel", "query": "tag=x&sort=oldest"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/stories/?tag=x&sort=oldest")
    assert said(answer) == ["2 stories tagged “trade”, “steel”."]
    assert [tags_of(story) for story in (one, two, three)] == [["steel", "trade"], ["steel", "trade"], []]


def test_all_that_match_are_found_again_by_the_query(editor: Client) -> None:
    outlet = OutletFactory(slug="reuters")
    matching = StoryFactory.create_batch(30, outlet=outlet)
    other = StoryFactory()
    # An id that does not match is posted as well: the query alone decides.
    answer = editor.post(
        BULK, {"matching": "1", "query": "outlet=reuters&older=5", "story": [other.pk], "act-tag": "1", "tags": "wire"}
    )
    assert said(answer) == ["30 stories tagged “wire”."]
    assert {story.pk for story in Story.objects.filter(tags__name="wire")} == {story.pk for story in matching}
    assert Change.objects.filter(kind="story", verb="tagged").values("batch").distinct().count() == 1


def test_undo_takes_the_whole_batch_back(editor: Client) -> None:
    stories = StoryFactory.create_batch(3)
    editor.post(BULK, {"matching": "1", "query": "", "act-checked": "1"})
    assert set(Story.objects.values_list("state", flat=True)) == {"checked"}
    page = editor.get("/stories/").content.decode()
    batch = Change.objects.filter(kind="story").first().batch
    address = reverse("stories:undo", args=[batch])
    assert f'action="{address}"' in page
    answer = editor.post(address, headers={"Referer": "http://testserver/stories/?q=x"})
    assert (answer.status_code, answer["Location"]) == (302, "http://testserver/stories/?q=x")
    assert {Story.objects.get(pk=story.pk).state for story in stories} == {"new"}


def test_more_than_one_request_can_do_is_refused_and_nothing_is_done(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stories.web.stories.bulk.MOST_AT_ONCE", 2)
    StoryFactory.create_batch(3)
    section = SectionFactory(dossier__owner=User.objects.get(pk=editor.session["_auth_user_id"]))
    for act in ({"act-checked": "1"}, {"act-dossier": "1", "section": section.pk}):
        answer = editor.post(BULK, {"matching": "1", "query": "", **act})
        said = [str(message) for message in get_messages(answer.wsgi_request)]
        assert said[-1].startswith("More than 2 stories match. Narrow the search")
    assert set(Story.objects.values_list("state", flat=True)) == {"new"}
    assert not Entry.objects.exists()


def test_undo_goes_to_no_page_of_others(editor: Client) -> None:
    StoryFactory()
    editor.post(BULK, {"matching": "1", "query": "", "act-checked": "1"})
    batch = Change.objects.filter(kind="story").first().batch
    answer = editor.post(reverse("stories:undo", args=[batch]), headers={"Referer": "https://evil.example/x"})
    assert answer["Location"] == "/"


def test_undoing_what_is_not_there_says_so(editor: Client) -> None:
    answer = editor.post(reverse("stories:undo", args=[uuid.uuid4()]))
    assert said(answer) == ["There is nothing of this kind in the history."]


def test_tags_are_taken_away(editor: Client) -> None:
    tag = TagFactory(name="trade")
    one, two = StoryFactory.create_batch(2)
    StoryTagFactory(story=one, tag=tag)
    answer = editor.post(BULK, {"story": [one.pk, two.pk], "act-untag": "1", "tags": "trade"})
    assert said(answer) == ["1 story without “trade”. 1 already."]
    assert tags_of(one) == []


def test_the_outlet_is_set_by_any_of_its_names(editor: Client) -> None:
    outlet = OutletFactory(name="The Japan News", slug="japan-news")
    for typed in ("the japan news", "japan-news", str(outlet.pk)):
        story = StoryFactory()
        answer = editor.post(BULK, {"story": [story.pk], "act-outlet": "1", "outlet": typed})
        assert said(answer)[-1] == "1 story by The Japan News."
        assert Story.objects.get(pk=story.pk).outlet == outlet


def test_stories_go_into_a_section_and_come_out_again(editor: Client, user: Any) -> None:
    section = SectionFactory(title="Talks", dossier=DossierFactory(owner=user, title="Called off"))
    stories = StoryFactory.create_batch(2)
    assert "Called off: Talks" in editor.get("/stories/").content.decode()
    answer = editor.post(BULK, {"matching": "1", "query": "", "act-dossier": "1", "section": section.pk})
    assert said(answer) == ["2 stories added to “Called off”."]
    assert set(section.entries.values_list("story_id", flat=True)) == {story.pk for story in stories}
    batch = Change.objects.filter(kind="dossier").get().batch
    again = editor.post(BULK, {"story": [stories[0].pk], "act-dossier": "1", "section": section.pk})
    assert said(again)[-1] == "Nothing to add to “Called off”: 1 story there already."
    editor.post(reverse("stories:undo", args=[batch]))
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("whose", ["another's", "in review", "none"])
def test_only_ones_own_drafts_can_be_added_to(editor: Client, user: Any, whose: str) -> None:
    dossiers = {
        "another's": lambda: DossierFactory(title="Canary"),
        "in review": lambda: DossierFactory(
            owner=user, title="Canary", state=DossierState.IN_REVIEW, submitted_by=user
        ),
    }
    key = SectionFactory(dossier=dossiers[whose]()).pk if whose in dossiers else 10**9
    story = StoryFactory()
    assert "Canary" not in editor.get("/stories/").content.decode().partition('id="list"')[2]
    answer = editor.post(BULK, {"story": [story.pk], "act-dossier": "1", "section": key})
    assert said(answer) == ["Choose a section of a dossier in draft."]
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"act-tag": "1", "tags": "x"}, "No story was chosen: tick some, or all that match."),
        ({"act-tag": "1", "tags": " , ", "matching": "1"}, "Name at least one tag."),
        ({"act-tag": "1", "tags": "x" * 81, "matching": "1"}, "is too long for a tag"),
        ({"act-untag": "1", "tags": "unheard", "matching": "1"}, "There is no tag “unheard”."),
        ({"matching": "1"}, "Choose what is to be done with the stories."),
        ({"matching": "1", "act-tag": "1", "act-checked": "1"}, "Choose what is to be done with the stories."),
        ({"matching": "1", "act-outlet": "1"}, "Name the outlet."),
        ({"matching": "1", "act-outlet": "1", "outlet": "Nobody"}, "There is no outlet “Nobody”."),
        ({"story": ["x", "-1", "9" * 30], "act-checked": "1"}, "No story was chosen: tick some, or all that match."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changes(editor: Client, posted: dict[str, Any], sentence: str) -> None:
    StoryFactory()
    answer = editor.post(BULK, posted)
    assert answer.status_code == 302
    assert sentence in said(answer)[0]
    assert (Change.objects.count(), Tag.objects.count()) == (0, 0)


@pytest.mark.parametrize("query", ["outlet=nobody-at-all", "q=(", "after=20x5", "person=ishiba&kind=poem"])
def test_a_query_with_a_mistake_never_widens_to_more_stories(editor: Client, query: str) -> None:
    StoryFactory.create_batch(3)
    answer = editor.post(BULK, {"matching": "1", "query": query, "act-checked": "1"})
    assert said(answer)[0].endswith("Nothing was done.")
    assert set(Story.objects.values_list("state", flat=True)) == {"new"}


def test_enter_in_the_tags_field_tags(editor: Client) -> None:
    story = StoryFactory()
    editor.post(BULK, {"story": [story.pk], "act": "", "tags": "trade", "outlet": ""})
    assert tags_of(story) == ["trade"]


@pytest.mark.parametrize("role", [Role.READER, ""])
def test_readers_are_refused(client: Client, role: str) -> None:
    client.force_login(UserFactory(role=role))
    story = StoryFactory()
    editor_batch = uuid.uuid4()
    assert client.post(BULK, {"story": [story.pk], "act-tag": "1", "tags": "x"}).status_code == 403
    assert client.post(reverse("stories:undo", args=[editor_batch])).status_code == 403
    assert tags_of(story) == []


def test_signed_out_visitors_sign_in_first(client: Client) -> None:
    for address in (BULK, reverse("stories:undo", args=[uuid.uuid4()])):
        answer = client.post(address)
        assert answer["Location"].startswith("/accounts/login/")


def test_only_post_changes_anything(editor: Client) -> None:
    assert editor.get(BULK).status_code == 405
    assert editor.get(reverse("stories:undo", args=[uuid.uuid4()])).status_code == 405
