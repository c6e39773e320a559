"""Short points of a list in the midst of a text in HTML, in a story and in a live blog."""

import pytest

from stories.extraction import read_page

LEAD = "The two villages and the ferry company signed their treaty on Monday after a winter of talks, and it says: "
NEXT = "The treaty ends in 2039, and the mayor of the smaller village, Ida Brink, called it a good day for all."
POINTS = ("Fares fall by a fifth", "The night boat comes back", "Two piers get new lamps")


def body_of(inside: str) -> str:
    head = "<h1>What the ferry treaty says</h1><p>By Lars Molen</p><p>19 November 2026</p>"
    title = "<title>What the ferry treaty says | Island Courier</title>"
    page = f"<html lang='en'><head>{title}</head><body><main><article>{head}{inside}</article></main></body></html>"
    (clipping,) = read_page(page.encode()).clippings
    return clipping.body


def items(tag: str = "ul", item: str = "<li>{}</li>") -> str:
    return f"<{tag}>{''.join(item.format(point) for point in POINTS)}</{tag}>"


@pytest.mark.parametrize("tag", ["ul", "ol"])
@pytest.mark.parametrize("lead", [LEAD.strip(), f"{NEXT} It has three points.", f"{NEXT} These are its points:"])
def test_points_between_two_texts_are_of_the_story(lead: str, tag: str) -> None:
    assert body_of(f"<p>{lead}</p>{items(tag)}<p>{NEXT}</p>").split("\n\n") == [lead, *POINTS, NEXT]


def test_points_that_the_last_line_announces_are_of_the_story() -> None:
    found = body_of(f"<p>{NEXT}</p><p>{NEXT} The ferry company named these:</p>{items()}")
    assert found.split("\n\n")[-3:] == list(POINTS)


@pytest.mark.parametrize(
    "between",
    [
        items(item="<li><a href='/2026/11/01/a'>{}</a></li>"),
        f"<div class='share'>{items()}</div>",
        "<ul><li>Share this story</li><li>Share on Facebook</li></ul>",
    ],
    ids=["stories", "in a box", "furniture"],
)
def test_lists_of_other_things_are_none_of_it(between: str) -> None:
    assert body_of(f"<p>{NEXT}</p>{between}<p>{NEXT[:-1]} he met.</p>").count("\n\n") == 1


@pytest.mark.parametrize("place", [0, 1, 2])
def test_points_under_the_heading_of_a_live_blogs_entry_are_the_entrys(place: int) -> None:
    said = '{"@context":"https://schema.org","@type":"LiveBlogPosting","headline":"Storm on the islands: live"}'
    posts = [
        f"<h2>Ferry stays in port</h2><p>{NEXT}</p>",
        "<p>About ninety houses have no power since the night. Nobody is hurt, the coast guard said.</p>",
    ]
    posts.insert(place, f"<h2>What is known</h2>{items()}")
    timed = "".join(f"<div class='post'><time>{18 - n}.20</time>{post}</div>" for n, post in enumerate(posts))
    page = (
        f"<html lang='en'><head><title>Storm: live</title><script type='application/ld+json'>{said}</script></head>"
        f"<body><article><h1>Storm on the islands: live</h1>{timed}</article><div class='cookies'>We use cookies.</div>"
    )
    reading = read_page(page.encode())
    assert reading.kind == "live"
    assert "\n\n".join(["What is known", *POINTS]) in reading.clippings[0].body
    assert "cookies" not in reading.clippings[0].body
