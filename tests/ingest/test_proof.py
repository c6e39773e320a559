"""Each proof finds the breach that is planted for it, and nothing in a sound newsroom."""

from collections.abc import Callable

import pytest
from django.db import connection

from stories.ingest import store
from stories.ingest.proof import PROOFS
from stories.models import Capture, Entry, Mention, Reading, Report, Story
from stories.search import rebuild
from stories.vocabulary import EntryKind
from tests.factories import EntryFactory, PersonFactory, ReportFactory
from tests.ingest.pages import TWO, article, bring, hashtag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def newsroom() -> None:
    """Two pages, three stories, a mention, a report and a quote; all of it sound."""
    PersonFactory(name="Oriana Testwell")
    bring(
        article(paragraphs=("Oriana Testwell stopped the ferry on Monday, and nobody asked her why she had done so.",))
    )
    bring(hashtag(*TWO))
    story = Story.objects.order_by("pk")[0]
    ReportFactory(story=story, start=0, end=15)
    EntryFactory(kind=EntryKind.QUOTE, story=story, story_version=story.version, exact="the ferry", start=24, end=33)


def breaches(*names: str) -> list[str]:
    return [sentence for name in names or PROOFS for sentence in PROOFS[name]()]


def test_a_sound_newsroom_has_no_breach() -> None:
    assert Mention.objects.count() > 0
    assert breaches() == []


def damaged_bytes() -> None:
    store.path_of(Capture.objects.order_by("pk")[0].sha256).write_bytes(b"something else")


def missing_bytes() -> None:
    store.path_of(Capture.objects.order_by("pk")[0].sha256).unlink()


def stray_file() -> None:
    store.put(b"of no capture")


def reading_cut_short() -> None:
    reading = Reading.objects.order_by("pk")[0]
    reading.text = reading.text + "One more line."
    reading.save()


def reading_with_overlap() -> None:
    reading = Reading.objects.order_by("pk")[0]
    reading.edited["blocks"][1][0] -= 5
    reading.save()


def wrong_sort_key() -> None:
    story = Story.objects.order_by("pk")[0]
    Story.objects.filter(pk=story.pk).update(sort_key=story.sort_key + 2**21)


def span_outside() -> None:
    story = Story.objects.order_by("pk")[0]
    Story.objects.filter(pk=story.pk).update(spans=[[0, 10**6, "headline"]])


def moved_mention() -> None:
    mention = Mention.objects.order_by("pk")[0]
    Mention.objects.filter(pk=mention.pk).update(start=mention.start + 1, end=mention.end + 1)


def moved_report() -> None:
    Report.objects.update(start=1)


def moved_quote() -> None:
    Entry.objects.update(start=23, end=32)


def unindexed_story() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM story_index")


@pytest.mark.parametrize(
    ("plant", "proof", "words"),
    [
        (damaged_bytes, "captures", "not what was captured"),
        (missing_bytes, "captures", "cannot be read"),
        (stray_file, "captures", "belongs to no capture"),
        (reading_cut_short, "readings", "is in no block"),
        (reading_with_overlap, "readings", "overlap"),
        (wrong_sort_key, "stories", "does not fit its published time"),
        (span_outside, "stories", "outside the text"),
        (moved_mention, "mentions", "does not stand in story"),
        (moved_report, "reports", "does not stand in story"),
        (moved_quote, "quotes", "does not stand in story"),
        (unindexed_story, "index", "is not in the index"),
    ],
)
def test_a_planted_breach_is_named(plant: Callable[[], None], proof: str, words: str) -> None:
    plant()
    found = breaches(proof)
    assert found
    assert all(words in sentence for sentence in found)


def test_a_missing_trigger_is_named_and_the_index_can_be_written_anew() -> None:
    unindexed_story()
    rebuild()
    assert breaches() == []
