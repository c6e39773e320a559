"""Pages of one transaction: what becomes of them is what becomes of them one by one, or nothing at all."""

from collections import Counter
from typing import Any

import pytest
from django.db import transaction

from stories.extraction import read_page
from stories.ingest import Outcome, StoreFailed, accept, import_page, import_together
from stories.ingest.proof import PROOFS
from stories.ingest.receive import BadAddress
from stories.linking.connecting import connect_stories
from stories.models import Capture, Change, Claim, Flag, Link, Mention, Quotation, Reading, Report, Story
from stories.policy import Refused
from stories.search import index_breaches
from stories.vocabulary import CaptureState, Completeness, Role, Verb
from tests.factories import PersonFactory, UserFactory
from tests.ingest.fronts import FERRY, FRONT, HEADLINE, NAMES, front, page
from tests.ingest.pages import ADDRESS, LATER, NAMED, NOW, OTHERS, PARAGRAPHS, TWO, article, facts_of, hashtag

pytestmark = pytest.mark.django_db
CHANGED = (PARAGRAPHS[0], PARAGRAPHS[1].replace("during the night", "on Sunday evening"), PARAGRAPHS[2])
MUSEUM = "Museum of maps opens a new wing"
PAGES = (
    (article(), ADDRESS),
    (hashtag(*TWO), ""),
    (article(MUSEUM, (*OTHERS, NAMED)), ""),
    (b"\x00\x01\x02" * 40, ""),
    (article(), ADDRESS),  # the same bytes again
    (article(paragraphs=CHANGED), ADDRESS),  # and the address with a new text
    (article("Ferry: what we know", (NAMED, *PARAGRAPHS)), "https://other.example/ferry"),
)


def together(*pages: tuple[bytes, str], now: Any = NOW) -> list[Outcome]:
    return import_together([facts_of(*page) for page in pages], editor=None, now=now)


def breaches() -> list[str]:
    return [*index_breaches(), *(sentence for prove in PROOFS.values() for sentence in prove())]


def state() -> dict[str, Any]:
    """All that an import leaves, without keys, and without the notes of what the machine found: together there are
    fewer, since a story is not found again by the next."""
    columns = (
        "headline",
        "outlet__name",
        "completeness",
        "url",
        "body",
        "state",
        "version",
        "published_at",
        "sort_key",
    )
    return {
        "stories": list(Story.objects.order_by("pk").values_list(*columns)),
        "captures": list(Capture.objects.order_by("pk").values_list("sha256", "state", "clippings", "outlet__name")),
        "readings": list(Reading.objects.order_by("pk").values_list("text", "version")),
        "mentions": sorted(Mention.objects.values_list("story__headline", "surface", "start", "state", "person__name")),
        "links": sorted(Link.objects.values_list("source__headline", "target__headline", "kind", "copy_kind")),
        "flags": sorted(Flag.objects.values_list("story__headline", "kind", "state")),
        "events": set(Report.objects.values_list("story__headline", "event__title", "start", "standing")),
        "claims": sorted(Claim.objects.values_list("report__story__headline", "aspect", "value")),
        "quotations": sorted(Quotation.objects.values_list("story__headline", "start", "end")),
        "history": Counter(Change.objects.exclude(verb=Verb.SUGGESTED).values_list("kind", "verb")),
    }


def test_pages_together_become_what_they_become_one_by_one() -> None:
    PersonFactory(name="Oriana Testwell")
    with transaction.atomic():
        single = [import_page(editor=None, now=NOW, **facts_of(*page)).outcome for page in PAGES]
        expected = state()
        transaction.set_rollback(True)
    assert [outcome.outcome for outcome in together(*PAGES)] == single
    found = state()
    # Each story is compared with those behind it too, which one by one are not there yet.
    assert found.pop("events") >= expected.pop("events")
    assert found == expected
    assert breaches() == []
    assert single == ["new", "new", "new", "unreadable", "unchanged", "updated", "new"]
    assert expected["mentions"]
    assert expected["links"]


def test_the_same_pages_again_change_nothing() -> None:
    together(*PAGES)
    rows = Change.objects.count()
    again = together(*PAGES, now=LATER)
    assert {outcome.outcome for outcome in again} == {"unchanged", "unreadable"}
    assert Change.objects.count() == rows


def test_a_short_story_that_a_later_page_of_the_same_transaction_completes_is_linked_as_it_ends() -> None:
    PersonFactory(name="Oriana Testwell")
    first, second = together((front(), FRONT), (page(HEADLINE, (*PARAGRAPHS, NAMED)), FERRY))
    assert (first.outcome, second.outcome) == ("new", "updated")
    story = Story.objects.get(headline=HEADLINE)
    assert (story.completeness, Story.objects.count()) == (Completeness.FULL, len(NAMES))
    assert list(Mention.objects.values_list("surface", "person__name")) == [("Oriana Testwell", "Oriana Testwell")]
    assert breaches() == []


def test_the_stories_of_all_pages_are_linked_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[int]] = []

    def seen(keys: list[int], **told: Any) -> Any:
        asked.append(list(keys))
        return connect_stories(keys, **told)

    monkeypatch.setattr(accept, "connect_stories", seen)
    outcomes = together(*PAGES)
    wanted = {story.pk for outcome in outcomes for story in (*outcome.made, *outcome.changed)}
    assert [sorted(keys) for keys in asked] == [sorted(wanted)]


def test_a_page_that_cannot_come_in_keeps_all_of_them_out() -> None:
    pages = [facts_of(*page) for page in PAGES]
    pages[3]["address"] = "ftp://nowhere"
    with pytest.raises(BadAddress):
        import_together(pages, editor=None, now=NOW)
    assert not Capture.objects.exists()
    assert not Story.objects.exists()
    assert not Change.objects.exists()
    assert index_breaches() == []


def test_the_disk_is_waited_for_before_anything_is_written(django_assert_num_queries: Any) -> None:
    def full() -> str:
        raise StoreFailed("The page could not be kept: no space.")

    pages = [facts_of(*PAGES[0]), facts_of(*PAGES[1], stored=full)]
    with django_assert_num_queries(0), pytest.raises(StoreFailed):
        import_together(pages, editor=None, now=NOW)


def test_a_page_that_waits_on_the_desk_is_left_to_its_editors() -> None:
    raw, address = PAGES[0]
    import_page(editor=None, now=NOW, **facts_of(raw, address))
    Capture.objects.update(state=CaptureState.WAITING)
    outcomes = together(*PAGES[:2])
    assert [outcome.left for outcome in outcomes] == ["waiting", ""]


def test_a_reader_of_the_newsroom_imports_nothing() -> None:
    with pytest.raises(Refused):
        import_together([facts_of(*PAGES[0])], editor=UserFactory(role=Role.READER), now=NOW)
    assert not Capture.objects.exists()


def test_a_transaction_ends_where_it_would_bring_many_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [(article(f"Ferry {at} runs again", (OTHERS[at % 2], f"It is number {at}.")), "") for at in range(5)]
    monkeypatch.setattr(accept, "MOST_STORIES", 3)
    assert [outcome.outcome for outcome in together(*pages)] == ["new"] * 3
    assert Story.objects.count() == 3
    # The same pages again are known: the transaction goes on with those behind them, as it would have.
    assert [outcome.outcome for outcome in together(*pages)] == ["unchanged"] * 3 + ["new"] * 2
    # One page comes in whole, however many stories it has.
    monkeypatch.setattr(accept, "MOST_STORIES", 1)
    assert [len(outcome.made) for outcome in together((hashtag(*TWO), ""), (article(MUSEUM, OTHERS), ADDRESS))] == [2]


def test_a_transaction_ends_where_it_would_bring_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [(article(f"Ferry {at} runs again", (OTHERS[at % 2], f"It is number {at}.")), "") for at in range(3)]
    [first, second, _] = [read_page(raw).characters for raw, _ in pages]
    monkeypatch.setattr(accept, "MOST_TEXT", first + second)
    assert [outcome.outcome for outcome in together(*pages)] == ["new"] * 2
    assert [outcome.outcome for outcome in together(*pages)] == ["unchanged"] * 2 + ["new"]
    # A page of more text comes in by itself.
    monkeypatch.setattr(accept, "MOST_TEXT", 1)
    assert [outcome.outcome for outcome in together((article(MUSEUM, OTHERS), ADDRESS), pages[0])] == ["new"]
