"""Saving in the admin goes through the rules, the history and the index; what is refused is an error of the form."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stories.dossiers import undo as undo_on_dossier
from stories.editing.correcting import correct_story
from stories.editing.recorded import Recorder
from stories.editing.undo import undo_batch
from stories.linking.mentions import link_story
from stories.models import (
    Change,
    Dossier,
    EarlierText,
    Entry,
    Event,
    Link,
    Mention,
    Outlet,
    Person,
    PersonName,
    Section,
    Story,
    StoryTag,
    StoryTopic,
    Tag,
    Tenure,
    Topic,
)
from stories.search import Query, index_breaches, search_stories
from stories.vocabulary import MentionState, NameSource, Role
from tests import factories as make
from tests.admin.forms import errors_of, fields_of, save
from tests.editing.snapshot import everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Any:
    user = make.UserFactory(role=Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def address(kind: str, page: str, *args: Any) -> str:
    return reverse(f"admin:stories_{kind}_{page}", args=args)


def changes_of(row: Any) -> list[Change]:
    return list(Change.objects.about(row))


def found(text: str) -> list[int]:
    return [story.pk for story in search_stories(Query(text)).page().stories]


SAVED_UNCHANGED = {
    "story": lambda: make.StoryFactory(dek="A dek", captions=[{"text": "A ship", "credit": None}]),
    "person": lambda: make.TenureFactory().person,
    "outlet": lambda: make.OutletDomainFactory().outlet,
    "event": lambda: make.ParticipationFactory().event,
    "tag": make.TagFactory,
    "topic": make.TopicFactory,
    "report": make.ReportFactory,
    "mention": make.MentionFactory,
    "link": make.LinkFactory,
    "candidate": make.CandidateFactory,
    "tenure": make.TenureFactory,
    "participation": make.ParticipationFactory,
    "outletdomain": make.OutletDomainFactory,
    "personname": make.PersonNameFactory,
    "outletname": make.OutletNameFactory,
    "dossier": lambda: make.SectionFactory().dossier,
    "section": lambda: make.EntryFactory().section,
    "entry": make.EntryFactory,
}


@pytest.mark.parametrize("kind", sorted(SAVED_UNCHANGED))
def test_saving_without_a_change_changes_nothing(client: Client, administrator: Any, kind: str) -> None:
    row = SAVED_UNCHANGED[kind]()
    before = everything()
    assert save(client, address(kind, "change", row.pk)).status_code == 302
    assert everything() == before
    assert Change.objects.count() == 0


ONE_CHANGE: dict[str, dict[str, Any]] = {
    "story": {"headline": "Corrected headline"},
    "person": {"description": "Somebody"},
    "outlet": {"kind": "agency"},
    "event": {"title": "Another title"},
    "tag": {"name": "another name"},
    "topic": {"description": "What it is about"},
    "report": {"cites": "an official"},
    "mention": {"evidence": "an editor says so"},
    "link": {"note": "see there"},
    "candidate": {"evidence": "the given name"},
    "tenure": {"post": "Another post"},
    "participation": {"role": "guest"},
    "outletdomain": {"domain": "www.another.example.com"},
    "personname": {"text": "Another Name"},
    "outletname": {"text": "Another Paper"},
    "dossier": {"title": "Another dossier"},
    "section": {"title": "Another section"},
    "entry": {"note": "why it is here"},
}


@pytest.mark.parametrize("kind", sorted(ONE_CHANGE))
def test_every_save_leaves_a_change_by_its_editor(client: Client, administrator: Any, kind: str) -> None:
    row = SAVED_UNCHANGED[kind]()
    assert save(client, address(kind, "change", row.pk), **ONE_CHANGE[kind]).status_code == 302
    [column] = ONE_CHANGE[kind]
    own = [change for change in changes_of(row) if column in change.after]
    assert [change.editor for change in own] == [administrator]
    assert own[0].before[column] != own[0].after[column]
    row.refresh_from_db()
    assert getattr(row, column) == own[0].after[column]
    assert index_breaches() == []


ADDED: dict[str, Any] = {
    "story": lambda: {"headline": "Written by hand", "body": "Words about fisheries.", "kind": "news"},
    "person": lambda: {"name": "Ryo  Kondo", "country": "jp"},
    "outlet": lambda: {"name": "The Harbour Post", "kind": "newspaper", "homepage": "harbour.example.com"},
    "event": lambda: {"title": "Harbour meeting", "date": "2025-06~", "status": "planned"},
    "tag": lambda: {"name": "harbours"},
    "topic": lambda: {"name": "Harbours"},
    "report": lambda: {
        "story": make.StoryFactory().pk,
        "event": make.EventFactory().pk,
        "stance": "reports",
        "start": 0,
        "end": 9,
    },
    "mention": lambda: {
        "story": make.StoryFactory().pk,
        "kind": "person",
        "field": "body",
        "start": 0,
        "end": 9,
        "state": "confirmed",
        "person": make.PersonFactory().pk,
    },
    "candidate": lambda: {
        "mention": make.MentionFactory(state="ambiguous", person=None).pk,
        "person": make.PersonFactory().pk,
    },
    "link": lambda: {
        "source": make.StoryFactory().pk,
        "target": make.StoryFactory().pk,
        "kind": "quotes",
        "state": "confirmed",
    },
    "tenure": lambda: {"person": make.PersonFactory().pk, "post": "Minister", "start": "2024-10", "end": ".."},
    "participation": lambda: {"person": make.PersonFactory().pk, "event": make.EventFactory().pk},
    "outletdomain": lambda: {"outlet": make.OutletFactory().pk, "domain": "https://www.harbour.example.com/news"},
    "personname": lambda: {
        "person": make.PersonFactory().pk,
        "text": "近藤 亮",
        "order": "family_first",
        "script": "Jpan",
        "source": "editor",
    },
    "outletname": lambda: {"outlet": make.OutletFactory().pk, "text": "Harbour Post", "source": "editor"},
    "storytag": lambda: {"story": make.StoryFactory().pk, "tag": make.TagFactory().pk},
    "storytopic": lambda: {"story": make.StoryFactory().pk, "topic": make.TopicFactory().pk},
    "dossier": lambda: {"title": "Harbours of the north"},
}


@pytest.mark.parametrize("kind", sorted(ADDED))
def test_every_row_added_leaves_a_change_and_undoing_it_takes_it_away(
    client: Client, administrator: Any, kind: str
) -> None:
    values = ADDED[kind]()
    before = everything()
    answer = save(client, address(kind, "add"), **values)
    assert answer.status_code == 302, errors_of(answer)
    batches = set(Change.objects.filter(editor=administrator).values_list("batch", flat=True))
    assert len(batches) == 1
    assert everything() != before
    assert index_breaches() == []
    if kind != "dossier":
        undo_batch(batches.pop(), editor=administrator, now=make.NOW)
        assert everything() == before


def test_what_follows_is_computed_as_everywhere(client: Client, administrator: Any) -> None:
    for kind in ("event", "outletdomain", "tenure", "personname", "story"):
        assert save(client, address(kind, "add"), **ADDED[kind]()).status_code == 302
    event = Event.objects.get(slug="harbour-meeting")
    assert (str(event.earliest), str(event.latest)) == ("2025-06-01", "2025-06-30")
    assert list(Outlet.objects.filter(domains__domain="harbour.example.com")) != []
    tenure = Tenure.objects.get(post="Minister")
    assert (str(tenure.start_day), tenure.end_day) == ("2024-10-01", None)
    assert list(Person.objects.named("近藤　亮")) == [PersonName.objects.get(text="近藤 亮").person]
    assert found("fisheries") == [Story.objects.get(headline="Written by hand").pk]


def test_correcting_a_persons_name_is_seen_by_linking_and_lists(client: Client, administrator: Any) -> None:
    person = make.PersonFactory(name="Takeshi Iwayo")
    story = make.StoryFactory(body="Takeshi Iwaya spoke to reporters. Iwaya then left.")
    assert link_story(story, now=make.NOW) == []
    assert save(client, address("person", "change", person.pk), name="Takeshi Iwaya").status_code == 302
    mentions = link_story(story, now=make.NOW)
    assert {mention.person_id for mention in mentions} == {person.pk}
    assert found(f"person:{person.slug}") == [story.pk]
    names = set(person.names.values_list("text", "folded", "source"))
    assert ("Takeshi Iwaya", "takeshi iwaya", NameSource.PRIMARY) in names
    assert client.get(address("person", "changelist"), {"q": "iwaya"}).context["cl"].result_count == 1


def test_names_and_tenures_of_a_person_are_edited_inside_it(client: Client, administrator: Any) -> None:
    person = make.TenureFactory(start="2021-09").person
    page = address("person", "change", person.pk)
    sent = fields_of(client, page)
    assert sent["names-INITIAL_FORMS"] == ["0"]  # the main name is the field at the top
    answer = client.post(
        page,
        {
            **sent,
            "names-0-text": "  H.  Ministér ",
            "names-0-order": "given_first",
            "names-0-script": "Latn",
            "names-0-source": "editor",
            "tenures-0-end": "2024-10-01",
        },
    )
    assert answer.status_code == 302
    assert person.names.get(text="H. Ministér").folded == "h minister"
    assert str(person.tenures.get().end_day) == "2024-10-01"
    assert len(set(Change.objects.values_list("batch", flat=True))) == 1
    batch = Change.objects.values_list("batch", flat=True)[0]
    undo_batch(batch, editor=administrator, now=make.NOW)
    assert person.tenures.get().end == ".."
    assert person.names.count() == 1


def test_a_story_keeps_its_old_text_and_moves_in_the_lists(client: Client, administrator: Any) -> None:
    story, other = make.StoryFactory(body="Old words."), make.StoryFactory()
    assert found("") == [story.pk, other.pk]
    answer = save(
        client,
        address("story", "change", story.pk),
        body="New words about whales.",
        byline="One Writer\nAnother",
        published_at_0="1999-12-31",
        published_at_1="10:00:00",
    )
    assert answer.status_code == 302
    story.refresh_from_db()
    assert story.byline == ["One Writer", "Another"]
    assert story.published_basis == "editor"
    assert found("") == [other.pk, story.pk]
    assert found("whales") == [story.pk]
    assert [kept.body for kept in EarlierText.objects.filter(story=story)] == ["Old words."]


def test_tags_and_topics_inside_a_story_are_rows_of_its_history(client: Client, administrator: Any) -> None:
    story, tag, topic = make.StoryFactory(), make.TagFactory(), make.TopicFactory()
    kept = make.StoryTagFactory(story=story)
    page = address("story", "change", story.pk)
    sent = fields_of(client, page)
    answer = client.post(
        page,
        {**sent, "storytag_set-0-DELETE": "on", "storytag_set-1-tag": tag.pk, "storytopic_set-0-topic": topic.pk},
    )
    assert answer.status_code == 302, errors_of(answer)
    assert list(StoryTag.objects.values_list("story", "tag")) == [(story.pk, tag.pk)]
    assert list(StoryTopic.objects.values_list("story", "topic")) == [(story.pk, topic.pk)]
    assert {change.verb for change in changes_of(story)} == {"tagged", "untagged", "changed"}
    assert found(f"tag:{tag.slug} topic:{topic.slug}") == [story.pk]
    assert found(f"tag:{kept.tag.slug}") == []


def test_an_editor_who_was_slower_sees_what_stands_there_and_may_save_again(client: Client, administrator: Any) -> None:
    story = make.StoryFactory(headline="Base")
    page = address("story", "change", story.pk)
    mine = {**fields_of(client, page), "headline": "Mine"}
    correct_story(story, changes={"headline": "Theirs"}, base_version=1, editor=make.UserFactory(), now=make.NOW)
    answer = client.post(page, mine)
    said = " ".join(errors_of(answer))
    assert "Somebody else changed headline" in said
    assert "it was “Base”, is now “Theirs”, and yours is “Mine”" in said
    assert Story.objects.get().headline == "Theirs"
    assert answer.context["adminform"].form["headline"].value() == "Mine"
    again = {**mine, "base_version": answer.context["adminform"].form["base_version"].value()}
    assert client.post(page, again).status_code == 302
    assert Story.objects.get().headline == "Mine"


@pytest.mark.parametrize("kind", ["person", "event", "report", "tag", "link", "tenure"])
def test_what_somebody_else_changed_meanwhile_is_not_put_back_unseen(
    client: Client, administrator: Any, kind: str
) -> None:
    row = SAVED_UNCHANGED[kind]()
    page = address(kind, "change", row.pk)
    sent = {**fields_of(client, page), **ONE_CHANGE[kind]}
    theirs = {"person": "note", "event": "place", "report": "says_place", "tag": "note", "link": "evidence"}
    column = theirs.get(kind, "body")
    Recorder(editor=make.UserFactory(), now=make.NOW).change(row, {column: "Theirs"})
    answer = client.post(page, sent)
    assert answer.status_code == 302, errors_of(answer)
    row.refresh_from_db()
    assert getattr(row, column) == "Theirs"
    [(mine, value)] = ONE_CHANGE[kind].items()
    assert getattr(row, mine) == value


def test_rows_of_an_inline_that_were_not_touched_stay_as_somebody_else_left_them(
    client: Client, administrator: Any
) -> None:
    person = make.TenureFactory(post="Minister").person
    page = address("person", "change", person.pk)
    sent = {**fields_of(client, page), "note": "Mine"}
    Recorder(editor=make.UserFactory(), now=make.NOW).change(person.tenures.get(), {"post": "Theirs"})
    assert client.post(page, sent).status_code == 302
    assert person.tenures.get().post == "Theirs"


def test_changes_of_different_fields_do_not_clash(client: Client, administrator: Any) -> None:
    story = make.StoryFactory(headline="Base", kicker="")
    page = address("story", "change", story.pk)
    mine = {**fields_of(client, page), "kicker": "Mine"}
    correct_story(story, changes={"headline": "Theirs"}, base_version=1, editor=make.UserFactory(), now=make.NOW)
    assert client.post(page, mine).status_code == 302
    story.refresh_from_db()
    assert (story.headline, story.kicker) == ("Theirs", "Mine")


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("story", {"url": "javascript:alert(1)"}, "is not the address of a web page"),
    ("story", {"headline": "   "}, "required"),
    ("story", {"published_zone": "noon"}, "no offset"),
    ("event", {"date": "2025-13"}, "is not understood as a date"),
    ("event", {"country": "Japan"}, "2"),
    ("tenure", {"start": "2025-02-30"}, "day that does not exist"),
    ("tenure", {"start": "2025-02", "end": "2024-02"}, "before"),
    ("personname", {"text": "…"}, "no letter"),
    ("outletdomain", {"domain": "nothing"}, "not a domain"),
    ("person", {"wikidata": "12"}, "Wikidata"),
    ("report", {"start": 5, "end": 9_000}, "no passage"),
    ("mention", {"state": "ambiguous"}, "take the person or outlet out"),
    ("outlet", {"name": ""}, "required"),
]


@pytest.mark.parametrize(("kind", "values", "words"), REFUSED)
def test_what_cannot_be_kept_is_an_error_of_the_form(
    client: Client, administrator: Any, kind: str, values: dict[str, Any], words: str
) -> None:
    row = SAVED_UNCHANGED[kind]()
    before = everything()
    assert words in " ".join(errors_of(save(client, address(kind, "change", row.pk), **values)))
    assert everything() == before
    assert Change.objects.count() == 0


def test_a_link_to_itself_is_refused_in_words(client: Client, administrator: Any) -> None:
    link = make.LinkFactory()
    said = errors_of(save(client, address("link", "change", link.pk), target=link.source_id))
    assert said == ["A story cannot be linked to itself."]


def test_a_tag_name_that_is_taken_is_refused(client: Client, administrator: Any) -> None:
    make.TagFactory(name="trade")
    tag = make.TagFactory()
    assert errors_of(save(client, address("tag", "change", tag.pk), name="trade")) != []


# --- deleting


def shared_dossier() -> Dossier:
    dossier = make.EntryFactory().section.dossier
    dossier.editors.add(make.UserFactory())
    return dossier


@pytest.mark.parametrize(
    "kind",
    ["story", "tag", "topic", "report", "mention", "link", "storytag", "storytopic", "personname", "event", "dossier"],
)
def test_a_deletion_is_recorded_whole_and_can_be_undone(client: Client, administrator: Any, kind: str) -> None:
    rows = {
        "event": lambda: make.ParticipationFactory().event,
        "dossier": shared_dossier,
        "tag": lambda: make.StoryTagFactory().tag,
        "topic": lambda: make.StoryTopicFactory().topic,
        "storytag": make.StoryTagFactory,
        "storytopic": make.StoryTopicFactory,
    }
    if kind == "story":
        row = make.StoryTagFactory().story
        make.CopyKeyFactory(story=row)
        make.MentionFactory(story=row)
        make.EarlierTextFactory(story=row)
    else:
        row = rows[kind]() if kind in rows else SAVED_UNCHANGED[kind]()
    before = everything()
    page = address(kind, "delete", row.pk)
    assert client.get(page).status_code == 200
    assert client.post(page, {"post": "yes"}).status_code == 302
    assert not type(row)._base_manager.filter(pk=row.pk).exists()
    assert index_breaches() == []
    [batch] = set(Change.objects.values_list("batch", flat=True))
    undo_batch(batch, editor=administrator, now=make.NOW)
    assert everything() == before
    assert index_breaches() == []


def test_what_others_rest_on_is_not_deleted(client: Client, administrator: Any) -> None:
    outlet = make.StoryFactory().outlet
    page = address("outlet", "delete", outlet.pk)
    assert "would require deleting the following protected" in client.get(page).content.decode()
    client.post(page, {"post": "yes"})
    client.post(
        address("outlet", "changelist"), {"action": "delete_selected", "_selected_action": [outlet.pk], "post": "yes"}
    )
    assert Outlet.objects.filter(pk=outlet.pk).exists()
    assert Change.objects.count() == 0


# --- actions


def act(client: Client, kind: str, name: str, rows: list[Any], **more: Any) -> list[str]:
    """Run an action on chosen rows; what it said."""
    data = {"action": name, "_selected_action": [row.pk for row in rows], **more}
    answer = client.post(address(kind, "changelist"), data, follow=True)
    assert answer.status_code == 200
    return [str(message) for message in answer.context["messages"]]


def test_mark_checked(client: Client, administrator: Any) -> None:
    stories = make.StoryFactory.create_batch(3)
    make.StoryFactory()
    assert act(client, "story", "mark_checked", stories) == ["3 of 3 stories are now “checked”."]
    assert Story.objects.filter(state="checked").count() == len(found("")) - 1 == 3
    assert {change.after["state"] for change in Change.objects.all()} == {"checked"}
    assert client.get(address("story", "changelist"), {"state": "checked"}).context["cl"].result_count == 3


def test_give_a_topic_asks_which_and_then_gives_it(client: Client, administrator: Any) -> None:
    stories, topic = make.StoryFactory.create_batch(2), make.TopicFactory()
    chosen = {"action": "set_topic", "_selected_action": [story.pk for story in stories]}
    question = client.post(address("story", "changelist"), chosen)
    assert question.status_code == 302
    for _ in range(2):  # the browser's Back leads to it again
        asked = client.get(question.url)
        assert asked.templates[0].name == "admin/stories/set_topic.html"
        assert asked.context["chosen"] == [str(story.pk) for story in stories]
    client.force_login(make.UserFactory())
    assert client.get(question.url).url == address("story", "changelist")
    client.force_login(administrator)
    assert client.post(address("story", "changelist"), {**chosen, "topic": "0"}).status_code == 422
    assert StoryTopic.objects.count() == 0
    said = act(client, "story", "set_topic", stories, topic=topic.pk)
    assert said == [f"2 of 2 stories got the topic “{topic}”."]
    assert sorted(found(f"topic:{topic.slug}")) == sorted(story.pk for story in stories)
    assert Change.objects.filter(kind="story").count() == 2


@pytest.mark.parametrize("sent", ["abc", "1; drop", "9" * 40, "-1", ""])
def test_a_topic_that_is_none_is_told_in_a_sentence(client: Client, administrator: Any, sent: str) -> None:
    story = make.StoryFactory()
    chosen = {"action": "set_topic", "_selected_action": [story.pk], "topic": sent}
    answer = client.post(address("story", "changelist"), chosen)
    wanted = "This field is required." if not sent else "Select a valid choice."
    assert (answer.status_code, wanted in answer.content.decode()) == (422, True)
    assert StoryTopic.objects.count() == 0


def test_a_row_that_is_none_is_told_in_a_sentence_in_a_form_and_its_rows(client: Client, administrator: Any) -> None:
    story = make.StoryFactory()
    page = address("story", "change", story.pk)
    answer = client.post(page, {**fields_of(client, page), "outlet": "abc", "storytopic_set-0-topic": "abc"})
    assert (answer.status_code, answer.content.decode().count("Select a valid choice.")) == (200, 2)
    assert StoryTopic.objects.count() == 0


def test_find_copies_again(client: Client, administrator: Any) -> None:
    words = " ".join(f"word{number} and" for number in range(80))
    first, second = (make.StoryFactory(headline="One headline", body=words) for _ in range(2))
    assert act(client, "story", "find_copies_again", [first, second]) == ["Looked again: 1 copy found anew."]
    assert Link.objects.filter(kind="reprints").count() == 1
    assert sorted(found("is:copy")) == sorted([first.pk, second.pk])


def test_find_names_again(client: Client, administrator: Any) -> None:
    person = make.PersonFactory(name="Gen Nakatani")
    story = make.StoryFactory(body="Gen Nakatani visited the base.")
    assert act(client, "story", "link_again", [story]) == ["Looked for names again in 1 story."]
    assert Mention.objects.get().person == person
    assert [change.editor for change in changes_of(story)] == [administrator]


def test_confirm_reject_and_open_mentions(client: Client, administrator: Any) -> None:
    suggested = make.MentionFactory.create_batch(2)
    unclear = make.CandidateFactory().mention
    said = act(client, "mention", "confirm", [*suggested, unclear])
    assert said == ["2 mentions confirmed. 1 were left as they were."]
    assert Mention.objects.filter(state=MentionState.CONFIRMED, decided_by=administrator).count() == 2
    assert act(client, "mention", "reopen", suggested) == ["2 mentions opened again."]
    assert act(client, "mention", "reject", suggested[:1]) == ["1 mention rejected."]
    assert Change.objects.filter(kind="mention").count() == 5


def test_batches_are_taken_back_from_the_history(client: Client, administrator: Any) -> None:
    stories = make.StoryFactory.create_batch(3)
    before = everything()
    act(client, "story", "mark_checked", stories)
    assert act(client, "change", "undo", [Change.objects.earliest("pk")]) == ["3 changes were taken back."]
    assert everything() == before
    assert "changed since then" in " ".join(act(client, "change", "undo", [Change.objects.earliest("pk")]))


def test_select_across_more_than_the_list_counts_is_refused(
    client: Client, administrator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = make.StoryFactory.create_batch(3)
    monkeypatch.setattr("stories.admin.recorded.CAP", 2)
    [said] = act(client, "story", "mark_checked", stories[:1], select_across="1")
    assert said.startswith("More than 2 rows match")
    assert Story.objects.filter(state="checked").count() == 0


# --- dossiers


def test_sections_and_entries_go_through_the_dossiers_rules(client: Client, administrator: Any) -> None:
    section = make.SectionFactory(position=1)
    story = make.StoryFactory()
    page = address("section", "change", section.pk)
    new = {
        "entries-TOTAL_FORMS": "1",
        "entries-0-kind": "story",
        "entries-0-story": story.pk,
        "entries-0-note": "",
        "entries-0-position": "1",
        "entries-0-section": section.pk,
        "entries-0-id": "",
    }
    answer = client.post(page, {**fields_of(client, page), **new})
    assert answer.status_code == 302, errors_of(answer)
    assert Entry.objects.get().story == story
    assert Change.objects.filter(kind="dossier", object_id=section.dossier_id).count() == 1
    Dossier.objects.update(state="archived")
    said = " ".join(errors_of(save(client, page, title="Too late")))
    assert "return it to draft" in said
    assert Section.objects.get().title == section.title


@pytest.mark.parametrize(("kind", "column"), [("section", "title"), ("entry", "note"), ("dossier", "title")])
def test_who_was_slower_in_a_dossier_is_told_and_may_save_again(
    client: Client, administrator: Any, kind: str, column: str
) -> None:
    row = SAVED_UNCHANGED[kind]()
    page = address(kind, "change", row.pk)
    mine = {**fields_of(client, page), column: "Mine"}
    assert save(client, page, **{column: "Theirs"}).status_code == 302
    answer = client.post(page, mine)
    assert "Somebody else changed this" in " ".join(errors_of(answer))
    row.refresh_from_db()
    assert getattr(row, column) == "Theirs"
    again = {**mine, "base_version": answer.context["adminform"].form["base_version"].value()}
    assert client.post(page, again).status_code == 302
    row.refresh_from_db()
    assert getattr(row, column) == "Mine"


def test_one_press_on_a_dossier_is_one_batch_and_taken_back_as_one(client: Client, administrator: Any) -> None:
    dossier = make.DossierFactory()
    for place in (1, 2, 3):
        make.SectionFactory(dossier=dossier, title=f"Section {place}", position=place)
    before = arranged(dossier)
    page = address("dossier", "change", dossier.pk)
    sent = {**fields_of(client, page), "title": "Another", "editors": [make.UserFactory().pk]}
    sent |= {"sections-0-title": "First", "sections-0-position": "2", "sections-2-DELETE": "on"}
    answer = client.post(page, sent)
    assert answer.status_code == 302, errors_of(answer)
    assert arranged(dossier) == ["Another", 1, ("Section 2", 1), ("First", 2)]
    [batch] = set(Change.objects.values_list("batch", flat=True))
    undo_on_dossier(dossier, batch=batch, editor=administrator, now=make.NOW)
    assert arranged(dossier) == before


def arranged(dossier: Dossier) -> list[Any]:
    """What a dossier is called, how many it is shared with, and its sections in order."""
    dossier.refresh_from_db()
    rows = dossier.sections.order_by("position").values_list("title", "position")
    return [dossier.title, dossier.editors.count(), *rows]


def test_a_dossiers_state_and_owner_cannot_be_set(client: Client, administrator: Any) -> None:
    dossier = make.DossierFactory()
    answer = save(client, address("dossier", "change", dossier.pk), state="published", owner=administrator.pk)
    assert answer.status_code == 302
    stored = Dossier.objects.get()
    assert (stored.state, stored.owner) == ("draft", dossier.owner)


# --- one POST outside of the form's rows (formsets that take keys: design section 7)


def test_a_key_of_another_persons_name_in_a_formset_reaches_nothing(client: Client, administrator: Any) -> None:
    mine, other = make.PersonNameFactory(), make.PersonNameFactory(text="Untouched")
    page = address("person", "change", mine.person_id)
    sent = {**fields_of(client, page), "names-0-id": other.pk, "names-0-text": "Taken over"}
    before = everything()
    client.post(page, sent)
    assert everything() == before
    assert Change.objects.count() == 0


# PostgreSQL goes on counting from test to test: a small number may be there one day.
NOT_THERE = 2_000_000_000


def test_nothing_here_asks_for_what_is_not_there(client: Client, administrator: Any) -> None:
    for kind, model in (("story", Story), ("tag", Tag), ("topic", Topic)):
        assert not model._base_manager.filter(pk=NOT_THERE).exists()
        assert client.get(address(kind, "change", NOT_THERE)).status_code == 302
        assert client.post(address(kind, "change", NOT_THERE), {"headline": "x"}).status_code == 302
