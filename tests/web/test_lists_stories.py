"""The list of stories: rows, filters, paging, chips, facets, preview."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stories.models import Story
from stories.models.sorting import first_key
from stories.vocabulary import MentionState, Role
from stories.web.stories.chips import text_parts
from tests.factories import (
    DossierFactory,
    EntryFactory,
    EventFactory,
    MentionFactory,
    OutletFactory,
    PersonFactory,
    ReportFactory,
    SectionFactory,
    StoryFactory,
    StoryTagFactory,
    StoryTopicFactory,
    TagFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/stories/"


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory(role=Role.READER))
    return client


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def cells(page: str) -> list[list[str]]:
    """The text of each cell of each row of the table, spaces made one."""
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    rows = re.findall(r"<tr.*?</tr>", body[1], re.DOTALL) if body else []
    return [[text(cell) for cell in re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL)] for row in rows]


def text(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def headlines(answer: Any) -> list[str]:
    return [row[1].partition(" full text")[0] for row in cells(answer.content.decode())]


def test_a_row_says_all_that_it_should(editor: Client) -> None:
    outlet, via, agency = OutletFactory(name="Arab News"), OutletFactory(name="Daily8"), OutletFactory(name="Reuters")
    story = StoryFactory(
        headline="Japan drops July meeting",
        body="Rubio and Hegseth met Iwaya and Nakatani.",
        outlet=outlet,
        via=via,
        agency=agency,
        published_at=datetime(2025, 6, 21, tzinfo=UTC),
        published_precision="day",
        published_basis="dateline",
        state="checked",
    )
    for number, name in enumerate(["Marco Rubio", "Pete Hegseth", "Takeshi Iwaya", "Gen Nakatani"]):
        MentionFactory(
            story=story, start=number, end=number + 1, person=PersonFactory(name=name), state=MentionState.CONFIRMED
        )
    MentionFactory(story=story, start=8, end=9, person=PersonFactory(name="Not Them"), state=MentionState.REJECTED)
    ReportFactory(story=story, event=EventFactory(title="2+2 talks"))
    assert cells(editor.get(LIST).content.decode()) == [
        [
            "",
            "Japan drops July meeting full text · via Daily8 · Reuters copy preview",
            "Arab News",
            "Rubio, Hegseth, Iwaya, +1",
            "2+2 talks",
            "21 Jun 2025 dateline",
            "checked",
        ]
    ]


def test_events_with_long_names_give_way_to_a_number(editor: Client) -> None:
    story = StoryFactory()
    for title in ("Signing of a treaty on fish", "Talks in the harbour, July 2025"):
        ReportFactory(story=story, event=EventFactory(title=title))
    assert cells(editor.get(LIST).content.decode())[0][4] in (
        "Signing of a treaty on fish, +1",
        "Talks in the harbour, July 2025, +1",
    )


def test_family_names_stand_at_either_end(editor: Client) -> None:
    story = StoryFactory()
    names = (("Xi Jinping", "family_first"), ("Ursula von der Leyen", "given_first"), ("高市早苗", "family_first"))
    for number, (name, order) in enumerate(names):
        person = PersonFactory(name=name)
        person.names.update(order=order)
        MentionFactory(story=story, start=number, end=number + 1, person=person)
    assert cells(editor.get(LIST).content.decode())[0][3] == "Xi, von der Leyen, 高市早苗"


def test_a_row_that_lacks_everything_says_so(editor: Client) -> None:
    StoryFactory(headline="Bare", outlet=None, published_at=None, completeness="headline", kind="opinion")
    page = editor.get(LIST).content.decode()
    assert cells(page) == [["", "Bare opinion · headline only preview", "Outlet unknown", "", "", "no date", "undated"]]
    assert page.count("data-empty") == 2
    MentionFactory(story=StoryFactory(headline="Open"))
    assert cells(editor.get(LIST).content.decode())[1][6] == "1 mention"


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(
    editor: Client, django_assert_num_queries: Any, number: int
) -> None:
    for _ in range(number):
        story = StoryFactory(via=OutletFactory(), agency=OutletFactory())
        MentionFactory(story=story)
        MentionFactory(story=story, start=10, end=13)
        ReportFactory(story=story)
    with django_assert_num_queries(15):
        answer = editor.get(LIST)
    assert len(cells(answer.content.decode())) == min(number, 25)


def test_paging_visits_sixty_stories_once_each_there_and_back(reader: Client) -> None:
    StoryFactory.create_batch(60)
    expected = list(Story.objects.order_by("-sort_key").values_list("pk", flat=True))
    for sort, wanted in (("newest", expected), ("oldest", expected[::-1])):
        answer = reader.get(LIST, {"sort": sort})
        seen = [[story.pk for story in answer.context["rows"]]]
        while answer.context["older"]:
            answer = reader.get(answer.context["older"])
            seen.append([story.pk for story in answer.context["rows"]])
        assert [len(page) for page in seen] == [25, 25, 10]
        assert [pk for page in seen for pk in page] == wanted
        answer = reader.get(LIST, {"sort": sort, "page": "last"})
        seen = [[story.pk for story in answer.context["rows"]]]
        while answer.context["newer"]:
            answer = reader.get(answer.context["newer"])
            seen.insert(0, [story.pk for story in answer.context["rows"]])
        assert [pk for page in seen for pk in page] == wanted


@pytest.mark.parametrize("place", ["x", "1.5", "1" * 30, "--1", "٣"])
def test_a_place_that_cannot_be_read_is_the_first_page_with_a_note(reader: Client, place: str) -> None:
    StoryFactory(headline="One")
    for name in ("older", "newer"):
        answer = reader.get(LIST, {name: place})
        assert headlines(answer) == ["One"]
        assert "That place in the list cannot be read" in answer.content.decode()


class TestFilters:
    """Each filter of the contract finds its story and leaves the other out."""

    def filters(self) -> dict[str, list[str]]:
        outlet, tag, topic = OutletFactory(slug="reuters"), TagFactory(slug="trade"), TopicFactory(slug="steel")
        person, event = PersonFactory(slug="ishiba"), EventFactory(slug="talks")
        dossier = DossierFactory(slug="mine", owner=self.user)
        story = StoryFactory(
            headline="Wanted",
            body="Zinc was wanted.",
            outlet=outlet,
            via=outlet,
            agency=outlet,
            byline=["Ann Holm"],
            language="ja",
            kind="opinion",
            completeness="summary",
            state="checked",
            published_at=datetime(2024, 5, 5, tzinfo=UTC),
            sort_key=first_key(datetime(2024, 5, 5, tzinfo=UTC)),
        )
        StoryTagFactory(story=story, tag=tag)
        StoryTopicFactory(story=story, topic=topic)
        MentionFactory(story=story, person=person, state=MentionState.CONFIRMED)
        ReportFactory(story=story, event=event)
        EntryFactory(section=SectionFactory(dossier=dossier), story=story)
        StoryFactory(headline="Other", body="Something else.")
        return {
            "q": ["zinc"],
            "outlet": ["reuters", str(outlet.pk), "REUTERS"],
            "via": ["reuters"],
            "agency": ["reuters"],
            "author": ["holm", "Ann HOLM"],
            "tag": ["trade", str(tag.pk)],
            "topic": ["steel", str(topic.pk)],
            "person": ["ishiba", str(person.pk)],
            "event": ["talks", str(event.pk)],
            "dossier": ["mine", str(dossier.pk)],
            "language": ["ja"],
            "kind": ["opinion"],
            "completeness": ["summary"],
            "state": ["checked"],
            "is": ["checked", "tagged"],
            "before": ["2025", "2024-06", "2024-05-06"],
        }

    def test_each_one(self, client: Client) -> None:
        self.user = UserFactory()
        client.force_login(self.user)
        for name, values in self.filters().items():
            for value in values:
                answer = client.get(LIST, {name: value})
                assert [story.headline for story in answer.context["rows"]] == ["Wanted"], (name, value)
                assert answer.context["notes"] == []
        assert [story.headline for story in client.get(LIST, {"after": "2025"}).context["rows"]] == ["Other"]

    def test_a_value_may_repeat_and_means_any(self, reader: Client) -> None:
        for slug in ("one", "two", "three"):
            StoryFactory(headline=slug, outlet=OutletFactory(slug=slug))
        answer = reader.get(LIST, {"outlet": ["one", "three"]})
        assert sorted(story.headline for story in answer.context["rows"]) == ["one", "three"]

    def test_a_bad_value_shows_its_error_and_keeps_the_rest(self, reader: Client) -> None:
        StoryFactory(headline="Wanted", outlet=OutletFactory(slug="reuters", name="Reuters"))
        StoryFactory(headline="Other")
        answer = reader.get(
            LIST, {"outlet": "reuters", "person": "nobody-at-all", "after": "20x5", "kind": "poem", "sort": "size"}
        )
        page = text(answer.content.decode())
        assert [story.headline for story in answer.context["rows"]] == ["Wanted"]
        assert "There is no person “nobody-at-all”." in page
        assert "“20x5” is no date: write 2025, 2025-06 or 2025-06-21." in page
        assert "“poem” is no kind of story" in page
        assert "Stories cannot be ordered by “size”; these are the newest first." in page
        chips = {(chip.key, chip.label): chip.bad for chip in answer.context["chips"]}
        assert chips == {
            ("outlet", "Reuters"): False,
            ("person", "nobody-at-all"): True,
            ("after", "20x5"): True,
            ("kind", "poem"): True,
        }

    def test_words_that_cannot_be_read_say_where_and_stay_in_the_box(self, reader: Client) -> None:
        StoryFactory(headline="Wanted", outlet=OutletFactory(slug="reuters"))
        StoryFactory(headline="Other")
        answer = reader.get(LIST, {"q": 'tariffs (steel "', "outlet": "reuters"})
        page = answer.content.decode()
        assert "This quotation mark is not closed." in page
        assert 'value="tariffs (steel &quot;"' in page
        assert '<p class="query__where" aria-hidden="true">tariffs (steel <mark>&quot;</mark></p>' in page
        assert [story.headline for story in answer.context["rows"]] == ["Wanted"]

    def test_a_dossier_of_somebody_else_is_no_dossier(self, editor: Client) -> None:
        hidden = DossierFactory(slug="secret-canary", title="Canary in the mine")
        EntryFactory(section=SectionFactory(dossier=hidden), story=StoryFactory(headline="In it"))
        page = editor.get(LIST, {"dossier": "secret-canary"}).content.decode()
        assert "There is no dossier “secret-canary”." in html.unescape(page)
        assert "Canary in the mine" not in page


def test_the_query_in_parts() -> None:
    asked = 'japan (talks OR alliance) topic:us-japan "rare earths" -is:rejected a OR b OR c -(x y)'
    assert [part.text for part in text_parts(asked)] == [
        "japan",
        "(talks OR alliance)",
        "topic:us-japan",
        '"rare earths"',
        "-is:rejected",
        "a OR b OR c",
        "-(x y)",
    ]
    for odd in ("", "   ", '"', "(((", ")))", "OR", "OR OR", "a OR", "-", '-"', "a:b:c", "(a"):
        assert all(odd[part.start : part.end] == part.text for part in text_parts(odd))


def test_chips_take_their_part_away(reader: Client) -> None:
    TagFactory(slug="trade", name="Trade")
    StoryFactory(body="japan talks")
    answer = reader.get(LIST, {"q": "japan -steel tag:trade", "tag": "trade", "sort": "oldest"})
    shown = [(chip.key, chip.label, chip.negated, chip.remove) for chip in answer.context["chips"]]
    assert shown == [
        ("", "japan", False, "/stories/?tag=trade&sort=oldest&q=-steel+tag%3Atrade"),
        ("not", "steel", True, "/stories/?tag=trade&sort=oldest&q=japan+tag%3Atrade"),
        ("tag", "trade", False, "/stories/?tag=trade&sort=oldest&q=japan+-steel"),
        ("tag", "Trade", False, "/stories/?q=japan+-steel+tag%3Atrade&sort=oldest"),
    ]


def test_the_author_is_a_part_of_the_query(reader: Client) -> None:
    StoryFactory(headline="Signed", byline=["Anna Berg"])
    StoryFactory(headline="Other")
    answer = reader.get(LIST, {"q": 'author:"anna berg"', "author": ["Berg", "-"]})
    assert [story.headline for story in answer.context["rows"]] == ["Signed"]
    assert [(chip.key, chip.label, chip.bad) for chip in answer.context["chips"]] == [
        ("author", "anna berg", False),
        ("author", "Berg", False),
        ("author", "-", True),
    ]
    assert answer.context["notes"] == ["“-” is no name."]


def test_counts_are_capped_and_exact_on_request(reader: Client) -> None:
    base = first_key(datetime(2025, 1, 1, tzinfo=UTC))
    Story.objects.bulk_create(Story(headline=f"Story {n}", sort_key=base + n) for n in range(1_001))
    assert (
        '<b>1,000+ stories</b> <a href="/stories/?count=exact">count exactly</a>' in reader.get(LIST).content.decode()
    )
    assert "<b>1,001 stories</b>" in reader.get(LIST, {"count": "exact"}).content.decode()


def test_htmx_gets_the_list_alone(reader: Client) -> None:
    StoryFactory(headline="One")
    whole = reader.get(LIST).content.decode()
    part = reader.get(LIST, headers={"HX-Request": "true"}).content.decode()
    section = re.compile(r'<section id="list".*?</section>', re.DOTALL)
    assert "<html" not in part
    assert section.findall(part) == section.findall(whole) != []


def test_readers_get_no_ticks_and_no_bar(reader: Client) -> None:
    StoryFactory()
    page = reader.get(LIST).content.decode()
    assert 'id="bulk"' not in page
    assert 'name="story"' not in page


class TestFacets:
    def counts(self, answer: Any) -> dict[str, list[tuple[str, int, bool]]]:
        groups = answer.context["groups"]
        return {group.name: [(one.label, one.count, one.on) for one in group.choices] for group in groups}

    def test_values_of_the_matches_with_their_counts(self, reader: Client) -> None:
        reuters, other = OutletFactory(name="Reuters", slug="reuters"), OutletFactory(name="Other", slug="other")
        person = PersonFactory(name="Shigeru Ishiba", slug="ishiba")
        for outlet in (reuters, reuters, other):
            MentionFactory(story=StoryFactory(outlet=outlet), person=person, state=MentionState.CONFIRMED)
        StoryFactory(outlet=other, published_at=None, state="checked")
        answer = reader.get("/stories/facets/")
        assert self.counts(answer) == {
            "is": [("undated", 1, False), ("nothing found in it", 1, False), ("new", 3, False), ("checked", 1, False)],
            "completeness": [("full text", 4, False)],
            "outlet": [("Reuters", 2, False), ("Other", 2, False)],
            "person": [("Shigeru Ishiba", 3, False)],
            "language": [("English", 4, False)],
            "kind": [("news", 4, False)],
        }
        narrowed = self.counts(reader.get("/stories/facets/", {"outlet": "reuters"}))
        assert narrowed["outlet"] == [("Reuters", 2, True), ("Other", 2, False)]  # not narrowed by itself
        assert narrowed["person"] == [("Shigeru Ishiba", 2, False)]

    def test_the_work_does_not_grow_with_the_matches(self, reader: Client, django_assert_num_queries: Any) -> None:
        outlet = OutletFactory()
        for size in (2, 40):
            StoryFactory.create_batch(size, outlet=outlet)
            with django_assert_num_queries(27):
                reader.get("/stories/facets/")

    def test_without_scripts_the_page_itself_shows_them(self, reader: Client) -> None:
        StoryFactory(outlet=OutletFactory(name="Reuters", slug="reuters"))
        page = reader.get(LIST, {"facets": "1"}).content.decode()
        assert 'name="outlet" value="reuters"' in page
        assert 'href="/stories/?facets=1"' in reader.get(LIST).content.decode()


def test_the_preview_shows_the_beginning_of_the_text(editor: Client) -> None:
    story = StoryFactory(headline="A <b>bold</b> claim", body="First part.\n\n" + "word " * 400)
    page = editor.get(reverse("stories:story_preview", args=[story.pk])).content.decode()
    assert "A &lt;b&gt;bold&lt;/b&gt; claim" in page
    assert '<p dir="auto">First part.</p>' in page
    assert "…</p>" in page
    assert editor.get(reverse("stories:story_preview", args=[10**9])).status_code == 404


def test_signed_out_visitors_are_sent_to_sign_in(client: Client) -> None:
    for address in (LIST, "/stories/facets/", "/stories/1/preview/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/accounts/login/")


class TestExport:
    def lines(self, answer: Any) -> list[str]:
        return b"".join(answer.streaming_content).decode().splitlines()

    def test_the_page_offers_the_query_as_a_file(self, reader: Client) -> None:
        outlet = OutletFactory(slug="reuters", name="Reuters")
        StoryFactory(headline="Wanted", outlet=outlet)
        StoryFactory(headline="Other")
        page = html.unescape(reader.get(LIST, {"outlet": "reuters", "older": "1"}).content.decode())
        addresses = re.findall(r'href="(/stories/export/[^"]*)"', page)
        assert addresses == [f"/stories/export/?outlet=reuters&format={form}" for form in ("csv", "jsonl")]
        for address in addresses:
            answer = reader.get(address)
            assert answer["Content-Disposition"].startswith('attachment; filename="stories-')
            text = "\n".join(self.lines(answer))
            assert "Wanted" in text
            assert "Other" not in text

    def test_the_order_is_that_of_the_list(self, reader: Client) -> None:
        StoryFactory.create_batch(3)
        wanted = list(Story.objects.order_by("sort_key").values_list("headline", flat=True))
        lines = self.lines(reader.get("/stories/export/", {"format": "jsonl", "sort": "oldest"}))
        assert [json.loads(line)["headline"] for line in lines] == wanted

    @pytest.mark.parametrize("asked", ["format=exe", "", "format=csv&outlet=nobody", "format=csv&q=("])
    def test_a_mistake_exports_nothing(self, reader: Client, asked: str) -> None:
        StoryFactory()
        answer = reader.get(f"/stories/export/?{asked}")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/stories/")
