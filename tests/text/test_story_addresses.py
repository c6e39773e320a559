"""Addresses of stories: what reads as one, and which are the same."""

import pytest

from stories.text.story_addresses import BadAddress, apart, names_story, spellings, story_address

SURE = (
    "https://harbour-news.example/2025/01/08/ferry-stops",
    "https://harbour-news.example/islands/2025/jan/08/ferry",
    "https://harbour-news.example/20250108/ferry",
    "https://harbour-news.example/ferry-between-islands-stops",
    "https://harbour-news.example/islands/ferry-stops-1234567.html",
    "https://harbour-news.example/articles/-/3178894",
    "https://harbour-news.example/articles/c0jx1k2w3e4o",
    "https://harbour-news.example/story.php?id=123456",
    "https://harbour-news.example/people/the-woman-who-stopped-the-ferry",
    "https://harbour-news.example/島々/連絡船が二日ぶりに再開",
)
PERHAPS = (
    "https://harbour-news.example/islands/ferry-stops-running",
    "https://harbour-news.example/islands/ferry.html",
)
NOT = (
    "https://harbour-news.example/",
    "https://harbour-news.example/islands/",
    "https://harbour-news.example/2025/01/",
    "https://harbour-news.example/2025/01/08/",
    "https://harbour-news.example/tag/ferry-between-the-islands",
    "https://harbour-news.example/author/anna-maria-de-testwell",
    "https://harbour-news.example/terms-of-service",
    "https://harbour-news.example/about/our-islands-and-us",
    "https://harbour-news.example/2025/01/08/ferry.jpg",
    "https://harbour-news.example/search?q=123456",
    "mailto:desk@harbour-news.example",
    "javascript:void(0)",
    "https://[broken",
    "",
)


@pytest.mark.parametrize(("addresses", "sure"), [(SURE, 2), (PERHAPS, 1), (NOT, 0)], ids=["sure", "perhaps", "not"])
def test_what_reads_as_the_address_of_a_story(addresses: tuple[str, ...], sure: int) -> None:
    assert {address: names_story(address) for address in addresses} == dict.fromkeys(addresses, sure)


def test_a_query_that_says_where_the_reader_came_from_falls_away() -> None:
    assert story_address(f"{SURE[0]}?from=home&pos=3#comments") == SURE[0]
    assert story_address(SURE[7]) == SURE[7]
    with pytest.raises(BadAddress):
        story_address("javascript:void(0)")


def test_spellings_meet_whichever_of_them_is_stored() -> None:
    written = "http://www.harbour-news.example/2025/01/08/ferry-stops/?from=home"
    stored = story_address(written)
    assert stored in spellings(SURE[0])
    assert SURE[0] in spellings(written)
    assert spellings("no address") == ()


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        (SURE[0], SURE[0].replace("https://", "https://m."), False),
        (SURE[0], SURE[0] + "/amp/", False),
        (SURE[0], SURE[0] + "/index.html", False),
        (SURE[0], SURE[3], True),
        (SURE[7], SURE[7].replace("123456", "654321"), True),
        (SURE[0], "https://aggregator.example/read/123456789", None),
    ],
)
def test_other_paths_of_one_site_are_two_stories(one: str, other: str, two: bool | None) -> None:
    assert apart(one, other) is two


@pytest.mark.parametrize(
    "path", ["2025/10/view.php", "20251014/show.do", "paper/61204/view.php", "the-old-quay-news/read.php"]
)
@pytest.mark.parametrize("key", ["id", "cid", "no", "article_id"])
def test_what_a_program_is_asked_for_tells_stories_apart(path: str, key: str) -> None:
    one, other = (f"https://harbour-news.example/{path}?{key}={number}" for number in (6120, 6121))
    if not (path.startswith("paper/") and key == "cid"):  # there the path has the number, and a letter its mark
        assert (story_address(one), story_address(other)) == (one, other)
        assert apart(one, other)
    assert story_address(f"https://harbour-news.example/{path}?from=home") == f"https://harbour-news.example/{path}"


def test_short_keys_of_a_program_tell_stories_apart() -> None:
    one, other = (f"https://harbour-news.example/2025/10/read.php?eid={number}" for number in (7, 8))
    assert (story_address(one), story_address(other)) == (one, other)
    assert apart(one, other)
    assert story_address("https://harbour-news.example/read_news.php?nl=1234").endswith("?nl=1234")
