"""Who signs where the markup of a page and its printed byline say different things."""

import pytest

from stories.extraction import read_page

TEXT = (
    "The council of Port Aven put off its vote on the ferry on Thursday, and nobody could say until when it did so. "
    "Its speaker said that the talks would go on in the coming week, and that the boats would sail as they always had."
)
ONE = '<a rel="author" href="/a">Anna Testwell</a>'


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (f"By {ONE}, Political Editor, and Peter Probe in Port Aven", ("Anna Testwell", "Peter Probe")),
        (f"By {ONE} and Peter Probe", ("Anna Testwell", "Peter Probe")),
        (f"Von {ONE} und Peter Probe", ("Anna Testwell", "Peter Probe")),
        (f"By {ONE}", ("Anna Testwell",)),
        (f"By {ONE} and Port Aven Harbour", ("Anna Testwell",)),
        (f"{ONE} </p><p>By Peter Probe", ("Anna Testwell",)),
    ],
)
def test_a_byline_that_names_more_people_than_the_markup_counts(byline: str, names: tuple[str, ...]) -> None:
    page = f"<html><body><h1>Council puts off its vote on the ferry</h1><p>{byline}</p><p>{TEXT}</p></body></html>"
    assert read_page(page.encode()).clippings[0].byline == names


@pytest.mark.parametrize("name", ["Margret Ostrova", "Irmgard Rolland", "Babette Etty", "Sigrid Ogden"])
def test_a_name_that_ends_in_a_joining_word_stays_whole(name: str) -> None:
    page = f"Council puts off its vote on the ferry\n\nBy {name}\n\n{TEXT}\n"
    assert read_page(page.encode()).clippings[0].byline == (name,)
