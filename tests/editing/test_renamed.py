"""A name that is corrected, whoever does it, has the stories in question linked again."""

import json
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from stories.editing import renamed
from stories.editing.renamed import forget_renamed, link_renamed
from stories.editing.undo import undo_batch
from stories.jobs import worker
from stories.jobs.names import go_on_with_names
from stories.jobs.worker import work
from stories.linking import pairs_due
from stories.linking.connecting import connect_stories
from stories.linking.imports import import_people
from stories.linking.people import GivenName, save_person
from stories.linking.proposals import make_person_of
from stories.models import Change, Mention, NameDue, Person, PersonName, Proposal, Story
from stories.vocabulary import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
BODY = "The harbour opened on Monday. Morita said that the cranes were ready, and thanked the crews of the port."


def person(**more: Any) -> Person:
    made = save_person(name="Morita Kenji", country="JP", editor=None, now=make.NOW, **more)
    PersonName.objects.filter(text="Morita Kenji").update(order="given_first")
    forget_renamed()
    return made


def story(body: str = BODY) -> Story:
    made = make.StoryFactory(headline="Harbour opens", dek="", body=body)
    connect_stories([made.pk], now=make.NOW)
    return made


def meant() -> list[tuple[str, int | None]]:
    return list(Mention.objects.filter(kind="person").order_by("story", "pk").values_list("surface", "person"))


def test_the_order_that_is_corrected_links_the_stories_with_the_family_name() -> None:
    one = person()
    story()
    story("A ferry sank. Nobody was hurt, and nobody knows why the ferry sank on such a quiet day in the harbour.")
    assert meant() == []
    PersonName.objects.filter(person=one).update(order="family_first")
    assert not link_renamed(now=make.NOW)
    assert (meant(), NameDue.objects.count()) == ([("Morita", one.pk)], 0)
    PersonName.objects.filter(person=one).update(order="given_first")
    assert not link_renamed(now=make.NOW)
    assert meant() == []


def test_an_alias_comes_and_goes_with_its_mentions_and_so_does_its_undo() -> None:
    one = person()
    story("The harbour opened on Monday. 森田賢治 said that the cranes were ready, and thanked the crews.")
    save_person(person=one, name=one.name, names=[GivenName("森田賢治")], editor=None, now=make.NOW)
    assert not link_renamed(now=make.NOW)
    assert meant() == [("森田賢治", one.pk)]
    undo_batch(Change.objects.order_by("-pk").filter(kind="personname")[0].batch, editor=None, now=make.NOW)
    assert not link_renamed(now=make.NOW)
    assert meant() == []


def test_stories_that_print_the_name_of_somebody_new_and_proposed_nobody_are_linked() -> None:
    story("Talks with Trade Minister Harriet Delamere went on. Delamere said so.")
    other = story("harriet delamere: a ferry for the island, a crane for the port, and no word on what it costs.")
    Mention.objects.filter(story=other).delete()
    Story.objects.filter(pk=other.pk).update(body="A ferry for the island, Harriet Delamere wrote.")
    made = make_person_of(Proposal.objects.get(name="Harriet Delamere"), editor=make.UserFactory(), now=make.NOW)
    assert not Mention.objects.filter(story=other).exists()
    assert due() == [("Harriet Delamere", "")]
    assert not link_renamed(now=make.NOW)
    assert list(Mention.objects.filter(story=other).values_list("surface", "person")) == [("Harriet Delamere", made.pk)]
    undo_batch(Change.objects.filter(kind="person").latest("pk").batch, editor=None, now=make.NOW)
    assert not Mention.objects.filter(person__isnull=False).exists()


def test_somebody_new_of_an_import_is_not_noted() -> None:
    save_person(name="Aiko Sample", source="import", editor=None, now=make.NOW)
    assert due() == []


def due() -> list[tuple[str, str]]:
    return list(NameDue.objects.order_by("pk").values_list("text", "order"))


def test_a_name_that_is_changed_in_two_places_is_noted_once() -> None:
    """The row of the name and the name of the person, in either order, again and again."""
    one = person()
    row = PersonName.objects.get(person=one)
    for person_first in (True, False):
        for _ in range(2):
            if person_first:
                Person.objects.filter(pk=one.pk).update(name="Aiko Sample")
            PersonName.objects.filter(pk=row.pk).update(text="Aiko Sample")
            Person.objects.filter(pk=one.pk).update(name="Aiko Sample")
            assert due() == [*([("Aiko Sample", "")] if person_first else []), ("Morita Kenji", "given_first"),
                             *([] if person_first else [("Aiko Sample", "given_first")])]  # fmt: skip
        Person.objects.filter(pk=one.pk).update(name="Morita Kenji")
        PersonName.objects.filter(pk=row.pk).update(text="Morita Kenji")
        NameDue.objects.all().delete()


def test_a_name_of_which_the_first_stories_were_gone_through_is_noted_again() -> None:
    one = person()
    PersonName.objects.filter(person=one).update(order="family_first")
    NameDue.objects.filter(order="family_first").update(below=77)
    PersonName.objects.filter(person=one).update(order="given_first")
    PersonName.objects.filter(person=one).update(order="family_first")
    assert due() == [
        ("Morita Kenji", "given_first"),
        ("Morita Kenji", "family_first"),
        ("Morita Kenji", "family_first"),
    ]
    assert not link_renamed(now=make.NOW)
    assert due() == []


def test_a_name_that_moves_to_somebody_else_is_noted_for_them() -> None:
    one, other = person(), make.PersonFactory(name="Aiko Sample")
    forget_renamed()
    alias = make.PersonNameFactory(person=one, text="森田賢治", source="import")
    assert due() == []
    PersonName.objects.filter(pk=alias.pk).update(person=other)
    assert list(NameDue.objects.values_list("person", "text")) == [(other.pk, "森田賢治")]


def test_a_main_name_that_is_another_links_the_stories_with_it() -> None:
    one = person()
    story("The harbour opened on Monday. Aiko Sample said that the cranes were ready, and thanked the crews.")
    save_person(person=one, name="Aiko Sample", editor=None, now=make.NOW)
    assert not link_renamed(now=make.NOW)
    assert ("Aiko Sample", one.pk) in meant()


def test_what_was_decided_stays() -> None:
    one, other = person(), make.PersonFactory(name="Aiko Sample")
    text = story()
    at = text.body.index("Morita")
    make.MentionFactory(story=text, person=other, start=at, end=at + 6, surface="Morita", state="confirmed")
    PersonName.objects.filter(person=one).update(order="family_first")
    assert not link_renamed(now=make.NOW)
    assert meant() == [("Morita", other.pk)]


def test_many_stories_are_linked_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    one = person()
    for _ in range(5):
        story()
    PersonName.objects.filter(person=one).update(order="family_first")
    NameDue.objects.filter(order="given_first").delete()
    monkeypatch.setattr(renamed, "PIECE", 2)
    assert [go_on_with_names(seconds=0) for _ in range(3)] == [True, True, False]
    assert len(meant()) == 5


def test_what_cannot_be_linked_holds_up_nothing_that_waits_behind_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one = person()
    bad, good = story(), story()
    PersonName.objects.filter(person=one).update(order="family_first")
    make.NameDueFactory(person=one.pk, text="Morita Kenji")
    really = renamed.connect_stories

    def stumbles(keys: Any, **more: Any) -> Any:
        done = really(keys, **more)
        if bad.pk in keys:
            raise ValueError("a story that nobody can link")
        return done

    monkeypatch.setattr(renamed, "connect_stories", stumbles)
    assert not link_renamed(now=make.NOW)
    assert (NameDue.objects.count(), meant()) == (0, [("Morita", one.pk)])
    assert Mention.objects.get(kind="person").story == good
    assert f"Story {bad.pk} could not be linked again" in caplog.text


def test_a_name_that_cannot_be_searched_goes_with_a_line_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one = person()
    story()
    make.NameDueFactory(text="Unsearchable", order="")
    PersonName.objects.filter(person=one).update(order="family_first")
    really = renamed.search_stories

    def stumbles(query: Any) -> Any:
        if "Unsearchable" in query.text:
            raise ValueError("no such search")
        return really(query)

    monkeypatch.setattr(renamed, "search_stories", stumbles)
    assert not link_renamed(now=make.NOW)
    assert (NameDue.objects.count(), meant()) == (0, [("Morita", one.pk)])
    assert "“Unsearchable” cannot be searched" in caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", [3, 10_000])
def test_a_worker_waits_for_a_busy_database_but_not_for_ever(
    monkeypatch: pytest.MonkeyPatch, settings: Any, times: int
) -> None:
    settings.NEWSROOM_TASKS = "database"
    monkeypatch.setattr(worker, "IDLE", 0)
    asked = []

    def busy() -> bool:
        asked.append(1)
        if len(asked) <= times:
            raise OperationalError("database is locked")
        return False

    monkeypatch.setattr(worker, "go_on_with_names", busy)
    if times == 3:
        assert (work(once=True), len(asked) > times) == (0, True)
    else:
        with pytest.raises(OperationalError):
            work(once=True)
        assert len(asked) == worker.PATIENCE


def test_names_of_an_import_and_of_nobody_known_are_not_gone_through() -> None:
    lines = [json.dumps({"name": "Aiko Sample", "aliases": ["A. Sample", "Sample Aiko"]})]
    import_people(lines, editor=None, now=make.NOW)
    assert not NameDue.objects.exists()
    make.NameDueFactory(text='"("')
    make.NameDueFactory(person=Person.objects.get().pk, text="No such", order="")
    assert not link_renamed(now=make.NOW)


@pytest.mark.parametrize("tasks", ["immediate", "database"])
def test_the_form_of_a_person_links_or_leaves_it_to_the_worker(client: Any, settings: Any, tasks: str) -> None:
    settings.NEWSROOM_TASKS = tasks
    client.force_login(make.UserFactory())
    one = person()
    story("The harbour opened on Monday. Aiko Sample said that the cranes were ready, and thanked the crews.")
    sent = {"name": one.name, "base_version": one.version, "names-0-text": "Sample Aiko", "names-0-order": "",
            "names-1-text": "Aiko Sample", "names-TOTAL_FORMS": 2, "names-INITIAL_FORMS": 0,
            "posts-TOTAL_FORMS": 0, "posts-INITIAL_FORMS": 0, "country": "JP"}  # fmt: skip
    text = client.post(reverse("stories:person_edit", args=[one.slug]), sent, follow=True).content.decode()
    said = "are linked again in the background" in text
    assert (meant() == [("Aiko Sample", one.pk)], said) == (tasks == "immediate", tasks == "database")


def test_the_admin_corrects_the_order_and_links(client: Any) -> None:
    client.force_login(make.UserFactory(role=Role.ADMINISTRATOR))
    one = person(names=[GivenName("Morita Kanji", "given_first")])
    forget_renamed()
    story()
    name = PersonName.objects.get(text="Morita Kanji")
    sent = {"person": one.pk, "text": name.text, "order": "family_first", "script": "Latn", "source": "editor"}
    client.post(reverse("admin:stories_personname_change", args=[name.pk]), sent)
    assert meant() == [("Morita", one.pk)]


def test_an_undo_and_a_deletion_of_many_in_the_admin_link(client: Any) -> None:
    client.force_login(make.UserFactory(role=Role.ADMINISTRATOR))
    one = person()
    other = save_person(name="Sample Aiko", names=[GivenName("森田賢治")], editor=None, now=make.NOW)
    forget_renamed()
    story("The harbour opened on Monday. 森田賢治 said that the cranes were ready, and thanked the crews.")
    assert meant() == [("森田賢治", other.pk)]
    save_person(person=other, name=other.name, names=[], editor=None, now=make.NOW)
    assert not link_renamed(now=make.NOW)
    assert meant() == []
    row = Change.objects.filter(kind="personname").latest("pk").pk
    page = reverse("admin:stories_change_changelist")
    client.post(page, {"action": "undo", "_selected_action": [row]})
    assert (meant(), NameDue.objects.count()) == ([("森田賢治", other.pk)], 0)
    Mention.objects.all().delete()
    page = reverse("admin:stories_person_changelist")
    client.post(page, {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"})
    assert (Person.objects.get(), meant(), NameDue.objects.count()) == (one, [], 0)


def test_a_merger_links_the_stories_with_the_name_that_it_chose(client: Any) -> None:
    client.force_login(make.UserFactory())
    one, other = person(), save_person(name="Aiko Sample", editor=None, now=make.NOW)
    forget_renamed()
    page = reverse("stories:person_merge", args=[one.slug])
    client.post(page, {"with": other.slug, "choose-name": other.pk})
    assert (Person.objects.current().get().name, NameDue.objects.count()) == ("Aiko Sample", 0)


@pytest.mark.django_db(transaction=True)
def test_one_pass_of_the_worker_leaves_no_name_due(settings: Any) -> None:
    settings.NEWSROOM_TASKS = "database"
    one = person()
    story()
    PersonName.objects.filter(person=one).update(order="family_first")
    work(once=True)
    assert (meant(), NameDue.objects.count()) == ([("Morita", one.pk)], 0)


def test_the_triggers_stand_and_are_put_back() -> None:
    with connection.cursor() as cursor:
        on = " ON stories_personname" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER newsroom_due_name_corrected{on}")
    assert pairs_due.missing("default") == ["newsroom_due_name_corrected"]
    pairs_due.ensure("default")
    assert pairs_due.missing("default") == []
