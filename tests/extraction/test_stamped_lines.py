"""Who wrote a page copied as text, where its line does not begin with "By": behind a label, or beside the date."""

from datetime import UTC, datetime

import pytest

from stories.extraction import Clipping, read_page
from stories.extraction.stamped_lines import signed_below
from stories.text.paper_words import called_as_papers

NOW = datetime(2026, 11, 27, 14, tzinfo=UTC)
TEXT = """The council of Port Aven put off its vote on the ferry on Thursday, and nobody could say until when it did so.

Its speaker said that the talks would go on in the coming week, and that the boats would sail as they always had."""


def read(line: str, headline: str = "Ferry vote put off once more") -> Clipping:
    return read_page(f"{headline}\n\n{line}\n\n{TEXT}\n".encode(), captured_at=NOW).clippings[0]


@pytest.mark.parametrize(
    ("line", "names", "day"),
    [
        ("Luís Testino Prado · há 3 horas", ("Luís Testino Prado",), "2026-11-27"),
        ("Oriana Testwell | Published November 24, 2026", ("Oriana Testwell",), "2026-11-24"),
        ("Publié le 24 novembre 2026 par Odile Essai", ("Odile Essai",), "2026-11-24"),
        ("Publié il y a 2 heures par Odile Essai", ("Odile Essai",), "2026-11-27"),
        ("Vor 2 Stunden | Jana Probe und Ole Versuch", ("Jana Probe", "Ole Versuch"), "2026-11-27"),
        ("Опубліковано 24.11.2026 | Олена Проба", ("Олена Проба",), "2026-11-24"),
        ("Oriana Testwell, Piet van den Proef", ("Oriana Testwell", "Piet van den Proef"), None),
        ("Oriana Testwell and Piet van den Proef", ("Oriana Testwell", "Piet van den Proef"), None),
        ("Szerző: Próba Ilona", ("Próba Ilona",), None),
        ("Autora: Inés Prueba", ("Inés Prueba",), None),
        ("Text: Jana Probe, Ole Versuch", ("Jana Probe", "Ole Versuch"), None),
        ("Interview: Jana Probe", ("Jana Probe",), None),
    ],
)
def test_the_line_under_the_headline_names_who_wrote_it(line: str, names: tuple[str, ...], day: str | None) -> None:
    clipping = read(line)
    assert (clipping.byline, clipping.published, clipping.dek) == (names, day, None)
    assert clipping.headline == "Ferry vote put off once more"


@pytest.mark.parametrize(
    "line",
    [
        "Dunai Hírlap · 2 órája",
        "Gazeta Probna | 24 listopada 2026",
        "Reuters | November 24, 2026",
        "Harbour News · 2 hours ago",
        "Politics | November 24, 2026",
        "Why it matters to you now | November 24, 2026",
        "Text: How to read this page",
        "South Korea, North Korea",
        "Saudi Arabia and the United States",
        "Gazeta Probna, Anna Testwell",
        "Updated by the council of the town, November 24",
    ],
)
def test_what_else_stands_beside_a_date_or_behind_a_label_names_nobody(line: str) -> None:
    assert signed_below(line) == ()
    assert read(line).byline == ()


def test_an_interview_is_named_in_a_headline_by_whom_it_is_with() -> None:
    assert (
        read("By Oriana Testwell", headline="Interview: Mayor Anna Ferrier").headline == "Interview: Mayor Anna Ferrier"
    )


@pytest.mark.parametrize("name", ["Werraer Bote", "Tiszai Hírlap", "Gazeta Probna", "동해일보", "西湾新聞デジタル"])
def test_papers_are_told_by_a_word_of_their_names(name: str) -> None:
    assert called_as_papers(name)


@pytest.mark.parametrize("text", ["Zeitung", "新聞", "Noticias", "Wirtschaft", "Jana Probe", "der Bote", ""])
def test_a_common_word_is_no_paper(text: str) -> None:
    assert not called_as_papers(text)
