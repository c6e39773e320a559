"""Text copied by hand whose lines somebody, or a program, broke at about a column."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.extraction import Clipping, read_page
from stories.extraction.lines import split_lines
from tests.extraction.test_html_stamps import TEXTS as STAMPED

HEAD = "Ferry between the islands stands still after the engine of the older ship failed in the night"
FIRST = (
    "The ferry between the two islands stopped running on Monday, and nobody at the harbour knew for how long the "
    "ships would have to stay where they were."
)
SECOND = (
    "A spokesman of the company said that the engine of the older ship had failed during the night, and that the parts "
    "would have to come from the mainland, which could take weeks. The Second Ferry waits at the outer pier."
)
THIRD = "The mayor called the situation a serious one for the smaller island, which has no hospital of its own."
TEXTS = (FIRST, SECOND, THIRD)
GERMAN = STAMPED["de"]


def rows(text: str, width: int, indent: str = "") -> str:
    return "\n".join(textwrap.wrap(text, width, initial_indent=indent))


def read(head: str, *texts: str, between: str = "\n\n") -> Clipping:
    raw = head + "\n\nBy Anna Berg\n\n" + between.join(texts) + "\n"
    (clipping,) = read_page(raw.encode()).clippings
    assert clipping.byline == ("Anna Berg",)
    return clipping


@pytest.mark.parametrize("width", [60, 66, 72, 78])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_paragraphs_and_headline_are_put_together(width: int, count: int) -> None:
    clipping = read(rows(HEAD, width), *(rows(text, width) for text in TEXTS[:count]))
    assert (clipping.headline, clipping.body) == (HEAD, "\n\n".join(TEXTS[:count]))


@pytest.mark.parametrize("widths", [(66, 72, 69), (74, 65, 70), (58, 72, 66)])
def test_by_hand_each_paragraph_has_its_own_width(widths: tuple[int, int, int]) -> None:
    clipping = read(rows(HEAD, 62), *(rows(text, width) for text, width in zip(TEXTS, widths, strict=True)))
    assert (clipping.headline, clipping.body) == (HEAD, "\n\n".join(TEXTS))


JAPANESE = (
    (
        "【港町＝試験花子】市議会は27日、渡し船の料金をめぐる議案の採決を見送った。船を運航する会社は、燃料の値上がりを"
        "理由に来春からの値上げを求めているが、島の住民の多くが反対している。"
    ),
    "「島には病院がない。船は道路と同じだ」と自治会の代表は話す。会社は年内にもう一度説明の場を設ける方針だ。",
)


@pytest.mark.parametrize("count", [24, 30, 38, 42])
def test_a_few_full_rows_in_a_script_without_spaces_are_paragraphs(count: int) -> None:
    wrapped = ["\n".join(text[at : at + count] for at in range(0, len(text), count)) for text in JAPANESE]
    raw = "\n\n".join(["渡し船の料金　採決を見送り", "2026年11月27日 18時45分", *wrapped])
    (clipping,) = read_page(raw.encode()).clippings
    assert (clipping.body, clipping.byline) == ("\n\n".join(JAPANESE), ("試験花子",))


def test_sentences_of_their_own_in_such_a_script_stay_so() -> None:
    rows = [
        "市議会は渡し船の料金をめぐる議案の採決を来春まで見送った。",
        "島の住民の多くは船の会社が求めた値上げに反対している。",
    ]
    assert [line.text for line in split_lines("\n".join(rows))] == rows


@pytest.mark.parametrize("width", [100, 112, 118])
@pytest.mark.parametrize("below", ["\n\n", "\n"], ids=["apart", "close"])
@pytest.mark.parametrize("signed", ["By Anna Berg", "Par Anna Berg", "12 May 2025"])
def test_a_headline_is_broken_elsewhere_than_wide_rows(width: int, below: str, signed: str) -> None:
    raw = "\n\n".join([rows(HEAD, 62) + below + signed, *(rows(text, width) for text in TEXTS[:2])])
    (clipping,) = read_page(raw.encode()).clippings
    assert (clipping.headline, clipping.body) == (HEAD, "\n\n".join(TEXTS[:2]))
    assert clipping.byline == (("Anna Berg",) if "Anna" in signed else ())


def test_paragraphs_that_begin_with_a_space_and_not_with_a_blank_line() -> None:
    clipping = read("Ferry stands still", *(rows(text, 72, "   ") for text in TEXTS), between="\n")
    assert clipping.body == "\n\n".join(TEXTS)


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["apart", "close"])
@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Ferry between the islands\nstands still", ""),
        ("Ferry between the islands\nstands still", "HARBOUR POST\n\n"),
        ("Fähre steht still zwischen den\nInseln im Sund", ""),
        ("The Second Ferry Waits for the\nReturn of Its Old Crew", ""),
    ],
)
def test_a_headline_in_two_short_rows(head: str, outlet: str, between: str) -> None:
    clipping = read(outlet + head, *TEXTS, between=between)
    assert clipping.headline == head.replace("\n", " ")
    assert clipping.body == "\n\n".join(TEXTS)


@pytest.mark.parametrize("below", ["by Anna Berg", "yesterday, 22:40", "Nobody knows for how long", "ferries"])
def test_what_stands_under_a_headline_is_no_part_of_it(below: str) -> None:
    raw = "\n\n".join((f"Ferry between the islands stands still\n{below}", *TEXTS))
    (clipping,) = read_page(raw.encode()).clippings
    assert clipping.headline == "Ferry between the islands stands still"


def test_rows_of_their_own_stay_so() -> None:
    lines = [
        "The harbour has a new quay for the ferries",
        "Nobody at the Port Linden yard knows for how long it will be so",
        "and one of the harbours has none for the longest of them",
        "Three cranes came from abroad on the first day",
        "but another has two of them for the longest of all of the ships",
        "The city votes on a loan for its new basin",
        "Fishers ask the state for help after the long winter of storms",
    ]
    assert [line.text for line in split_lines("\n".join(lines))] == lines


def test_long_paragraphs_are_not_joined() -> None:
    lines = [*(f"{text} {text}" for text in TEXTS), *["iPads and e-readers are sold at the quay of Port Linden"] * 2]
    assert [line.text for line in split_lines("\n".join(lines))] == lines


ITEMS = (
    "a ceasefire along the whole of the present line of contact",
    "a withdrawal of heavy guns to fifty kilometres behind it",
    "a release of all prisoners who have been held for long",
    "a commission of neutral states that will watch over it",
    "a conference of donors in the autumn of the coming year.",
)
MIXED = (
    "free passage for the ferries and all of the fishing boats",
    "no tariffs on fish, on timber and on grain of the islands",
    "the return of all prisoners before the end of the year",
)
POEM = (
    "The harbour sleeps beneath the snow of March",
    "and every rope is white along the quay",
    "while gulls walk slowly on the frozen boards",
    "as if the winter were a thing to read",
    "and nobody has come to tell them why.",
)
NAMES = (
    "iPhone sales rose by a tenth in the first quarter",
    "eBay closes its office in the city of Port Linden",
    "iRobot is sold to a maker of vacuum cleaners abroad",
    "eToro lists its shares on the stock exchange in New York",
)
POINTS = "The proposal has five points:"


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["apart", "close"])
@pytest.mark.parametrize("around", [False, True], ids=["alone", "among broken paragraphs"])
@pytest.mark.parametrize(("above", "own"), [(POINTS, ITEMS), (POINTS, MIXED), ("", ITEMS), ("", POEM), ("", NAMES)])
def test_rows_of_a_list_or_a_poem_stay_rows(above: str, own: tuple[str, ...], around: bool, between: str) -> None:
    passages = [rows(FIRST, 66), rows(SECOND, 62)] if around else []
    listed = between.join(([above] if above else []) + ["\n".join(own)])
    lines = split_lines("\n\n".join([*passages, listed]))
    assert [line.text for line in lines] == [
        *([FIRST, SECOND] if around else []),
        *([above] if above else []),
        *own,
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Hundreds of migrants were left to die", "Rescue ships were ordered back to port on Monday"),
        ("What the new government can do", "Five measures that would help the islands at once"),
        ("Regierung kündigt neues Gesetz für den Herbst an", "Opposition hält den Entwurf für überflüssig"),
        ("Regierung führt neue Steuer für Fähren ein", "Opposition hält den Entwurf für überflüssig"),
        ("Apple reports a record quarter in Europe", "iPhone sales rose by a tenth in three months"),
        ("Die Lage in Kiew nach dem Angriff", "eine Analyse unserer Korrespondentin Anna Berg"),
        ("Die Lage in Kiew nach dem Angriff", "ein Kommentar von Anna Berg"),
        ("What the attack means for the harbour", "an analysis by Anna Berg"),
    ],
)
@pytest.mark.parametrize("texts", [TEXTS, GERMAN], ids=["en", "de"])
def test_a_dek_right_under_the_headline_is_no_part_of_it(above: str, below: str, texts: tuple[str, ...]) -> None:
    lines = split_lines("\n\n".join((f"{above}\n{below}", *texts)))
    assert [line.text for line in lines[:2]] == [above, below]


@given(st.lists(st.sampled_from([*TEXTS, HEAD, "by Anna", "the", "", " - a", "> b"]), max_size=8), st.integers(20, 90))
def test_no_character_is_lost(texts: list[str], width: int) -> None:
    raw = "\n".join(rows(text, width) for text in texts)
    lines = split_lines(raw)
    assert "".join("".join(line.text.split()) for line in lines) == "".join(raw.split())
    assert all(raw[line.start : line.end].split() == line.text.split() for line in lines)
