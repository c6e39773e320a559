"""How values are shown: dates with what is known of them, states, numbers, the chart's geometry, texts side by side."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from stories import vocabulary
from stories.models import Person, Preference
from stories.templatetags import dates, figures, names, states
from stories.web import changes, charts, context, lettering, reading


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("", "no date"),
        ("2025", "2025"),
        ("2025-06", "Jun 2025"),
        ("2025-06-21", "21 Jun 2025"),
        ("2025-06-21~", "about 21 Jun 2025"),
        ("2025-06?", "Jun 2025, uncertain"),
        ("2025%", "about 2025, uncertain"),
        ("2025-06-XX", "a day in Jun 2025"),
        ("2025-XX", "some day in 2025"),
        ("202X", "the 2020s"),
        ("19XX", "the 1900s"),
        ("2025-22", "summer 2025"),
        ("2025-10-28/2025-10-29", "28–29 Oct 2025"),
        ("2025-05-30/2025-06-02", "30 May – 2 Jun 2025"),
        ("2025-05/2025-06", "May – Jun 2025"),
        ("2024-12-30/2025-01-02", "30 Dec 2024 – 2 Jan 2025"),
        ("2025-06-20/..", "from 20 Jun 2025"),
        ("../2025-06-20", "until 20 Jun 2025"),
        ("2025-06-20~/2025-06-21", "about 20 Jun 2025 – 21 Jun 2025"),
        ("2025-13", "2025-13"),
        ("tomorrow", "tomorrow"),
    ],
)
def test_uncertain_dates_in_words(edtf: str, words: str) -> None:
    assert dates.edtf_words(edtf) == words


@given(st.text(max_size=30))
def test_no_text_breaks_a_date(text: str) -> None:
    assert isinstance(dates.edtf_words(text), str)
    assert isinstance(dates.dated(text).short, str)


def test_a_date_is_shown_as_far_as_it_is_known() -> None:
    moment = datetime(2025, 1, 7, 23, 34, tzinfo=UTC)
    assert dates.dated(moment, "minute", "+09:00") == dates.Dated(
        "8 Jan 2025 08:34 +09:00", "8 January 2025 08:34 +09:00", "2025-01-08T08:34+09:00", False
    )
    assert dates.dated(moment, "minute").short == "7 Jan 2025 23:34 UTC"
    assert dates.dated(moment, "day", "-05:00").short == "7 Jan 2025"
    assert dates.dated(moment, "month") == dates.Dated("Jan 2025", "January 2025", "2025-01", True)
    assert dates.dated(moment, "year").short == "2025"
    assert dates.dated(date(2025, 6, 1), "day").iso == "2025-06-01"
    assert dates.dated(moment, "minute", "nonsense").short == "7 Jan 2025 23:34 UTC"


def test_moments_are_told_as_one_tells_them_today() -> None:
    now = timezone.now()
    assert dates.moment(now) == f"today {timezone.localtime(now):%H:%M}"
    assert dates.moment(now - timedelta(days=1)).startswith("yesterday ")
    assert dates.moment(datetime(2020, 2, 3, tzinfo=UTC)) == "3 Feb 2020"
    assert dates.moment(None) == ""


@pytest.mark.parametrize("name", states._STORED)
def test_every_stored_state_has_a_look_of_its_own(name: str) -> None:
    values = states._STORED[name].values
    assert set(states._LOOKS[name]) == set(values)
    shown = [states.badge(value, name) for value in values]
    assert all(badge.glyph for badge in shown)
    assert len({badge.label for badge in shown}) == len(values)


def test_badges_speak_the_vocabulary() -> None:
    assert states.badge(vocabulary.DossierState.IN_REVIEW, "dossier") == states.Badge("ochre", "◐", "in review")
    assert states.badge("cancelled", "event") == states.Badge("", "×", "called off")
    assert states.badge("made up", "story") == states.Badge("", "·", "made up")
    assert states.notice("≠ red", "3 claims differ") == states.Badge("red", "≠", "3 claims differ")
    with pytest.raises(KeyError):
        states.badge("new", "no such vocabulary")


def test_numbers_and_names() -> None:
    assert figures.thousands(48210) == "48,210"
    assert figures.counted(1000, exact=False) == "1,000+"
    assert figures.counted(None) == ""
    assert [figures.duration(each) for each in (1, 40, 60, 130, 7300)] == [
        "a moment",
        "40 seconds",
        "about 1 minute",
        "about 2 minutes",
        "about 2 hours",
    ]
    assert figures.upto(["Rubio", "Hegseth", "Iwaya", "Nakatani"], 2) == "Rubio, Hegseth, +2"
    assert figures.upto(["Rubio"], 2) == "Rubio"
    assert [names.initials(each) for each in ("Demo Editor", "mina.okafor", "ada", "")] == ["DE", "MO", "AD", "?"]
    assert (names.language_name("ja"), names.language_name("zz"), names.country_name("JP")) == (
        "Japanese",
        "zz",
        "Japan",
    )


def test_weeks_without_stories_are_drawn_and_sums_agree() -> None:
    rows = [(date(2025, 6, 4), 3, 1), (date(2025, 6, 2), 2, 0), (date(2025, 6, 23), 7, 5)]
    chart = charts.week_chart(rows, title="Stories by week")
    assert [(row.label, row.own, row.reprints) for row in chart.rows] == [
        ("2 June 2025", 5, 1),
        ("9 June 2025", 0, 0),
        ("16 June 2025", 0, 0),
        ("23 June 2025", 7, 5),
    ]
    assert chart.description == "18 in all, most in the week of 23 June 2025: 12. 6 of them are reprints."
    assert chart.lines[-1].label == "15"
    assert chart.key is not None


def test_nothing_to_show_is_a_chart_too() -> None:
    assert charts.week_chart([], title="Stories").description == "Nothing to show yet."
    assert charts.coverage_bars([], title="Stories").bars == []


weeks = st.lists(
    st.tuples(st.dates(date(2023, 1, 1), date(2025, 12, 31)), st.integers(0, 5000), st.integers(0, 5000)), max_size=30
)


@given(weeks)
def test_every_bar_stays_on_the_sheet(rows: list[tuple[date, int, int]]) -> None:
    chart = charts.week_chart(rows, title="Stories", marks=[(day, "mark") for day, _, _ in rows[:2]])
    for bar in chart.bars:
        assert chart.left <= bar.x
        assert bar.x + bar.width <= chart.right + 0.11
        assert 39.8 <= bar.reprint_y <= bar.own_y <= 180
    assert all(0 <= word.y <= chart.height for word in chart.words)
    assert sum(row.own + row.reprints for row in chart.rows) == sum(own + more for _, own, more in rows)


@given(weeks)
def test_months_count_what_the_rows_count(rows: list[tuple[date, int, int]]) -> None:
    chart = charts.coverage_bars([(day, number) for day, number, _ in rows], title="Mentions")
    assert sum(row.own for row in chart.rows) == sum(number for _, number, _ in rows)
    assert all(0 <= bar.own_y <= 110 for bar in chart.bars)


@given(weeks)
def test_months_are_named_with_a_year_and_no_two_names_touch(rows: list[tuple[date, int, int]]) -> None:
    chart = charts.coverage_bars([(day, number) for day, number, _ in rows], title="Mentions")
    names = [word for word in chart.words if word.y == 126]
    assert bool(names) == bool(rows)
    if rows:
        assert names[0].text == f"{min(day for day, *_ in rows):%b %Y}"
    edges = [(word.x - len(word.text) * 3.3, word.x + len(word.text) * 3.3) for word in names]
    assert all(before[1] <= behind[0] for before, behind in pairwise(edges))
    assert all(low >= -1 and high <= 361 for low, high in edges)


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (date(2026, 11, 3), date(2026, 11, 9), ["Nov 2026"]),
        (date(2026, 11, 3), date(2027, 2, 9), ["Nov 2026", "Dec", "Jan 2027", "Feb"]),
        (date(2025, 3, 1), date(2026, 5, 1), ["Mar 2025", "Jul", "Sep", "Nov", "2026", "Mar", "May"]),
        (date(2020, 2, 1), date(2025, 2, 1), ["Feb 2020", "2022", "2023", "2024", "2025"]),
    ],
)
def test_the_names_of_months(first: date, last: date, names: list[str]) -> None:
    chart = charts.coverage_bars([(first, 1), (last, 1)], title="Stories")
    assert [word.text for word in chart.words if word.y == 126] == names


def test_what_of_a_name_fits_into_a_box() -> None:
    assert lettering.fitted("Arab News", width=150, size=14) == "Arab News"
    for name in (
        "South China Morning Post Magazine",
        "WWWWWWWWWWWWWWWW",
        "東京" * 12,
        "the ministry of illicit lilies",
    ):
        short = lettering.fitted(name, width=150, size=14)
        assert short.endswith("…")
        assert name.startswith(short[:-1])
        assert lettering.width_of(short, 14) <= 150
    assert lettering.width_of("東京", 14) > lettering.width_of("il", 14)


bodies = st.text(alphabet=st.sampled_from("ab. 石𝒎\n\t&<"), max_size=80)


@given(
    bodies,
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=6),
    st.tuples(st.integers(0, 80), st.integers(0, 80)),
)
def test_pieces_joined_are_the_body(body: str, spans: list[tuple[int, int]], edges: tuple[int, int]) -> None:
    marks = [reading.Mark(start, start + size, at, "person", "suggested") for at, (start, size) in enumerate(spans, 1)]
    paragraphs = reading.lay_out(body, marks, (min(edges), max(edges)))
    end = 0
    for paragraph in paragraphs:
        text = "".join(piece.text for piece in paragraph.pieces)
        assert body[end : paragraph.start].strip() == ""
        assert body[paragraph.start : paragraph.start + len(text)] == text
        assert text == text.strip() != ""
        at = paragraph.start
        for piece in paragraph.pieces:
            if piece.mention:
                assert (piece.mention.start, piece.mention.end) == (at, at + len(piece.text))
            at += len(piece.text)
        end = at
    assert body[end:].strip() == ""
    assert sum(piece.anchor for paragraph in paragraphs for piece in paragraph.pieces) <= 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_sides_of_a_comparison_are_the_texts(before: str, after: str) -> None:
    rows = changes.compare(before, after)
    left = "".join(piece.text for row in rows for piece in row.left)
    right = "".join(piece.text for row in rows for piece in row.right)
    assert "".join(left.split()) == "".join(before.split())
    assert "".join(right.split()) == "".join(after.split())
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert all(row.same is False for row in rows) or any(row.left == row.right for row in rows)


def test_a_changed_sentence_shows_its_words() -> None:
    rows = changes.compare("It stays. Tokyo cancelled it.", "It stays. Tokyo put it off. Nobody answered.")
    assert [row.same for row in rows] == [True, False, False]
    assert changes.Piece("cancelled", "del") in rows[1].left
    assert rows[2].left == []
    assert changes.compare_line("none", "2024") == [
        changes.Piece("none", "del"),
        changes.Piece(" "),
        changes.Piece("2024", "ins"),
    ]


def asked(user: Any, path: str = "/") -> Any:
    request = RequestFactory().get(path)
    request.user = user
    request.resolver_match = resolve(path, "tests.web.shelf")
    return request


@pytest.mark.urls("tests.web.shelf")
@pytest.mark.django_db
class TestShell:
    """What base.html gets."""

    def test_it_costs_three_queries_and_one_for_the_role(self, django_user_model: Any) -> None:
        user = django_user_model.objects.create_user("ada", password="lovelace", first_name="Ada", last_name="King")
        user.groups.add(Group.objects.get_or_create(name="reviewer")[0])
        Preference.objects.update_or_create(user=user, defaults={"theme": "dark", "nav": "rail"})
        for number in range(3):
            Person.objects.create(name=f"Person {number}", slug=f"person-{number}")
        user = django_user_model.objects.get(pk=user.pk)
        with CaptureQueriesContext(connection) as queries:
            given = context.shell(asked(user, "/people/"))
            assert given["preference"]["theme"] == "dark"
            assert given["shell"]["initials"] == "AK"
            rooms = {room.label: room for room in given["shell"]["rooms"]}
        assert len(queries) == 4
        assert (rooms["People"].count, rooms["People"].current, rooms["Stories"].current) == ("3", "page", "")
        assert [theme["value"] for theme in given["shell"]["themes"] if theme["current"]] == ["dark"]

    def test_the_signed_out_cost_nothing(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            given = context.shell(asked(AnonymousUser()))
            assert dict(given["shell"]) == {}
            assert given["preference"] == {"theme": "", "nav": "full"}

    def test_counting_stops(self) -> None:
        for number in range(5):
            Person.objects.create(name=f"Person {number}", slug=f"person-{number}")
        counts = context.capped_counts({"all": Person.objects.all(), "none": Person.objects.none()}, cap=2)
        assert counts == {"all": 3, "none": 0}
