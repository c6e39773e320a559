"""Every act in every state by everybody; who sent it does not publish it; an edition stays as it was."""

import json
import re
import sys
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from stories.dossiers import (
    TRANSITIONS,
    CannotCurate,
    CannotSubmit,
    Stale,
    WrongState,
    add_entry,
    archive,
    can_now,
    change_dossier,
    change_entry,
    content_hash,
    differences,
    health,
    move_entry,
    publish,
    quote,
    remove_entry,
    reopen,
    return_to_draft,
    submit,
    tally,
)
from stories.editing.event_states import decide_report
from stories.models import Change, Dossier, Edition, Entry, Event, Report, Story
from stories.policy import Refused
from stories.vocabulary import DossierState, Role
from tests.dossiers.builders import Desk, in_state, make
from tests.factories import (
    NOW,
    CaptureFactory,
    EarlierTextFactory,
    EntryFactory,
    EventFactory,
    MentionFactory,
    OutletFactory,
    ReportFactory,
    SectionFactory,
    StoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ACTS = {
    "submit": submit,
    "return_to_draft": lambda dossier, **given: return_to_draft(dossier, note="More, please.", **given),
    "publish": publish,
    "reopen": reopen,
    "archive": archive,
}
WORKERS = ("owner", "colleague", "administrator")
ALLOWED = {
    **{("draft", "submit", who): "in_review" for who in WORKERS},
    **{("draft", "archive", who): "archived" for who in WORKERS},
    **{("in_review", "return_to_draft", who): "draft" for who in (*WORKERS, "reviewer")},
    **{("in_review", "publish", who): "published" for who in ("reviewer", "administrator")},
    **{("published", "reopen", who): "draft" for who in WORKERS},
    **{("published", "archive", who): "archived" for who in WORKERS},
    **{("archived", "reopen", who): "draft" for who in WORKERS},
}
ACTORS = ("owner", "colleague", "stranger", "reviewer", "reader", "administrator")


@pytest.mark.parametrize(("state", "act"), list(product(DossierState.values, ACTS)))
def test_the_table_of_transitions(state, act):
    made = make()
    dossier = in_state(made, state)
    for who in ACTORS:
        user, goal = getattr(made.desk, who), ALLOWED.get((state, act, who))
        assert can_now(user, act, dossier) is (goal is not None), who
        before, history = Dossier.objects.values().get(pk=dossier.pk), Change.objects.count()
        if goal is None:
            with pytest.raises((Refused, WrongState)) as refusal:
                ACTS[act](dossier, editor=user, now=NOW)
            assert str(refusal.value).endswith(".")
            assert (Dossier.objects.values().get(pk=dossier.pk), Change.objects.count()) == (before, history)
            continue
        with transaction.atomic():
            ACTS[act](dossier, editor=user, now=NOW)
            assert Dossier.objects.get(pk=dossier.pk).state == goal
            assert Change.objects.about(dossier)[0].verb == TRANSITIONS[act].verb
            transaction.set_rollback(True)


def test_every_act_is_in_the_table():
    assert set(TRANSITIONS) == set(ACTS)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_nobody_publishes_what_they_sent_themselves(role):
    made = make(Desk(owner=UserFactory(role=role)))
    in_state(made, "in_review")
    assert not can_now(made.desk.owner, "publish", made.dossier)
    with pytest.raises(Refused, match="yourself"):
        publish(made.dossier, editor=made.desk.owner, now=NOW)
    assert Edition.objects.count() == 0
    publish(made.dossier, editor=made.desk.reviewer, now=NOW)


def test_the_database_refuses_an_edition_by_its_submitter():
    made = make()
    edition = Edition(
        dossier=made.dossier,
        number=1,
        published_at=NOW,
        published_by=made.desk.owner,
        submitted_by=made.desk.owner,
        content={},
        sha256="0" * 64,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save()


def test_a_reviewer_says_what_is_missing_and_an_editor_just_takes_it_back():
    made = make()
    in_state(made, "in_review")
    with pytest.raises(CannotCurate, match="missing"):
        return_to_draft(made.dossier, editor=made.desk.reviewer, now=NOW)
    return_to_draft(made.dossier, note="A source for the figure.", editor=made.desk.reviewer, now=NOW)
    made.dossier.refresh_from_db()
    assert (made.dossier.review_note, made.dossier.reviewer) == ("A source for the figure.", made.desk.reviewer)
    submit(made.dossier, editor=made.desk.owner, now=NOW)
    return_to_draft(made.dossier, editor=made.desk.colleague, now=NOW)
    made.dossier.refresh_from_db()
    assert (made.dossier.state, made.dossier.review_note) == ("draft", "")


def test_what_is_published_is_what_the_reviewer_read():
    made = make()
    read = in_state(made, "in_review").version
    return_to_draft(made.dossier, editor=made.desk.owner, now=NOW)
    change_entry(made.entries["note"], changes={"note": "other"}, base_version=1, editor=made.desk.owner, now=NOW)
    submit(made.dossier, editor=made.desk.owner, now=NOW)
    with pytest.raises(Stale):
        publish(made.dossier, base_version=read, editor=made.desk.reviewer, now=NOW)
    assert Edition.objects.count() == 0


def test_nothing_is_changed_while_it_is_reviewed_or_published():
    made = make()
    for state in ("in_review", "published"):
        if state == "in_review":
            in_state(made, state)
        else:
            publish(made.dossier, editor=made.desk.reviewer, now=NOW)
        for act in (
            lambda: remove_entry(made.entries["note"], editor=made.desk.owner, now=NOW),
            lambda: move_entry(made.entries["note"], position=1, editor=made.desk.administrator, now=NOW),
            lambda: change_dossier(
                made.dossier, changes={"title": "Other"}, base_version=99, editor=made.desk.owner, now=NOW
            ),
        ):
            with pytest.raises(Refused, match="draft"):
                act()


def test_an_edition_stays_as_it_was_whatever_is_corrected_later():
    made = make()
    in_state(made, "published")
    edition = Edition.objects.get()
    before = json.dumps(edition.content, sort_keys=True)
    Story.objects.update(headline="Corrected", body="Corrected", outlet=None)
    reopen(made.dossier, editor=made.desk.owner, now=NOW)
    change_entry(made.entries["note"], changes={"note": "Corrected"}, base_version=1, editor=made.desk.owner, now=NOW)
    made.desk.owner.first_name = "Corrected"
    made.desk.owner.save()
    edition.refresh_from_db()
    assert json.dumps(edition.content, sort_keys=True) == before
    assert "Corrected" not in before
    assert content_hash(edition.content) == edition.sha256


def test_editions_are_counted_and_say_what_changed():
    made = make()
    in_state(made, "published")
    owner = {"editor": made.desk.owner, "now": NOW}
    reopen(made.dossier, **owner)
    change_entry(made.entries["note"], changes={"note": "Corrected."}, base_version=1, **owner)
    move_entry(made.entries["quote"], section=made.second, **owner)
    remove_entry(made.entries["person"], **owner)
    EntryFactory(section=made.second, kind="note", story=None, note="Quite new.")
    dossier = Dossier.objects.get(pk=made.dossier.pk)
    change_dossier(dossier, changes={"title": "The talks, again"}, base_version=dossier.version, **owner)
    submit(made.dossier, **owner)
    second = publish(made.dossier, editor=made.desk.reviewer, now=NOW)
    first = Edition.objects.get(number=1)
    assert (first.content["since"], second.number, second.content["since"]["edition"]) == (None, 2, 1)
    found = differences(first.content, second.content)
    assert [(one.what, one.text) for one in found] == [
        ("corrected", "the title, before: “The talks”"),
        ("corrected", "the note “Corrected.”"),
        ("moved", "the quote “They agreed to meet again next week, an official said”, now under “After”"),
        ("new", "the note “Quite new.”, under “After”"),
        ("removed", f"“{made.person.name}”"),
    ]
    assert second.content["since"]["changes"] == [one.as_dict() for one in found]
    assert tally(found) == "1 new, 1 moved, 1 removed, 2 corrected"
    assert differences(second.content, second.content) == []
    dossier.refresh_from_db()
    assert dossier.public_edition == second


def test_a_correction_of_a_source_shows_as_corrected():
    made = make()
    in_state(made, "published")
    reopen(made.dossier, editor=made.desk.owner, now=NOW)
    Story.objects.filter(pk=made.story.pk).update(body="A new text.")
    submit(made.dossier, editor=made.desk.owner, now=NOW)
    second = publish(made.dossier, editor=made.desk.reviewer, now=NOW)
    assert [(one["what"], one["text"]) for one in second.content["since"]["changes"]] == [
        ("corrected", f"“{made.story.headline}”")
    ]


@pytest.mark.parametrize("standing", ["suggested", "rejected"])
def test_an_event_that_nobody_confirmed_stops_review_and_publishing(standing):
    made = make()
    submit(made.dossier, editor=made.desk.owner, now=NOW)
    made.dossier.refresh_from_db()
    Event.objects.filter(pk=made.event.pk).update(standing=standing)
    said = f"No editor confirmed the event “{made.event.title}”: confirm it, or take it out."
    with pytest.raises(CannotSubmit, match=re.escape(said)):
        publish(made.dossier, editor=made.desk.reviewer, now=NOW)
    (finding,) = (one for one in health(made.dossier) if one.kind == "unconfirmed")
    assert (finding.level, finding.text, finding.entries) == ("stop", said, (made.entries["event"].pk,))
    Event.objects.filter(pk=made.event.pk).update(standing="confirmed")
    assert publish(made.dossier, editor=made.desk.reviewer, now=NOW).number == 1


@pytest.mark.parametrize("standing", ["suggested", "rejected", None])
def test_health_warns_of_an_event_without_a_confirmed_report(standing):
    made = make()
    reports = Report.objects.filter(event=made.event)
    reports.update(standing=standing) if standing else reports.delete()
    (finding,) = (one for one in health(made.dossier) if one.kind == "unreported")
    assert (finding.level, finding.thing, finding.entries) == ("warn", made.event, (made.entries["event"].pk,))
    assert finding.text == (
        f"No editor confirmed a report of the event “{made.event.title}”: "
        "confirm or add one on its page, or take the event out."
    )
    report = reports.first() or ReportFactory(event=made.event, story=made.story, standing="suggested")
    decide_report(report, standing="confirmed", editor=made.desk.owner, now=NOW)
    assert "unreported" not in {one.kind for one in health(made.dossier)}
    submit(made.dossier, editor=made.desk.owner, now=NOW)
    made.dossier.refresh_from_db()
    (event,) = publish(made.dossier, editor=made.desk.reviewer, now=NOW).content["events"]
    assert [told["story"] for told in event["reports"]] == [made.story.pk]


def test_a_quote_that_was_lost_stops_review_and_publishing():
    made = make()
    Story.objects.filter(pk=made.quoted.pk).update(body="Nothing of it is left in here.")
    with pytest.raises(CannotSubmit, match="not in its story any more"):
        submit(made.dossier, editor=made.desk.owner, now=NOW)
    Story.objects.filter(pk=made.quoted.pk).update(body=made.quoted.body)
    submit(made.dossier, editor=made.desk.owner, now=NOW)
    Story.objects.filter(pk=made.quoted.pk).update(body="")
    with pytest.raises(CannotSubmit):
        publish(made.dossier, editor=made.desk.reviewer, now=NOW)


def test_an_empty_dossier_is_not_sent():
    made = make()
    Entry.objects.all().delete()
    with pytest.raises(CannotSubmit, match="nothing in this dossier"):
        submit(made.dossier, editor=made.desk.owner, now=NOW)


def test_the_health_list_names_each_weakness():
    made = make()
    sound = [(one.level, one.kind) for one in health(made.dossier)]
    assert sound == [("warn", "empty_section"), ("ok", "quotes"), ("ok", "mentions")]
    MentionFactory(story=made.story)
    StoryFactory()
    agency = OutletFactory(name="Agency One", kind="agency")
    for story in (made.story, made.quoted):
        Story.objects.filter(pk=story.pk).update(agency=agency)
    EntryFactory(section=made.second, kind="note", story=None, note="3.5 percent")
    ReportFactory(event=made.event, story=made.quoted, says_date="2025-07-02")
    capture = CaptureFactory(state="accepted")
    Story.objects.filter(pk=made.quoted.pk).update(page=capture.page, capture=capture)
    CaptureFactory(page=capture.page, state="waiting")
    EarlierTextFactory(story=made.quoted, version=made.quoted.version)
    found = {one.kind: one for one in health(made.dossier)}
    assert {kind: one.text for kind, one in found.items()} == {
        "rewritten": "A quoted story has a newer text than the one quoted.",
        "conflict": f"Reports disagree on the date of “{made.event.title}”.",
        "mentions": "An entry rests on stories with unconfirmed mentions.",
        "captures": "A newer capture of a quoted page waits to be checked.",
        "agency": "One agency, Agency One, is behind 2 of 2 stories.",
        "unsourced": "The section “After” has notes but no source.",
        "quotes": "Every quote still stands in its story.",
    }
    assert found["mentions"].entries == (made.entries["story"].pk,)
    assert found["conflict"].thing == made.event


def test_stories_that_are_to_check_are_named():
    made = make()
    assert "to_check" not in {one.kind for one in health(made.dossier)}
    Story.objects.filter(pk=made.story.pk).update(state="to_check", headline="The ferry stopped")
    (finding,) = (one for one in health(made.dossier) if one.kind == "to_check")
    assert (finding.level, finding.text) == (
        "warn",
        "A story of it is still to be checked: “The ferry stopped”.",
    )
    assert (finding.thing, finding.entries) == (made.story, (made.entries["story"].pk,))
    Story.objects.filter(pk=made.quoted.pk).update(state="to_check")
    EntryFactory(section=made.second, kind="quote", story=made.quoted, exact="They", start=0)
    (finding,) = (one for one in health(made.dossier) if one.kind == "to_check")
    assert finding.text == "2 of its stories are still to be checked."
    assert len(finding.entries) == 3
    Story.objects.update(state="checked")
    assert "to_check" not in {one.kind for one in health(made.dossier)}


@pytest.mark.parametrize("number", [1, 20])
def test_health_costs_the_same_number_of_queries(number, django_assert_num_queries):
    made = make()
    for _ in range(number):
        EntryFactory(section=SectionFactory(dossier=made.dossier), story=StoryFactory())
        EntryFactory(section=made.second, kind="event", story=None, event=EventFactory())
    with django_assert_num_queries(7):
        health(made.dossier)


def test_health_speaks_of_what_was_read_whatever_is_added_meanwhile(monkeypatch):
    made = make()
    before = health(made.dossier)
    module = sys.modules[health.__module__]
    seen = module._look(made.dossier)
    monkeypatch.setattr(module, "_look", lambda dossier: seen)
    given = {"editor": made.desk.owner, "now": NOW}
    event, story = EventFactory(), MentionFactory(state="suggested").story
    for place in ("Kobe", "Nagoya"):
        ReportFactory(event=event, says_place=place)
    add_entry(made.second, kind="event", event=event, **given)
    add_entry(made.second, kind="story", story=story, **given)
    quote(made.second, story=made.story, exact="Ministers met", **given)
    assert health(made.dossier) == before
    monkeypatch.undo()
    assert {finding.kind for finding in health(made.dossier)} >= {"conflict"}
