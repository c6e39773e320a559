"""Flags on their list, on the page of their story, on the desk; and posts on one axis."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from stories.models import Change, Flag, Tenure
from stories.vocabulary import FlagKind, FlagState, MentionState, Role
from tests.factories import (
    FlagFactory,
    MentionFactory,
    PersonFactory,
    StoryFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def words(answer: Any) -> str:
    """The text of the page's main part, spaces made one."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


class TestFlagList:
    @pytest.mark.parametrize("number", [1, 3, 30])
    def test_rows_and_cost(self, editor: Client, django_assert_num_queries: Any, number: int) -> None:
        FlagFactory(state=FlagState.FINE, evidence="Settled.")
        for at in range(number):
            FlagFactory(evidence=f"Reason {at}.", story__headline=f"Story {at}")
        with django_assert_num_queries(8):
            page = words(editor.get("/flags/"))
        assert f"{number} flag{'' if number == 1 else 's'}" in page
        shown = re.findall(r"Reason \d+\.", page)
        assert shown == [f"Reason {at}." for at in range(number - 1, max(-1, number - 26), -1)]
        assert f"called former while in office · Story {number - 1}" in page
        assert "Settled." not in page

    def test_the_rest_of_a_long_list(self, editor: Client) -> None:
        flags = [FlagFactory(evidence=f"Reason {at}.") for at in range(27)]
        page = editor.get("/flags/")
        assert f"below={flags[2].pk}" in page.content.decode()
        assert re.findall(r"Reason \d+\.", words(editor.get(f"/flags/?below={flags[2].pk}"))) == [
            "Reason 1.",
            "Reason 0.",
        ]
        assert re.findall(r"Reason \d+\.", words(editor.get("/flags/?below=nonsense")))[0] == "Reason 26."

    def test_kinds_and_settled_ones(self, editor: Client) -> None:
        FlagFactory(kind=FlagKind.MISSPELT, evidence="A letter.")
        FlagFactory(evidence="An office.")
        FlagFactory(state=FlagState.WRONG_TEXT, note="Told the desk", evidence="Long ago.")
        assert "A letter." in words(editor.get("/flags/?kind=misspelt"))
        assert "An office." not in words(editor.get("/flags/?kind=misspelt"))
        settled = words(editor.get("/flags/?state=settled"))
        assert "Long ago. the story is wrong: Told the desk" in settled
        assert "An office." not in settled
        assert "There is no kind “x”" in words(editor.get("/flags/?kind=x"))


class TestSettling:
    def test_by_button_and_back(self, editor: Client) -> None:
        flag = FlagFactory()
        page = editor.post(f"/flags/{flag.pk}/settle/", {"verdict": "wrong_register"}, follow=True)
        flag.refresh_from_db()
        assert (flag.state, page.status_code) == (FlagState.WRONG_REGISTER, 200)
        assert f"“{flag.surface}”: the register is wrong." in html.unescape(page.content.decode())
        editor.post(f"/flags/{flag.pk}/settle/", {"verdict": "open"})
        flag.refresh_from_db()
        assert (flag.state, flag.decided_by) == (FlagState.OPEN, None)
        wrong = editor.post(f"/flags/{flag.pk}/settle/", {"verdict": "so what"}, follow=True)
        assert "Choose what is wrong: the story, the register, or nothing." in html.unescape(wrong.content.decode())

    def test_not_by_readers(self, client: Client) -> None:
        client.force_login(UserFactory(role=Role.READER))
        flag = FlagFactory()
        assert client.post(f"/flags/{flag.pk}/settle/", {"verdict": "fine"}).status_code == 403
        assert Flag.objects.get().state == FlagState.OPEN
        assert not Change.objects.exists()
        assert "The story is wrong" not in words(client.get("/flags/"))

    def test_on_the_page_of_the_story_and_on_the_desk(self, editor: Client) -> None:
        flag = FlagFactory(evidence="In office on that day.")
        page = words(editor.get(f"/stories/{flag.story_id}/"))
        assert "Flags 1" in page
        assert "In office on that day. The story is wrong y The register is wrong e Nothing is wrong r" in page
        desk = words(editor.get("/"))
        assert f"1 flag to settle “{flag.surface}” In office on that day." in desk
        assert "Flags" not in words(editor.get(f"/stories/{StoryFactory().pk}/"))


class TestPosts:
    def test_an_axis_a_table_and_what_is_the_matter(self, editor: Client) -> None:
        for name, start, end in (("Ada Lind", "2010-01-01", "2012-03-10"), ("Bea Moss", "2012-03-01", "2015-01-01")):
            tenure = TenureFactory(person__name=name, post="Mayor of Lund", country="SE", start=start, end=end)
            Tenure.objects.filter(pk=tenure.pk).update(start_day=start, end_day=end)
        page = editor.get("/people/posts/?q=mayor&country=Sweden")
        shown = words(page)
        assert "Mayor of Lund Cabinet, Sweden, held by one at a time" in shown
        assert "1 overlap" in shown
        assert "overlap 2012-03-01 to 2012-03-09: both Ada Lind and Bea Moss (9 days)." in shown
        assert re.search(r"Bea Moss Mayor of Lund Cabinet 1 Mar 2012 1 Jan 2015", shown)
        charts = re.findall(r'<svg class="viz .*?</svg>', page.content.decode(), re.DOTALL)
        assert [chart.count("<rect") for chart in charts] == [2, 2]  # one for wide screens, one for a phone
        assert "Mayor" not in words(editor.get("/people/posts/?q=governor")).replace("Prime Minister", "")
        assert "“Atlantis” is not a country" in words(editor.get("/people/posts/?country=Atlantis"))

    @pytest.mark.parametrize("number", [1, 3, 30])
    def test_rows_and_cost(self, editor: Client, django_assert_num_queries: Any, number: int) -> None:
        for at in range(number):
            TenureFactory(post=f"Minister {at:02}")
        with django_assert_num_queries(8):
            page = words(editor.get("/people/posts/"))
        assert re.findall(r"Minister (\d\d) Cabinet, Japan", page) == [f"{at:02}" for at in range(min(number, 10))]
        if number == 30:
            assert "Minister 10 Cabinet" in words(editor.get("/people/posts/?after=Minister 09"))

    def test_the_form_tells_what_rests_on_a_post(self, editor: Client) -> None:
        tenure = TenureFactory(person=PersonFactory(slug="ada-lind"), post="Mayor of Lund")
        mention = MentionFactory(person=tenure.person, tenure=tenure, story__headline="Resting here")
        MentionFactory(person=tenure.person, tenure=tenure, state=MentionState.CONFIRMED)
        page = words(editor.get("/people/ada-lind/edit/"))
        assert f"{tenure} : 1 suggestion, in Resting here" in page
        mention.delete()
        assert "rests on these posts" not in words(editor.get("/people/ada-lind/edit/"))
