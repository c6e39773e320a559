"""The pages of a dossier, as their users meet them."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from stories.dossiers import change_entry, move_entry, publish, submit
from stories.models import Change, Dossier, Edition, Entry, Section
from stories.vocabulary import EntryKind
from tests.dossiers.builders import PASSAGE, Desk, in_state, make
from tests.factories import (
    NOW,
    DossierFactory,
    EntryFactory,
    EventFactory,
    MentionFactory,
    PersonFactory,
    ReportFactory,
    SectionFactory,
    StoryFactory,
)

pytestmark = pytest.mark.django_db


def address(name, made, *more):
    return reverse(f"stories:{name}", args=[made.dossier.slug, *more])


def page(client, user, url, status=200):
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == status, url
    return lxml_html.fromstring(response.content.decode())


def texts(tree, path):
    return [" ".join(node.text_content().split()) for node in tree.xpath(path)]


def post(client, user, url, status=302, follow=False, **fields):
    client.force_login(user)
    response = client.post(url, fields)
    assert response.status_code == status, url
    return client.get(response.url) if follow else response


def said(response):
    tree = lxml_html.fromstring(response.content.decode())
    return texts(tree, "//*[@class='toast']/span") + texts(tree, "//div[contains(@class,'note--message')]")


def test_the_workbench_shows_the_marks_of_prose_as_they_are_meant(client):
    made = make(note="It says **47** <b>now</b>,\nand *no more*.")
    Section.objects.filter(pk=made.first.pk).update(intro="What [it](https://a.example/x) was.")
    Dossier.objects.filter(pk=made.dossier.pk).update(standfirst="Why **they** met.")
    tree = page(client, made.desk.owner, address("dossier_detail", made))
    assert texts(tree, "//article[@data-kind='note']//strong") == ["47"]
    assert texts(tree, "//article[@data-kind='note']//em") == ["no more"]
    assert texts(tree, "//article[@data-kind='note']//b") == []
    assert len(tree.xpath("//article[@data-kind='note']//p[strong]/br")) == 1
    assert tree.xpath("//section[@class='dsec']//a[@href='https://a.example/x']/text()") == ["it"]
    assert texts(tree, "//header//strong | //div[@class='head']//strong") == ["they"]


def test_the_workbench_shows_every_kind_of_entry(client):
    made = make()
    tree = page(client, made.desk.owner, address("dossier_detail", made))
    assert texts(tree, "//section[@class='dsec']//h3") == ["1. Before", "2. After"]
    assert tree.xpath("//article[@class='entry']/@data-kind") == ["story", "event", "person", "note", "quote"]
    assert texts(tree, "//article[@class='entry']//h4") == [
        made.story.headline,
        made.event.title,
        made.person.name,
    ]
    assert texts(tree, "//article[@class='entry']//blockquote") == [PASSAGE]
    anchored = texts(tree, "//article[@data-kind='quote']//p[@class='soft']")[0]
    assert anchored == "Anchored to characters 46 to 99 · open at passage"
    assert made.quoted.body[46:99] == PASSAGE
    assert texts(tree, "//*[@class='health']/li") == [
        "The section “After” is empty.fill",
        "Every quote still stands in its story.1 of 1",
        "Every mention in its stories is decided.",
    ]
    assert texts(tree, "//ol[@class='trail']/li")[0].startswith("Quoted “They agreed to meet again")
    assert tree.xpath("//*[@style] | //@onclick | //script[not(@src)]") == []


def test_an_event_has_one_mark_for_all_its_conflicts(client):
    made = make()
    for place, day in (("Kobe", ""), ("Nagoya", "")):
        ReportFactory(event=made.event, says_place=place, says_date=day)
    marks = "//article[@data-kind='event']//*[contains(@class,'badge--red')]"
    assert texts(page(client, made.desk.owner, address("dossier_detail", made)), marks) == ["conflict"]
    for day in ("2025-06-24", "2025-06-25"):
        ReportFactory(event=made.event, says_date=day)
    assert texts(page(client, made.desk.owner, address("dossier_detail", made)), marks) == ["2 conflicts"]


def test_entries_can_be_moved_without_a_script(client):
    made = make()
    entry = made.entries["event"]
    url = address("dossier_entry_move", made, entry.pk)
    post(client, made.desk.owner, url, section=made.first.pk, position="", step="up")
    entry.refresh_from_db()
    assert (entry.section_id, entry.position) == (made.first.pk, 1)
    post(client, made.desk.owner, url, section=made.second.pk, position="")
    entry.refresh_from_db()
    assert (entry.section_id, entry.position) == (made.second.pk, 1)
    post(client, made.desk.owner, url, section=made.first.pk, position="3")
    entry.refresh_from_db()
    assert (entry.section_id, entry.position) == (made.first.pk, 3)
    post(client, made.desk.owner, address("dossier_section_move", made, made.second.pk), position="1")
    made.second.refresh_from_db()
    assert made.second.position == 1


def test_what_is_removed_can_be_taken_back_from_the_toast(client):
    made = make()
    response = post(
        client, made.desk.owner, address("dossier_entry_remove", made, made.entries["note"].pk), follow=True
    )
    tree = lxml_html.fromstring(response.content.decode())
    way_back = tree.xpath("//*[@class='toast']//form/@action")
    assert len(way_back) == 1
    assert Entry.objects.filter(pk=made.entries["note"].pk).count() == 0
    post(client, made.desk.owner, way_back[0])
    assert Entry.objects.get(pk=made.entries["note"].pk).position == 4


@pytest.mark.parametrize("sections", ["", "Before\nAfter"])
def test_a_dossier_begins_with_the_story_that_it_was_begun_from(client, sections):
    desk, story = Desk(), StoryFactory()
    tree = page(client, desk.owner, story.get_absolute_url())
    (href,) = tree.xpath("//a[normalize-space()='Begin a dossier with it']/@href")
    tree = page(client, desk.owner, href)
    assert tree.xpath(f"//main//a[@href='{story.get_absolute_url()}' and @dir]/text()") == [story.headline]
    post(client, desk.owner, href, title="", status=422)
    assert not Dossier.objects.exists()
    post(client, desk.owner, href, title="The talks", sections=sections)
    titles = sections.split("\n") if sections else ["Stories"]
    assert list(Section.objects.order_by("position").values_list("title", flat=True)) == titles
    assert list(Entry.objects.values_list("section__title", "story")) == [(titles[0], story.pk)]


def test_the_whole_way_from_a_new_dossier_to_its_public_page(client):
    desk = Desk()
    story = StoryFactory(body="The first words. The second words.")
    post(
        client,
        desk.owner,
        reverse("stories:dossier_new"),
        title="Rare earths",
        standfirst="What they are.",
        sections="One\n\n Two ",
        topic="",
    )
    dossier = Dossier.objects.get()
    one, two = dossier.sections.order_by("position")
    assert (dossier.slug, one.title, two.title) == ("rare-earths", "One", "Two")
    to = {"section": one.pk}
    add = reverse("stories:dossier_entry_add", args=[dossier.slug])
    post(client, desk.owner, add, thing=f"story:{story.pk}", **to)
    post(client, desk.owner, add, note="A note of ours.", **to)
    post(
        client,
        desk.owner,
        reverse("stories:dossier_quote", args=[story.pk]),
        section=two.pk,
        exact="The second words",
        start="17",
        end="33",
    )
    assert list(Entry.objects.order_by("pk").values_list("kind", flat=True)) == ["story", "note", "quote"]
    submitted = post(client, desk.owner, reverse("stories:dossier_submit", args=[dossier.slug]), follow=True)
    assert said(submitted)[-1:] == ["Sent to review. A reviewer other than you publishes it."]
    review = page(client, desk.reviewer, reverse("stories:dossier_review", args=[dossier.slug]))
    version = review.xpath("//form[contains(@action,'publish')]//input[@name='version']/@value")[0]
    where = reverse("stories:dossier_publish", args=[dossier.slug])
    for unread in ({}, {"version": ""}, {"version": str(int(version) - 1)}):
        refused = post(client, desk.reviewer, where, follow=True, **unread)
        assert said(refused) == ["The dossier was changed since you read it; read it again."]
    published = post(
        client,
        desk.reviewer,
        where,
        version=version,
        follow=True,
    )
    assert said(published) == ["Edition 1 is public."]
    client.logout()
    public = client.get(reverse("stories:published", args=["rare-earths"]))
    assert public.status_code == 200
    tree = lxml_html.fromstring(public.content.decode())
    assert texts(tree, "//h1") == ["Rare earths"]
    assert texts(tree, "//blockquote/p") == ["The second words"]
    assert "A note of ours." in texts(tree, "//main/p")
    for fmt in ("html", "markdown", "json"):
        file = client.get(reverse("stories:published_file", args=["rare-earths", fmt]))
        assert file.status_code == 200
        assert file["Content-Disposition"].startswith('attachment; filename="rare-earths-edition-1.')


def test_the_public_page_may_be_kept_and_is_asked_for_by_its_hash(client):
    made = make()
    in_state(made, "published")
    url = reverse("stories:published", args=[made.dossier.slug])
    first = client.get(url)
    edition = Edition.objects.get()
    assert first["ETag"] == f'W/"{edition.sha256}"'
    assert first["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in first
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(url, headers={"if-none-match": '"other"'}).status_code == 200
    assert client.post(url).status_code == 405


def test_a_page_that_was_taken_down_is_gone_and_one_that_never_was_is_unknown(client):
    made = make(title="CANARY talks")
    url = reverse("stories:published", args=[made.dossier.slug])
    assert client.get(url).status_code == 404
    in_state(made, "published")
    assert client.get(url).status_code == 200
    post(client, made.desk.owner, address("dossier_archive", made))
    client.logout()
    for gone in (url, reverse("stories:published_file", args=[made.dossier.slug, "json"])):
        response = client.get(gone)
        assert response.status_code == 410
        assert b"CANARY" not in response.content
    post(client, made.desk.owner, address("dossier_reopen", made))
    client.logout()
    assert client.get(url).status_code == 410


def test_the_working_copy_after_publishing_stays_inside(client):
    made = make()
    in_state(made, "published")
    post(client, made.desk.owner, address("dossier_reopen", made))
    made.dossier.refresh_from_db()
    change_entry(made.entries["note"], changes={"note": "CANARY"}, base_version=1, editor=made.desk.owner, now=NOW)
    post(
        client, made.desk.owner, address("dossier_change", made), title="CANARY title", version=made.dossier.version + 1
    )
    client.logout()
    for name, more in (("published", []), *(("published_file", [fmt]) for fmt in ("html", "markdown", "json"))):
        response = client.get(reverse(f"stories:{name}", args=[made.dossier.slug, *more]))
        assert response.status_code == 200
        assert b"CANARY" not in response.content
    tree = page(client, made.desk.reader, reverse("stories:dossier_list"))
    assert "CANARY" not in tree.text_content()
    assert "The talks" in tree.text_content()


def test_a_clash_shows_both_texts_and_keeps_what_was_typed(client):
    made = make()
    entry = made.entries["note"]
    change_entry(entry, changes={"note": "theirs"}, base_version=1, editor=made.desk.colleague, now=NOW)
    url = address("dossier_entry", made, entry.pk)
    response = post(client, made.desk.owner, url, 409, note="mine", version="1")
    tree = lxml_html.fromstring(response.content.decode())
    assert tree.xpath("string(//textarea[@name='note'])").strip() == "mine"
    assert "theirs" in tree.text_content()
    version = tree.xpath("//input[@name='version']/@value")[0]
    post(client, made.desk.owner, url, note="mine", version=version)
    entry.refresh_from_db()
    assert entry.note == "mine"


def test_a_submission_that_is_refused_names_its_cause(client):
    made = make()
    Section.objects.all().delete()
    response = post(client, made.desk.owner, address("dossier_submit", made), follow=True)
    assert said(response) == ["There is nothing in this dossier yet."]
    tree = page(client, made.desk.owner, address("dossier_detail", made))
    button = tree.xpath("//button[normalize-space()='Send to review']")[0]
    assert button.get("aria-disabled") == "true"
    assert texts(tree, f"//*[@id='{button.get('aria-describedby')}']") == ["There is nothing in this dossier yet."]


def test_a_quote_that_is_not_in_the_text_is_refused_with_a_sentence(client):
    made = make()
    url = reverse("stories:dossier_quote", args=[made.story.pk])
    client.force_login(made.desk.owner)
    client.post(url, {"section": made.first.pk, "exact": "Nobody wrote this"})
    assert Entry.objects.filter(kind=EntryKind.QUOTE).count() == 1


def test_material_goes_where_it_fits_or_into_the_section_that_was_chosen_last(client):
    made = make()
    person = PersonFactory(name="Ann Holm")
    for section in (made.first, made.second):
        MentionFactory(story=(story := StoryFactory()), person=person, state="confirmed")
        EntryFactory(section=section, story=story)
    EntryFactory(section=made.second, kind=EntryKind.PERSON, story=None, person=person)
    offered = [StoryFactory(headline=f"Okapi number {number}") for number in range(3)]
    for story in offered:
        MentionFactory(story=story, person=person, state="confirmed")
    bench, url = address("dossier_detail", made), address("dossier_entry_add", made)

    def places(tree):
        [box] = tree.xpath("//select[@id='into']")
        return box.xpath("option/text()"), box.xpath("option[@selected]/text()")

    tree = page(client, made.desk.owner, bench)
    assert places(tree) == (["the section that each fits", "1. Before", "2. After"], ["the section that each fits"])
    assert set(texts(tree, "//article[@class='sugg'][h3/a/@href[starts-with(., '/stories/')]]/p[@class='quiet']")) == {
        "Fits 2. After"
    }
    post(client, made.desk.owner, url, thing=f"story:{offered[0].pk}", section="")
    assert Entry.objects.get(story=offered[0]).section == made.second
    assert places(page(client, made.desk.owner, bench))[1] == ["the section that each fits"]
    post(client, made.desk.owner, url, thing=f"story:{offered[1].pk}", section=made.first.pk)
    assert Entry.objects.get(story=offered[1]).section == made.first
    post(client, made.desk.owner, url, note="A note elsewhere.", section=made.second.pk)
    assert places(page(client, made.desk.owner, bench))[1] == ["1. Before"]
    assert places(page(client, made.desk.owner, f"{bench}?mq=okapi"))[1] == ["1. Before"]
    post(client, made.desk.owner, url, thing=f"story:{offered[2].pk}", section="")
    assert Entry.objects.get(story=offered[2]).section == made.second


def test_the_only_section_of_a_dossier_is_not_taken_for_chosen_when_another_one_comes(client):
    made = make()
    made.second.delete()
    StoryFactory(headline="Okapi in the park")
    bench, url = f"{address('dossier_detail', made)}?mq=okapi", address("dossier_entry_add", made)

    def places():
        [box] = page(client, made.desk.owner, bench).xpath("//select[@id='into']")
        return box.xpath("option/text()"), box.xpath("option[@selected]/text()")

    [only] = page(client, made.desk.owner, bench).xpath("//select[@id='into']/option/@value")
    story = StoryFactory()
    post(client, made.desk.owner, url, thing=f"story:{story.pk}", section=only)
    assert Entry.objects.get(story=story).section == made.first
    post(client, made.desk.owner, address("dossier_section_add", made), title="Later")
    assert places() == (["the section that each fits", "1. Before", "2. Later"], ["the section that each fits"])
    post(client, made.desk.owner, url, thing=f"story:{StoryFactory().pk}", section=made.first.pk)
    assert places()[1] == ["1. Before"]


def test_where_several_sections_could_take_it_the_editor_chooses(client):
    made = make()
    story = StoryFactory()
    url = reverse("stories:dossier_add_story")
    response = post(client, made.desk.owner, url, follow=True, story=story.pk, dossier=made.dossier.slug, note="kept")
    tree = lxml_html.fromstring(response.content.decode())
    assert tree.xpath("//input[@name='section']/@value") == [str(made.first.pk), str(made.second.pk)]
    assert tree.xpath("//input[@name='note']/@value") == ["kept"]
    post(client, made.desk.owner, url, story=story.pk, section=made.second.pk, note="kept")
    assert Entry.objects.get(story=story).note == "kept"
    other = make()
    post(client, made.desk.owner, url, 404, story=story.pk, section=other.first.pk)


def test_everything_that_a_search_finds_is_added_at_once(client):
    made = make()
    rows = [StoryFactory(headline=f"Tariff {n}") for n in range(12)]
    url = reverse("stories:dossier_add_matching")
    response = post(client, made.desk.owner, url, section=made.second.pk, q="tariff", follow=True)
    assert said(response) == ["12 stories added."]
    assert Entry.objects.filter(section=made.second).count() == len(rows)
    response = post(client, made.desk.owner, url, section=made.second.pk, q="tariff", follow=True)
    assert said(response) == ["0 stories added. 12 there already."]
    response = post(client, made.desk.owner, url, section=made.second.pk, q="tariff", outlet="nowhere", follow=True)
    assert said(response) == ["There is no outlet “nowhere”. Nothing was done."]
    response = post(client, made.desk.owner, url, section=made.second.pk, q="(tariff", follow=True)
    assert len(said(response)) == 1
    response = post(client, made.desk.owner, url, section=made.second.pk, follow=True)
    assert said(response) == ["No story was chosen."]


def test_material_is_suggested_with_a_reason_and_can_be_put_away(client):
    made = make()
    near = StoryFactory()
    for story in (made.story, near):
        MentionFactory(story=story, person=made.person, state="confirmed")
    url = address("dossier_detail", made)
    tree = page(client, made.desk.owner, url)
    assert texts(tree, "//article[@class='sugg']//h3") == [near.headline]
    assert texts(tree, "//p[@class='sugg__why']") == [f"Names {made.person.name}, who is in the dossier."]
    post(client, made.desk.owner, address("dossier_not_here", made), thing=f"story:{near.pk}")
    assert texts(page(client, made.desk.owner, url), "//article[@class='sugg']//h3") == []
    found = page(client, made.desk.owner, f"{url}?mq={near.headline}")
    assert texts(found, "//article[@class='sugg']//h3") == [near.headline]
    assert texts(page(client, made.desk.owner, f"{url}?mq=(x"), "//p[@class='field__error']") != []


def test_a_search_for_material_leaves_out_what_the_dossier_has_of_every_kind(client):
    made = make()
    person, event, story = (
        PersonFactory(name="Vole Ann Holm"),
        EventFactory(title="Vole talks"),
        StoryFactory(headline="Vole one"),
    )
    for kind, thing in (("person", person), ("event", event), ("story", story)):
        post(client, made.desk.owner, address("dossier_entry_add", made), thing=f"{kind}:{thing.pk}")
    other = EventFactory(title="Vole talks, again")
    url = f"{address('dossier_detail', made)}?mq=vole"
    assert texts(page(client, made.desk.owner, url), "//article[@class='sugg']//h3") == ["Vole talks, again"]
    post(client, made.desk.owner, address("dossier_entry_add", made), thing=f"event:{other.pk}")
    assert texts(page(client, made.desk.owner, url), "//article[@class='sugg']//h3") == []


def test_a_search_for_material_looks_behind_the_stories_that_the_dossier_has(client):
    made = make()
    older = StoryFactory(headline="Vole of old", published_at=NOW - timedelta(days=400))
    for number in range(60):
        EntryFactory(section=made.second, story=StoryFactory(headline=f"Vole {number}"))
    tree = page(client, made.desk.owner, f"{address('dossier_detail', made)}?mq=vole")
    assert texts(tree, "//article[@class='sugg']//h3") == [older.headline]


def test_a_mistyped_operator_is_named_beside_the_material(client):
    made = make()
    tree = page(client, made.desk.owner, f"{address('dossier_detail', made)}?mq=persn:holm")
    [note] = texts(tree, "//aside[@aria-label='Material']//div[contains(@class, 'note')]")
    assert note.startswith("There is no operator “persn:”; the nearest is “person:”.")


def test_what_is_refused_on_the_bench_is_said_where_the_bench_is_swapped(client):
    """htmx takes the bench and the toasts out of the answer; what is said at the top of the page is not seen."""
    made = make()
    client.force_login(made.desk.owner)
    url, sent = address("dossier_entry_add", made), {"thing": f"event:{made.event.pk}", "mq": "talks"}
    swapped = {"HX-Request": "true", "HX-Boosted": "true", "HX-Target": "bench"}
    answer = client.post(url, sent, headers=swapped)
    tree = lxml_html.fromstring(client.get(answer.url, headers=swapped).content.decode())
    [said_there] = texts(tree, "//*[@id='toasts']//*[@class='toast']/span")
    assert said_there == f"“{made.event}” is in this dossier already, in “Before”."
    answer = client.post(url, sent)
    tree = lxml_html.fromstring(client.get(answer.url).content.decode())
    assert texts(tree, "//*[@id='toasts']//*[@class='toast']/span") == []
    assert texts(tree, "//div[contains(@class,'note--message')]") == [said_there]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_number_of_queries(client, number, django_assert_num_queries):
    desk = Desk()
    for _ in range(number):
        EntryFactory(section=SectionFactory(dossier=DossierFactory(owner=desk.owner)))
    client.force_login(desk.owner)
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(reverse("stories:dossier_list"))
    tree = lxml_html.fromstring(response.content.decode())
    rows = tree.xpath("//table/tbody/tr")
    assert len(rows) == min(number, 25)
    newest = Dossier.objects.order_by("-updated_at", "-pk")[0]
    cells = [" ".join(cell.text_content().split()) for cell in rows[0].xpath("./td | ./th")]
    assert cells[:4] == [newest.title, "draft", desk.owner.get_full_name(), "1"]


def test_the_list_counts_the_entries_of_all_sections(client):
    desk = Desk()
    full, bare, no_section = (DossierFactory(owner=desk.owner, title=title) for title in ("Full", "Bare", "None"))
    for number in (2, 3):
        EntryFactory.create_batch(number, section=SectionFactory(dossier=full))
    SectionFactory(dossier=bare)
    client.force_login(desk.owner)
    response = client.get(reverse("stories:dossier_list"))
    assert {row.pk: row.entry_count for row in response.context["rows"]} == {full.pk: 5, bare.pk: 0, no_section.pk: 0}


LIST_QUERIES = 10
PUBLISHED_QUERIES = 8


@pytest.mark.parametrize("number", [1, 3, 30])
def test_readers_see_what_is_public_at_the_same_cost(client, number, django_assert_num_queries):
    desk = Desk()
    for n in range(number):
        made = make(desk, title=f"Talks {n}")
        in_state(made, "published")
    client.force_login(desk.reader)
    with django_assert_num_queries(PUBLISHED_QUERIES):
        response = client.get(reverse("stories:dossier_list"))
    tree = lxml_html.fromstring(response.content.decode())
    assert len(tree.xpath("//table/tbody/tr")) == min(number, 25)
    assert tree.xpath("//table/tbody//a/@href")[0].startswith("/published/")


@pytest.mark.parametrize("number", [1, 10])
def test_the_workbench_costs_the_same_number_of_queries_whatever_its_size(client, number, django_assert_num_queries):
    made = make()
    for _ in range(number):
        EntryFactory(section=made.second, story=(story := StoryFactory()))
        MentionFactory(story=story)
        event = EventFactory()
        EntryFactory(section=made.second, kind=EntryKind.EVENT, story=None, event=event)
        ReportFactory(event=event, story=story)
    client.force_login(made.desk.owner)
    client.get(address("dossier_detail", made))
    with django_assert_num_queries(WORKBENCH_QUERIES):
        client.get(address("dossier_detail", made))


WORKBENCH_QUERIES = 43


def test_review_history_and_editions_show_what_changed(client):
    made = make()
    in_state(made, "published")
    post(client, made.desk.owner, address("dossier_reopen", made))
    move_entry(made.entries["quote"], section=made.second, editor=made.desk.owner, now=NOW)
    submit(made.dossier, editor=made.desk.owner, now=NOW)
    tree = page(client, made.desk.reviewer, address("dossier_review", made))
    assert texts(tree, "//ul[@class='list']/li") == [
        "Moved: the quote “They agreed to meet again next week, an official said”, now under “After”"
    ]
    dossier = Dossier.objects.get(pk=made.dossier.pk)
    publish(dossier, editor=made.desk.reviewer, now=NOW)
    tree = page(client, made.desk.owner, address("dossier_history", made))
    assert [text.split()[:2] for text in texts(tree, "//ul[@class='list']/li")] == [["Edition", "2"], ["Edition", "1"]]
    assert texts(tree, "//ol[@class='trail']/li")[0].startswith("Published edition 2")
    old = page(client, made.desk.owner, address("dossier_edition", made, 1))
    assert texts(old, "//blockquote/p") == [PASSAGE]
    page(client, made.desk.owner, address("dossier_edition", made, 3), 404)
    client.force_login(made.desk.owner)
    file = json.loads(client.get(address("dossier_file", made, 2, "json")).content)
    assert file["content"]["since"]["changes"][0]["what"] == "moved"
    assert client.get(address("dossier_file", made, 2, "pdf")).status_code == 404
    assert Change.objects.filter(kind="edition").count() == 2


def test_sharing_by_name(client):
    made = make()
    url = address("dossier_share", made)
    response = post(client, made.desk.owner, url, editors=made.desk.stranger.username, follow=True)
    assert said(response) == [f"Shared with {made.desk.stranger.get_full_name()}."]
    response = post(client, made.desk.owner, url, editors=made.desk.reader.username, follow=True)
    assert said(response) == [f"No editor is called {made.desk.reader.username}."]
    response = post(client, made.desk.stranger, url, editors="", follow=True)
    assert said(response) == ["Shared with nobody now."]
    assert response.request["PATH_INFO"] == reverse("stories:dossier_list")


class TestPlacesWithGaps:
    """Positions are the order alone: gaps between them cost no entry its place, nor the page one."""

    def gapped(self, number):
        desk = Desk()
        section = SectionFactory(dossier=DossierFactory(owner=desk.owner), position=7)
        return desk, section, [EntryFactory(section=section, position=10 * (n + 1)) for n in range(number)]

    def shown(self, client, desk, section, more=""):
        tree = page(client, desk.owner, reverse("stories:dossier_detail", args=[section.dossier.slug]) + more)
        return tree, [int(key) for key in tree.xpath("//article/@data-entry")]

    @pytest.mark.parametrize("number", [1, 3, 30, 53])
    def test_the_first_fifty_are_shown_and_the_rest_on_request(self, client, number):
        desk, section, entries = self.gapped(number)
        keys = [entry.pk for entry in entries]
        tree, first = self.shown(client, desk, section)
        assert first == keys[:50]
        assert ("Show the other 3" in tree.text_content()) == (number == 53)
        assert self.shown(client, desk, section, f"?section={section.pk}")[1] == keys

    @pytest.mark.parametrize(("step", "order"), [("up", [1, 0, 2]), ("down", [0, 2, 1])])
    def test_one_up_and_one_down_count_the_entries(self, client, step, order):
        desk, section, entries = self.gapped(3)
        url = reverse("stories:dossier_entry_move", args=[section.dossier.slug, entries[1].pk])
        post(client, desk.owner, url, step=step)
        moved = list(Entry.objects.order_by("position", "pk").values_list("pk", flat=True))
        assert moved == [entries[at].pk for at in order]

    def test_so_do_sections(self, client):
        desk, section, _ = self.gapped(0)
        second = SectionFactory(dossier=section.dossier, position=20)
        third = SectionFactory(dossier=section.dossier, position=30)
        post(
            client,
            desk.owner,
            reverse("stories:dossier_section_move", args=[section.dossier.slug, third.pk]),
            step="up",
        )
        moved = list(Section.objects.order_by("position").values_list("pk", flat=True))
        assert moved == [section.pk, third.pk, second.pk]


def test_each_act_on_the_workbench_offers_its_undo_and_one_that_did_nothing_none(client):
    made = make()
    note, quote = made.entries["note"], made.entries["quote"]
    acts = [
        (address("dossier_entry_add", made), {"section": made.second.pk, "note": "A new note."}, "Added to “After”."),
        (address("dossier_section_add", made), {"title": "Later"}, "Section “Later” added."),
        (address("dossier_entry_move", made, note.pk), {"position": "1"}, "Moved note “What the desk says.”."),
        (
            address("dossier_entry_move", made, note.pk),
            {"section": made.second.pk},
            "Moved note “What the desk says.” to “After”.",
        ),
        (address("dossier_section_move", made, made.second.pk), {"step": "up"}, "Moved “After”."),
        (address("dossier_entry", made, quote.pk), {"note": "Said so.", "version": quote.version}, "Saved."),
        (address("dossier_section", made, made.first.pk), {"title": "Then", "version": "1"}, "Saved."),
    ]
    for url, fields, words in acts:
        before = rows_of(made)
        response = post(client, made.desk.owner, url, follow=True, **fields)
        told = lxml_html.fromstring(response.content.decode())
        assert [text.partition("Undo")[0].strip() for text in said(response)] == [words]
        [undo] = told.xpath("//div[@id='toasts']//form/@action")
        assert rows_of(made) != before
        assert said(post(client, made.desk.owner, undo, follow=True)) == ["Taken back."]
        assert rows_of(made) == before, url
    place = Entry.objects.get(pk=note.pk).position
    response = post(client, made.desk.owner, acts[2][0], follow=True, position=place)
    assert said(response) == []


def rows_of(made):
    """What the dossier says, in its order."""
    sections = Section.objects.filter(dossier=made.dossier).order_by("position")
    entries = Entry.objects.filter(section__dossier=made.dossier).order_by("section", "position")
    return list(sections.values_list("pk", "title")), list(entries.values_list("pk", "section", "note"))
