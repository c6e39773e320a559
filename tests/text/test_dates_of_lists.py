"""Days without a year in Japanese and Korean, dates as Hungarian has them, and the time of a change behind a day."""

from datetime import UTC, datetime

import pytest

from stories.text.clocks import home_zone
from stories.text.dates import date_within, find_date, find_update

NOW = datetime(2026, 11, 27, 14, tzinfo=UTC)


@pytest.mark.parametrize("line", ["11月25日", "11月25日（水）", "11월 25일", "更新：11月25日"])
def test_a_day_without_a_year_is_the_nearest_before_the_capture(line: str) -> None:
    printed = find_date(line, captured_at=NOW)
    assert printed is not None
    assert (printed.value, printed.precision) == ("2026-11-25", "day")
    before = find_date(line, captured_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert before is not None
    assert before.value == "2025-11-25"


@pytest.mark.parametrize("line", ["11月25日間", "11月25日に採決", "5月の25日", "13月40"])
def test_what_is_no_such_day(line: str) -> None:
    assert find_date(line, captured_at=NOW) is None
    assert date_within(line, captured_at=NOW) is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2026. november 26. 14:20", "2026-11-26T14:20:00+01:00"),
        ("2026. november 26., csütörtök 14:20", "2026-11-26T14:20:00+01:00"),
        ("2026. máj. 6. 8:05", "2026-05-06T08:05:00+02:00"),
        ("Megjelent: 2026. január 6.", "2026-01-06"),
    ],
)
def test_hungarian_dates(line: str, value: str) -> None:
    printed = find_date(line, captured_at=NOW, home=home_zone("hu"))
    assert printed is not None
    assert printed.value == value


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("26 novembre 2026, aggiornato alle 21:10", "2026-11-26"),
        ("26 novembre 2026 ore 18:05 - aggiornato alle ore 21.10", "2026-11-26T18:05:00+01:00"),
        ("26. November 2026, aktualisiert um 21:10 Uhr", "2026-11-26"),
    ],
)
def test_a_time_behind_a_word_for_a_change_is_that_of_the_change(line: str, published: str) -> None:
    home = home_zone("it")
    printed, updated = find_date(line, home=home), find_update(line, home=home)
    assert printed is not None
    assert updated is not None
    assert (printed.value, updated.value) == (published, "2026-11-26T21:10:00+01:00")


def test_without_a_zone_there_is_no_moment_of_a_change() -> None:
    assert find_update("26 novembre 2026, aggiornato alle 21:10") is None
