"""Words that somebody or a program broke at the end of a row, and hyphens there that are the words' own."""

import textwrap

import pytest

from stories.extraction import body_map, read_page

TEXTS = {
    "de": """Die Stadt sperrt den alten Hafen für drei Monate

Der Stadtrat von Altstadt hat am Dienstag die sofor-
tige Sperrung des alten Hafens beschlossen. Die Ein- und
Ausfuhr von Holz ruht damit, wie die Hafenbehör-
de mitteilte. Der Baden-
Württembergische Verband der Reeder sprach von einem gro-
ßen Schaden. Auch die 18-
jährige Patenschaft mit Port Linden steht in Frage, weil Vor-
und Nachteile nicht geprüft worden seien.
""",
    "fr": """La mairie ferme le vieux pont

Le maire de Brennes a décidé mardi la fermeture immé-
diate du vieux pont sur la Vire. Les travaux doi-
vent durer deux mois, a-t-
il expliqué devant le conseil de Saint-
Denis, et coûter trois millions d'eu-
ros. Cette réunion franco-alle-
mande sera peut-
être la dernière de l'année, c'est-à-
dire avant les vacances.
""",
    "en": """Council approves the new harbour wall

The council of Port Linden approved on Tuesday the con-
struction of a wall after the engineers, who are well-
known in the region, had warned the members of a Franco-
German company. The well-known men spoke of a three-
year plan for the old quays, of the state-of-the-
art pumps that were shown there and of the vice-
president of the port, who told all of the meet-
ing for two hours that the time of COVID-
19 had cost the port four years of plan-
ning in all, so that all of the pre- and
post-war quays would have to go.
""",
    "es": """El ayuntamiento cierra el puente viejo

El ayuntamiento de Puerto Lindo decidió el martes el cie-
rre inmediato del puente viejo sobre el río, dijo el alcal-
de ante los vecinos. Las obras duran dos meses y cues-
tan tres millones de euros, según la comisión hispano-
francesa que las paga. La comisión hispano-francesa se reúne el lunes.
""",
    "pl": """Miasto zamyka stary most na rzece

Rada miasta Stary Port zdecydowała we wtorek o na-
tychmiastowym zamknięciu starego mostu, powiedział dzien-
nikarzom rzecznik. Prace potrwają dwa mie-
siące i będą kosztować trzy miliony złotych.
""",
    "ru": """Город закрывает старый мост через реку

Городской совет Старого Порта во вторник решил немед-
ленно закрыть старый мост, сообщил журна-
листам мэр. Работы продлятся два меся-
ца, но почему-то никто не знает, сколько они сто-
ят. Кто-
то из жителей считает, что мост закроют из-
за новой дороги.
""",
}
TOLD = {
    "de": "Der Stadtrat von Altstadt hat am Dienstag die sofortige Sperrung des alten Hafens beschlossen. Die Ein- und "
    "Ausfuhr von Holz ruht damit, wie die Hafenbehörde mitteilte. Der Baden-Württembergische Verband der Reeder sprach "
    "von einem großen Schaden. Auch die 18-jährige Patenschaft mit Port Linden steht in Frage, weil Vor- und Nachteile "
    "nicht geprüft worden seien.",
    "fr": "Le maire de Brennes a décidé mardi la fermeture immédiate du vieux pont sur la Vire. Les travaux doivent "
    "durer deux mois, a-t-il expliqué devant le conseil de Saint-Denis, et coûter trois millions d'euros. Cette "
    "réunion franco-allemande sera peut-être la dernière de l'année, c'est-à-dire avant les vacances.",
    "en": "The council of Port Linden approved on Tuesday the construction of a wall after the engineers, who are "
    "well-known in the region, had warned the members of a Franco-German company. The well-known men spoke of a "
    "three-year plan for the old quays, of the state-of-the-art pumps that were shown there and of the vice-president "
    "of the port, who told all of the meeting for two hours that the time of COVID-19 had cost the port "
    "four years of planning in all, so that all of the pre- and post-war quays would have to go.",
    "es": "El ayuntamiento de Puerto Lindo decidió el martes el cierre inmediato del puente viejo sobre el río, dijo "
    "el alcalde ante los vecinos. Las obras duran dos meses y cuestan tres millones de euros, según la comisión "
    "hispano-francesa que las paga. La comisión hispano-francesa se reúne el lunes.",
    "pl": "Rada miasta Stary Port zdecydowała we wtorek o natychmiastowym zamknięciu starego mostu, powiedział "
    "dziennikarzom rzecznik. Prace potrwają dwa miesiące i będą kosztować trzy miliony złotych.",
    "ru": "Городской совет Старого Порта во вторник решил немедленно закрыть старый мост, сообщил журналистам мэр. "
    "Работы продлятся два месяца, но почему-то никто не знает, сколько они стоят. Кто-то из жителей считает, что мост "
    "закроют из-за новой дороги.",
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"], ids=["unix", "windows", "space"])
def test_a_word_that_was_broken_is_whole_and_a_hyphen_of_its_own_stays(language: str, end: str) -> None:
    text = TEXTS[language].replace("\n", end)
    (clipping,) = read_page(text.encode()).clippings
    assert (clipping.headline, clipping.body) == (TEXTS[language].split("\n")[0], TOLD[language])


@pytest.mark.parametrize("language", TEXTS)
def test_each_piece_of_the_body_is_found_on_the_page(language: str) -> None:
    reading = read_page(TEXTS[language].encode())
    (clipping,) = reading.clippings
    pieces = body_map(clipping, reading.text)
    body = [" "] * len(clipping.body)
    for place, there, length in pieces:
        body[place : place + length] = reading.text[there : there + length]
    assert "".join(body) == clipping.body


COOPERATIVE = """Cooperative sells the mill on the river

The man who runs it said on Tuesday that the co-
operative in Port Linden sold its mill to a man from
the town, who said that the cooperative had asked him to. The re-
election of the board was put off, because a re-election takes
more members than came to the hall on that even-
ing in May.
"""


def test_what_the_page_prints_whole_elsewhere_comes_first() -> None:
    (clipping,) = read_page(COOPERATIVE.encode()).clippings
    assert clipping.body.startswith("The man who runs it said on Tuesday that the cooperative in Port Linden")
    assert "The re-election of the board" in clipping.body
    assert clipping.body.endswith("on that evening in May.")


HEADS = {
    "Council of the old port hails Franco-\nGerman plan": "Council of the old port hails Franco-German plan",
    "Council of the old port halts con-\nstruction of a quay": "Council of the old port halts construction of a quay",
}


@pytest.mark.parametrize("head", HEADS)
def test_a_headline_that_was_broken_at_a_hyphen_is_whole(head: str) -> None:
    story = "The council met on Tuesday in the old hall of the town and voted for the new wall at the harbour.\n"
    assert read_page(f"{head}\n\n{story}".encode()).clippings[0].headline == HEADS[head]


def test_a_soft_hyphen_at_the_end_of_a_row_is_gone() -> None:
    text = TEXTS["es"].replace("cie-\nrre", "cie\u00ad\nrre")
    assert read_page(text.encode()).clippings[0].body == TOLD["es"]


def test_rows_of_a_list_that_end_with_a_hyphen_stay_rows() -> None:
    story = "The council met on Tuesday in the old hall of the town and voted for the new wall at the harbour."
    text = f"Council of the old port votes\n\n{story}\n\n- port-\n- quay-\n- pier\n"
    assert "port- quay" not in read_page(text.encode()).clippings[0].body
    assert "portquay" not in read_page(text.encode()).clippings[0].body


PLAIN = {
    "en": """The family-run company, which a money-laundering inquiry had called ill-managed, was sold on Monday to the
state-owned harbour board of Port Linden by the war-weary councillors after a last-minute vote.

Residents complained immediately that nobody understood the arrangement, and representatives of the fishermen demanded
information about compensation; a cost-effective settlement seemed impossible, observers explained.

The record-breaking harvest of the previous season, which the fishermen remembered with gratitude, had persuaded
everybody that improvements were affordable, said the long-serving harbour master afterwards.""",
    "fr": """Le conseil municipal a évoqué mardi après-midi une fermeture provisoire du vieux pont, que les responsables
de la commission considèrent comme indispensable depuis vingt-deux ans, dit le porte-parole.

Les habitants du rond-point demandent maintenant des explications supplémentaires à la municipalité, et les
commerçants craignent particulièrement les demi-mesures que le gouvernement annonce régulièrement.""",
}
"""Paragraphs with compounds that have a hyphen of their own, which a program breaks at it."""


@pytest.mark.parametrize("mail", [False, True], ids=["text", "mail"])
@pytest.mark.parametrize("width", range(56, 80))
@pytest.mark.parametrize("language", PLAIN)
def test_a_program_that_breaks_no_words_leaves_compounds_their_hyphens(language: str, width: int, mail: bool) -> None:
    head = "Old Harbour Is Sold\n\n"
    if mail:
        head = "From: Desk <d@linden.example>\nTo: a@linden.example\nSubject: Sold\n"
        head += "Date: Thu, 18 Jun 2026 09:12:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n"
    paragraphs = [" ".join(paragraph.split()) for paragraph in PLAIN[language].split("\n\n")]
    text = head + "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs) + "\n"
    (clipping,) = read_page(text.encode()).clippings
    assert clipping.body == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("the anak-\nanak of the village", "the anak-anak of the village"),
        ("a war-\ntorn village", "a war-torn village"),
        ("the com-\nmittee of the town", "the committee of the town"),
        ("the govern-\nment of the island", "the government of the island"),
    ],
)
def test_one_hyphen_alone_is_told_by_the_halves(rows: str, told: str) -> None:
    story = "The council met on Tuesday in the old hall of the town and voted for the wall and for {}."
    (clipping,) = read_page(f"Council votes for the wall\n\n{story.format(rows)}\n".encode()).clippings
    assert clipping.body == story.format(told)


LETTER = """From: Linden Desk <desk@linden.example>
To: Us <us@linden.example>
Subject: {}
Date: Tue, 18 Nov 2025 14:00:00 +0100
Content-Type: text/plain; charset=utf-8

"""


@pytest.mark.parametrize("language", ["de", "fr", "en", "ru"])
def test_a_letter_is_put_together_as_a_text_is(language: str) -> None:
    paragraphs = {
        "de": ("Der Stadtrat von Altstadt hat am Dienstagabend die sofortige Sperrung",
               "des alten Hafens beschlossen, und niemand weiß, wann die Bau-",
               "arbeiten am Kai beginnen, denn das Geld der Stadt fehlt und die Reede-", "reien zahlen nichts dazu."),
        "fr": ("Le maire de la petite ville de Brennes a décidé mardi matin la ferme-",
               "ture du vieux pont sur la Vire, et personne ne connaît la durée exac-", "te des travaux."),
        "en": ("The council of the town of Port Linden approved on Tuesday the con-",
               "struction of a wall after the engineers had warned all of the mem-", "bers of the board."),
        "ru": ("Городской совет Старого Порта во вторник решил как можно скорее немед-",
               "ленно закрыть старый мост через реку, сообщил вечером всем журна-", "листам мэр."),
    }  # fmt: skip
    rows = paragraphs[language]
    (clipping,) = read_page((LETTER.format("Linden") + "\n".join(rows) + "\n").encode()).clippings
    assert clipping.body == "".join(row.removesuffix("-") if row[-1] == "-" else f"{row} " for row in rows).strip()


RUNNING = (
    "The council met on Tuesday in the old hall of the town and voted for the\n"
    "new wall at the harbour, which the engineers of the port asked for."
)


def test_headlines_of_a_letter_stay_rows() -> None:
    heads = (
        "Council sells the old harbour after the engineers warned of it",
        "Mayor promises that the ferry will run free of charge until May",
        "Owners of shops on the river road demand money from Port Linden",
        "Storm warning for the whole of the coast from Friday to Sunday",
    )
    letter = f"{LETTER.format('News of the day')}TODAY'S NEWS\n\n" + "\n".join(heads) + f"\n\n{RUNNING}\n"
    text = read_page(letter.encode()).text
    assert all(head in text.split("\n") for head in heads)
