"""A report that rules suggested is confirmed or rejected on the page of its event, by those who may."""

import pytest
from django.test import Client
from django.urls import reverse

from stories.models import Report
from stories.vocabulary import Role
from tests.factories import ReportFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("standing", ["confirmed", "rejected"])
def test_it_is_decided_on_the_page(client: Client, standing: str) -> None:
    client.force_login(UserFactory())
    report, sure = ReportFactory(standing="suggested"), ReportFactory()
    address = reverse("stories:report_decide", args=[report.pk])
    assert address in client.get(report.event.get_absolute_url()).content.decode()
    assert "/decide/" not in client.get(sure.event.get_absolute_url()).content.decode()
    answer = client.post(address, {"standing": standing})
    assert answer["Location"] == report.event.get_absolute_url()
    assert dict(Report.objects.values_list("pk", "standing")) == {report.pk: standing, sure.pk: "confirmed"}


def test_a_reader_may_not(client: Client) -> None:
    client.force_login(UserFactory(role=Role.READER))
    report = ReportFactory(standing="suggested")
    address = reverse("stories:report_decide", args=[report.pk])
    assert address not in client.get(report.event.get_absolute_url()).content.decode()
    assert client.post(address, {"standing": "confirmed"}).status_code == 403
    assert Report.objects.get().standing == "suggested"
