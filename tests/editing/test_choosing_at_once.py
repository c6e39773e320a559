"""A merger and an editor's choice of one of the two in one moment: whichever comes first, nothing points at the one
that went. (SQLite has one writer at a time.)"""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections, transaction

from stories.dossiers.entries import add_entry
from stories.dossiers.work import CannotCurate
from stories.editing.columns import set_outlet
from stories.editing.correcting import correct_story
from stories.editing.event_states import decide_report
from stories.editing.events import TakesPart, save_event
from stories.editing.merging import merge
from stories.editing.proof import of_mergers
from stories.editing.quotations import give_speaker
from stories.editing.refusals import CannotEdit
from stories.editing.reports import add_report, remove_report
from stories.editing.tagging import tag_stories
from stories.linking.deciding import DecidedMeanwhile, Undecidable, confirm_mention
from stories.linking.events import suggest_events
from stories.linking.quotations import find_quotations
from stories.models import Event, Mention, Report
from tests.factories import (
    NOW,
    EventFactory,
    MentionFactory,
    OutletFactory,
    PersonFactory,
    QuotationFactory,
    ReportFactory,
    SectionFactory,
    StoryFactory,
    TagFactory,
    UserFactory,
)

WAIT = 60
Act = Callable[[Any], Any]
SAID = {"body": "Aiko Tanabe is to meet Paul Verhage in Oslo on July 1.", "published_at": NOW, "headline": "Talks"}


def confirming(editor: Any) -> Act:
    mention = MentionFactory()
    return lambda gone: confirm_mention(mention, choice=gone, editor=editor, now=NOW)


def confirming_a_suggestion(editor: Any) -> Act:
    return lambda gone: confirm_mention(Mention.objects.get(person=gone), editor=editor, now=NOW)


def named() -> Any:
    return MentionFactory(person=PersonFactory()).person


def putting(editor: Any, kind: str) -> Act:
    section = SectionFactory(dossier__owner=editor)
    return lambda gone: add_entry(section, kind=kind, editor=editor, now=NOW, **{kind: gone})


def correcting(editor: Any) -> Act:
    story = StoryFactory()
    return lambda gone: correct_story(story, changes={"outlet": gone}, base_version=None, editor=editor, now=NOW)


def many(editor: Any) -> Act:
    story = StoryFactory()
    return lambda gone: set_outlet([story.pk], outlet=gone, editor=editor, now=NOW)


def reporting(editor: Any) -> Act:
    story = StoryFactory()
    return lambda gone: add_report(story, event=gone, editor=editor, now=NOW)


def speaking(editor: Any) -> Act:
    quotation = QuotationFactory(speaker=None)
    return lambda gone: give_speaker(quotation, speaker=gone, editor=editor, now=NOW)


def tagging(editor: Any) -> Act:
    story = StoryFactory()
    return lambda gone: tag_stories([story.pk], [gone.name], editor=editor, now=NOW)


def taking_part(editor: Any) -> Act:
    return lambda gone: save_event(
        None, values={"title": "Talks"}, participants=[TakesPart(gone)], base_version=None, editor=editor, now=NOW
    )


def finding(editor: Any) -> Act:
    story = StoryFactory(**SAID)
    return lambda gone: suggest_events([story.pk], now=NOW)


def quoting(editor: Any) -> Act:
    return lambda gone: find_quotations([Mention.objects.get(person=gone).story_id], now=NOW)


def quoted() -> Any:
    body = "“We will not pay for the new harbour,” Aiko Tanabe said in Oslo."
    start = body.index("Aiko")
    story = StoryFactory(body=body)
    place = {"start": start, "end": start + 11, "surface": "Aiko Tanabe", "state": "confirmed"}
    return MentionFactory(person=PersonFactory(name="Aiko Tanabe"), story=story, **place).person


def talks() -> Event:
    if not Event.objects.exists():
        return EventFactory(title="A walk", date="2025-07-01")
    return EventFactory(title="Aiko Tanabe and Paul Verhage meet in Oslo", date="2025-07-01", place="Oslo")


CHOICES: dict[str, tuple[Callable[[], Any], Callable[[Any], Act]]] = {
    "a person for a mention": (PersonFactory, confirming),
    "a suggested person": (named, confirming_a_suggestion),
    "a person for a dossier": (PersonFactory, lambda editor: putting(editor, "person")),
    "an event for a dossier": (EventFactory, lambda editor: putting(editor, "event")),
    "an outlet for a story": (OutletFactory, correcting),
    "an outlet for many stories": (OutletFactory, many),
    "an event for a report": (EventFactory, reporting),
    "a person for a quotation": (PersonFactory, speaking),
    "a tag for a story": (TagFactory, tagging),
    "a person for an event": (PersonFactory, taking_part),
    "an event by the rules": (talks, finding),
    "a speaker by the rules": (quoted, quoting),
}


class Writer(threading.Thread):
    """Does one thing in a transaction of its own connection, and commits when it is told to."""

    def __init__(self, act: Callable[[], Any]) -> None:
        super().__init__()
        self.act, self.refused = act, ""
        self.backend = 0
        self.did, self.go = threading.Event(), threading.Event()
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self.backend = connection.cursor().connection.info.backend_pid
            with transaction.atomic():
                try:
                    with transaction.atomic():
                        self.act()
                except (CannotEdit, CannotCurate, Undecidable, DecidedMeanwhile) as error:
                    self.refused = str(error)
                self.did.set()
                assert self.go.wait(WAIT)
        except BaseException as error:
            self.failure = error
        finally:
            self.did.set()
            connections.close_all()

    def until_it_did_or_waits(self) -> None:
        """Until it is ready to commit, or stands behind somebody else's lock."""
        while not self.did.is_set():
            with connection.cursor() as cursor:
                cursor.execute("SELECT wait_event_type FROM pg_stat_activity WHERE pid = %s", [self.backend])
                if cursor.fetchone() == ("Lock",):
                    return
            time.sleep(0.01)


def at_once(one: Writer, other: Writer) -> None:
    """One acts, the other acts before the first has committed, then both commit."""
    one.start()
    assert one.did.wait(WAIT)
    other.start()
    other.until_it_did_or_waits()
    one.go.set()
    other.go.set()
    for writer in (one, other):
        writer.join(WAIT)
        assert writer.failure is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["merger", "choice"])
@pytest.mark.parametrize("what", CHOICES)
def test_nothing_points_at_who_went(what: str, first: str) -> None:
    made, choosing = CHOICES[what]
    editor = UserFactory()
    kept, gone = made(), made()
    choose = choosing(editor)
    writers = {
        "merger": Writer(lambda: merge(kept, gone, editor=editor, now=NOW)),
        "choice": Writer(lambda: choose(gone)),
    }
    one, other = writers.pop(first), next(iter(writers.values()))
    at_once(one, other)
    gone.refresh_from_db()
    assert gone.merged_into_id == kept.pk
    assert list(of_mergers()) == []
    if first == "merger" and "by the rules" not in what:
        words = "look at it again" if what == "a suggested person" else "was merged into another"
        assert words in other.refused
    else:
        assert (one.refused, other.refused) == ("", "")


_BY_NAME = {"a suggested person", "a tag for a story", "an event by the rules", "a speaker by the rules"}
"""Found anew by whoever acts, so that it is the one that stays."""


@pytest.mark.django_db
@pytest.mark.parametrize("what", sorted(CHOICES.keys() - _BY_NAME))
def test_who_went_after_an_editor_had_seen_them_is_refused(what: str) -> None:
    made, choosing = CHOICES[what]
    editor = UserFactory()
    kept, gone = made(), made()
    choose = choosing(editor)
    seen = type(gone).objects.get(pk=gone.pk)
    merge(kept, gone, editor=editor, now=NOW)
    with pytest.raises((CannotEdit, CannotCurate, Undecidable), match="merged into another"):
        choose(seen)
    assert list(of_mergers()) == []


def rejecting(report: Report, editor: Any) -> Writer:
    return Writer(lambda: decide_report(report, standing="rejected", editor=editor, now=NOW))


def removing(report: Report, editor: Any) -> Writer:
    return Writer(lambda: remove_report(report, editor=editor, now=NOW))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("acts", [(rejecting, rejecting), (removing, rejecting), (removing, removing)])
def test_an_event_goes_with_its_last_two_reports_at_once(acts: tuple[Callable[..., Writer], ...]) -> None:
    event, editor = EventFactory(standing="suggested"), UserFactory()
    reports = ReportFactory.create_batch(2, event=event, standing="suggested")
    at_once(*(act(report, editor) for act, report in zip(acts, reports, strict=True)))
    event.refresh_from_db()
    assert event.standing == "rejected"
