from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.edtf import BadDate, edtf_bounds, shifted


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2025-06-27~", (date(2025, 6, 27), date(2025, 6, 27))),
        ("202X", (date(2020, 1, 1), date(2029, 12, 31))),
        ("2025-XX", (date(2025, 1, 1), date(2025, 12, 31))),
        ("2025-06-XX?", (date(2025, 6, 1), date(2025, 6, 30))),
        ("2025-21", (date(2025, 3, 1), date(2025, 5, 31))),
        ("2024-06/2024-08", (date(2024, 6, 1), date(2024, 8, 31))),
        ("2024-06-03/..", (date(2024, 6, 3), None)),
        ("/2024-06-03", (None, date(2024, 6, 3))),
    ],
)
def test_what_days_an_uncertain_date_can_mean(edtf: str, bounds: tuple[date | None, date | None]) -> None:
    assert edtf_bounds(edtf) == bounds


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "soon",
        "2025-13",
        "2025-02-30",
        "2025/2024",
        "../..",
        "0000",
        "202X-05",
        "2025-XX-03",
        "1/2/3",
        "2025-6-1",
        "Y17000",
    ],
)
def test_a_date_that_cannot_be_is_refused_with_a_sentence(bad: str) -> None:
    with pytest.raises(BadDate) as refused:
        edtf_bounds(bad)
    assert str(refused.value).endswith(".")


@given(st.dates(), st.dates())
def test_any_two_days_in_order_make_a_range(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    assert edtf_bounds(f"{first.isoformat()}/{last.isoformat()}") == (first, last)


@given(st.text(alphabet="0123456789X-/.~?%Y", max_size=12))
def test_any_text_is_bounded_or_refused(text: str) -> None:
    try:
        first, last = edtf_bounds(text)
    except BadDate:
        return
    assert first is not None or last is not None
    assert first is None or last is None or first <= last


@given(st.dates(), st.integers(-5_000_000, 5_000_000))
def test_a_shifted_day_is_a_day(day: date, days: int) -> None:
    wanted = min(max(day.toordinal() + days, 1), date.max.toordinal())
    assert shifted(day, days).toordinal() == wanted
