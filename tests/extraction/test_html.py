import pytest

from stories.extraction import Reading, Unreadable, read_page
from stories.extraction.draft import Draft, Page
from stories.extraction.html_article import mark_html_article
from stories.extraction.html_meta import headline_of
from stories.extraction.html_text import render
from stories.text.languages import language_of
from tests.extraction import pages


def article() -> Reading:
    return read_page(pages.ARTICLE_HTML.encode(), url="https://www.linden-courier.example/harbour?utm_source=mail#top")


def test_an_article_has_its_fields_from_the_page_and_its_description() -> None:
    (clipping,) = article().clippings
    assert clipping.headline == "City to dredge its harbour"
    assert clipping.byline == ("Ada Brook",)
    assert (clipping.published, clipping.published_basis) == ("2024-05-04T09:30:00+02:00", "meta")
    assert (clipping.outlet, clipping.language) == ("Linden Courier", "en")
    assert clipping.url == "https://www.linden-courier.example/harbour"


def test_the_body_is_the_text_of_the_story_alone() -> None:
    (clipping,) = article().clippings
    assert clipping.body.count("\n\n") == 2
    assert "forty million & is paid" in clipping.body
    for noise in ("never shown", "Herons", "All rights reserved", "Politics"):
        assert noise not in clipping.body


def test_offsets_count_the_visible_text() -> None:
    reading = article()
    headline = next(block for block in reading.blocks if block.role == "headline")
    assert reading.text[headline.start : headline.end] == "City to dredge its harbour"
    assert "<" not in reading.text
    assert "never shown" not in reading.text


def test_what_is_left_out_says_why() -> None:
    reading = article()
    reasons = {reading.text[block.start : block.end]: block.reason for block in reading.left_out}
    assert reasons["Home Politics"] == "navigation"
    assert reasons["© 2024 Linden Courier. All rights reserved."] == "legal"
    assert reasons["Herons nest on cranes"] in ("most read", "related")


def test_a_list_page_in_html_is_split_into_its_stories() -> None:
    items = "".join(
        f'<article><h3><a href="/story/{number}">The council meets for day number {number} of its session</a></h3>'
        f"<p>It was the day number {number}, and nothing was decided by the council.</p></article>"
        for number in range(6)
    )
    head = '<head><meta property="og:site_name" content="Linden Courier"></head>'
    page = f"<html>{head}<body><nav>Menu</nav>{items}</body></html>"
    reading = read_page(page.encode(), url="https://courier.example/council")
    assert reading.kind == "index"
    assert [clipping.headline for clipping in reading.clippings] == [
        f"The council meets for day number {number} of its session" for number in range(6)
    ]
    assert [clipping.url for clipping in reading.clippings] == [
        f"https://courier.example/story/{number}" for number in range(6)
    ]
    assert {clipping.outlet for clipping in reading.clippings} == {"Linden Courier"}


def test_a_table_in_an_article_is_a_table() -> None:
    table = "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2022</td><td>410</td></tr></table>"
    page = pages.ARTICLE_HTML.replace("<p>Crews", f"{table}<p>Crews")
    (clipping,) = read_page(page.encode()).clippings
    assert clipping.tables == ((("Year", "Ships"), ("2022", "410")),)
    assert "410" not in clipping.body


def test_the_outlet_is_cut_from_a_title() -> None:
    assert headline_of("City to dredge its harbour | Linden Courier", "Linden Courier") == "City to dredge its harbour"
    assert headline_of("Reuters - City to dredge its harbour", None) == "City to dredge its harbour"
    assert headline_of("City - harbour", "Linden Courier") == "City - harbour"


def test_an_address_with_a_day_dates_a_page_that_names_none() -> None:
    page = "City to dredge its harbour\n\nThe city will dredge its harbour this summer, its council decided on Sunday."
    (clipping,) = read_page(page.encode(), url="https://example.com/2024/05/04/harbour").clippings
    assert (clipping.published, clipping.published_basis) == ("2024-05-04", "address")


def test_a_page_that_leaves_the_body_tag_out_is_read_as_one_that_has_it() -> None:
    """Valid since HTML 5; the parser knows HTML 4 and would take the article for a part of the head."""
    whole = (
        "<!doctype html><title>The crane is sold</title>{}<article><h1>The crane is sold</h1><p>By Ada Brook</p>"
        "<p>The port sold its last crane on Monday, it said. The buyer will take it down in spring.</p></article>"
        "<footer>All rights reserved</footer>"
    )
    with_body, without = (read_page(whole.format(tag).encode()) for tag in ("<body>", ""))
    assert without.clippings == with_body.clippings
    assert without.clippings[0].headline == "The crane is sold"
    assert without.text == with_body.text


@pytest.mark.parametrize("trail", ["Harbour > Cranes > Prices of cranes", "Harbour / Cranes / Prices of cranes"])
def test_a_trail_of_sections_is_no_headline_and_the_heading_above_the_text_is(trail: str) -> None:
    """The window is called after the section, so that no line agrees with it better than the trail does."""
    above = f"<div>{trail}</div><h4>Port sells its last crane to the islands</h4>"
    (clipping,) = read_page(page_of("courier.example | Prices of cranes in harbours", above)).clippings
    assert clipping.headline == "Port sells its last crane to the islands"


TEXT = "".join(f"<p>The crane of quay {nth} was taken down on Monday, and the port sold it.</p>" for nth in range(4))


def page_of(title: str, above: str, text: str = TEXT, head: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{above}{text}</body></html>".encode()


def test_a_kicker_on_the_line_of_the_headline_is_no_part_of_it() -> None:
    head = "<meta property='og:title' content='Port sells its last crane'>"
    above = "<h1><span>Harbour politics:</span> <span>Port sells its last crane</span></h1>"
    (clipping,) = read_page(page_of("Port sells its last crane - courier.org", above, head=head)).clippings
    assert (clipping.kicker, clipping.headline) == ("Harbour politics", "Port sells its last crane")
    (clipping,) = read_page(page_of("Harbour politics: Port sells its last crane", above, head=head)).clippings
    assert clipping.headline == "Harbour politics: Port sells its last crane"


def test_the_headline_is_what_the_page_prints_where_its_parts_disagree() -> None:
    head = "<meta property='og:title' content='Sold! What became of the crane'>"
    (clipping,) = read_page(page_of("The crane, sold", "<h1>Port sells its last crane</h1>", head=head)).clippings
    assert clipping.headline == "Port sells its last crane"


def test_the_title_of_the_window_printed_above_the_text_is_its_headline() -> None:
    """The only h1 is the site's name, or its section's, and nothing on the page agrees with it."""
    for title in ("Port talk » Archive » Port sells its last crane", "Port sells its last crane"):
        above = "<h1>Port talk</h1><h2>Port sells its last crane</h2><p>By Ada Brook</p>"
        (clipping,) = read_page(page_of(title, above)).clippings
        assert clipping.headline == "Port sells its last crane"
    above = "<h1>Port talk today</h1><p>By Ada Brook</p>"
    foot = "<footer><p>The society of friends of the port</p></footer>"
    page = page_of("Port talk today - The society of friends of the port", above, TEXT + foot)
    assert read_page(page).clippings[0].headline == "Port talk today"


def test_lines_that_ask_the_reader_for_something_are_no_text() -> None:
    asks = (
        "For more from the harbour and its islands, sign up for our free weekly newsletter.",
        "Ada Brook writes about cranes. Follow Ada on Mastodon @adabrook.",
        "This article contains links to products of our advertisers. We may receive a commission if you buy there.",
        "Abonnieren Sie unseren kostenlosen Newsletter!",
    )
    reading = read_page(
        page_of("Port sells crane", "<h1>Port sells crane</h1>", TEXT + "".join(f"<p>{a}</p>" for a in asks))
    )
    assert reading.clippings[0].body.count("\n\n") == 3
    left = {reading.text[block.start : block.end]: block.reason for block in reading.left_out}
    assert [left[ask] for ask in asks] == ["promotion", "promotion", "legal", "promotion"]
    kept = "Readers who follow her on the island say that few people sign up for newsletters at all these days."
    (clipping,) = read_page(page_of("Port sells crane", "<h1>Port sells crane</h1>", f"{TEXT}<p>{kept}</p>")).clippings
    assert clipping.body.endswith(kept)


def test_sentences_that_the_extractor_drops_in_the_midst_of_the_text_are_part_of_it() -> None:
    lines = (
        "<h1>Port sells crane</h1><p>The port sold its last crane on Monday, it said in a note to its tenants.</p>"
        "<li>The buyer will take it down in spring, before the herons come back to it.</li>"
        "<p>Nobody else had asked for it in nineteen months, as the port said again.</p>"
        "<li>A crane stands at the quay of the port and is pictured at night</li>"
        "<p>What comes in its place is open, and the council will not hurry, its speaker said.</p>"
        "<li><a href='/heron'>The herons of the port will move to the island, their friends hope.</a></li>"
        "<p>The money goes into the ferry, on which the council has put off its vote.</p>"
    )
    rendered = render(f"<html><body>{lines}</body></html>")
    draft = Draft(Page(rendered.text, rendered.lines, None, None, linked=frozenset({6})))
    mark_html_article(draft, frozenset({1, 3, 5, 7}))
    told = [place for place, mark in enumerate(draft.marks) if mark is not None and mark.role == "paragraph"]
    assert told == [1, 2, 3, 5, 7]


PICTURED = """<html><head><title>Pier opens again - Linden Courier</title>
<meta property="article:published_time" content="2024-05-04T09:30:00+02:00">
<meta property="article:modified_time" content="2024-05-04T17:00:00+02:00"></head>
<body><article><h1>Pier opens again</h1>
<p>The council agrees on the repairs, but nobody knows yet who is to pay for them in the end.</p>
<figure><img src="a.jpg"><figcaption>
The pier at dawn on Saturday. <span>Photo: Lena Ostrova/Courier</span></figcaption></figure>
<p>LINDEN, May 4 (Reuters) - The council agreed on Saturday to open the pier again after eleven weeks in which
the ferries had to land on the other side of the river.</p><p>The repairs will go on beside the traffic until the
spring, the council said, and the fees of the ships will pay for half of them.</p></article></body></html>"""


def test_captions_inside_the_text_and_the_credit_on_their_line_are_kept() -> None:
    (clipping,) = read_page(PICTURED.encode()).clippings
    assert clipping.captions == ({"text": "The pier at dawn on Saturday.", "credit": "Photo: Lena Ostrova/Courier"},)
    assert "dawn" not in clipping.body


def test_a_summary_may_stand_before_the_paragraph_with_the_dateline() -> None:
    (clipping,) = read_page(PICTURED.encode()).clippings
    assert (clipping.dateline, clipping.agency) == ("LINDEN", "Reuters")


def test_when_it_was_updated_has_its_precision_and_what_it_rests_on() -> None:
    (clipping,) = read_page(PICTURED.encode()).clippings
    found = clipping.updated, clipping.updated_precision, clipping.updated_basis
    assert found == ("2024-05-04T17:00:00+02:00", "minute", "meta")
    (silent,) = article().clippings
    assert (silent.updated, silent.updated_precision, silent.updated_basis, silent.dateline) == (None,) * 4


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<h1>Ferry</h1><p>It sank.</p>", ("Ferry", "It sank.")),
        ("<h1>Ferry</h1><p>Ferry sinks off pier</p>", ("Ferry", "Ferry sinks off pier")),
        ("<nav><a href='/'>Home of news</a></nav><p>The ferry sank.</p>", (None, "The ferry sank.")),
        ("<h1>市議会</h1><p>市は橋を直した。</p>", ("市議会", "市は橋を直した。")),
    ],
)
def test_a_page_of_a_few_words_is_read(page: str, told: tuple[str | None, str]) -> None:
    (clipping,) = read_page(page.encode()).clippings
    assert (clipping.headline, clipping.body) == told


def test_a_page_of_one_letter_has_no_text() -> None:
    with pytest.raises(Unreadable, match="no running text"):
        read_page(b"<p>x")


YEARS = {
    "en": "The council met on the pier and put off its vote. In 2019 a contract was signed with the yard, which has "
    "built three boats since then. Nobody knows when the fourth will come.",
    "hu": "A tanács kedden este a hídról tárgyalt, de nem döntött. A 2024. évi költségvetés szerint a munka még az "
    "idén elkezdődik, és két évig tart majd. A polgármester azt mondta, hogy nincs más út.",
    "de": "Die Gewerkschaft hat am Dienstag zu einem Streik aufgerufen. Im Jahr 2019 wurde ein Vertrag geschlossen, "
    "der nun endet. Die Werft baut seit drei Jahren keine Boote mehr, und niemand weiß, wie es weitergeht.",
}


def written(text: str, *, lang: str = "", beside: str = "") -> str:
    return f"<html{lang and f' lang={lang}'}><body><h1>Ferry vote put off</h1>{beside}<p>{text}</p><p>{text}</p>"


@pytest.mark.parametrize("language", YEARS)
def test_a_year_in_the_text_is_no_day(language: str) -> None:
    (clipping,) = read_page(written(YEARS[language]).encode()).clippings
    assert clipping.published is None
    assert "No date on the page." in clipping.doubts


@pytest.mark.parametrize("printed", ["1 January 2019", "January 1, 2019", "2019-01-01", "1. Januar 2019"])
def test_the_first_of_january_is_a_day_where_it_is_printed(printed: str) -> None:
    (clipping,) = read_page(written(YEARS["en"], beside=f"<div>{printed}</div>").encode()).clippings
    assert clipping.published == "2019-01-01"


@pytest.mark.parametrize(
    ("lang", "text", "language"),
    [
        ("hu", "hu", "hu"),
        ("", "hu", "hu"),
        ("en", "de", "de"),  # what a template says of all its pages
        ("de", "en", "en"),
    ],
)
def test_the_language_that_a_page_declares_counts_unless_its_text_plainly_speaks_against_it(
    lang: str, text: str, language: str
) -> None:
    (clipping,) = read_page(written(YEARS[text], lang=lang).encode()).clippings
    assert clipping.language == language


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Die Kommission prüft 120 Beschwerden.", "de", "de"),
        ("Guvernul a aprobat bugetul de stat.", "ro", "ro"),
        ("El govern de la ciutat va dir que el pont de la platja es va tancar en la nit de dilluns.", "ca", "ca"),
        ("The council put off its vote on the bridge, and nobody in the city knows when it will be.", "us", "en"),
        ("Владата го одобри државниот буџет за годината.", "mk", "mk"),
        ("Το συμβούλιο αποφάσισε για τη γέφυρα.", "en", "el"),
    ],
)
def test_few_words_are_in_the_language_that_was_declared(text: str, declared: str, language: str) -> None:
    assert language_of(text, declared=declared) == language
