"""The query language: text -> tree, and where a mistake is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.search.syntax import All, Any, Field, Node, Not, SearchError, Words, nearest, parse


def test_words_phrases_and_fields():
    assert parse('japan "rare earths" tariff* outlet:reuters').parts == (
        Words("japan", False, 0),
        Words("rare earths", False, 6),
        Words("tariff", True, 20),
        Field("outlet", "reuters", 28),
    )


def test_or_joins_its_neighbours_only():
    tree = parse("a b OR c OR d e")
    assert tree.parts == (
        Words("a", False, 0),
        Any((Words("b", False, 2), Words("c", False, 7), Words("d", False, 12))),
        Words("e", False, 14),
    )


def test_minus_before_word_field_and_bracket():
    assert parse("-a -tag:b -(c d)").parts == (
        Not(Words("a", False, 0)),
        Not(Field("tag", "b", 3)),
        Not(All((Words("c", False, 12), Words("d", False, 14)))),
    )


def test_an_unknown_field_is_a_word_and_so_is_an_address():
    assert parse("note:this https://a.example/x").parts == (
        Words("note:this", False, 0, "note"),
        Words("https://a.example/x", False, 10),
    )


def test_a_field_with_a_phrase():
    assert parse('outlet:"Japan Times"').parts == (Field("outlet", "Japan Times", 0),)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("talks (postponed", 6, "This bracket is not closed."),
        ("talks) b", 5, "This bracket closes nothing."),
        ('a "b', 2, "This quotation mark is not closed."),
        ("OR b", 0, "OR needs something before it."),
        ("a OR", 2, "OR needs something after it."),
        ("a OR OR b", 2, "OR needs something after it."),
        ("()", 0, "There is nothing in these brackets."),
        ("talks outlet:", 6, "outlet: needs a value."),
        ("-tag: trade", 0, "tag: needs a value."),
        ("(person:) a", 1, "person: needs a value."),
        ('outlet:" "', 0, "outlet: needs a value."),
        ("(" * 40 + "a" + ")" * 40, 21, "There are too many brackets inside each other."),
        ("a" * 2001, 2000, "The search is longer than 2,000 characters."),
    ],
)
def test_a_mistake_is_named_with_its_place(text, at, says):
    with pytest.raises(SearchError) as caught:
        parse(text)
    assert (str(caught.value), caught.value.at) == (says, at)


@given(st.text(alphabet=st.sampled_from("ab \"()-:*OR石破\ue000\n“”'%\\"), max_size=60))
def test_any_text_is_a_tree_or_a_sentence(text):
    try:
        said, at = type(parse(text)).__name__ + ".", 0
    except SearchError as error:
        said, at = str(error), error.at
    assert said.endswith(".")
    assert 0 <= at <= len(text)


def test_filter_tokens_cannot_be_typed():
    assert parse("\ue000o1").parts == (Words("o1", False, 1),)


@pytest.mark.parametrize(
    ("text", "mistaken"),
    [
        ("outlt:kustbladet", ["outlt"]),
        ("-Outlet:kustbladet", ["Outlet"]),
        ('outlt:"the post" (a OR persn:x*)', ["outlt", "persn"]),
        ('"outlt:kustbladet" outlet:kustbladet', []),
        ("https://a.example/x HTTP://a.example mailto:a@b.example gopher://x", []),
        ("at 14:30 or T14:30 x:y TOKYO: a::b 東京:x", []),
    ],
)
def test_what_looks_like_a_field_and_is_none_is_marked(text: str, mistaken: list[str]) -> None:
    assert [word.mistaken for word in words_of(parse(text)) if word.mistaken] == mistaken


def words_of(node: Node) -> list[Words]:
    if isinstance(node, Words):
        return [node]
    parts = (node.part,) if isinstance(node, Not) else () if isinstance(node, Field) else node.parts
    return [word for part in parts for word in words_of(part)]


@pytest.mark.parametrize(
    ("name", "field"),
    [("outlt", "outlet"), ("Outlet", "outlet"), ("persn", "person"), ("quark", ""), ("befor", "before")],
)
def test_the_nearest_field_is_named(name: str, field: str) -> None:
    assert nearest(name) == field
