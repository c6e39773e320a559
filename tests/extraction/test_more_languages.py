"""Bylines and dates of copied pages in languages of which the pages at hand have few."""

from datetime import UTC, datetime

import pytest

from stories.extraction import Clipping, read_page
from stories.extraction.printed import byline_names

PAGES = {
    "tr": (
        "Bakan görevinden ayrıldı, meclis toplanıyor",
        "Bakan, feribot yangınından sonra perşembe günü görevinden ayrıldığını yazılı bir açıklamayla herkese duyurdu.",
    ),
    "el": (
        "Παραιτήθηκε ο υπουργός Μεταφορών",
        "Ο υπουργός ανακοίνωσε την Πέμπτη την παραίτησή του ύστερα από την έντονη κριτική για τη φωτιά στο πλοίο.",
    ),
    "sv": (
        "Ministern avgår efter branden",
        "Ministern meddelade på torsdagen att han lämnar sin post efter den hårda kritiken mot sitt eget departement.",
    ),
    "id": (
        "Menteri Perhubungan mundur",
        "Menteri mengumumkan pengunduran dirinya pada hari Kamis setelah kebakaran kapal feri menewaskan tujuh orang.",
    ),
    "pl": (
        "Minister transportu podał się do dymisji",
        "Minister ogłosił w czwartek swoją rezygnację po ostrej krytyce tego, jak jego resort odpowiedział na pożar.",
    ),
}


def read(language: str, *stamps: str) -> Clipping:
    headline, text = PAGES[language]
    raw = "\n\n".join([headline, "\n".join(stamps), text]).encode()
    [clipping] = read_page(raw, captured_at=datetime(2026, 11, 27, 12, tzinfo=UTC)).clippings
    assert (clipping.headline, clipping.body) == (headline, text)
    return clipping


@pytest.mark.parametrize(
    ("language", "stamp", "published"),
    [
        ("tr", "27 Kasım 2026 Cuma, 10:15", "2026-11-27T10:15:00+03:00"),
        ("tr", "3 AĞUSTOS 2026", "2026-08-03"),
        ("tr", "Yayınlanma: 9 Mayıs 2026", "2026-05-09"),
        ("el", "26 Νοεμβρίου 2026, 18:45", "2026-11-26T18:45:00+02:00"),
        ("el", "Πέμπτη, 26 Νοε 2026", "2026-11-26"),
        ("el", "Χθες, 19:30", "2026-11-26T19:30:00+02:00"),
        ("sv", "den 27 november 2026", "2026-11-27"),
        ("sv", "Publicerad i går 21.15", "2026-11-26T21:15:00+01:00"),
        ("sv", "Publicerad 27 nov 2026 kl 05.50", "2026-11-27T05:50:00+01:00"),
        ("id", "Jumat, 27 November 2026", "2026-11-27"),
        ("id", "Jumat, 27 Nov 2026 14:20 WIB", "2026-11-27T14:20:00+07:00"),
        ("pl", "czwartek, 26 listopada 2026", "2026-11-26"),
        ("pl", "5 września 2026", "2026-09-05"),
    ],
)
def test_dates(language: str, stamp: str, published: str) -> None:
    assert read(language, stamp).published == published


@pytest.mark.parametrize(
    ("language", "line", "byline"),
    [
        ("tr", "Haber: Deniz Korkmaz", "Deniz Korkmaz"),
        ("tr", "Haber: Deniz Korkmaz | 27 Kasım 2026", "Deniz Korkmaz"),
        ("el", "Της Μαρίας Παπαδοπούλου", "Μαρίας Παπαδοπούλου"),
        ("sv", "Av Åsa Nyström", "Åsa Nyström"),
        ("id", "Oleh Dewi Lestari Wulandari", "Dewi Lestari Wulandari"),
        ("id", "Penulis: Dewi Lestari Wulandari", "Dewi Lestari Wulandari"),
    ],
)
def test_bylines(language: str, line: str, byline: str) -> None:
    assert read(language, line).byline == (byline,)


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("sv", "Av oro för stormen: så fyller byn sina lador"),
        ("sv", "Af frygt for stormen lukker broen nu"),
        ("el", "Του νησιού οι ψαράδες ζητούν νέο λιμάνι"),
        ("el", "Της θάλασσας τα μυστικά βγαίνουν στο φως"),
        ("tr", "Haber: Belediye Yeni Feribot Alıyor"),
        ("id", "Laporan: Ombak Tinggi Pelabuhan Ditutup"),
        ("pl", "Por primera vez en diez años bajan los precios"),
        ("pl", "Di fronte alla tempesta il governo frena tutto"),
        ("pl", "By the time the ferry came all were gone"),
    ],
)
def test_a_headline_may_begin_as_bylines_do(language: str, headline: str) -> None:
    text = PAGES[language][1]
    [clipping] = read_page(f"{headline}\n\n27 November 2026\n\n{text}\n\n{text}".encode()).clippings
    assert (clipping.headline, clipping.byline) == (headline, ())


@pytest.mark.parametrize(
    "line",
    [
        "Av redaktionen",
        "Af Ritzau",
        "Par Le Quai avec AFP",
        "By: The Associated Press",
        "Penulis: The Associated Press",
        "Muhabir: Deniz Korkmaz - Kamera: Ali Kaya",
        "By Quay Ledger staff writers and agencies in two ports",
    ],
)
def test_a_byline_of_desks_names_nobody_and_is_no_headline(line: str) -> None:
    assert byline_names(line) == ()


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Av Åsa Nyström, utrikesredaktör i Testhamn", ("Åsa Nyström",)),
        ("Της Μαρίας Παπαδοπούλου και του Νίκου Δήμου", ("Μαρίας Παπαδοπούλου", "Νίκου Δήμου")),
        ("Av Åsa Nyström och Rolf Dahm", ("Åsa Nyström", "Rolf Dahm")),
        ("Laporan: Budi Santoso Wijaya", ("Budi Santoso Wijaya",)),
    ],
)
def test_people_with_what_they_are_sign_too(line: str, byline: tuple[str, ...]) -> None:
    assert byline_names(line) == byline


def test_a_dek_may_begin_as_bylines_do() -> None:
    headline, text = PAGES["sv"]
    dek = "Av de nitton skadade är fyra kvar på sjukhuset i staden"
    [clipping] = read_page(f"{headline}\n\n{dek}\n\nAv Åsa Nyström\n\n27 november 2026\n\n{text}".encode()).clippings
    assert (clipping.headline, clipping.dek, clipping.byline) == (headline, dek, ("Åsa Nyström",))
