"""Agencies in brackets and in datelines, and whom they leave as authors; the entry of a menu that leads home; the
address on the first row of a page copied as text."""

import pytest

from stories.extraction import Clipping, Reading, read_page

HEAD = "渡船の採決を延期　北湾市議会"
FIRST = "北湾の市議会は木曜日、新しい渡船についての採決を秋まで延期すると発表した。議長は来週も協議を続けると述べた。"
LAST = "市の広報担当者によると、船はこれまで通り運航する。住民の間では不安の声が上がっている。"
ENGLISH = (
    "The council of Port Aven put off its vote on the ferry on Thursday, and nobody could say until when it did so.",
    "Its speaker said that the talks would go on in the coming week, and that the boats would sail as they had before.",
)
UKRAINIAN = (
    "Рада порту Дзвінець у четвер відклала голосування щодо нового порома, і ніхто не міг сказати, на який час.",
    "Її речник сказав, що переговори триватимуть наступного тижня, а човни ходитимуть так, як вони завжди ходили.",
)


def plain(*parts: str) -> Clipping:
    return read_page("\n\n".join(parts).encode()).clippings[0]


def markup(headline: str, *texts: str, above: str = "", below: str = "") -> Clipping:
    told = "".join(f"<p>{text}</p>" for text in texts)
    raw = f"<html><head><title>{headline}</title></head><body>{above}<h1>{headline}</h1>{below}{told}</body></html>"
    return read_page(raw.encode()).clippings[0]


@pytest.mark.parametrize(
    "texts",
    [
        (FIRST, f"{LAST}（共同）"),
        (FIRST, LAST, "（共同）"),
        (f"（共同）{FIRST}", LAST),
        (f"【共同】{FIRST}", LAST),
        (FIRST, f"{LAST}（共同通信）"),
    ],
)
def test_an_agency_signs_in_brackets_before_or_behind_a_text(texts: tuple[str, ...]) -> None:
    for clipping in (plain(HEAD, *texts), markup(HEAD, *texts)):
        assert clipping.agency == "Kyodo News"
        assert clipping.body.endswith(texts[1])


def test_what_else_stands_in_brackets_is_no_agency() -> None:
    assert plain(HEAD, FIRST, f"{LAST}（写真）").agency is None
    assert plain(HEAD, f"（政治）{FIRST}", f"{LAST}（共同事業の一つ）").agency is None


@pytest.mark.parametrize("line", ["By Anna Testwell, Wireline", "By Anna Testwell and Wireline"])
def test_the_agency_of_the_dateline_is_no_author(line: str) -> None:
    texts = (f"PORT AVEN, Nov 26 (Wireline) - {ENGLISH[0]}", ENGLISH[1])
    below = f"<p class='byline'>{line}</p>"
    assert markup("Ferry vote put off once more", *texts, below=below).byline == ("Anna Testwell",)
    assert markup("Ferry vote put off once more", *texts, below="<p class='byline'>Wireline</p>").byline == ()
    assert plain("Ferry vote put off once more", line, *texts).byline == ("Anna Testwell",)


@pytest.mark.parametrize(
    "above",
    [
        "<p><a href='/'>トップ</a> <a href='/p'>政治</a></p>",
        "<div><a href='/'>トップ</a><a href='/p'>政治</a></div>",
        "<p>ホーム 政治</p>",
        "<p><a href='/'>Startseite</a> <a href='/p'>Inland</a></p>",
    ],
)
def test_an_entry_that_leads_home_and_another_are_a_menu(above: str) -> None:
    assert markup(HEAD, FIRST, LAST, above=above).kicker is None


@pytest.mark.parametrize("kicker", ["政治", "Home affairs", "Starthilfe"])
def test_a_kicker_stays_one(kicker: str) -> None:
    assert markup(HEAD, FIRST, LAST, above=f"<p><a href='/p'>{kicker}</a></p>").kicker == kicker


@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
@pytest.mark.parametrize(
    ("window", "outlet", "headline", "texts"),
    [
        ("Дзвін — новини", "Дзвін", "Голосування щодо порома відкладено", UKRAINIAN),
        ("Harbour Bell - News", "Harbour Bell", "Ferry vote put off once more", ENGLISH),
    ],
)
def test_the_address_on_the_first_row_is_that_of_the_page(
    gap: str, window: str, outlet: str, headline: str, texts: tuple[str, ...]
) -> None:
    address = "https://bell.example/2026/11/26/ferry"
    text = "\n\n".join([f"{address}{gap}{window}", headline, *texts])
    reading = read_page(text.encode())
    clipping = reading.clippings[0]
    assert (clipping.headline, clipping.outlet, clipping.url) == (headline, outlet, address)
    assert (clipping.kicker, clipping.published) == (None, "2026-11-26")
    assert _told(reading) == "".join(text.split())


def test_the_first_of_a_row_of_addresses_is_not_that_of_the_page() -> None:
    rows = "https://bell.example/a\nhttps://bell.example/b"
    assert read_page("\n\n".join([rows, "Ferry vote put off once more", *ENGLISH]).encode()).url is None


@pytest.mark.parametrize(
    "row",
    [
        "https://www.bbc.co.uk/news/123 reported that the vote is off",
        "https://t.co/AbC123",
        "https://bit.ly/3abcDEF Ferry vote",
        "https://youtu.be/abcdefghijk",
        "https://www.youtube.com/watch?v=abcdefghijk Watch our video",
        "https://vimeo.com/123456 | Our video",
    ],
)
def test_a_link_that_leads_elsewhere_or_opens_a_sentence_is_not_the_address_of_the_page(row: str) -> None:
    page = "\n\n".join([row, "Ferry vote put off once more", "By Oriana Testwell", *ENGLISH])
    reading = read_page(page.encode())
    clipping = reading.clippings[0]
    assert (clipping.url, clipping.outlet, clipping.headline) == (None, None, "Ferry vote put off once more")
    assert (clipping.byline, clipping.dek, clipping.kicker) == (("Oriana Testwell",), None, None)
    assert _told(reading) == "".join(page.split())


@pytest.mark.parametrize(
    "rest", ["", " Harbour Bell: ferry vote", " | ferry vote put off", " iFerry sails", " フェリー採決延期"]
)
def test_that_of_the_page_stands_alone_or_before_the_name_of_its_window(rest: str) -> None:
    address = "https://bell.example/2026/11/26/ferry"
    page = "\n\n".join([f"{address}{rest}", "Ferry vote put off once more", *ENGLISH])
    reading = read_page(page.encode())
    assert reading.clippings[0].url == address
    assert not (reading.clippings[0].headline or "").startswith("|")
    assert _told(reading) == "".join(page.split())


@pytest.mark.parametrize(
    "rest", ["Reuters told on Thursday that the vote on the ferry was off again.", "— so der Rat."]
)
def test_before_a_sentence_it_is_a_source(rest: str) -> None:
    told = f"https://www.reuters.com/world/a-1 {rest} Nobody could say until when the boats would sail as before."
    clipping = read_page("\n\n".join([told, "Ferry vote put off once more", *ENGLISH]).encode()).clippings[0]
    assert (clipping.url, clipping.outlet) == (None, None)


def _told(reading: Reading) -> str:
    """Every character that is in a block, in order."""
    spans = sorted([*((one.start, one.end) for one in reading.blocks)])
    return "".join("".join(reading.text[start:end].split()) for start, end in spans)
