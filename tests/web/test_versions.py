"""What changed at an address, since when; any two captures beside each other; a capture under its hash, and cited."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from stories.ingest import receive_page
from stories.models import Capture
from stories.vocabulary import Role
from stories.web.captures.versions import folded, in_words
from stories.web.changes import compare
from tests.factories import CaptureFactory, OutletFactory, PageFactory, ReadingFactory, UserFactory
from tests.ingest.pages import ADDRESS, OTHERS, PARAGRAPHS, article
from tests.web.test_captures import page_of

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)
HEADLINE = "Ferry between the islands stops running"


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory(role=Role.READER))
    return client


def take(*paragraphs: str, day: int, address: str = ADDRESS, rest: str = "") -> Capture:
    raw = article(HEADLINE, paragraphs) + rest.encode()
    return receive_page(raw, editor=None, now=NOW, captured_at=NOW - timedelta(days=30 - day), address=address)


@pytest.fixture
def captures() -> list[Capture]:
    """Four days of one address: as it was, a figure changed, a paragraph more, nothing new but furniture."""
    first, second, third = PARAGRAPHS
    changed = second.replace("the older ship", "the newer ship")
    return [
        take(first, second, day=1),
        take(first, changed, day=2),
        take(first, changed, third, day=3),
        take(first, changed, third, day=4, rest="\nMore from Harbour News\n- A crane\n- A pier\n- A buoy\n"),
    ]


def words(answer: Any) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_each_capture_says_what_is_new_in_it_and_since_when(reader: Client, captures: list[Capture]) -> None:
    answer = reader.get(f"/captures/{captures[0].pk}/versions/")
    versions = answer.context["versions"]
    assert [version.capture for version in versions] == captures[::-1]
    assert [version.said for version in versions] == [
        "the text is the same",
        "2 sentences new",
        "1 sentence changed",
        "the first capture of this address",
    ]
    said = words(answer)
    assert "1 sentence changed since the capture of 30 May 2025 03:00 UTC" in said
    assert "<del>older</del>" in answer.content.decode()
    assert "<ins>newer</ins>" in answer.content.decode()
    assert ADDRESS in said


def test_two_are_chosen_and_stand_beside_each_other(reader: Client, captures: list[Capture]) -> None:
    where = f"/captures/{captures[0].pk}/versions/"
    answer = reader.get(where, {"from": captures[3].pk, "to": captures[0].pk}, follow=True)
    assert answer.redirect_chain == [(f"/captures/{captures[3].pk}/compare/{captures[0].pk}/", 302)]
    assert (answer.context["before"], answer.context["after"]) == (captures[0], captures[3])
    assert "2 sentences new, 1 changed" in words(answer)
    for nonsense in ({"from": captures[0].pk, "to": captures[0].pk}, {"from": "x", "to": "1"}, {"from": 1}):
        assert reader.get(where, nonsense).status_code == 200
    elsewhere = take(*OTHERS, day=5, address="https://harbour-news.example/other")
    assert reader.get(where, {"from": captures[0].pk, "to": elsewhere.pk}, follow=True).status_code == 404


def test_what_is_the_same_is_folded_and_left_out_text_compared_on_request(
    reader: Client, captures: list[Capture]
) -> None:
    where = f"/captures/{captures[2].pk}/compare/{captures[3].pk}/"
    assert "the text is the same" in words(reader.get(where))
    assert "A buoy" not in words(reader.get(where))
    whole = reader.get(f"{where}?text=page")
    assert "A buoy" in words(whole)
    assert "sentences are the same" in words(whole)
    assert PARAGRAPHS[0][:40] not in words(whole)
    assert PARAGRAPHS[0][:40] in words(reader.get(f"{where}?text=page&all=1"))


def test_folding_keeps_the_neighbours_and_counts_the_rest() -> None:
    before = " ".join(f"Sentence {number} stays." for number in range(20))
    after = before.replace("Sentence 10 stays", "Sentence 10 goes")
    rows = folded(compare(before, after))
    assert [row.gap for row in rows] == [9, 0, 0, 0, 8]
    assert [row.same for row in rows] == [True, True, False, True, True]
    assert in_words([row for row in rows if not row.same]) == "1 sentence changed"
    assert all(row.gap == 0 for row in folded(compare(before, before)))


def test_a_long_history_is_paged(reader: Client) -> None:
    page = PageFactory()
    for number in range(40):
        capture = CaptureFactory(page=page, captured_at=NOW - timedelta(hours=number))
        ReadingFactory(capture=capture, **page_of(1, dek=f"What they said in hour {number}, told in ten words."))
    answer = reader.get(f"/captures/{capture.pk}/versions/")
    seen = [version.capture.pk for version in answer.context["versions"]]
    while answer.context["older"]:
        answer = reader.get(f"/captures/{capture.pk}/versions/{answer.context['older']}")
        seen += [version.capture.pk for version in answer.context["versions"]]
    assert seen == list(Capture.objects.order_by("-captured_at").values_list("pk", flat=True))


@pytest.mark.parametrize("number", [1, 3, 30])
def test_it_costs_the_same_for_any_number_of_captures(
    reader: Client, django_assert_num_queries: Any, number: int
) -> None:
    page = PageFactory()
    for hour in range(number):
        capture = CaptureFactory(page=page, captured_at=NOW - timedelta(hours=hour))
        ReadingFactory(capture=capture, **page_of(1))
    reader.get("/captures/")
    with django_assert_num_queries(9):
        answer = reader.get(f"/captures/{capture.pk}/versions/")
    assert answer.content.decode().count("<li data-row") == min(number, 15)


def test_a_page_that_could_not_be_read_is_a_version_too(reader: Client, captures: list[Capture]) -> None:
    bad = receive_page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), editor=None, now=NOW, address=ADDRESS)
    answer = reader.get(f"/captures/{bad.pk}/versions/")
    assert answer.context["versions"][0].capture == bad
    assert "gone" in answer.context["versions"][0].said
    assert reader.get(f"/captures/{bad.pk}/").status_code == 200


class TestCiting:
    def test_a_capture_is_found_by_its_hash(self, reader: Client, captures: list[Capture]) -> None:
        answer = reader.get(f"/captures/sha256/{captures[1].sha256}/")
        assert answer["Location"] == captures[1].get_absolute_url()
        for nothing in ("0" * 64, captures[1].sha256[:12], "some-slug"):
            assert reader.get(f"/captures/sha256/{nothing}/").status_code == 404

    def test_the_same_bytes_at_two_addresses_are_both_shown(self, reader: Client, captures: list[Capture]) -> None:
        twin = take(*PARAGRAPHS[:2], day=9, address="https://mirror.example/ferry")
        assert twin.sha256 == captures[0].sha256
        said = words(reader.get(f"/captures/sha256/{twin.sha256}/"))
        assert ADDRESS in said
        assert "https://mirror.example/ferry" in said

    def test_the_citation_has_what_is_needed_to_find_it_again(self, reader: Client, captures: list[Capture]) -> None:
        Capture.objects.filter(pk=captures[0].pk).update(outlet=OutletFactory(name="Harbour News"))
        said = words(reader.get(captures[0].get_absolute_url()))
        assert (
            f"“{HEADLINE}”, Harbour News, {ADDRESS}, captured 2025-05-30 03:00:00 UTC, SHA-256 {captures[0].sha256}, "
            f"http://testserver/captures/sha256/{captures[0].sha256}/"
        ) in said
        assert (
            f'href="/captures/{captures[0].pk}/versions/"'
            in reader.get(captures[0].get_absolute_url()).content.decode()
        )


CANONICAL = "https://harbour-news.example/2025/06/ferry-stops"


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="canonical" href="{CANONICAL}">',
        f'<meta property="og:url" content="{CANONICAL}">',
    ],
    ids=["canonical", "og:url"],
)
def test_a_saved_page_that_names_its_address_is_not_said_to_have_none(reader: Client, head: str) -> None:
    shown = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    raw = f"<html><head><title>{HEADLINE}</title>{head}</head><body><h1>{HEADLINE}</h1>{shown}</body></html>".encode()
    capture = receive_page(raw, editor=None, now=NOW, captured_at=NOW)
    assert capture.address == ""
    assert f"names {CANONICAL} as its own" in words(reader.get(f"/captures/{capture.pk}/versions/"))
    reader.force_login(UserFactory(role=Role.EDITOR))
    assert f"names {CANONICAL} as its address" in words(reader.get(f"/captures/{capture.pk}/"))


def test_a_page_that_names_no_address_has_none(reader: Client) -> None:
    capture = receive_page(article(HEADLINE, PARAGRAPHS), editor=None, now=NOW, captured_at=NOW)
    assert "A page without an address, known by its bytes." in words(reader.get(f"/captures/{capture.pk}/versions/"))
    assert "no address given" in words(reader.get(f"/captures/{capture.pk}/"))
