"""Names that nobody has in Hungarian, Russian, Ukrainian and Arabic; and places that look like somebody's name."""

from __future__ import annotations

import pytest

from stories.linking.places_known import is_known_place
from stories.linking.unknown import unknown_names
from stories.linking.words import Field

HUNGARIAN = "A döntés nem végleges, és a város szerint az út sem nyílik meg, mert hogy a pénz még nem volt meg. "
UKRAINIAN = "У місті дощ, і порт не працює, але це ще не все, що відомо про його стан у цей день. "
ARABIC = "الوضع في المدينة هادئ منذ الصباح بعد أن توقفت الأمطار وعادت الحركة إلى الشوارع. "


def names(text: str) -> list[str]:
    return [one.surface for one in unknown_names([Field("body", text)], [])]


def described(text: str) -> list[str]:
    return [one.evidence.partition(";")[0] for one in unknown_names([Field("body", text)], [])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Horváth Ilona polgármester hétfőn megnyitotta a hidat.", ["Horváth Ilona"]),
        ("A javaslatot Lakatos Gergely képviselő nyújtotta be.", ["Lakatos Gergely"]),
        ("A hidat Kis-Vajda Eszter tervezte.", ["Kis-Vajda Eszter"]),
        ("A hidat Szabó Anna Mária tervezte.", ["Szabó Anna Mária"]),
        ("Tegnap Budapesten esett, és a Magyar Nemzeti Bank zárva volt.", []),
        ("Tegnap Anna is megérkezett.", []),
        ("Nagy Britannia és Új Zéland is segít.", []),
        ("Ma Péter Budapestre ment.", []),
        ("A Lakatos Sándor utca zárva.", []),
        ("Baleset történt a Lakatos Sándor utcában.", []),
        ("A Horváth Ilona téren leállt a metró.", []),
        ("A Szabó Anna Stadionból jöttek, a Horváth Ilona Egyetemen laknak.", []),
        ("A Lakatos Sándor díjjal jött haza.", []),
        ("A hídra Horváth Ilona után Lakatos Sándor ment.", ["Horváth Ilona", "Lakatos Sándor"]),
        ("A bécsi John Carter tegnap érkezett.", ["John Carter"]),
    ],
)
def test_in_hungarian_the_family_name_stands_first(text: str, found: list[str]) -> None:
    assert names(HUNGARIAN + text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Міністерка Оксана Гнатюк прибула до порту.", ["Оксана Гнатюк"]),
        ("Мер Одеси Тарас Довженко сказав, що місто готове.", ["Тарас Довженко"]),
        ("Сергій Іванович Вишня не погодився з ним.", ["Сергій Іванович Вишня"]),
        ("Верховна Рада та Кабінет Міністрів працюють.", []),
        ("Ірина прибула. Порт Одеса закрито.", []),
        ("Кривий Ріг і Нова Каховка без світла.", []),
    ],
)
def test_in_ukrainian(text: str, found: list[str]) -> None:
    assert names(UKRAINIAN + text) == found


def test_in_russian() -> None:
    text = "Порт не работает, и в городе дождь, но это ещё не всё. Министр Павел Лесков приехал. Новая Земля закрыта."
    assert names(text) == ["Павел Лесков"]
    assert described(text) == ["Described as “Министр”"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ледокол «Павел Лесков» вышел в море.", []),
        ("На теплоходе Павел Лесков пожар.", []),
        ("Улица Павла Лескова и площадь Павел Лесков закрыты.", []),
        ("Капитан судна Игорь ушёл, а на мосту стоял министр Павел Лесков.", ["Павел Лесков"]),
        ("Это был именно Павел Лесков, сказал мэр.", ["Павел Лесков"]),
        ("«Павел Лесков приехал», сказал мэр.", ["Павел Лесков"]),
    ],
)
def test_a_ship_or_a_street_is_nobody_in_russian(text: str, found: list[str]) -> None:
    assert names(f"Порт не работает, и в городе дождь, но это ещё не всё. {text}") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال رئيس الوزراء سامي حداد إن الميناء سيبقى مفتوحا.", ["سامي حداد"]),
        ("أعلنت الدكتورة ليلى خوري أن المستشفى سيفتح أبوابه.", ["ليلى خوري"]),
        ("والتقى الوفد أمس محمد العلي في المدينة.", ["محمد العلي"]),
        ("قال عمر بن يوسف إن الطريق مفتوح.", ["عمر بن يوسف"]),
        ("قالت الأمم المتحدة إن مجلس الأمن سيجتمع.", []),
        ("قال البنك المركزي إن الفائدة ثابتة.", []),
        ("كان يوم سعيد في المدينة.", []),
        ("شارع محمد علي مغلق.", []),
        ("وصل الأمير فيصل بن خالد بن عبد العزيز إلى المدينة.", ["فيصل بن خالد بن عبد العزيز"]),
        ("أضاف أحمد منصور أن الطريق مفتوح.", ["أحمد منصور"]),
        ("اضاف احمد منصور ان الطريق مفتوح.", ["احمد منصور"]),
        ("أغلق مطار الملك سعيد الدولي أبوابه.", []),
        ("وصل الوفد إلى جامعة الأمير سامي حداد اليوم.", []),
        ("اجتمعوا بجامعة الملك سعيد العالمية.", []),
        ("في جامعة الملك سعود قال سامي الحربي إن الطريق مفتوح.", ["سامي الحربي"]),
        ("الوزيرة ليلى تفتتح الميناء. واستقبل الرئيس سامي وفد الميناء.", []),
        ("قال محمد صلاح الدين إن الطريق مفتوح.", ["محمد صلاح الدين"]),
        ("قال صلاح الدين الحربي إن الطريق مفتوح.", ["صلاح الدين الحربي"]),
        ("أعلن الوزير سامي شاركو أن الطريق مفتوح.", ["سامي شاركو"]),
        ("الوزير سامي يؤكد أن الطريق مفتوح. والأمير سعيد وصل إلى الميناء.", []),
        ("استقبل الرئيس سامي شاركو وفدا من الميناء.", ["سامي شاركو"]),
        ("وصل الوزير سامي شاركو.", ["سامي شاركو"]),
    ],
)
def test_in_arabic(text: str, found: list[str]) -> None:
    assert names(ARABIC + text) == found


def test_a_post_before_or_behind_the_name_describes_its_bearer() -> None:
    assert described(HUNGARIAN + "Horváth Ilona polgármester megnyitotta a hidat.") == ["Described as “polgármester”"]
    assert described(ARABIC + "قال وزير الخارجية سامي حداد إن الميناء مفتوح.") == ["Described as “وزير الخارجية”"]
    assert described(ARABIC + "قال الوزير سامي حداد إن الميناء مفتوح.") == ["Described as “الوزير”"]


@pytest.mark.parametrize(
    "text",
    [
        "The delegation came from Nova Gradiska and stayed for a week.",
        "People fled from Marina Vallarta after the storm.",
        "The road to Charlotte Amalie was closed after the storm.",
        "The town of Julia Marten was dry.",
        "Ships left Marina Vallarta, Mexico, at noon.",
        "The Georgia Senate race goes on. Money came for the Georgia Senate seat, and in Georgia Senate votes.",
        "She went back to the Julia Marten Clinic. Few like Julia Marten Clinic.",
        "The ship docked at Marina Vallarta. The crew liked Marina Vallarta.",
        "The storm hit Marina Vallarta, Mexico, at noon.",
        "It rained in Marina Vallarta all night. Ships left Marina Vallarta at noon.",
    ],
)
def test_a_place_is_not_proposed_as_a_person(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The talks were led by Marina Vallarta, who came at noon.", ["Marina Vallarta"]),
        ("It rained in Marina Vallarta, said Julia Marten.", ["Julia Marten"]),
        ("In Julia Marten the town has a friend. Julia Marten said so herself.", ["Julia Marten"]),
        ("Premier Jan Kosek said so. It was in Jan 2025.", ["Jan Kosek"]),
        (
            "Julia Marten, Norway, won ahead of Karin Oster, Sweden, and Eva Dahl, Finland.",
            ["Julia Marten", "Karin Oster", "Eva Dahl"],
        ),
        ("Results: 1, Julia Marten, Norway, 24 minutes.", ["Julia Marten"]),
        ("Fans yelled at Julia Marten. Guards led Julia Marten away.", ["Julia Marten"]),
        ("She sat near Julia Marten. The jury watched Julia Marten.", ["Julia Marten"]),
        ("Trust in Julia Marten has gone. The party wants Julia Marten out.", ["Julia Marten"]),
        (
            "They had a friend in Julia Marten. Guards led Julia Marten away. They cheered Julia Marten.",
            ["Julia Marten"],
        ),
    ],
)
def test_somebody_called_like_a_place_is(text: str, found: list[str]) -> None:
    assert list(dict.fromkeys(names(text))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Borgmästare Ulla Bergh sade nej.", ["Ulla Bergh"]),
        ("Burgemeester Piet Boskamp zei nee.", ["Piet Boskamp"]),
        ("Prezydent Ewa Zarembska powiedziała.", ["Ewa Zarembska"]),
        ("Presidenta Ana Ruiz dijo que no.", ["Ana Ruiz"]),
        ("Koning Willem Boskamp kwam.", ["Willem Boskamp"]),
        ("Premier Jan Koss powiedział.", ["Jan Koss"]),
    ],
)
def test_a_title_at_the_head_of_a_sentence_is_no_part_of_the_name(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il Presidente della Repubblica ha parlato con il Sindaco di Milano e con il Presidente del Consiglio.", []),
        ("El Ministro de Defensa habló con el Presidente del Gobierno y con el Alcalde de Madrid.", []),
        ("O Presidente da Câmara de Lisboa falou com o Ministro das Finanças, que não estava só.", []),
        ("De Burgemeester van Utrecht sprak met de Minister van Financiën over het huis van de stad.", []),
        ("Der Bürgermeister von Freiburg sprach am Montag mit den Leuten über das neue Haus.", []),
        ("Le Président de la République Émile Martin a parlé hier soir avec la ministre.", ["Émile Martin"]),
        ("La ministra de Defensa Ana Torres dijo que no y que el presidente del Gobierno sabe.", ["Ana Torres"]),
        ("Die Ministerin von der Heyde sprach am Montag mit den Leuten über das Haus.", ["von der Heyde"]),
        ("On Monday President de Kleist met the mayor, who was at the harbour with him.", ["de Kleist"]),
        ("The spokesman of Ludwig van der Aalst said so.", ["Ludwig van der Aalst"]),
    ],
)
def test_what_a_post_is_of_is_no_name(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_places_of_the_lists() -> None:
    assert is_known_place("nova gradiska")
    assert not is_known_place("julia marten")
    assert not is_known_place("berlin")
