"""The admin in Chromium, under the same content security policy as everything else: nothing of it is blocked."""

from typing import Any

import pytest

from stories.models import Story, StoryTopic
from stories.vocabulary import Role
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signed_in(page: Any, live_server: Any, client: Any) -> Any:
    """A window of an administrator; a blocked script or style fails the test, as any complaint on the console does."""
    from django.conf import settings

    client.force_login(make.UserFactory(role=Role.ADMINISTRATOR))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return page


def choose(page: Any, box: str, text: str) -> None:
    """Type into an autocomplete and take what it offers."""
    page.click(f"{box} + .select2")
    page.fill(".select2-search__field", text)
    page.click(f".select2-results__option--highlighted:has-text('{text}')")


def test_lists_actions_autocomplete_and_inlines_work(signed_in: Any) -> None:
    page = signed_in
    topic = make.TopicFactory(name="Fisheries")
    outlet = make.OutletFactory(name="Harbour Post")
    make.TagFactory(name="whales")
    stories = make.StoryFactory.create_batch(3)

    # an action with a page between, and an autocomplete on it
    page.goto("/admin/stories/story/")
    page.check("#action-toggle")
    page.select_option("select[name=action]", "set_topic")
    page.click("button[name=index]")
    choose(page, "#id_topic", "Fisheries")
    page.click("input[value='Give the topic']")
    page.wait_for_selector(".messagelist .success")
    assert "3 of 3 stories got the topic" in page.inner_text(".messagelist")
    assert StoryTopic.objects.filter(topic=topic).count() == 3

    # a form: autocomplete, a row added to an inline, a part that folds, date pickers
    page.goto(f"/admin/stories/story/{stories[0].pk}/change/")
    choose(page, "#id_outlet", "Harbour Post")
    page.click("#storytag_set-group .add-row a")
    choose(page, "#id_storytag_set-0-tag", "whales")
    page.click("summary:has-text('Beside the text')")
    assert page.is_visible("#id_captions")
    page.click(".field-published_at .datetimeshortcuts [id^=calendarlink]")
    page.wait_for_selector(".calendarbox >> visible=true")
    page.keyboard.press("Escape")
    page.fill("#id_headline", "Corrected in a browser")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    story = Story.objects.get(pk=stories[0].pk)
    assert (story.headline, story.outlet, [tag.name for tag in story.tags.all()]) == (
        "Corrected in a browser",
        outlet,
        ["whales"],
    )


def test_a_related_row_is_made_in_a_window_of_its_own(signed_in: Any) -> None:
    page = signed_in
    make.TopicFactory(name="Seas")
    page.goto("/admin/stories/topic/add/")
    page.fill("#id_name", "Whales")
    with page.expect_popup() as opened:
        page.click("#add_id_broader")
    window = opened.value
    window.fill("#id_name", "Animals")
    with window.expect_event("close"):
        window.click("input[name=_save]")
    page.wait_for_selector("#id_broader option:has-text('Animals')", state="attached")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")


@pytest.mark.parametrize(
    "where",
    [
        "",
        "stories/person/",
        "stories/person/add/",
        "stories/outlet/add/",
        "stories/event/add/",
        "stories/dossier/add/",
        "stories/mention/add/",
        "stories/change/",
        "auth/user/add/",
        "password_change/",
    ],
)
def test_nothing_is_blocked(signed_in: Any, where: str) -> None:
    user = make.UserFactory(role=Role.ADMINISTRATOR)
    user.is_superuser = True
    user.save()
    answer = signed_in.goto(f"/admin/{where}")
    assert answer.status in {200, 403}
    signed_in.wait_for_load_state("networkidle")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    blocked = signed_in.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.responseStatus >= 400).map(e => e.name)"
    )
    assert blocked == []
