"""Bylines that name a paper's correspondent before whom they name."""

import pytest

from stories.extraction import Clipping, read_page
from stories.extraction.html_authors import names_in, signed_names
from stories.extraction.printed import byline_names
from tests.extraction.test_html_stamps import HEADS, TEXTS

LINES = {
    "From our correspondent W. Ferrier": ("W. Ferrier",),
    "By our own correspondent, Oriana Testwell": ("Oriana Testwell",),
    "From our special correspondent in Port Aven, W. Ferrier": ("W. Ferrier",),
    "FROM OUR CORRESPONDENT WILMA FERRIER": ("Wilma Ferrier",),
    "Von unserem Korrespondenten Wilm Ferrier": ("Wilm Ferrier",),
    "Von unserer Auslandskorrespondentin Wilma Ferrier": ("Wilma Ferrier",),
    "Von unseren Redaktionsmitgliedern Wilma Ferrier und Jon Aske": ("Wilma Ferrier", "Jon Aske"),
    "Von unserem Korrespondenten in Port Aven, Wilm Ferrier": ("Wilm Ferrier",),
    "De notre correspondant Wilm Ferrier": ("Wilm Ferrier",),
    "De notre envoyée spéciale à Port-Aven, Wilma Ferrier": ("Wilma Ferrier",),
    "De nuestro corresponsal Wilm Ferrier": ("Wilm Ferrier",),
    "De nuestra enviada especial en Puerto Aven: Wilma Ferrier": ("Wilma Ferrier",),
    "Dalla nostra inviata Wilma Ferrier": ("Wilma Ferrier",),
    "Do nosso correspondente Wilm Ferrier": ("Wilm Ferrier",),
    "Van onze correspondent Wilm Ferrier": ("Wilm Ferrier",),
}


@pytest.mark.parametrize(("line", "names"), LINES.items())
def test_the_name_behind_is_the_byline(line: str, names: tuple[str, ...]) -> None:
    assert byline_names(line) == names
    assert signed_names(line, None) == names
    assert names_in(line, None) == names


@pytest.mark.parametrize(
    "line",
    [
        "From our correspondent",
        "Von unserem Korrespondenten in Port Aven",
        "De notre correspondant à Port-Aven",
        "Our staff reporter, Hong Kong",
        "By our special correspondent, New Delhi",
        "Von unserem Korrespondenten, Brüssel",
        "De notre correspondant, Pékin",
        "Our correspondents will be there on Monday, and so will you.",
        "Our correspondent at sea, Tom Fisher",
        "Our reporter Anna Berg was in Kyiv",
        "Our Reporters Club Award",
        "Our reporter counted 40 ships in the harbour on Monday and then another 12 of them in the afternoon, she said",
    ],
)
def test_without_a_name_nobody_is_named(line: str) -> None:
    assert not byline_names(line)
    assert not signed_names(line, None)


@pytest.mark.parametrize("line", ["Our correspondent Wilma Ferrier on what comes next", "Our reporter saw 40 ships"])
def test_what_tells_of_a_correspondent_is_no_byline(line: str) -> None:
    assert byline_names(line) is None


def read(line: str, *, language: str, html: bool) -> Clipping:
    texts = TEXTS[language]
    if html:
        body = "".join(f"<p>{text}</p>" for text in (line, *texts))
        raw = f'<html lang="{language}"><body><article><h1>{HEADS[language]}</h1>{body}</article></body></html>'
    else:
        raw = "\n\n".join([HEADS[language], line, "27.06.2025", *texts])
    (clipping,) = read_page(raw.encode()).clippings
    return clipping


@pytest.mark.parametrize("html", [True, False], ids=["html", "text"])
@pytest.mark.parametrize(
    ("line", "language", "name"),
    [
        ("From our correspondent W. Ferrier", "en", "W. Ferrier"),
        ("Von unserem Korrespondenten Wilm Ferrier", "de", "Wilm Ferrier"),
    ],
)
def test_it_is_the_byline_of_the_story_and_no_paragraph(line: str, language: str, name: str, html: bool) -> None:
    clipping = read(line, language=language, html=html)
    assert (clipping.headline, clipping.byline) == (HEADS[language], (name,))
    assert line not in clipping.body
    assert clipping.dek is None


@pytest.mark.parametrize(
    ("line", "names", "place"),
    [
        ("Our staff reporter, Hong Kong", (), "Hong Kong"),
        ("By our special correspondent, New Delhi", (), "New Delhi"),
        ("Our correspondent in Port Aven", (), "Port Aven"),
        ("From our correspondent, Wilma Ferrier, London", ("Wilma Ferrier",), "London"),
        ("By Wilma Ferrier, Hong Kong", ("Wilma Ferrier",), "Hong Kong"),
        ("By our own correspondent, Oriana Testwell", ("Oriana Testwell",), None),
    ],
)
@pytest.mark.parametrize("html", [True, False], ids=["html", "text"])
def test_the_place_behind_the_comma_is_nobody(line: str, names: tuple[str, ...], place: str | None, html: bool) -> None:
    clipping = read(line, language="en", html=html)
    assert (clipping.headline, clipping.byline, clipping.dateline) == (HEADS["en"], names, place)
    assert clipping.body == "\n\n".join(TEXTS["en"])


def test_the_dateline_of_the_text_comes_before_the_place_of_the_byline() -> None:
    texts = "".join(f"<p>{text}</p>" for text in ("PORT AVEN (Reuters) - " + TEXTS["en"][0], *TEXTS["en"][1:]))
    head = f"<h1>{HEADS['en']}</h1><p>Our staff reporter, Hong Kong</p>"
    raw = f'<html lang="en"><body><article>{head}{texts}</article></body></html>'
    (clipping,) = read_page(raw.encode()).clippings
    assert clipping.dateline == "PORT AVEN"


def test_a_city_alone_can_be_the_name_of_a_blogger() -> None:
    assert names_in("Sofia", None) == ("Sofia",)
    assert names_in("Staff Reporter, Hong Kong", None) == ()
