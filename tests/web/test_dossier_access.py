"""Every address of a dossier, by every method, in every state, by everybody: who gets what and who sees nothing."""

from itertools import product
from urllib.parse import quote

import pytest
from django.urls import reverse

from stories.dossiers import add_section, change_dossier, change_entry, change_section, publish, reopen, submit
from stories.models import Change, Dossier, Edition, Entry, Section
from stories.search import Query, SearchError, search_stories
from stories.web.dossiers.urls import routes as inside
from stories.web.published.urls import routes as outside
from stories.web.routing import POLICY
from tests.dossiers.builders import Desk, in_state, make
from tests.factories import NOW

pytestmark = pytest.mark.django_db

CANARY = "Kanarienvogel"
STATES = ("draft", "in_review", "reopened", "archived")
NOT_ABOUT_ONE = {"dossier_list", "dossier_new", "dossier_choose"}
NO_DOSSIER_IN_IT = {"dossier_list", "dossier_new", "dossier_add_story", "dossier_add_matching", "dossier_quote"}
POST_ONLY = {
    *("dossier_add_story", "dossier_add_matching", "dossier_quote", "dossier_section_add", "dossier_section_move"),
    *("dossier_section_remove", "dossier_entry_add", "dossier_entry_move", "dossier_entry_remove"),
    *("dossier_entry_settle", "dossier_not_here", "dossier_submit", "dossier_return", "dossier_publish"),
    *("dossier_archive", "dossier_reopen", "dossier_share"),
}
READING = {
    *("dossier_detail", "dossier_review", "dossier_preview", "dossier_draft_file", "dossier_history"),
    *("dossier_edition", "dossier_file"),
}
FORMS = {"dossier_change", "dossier_section", "dossier_entry"}
NAMES = [route.name for route in inside]


def canary(state):
    """A dossier whose working copy speaks of the canary wherever an editor can write."""
    made = make(title="Quiet matter")
    owner = {"editor": made.desk.owner, "now": NOW}
    if state == "reopened":
        in_state(made, "published")
        reopen(made.dossier, **owner)
    dossier = Dossier.objects.get(pk=made.dossier.pk)
    words = {"title": f"{CANARY} title", "standfirst": f"{CANARY} standfirst"}
    change_dossier(dossier, changes=words, base_version=dossier.version, **owner)
    change_section(made.first, changes={"title": CANARY, "intro": CANARY}, base_version=1, **owner)
    for entry in made.entries.values():
        change_entry(entry, changes={"note": f"{CANARY} note"}, base_version=1, **owner)
    add_section(made.dossier, title=f"{CANARY} section", **owner)
    if state in ("in_review", "archived"):
        in_state(made, state)
    made.dossier.refresh_from_db()
    return made


def address(name, made):
    arguments = {
        "dossier_quote": [made.story.pk],
        "dossier_section": [made.dossier.slug, made.first.pk],
        "dossier_section_move": [made.dossier.slug, made.first.pk],
        "dossier_section_remove": [made.dossier.slug, made.first.pk],
        "dossier_entry": [made.dossier.slug, made.entries["note"].pk],
        "dossier_entry_move": [made.dossier.slug, made.entries["note"].pk],
        "dossier_entry_remove": [made.dossier.slug, made.entries["note"].pk],
        "dossier_entry_settle": [made.dossier.slug, made.entries["quote"].pk],
        "dossier_draft_file": [made.dossier.slug, "json"],
        "dossier_edition": [made.dossier.slug, 1],
        "dossier_file": [made.dossier.slug, 1, "html"],
    }
    plain = [] if name in NO_DOSSIER_IN_IT else [made.dossier.slug]
    return reverse(f"stories:{name}", args=arguments.get(name, plain))


def fields(made):
    """Everything that any of the forms takes, aimed at this dossier."""
    return {
        "dossier": made.dossier.slug,
        "section": made.second.pk,
        "story": made.quoted.pk,
        "thing": f"story:{made.quoted.pk}",
        "exact": "Ministers met",
        "q": "ministers",
        "title": "Taken over",
        "note": "Taken over",
        "editors": "",
        "position": "1",
        "version": "99",
    }


def rows():
    """Everything about dossiers that a request could change."""
    return [
        list(Dossier.objects.order_by("pk").values()),
        list(Section.objects.order_by("pk").values()),
        list(Entry.objects.order_by("pk").values()),
        list(Edition.objects.order_by("pk").values_list("pk", "sha256")),
        Change.objects.count(),
    ]


def outsiders(made, state):
    """Those for whom the working copy does not exist, with the answer that they get for every address of it."""
    found = {"anonymous": 302, "reader": 403, "stranger": 404}
    return {**found, "reviewer": 404} if state in ("draft", "reopened") else found


def test_every_route_is_in_the_policy_table_and_none_was_forgotten_here():
    assert {route.name for route in [*inside, *outside]} <= set(POLICY)
    assert {name for name in NAMES if POLICY[name] == "public"} == set()
    assert set(NAMES) == POST_ONLY | READING | FORMS | NOT_ABOUT_ONE
    assert [POLICY[route.name] for route in outside] == ["public"] * len(outside)


@pytest.mark.parametrize("state", STATES)
def test_to_outsiders_a_working_copy_does_not_exist(client, state):
    made = canary(state)
    before = rows()
    for who, expected in outsiders(made, state).items():
        client.logout()
        if who != "anonymous":
            client.force_login(getattr(made.desk, who))
        for name, method in product(sorted(set(NAMES) - NOT_ABOUT_ONE), ("get", "post")):
            response = getattr(client, method)(address(name, made), fields(made))
            wrong = name in (POST_ONLY if method == "get" else READING)
            refused = 405 if wrong and expected == 404 else expected
            assert response.status_code == refused, (who, name, method)
            assert CANARY not in response.content.decode(), (who, name, method)
            assert rows() == before, (who, name, method)
            if expected == 302:
                assert response.url.startswith("/accounts/login/")


@pytest.mark.parametrize("state", STATES)
def test_its_own_editors_reach_what_the_state_allows(client, state):
    made = canary(state)
    edits = state in ("draft", "reopened")
    has_edition = state == "reopened"
    for who in ("owner", "colleague", "administrator"):
        client.force_login(getattr(made.desk, who))
        for name in READING | FORMS:
            expected = 200
            if name in FORMS and not edits:
                expected = 403
            if name in ("dossier_edition", "dossier_file") and not has_edition:
                expected = 404
            assert client.get(address(name, made)).status_code == expected, (who, name)


@pytest.mark.parametrize("state", ["in_review", "archived"])
def test_a_reviewer_reads_what_is_or_was_in_review_and_changes_nothing(client, state):
    made = canary(state)
    client.force_login(made.desk.reviewer)
    for name in READING - {"dossier_edition", "dossier_file"}:
        assert client.get(address(name, made)).status_code == 200, name
    acts = set(NAMES) - READING - NOT_ABOUT_ONE - {"dossier_publish", "dossier_return"}
    for name in sorted(acts):
        before = rows()
        response = client.post(address(name, made), fields(made))
        # An act on the state answers with a sentence on the page; one on the content is refused outright.
        assert response.status_code in (302, 403, 404), name
        assert rows() == before, name


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", ["anonymous", "reader", "stranger", "reviewer"])
def test_the_canary_sings_nowhere_else(client, state, who):
    made = canary(state)
    if who == "reviewer" and state not in ("draft", "reopened"):
        pytest.skip("reviewers may read what is or was in review")
    if who != "anonymous":
        client.force_login(getattr(made.desk, who))
    slug = made.dossier.slug
    pages = [
        *(
            "/",
            "/stories/",
            f"/stories/{made.story.pk}/",
            f"/stories/{made.story.pk}/preview/",
            "/dossiers/",
            "/events/",
        ),
        *(f"/stories/?dossier={slug}", f"/stories/?q=in:{slug}", f"/search/?q=in:{slug}", f"/search/?q={CANARY}"),
        *(
            f"/stories/facets/?dossier={slug}",
            f"/events/{made.event.slug}/",
            f"/people/{made.person.slug}/",
            "/people/",
        ),
        *(f"/outlets/{made.story.outlet.slug}/", "/published/", f"/published/{slug}/", f"/published/{slug}/json/"),
        *(f"/names/tag/?q={CANARY[:4]}", "/captures/", "/tags/", f"/dossiers/?q={CANARY}", "/dossiers/new/"),
    ]
    for page in pages:
        response = client.get(page)
        text = b"".join(response.streaming_content) if response.streaming else response.content
        shown = text.decode().replace(f'value="{CANARY}"', "").replace(f'value="{CANARY[:4]}"', "")
        # What the visitor typed is shown to them again: in the box, the chips and the addresses of the page.
        typed = CANARY in page
        assert typed or CANARY not in shown, page
        assert f"{CANARY} title" not in shown, page
        assert response.status_code < 500, page


@pytest.mark.parametrize("state", STATES)
def test_a_search_in_it_is_a_search_in_nothing(client, state):
    made = canary(state)
    strangers = [made.desk.stranger, made.desk.reader, None]
    if state in ("draft", "reopened"):
        strangers.append(made.desk.reviewer)
    for user in strangers:
        with pytest.raises(SearchError) as refusal:
            search_stories(Query(text=f"in:{made.dossier.slug}", user=user))
        with pytest.raises(SearchError) as unknown:
            search_stories(Query(text="in:quiet-mattes", user=user))
        assert str(refusal.value).replace(made.dossier.slug, "X") == str(unknown.value).replace("quiet-mattes", "X")
    inside_of = search_stories(Query(text=f"in:{made.dossier.slug}", user=made.desk.colleague))
    assert inside_of.count() == (2, True)


def test_an_act_on_anothers_dossier_cannot_be_taken_back(client):
    made = canary("draft")
    batch = Change.objects.about(made.dossier)[0].batch
    for who in ("reader", "stranger", "reviewer"):
        client.force_login(getattr(made.desk, who))
        before = rows()
        response = client.post(reverse("stories:undo", args=[batch]))
        assert rows() == before, (who, response.status_code)
        assert CANARY not in client.get("/dossiers/").content.decode()


def test_an_entry_of_one_dossier_is_not_reached_through_another(client):
    mine, theirs = make(), canary("draft")
    client.force_login(mine.desk.owner)
    slug = mine.dossier.slug
    for name, pk in (
        ("dossier_entry", theirs.entries["note"].pk),
        ("dossier_entry_move", theirs.entries["note"].pk),
        ("dossier_entry_remove", theirs.entries["note"].pk),
        ("dossier_entry_settle", theirs.entries["quote"].pk),
        ("dossier_section", theirs.first.pk),
        ("dossier_section_move", theirs.first.pk),
        ("dossier_section_remove", theirs.first.pk),
    ):
        before = rows()
        response = client.post(reverse(f"stories:{name}", args=[slug, pk]), fields(mine))
        assert response.status_code == 404, name
        assert rows() == before, name
    for name, pk in (("dossier_entry_move", mine.entries["note"].pk), ("dossier_entry_add", None)):
        arguments = [slug] if pk is None else [slug, pk]
        before = rows()
        given = {**fields(mine), "section": theirs.second.pk}
        assert client.post(reverse(f"stories:{name}", args=arguments), given).status_code == 404
        assert rows() == before


def test_a_public_page_of_a_dossier_that_is_worked_on_again_shows_the_edition_alone(client):
    made = canary("reopened")
    submit(made.dossier, editor=made.desk.owner, now=NOW)
    for url in [reverse("stories:published", args=[made.dossier.slug])] + [
        reverse("stories:published_file", args=[made.dossier.slug, fmt]) for fmt in ("html", "markdown", "json")
    ]:
        body = client.get(url).content.decode()
        assert CANARY not in body
        assert "Quiet matter" in body
    publish(made.dossier, editor=made.desk.reviewer, now=NOW)
    assert CANARY in client.get(reverse("stories:published", args=[made.dossier.slug])).content.decode()


@pytest.mark.parametrize("pk", ["0", "-1", "9" * 30, "x", "1 OR 1=1", "١"])
def test_ids_that_are_no_ids_are_no_rows(client, pk):
    made = make(Desk())
    client.force_login(made.desk.owner)
    add = reverse("stories:dossier_entry_add", args=[made.dossier.slug])
    before = rows()
    for given in ({"thing": f"story:{pk}"}, {"thing": f"event:{pk}", "section": made.first.pk}):
        assert client.post(add, given).status_code == 404
    assert rows() == before
    assert client.get(f"/dossiers/{quote(pk)}/").status_code == 404
