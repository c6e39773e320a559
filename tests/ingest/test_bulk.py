"""Stories from JSON lines: stored, updated, never twice, bad lines named."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from stories.ingest import bulk, lines
from stories.ingest.bulk import BulkTally, import_stories
from stories.ingest.corpus import people, story_lines
from stories.ingest.proof import PROOFS
from stories.models import Change, EarlierText, Link, Mention, Outlet, Story, Tag
from stories.policy import Refused
from stories.vocabulary import Role, Verb
from tests.factories import PersonFactory, ReportFactory, TagFactory, UserFactory
from tests.ingest.pages import ADDRESS, LATER, NOW, OTHERS, PARAGRAPHS, article, bring

pytestmark = pytest.mark.django_db
BODY = "\n\n".join(PARAGRAPHS)


def line(number: int = 1, **changes: Any) -> str:
    """A whole line; `changes` replaces fields, `...` leaves one out."""
    fields = {
        "external_id": f"ferry-{number}",
        "headline": f"Ferry number {number} stops",
        "body": f"{BODY}\n\nIt was the ferry number {number}.",
        "published": "2025-06-21T14:30:00+09:00",
        "outlet": "Harbour News",
        "byline": ["A. Writer"],
        "url": f"https://harbour-news.example/{number}",
        "language": "en",
        "tags": ["ferries"],
    } | changes
    return json.dumps({name: value for name, value in fields.items() if value is not ...})


def load(*given: str | bytes, now: datetime = NOW, **options: Any) -> BulkTally:
    return import_stories(given, editor=None, now=now, **options)


def counts(tally: BulkTally) -> tuple[int, int, int]:
    return tally.new, tally.updated, tally.unchanged


def breaches() -> list[str]:
    return [sentence for prove in PROOFS.values() for sentence in prove()]


def test_a_line_becomes_a_story_with_all_that_it_says() -> None:
    assert counts(load(line())) == (1, 0, 0)
    story = Story.objects.get()
    assert (story.external_id, story.headline, story.url) == (
        "ferry-1",
        "Ferry number 1 stops",
        "https://harbour-news.example/1",
    )
    assert (story.outlet.name, story.byline, story.language) == ("Harbour News", ["A. Writer"], "en")
    assert (story.published_iso, story.published_basis) == ("2025-06-21T14:30:00+09:00", "given")
    assert [tag.name for tag in story.tags.all()] == ["ferries"]
    assert {change.verb for change in Change.objects.about(story)} >= {Verb.IMPORTED, Verb.TAGGED}
    assert breaches() == []


def test_the_same_lines_again_change_nothing() -> None:
    given = [line(number) for number in range(7)]
    assert counts(load(*given)) == (7, 0, 0)
    rows = Change.objects.count()
    assert counts(load(*given, now=LATER)) == (0, 0, 7)
    assert (Story.objects.count(), Change.objects.count()) == (7, rows)


def test_a_line_without_id_and_address_is_the_same_only_word_for_word() -> None:
    bare = {"external_id": ..., "url": ...}
    load(line(1, **bare))
    assert (load(line(1, **bare)).unchanged, Story.objects.count()) == (1, 1)
    assert (load(line(1, **bare, body=f"{BODY} More.")).new, Story.objects.count()) == (1, 2)


def test_the_same_external_id_is_an_update_that_keeps_the_old_text() -> None:
    load(line())
    assert counts(load(line(body=BODY, outlet="Island Courier"), now=LATER)) == (0, 1, 0)
    story = Story.objects.get()
    assert (story.body, story.outlet.name, story.version) == (BODY, "Island Courier", 2)
    assert EarlierText.objects.get().body.endswith("ferry number 1.")
    change = Change.objects.about(story).get(verb=Verb.CHANGED)
    assert change.after["body"] == BODY
    assert breaches() == []


def test_the_same_address_is_an_update_where_the_ids_do_not_differ() -> None:
    load(line(external_id=...))
    assert counts(load(line(external_id=..., headline="Ferry runs again"))) == (0, 1, 0)
    assert counts(load(line(external_id="ferry-1", headline="Ferry runs again"))) == (0, 1, 0)
    assert Story.objects.get().external_id == "ferry-1"
    assert counts(load(line(external_id=..., headline="Ferry runs again"))) == (0, 0, 1)
    assert Story.objects.get().external_id == "ferry-1"
    assert counts(load(line(external_id="another"))) == (1, 0, 0)


def test_an_address_in_another_spelling_is_the_same() -> None:
    load(line(external_id=...))
    assert counts(load(line(external_id=..., url="HTTPS://Harbour-News.example:443/1?utm_source=x#top"))) == (0, 0, 1)


def test_garbled_letters_are_put_right_and_it_is_recorded() -> None:
    garbled = line(headline="The rÃ©gime of the ferries", body="Letâ€™s wait for the ferry.\n\nIt is cafÃ© time.")
    assert counts(load(garbled)) == (1, 0, 0)
    story = Story.objects.get()
    assert (story.headline, story.body) == (
        "The régime of the ferries",
        "Let’s wait for the ferry.\n\nIt is café time.",
    )
    assert story.doubts == ["Garbled letters were put right: “rÃ©gime” is read as “régime”."]
    assert counts(load(garbled)) == (0, 0, 1)


def test_a_line_updates_the_story_that_a_page_gave() -> None:
    bring(article(), address=ADDRESS)
    assert counts(load(line(url=ADDRESS, headline="Ferry runs again"), now=LATER)) == (0, 1, 0)
    assert Story.objects.get().headline == "Ferry runs again"


@pytest.mark.parametrize(
    "spelling",
    ["https://harbour-news.example/1/", "http://harbour-news.example/1", "https://www.harbour-news.example/1/"],
)
def test_an_address_in_another_spelling_is_the_same_story_and_keeps_the_first(spelling: str) -> None:
    load(line(external_id=...))
    assert counts(load(line(external_id=..., url=spelling))) == (0, 0, 1)
    assert counts(load(line(2, external_id=...), line(2, external_id=..., url="http://harbour-news.example/2/"))) == (
        1,
        0,
        0,
    )
    assert counts(load(line(external_id=..., url=f"{spelling}?part=2"))) == (1, 0, 0)
    assert Story.objects.earliest("pk").url == "https://harbour-news.example/1"


def test_an_update_leaves_alone_what_the_line_is_silent_on() -> None:
    load(line())
    silent = line(headline="Ferry runs again", body=..., outlet=..., published=None, tags=..., byline=..., url=...)
    assert counts(load(silent)) == (0, 1, 0)
    story = Story.objects.get()
    assert story.headline == "Ferry runs again"
    assert story.body.startswith(PARAGRAPHS[0])
    assert (story.outlet.name, story.byline, story.completeness) == ("Harbour News", ["A. Writer"], "full")
    assert (story.url, story.published_iso) == ("https://harbour-news.example/1", "2025-06-21T14:30:00+09:00")
    assert counts(load(silent)) == (0, 0, 1)


def test_what_editors_corrected_stays_where_the_line_still_says_the_same() -> None:
    load(line())
    Story.objects.update(headline="Corrected by hand")
    load(line(body=BODY))
    assert (Story.objects.get().headline, Story.objects.get().body) == ("Corrected by hand", BODY)


def test_a_new_date_gives_a_new_place() -> None:
    load(line(1), line(2))
    before = Story.objects.get(external_id="ferry-1").sort_key
    load(line(1, published="2025-06-22"))
    story = Story.objects.get(external_id="ferry-1")
    assert story.sort_key > before
    assert (story.published_iso, story.published_precision) == ("2025-06-22", "day")
    assert breaches() == []


def test_stories_of_one_moment_and_stories_without_a_date_all_get_places() -> None:
    load(*[line(number) for number in range(5)], *[line(number, published=None) for number in range(5, 9)])
    assert Story.objects.values("sort_key").distinct().count() == 9
    assert breaches() == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"not json", "not JSON"),
        (b'{"headline": "cut', "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b'["headline"]', "JSON object"),
        (b"{}", "no headline"),
        (b'{"headline": "  "}', "no headline"),
        (b'{"headline": 5}', "must be a text"),
        (b'{"headline": "x", "byline": "A. Writer"}', "list of texts"),
        (b'{"headline": "x", "tags": [1]}', "list of texts"),
        (b'{"headline": "x", "tags": ["%s"]}' % (b"x" * 81), "longer than 80"),
        (b'{"headline": "x", "published": "yesterday"}', "is no date"),
        (b'{"headline": "x", "published": "2025-02-31"}', "is no date"),
        (b'{"headline": "x", "published": "9999-12-31"}', "1000 to 2200"),
        (b'{"headline": "x", "url": "ferry"}', "not the address"),
        (b'{"headline": "x", "external_id": "%s"}' % (b"x" * 201), "longer than 200"),
        (b'{"headline": "x", "outlet": "!!!"}', "outlet's name is empty"),
        (b'{"headline": "x", "outlet": "%s"}' % (b"x" * 201), "longer than 200"),
        (b"[" * 100_000, "not JSON"),
        (b'{"headline": "%s"}' % (b"x" * lines.LONGEST_LINE), "longer than 4,000,000"),
    ],
)
def test_a_bad_line_is_named_with_its_reason_and_the_rest_is_done(given: bytes, words: str) -> None:
    tally = load(line(1), given, line(2))
    assert (counts(tally), tally.lines) == ((2, 0, 0), 3)
    ((number, reason),) = tally.failed
    assert number == 2
    assert words in reason


def test_odd_texts_are_kept_without_what_no_database_holds() -> None:
    tags = b'["\\ud83d\\ude00", " #Trade, ", "trade"]'
    load(b'{"headline": "Fer\\u0000ry \\ud800 stops", "body": "a\\u0000b", "tags": %s}' % tags)
    story = Story.objects.get()
    assert (story.headline, story.body) == ("Fer\u2400ry \ufffd stops", "a\u2400b")
    assert {tag.name for tag in story.tags.all()} == {"\U0001f600", "Trade"}


def test_a_tag_is_known_however_it_is_capitalised() -> None:
    tag = TagFactory(name="Ferries")
    load(line(tags=["ferries", "FERRIES"]))
    assert list(Story.objects.get().tags.all()) == [tag]
    assert Tag.objects.count() == 1


def test_lines_about_one_story_in_one_piece_are_taken_together() -> None:
    given = [line(1), line(2), line(1, headline="Ferry runs again", body=...)]
    tally = load(*given)
    assert (counts(tally), tally.repeated) == ((2, 0, 0), 1)
    story = Story.objects.get(external_id="ferry-1")
    assert story.headline == "Ferry runs again"
    assert story.body.startswith(PARAGRAPHS[0])
    assert counts(load(*given)) == (0, 0, 2)


@pytest.mark.parametrize("size", [1, 2, 500])
def test_the_same_line_without_id_and_address_twice_in_a_file_is_one_story(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "PIECE", size)
    bare = line(external_id=..., url=...)
    other = line(external_id=..., url=..., body="The crane was sold by the port on Monday, and it told nobody to whom.")
    tally = load(bare, other, bare)
    assert (tally.new, tally.unchanged + tally.repeated) == (2, 1)
    assert Story.objects.filter(headline=Story.objects.earliest("pk").headline).count() == 2
    assert counts(load(bare, other, bare))[:2] == (0, 0)


def test_lines_that_only_the_database_knows_to_be_one_story_update_it_in_turn() -> None:
    load(line(1))
    tally = load(line(1, url=..., headline="First"), line(external_id=..., headline="Second"))
    assert (counts(tally), Story.objects.get().headline) == ((0, 1, 0), "Second")
    assert EarlierText.objects.count() == 2


@pytest.mark.parametrize("size", [1, 2, 3, 5, 500])
def test_where_the_pieces_end_makes_no_difference(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PIECE", size)
    steps: list[int] = []
    given: Iterable[str] = [line(1), line(2), "", line(3), line(2, headline="Later"), "nonsense"]
    tally = import_stories(given, editor=None, now=NOW, progress=steps.append)
    assert (Story.objects.count(), Story.objects.get(external_id="ferry-2").headline) == (3, "Later")
    assert (tally.new, tally.lines, [number for number, _ in tally.failed]) == (3, 6, [6])
    assert steps[-1] == 6
    assert tally.updated + tally.repeated == 1
    assert breaches() == []


def test_a_piece_that_fails_leaves_the_ones_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PIECE", 2)
    real = bulk.connect_stories
    calls: list[int] = []

    def fail_later(keys: Any, **told: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("the power went")
        real(keys, **told)

    monkeypatch.setattr(bulk, "connect_stories", fail_later)
    given = [line(number, outlet=f"Outlet {number}", tags=[f"tag {number}"]) for number in range(4)]
    with pytest.raises(RuntimeError, match="power"):
        load(*given)
    assert (Story.objects.count(), Outlet.objects.count(), Tag.objects.count()) == (2, 2, 2)
    monkeypatch.undo()
    assert counts(load(*given)) == (2, 0, 2)
    assert breaches() == []


def test_mentions_and_copies_are_found_unless_left_for_later() -> None:
    person = PersonFactory(name="Oriana Testwell")
    text = f"{BODY}\n\nOriana Testwell said so."
    load(line(1, body=text), line(2, body=text), link=False)
    assert (Mention.objects.filter(person=person).count(), Link.objects.count()) == (0, 0)
    load(line(3, body=text))
    assert Mention.objects.filter(person=person).count() == 1
    load(line(4, body=text))
    assert (
        Link.objects.filter(source__external_id="ferry-4").exists()
        or Link.objects.filter(target__external_id="ferry-4").exists()
    )


def test_reports_follow_their_words() -> None:
    load(line())
    story = Story.objects.get()
    start = story.body.index("The newer ship")
    report = ReportFactory(story=story, start=start, end=start + 14)
    load(line(body=f"{OTHERS[0]}\n\n{BODY}"))
    story.refresh_from_db()
    report.refresh_from_db()
    assert story.body[report.start : report.end] == "The newer ship"
    assert breaches() == []


def test_a_bulk_import_can_be_taken_back() -> None:
    from stories.editing.undo import undo_batch

    load(*[line(number) for number in range(3)])
    batch = Change.objects.filter(verb=Verb.IMPORTED).first().batch  # type: ignore[union-attr]
    undo_batch(batch, editor=None, now=LATER)
    assert Story.objects.count() == 0
    assert counts(load(*[line(number) for number in range(3)])) == (3, 0, 0)
    assert breaches() == []


def test_a_reader_imports_nothing() -> None:
    with pytest.raises(Refused):
        import_stories([line()], editor=UserFactory(role=Role.READER), now=NOW)
    assert Story.objects.count() == 0


def test_the_corpus_is_the_same_for_the_same_seed_and_grows_without_repeating() -> None:
    assert list(story_lines(20, 3)) == list(story_lines(20, 3))
    assert list(story_lines(20, 3)) != list(story_lines(20, 4))
    assert counts(load(*story_lines(20, 3))) == (20, 0, 0)
    assert counts(load(*story_lines(20, 3), now=LATER)) == (0, 0, 20)
    assert len(set(people())) == 240
    assert Story.objects.order_by("sort_key").first().published_at == datetime(2020, 1, 1, tzinfo=UTC)  # type: ignore[union-attr]


def test_when_it_was_updated_and_its_dateline_are_kept_and_a_silent_line_leaves_them() -> None:
    load(line(updated="2025-06-22", dateline="TOKYO"))
    story = Story.objects.get()
    assert (story.revised_iso, story.revised_basis, story.dateline) == ("2025-06-22", "given", "TOKYO")
    assert counts(load(line(updated="2025-06-22", dateline="TOKYO"), now=LATER)) == (0, 0, 1)
    load(line(headline="Another headline"), now=LATER)
    load(line(headline="Another headline", updated="2025-06-23T08:00:00+09:00"), now=LATER)
    story.refresh_from_db()
    assert (story.revised_iso, story.dateline) == ("2025-06-23T08:00:00+09:00", "TOKYO")
    assert [reason for _, reason in load(line(2, updated="2025-02-31")).failed] == [
        "“2025-02-31” is no date: write 2025, 2025-06, 2025-06-21 or 2025-06-21T14:30+09:00."
    ]
