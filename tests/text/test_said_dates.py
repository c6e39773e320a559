"""Dates in running text are counted from the day of the story, and kept in part where that is not known."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.edtf import edtf_bounds
from stories.text.said_dates import said_dates
from stories.text.sentences import sentence_spans

WEDNESDAY = date(2025, 6, 25)


@pytest.mark.parametrize(
    ("text", "future", "edtf"),
    [
        ("They met on February 7, 2025.", False, "2025-02-07"),
        ("They met on 7 February 2025.", False, "2025-02-07"),
        ("It opens on Jan. 20.", True, "2026-01-20"),
        ("It opened on Jan. 20.", False, "2025-01-20"),
        ("the election on July 20", False, "2025-07-20"),
        ("a summit on July 8-11, 2025", False, "2025-07-08/2025-07-11"),
        ("a visit in early July", True, "2025-07~"),
        ("a visit in January 2023", False, "2023-01"),
        ("In March they met", False, "2025-03"),
        ("They met on Tuesday.", False, "2025-06-24"),
        ("They will meet on Tuesday.", True, "2025-07-01"),
        ("talks next week", True, "2025-06-30/2025-07-06"),
        ("talks yesterday", False, "2025-06-24"),
        ("2025年7月1日に会談", False, "2025-07-01"),
    ],
)
def test_a_date_is_counted_from_the_day_of_the_story(text: str, future: bool, edtf: str) -> None:
    assert [one.edtf for one in said_dates(text, day=WEDNESDAY, future=future)] == [edtf]


def test_without_a_day_the_part_that_is_said_is_kept() -> None:
    [april] = said_dates("On April 10 they will announce it", day=None)
    assert (april.edtf, april.month_day) == ("", (4, 10))
    [friday] = said_dates("On Friday they will meet", day=None)
    assert (friday.edtf, friday.weekday) == ("", 4)
    assert said_dates("They met in March", day=None) == []


def test_a_weekday_tells_the_year_where_the_story_has_no_day() -> None:
    text = "They met on Tuesday, October 28th."
    assert [one.edtf for one in said_dates(text, day=None, latest=date(2026, 11, 26))] == ["2025-10-28"]


@pytest.mark.parametrize("text", ["It may rain", "a march on the capital", "Clause 12.5", "on February 30", "at 7:30"])
def test_what_is_no_date(text: str) -> None:
    assert [one.edtf for one in said_dates(text, day=WEDNESDAY) if one.edtf] == []


@given(st.text(max_size=200), st.dates(date(2, 1, 1), date(9998, 1, 1)), st.booleans())
def test_any_text_is_read(text: str, day: date, future: bool) -> None:
    for one in said_dates(text, day=day, latest=day, future=future):
        assert 0 <= one.start < one.end <= len(text)
        assert not one.edtf or edtf_bounds(one.edtf)


def test_a_sentence_goes_on_behind_an_abbreviation() -> None:
    text = "It opens on Jan. 20 in Oslo. The U.S. president comes.\nNobody else does."
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "It opens on Jan. 20 in Oslo.",
        "The U.S. president comes.",
        "Nobody else does.",
    ]


@given(st.text(max_size=300))
def test_sentences_stand_in_order_and_leave_nothing_out(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    left = [text[one[1] : other[0]] for one, other in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True)]
    assert "".join(left).strip() == ""
