"""The desk for suggested events: its rows, its keys' buttons, one and many decided, undone, refused with a sentence."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from stories.editing import event_states
from stories.models import Change, Event, Report
from stories.vocabulary import Role, Standing
from tests.editing.snapshot import everything
from tests.factories import (
    NOW,
    EventFactory,
    OutletFactory,
    ParticipationFactory,
    PersonFactory,
    ReportFactory,
    StoryFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LIST, DECIDE = "/events/suggested/", "/events/suggested/decide/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def suggested(**values: Any) -> Event:
    return EventFactory(standing="suggested", **values)


def report(event: Event, *, later: int = 0, outlet: bool = True, headline: str = "Head", **values: Any) -> Report:
    """A suggested report of a story that came out `later` hours after noon."""
    story = StoryFactory(
        outlet=OutletFactory() if outlet else None, headline=headline, published_at=NOW + timedelta(hours=later)
    )
    return ReportFactory(**{"event": event, "standing": "suggested", "story": story, **values})


def standings() -> dict[str, str]:
    return dict(Event.objects.order_by("pk").values_list("title", "standing"))


def cells(page: str) -> list[list[str]]:
    rows = re.findall(r"<tr[^>]*data-row.*?</tr>", page, re.DOTALL)
    return [
        [
            " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())
            for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)
        ]
        for row in rows
    ]


def told(answer: Any) -> str:
    return html.unescape(answer.content.decode())


class TestTheList:
    @pytest.mark.parametrize("number", [1, 3, 30])
    def test_rows_and_queries(self, client: Client, django_assert_num_queries: Any, number: int) -> None:
        client.force_login(UserFactory(role=Role.READER))
        for at in range(number):
            event = suggested(title=f"Talks {at}", date="2025-07-01~", place="Manila", status="planned")
            for name in "Ada Lind", "Bea Moss":
                ParticipationFactory(event=event, person=PersonFactory(name=name))
            for later in range(2):
                report(event, passage="They met.", later=later)
        client.get(LIST)
        with django_assert_num_queries(11):
            page = client.get(LIST).content.decode()
        shown = cells(page)
        assert [row[1] for row in shown] == [f"Talks {at}" for at in range(number - 1, max(-1, number - 26), -1)]
        outlets = [report.story.outlet.name for report in event.reports.order_by("pk")]
        quotes = " ".join(f"“They met.” {outlet}: Head" for outlet in outlets)
        assert shown[0][:7] == [
            "",
            f"Talks {number - 1}",
            "about 1 July 2025",
            "Manila",
            "Ada Lind, Bea Moss",
            "planned",
            quotes,
        ]
        skip = "Skip s " if number > 1 else ""
        assert shown[0][7] == f"{skip}Open o"
        assert "Confirm" not in page

    def test_what_else_a_row_shows(self, editor: Client) -> None:
        event = suggested(title="A group", date="", earliest=None, latest=None, place="", evidence="They share words.")
        for at in range(4):
            report(event, later=at, outlet=False, headline=f"Head {at}", passage="", evidence="Near.")
        report(event, standing="rejected", headline="Not this", passage="Words of no account")
        (row,) = cells(editor.get(LIST).content.decode())
        told = " ".join(f"Outlet unknown: Head {at}" for at in range(3))
        assert row == [
            "",
            "A group",
            "no date",
            "—",
            "—",
            "confirmed",
            f"They share words. {told} and in more stories",
            "Confirm y Reject r Same as… m Open o",
        ]

    def test_a_story_of_the_whole_beside_one_with_words_says_what_it_is_near_to(self, editor: Client) -> None:
        event = suggested(evidence="A sentence speaks of “talks”.")
        whole = report(event, headline="Whole", passage="", evidence="Near to “Talks” by: patrol.")
        part = report(event, later=1, headline="Part", passage="They met.", evidence="A sentence.")
        (row,) = cells(editor.get(LIST).content.decode())
        first, second = part.story.outlet.name, whole.story.outlet.name
        assert row[6] == f"“They met.” {first}: Part Near to “Talks” by: patrol. {second}: Whole"

    def test_only_what_waits_for_a_decision_is_listed(self, editor: Client) -> None:
        suggested(title="Waits")
        suggested(title="Merged", merged_into=EventFactory(title="Kept"))
        EventFactory(title="Rejected", standing="rejected")
        assert [row[1] for row in cells(editor.get(LIST).content.decode())] == ["Waits"]

    @pytest.mark.parametrize(
        "asked",
        ["q=talks", "status=cancelled", "person=ada-lind", "topic=trade", "after=2025-08", "before=2025-06-30"],
    )
    def test_filters(self, editor: Client, asked: str) -> None:
        other = suggested(title="Other")
        after = asked.startswith("after")
        day = "2025-09-01" if after else "2025-05-01" if asked.startswith("before") else "2025-07-01"
        event = suggested(title="Talks", status="cancelled", date=day, earliest=day, latest=day)
        ParticipationFactory(event=event, person=PersonFactory(name="Ada Lind", slug="ada-lind"))
        topic = TopicFactory(slug="trade")
        ReportFactory(event=event, standing="suggested").story.topics.add(topic)
        ReportFactory(event=other, standing="rejected").story.topics.add(topic)
        assert [row[1] for row in cells(editor.get(f"{LIST}?{asked}").content.decode())] == ["Talks"]

    def test_a_bad_filter_is_named(self, editor: Client) -> None:
        suggested(title="Talks")
        page = told(editor.get(f"{LIST}?topic=nonsense"))
        assert "There is no topic “nonsense”." in page
        assert ">Talks<" in page

    def test_pages_are_walked_by_key(self, editor: Client) -> None:
        for at in range(30):
            suggested(title=f"Talks {at}")
        first = editor.get(LIST)
        second = editor.get(first.context["older"])
        assert [row[1] for row in cells(second.content.decode())] == [f"Talks {at}" for at in range(4, -1, -1)]
        # what the last row of a page is skipped to is the next page; after the last of all there is nothing
        ways = first.context["table"].ways
        rows = first.context["rows"]
        assert ways[rows[0].pk]["skip"] == f"#event-{rows[1].pk}"
        assert ways[rows[-1].pk]["skip"] == first.context["older"]
        assert second.context["table"].ways[second.context["rows"][-1].pk]["skip"] == ""

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases plan by the size of the table")
    def test_those_that_are_decided_are_not_walked_over(self) -> None:
        waiting = Event.objects.suggested()
        for rows in (
            waiting.filter(latest__isnull=False).order_by("-latest", "-pk")[:26],
            waiting.order_by().values("pk")[:1001],
        ):
            assert "USING INDEX event_suggested (standing=?" in rows.explain()

    def test_the_place_on_the_list_is_posted_with_it(self, editor: Client) -> None:
        for _ in range(26):
            suggested()
        page = editor.get(editor.get(f"{LIST}?place=&q=Meeting").context["older"])
        asked = html.unescape(re.findall(r'name="query" value="([^"]*)" form="suggested"', page.content.decode())[0])
        assert editor.get(f"{LIST}?{asked}").context["rows"] == page.context["rows"]

    def test_after_the_last_of_the_last_page_the_page_before_it_is_shown(self, editor: Client) -> None:
        events = [suggested(title=f"Talks {at}") for at in range(26)]
        onward = editor.get(LIST).context["older"].partition("?")[2]
        answer = editor.post(DECIDE, {"confirm": events[0].pk, "query": onward}, follow=True)
        assert answer.context["rows"] == events[:0:-1]
        assert editor.get(f"{LIST}?{onward}&q=nothing").context["rows"] == []

    def test_the_tabs_of_the_events(self, editor: Client) -> None:
        for here in "/events/", LIST:
            page = editor.get(here).content.decode()
            assert re.findall(r'<a href="([^"]+)"(?: aria-current="page")?>(All|Suggested)</a>', page) == [
                ("/events/", "All"),
                (LIST, "Suggested"),
            ]


class TestOne:
    @pytest.mark.parametrize(
        ("act", "standing", "said"),
        [("confirm", "confirmed", "Talks confirmed."), ("reject", "rejected", "Talks rejected; it is not suggested")],
    )
    def test_it_is_decided_and_taken_back(self, editor: Client, act: str, standing: str, said: str) -> None:
        event, following = suggested(title="Talks"), suggested(title="Next")
        report = ReportFactory(event=event, standing="suggested")
        before = everything()
        answer = editor.post(f"{DECIDE}?then={following.pk}", {act: event.pk, "query": "q=e&sort=-date"})
        assert answer["Location"] == f"{LIST}?q=e&sort=-date#event-{following.pk}"
        assert said in told(editor.get(answer["Location"]))
        assert standings() == {"Talks": standing, "Next": "suggested"}
        assert Report.objects.get(pk=report.pk).standing == ("rejected" if act == "reject" else "suggested")
        change = Change.objects.filter(kind="event").get()
        assert (change.verb, change.before, change.after) == (
            standing, {"standing": "suggested"}, {"standing": standing},
        )  # fmt: skip
        editor.post(reverse("stories:undo", args=[change.batch]))
        assert everything() == before

    @pytest.mark.parametrize(
        ("posted", "said"),
        [
            ({}, "Choose what is to be done with the events."),
            ({"confirm": "x"}, "Somebody else has decided on that in the meantime; look at it again."),
            ({"confirm": "9" * 30}, "Somebody else has decided on that in the meantime; look at it again."),
            ({"reject": "{sure}"}, "Somebody else has decided on that in the meantime; look at it again."),
            ({"act-confirm": "1"}, "No event was chosen: tick some, or all that match."),
            ({"act-reject": "1", "event": ["x", "-1", "9" * 30]}, "No event was chosen: tick some, or all that match."),
            ({"act-reject": "1", "event": "{sure}"}, "No event was chosen: tick some, or all that match."),
            (
                {"act-reject": "1", "matching": "1", "query": "after=20x5"},
                "A part of the filters means nothing. Nothing was done.",
            ),
            ({"act-reject": "1", "matching": "1", "query": "q=nowhere"}, "No event was chosen"),
        ],
    )
    def test_what_cannot_be_done_is_said(self, editor: Client, posted: dict[str, Any], said: str) -> None:
        suggested(title="Talks")
        sure = EventFactory(title="Sure")
        posted = {
            key: value.replace("{sure}", str(sure.pk)) if isinstance(value, str) else value
            for key, value in posted.items()
        }
        answer = editor.post(f"{DECIDE}?then=nonsense", posted)
        assert "#" not in answer["Location"]
        assert said in told(editor.get(answer["Location"]))
        assert standings() == {"Talks": "suggested", "Sure": "confirmed"}
        assert not Change.objects.exists()


class TestMany:
    @pytest.mark.parametrize(("act", "standing"), [("act-confirm", "confirmed"), ("act-reject", "rejected")])
    def test_ticked_ones_are_decided_as_one_batch_and_taken_back(self, editor: Client, act: str, standing: str) -> None:
        events = [suggested(title=f"Talks {at}") for at in range(3)]
        for event in events:
            ReportFactory(event=event, standing="suggested")
        before = everything()
        answer = editor.post(DECIDE, {act: "1", "event": [event.pk for event in events[:2]]}, follow=True)
        assert f"2 events {standing}" in told(answer)
        assert standings() == {"Talks 0": standing, "Talks 1": standing, "Talks 2": "suggested"}
        changes = Change.objects.filter(kind="event")
        assert [change.after for change in changes] == [{"standing": standing}] * 2
        (batch,) = set(Change.objects.values_list("batch", flat=True))
        assert reverse("stories:undo", args=[batch]) in told(answer)
        editor.post(reverse("stories:undo", args=[batch]))
        assert everything() == before

    def test_all_that_match_the_filters_and_nothing_else(self, editor: Client) -> None:
        for at in range(30):
            suggested(title=f"Talks {at}")
        suggested(title="Visit")
        EventFactory(title="Talks that an editor entered", standing="confirmed")
        # the place on the list is no filter: all pages are meant
        posted = {"act-reject": "1", "matching": "1", "query": "q=talks&page=last"}
        assert "30 events rejected; they are not suggested again." in told(editor.post(DECIDE, posted, follow=True))
        kept = dict(Event.objects.exclude(standing="rejected").values_list("title", "standing"))
        assert kept == {"Visit": "suggested", "Talks that an editor entered": "confirmed"}

    def test_more_than_one_act_may_take_are_refused(self, editor: Client, monkeypatch: Any) -> None:
        monkeypatch.setattr(event_states, "MOST_AT_ONCE", 2)
        for _ in range(3):
            suggested()
        page = told(editor.post(DECIDE, {"act-confirm": "1", "matching": "1"}, follow=True))
        assert "More than 2 events are meant. Narrow the list, by a month say, and do it in parts." in page
        assert set(standings().values()) == {"suggested"}
        assert not Change.objects.exists()

    def test_what_was_decided_meanwhile_is_left(self) -> None:
        ours, theirs = suggested(title="Ours"), suggested(title="Theirs")
        Event.objects.filter(pk=theirs.pk).update(standing=Standing.REJECTED)
        user = UserFactory()
        done = event_states.decide_suggested([ours, theirs], standing="confirmed", editor=user, now=ours.created_at)
        assert (done.decided, done.left) == (1, 1)
        assert standings() == {"Ours": "confirmed", "Theirs": "rejected"}


class TestWhoMay:
    """Every POST about suggestions: refused for readers, led to the sign-in for those signed out, nothing written."""

    ROUTES = ("events_decide", "event_decide", "event_turn", "report_decide")

    def posted(self, client: Client, name: str) -> Any:
        report = ReportFactory(standing="suggested", event=suggested(status="planned"))
        given = {"events_decide": [], "report_decide": [report.pk]}.get(name, [report.event.slug])
        values = {"confirm": report.event_id, "standing": "confirmed", "status": "confirmed"}
        return client.post(reverse(f"stories:{name}", args=given), values)

    @pytest.mark.parametrize("name", ROUTES)
    def test_not_readers(self, client: Client, name: str) -> None:
        client.force_login(UserFactory(role=Role.READER))
        assert self.posted(client, name).status_code == 403
        self.nothing_happened()

    @pytest.mark.parametrize("name", ROUTES)
    def test_nobody_who_is_signed_out(self, client: Client, name: str) -> None:
        answer = self.posted(client, name)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/accounts/login/")
        self.nothing_happened()

    @pytest.mark.parametrize("name", ROUTES)
    def test_editors(self, editor: Client, name: str) -> None:
        assert self.posted(editor, name).status_code == 302
        assert Change.objects.exists()

    def nothing_happened(self) -> None:
        assert Event.objects.values_list("standing", "status").get() == ("suggested", "planned")
        assert Report.objects.get().standing == "suggested"
        assert not Change.objects.exists()

    def test_a_reader_sees_the_list_without_the_buttons(self, client: Client) -> None:
        client.force_login(UserFactory(role=Role.READER))
        suggested(title="Talks")
        page = client.get(LIST).content.decode()
        assert ">Talks<" in page
        assert "<form id=" not in page
        assert 'type="checkbox"' not in page


class TestOnePage:
    """What is posted from the page of one event."""

    @pytest.mark.parametrize(
        ("name", "values", "said"),
        [
            ("event_decide", {"standing": "maybe"}, "“maybe” is nothing that an event can be."),
            ("event_decide", {}, "“” is nothing that an event can be."),
            ("report_decide", {"standing": "maybe"}, "“maybe” is nothing that a report can be."),
            ("event_turn", {"status": "gone"}, "“gone” is not a status of an event."),
            ("event_turn", {"status": "confirmed", "date": "the day after"}, "the day after"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, editor: Client, name: str, values: dict[str, str], said: str) -> None:
        report = ReportFactory(standing="suggested", event=suggested(status="planned"))
        given = report.pk if name == "report_decide" else report.event.slug
        answer = editor.post(reverse(f"stories:{name}", args=[given]), values)
        assert answer.status_code == 302
        assert said in told(editor.get(answer["Location"]))
        assert Event.objects.values_list("standing", "status").get() == ("suggested", "planned")
        assert not Change.objects.exists()

    @pytest.mark.parametrize("status", ["planned", "confirmed", "postponed", "cancelled"])
    def test_the_form_for_a_new_status_begins_with_the_one_that_stands(self, editor: Client, status: str) -> None:
        event = suggested(status=status)
        page = editor.get(event.get_absolute_url()).content.decode()
        offered = re.findall(r'<option value="(\w+)"', page.partition('id="turn-status"')[2].partition("</select>")[0])
        assert offered[0] == status
        assert sorted(set(offered)) == sorted(offered)
        assert len(offered) > 2
        answer = editor.post(reverse("stories:event_turn", args=[event.slug]), {"status": offered[0], "date": ""})
        assert " on this date already." in told(editor.get(answer["Location"]))
        assert not Change.objects.exists()

    def test_what_happened_is_offered_no_other_status(self, editor: Client) -> None:
        page = editor.get(suggested(status="happened").get_absolute_url()).content.decode()
        assert 'id="turn-status"' not in page
