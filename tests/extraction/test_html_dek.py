"""The dek that a page names in its markup, and what has such a name without being one."""

import pytest

from stories.extraction import Clipping, read_page

HEADLINE = "Harbour bridge closes for the whole summer"
DEK = "Its cables have to be renewed, and nobody knows yet who is to pay for them."
TEXT = (
    "The bridge over the strait will be closed from June to September, the council of the town decided on Tuesday.",
    "Engineers had found in the spring that two of its cables were worn, and had asked for it to be closed at once.",
    "The owner of the ferry said that his boats would run twice as often, and that the fare would stay as it is.",
    "What the work is to cost was not said; the mayor called it a matter for the country and not for the town alone.",
)
BODY = "\n\n".join(TEXT)


def read(head: str, texts: str = "".join(f"<p>{text}</p>" for text in TEXT), *, below: str = "") -> Clipping:
    page = (
        f"<html lang='en'><head><title>{HEADLINE} - Quay Letter</title><meta property='og:type' content='article'>"
        f"</head><body><nav><a href='/world'>World</a></nav><article>{head}{texts}</article>{below}</body></html>"
    )
    (clipping,) = read_page(page.encode()).clippings
    return clipping


H1 = f"<h1>{HEADLINE}</h1>"
NAMED = {
    "standfirst": f'{H1}<p class="standfirst">{DEK}</p>',
    "dek, with a prefix": f'{H1}<div class="c-article__dek--large"><p>{DEK}</p></div>',
    "in camels": f'{H1}<p class="ArticleSubHeadline__x1Bz">{DEK}</p>',
    "subtitle": f'{H1}<h2 class="entry-subtitle">{DEK}</h2>',
    "an itemprop": f'{H1}<p itemprop="alternativeHeadline">{DEK}</p>',
    "behind byline and date": f'{H1}<div>By Ada Brook</div><div>24 June 2025</div><p class="standfirst">{DEK}</p>',
    "behind a picture": f"{H1}<figure><figcaption>The bridge on Monday. Photo: Ada Brook</figcaption></figure>"
    f'<p class="standfirst">{DEK}</p>',
    "beside other names": f'{H1}<p class="teaser-image-none text-large standfirst">{DEK}</p>',
    "in a box of the head": f'<header class="article-subtitle">{H1}<p class="standfirst">{DEK}</p></header>',
}  # fmt: skip


@pytest.mark.parametrize("head", NAMED.values(), ids=NAMED)
def test_what_the_page_names_so_is_the_dek(head: str) -> None:
    clipping = read(head)
    assert (clipping.headline, clipping.dek, clipping.body) == (HEADLINE, DEK, BODY)


def test_a_dek_may_have_few_words_or_two_paragraphs() -> None:
    assert read(f'{H1}<p class="dek">Cables are worn</p>').dek == "Cables are worn"
    two = read(f'{H1}<div class="standfirst"><p>{DEK}</p><p>It is the second time in ten years.</p></div>')
    assert (two.dek, two.body) == (f"{DEK}\n\nIt is the second time in ten years.", BODY)


EACH = "".join(f'<p class="{{}}">{text}</p>' for text in TEXT)
NOT_THE_DEK = {
    "a name that each paragraph has": (H1, EACH.replace("{}", "story-dek")),
    "a box around all of the text": (H1, f'<div class="subtitle">{"".join(f"<p>{text}</p>" for text in TEXT)}</div>'),
    "a lead, which is the first paragraph": (
        H1, f'<p class="lede article-intro">{TEXT[0]}</p>' + "".join(f"<p>{text}</p>" for text in TEXT[1:])),
    "a line of a menu": (f'{H1}<nav><p class="subtitle">More of the news about bridges and ferries</p></nav>', None),
    "links": (f'{H1}<p class="subtitle"><a href="/b">All we know of the bridge</a></p>', None),
    "who wrote it": (f'{H1}<p class="subtitle">By Ada Brook</p>', None),
    "when": (f'{H1}<p class="subtitle">24 June 2025, updated twice</p>', None),
    "a picture": (f'{H1}<p class="subtitle-image-text">The bridge before the war began</p>', None),
    "the headline again": (f'{H1}<p class="subtitle">{HEADLINE}</p>', None),
    "above the headline": (f'<p class="subtitle">All that moved on the quays today</p>{H1}', None),
    "further down": (
        H1, f'<p>{TEXT[0]}</p><p class="standfirst">{TEXT[1]}</p><p>{TEXT[2]}</p><p>{TEXT[3]}</p>'),
}  # fmt: skip


@pytest.mark.parametrize(("head", "texts"), NOT_THE_DEK.values(), ids=NOT_THE_DEK)
def test_what_only_has_such_a_name_is_none(head: str, texts: str | None) -> None:
    clipping = read(head, texts) if texts else read(head)
    assert clipping.dek is None
    assert all(text in clipping.body for text in TEXT)


def test_all_of_a_short_text_is_no_dek() -> None:
    clipping = read(f'{H1}<p class="standfirst">{TEXT[0]}</p>', "")
    assert (clipping.dek, clipping.body, clipping.completeness) == (None, TEXT[0], "full")


def test_teasers_below_with_such_names_take_nothing_away() -> None:
    teasers = "".join(
        f'<div class="card"><h3><a href="/{number}">Ferry number {number} runs late again</a></h3>'
        f'<p class="dek">The boat came in {number} hours late, and nobody was told why that was.</p></div>'
        for number in range(4)
    )
    clipping = read(f'{H1}<p class="dek">{DEK}</p>', below=f"<section>{teasers}</section>")
    assert (clipping.dek, clipping.body) == (DEK, BODY)


QUOTES = (
    "“Nobody told us,” said Mayor Petra Voss.",
    "“Nobody called.”",
    "The minister objected: “I signed nothing at all.”",
)
LONG = (
    "The families were told during the night, and the village held a silent march through the snow before the funeral, "
    "which the minister attended with two of his colleagues from the capital."
)
SIGNED = '<p class="byline">By Freya Holm</p>'


def of_paragraphs(*paragraphs: str, under: str = "") -> Clipping:
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    body = f"<article><h1>Mayor rejects the criticism</h1>{under}{text}</article>"
    [clipping] = read_page(f"<html lang='en'><title>Mayor rejects the criticism</title>{body}".encode()).clippings
    return clipping


def test_short_paragraphs_that_nothing_marks_are_the_text_in_its_order() -> None:
    clipping = of_paragraphs(*QUOTES, LONG)
    assert (clipping.dek, clipping.body.split("\n\n")) == (None, [*QUOTES, LONG])
    signed = of_paragraphs(*QUOTES, LONG, under=SIGNED)
    assert (signed.dek, signed.body.split("\n\n")) == (None, [*QUOTES, LONG])


def test_one_that_stands_alone_over_the_byline_is_the_dek() -> None:
    clipping = of_paragraphs(LONG, LONG[:90] + ".", under="<p>Villagers say that nobody had warned them.</p>" + SIGNED)
    assert clipping.dek == "Villagers say that nobody had warned them."
    assert clipping.body.startswith(LONG)


BARE = "Its cables have to be renewed at the cost of the town"


@pytest.mark.parametrize("box", ["<p>{}</p>", "<div>{}</div>", '<p class="entry-sub">{}</p>', "<span>{}</span>"])
@pytest.mark.parametrize("name", ["property='og:description'", "name='description'"])
@pytest.mark.parametrize("under", ["", SIGNED])
def test_what_the_page_says_of_itself_is_the_dek(box: str, name: str, under: str) -> None:
    head = f"<title>{HEADLINE}</title><meta {name} content='{BARE}'>"
    texts = "".join(f"<p>{text}</p>" for text in TEXT)
    page = f"<html lang='en'><head>{head}</head><body><article>{H1}{box.format(BARE)}{under}{texts}</article></body>"
    (clipping,) = read_page(page.encode()).clippings
    assert (clipping.headline, clipping.dek, clipping.body) == (HEADLINE, BARE, BODY)


def test_the_first_sentence_is_no_dek_though_the_page_says_it_of_itself() -> None:
    head = f"<title>{HEADLINE}</title><meta name='description' content='{TEXT[0]}'>"
    texts = "".join(f"<p>{text}</p>" for text in TEXT)
    page = f"<html lang='en'><head>{head}</head><body><article>{H1}{texts}</article></body>"
    (clipping,) = read_page(page.encode()).clippings
    assert (clipping.dek, clipping.body) == (None, BODY)
