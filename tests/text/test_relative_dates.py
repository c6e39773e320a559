"""Dates that count from the moment at which a page was captured."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.clocks import home_zone
from stories.text.dates import find_date
from stories.text.dates_beside import back_within, without_back
from stories.text.relative_dates import counted_back

CAPTURED = datetime.fromisoformat("2025-05-18T12:00:00+00:00")


@pytest.mark.parametrize(
    ("line", "value", "precision"),
    [
        ("vor 2 Stunden", "2025-05-18", "day"),
        ("vor 2 Std.", "2025-05-18", "day"),
        ("vor einer Stunde", "2025-05-18", "day"),
        ("Aktualisiert vor 3 Tagen", "2025-05-15", "day"),
        ("vor 3 Monaten", "2025-02", "month"),
        ("il y a 13 heures", "2025-05-17", "day"),
        ("Publié il y a 1h20", "2025-05-18", "day"),
        ("il y a 2 ans", "2023", "year"),
        ("hace 2 días", "2025-05-16", "day"),
        ("há 2 dias", "2025-05-16", "day"),
        ("2 giorni fa", "2025-05-16", "day"),
        ("2 dagen geleden", "2025-05-16", "day"),
        ("för 2 dagar sedan", "2025-05-16", "day"),
        ("2 dni temu", "2025-05-16", "day"),
        ("2 дня назад", "2025-05-16", "day"),
        ("2 gün önce", "2025-05-16", "day"),
        ("2日前", "2025-05-16", "day"),
        ("3ヶ月前", "2025-02", "month"),
        ("2일 전", "2025-05-16", "day"),
        ("2天前", "2025-05-16", "day"),
        ("منذ يومين", "2025-05-16", "day"),
        ("قبل ٢ أيام", "2025-05-16", "day"),
        ("לפני 2 ימים", "2025-05-16", "day"),
        ("1 day and 13 hours ago", "2025-05-17", "day"),
        ("Stand: gestern", "2025-05-17", "day"),
        ("avant-hier", "2025-05-16", "day"),
        ("Publicado ayer", "2025-05-17", "day"),
        ("입력 어제", "2025-05-17", "day"),
        ("un'ora fa", "2025-05-18", "day"),
        ("Un’ora fa", "2025-05-18", "day"),
        ("un'anno fa", "2024", "year"),
        ("2 ч. назад", "2025-05-18", "day"),
        ("15 ч назад", "2025-05-17", "day"),
        ("2 дн. назад", "2025-05-16", "day"),
        ("2 нед. назад", "2025-05-04", "day"),
        ("3 мес. назад", "2025-02", "month"),
        ("2 г. назад", "2023", "year"),
        ("30 сек. назад", "2025-05-18", "day"),
        ("il y a 2 j", "2025-05-16", "day"),
        ("2 gg fa", "2025-05-16", "day"),
        ("2 mies. temu", "2025-03", "month"),
        ("för 15 tim sedan", "2025-05-17", "day"),
        ("9 years ago", "2016", "year"),
        ("vor einem Jahr", "2024", "year"),
        ("gerade eben", "2025-05-18", "day"),
        ("Yesterday", "2025-05-17", "day"),
        ("一昨日", "2025-05-16", "day"),
        ("1h20 ago", "2025-05-18", "day"),
        ("1 h 20 ago", "2025-05-18", "day"),
        ("Updated 3h05 ago", "2025-05-18", "day"),
        ("一時間前", "2025-05-18", "day"),
        ("約二十三時間前", "2025-05-17", "day"),
        ("三天前", "2025-05-15", "day"),
        ("两小时前", "2025-05-18", "day"),
        ("半小时前", "2025-05-18", "day"),
        ("二週間前", "2025-05-04", "day"),
        ("세 시간 전", "2025-05-18", "day"),
        ("두시간 전", "2025-05-18", "day"),
        ("hace cuatro horas", "2025-05-18", "day"),
        ("hace quince días", "2025-05-03", "day"),
        ("vor zwölf Stunden", "2025-05-18", "day"),
        ("vor einer halben Stunde", "2025-05-18", "day"),
        ("il y a vingt heures", "2025-05-17", "day"),
        ("quattro ore fa", "2025-05-18", "day"),
        ("há onze dias", "2025-05-07", "day"),
        ("vijf dagen geleden", "2025-05-13", "day"),
        ("för sju dagar sedan", "2025-05-11", "day"),
        ("пять дней назад", "2025-05-13", "day"),
        ("dwie godziny temu", "2025-05-18", "day"),
        ("před dvěma hodinami", "2025-05-18", "day"),
        ("on gün önce", "2025-05-08", "day"),
        ("منذ ثلاث ساعات", "2025-05-18", "day"),
        ("half an hour ago", "2025-05-18", "day"),
    ],
)
def test_what_is_counted_back(line: str, value: str, precision: str) -> None:
    printed = find_date(line, captured_at=CAPTURED)
    assert printed is not None
    assert (printed.value, printed.precision, printed.basis) == (value, precision, "relative to capture")


@pytest.mark.parametrize(
    ("line", "language", "value"),
    [
        ("gestern, 22:40", "de", "2025-05-17T22:40:00+02:00"),
        ("Heute um 9.15 Uhr", "de", "2025-05-18T09:15:00+02:00"),
        ("ieri alle 22:40", "it", "2025-05-17T22:40:00+02:00"),
        ("昨日 22時40分", "ja", "2025-05-17T22:40:00+09:00"),
        ("어제 오후 10:40", "ko", "2025-05-17T22:40:00+09:00"),
        ("Yesterday, 10:40 p.m. BST", "en", "2025-05-17T22:40:00+01:00"),
        ("Yesterday, 22:40", "en", "2025-05-17"),
        ("hier à 22h40", "fr", "2025-05-17"),
        ("heute, 23:15", "de", "2025-05-18"),
    ],
)
def test_the_clock_of_such_a_day_needs_its_zone_and_cannot_lie_ahead(line: str, language: str, value: str) -> None:
    printed = find_date(line, captured_at=CAPTURED, home=home_zone(language))
    assert printed is not None
    assert (printed.value, printed.basis) == (value, "relative to capture")
    assert printed.precision == ("minute" if "T" in value else "day")


def test_days_are_those_of_the_page() -> None:
    late = datetime.fromisoformat("2025-05-17T18:00:00+00:00")  # in Tokyo it is the 18th
    for line in ("更新 昨日", "昨日 22:40", "1日前"):
        printed = find_date(line, captured_at=late, home=home_zone("ja"))
        assert printed is not None
        assert str(printed.value)[:10] == "2025-05-17"


@pytest.mark.parametrize(
    "line",
    ["Hier", "Oggi", "Streik endet heute", "Ein Mann starb vor 2 Jahren", "3時間前に発生", "Vor allem 2 Stunden",
     "Il y a du monde", "2 hours", "5 min", "gestern und morgen", "Hace calor",
     "Vor 25 Jahren", "vor zehn Jahren", "Vor fünf Jahren", "50 years ago", "999 years ago", "50年前", "il y a 30 ans",
     "25 лет назад",
     "三年前", "五十年前", "三年前の今日", "On the day", "to timer",
     "Heute", "Gestern", "Today", "ayer", "ieri", "어제", "昨日", "今天", "сегодня", "Aujourd’hui"],
)  # fmt: skip
def test_what_says_more_or_something_else_is_no_date(line: str) -> None:
    assert find_date(line, captured_at=CAPTURED) is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Von Anna Weber, gestern, 22:40 Uhr", "2025-05-17"),
        ("By A. Writer 2 days ago", "2025-05-16"),
        ("Anna Weber · vor 3 Tagen", "2025-05-15"),
        ("Harbour News - 2 days ago", "2025-05-16"),
        ("Par Claire Dubois | Publié il y a 3 jours", "2025-05-15"),
        ("il y a 3 jours | Politique", "2025-05-15"),
        ("山田太郎 3日前", "2025-05-15"),
        ("新华社 昨天 22:40", "2025-05-17"),
        ("大地震から 3日前の予兆", None),
        ("Das Schiff sank vor 2 Jahren", None),
        ("By Monday it was over, as it had been two days ago.", None),
        ("By then it was over two days ago", None),
        ("The long strike of the ferry crews at Port Linden | two days ago", None),
        ("5 May 2025 | yesterday", None),
        ("Von Anna Weber, gestern", "2025-05-17"),
        ("Von Anna Weber | Gestern", "2025-05-17"),
        ("Vor 25 Jahren | Mauerfall", None),
        ("Tagesschau | Heute", None),
        ("Gestern | Politik", None),
        ("Politik | Gestern, 22:40 Uhr", "2025-05-17"),
    ],
)
def test_a_date_beside_other_words(line: str, value: str | None) -> None:
    printed = back_within(line, captured_at=CAPTURED)
    assert (printed and printed.value) == value


def test_names_without_the_date_behind_them() -> None:
    assert without_back("Von Anna Weber, gestern, 22:40 Uhr") == "Von Anna Weber"
    assert without_back("By A. Writer 2 days ago") == "By A. Writer"
    assert without_back("Von Anna Weber, gestern") == "Von Anna Weber"
    assert without_back("Von Anna Weber") == "Von Anna Weber"


@pytest.mark.parametrize(
    ("line", "value"),
    [("ЧАС НАЗАД", "2025-05-18"), ("GODZINĘ TEMU", "2025-05-18"), ("VOR ZWEİ TAGEN", "2025-05-16"),
     ("PUBLICADO AYER", "2025-05-17"),
     ("HACE UNA SEMANA", "2025-05-11"), ("9 YEARS AGO", "2016"), ("999 WEEKS AGO", "2006-03-26")],
)  # fmt: skip
def test_capitals_and_the_longest_counts(line: str, value: str) -> None:
    printed = find_date(line, captured_at=CAPTURED)
    assert printed is not None
    assert printed.value == value


@pytest.mark.parametrize(
    ("line", "unit", "count"),
    [
        ("Yarım saat önce", "minute", 30),
        ("YARIM SAAT ÖNCE", "minute", 30),
        ("altı gün önce", "day", 6),
        ("ALTI SAAT ÖNCE", "hour", 6),
        ("on beş gün önce", "day", 15),
        ("On iki saat önce", "hour", 12),
        ("yirmi altı gün önce", "day", 26),
        ("on gün önce", "day", 10),
        ("πριν από τρεις ημέρες", "day", 3),
        ("ΠΡΙΝ ΑΠΌ ΤΡΕΙΣ ΏΡΕΣ", "hour", 3),
        ("πριν τέσσερις ώρες", "hour", 4),
        ("vor dreißig Tagen", "day", 30),
        ("VOR DREISSIG MINUTEN", "minute", 30),
        ("twenty-five minutes ago", "minute", 25),
        ("il y a dix-sept heures", "hour", 17),
        ("двадцать пять минут назад", "minute", 25),
        ("hace treinta y cinco días", "day", 35),
        ("há vinte e duas horas", "hour", 22),
        ("a day ago", "day", 1),
        ("il y a une demi-heure", "minute", 30),
        ("三十二分前", "minute", 32),
    ],
)
def test_counts_in_words_are_those_that_stand_there(line: str, unit: str, count: int) -> None:
    back = counted_back(line)
    assert back is not None
    assert (back.unit, back.count) == (unit, count)


@pytest.mark.parametrize(
    "line",
    ["seventy-five days ago", "hace sesenta y cinco días", "mười hai ngày trước", "one hundred and five hours ago",
     "yüz beş gün önce", "quatre-vingt-dix jours", "il y a quatre-vingt-dix jours", "1250 days ago", "2.5 hours ago",
     "一百五十天前", "thirty five six days ago"],
)  # fmt: skip
def test_the_end_of_a_longer_number_is_no_count(line: str) -> None:
    assert counted_back(line) is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("vor einer Stunde", "2025-05-17"),
        ("Un’ora fa", "2025-05-17"),
        ("altı saat önce", "2025-05-17"),
        ("πριν από τρεις ώρες", "2025-05-17"),
        ("15 ч назад", "2025-05-17"),
        ("30 сек. назад", "2025-05-18"),
        ("il y a 40 minutes", "2025-05-17"),
        ("yarım saat önce", "2025-05-18"),
    ],
)
def test_hours_count_from_the_minute_of_the_capture(line: str, value: str) -> None:
    printed = find_date(line, captured_at=datetime.fromisoformat("2025-05-18T00:30:00+00:00"))
    assert printed is not None
    assert printed.value == value


@given(st.text(alphabet="0123 avorhg iltd昨日前時間·|,.:יוםساعةقبلçñéßİıſςüöş", max_size=50))
def test_any_line_can_be_asked(line: str) -> None:
    for found in (find_date(line, captured_at=CAPTURED), back_within(line, captured_at=CAPTURED)):
        assert found is None or found.basis in ("absolute", "relative to capture")
    assert line.startswith(without_back(line).rstrip()) or without_back(line) == line
