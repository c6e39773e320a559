"""The index follows every change, whatever made it, in the same transaction; and the proof of it finds every breach."""

import io

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from stories.models import Change, Story, StoryTag
from stories.models.change import record
from stories.search import Query, held, index_breaches, rebuild, search_stories
from stories.search.postgres import has_rum
from stories.search.schema import ensure, missing
from stories.search.words import VERSION
from stories.vocabulary import LinkKind, Verb
from tests.factories import (
    NOW,
    EntryFactory,
    LinkFactory,
    MentionFactory,
    OutletFactory,
    ReportFactory,
    StoryFactory,
    StoryTagFactory,
    StoryTopicFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db
KEY = "rowid" if connection.vendor == "sqlite" else "sort_key"


def count(text):
    return search_stories(Query(text)).count()[0]


def test_saved_updated_in_bulk_and_deleted():
    story = StoryFactory(headline="Okapi")
    assert count("okapi") == 1
    story.headline = "Tapir"
    story.save()
    assert (count("okapi"), count("tapir")) == (0, 1)
    Story.objects.filter(pk=story.pk).update(headline="Zebra", sort_key=story.sort_key + 5)
    assert (count("tapir"), count("zebra")) == (0, 1)
    Story.objects.bulk_update([Story(pk=story.pk, headline="Gnu")], ["headline"])
    assert (count("zebra"), count("gnu")) == (0, 1)
    story.delete()
    assert count("gnu") == 0
    assert index_breaches() == []


def test_everything_that_a_filter_rests_on():
    story = StoryFactory(headline="Okapi")
    makers = [
        (StoryTagFactory, "is:tagged"), (MentionFactory, "is:open"), (EntryFactory, None), (ReportFactory, None),
        (StoryTopicFactory, None),
    ]  # fmt: skip
    for make, text in makers:
        row = make(story=story)
        assert index_breaches() == []
        if text:
            assert count(f"okapi {text}") == 1
        row.delete()
        assert index_breaches() == []
        if text:
            assert count(f"okapi {text}") == 0
    link = LinkFactory(source=story, kind=LinkKind.REPRINTS)
    assert count("has:copy") == 2
    link.delete()
    assert count("has:copy") == 0


def test_raw_sql_and_loaddata(tmp_path):
    outlet = OutletFactory()
    story = StoryFactory(headline="Okapi", outlet=outlet)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE stories_story SET headline = 'Tapir' WHERE id = %s", [story.pk])
    assert (count("okapi"), count("tapir")) == (0, 1)
    out = io.StringIO()
    call_command("dumpdata", "stories.story", stdout=out)
    story.delete()
    path = tmp_path / "one.json"
    path.write_text(out.getvalue())
    call_command("loaddata", str(path), verbosity=0)
    assert count("tapir") == 1
    assert index_breaches() == []


def test_held_indexes_once_at_the_end_and_rolls_back_with_the_rest():
    stories, tag = StoryFactory.create_batch(3), TagFactory()
    with held():
        StoryTag.objects.bulk_create([StoryTag(story=story, tag=tag) for story in stories])
        with held():
            Story.objects.filter(pk=stories[0].pk).update(headline="Okapi")
    assert count(f"tag:{tag.slug}") == 3
    assert count("okapi") == 1
    with pytest.raises(RuntimeError), held():
        Story.objects.filter(pk=stories[1].pk).update(headline="Tapir")
        raise RuntimeError
    assert count("tapir") == 0
    StoryTag.objects.all().delete()
    assert count(f"tag:{tag.slug}") == 0
    assert index_breaches() == []


def test_the_proof_finds_a_missing_a_stale_and_a_stray_document():
    first, second, third = StoryFactory.create_batch(3)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM story_index WHERE rowid = %s", [first.sort_key])
            cursor.execute(
                "INSERT INTO story_index (rowid, head, body, facets) VALUES (%s, 'a', 'b', 'c')", [third.sort_key + 9]
            )
        else:
            cursor.execute("DELETE FROM story_index WHERE sort_key = %s", [first.sort_key])
            cursor.execute("INSERT INTO story_index VALUES (%s, 0, 'a'::tsvector)", [third.sort_key + 9])
    assert index_breaches() == [
        f"Story {first.pk} is not in the index.",
        f"The index holds a document {third.sort_key + 9} of no story.",
    ]
    rebuild()
    assert index_breaches() == []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM story_index WHERE rowid = %s", [second.sort_key])
            cursor.execute(
                "INSERT INTO story_index (rowid, head, body, facets) VALUES (%s, 'a', 'b', 'c')", [second.sort_key]
            )
        else:
            cursor.execute("UPDATE story_index SET document = 'a'::tsvector WHERE sort_key = %s", [second.sort_key])
    assert index_breaches() == [f"The document of story {second.pk} in the index is out of date."]


def test_triggers_that_a_table_remake_dropped_are_put_back():
    table = " ON stories_storytag" if connection.vendor == "postgresql" else ""
    name = "story_index_storytag" if connection.vendor == "postgresql" else "story_index_storytag_insert"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    assert missing("default") == [name]
    ensure("default")
    assert missing("default") == []
    StoryTagFactory()
    assert index_breaches() == []


def test_a_changed_byline_is_followed():
    story = StoryFactory(byline=["Anna Berg"])
    assert count("author:berg") == 1
    Story.objects.filter(pk=story.pk).update(byline=["Carl Stein"])
    assert (count("author:berg"), count('author:"carl stein"')) == (0, 1)
    Story.objects.filter(pk=story.pk).update(byline=[])
    assert count("author:stein") == 0
    assert index_breaches() == []


def test_an_index_that_an_earlier_version_made_is_written_anew_once():
    """As an update to this version finds it, whatever of the documents is different by then."""
    story = StoryFactory(headline="Straße")
    stale, table = f"DELETE FROM story_index WHERE {KEY} = %s", "story_index_made"
    with connection.cursor() as cursor:
        cursor.execute(stale, [story.sort_key])
        ensure("default")
        assert count("strasse") == 0  # this version's own index is left alone
        for earlier in (f"UPDATE {table} SET version = 1", f"DROP TABLE {table}"):
            cursor.execute(stale, [story.sort_key])
            cursor.execute(earlier)
            ensure("default")
            assert count("strasse") == 1
            assert index_breaches() == []
            cursor.execute(f"SELECT version FROM {table}")
            assert cursor.fetchall() == [(VERSION,)]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="RUM is an index of PostgreSQL")
def test_no_vacuum_goes_through_a_rum_index_and_one_that_was_vacuumed_is_made_anew():
    """A scan that meets a posting list which VACUUM emptied misses matches or crashes the server."""
    with connection.cursor() as cursor:
        if not has_rum(cursor):
            pytest.skip("no RUM here")

        def options_and_file() -> tuple[list[str] | None, int]:
            cursor.execute(
                "SELECT reloptions, pg_relation_filenode('story_index_rum') FROM pg_class WHERE relname = 'story_index'"
            )
            return cursor.fetchone()

        options, file = options_and_file()
        assert options == ["vacuum_index_cleanup=off"]
        ensure("default")
        assert options_and_file() == (options, file)
        cursor.execute("ALTER TABLE story_index RESET (vacuum_index_cleanup)")
        ensure("default")
        again, new_file = options_and_file()
        assert again == options
        assert new_file != file
    story = StoryFactory(headline="After the index was made anew")
    assert search_stories(Query(text="anew")).newest_keys(2) == [story.sort_key]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite makes a table anew to change it")
def test_a_table_with_rows_can_be_made_anew_where_triggers_of_others_speak_of_it():
    """Else no migration of stories would go through in a newsroom with data."""
    story = StoryTagFactory().story
    with connection.schema_editor() as editor:
        editor._remake_table(Story)
    assert missing("default") == []
    assert list(Story.objects.values_list("pk", flat=True)) == [story.pk]
    Story.objects.filter(pk=story.pk).update(headline="Another headline")
    assert index_breaches() == []


def test_the_history_is_never_changed_and_never_deleted():
    record(TagFactory(), Verb.CREATED, editor=None, now=NOW)
    for act in (lambda: Change.objects.update(label="x"), lambda: Change.objects.all().delete()):
        with pytest.raises(DatabaseError, match="The history is never"), transaction.atomic():
            act()
    assert Change.objects.count() == 1
