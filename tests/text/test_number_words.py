"""Numbers in digits and words, and how exact they are meant to be."""

import re

import pytest

from stories.text.number_words import NUMBER, amounts, hedge_of, plain_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("14", "14"),
        ("1,400", "1400"),
        ("3,5", "3.5"),
        ("two", "2"),
        ("Twenty-two", "22"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("half a dozen", "6"),
        ("a hundred and five", "105"),
        ("three thousand", "3000"),
        ("two million", "2 million"),
        ("1.2 million", "1.2 million"),
        ("dozens", "dozens"),
        ("tens of thousands", "tens of thousands"),
    ],
)
def test_a_number_in_one_writing(words: str, number: str) -> None:
    assert re.fullmatch(NUMBER, words, re.IGNORECASE)
    assert plain_number(words) == number


@pytest.mark.parametrize("words", ["ten-year", "14th", "often", "fiver"])
def test_what_is_no_number(words: str) -> None:
    match = re.fullmatch(NUMBER, words, re.IGNORECASE)
    assert match is None


@pytest.mark.parametrize(
    ("words", "name"),
    [("No fewer than", "at least"), ("over", "more than"), ("some", "about"), ("as  many as", "up to"), ("the", "")],
)
def test_how_exact_it_is_meant(words: str, name: str) -> None:
    assert hedge_of(words) == name


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("5", [(5, 5)]),
        ("at least 5", [(5, 5)]),
        ("more than 12 dead", [(12, 24)]),
        ("3.5 and 5 %", [(3.5, 3.5), (5, 5)]),
        ("about 2 million", [(1_800_000, 2_200_000)]),
        ("dozens", [(24, 120)]),
        ("1.2.3", []),
        ("a third", []),
    ],
)
def test_what_a_figure_leaves_open(text: str, spans: list[tuple[float, float]]) -> None:
    assert [(pytest.approx(one.low), pytest.approx(one.high)) for one in amounts(text)] == spans
