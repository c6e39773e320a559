"""The page of a story: text letter by letter, mentions, connections, corrections, history; and who may do what."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stories.editing.correcting import NewOutlet, correct_story
from stories.linking.deciding import confirm_mentions
from stories.models import Change, Link, Mention, Outlet, Story
from stories.models.change import record
from stories.templatetags.dates import moment
from stories.text.checking import NO_OUTLET
from stories.vocabulary import LinkKind, LinkState, MentionState, Role, StoryState, Verb
from stories.web.stories.past import history_of
from tests.factories import (
    NOW,
    CandidateFactory,
    CaptureFactory,
    DossierFactory,
    EarlierTextFactory,
    EntryFactory,
    EventFactory,
    LinkFactory,
    MentionFactory,
    OutletFactory,
    PersonFactory,
    ReportFactory,
    SectionFactory,
    StoryFactory,
    StoryTagFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


def paragraphs(page: str) -> dict[int, str]:
    """Offset -> text of each paragraph of the body, as quote.js reads it: note numbers are no text."""
    found = re.findall(r'<p data-start="(\d+)" dir="auto">(.*?)</p>', page, re.DOTALL)
    bare = [(int(at), re.sub(r"<sup data-no-text>.*?</sup>", "", text)) for at, text in found]
    return {at: html.unescape(re.sub(r"<[^>]+>", "", text)) for at, text in bare}


class TestReading:
    def test_the_text_stands_letter_by_letter_with_its_offsets(self, editor: Client) -> None:
        body = "Ministers met <i>twice</i> & spoke of “tariffs”.\n\n石破茂 said 🎏 no.\n\nThe end."
        story = StoryFactory(body=body)
        MentionFactory(story=story, start=body.index("石"), end=body.index("石") + 3, surface="石破茂")
        page = editor.get(story.get_absolute_url()).content.decode()
        for at, text in paragraphs(page).items():
            assert body[at : at + len(text)] == text
        assert "\n\n".join(paragraphs(page).values()) == body
        assert "<i>twice" not in page

    @pytest.mark.parametrize(
        ("doubts", "said"),
        [(["The text breaks off at the end of the page."],) * 2, ([], ["An editor asked for a check."])],
    )
    def test_a_story_to_check_says_why_on_its_page_and_in_the_list(
        self, editor: Client, doubts: list[str], said: list[str]
    ) -> None:
        story = StoryFactory(state="to_check", doubts=doubts)
        for address in (story.get_absolute_url(), "/stories/"):
            page = shown(editor.get(address))
            assert ("to check" in page, said[0] in page) == (True, True)

    def test_tables_questions_and_captions_are_shown(self, editor: Client) -> None:
        story = StoryFactory(
            tables=[[["Year", "Share"], ["2027", "2 percent"]]],
            questions=[{"question": "Who pays?", "answer": "Everybody."}],
            captions=[{"text": "A ship in port", "credit": "A. Photographer"}],
        )
        page = shown(editor.get(story.get_absolute_url()))
        assert '<th scope="col" dir="auto">Share</th>' in page
        assert '<td dir="auto">2 percent</td>' in page
        for words in ("Who pays?", "Everybody.", "A ship in port", "A. Photographer"):
            assert words in page

    def test_a_name_in_a_caption_is_marked_there_and_has_a_note(self, editor: Client) -> None:
        captions = [
            {"text": "The harbour", "credit": ""},
            {"text": "", "credit": "Pool"},
            {"text": "Kenji Morita on the quay", "credit": "A. Photographer"},
        ]
        story = StoryFactory(captions=captions)
        at = story.caption.index("Kenji")
        MentionFactory(story=story, field="caption", start=at, end=at + 12, surface="Kenji Morita")
        page = shown(editor.get(story.get_absolute_url()))
        shows = page.partition('id="pi-t"')[2].partition("</section>")[0]
        assert [
            re.sub(r"<[^>]+>", "", item).split() for item in re.findall(r"<li[^>]*>(.*?)</li>", shows, re.DOTALL)
        ] == [
            ["The", "harbour"],
            ["Pool"],
            "Kenji Morita1 on the quay A. Photographer".split(),  # with the number of its note
        ]
        assert 'id="n1"' in page

    def test_it_says_where_the_text_comes_from(self, editor: Client) -> None:
        capture = CaptureFactory(characters=9_000)
        CaptureFactory(page=capture.page)
        story = StoryFactory(
            capture=capture, page=capture.page, spans=[[1200, 1240, "headline"], [1241, 2480, "paragraph"]]
        )
        page = shown(editor.get(story.get_absolute_url()))
        assert "characters 1,200 to 2,480 of 9,000" in page
        assert f"/captures/{capture.pk}/?story={story.pk}#passage" in page
        assert "2 captures of this page" in page

    def test_a_quoted_passage_is_marked(self, editor: Client) -> None:
        story = StoryFactory(body="One two three four.")
        page = editor.get(f"{story.get_absolute_url()}?start=4&end=7").content.decode()
        assert '<mark id="passage">two</mark>' in page
        assert editor.get(f"{story.get_absolute_url()}?start=7&end=999").status_code == 200

    @pytest.mark.parametrize("number", [1, 3, 30])
    def test_it_costs_the_same_for_any_number_of_connections(
        self, editor: Client, django_assert_num_queries: Any, number: int
    ) -> None:
        body = "Minister Abe spoke. " * 40
        story = StoryFactory(body=body, capture=CaptureFactory())
        for at in range(number):
            person = PersonFactory()
            MentionFactory(story=story, start=20 * at + 9, end=20 * at + 12, surface="Abe", person=person)
            unsure = MentionFactory(
                story=story,
                start=20 * at,
                end=20 * at + 8,
                surface="Minister",
                person=None,
                state=MentionState.AMBIGUOUS,
            )
            CandidateFactory(mention=unsure)
            CandidateFactory(mention=unsure)
            LinkFactory(source=story)
            LinkFactory(target=story, kind=LinkKind.REPRINTS, copy_kind="exact", state=LinkState.SUGGESTED)
            StoryTagFactory(story=story)
            ReportFactory(story=story, start=0, end=8, says_status="planned")
            EarlierTextFactory(story=story, version=at + 10)
            section = SectionFactory(dossier__owner_id=int(editor.session["_auth_user_id"]))
            EntryFactory(section=section, story=story)
        editor.get("/captures/new/")
        with django_assert_num_queries(23):
            page = shown(editor.get(story.get_absolute_url()))
        assert page.count("data-undecided") == 2 * number


class TestMentions:
    def test_open_ones_have_notes_with_evidence_and_the_first_is_lit(self, editor: Client) -> None:
        story = StoryFactory(body="Kato met Sato in Kyoto.")
        MentionFactory(story=story, start=0, end=4, evidence="the family name", state=MentionState.CONFIRMED)
        second = MentionFactory(story=story, start=9, end=13, evidence="the only Sato that is known")
        page = editor.get(story.get_absolute_url()).content.decode()
        assert "1 settled, 1 open</span>" in page
        assert "the only Sato that is known" in page
        assert re.search(r'<div class="mnote" id="n2"[^>]* data-on data-undecided', page)
        assert f"/mentions/{second.pk}/decide/?then=men-t" in page

    def test_names_that_nobody_has_are_not_counted_as_settled(self, editor: Client) -> None:
        story = StoryFactory(body="Kato met Sato and Ito Mori.")
        MentionFactory(story=story, start=0, end=4, state=MentionState.REJECTED)
        MentionFactory(story=story, start=18, end=26, surface="Ito Mori", state=MentionState.UNKNOWN, person=None)
        page = shown(editor.get(story.get_absolute_url()))
        assert "1 settled, 0 open, 1 unknown" in page
        assert "1 settled mention<" in page
        assert re.search(r"1 unknown name</summary>\s*<ul class=\"list\"><li[^>]*>2 Ito Mori</li></ul>", page)
        assert 'href="/people/proposals/" hx-boost="false">Decide who they are' in page

    def test_a_decision_leads_to_the_next_open_one(self, editor: Client) -> None:
        story = StoryFactory(body="Kato met Sato in Kyoto.")
        first = MentionFactory(story=story, start=0, end=4)
        MentionFactory(story=story, start=9, end=13)
        page = editor.get(story.get_absolute_url()).content.decode()
        [action] = re.findall(rf'action="(/mentions/{first.pk}/decide/[^"]*)"', page)
        answer = editor.post(
            action, {"verdict": "confirm"}, headers={"Referer": f"http://testserver{story.get_absolute_url()}"}
        )
        assert answer["Location"].endswith(f"/stories/{story.pk}/#n2")
        first.refresh_from_db()
        assert first.state == MentionState.CONFIRMED

    def test_rejected_ones_are_not_marked_in_the_text(self, editor: Client) -> None:
        story = StoryFactory(body="Kato met Sato.")
        MentionFactory(story=story, start=0, end=4, state=MentionState.REJECTED)
        page = editor.get(story.get_absolute_url()).content.decode()
        assert '<a class="men"' not in page
        assert "rejected" in page

    def test_all_suggestions_are_confirmed_at_once_and_taken_back(self, editor: Client) -> None:
        story = StoryFactory(body="Kato met Sato in Kyoto.")
        for start in (0, 9):
            MentionFactory(story=story, start=start, end=start + 4)
        unsure = MentionFactory(story=story, start=17, end=22, person=None, state=MentionState.AMBIGUOUS)
        editor.post(reverse("stories:story_confirm_all", args=[story.pk]))
        assert Mention.objects.filter(state=MentionState.CONFIRMED).count() == 2
        unsure.refresh_from_db()
        assert unsure.state == MentionState.AMBIGUOUS
        page = shown(editor.get(story.get_absolute_url()))
        assert "2 mentions confirmed" in page
        [undo] = set(re.findall(r'action="(/changes/[^"]+/undo/)"', page))
        editor.post(undo)
        assert Mention.objects.filter(state=MentionState.SUGGESTED).count() == 2

    def test_marks_in_headline_and_dek(self, editor: Client) -> None:
        story = StoryFactory(headline="Kato resigns", dek="Sato follows", body="")
        MentionFactory(story=story, field="headline", start=0, end=4, surface="Kato")
        MentionFactory(story=story, field="dek", start=0, end=4, surface="Sato")
        page = editor.get(story.get_absolute_url()).content.decode()
        assert re.search(
            r"<h1 dir=\"auto\">\s*<a class=\"men\"[^>]*>Kato<sup data-no-text>1</sup></a> resigns\s*</h1>", page
        )
        assert re.search(r"<a class=\"men\"[^>]*>Sato<sup data-no-text>2</sup></a> follows", page)


class TestConnections:
    def test_links_are_told_in_both_directions(self, editor: Client) -> None:
        story, other = StoryFactory(headline="Alpha"), StoryFactory(headline="Beta")
        LinkFactory(source=story, target=other, kind=LinkKind.QUOTES)
        assert re.search(r"<dt>quotes</dt><dd><a[^>]*>Beta</a>", editor.get(story.get_absolute_url()).content.decode())
        page = editor.get(other.get_absolute_url()).content.decode()
        assert re.search(r"<dt>quoted by</dt><dd><a[^>]*>Alpha</a>", page)

    def test_a_copy_is_drawn_and_decided(self, editor: Client) -> None:
        wire = StoryFactory(outlet=OutletFactory(name="Wire Service"))
        story = StoryFactory(outlet=OutletFactory(name="Local Paper"), via=OutletFactory(name="Aggregator"))
        link = LinkFactory(
            source=story,
            target=wire,
            kind=LinkKind.REPRINTS,
            copy_kind="exact",
            state=LinkState.SUGGESTED,
            overlap=0.97,
        )
        page = shown(editor.get(story.get_absolute_url()))
        steps = re.findall(r"<b>(?:<a[^>]*>)?([^<]+)(?:</a>)?</b>", page[page.index('<ol class="copies">') :])
        assert steps[:3] == ["Wire Service", "Local Paper", "Aggregator"]
        assert "the same text, 97% shared" in page
        answer = editor.post(reverse("stories:story_copy", args=[story.pk, link.pk]), {"state": "rejected"})
        assert answer["Location"].endswith("#copies")
        link.refresh_from_db()
        assert link.state == LinkState.REJECTED

    @pytest.mark.parametrize("by", ["number", "address", "words"])
    def test_the_other_story_is_found_and_linked(self, editor: Client, by: str) -> None:
        story, other = StoryFactory(), StoryFactory(headline="Unmistakable walrus treaty")
        asked = {"number": f"#{other.pk}", "address": other.url, "words": "walrus"}[by]
        address = reverse("stories:story_link", args=[story.pk])
        assert "Unmistakable walrus treaty" in shown(editor.get(address, {"q": asked}))
        editor.post(address, {"q": asked, "other": other.pk, "kind": "updates:in", "note": "a day later"})
        link = Link.objects.get()
        assert (link.source, link.target, link.kind, link.note) == (other, story, "updates", "a day later")
        editor.post(reverse("stories:story_unlink", args=[story.pk, link.pk]))
        assert not Link.objects.exists()

    def test_what_cannot_be_linked_is_said(self, editor: Client) -> None:
        story, other = StoryFactory(), StoryFactory()
        address = reverse("stories:story_link", args=[story.pk])
        assert "Choose the story to link to." in shown(editor.post(address, {"q": "x"}))
        LinkFactory(source=story, target=other, kind=LinkKind.UPDATES)
        answer = editor.post(address, {"q": f"{other.pk}", "other": other.pk, "kind": "updates:out"})
        assert answer.status_code == 400
        assert "already updates" in shown(answer)
        assert "is not a kind of link" in shown(editor.post(address, {"other": other.pk, "kind": "marries:out"}))

    def test_reports_that_disagree_are_marked(self, editor: Client) -> None:
        event = EventFactory()
        mine = ReportFactory(event=event, says_status="cancelled", cites="a newspaper")
        page = shown(editor.get(mine.story.get_absolute_url()))
        assert "called off" in page
        assert "cites a newspaper" in page
        assert "in a conflict" not in page
        ReportFactory(event=event, says_status="postponed")
        page = shown(editor.get(mine.story.get_absolute_url()))
        assert "in a conflict" in page
        assert "differs from other reports" in page

    def test_only_dossiers_of_ones_own_are_named(self, editor: Client) -> None:
        story = StoryFactory()
        for dossier in (
            DossierFactory(title="Mine to see", owner_id=int(editor.session["_auth_user_id"])),
            DossierFactory(title="Embargoed canary"),
        ):
            EntryFactory(section=SectionFactory(dossier=dossier), story=story)
        page = shown(editor.get(story.get_absolute_url()))
        assert "Mine to see" in page
        assert "Embargoed canary" not in page


class TestTags:
    def test_tags_are_given_and_taken_away(self, editor: Client) -> None:
        story = StoryFactory()
        address = reverse("stories:story_tag", args=[story.pk])
        editor.post(address, {"tags": "trade, steel"})
        assert set(story.tags.values_list("name", flat=True)) == {"trade", "steel"}
        editor.post(address, {"untag": "steel"})
        assert set(story.tags.values_list("name", flat=True)) == {"trade"}
        page = shown(editor.get(story.get_absolute_url()))
        assert "Tagged trade, steel" in page
        assert "Tag taken away: steel" in page

    def test_topics_come_from_the_vocabulary(self, editor: Client) -> None:
        story, topic = StoryFactory(), TopicFactory(name="diplomacy")
        address = reverse("stories:story_topic", args=[story.pk])
        editor.post(address, {"topic": "Diplomacy"})
        assert list(story.topics.all()) == [topic]
        assert "There is no topic “gossip”" in shown(editor.post(address, {"topic": "gossip"}, follow=True))
        editor.post(address, {"remove": topic.slug})
        assert not story.topics.exists()

    def test_a_story_is_marked_checked_and_that_is_undone(self, editor: Client) -> None:
        story = StoryFactory()
        page = shown(editor.post(reverse("stories:story_check", args=[story.pk]), follow=True))
        story.refresh_from_db()
        assert story.state == StoryState.CHECKED
        assert "State set to checked, was new" in page
        editor.post(re.findall(r'action="(/changes/[^"]+/undo/)"', page)[0])
        story.refresh_from_db()
        assert story.state == StoryState.NEW

    def test_what_was_taken_back_says_so_in_the_history_and_offers_no_second_undo(self, editor: Client) -> None:
        story = StoryFactory(body="Kato met Sato.")
        mention = MentionFactory(story=story, start=0, end=4)
        editor.post(reverse("stories:story_check", args=[story.pk]))
        editor.post(reverse("stories:mention_verdict", args=[mention.pk]), {"verdict": "reject"})
        for _ in range(2):
            page = shown(editor.get(story.get_absolute_url()))
            page = page[page.index('class="trail"') :]
            editor.post(re.findall(r'action="(/changes/[^"]+/undo/)"', page)[0])
        page = shown(editor.get(story.get_absolute_url()))
        trail = page[page.index('class="trail"') :]
        assert "State set to checked, was new; taken back" in trail
        assert f"“{mention}” rejected; taken back" in trail
        assert "/undo/" not in trail
        assert "took back" not in trail
        [redo] = set(Change.objects.filter(kind="mention", verb=Verb.UNDONE).values_list("batch", flat=True))
        editor.post(reverse("stories:undo", args=[redo]))
        lines = history_of(story, [mention], may_undo=True)
        assert [bool(line["undo"]) for line in lines if line["text"] == f"“{mention}” rejected"] == [True]


class TestCorrecting:
    def form(self, client: Client, story: Story, **changes: str) -> dict[str, str]:
        """What a browser would send: every field as the page had it, but for the changes."""
        page = client.get(reverse("stories:story_edit", args=[story.pk]))
        was = {f"was-{name}": page.context["form"].initial[name] for name in page.context["form"].fields}
        return {
            "version": page.context["version"],
            **was,
            **{name.removeprefix("was-"): value for name, value in was.items()},
            **changes,
        }

    def test_a_correction_is_stored_and_the_old_text_kept(self, editor: Client) -> None:
        story = StoryFactory(body="They met on Monday.", published_precision="day")
        data = self.form(editor, story, body="They met on Tuesday.", published="2025-06", byline="A. One, B. Two")
        editor.post(reverse("stories:story_edit", args=[story.pk]), data)
        story.refresh_from_db()
        assert (story.body, story.byline) == ("They met on Tuesday.", ["A. One", "B. Two"])
        assert (story.published_iso, story.published_basis) == ("2025-06", "editor")
        [earlier] = story.earlier_texts.all()
        page = editor.get(reverse("stories:story_compare", args=[story.pk, earlier.version])).content.decode()
        assert "<del>Monday</del>" in page
        assert "<ins>Tuesday</ins>" in page

    def test_when_it_was_updated_and_its_dateline_are_corrected_too(self, editor: Client) -> None:
        story = StoryFactory()
        data = self.form(editor, story, updated="2025-06-22T17:40+09:00", dateline="TOKYO")
        address = reverse("stories:story_detail", args=[story.pk])
        shown_then = shown(editor.post(reverse("stories:story_edit", args=[story.pk]), data, follow=True))
        assert "<span>updated 22 June 2025 17:40 +09:00, " in shown_then
        assert "<span>from TOKYO</span>" in shown_then
        bad = self.form(editor, story, updated="2025-02-31")
        assert "is no date" in shown(editor.post(reverse("stories:story_edit", args=[story.pk]), bad))
        editor.post(reverse("stories:story_edit", args=[story.pk]), self.form(editor, story, updated="", dateline=""))
        assert "updated 22" not in shown(editor.get(address))

    def test_nothing_typed_changes_nothing(self, editor: Client) -> None:
        story = StoryFactory(body="One.\n\nTwo.")
        editor.post(reverse("stories:story_edit", args=[story.pk]), self.form(editor, story))
        assert Story.objects.get().version == story.version
        assert not Change.objects.exists()

    def test_two_editors_at_one_field_see_all_three_versions(self, editor: Client) -> None:
        story = StoryFactory(headline="As it was", section="World")
        data = self.form(editor, story, headline="As I have it")
        correct_story(story, changes={"headline": "As they have it"}, base_version=1, editor=UserFactory(), now=NOW)
        answer = editor.post(reverse("stories:story_edit", args=[story.pk]), data)
        assert answer.status_code == 409
        cells = re.findall(r"<td[^>]*>(.*?)</td>", shown(answer))
        assert cells == ["As it was", "As they have it", "As I have it"]
        assert "As I have it</textarea>" in shown(answer)
        editor.post(reverse("stories:story_edit", args=[story.pk]), {**data, "version": answer.context["version"]})
        story.refresh_from_db()
        assert story.headline == "As I have it"

    def test_two_editors_at_two_fields_do_not_clash(self, editor: Client) -> None:
        story = StoryFactory(headline="As it was", section="World")
        data = self.form(editor, story, section="Asia")
        correct_story(story, changes={"headline": "As they have it"}, base_version=1, editor=UserFactory(), now=NOW)
        assert editor.post(reverse("stories:story_edit", args=[story.pk]), data).status_code == 302
        story.refresh_from_db()
        assert (story.headline, story.section) == ("As they have it", "Asia")

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"headline": " "}, "This field is required."),
            ({"published": "the other day"}, "is no date"),
            ({"outlet": "Nobody's Gazette"}, "No outlet is known by the name “Nobody's Gazette”. Correct it, or tick"),
            (
                {"outlet": "Nobody's Gazette", "new_outlet": "Another Gazette"},
                "is known by the name “Nobody's Gazette”.",
            ),
            ({"via": "---", "new_outlet": "---"}, "outlet's name"),
            ({"kind": "poem"}, "Select a valid choice"),
        ],
    )
    def test_what_cannot_be_is_said_and_kept_in_the_form(
        self, editor: Client, changes: dict[str, str], sentence: str
    ) -> None:
        story = StoryFactory()
        data = self.form(editor, story, dek="Typed with care", **changes)
        answer = editor.post(reverse("stories:story_edit", args=[story.pk]), data)
        assert answer.status_code == 400
        assert sentence in shown(answer)
        assert "Typed with care" in shown(answer)

    def test_an_unknown_outlet_is_offered_and_made_where_it_is_ticked(self, editor: Client) -> None:
        story = StoryFactory(outlet=None, doubts=[NO_OUTLET], state=StoryState.TO_CHECK)
        address = reverse("stories:story_edit", args=[story.pk])
        data = self.form(editor, story, outlet="Harbour  Gazette ", via="Harbour Gazette", agency="Isle Wire")
        page = shown(editor.post(address, data))
        assert 'name="new_outlet" value="Harbour Gazette"> Add “Harbour Gazette” to the register' in page
        assert page.count('name="new_outlet"') == 2
        assert Outlet.objects.count() == 0
        page = shown(editor.post(address, {**data, "new_outlet": ["Harbour Gazette"]}))
        assert 'value="Harbour Gazette" checked' in page
        assert 'value="Isle Wire">' in page
        assert Outlet.objects.count() == 0
        ticked = {**data, "new_outlet": ["Harbour Gazette", "Isle Wire"]}
        page = shown(editor.post(address, ticked, follow=True))
        assert "Corrected. New in the register: Harbour Gazette, Isle Wire." in page
        assert "Outlet set to Harbour Gazette, was nothing" in page
        gazette, wire = Outlet.objects.order_by("name")
        story.refresh_from_db()
        assert (story.outlet, story.via, story.agency) == (gazette, gazette, wire)
        assert (story.doubts, story.state) == ([], StoryState.NEW)
        made = Change.objects.filter(kind="outlet", verb=Verb.CREATED)
        assert {change.object_id: change.editor for change in made} == dict.fromkeys(
            (gazette.pk, wire.pk), UserFactory._meta.model.objects.get()
        )
        editor.post(re.findall(r'action="(/changes/[^"]+/undo/)"', page)[0])
        story.refresh_from_db()
        assert (story.outlet, story.doubts, story.state) == (None, [NO_OUTLET], StoryState.TO_CHECK)
        assert Outlet.objects.count() == 2

    @pytest.mark.parametrize(
        "typed", ["Linden Guardian", "the linden guardian", "THE LINDEN GUARDIAN", "Linden-Guardian"]
    )
    def test_an_outlet_is_known_with_and_without_its_article(self, editor: Client, typed: str) -> None:
        guardian = OutletFactory(name="The Linden Guardian")
        story, count = StoryFactory(outlet=None), Outlet.objects.count()
        data = self.form(editor, story, outlet=typed)
        page = shown(editor.post(reverse("stories:story_edit", args=[story.pk]), data, follow=True))
        assert "Corrected." in page
        assert "New in the register" not in page
        story.refresh_from_db()
        assert (story.outlet, Outlet.objects.count()) == (guardian, count)

    def test_of_two_outlets_that_only_the_article_tells_apart_the_one_that_is_typed(self, editor: Client) -> None:
        bare, full = OutletFactory(name="Linden Guardian"), OutletFactory(name="The Linden Guardian")
        for typed, meant in {"Linden Guardian": bare, "The Linden Guardian": full}.items():
            story = StoryFactory(outlet=None)
            editor.post(reverse("stories:story_edit", args=[story.pk]), self.form(editor, story, outlet=typed))
            story.refresh_from_db()
            assert story.outlet == meant

    def test_an_article_before_a_name_of_several_outlets_chooses_none(self, editor: Client) -> None:
        OutletFactory.create_batch(2, name="Linden Guardian")
        story = StoryFactory(outlet=None)
        data = self.form(editor, story, outlet="The Linden Guardian", new_outlet="The Linden Guardian")
        answer = editor.post(reverse("stories:story_edit", args=[story.pk]), data)
        assert answer.status_code == 400
        assert "Several outlets are known as “The Linden Guardian”" in shown(answer)

    def test_one_new_outlet_in_two_spellings_is_offered_once_and_made_once(self, editor: Client) -> None:
        story = StoryFactory()
        address = reverse("stories:story_edit", args=[story.pk])
        data = self.form(editor, story, via="Isle Wire", agency="the isle wire")
        page = shown(editor.post(address, data))
        assert re.findall(r'name="new_outlet" value="([^"]*)"', page) == ["Isle Wire"]
        page = shown(editor.post(address, {**data, "new_outlet": "Isle Wire"}, follow=True))
        assert "Corrected. New in the register: Isle Wire." in page
        story.refresh_from_db()
        assert story.via == story.agency == Outlet.objects.get(name="Isle Wire")

    def test_a_new_outlet_that_came_into_the_register_meanwhile_is_not_said_to_be_new(self) -> None:
        gazette = OutletFactory(name="The Quay Gazette")
        changes = {"outlet": NewOutlet("Quay Gazette"), "via": NewOutlet("Isle Wire"), "agency": NewOutlet("isle wire")}
        made: list[Outlet] = []
        story = correct_story(
            StoryFactory(), changes=changes, base_version=None, editor=UserFactory(), now=NOW, made=made
        )
        assert story.outlet == gazette
        assert [outlet.name for outlet in made] == ["Isle Wire"]

    def test_a_correction_that_is_refused_makes_no_outlet(self, editor: Client) -> None:
        story = StoryFactory(headline="As it was")
        data = self.form(editor, story, headline="As I have it", outlet="Isle Wire", new_outlet="Isle Wire")
        correct_story(story, changes={"headline": "As they have it"}, base_version=1, editor=UserFactory(), now=NOW)
        assert editor.post(reverse("stories:story_edit", args=[story.pk]), data).status_code == 409
        assert not Outlet.objects.filter(name="Isle Wire").exists()


class TestReaders:
    WRITES = ("story_edit", "story_check", "story_tag", "story_topic", "story_link", "story_confirm_all")

    @pytest.mark.parametrize("name", WRITES)
    def test_readers_write_nothing(self, client: Client, name: str) -> None:
        client.force_login(UserFactory(role=Role.READER))
        story, other = StoryFactory(body="Kato met Sato."), StoryFactory()
        MentionFactory(story=story, start=0, end=4)
        TopicFactory(name="diplomacy")
        data = {
            "tags": "x",
            "topic": "diplomacy",
            "headline": "Mine",
            "version": 1,
            "other": other.pk,
            "kind": "quotes:out",
        }
        assert client.post(reverse(f"stories:{name}", args=[story.pk]), data).status_code == 403
        assert not Change.objects.exists()
        story.refresh_from_db()
        assert (story.version, story.tags.count(), story.topics.count(), Link.objects.count()) == (1, 0, 0, 0)

    def test_readers_decide_on_no_link(self, client: Client) -> None:
        client.force_login(UserFactory(role=Role.READER))
        link = LinkFactory(kind=LinkKind.REPRINTS, copy_kind="exact", state=LinkState.SUGGESTED)
        for name in ("story_copy", "story_unlink"):
            address = reverse(f"stories:{name}", args=[link.source_id, link.pk])
            assert client.post(address, {"state": "rejected"}).status_code == 403
        assert Link.objects.get().state == LinkState.SUGGESTED

    def test_readers_see_the_text_and_no_form(self, client: Client) -> None:
        client.force_login(UserFactory(role=Role.READER))
        story = StoryFactory(body="Kato met Sato.")
        MentionFactory(story=story, start=0, end=4)
        page = client.get(story.get_absolute_url()).content.decode()
        assert "met Sato" in page
        forms = re.findall(r'<form[^>]*method="post" action="([^"]+)"', page)
        assert set(forms) <= {reverse("stories:preference"), reverse("logout")}


def test_links_and_mentions_of_another_story_are_not_reached_through_this_one(editor: Client) -> None:
    story, link = StoryFactory(), LinkFactory()
    assert editor.post(reverse("stories:story_unlink", args=[story.pk, link.pk])).status_code == 404
    assert (
        editor.post(reverse("stories:story_copy", args=[story.pk, link.pk]), {"state": "rejected"}).status_code == 404
    )
    assert Link.objects.count() == 1


def test_the_history_tells_of_the_story_and_its_mentions_in_one_order() -> None:
    mention = MentionFactory(state="suggested")
    editor = UserFactory()
    for turn in range(3):
        record(mention, Verb.CONFIRMED, editor=editor, now=NOW)
        values = {"before": {"kicker": str(turn)}, "after": {"kicker": str(turn + 1)}}
        record(mention.story, Verb.CHANGED, editor=editor, now=NOW, **values)
    record(MentionFactory(), Verb.CONFIRMED, editor=editor, now=NOW)
    told = [line["text"] for line in history_of(mention.story, [mention], may_undo=True)]
    decided = f"“{str(mention)[:300]}” confirmed"
    assert told == [part for turn in (3, 2, 1) for part in (f"Kicker set to {turn}, was {turn - 1}", decided)]


def test_only_decisions_of_one_act_are_told_as_one() -> None:
    story = StoryFactory(body="Kato met Sato and Mori and Doi.")
    mentions = [MentionFactory(story=story, start=at, end=at + 4, state="suggested") for at in (0, 9, 18)]
    mine, theirs = UserFactory(first_name="Mine"), UserFactory(first_name="Theirs")
    confirm_mentions(mentions[:2], editor=mine, now=NOW)
    for mention, editor in ((mentions[0], mine), (mentions[1], mine), (mentions[2], theirs)):
        record(mention, Verb.CONFIRMED, editor=editor, now=NOW)
    confirm_mentions(Mention.objects.filter(pk=mentions[2].pk), editor=mine, now=NOW)
    lines = history_of(story, mentions, may_undo=True)
    assert [(line["text"].rpartition("” ")[2], line["by"].partition(" ")[0]) for line in lines] == [
        ("confirmed", "Mine"),
        ("confirmed", "Theirs"),
        ("confirmed", "Mine"),
        ("confirmed", "Mine"),
        ("2 mentions confirmed", "Mine"),
    ]
    assert len({line["undo"] for line in lines}) == 5


def test_the_history_says_what_can_be_seen_of_a_change_and_nothing_of_the_rest() -> None:
    story = StoryFactory(
        published_at=datetime(2025, 6, 20, 3, 0, tzinfo=UTC),
        published_precision="minute",
        published_zone="+09:00",
        published_basis="absolute",
    )
    older, newer = CaptureFactory(), CaptureFactory(title="Ferries stop")

    def change(before: dict[str, Any], after: dict[str, Any]) -> None:
        record(story, Verb.CHANGED, editor=None, now=NOW, before=before, after=after)

    midnight = {"published_at": "2025-06-19T15:00:00Z", "published_precision": "day"}
    minute = {"published_at": "2025-06-20T03:00:00Z", "published_precision": "minute"}
    change({"published_basis": "relative to capture"}, {"published_basis": "dateline"})
    change(midnight | {"published_basis": "dateline"}, minute | {"published_basis": "absolute"})
    change({"capture_id": older.pk}, {"capture_id": newer.pk})
    change({"identity": "one"}, {"identity": "other"})
    told = [line["text"] for line in history_of(story, [], may_undo=True)]
    assert told == [
        f"Now as the capture “{newer}, {moment(newer.captured_at)}” has it",
        "Published set to 20 June 2025 12:00 +09:00, was 20 June 2025",
        "Published: 20 June 2025 rests on “dateline”, before on “relative to capture”",
    ]
