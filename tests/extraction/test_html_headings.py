"""Headings of an HTML page that break their line."""

import pytest

from stories.extraction import Clipping, read_page

TEXT = (
    "The council of Port Aven put off its vote on the ferry on Thursday, and nobody could say until when it did so. "
    "Its speaker said that the talks would go on in the coming week, and that the boats would sail as they always had."
)
TEXTS = f"<p>{TEXT}</p><p>{TEXT[::-1]}</p>"
WHOLE = "Council puts off its vote on the ferry"
TITLED = f"{WHOLE} | Harbour Post"


def read(heading: str, title: str = "Harbour Post") -> Clipping:
    page = f"<html><head><title>{title}</title></head><body><h1>{heading}</h1>{TEXTS}</body></html>"
    (clipping,) = read_page(
        page.encode(), url="https://harbour-post.example/2026/11/27/vote-on-ferry-put-off"
    ).clippings
    return clipping


@pytest.mark.parametrize("title", [TITLED, "Harbour Post"])
@pytest.mark.parametrize(
    "heading",
    [
        "Council puts off its <br>vote on the ferry",
        "Council puts off<br/>its vote on the ferry",
        "<span>Council puts off its</span><br><span>vote on the ferry</span>",
        "<div>Council puts off its</div><div>vote on the ferry</div>",
        "<span>Council puts off its<br></span>vote on the ferry",
        "Council puts<br>off its vote<br>on the ferry",
    ],
)
def test_a_headline_in_rows_is_one(heading: str, title: str) -> None:
    assert read(heading, title).headline == WHOLE


@pytest.mark.parametrize(
    ("heading", "headline"),
    [("渡し船の料金<br>採決を見送り", "渡し船の料金採決を見送り"), ("渡し船の料金で<br />議会", "渡し船の料金で議会")],
)
def test_a_script_without_spaces_has_none_between_the_rows(heading: str, headline: str) -> None:
    assert read(heading).headline == headline


@pytest.mark.parametrize("title", [TITLED, "Harbour Post"])
def test_what_stands_above_or_below_it_is_no_part_of_it(title: str) -> None:
    assert read(f"<small>Politics</small><br>{WHOLE}", title).headline == WHOLE
    below = read(f"{WHOLE}<br><small>The boats sail on as they always had</small>", title)
    assert (below.headline, below.dek) == (WHOLE, "The boats sail on as they always had")


def test_the_title_says_which_of_the_rows_is_the_headline() -> None:
    assert read(f"{WHOLE}<br>The talks go on in the coming week", TITLED).headline == WHOLE
