"""Pages copied as text that begin with the name of their paper, and perhaps the day and the number of the issue."""

import pytest

from stories.extraction import read_page

TEXTS = {
    "en": "The council of Port Linden approved on Tuesday the construction of a new harbour wall after a debate."
    "\n\nThe work will begin in April and take two years, the mayor said, and the town will pay for half of it.",
    "de": "Der Stadtrat von Altstadt hat am Dienstag den Bau einer neuen Kaimauer beschlossen, nach langer Debatte.\n\n"
    "Die Arbeiten beginnen im April und dauern zwei Jahre, sagte der Bürgermeister, und die Stadt zahlt die Hälfte.",
    "fr": "Le conseil municipal de Brennes a approuvé mardi la construction d'un nouveau quai après un débat."
    "\n\nLes travaux commenceront en avril et dureront deux ans, a dit le maire, et la ville en paiera la moitié.",
    "es": "El ayuntamiento de Puerto Lindo aprobó el martes la construcción de un nuevo muelle tras un debate.\n\n"
    "Las obras empezarán en abril y durarán dos años, dijo el alcalde, y la ciudad pagará la mitad de ellas.",
    "it": "Il consiglio comunale ha approvato martedì la costruzione del nuovo molo dopo un lungo dibattito in aula.",
    "sv": "Kommunfullmäktige i Linden godkände på tisdagen bygget av en ny kajmur efter en lång debatt i salen.",
    "ja": "緑ケ丘市議会は火曜日、長い審議の末に新しい岸壁の建設を承認した。工事は四月に始まると市長は述べた。",
}
PAGES = [
    ("en", "THE LINDEN HERALD\nTuesday, 18 November 2025", "Council approves new harbour wall"),
    ("en", "Port Linden Tribune\nVol. 12, No. 34 - Tuesday, November 18, 2025", "Council approves new harbour wall"),
    ("en", "Port Linden Courier\nEstablished 1887\nNovember 18, 2025", "Harbour wall approved"),
    ("de", "Altstädter Anzeiger\nDienstag, 18. November 2025", "Stadtrat beschließt neue Kaimauer"),
    ("de", "Altstädter Bote\nNr. 268 · 18. November 2025", "Stadtrat beschließt neue Kaimauer"),
    ("de", "Altstadt-Kurier\nDienstag, 18. November 2025", "Kaimauer kommt"),
    ("fr", "Le Courrier de Brennes\nmardi 18 novembre 2025", "Le conseil approuve le nouveau quai"),
    ("fr", "L'Écho du Val\n18 novembre 2025", "Le conseil approuve le nouveau quai"),
    ("es", "Diario de Puerto Lindo\n18 de noviembre de 2025", "El ayuntamiento aprueba el muelle"),
    ("es", "La Voz del Puerto\n18 de noviembre de 2025", "El ayuntamiento aprueba el muelle"),
    ("it", "Corriere del Golfo\n18 novembre 2025", "Il consiglio approva il nuovo molo"),
    ("sv", "Lindenbladet\n18 november 2025", "Ny kajmur godkänd"),
    ("ja", "緑ケ丘新聞\n2025年11月18日", "市議会、新しい岸壁を承認"),
]


@pytest.mark.parametrize("dated", [True, False], ids=["dated", "no date"])
@pytest.mark.parametrize(("language", "masthead", "headline"), PAGES, ids=[page[2] for page in PAGES])
def test_the_paper_on_the_first_line_is_the_outlet(language: str, masthead: str, headline: str, dated: bool) -> None:
    paper = masthead.split("\n", maxsplit=1)[0]
    (clipping,) = read_page(f"{masthead if dated else paper}\n\n{headline}\n\n{TEXTS[language]}\n".encode()).clippings
    assert (clipping.headline, clipping.outlet, clipping.dek, clipping.kicker) == (headline, paper, None, None)
    assert clipping.body == TEXTS[language]
    assert clipping.published == ("2025-11-18" if dated else None)


def test_a_dek_below_the_headline_stays_one() -> None:
    head = "Altstädter Bote\n\nStadtrat beschließt neue Kaimauer\nKosten von drei Millionen Euro erwartet"
    page = f"{head}\n\n{TEXTS['de']}"
    (clipping,) = read_page(page.encode()).clippings
    assert clipping.headline == "Stadtrat beschließt neue Kaimauer"
    assert clipping.dek == "Kosten von drei Millionen Euro erwartet"


@pytest.mark.parametrize(
    ("headline", "below", "text"),
    [
        ("Tod eines alten Boten", "Die Stadt trauert um Karl Lund", TEXTS["de"]),
        ("Der Kurier des Zaren", "Theater spielt Verne im Hafen",
         "Das Theater am Hafen spielt in diesem Winter ein altes Stück. Ein Kurier reitet darin durch Sibirien."),
        ("Death of a Herald", "The messenger of the town was ninety",
         "The last herald of Port Linden died on Tuesday at the age of ninety, the mayor told the town council."),
        ("Courier of the Islands", "A man and his boat in the winter storms",
         "Every courier of the islands knows the old man, who has rowed the mail through the sound for forty years."),
    ],
    ids=["no name", "de", "en", "en too"],
)  # fmt: skip
def test_a_headline_that_sounds_like_a_paper_stays_the_headline(headline: str, below: str, text: str) -> None:
    (clipping,) = read_page(f"{headline}\n\n{below}\n\n{text}\n\n{text[:-1]}, und so fort.\n".encode()).clippings
    assert clipping.outlet is None
    assert clipping.headline == headline


def test_a_paper_that_names_itself_in_its_text_is_the_outlet() -> None:
    text = TEXTS["de"] + " Das sagte er dem Altstädter Boten, wie der Altstädter Bote am Abend meldete."
    (clipping,) = read_page(f"Altstädter Bote\n\nStadtrat beschließt neue Kaimauer\n\n{text}\n".encode()).clippings
    assert (clipping.headline, clipping.outlet) == ("Stadtrat beschließt neue Kaimauer", "Altstädter Bote")


HEADLINES = [
    ("en", "Herald of a Hard Winter", "The harbour counts its boats after the storm", "18 November 2025"),
    ("en", "Ledger of the Drowned Men", "A village reads the names of its dead aloud", "18 November 2025"),
    ("en", "Courier Lane Closed Again", "Police ask drivers to use the bypass", "18 November 2025"),
    ("es", "La Voz en el desierto", "Una mujer sola pide el nuevo muelle desde hace años", "18 de noviembre de 2025"),
    ("es", "El Eco de las viejas sirenas", "El puerto recuerda a sus muertos", "18 de noviembre de 2025"),
    ("es", "La Verdad de Marta", "Una vecina cuenta su lucha de diez años por el muelle", "18 de noviembre de 2025"),
    ("fr", "Le Matin d'après la tempête", "Comment le port compte ses bateaux", "18 novembre 2025"),
]


@pytest.mark.parametrize("dated", [True, False], ids=["dated", "no date"])
@pytest.mark.parametrize(("language", "headline", "dek", "day"), HEADLINES, ids=[row[1] for row in HEADLINES])
def test_a_headline_with_a_papers_word_is_no_outlet(
    language: str, headline: str, dek: str, day: str, dated: bool
) -> None:
    head = f"{headline}\n{day}" if dated else headline
    (clipping,) = read_page(f"{head}\n\n{dek}\n\n{TEXTS[language]}\n".encode()).clippings
    assert clipping.outlet is None
    assert headline in (clipping.headline, clipping.kicker)


@pytest.mark.parametrize(
    "paper", ["Tagblatt der Stadt Altstadt", "Chronicle of Altstadt", "Голос Альтштадта", "La Verdad de Altstadt"]
)
def test_the_number_of_an_issue_tells_any_paper(paper: str) -> None:
    page = f"{paper}\nNr. 268 · 18. November 2025\n\nStadtrat beschließt neue Kaimauer\n\n{TEXTS['de']}\n"
    (clipping,) = read_page(page.encode()).clippings
    assert (clipping.headline, clipping.outlet) == ("Stadtrat beschließt neue Kaimauer", paper)
