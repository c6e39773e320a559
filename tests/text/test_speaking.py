"""Quotations in many styles: which are found, and who is said to have spoken."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.quoting import quoted
from stories.text.speaking import Named, speeches
from stories.text.title_words import without_titles

PEOPLE = {
    "Ana Brill": ("Ana Brill", "Brill"),
    "Tom Okada": ("Tom Okada", "Okada", "岡田"),
    "Lena Voss": ("Lena Voss", "Voss"),
    "Paul Dario": ("Paul Dario", "Dario"),
    "Sami Haddad": ("سامي حداد", "حداد"),
}
KEYS = {name: number for number, name in enumerate(PEOPLE, 1)}
NOBODY: list[tuple[str, str | None]] = []

CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    # after the quotation
    ("“The harbour stays open,” Brill said.", [("The harbour stays open", "Ana Brill")]),
    ("“The harbour stays open,” said Ana Brill on Monday.", [("The harbour stays open", "Ana Brill")]),
    ('"We have waited enough," Ana Brill, the mayor, told reporters.', [("We have waited enough", "Ana Brill")]),
    ('"We have waited long enough", according to Okada.', [("We have waited long enough", "Tom Okada")]),
    ("'It was never our plan,' Okada added.", [("It was never our plan", "Tom Okada")]),
    ("‘It was never our plan’, wrote Lena Voss in a letter.", [("It was never our plan", "Lena Voss")]),
    ("“Will anyone answer for this?” Voss asked.", [("Will anyone answer for this?", "Lena Voss")]),
    ("“Enough of this now!” shouted a man. “Enough of it,” Dario agreed. “Yes to that,” Dario said.", [
        ("Enough of this now!", None), ("Enough of it", None), ("Yes to that", "Paul Dario")]),
    # before
    ("Brill said: “The bridge will be ready in May.”", [("The bridge will be ready in May.", "Ana Brill")]),
    ("Ana Brill: “The bridge will be ready in May.”", [("The bridge will be ready in May.", "Ana Brill")]),
    ("According to Tom Okada, “nobody was told of it before”.", [("nobody was told of it before", "Tom Okada")]),
    ("Okada told the council that the plan was “a very costly mistake”.", [("a very costly mistake", "Tom Okada")]),
    ("Voss, who had met Brill before, said “we agree on it all”.", [("we agree on it all", "Lena Voss")]),
    ("The minister, Lena Voss, said “we agree on most things”.", [("we agree on most things", "Lena Voss")]),
    ("After meeting Brill, Okada said “it went better than hoped”.", [("it went better than hoped", "Tom Okada")]),
    ("Brill called the vote “a good day for us”.", [("a good day for us", "Ana Brill")]),
    ("Brill's adviser Jon Peel said “the money is there”.", [("the money is there", None)]),
    ("A spokesman for Brill said “the money is there”.", [("the money is there", None)]),
    ("A spokeswoman for the port, Lena Voss, said “the money is there”.", [("the money is there", "Lena Voss")]),
    ("Brill and Okada said in a statement that they would “work on this together”.", [("work on this together", None)]),
    # split, going on, nested
    ("“No,” she said, “we will not.”", [("No, we will not.", None)]),
    ("“The money,” Okada said, “is all gone.”", [("The money, is all gone.", "Tom Okada")]),
    ("“We tried everything,” Voss said. “Nothing helped.” “It was late,” she said.", [
        ("We tried everything", "Lena Voss"), ("It was late", "Lena Voss")]),
    ("“We tried everything we had,” Voss said. “Nothing of it helped.”", [
        ("We tried everything we had", "Lena Voss"), ("Nothing of it helped.", "Lena Voss")]),
    ("“He told me ‘never again’ and left,” Dario said.", [("He told me ‘never again’ and left", "Paul Dario")]),
    ("\"He told me 'never again' and left,\" Dario said.", [("He told me 'never again' and left", "Paul Dario")]),
    ("Brill praised it as “good for the city” and “good for the country too”.", [
        ("good for the city", "Ana Brill"), ("good for the country too", "Ana Brill")]),
    ("“This is the first part.\n\n“This is the second part,” Okada said.", [
        ("This is the first part.", "Tom Okada"), ("This is the second part", "Tom Okada")]),
    # pronouns
    ("Brill opened the meeting. “We begin with the budget,” she said.", [("We begin with the budget", "Ana Brill")]),
    ("Brill met Okada on Friday. “We begin with the budget,” he said.", [("We begin with the budget", None)]),
    ("Brill spoke after Jon Peel. “We begin with the budget,” he said.", [("We begin with the budget", None)]),
    ("“I stay here,” Okada said. “And I mean it,” he added.", [
        ("I stay here", "Tom Okada"), ("And I mean it", "Tom Okada")]),
    ("Voss arrived early. The minister said “there is no time to lose”.", [("there is no time to lose", "Lena Voss")]),
    ("It rained. “There is no time to lose,” he said.", [("There is no time to lose", None)]),
    # whose the next sentence is
    ("“Nothing was settled at all.” Brill said later that she was tired.", [("Nothing was settled at all.", None)]),
    ("Brill said: “We pay too much.” Okada said: “We pay our share.”", [
        ("We pay too much.", "Ana Brill"), ("We pay our share.", "Tom Okada")]),
    # other marks and languages
    ("„Wir bleiben hier stehen“, sagte Voss.", [("Wir bleiben hier stehen", "Lena Voss")]),
    ("»Wir bleiben hier stehen«, sagte Lena Voss am Montag.", [("Wir bleiben hier stehen", "Lena Voss")]),
    ("« Nous restons ici ce soir », a déclaré Dario.", [("Nous restons ici ce soir", "Paul Dario")]),
    ("«Nos quedamos aquí esta noche», dijo Paul Dario.", [("Nos quedamos aquí esta noche", "Paul Dario")]),
    ("岡田市長は「港は開いたままだ」と述べた。", [("港は開いたままだ", "Tom Okada")]),
    ("岡田市長は『港は「自由」のままだ』と語った。", [("港は「自由」のままだ", "Tom Okada")]),
    ("« Le port reste ouvert », a déclaré la procureure de la République, Lena Voss.", [
        ("Le port reste ouvert", "Lena Voss")]),
    ("« Le port reste ouvert », a indiqué la maire Lena Voss. « Il fera nuit », a-t-elle ajouté.", [
        ("Le port reste ouvert", "Lena Voss"), ("Il fera nuit", "Lena Voss")]),
    ("Paul Dario est venu. Il a dit : « Le port reste ouvert ».", [("Le port reste ouvert", "Paul Dario")]),
    ("Paul Dario a vu Lena Voss. Il a dit : « Le port reste ouvert ».", [("Le port reste ouvert", None)]),
    ("„Das Tor bleibt zu“, sagte die Bürgermeisterin von Linden, Lena Voss.", [("Das Tor bleibt zu", "Lena Voss")]),
    ("Lena Voss sprach am Abend. „Das Tor bleibt zu“, sagte sie.", [("Das Tor bleibt zu", "Lena Voss")]),
    ("”Porten hålls stängd”, sade statsminister Paul Dario.", [("Porten hålls stängd", "Paul Dario")]),
    ("”Porten hålls stängd”, säger Dario. Det regnade. Han sade: ”Natten blir lång och mörk.”", [
        ("Porten hålls stängd", "Paul Dario"), ("Natten blir lång och mörk.", "Paul Dario")]),
    ("„Port pozostanie zamknięty” – powiedział premier Paul Dario.", [("Port pozostanie zamknięty", "Paul Dario")]),
    ("„Port pozostanie zamknięty”, powiedziała Voss. „Noc będzie długa”, dodała.", [
        ("Port pozostanie zamknięty", "Lena Voss"), ("Noc będzie długa", "Lena Voss")]),
    ("‘De haven blijft dicht’, zegt minister Lena Voss. ‘Het wordt laat’, voegde ze eraan toe.", [
        ("De haven blijft dicht", "Lena Voss"), ("Het wordt laat", "Lena Voss")]),
    ("«Il porto resta chiuso», ha detto la sindaca Lena Voss.", [("Il porto resta chiuso", "Lena Voss")]),
    ("قال رئيس الوزراء سامي حداد: «سيبقى الميناء مفتوحا».", [("سيبقى الميناء مفتوحا", "Sami Haddad")]),
    ("«سيبقى الميناء مفتوحا»، قال الوزير حداد. وأضاف: «الليل سيكون طويلا».", [
        ("سيبقى الميناء مفتوحا", "Sami Haddad"), ("الليل سيكون طويلا", "Sami Haddad")]),
    # a pronoun further on
    ("Prime Minister Ana Brill came. It rained. Ships sailed. Night fell. “We begin at noon,” she said.", [
        ("We begin at noon", "Ana Brill")]),
    ("Brill came. Okada left. It rained. Ships sailed. Night fell. “We begin at noon,” she said.", [
        ("We begin at noon", None)]),
    # no quotations
    ("The so-called “peace talks” were over, Brill said.", NOBODY),
    ("Japan 's sudden withdrawal was expected, it was called a 'tactical move' by some.", NOBODY),
    ("Japan had 'postponed' it, Okada said.", NOBODY),
    ("The film “Night Over the Harbour” opens in May.", NOBODY),
    ("It was the allies' plan, Brill's idea and the '90s all over.", NOBODY),
    ("He is 5'10\" tall, Okada said.", NOBODY),
]  # fmt: skip


def named(text: str) -> list[Named]:
    """The people of the cases where they stand in a text, the longest name of each place."""
    found: list[Named] = []
    for name, forms in PEOPLE.items():
        for form in forms:
            for match in re.finditer(re.escape(form), text):
                if not any(one.start < match.end() and match.start() < one.end for one in found):
                    found.append(Named(match.start(), match.end(), KEYS[name]))
    return found


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text[:40] for text, _ in CASES])
def test_what_is_quoted_and_who_said_it(text: str, wanted: list[tuple[str, str | None]]) -> None:
    names = {number: name for name, number in KEYS.items()}
    found = [(one.words, names.get(one.who) if one.who else None) for one in speeches(text, named(text))]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("“The harbour stays open,” said Mayor Jon Peel.", "Jon Peel"),
        ("“The harbour stays open,” said the mayor of Linden, Jon Peel, on Monday.", "Jon Peel"),
        ("„Das Tor bleibt zu“, sagte Ministerpräsident Jon Peel.", "Jon Peel"),
        ("« Le port reste ouvert », a déclaré la procureure de Lavigne, Aline Morel.", "Aline Morel"),
        ("”Porten hålls stängd”, sade utrikesminister Ulla Berg.", "Ulla Berg"),
        ("„Port pozostanie zamknięty” – powiedziała minister zdrowia Ewa Kos.", "Ewa Kos"),
        ("‘De haven blijft dicht’, zei premier Piet Bos.", "Piet Bos"),
        ("قال وزير الخارجية يوسف منصور: «سيبقى الميناء مفتوحا».", "يوسف منصور"),
        ("«Порт остаётся закрыт», — сказал премьер-министр Иван Лесной.", "Иван Лесной"),
        ("«Порт залишається закритим», — сказала міністерка Олена Лісова.", "Олена Лісова"),
        ("“The harbour stays open,” said Jon Peel. It rained. “It will be late,” he said.", "Jon Peel"),
    ],
)
def test_a_speaker_whom_nobody_knows_is_named_without_titles(text: str, said_by: str) -> None:
    assert {one.said_by for one in speeches(text, [])} == {said_by}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Prime Minister Jon Peel", "Jon Peel"),
        ("Bundeskanzlerin Lena Voss", "Lena Voss"),
        ("Statsminister Ulla Berg", "Ulla Berg"),
        ("wicepremier Jan Kos", "Jan Kos"),
        ("minister-president Piet Bos", "Piet Bos"),
        ("المتحدث باسم الحكومة سامي حداد", "سامي حداد"),
        ("الدكتور سامي حداد", "سامي حداد"),
        ("de burgemeester Piet Bos", "Piet Bos"),
        ("Jon Peel", "Jon Peel"),
        ("Leyla van der Berg", "Leyla van der Berg"),
        ("Minister", "Minister"),
    ],
)
def test_a_name_without_its_titles(printed: str, name: str) -> None:
    assert without_titles(printed) == name


def test_the_cases_are_many() -> None:
    assert len(CASES) >= 40


def test_the_passage_is_what_stands_between_the_marks() -> None:
    text = "Then she said: “ The harbour stays open, ” and left."
    (speech,) = speeches(text, [])
    assert text[speech.start : speech.end] == "The harbour stays open"


@given(st.text(alphabet="ab .,“”\"'‘’「」«»\n", max_size=80))
def test_any_marks_are_read(text: str) -> None:
    found = quoted(text)
    assert all(0 < one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[one.start : one.end].strip() for one in speeches(text, []))


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("“The sea simply took her,” said the harbour master, Tomas Ferreira.", "Tomas Ferreira"),
        ("“I came here too late,” said the guide, Emil Brandt, on Monday.", "Emil Brandt"),
        ("«On ne savait rien de tout cela», a dit le capitaine du navire, Hugo Lemaire.", "Hugo Lemaire"),
        ("“I came here too late,” said the owner, Port Aven being closed.", "the owner"),
        ("Auf Nachfrage fügte sie hinzu: „Das war es dann auch schon.“", ""),
        ("وأضاف أن «الوضع صعب جدا في المدينة».", "وأضاف"),
    ],
)
def test_a_name_behind_what_somebody_is_and_words_that_are_nobody(text: str, said_by: str) -> None:
    assert [one.said_by for one in speeches(text, ())] == [said_by]


@pytest.mark.parametrize(
    "text",
    [
        "Tom Okada défend sa « politique de fermeté envers tous les riverains » devant le conseil de la ville.",
        "Le maire Tom Okada a perdu sa « grande bataille contre les gens de la mer », écrit le journal de la ville.",
        "Nessuno sa «che cosa succede nel porto della città» e Tom Okada non lo dice.",
    ],
)
def test_a_swedish_verb_is_none_in_other_languages(text: str) -> None:
    start = text.index("Tom Okada")
    assert [one.who for one in speeches(text, [Named(start, start + len("Tom Okada"), 1)])] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Det är den sista båten för i år. ”Vi stänger hamnen på måndag”, sa Tom Okada när han kom till staden.",
        "Tom Okada sa att ”det inte går en båt till i år” och att han var på väg från staden med sin familj.",
        "Det er den siste båten til byen i år. «Vi stenger havnen på mandag», sa Tom Okada da han kom fra møtet.",
    ],
)
def test_and_one_in_its_own(text: str) -> None:
    start = text.index("Tom Okada")
    assert [one.who for one in speeches(text, [Named(start, start + len("Tom Okada"), 1)])] == [1]
