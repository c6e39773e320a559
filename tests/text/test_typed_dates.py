"""What an editor types for a date becomes EDTF and a status, or a sentence that says why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.templatetags.dates import edtf_words
from stories.text.edtf import BadDate, edtf_bounds
from stories.text.typed_dates import STATUSES, TypedDate, read_date


@pytest.mark.parametrize(
    ("text", "edtf", "status"),
    [
        ("early June 2024", "2024-06~", ""),
        ("late 2024", "2024~", ""),
        ("mid-July 2025", "2025-07~", ""),
        ("1 July 2025, called off", "2025-07-01", "cancelled"),
        ("July 1, 2025 (postponed)", "2025-07-01", "postponed"),
        ("Tuesday, 28 October 2025", "2025-10-28", ""),
        ("called off", "", "cancelled"),
        ("summer 2023", "2023-22", ""),
        ("between 3 and 5 May 2024", "2024-05-03/2024-05-05", ""),
        ("from 30 April to 2 May 2024", "2024-04-30/2024-05-02", ""),
        ("24-25 June 2025", "2025-06-24/2025-06-25", ""),
        ("June 24–25, 2025", "2025-06-24/2025-06-25", ""),
        ("June to August 2024", "2024-06/2024-08", ""),
        ("about 2019", "2019~", ""),
        ("perhaps May 2020", "2020-05?", ""),
        ("since March 2022", "2022-03/..", ""),
        ("the 1990s", "199X", ""),
        ("2025年7月1日", "2025-07-01", ""),
        ("1.7.2025", "2025-07-01", ""),
        ("2025-07-01", "2025-07-01", ""),
        ("2025-06-24/2025-06-25, planned", "2025-06-24/2025-06-25", "planned"),
        ("unknown", "", ""),
        ("", "", ""),
    ],
)
def test_plain_words_are_understood(text: str, edtf: str, status: str) -> None:
    assert read_date(text) == TypedDate(edtf, status)


@pytest.mark.parametrize("text", ["soon", "31 June 2025", "June", "July 2025 to May 2025", "1 Smarch 2020", "x" * 200])
def test_what_is_not_understood_is_said(text: str) -> None:
    with pytest.raises(BadDate) as caught:
        read_date(text)
    assert str(caught.value).endswith(".")


WORDS = st.lists(
    st.sampled_from(
        [
            *"early mid late about between and from to since summer winter May July 3 31 2024".split(),
            *"2025-07 - / ? ~ , of".split(),
            "called off",
            *STATUSES,
        ]
    ),
    max_size=8,
).map(" ".join)


@given(st.one_of(st.text(max_size=130), WORDS))
def test_any_text_is_a_date_that_stays_itself_or_a_sentence(text: str) -> None:
    try:
        found = read_date(text)
    except BadDate:
        return
    if found.edtf:
        assert edtf_bounds(found.edtf)
        assert read_date(found.edtf) == TypedDate(found.edtf)


@given(
    st.dates(date(1000, 1, 1)), st.sampled_from(["%-d %B %Y", "%B %-d, %Y", "%A, %-d %B %Y", "%Y-%m-%d", "%-d.%-m.%Y"])
)
def test_a_day_in_any_spelling_is_that_day(day: date, form: str) -> None:
    assert read_date(day.strftime(form)) == TypedDate(day.isoformat())


@given(st.dates(date(1000, 1, 1)))
def test_what_the_page_shows_is_understood_again(day: date) -> None:
    shown = edtf_words(day.isoformat(), long=True)
    assert read_date(shown).edtf == day.isoformat()
