"""Whatever a batch did, undoing it gives the rows back that were there before, and undoing that does it again."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from stories.editing.columns import set_outlet, set_state
from stories.editing.correcting import add_story, correct_story
from stories.editing.events import TakesPart, delete_event, save_event
from stories.editing.recorded import Recorder
from stories.editing.refusals import InUse
from stories.editing.reports import add_report, change_report, remove_report
from stories.editing.tagging import (
    add_topics,
    delete_tag,
    remove_topics,
    save_tag,
    set_tags,
    set_topics,
    tag_stories,
    untag_stories,
)
from stories.editing.texts import look_again
from stories.editing.undo import undo_batch
from stories.linking.register import GivenTenure, save_outlet, save_person
from stories.models import (
    Change,
    Dossier,
    Event,
    Link,
    Mention,
    Outlet,
    Person,
    Report,
    Story,
    StoryTag,
    Tag,
    Topic,
)
from stories.policy import Refused
from stories.search import held, index_breaches
from stories.vocabulary import MentionState, Role, Verb
from tests import factories as make
from tests.editing.snapshot import everything

pytestmark = pytest.mark.django_db
NOW = make.NOW
WORDS = "ministers talks tariffs alliance base treaty visit budget island fleet summit joint exercise statement".split()


def a_newsroom(chance: random.Random) -> None:
    """A dozen stories with everything that can hang on them."""
    outlets = make.OutletFactory.create_batch(3)
    tags, topics = make.TagFactory.create_batch(4), make.TopicFactory.create_batch(3)
    people, events = make.PersonFactory.create_batch(3), make.EventFactory.create_batch(2)
    for person in people:
        make.TenureFactory(person=person)
    make.ParticipationFactory(event=events[0], person=people[0])
    make.ParticipationFactory(event__title="Reported by nobody", person=people[1])
    for number in range(12):
        words = [*WORDS, *(person.name for person in people)]
        body = "\n\n".join(" ".join(chance.choices(words, k=12)) for _ in range(3))
        dated = {} if number % 4 else {"published_at": None}
        story = make.StoryFactory(body=body, outlet=chance.choice([*outlets, None]), **dated)
        for tag in chance.sample(tags, chance.randint(0, 3)):
            make.StoryTagFactory(story=story, tag=tag)
        for topic in chance.sample(topics, chance.randint(0, 2)):
            make.StoryTopicFactory(story=story, topic=topic)
        words = body.split(" ")
        make.MentionFactory(
            story=story, start=0, end=len(words[0]), state=MentionState.CONFIRMED, person=chance.choice(people)
        )
        at = body.index(words[5])
        make.ReportFactory(story=story, event=chance.choice(events), start=at, end=at + len(words[5]))
        look_again([story.pk], Recorder(editor=None, now=NOW))


def some(chance: random.Random, model: Any) -> Any:
    return chance.choice(list(model.objects.order_by("pk")))


def rewritten(chance: random.Random, text: str) -> str:
    """A text with words put in, taken out and exchanged."""
    words = text.split(" ")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(words))
        words[at : at + chance.randint(0, 2)] = chance.choices(WORDS, k=chance.randint(0, 2))
    return " ".join(words) or "nothing left"


def correct(chance: random.Random, editor: Any) -> Any:
    story = some(chance, Story)
    kinds: list[Callable[[], dict[str, Any]]] = [
        lambda: {"body": rewritten(chance, story.body)},
        lambda: {"headline": rewritten(chance, story.headline), "dek": "Another dek"},
        lambda: {"published_at": NOW - timedelta(days=chance.randint(0, 900), microseconds=chance.randint(0, 10**6))},
        lambda: {"published_at": None},
        lambda: {"outlet": some(chance, Outlet), "language": "ja", "byline": ["B. Other"]},
        lambda: {"body": "", "completeness": "headline"},
    ]
    changes: dict[str, Any] = {}
    for kind in chance.sample(kinds, chance.randint(1, 3)):
        changes |= kind()
    correct_story(story, changes=changes, base_version=story.version, editor=editor, now=NOW)


def delete_row(chance: random.Random, editor: Any) -> Any:
    recorder = Recorder(editor=editor, now=NOW)
    row = some(chance, chance.choice([Story, Mention, Report, Tag, Link, StoryTag, Person, Event]))
    with held():
        recorder.delete(row)


def change_some_report(chance: random.Random, editor: Any) -> Any:
    report = some(chance, Report)
    changes = {"stance": "denies", "start": 3, "end": 9, "says_figure": "5,000"}
    change_report(report, changes=changes, base_version=report.version, editor=editor, now=NOW)


def make_event(chance: random.Random, editor: Any) -> Any:
    values = {"title": "A summit", "date": "2025-06~", "part_of": some(chance, Event), "country": "jp"}
    save_event(None, values=values, participants=[TakesPart(some(chance, Person))], editor=editor, now=NOW)


def change_event(chance: random.Random, editor: Any) -> Any:
    values = {"title": "Another title", "date": "2024-21/2025", "status": "cancelled"}
    people = [TakesPart(some(chance, Person), "guest")]
    save_event(some(chance, Event), values=values, participants=people, editor=editor, now=NOW)


def rename_person(chance: random.Random, editor: Any) -> Any:
    save_person(
        person=some(chance, Person),
        name="Another Name",
        names=["N. Other", "別の名"],
        tenures=[GivenTenure("Minister", "Cabinet", "JP", "2021-09", "2024-10-01")],
        editor=editor,
        now=NOW,
    )


def stories(chance: random.Random) -> Any:
    return Story.objects.filter(pk__in=chance.sample(list(Story.objects.values_list("pk", flat=True)), 5))


ACTS: dict[str, Callable[[random.Random, Any], Any]] = {
    "tag": lambda chance, who: tag_stories(stories(chance), ["Brand new", some(chance, Tag).name], editor=who, now=NOW),
    "untag": lambda chance, who: untag_stories(Story.objects.all(), [some(chance, Tag).name], editor=who, now=NOW),
    "set tags": lambda chance, who: set_tags(stories(chance), [some(chance, Tag).name, "x y"], editor=who, now=NOW),
    "rename tag": lambda chance, who: save_tag(some(chance, Tag), name="Renamed", note="why", editor=who, now=NOW),
    "delete tag": lambda chance, who: delete_tag(some(chance, Tag), editor=who, now=NOW),
    "set topics": lambda chance, who: set_topics(Story.objects.all(), [some(chance, Topic)], editor=who, now=NOW),
    "add topics": lambda chance, who: add_topics(stories(chance), [some(chance, Topic)], editor=who, now=NOW),
    "remove topics": lambda chance, who: remove_topics(stories(chance), Topic.objects.all(), editor=who, now=NOW),
    "set state": lambda chance, who: set_state(stories(chance), state="checked", editor=who, now=NOW),
    "set outlet": lambda chance, who: set_outlet(Story.objects.all(), outlet=some(chance, Outlet), editor=who, now=NOW),
    "correct": correct,
    "add story": lambda chance, who: add_story({"headline": "Written by hand", "body": "Words."}, editor=who, now=NOW),
    "make event": make_event,
    "change event": change_event,
    "delete event": lambda chance, who: delete_event(Event.objects.get(reports=None), editor=who, now=NOW),
    "add report": lambda chance, who: add_report(
        some(chance, Story), event=some(chance, Event), start=2, end=5, editor=who, now=NOW
    ),
    "change report": change_some_report,
    "remove report": lambda chance, who: remove_report(some(chance, Report), editor=who, now=NOW),
    "rename person": rename_person,
    "rename outlet": lambda chance, who: save_outlet(
        outlet=some(chance, Outlet), name="Renamed Times", domains=["renamed.example"], editor=who, now=NOW
    ),
    "delete": delete_row,
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ACTS)
def test_undo_gives_every_row_back_and_undoing_that_does_it_again(name: str, seed: int) -> None:
    chance = random.Random(f"{name} {seed}")
    a_newsroom(chance)
    editor = make.UserFactory(role=Role.ADMINISTRATOR)
    known = set(Change.objects.values_list("batch", flat=True))
    start = everything()
    try:
        ACTS[name](chance, editor)
    except InUse:
        assert everything() == start
        return
    done = everything()
    by_editors = Change.objects.exclude(editor=None)  # copies are found by the machine, in batches of its own
    batches = list(dict.fromkeys(by_editors.exclude(batch__in=known).order_by("pk").values_list("batch", flat=True)))
    if not batches:
        assert done == start
        return
    assert len(batches) == 1
    undone = undo_batch(batches[0], editor=editor, now=NOW + timedelta(minutes=1))
    assert everything() == start
    assert set(Change.objects.of_batch(undone.batch).values_list("verb", flat=True)) <= {
        Verb.UNDONE,
        Verb.DELETED,
        Verb.SUGGESTED,
    }
    assert index_breaches() == []
    undo_batch(undone.batch, editor=editor, now=NOW + timedelta(minutes=2))
    assert everything() == done
    assert index_breaches() == []


def test_a_dossier_that_was_deleted_comes_back_through_administrators_alone() -> None:
    administrator = make.UserFactory(role=Role.ADMINISTRATOR)
    dossier = make.SectionFactory().dossier
    recorder = Recorder(editor=administrator, now=NOW)
    with held():
        recorder.delete(dossier)
    for role in (Role.READER, Role.EDITOR, Role.REVIEWER):
        with pytest.raises(Refused):
            undo_batch(recorder.batch, editor=make.UserFactory(role=role), now=NOW)
    assert not Dossier.objects.exists()
    undone = undo_batch(recorder.batch, editor=administrator, now=NOW)
    with pytest.raises(Refused):
        undo_batch(undone.batch, editor=make.UserFactory(), now=NOW)
    assert Dossier.objects.get() == dossier


def test_what_rests_on_a_row_is_named_but_nothing_of_a_dossier() -> None:
    entry = make.EntryFactory(note="Kanarienvogel")
    with pytest.raises(InUse) as refusal, held():
        Recorder(editor=make.UserFactory(), now=NOW).delete(entry.story)
    assert str(refusal.value) == f"“{entry.story}” cannot be deleted: a dossier would lose it."
