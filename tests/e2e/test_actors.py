"""A visitor, a reader, another editor and a reviewer try every address and every POST of another's draft."""

import pytest

from stories.web import urls
from tests.e2e.actors import attempts, draft, table

pytestmark = pytest.mark.django_db


def test_nothing_of_a_draft_is_told_or_changed() -> None:
    house, people = draft()
    found = list(attempts(house, people))
    assert len(found) > 8 * len(urls.urlpatterns)
    wrong = [(one.address, one.method, one.who, one.status, one.wrong) for one in found if one.wrong]
    assert wrong == []
    lines = table(found).splitlines()
    assert len(lines) > len(urls.urlpatterns)
    assert lines[-1] == f"{len(found)} requests, GET and POST in each cell; 0 wrong."


def test_the_canary_is_heard_where_it_may_be() -> None:
    """The same requests by its own editor and by an administrator do tell and do change: the attempts can fail."""
    house, _ = draft()
    found = list(attempts(house, {"its editor": house.editor, "administrator": house.administrator}))
    for who in ("its editor", "administrator"):
        mine = [one for one in found if one.who == who]
        assert len([one for one in mine if one.leaks]) > 10, who
        assert any(one.changes for one in mine if one.method == "post"), who
        assert not [one for one in mine if one.status >= 500]
