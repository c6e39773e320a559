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
        ("كتبت: سلمى تجربة", ("سلمى تجربة",), None),
        ("Rina Testing - Harian Pesisir", ("Rina Testing",), None),
        ("Budi Testing - pesisirNews", ("Budi Testing",), None),
        ("Jana Probe – probe-kurier.de", ("Jana Probe",), None),
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
        "Rina Testing - Port Aven",
        "Port Aven - Harian Pesisir",
        "Jana Probe - Chair of the council",
    ],
)
def test_what_else_stands_beside_a_date_or_behind_a_label_names_nobody(line: str) -> None:
    assert signed_below(line) == ()
    assert read(line).byline == ()


SUMMIT = """President Donald Trump met Vladimir Putin in Port Aven on Thursday, and nobody knew what they spoke of.

The White House said that Mr Trump would ask the Supreme Court to hear him, and that oil would stay as it always was."""


@pytest.mark.parametrize(
    ("line", "day", "doubted"),
    [
        ("Donald Trump, Vladimir Putin", None, True),
        ("White House, Supreme Court, Donald Trump", None, True),
        ("Oil Prices, Interest Rates", None, True),
        ("Nottingham Forest, Aston Villa", None, True),
        ("Kirchliche Feiertage, Angela Merkel", None, True),
        ("Supreme Court | November 26, 2026", "2026-11-26", True),
        ("Donald Trump | November 26, 2026", "2026-11-26", True),
        ("Ukraine War · 2 hours ago", "2026-11-27", True),
        ("Getty Images · 2 hours ago", "2026-11-27", True),
        ("Will County · il y a 2 heures", "2026-11-27", True),
        ("Politics | November 26, 2026", "2026-11-26", False),
        ("Donald Trump | Politics | 26 November 2026", "2026-11-26", False),
        ("Santa Maria | 26 November 2026", "2026-11-26", True),
        ("Donald Trump - harbourNews", None, True),
    ],
)
def test_a_list_of_tags_or_topics_names_nobody_and_keeps_its_date(line: str, day: str | None, doubted: bool) -> None:
    page = f"What was said in Port Aven\n\n{line}\n\n{SUMMIT}\n"
    clipping = read_page(page.encode(), captured_at=NOW).clippings[0]
    assert (clipping.headline, clipping.byline, clipping.published) == ("What was said in Port Aven", (), day)
    doubt = f"“{line}” under the headline may name who wrote the story, or what it is about."
    assert (doubt in clipping.doubts) is doubted
    assert clipping.body == SUMMIT


@pytest.mark.parametrize(
    "line", ["Priyanka Testwell · 2 hours ago", "Kofi Testwell, Wei Probe", "Xu Probe | 26.11.2026"]
)
@pytest.mark.parametrize("note", ["", "\n\n{} is our correspondent in Port Aven, and has been that for many years."])
def test_people_of_many_countries_sign_and_a_note_may_say_who_they_are(line: str, note: str) -> None:
    name = " ".join(line.replace(",", "").split()[:2])
    page = f"Ferry vote put off once more\n\n{line}\n\n{TEXT}{note.format(name)}\n"
    clipping = read_page(page.encode(), captured_at=NOW).clippings[0]
    assert name in clipping.byline


def test_the_note_on_the_author_may_stand_before_other_texts() -> None:
    note = "Priya Testwell is a reporter who has written about Port Aven and its boats for many years."
    page = f"Ferry vote put off once more\n\nPriya Testwell | 26.11.2026\n\n{TEXT}\n\n{note}\n\n" + f"{TEXT}\n\n" * 2
    assert read_page(page.encode(), captured_at=NOW).clippings[0].byline == ("Priya Testwell",)


def test_in_a_list_beside_the_date_too() -> None:
    heads = ("Harbour gets three new cranes", "City votes on the harbour loan", "Fishers ask the state for help",
             "New lighthouse begins its work", "Shipyard looks for apprentices")  # fmt: skip
    named = ("Ukraine War", "Supreme Court", "Oriana Testwell", "Oil Prices", "Wei Probe")
    marks = [f"{name} · {hours} hours ago" for hours, name in enumerate(named, 2)]
    cards = "".join(
        f'<article><h3><a href="/news/2026/{head.lower().replace(" ", "-")}">{head}</a></h3>'
        f"<p>{TEXT.splitlines()[0]}</p><p>{mark}</p></article>"
        for head, mark in zip(heads, marks, strict=True)
    )
    raw = f"<html lang='en'><body><h1>News</h1>{cards}</body></html>"
    reading = read_page(raw.encode(), captured_at=NOW, url="https://quay.example/news")
    assert [clipping.byline for clipping in reading.clippings] == [(), (), ("Oriana Testwell",), (), ("Wei Probe",)]


TALKS = """The head of the alliance, Jens Stoltenberg, said on Thursday that nobody could say how long it lasts.

His talks with the council would go on in the coming week, he added, and the boats would sail as they always had."""


@pytest.mark.parametrize("markup", [True, False], ids=["html", "text"])
@pytest.mark.parametrize("label", ["Interview", "Entrevista", "Wywiad", "Интервью"])
@pytest.mark.parametrize("date", ["", " | 26.11.2026"])
def test_whom_an_interview_is_with_is_not_its_author(label: str, date: str, markup: bool) -> None:
    headline, line = "Nato chief warns of long war in the north", f"{label}: Jens Stoltenberg{date}"
    texts = "".join(f"<p>{text}</p>" for text in TALKS.split("\n\n"))
    html = f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1><p>{line}</p>{texts}"
    page = html if markup else f"{headline}\n\n{line}\n\n{TALKS}\n"
    clipping = read_page(page.encode(), captured_at=NOW).clippings[0]
    assert (clipping.headline, clipping.byline, clipping.body) == (headline, (), TALKS)
    assert clipping.published == ("2026-11-26" if date else None)
    assert any(line in doubt for doubt in clipping.doubts)


@pytest.mark.parametrize("markup", [True, False], ids=["html", "text"])
@pytest.mark.parametrize("name", ["Jens Stoltenberg", "Oriana Testwell"])
def test_behind_the_text_it_is_who_led_it(name: str, markup: bool) -> None:
    headline, texts = "Nato chief warns of long war in the north", [*TALKS.split("\n\n"), f"Interview: {name}"]
    html = f"<html><body><article><h1>{headline}</h1>{''.join(f'<p>{text}</p>' for text in texts)}</article>"
    page = html if markup else "\n\n".join([headline, *texts])
    clipping = read_page(page.encode(), captured_at=NOW).clippings[0]
    assert clipping.byline == (() if name == "Jens Stoltenberg" else (name,))


@pytest.mark.parametrize("by", ["By Oriana Testwell", "Text: Oriana Testwell"])
def test_nor_where_somebody_else_signs(by: str) -> None:
    page = f"Ferry vote put off once more\n\nInterview: Ole Versuch\n\n{by}\n\n{TEXT}\n"
    assert read_page(page.encode(), captured_at=NOW).clippings[0].byline == ("Oriana Testwell",)


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


@pytest.mark.parametrize(
    "name",
    ["Obinna Testeze", "Sunitha Subrahmanyam", "Lerato Testmolefe", "Zorik Kanno-Prober", "Kang Min-seo",
     "Choe Woo-Jin", "Goh Siew Lan", "Tan Mei Hua", "Vo Thu Trang", "Dr. Anna Testwell", "Sir John Testwell",
     "Rev. Obinna Testeze", "Prof Priya Testwell"],
)  # fmt: skip
@pytest.mark.parametrize("stamp", ["{} | November 26, 2026", "26.11.2026 · {}"])
def test_under_the_headline_a_name_that_is_not_known_signs_beside_a_date(name: str, stamp: str) -> None:
    clipping = read(stamp.format(name))
    assert (clipping.byline, clipping.published) == ((name,), "2026-11-26")


@pytest.mark.parametrize(
    "line",
    ["Helena Herald", "Milan Tribune", "Ming Dynasty", "Tang Dynasty", "Ferry Vote", "Port Aven", "Aven Boats",
     "Gas Price", "Fact Check", "Heat Wave", "Real Estate", "Royal Family", "Staff Reporter", "Web Desk", "Sri Lanka",
     "The Long Read", "Wall Street", "Town Hall", "Morning Briefing", "Guest Essay", "Premium Content"],
)  # fmt: skip
def test_what_is_called_otherwise_signs_nothing_there(line: str) -> None:
    clipping = read(f"{line} | November 26, 2026")
    assert (clipping.byline, clipping.published) == ((), "2026-11-26")


NAMESAKES = """The White House said on Thursday that nobody could say until when the talks with Port Aven would go on.

A speaker for the police in Mill Street told the Hill Foundation that the road would stay shut, as it always had."""


@pytest.mark.parametrize("name", ["Steven White", "Emma Hill", "Martha Mill", "Paul House"])
def test_a_word_of_another_name_is_nobody_whom_the_story_tells_of(name: str) -> None:
    page = f"Ferry vote put off once more\n\n{name} | 26.11.2026\n\n{NAMESAKES}\n"
    assert read_page(page.encode(), captured_at=NOW).clippings[0].byline == (name,)


@pytest.mark.parametrize(
    "told",
    ["Steven White said so.", "Then White said so.", "It was Mr White who said so.", "It was President White’s plan.",
     "“White knows it,” they said.", "They knew the plan of White."],
)  # fmt: skip
def test_but_a_family_name_alone_or_behind_a_title_is(told: str) -> None:
    page = f"Ferry vote put off once more\n\nSteven White | 26.11.2026\n\n{TEXT} {told}\n"
    assert read_page(page.encode(), captured_at=NOW).clippings[0].byline == ()


def test_of_a_name_that_is_not_known_any_word_tells() -> None:
    page = f"Ferry vote put off once more\n\nGaza Ceasing | 26.11.2026\n\n{TEXT} Nobody in Gaza knew of it.\n"
    assert read_page(page.encode(), captured_at=NOW).clippings[0].byline == ()
