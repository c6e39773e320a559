"""Splitting what is two: what was chosen goes, what rests on it follows, and undoing gives every row back."""

from datetime import timedelta
from typing import Any

import pytest

from stories.editing.splitting import CannotSplit, split
from stories.editing.undo import undo_batch
from stories.linking.duplicates import offered
from stories.linking.finding_pairs import find_pairs
from stories.models import Distinction, Event, Outlet, Person
from stories.policy import Refused
from stories.search import index_breaches
from stories.vocabulary import NameSource, Role
from tests import factories as make
from tests.editing.test_merging import every_row, without_versions

pytestmark = pytest.mark.django_db
NOW = make.NOW
LATER = NOW + timedelta(minutes=1)


def taken_back(batch: Any, start: dict[str, Any], *changed: tuple[str, int]) -> None:
    """Undo a split, and compare."""
    undo_batch(batch, editor=None, now=LATER)
    assert without_versions(every_row(), set(changed)) == without_versions(start, set(changed))
    assert index_breaches() == []


def test_a_person_who_is_two_gives_names_posts_and_mentions_to_a_new_one() -> None:
    person = make.PersonFactory(name="James Example")
    alias = make.PersonNameFactory(person=person, text="Howard Example")
    post = make.TenureFactory(person=person, post="Senator")
    goes = make.MentionFactory(person=person, tenure=post)
    stays = make.MentionFactory(person=person, tenure=post)
    quotation = make.QuotationFactory(story=goes.story, speaker=person)
    other = make.QuotationFactory(story=stays.story, speaker=person)
    start = every_row()
    chosen = {"personname.person": [alias.pk], "tenure.person": [post.pk], "mention.person": [goes.pk]}
    done = split(person, chosen=chosen, name="Howard Example", editor=None, now=NOW)
    for row in (goes, stays, quotation, other, post):
        row.refresh_from_db()
    assert done.into.slug == "howard-example"
    assert list(done.into.names.values_list("text", "source")) == [("Howard Example", NameSource.PRIMARY)]
    assert (goes.person, goes.tenure, quotation.speaker, post.person) == (done.into, post, done.into, done.into)
    assert (stays.person, stays.tenure, other.speaker) == (person, None, person)
    assert Distinction.objects.filter(kind="person", low=person.pk, high=done.into.pk).exists()
    assert not find_pairs()
    assert list(offered("person")) == []
    taken_back(done.batch, start, ("person", person.pk))
    assert Person.objects.count() == start["person"].__len__()


def test_an_outlet_gives_stories_to_one_that_there_is() -> None:
    outlet, other = make.OutletFactory(), make.OutletFactory()
    domain = make.OutletDomainFactory(outlet=outlet)
    goes, stays = make.StoryFactory(outlet=outlet), make.StoryFactory(outlet=outlet)
    same = make.OutletNameFactory(outlet=outlet, text="Evening Post")
    make.OutletNameFactory(outlet=other, text="Evening Post")
    start = every_row()
    chosen = {"outletdomain.outlet": [domain.pk], "story.outlet": [goes.pk], "outletname.outlet": [same.pk]}
    done = split(outlet, chosen=chosen, into=other, editor=None, now=NOW)
    goes.refresh_from_db()
    stays.refresh_from_db()
    assert (goes.outlet, stays.outlet, done.dropped) == (other, outlet, 1)
    assert index_breaches() == []
    taken_back(done.batch, start, ("outlet", outlet.pk), ("outlet", other.pk))


def test_an_event_gives_reports_with_its_course_and_the_mentions_in_their_stories() -> None:
    event = make.EventFactory()
    goes, stays = make.ReportFactory(event=event), make.ReportFactory(event=event)
    turn = make.TurnFactory(event=event, report=goes)
    mention = make.MentionFactory(story=goes.story, kind="event", person=None, event=event)
    start = every_row()
    done = split(event, chosen={"report.event": [goes.pk]}, name="Another meeting", editor=None, now=NOW)
    for row in (goes, stays, turn, mention):
        row.refresh_from_db()
    assert (goes.event, turn.event, mention.event, stays.event) == (done.into, done.into, done.into, event)
    taken_back(done.batch, start, ("event", event.pk))
    assert Event.objects.count() == 1


def test_what_cannot_be_split_says_why_and_changes_nothing() -> None:
    person, away = make.PersonFactory(), make.PersonFactory()
    away.merged_into = make.PersonFactory()
    away.save()
    main = person.names.get()
    mention = make.MentionFactory()
    start = every_row()
    own = make.PersonNameFactory(person=person)
    start = every_row()
    for chosen, more, why in (
        ({}, {"name": "X Y"}, "Choose what belongs"),
        ({"personname.person": [own.pk]}, {"name": " "}, "Give the new one a name"),
        ({"personname.person": [main.pk]}, {"name": "X Y"}, "is the main name here"),
        ({"personname.person": [own.pk]}, {"into": person}, "another entry of the same kind"),
        ({"personname.person": [own.pk]}, {"into": away}, "was merged into another"),
        ({"story.outlet": [1]}, {"name": "X Y"}, "no such part"),
        ({"mention.person": [mention.pk]}, {"name": "X Y"}, "belongs to another entry already"),
    ):
        with pytest.raises(CannotSplit, match=why):
            split(person, chosen=chosen, editor=None, now=NOW, **more)
    with pytest.raises(Refused):
        split(Outlet(pk=1), chosen={}, editor=make.UserFactory(role=Role.READER), now=NOW)
    assert every_row() == start
