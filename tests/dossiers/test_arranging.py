"""Sections and entries: their order, their history, what is refused, and taking acts back."""

import pytest

from stories.dossiers import (
    AlreadyThere,
    CannotCurate,
    CannotUndo,
    Stale,
    add_entry,
    add_section,
    add_stories,
    change_dossier,
    change_entry,
    change_section,
    content_of,
    create_dossier,
    making,
    move_entry,
    move_section,
    remove_entry,
    remove_section,
    share,
    undo,
)
from stories.models import Change, Dossier, Entry, Section
from stories.policy import Refused
from stories.search import Query, index_breaches, search_stories
from stories.vocabulary import EntryKind, Role
from tests.dossiers.builders import make
from tests.factories import NOW, EventFactory, ReportFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db


def order(section):
    rows = Entry.objects.filter(section=section).order_by("position")
    return [(row.position, row.pk) for row in rows]


def fill(section, editor, number=5):
    return [add_entry(section, kind=EntryKind.NOTE, note=f"note {n}", editor=editor, now=NOW) for n in range(number)]


@pytest.mark.parametrize(
    ("position", "expected"), [(1, [2, 0, 1, 3, 4]), (2, [0, 2, 1, 3, 4]), (5, [0, 1, 3, 4, 2]), (99, [0, 1, 3, 4, 2])]
)
def test_an_entry_moves_to_its_place_and_the_numbers_stay_whole(position, expected):
    made = make()
    rows = fill(made.second, made.desk.owner)
    moved = move_entry(rows[2], position=position, editor=made.desk.owner, now=NOW)
    assert order(made.second) == [(place, rows[n].pk) for place, n in enumerate(expected, start=1)]
    assert moved.position == expected.index(2) + 1


def test_an_entry_moves_to_another_section_and_both_are_renumbered():
    made = make()
    rows = fill(made.second, made.desk.owner, 2)
    move_entry(made.entries["event"], section=made.second, position=2, editor=made.desk.colleague, now=NOW)
    assert [pk for _, pk in order(made.second)] == [rows[0].pk, made.entries["event"].pk, rows[1].pk]
    assert [place for place, _ in order(made.first)] == [1, 2, 3, 4]


def test_an_entry_cannot_move_into_another_dossier():
    made, other = make(), make()
    with pytest.raises(CannotCurate):
        move_entry(made.entries["note"], section=other.first, editor=made.desk.administrator, now=NOW)
    assert made.entries["note"].section_id == made.first.pk


def test_a_section_moves_and_the_numbers_stay_whole():
    made = make()
    third = add_section(made.dossier, title="Between", position=2, editor=made.desk.owner, now=NOW)
    assert list(made.dossier.sections.order_by("position").values_list("title", "position")) == [
        ("Before", 1),
        ("Between", 2),
        ("After", 3),
    ]
    move_section(third, position=1, editor=made.desk.owner, now=NOW)
    assert list(made.dossier.sections.order_by("position").values_list("title", flat=True)) == [
        "Between",
        "Before",
        "After",
    ]


@pytest.mark.parametrize("act", ["move", "move_home", "remove", "remove_section", "add", "change", "bulk"])
def test_each_act_can_be_taken_back_as_one(act):
    made = make()
    owner = made.desk.owner
    fill(made.second, owner)
    before = [order(made.first), order(made.second), list(Entry.objects.order_by("pk").values("pk", "note", "exact"))]
    given = {"editor": owner, "now": NOW}
    {
        "move": lambda: move_entry(made.entries["event"], section=made.second, position=3, **given),
        "move_home": lambda: move_entry(made.entries["quote"], position=2, **given),
        "remove": lambda: remove_entry(made.entries["event"], **given),
        "remove_section": lambda: remove_section(made.first, **given),
        "add": lambda: add_entry(made.first, kind=EntryKind.NOTE, note="more", position=1, **given),
        "change": lambda: change_entry(made.entries["note"], changes={"note": "other"}, base_version=1, **given),
        "bulk": lambda: add_stories(made.second, stories=[StoryFactory().pk, StoryFactory().pk], **given),
    }[act]()
    assert before != [
        order(made.first),
        order(made.second),
        list(Entry.objects.order_by("pk").values("pk", "note", "exact")),
    ]
    batch = Change.objects.latest("pk").batch
    undo(made.dossier, batch=batch, **given)
    assert before == [
        order(made.first),
        order(made.second),
        list(Entry.objects.order_by("pk").values("pk", "note", "exact")),
    ]
    assert list(
        Section.objects.filter(dossier=made.dossier).order_by("position").values_list("position", flat=True)
    ) == [1, 2]
    assert index_breaches() == []


def test_what_was_changed_again_is_not_taken_back():
    made = make()
    note, given = made.entries["note"], {"editor": made.desk.owner, "now": NOW}
    change_entry(note, changes={"note": "second"}, base_version=1, **given)
    batch = Change.objects.latest("pk").batch
    change_entry(note, changes={"note": "third"}, base_version=2, **given)
    with pytest.raises(CannotUndo):
        undo(made.dossier, batch=batch, **given)
    note.refresh_from_db()
    assert note.note == "third"


def test_an_entry_whose_story_is_gone_does_not_come_back():
    made = make()
    given = {"editor": made.desk.owner, "now": NOW}
    work = remove_entry(made.entries["story"], **given)
    made.event.reports.all().delete()
    made.story.delete()
    with pytest.raises(CannotUndo, match="not there any more"):
        undo(made.dossier, batch=work.batch, **given)
    assert not Entry.objects.filter(pk=made.entries["story"].pk).exists()


def test_a_form_that_sends_every_field_keeps_what_somebody_else_changed_in_others():
    made = make()
    base = made.dossier.version
    sent = {"title": "The talks", "standfirst": "Why they met.", "topic": None}
    change_dossier(
        made.dossier, changes=sent | {"title": "Theirs"}, base_version=base, editor=made.desk.colleague, now=NOW
    )
    mine = {"base_version": base, "editor": made.desk.owner, "now": NOW}
    change_dossier(made.dossier, changes=sent | {"standfirst": "Mine."}, **mine)
    made.dossier.refresh_from_db()
    assert (made.dossier.title, made.dossier.standfirst) == ("Theirs", "Mine.")
    with pytest.raises(Stale) as clash:
        change_dossier(made.dossier, changes=sent | {"title": "Mine too"}, **mine)
    assert clash.value.theirs == {"title": "Theirs", "standfirst": "Mine."}


def test_an_edition_has_the_reports_of_every_event():
    made = make()
    events = EventFactory.create_batch(2)
    for event in events:
        add_entry(made.first, kind=EntryKind.EVENT, event=event, editor=made.desk.owner, now=NOW)
        ReportFactory.create_batch(120, event=event)
    content = content_of(made.dossier, number=1, at=NOW, reviewer=None)
    assert sorted(len(event["reports"]) for event in content["events"]) == [1, 120, 120]


def test_an_act_on_another_dossier_is_not_taken_back_from_here():
    made, other = make(), make()
    remove_entry(other.entries["note"], editor=other.desk.owner, now=NOW)
    batch = Change.objects.latest("pk").batch
    with pytest.raises(CannotUndo):
        undo(made.dossier, batch=batch, editor=made.desk.owner, now=NOW)


def test_two_editors_clash_only_where_they_change_the_same_thing():
    made = make()
    owner, colleague, base = made.desk.owner, made.desk.colleague, made.dossier.version
    change_dossier(made.dossier, changes={"title": "Mine"}, base_version=base, editor=owner, now=NOW)
    change_dossier(made.dossier, changes={"standfirst": "Theirs"}, base_version=base, editor=colleague, now=NOW)
    with pytest.raises(Stale) as clash:
        change_dossier(made.dossier, changes={"title": "Theirs"}, base_version=base, editor=colleague, now=NOW)
    assert clash.value.theirs == {"title": "Mine"}
    change_section(made.first, changes={"title": "A", "intro": ""}, base_version=1, editor=owner, now=NOW)
    sent = {"title": "Before", "intro": "Theirs"}
    section = change_section(made.first, changes=sent, base_version=1, editor=colleague, now=NOW)
    assert (section.title, section.intro, section.version) == ("A", "Theirs", 3)
    with pytest.raises(Stale) as clash:
        change_section(made.first, changes={"title": "B", "intro": ""}, base_version=1, editor=colleague, now=NOW)
    assert clash.value.theirs == {"title": "A", "intro": "Theirs"}
    change_entry(made.entries["note"], changes={"note": "A"}, base_version=1, editor=owner, now=NOW)
    with pytest.raises(Stale) as clash:
        change_entry(made.entries["note"], changes={"note": "B"}, base_version=1, editor=colleague, now=NOW)
    assert clash.value.theirs == {"note": "A"}


def test_a_dossier_whose_slug_another_editor_takes_in_the_same_moment_gets_the_next(monkeypatch):
    theirs = make().dossier
    slugs = iter([theirs.slug, "the-next"])
    monkeypatch.setattr(making, "free_slug", lambda *args, **kwargs: next(slugs))
    mine = create_dossier(title=theirs.title, sections=["One"], editor=theirs.owner, now=NOW)
    assert Dossier.objects.get(slug="the-next").pk == mine.pk
    assert Change.objects.about(mine).count() == mine.sections.count() == 1


@pytest.mark.parametrize("kind", ["story", "event", "person"])
def test_the_same_thing_is_not_put_in_twice(kind):
    made = make()
    with pytest.raises(AlreadyThere, match="Before"):
        add_entry(made.second, kind=kind, **{kind: getattr(made, kind)}, editor=made.desk.owner, now=NOW)


@pytest.mark.parametrize("title", ["", "   ", "\x00\x07", "x" * 201])
def test_a_title_that_cannot_be_is_refused(title):
    made = make()
    for act in (
        lambda: create_dossier(title=title, editor=made.desk.owner, now=NOW),
        lambda: add_section(made.dossier, title=title, editor=made.desk.owner, now=NOW),
    ):
        with pytest.raises(CannotCurate):
            act()


def test_readers_make_no_dossier_and_strangers_touch_none():
    made = make()
    with pytest.raises(Refused):
        create_dossier(title="Mine", editor=made.desk.reader, now=NOW)
    for user in (made.desk.stranger, made.desk.reader, made.desk.reviewer):
        with pytest.raises(Refused):
            add_section(made.dossier, title="Mine", editor=user, now=NOW)
    assert made.dossier.sections.count() == 2


def test_a_dossier_is_shared_with_editors_only():
    made = make()
    with pytest.raises(CannotCurate, match="no editor"):
        share(made.dossier, editors=[made.desk.reader], editor=made.desk.owner, now=NOW)
    share(made.dossier, editors=[made.desk.stranger], editor=made.desk.owner, now=NOW)
    assert set(made.dossier.editors.all()) == {made.desk.stranger}
    assert not Dossier.objects.visible_to(made.desk.colleague).exists()


def test_slugs_never_repeat_and_a_title_in_kanji_gets_one():
    owner = UserFactory()
    slugs = [create_dossier(title=title, editor=owner, now=NOW).slug for title in ("A b", "A b", "日米", "日米")]
    assert slugs == ["a-b", "a-b-2", "dossier", "dossier-2"]


def test_everything_a_search_finds_goes_in_as_one_batch():
    made = make()
    rows = [StoryFactory(headline=f"Tariff round {n}") for n in range(30)]
    found = search_stories(Query(text="tariff", user=made.desk.owner))
    add_stories(made.second, stories=[rows[3].pk], editor=made.desk.owner, now=NOW)
    added = add_stories(made.second, stories=found, editor=made.desk.owner, now=NOW)
    assert (added.added, added.already) == (29, 1)
    assert Change.objects.of_batch(added.batch).count() == 30
    assert [row.story_id for row in Entry.objects.filter(section=made.second).order_by("position")][1:] == [
        row.pk for row in sorted(rows, key=lambda row: -row.sort_key) if row != rows[3]
    ]
    inside = search_stories(Query(text=f"in:{made.dossier.slug}", user=made.desk.owner))
    assert inside.count() == (32, True)
    assert index_breaches() == []
    with pytest.raises(CannotCurate):
        add_stories(made.second, stories=[], editor=made.desk.owner, now=NOW)


def test_every_act_leaves_a_sentence_in_the_dossiers_history():
    made = make(title="Talks")
    said = list(Change.objects.about(made.dossier).values_list("reason", flat=True))
    assert said == [
        "quoted “They agreed to meet again next week, an official said” in “Before”",
        "added note “What the desk says.” to “Before”",
        f"added “{made.person.name}” to “Before”",
        f"added “{made.event.title}” to “Before”",
        f"added “{made.story.headline}” to “Before”",
        "added the section “After”",
        "added the section “Before”",
        f"shared it with {made.desk.colleague.get_full_name()}",
        "started the dossier",
    ]
    assert made.dossier.version == 9


def test_an_administrator_edits_every_draft():
    made = make()
    section = add_section(made.dossier, title="More", editor=UserFactory(role=Role.ADMINISTRATOR), now=NOW)
    assert section.position == 3
