"""Front pages, section pages and search results in HTML: exactly their stories, each with its link."""

import json
import re
from itertools import pairwise

import pytest

from stories.extraction import Reading, read_page
from stories.extraction.pages import MOST_STORIES
from stories.extraction.reading import check_blocks

ROOT = "https://harbour-news.example/"
STORIES = (
    ("Ferry between the islands stops running", "/2025/01/08/ferry-between-the-islands-stops-running"),
    ("Museum of maps opens its new wing", "/2025/01/07/museum-of-maps-opens-its-new-wing"),
    ("Mayor asks for a second hospital", "/2025/01/07/mayor-asks-for-a-second-hospital"),
    ("Fishing fleet stays in port again", "/2025/01/06/fishing-fleet-stays-in-port-again"),
    ("Coast guard finds a lost lighthouse key", "/2025/01/06/coast-guard-finds-a-lost-lighthouse-key"),
    ("School choir sings on the pier", "/2025/01/05/school-choir-sings-on-the-pier"),
)
DEK = "The older ship has an engine trouble that nobody at the company had expected."
TEXT = (
    "The ferry between the two islands stopped running on Monday, and nobody at the harbour could say for how long. "
    "Passengers who had waited since the early morning were sent home in the afternoon, and the company said nothing. "
    "The mayor called the situation a serious one for the people of the smaller island, which has no hospital."
)


def page(body: str, *, head: str = "", title: str = "Harbour News") -> bytes:
    menu = (
        "<nav><a href='/world/'>World</a><a href='/our-islands-and-their-people-guide'>Our islands in words</a></nav>"
    )
    foot = "<footer><a href='/legal/how-we-use-your-data-here'>How we use your data here</a></footer>"
    return f"<html lang='en'><head><title>{title}</title>{head}</head><body>{menu}{body}{foot}</body></html>".encode()


def read(body: str, url: str | None = ROOT, **facts: str) -> Reading:
    reading = read_page(page(body, **facts), url=url)
    check_blocks(reading.text, reading.blocks)
    return reading


def told(reading: Reading) -> list[tuple[str | None, str | None]]:
    return [(clipping.headline, clipping.url) for clipping in reading.clippings]


def wanted(stories: tuple[tuple[str, str], ...] = STORIES) -> list[tuple[str, str]]:
    return [(headline, ROOT[:-1] + path) for headline, path in stories]


CARDS = {
    "a heading with a link": '<div><h3><a href="{path}">{headline}</a></h3></div>',
    "a link around a heading": '<div><a href="{path}"><img src="x.jpg"><h2>{headline}</h2></a></div>',
    "a link around the whole card": (
        '<article><a href="{path}"><div>Islands</div><h3>{headline}</h3><p>' + DEK + "</p></a></article>"
    ),
    "no headings": '<li><a href="{path}">{headline}</a></li>',
    "a picture's link and a text's link": (
        '<div><a href="{path}"><img src="x.jpg"></a><a href="{path}">{headline}</a>'
        "<p>" + DEK + '</p><a href="{path}">Read more</a></div>'
    ),
    "a heading without a link": "<div><h3>{headline}</h3><p>" + DEK + '</p><a href="{path}">Full story</a></div>',
    "table cells": "<tr><td><a href='{path}'>{headline}</a></td></tr>",
    "bullets and arrows": "<p>• <a href='{path}'>{headline} »</a></p>",
    "links that say where they stand": "<li><a href='{path}?from=home&pos=3'>{headline}</a></li>",
    "a teaser by its class": "<div class='teaser promo related'><a href='{path}'>{headline}</a></div>",
}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_cards_of_all_shapes_are_their_stories(card: str) -> None:
    cards = "".join(card.format(path=path, headline=headline) for headline, path in STORIES)
    reading = read(
        f"<main><h2>Top news</h2><table>{cards}</table></main>" if "<tr>" in card else f"<main>{cards}</main>"
    )
    assert told(reading) == wanted()
    assert reading.kind == "front"
    if DEK in card:
        assert {clipping.dek for clipping in reading.clippings} == {DEK}
        assert {clipping.completeness for clipping in reading.clippings} == {"summary"}


def test_two_headlines_on_one_line_are_two_stories() -> None:
    links = " | ".join(f'<a href="{path}">{headline}</a>' for headline, path in STORIES)
    assert told(read(f"<p>{links}</p>")) == wanted()


def test_what_belongs_to_a_card_is_the_storys() -> None:
    first, *rest = STORIES
    card = (
        f'<article><span>ISLANDS</span><h3><a href="{first[1]}">{first[0]}</a></h3><p>{DEK}</p>'
        "<div>By Anna Testwell</div><time>January 9, 2025</time></article>"
    )
    others = "".join(f'<article><h3><a href="{path}">{headline}</a></h3></article>' for headline, path in rest)
    clipping = read(card + others).clippings[0]
    assert (clipping.kicker, clipping.dek, clipping.byline) == ("ISLANDS", DEK, ("Anna Testwell",))
    assert (clipping.published, clipping.published_basis) == ("2025-01-09", "absolute")


def test_a_story_without_a_printed_date_has_the_day_of_its_address() -> None:
    cards = "".join(f'<h3><a href="{path}">{headline}</a></h3>' for headline, path in STORIES)
    clipping = read(cards).clippings[0]
    assert (clipping.published, clipping.published_basis) == ("2025-01-08", "address")


def test_one_address_is_one_story_and_its_other_headlines_are_duplicates() -> None:
    cards = "".join(f'<li><a href="{path}">{headline}</a></li>' for headline, path in STORIES)
    again = f'<h3><a href="{STORIES[3][1]}?from=popular">Fleet of twelve boats stays in port</a></h3>'
    reading = read(f"<ul>{cards}</ul><div>{again}</div>")
    assert len(reading.clippings) == len(STORIES)
    assert ("Fleet of twelve boats stays in port", ROOT[:-1] + STORIES[3][1]) in told(reading)
    left = [reading.text[block.start : block.end] for block in reading.left_out if block.reason == "duplicate"]
    assert left == ["Fishing fleet stays in port again"]


def test_a_story_on_another_site_is_that_sites() -> None:
    cards = "".join(f'<h3><a href="{path}">{headline}</a></h3>' for headline, path in STORIES)
    far = "https://www.reuters.com/world/asia/rice-talks-go-on-in-tokyo-2025-01-08/"
    other = f'<h3><a href="{far}">Rice talks go on</a></h3>'
    head = '<meta property="og:site_name" content="Harbour News">'
    clippings = read(cards + other, head=head).clippings
    assert (clippings[0].outlet, clippings[0].via) == ("Harbour News", None)
    assert (clippings[-1].outlet, clippings[-1].via) == ("Reuters", "Harbour News")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (ROOT, "front"),
        (ROOT + "en/", "front"),
        (ROOT + "index.html", "front"),
        (ROOT + "islands/", "index"),
        (ROOT + "search?q=ferry", "hashtag"),
        (ROOT + "?s=ferry", "hashtag"),
        (ROOT + "tag/ferry", "hashtag"),
        (None, "index"),
    ],
)
def test_the_address_tells_what_kind_of_list_it_is(address: str | None, kind: str) -> None:
    cards = "".join(f'<h3><a href="{path}">{headline}</a></h3>' for headline, path in STORIES)
    reading = read(f"<main>{cards}</main>", url=address)
    assert (reading.kind, len(reading.clippings)) == (kind, len(STORIES))


def test_search_results_say_so_in_their_heading() -> None:
    cards = "".join(f'<h3><a href="{path}">{headline}</a></h3>' for headline, path in STORIES)
    reading = read(f"<h1>Search results for ferry</h1><main>{cards}</main>", url=None)
    assert reading.kind == "hashtag"


def test_short_addresses_are_stories_where_headlines_link_to_them() -> None:
    short = tuple((headline, f"/{headline.split()[0].casefold()}") for headline, _ in STORIES)
    cards = "".join(f'<h3><a href="{path}">{headline}</a></h3>' for headline, path in short)
    asked = '<h3><a href="/newsletters">Letters from the harbour every morning</a></h3>'
    assert told(read(cards + asked)) == wanted(short)
    assert told(read(cards.replace("h3>", "div>"))) != wanted(short)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:type" content="article">',
        (
            '<script type="application/ld+json">[{"@type":"NewsArticle","headline":"One of the stories"},'
            '{"@type":"NewsArticle","headline":"Another of the stories"}]</script>'
        ),
    ],
    ids=["og:type", "JSON-LD of several"],
)
def test_a_list_is_one_whatever_it_calls_itself(head: str) -> None:
    cards = "".join(f'<h3><a href="{path}">{headline}</a></h3>' for headline, path in STORIES)
    assert len(read(cards, url=ROOT + "islands/", head=head).clippings) == len(STORIES)


def test_menus_printed_as_one_long_line_are_no_running_text() -> None:
    cards = "".join(f'<li><a href="{path}">{headline}</a></li>' for headline, path in STORIES)
    menu = " | ".join(f'<a href="/{word}/">{word} news</a>' for word in ("Island",) * 70)
    reading = read(f"<ul>{cards}</ul><p>{menu}</p>", url=None)
    assert len(reading.clippings) == len(STORIES)


def test_relative_links_count_from_the_pages_base() -> None:
    cards = "".join(f'<h3><a href="{path[1:]}">{headline}</a></h3>' for headline, path in STORIES)
    reading = read(cards, url=ROOT + "section/islands", head=f'<base href="{ROOT}">')
    assert told(reading) == wanted()


def test_without_any_address_the_stories_have_no_invented_one() -> None:
    cards = "".join(f'<h3><a href="{path}">{headline}</a></h3>' for headline, path in STORIES)
    assert {url for _, url in told(read(cards, url=None))} == {None}


def test_an_article_among_many_links_is_one_story() -> None:
    links = "".join(f'<li><a href="{path}">{headline}</a></li>' for headline, path in STORIES)
    text = "".join(f"<p>{TEXT}</p>" for _ in range(3))
    reading = read(f"<h1>Harbour company says nothing</h1>{text}<ul>{links}</ul>", url=ROOT + "islands/silence")
    assert (reading.kind, len(reading.clippings)) == ("article", 1)


def test_an_article_that_links_to_others_in_its_text_is_one_story() -> None:
    text = "".join(
        f'<p>{TEXT} It was <a href="{path}">said in an earlier report</a> that this would go on for long.</p>'
        for _, path in STORIES
    )
    reading = read(f"<h1>Harbour company says nothing</h1>{text}", url=ROOT + "islands/silence")
    assert (reading.kind, len(reading.clippings)) == ("article", 1)


def test_a_page_that_links_to_itself_is_its_own_story() -> None:
    links = "".join(f'<li><a href="{path}">{headline}</a></li>' for headline, path in STORIES)
    own = f'<h1><a href="{STORIES[0][1]}">{STORIES[0][0]}</a></h1><p>{TEXT}</p>'
    reading = read(own + links, url=ROOT[:-1] + STORIES[0][1], title=STORIES[0][0])
    assert (reading.kind, reading.clippings[0].headline) == ("article", STORIES[0][0])


def test_thousands_of_links_are_read_up_to_the_bound_and_none_is_lost() -> None:
    cards = "".join(
        f'<li><a href="/2025/01/08/story-of-the-day-number-{number}">Story of the day number {number}</a></li>'
        for number in range(8_000)
    )
    reading = read(f"<ul>{cards}</ul>")
    assert len(reading.clippings) == MOST_STORIES
    found = {int(number) for number in re.findall(r"number (\d+)", reading.text)}
    assert found == {*range(8_000)}
    assert "The page has 8,000 stories: the first 2,000 were read" in reading.clippings[0].doubts[0]


def entry(time: str, heading: str) -> str:
    return f"<article><time>{time}</time><h3>{heading}</h3><p>{TEXT}</p><div class='share'>Share</div></article>"


TIMES = ("16:01", "15:04", "14:05", "13:07", "9:09", "8:30")
LIVE = "".join(entry(time, f"The strike at {number} o'clock") for number, time in enumerate(TIMES))


def in_order(body: str) -> bool:
    places = [body.find(f"{time}\n\nThe strike at {number}") for number, time in enumerate(TIMES)]
    return -1 not in places and all(one < two for one, two in pairwise(places))


def test_a_live_blog_is_one_story_whose_entries_keep_their_times() -> None:
    said = {"@type": "LiveBlogPosting", "headline": "Harbour strike", "datePublished": "2025-01-08T08:00:00Z"}
    head = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    reading = read(f"<h1>Harbour strike</h1>{LIVE}", url=ROOT + "strike", head=head)
    assert (reading.kind, len(reading.clippings)) == ("live", 1)
    clipping = reading.clippings[0]
    assert (clipping.headline, clipping.url, clipping.published) == (
        "Harbour strike",
        ROOT + "strike",
        "2025-01-08T08:00:00+00:00",
    )
    assert in_order(clipping.body)
    assert "Share" not in clipping.body


def test_a_live_blog_shows_in_its_times_too() -> None:
    reading = read(f"<h1>Harbour strike live: what we know</h1>{LIVE}", url=ROOT + "strike")
    assert (reading.kind, len(reading.clippings)) == ("live", 1)
    assert in_order(reading.clippings[0].body)


def test_a_live_blog_as_plain_text() -> None:
    lines = [f"{time}\n\nThe strike at {number} o'clock\n{TEXT}" for number, time in enumerate(TIMES)]
    reading = read_page("\n\n".join(["Harbour strike live: what we know", *lines]).encode())
    assert (reading.kind, len(reading.clippings)) == ("live", 1)
    assert in_order(reading.clippings[0].body)


def test_a_story_under_its_time_is_no_live_blog() -> None:
    text = "".join(f"<p>{TEXT}</p>" for _ in range(4))
    more = "".join(f"<p>{time}</p><p>{TEXT[:120]}.</p>" for time in ("15:02", "15:09"))
    reading = read(f"<h1>Harbour strike goes on</h1><p>14:00</p>{text}{more}", url=ROOT + "strike")
    assert reading.kind == "article"


@pytest.mark.parametrize(
    "signed",
    [
        "<span>By Ada Lindh</span> <time>5 March 2026</time>",
        "<span>By Ada Lindh and Bo Testwell</span> <time>March 5, 2026</time>",
        "<time>5 March 2026</time> <span>By Ada Lindh</span>",
    ],
)
def test_a_card_that_prints_byline_and_date_on_one_line_has_both(signed: str) -> None:
    card = f'<div><h3><a href="{{path}}">{{headline}}</a></h3><p>{DEK}</p><p>{signed}</p></div>'
    reading = read("<main>" + "".join(card.format(headline=one, path=path) for one, path in STORIES) + "</main>")
    assert told(reading) == wanted()
    for clipping in reading.clippings:
        assert clipping.byline[0] == "Ada Lindh"
        assert (clipping.published or "")[:10] == "2026-03-05"


def test_a_story_on_another_host_is_not_the_pages_own_where_no_public_suffix_tells_sites_apart() -> None:
    other = (
        '<div><h3><a href="https://other-paper.example/envoys-return-home">Envoys return after two years</a></h3></div>'
    )
    own = "".join(CARDS["a heading with a link"].format(headline=one, path=path) for one, path in STORIES)
    head = '<meta property="og:site_name" content="Harbour News">'
    outlets = {one.headline: (one.outlet, one.via) for one in read(f"<main>{own}{other}</main>", head=head).clippings}
    assert outlets.pop("Envoys return after two years") == (None, "Harbour News")
    assert set(outlets.values()) == {("Harbour News", None)}


def few(count: int, card: str = '<div><h2><a href="{path}">{headline}</a></h2><p>' + DEK + "</p></div>") -> str:
    return "".join(card.format(path=f"/n/{n}", headline=STORIES[n][0]) for n in range(count))


@pytest.mark.parametrize("count", [3, 4])
@pytest.mark.parametrize("level", ["h2", "h3"])
def test_a_page_of_nothing_but_a_few_cards_is_a_list(count: int, level: str) -> None:
    reading = read(f"<h1>Evening reading</h1>{few(count).replace('h2', level)}", url=ROOT + "evening")
    assert (reading.kind, [clipping.headline for clipping in reading.clippings]) == (
        "index",
        [headline for headline, _ in STORIES[:count]],
    )
    assert {clipping.dek for clipping in reading.clippings} == {DEK}


@pytest.mark.parametrize(
    ("above", "below", "where", "head"),
    [
        (f"<p>{TEXT}</p>", "", "silence", ""),
        ("<p>The company kept silent about all of it</p>", "", "silence", ""),
        ("", f"<p>{TEXT}</p>", "silence", ""),
        ("", "", "2025/01/08/the-harbour-company-says-nothing-at-all", ""),
        ("", "", "silence", '<meta property="og:type" content="article">'),
    ],
    ids=["text above", "a dek above", "text below", "the address of a story", "called an article"],
)
def test_a_story_over_a_few_cards_is_no_list(above: str, below: str, where: str, head: str) -> None:
    body = f"<h1>Harbour company says nothing</h1>{above}{few(3)}{below}"
    reading = read(body, url=ROOT + where, head=head)
    assert (reading.kind, len(reading.clippings)) == ("article", 1)


def test_subheadings_that_are_links_over_more_than_one_text_are_no_list() -> None:
    card = '<h2><a href="{path}">{headline}</a></h2><p>' + DEK + "</p><p>" + DEK + "</p>"
    reading = read(f"<h1>Harbour company says nothing</h1>{few(3, card)}", url=ROOT + "silence")
    assert (reading.kind, len(reading.clippings)) == ("article", 1)


def test_a_few_cards_need_no_text_under_each() -> None:
    cards = few(2) + '<div><h2><a href="/n/2">' + STORIES[2][0] + "</a></h2><span>25 November 2026</span></div>"
    reading = read("<h1>Islands</h1>" + cards, url=ROOT + "islands/")
    assert (reading.kind, [one.headline for one in reading.clippings]) == ("index", [one for one, _ in STORIES[:3]])
    assert [one.dek for one in reading.clippings] == [DEK, DEK, None]


def test_a_short_list_of_items_with_their_times_is_a_list() -> None:
    told = ("首相が来週に訪韓へ", "沖合で漁船が転覆し2人不明", "米価が3週続けて下がる")
    items = "".join(
        f"<li><a href='/news/20261127/a{n}.html'>{one}</a><span>3時間前</span></li>" for n, one in enumerate(told)
    )
    head = "<header><a href='/'>トップ</a> <a href='/s/'>政治</a> <a href='/k/'>経済</a></header>"
    reading = read(f"{head}<h1>ニュース一覧</h1><ul>{items}</ul>", url=ROOT + "news/")
    assert [one.headline for one in reading.clippings] == list(told)


@pytest.mark.parametrize(
    ("address", "listed"), [("/news/{0}", True), ("{0}.html", False), ("/news/{0}/", True), ("/by-year/20{0}", False)]
)
@pytest.mark.parametrize("count", [3, 6])
def test_short_numbers_are_those_of_stories_where_they_alone_tell_links_apart(
    address: str, listed: bool, count: int
) -> None:
    paths = [address.format(f"4{n}17" if "20" not in address else f"1{n}") for n in range(count)]
    items = [
        f'<li><a href="{path}">{headline}</a><p>{DEK}</p></li>'
        for path, (headline, _) in zip(paths, STORIES, strict=False)
    ]
    reading = read(f"<h1>Islands</h1><ul>{''.join(items)}</ul>", url=ROOT + "islands")
    assert (reading.kind == "index", len(reading.clippings)) == (listed, count if listed else 1)


@pytest.mark.parametrize(
    "above", ["<h1>The last ferry of the year leaves the pier</h1>", f"<h1>Ferry</h1><p>{DEK}</p>"]
)
def test_what_hangs_under_a_page_of_its_own_is_no_list(above: str) -> None:
    cards = "".join(f'<li><a href="{path}">{headline}</a></li>' for headline, path in STORIES[:3])
    reading = read(f"{above}<ul>{cards}</ul>", url=ROOT + "a/pier")
    assert (reading.kind, len(reading.clippings)) == ("article", 1)


@pytest.mark.parametrize("title", ["Harbour News - All about the islands", "Islands | Harbour News", "Harbour News"])
def test_the_part_of_the_windows_title_that_the_host_spells_is_the_outlet(title: str) -> None:
    cards = "".join(f'<h3><a href="{path}">{headline}</a></h3>' for headline, path in STORIES)
    canonical = f'<link rel="canonical" href="{ROOT}">'
    for url, head in ((ROOT, ""), (None, canonical)):
        reading = read_page(page(cards, head=head, title=title), url=url)
        assert {one.outlet for one in reading.clippings} == {"Harbour News"}
    elsewhere = read_page(page(cards, title="Great Gulls - All about the islands"), url=ROOT)
    assert {one.outlet for one in elsewhere.clippings} == {None}


FRENCH = (
    ("Le pont de Sarlune ferme deux ans", "Des câbles ont été rompus.", "Par Odile Marchand", "3 octobre 2026 à 8h40"),
    ("« Personne ne nous écoute »", "Les riverains attendent.", "Par Jean Sorel, à Sarlune", "29 septembre 2026"),
    ("La fanfare quitte la place", "La mairie cherche une salle.", "Par Odile Marchand (avec AFP)", "2 juillet 2026"),
)


@pytest.mark.parametrize("gap", ["", " ", "\n"])
@pytest.mark.parametrize("card", ["<li><h2>{}</h2><p>{}</p>{}</li>", "<article><h3>{}</h3><p>{}</p>{}</article>"])
def test_signatures_and_short_texts_under_a_few_headings_are_their_cards(card: str, gap: str) -> None:
    cards = "".join(
        card.format(f'<a href="/2026/10/0{n}/a_{n}.html">{head}</a>', dek, f"<span>{by}</span>{gap}<time>{day}</time>")
        for n, (head, dek, by, day) in enumerate(FRENCH, 1)
    )
    reading = read(f"<h1>Résultats</h1><ul>{cards}</ul>", title="Recherche « Sarlune » - La Gazette du Val")
    assert [(one.headline, one.dek) for one in reading.clippings] == [(head, dek) for head, dek, _, _ in FRENCH]
    assert [one.byline for one in reading.clippings] == [("Odile Marchand",), ("Jean Sorel",), ("Odile Marchand",)]
    assert [one.published for one in reading.clippings] == ["2026-10-03", "2026-09-29", "2026-07-02"]


@pytest.mark.parametrize(
    "items",
    [
        (("Selde üç köprü yıkıldı", "Dün 20:15"), ("Pazar salı açılıyor", "DÜN 18:05"),
         ("Eski liman için imza toplandı", "Bugün 07:50")),
        (("渡船の減便、市長が撤回表明　「声届いた」", "11/6(金) 18:02"),
         ("市民投票、賛成58％　南浜の橋", "10/2(金) 22:40 有料記事"),
         ("（社説）橋の行方　急がず進め", "10/1(木) 5:00")),
    ],
)  # fmt: skip
def test_items_with_their_times_and_labels_beside_them_are_a_list(items: tuple[tuple[str, str], ...]) -> None:
    rows = "".join(
        f"<li><a href='/g/ab-10{n}'>{head}</a> <span>{when}</span></li>" for n, (head, when) in enumerate(items)
    )
    address = "/articles/HMN2026110500{}.html" if "渡船" in items[0][0] else "/g/ab-10{}"
    rows = re.sub(r"/g/ab-10(\d)", lambda found: address.format(found[1]), rows)
    reading = read(f"<h1>Latest</h1><ul>{rows}</ul>")
    assert [one.headline for one in reading.clippings] == [" ".join(head.split()) for head, _ in items]


def test_two_cards_under_a_label_are_a_list_and_two_teasers_under_a_headline_are_none() -> None:
    cards = few(2, '<div><h2><a href="{path}">{headline}</a></h2><p>' + DEK + "</p></div>")
    listed = read(f"<h1>Islands</h1>{cards}", title="Islands | Harbour News")
    assert [one.headline for one in listed.clippings] == [headline for headline, _ in STORIES[:2]]
    for above in ("<h1>Company says nothing about it at all</h1>", f"<h1>Ferry</h1><p>{TEXT}</p>", ""):
        assert len(read(above + cards).clippings) == 1


@pytest.mark.parametrize(
    ("host", "title", "outlet"),
    [
        ("sport.harbournews.example", "The derby is won | Sport | Harbour News", "Harbour News"),
        ("wirtschaft.harbournews.example", "Wirtschaft | Harbour News", "Harbour News"),
        ("realestate.harbournews.example", "The house is sold | Real Estate | Harbour News", "Harbour News"),
        ("realestate.hn.example", "The house is sold | Real Estate | Harbour News", None),
        ("sport.hn.example", "The derby is won | Sport", None),
        ("gullwatch.substack.com", "The gulls are back - Gullwatch", "Gullwatch"),
        ("gullwatch.blogspot.com", "The gulls are back - Gullwatch", "Gullwatch"),
    ],
)
def test_a_section_before_the_domain_is_no_outlet(host: str, title: str, outlet: str | None) -> None:
    body = f"<article><h1>{title.split(' | ', maxsplit=1)[0]}</h1>{f'<p>{DEK} {DEK}</p>' * 3}</article>"
    (clipping,) = read_page(page(body, title=title), url=f"https://{host}/2026/the-story").clippings
    assert clipping.outlet == outlet
