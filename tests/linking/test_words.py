"""Which parts of a text are words of names, and which belong to addresses."""

import pytest

from stories.linking.words import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ask Anna Berg", ["Ask", "Anna", "Berg"]),
        ("See www.harbour.example/anna-berg now", ["See", "now"]),
        ("See news.harbour-post.com/anna, Berg", ["See", "Berg"]),
        ("Write to anna.berg@harbour.example today", ["Write", "to", "today"]),
        ("@annaberg wrote", ["wrote"]),
        ("O’Brien’s boat", ["O’Brien’s", "boat"]),
        ("N\u00e4 and Na\u0308", ["N\u00e4", "and", "Na\u0308"]),
        ("a.b.c.d.com x", ["x"]),
        ("U.S.A. team", ["U", "S", "A", "team"]),
        ("a.b.c.d. x", ["a", "b", "c", "d", "x"]),
    ],
)
def test_words_and_addresses(text: str, words: list[str]) -> None:
    assert [text[word.start : word.end] for word in words_of(text)] == words


def test_a_long_row_of_letters_and_dots_is_words() -> None:
    """Looked at once: from each dot anew, a page of such rows took minutes, in which nobody else could write."""
    assert len(words_of("a." * 100_000 + " x")) == 100_001


@pytest.mark.parametrize(
    ("word", "folded", "shape"),
    [("Berg", "berg", "C"), ("NATO", "nato", "U"), ("J", "j", "I"), ("boat", "boat", "l"), ("iPhone", "iphone", "l"),
     ("Bérg", "berg", "C"), ("ÄRA", "ara", "U"), ("東京", "東京", "0"), ("2024", "2024", "0")],
)  # fmt: skip
def test_the_shape_of_a_word(word: str, folded: str, shape: str) -> None:
    (read,) = words_of(word)
    assert (read.folded, read.bare, read.shape) == (folded, folded, shape)
