"""Dates in Arabic, Persian, Hebrew, Russian and Ukrainian, and of the Iranian calendar."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.clocks import home_zone
from stories.text.dates import date_within, find_date, find_update
from stories.text.other_months import iranian_day


@pytest.mark.parametrize(
    "line",
    [
        "18 مايو 2025",
        "١٨ مايو ٢٠٢٥",
        "18 أيار 2025",
        "18 ماي 2025",
        "18 أيار/مايو 2025",
        "18 مايو (أيار) 2025 م",
        "الأحد 18 مايو 2025",
        "الأحد، ١٨ مايو، ٢٠٢٥",
        "الأحد 20 ذو القعدة 1446 هـ - 18 مايو 2025 م",
        "نشر في: 18 مايو 2025 10:30 مساءً",
        "۲۸ اردیبهشت ۱۴۰۴",
        "یکشنبه ۲۸ اردیبهشت ۱۴۰۴",
        "تاریخ انتشار: ۲۸ اردیبهشت ۱۴۰۴ ساعت ۱۸:۳۰",
        "۱۴۰۴/۰۲/۲۸",
        "۱۸ مه ۲۰۲۵",
        "18 במאי 2025",
        "פורסם ב-18 במאי 2025 בשעה 18:30",
        "18 мая 2025 г.",
        "Воскресенье, 18 мая 2025, 18:30",
        "18 травня 2025",
    ],
)
def test_a_printed_day(line: str) -> None:
    printed = find_date(line)
    assert printed is not None
    assert (printed.value, printed.precision, printed.basis) == ("2025-05-18", "day", "absolute")


@pytest.mark.parametrize(
    ("name", "month"),
    [("كانون الثاني", 1), ("شباط", 2), ("آذار", 3), ("نيسان", 4), ("حزيران", 6), ("تموز", 7), ("آب", 8), ("أيلول", 9),
     ("تشرين الأول", 10), ("تشرين الثاني", 11), ("كانون الأول", 12), ("يناير", 1), ("ديسمبر", 12), ("جويلية", 7)],
)  # fmt: skip
def test_the_eastern_and_the_western_names_of_arabic(name: str, month: int) -> None:
    printed = find_date(f"7 {name} 2025")
    assert printed is not None
    assert printed.value == f"2025-{month:02d}-07"


def test_a_clock_counts_where_it_names_its_zone_with_the_half_of_the_day() -> None:
    timed = find_date("آخر تحديث: 18 مايو 2025 الساعة 18:30 GMT")
    assert timed is not None
    assert timed.value == "2025-05-18T18:30:00+00:00"
    evening = find_date("18 مايو 2025 الساعة 10:30 مساء GMT")
    assert evening is not None
    assert evening.value == "2025-05-18T22:30:00+00:00"


def test_without_a_year_it_is_the_nearest_before_the_capture() -> None:
    printed = find_date("18 مايو", captured_at=datetime.fromisoformat("2025-06-28T12:00:00+00:00"))
    assert printed is not None
    assert printed.value == "2025-05-18"


def test_which_of_two_is_of_a_change() -> None:
    line = "نشر في 18 مايو 2025 - آخر تحديث 20 مايو 2025"
    printed, updated = find_date(line), find_update(line)
    assert printed is not None
    assert updated is not None
    assert (printed.value, updated.value) == ("2025-05-18", "2025-05-20")


def test_beside_other_words() -> None:
    printed = date_within("كتبت منى سالم، 18 مايو 2025")
    assert printed is not None
    assert printed.value == "2025-05-18"


@pytest.mark.parametrize("line", ["31 فبراير 2025", "۳۱ مهر ۱۴۰۴", "30 إسفند"])
def test_what_cannot_be_is_no_day(line: str) -> None:
    printed = find_date(line)
    assert printed is None or printed.value is None


@pytest.mark.parametrize("line", ["18 مايو 2025 في القاهرة", "قتل 18 شخصا", "مايو", "18 майор 2025"])
def test_what_says_more_is_none(line: str) -> None:
    assert find_date(line) is None


@pytest.mark.parametrize(
    ("iranian", "day"),
    [
        ((1404, 1, 1), "2025-03-21"),
        ((1403, 12, 30), "2025-03-20"),
        ((1403, 1, 1), "2024-03-20"),
        ((1400, 1, 1), "2021-03-21"),
        ((1357, 11, 22), "1979-02-11"),
    ],
)
def test_days_of_the_iranian_calendar(iranian: tuple[int, int, int], day: str) -> None:
    assert iranian_day(*iranian) == date.fromisoformat(day)


@given(st.integers(1343, 1471), st.integers(1, 12), st.integers(1, 29))
def test_its_days_follow_each_other(year: int, month: int, day: int) -> None:
    first = iranian_day(year, month, day)
    assert (first - iranian_day(year, month, 1)).days == day - 1
    after = iranian_day(year + (month == 12), month % 12 + 1, 1)
    assert 29 <= (after - iranian_day(year, month, 1)).days <= 31


@pytest.mark.parametrize("iranian", [(1404, 12, 30), (1404, 7, 31), (1404, 13, 1), (1300, 1, 1), (1404, 0, 1)])
def test_days_that_there_are_not(iranian: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such day"):
        iranian_day(*iranian)


@given(st.text(alphabet="018٢۴/- ،,().مايوأيارבمه г\u200c", max_size=60))
def test_any_line_can_be_asked(line: str) -> None:
    find_date(line)
    date_within(line)


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("١٨ مايو ٢٠٢٥ ٠٩:٣٠ ص", "09:30"),
        ("١٨ مايو ٢٠٢٥ ٠٩:٣٠ م", "21:30"),
        ("18 مايو 2025، 12:05 ص", "00:05"),
        ("18 مايو 2025 م، 09:30 صباحاً", "09:30"),
        ("18 مايو 2025، الساعة 1:30 ظهرا", "13:30"),
    ],
)
def test_the_halves_of_an_arabic_day(line: str, time: str) -> None:
    printed = find_date(line, home=home_zone("ar", "https://jaras.qa/"))
    assert printed is not None
    assert printed.value == f"2025-05-18T{time}:00+03:00"
