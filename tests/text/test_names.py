import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.names import NameParts, fold, listed_names, name_parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Luiz Inácio Lula da Silva", "LUIZ INACIO LULA DA SILVA"),
        ("O’Brien", "O'Brien"),
        ("Løkke  Rasmussen", "Lokke Rasmussen"),
        ("Ｓａｎａｅ Takaichi", "sanae takaichi"),
        ("U.S.-Japan", "u s japan"),
    ],
)
def test_spellings_that_are_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_the_voicing_of_kana_is_kept() -> None:
    assert fold("ガ") != fold("カ")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Prime Minister Shigeru Ishiba", NameParts("Shigeru", "Ishiba")),
        ("Ursula von der Leyen", NameParts("Ursula", "von der Leyen")),
        ("Ishiba, Shigeru", NameParts("Shigeru", "Ishiba")),
        ("Martin Luther King, Jr.", NameParts("Martin Luther", "King", "Jr.")),
        ("Lula", NameParts("", "Lula")),
        ("", NameParts("", "")),
    ],
)
def test_parts_of_a_name(name: str, parts: NameParts) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize("between", [", ", "、", "，", "; ", "\n", "، "])
def test_names_are_listed_with_the_comma_of_any_script(between: str) -> None:
    assert listed_names(f"佐藤花子{between}Ada Lind{between}") == ["佐藤花子", "Ada Lind"]
