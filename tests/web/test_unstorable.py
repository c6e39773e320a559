"""A NUL in an address or a form finds nothing and breaks nothing: PostgreSQL takes it in no text at all."""

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db
NUL = "\x00"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make.UserFactory())
    return client


@pytest.mark.parametrize("name", ["outlet", "via", "agency", "person", "event", "tag", "topic", "dossier"])
@pytest.mark.parametrize("value", [NUL, f"a{NUL}"])
def test_a_filter_of_stories_says_that_there_is_no_such_thing(editor: Client, name: str, value: str) -> None:
    story = make.StoryFactory()
    page = editor.get("/stories/", {name: value})
    assert page.status_code == 200
    assert story.headline in page.content.decode()
    assert ("There is no" in page.content.decode()) == (value != NUL)


@pytest.mark.parametrize("address", ["/captures/?outlet=", "/events/?person=", "/search/?q=", "/names/event/?title="])
def test_other_filters_and_completion_go_on(editor: Client, address: str) -> None:
    assert editor.get(f"{address}a%00").status_code == 200


def test_forms_answer_with_a_sentence(editor: Client) -> None:
    story = make.StoryFactory()
    said = editor.post(f"/stories/{story.pk}/topics/", {"topic": f"a{NUL}"}, follow=True).content.decode()
    assert "There is no topic “a”" in said
    said = editor.post("/dossiers/new/", {"title": "A title", "topic": f"a{NUL}"}).content.decode()
    assert "There is no topic “a”" in said
    assert editor.post("/dossiers/add/", {"story": story.pk, "dossier": f"a{NUL}"}, follow=True).status_code == 200
