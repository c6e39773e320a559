"""What is decided in the admin is decided as on the pages: with who and when, and with what follows from it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stories.models import Change, Claim, Event, Flag, Mention, Quotation, Report, Turn
from stories.vocabulary import Role
from tests import factories as make
from tests.admin.forms import errors_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Any:
    user = make.UserFactory(role=Role.EDITOR)
    client.force_login(user)
    return user


def page(row: Any) -> str:
    return reverse(f"admin:stories_{row._meta.model_name}_change", args=[row.pk])


def test_another_status_of_an_event_is_a_turn(client: Client, editor: Any) -> None:
    event = make.EventFactory(status="planned")
    make.TurnFactory(event=event, status="planned", date=event.date)
    assert save(client, page(event), status="cancelled").status_code == 302
    assert (Event.objects.get().status, Turn.objects.order_by("-pk")[0].status) == ("cancelled", "cancelled")
    assert Turn.objects.count() == 2
    assert save(client, page(event), place="Oslo").status_code == 302
    assert (Event.objects.get().place, Turn.objects.count()) == ("Oslo", 2)


def test_an_event_is_added_with_its_date_in_plain_words(client: Client, editor: Any) -> None:
    answer = save(client, reverse("admin:stories_event_add"), title="Talks in Oslo", date="early June 2024, called off")
    event = Event.objects.get()
    assert (answer.status_code, event.date, event.status, event.slug) == (302, "2024-06~", "cancelled", "talks-in-oslo")
    assert [change.editor for change in Change.objects.about(event)] == [editor]


def test_a_mention_says_who_decided(client: Client, editor: Any) -> None:
    mention = make.MentionFactory()
    assert save(client, page(mention), state="confirmed").status_code == 302
    mention.refresh_from_db()
    assert (mention.state, mention.decided_by, mention.decided_at is not None) == ("confirmed", editor, True)


def test_a_claim_is_settled_and_its_report_told(client: Client, editor: Any) -> None:
    claim = make.ClaimFactory(report__says_date="", value="2025-07-01")
    assert save(client, page(claim), standing="confirmed").status_code == 302
    claim.refresh_from_db()
    assert (claim.standing, claim.decided_by, Report.objects.get().says_date) == ("confirmed", editor, "2025-07-01")
    assert save(client, page(claim), value="2025-07-02").status_code == 302
    assert dict(Claim.objects.values_list("value", "standing")) == {"2025-07-01": "rejected", "2025-07-02": "confirmed"}
    assert Report.objects.get().says_date == "2025-07-02"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("value", "some day", "“some day” is not a date"), ("standing", "suggested", "A claim is open again once")],
)
def test_what_a_claim_cannot_become_is_an_error_of_the_form(
    client: Client, editor: Any, field: str, value: str, said: str
) -> None:
    claim = make.ClaimFactory(standing="rejected", value="2025-07-01", decided_by=editor, decided_at=make.NOW)
    answer = save(client, page(claim), **{field: value})
    assert [error[: len(said)] for error in errors_of(answer)] == [said]
    assert not Change.objects.exists()


def test_a_quotation_gets_its_speaker_with_the_post_of_that_day(client: Client, editor: Any) -> None:
    quotation = make.QuotationFactory(speaker=None)
    tenure = make.TenureFactory()
    assert save(client, page(quotation), speaker=tenure.person_id).status_code == 302
    quotation.refresh_from_db()
    assert (quotation.speaker, quotation.tenure, quotation.standing) == (tenure.person, tenure, "confirmed")
    assert save(client, page(quotation), standing="rejected").status_code == 302
    assert Quotation.objects.values_list("standing", "decided_by").get() == ("rejected", editor.pk)


def test_a_flag_is_settled_and_opened_again(client: Client, editor: Any) -> None:
    flag = make.FlagFactory()
    assert save(client, page(flag), state="fine", note="the bar").status_code == 302
    assert Flag.objects.values_list("state", "note", "decided_by").get() == ("fine", "the bar", editor.pk)
    assert save(client, page(flag), state="open").status_code == 302
    assert Flag.objects.values_list("state", "decided_by").get() == ("open", None)


@pytest.mark.parametrize("make_row", [make.ClaimFactory, make.QuotationFactory, make.FlagFactory, make.ProposalFactory])
def test_what_rules_found_is_not_added_by_hand(client: Client, editor: Any, make_row: Any) -> None:
    row = make_row()
    assert client.get(page(row)).status_code == 200
    assert client.get(reverse(f"admin:stories_{row._meta.model_name}_add")).status_code == 403


def test_a_proposed_name_is_decided_on_elsewhere(client: Client, editor: Any) -> None:
    row = make.ProposalFactory()
    assert client.post(page(row), {"name": "Another", "state": "dismissed"}).status_code == 403
    row.refresh_from_db()
    assert row.state == "open"


def test_a_mention_opened_again_says_nobody(client: Client, editor: Any) -> None:
    mention = make.MentionFactory(state="confirmed", decided_by=editor, decided_at=make.NOW)
    assert save(client, page(mention), state="suggested").status_code == 302
    assert Mention.objects.values_list("state", "decided_by", "decided_at").get() == ("suggested", None, None)
