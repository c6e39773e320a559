"""Front pages as portals and magazines of the 2010s built them: streams, carousels, tiles, hubs, promoted links."""

import pytest

from stories.extraction import Reading, read_page
from stories.extraction.reading import check_blocks

Story = tuple[str, str]


def stories_of(page: bytes, url: str | None = None) -> tuple[Reading, list[Story]]:
    reading = read_page(page, url=url)
    check_blocks(reading.text, reading.blocks)
    return reading, [(clipping.headline or "", clipping.url or "") for clipping in reading.clippings]


NEWS, MONEY, GAMES = "http://news.portal.example", "http://money.portal.example", "http://games.portal.example"
CAROUSEL: list[Story] = [
    ("Divers find a piano at the bottom of the lake", f"{NEWS}/divers-find-piano-bottom-lake-091512733.html"),
    ("She gave up the city for two hundred goats", f"{NEWS}/blogs/turns/gave-up-city-two-hundred-goats-184402119.html"),
    ("Why your salt is pink", f"{MONEY}/news/why-your-salt-is-pink-150033218.html"),
    (
        "Goalkeeper's mother runs onto the pitch",
        f"{GAMES}/blogs/loose-ball/goalkeeper-mother-pitch-221045991--ball.html",
    ),
]
STREAM: list[Story] = [
    ("Mill town votes on its bridge for the third time", f"{NEWS}/mill-town-votes-bridge-third-time-101500457.html"),
    ("Bank closes forty branches", f"{MONEY}/news/bank-closes-forty-branches-093000871.html"),
    ("‘I thought it was a seal’: swimmer meets a bear", f"{NEWS}/thought-seal-swimmer-meets-bear-203344120.html"),
    ("What happens to the letters nobody fetches?", f"{NEWS}/letters-nobody-fetches-070012345.html"),
    ("8 kitchens that are smaller than yours", "http://homes.other-site.example/2014/07/eight-small-kitchens/"),
    ("RAIL STRIKE IS OFF", f"{NEWS}/rail-strike-off-113009001--finance.html"),
    ("The world's slowest race has a winner at last, and he is not at all sure that he wants the cup, his wife says",
     f"{GAMES}/news/slowest-race-winner-155530007--spt.html"),
    ("A cat named Forty", f"{NEWS}/video/cat-named-forty-184400321.html"),
]  # fmt: skip
HELD: list[Story] = [
    ("Storm takes the roof of a school", f"{NEWS}/storm-takes-roof-school-120031417.html"),
    ("Two towns quarrel over a spring", f"{NEWS}/two-towns-quarrel-spring-081219034.html"),
    ("Painter sells his fence", f"{NEWS}/painter-sells-fence-061200452.html"),
]


def portal() -> bytes:
    """A portal: a carousel with thumbnails that link again, a stream with publishers, searches that trend, ads."""
    menu = "".join(
        f'<li><a href="http://{name.lower()}.portal.example/"><span class="ico"></span>{name}</a></li>'
        for name in ("Mail", "News", "Games", "Money", "Weather", "Answers", "Groups")
    )
    slides = "".join(
        f'<li class="today-item"><a class="media" href="{link}"><img src="a.jpg" alt="{head}"></a><div class="txt"><h2>'
        f'<a href="{link}">{head}</a></h2><p class="summary">Nobody in the village had expected what came after that. '
        f'<a class="more" href="{link}">More &raquo;</a></p></div></li>'
        for head, link in CAROUSEL
    )
    thumbs = "".join(
        f'<li><a href="{link}" data-pos="{at}"><img src="t.jpg" alt=""><span class="title">{head.split(" ", 3)[0]} … '
        f"{head.split()[-1]}</span></a></li>"
        for at, (head, link) in enumerate(CAROUSEL)
    )
    stream = "".join(
        f'<li class="js-stream-content" data-uuid="9f{at}c"><div class="wrapper"><a class="img-wrap" tabindex="-1" '
        f'href="{link}"><img src="s.jpg"></a><div class="body"><span class="category"><a href="{NEWS}/world/">World'
        f'</a></span><h3><a href="{link}">{head}</a></h3><p>The council said on Tuesday that it had known of it.</p>'
        f'<span class="publisher">Lakeside Press</span> <a class="comments" href="{link}#comments">{at + 3} comments'
        f"</a></div></div></li>"
        for at, (head, link) in enumerate(STREAM)
    )
    advert = (
        '<li class="js-stream-content ad"><h3><a href="http://ads.click.example/mbclk?bv=1.0.0&es=8kXwGIYGIS">New rule'
        ' in your town: drivers are furious about it</a></h3><span>Sponsored</span> <a href="#">Insure Fast</a></li>'
    )
    trending = "".join(
        f'<li><a href="http://search.portal.example/search?cs=bz&p={words.replace(" ", "+")}">{words}</a></li>'
        for words in ("Ida Brandt new film", "lake piano divers", "rail strike today news", "cheap used car loans")
    )
    held = "".join(f'<li><a href="{link}">{head}</a></li>' for head, link in HELD)
    return f"""<html lang="en"><head><title>Portal</title><link rel="canonical" href="http://www.portal.example/"></head>
<body><div id="masthead"><form action="http://search.portal.example/search"><input name="p"></form></div>
<div id="nav-left" class="nav"><ul>{menu}</ul></div>
<div id="today"><ul class="slides">{slides}</ul><ul class="thumbs">{thumbs}</ul><a href="{NEWS}/today/">All</a></div>
<div id="stream"><ul>{stream}{advert}</ul></div>
<div id="trending"><h2>Trending now</h2><ol>{trending}</ol></div>
<div class="headlines"><h2>More news</h2><ul>{held}</ul><a href="{NEWS}/">More news &raquo;</a></div>
<div id="footer"><a href="http://info.portal.example/privacy/portal/details.html">About our ads and your privacy</a>
<a href="http://help.portal.example/kb/index?page=content&id=SLN2064">Help with this page and your account</a></div>
</body></html>""".encode()


SITE = "http://www.magazine.example"
LEAD: Story = ("The Robot That Folds Your Shirts Has Learned to Sulk", f"{SITE}/2014/06/robot-folds-shirts/")
TILES: list[Story] = [
    ("Inside the Last Factory for Slide Rules", f"{SITE}/2014/06/last-factory-slide-rules/"),
    ("A Map of Every Bench in the City", f"{SITE}/2014/06/map-of-every-bench/"),
    ("Review: Tandem 3 Headphones", f"{SITE}/reviews/2014/06/tandem-3/"),
    ("Gallery: Bridges Nobody Crosses", f"{SITE}/gallery/2014/06/bridges-nobody-crosses/"),
    ("How Moss Could Cool Your Phone", f"{SITE}/science/2014/06/moss-cools-phones/"),
    ("Why Do Elevators Lie?", f"{SITE}/2014/06/elevators/"),
]
RECENT: list[Story] = [
    ("Somebody Finally Fixed the Umbrella", f"{SITE}/design/2014/06/umbrella-fixed/"),
    ("Spies, Pigeons and a Very Small Camera", f"{SITE}/threatlevel/2014/06/pigeon-camera/"),
    ("Seven Days Without a Clock", f"{SITE}/2014/06/seven-days-without-clock/"),
    ("Game|Life Podcast: The One With the Horse", f"{SITE}/gamelife/2014/06/podcast-horse/"),
    ("Watch a Drone Herd Sheep Badly", f"{SITE}/autopia/2014/06/drone-herds-sheep/"),
]


def magazine() -> bytes:
    """A magazine: relative links, tiles whose picture and words link apart, hubs, slideshows, subscriptions."""

    def way(link: str) -> str:
        return link.removeprefix(SITE)

    menu = "".join(
        f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Gear", "Science", "Design", "Security")
    )
    tiles = "".join(
        f'<li class="tile"><a class="pic" href="{way(link)}"><img src="x.jpg" alt="{head}" title="{head}"></a>'
        f'<div class="kicker"><a href="/category/{at}">Gear</a></div><h5><a href="{way(link)}">{head}</a></h5></li>'
        for at, (head, link) in enumerate(TILES)
    )
    recent = "".join(
        f'<li><a href="{way(link)}" title="Permalink to {head}">{head}</a> <time>06.1{at}.14</time> '
        f'<a href="{way(link)}#disqus_thread">{at} Comments</a></li>'
        for at, (head, link) in enumerate(RECENT)
    )
    slides = "".join(
        f'<div class="slide"><a href="{way(link)}"><img src="y.jpg"></a>'
        f'<a class="view" href="{way(link)}">View Slideshow</a></div>'
        for _, link in TILES[:3]
    )
    popular = "".join(
        f'<li><a href="{way(link)}?mbid=popular_{at}">{head}</a></li>' for at, (head, link) in enumerate(TILES[:4])
    )
    return f"""<html lang="en"><head><title>Magazine</title>
<base href="{SITE}/">
<meta property="og:type" content="website"></head>
<body><div class="global-nav"><ul class="menu">{menu}</ul><a href="/about/press">Press</a></div>
<div id="lead"><a href="{way(LEAD[1])}"><img src="lead.jpg"></a><h2><a href="{way(LEAD[1])}">{LEAD[0]}</a></h2>
<p class="dek">It was built to save an hour a week. Now it wants one back.</p><p class="byline">By <a rel="author"
href="/author/karl-osten">Karl Osten</a></p></div>
<div class="slideshow">{slides}</div><ul class="tiles">{tiles}</ul>
<div class="module"><h4>Most Recent</h4><ul>{recent}</ul><a href="/latest">More stories</a></div>
<div class="module popular"><h4>Popular</h4><ol>{popular}</ol></div>
<div class="promo"><a href="https://subscribe.magazine.example/subscribe/mag/104561?source=HOME_TOP">Subscribe to the
magazine and get a free tote bag</a><a href="/newsletter-sign-up">Get our newsletter in your inbox every week</a></div>
<div class="footer"><a href="/about/faq">FAQ</a><a href="http://www.publisher.example/user-agreement-and-privacy-policy">User
agreement and privacy policy</a></div></body></html>""".encode()


@pytest.mark.parametrize("url", ["http://www.portal.example/", None])
def test_a_portal_makes_the_stories_of_its_carousel_and_its_stream(url: str | None) -> None:
    reading, found = stories_of(portal(), url)
    assert sorted(found) == sorted([*CAROUSEL, *STREAM, *HELD])
    assert reading.kind == "front"


@pytest.mark.parametrize(("url", "kind"), [(f"{SITE}/", "front"), (None, "index")])
def test_a_magazine_makes_the_stories_of_its_tiles_and_hubs(url: str | None, kind: str) -> None:
    reading, found = stories_of(magazine(), url)
    assert sorted(found) == sorted([LEAD, *TILES, *RECENT])
    assert reading.kind == kind


def test_what_stands_in_a_card_is_the_storys() -> None:
    reading, _ = stories_of(magazine(), f"{SITE}/")
    lead = next(clipping for clipping in reading.clippings if clipping.headline == LEAD[0])
    assert (lead.dek, lead.byline) == ("It was built to save an hour a week. Now it wants one back.", ("Karl Osten",))


def test_a_link_that_only_says_more_is_cut_from_the_summary() -> None:
    reading, _ = stories_of(portal(), "http://www.portal.example/")
    assert {clipping.dek for clipping in reading.clippings if (clipping.headline, clipping.url) in CAROUSEL} == {
        "Nobody in the village had expected what came after that."
    }


def test_a_story_on_another_site_is_not_the_portals() -> None:
    reading, _ = stories_of(portal(), "http://www.portal.example/")
    away = next(clipping for clipping in reading.clippings if "other-site" in (clipping.url or ""))
    assert away.outlet != reading.outlet or reading.outlet is None
