"""Who goes back to an earlier migration keeps a newsroom that can be written to, and can come forward again."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from stories.editing.correcting import add_story
from stories.linking import pairs_due
from stories.models import Change, LikelyDue, NameDue, Person, PersonName, Story

settle = import_module("stories.migrations.0021_reasons_to_check").settle


def as_of(name: str) -> Any:
    """Migrate to it; returns the models of that state."""
    call_command("migrate", "stories", name, verbosity=0)
    return MigrationExecutor(connection).loader.project_state(("stories", name)).apps.get_model


def functions() -> set[str]:
    if connection.vendor == "sqlite":
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'newsroom_due_%'")
        return {name for (name,) in cursor.fetchall()}


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name in ("stories_likelydue", "stories_namedue")}


@pytest.mark.django_db(transaction=True)
def test_names_can_be_written_before_and_after_what_is_due_was_written_down() -> None:
    standing = functions()
    try:
        for earlier, there in (("0014_resting_mentions", set()), ("0016_likely_pairs", {"stories_likelydue"})):
            model = as_of(earlier)
            assert (tables(), pairs_due.missing("default")) == (there, [])
            assert bool(pairs_due.standing("default")) == bool(there)
            assert bool(functions()) == bool(there and standing)
            person = model("stories", "person").objects.create(name="Ana Sample", slug=f"ana-{earlier[:4]}")
            name = {"text": "Ana Sample", "folded": "ana sample", "source": "editor"}
            row = model("stories", "personname").objects.create(person=person, **name)
            type(person).objects.filter(pk=person.pk).update(name="Bea Sample")
            type(row).objects.filter(pk=row.pk).update(text="Bea Sample")
            row.delete()
            type(row).objects.create(person=person, **name)
    finally:
        call_command("migrate", "stories", verbosity=0)
    assert (pairs_due.missing("default"), functions()) == ([], standing)
    both = set(Person.objects.values_list("pk", flat=True))
    assert set(LikelyDue.objects.filter(kind="person").values_list("entry", flat=True)) == both
    assert (len(both), NameDue.objects.count()) == (2, 0)
    PersonName.objects.filter(person=max(both)).update(text="Cleo Sample")
    assert sorted(NameDue.objects.values_list("text", flat=True)) == ["Ana Sample", "Cleo Sample"]


@pytest.mark.django_db(transaction=True)
def test_people_are_compared_again_by_the_key_that_came_later() -> None:
    try:
        one = as_of("0019_planned_and_over")("stories", "person").objects.create(name="Ana Sample", slug="ana").pk
        LikelyDue.objects.all().delete()
    finally:
        call_command("migrate", "stories", verbosity=0)
    assert list(LikelyDue.objects.values_list("kind", "entry")) == [("person", one)]


@pytest.mark.django_db(transaction=True)
def test_stories_to_check_without_a_reason_are_new_but_for_those_an_editor_put_there() -> None:
    try:
        model = as_of("0020_people_compared_again")
        story, change = model("stories", "story"), model("stories", "change")
        page = model("stories", "page").objects.create(address="https://harbour-news.example/ferry")
        moments = {"captured_at": timezone.now(), "received_at": timezone.now()}
        capture = model("stories", "capture").objects.create(page=page, sha256="0" * 64, size=1, **moments)
        states = {"plain": [], "by hand": [], "undone by hand": [], "written": [], "doubtful": ["No date on the page."]}
        for at, (headline, doubts) in enumerate(states.items()):
            came = None if headline == "written" else capture
            values = {"identity": headline, "page": came and page, "capture": came, "version": 3}
            story.objects.create(sort_key=at + 1, headline=headline, state="to_check", doubts=doubts, **values)
        for headline, verb in (("by hand", "changed"), ("undone by hand", "undone"), ("written", "created")):
            chosen = {"kind": "story", "object_id": story.objects.get(headline=headline).pk, "verb": verb}
            change.objects.create(**chosen, at=timezone.now(), version=2, after={"state": "to_check"})
        told = change.objects.count()
    finally:
        call_command("migrate", "stories", verbosity=0)
    by_hand = ("to_check", ["An editor asked for a check."])
    assert {one.headline: (one.state, one.reasons) for one in Story.objects.all()} == {
        "plain": ("new", []),
        "by hand": by_hand,
        "undone by hand": by_hand,
        "written": by_hand,
        "doubtful": ("to_check", ["No date on the page."]),
    }
    plain = Story.objects.get(headline="plain")
    last = Change.objects.about(plain).get()
    assert (last.before, last.after, last.editor) == ({"state": "to_check"}, {"state": "new"}, None)
    assert (plain.version, last.version, last.reason) == (3, 3, "A newer capture had cleared its doubts")
    assert Change.objects.count() == told + 1


@pytest.mark.django_db
def test_a_story_that_was_written_down_to_be_checked_waits_on() -> None:
    written = add_story({"headline": "Ferry stands still", "state": "to_check"}, editor=None, now=timezone.now())
    settle(apps, None)
    written.refresh_from_db()
    assert (written.state, Change.objects.about(written).count()) == ("to_check", 1)
