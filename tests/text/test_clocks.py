"""Times of day in many languages, and in whose zone they are read."""

import itertools
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text import clocks
from stories.text.clocks import clocks_in, home_zone
from stories.text.dates import find_date, find_update
from stories.text.months import region

DAY = "2025-06-27"


@pytest.mark.parametrize(
    ("line", "language", "value"),
    [
        ("27. Juni 2025, 18.30 Uhr", "de", f"{DAY}T18:30:00+02:00"),
        ("Freitag, 27.06.2025, 18 Uhr", "de", f"{DAY}T18:00:00+02:00"),
        ("Stand: 27.06.2025 | 18:30 Uhr", "de", f"{DAY}T18:30:00+02:00"),
        ("Veröffentlicht am 27.01.2025 um 9.05 Uhr", "de", "2025-01-27T09:05:00+01:00"),
        ("27 giugno 2025, ore 18:30", "it", f"{DAY}T18:30:00+02:00"),
        ("27 juni 2025 om 18.30 uur", "nl", f"{DAY}T18:30:00+02:00"),
        ("2025年6月27日 午後6時30分", "ja", f"{DAY}T18:30:00+09:00"),
        ("2025年6月27日（金）18時30分", "ja", f"{DAY}T18:30:00+09:00"),
        ("2025年6月27日 18時30分5秒 公開", "ja", f"{DAY}T18:30:00+09:00"),
        ("2025年6月27日 18時", "ja", f"{DAY}T18:00:00+09:00"),
        ("2025年6月27日 午後6:30", "ja", f"{DAY}T18:30:00+09:00"),
        ("2025年6月27日 午前0時5分", "ja", f"{DAY}T00:05:00+09:00"),
        ("2025年6月27日 午後0時5分", "ja", f"{DAY}T12:05:00+09:00"),
        ("2025年6月27日 下午6点30分", "zh", f"{DAY}T18:30:00+08:00"),
        ("2025년 6월 27일 오후 6시 30분", "ko", f"{DAY}T18:30:00+09:00"),
    ],
)
def test_a_clock_without_a_zone_is_of_the_languages_country(line: str, language: str, value: str) -> None:
    printed = find_date(line, home=home_zone(language))
    assert printed is not None
    assert (printed.value, printed.precision, printed.basis) == (value, "minute", "absolute")
    bare = find_date(line)
    assert bare is not None
    assert (bare.value, bare.precision) == (value[:10], "day")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("27.06.2025, 18.30 Uhr MESZ", f"{DAY}T18:30:00+02:00"),
        ("2025年6月27日 18時30分（JST）", f"{DAY}T18:30:00+09:00"),
        ("2025年6月27日 午後6時30分（日本時間）", f"{DAY}T18:30:00+09:00"),
        ("27 juin 2025 à 18h30, heure de Paris", f"{DAY}T18:30:00+02:00"),
        ("27 juin 2025 à 18 h 30 (CEST)", f"{DAY}T18:30:00+02:00"),
        ("27 de junio de 2025, 18:30 h (hora peninsular)", f"{DAY}T18:30:00+02:00"),
        ("27/06/2025 às 18h30 (horário de Brasília)", f"{DAY}T18:30:00-03:00"),
    ],
)
def test_a_zone_behind_the_word_for_hours_is_read(line: str, value: str) -> None:
    printed = find_date(line, home=home_zone("th"))
    assert printed is not None
    assert (printed.value, printed.precision) == (value, "minute")


@pytest.mark.parametrize(
    "line",
    [
        "27 juin 2025 à 18h30",
        "27/06/2025 18h",
        "27 de junio de 2025, 18:30 h",
        "27 de junio de 2025 a las 18.30 h.",
        "27 de junho de 2025 às 18h30",
        "27 juni 2025 kl. 18.30",
    ],
)
def test_a_clock_that_can_be_of_several_zones_leaves_the_day(line: str) -> None:
    printed = find_date(line, home=home_zone("fr"))
    assert printed is not None
    assert (printed.value, printed.precision) == (DAY, "day")


@pytest.mark.parametrize(
    ("address", "language", "hours"),
    [
        ("https://www.quai.example.fr/a", "fr", 2),
        ("https://muelle.es/a", "es", 2),
        ("https://news.quay.co.uk/a", "en", 1),
        ("https://english.quay.co.jp/a", "en", 9),
        ("https://quay.example/a", "de", 2),
        ("https://quay.tv/a", "de", 2),
        ("https://quay.ru/a", "de", None),
        ("https://quay.com.br/a", "pt", None),
        ("https://quay.com/a", "en", None),
        (None, "ja", 9),
        (None, None, None),
        ("https://[", "ja", 9),
    ],
)
def test_the_country_of_the_site_comes_before_the_language(
    address: str | None, language: str | None, hours: int | None
) -> None:
    zone = home_zone(language, address)
    offset = zone.utcoffset(datetime(2025, 6, 27)) if zone else None
    assert offset == (None if hours is None else timedelta(hours=hours))


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Stand: 27.06.2025, 18.30 Uhr", f"{DAY}T18:30:00+02:00"),
        ("Erstellt: 26.06.2025, 9.00 Uhr, Aktualisiert: 27.06.2025, 18.30 Uhr", f"{DAY}T18:30:00+02:00"),
        ("Pubblicato il 26/06/2025, aggiornato il 27/06/2025 alle ore 18:30", f"{DAY}T18:30:00+02:00"),
    ],
)
def test_when_it_was_changed_has_its_clock_too(line: str, value: str) -> None:
    printed = find_update(line, home=home_zone("de"))
    assert printed is not None
    assert (printed.value, printed.precision) == (value, "minute")


def test_of_two_stamps_in_japanese_each_has_its_clock() -> None:
    line = "公開日時：2025年6月27日 18時30分 更新日時：2025年6月28日 9時5分"
    published, updated = find_date(line, home=home_zone("ja")), find_update(line, home=home_zone("ja"))
    assert published is not None
    assert updated is not None
    assert (published.value, updated.value) == (f"{DAY}T18:30:00+09:00", "2025-06-28T09:05:00+09:00")


@pytest.mark.parametrize("line", ["27 juin 2025, 3 h de lecture", "2025年6月27日 3時間前の話", "27.06.2025: 18 Uhren"])
def test_what_is_no_clock_makes_no_stamp(line: str) -> None:
    assert find_date(line, home=home_zone("de")) is None


def test_a_clock_that_cannot_be_leaves_the_day() -> None:
    printed = find_date("27.06.2025, 25.61 Uhr", home=home_zone("de"))
    assert printed is not None
    assert (printed.value, printed.precision) == (DAY, "day")


@given(st.text(alphabet="0123456789:.h時时分午後前 시오후pmuUhr()（）JST", max_size=60))
def test_clocks_lie_in_the_line_and_leave_its_length(text: str) -> None:
    rest, found = clocks_in(text)
    places = [(clock.start, clock.end) for clock in found]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(places))
    assert all(rest[start:end].strip() == "" for start, end in places if len(rest) == len(text))


@pytest.mark.parametrize(
    "line",
    [
        "8 January 2025 · 2h",
        "8 January 2025, 2 hrs",
        "8 January 2025 | 3 h read",
        "8 January 2025, 3.50",
        "08/01/2025, 3.50",
        "08/01/2025 · 2h",
    ],
)
def test_a_length_of_time_or_a_price_is_no_clock(line: str) -> None:
    printed = find_date(line, home=home_zone("en", "https://quay.ie/a"))
    assert printed is not None
    assert (printed.value, printed.precision) == ("2025-01-08", "day")


@pytest.mark.parametrize(
    ("line", "address", "value"),
    [
        ("27 juin 2025 à 18h", "https://quai.fr/a", f"{DAY}T18:00:00+02:00"),
        ("27/06/2025 18h", "https://quai.fr/a", f"{DAY}T18:00:00+02:00"),
        ("27 de junio de 2025 18 h", "https://muelle.es/a", f"{DAY}T18:00:00+02:00"),
        ("27.06.2025, 18.30", "https://kai.de/a", f"{DAY}T18:30:00+02:00"),
        ("27 giugno 2025 18.30", "https://molo.it/a", f"{DAY}T18:30:00+02:00"),
        ("27. September 2025 18.30", "https://kai.de/a", "2025-09-27T18:30:00+02:00"),
        ("27 June 2025, 6.30pm", "https://quay.co.uk/a", f"{DAY}T18:30:00+01:00"),
        ("27 June 2025 at 18.30", "https://quay.co.uk/a", f"{DAY}T18:30:00+01:00"),
        ("27 June 2025, 18.30 GMT", "https://quay.co.uk/a", f"{DAY}T18:30:00+00:00"),
        ("27 de junio de 2025 · 3h lectura", "https://muelle.es/a", None),
    ],
)
def test_where_papers_print_so_it_is_a_clock(line: str, address: str, value: str | None) -> None:
    printed = find_date(line, home=home_zone(None, address))
    assert (printed.value if printed else None) == value


@pytest.mark.parametrize(
    ("line", "address", "value"),
    [
        ("27 June 2025, 10:30 CST", "https://quay.com.cn/a", f"{DAY}T10:30:00+08:00"),
        ("27 June 2025, 10:30 CST", "https://quay.tw/a", f"{DAY}T10:30:00+08:00"),
        ("27 June 2025, 10:30 CST", "https://quay.com/a", f"{DAY}T10:30:00-06:00"),
        ("27 June 2025, 10:30 IST", "https://quay.ie/a", f"{DAY}T10:30:00+01:00"),
        ("27 June 2025, 10:30 IST", "https://quay.co.il/a", f"{DAY}T10:30:00+03:00"),
        ("27 June 2025, 10:30 IST", "https://quay.in/a", f"{DAY}T10:30:00+05:30"),
        ("27 June 2025, 10:30 (JST)", "https://quay.ie/a", f"{DAY}T10:30:00+09:00"),
    ],
)
def test_letters_of_several_zones_mean_the_one_of_the_country(line: str, address: str, value: str) -> None:
    printed = find_date(line, home=home_zone("en", address))
    assert printed is not None
    assert printed.value == value


def test_a_machine_without_the_zone_leaves_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    assert region("Nowhere/At_all") is None
    monkeypatch.setitem(clocks._HOMES, "de", "Nowhere/At_all")
    printed = find_date("27. Juni 2025, 18.30 Uhr", home=home_zone("de"))
    assert printed is not None
    assert (printed.value, printed.precision) == (DAY, "day")
