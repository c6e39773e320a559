"""Words that somebody or a program broke at the end of a row, and hyphens there that are the words' own."""

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
