from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.dates import date_in_address, day_comes_first, find_date, find_update, is_date_line, read_dateline

CAPTURED = datetime.fromisoformat("2025-06-28T12:00:00+09:00")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("14:34 JST, January 8, 2025", "2025-01-08T14:34:00+09:00"),
        ("Published: June 27, 2025 at 2:34 p.m. ET", "2025-06-27T14:34:00-04:00"),
        ("Updated 3:04 PM EST, Tue January 7, 2025", "2025-01-07T15:04:00-05:00"),
        ("Fri 27 Jun 2025 14.34 BST", "2025-06-27T14:34:00+01:00"),
        ("2025-06-27T12:34:00Z", "2025-06-27T12:34:00+00:00"),
        ("27 June 2025", "2025-06-27"),
        ("Sept. 11, 2001", "2001-09-11"),
        ("1. Mai 2024", "2024-05-01"),
        ("Mis à jour le 3 juillet 2025", "2025-07-03"),
        ("2025年6月27日", "2025-06-27"),
        ("2025年6月27日 10時15分", "2025-06-27"),
        ("2025年06月27日 10時15分 公開", "2025-06-27"),
        ("time21-06-2025", "2025-06-21"),
        ("12/25/2024", "2024-12-25"),
        ("June 2025", "2025-06"),
        ("Published 1 Jan 2024, updated 3 Feb 2024", "2024-01-01"),
        ("August 5, 2025 | 5 min read", "2025-08-05"),
    ],
)
def test_an_absolute_date(line: str, value: str) -> None:
    printed = find_date(line)
    assert printed is not None
    assert (printed.value, printed.basis) == (value, "absolute")


@pytest.mark.parametrize(
    ("line", "value", "precision"),
    [
        ("timea day ago", "2025-06-27", "day"),
        ("time3 days ago", "2025-06-25", "day"),
        ("Yesterday", "2025-06-27", "day"),
        ("13 hours ago", "2025-06-27", "day"),
        ("last updated 5 mins ago", "2025-06-28", "day"),
        ("2 weeks ago", "2025-06-14", "day"),
        ("7 months ago", "2024-11", "month"),
        ("2 years ago", "2023", "year"),
    ],
)
def test_a_relative_date_counts_from_the_capture(line: str, value: str, precision: str) -> None:
    printed = find_date(line, captured_at=CAPTURED)
    assert printed is not None
    assert (printed.value, printed.precision, printed.basis) == (value, precision, "relative to capture")


def test_a_relative_date_without_a_capture_is_a_doubt() -> None:
    printed = find_date("3 days ago")
    assert printed is not None
    assert printed.value is None
    assert printed.doubt is not None
    assert "capture" in printed.doubt


@pytest.mark.parametrize("line", ["31-02-2025", "June 31, 2025", "2025-13-01"])
def test_a_date_that_cannot_be_says_so(line: str) -> None:
    printed = find_date(line)
    assert printed is not None
    assert printed.value is None
    assert printed.doubt is not None
    assert "cannot be" in printed.doubt


@pytest.mark.parametrize(
    "line", ["June 27 in Tokyo was hot", "May 5 people", "the end of today", "Covid-19", "$1.23 million", ""]
)
def test_what_says_more_than_a_date_is_none(line: str) -> None:
    assert not is_date_line(line)


def test_numbers_on_the_page_settle_which_comes_first() -> None:
    assert day_comes_first(["05-06-2025", "21-06-2025"])
    assert not day_comes_first(["05/06/2025", "06/21/2025"])
    month_first = find_date("05/06/2025", day_first=False)
    assert month_first is not None
    assert month_first.value == "2025-05-06"


@pytest.mark.parametrize(
    ("text", "value", "agency"),
    [
        ("TOKYO, June 27 (Reuters) - Two ministers met", "2025-06-27", "Reuters"),
        ("TOKYO, July 5 — Two ministers met", "2024-07-05", None),
        ("SEOUL, 3 July 2023 (Yonhap) -- Two ministers met", "2023-07-03", "Yonhap"),
    ],
)
def test_a_dateline_without_a_year_is_the_last_such_day(text: str, value: str, agency: str | None) -> None:
    dateline = read_dateline(text, captured_at=CAPTURED)
    assert dateline is not None
    assert (dateline.printed.value, dateline.agency) == (value, agency)


def test_a_leap_day_without_a_year_is_found() -> None:
    dateline = read_dateline("PARIS, Feb 29 - It rained", captured_at=CAPTURED)
    assert dateline is not None
    assert dateline.printed.value == "2024-02-29"


@given(st.text(max_size=120))
def test_any_line_can_be_asked(line: str) -> None:
    printed = find_date(line, captured_at=CAPTURED)
    assert printed is None or (printed.value is None) == (printed.doubt is not None)


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://example.com/2025/01/08/harbour", "2025-01-08"),
        ("https://example.com/politics/20250108-232302/", "2025-01-08"),
        ("https://example.com/2025/13/08/harbour", None),
        ("https://example.com/story/12345678901", None),
    ],
)
def test_the_day_in_an_address(url: str, value: str | None) -> None:
    printed = date_in_address(url)
    assert (printed.value if printed else None) == value


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Published 3 May 2025, updated 4 May 2025", ("2025-05-04", "day")),
        ("Updated: 4 May 2025 Published: 3 May 2025", ("2025-05-04", "day")),
        (
            "Published May 3, 2025 10:00 AM EDT Updated May 4, 2025 4:15 p.m. EDT",
            ("2025-05-04T16:15:00-04:00", "minute"),
        ),
        ("Aktualisiert am 4.5.2025", ("2025-05-04", "day")),
        ("Published 3 May 2025", None),
        ("The timetable was updated on 4 May 2025", None),
    ],
)
def test_when_a_line_says_that_its_story_was_updated(line: str, found: tuple[str, str] | None) -> None:
    printed = find_update(line)
    assert (printed and (printed.value, printed.precision)) == found


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("5 Aprıl 2025", "2025-04-05"),
        ("Aprıl 5, 2025", "2025-04-05"),
        ("Julı 2025", "2025-07"),
        ("five days ago".replace("i", "ı"), "2025-06-23"),
        ("2 monthſ ago", "2025-04"),
    ],
)
def test_letters_that_fold_into_others_are_no_stumbling_block(line: str, value: str) -> None:
    printed = find_date(line, captured_at=CAPTURED)
    assert printed is not None
    assert printed.value == value


@given(st.sampled_from(["5 April 2025", "July 5", "late May 2025", "five minutes ago", "Juli 2025"]), st.data())
def test_no_letter_that_passes_for_another_crashes(line: str, data: st.DataObject) -> None:
    printed = "".join(data.draw(st.sampled_from([one, *{"i": "ıİ", "s": "ſ", "k": "K"}.get(one, "")])) for one in line)
    find_date(printed, captured_at=CAPTURED)


@pytest.mark.parametrize("line", ["20 ago 2025", "20 de ago", "20 ago", "Publicado 20 ago, 14:30", "20 ago. 2025"])
def test_a_short_august_stays_a_month(line: str) -> None:
    printed = find_date(line, captured_at=datetime.fromisoformat("2025-11-18T12:00:00+00:00"))
    assert printed is not None
    assert (printed.value, printed.basis) == ("2025-08-20", "absolute")


@pytest.mark.parametrize(
    "line",
    [
        "Stand: 04.03.2026, 08:12 Uhr | Lesezeit: 3 Minuten",
        "Publié le 4 mars 2026 à 8h12 | Temps de lecture : 3 min",
        "4 marzo 2026 · Tempo di lettura: 3 min",
        "4 de marzo de 2026 - 3 min de lectura",
        "4 Mart 2026 | Okuma süresi: 3 dk",
        "2026年3月4日 8時12分 読了時間：3分",
    ],
)
def test_how_long_a_story_takes_to_read_may_stand_beside_its_date(line: str) -> None:
    printed = find_date(line)
    assert printed is not None
    assert (printed.value or "")[:10] == "2026-03-04"
    assert not is_date_line("Lesezeit: 3 Minuten")
    assert not is_date_line("Stand: 04.03.2026, Lesezeit im Vergleich")
