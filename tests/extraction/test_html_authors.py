"""Who wrote an HTML page: by JSON-LD, by the marks of its elements, by a line that says so; and who did not."""

import json

import pytest

from stories.extraction import read_page

NIGHT = "2025-06-12T03:30:00Z"
FIRST = """<script type='application/ld+json'>
{"@type": "NewsArticle", "headline": "Ferry vote put off", "datePublished": "2025-06-09T10:00:00Z"}</script>"""
DEK_AND_STAMP = (
    "<p>The council of the harbour has put off its vote on the ferry to a day in autumn, its speaker said.</p>"
    "<div class='related'><p>PUBLISHED: June 11, 2025 at 8:30 p.m. | UPDATED: June 12, 2025</p></div>"
)
BODY = "".join(
    f"<p>The harbour council met for the {nth} time on Tuesday and put off its vote on the new ferry once more.</p>"
    for nth in ("first", "second", "third", "fourth")
)


def byline(head: str = "", above: str = "", below: str = "", aside: str = "") -> tuple[str, ...]:
    """The byline of a page whose parts are given as markup."""
    page = (
        f"<html><head><title>Ferry vote put off | Harbour News</title><meta property='og:site_name' "
        f"content='Harbour News'>{head}</head><body><article><h1>Ferry vote put off</h1>{above}{BODY}{below}</article>"
        f"{aside}</body></html>"
    )
    return read_page(page.encode()).clippings[0].byline


def json_ld(**values: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry vote put off", **values}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


@pytest.mark.parametrize(
    "above",
    [
        "<p class='byline'>By Oriana Testwell</p>",
        "<div class='article__author-name'>Oriana Testwell</div>",
        "<span>Written by <a rel='author' href='/people/7'>Oriana Testwell</a></span>",
        "<span itemprop='author' itemscope><span itemprop='name'>Oriana Testwell</span>, ferry reporter</span>",
        "<div class='entry-meta'>Posted on 3 May 2025 by <a href='/author/oriana/'>Oriana Testwell</a></div>",
        "<div class='submitted'>Gespeichert von <span class='username'>Oriana Testwell</span> am 3. Mai 2025</div>",
        "<div class='post-author'>Von Oriana Testwell | 3. Mai 2025</div>",
        "<div class='authors'>ORIANA TESTWELL</div>",
        "<p>Von Oriana Testwell</p>",
        "<p>Written by Oriana Testwell, MS, RD on May 3, 2025</p>",
        "<p>03.05.2025 - Redaktion: Oriana Testwell (for the council)</p>",
        "<div class='author-box'>Автор: Oriana Testwell</div>",
        "<p class='byline'>Oriana Testwell, AP National Writer</p>",
        "<p class='byline'>By Oriana Testwell, Harbour Times, Posted: May 3, 2025</p>",
        "<p class='byline'>By Oriana Testwell, Senior Staff Technologist, Open Water, and Ferry Project</p>",
    ],
)
def test_one_author_however_marked(above: str) -> None:
    assert byline(above=above) == ("Oriana Testwell",)


def test_several_authors_have_an_element_each() -> None:
    two = "<p class='by'><a rel='author'>Oriana Testwell</a> and <a rel='author'>Bram Kettlehook</a></p>"
    assert byline(above=two) == ("Oriana Testwell", "Bram Kettlehook")


def test_a_translator_named_beside_the_author_is_no_author() -> None:
    two = "<p>By <a href='/authors/ot'>Oriana Testwell</a>, translated by <a href='/authors/bk'>Bram Kettlehook</a></p>"
    assert byline(above=two) == ("Oriana Testwell",)


def test_names_with_words_of_their_own_between_them_are_not_one_byline() -> None:
    """Who translated it, or who gave the facts, is marked as the author is, but behind other words."""
    link = "<a rel='author' href='/authors/{}'>{}</a>"
    both = f"<p>{link.format('ot', 'Oriana Testwell')}</p><p>Facts from {link.format('bk', 'Bram Kettlehook')}</p>"
    assert byline(above=both) == ("Oriana Testwell",)
    each = f"<p>By {link.format('ot', 'Oriana Testwell')} and by {link.format('bk', 'Bram Kettlehook')}</p>"
    assert byline(above=each) == ("Oriana Testwell", "Bram Kettlehook")


def test_small_words_stand_in_names_only_as_particles() -> None:
    two = "<p class='byline'>By Oriana van der Testwell and Bram d'Kettle</p>"
    assert byline(above=two) == ("Oriana van der Testwell", "Bram d'Kettle")
    assert byline(above="<p class='byline'>By Friends of ferries</p>") == ()


def test_a_blog_may_be_named_after_who_writes_it() -> None:
    page = (
        "<html><head><meta property='og:site_name' content=\"{}\"></head><body><h1>Ferry vote put off</h1>"
        f"<p class='author'>{{}}</p>{BODY}</body></html>"
    )
    for site, name, read in (
        ("Oriana Testwell's blog", "Oriana Testwell", ("Oriana Testwell",)),
        ("Harbour News Online", "Harbour News", ()),
        ("La Barca", "La Barca", ()),
    ):
        assert read_page(page.format(site, name).encode()).clippings[0].byline == read


def test_a_story_that_drupal_promotes_is_no_promotion() -> None:
    by = "<div class='submitted'>Posted by <span class='username'>ferryfan7</span></div>"
    assert byline(above=f"<div class='node-promoted'>{by}</div>") == ("ferryfan7",)


def test_the_head_tells_which_of_two_marked_names_wrote_it() -> None:
    both = "<p class='byline-column'>Ferry Talk</p><p class='byline'>Oriana Testwell</p>"
    assert byline(head="<meta name='author' content='Oriana Testwell'>", above=both) == ("Oriana Testwell",)


def test_the_label_of_a_shared_page_names_its_author() -> None:
    fields = "<meta name='twitter:label1' content='{}'><meta name='twitter:data1' content='Oriana Testwell'>"
    assert byline(head=fields.format("Written by")) == ("Oriana Testwell",)
    assert byline(head=fields.format("Reading time")) == ()


def test_a_blog_is_signed_with_one_word() -> None:
    assert byline(above="<span class='author vcard'><a rel='author'>ferryfan7</a></span>") == ("ferryfan7",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Oriana Testwell and Piet van den Proef", ("Oriana Testwell", "Piet van den Proef")),
        ("Oriana Testwell, Piet van den Proef", ("Oriana Testwell", "Piet van den Proef")),
        ("By Jeanne le Essai and Rana el Test", ("Jeanne le Essai", "Rana el Test")),
        ("By Oriana Testwell in Port Aven and Piet Proef in The Hague", ("Oriana Testwell", "Piet Proef")),
        ("Par Odile Essai à Lyon et Jeanne Test à Paris", ("Odile Essai", "Jeanne Test")),
        ("Par Odile Essai le lundi 3 mai", ("Odile Essai",)),
        ("Av Piet Proef den 3 maj 2025", ("Piet Proef",)),
        ("Szerző: Próba Ilona", ("Próba Ilona",)),
        ("Autora: Inés Prueba", ("Inés Prueba",)),
        ("Автор: Олена Проба, Фото: Іван Коваль", ("Олена Проба",)),
        ("Фото: Іван Коваль", ()),
        ("Szerző:", ()),
        ("Опубліковано 24.11.2026", ()),
        ("Dunai Hírlap", ()),
    ],
)
def test_several_authors_with_particles_places_and_labels(line: str, names: tuple[str, ...]) -> None:
    assert byline(above=f"<p class='byline'>{line}</p>") == names


def test_json_ld_and_the_printed_line_name_both() -> None:
    both = [{"@type": "Person", "name": "Oriana Testwell"}, {"@type": "Person", "name": "Piet van den Proef"}]
    line = "<p class='byline'>Oriana Testwell, Piet van den Proef</p>"
    assert byline(head=json_ld(author=both), above=line) == ("Oriana Testwell", "Piet van den Proef")


@pytest.mark.parametrize(
    "above",
    [
        "<p class='byline'>By Harbour News staff</p>",
        "<p class='author'>Redaktion</p>",
        "<a rel='author'>Reuters</a>",
        "<a rel='author'>Harbour News</a>",
        "<p class='author'>3 May 2025</p>",
        "<p class='author'>Por</p>",
        "<p class='author'>Last updated: 3 May 2025</p>",
        "<p class='author'>Harbour Sport</p>",
        "<p class='author'>The Island and Mainland defence ministries</p>",
        "<span class='username'>Sign in</span>",
        "<a href='/users/login'>Log In</a>",
        "<p class='author'>Redaccion</p>",
        "<p class='author'>有限会社フェリー港湾新聞社出版局</p>",
        "<p class='author'>desk@harbour.example</p>",
        "<div class='author-social'><a href='https://x.example'>Follow</a></div>",
    ],
)
def test_desks_outlets_dates_and_addresses_are_no_authors(above: str) -> None:
    assert byline(above=above) == ()


def test_authors_of_teasers_and_comments_are_not_the_pages() -> None:
    aside = (
        "<aside><p class='author'>Suvi Lanternholm</p></aside>"
        "<div class='comments'><span class='comment-author'>Dario Quayside</span></div>"
        "<div class='related-stories'><span class='author'>Mika Ferrymont</span></div>"
    )
    assert byline(aside=aside) == ()
    assert byline(above="<p class='author'>Oriana Testwell</p>", aside=aside) == ("Oriana Testwell",)


def test_json_ld_comes_before_the_page_unless_the_page_names_more() -> None:
    said = json_ld(author={"@type": "Person", "name": "Oriana Testwell"})
    assert byline(head=said, above="<p class='author'>O. T.</p>") == ("Oriana Testwell",)
    more = "<p class='author'>Oriana Testwell and Bram Kettlehook</p>"
    assert byline(head=said, above=more) == ("Oriana Testwell", "Bram Kettlehook")


def test_json_ld_may_name_its_author_by_a_reference() -> None:
    graph = {"@graph": [
        {"@type": "NewsArticle", "headline": "Ferry vote put off", "author": {"@id": "#ot"}},
        {"@type": "Person", "@id": "#ot", "name": "Oriana Testwell"},
        {"@type": "NewsArticle", "headline": "Another story", "author": {"@type": "Person", "name": "Mika Ferrymont"}},
    ]}  # fmt: skip
    assert byline(head=f"<script type='application/ld+json'>{json.dumps(graph)}</script>") == ("Oriana Testwell",)


def test_json_ld_in_a_comment_or_with_an_organization() -> None:
    said = json_ld(author={"@type": "Organization", "name": "Harbour News"})
    assert byline(head=said) == ()
    person = {"@type": "NewsArticle", "headline": "x", "author": {"@type": "Person", "name": "Oriana Testwell"}}
    wrapped = f"<script type='application/ld+json'><!-- {json.dumps(person)} --></script>"
    assert byline(head=wrapped) == ("Oriana Testwell",)


def test_a_degree_is_no_person() -> None:
    assert byline(above="<p class='byline'>By Oriana Testwell, PhD</p>") == ("Oriana Testwell",)


def test_the_text_may_be_signed_at_its_end() -> None:
    assert byline(below="<p><em>Von Oriana Testwell</em></p>") == ("Oriana Testwell",)


def test_the_headline_is_what_most_of_the_page_says() -> None:
    page = (
        "<html><head><title>Ferry vote put off - Harbour News</title><meta property='og:title' content='Ferry vote put "
        f"off'><meta property='og:site_name' content='Harbour News'></head><body><h1>Harbour News</h1><article>"
        f"<h1>Ferry vote put off</h1>{BODY}</article></body></html>"
    )
    assert read_page(page.encode()).clippings[0].headline == "Ferry vote put off"


@pytest.mark.parametrize(
    ("head", "above", "day"),
    [
        ("", "<p>Von Oriana Testwell 4. 2. 2025</p>", "2025-02-04"),
        ("", "<p>Posted on Tuesday, 15. April 2025 by OT</p>", "2025-04-15"),
        ("<meta name='date' content='2025-06-12'>", "<p>05.06.2025 - the desk</p>", "2025-06-05"),
        ("<meta name='date' content='2025-06-12'>", "", "2025-06-12"),
        (f"<meta property='article:published_time' content='{NIGHT}'>", "<p>June 11, 2025</p>", "2025-06-11"),
        (f"<meta property='article:published_time' content='{NIGHT}'>", "<p>June 2, 2025</p>", "2025-06-12"),
        (f"<meta property='article:published_time' content='{NIGHT}'>" + FIRST, "<p>June 9, 2025</p>", "2025-06-09"),
        (f"<meta property='article:published_time' content='{NIGHT}'>" + FIRST, "", "2025-06-09"),
        (FIRST + f"<meta property='article:published_time' content='{NIGHT}'>", "<p>June 12, 2025</p>", "2025-06-12"),
        (f"<meta property='article:published_time' content='{NIGHT}'>", DEK_AND_STAMP, "2025-06-11"),
    ],
)  # fmt: skip
def test_the_day_printed_beside_the_headline(head: str, above: str, day: str) -> None:
    page = f"<html><head><title>Ferry vote put off</title>{head}</head><body><h1>Ferry vote put off</h1>{above}{BODY}</body></html>"  # noqa: E501
    assert (read_page(page.encode()).clippings[0].published or "")[:10] == day


@pytest.mark.parametrize(
    "name",
    ["Kate Ledger", "Richard Courant", "Anna Bote", "Ed Avis", "Peter Kurier", "Herald van der Linde", "Priya Herald",
     "J. P. Ledger", "Mehmet Posten", "Marie-Claire Avis", "Сергей Вестник"],
)  # fmt: skip
@pytest.mark.parametrize(
    "above",
    ["<a rel='author' href='/x'>{}</a>", "<span itemprop='author'>{}</span>", "<div class='author-name'>{}</div>",
     "<p class='byline'>{}</p>", "<p>By {}</p>"],
)  # fmt: skip
def test_a_family_name_that_papers_bear_too(name: str, above: str) -> None:
    assert byline(above=above.format(name)) == (name,)


def test_beside_another_author() -> None:
    assert byline(above="<p>By Kate Ledger and Ann Lee</p>") == ("Kate Ledger", "Ann Lee")
    assert byline(head=json_ld(author={"@type": "Person", "name": "Kate Ledger"})) == ("Kate Ledger",)


@pytest.mark.parametrize(
    "name", ["Werraer Bote", "Port Aven Ledger", "Gazeta Probna", "Le Courrier du Port", "Dunai Hírlap"]
)
def test_a_paper_in_the_place_of_the_author_is_none(name: str) -> None:
    assert byline(above=f"<p class='byline'>{name}</p>") == ()
    assert byline(above=f"<p class='byline'>{name}, Anna Berg</p>") == ("Anna Berg",)


def test_teasers_and_labels_stay_out_of_the_text() -> None:
    more = "<h3>See also</h3><p><a href='/x'>The island buys an old ferry from its neighbours</a></p><h3>Topics</h3>"
    page = f"<html><body><h1>Ferry vote put off</h1>{BODY}{more}</body></html>"
    reading = read_page(page.encode())
    assert "See also" not in reading.clippings[0].body
    assert "old ferry" not in reading.clippings[0].body
    assert reading.clippings[0].body.count("ferry once more") == 4
