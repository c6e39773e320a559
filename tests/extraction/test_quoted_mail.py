"""Text pasted or saved as mail quotes it: each row behind ">"."""

import pytest

from stories.extraction import Unreadable, read_page

STORIES = {
    "en": """Council approves new harbour wall

By Anna Berg

The council of Port Linden approved on Tuesday the construction of a
new harbour wall after a long debate, and the mayor thanked everybody
who had come to the hall that evening.

The work will begin in April and take two years, the mayor said, and
the town will pay for half of it.
""",
    "de": """Stadtrat beschließt neue Kaimauer

Von Jana Weber

Der Stadtrat von Altstadt hat am Dienstag den Bau der Mauer am Hafen
beschlossen, wie der Bürgermeister der Stadt nach einer langen Sitzung
im alten Rathaus sagte.

Die Arbeiten beginnen im April und dauern wohl zwei Jahre, hieß es, und
die Stadt zahlt die Hälfte.
""",
    "fr": """Le conseil approuve le nouveau quai

Par Karim Benaïssa

Le conseil municipal de Brennes a approuvé mardi la construction d'un
nouveau quai après un long débat, et le maire a remercié tous ceux qui
étaient venus dans la salle ce soir-là.

Les travaux commenceront en avril et dureront deux ans, a dit le
maire, et la ville en paiera la moitié.
""",
}
INTROS = {
    "en": "On Tue, 18 Nov 2025 at 14:00, Anna Berg <anna@linden.example> wrote:",
    "de": "Am 18.11.2025 um 14:00 schrieb Jana Weber <jana@altstadt.example>:",
    "fr": "Le 18 novembre 2025 à 14:00, Karim Benaïssa <kb@brennes.example> a écrit :",
}


HEAD = "From: Linden Desk <desk@linden.example>\nTo: Us <us@linden.example>\nDate: Tue, 18 Nov 2025 14:00:00 +0100\n"


def headline_of(language: str) -> str:
    return STORIES[language].partition("\n")[0]


def quoted(text: str, mark: str) -> str:
    return "\n".join((mark + row).rstrip() for row in text.rstrip("\n").split("\n")) + "\n"


def is_right(raw: str, language: str, encoding: str = "utf-8") -> bool:
    """Whether a page is read as the story that it quotes."""
    headline, signed, *texts = STORIES[language].strip().split("\n\n")
    (clipping,) = read_page(raw.encode(encoding)).clippings
    body = "\n\n".join(" ".join(text.split()) for text in texts)
    return (clipping.headline, clipping.byline, clipping.body) == (headline, (signed.partition(" ")[2],), body)


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > ", ">>>"])
@pytest.mark.parametrize("language", STORIES)
def test_a_quoted_text_is_read_as_if_it_were_not(language: str, mark: str) -> None:
    assert is_right(quoted(STORIES[language], mark), language)
    assert is_right(quoted(STORIES[language], mark).replace("\n", "\r\n"), language)
    assert is_right(quoted(STORIES[language], mark), language, "cp1252")


@pytest.mark.parametrize("language", STORIES)
def test_who_wrote_the_letter_and_its_foot_are_no_part_of_the_story(language: str) -> None:
    letter = f"{INTROS[language]}\n{quoted(STORIES[language], '> ')}\n-- \nKind regards from the desk\n"
    assert is_right(letter, language)
    assert is_right(f"FYI\n\n{INTROS[language]}\n\n{quoted(STORIES[language], '> ')}", language)


@pytest.mark.parametrize("language", STORIES)
def test_the_head_of_a_quoted_mail_is_its_head(language: str) -> None:
    raw = quoted(f"{HEAD}Subject: {headline_of(language)}\n\n{STORIES[language]}", "> ")
    assert is_right(f"-------- Forwarded message --------\n{raw}", language)
    (clipping,) = read_page(raw.encode()).clippings
    assert (clipping.published, clipping.outlet) == ("2025-11-18T14:00:00+01:00", "Linden Desk")


@pytest.mark.parametrize("language", STORIES)
def test_a_saved_mail_that_quotes_is_read_too(language: str) -> None:
    subject = f"Subject: Fwd: {headline_of(language)}\nContent-Type: text/plain; charset=utf-8"
    assert is_right(f"{HEAD}{subject}\n\n{quoted(STORIES[language], '> ')}", language)


def test_the_text_of_the_page_has_no_marks() -> None:
    assert read_page(quoted(STORIES["en"], "> ").encode()).text == STORIES["en"]


def test_a_letter_that_quotes_a_little_is_read_as_it_stands() -> None:
    answer = STORIES["en"] + "\n" + quoted("The wall is too high.\nIt is far too dear.\nNobody wants it.\n", "> ")
    reading = read_page(answer.encode())
    assert reading.text == answer
    assert reading.clippings[0].headline == headline_of("en")


def test_a_quotation_without_a_word_is_no_page() -> None:
    with pytest.raises(Unreadable):
        read_page(b">\n>\n> \n>\n")


EIGHTY_FIVE = {
    "sv": """Kommunen stänger Ålands äldsta bro

Av Åsa Björk

Kommunen beslutade sent på tisdagen att stänga Ålands äldsta bro för
reparation, efter att ingenjörer från Åbo hittat sprickor i två av de
gamla pelarna.

Arbetet börjar i april och tar två år, sade borgmästaren på kvällen i
Åbo, och staden betalar hälften av det.
""",
    "ru": """Город закрывает старый мост через реку

Автор: Анна Мохова

Городской совет поздно вечером во вторник решил закрыть старый мост
на ремонт, потому что инженеры нашли трещины в обеих опорах, о чём и
сообщили мэру.

Работы начнутся в апреле и продлятся два года, сообщил мэр, который их
и оплатит.
""",
}
"""Stories with letters a byte of which is 0x85 in UTF-8, which ends a row in Latin-1: Å, х."""


@pytest.mark.parametrize("first", ["Subject", "From"])
@pytest.mark.parametrize("language", EIGHTY_FIVE)
def test_a_letter_is_no_end_of_a_row_in_any_encoding(language: str, first: str) -> None:
    headline, signed, *texts = EIGHTY_FIVE[language].strip().split("\n\n")
    subject = f"Subject: {headline}\n"
    head = f"{subject}{HEAD}" if first == "Subject" else f"{HEAD}{subject}"
    said = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    raw = quoted(f"{head}{said}\n{EIGHTY_FIVE[language]}", "> ")
    (clipping,) = read_page(raw.encode()).clippings
    assert (clipping.headline, clipping.outlet) == (headline, "Linden Desk")
    assert clipping.byline == (signed.removeprefix("Av ").removeprefix("Автор: "),)
    assert clipping.body == "\n\n".join(" ".join(text.split()) for text in texts)
