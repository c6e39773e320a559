"""Merging in the admin: merged rows are marked and cannot be changed; two chosen ones lead to the comparison."""

import pytest
from django.urls import reverse

from stories.vocabulary import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
MADE = {
    "person": make.PersonFactory,
    "outlet": make.OutletFactory,
    "event": make.EventFactory,
    "tag": make.TagFactory,
}


@pytest.mark.parametrize("kind", MADE)
def test_merged_rows_are_marked_and_left_alone(client, kind):
    client.force_login(make.UserFactory(role=Role.ADMINISTRATOR))
    kept = MADE[kind]()
    gone = MADE[kind](merged_into=kept)
    listed = client.get(reverse(f"admin:stories_{kind}_changelist")).content.decode()
    assert listed.count(f"→ {kept}") == 1
    for row, allowed in ((kept, True), (gone, False)):
        page = client.get(reverse(f"admin:stories_{kind}_change", args=[row.pk])).content.decode()
        assert ('name="_save"' in page) == allowed
        assert ("deletelink" in page) == allowed
    assert client.post(reverse(f"admin:stories_{kind}_delete", args=[gone.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("kind", MADE)
def test_two_chosen_rows_lead_to_the_page_that_compares(client, kind):
    client.force_login(make.UserFactory())
    rows = [MADE[kind]() for _ in range(3)]
    address = reverse(f"admin:stories_{kind}_changelist")
    sent = {"action": "merge_two", "_selected_action": [rows[1].pk, rows[0].pk]}
    response = client.post(address, sent)
    assert response["Location"] == reverse(f"stories:{kind}_merge", args=[rows[0].slug]) + f"?with={rows[1].slug}"
    sent["_selected_action"] = [row.pk for row in rows]
    assert "Choose two rows" in client.post(address, sent, follow=True).content.decode()
