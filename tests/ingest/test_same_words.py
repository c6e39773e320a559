"""A notice that comes back word for word: the same text at its address and in a file, one of the two without a day."""

from datetime import datetime, timedelta

import pytest

from stories.ingest import Outcome, import_page
from stories.linking.outlets import save_outlet
from stories.models import Appearance, Capture, Link, Story
from stories.vocabulary import LinkKind, LinkState
from tests.ingest.fronts import page
from tests.ingest.pages import NOW, PARAGRAPHS
from tests.ingest.test_completing import breaches

pytestmark = pytest.mark.django_db
ADDRESS = "https://harbour-news.example/islands/water-shut-off"
HEADLINE = "Water shut off in the old town tonight"
DAY = NOW.date().isoformat()
LONG_AFTER = NOW + timedelta(days=300)
SOON = NOW + timedelta(days=3)


def notice(day: str = "", canonical: str = "") -> bytes:
    """The page of a notice; without a day where `day` is empty."""
    raw = page(HEADLINE, PARAGRAPHS, day=day or DAY, canonical=canonical)
    if day:
        return raw
    return raw.replace(f'<meta property="article:published_time" content="{DAY}T05:34:00+00:00">'.encode(), b"")


def come(raw: bytes, at: datetime, address: str = "") -> Outcome:
    """A page that came at a moment: at its address, or as a file."""
    return import_page(raw, editor=None, now=at, address=address, name="" if address else "saved.html")


def both(online: bytes, saved: bytes, times: tuple[datetime, datetime], *, turned: bool) -> Outcome:
    """The page at its address at the first of the times and the file at the second one, taken in in that order or
    `turned`; what the second of them became."""
    save_outlet(name="Harbour News", domains=["harbour-news.example"], editor=None, now=NOW)
    # That the bytes differ is the rule: browsers write into what they save.
    acts = [(online, times[0], ADDRESS), (saved.replace(b"World", b"The world"), times[1], "")]
    return [come(*act) for act in (acts[::-1] if turned else acts)][-1]


FAR = {
    "no day": (notice(), notice(), (NOW, LONG_AFTER)),
    "the page has a day": (notice(DAY), notice(), (NOW, LONG_AFTER)),
    "the file has a day": (notice(), notice(DAY), (LONG_AFTER, NOW)),
    "the file came before": (notice(), notice(), (LONG_AFTER, NOW)),
    "the page is of a later day": (notice(LONG_AFTER.date().isoformat()), notice(), (LONG_AFTER, NOW)),
}
NEAR = {
    "no day": (notice(), notice(), (NOW, SOON)),
    "the page has a day": (notice(DAY), notice(), (NOW, SOON)),
    "the file has a day": (notice(), notice(DAY), (NOW, SOON)),
    "the file came before": (notice(), notice(), (SOON, NOW)),
    "the page stood there since its day": (notice(DAY), notice(), (LONG_AFTER, NOW + timedelta(days=100))),
    "the file names the address": (notice(DAY), notice(canonical=ADDRESS), (NOW, LONG_AFTER)),
}


@pytest.mark.parametrize("turned", [False, True], ids=["address first", "file first"])
@pytest.mark.parametrize("given", FAR.values(), ids=FAR)
def test_far_apart_and_without_a_day_they_are_two_and_an_editor_decides(
    given: tuple[bytes, bytes, tuple[datetime, datetime]], turned: bool
) -> None:
    (story,) = both(*given, turned=turned).made
    other = Story.objects.exclude(pk=story.pk).get()
    assert (Appearance.objects.count(), [doubt for doubt in other.doubts if "may be" in doubt]) == (0, [])
    said = f"It may be a story that is here already (number {other.pk}): one of them has no day, and they were captured"
    assert [doubt for doubt in story.doubts if doubt.startswith(said)]
    link = Link.objects.get(source=story, target=other, kind=LinkKind.UPDATES)
    assert (link.state, link.evidence.startswith("The same words; one of them has no day")) == (
        LinkState.SUGGESTED,
        True,
    )
    assert breaches() == []


@pytest.mark.parametrize("turned", [False, True], ids=["address first", "file first"])
@pytest.mark.parametrize("given", NEAR.values(), ids=NEAR)
def test_of_one_time_they_are_one_story_without_a_day_too(
    given: tuple[bytes, bytes, tuple[datetime, datetime]], turned: bool
) -> None:
    both(*given, turned=turned)
    assert (Story.objects.get().url, Link.objects.count()) == (ADDRESS, 0)
    assert breaches() == []


def test_a_page_that_was_captured_again_stood_there_until_then() -> None:
    save_outlet(name="Harbour News", domains=["harbour-news.example"], editor=None, now=NOW)
    (story,) = come(notice(), NOW, ADDRESS).made
    assert come(notice() + b"<!-- again -->", LONG_AFTER, ADDRESS).same == (story,)
    assert Capture.objects.count() == 2
    outcome = come(notice().replace(b"World", b"The world"), NOW + timedelta(days=200))
    assert (outcome.same, Story.objects.count()) == ((story,), 1)
