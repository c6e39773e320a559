"""The headline of pages without an h1 and without a word for machines, whose window is called by the outlet."""

import pytest

from stories.extraction import Clipping, read_page
from stories.extraction.html_unnamed import outlet_in
from tests.extraction.test_html_stamps import HEADS, TEXTS

HEAD, BODY = HEADS["en"], "\n\n".join(TEXTS["en"])
MENU = '<div class="top"><a href="/">Home</a> <a href="/w">World</a> <a href="/s">Sport</a></div>'
LOGO = '<div class="logo">The Harbour Post</div>'
TITLES = ["The Harbour Post", "World - The Harbour Post", "Welcome to The Harbour Post", "The Harbour Post | Home"]
LOOKS = [
    f'<div class="headline">{HEAD}</div>',
    f'<div class="articleTitle"><span>{HEAD}</span></div>',
    f'<div style="font-size: 28px">{HEAD}</div>',
    f'<div><font size="6">{HEAD}</font></div>',
    f"<div><b>{HEAD}</b></div>",
    f"<div>{HEAD}</div>",
    f"<h2>{HEAD}</h2>",
]


def read(title: str, look: str, *, above: str = MENU + LOGO, below: str = "<div>By Anna Berg</div>") -> Clipping:
    texts = "".join(f"<div><div>{text}</div></div>" for text in TEXTS["en"])
    raw = f"<html lang='en'><head><title>{title}</title></head><body>{above}{look}{below}{texts}</body></html>"
    (clipping,) = read_page(raw.encode()).clippings
    assert clipping.body == BODY
    return clipping


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("look", LOOKS)
def test_its_looks_tell(title: str, look: str) -> None:
    clipping = read(title, look)
    assert (clipping.headline, clipping.outlet, clipping.kicker) == (HEAD, "The Harbour Post", None)
    assert clipping.byline == ("Anna Berg",)


@pytest.mark.parametrize("title", TITLES)
def test_a_dek_of_the_same_kind_comes_after_it(title: str) -> None:
    dek = "Nobody at the harbour knows how long"
    assert read(title, f'<div class="headline">{HEAD}</div><div>{dek}</div>').headline == HEAD


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "logo", ["<h1>The Harbour Post</h1>", '<meta property="og:title" content="The Harbour Post">' + LOGO]
)
def test_the_name_of_the_outlet_is_no_headline_wherever_it_stands(logo: str, look: str) -> None:
    clipping = read("The Harbour Post", look, above=MENU + logo)
    assert (clipping.headline, clipping.outlet) == (HEAD, "The Harbour Post")


def test_without_any_title_too() -> None:
    raw = f"<html lang='en'><body>{MENU}<div>{HEAD}</div><div>18 May 2025</div>"
    raw += "".join(f"<div>{text}</div>" for text in TEXTS["en"])
    assert read_page(raw.encode()).clippings[0].headline == HEAD


@pytest.mark.parametrize("look", LOOKS)
def test_a_title_with_the_headline_is_believed(look: str) -> None:
    label = '<div class="title">All the news of the coast</div>'
    assert read(f"{HEAD} - The Harbour Post", label + look).headline == HEAD


@pytest.mark.parametrize("title", ["Quayside", "Ferry is out of work after a night of trouble"])
def test_a_title_that_may_be_a_headline_gives_way_only_to_what_is_marked_as_one(title: str) -> None:
    assert read(title, LOOKS[0], above=MENU).headline == HEAD
    assert read(title, LOOKS[5], above=MENU).headline == title


def test_no_line_that_reads_otherwise_is_taken() -> None:
    look = '<div class="title">By Anna Berg</div><div class="title">18 May 2025</div><div class="title">World</div>'
    assert read("The Harbour Post", look).headline == "The Harbour Post"


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("The Harbour Post", "The Harbour Post"),
        ("World | The Harbour Post", "The Harbour Post"),
        ("Quayside", None),
        ("Ferry stands still on Monday - The Harbour Post", None),
        ("", None),
        (None, None),
    ],
)
def test_the_outlet_in_a_title(title: str | None, outlet: str | None) -> None:
    assert outlet_in(title, None) == outlet
    assert outlet_in("Quayside - News", "Quayside") == "Quayside"
