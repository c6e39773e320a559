"""The register of quotations: the list and its filters, one quotation beside others, what editors decide."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from stories.linking.connecting import connect_stories
from stories.linking.quotations import find_quotations
from stories.models import Change, Quotation, Story
from stories.models.sorting import first_key
from stories.vocabulary import Role, Standing
from tests.factories import (
    NOW,
    MentionFactory,
    OutletFactory,
    PersonFactory,
    QuotationFactory,
    StoryFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(role=Role.EDITOR))
    return client


def words(answer: Any) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def said(day: int, quoted: str, **more: Any) -> Quotation:
    """A quotation as it is found in a story of a day in June 2025."""
    moment = datetime(2025, 6, day, 12, tzinfo=UTC)
    story = StoryFactory(
        headline=f"Story {day}",
        body=f"It was said: {quoted} So it was.",
        published_at=moment,
        published_precision="day",
        sort_key=first_key(moment) + Story.objects.count(),
        outlet=more.pop("outlet", None) or OutletFactory(),
    )
    start = len("It was said: ")
    more.setdefault("speaker", None)
    return QuotationFactory(
        story=story, words=quoted, start=start, end=start + len(quoted), sort_key=story.sort_key, **more
    )


def listed(answer: Any) -> list[str]:
    return [row.words for row in answer.context["rows"]]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_for_any_number(editor: Client, django_assert_num_queries: Any, number: int) -> None:
    for day in range(number):
        speaker = PersonFactory()
        said(day % 28 + 1, f"Words of number {day}", speaker=speaker, tenure=TenureFactory(person=speaker))
    with django_assert_num_queries(9):
        answer = editor.get("/quotes/")
    assert len(answer.context["rows"]) == min(number, 25)


def test_the_cells_say_who_what_where_and_when(editor: Client) -> None:
    speaker = PersonFactory(name="Ana Brill")
    post = TenureFactory(person=speaker, post="Mayor of Port Linden")
    said(3, "We open the harbour", speaker=speaker, tenure=post, outlet=OutletFactory(name="Linden Gazette"))
    said(2, "Nobody knows me here", said_by="an official")
    said(1, "This one was no quotation", standing=Standing.REJECTED)
    page = words(editor.get("/quotes/"))
    for part in (
        "“We open the harbour”",
        "Ana Brill",
        "Mayor of Port Linden",
        "Linden Gazette",
        "3 Jun 2025",
        "an official",
    ):
        assert part in page, part
    assert "no quotation" not in page


def test_filters_narrow_the_list(editor: Client) -> None:
    speaker, outlet = PersonFactory(slug="brill"), OutletFactory(slug="gazette")
    said(10, "The harbour opens soon", speaker=speaker, outlet=outlet)
    said(20, "The harbour stays closed")
    assert listed(editor.get("/quotes/")) == ["The harbour stays closed", "The harbour opens soon"]
    assert listed(editor.get("/quotes/?sort=day")) == ["The harbour opens soon", "The harbour stays closed"]
    for query in ("person=brill", "outlet=gazette", "q=harbour+opens", "before=2025-06-15", "q=%22opens"):
        assert listed(editor.get(f"/quotes/?{query}")) == ["The harbour opens soon"], query
    assert listed(editor.get("/quotes/?after=2025-06-15")) == ["The harbour stays closed"]
    assert listed(editor.get("/quotes/?q=AND")) == []
    answer = editor.get("/quotes/?person=nobody&q=harbour")
    assert len(listed(answer)) == 2
    assert "There is no person “nobody”." in words(answer)


def test_the_same_words_in_other_outlets_stand_beside_it(editor: Client) -> None:
    body = "Brill spoke in Port Linden. “We open the harbour to everybody in the spring of next year,” Brill said."
    cut = "“We open the harbour to everybody in the spring,” the mayor was quoted as saying by the Gazette."
    other = "“We close the harbour for good this very autumn,” Brill said."
    speaker = PersonFactory(name="Ana Brill")
    stories = [StoryFactory(body=text, headline="H", dek="") for text in (body, cut, other)]
    MentionFactory(story=stories[0], person=speaker, start=0, end=5, surface="Brill")
    connect_stories([story.pk for story in stories], now=NOW)
    first, second, third = (Quotation.objects.get(story=story) for story in stories)
    assert first.key == second.key != third.key
    page = words(editor.get(f"/quotes/{first.pk}/"))
    assert "3 words fewer" in page
    assert "close the harbour" not in page
    assert "No other story has these words." in words(editor.get(f"/quotes/{third.pk}/"))


def test_an_editor_confirms_corrects_and_rejects(editor: Client) -> None:
    quotation = said(3, "We open the harbour")
    person = PersonFactory(name="Tom Okada", slug="okada")
    post = TenureFactory(person=person, start="2025", end="..", start_day=datetime(2025, 1, 1).date(), end_day=None)
    address = f"/quotes/{quotation.pk}/decide/"
    editor.post(address, {"verdict": "confirm"})
    quotation.refresh_from_db()
    assert quotation.standing == Standing.CONFIRMED
    editor.post(address, {"verdict": "speaker", "person": "okada"})
    quotation.refresh_from_db()
    assert (quotation.speaker, quotation.tenure, quotation.standing) == (person, post, Standing.CONFIRMED)
    connect_stories([quotation.story_id], now=NOW)
    assert Quotation.objects.get().speaker == person
    batch = Change.objects.about(quotation).filter(verb="confirmed")[0].batch
    editor.post(f"/changes/{batch}/undo/")
    quotation.refresh_from_db()
    assert quotation.speaker is None
    answer = editor.post(address, {"verdict": "speaker", "person": "Nobody Known"}, follow=True)
    assert "There is no person “Nobody Known”." in answer.content.decode()
    editor.post(address, {"verdict": "reject"})
    quotation.refresh_from_db()
    assert quotation.standing == Standing.REJECTED
    assert "Choose what is to be done" in editor.post(address, {"verdict": "x"}, follow=True).content.decode()


def test_a_rejected_quotation_is_not_found_again_and_follows_its_words() -> None:
    story = StoryFactory(body="“We open the harbour today,” Brill said.", headline="H", dek="")
    connect_stories([story.pk], now=NOW)
    Quotation.objects.update(standing=Standing.REJECTED)
    story.body = f"Before it all. {story.body}"
    story.save()
    connect_stories([story.pk], now=NOW)
    quotation = Quotation.objects.get()
    assert (quotation.standing, story.body[quotation.start : quotation.end]) == (
        "rejected",
        "We open the harbour today",
    )


def test_a_speaker_has_the_post_of_the_day_of_the_story() -> None:
    person = PersonFactory()
    TenureFactory(
        person=person, post="Deputy", start_day=datetime(2020, 1, 1).date(), end_day=datetime(2024, 12, 31).date()
    )
    now = TenureFactory(person=person, post="Mayor", start_day=datetime(2025, 1, 1).date(), end_day=None)
    body = "“We open the harbour today,” Brill said."
    story = StoryFactory(body=body, published_at=NOW.replace(year=2025, month=6), published_precision="day")
    MentionFactory(story=story, person=person, start=body.index("Brill"), end=body.index("Brill") + 5, surface="Brill")
    assert find_quotations([story.pk], now=NOW) == 1
    assert find_quotations([story.pk], now=NOW) == 0
    quotation = Quotation.objects.get()
    assert (quotation.speaker, quotation.tenure, quotation.said_by) == (person, now, "Brill")


def test_person_and_story_show_what_is_said(editor: Client) -> None:
    speaker = PersonFactory(slug="brill")
    quotation = said(3, "We open the harbour", speaker=speaker)
    for address in ("/people/brill/", quotation.story.get_absolute_url()):
        assert "“We open the harbour”" in words(editor.get(address)), address


def test_readers_look_and_do_not_decide(client: Client) -> None:
    client.force_login(UserFactory(role=Role.READER))
    quotation = said(3, "We open the harbour")
    assert "Say who spoke" not in words(client.get(f"/quotes/{quotation.pk}/"))
    assert client.post(f"/quotes/{quotation.pk}/decide/", {"verdict": "confirm"}).status_code == 403
