"""Bylines in the `<address>` of an article, which is the contact of its author."""

import pytest

from stories.extraction import Reading, read_page
from tests.extraction.test_html_stamps import HEADS, TEXTS

HEAD, BODY = HEADS["en"], "\n\n".join(TEXTS["en"])
STREET = "<footer><address>Harbour Post, 12 Quay Street, Port Linden</address></footer>"


def read(address: str, *, behind: bool, below: str = STREET) -> Reading:
    texts = "".join(f"<p>{text}</p>" for text in TEXTS["en"])
    parts = texts + address if behind else address + texts
    raw = f"""<html lang="en"><head><title>{HEAD}</title></head><body><article><h1>{HEAD}</h1>{parts}</article>
    {below}</body></html>"""
    return read_page(raw.encode())


@pytest.mark.parametrize("behind", [False, True], ids=["head", "foot"])
@pytest.mark.parametrize(
    "inside",
    [
        "Anna Berg",
        "By Anna Berg",
        '<a rel="author" href="/staff/berg">Anna Berg</a>',
        'By <a rel="author" href="/staff/berg">Anna Berg</a>',
        '<a rel="author" href="/staff/berg">Anna Berg</a><br>Shipping correspondent',
        '<a href="/authors/anna-berg">Anna Berg</a>',
    ],
)
def test_it_is_the_byline_and_no_part_of_the_text(inside: str, behind: bool) -> None:
    reading = read(f"<address>{inside}</address>", behind=behind)
    (clipping,) = reading.clippings
    assert (clipping.byline, clipping.body) == (("Anna Berg",), BODY)
    signed = [reading.text[block.start : block.end] for block in reading.blocks if block.role == "byline"]
    assert signed == ["By Anna Berg" if inside.startswith("By") else "Anna Berg"]


def test_in_the_footer_of_the_article_where_the_markup_names_the_author() -> None:
    inside = '<footer><address>By <a rel="author" href="/staff/berg">Anna Berg</a></address></footer>'
    reading = read(inside, behind=True)
    assert "byline" in [block.role for block in reading.blocks]


@pytest.mark.parametrize(
    "inside",
    [
        "12 Quay Street, Port Linden",
        "Harbour Post",
        "Harbour Post Newsroom",
        "news@quay.example",
        "Contact",
        "Port Aven Town Hall",
        "Rue de la Paix",
        "Piazza San Marco Venezia",
        "Museum Quarter Wien",
        "Alte Mühle Berlin",
        "Contact Us",
        "Contact Anna Berg",
        "Anna Berg House",
        "Martin Luther Platz",
        "Karl Marx Allee",
    ],
)
@pytest.mark.parametrize("behind", [False, True], ids=["head", "foot"])
def test_a_house_is_no_author(inside: str, behind: bool) -> None:
    assert read(f"<address>{inside}</address>", behind=behind).clippings[0].byline == ()


def test_an_address_elsewhere_on_the_page_signs_nothing() -> None:
    below = "<ul>" + "<li>Ferry</li>" * 4 + "</ul><div><address>Tom Fisher</address></div>"
    assert read("", behind=False, below=below).clippings[0].byline == ()


def test_in_the_cards_of_a_list() -> None:
    heads = ("Harbour gets three new cranes", "City votes on the harbour loan", "Fishers ask the state for help",
             "New lighthouse begins its work", "Shipyard looks for apprentices")  # fmt: skip
    cards = "".join(
        f'<article><h3><a href="/news/2025/{head.lower().replace(" ", "-")}">{head}</a></h3>'
        f"<p>{TEXTS['en'][0]}</p><address>Anna Berg</address></article>"
        for head in heads
    )
    reading = read_page(f"<html lang='en'><body>{cards}</body></html>".encode(), url="https://quay.example/news")
    assert [(clipping.headline, clipping.byline) for clipping in reading.clippings] == [
        (head, ("Anna Berg",)) for head in heads
    ]


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        ("By Xaver Tern", "Xaver Tern"),
        ("Von Xaver Tern", "Xaver Tern"),
        ('<a rel="author" href="/x">Xaver Tern</a>', "Xaver Tern"),
        ('<a href="/authors/tern">Xaver Tern</a>', "Xaver Tern"),
        ("By Anna Hall", "Anna Hall"),
        ("José Ortega", "José Ortega"),
        ("佐藤花子", "佐藤花子"),
    ],
)
@pytest.mark.parametrize("behind", [False, True], ids=["head", "foot"])
def test_a_name_that_is_not_common_needs_a_sign_that_somebody_wrote(inside: str, name: str, behind: bool) -> None:
    assert read(f"<address>{inside}</address>", behind=behind).clippings[0].byline == (name,)


def test_without_one_its_place_right_under_the_headline_says_so() -> None:
    assert read("<address>Xaver Tern</address>", behind=False).clippings[0].byline == ("Xaver Tern",)
    assert read("<address>Xaver Tern</address>", behind=True).clippings[0].byline == ()


@pytest.mark.parametrize(
    "name",
    ["Siobhan Kelly", "Priyanka Sharma", "Wei Zhang", "Kofi Mensah", "Yuki Tanaka", "Zhang Wei", "Nguyen Van An",
     "Ngozi Probe", "Олена Проба", "Jean-Pierre Essai", "J. P. Probe", "أحمد تجربة"],
)  # fmt: skip
@pytest.mark.parametrize("behind", [False, True], ids=["head", "foot"])
def test_people_of_many_countries(name: str, behind: bool) -> None:
    assert read(f"<address>{name}</address>", behind=behind).clippings[0].byline == (name,)


@pytest.mark.parametrize(
    "inside",
    ["Charles River Associates", "Kay Jewelers", "Will County", "岡山放送", "千葉日報社", "Robert Bosch Foundation",
     "Christian Democrats", "Marie Curie University", "森永製菓", "石川県庁", "Port Linden", "North Aven",
     "Harbour Mail", "London Chamber", "Data Protection", "Jean Monnet Institute", "Aven Tribune"],
)  # fmt: skip
@pytest.mark.parametrize("behind", [False, True], ids=["head", "foot"])
def test_firms_and_offices_with_a_first_name_are_none(inside: str, behind: bool) -> None:
    assert read(f"<address>{inside}</address>", behind=behind).clippings[0].byline == ()


def test_the_author_whom_the_page_names_needs_none() -> None:
    texts = "".join(f"<p>{text}</p>" for text in TEXTS["en"])
    raw = f"""<html lang="en"><head><title>{HEAD}</title><meta name="author" content="Xaver Tern"></head><body><article>
    <h1>{HEAD}</h1><address>Xaver Tern</address>{texts}</article></body></html>"""
    reading = read_page(raw.encode())
    assert [reading.text[block.start : block.end] for block in reading.blocks if block.role == "byline"] == [
        "Xaver Tern"
    ]
