"""The outlet of a page that does not say it for machines: its window's title, its links, its head and foot."""

import pytest

from stories.extraction import read_page

HEADLINE = "Ferry between the islands stays in port"
TEXT = (
    "<p>By Anna Testwell</p><p>The ferry between the two islands will stay in port for a month, the company said.</p>"
    "<p>Passengers who had waited since the early morning were sent home in the afternoon, and nobody told them.</p>"
)


def outlet_of(title: str, around: str = "{}", *, h1: str = HEADLINE) -> str | None:
    body = around.format(f"<article><h1>{h1}</h1>{TEXT}</article>")
    return read_page(f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()).outlet


@pytest.mark.parametrize(
    "around",
    [
        "<header>Nordmole Heute</header>{}",
        "<a href='/'><img src='l.png' alt='Nordmole Heute'></a>{}",
        "<div class='site-logo'>Nordmole Heute</div>{}",
        "{}<footer>© 2026 Nordmole Heute. Alle Rechte vorbehalten</footer>",
        "{}<p>Copyright 2026 Nordmole Heute</p>",
    ],
)
def test_a_name_in_the_title_that_the_page_shows_as_its_own_is_the_outlet(around: str) -> None:
    assert outlet_of(f"{HEADLINE} | Nordmole Heute", around) == "Nordmole Heute"
    assert outlet_of(f"{HEADLINE} | Inseln und Häfen", around) != "Inseln und Häfen"


@pytest.mark.parametrize(
    "name", ["La Voz de Marlona", "Le Phare du Ponant", "L'Éveil de Sarlune", "Ο Ταχυδρόμος της Αλιφέρας"]
)
def test_a_word_of_papers_between_an_article_and_a_place_is_the_outlet(name: str) -> None:
    assert outlet_of(f"{HEADLINE} - {name}") == name


@pytest.mark.parametrize("name", ["La Voz", "El Mundo es así", "Le phare", "The Morning Briefing", "Ο Κόσμος"])
def test_other_words_behind_the_headline_are_none(name: str) -> None:
    assert outlet_of(f"{HEADLINE} - {name}") is None


def test_the_host_of_most_links_spells_the_name_in_the_title() -> None:
    links = "".join(f"<a href='https://www.nordmolepostasi.example/a/{n}'>{n}</a> " for n in range(4))
    title = f"{HEADLINE} - Nordmole Postası - Son Dakika"
    assert outlet_of(title, f"<div>{links}</div>{{}}") == "Nordmole Postası"
    assert outlet_of(title) is None


def test_quotation_marks_in_a_title_leave_no_dash_to_the_name() -> None:
    assert outlet_of("Recherche « port » - Le Courrier de Sarlune", h1="Le port") == "Le Courrier de Sarlune"


@pytest.mark.parametrize(
    "credit",
    ["© Foto: Kai Brandt", "© Photo Ann Lee", "Foto: © Kai Brandt", "© Bild: Kai Brandt", "(c) Fotografía: Ana Ruiz"],
)
def test_whose_a_picture_is_names_no_outlet(credit: str) -> None:
    page = f"""{HEADLINE}
By Anna Testwell
9 October 2026
The old ferry at the pier of the smaller island.
{credit}
The ferry between the two islands will stay in port for a month, the company said on Monday after talks.
Passengers who had waited since the early morning were sent home in the afternoon, and nobody told them why.
"""
    reading = read_page(page.encode())
    assert reading.outlet is None
    assert reading.clippings[0].captions[0]["text"] == "The old ferry at the pier of the smaller island."
