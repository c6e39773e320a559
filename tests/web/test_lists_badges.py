"""A state in a list has the glyph and the tint that it has everywhere, whatever words the choice is shown by."""

from __future__ import annotations

import pytest
from django.test import Client

from stories.templatetags.states import badge
from stories.vocabulary import CaptureState, DossierState, EventStatus
from tests.dossiers.builders import in_state, make
from tests.factories import CaptureFactory, EventFactory, UserFactory

pytestmark = pytest.mark.django_db


def shown(client: Client, where: str, vocabulary: str, state: str) -> bool:
    found = badge(state, vocabulary)
    text = " ".join(client.get(where).content.decode().split())
    return f'data-g="{found.glyph}">{found.label}</span>' in text


@pytest.mark.parametrize("state", [CaptureState.WAITING, CaptureState.ACCEPTED])
def test_captures(client: Client, state: str) -> None:
    client.force_login(UserFactory())
    CaptureFactory(state=state)
    assert shown(client, "/captures/", "capture", state)


@pytest.mark.parametrize("status", EventStatus.values)
def test_events(client: Client, status: str) -> None:
    client.force_login(UserFactory())
    EventFactory(status=status)
    assert shown(client, "/events/", "event", status)


def test_dossiers(client: Client) -> None:
    made = make()
    in_state(made, "in_review")
    client.force_login(made.desk.owner)
    assert shown(client, "/dossiers/", "dossier", DossierState.IN_REVIEW)
