"""Every model in the admin: its pages open, its lists cost the same whatever is in them, and who gets where."""

from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stories.dossiers import create_dossier, share
from stories.models import Change
from stories.vocabulary import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
admin.autodiscover()

FACTORIES: dict[str, Any] = {
    factory._meta.model._meta.model_name: factory
    for factory in vars(make).values()
    if isinstance(factory, type) and hasattr(factory, "_meta") and getattr(factory._meta, "model", None)
}
REGISTERED = {
    str(model._meta.model_name): model_admin
    for model, model_admin in admin.site._registry.items()
    if model._meta.app_label == "stories"
}
READ_ONLY = {
    "change", "edition", "capture", "page", "reading", "copykey", "earliertext", "appearance", "preference",
    "signinfailure", "furniturerule", "furniturehit", "recurringtext", "batch", "batchitem", "feed", "storywords",
    "eventkey", "wordcount", "proposal", "likelykey", "likelypair", "likelydue",
    "namedue",
}  # fmt: skip
FOUND = {"claim", "quotation", "flag"}
"""What rules find, and nobody adds by hand."""
FOR_ADMINISTRATORS = {"dossier", "section", "entry", "edition"}


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make.UserFactory(role=Role.ADMINISTRATOR))
    return client


def address(kind: str, page: str, *args: Any) -> str:
    return reverse(f"admin:stories_{kind}_{page}", args=args)


def test_every_model_is_registered_and_has_a_factory() -> None:
    from django.apps import apps

    names = {str(model._meta.model_name) for model in apps.get_app_config("stories").get_models()}
    assert set(REGISTERED) == names
    assert names - set(FACTORIES) == set()


@pytest.mark.parametrize("kind", sorted(REGISTERED))
def test_list_add_change_history_and_delete_open(administrator: Client, kind: str) -> None:
    row = FACTORIES[kind]()
    assert administrator.get(address(kind, "changelist")).status_code == 200
    assert administrator.get(address(kind, "change", row.pk)).status_code == 200
    assert administrator.get(address(kind, "history", row.pk)).status_code == 200
    added, deleted = address(kind, "add"), address(kind, "delete", row.pk)
    expected = 403 if kind in READ_ONLY else 200
    assert administrator.get(added).status_code == (403 if kind in FOUND else expected)
    main_name = kind in {"personname", "outletname"} and row.source == "primary"
    assert administrator.get(deleted).status_code == (403 if main_name else expected)


@pytest.mark.parametrize("kind", sorted(REGISTERED))
def test_lists_cost_the_same_with_1_3_and_30_rows(administrator: Client, kind: str) -> None:
    administrator.get(address(kind, "changelist"))
    costs = []
    for more in (1, 2, 27):
        FACTORIES[kind].create_batch(more)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert administrator.get(address(kind, "changelist")).status_code == 200
        costs.append(len(queries))
    assert costs == [costs[0]] * 3
    assert costs[0] <= 8


@pytest.mark.parametrize("kind", sorted(REGISTERED))
def test_the_search_box_of_each_list_takes_anything(administrator: Client, kind: str) -> None:
    FACTORIES[kind]()
    for text in ("a", "Ministers meet", "12", '"unclosed', "outlet:nobody", "' OR 1=1 --", "東京", "…"):
        assert administrator.get(address(kind, "changelist"), {"q": text}).status_code == 200


@pytest.mark.parametrize("kind", sorted(REGISTERED))
def test_nobody_but_staff_gets_in(client: Client, kind: str) -> None:
    row = FACTORIES[kind]()
    pages = [address(kind, "changelist"), address(kind, "add"), address(kind, "change", row.pk)]
    for user in (None, make.UserFactory(role=Role.READER), make.UserFactory(role="")):
        client.logout()
        if user is not None:
            client.force_login(user)
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 302
            assert "/login/" in answer.headers["Location"]


@pytest.mark.parametrize("kind", sorted(REGISTERED))
def test_a_reader_who_is_staff_sees_nothing(client: Client, kind: str) -> None:
    reader = make.UserFactory(role=Role.READER)
    reader.is_staff = True
    reader.save()
    client.force_login(reader)
    row = FACTORIES[kind]()
    for page in (address(kind, "changelist"), address(kind, "add"), address(kind, "change", row.pk)):
        assert client.get(page).status_code == 403
        assert client.post(page).status_code == 403


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER])
@pytest.mark.parametrize("kind", sorted(REGISTERED))
def test_editors_and_reviewers_correct_all_but_dossiers_and_delete_nothing(
    client: Client, kind: str, role: Role
) -> None:
    client.force_login(make.UserFactory(role=role))
    row = FACTORIES[kind]()
    closed = kind in FOR_ADMINISTRATORS
    assert client.get(address(kind, "changelist")).status_code == (403 if closed else 200)
    assert client.get(address(kind, "change", row.pk)).status_code == (403 if closed else 200)
    assert client.get(address(kind, "delete", row.pk)).status_code == 403
    assert client.post(address(kind, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert type(row)._base_manager.filter(pk=row.pk).exists()


def test_the_history_tells_editors_nothing_of_dossiers(client: Client, administrator: Client) -> None:
    owner = make.UserFactory()
    dossier = create_dossier(title="Kanarienvogel", sections=["Kanarienvogel"], editor=owner, now=make.NOW)
    share(dossier, editors=[make.UserFactory()], editor=owner, now=make.NOW)
    rows = list(Change.objects.filter(kind__in=["dossier", "section"]))
    pages = [address("change", "changelist")]
    pages += [address("change", page, row.pk) for row in rows for page in ("change", "history")]
    assert all("Kanarienvogel" in administrator.get(page).content.decode() for page in pages[:2])
    assert len(rows) == 3
    for role in (Role.EDITOR, Role.REVIEWER):
        client.force_login(make.UserFactory(role=role))
        for page in pages:
            assert "Kanarienvogel" not in client.get(page, follow=True).content.decode(), page


@pytest.mark.parametrize("kind", ["story", "event", "person"])
@pytest.mark.parametrize("lookup", ["entries", "entries__isnull", "entries__id__exact", "entries__note__contains"])
def test_no_list_tells_what_stands_in_a_dossier(client: Client, kind: str, lookup: str) -> None:
    client.force_login(make.UserFactory())
    FACTORIES[kind]()
    assert client.get(address(kind, "changelist"), {lookup: "0"}).status_code == 400


@pytest.mark.parametrize("kind", sorted(READ_ONLY))
def test_what_is_read_only_takes_no_post(administrator: Client, kind: str) -> None:
    row = FACTORIES[kind]()
    before = type(row)._base_manager.values().get(pk=row.pk)
    for page in (address(kind, "add"), address(kind, "change", row.pk), address(kind, "delete", row.pk)):
        assert administrator.post(page, {"post": "yes", "version": 9}).status_code == 403
    assert type(row)._base_manager.values().get(pk=row.pk) == before


def test_the_search_of_stories_goes_through_the_index(administrator: Client) -> None:
    wanted = make.StoryFactory(body="An island dispute about fishing grounds.")
    make.StoryFactory.create_batch(3)
    with CaptureQueriesContext(connection) as queries:
        answer = administrator.get(address("story", "changelist"), {"q": "fishing island", "state": "new"})
    assert [row.pk for row in answer.context["cl"].result_list] == [wanted.pk]
    said = [query["sql"] for query in queries]
    assert [sql for sql in said if " LIKE " in sql.upper() and "django_" not in sql] == []


def test_filters_of_stories_are_answered_by_the_index_too(administrator: Client) -> None:
    checked = make.StoryFactory(state="checked", kind="analysis")
    make.StoryFactory(state="checked")
    make.StoryFactory(kind="analysis")
    answer = administrator.get(address("story", "changelist"), {"state": "checked", "kind": "analysis"})
    assert [row.pk for row in answer.context["cl"].result_list] == [checked.pk]


@pytest.mark.parametrize(
    ("kind", "column"), [("mention", "state"), ("link", "kind"), ("report", "stance"), ("change", "verb")]
)
def test_filters_of_tables_without_end_look_at_the_newest_rows(
    administrator: Client, kind: str, column: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = FACTORIES[kind]()
    new = FACTORIES[kind].create_batch(2)
    asked = {column: getattr(old, column)}
    answer = administrator.get(address(kind, "changelist"), asked)
    assert [row.pk for row in answer.context["cl"].result_list] == [new[1].pk, new[0].pk, old.pk]
    monkeypatch.setattr("stories.admin.finding.NEWEST", 2)
    answer = administrator.get(address(kind, "changelist"), asked)
    assert [row.pk for row in answer.context["cl"].result_list] == [new[1].pk, new[0].pk]
    answer = administrator.get(address(kind, "changelist"), {column: "nothing like it"})
    assert list(answer.context["cl"].result_list) == []


def test_a_search_that_cannot_be_read_says_why_and_finds_nothing(administrator: Client) -> None:
    make.StoryFactory()
    answer = administrator.get(address("story", "changelist"), {"q": "(open"})
    assert list(answer.context["cl"].result_list) == []
    assert [str(message) for message in answer.context["messages"]] != []


@pytest.mark.parametrize(
    ("source", "field", "term"),
    [("link", "target", "fish"), ("mention", "story", "fishing grou"), ("report", "event", "Meeting")],
)
def test_autocomplete_finds_while_one_types(administrator: Client, source: str, field: str, term: str) -> None:
    row = make.StoryFactory(headline="Fishing grounds disputed") if field != "event" else make.EventFactory()
    query = {"app_label": "stories", "model_name": source, "field_name": field, "term": term}
    found = administrator.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [one["id"] for one in found] == [str(row.pk)]


@pytest.mark.parametrize(("source", "field"), [("personname", "person"), ("outletname", "outlet")])
def test_autocomplete_of_names_ignores_accents(administrator: Client, source: str, field: str) -> None:
    factory = make.PersonFactory if field == "person" else make.OutletFactory
    row = factory(name="José Ōno")
    query = {"app_label": "stories", "model_name": source, "field_name": field, "term": "jose on"}
    found = administrator.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [one["id"] for one in found] == [str(row.pk)]


def test_the_page_says_newsroom_and_leads_back(administrator: Client) -> None:
    page = administrator.get(reverse("admin:index")).content.decode()
    assert "newsroom: corrections" in page
    assert '<a href="/">Back to the dashboard</a>' in page


def test_the_history_of_a_row_shows_our_changes(administrator: Client) -> None:
    tag = make.TagFactory()
    make.ChangeFactory(kind="tag", object_id=tag.pk, reason="for a reason of its own")
    page = administrator.get(address("tag", "history", tag.pk)).content.decode()
    assert "for a reason of its own" in page
    assert f"kind__exact=tag&amp;object_id__exact={tag.pk}" in page
    listed = administrator.get(address("change", "changelist"), {"kind__exact": "tag", "object_id__exact": tag.pk})
    assert listed.context["cl"].result_count == Change.objects.filter(kind="tag", object_id=tag.pk).count() == 1
