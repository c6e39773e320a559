"""Rules for an outlet's furniture in the dashboard: proposed, looked at, made, carried out, undone, and their lists."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stories.extraction import LEFT_OUT
from stories.ingest import accept_capture, receive_page, set_role
from stories.ingest import ruling as carrying
from stories.models import Capture, Change, FurnitureRule, Outlet, Reading, RecurringText, Story
from stories.vocabulary import Role
from tests.factories import (
    CaptureFactory,
    FurnitureHitFactory,
    FurnitureRuleFactory,
    OutletFactory,
    RecurringTextFactory,
    UserFactory,
)
from tests.ingest.test_furniture import LETTER, body, page

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(first_name="Aki", last_name="Tester"))
    return client


@pytest.fixture
def outlet() -> Outlet:
    return OutletFactory(name="Harbour News")


@pytest.fixture
def captures(outlet: Outlet) -> list[Capture]:
    return [
        receive_page(
            page(number),
            editor=None,
            now=NOW + timedelta(minutes=number),
            address=f"https://harbour.example/{number}",
            outlet=outlet,
        )
        for number in range(4)
    ]


def words(answer: Any) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def index_of(capture: Capture, text: str = LETTER) -> int:
    reading = Reading.objects.get(capture=capture)
    return next(at for at, (a, b, *_) in enumerate(reading.edited["blocks"]) if text[:30] in reading.text[a:b])


def address(capture: Capture) -> str:
    return f"/captures/rules/new/?capture={capture.pk}&index={index_of(capture)}"


LEAVE = {"what": "leave", "reason": "promotion", "role": "paragraph"}


class TestMaking:
    def test_the_desk_leads_to_a_rule_about_the_block(self, editor: Client, captures: list[Capture]) -> None:
        at = index_of(captures[0])
        data = {"version": 1, "index": at, "at": at, "clipping": 1, "do": "rule"}
        answer = editor.post(reverse("stories:capture_block", args=[captures[0].pk]), data)
        assert answer["Location"] == address(captures[0])

    def test_before_it_is_made_it_says_what_it_does(self, editor: Client, captures: list[Capture]) -> None:
        accept_capture(captures[1], editor=None, now=NOW)
        answer = editor.get(address(captures[0]))
        said = words(answer)
        assert "A rule for Harbour News" in said
        assert "Of all 4 captures of this outlet, 3 that wait would change; 1 with this text were accepted" in said
        assert answer.content.decode().count(f"<del>{html.escape(LETTER)}</del>") == 4
        assert not FurnitureRule.objects.exists()

    def test_it_is_made_carried_out_and_undone(self, editor: Client, captures: list[Capture]) -> None:
        before = list(Reading.objects.order_by("pk").values_list("found", "edited"))
        answer = editor.post(address(captures[0]), LEAVE, follow=True)
        rule = FurnitureRule.objects.get()
        assert answer.redirect_chain[-1][0] == f"/captures/rules/{rule.pk}/"
        assert "4 captures changed" in words(answer)
        assert "by Aki Tester" in words(answer)
        assert all(LETTER not in body(capture) for capture in captures)
        desk = editor.get(captures[0].get_absolute_url()).content.decode()
        assert f'Read by <a href="/captures/rules/{rule.pk}/">rule {rule.pk}</a> of this outlet' in desk
        answer = editor.post(f"/captures/rules/{rule.pk}/undo/", follow=True)
        assert "The rule is undone. 4 captures put back." in html.unescape(answer.content.decode())
        assert "undone" in words(answer)
        assert list(Reading.objects.order_by("pk").values_list("found", "edited")) == before
        answer = editor.post(f"/captures/rules/{rule.pk}/undo/", follow=True)
        assert "This rule was undone already." in words(answer)

    def test_many_captures_are_gone_through_in_pieces(
        self, editor: Client, captures: list[Capture], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(carrying.carry_out, "__kwdefaults__", {"limit": 3})
        answer = editor.post(address(captures[0]), LEAVE, follow=True)
        rule = FurnitureRule.objects.get()
        assert "Not gone through to the end." in words(answer)
        assert "3 captures changed" in words(answer)
        answer = editor.post(f"/captures/rules/{rule.pk}/go-on/", follow=True)
        assert "Not gone through to the end." not in words(answer)
        assert "4 captures changed" in words(answer)

    def test_what_an_editor_did_is_what_is_proposed(self, editor: Client, captures: list[Capture]) -> None:
        capture, at = captures[0], index_of(captures[0])
        proposed = editor.get(address(capture)).context["asked"].proposed
        assert proposed == {"role": LEFT_OUT, "reason": "promotion"}
        set_role(capture, index=at, role=LEFT_OUT, reason="legal", base_version=1, editor=None, now=NOW)
        proposed = editor.get(address(capture)).context["asked"].proposed
        assert proposed == {"role": LEFT_OUT, "reason": "legal"}
        reading = Reading.objects.get(capture=capture)
        Reading.objects.filter(pk=reading.pk).update(found=reading.edited)
        assert editor.get(address(capture)).context["asked"].proposed == {"role": "paragraph", "reason": ""}
        set_role(capture, index=at, role="caption", base_version=2, editor=None, now=NOW)
        assert editor.get(address(capture)).context["asked"].proposed == {"role": "caption", "reason": ""}

    # Numbers that are given out never come near this one, not even where they go on from test to test (PostgreSQL).
    @pytest.mark.parametrize(
        ("asked", "status"),
        [
            ("", 302),
            ("capture=x&index=1", 302),
            ("capture=2000000000&index=0", 404),
            ("recurring=2000000000", 404),
            ("capture={}&index=9999", 404),
        ],
    )
    def test_what_names_no_text_makes_no_rule(
        self, editor: Client, captures: list[Capture], asked: str, status: int
    ) -> None:
        where = f"/captures/rules/new/?{asked.format(captures[0].pk)}"
        assert editor.get(where).status_code == status
        assert editor.post(where, LEAVE).status_code == status
        assert not FurnitureRule.objects.exists()

    def test_a_page_of_nobody_gets_a_sentence(self, editor: Client) -> None:
        capture = receive_page(page(0), editor=None, now=NOW)
        assert "It is not known whose page this is" in words(editor.get(address(capture)))
        editor.post(address(capture), LEAVE)
        assert not FurnitureRule.objects.exists()

    @pytest.mark.parametrize("data", [{}, {"what": "burn"}, {**LEAVE, "reason": "because"}, {**LEAVE, "role": "hero"}])
    def test_what_is_no_choice_is_refused(self, editor: Client, captures: list[Capture], data: dict[str, str]) -> None:
        assert editor.post(address(captures[0]), data).status_code == 400
        assert not FurnitureRule.objects.exists()

    def test_a_second_rule_about_a_text_is_refused_with_a_sentence(
        self, editor: Client, captures: list[Capture]
    ) -> None:
        where = address(captures[0])
        editor.post(where, LEAVE)
        answer = editor.post(address(captures[1]), LEAVE)
        assert answer.status_code == 400
        assert "There is a rule about this text of Harbour News already" in words(answer)


class TestStories:
    def test_accepted_stories_change_on_the_editors_word_and_are_taken_back(
        self, editor: Client, captures: list[Capture]
    ) -> None:
        for capture in captures[:2]:
            accept_capture(capture, editor=None, now=NOW)
        answer = editor.post(address(captures[2]), LEAVE, follow=True)
        rule = FurnitureRule.objects.get()
        assert "Stories accepted with this text" in words(answer)
        assert Story.objects.filter(body__contains=LETTER).count() == 2
        chosen = Story.objects.order_by("pk")[0]
        answer = editor.post(f"/captures/rules/{rule.pk}/stories/", {"story": [chosen.pk, "x"]}, follow=True)
        assert "1 story without it now" in html.unescape(answer.content.decode())
        assert list(Story.objects.filter(body__contains=LETTER)) == list(Story.objects.order_by("pk")[1:])
        assert chosen.headline not in words(answer)
        undo = re.search(r'action="(/changes/[^"]+/undo/)"', answer.content.decode())
        assert undo is not None
        editor.post(undo[1])
        assert Story.objects.filter(body__contains=LETTER).count() == 2
        answer = editor.post(f"/captures/rules/{rule.pk}/stories/", {}, follow=True)
        assert "None of these stories has this text any more." in words(answer)


class TestLists:
    @pytest.mark.parametrize("number", [1, 3, 30])
    def test_rules_cost_the_same_for_any_number(
        self, editor: Client, django_assert_num_queries: Any, number: int
    ) -> None:
        FurnitureRuleFactory.create_batch(number)
        editor.get("/captures/new/")
        with django_assert_num_queries(9):
            answer = editor.get("/captures/rules/")
        assert answer.content.decode().count("<tr data-row") == min(number, 25)

    def test_what_stands_in_the_list_of_rules(self, editor: Client, outlet: Outlet) -> None:
        FurnitureRuleFactory(
            outlet=outlet, text="Sign up now", captures=7, made_by=UserFactory(first_name="Bo", last_name="Berg")
        )
        FurnitureRuleFactory(text="Corrections below", role="caption", reason="", made_by=None, retired_at=NOW)
        said = words(editor.get("/captures/rules/"))
        assert "Sign up now in force Harbour News left out, promotion 7" in said
        assert "Bo Berg" in said
        assert "Corrections below undone" in said
        assert "kept as caption 0" in said
        assert "the machine" in said
        assert "Sign up now" not in words(editor.get("/captures/rules/?state=undone"))
        assert "Corrections below" not in words(editor.get("/captures/rules/?outlet=harbour-news-0&state=force"))
        assert "Corrections below" not in words(editor.get(f"/captures/rules/?outlet={outlet.slug}"))

    @pytest.mark.parametrize("number", [1, 3, 30])
    def test_proposals_cost_the_same_for_any_number(
        self, editor: Client, django_assert_num_queries: Any, number: int
    ) -> None:
        RecurringTextFactory.create_batch(number)
        editor.get("/captures/new/")
        with django_assert_num_queries(9):
            answer = editor.get("/captures/rules/proposals/")
        assert answer.content.decode().count("<tr data-row") == min(number, 25)

    def test_the_page_of_an_outlet_leads_to_both(self, editor: Client, captures: list[Capture], outlet: Outlet) -> None:
        page = editor.get(outlet.get_absolute_url()).content.decode()
        for where in ("/captures/rules/", "/captures/rules/proposals/"):
            assert f'href="{where}?outlet={outlet.slug}"' in page
            assert editor.get(where, {"outlet": outlet.slug}).status_code == 200

    def test_what_recurs_leads_to_a_rule_and_goes_then(self, editor: Client, captures: list[Capture]) -> None:
        RecurringTextFactory(text="Stands in two pages", pages=2)
        answer = editor.get("/captures/rules/proposals/")
        row = RecurringText.objects.get(text=LETTER)
        assert f"{LETTER} Harbour News 4 {captures[3]}" in words(answer)
        assert "Stands in two pages" not in words(answer)
        where = f"/captures/rules/new/?recurring={row.pk}"
        assert f'href="{where}"' in answer.content.decode()
        editor.post(where, LEAVE)
        assert FurnitureRule.objects.get().captures == 4
        assert LETTER not in words(editor.get("/captures/rules/proposals/"))

    @pytest.mark.parametrize("number", [1, 3, 30])
    def test_one_rule_costs_the_same_for_any_number_of_captures(
        self, editor: Client, django_assert_num_queries: Any, number: int
    ) -> None:
        rule = FurnitureRuleFactory()
        for capture in CaptureFactory.create_batch(number, outlet=rule.outlet):
            FurnitureHitFactory(rule=rule, capture=capture)
        editor.get("/captures/new/")
        with django_assert_num_queries(9):
            answer = editor.get(f"/captures/rules/{rule.pk}/")
        assert answer.content.decode().count("<li data-row") == min(number, 12)


class TestReaders:
    def test_readers_look_and_change_nothing(self, client: Client, captures: list[Capture]) -> None:
        accept_capture(captures[0], editor=None, now=NOW)
        client.force_login(UserFactory(role=Role.READER))
        rule = FurnitureRuleFactory(outlet=captures[0].outlet)
        changes = Change.objects.count()
        assert client.get("/captures/rules/").status_code == 200
        page = client.get(f"/captures/rules/{rule.pk}/")
        assert page.status_code == 200
        assert 'method="post" action="/captures' not in page.content.decode()
        assert client.get(address(captures[1])).status_code == 403
        assert client.post(address(captures[1]), LEAVE).status_code == 403
        for act in ("go-on", "undo", "stories"):
            data = {"story": [Story.objects.get().pk]}
            assert client.post(f"/captures/rules/{rule.pk}/{act}/", data).status_code == 403
        rule.refresh_from_db()
        assert (rule.retired_at, FurnitureRule.objects.count(), Change.objects.count()) == (None, 1, changes)
        assert LETTER in Story.objects.get().body
