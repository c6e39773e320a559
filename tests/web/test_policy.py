"""Every address is in the policy table, and nobody gets past it: signed out, without a role, reader."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from stories.models import Change
from stories.policy import RULES
from stories.vocabulary import Role
from stories.web.routing import MINIMUM, POLICY, PUBLIC
from tests.factories import UserFactory

OURS = "stories"
ARGUMENTS = {"pk": 1, "slug": "some-slug", "number": 1, "index": 0, "section": 1, "entry": 1}
READ = {"read", "export", PUBLIC}


@pytest.fixture(autouse=True)
def _routes_are_loaded():
    """The table is filled when the addresses are read, which nothing may have done yet."""
    assert our_routes()


def our_routes():
    """The patterns of the dashboard, by name."""
    top = next(part for part in get_resolver().url_patterns if getattr(part, "namespace", None) == OURS)
    return {pattern.name: pattern for pattern in _leaves(top)}


def _leaves(resolver: URLResolver):
    for part in resolver.url_patterns:
        if isinstance(part, URLPattern):
            yield part
        else:
            yield from _leaves(part)


def address(name):
    """An address of the route, with made-up arguments of the types that it takes."""
    kinds = our_routes()[name].pattern.converters
    values = {
        key: ARGUMENTS.get(key, 1) if type(kind).__name__ == "IntConverter" else _text(key, kind)
        for key, kind in kinds.items()
    }
    return reverse(f"{OURS}:{name}", kwargs=values)


def _read(response):
    """Read a file to its end, which closes it; `close` alone would close the database of the test as well."""
    if response.streaming:
        assert b"".join(response) is not None


def _text(key, kind):
    if type(kind).__name__ == "UUIDConverter":
        return "5d1f6c1e-1111-4111-8111-111111111111"
    if "|" in kind.regex:  # one of a few words
        return kind.regex.split("|")[0]
    value = ARGUMENTS.get(key, "some-slug")
    return str(value)


def test_every_route_was_made_with_an_act():
    routes = our_routes()
    assert set(routes) == set(POLICY), "made without `route`, or a policy for no route"
    assert {act for act in POLICY.values() if act != PUBLIC} <= set(RULES)


def test_only_published_pages_are_public():
    assert {name for name, act in POLICY.items() if act == PUBLIC} == {
        name for name in POLICY if name.startswith("published")
    }


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_signed_out_goes_to_the_login_page(client, method):
    for name, act in sorted(POLICY.items()):
        response = getattr(client, method)(address(name))
        if act == PUBLIC:
            assert response.status_code in (200, 304, 404, 405, 410), name
        else:
            assert response.status_code == 302, name
            assert response["Location"].startswith("/accounts/login/?next="), name
        _read(response)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_account_without_a_role_gets_nothing(client, method):
    client.force_login(UserFactory(role=""))
    for name, act in sorted(POLICY.items()):
        if act != PUBLIC:
            assert getattr(client, method)(address(name)).status_code == 403, name


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_is_refused_whatever_editors_do(client, method):
    client.force_login(UserFactory(role=Role.READER))
    refused = {name for name, act in POLICY.items() if MINIMUM.get(act, act) not in READ}
    assert refused
    for name in sorted(refused):
        assert getattr(client, method)(address(name)).status_code == 403, name


@pytest.mark.django_db
def test_looking_at_a_page_changes_nothing(client):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    for name in sorted(POLICY):
        response = client.get(address(name))
        assert response.status_code < 500, name
        _read(response)
        assert not Change.objects.exists(), name


@pytest.mark.django_db
def test_answers_are_private_unless_published(client):
    client.force_login(UserFactory())
    for name, act in sorted(POLICY.items()):
        response = client.get(address(name))
        if act != PUBLIC:
            assert "no-store" in response["Cache-Control"], name
            assert "private" in response["Cache-Control"], name
        _read(response)
