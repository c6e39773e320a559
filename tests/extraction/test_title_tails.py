"""The outlet behind the headline in the title of a window, where the page names it nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.extraction import Clipping, read_page
from stories.text.paper_words import called_as_papers, named_as_papers

HEADS = {
    "de": "Abstimmung über die neue Fähre wird verschoben",
    "hu": "Elhalasztották a szavazást az új kompról",
    "pl": "Głosowanie w sprawie promu przełożone",
    "ko": "새 여객선 표결 가을로 연기",
    "ja": "新しい渡船の採決を秋に延期",
}
TEXT = (
    "The council of Port Aven put off its vote on the ferry on Thursday, and nobody could say until when it did so.",
    "Its speaker said that the talks would go on in the coming week, and that the boats would sail as they had before.",
)


def read(title: str, headline: str, head: str = "", url: str | None = None) -> Clipping:
    told = "".join(f"<p>{text}</p>" for text in TEXT)
    body = f"<body><article><h1>{headline}</h1>{told}</article></body>"
    raw = f"<html><head><title>{title}</title>{head}</head>{body}</html>"
    return read_page(raw.encode(), url=url).clippings[0]


@pytest.mark.parametrize(
    ("language", "tail", "outlet"),
    [
        ("de", " – Werraer Bote", "Werraer Bote"),
        ("de", " | Inland - Fuldaer Tageblatt", "Fuldaer Tageblatt"),
        ("hu", " - Tiszai Hírlap", "Tiszai Hírlap"),
        ("pl", " - Gazeta Probna", "Gazeta Probna"),
        ("ko", " - 동해일보", "동해일보"),
        ("ja", " | 西湾新聞デジタル", "西湾新聞デジタル"),
        ("ja", "｜西湾日報", "西湾日報"),
        ("de", " - The Port Aven Chronicle", "The Port Aven Chronicle"),
    ],
)
def test_the_paper_behind_the_title_is_the_outlet(language: str, tail: str, outlet: str) -> None:
    clipping = read(HEADS[language] + tail, HEADS[language])
    assert (clipping.outlet, clipping.headline) == (outlet, HEADS[language])


@pytest.mark.parametrize(
    "tail", [" | Politik", " - World News", " – so reagiert die Zeitung", " - Was die Zeitung sagt"]
)
def test_a_section_or_a_clause_behind_the_title_is_no_outlet(tail: str) -> None:
    assert read(HEADS["de"] + tail, HEADS["de"]).outlet is None


@pytest.mark.parametrize(
    "tail",
    [" - Kate Ledger", " | Daily Courier Service", " - The Observer Effect", " - General Ledger", " – Anna Bote",
     " | Chief Medical Examiner", " - Peter Kurier", " | Herald van der Linde", " - The Casual Observer",
     " - Сергей Вестник", " | Telegraph Road", " – Courier Service"],
)  # fmt: skip
def test_neither_are_people_trades_and_things_with_such_a_word(tail: str) -> None:
    clipping = read(HEADS["de"] + tail, HEADS["de"])
    assert (clipping.outlet, clipping.headline) == (None, HEADS["de"])


@pytest.mark.parametrize(
    "name",
    ["Werraer Bote", "Werraer Bote Online", "Gazeta Probna", "Tribune de Port Aven", "Le Courrier du Port", "동해일보",
     "Anzeiger für Aven", "Il Corriere Avense", "西湾新聞デジタル", "The Port Aven Post", "Aven Sentinel", "Der Bote",
     "The Courier", "Bote Online", "Aven Herald Sun"],
)  # fmt: skip
def test_an_outlet_that_only_the_title_names_is_a_doubt(name: str) -> None:
    doubt = f"The outlet is read from the title of the page's window: “{name}”."
    clipping = read(f"{HEADS['de']} – {name}", HEADS["de"])
    assert (clipping.outlet, doubt in clipping.doubts) == (name, True)


def test_it_is_none_where_the_host_spells_it_or_the_outlet_is_known() -> None:
    clipping = read(f"{HEADS['de']} – Werraer Bote", HEADS["de"], url="https://www.werraer-bote.example/a/1")
    assert clipping.outlet == "Werraer Bote"
    known = read(f"{HEADS['de']} – Werraer Bote", HEADS["de"], url="https://www.reuters.com/world/a-story-2026-11-26/")
    for one in (clipping, known, read(f"{HEADS['de']} – The Guardian", HEADS["de"])):
        assert not any("title of the page" in doubt for doubt in one.doubts)


def test_what_the_headline_prints_itself_is_no_outlet() -> None:
    headline = "Ein Jahr danach - Der Neue Bote"
    assert read(headline, headline).outlet is None


def test_what_names_the_outlet_better_stands() -> None:
    title = HEADS["de"] + " – Werraer Bote"
    assert read(title, HEADS["de"], "<meta property='og:site_name' content='Bote Online'>").outlet == "Bote Online"
    assert read(title, HEADS["de"], url="https://www.reuters.com/world/a-story-2026-11-26/").outlet == "Reuters"


@pytest.mark.parametrize("text", ["So reagiert die Zeitung", "Der Bote kommt"])
def test_a_clause_with_such_a_word_is_no_name(text: str) -> None:
    assert not called_as_papers(text)


@given(
    st.lists(
        st.sampled_from("The Der Bote Gazeta Online of Anna Ledger General 新聞 Zeitung - ' de x".split()), max_size=6
    )
)
def test_whatever_is_surely_named_as_papers_is_called_so(words: list[str]) -> None:
    name = " ".join(words)
    assert not named_as_papers(name) or called_as_papers(name)
