"""The pages on which two of a kind become one, one becomes two, and pairs are looked through."""

import pytest
from django.db import OperationalError
from django.urls import reverse

from stories.editing.merging import merge
from stories.jobs import pairs as jobs
from stories.linking import finding_pairs
from stories.linking.connecting import connect_stories
from stories.linking.finding_pairs import find_pairs
from stories.models import Change, Distinction, NameDue, Person, Tag
from stories.vocabulary import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
MADE = {
    "person": make.PersonFactory,
    "outlet": make.OutletFactory,
    "event": make.EventFactory,
    "tag": make.TagFactory,
}


@pytest.fixture
def editor(client):
    user = make.UserFactory()
    client.force_login(user)
    return user


def page_of(kind, row, act="merge"):
    return reverse(f"stories:{kind}_{act}", args=[row.slug])


def post(client, kind, row, other, **more):
    return client.post(page_of(kind, row), {"with": other.slug, "act": "merge", **more})


@pytest.mark.parametrize("kind", MADE)
def test_the_other_one_is_looked_for_by_name_without_a_script(client, editor, kind):
    row, other = MADE[kind](), MADE[kind]()
    text = client.get(page_of(kind, row), {"with": str(other)}).content.decode()
    assert f'href="?with={other.slug}"' in text
    assert (
        "Nothing else here is called “Nobody”." in client.get(page_of(kind, row), {"with": "Nobody"}).content.decode()
    )
    assert client.get(page_of(kind, row), {"with": row.slug}).status_code == 200


@pytest.mark.parametrize("kind", MADE)
def test_both_sides_are_shown_and_one_press_merges_with_a_way_back(client, editor, kind):
    kept, gone = MADE[kind](), MADE[kind]()
    text = client.get(page_of(kind, gone), {"with": kept.pk}).content.decode()
    assert f"“{gone}” (no. {gone.pk}) would go into “{kept}” (no. {kept.pk})" in text
    name = "title" if kind == "event" else "name"
    assert f'name="choose-{name}" value="{kept.pk}" checked' in text
    swapped = client.get(page_of(kind, gone), {"with": kept.pk, "side": "gone"}).content.decode()
    assert f'name="choose-{name}" value="{gone.pk}" checked' in swapped
    response = client.post(
        page_of(kind, gone), {"with": kept.slug, "act": "merge", f"choose-{name}": gone.pk}, follow=True
    )
    assert f"“{gone}” is “{gone}” now" in response.content.decode()
    old = getattr(gone, name)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (getattr(kept, name), gone.merged_into) == (old, kept)
    batch = Change.objects.filter(verb="merged").values_list("batch", flat=True)[0]
    client.post(reverse("stories:undo", args=[batch]))
    gone.refresh_from_db()
    assert gone.merged_into is None


@pytest.mark.parametrize("kind", ["person", "outlet"])
def test_a_merger_is_taken_back_from_the_history_and_no_more_once_it_was(client, editor, kind):
    kept, gone = MADE[kind](), MADE[kind]()
    post(client, kind, kept, gone)
    batch = Change.objects.filter(verb="merged").values_list("batch", flat=True)[0]
    way_back = f'action="{reverse("stories:undo", args=[batch])}"'

    def trail():
        page = client.get(kept.get_absolute_url()).content.decode()
        return page.partition('id="hi-t"')[2].partition("</section>")[0]

    assert way_back in trail()
    client.force_login(make.UserFactory(role=Role.READER))
    assert "merged" in trail()
    assert way_back not in trail()
    client.force_login(editor)
    client.post(reverse("stories:undo", args=[batch]))
    assert way_back not in trail()
    (back,) = set(Change.objects.filter(verb="undone").values_list("batch", flat=True))
    client.post(reverse("stories:undo", args=[back]))
    gone.refresh_from_db()
    assert gone.merged_into == kept
    assert way_back in trail()


@pytest.mark.parametrize("kind", MADE)
def test_a_reader_is_refused_and_nothing_leaks(client, kind):
    kept, gone = MADE[kind](), MADE[kind]()
    name = "title" if kind == "event" else "name"
    type(gone).objects.filter(pk=gone.pk).update(**{name: "Canary words"})
    client.force_login(make.UserFactory(role=Role.READER))
    for response in (
        client.get(page_of(kind, kept), {"with": gone.slug}),
        post(client, kind, kept, gone),
        client.get(reverse(f"stories:{kind}_duplicates")),
    ):
        assert response.status_code == 403
        assert "Canary" not in response.content.decode()
    gone.refresh_from_db()
    assert gone.merged_into is None


@pytest.mark.parametrize("kind", MADE)
def test_the_old_address_leads_on_over_several_mergers(client, editor, kind):
    first, second, third = (MADE[kind]() for _ in range(3))
    merge(second, third, editor=None, now=make.NOW)
    type(first).objects.filter(pk=second.pk).update(merged_into=first)  # as data from elsewhere may have it
    for act in ("detail", "merge", "edit"):
        response = client.get(page_of(kind, third, act), follow=True)
        assert response.status_code == 200
        assert response.redirect_chain[-1][0] == page_of(kind, first, act)


def test_what_moves_and_what_is_equal_is_counted(client, editor):
    kept, gone = make.TagFactory(name="tariff"), make.TagFactory(name="tariffs")
    both = make.StoryTagFactory(tag=gone).story
    make.StoryTagFactory(story=both, tag=kept)
    make.StoryTagFactory(tag=gone)
    text = client.get(page_of("tag", kept), {"with": gone.slug}).content.decode()
    assert 'stories with the tag</th><td class="num">2</td><td class="num">1</td>' in text


def test_two_wikidata_ids_warn_and_wait_for_a_choice(client, editor):
    kept, gone = make.PersonFactory(wikidata="Q1"), make.PersonFactory(wikidata="Q2")
    text = client.get(page_of("person", kept), {"with": gone.slug}).content.decode()
    assert "They have different Wikidata ids, Q1 and Q2" in text
    response = post(client, "person", kept, gone)
    assert response.status_code == 409
    assert "say which one stands" in response.content.decode()
    assert post(client, "person", kept, gone, **{"choose-wikidata": gone.pk}).status_code == 302
    kept.refresh_from_db()
    assert kept.wikidata == "Q2"


def test_what_somebody_changed_meanwhile_is_shown_again(client, editor):
    kept, gone = make.TagFactory(), make.TagFactory(version=3)
    response = post(client, "tag", kept, gone, version=[f"{kept.pk}:1", f"{gone.pk}:2"], **{"choose-name": gone.pk})
    assert response.status_code == 409
    assert "Somebody else changed" in response.content.decode()
    assert f'name="choose-name" value="{gone.pk}" checked' in response.content.decode()
    assert Tag.objects.filter(merged_into=None).count() == 2


@pytest.mark.parametrize("name", ["choose-name", "version"])
def test_a_number_as_long_as_a_page_is_no_choice(client, editor, name):
    kept, gone = make.TagFactory(), make.TagFactory()
    value = "9" * 5_000
    response = post(client, "tag", kept, gone, **{name: f"{value}:1" if name == "version" else value})
    assert response.status_code == 302
    assert Tag.objects.filter(merged_into=kept).get() == gone
    story = make.StoryFactory()
    response = client.post(f"/stories/{story.pk}/links/new/", {"other": value, "kind": "background:in"})
    assert "That story is not there any more." in response.content.decode()


def test_not_the_same_is_kept_refuses_the_merger_and_can_be_taken_back(client, editor):
    kept, gone = make.PersonFactory(name="Ana Example"), make.PersonFactory(name="Ána Example")
    assert "Both are called" in client.get(reverse("stories:person_duplicates")).content.decode()
    response = client.post(page_of("person", kept), {"with": gone.slug, "act": "apart", "next": "duplicates"})
    assert response["Location"] == reverse("stories:person_duplicates")
    assert "No pair is left" in client.get(response["Location"]).content.decode()
    assert "shares a name" in client.get(page_of("person", kept)).content.decode()
    assert "are not the same; take that back first" in post(client, "person", kept, gone).content.decode()
    client.post(page_of("person", kept), {"with": gone.slug, "act": "together"})
    assert not Distinction.objects.exists()
    assert f"?with={gone.slug}" in client.get(page_of("person", kept)).content.decode()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pairs_are_listed_at_one_cost(client, editor, number, django_assert_max_num_queries):
    for place in range(number):
        for first in ("Ana", "Ána"):
            make.PersonFactory(name=f"{first} Example{chr(97 + place % 26)}{place}")
    assert not find_pairs()
    with django_assert_max_num_queries(12):
        text = client.get(reverse("stories:person_duplicates")).content.decode()
    assert text.count("<tr data-row>") == min(number, 25)
    assert "Both are called “Ana Examplea0”, “Ána Examplea0”." in text
    assert ("Further pairs" in text) == (number == 30)
    if number == 30:
        more = text.partition('href="/people/duplicates/?after=')[2].partition('"')[0]
        text = client.get(reverse("stories:person_duplicates"), {"after": more}).content.decode()
        assert (text.count("<tr data-row>"), "The likeliest" in text) == (5, True)


def test_the_page_looks_at_what_changed_within_bounds_where_no_worker_does(client, editor, settings, monkeypatch):
    address = reverse("stories:tag_duplicates")
    for name in ("tariff", "tariffs", "port", "ports"):
        make.TagFactory(name=name)
    settings.NEWSROOM_TASKS = "database"
    text = client.get(address).content.decode()
    assert "No pair is left" not in text
    assert "Changes of names that wait to be compared with the others: 4." in text
    settings.NEWSROOM_TASKS = "immediate"
    monkeypatch.setattr(finding_pairs, "PIECE", 2)
    monkeypatch.setattr(jobs, "AT_A_LOOK", 0)
    text = client.get(address).content.decode()
    assert (text.count("<tr data-row>"), "still to be looked at: 2." in text) == (1, True)
    text = client.get(address).content.decode()
    assert (text.count("<tr data-row>"), "still to be looked at" in text) == (2, False)


def test_a_database_that_is_busy_keeps_nobody_from_the_pairs(client, editor, monkeypatch):
    for name in ("tariff", "tariffs"):
        make.TagFactory(name=name)
    client.get(reverse("stories:tag_duplicates"))

    def locked(**asked):
        raise OperationalError("database is locked")

    monkeypatch.setattr(jobs, "find_pairs", locked)
    assert client.get(reverse("stories:tag_duplicates")).content.decode().count("<tr data-row>") == 1


def test_pairs_merge_by_one_key_each(client, editor):
    kept, gone = make.TagFactory(name="tariff"), make.TagFactory(name="tariffs")
    text = client.get(reverse("stories:tag_duplicates")).content.decode()
    assert text.count('data-key="m"') == text.count('data-key="d"') == text.count('data-key="o"') == 1
    response = client.post(page_of("tag", kept), {"with": gone.slug, "act": "merge", "next": "duplicates"})
    assert response["Location"] == reverse("stories:tag_duplicates")
    gone.refresh_from_db()
    assert gone.merged_into == kept


def test_a_merged_one_is_no_choice_and_its_slug_means_the_one_that_stays(client, editor):
    kept, gone = make.PersonFactory(name="Ana Example"), make.PersonFactory(name="Bea Sample")
    event = make.ParticipationFactory(person=gone).event
    merge(kept, gone, editor=None, now=make.NOW)
    for value in (gone.slug, gone.pk, "Bea Sample"):
        text = client.get(reverse("stories:event_list"), {"person": value}).content.decode()
        assert event.title in text
        assert "There is no person" not in text
    response = client.post(page_of("person", gone, "edit"), {"name": "Other", "base_version": 1})
    assert response.status_code == 404 or "was merged into “Ana Example” meanwhile" in response.content.decode()


def test_a_person_is_split_by_the_words_of_the_mentions(client, editor):
    person = make.PersonFactory(name="James Example")
    alias = make.PersonNameFactory(person=person, text="Howard Example")
    mention = make.MentionFactory(person=person, state="confirmed")
    make.MentionFactory(person=person, start=0, end=4, state="confirmed")
    text = client.get(page_of("person", person, "split")).content.decode()
    assert f'name="spelling" value="{mention.surface}"' in text
    sent = {"personname.person": alias.pk, "spelling": mention.surface}
    response = client.post(page_of("person", person, "split"), sent)
    assert response.status_code == 422
    assert "Give the new one a name" in response.content.decode()
    assert f'value="{alias.pk}" checked' in response.content.decode()
    response = client.post(page_of("person", person, "split"), sent | {"into": "nobody"})
    assert "There is no entry with the slug “nobody”." in response.content.decode()
    client.post(page_of("person", person, "split"), sent | {"name": "Howard Example"})
    mention.refresh_from_db()
    assert mention.person == Person.objects.get(name="Howard Example")
    assert person.mentions.count() == 1


def test_stories_are_linked_again_for_a_name_that_a_split_moves(client, editor):
    person = make.PersonFactory(name="James Example")
    alias = make.PersonNameFactory(person=person, text="Howard Sample", source="editor")
    story = make.StoryFactory(headline="Howard Sample spoke", dek="", body="")
    NameDue.objects.all().delete()
    sent = {"personname.person": alias.pk, "name": "Howard Sample"}
    assert client.post(page_of("person", person, "split"), sent).status_code == 302
    assert not NameDue.objects.exists()
    assert story.mentions.get().person == Person.objects.get(name="Howard Sample")


def test_stories_are_linked_again_when_the_split_is_taken_back(client, editor):
    person, other = make.PersonFactory(name="James Example"), make.PersonFactory(name="Nell Other")
    alias = make.PersonNameFactory(person=person, text="Howard Sample", source="import")
    client.post(page_of("person", person, "split"), {"personname.person": alias.pk, "into": other.slug})
    story = make.StoryFactory(headline="Howard Sample spoke", dek="", body="")
    connect_stories([story.pk], now=make.NOW)
    assert story.mentions.get().person == other
    batch = Change.objects.filter(verb="split").latest("pk").batch
    client.post(reverse("stories:undo", args=[batch]))
    alias.refresh_from_db()
    assert (alias.person, NameDue.objects.count()) == (person, 0)
    assert story.mentions.get().person == person


def test_an_outlet_gives_a_domain_with_its_stories_and_an_event_its_reports(client, editor):
    outlet = make.OutletFactory()
    domain = make.OutletDomainFactory(outlet=outlet, domain="daily.example")
    story = make.StoryFactory(outlet=outlet)
    other = make.StoryFactory(outlet=outlet, url="https://elsewhere.example/1")
    assert domain.domain in client.get(page_of("outlet", outlet, "split")).content.decode()
    client.post(page_of("outlet", outlet, "split"), {"outletdomain.outlet": domain.pk, "name": "Daily Two"})
    story.refresh_from_db()
    other.refresh_from_db()
    assert (story.outlet.name, other.outlet) == ("Daily Two", outlet)
    report = make.ReportFactory()
    event = report.event
    client.post(page_of("event", event, "split"), {"report.event": report.pk, "name": "Another meeting"})
    report.refresh_from_db()
    assert report.event.title == "Another meeting"


@pytest.mark.parametrize("kind", ["person", "outlet", "event"])
def test_a_reader_cannot_split(client, kind):
    row = MADE[kind]()
    client.force_login(make.UserFactory(role=Role.READER))
    assert client.get(page_of(kind, row, "split")).status_code == 403
    assert client.post(page_of(kind, row, "split"), {"name": "X"}).status_code == 403
