"""Live blogs whose markup marks their posts, in the shapes that such pages have."""

import pytest

from stories.extraction import Reading, read_page

TITLE = "Ferry line opens again after the long strike"
POSTS = (
    (
        "Ferry leaves the quay",
        "The first ferry left the quay of Port Linden at noon, with two hundred people on board.",
    ),
    ("Mayor speaks", "The mayor told the crowd that the line would stay open all winter, whatever the price of fuel."),
    ("Fog on the sound", "Fog lies over the sound and the captain has asked the coast guard to send him an escort."),
    ("Second ferry waits", "The second ferry waits at the outer pier until the fog has gone from all of the sound."),
)
INTRO = "The ferry line between the two islands opens again on Sunday, after a strike of eleven weeks."


def live(mark: str, stamps: tuple[str, ...], order: str = "time head text") -> Reading:
    posts = ""
    for (head, text), stamp in zip(POSTS, stamps, strict=True):
        parts = {"time": stamp, "head": f"<h3>{head}</h3>", "text": f"<p>{text}</p>"}
        inner = "".join(parts[name] for name in order.split())
        posts += f"<div {mark}>{inner}<div class='share'>Share</div></div>"
    raw = f"""<html lang="en"><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1><p>{INTRO}</p>
    <div class="live-blog-posts">{posts}</div></main></body></html>"""
    return read_page(raw.encode(), url="https://quay.example/news/2025/ferry-line-opens-again")


def timed(form: str) -> tuple[str, ...]:
    return tuple(form.format(hour) for hour in (14, 13, 12, 11))


CLOCK = '<time datetime="2025-05-18T{0}:05:00+01:00">{0}:05</time>'


@pytest.mark.parametrize(
    ("mark", "form", "shown"),
    [
        ('class="live-entry"', CLOCK, "{}:05"),
        ('class="live-post live-post--pinned"', CLOCK, "{}:05"),
        ('class="liveblog__post"', "<span>{} minutes ago</span>", "{} minutes ago"),
        ('class="LiveBlogPost"', "<p>18 May 2025 at {}:05 BST</p>", "18 May 2025 at {}:05 BST"),
        ('class="ticker-entry"', "<span>vor {} Stunden</span>", "vor {} Stunden"),
        ('class="c-live-update"', '<time datetime="2025-05-18T{}:05:00+01:00">May 18</time>', "May 18"),
        ('class="lb-item"', CLOCK, "{}:05"),
        ('class="newsticker__item"', CLOCK, "{}:05"),
        ('itemprop="hasPart liveBlogUpdate" itemscope', CLOCK, "{}:05"),
        ('itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"', CLOCK, "{}:05"),
    ],
)
@pytest.mark.parametrize("order", ["time head text", "head time text", "head text time"])
def test_each_post_is_there_with_its_time(mark: str, form: str, shown: str, order: str) -> None:
    reading = live(mark, timed(form), order)
    assert (reading.kind, len(reading.clippings)) == ("live", 1)
    expected = [INTRO]
    for (head, text), stamp in zip(POSTS, timed(shown), strict=True):
        parts = {"time": stamp, "head": head, "text": text}
        expected += [parts[name] for name in order.split()]
    assert (reading.clippings[0].headline, reading.clippings[0].body) == (TITLE, "\n\n".join(expected))


@pytest.mark.parametrize("form", ["vor {} Minuten", "il y a {} minutes", "{}分前", "{} minutes ago", "gestern, {}:05"])
def test_a_page_that_says_so_itself_has_its_times_in_any_language(form: str) -> None:
    said = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Ferry line"}</script>'
    posts = "".join(f"<div><p>{form.format(20 - n)}</p><p>{text}</p></div>" for n, (_, text) in enumerate(POSTS))
    raw = f"<html lang='en'><head>{said}</head><body><h1>Ferry line opens again</h1><p>{INTRO}</p>{posts}</body></html>"
    reading = read_page(raw.encode())
    assert reading.kind == "live"
    for number, (_, text) in enumerate(POSTS):
        assert f"{form.format(20 - number)}\n\n{text}" in reading.clippings[0].body


@pytest.mark.parametrize(
    "mark", ['class="live-entry"', 'itemprop="liveBlogUpdate"', 'itemprop="hasPart liveBlogUpdate"']
)
def test_posts_without_a_printed_time_are_posts(mark: str) -> None:
    reading = live(mark, ("",) * 4, "head text")
    assert reading.kind == "live"
    assert reading.clippings[0].body == "\n\n".join([INTRO, *(part for post in POSTS for part in post)])


@pytest.mark.parametrize("mark", ['class="live-post-title"', 'class="post"', 'class="delivery-item"', 'class="live"'])
def test_other_names_are_no_posts(mark: str) -> None:
    assert live(mark, ("",) * 4, "head text").kind == "article"


@pytest.mark.parametrize("mark", ["lb-item", "ticker-item", "lb-block", "newsticker__entry"])
@pytest.mark.parametrize("stamps", [("",) * 4, (*timed(CLOCK)[:3], "")], ids=["no time", "one without"])
def test_boxes_of_a_doubtful_name_are_posts_only_with_a_time_each(mark: str, stamps: tuple[str, ...]) -> None:
    reading = live(f'class="{mark}"', stamps, "time head text")
    assert reading.kind == "article"
    assert all(text in reading.clippings[0].body for _, text in POSTS)


def test_posts_within_a_box_of_a_doubtful_name_are_posts() -> None:
    posts = "".join(f'<div class="live-entry"><h3>{head}</h3><p>{text}</p></div>' for head, text in POSTS)
    raw = f"""<html lang="en"><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1>
    <div class="ticker-block">{posts}</div></main></body></html>"""
    reading = read_page(raw.encode())
    assert reading.kind == "live"
    assert reading.clippings[0].body == "\n\n".join(part for post in POSTS for part in post)


def test_a_box_of_live_posts_beside_a_story_makes_no_live_blog() -> None:
    posts = "".join(f'<div class="live-entry"><time>{hour}:05</time><p>{POSTS[0][1]}</p></div>' for hour in (9, 8))
    story = "".join(f"<p>{text} Nobody at the harbour had seen the like of it for years.</p>" for _, text in POSTS)
    raw = f"""<html lang="en"><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{story}</article>
    <div>{posts}</div></body></html>"""
    assert read_page(raw.encode()).kind == "article"
